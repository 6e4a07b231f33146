"""Whose an output is: a number that several bodies use, told apart by what they call it. All invented."""

from __future__ import annotations

import datetime

from indexer.outputs import outputs_of, told_apart
from kb.model import Meeting, OutputMention

DAY = datetime.date(2031, 3, 4)


def meeting(body: str, *outputs: tuple[str, str | None]) -> Meeting:
    mentions = tuple(OutputMention(number, title, "presented", "1", "…", body, DAY) for number, title in outputs)
    return Meeting(body, body, None, None, DAY, outputs=mentions, body_id=body)


def numbers(*meetings: Meeting, known: tuple[Meeting, ...] = ()) -> list[list[str]]:
    told, _ = told_apart(meetings, (), known)
    return [[mention.number for mention in one.outputs] for one in told]


def test_a_number_that_one_body_has_stays_bare() -> None:
    assert numbers(meeting("ladut", ("1.3", "Kartta"), ("1.4", None)), meeting("kelkat", ("2.1", "Luettelo"))) == [
        ["1.3", "1.4"],
        ["2.1"],
    ]


def test_a_number_that_two_bodies_have_is_told_apart_by_the_body() -> None:
    assert numbers(meeting("ladut", ("1.3", "Kartta")), meeting("kelkat", ("1.3", "Luettelo"))) == [
        ["1.3-ladut"],
        ["1.3-kelkat"],
    ]
    assert numbers(meeting("ladut", ("1.3", None)), meeting("kelkat", ("1.3", None))) == [["1.3-ladut"], ["1.3-kelkat"]]


def test_bodies_that_call_an_output_alike_have_it_in_common() -> None:
    assert numbers(meeting("ladut", ("1.3", "Latuverkon kartta")), meeting("kelkat", ("1.3", "kartta latuverkosta"))) == [
        ["1.3"],
        ["1.3"],
    ]


def test_who_had_the_bare_number_before_keeps_it() -> None:
    before = (meeting("ladut", ("1.3", "Kartta")),)
    assert numbers(*before, meeting("kelkat", ("1.3", "Luettelo")), known=before) == [["1.3"], ["1.3-kelkat"]]


def test_an_output_is_a_part_of_its_own_bodys_alone() -> None:
    told, _ = told_apart((meeting("ladut", ("1", "Verkko"), ("1.3", "Kartta")), meeting("kelkat", ("1.3", "Luettelo"))), ())
    found = {output.number: (output.parent, output.children) for output in outputs_of(told, (), (), {})}
    assert found == {"1": (None, ("1.3-ladut",)), "1.3-ladut": ("1", ()), "1.3-kelkat": (None, ())}


def test_what_is_done_with_an_output_is_its_name_only_where_it_has_no_other() -> None:
    (both,) = outputs_of((meeting("ladut", ("1.3", "Latukartan hyväksyminen"), ("1.3", "Latukartta")),), (), (), {})
    (alone,) = outputs_of((meeting("ladut", ("1.3", "Latukartan täydentäminen")),), (), (), {})
    assert both.titles == ("Latukartta",)
    assert alone.titles == ("Latukartan täydentäminen",)
