"""References into texts outside the project: they give the words back, see another text, and hold no words themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.golden.pack import format_json, pack
from tests.golden.references import (
    REFERENCES,
    ReferenceBroken,
    SourceText,
    digest,
    read_references,
    read_source,
    refer,
    restore,
    restore_annotation,
)

PLAIN = (
    "Pöytäkirja 3/2031\nLäsnä Aino Esi-\nmerkki\n\nSovittiin, että\u00ad Aino   laatii u\u0308berin ohjeen.\n"
    "Otsake 2 (9)\nJatkuu kuten sovittiin."
)
FILES = sorted(REFERENCES.glob("*.json"))


@pytest.mark.parametrize(
    ("words", "given_back"),
    [
        ("Sovittiin, että Aino laatii überin ohjeen.", "Sovittiin, että Aino laatii überin ohjeen."),
        ("Aino Esi-merkki", "Aino Esi- merkki"),
        ("3/2031", "3/2031"),
    ],
)
def test_words_that_stand_in_the_text_are_one_run_and_come_back(words: str, given_back: str) -> None:
    source = SourceText(PLAIN)
    reference = refer(words, source)

    assert reference.keys() == {"at", "length", "sha256"}
    assert restore(reference, source) == given_back


@pytest.mark.parametrize(
    "words",
    [
        "Aino laatii überin ohjeen. Jatkuu kuten",  # a page header stands between
        "Aino Merkkitär",  # the second word stands nowhere
        "Sovitti Xyz-ohjeet",  # neither do some of its letters
    ],
)
def test_words_that_do_not_stand_together_are_several_runs(words: str) -> None:
    source = SourceText(PLAIN)
    reference = refer(words, source)

    assert len(reference["runs"]) > 1
    assert restore(reference, source) == words


def test_a_place_with_the_same_spacing_is_taken_before_one_with_the_same_letters() -> None:
    source = SourceText("rata kisko, ratakisko")

    assert restore(refer("ratakisko", source), source) == "ratakisko"


def test_a_run_whose_letters_changed_is_refused() -> None:
    reference = refer("Sovittiin, että", SourceText(PLAIN))

    with pytest.raises(ReferenceBroken, match="other letters"):
        restore(reference, SourceText(PLAIN.replace("Sovittiin", "Päätettiin")))


def test_an_annotation_of_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "muistio.md").write_text("# Palaveri\n\nSovittiin uusi aika.\n", encoding="utf-8")
    packed = {"name": "m", "file": "muistio.md", "sha256": "0" * 64, "title": {"at": 0, "length": 1, "sha256": digest("#")}}

    with pytest.raises(ReferenceBroken, match=r"muistio\.md is not the file that was annotated"):
        restore_annotation(packed, tmp_path)


def test_what_an_annotator_says_of_a_file_is_not_kept_and_an_unknown_field_is_refused() -> None:
    source = SourceText(PLAIN)
    annotation = {
        "name": "n",
        "file": "f.md",
        "sha256": "00",
        "traps": ["the word Otsake is a header"],
        "body_note": "the body is a guess",
        "decisions": [{"quote": "Aino laatii", "kind": "assignment", "core": False, "note": "soft"}],
    }

    packed = pack(annotation, source)

    assert packed["body_note"] is True
    assert packed["decisions"] == [{"quote": refer("Aino laatii", source), "kind": "assignment", "core": False}]
    assert "traps" not in packed
    with pytest.raises(ValueError, match="may 'opinion' quote"):
        pack({**annotation, "opinion": "Aino laatii"}, source)


def test_the_files_are_laid_out_one_short_value_a_line() -> None:
    value = {"a": [1, None], "b": ["x" * 60, "y" * 70]}

    assert json.loads(format_json(value)) == value
    assert format_json(value).splitlines()[1] == ' "a": [1, null],'


def test_every_annotation_kept_here_comes_back_with_its_words(shared: Path) -> None:
    annotations = list(read_references(shared))
    quotes = [quote for annotation in annotations for quote in _quotes(annotation)]

    assert len(annotations) == len(FILES) >= 10
    assert len(quotes) > 100
    assert all(len(quote.split()) >= 1 and quote == " ".join(quote.split()) for quote in quotes)


def test_real_minutes_in_every_format_give_their_own_sentences_back(shared: Path) -> None:
    formats = set()
    for path in sorted((shared / "real").rglob("*")):
        if path.suffix.lower() not in (".md", ".html", ".pdf", ".docx") or path.suffix in formats or "gold" in path.parts:
            continue
        source = read_source(path)
        words = source.plain.split()
        if len(words) < 100:
            continue
        formats.add(path.suffix)
        for start in range(0, 90, 10):
            sample = " ".join(words[start : start + 10])
            assert restore(refer(sample, source), source) == sample
    assert formats == {".md", ".html", ".pdf", ".docx"}


def test_no_reference_file_holds_three_words_of_a_source_in_a_row(shared: Path) -> None:
    held = 0
    for path in FILES:
        packed = json.loads(path.read_text(encoding="utf-8"))
        if packed.get("text_layer") is False:
            assert set(packed) == {"name", "file", "sha256", "text_layer"}
            continue
        source = re.findall(r"\w+", read_source(shared / "real" / packed["file"]).plain.lower())
        runs = {tuple(source[at : at + 3]) for at in range(len(source) - 2)}
        for text in _strings({key: value for key, value in packed.items() if key not in ("name", "file", "sha256")}):
            words = re.findall(r"\w+", text.lower())
            held += 1
            assert not any(tuple(words[at : at + 3]) in runs for at in range(len(words) - 2)), (path.name, text)
    assert held > 500


def _quotes(annotation: dict[str, Any]) -> Iterator[str]:
    for meeting in annotation.get("meetings") or [annotation]:
        yield from (decision["quote"] for decision in meeting.get("decisions") or ())


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
