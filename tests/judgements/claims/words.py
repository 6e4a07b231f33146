"""Definitions against an annotator's: which of the shown ones are right, and which of the real ones are found; key words known.

A definition that the annotator does not have is judged by `judged_words.json`, read once after the rules were fixed; what is in
neither is counted apart.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kb.finnish import fold, lemma
from kb.library import Library
from tests.golden.references import digest
from tests.judgements.claims import annotations
from tests.judgements.claims.figures import Figure


def measure(library: Library, shared: Path) -> Sequence[Figure]:
    """The definitions of all files, of the guarded ones, and the key words that are explained or listed as unexplained."""
    entries = annotations.read("definitions", shared)
    wanted: dict[str, list[dict[str, Any]]] = {}
    for entry in entries:
        wanted.setdefault(key_of(str(entry["term"])), []).append(entry)
    judged = json.loads(Path(__file__).with_name("judged_words.json").read_text(encoding="utf-8"))
    right, wrong, unjudged, found = [], [], [], set()
    for term in library.glossary():
        key = key_of(term.term)
        told = digest(f"{term.term}={term.meaning}")
        if key in wanted and any(same_meaning(term.meaning, str(entry["meaning"])) for entry in wanted[key]):
            found.add(key)
            right.append(term.term)
        elif told in judged["right"]:
            right.append(term.term)
        elif told in judged["wrong"]:
            wrong.append(f"{term.term} = {term.meaning}")
        else:
            unjudged.append(term.term)
    guarded = {key for key, own in wanted.items() if all(annotations.is_guarded(entry["file"]) for entry in own)}
    missed = tuple(str(wanted[key][0]["term"]) for key in wanted.keys() - found - guarded)
    shown = len(right) + len(wrong)
    return (
        Figure(
            f"Definitions ({len(unjudged)} not judged)",
            len(right),
            shown,
            len(found),
            len(wanted),
            "0.95 / 0.7",
            tuple(wrong),
            tuple(sorted(missed)),
        ),
        Figure("Definitions, guarded files", found=len(found & guarded), wanted=len(guarded), bar="– / 0.7"),
        _key_words(library, shared),
    )


def _key_words(library: Library, shared: Path) -> Figure:
    """Key words that an annotator would have explained: those that are, or are listed as waiting for it."""
    wanted = {key_of(entry["term"]) for entry in annotations.read("key_words", shared)}
    known = {key_of(term.term) for term in library.glossary()} | {key_of(term.term) for term in library.unexplained()}
    return Figure("Key words explained or listed", found=len(wanted & known), wanted=len(wanted), missed=tuple(wanted - known))


def key_of(term: str) -> str:
    """A term by its base forms, folded: "tuotos 1.3" and "Tuotos 1.3" are one."""
    return "".join(fold(lemma(word)) for word in term.split())


def same_meaning(one: str, other: str) -> bool:
    """Whether two meanings share most of the shorter one's words.

    >>> same_meaning("puistoalue", "puistoalueita"), same_meaning("puistoalue", "yleisen tien alue")
    (True, False)
    """
    shorter, longer = sorted(({fold(lemma(word)) for word in meaning.split()} for meaning in (one, other)), key=len)
    return len(shorter & longer) * 2 >= len(shorter)
