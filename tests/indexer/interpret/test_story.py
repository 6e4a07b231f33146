"""The demo group's minutes: understood alike in every format, as the story tells them, and whatever is done to their looks."""

from __future__ import annotations

import dataclasses
import random
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from corpus.tarina import build, pdf, story
from corpus.tarina.markdown import write_markdown
from corpus.tarina.markup import Block, Run
from corpus.tarina.minutes import compose_minutes
from corpus.tarina.pdf import write_pdf
from corpus.tarina.word import write_docx
from files.extract import read
from indexer.interpret import interpret
from indexer.interpret.decisions.parts import PART
from indexer.interpret.decisions.promises import WORDING
from kb.model import Decision, Meeting
from kb.settings import load
from tests.fuzz import FUZZ
from tests.golden.evaluate import normalise, pair

STORY = story.load()
SETTINGS = load(corpus=Path(build.CORPUS))
# Minutes in each language, with sub-items, tables of attendance, marked decisions and proposals among them.
SAMPLE = tuple(meeting for meeting in STORY.meetings if meeting.id in ("2024-12-12", "2025-09-04", "2026-03-05", "2026-06-04"))

every_meeting = pytest.mark.parametrize("told", STORY.meetings, ids=lambda meeting: meeting.id)
some_meetings = pytest.mark.parametrize("told", SAMPLE, ids=lambda meeting: meeting.id)

Understand = Callable[[story.Meeting, str, bytes], Meeting]


@pytest.fixture(scope="module")
def understand(tmp_path_factory: pytest.TempPathFactory) -> Understand:
    """The one meeting that a file's bytes tell of."""
    folder = tmp_path_factory.mktemp("tarina")

    def one(told: story.Meeting, suffix: str, content: bytes) -> Meeting:
        path = folder / f"muistio.{suffix}"
        path.write_bytes(content)
        found = interpret(read(path, f"{told.id}/muistio.{suffix}", SETTINGS), SETTINGS)
        assert found.kind == "minutes"
        (meeting,) = found.meetings
        return meeting

    return one


@pytest.fixture(scope="module")
def plain(understand: Understand) -> Callable[[story.Meeting], Meeting]:
    """The meeting as its Markdown is understood, each read once."""
    known: dict[str, Meeting] = {}

    def read_once(told: story.Meeting) -> Meeting:
        if told.id not in known:
            known[told.id] = understand(told, "md", build.render(told, "md"))
        return known[told.id]

    return read_once


