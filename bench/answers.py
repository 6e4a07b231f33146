"""Compares what the search answers before and after a change of code: `python -m bench.answers CORPUS DATA ANSWERS.json`.

Where the file is not there it is written: the judged queries that belong to the corpus and queries made of its own words, with
the hits, order, totals, facets, notes and suggestions that they get. Where it is, the same queries are asked again, and every
difference is printed. The two must be asked of the same passages: keep DATA, or build it from the same interpretations.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kb.errors import BadQuery
from kb.library import Hit, Library
from kb.settings import load
from tests.judgements import judge

Answer = dict[str, Any]
# How far a score may be from what it was: sums of floating-point numbers in another order differ in their last digits.
_SAME_SCORE = 2e-4


def queries(library: Library, judged: list[str], more: int = 260) -> list[str]:
    """The judged queries, and others made of the words of decisions and of words near to them."""
    chance = random.Random(5)
    words = sorted({word for decision in library.decisions() for word in decision.text.split() if word.isalpha()})
    titles = sorted({item.title for meeting in library.meetings() for item in meeting.items})
    years = sorted({str(meeting.date.year) for meeting in library.meetings() if meeting.date})
    makers = (
        lambda: chance.choice(words),
        lambda: " ".join(chance.sample(words, 2)),
        lambda: " ".join(chance.sample(words, 3)),
        lambda: "miten " + " ".join(chance.sample(words, 5)) + "?",
        lambda: " OR ".join(chance.sample(words, 2)),
        lambda: "{} -{}".format(*chance.sample(words, 2)),
        lambda: chance.choice(words)[:5] + "*",
        lambda: '"{}"'.format(" ".join(chance.choice(titles).split()[:2])),
        lambda: chance.choice(titles),
        lambda: _slipped(chance.choice(words)),
        lambda: f"{chance.choice(words)} laji:päätös",
        lambda: f"{chance.choice(words)} vuosi:{chance.choice(years)}",
        lambda: f"({chance.choice(words)} TAI {chance.choice(words)}) EI {chance.choice(words)}",
    )
    return list(dict.fromkeys((*judged, *(makers[n % len(makers)]() for n in range(more)))))


def _slipped(word: str) -> str:
    return word[:3] + word[4:] if len(word) > 6 else word


def answer(library: Library, query: str) -> Answer:
    """What a query gets, as far as a reader sees it, and the scores."""
    try:
        found = library.search(query, limit=30)
    except BadQuery as error:
        return {"query": query, "refused": error.code}
    return {
        "query": query,
        "understood": found.understood,
        "total": found.total,
        "hits": [_shown(hit) for hit in found.hits],
        "facets": {name: list(map(list, getattr(found.facets, name))) for name in found.facets.__slots__},
        "notes": [[note.code, *note.words] for note in found.notes],
        "widened": [[one.word, *one.names] for one in found.widened],
        "did_you_mean": found.did_you_mean,
    }


def _shown(hit: Hit) -> Answer:
    return {
        "id": hit.id,
        "score": hit.score,
        "snippet": [[segment.text, segment.marked] for segment in hit.snippet],
        "heading": [[segment.text, segment.marked] for segment in hit.heading],
        "matched": [[one.word, one.asked, one.how, one.term] for one in hit.matched],
        "more": [other.id for other in hit.more],
    }


def differences(before: Answer, after: Answer) -> Iterator[str]:
    """What is not the same in two answers, in words."""
    for name in before:
        one, two = before[name], after.get(name)
        if name == "hits" and two is not None:
            yield from _hit_differences(one, two)
        elif one != two:
            yield f"{name}: {one!r} → {two!r}"


def _hit_differences(before: list[Answer], after: list[Answer]) -> Iterator[str]:
    ids = [[hit["id"] for hit in hits] for hits in (before, after)]
    if ids[0] != ids[1]:
        place = next((n for n, pair in enumerate(zip(*ids, strict=False)) if pair[0] != pair[1]), min(map(len, ids)))
        yield f"hits from place {place + 1}: {ids[0][place : place + 3]} → {ids[1][place : place + 3]}"
        return
    for one, two in zip(before, after, strict=True):
        for name in one:
            close = name == "score" and abs(one[name] - two[name]) <= _SAME_SCORE * max(1.0, abs(one[name]))
            if one[name] != two[name] and not close:
                yield f"{one['id']} {name}: {str(one[name])[:160]} → {str(two[name])[:160]}"


def main(corpus: str, data: str, file: str) -> int:
    """Writes the answers, or compares with those that were written; 1 when any differs."""
    library = Library.open(load(Path(corpus), Path(data), environ={}))
    kept = Path(file)
    if not kept.is_file():
        asked = queries(library, _judged(Path(corpus)))
        kept.write_text(json.dumps([answer(library, query) for query in asked], ensure_ascii=False, indent=0), encoding="utf-8")
        print(f"{len(asked)} answers written")
        return 0
    before: list[Answer] = json.loads(kept.read_text(encoding="utf-8"))
    changed = {one["query"]: found for one in before if (found := list(differences(one, answer(library, one["query"]))))}
    for query, found in changed.items():
        print(f"{query!r}", *found, sep="\n    ")
    print(f"{len(before)} queries, {len(changed)} answered differently")
    return int(bool(changed))


def _judged(corpus: Path) -> list[str]:
    if corpus.resolve() == judge.ROOT / "corpus":
        return [told["query"] for told in judge.read_demo()]
    if corpus.resolve() == (judge.SHARED / "real").resolve():
        return [told["query"] for name in (judge.FIRST, judge.LATER) for told in judge.read_real(judge.SHARED, name)]
    return []


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
