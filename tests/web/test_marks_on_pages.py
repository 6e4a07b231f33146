"""Marks on a PDF page lie exactly on their words: each box is held against the places that PyMuPDF itself gives the words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest

from files.sandbox import read_one
from indexer.interpret import interpret
from kb.document import Box, Document
from kb.model import Decision
from kb.settings import Settings
from web import documents

REAL = "ohjausryhma/2024-12-17/muistio.pdf"
DEMO = ("2025-01-30/muistio.pdf", "2025-10-16/muistio.pdf")


@pytest.fixture(scope="module", params=["demo", "real"])
def minutes(
    request: pytest.FixtureRequest, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[Path, Document]]:
    """Minutes as PDF: the demo group's, and the real ones where they are."""
    settings = Settings(corpus=root / "corpus", data=tmp_path_factory.mktemp("data"))
    if request.param == "demo":
        files = [root / "corpus" / name for name in DEMO]
    else:
        files = [request.getfixturevalue("shared") / "real" / REAL]
    return [(file, read_one(file, file.name, settings)) for file in files]


def letters(text: str) -> str:
    """A text's letters and digits: line breaks and the hyphens made by them do not count."""
    return re.sub(r"[\W_]+", "", text).lower()


def under(file: Path, boxes: tuple[Box, ...]) -> str:
    """The words whose middle lies in one of the boxes, in the order of the pages."""
    found = []
    with pymupdf.open(file) as pdf:
        for page in sorted({box.page for box in boxes}):
            for x0, y0, x1, y1, word, *_place in pdf[page - 1].get_text("words", sort=False):
                x, y = (x0 + x1) / 2, (y0 + y1) / 2
                if any(box.page == page and box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1 for box in boxes):
                    found.append(word)
    return " ".join(found)


def decisions(document: Document) -> Iterator[Decision]:
    """The decisions of a file."""
    for meeting in interpret(document, Settings(corpus=Path("corpus"), data=Path("data"))).meetings:
        yield from meeting.decisions


def test_ten_decisions_are_marked_on_their_words(minutes: list[tuple[Path, Document]]) -> None:
    checked = 0
    for file, document in minutes:
        for decision in decisions(document):
            place = documents.locate(document, decision)
            assert place is not None, decision.text
            assert letters(under(file, place.boxes)) == letters(decision.text)
            checked += 1
    assert checked >= 10


@pytest.mark.parametrize("pattern", [r"\w*mall\w*|\w*käsittely\w*", r"\b(?:sovittiin|hyväksyttiin)\b", r"\b[A-ZÅÄÖ]{2,4}:\w+"])
def test_hits_are_marked_on_their_words(minutes: list[tuple[Path, Document]], pattern: str) -> None:
    checked = 0
    for file, document in minutes:
        for section in document.sections:
            for match in list(re.finditer(pattern, section.text, re.IGNORECASE))[:10]:
                boxes = documents.boxes_of(section, *match.span())
                assert boxes, match.group()
                # The boxes are of whole words: a hit inside one marks it whole.
                assert letters(match.group()) in letters(under(file, boxes)), match.group()
                checked += 1
    assert checked >= 4