def essence(value: Any) -> Any:
    """All that a meeting is but where it stands. Line feeds are folded: print does not show where a paragraph ends."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value) if field.name not in ("where", "documents")]
        return {name: essence(getattr(value, name)) for name in names}
    if isinstance(value, tuple):
        return [essence(part) for part in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def blocks_of(told: story.Meeting) -> tuple[Block, ...]:
    """The minutes before any format."""
    return compose_minutes(told, first=told.id == STORY.meetings[0].id)


def as_pdf(told: story.Meeting, blocks: tuple[Block, ...], **looks: Any) -> bytes:
    """The minutes printed with their running header."""
    name = {
        "fi": STORY.name,
        "sv": "Styrgruppen för snö- och vattendata",
        "en": "Steering Group for Shared Snow and Water Data",
    }
    header = (name[told.language], f"{told.date.day}.{told.date.month}.{told.date.year}")
    return write_pdf(blocks, day=told.date, header=header, footer="Kuvitteellinen aineisto", **looks)


# --- formats and truth ----------------------------------------------------------------------------------------------------


@every_meeting
@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_the_same_minutes_are_the_same_meeting_in_every_format(
    told: story.Meeting, suffix: str, understand: Understand, plain: Callable[[story.Meeting], Meeting]
) -> None:
    assert essence(understand(told, suffix, build.render(told, suffix))) == essence(plain(told))


@every_meeting
def test_the_frame_of_the_minutes_is_as_told(told: story.Meeting, plain: Callable[[story.Meeting], Meeting]) -> None:
    found = plain(told)

    assert (found.date, found.number, found.language) == (told.date, told.number, told.language)
    assert (found.start, found.end, found.place) == (told.start, told.end, told.place)
    assert (found.chair, found.secretary) == (told.chair, told.secretary)
    assert found.body in (STORY.name, *_other_names())
    assert found.distribution == told.distribution
    assert (
        (found.next_meeting.date, found.next_meeting.quote) == (told.next_meeting.date, told.next_meeting.quote)
        if (found.next_meeting and told.next_meeting)
        else (found.next_meeting is None and told.next_meeting is None)
    )


def _other_names() -> tuple[str, ...]:
    return (
        tuple(name for group in SETTINGS.synonyms for name in group)
        + SETTINGS.group_short
        + (
            "Styrgruppen för gemensam användning av snö- och vattendata",
            "Steering Group for Shared Snow and Water Data",
        )
    )


@every_meeting
def test_everybody_on_the_list_is_as_told(told: story.Meeting, plain: Callable[[story.Meeting], Meeting]) -> None:
    found = [(p.name, p.organisation, p.role, p.present, p.note) for p in plain(told).attendees]

    assert found == [
        (p.name, p.organisation, p.role.rstrip(".") if p.role else None, p.present, p.remark) for p in told.attendees
    ]


@every_meeting
def test_the_items_are_as_told(told: story.Meeting, plain: Callable[[story.Meeting], Meeting]) -> None:
    found = plain(told).items

    assert [(i.number, i.title, i.parent, i.presenter, i.organisation) for i in found] == [
        (i.number, i.title, i.parent, i.presenter, i.organisation) for i in told.items
    ]
    assert [_numbers(item.attachments) for item in found] == [_numbers(item.attachments) for item in told.items]


@every_meeting
def test_the_attachments_are_as_told(told: story.Meeting, plain: Callable[[story.Meeting], Meeting]) -> None:
    found = plain(told).attachments

    assert [(_numbers((a.label,)), a.name, a.items) for a in found] == [
        (_numbers((a.label,)), a.name, a.items) for a in told.attachments
    ]


def _numbers(labels: tuple[str, ...]) -> list[str]:
    """BILAGA 2 and ANNEX 2 are attachment 2 as LIITE 2 is."""
    return [label.split()[-1] for label in labels]


@every_meeting
def test_the_decisions_are_as_told(told: story.Meeting, plain: Callable[[story.Meeting], Meeting]) -> None:
    found = [decision for decision in plain(told).decisions if not decision.rests_on.startswith((WORDING, PART))]
    pairs = pair(found, [{"quote": decision.text} for decision in told.decisions])

    assert len(pairs) == len(found) == len(told.decisions)
    for index, decision in enumerate(found):
        _is_as_told(decision, told.decisions[pairs[index]])


def _is_as_told(found: Decision, told: story.Decision) -> None:
    # A marked block is one decision, while the story tells its first sentence; a sentence that goes on with a decision may
    # be left out. Neither loses what was decided.
    mine, truth = normalise(found.text), normalise(told.text)
    assert mine.startswith(truth) or truth.startswith(mine)
    assert found.kind in (told.kind, told.also_kind), found.text
    assert (found.item, found.content) == (told.item, told.content), found.text
    assert (found.confidence != "low") == told.core, found.text
    assert [name.lower() for name in found.responsible] == [name.lower() for name in told.responsible], found.text
    if told.due:
        assert found.due is not None, found.text
        assert found.due.text.endswith(told.due.text) or told.due.text.endswith(found.due.text), found.text
        # Words that name a meeting are resolved where all meetings are known.
        assert found.due.meeting or found.due.date == told.due.date, found.text
    else:
        assert found.due is None or found.kind == "postponed", found.text


@every_meeting
def test_what_was_done_with_outputs_is_as_told(told: story.Meeting, plain: Callable[[story.Meeting], Meeting]) -> None:
    strength = {"mentioned": 0, "presented": 1, "reviewed": 2, "rejected": 3, "approved": 4}
    events: dict[str, str] = {}
    for event in told.outputs:
        events[event.output] = max(events.get(event.output, event.event), event.event, key=lambda name: strength[name])
    found = {output.number: output.event for output in plain(told).outputs}

    assert events.keys() <= found.keys()
    for number, event in found.items():
        # The story does not tell every mention; one that an item is about may also be called presented.
        wanted = events.get(number, "mentioned")
        assert event == wanted or (wanted == "mentioned" and event == "presented"), number


@every_meeting
def test_what_only_sounds_like_a_decision_is_none(told: story.Meeting, plain: Callable[[story.Meeting], Meeting]) -> None:
    words = {normalise(decision.text) for decision in plain(told).decisions if decision.confidence != "low"}

    assert words.isdisjoint(normalise(sentence) for sentence in told.not_decisions)


# --- mutations that must not change anything -----------------------------------------------------------------------------


@some_meetings
@pytest.mark.parametrize(("width", "height"), [(450, 842), (720, 842), (595, 500), (595, 1100)])
def test_the_width_and_height_of_the_page_do_not_matter(
    told: story.Meeting,
    width: int,
    height: int,
    understand: Understand,
    plain: Callable[[story.Meeting], Meeting],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf, "_WIDTH", width)
    monkeypatch.setattr(pdf, "_HEIGHT", height)

    assert essence(understand(told, "pdf", as_pdf(told, blocks_of(told)))) == essence(plain(told))


@some_meetings
@pytest.mark.parametrize(("serif", "size"), [(True, 10.5), (False, 9.0), (True, 13.0)])
def test_the_fonts_do_not_matter(
    told: story.Meeting,
    serif: bool,
    size: float,
    understand: Understand,
    plain: Callable[[story.Meeting], Meeting],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf, "_BODY", size)

    assert essence(understand(told, "pdf", as_pdf(told, blocks_of(told), serif=serif))) == essence(plain(told))


@settings(max_examples=200 if FUZZ else 12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(day=st.sampled_from([meeting.id for meeting in SAMPLE]), place=st.integers(0, 10_000))
# The end of the next page cuts a decision in bold in two.
@example(day="2026-06-04", place=9)
def test_a_page_may_end_anywhere(
    day: str, place: int, understand: Understand, plain: Callable[[story.Meeting], Meeting]
) -> None:
    told = STORY.meeting(day)
    blocks = blocks_of(told)
    at = 1 + place % (len(blocks) - 1)
    broken = (*blocks[:at], Block("pagebreak"), *blocks[at:])

    assert essence(understand(told, "pdf", as_pdf(told, broken))) == essence(plain(told))


@some_meetings
@pytest.mark.parametrize("hyphens", ["none", "many"])
def test_words_broken_at_the_ends_of_lines_do_not_matter(
    told: story.Meeting,
    hyphens: str,
    understand: Understand,
    plain: Callable[[story.Meeting], Meeting],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf, "_WIDTH", 400)
    if hyphens == "none":
        monkeypatch.setattr(pdf, "break_points", lambda _: [])

    assert essence(understand(told, "pdf", as_pdf(told, blocks_of(told)))) == essence(plain(told))


@every_meeting
def test_decomposed_letters_do_not_matter(
    told: story.Meeting, understand: Understand, plain: Callable[[story.Meeting], Meeting]
) -> None:
    content = unicodedata.normalize("NFD", build.render(told, "md").decode()).encode()

    assert content != build.render(told, "md")
    assert essence(understand(told, "md", content)) == essence(plain(told))


@settings(max_examples=200 if FUZZ else 12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(day=st.sampled_from([meeting.id for meeting in SAMPLE]), seed=st.integers(0, 10_000))
def test_invisible_letters_inside_words_do_not_matter(
    day: str, seed: int, understand: Understand, plain: Callable[[story.Meeting], Meeting]
) -> None:
    told = STORY.meeting(day)
    content = "".join(_sprinkled(build.render(told, "md").decode(), random.Random(seed)))

    assert "\u200b" in content
    assert "\u00ad" in content
    assert essence(understand(told, "md", content.encode())) == essence(plain(told))


def _sprinkled(text: str, chance: random.Random) -> Iterator[str]:
    before = " "
    for letter in text:
        if before.isalpha() and letter.isalpha() and chance.random() < 0.1:
            yield chance.choice("\u200b\u00ad")
        yield letter
        before = letter


@every_meeting
def test_line_ends_of_another_system_do_not_matter(
    told: story.Meeting, understand: Understand, plain: Callable[[story.Meeting], Meeting]
) -> None:
    content = build.render(told, "md").replace(b"\n", b"\r\n")

    assert essence(understand(told, "md", content)) == essence(plain(told))


@every_meeting
@pytest.mark.parametrize("suffix", ["md", "docx", "pdf"])
def test_headings_in_capitals_change_only_their_letters(
    told: story.Meeting, suffix: str, understand: Understand, plain: Callable[[story.Meeting], Meeting]
) -> None:
    if suffix != "md" and told not in SAMPLE:
        return
    headings = ("title", "subtitle", "label", "item", "subitem")
    blocks = tuple(_in_capitals(block) if block.kind in headings else block for block in blocks_of(told))
    write = {
        "md": write_markdown,
        "docx": lambda content: write_docx(content, day=told.date, header="", footer=""),
        "pdf": lambda content: as_pdf(told, content),
    }[suffix]
    found = understand(told, suffix, write(blocks))
    usual = plain(told)

    assert [(i.number, i.title, i.text.split()) for i in found.items] == [
        (i.number, i.title.upper(), i.text.split()) for i in usual.items
    ]
    assert essence(found.attendees) == essence(usual.attendees)
    assert [(d.text, d.kind, d.item, d.due) for d in found.decisions] == [
        (d.text, d.kind, d.item, d.due) for d in usual.decisions
    ]
    assert (found.date, found.number, found.start, found.end) == (usual.date, usual.number, usual.start, usual.end)
    assert found.body is not None
    assert usual.body is not None
    assert found.body.lower() == usual.body.lower()


def _in_capitals(block: Block) -> Block:
    """A heading in capitals; the presenter's name behind the title stays, as people write it."""
    title, comma, presenter = block.text.rpartition(", ") if "/" in block.text.rpartition(", ")[2] else (block.text, "", "")
    return dataclasses.replace(block, runs=(Run(title.upper() + comma + presenter),))


