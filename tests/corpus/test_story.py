"""The demo corpus is what its story says, and the story does not contradict itself."""

from __future__ import annotations

import datetime
import doctest
import io
import re
from pathlib import Path

import docx
import pymupdf
import pytest
from pptx import Presentation

from corpus.tarina import build, markup, pdf, slides, story
from corpus.tarina.story import Decision, Meeting, load

CORPUS = Path(build.CORPUS)
STORY = load()
WEEKDAYS = {
    "fi": ("maanantai", "tiistai", "keskiviikko", "torstai", "perjantai"),
    "sv": ("måndag", "tisdag", "onsdag", "torsdag", "fredag"),
    "en": ("monday", "tuesday", "wednesday", "thursday", "friday"),
}
KINDS = {"agreement", "decision", "approval", "assignment", "election", "noted", "rejected", "postponed", "procedural"}
EVENTS = {"mentioned", "presented", "reviewed", "approved", "rejected"}

every_meeting = pytest.mark.parametrize("meeting", STORY.meetings, ids=lambda meeting: meeting.id)
every_decision = pytest.mark.parametrize("decision", STORY.decisions.values(), ids=lambda decision: decision.id)


def test_the_committed_files_are_what_the_story_says(capsys: pytest.CaptureFixture[str]) -> None:
    code = build.main(["--check"])

    assert capsys.readouterr().err == ""
    assert code == 0


def test_a_second_build_gives_the_same_bytes() -> None:
    meeting = STORY.meetings[4]
    deck = meeting.attachments[0]

    assert [build.render(meeting, kind) for kind in build.FORMATS] == [build.render(meeting, kind) for kind in build.FORMATS]
    assert build.render_attachment(meeting, deck) == build.render_attachment(meeting, deck)


def test_the_check_sees_a_file_that_was_changed(tmp_path: Path) -> None:
    kept = (CORPUS / "2024-11-07/muistio.docx").read_bytes()

    assert build.same_content("muistio.docx", kept, build.render(STORY.meeting("2024-11-07"), "docx"))
    assert not build.same_content("muistio.docx", kept, build.render(STORY.meeting("2025-03-13"), "docx"))
    assert not build.same_content("muistio.md", b"a", b"b")


@pytest.mark.parametrize("module", [markup, pdf, slides, story], ids=lambda module: module.__name__)
def test_the_examples_in_the_docstrings_hold(module: object) -> None:
    result = doctest.testmod(module)  # type: ignore[arg-type]

    assert result.attempted > 0
    assert result.failed == 0


def test_the_story_is_as_large_as_a_demo_needs() -> None:
    formats = [meeting.format for meeting in STORY.meetings]
    decks = [a for m in STORY.meetings for a in m.attachments if a.file and a.file.endswith(".pptx")]

    assert len(STORY.meetings) >= 15
    assert (STORY.meetings[-1].date - STORY.meetings[0].date).days >= 700
    assert min(formats.count("pdf"), formats.count("docx")) >= 6
    assert formats.count("md") >= 3
    assert len(decks) >= 30
    assert len(STORY.outputs) == 14
    assert {meeting.language for meeting in STORY.meetings} == {"fi", "sv", "en"}


@every_meeting
def test_the_minutes_carry_every_word_of_the_truth_in_every_format(meeting: Meeting) -> None:
    for kind in build.FORMATS:
        text = read_text(build.render(meeting, kind), kind)

        for decision in meeting.decisions:
            assert squeeze(decision.text) in text, (kind, decision.id)
        for item in meeting.items:
            assert squeeze(item.title) in text, (kind, item.number)
        for attendee in meeting.attendees:
            assert squeeze(attendee.name) in text, (kind, attendee.name)
        for attachment in meeting.attachments:
            assert squeeze(f"{attachment.label} {attachment.name}") in text, (kind, attachment.label)
        for sentence in meeting.not_decisions:
            assert squeeze(sentence) in text, (kind, sentence)
        if meeting.next_meeting:
            assert squeeze(meeting.next_meeting.quote) in text, kind


@every_meeting
def test_the_heading_of_a_meeting_agrees_with_its_date(meeting: Meeting) -> None:
    first = meeting.when.lower().split()[0]
    names = WEEKDAYS[meeting.language]
    weekday = names[meeting.date.weekday()]

    assert first in (weekday, weekday[:2]) or first.strip(".").isdigit()
    assert str(meeting.date.day) in re.findall(r"\d+", meeting.when)
    assert meeting.start.lstrip("0")[:2].strip(":") in meeting.when
    assert meeting.number.endswith(str(meeting.date.year))


def test_each_meeting_announces_the_next_one() -> None:
    dates = [meeting.date for meeting in STORY.meetings] + [STORY.draft.date]
    announced = [meeting.next_meeting.date for meeting in STORY.meetings if meeting.next_meeting]

    assert announced == dates[1:]
    assert STORY.meetings[-1].date < STORY.as_of < STORY.draft.date


def test_meetings_are_numbered_from_one_each_year() -> None:
    counted: dict[int, int] = {}
    for meeting in STORY.meetings:
        counted[meeting.date.year] = counted.get(meeting.date.year, 0) + 1
        assert meeting.number == f"{counted[meeting.date.year]}/{meeting.date.year}"


