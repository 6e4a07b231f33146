"""Build the demo corpus's files from the story: ``python -m corpus.tarina.build [--check]``.

The same story gives the same bytes. ``--check`` writes nothing and exits 1 where a committed file differs from what
the story says. Office files are compared by their unpacked parts when the bytes differ, because another zlib packs
the same parts differently.
"""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import pymupdf

from corpus.tarina.markdown import write_markdown
from corpus.tarina.markup import Block, Run, parse_blocks
from corpus.tarina.minutes import INVENTED, compose_agenda, compose_draft, compose_minutes
from corpus.tarina.pdf import write_pdf
from corpus.tarina.slides import write_pptx
from corpus.tarina.story import HERE, Attachment, Meeting, Story, _read, load
from corpus.tarina.word import write_docx

CORPUS = HERE.parent
FORMATS = ("md", "docx", "pdf")
_SHORT = {"fi": "Lumi- ja vesitiedon yhteiskäytön ohjausryhmä", "sv": "Styrgruppen för snö- och vattendata"}
_SHORT["en"] = "Steering Group for Shared Snow and Water Data"
_FOOTER = {"fi": "Kuvitteellinen aineisto", "sv": "Påhittat material", "en": "Invented material"}


def render(meeting: Meeting, format: str) -> bytes:
    """Return the meeting's minutes as ``md``, ``docx`` or ``pdf``, whatever format the corpus keeps them in."""
    first = meeting.id == load().meetings[0].id
    return _render(compose_minutes(meeting, first=first), meeting, format, "Muistio")


def render_agenda(meeting: Meeting, format: str) -> bytes:
    """Return the agenda that was sent before the meeting."""
    return _render(compose_agenda(meeting), meeting, format, "Esityslista")


def render_attachment(meeting: Meeting, attachment: Attachment) -> bytes:
    """Return the bytes of an attachment: a deck, or a PDF or DOCX of running text."""
    suffix = (attachment.file or attachment.name).rpartition(".")[2]
    if suffix == "pptx":
        return write_pptx(attachment.source, day=meeting.date, invented=INVENTED[meeting.language], language=meeting.language)
    blocks, scanned = _pages(attachment)
    if suffix == "pdf":
        header = (INVENTED["fi"], attachment.label)
        return write_pdf(blocks, day=meeting.date, header=header, footer="", serif=True, scanned=scanned)
    return write_docx(blocks, day=meeting.date, header=attachment.label, footer=INVENTED["fi"])


def render_draft(story: Story, format: str) -> bytes:
    """Return the draft agenda of the next meeting."""
    blocks = compose_draft(story, story.draft, _read(HERE / "story.toml")["draft"])
    frame = replace(story.meetings[-1], date=story.draft.date, number="7/2026", style={})
    return _render(blocks, frame, format, "Esityslista")


def build_files(story: Story) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the corpus as (path from the corpus root, content)."""
    for meeting in story.meetings:
        yield f"{meeting.id}/muistio.{meeting.format}", render(meeting, meeting.format)
        if meeting.agenda:
            yield f"{meeting.id}/esityslista.{meeting.agenda.format}", render_agenda(meeting, meeting.agenda.format)
        for attachment in meeting.attachments:
            if attachment.file:
                yield attachment.file, render_attachment(meeting, attachment)
    yield story.draft.file, render_draft(story, story.draft.file.rpartition(".")[2])


def _render(blocks: tuple[Block, ...], meeting: Meeting, format: str, kind: str) -> bytes:
    style, language = meeting.style, meeting.language
    bold_items = style.get("headings") == "bold"
    day = f"{meeting.date.day}.{meeting.date.month}.{meeting.date.year}"
    if format == "md":
        return write_markdown(blocks, bold_items=bold_items)
    if format == "docx":
        return write_docx(
            blocks,
            day=meeting.date,
            header=f"{_SHORT[language]}\t{kind if language == 'fi' else ''}\t{day}",
            footer=_FOOTER[language],
            language=language,
            bold_items=bold_items,
            auto_numbers=style.get("numbers") == "auto",
        )
    if format == "pdf":
        header = (_SHORT[language], f"{kind if language == 'fi' else meeting.number} {day}")
        serif = style.get("font") == "serif"
        return write_pdf(blocks, day=meeting.date, header=header, footer=_FOOTER[language], serif=serif, bold_items=bold_items)
    raise ValueError(f"no such format: {format}")


def _pages(attachment: Attachment) -> tuple[tuple[Block, ...], tuple[int, ...]]:
    """Return the blocks of a text attachment; ``--- skannattu`` begins a page that is only a picture."""
    blocks = [Block("title", (Run(attachment.name.rpartition(".")[0]),))]
    scanned: list[int] = []
    for index, page in enumerate(attachment.source.split("\n--- skannattu\n")):
        if index:
            blocks.append(Block("pagebreak"))
            scanned.append(index)
        blocks += parse_blocks(page)
    return tuple(blocks), tuple(scanned)


def same_content(name: str, left: bytes, right: bytes) -> bool:
    """Tell whether two files hold the same, though another zlib may have packed them."""
    if left == right:
        return True
    if name.endswith((".docx", ".pptx", ".xlsx")):
        return _same_zip(left, right)
    if name.endswith(".pdf"):
        with pymupdf.open(stream=left) as a, pymupdf.open(stream=right) as b:
            return [page.get_text("words") for page in a] == [page.get_text("words") for page in b]
    return False


def _same_zip(left: bytes, right: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(left)) as a, zipfile.ZipFile(io.BytesIO(right)) as b:
        return a.namelist() == b.namelist() and all(same_content(n, a.read(n), b.read(n)) for n in a.namelist())


def find_strays(names: set[str]) -> list[str]:
    """Return files in the meetings' folders that the story does not know."""
    kept = (path.relative_to(CORPUS).as_posix() for path in CORPUS.glob("20*/**/*") if path.is_file())
    return sorted(name for name in kept if name not in names)


def main(arguments: list[str] | None = None) -> int:
    """Write the corpus, or compare it; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare with the files that are there; write nothing")
    check = parser.parse_args(arguments).check
    wrong: list[str] = []
    names: set[str] = set()
    for name, content in build_files(load()):
        names.add(name)
        path = CORPUS / name
        if check:
            if not path.exists() or not same_content(name, path.read_bytes(), content):
                wrong.append(name)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    wrong += find_strays(names)
    for name in wrong:
        print(f"{name}: not as the story says", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