@every_meeting
def test_numbers_that_word_counts_itself_are_the_items_numbers(
    told: story.Meeting, understand: Understand, plain: Callable[[story.Meeting], Meeting]
) -> None:
    content = write_docx(blocks_of(told), day=told.date, header="", footer="", language=told.language, auto_numbers=True)

    assert essence(understand(told, "docx", content)) == essence(plain(told))


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed: pictures of pages are not read")
def test_a_scan_tells_nearly_the_same(
    understand: Understand, plain: Callable[[story.Meeting], Meeting], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = STORY.meeting("2024-12-12")
    monkeypatch.setattr(pdf, "_SCAN_DPI", 200)
    found = understand(told, "pdf", as_pdf(told, blocks_of(told), scanned=tuple(range(9))))
    usual = plain(told)

    assert found.date == usual.date
    assert _share(usual.items, found.items, lambda item: f"{item.number} {item.title}") >= 0.8
    assert _share(usual.attendees, found.attendees, lambda person: person.name) >= 0.8
    assert _share(usual.decisions, found.decisions, lambda decision: decision.text) >= 0.75


def _share(wanted: tuple[Any, ...], found: tuple[Any, ...], words: Callable[[Any], str]) -> float:
    """How many of the wanted are among the found but for a slip of a letter here and there."""
    return sum(any(fuzz.ratio(words(one), words(other)) >= 85 for other in found) for one in wanted) / len(wanted)