@every_meeting
def test_everybody_present_is_a_person_of_the_story(meeting: Meeting) -> None:
    people = dict(STORY.people)
    present = {attendee.person for attendee in meeting.attendees if attendee.present}

    assert all(people[attendee.person] == attendee.organisation for attendee in meeting.attendees)
    assert {meeting.chair, meeting.secretary} <= present
    surnames = {person.split()[-1] for person in present}
    for item in meeting.items:
        assert item.presenter is None or item.presenter in surnames, item.number


@every_meeting
def test_items_are_numbered_in_order(meeting: Meeting) -> None:
    tops = [item.number for item in meeting.items if item.parent is None]

    assert tops == [str(number) for number in range(1, len(tops) + 1)]
    assert all(item.parent in tops for item in meeting.items if item.parent)


@every_decision
def test_a_decision_is_told_consistently(decision: Decision) -> None:
    meeting = STORY.meeting(decision.meeting)
    words = f"{decision.text} {decision.content or ''}"

    assert decision.kind in KINDS
    assert decision.text in {item.number: item.text for item in meeting.items}[decision.item]
    assert decision.content is None or decision.content in " ".join(item.text for item in meeting.items)
    if decision.due:
        assert decision.due.text in words
        assert decision.due.date is None or decision.due.date > meeting.date
    known = dict(STORY.people)
    for who in decision.responsible:
        stem = who.split()[-1] if who in known else who
        assert stem.lower()[:5] in words.lower(), who


@every_decision
def test_a_decision_refers_back_only_to_earlier_decisions(decision: Decision) -> None:
    for relation, earlier in decision.links:
        assert relation in story.RELATIONS
        assert STORY.decisions[earlier].meeting < decision.meeting


@every_meeting
def test_attachments_are_there_or_said_to_be_missing(meeting: Meeting) -> None:
    for attachment in meeting.attachments:
        assert attachment.items, f"{attachment.label} is on no item"
        if attachment.file:
            assert (CORPUS / attachment.file).is_file()
    listed = {attachment.label for attachment in meeting.attachments}
    referred = {label for item in meeting.items for label in item.attachments}
    assert referred <= listed


def test_one_attachment_is_missing_and_another_came_late() -> None:
    assert STORY.missing_attachments == (("2025-10-16", "LIITE 3"),)
    assert list(STORY.late_attachments) == [("2025-03-13", "LIITE 2")]
    assert STORY.late_attachments["2025-03-13", "LIITE 2"].startswith("2025-04-24/")


def test_outputs_go_through_the_events_the_story_tells() -> None:
    numbers = {output.number for output in STORY.outputs}
    events = [event for meeting in STORY.meetings for event in meeting.outputs]

    assert {event.output for event in events} == numbers
    assert {event.event for event in events} == EVENTS
    for event in events:
        item = next(item for item in STORY.meeting(event.meeting).items if item.number == event.item)
        words = f"{item.title} {item.text} {_parent_title(event.meeting, item.parent)}"
        assert event.output in words, event
    states = {output.number: output.state for output in STORY.outputs}
    assert {number for number, state in states.items() if state != "approved"} == {"4.2", "5.3"}
    assert states["4.2"] == "rejected"
    returned = [event for event in events if event.event == "rejected"]
    assert {event.output for event in returned} == {"1.1", "1.3", "2.3", "4.2"}


def test_an_output_is_approved_only_where_a_decision_approves_it() -> None:
    for meeting in STORY.meetings:
        approving = {out for d in meeting.decisions if d.kind == "approval" for out in d.outputs}
        approved = {event.output for event in meeting.outputs if event.event == "approved"}
        assert approved <= approving, meeting.id


def test_every_promise_is_kept_open_or_overdue_as_the_dates_say() -> None:
    states = {promise.decision: promise.state for promise in STORY.promises}
    for promise in STORY.promises:
        decision = STORY.decisions[promise.decision]
        if promise.state == "kept":
            assert promise.kept_at is not None
            assert promise.kept_at[0] > decision.meeting
            assert promise.kept_quote in {i.number: i.text for i in STORY.meeting(promise.kept_at[0]).items}[promise.kept_at[1]]
        else:
            assert decision.due is not None and decision.due.date is not None
            assert (decision.due.date < STORY.as_of) == (promise.state == "overdue")
    assert sorted(set(states.values())) == ["kept", "open", "overdue"]


def test_marks_of_kept_promises_name_promises() -> None:
    promised = {promise.decision for promise in STORY.promises}

    assert {key for meeting in STORY.meetings for key, _, _ in meeting.kept} <= promised


def test_the_draft_lacks_just_what_is_due_and_on_no_item() -> None:
    draft = STORY.draft
    covered = {id for id, _ in draft.covers}
    waiting = {promise.decision for promise in STORY.promises if promise.state != "kept"}

    assert set(draft.lacks) == waiting - covered
    assert covered <= waiting | set(STORY.unsettled)
    for id in draft.lacks:
        due = STORY.decisions[id].due
        assert due is not None and due.date is not None and due.date <= draft.date
    titles = " ".join(title for _, title in draft.items)
    assert set(draft.lacks_standing) < set(STORY.standing)
    assert all((name in titles) != (name in draft.lacks_standing) for name in STORY.standing)


