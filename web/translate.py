"""Keeps the translations in step with the code: `python -m web.translate` after any change of a text.

It gathers the Finnish texts from code and templates into `translations/LANGUAGE/LC_MESSAGES/messages.po`, keeping what is
translated, dropping what is gone, and compiles the `.mo` files that Flask-Babel reads. It says what is still missing.
"""

from __future__ import annotations

import datetime
import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

WEB = Path(__file__).parent
FOLDER = WEB / "translations"
LANGUAGES = ("sv", "en")
METHODS = [("templates/**.html", "jinja2"), ("templates/**.xml", "jinja2"), ("**.py", "python")]
OPTIONS = {"templates/**.html": {"trimmed": "true", "silent": "false"}}
BEGUN = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
KEYWORDS = {"_": None, "_l": None, "ngettext": (1, 2)}


def gather() -> Catalog:
    """Every text of the interface, with where it stands."""
    # A fixed date: the files change only when a text does.
    catalog = Catalog(project="Kokousmuisti", charset="utf-8", fuzzy=False, creation_date=BEGUN, revision_date=BEGUN)
    for name, line, message, comments, context in extract_from_dir(
        WEB, METHODS, OPTIONS, KEYWORDS, (), strip_comment_tags=True
    ):
        catalog.add(message, None, [(name, line)], auto_comments=comments, context=context)
    return catalog


def po_path(language: str) -> Path:
    """Where a language's translations are."""
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def load(language: str) -> Catalog:
    """A language's translations; empty where there are none yet."""
    path = po_path(language)
    if not path.is_file():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update(language: str, texts: Catalog) -> list[str]:
    """Brings one language in step and compiles it. Returns the texts that lack a translation."""
    catalog = load(language)
    catalog.update(texts, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=120, sort_output=True, no_location=True, omit_header=False)
    path.with_suffix(".mo").write_bytes(compiled(catalog))
    return missing(catalog)


def compiled(catalog: Catalog) -> bytes:
    """The catalogue as a `.mo` file's bytes."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def missing(catalog: Catalog) -> list[str]:
    """The texts of a catalogue that have no translation in some of their forms."""
    found = []
    for message in catalog:
        if not message.id:
            continue
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        if not all(forms):
            found.append(str(message.id[0] if isinstance(message.id, tuple) else message.id))
    return found


def main() -> int:
    """Updates every language; the status is 1 when something lacks a translation."""
    texts = gather()
    lacking = {language: update(language, texts) for language in LANGUAGES}
    for language, names in lacking.items():
        for name in names:
            print(f"{language}: {name}", file=sys.stderr)
    return 1 if any(lacking.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
