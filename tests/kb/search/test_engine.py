"""The seam of the text index: what Whoosh keeps is what a dictionary would, however a build came to it."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from kb.errors import IndexBroken
from kb.library import Filters, Library
from kb.search import terms
from kb.search.engine import WhooshEngine
from kb.search.postings import FIELDS, POSITIONED, Entry, PassageTerms, TermIndex, first_terms
from kb.search.search import Search
from kb.store import generations
from tests.kb.search.memory import MemoryEngine

WORDS = ("kaapeli", "reitti", "akku", "ranta", "luoto", "meri", "tuuli", "äänitys")


def entry(seed: int) -> Entry:
    """A passage of a few words in every field, the same for the same seed."""
    chance = random.Random(seed)

    def made() -> PassageTerms:
        return {field: [(chance.choice(WORDS), place // 2) for place in range(chance.randint(0, 9))] for field in FIELDS}

    found = made()
    return Entry(hashlib.blake2b(str(seed).encode(), digest_size=16).digest(), lambda: found)


def told(index: TermIndex, numbers: Sequence[int]) -> dict[tuple[str, str], list[tuple[int, int, tuple[int, ...]]]]:
    """Everything an index knows, with the passages by their order in the build instead of their numbers."""
    order = {number: place for place, number in enumerate(numbers)}
    found = {}
    for field in FIELDS:
        for term, count in index.terms(field):
            postings = index.postings(field, term)
            assert count >= len(postings.numbers) > 0
            places = index.positions(field, term, set(numbers)) if field in POSITIONED else {}
            found[field, term] = sorted(
                (order[number], times, tuple(places.get(number, ())))
                for number, times in zip(postings.numbers, postings.frequencies, strict=True)
            )
    return found


def lengths(index: TermIndex, numbers: Sequence[int]) -> list[list[int]]:
    return [[index.lengths(field)[number] for number in numbers] for field in FIELDS]


@pytest.fixture
def whoosh(tmp_path: Path) -> Callable[..., tuple[TermIndex, tuple[int, ...], Path]]:
    """Writes an index and opens it; `before` is the directory of the one that it follows."""
    made = iter(range(100))

    def write(entries: Sequence[Entry], **given: object) -> tuple[TermIndex, tuple[int, ...], Path]:
        place = tmp_path / str(next(made))
        place.mkdir()
        numbers = WhooshEngine().write(place, entries, **given)  # type: ignore[arg-type]
        return WhooshEngine().open(place), numbers, place

    return write


def remembered(entries: Sequence[Entry]) -> tuple[TermIndex, tuple[int, ...]]:
    engine = MemoryEngine()
    numbers = engine.write(Path("here"), entries)
    return engine.open(Path("here")), numbers


class TestOneIndex:
    def test_it_knows_what_a_dictionary_would(self, whoosh: Callable) -> None:
        entries = [entry(seed) for seed in range(40)]
        index, numbers, _ = whoosh(entries)
        assert told(index, numbers) == told(*remembered(entries))
        assert lengths(index, numbers) == lengths(*remembered(entries))

    def test_a_term_that_stands_nowhere_has_no_postings(self, whoosh: Callable) -> None:
        index, _, _ = whoosh([entry(1)])
        assert list(index.postings("base", "avaruus").numbers) == []
        assert index.positions("base", "avaruus", {0}) == {}

    def test_terms_are_walked_in_order_from_a_beginning(self, whoosh: Callable) -> None:
        index, _, _ = whoosh([Entry(bytes(16), lambda: {"surface": [(word, 0) for word in WORDS]})])
        assert [term for term, _ in index.terms("surface")] == sorted(WORDS)
        assert first_terms(index.terms("surface", "r"), 1) == ["ranta"]

    def test_an_empty_index_finds_nothing(self, whoosh: Callable) -> None:
        index, numbers, _ = whoosh([])
        assert (index.size, numbers, list(index.terms("base"))) == (0, (), [])

    @pytest.mark.parametrize("content", [None, "", '{"a": 1}', '[{"name": "eioo", "size": 3, "gone": []}]'])
    def test_a_damaged_index_is_said_to_be_broken(self, tmp_path: Path, content: str | None) -> None:
        if content is not None:
            (tmp_path / "segments.json").write_text(content, encoding="utf-8")
        with pytest.raises(IndexBroken):
            WhooshEngine().open(tmp_path)


class TestAfterAChange:
    @pytest.mark.parametrize("change", ["nothing", "one away", "one new", "one changed", "half changed", "all new", "order"])
    def test_it_answers_as_if_written_from_nothing(self, whoosh: Callable, change: str) -> None:
        old = [entry(seed) for seed in range(60)]
        new = {
            "nothing": old,
            "one away": [*old[:7], *old[8:]],
            "one new": [*old[:7], entry(100), *old[7:]],
            "one changed": [*old[:7], entry(100), *old[8:]],
            "half changed": [*old[:30], *map(entry, range(100, 130))],
            "all new": [*map(entry, range(100, 160))],
            "order": old[::-1],
        }[change]
        _, _, place = whoosh(old)
        index, numbers, _ = whoosh(new, before=place)
        assert told(index, numbers) == told(*remembered(new))
        assert lengths(index, numbers) == lengths(*remembered(new))

    def test_what_stays_is_not_asked_for_its_terms_again(self, whoosh: Callable) -> None:
        def refuse() -> PassageTerms:
            raise AssertionError("asked again")

        old = [entry(seed) for seed in range(60)]
        _, _, place = whoosh(old)
        _, numbers, _ = whoosh([*(Entry(one.digest, refuse) for one in old), entry(100)], before=place)
        assert len(numbers) == len(old) + 1

    def test_a_stale_passage_is_written_anew(self, whoosh: Callable) -> None:
        old = [entry(seed) for seed in range(60)]
        _, numbers, place = whoosh(old)
        changed = Entry(old[3].digest, lambda: {"base": [("uusi", 0)]})
        index, numbers, _ = whoosh([*old[:3], changed, *old[4:]], before=place, stale={numbers[3]})
        assert list(index.postings("base", "uusi").numbers) == [numbers[3]]

    def test_segments_stay_few_over_many_small_changes(self, whoosh: Callable) -> None:
        entries = [entry(seed) for seed in range(100)]
        _, _, place = whoosh(entries)
        for step in range(30):
            entries[step * 3 % 100] = entry(1000 + step)
            entries.append(entry(2000 + step))
            index, numbers, place = whoosh(entries, before=place)
        assert told(index, numbers) == told(*remembered(entries))
        assert len(list(place.glob("*.postings"))) <= 6

    def test_what_stands_twice_is_kept_twice(self, whoosh: Callable) -> None:
        entries = [entry(1), entry(1), entry(2)]
        _, _, place = whoosh(entries)
        _, numbers, _ = whoosh(entries, before=place)
        assert len(set(numbers)) == 3


def test_a_search_is_the_same_over_another_engine(library: Library) -> None:
    place = generations.folder(library.settings.data, library.generation)
    catalogue = library._catalogue
    passages = list(catalogue.passages())
    corrections = catalogue.corrections()
    entries = [Entry(b"", lambda one=one: terms.of_passage(one, corrections)) for one in passages]  # type: ignore[misc]
    index, _ = remembered(entries)
    other = Search(library.settings, catalogue, index, place / generations.FACETS)
    for query in (
        "pohjatutkimus",
        "akkujen kesto",
        '"eteläinen reitti"',
        "varavirtasuun*",
        "kaapeli EI reitti",
        "reitti laji:päätös",
    ):
        asked = {"filters": Filters(), "sort": "relevance", "limit": 20, "offset": 0}
        assert other.find(query, **asked).hits == library.search(query).hits, query  # type: ignore[arg-type]