def test_the_drafts_wrong_reference_names_a_day_without_a_meeting() -> None:
    item, words, meant = STORY.draft.wrong_reference
    text = read_text((CORPUS / STORY.draft.file).read_bytes(), "docx")

    assert squeeze(words) in text
    assert "2026-04-16" not in {meeting.id for meeting in STORY.meetings}
    assert (item, meant) in STORY.draft.prior


def test_replaced_decisions_are_replaced_once() -> None:
    earlier = [chain.earlier for chain in STORY.chains if chain.relation == "replaces"]

    assert len(earlier) == len(set(earlier)) == 5


def test_words_are_defined_where_the_glossary_says() -> None:
    for term in STORY.glossary:
        item = next(item for item in STORY.meeting(term.meeting).items if item.number == term.item)
        text = squeeze(item.text).lower()
        for word in (*term.meaning.split()[:2], term.term):
            assert squeeze(word).lower()[:6] in text, term.term


def test_decks_have_what_slides_have() -> None:
    decks = [a for m in STORY.meetings for a in m.attachments if a.file and a.file.endswith(".pptx")]
    found = dict.fromkeys(("table", "chart", "group", "notes", "diagram", "alt"), 0)
    for deck in decks:
        presentation = Presentation(str(CORPUS / str(deck.file)))
        for page in presentation.slides:
            found["notes"] += page.has_notes_slide
            for shape in page.shapes:
                xml = shape._element.xml
                found["table"] += shape.has_table if hasattr(shape, "has_table") else False
                found["chart"] += shape.has_chart if hasattr(shape, "has_chart") else False
                found["group"] += shape.shape_type == 6
                found["diagram"] += "dgm:relIds" in xml
                found["alt"] += "descr=" in xml
    assert all(count >= 3 for count in found.values()), found
    assert found["table"] >= 20


def test_the_first_minutes_and_every_first_slide_say_that_all_is_invented() -> None:
    first = read_text((CORPUS / "2024-09-24/muistio.pdf").read_bytes(), "pdf")
    assert "kuvitteellinen" in first[:900]
    for meeting in STORY.meetings:
        for attachment in meeting.attachments:
            if attachment.file and attachment.file.endswith(".pptx"):
                page = Presentation(str(CORPUS / attachment.file)).slides[0]
                words = " ".join(shape.text_frame.text for shape in page.shapes if shape.has_text_frame)
                assert re.search("kuvitteellinen|påhittat|invented", words), attachment.file


def test_one_page_of_the_corpus_is_a_picture_of_text() -> None:
    bare = []
    for path in sorted(CORPUS.glob("20*/**/*.pdf")):
        with pymupdf.open(path) as document:
            bare += [(path.name, page.number) for page in document if not page.get_text().strip()]

    assert bare == [("LIITE 2 PPK lausunto lumikuormakartasta.pdf", 1)]


def test_pdf_pages_break_words_and_paragraphs() -> None:
    broken = cut = 0
    for meeting in STORY.meetings:
        with pymupdf.open(stream=build.render(meeting, "pdf")) as document:
            pages = [page.get_text("text", clip=(0, 80, 595, 790)).strip() for page in document]
        broken += sum(len(re.findall(r"\w{3,}-\n[a-zåäö]{3,}", page)) for page in pages)
        cut += sum(after[:1].islower() for after in pages[1:])

    assert broken >= 40
    assert cut >= 6


def test_the_corpus_stays_small() -> None:
    size = sum(path.stat().st_size for path in CORPUS.glob("20*/**/*") if path.is_file())

    assert size < 8_000_000


def test_no_meeting_falls_on_a_weekend() -> None:
    days: list[datetime.date] = [meeting.date for meeting in STORY.meetings] + [STORY.draft.date]

    assert all(day.weekday() < 5 for day in days)


def _parent_title(meeting: str, parent: str | None) -> str:
    return next((item.title for item in STORY.meeting(meeting).items if item.number == parent), "")


def squeeze(text: str) -> str:
    """The text without white space, hyphens and marks of bold type, so that line breaks do not matter."""
    return re.sub(r"[\s*\u00ad-]|<br>", "", text)


def read_text(content: bytes, kind: str) -> str:
    """All text of a rendered file, squeezed, with a plain library and no code of the product."""
    if kind == "md":
        return squeeze(content.decode())
    if kind == "pdf":
        with pymupdf.open(stream=content) as document:
            pages = [page.get_text() for page in document]
        body = [re.sub(r"\A.*?\n.*?\d{4}\n", "", page, count=1) for page in pages]
        footers = r"\d+ \(\d+\)\n|(Kuvitteellinen aineisto|Påhittat material|Invented material)\n"
        return squeeze(re.sub(footers, "", "".join(body)))
    document = docx.Document(io.BytesIO(content))
    return squeeze("".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t")))
