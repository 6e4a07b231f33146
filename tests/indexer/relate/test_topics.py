"""Which words of invented minutes are topics, by what name, and under which others."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.relate import topics
from kb.document import Block, Document, Section
from kb.model import AgendaItem, Attendee, Decision, Meeting
from kb.results import Topic
from kb.settings import Settings, TopicSetting

SETTINGS = Settings(corpus=Path("/tyhjä"), data=Path("/tyhjä/.kb"))


def minutes(*held: Sequence[tuple[str, str]], body: str = "Puistotyöryhmä") -> list[Meeting]:
    """Meetings of a body a month apart, newest first, each of (title, text) items."""
    made = []
    for place, items in enumerate(held):
        day = datetime.date(2024, 1, 10) + datetime.timedelta(days=30 * place)
        numbered = tuple(
            AgendaItem(f"{day}/{number}", str(number), title, text=text) for number, (title, text) in enumerate(items, start=1)
        )
        made.append(Meeting(str(day), body, None, None, day, items=numbered, documents=(f"{day}.md",)))
    return made[::-1]


def find(
    held: Sequence[Meeting],
    settings: Settings = SETTINGS,
    shown: Sequence[tuple[str, Document]] = (),
    concepts: Sequence[TopicSetting] = (),
) -> tuple[Topic, ...]:
    """The topics of meetings."""
    return topics.choose(topics.candidates(held, settings, shown), held, settings, (), concepts)


def named(found: Sequence[Topic]) -> set[str]:
    """Every name of the topics."""
    return {name for topic in found for name in (topic.name, *topic.synonyms)}


PARK = minutes(
    [
        ("Leikkipaikkojen kunnostus", "Leikkipaikkojen kunnostus alkaa. Hulevesialtaan mitoitus on kesken."),
        ("Muut asiat", "Ei ollut."),
    ],
    [("Leikkipaikat", "Leikkipaikan hiekka vaihdetaan."), ("Ajankohtaiset", "Kokous kävi läpi tilanteen. Penkit maalataan.")],
    [("Hulevesialtaan reuna", "Hulevesiallasta syvennetään. Hulevesialtaat tarkistetaan."), ("Muut asiat", "Ei ollut.")],
    [("Hulevesialtaat", "Hulevesiallas täyttyi."), ("Ajankohtaiset", "Kokous kävi läpi tilanteen.")],
    [("Koira-aitaus", "Koira-aitauksen portti on rikki."), ("Muut asiat", "Leikkipaikan keinu on rikki.")],
)


def test_what_meetings_come_back_to_is_a_topic_in_basic_form() -> None:
    found = find(PARK)

    assert named(found) & {"leikkipaikka", "leikkipaikat"}
    assert named(found) & {"hulevesiallas", "hulevesialtaat"}
    assert len(next(topic for topic in found if topic.name.startswith("hulevesi")).meetings) == 3


def test_words_of_meeting_and_what_is_said_once_are_no_topics() -> None:
    assert named(find(PARK)) & {"muut asiat", "asia", "kokous", "tilanne", "koira-aitaus", "keinu", "portti"} == set()


def test_words_of_a_decision_that_no_line_has_whole_are_counted_nowhere() -> None:
    held = []
    for meeting in PARK:
        joined = f"{meeting.id}/1/1", meeting.id, meeting.date, "1", None
        held.append(replace(meeting, decisions=(Decision(*joined, "decision", "Kaivonkannet uusitaan."),)))

    assert "kaivonkansi" not in named(find(held))
    assert named(find(held)) == named(find(PARK))


def test_what_stands_in_every_meeting_is_no_topic() -> None:
    held = [[("Viheralueohjelma", f"Viheralueohjelma eteni. {other}")] for other in ("Kaivo.", "Silta.") * 6]

    assert "viheralueohjelma" not in named(find(minutes(*held)))


def test_people_and_bodies_are_no_topics() -> None:
    held = [[("Puistotyöryhmä ja Mäntyläinen", "Mäntyläinen ja Puistotyöryhmä kertoivat tilanteesta.")]] * 5
    made = [replace(meeting, attendees=(Attendee("Aino Mäntyläinen"),)) for meeting in minutes(*held)]

    assert find(made) == ()


def test_a_misspelling_is_one_with_its_word() -> None:
    held = [[("Vieraslajikartoitus", "Vieraslajikartoitus etenee.")] for _ in range(4)] + [
        [("Kaivot", "Kaivo.")] for _ in range(6)
    ]
    held[1] = [("Vieraslajikartotus", "Vieraslajikartotus etenee.")]
    (topic,) = [topic for topic in find(minutes(*held)) if topic.name.startswith("vieraslaji")]

    assert topic.name == "vieraslajikartoitus"
    assert len(topic.meetings) == 4


def test_a_compound_stands_under_the_topic_that_it_ends_in() -> None:
    held = [[("Hoitoluokitus", "Hoitoluokitus puretaan. Hoitoluokitusta muutetaan.")] for _ in range(3)]
    held += [[("Metsähoitoluokitus", "Metsähoitoluokitus laaditaan.")] for _ in range(3)]
    held += [[("Kaivot", "Kaivo.")] for _ in range(6)]
    found = {topic.name: topic for topic in find(minutes(*held))}

    assert found["metsähoitoluokitus"].parent == found["hoitoluokitus"].slug


def test_few_meetings_have_topics_from_what_was_shown_to_them() -> None:
    held = minutes([("Tulvareittien kartta", "Tulvareittien kartta esiteltiin. Pumppaamon mitoitus hyväksyttiin.")])
    blocks = tuple(Block("paragraph", text) for text in ("Pumppaamon mitoitus", "Pumppaamo ja tulvareitti"))
    shown = [(held[0].id, Document("kalvot.pptx", "application/pptx", (Section("dia 1", 1, blocks),)))]

    assert any(name.startswith("pumppaamo") for name in named(find(held, shown=shown)))


@pytest.mark.parametrize("from_file", [False, True])
def test_a_list_wins_over_what_is_found(from_file: bool) -> None:
    listed = (TopicSetting("leikkialueet", ("leikkipaikka",), "puistot"), TopicSetting("puistot", ("hulevesiallas",)))
    settings = Settings(corpus=Path("/tyhjä"), data=Path("/tyhjä/.kb"), topics=() if from_file else listed)
    found = find(PARK, settings, concepts=listed if from_file else ())

    assert [(topic.name, topic.parent, len(topic.meetings)) for topic in found[:2]] == [
        ("leikkialueet", "puistot", 3),
        ("puistot", None, 3),
    ]
    assert not any(topic.name.startswith(("leikkipaik", "hulevesial")) for topic in found)


def test_a_hidden_topic_is_not_shown() -> None:
    hidden = Settings(corpus=Path("/tyhjä"), data=Path("/tyhjä/.kb"), topics=(TopicSetting("hulevesiallas", hidden=True),))

    assert "hulevesiallas" not in named(find(PARK, hidden))
