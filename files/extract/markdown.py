"""Markdown into blocks: markdown-it-py makes HTML of it, which `html` reads; so raw HTML inside needs no reading of its own.

Indented code is off: people indent lists by four spaces and mean a list.
"""

from __future__ import annotations

import re
from typing import Any, Final

from markdown_it import MarkdownIt

from files.extract import html
from files.extract.encoding import decode
from files.extract.source import Source, whole
from files.extract.text import clean
from kb.document import Document

_FRONT: Final = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_KEY: Final = re.compile(r"([A-Za-zÅÄÖåäö_][\w-]*)\s*:\s*(.*)")
_LIST_MARK: Final = re.compile(r"(?:[-*+]|\d{1,9}[.)])\s")
_DEPTH: Final = 60


def read(source: Source) -> Document:
    """The blocks of a Markdown file; front matter gives its title and properties."""
    text, guessed = decode(source.absolute.read_bytes())
    if guessed:
        source.warn("encoding_guessed", encoding=guessed)
    properties, body = split_front_matter(text)
    root = html.parse(to_html(body))
    title = next((value for key, value in properties if key == "title"), None)
    return source.document(
        [whole(html.blocks(root) if root is not None else [])],
        title=title,
        properties=[(key, value) for key, value in properties if key != "title"],
    )


def split_front_matter(text: str) -> tuple[list[tuple[str, str]], str]:
    """Top-level `key: value` lines between `---` marks, and the text after them.

    >>> split_front_matter("---\\ntitle: 'Muistiot 2023'\\nlist:\\n  a: b\\n---\\nTeksti")
    ([('title', 'Muistiot 2023')], 'Teksti')
    """
    found = _FRONT.match(text)
    lines = found.group(1).split("\n") if found else []
    if not found or not any(_KEY.match(line) for line in lines):
        return [], text
    pairs = [(m.group(1).lower(), clean(m.group(2)).strip("\"'")) for line in lines if (m := _KEY.match(line))]
    return [(key, value) for key, value in pairs if value], text[found.end() :]


def to_html(text: str) -> str:
    """HTML in which soft line breaks and the marks of ordered lists can still be told."""
    parser = (
        MarkdownIt("commonmark", {"html": True, "maxNesting": _DEPTH}).enable("table").enable("strikethrough").disable("code")
    )
    parser.add_render_rule("softbreak", _soft_break)
    environment: dict[str, Any] = {}
    tokens = parser.parse(dedent_lists(_widen_marks(text)), environment)
    for token in tokens:
        if token.type == "ordered_list_open":
            token.attrSet("data-mark", token.markup)
    return str(parser.renderer.render(tokens, parser.options, environment))


def dedent_lists(text: str) -> str:
    """Lists indented by four spaces or more that hang under no other list, moved to the margin.

    >>> dedent_lists("## Agenda:\\n    - avaus\\n        - klo 9\\n## Muuta")
    '## Agenda:\\n- avaus\\n    - klo 9\\n## Muuta'
    """
    out: list[str] = []
    base, in_list = 0, False
    for line in text.split("\n"):
        expanded = line.expandtabs(4)
        indent = len(expanded) - len(expanded.lstrip())
        marked = bool(_LIST_MARK.match(expanded.lstrip()))
        if not expanded.strip():
            out.append("")
            continue
        if base and indent < base:
            base = 0
        if not base and indent >= 4 and marked and not in_list:
            base = indent
        out.append(expanded[base:] if base else line)
        in_list = marked or (in_list and indent > 0)
    return "\n".join(out)


def _soft_break(*_: object) -> str:
    return f'<br class="{html.SOFT_BREAK}">\n'


def _widen_marks(text: str) -> str:
    """A no-break or other odd space after a list or heading mark becomes a plain one; marks inside words are let be."""
    return re.sub(r"(?m)^([^\S\n]*(?:[-*+•]|#{1,6}|\d{1,9}[.)]))[\u00a0\u2007\u202f\u200b]+(?=\S)", r"\1 ", text)
