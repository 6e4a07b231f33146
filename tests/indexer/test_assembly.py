"""From single documents to one whole: the same meeting told by several files, attachments tied to files, outputs, ids."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import attach, identity, passages
from indexer.assemble import Assembly, Before, assemble
from kb.model import Attachment, OutputMention
from kb.settings import Settings
from tests.fixtures.group import AUTUMN, DECK, LOOSE, SOURCES, SPRING, Item, Outcome, Source, deck, minutes, settings_in

DAY = datetime.date(2024, 5, 2)
ITEMS = (
    Item("1", "Laiturit", ("Sovittiin laitureista.",), (Outcome("Sovittiin laitureista."),)),
    Item("2", "Viitat", ("Viitat.",)),
)


@pytest.fixture
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return settings_in(tmp_path_factory.mktemp("kokoelma"))


def whole(settings: Settings, *sources: Source) -> Assembly:
    return assemble(sources, settings)


class TestTheSameMeeting:
    def test_in_three_formats_is_one_that_cites_the_most_faithful(self, settings: Settings) -> None:
        docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        found = whole(
            settings,
            minutes(DAY, ITEMS, path="a/muistio.md"),
            minutes(DAY, ITEMS, path="a/muistio.docx", media_type=docx),
            minutes(DAY, ITEMS, path="a/muistio.pdf", media_type="application/pdf"),
        )
        assert [meeting.documents for meeting in found.meetings] == [("a/muistio.pdf", "a/muistio.docx", "a/muistio.md")]
        assert len(found.meetings[0].decisions) == 1
        assert found.meetings[0].items[0].where is not None
        assert found.meetings[0].items[0].where.document == "a/muistio.pdf"

    def test_lacking_in_one_format_is_filled_from_the_others(self, settings: Settings) -> None:
        pdf = minutes(DAY, ITEMS, path="a/muistio.pdf", media_type="application/pdf", body=None)
        found = whole(settings, pdf, minutes(DAY, ITEMS, path="a/muistio.md", number="4/2024"))
        assert (found.meetings[0].body, found.meetings[0].number) == ("Saariston tietoliikenteen ohjausryhmä", "4/2024")

    def test_is_not_another_bodys_of_the_same_day(self, settings: Settings) -> None:
        found = whole(
            settings, minutes(DAY, ITEMS, path="a.md", body="Johtoryhmä"), minutes(DAY, ITEMS, path="b.md", body="Väyläryhmä")
        )
        assert {meeting.id for meeting in found.meetings} == {"2024-05-02-johtoryhmä", "2024-05-02-väyläryhmä"}
        assert all(item.id.startswith(meeting.id) for meeting in found.meetings for item in meeting.items)

    def test_is_the_groups_under_any_of_the_names_that_it_is_told_to_have(self, settings: Settings) -> None:
        told = replace(settings, group="Johtoryhmä", group_short=("johry", "Ledningsgruppen"))
        swedish, other = (
            minutes(day, ITEMS, path=f"{day}.md", body=body)
            for day, body in ((DAY, "Ledningsgruppen"), (datetime.date(2024, 6, 3), "Väyläryhmä"))
        )
        assert {meeting.body for meeting in whole(told, swedish, other).meetings} == {"Johtoryhmä", "Väyläryhmä"}
        assert {meeting.body for meeting in whole(settings, swedish).meetings} == {"Ledningsgruppen"}

    def test_is_not_one_about_other_matters_where_no_body_is_named(self, settings: Settings) -> None:
        other = (Item("1", "Talousarvio", ("Rahaa.",)), Item("2", "Henkilöstö", ("Väkeä.",)))
        found = whole(settings, minutes(DAY, ITEMS, path="a.md", body=None), minutes(DAY, other, path="b.md", body=None))
        assert len({meeting.id for meeting in found.meetings}) == 2

    def test_without_a_date_is_called_by_its_file(self, settings: Settings) -> None:
        found = whole(settings, minutes(None, ITEMS, path="x/Työpaja syksyllä.md"))
        assert found.meetings[0].id == "työpaja-syksyllä"
        assert found.meetings[0].decisions[0].id == "työpaja-syksyllä/1/1"

    def test_knows_its_agenda(self, settings: Settings) -> None:
        agenda = minutes(DAY, ITEMS, path="a/esityslista.md", kind="agenda")
        found = whole(settings, minutes(DAY, ITEMS, path="a/muistio.md"), agenda)
        by_kind = {meeting.kind: meeting for meeting in found.meetings}
        assert by_kind["minutes"].agenda == ("a/esityslista.md",)
        assert by_kind["agenda"].id == "2024-05-02-esityslista"

    def test_has_items_with_ids_of_their_own_even_when_a_number_is_used_twice(self, settings: Settings) -> None:
        twice = (Item("1", "Avaus", ("Avattiin.",)), Item("1", "Laiturit", ("Laiturit.",)))
        assert [item.id for item in whole(settings, minutes(DAY, twice)).meetings[0].items] == [
            "2024-05-02/1",
            "2024-05-02/1-2",
        ]


def tied(settings: Settings, label: str, name: str | None, *paths: str, met: datetime.date = DAY) -> tuple[str | None, bool]:
    attachment = Attachment(label, name, ("1",))
    source = minutes(met, ITEMS, path=f"{met}/muistio.md", attachments=(attachment,))
    files = [deck(path, (("Otsikko", "Teksti"),)) for path in paths]
    files = [
        (file, document.__class__(document.path, document.media_type, document.sections), told)
        for file, document, told in files
    ]
    found = whole(settings, source, *files).meetings[0].attachments[0]
    return found.file, found.late


class TestAnAttachment:
    @pytest.mark.parametrize(
        ("label", "name", "path"),
        [
            ("LIITE 1", "Laiturien kuntokartoitus", "2024-05-02/Laiturien kuntokartoitus.pptx"),
            ("LIITE 5", "Tilannekuva", "2024-05-02/LIITE 5 7_Tilannekuva_12_2024 (002).pptx"),
            ("Liite 2", None, "2024-05-02/liitteet/Liite2_esitys.pptx"),
            ("LIITE 3", "Väyläkartta.pptx", "kaikki/vaylakartta 2024-05-02.pptx"),
            ("Bilaga 1", "Kostnadsberäkning", "2024-05-02/Bilaga 1 Kostnadsberäkning.pdf"),
            ("LIITE 4", "Poijujen hankintasuunnitelma", "2024-05-02/poijujen_hankintasuunnitelma_v3_FINAL.pptx"),
        ],
    )
    def test_is_tied_to_its_file_however_it_is_called(self, settings: Settings, label: str, name: str, path: str) -> None:
        if "vayla" in path:
            path = path.replace("vayla", "väylä")
        assert tied(settings, label, name, path, "2024-05-02/Aivan muuta asiaa.pptx") == (path, False)

    @pytest.mark.parametrize(
        ("label", "name", "path"),
        [
            ("LIITE 1", "Laiturien kuntokartoitus", "2024-05-02/LIITE 2 Viittojen huolto.pptx"),
            ("LIITE 1", None, "2024-01-10/LIITE 1 Vanhan kokouksen asia.pptx"),
            ("LIITE 2", "Talousarvio", "2024-05-02/Henkilöstösuunnitelma.pptx"),
            ("LIITE 3", "Kustannusten vertailu", "2024-10-10/LIITE 3 Viittojen huolto-ohjelma, luonnos.pptx"),
        ],
    )
    def test_is_not_tied_to_another_matters_file(self, settings: Settings, label: str, name: str, path: str) -> None:
        assert tied(settings, label, name, path) == (None, False)

    def test_that_is_not_there_is_told_as_a_problem(self, settings: Settings) -> None:
        found = whole(settings, SPRING)
        assert [(p.code, p.file) for p in found.problems] == [("attachment_missing", "2024-03-12/muistio.md")]
        assert dict(found.problems[0].params)["attachment"].startswith("LIITE 1")
        assert "(12.3.2024)" in found.problems[0].message("fi")
        assert "LIITE 1" in found.problems[0].message("fi")

    def test_that_came_late_lies_in_a_later_meetings_folder(self, settings: Settings) -> None:
        later = minutes(datetime.date(2024, 8, 8), (Item("1", "Muu", ("Muuta.",)),), path="2024-08-08/muistio.md")
        early = minutes(
            DAY, ITEMS, path="2024-05-02/muistio.md", attachments=(Attachment("LIITE 1", "Laiturien kuntokartoitus"),)
        )
        late = deck("2024-08-08/LIITE 3 Laiturien kuntokartoitus.pptx", (("Laiturien kuntokartoitus", "Tekstiä"),))
        found = {meeting.id: meeting for meeting in whole(settings, early, later, late).meetings}["2024-05-02"].attachments[0]
        assert (found.file, found.late, found.slides) == ("2024-08-08/LIITE 3 Laiturien kuntokartoitus.pptx", True, 1)

    def test_promised_for_later_is_not_a_later_meetings_other_attachment_of_that_number(self, settings: Settings) -> None:
        named = "Laiturien kuormituskokeet (toimitetaan myöhemmin)"
        early = minutes(DAY, ITEMS, path="2024-05-02/muistio.md", attachments=(Attachment("LIITE 2", named),))
        later = minutes(datetime.date(2024, 8, 8), (Item("1", "Muu", ("Muuta.",)),), path="2024-08-08/muistio.md")
        other = deck("2024-08-08/LIITE 2 Kustannusten jakaminen.pptx", (("Kustannukset", "Euroja"),))
        right = deck("2024-08-08/LIITE 3 Laiturien kuormituskokeet (2.5. kokoukseen).pptx", (("Kokeet", "Tonneja"),))
        found = {meeting.id: meeting for meeting in whole(settings, early, later, other, right).meetings}["2024-05-02"]
        assert (found.attachments[0].file, found.attachments[0].late) == (right[0].path, True)

    def test_no_minutes_refer_to_is_listed_all_the_same(self, settings: Settings) -> None:
        found = whole(settings, *SOURCES)
        assert [(a.id, a.meeting) for a in found.attachments] == [("2024-03-12/liite-1", "2024-03-12"), (LOOSE[0].path, None)]

    def test_and_its_file_meet_only_once_in_a_meeting(self, settings: Settings) -> None:
        both = (Attachment("LIITE 1", "Laiturien kunto"), Attachment("LIITE 2", "Laiturien kunto"))
        source = minutes(DAY, ITEMS, path="2024-05-02/muistio.md", attachments=both)
        file = deck("2024-05-02/LIITE 2 Laiturien kunto.pptx", (("Kunto", "Hyvä"),))
        assert [a.file for a in whole(settings, source, file).meetings[0].attachments] == [None, file[0].path]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2024-12-17", datetime.date(2024, 12, 17)),
        ("muistio_20241217", datetime.date(2024, 12, 17)),
        ("Esitys 7.3.2025 päivitetty", datetime.date(2025, 3, 7)),
        ("ohry_171224", datetime.date(2024, 12, 17)),
        ("versio 1.2.3", None),
        ("tuotos 4.2", None),
        ("99999999", None),
    ],
)
def test_a_date_in_a_name_is_read(name: str, day: datetime.date | None) -> None:
    assert attach.date_in_name(name) == day


def test_an_output_gathers_its_events_names_and_files(settings: Settings) -> None:
    shown = OutputMention("1.2", "Merikaapelin reitti", "mentioned", None, "tuotos 1.2", where=None)
    slides = deck(DECK[0].path, (("Merikaapelin reittivaihtoehdot", "Reitti"),), (shown,))
    (output,) = whole(settings, SPRING, AUTUMN, slides).outputs
    assert [event.event for event in output.events] == ["mentioned", "presented", "approved"]
    assert output.titles == ("Merikaapelin reittisuunnitelma", "Merikaapelin reitti")
    assert (output.status, output.decisions) == ("approved", ("2024-09-24/2/1", "2024-03-12/2/1"))
    assert output.events[0].meeting == "2024-03-12"


class TestPassages:
    def test_hold_every_word_of_minutes_once_and_in_order(self, settings: Settings) -> None:
        found = passages.cut(whole(settings, SPRING))
        body = [p for p in found if p.kind in ("item", "passage") and p.meeting == "2024-03-12"]
        told = "\n".join(passage.text for passage in body).split()
        headings = {block.text for block in SPRING[1].sections[0].blocks if block.kind == "heading"}
        written = [w for block in SPRING[1].sections[0].blocks if block.text not in headings for w in block.text.split()]
        assert [word for word in told if word in written] == written

    def test_stand_where_they_say(self, settings: Settings) -> None:
        documents = {document.path: document for _, document, _ in SOURCES}
        for passage in passages.cut(whole(settings, *SOURCES)):
            where = passage.where
            if passage.kind in ("item", "passage", "slide", "decision") and passage.text and where and where.start is not None:
                (section,) = (s for s in documents[where.document].sections if s.label == where.label)
                assert section.text[where.start :].startswith(passage.text[:40])

    def test_have_ids_of_their_own(self, settings: Settings) -> None:
        ids = [passage.id for passage in passages.cut(whole(settings, *SOURCES))]
        assert len(ids) == len(set(ids)) > 15

    def test_of_a_deck_know_its_meeting_and_item(self, settings: Settings) -> None:
        slides = [p for p in passages.cut(whole(settings, *SOURCES)) if p.kind == "slide"]
        assert [(p.where.page, p.meeting, p.item) for p in slides if p.where and p.group == DECK[0].path] == [
            (1, "2024-03-12", "2"),
            (2, "2024-03-12", "2"),
        ]

    def test_of_an_agenda_are_found_with_the_same_matter_of_its_minutes(self, settings: Settings) -> None:
        held = (Item("1", "Talousarvio 2025", ("Rahaa on.",)), Item("2", "Henkilöstön tilanne", ("Väkeä on.",)))
        called = (
            Item("1", "Henkilöstön tilanne, Kallio", ("Väkeä?",)),
            Item("2", "Henkilöstön tilanne", ("Väki.",)),
            Item("3", "Talousarvio 2025", ("Raha.",)),
            Item("4", "Retkipäivä", ("Retki.",)),
        )
        found = whole(settings, minutes(DAY, held, path="a/muistio.md"), minutes(DAY, called, path="a/lista.md", kind="agenda"))
        groups = {p.id: p.group for p in passages.cut(found) if p.meeting == "2024-05-02-esityslista"}
        assert groups["2024-05-02-esityslista"] == "2024-05-02"
        assert groups["2024-05-02-esityslista/2"] == "2024-05-02/2"
        assert groups["2024-05-02-esityslista/3"] == "2024-05-02/1"
        assert groups["2024-05-02-esityslista/1"] == "2024-05-02-esityslista/1"
        assert groups["2024-05-02-esityslista/4"] == "2024-05-02-esityslista/4"

    @given(st.lists(st.text("ab .\n!?", max_size=400).map(lambda t: " ".join(t.split())), max_size=12))
    def test_lose_no_text_and_keep_its_order_whatever_it_is(self, texts: list[str]) -> None:
        lines = [passages.Line(text, 0, 0) for text in texts]
        cut = [line.text for run in passages.pieces(lines, 10, 20) for line in run]
        assert " ".join(cut).split() == " ".join(texts).split()

    @given(st.lists(st.integers(1, 60), min_size=1, max_size=20))
    def test_are_about_as_long_as_they_are_meant_to_be(self, sizes: list[int]) -> None:
        lines = [passages.Line(" ".join(["sana"] * size)) for size in sizes]
        for run in passages.pieces(lines, 30, 60):
            assert len(run) == 1 or sum(len(line.text.split()) for line in run) <= 30


def test_a_rebuild_gives_the_same_ids(settings: Settings) -> None:
    first = whole(settings, *SOURCES)
    old = [decision for meeting in first.meetings for decision in meeting.decisions]
    again = assemble(tuple(reversed(SOURCES)), settings, Before(tuple(old), first.meetings, first.bodies))
    assert {d.id: d.text for m in again.meetings for d in m.decisions} == {d.id: d.text for d in old}
    assert {m.id for m in again.meetings} == {m.id for m in first.meetings}


def test_a_kept_id_belongs_to_the_words_and_not_to_the_place() -> None:
    old = minutes(DAY, ITEMS)[2].meetings[0].decisions
    items = (
        Item("1", "Laiturit", ("Uutta.", "Sovittiin laitureista."), (Outcome("Uutta."), Outcome("Sovittiin laitureista."))),
    )
    (found,) = identity.identify(minutes(DAY, items)[2].meetings, old)
    assert {d.text: d.id for d in found.decisions} == {"Sovittiin laitureista.": "2024-05-02/1/1", "Uutta.": "2024-05-02/1/2"}
