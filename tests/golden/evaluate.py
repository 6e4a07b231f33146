"""How well minutes are understood: every annotated file read and compared with what a reader found in it.

    python -m tests.golden.evaluate [--list] [NAME…]

Prints precision, recall and F1 for decisions (core ones apart from unmarked ones), agenda items, attendees, attachments and
outputs, and exact matches of date, body and next meeting, per file and in total; with --list the misses and inventions.

A decision matches an annotated one when their words overlap by at least 0.6 of the longer, one to one, or when it covers the
annotated essence and little else. Annotations lie outside the project with the texts they quote (`shared/real/gold`) or here
as references into those texts (`tests/golden/references`, see `references.py`).
"""

from __future__ import annotations

import argparse
import collections
import dataclasses
import json
import re
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from files.extract import read
from indexer.interpret import interpret
from indexer.interpret.decisions.parts import PART
from kb.model import Meeting
from kb.settings import Settings, load
from tests.golden.references import read_references

Annotation = dict[str, Any]
MATCH = 0.6


@dataclasses.dataclass(slots=True)
class Count:
    """True positives, false positives and false negatives."""

    hits: int = 0
    inventions: int = 0
    misses: int = 0

    def add(self, other: Count) -> None:
        """Adds another count to this one."""
        self.hits += other.hits
        self.inventions += other.inventions
        self.misses += other.misses

    @property
    def precision(self) -> float:
        """Of what was found, how much is right."""
        return self.hits / (self.hits + self.inventions) if self.hits + self.inventions else 1.0

    @property
    def recall(self) -> float:
        """Of what is there, how much was found."""
        return self.hits / (self.hits + self.misses) if self.hits + self.misses else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclasses.dataclass(slots=True)
class Report:
    """What one annotated meeting gave: counts by measure and the lines that tell what went wrong."""

    name: str
    counts: dict[str, Count] = dataclasses.field(default_factory=lambda: collections.defaultdict(Count))
    notes: list[str] = dataclasses.field(default_factory=list)

    def right(self, measure: str, is_right: bool, note: str = "") -> None:
        """One yes-or-no measure."""
        count = self.counts[measure]
        count.hits += is_right
        count.misses += not is_right
        count.inventions += not is_right
        if not is_right:
            self.notes.append(f"{measure}: {note}")


def normalise(text: str) -> str:
    """NFC, without soft hyphens and zero-width spaces, white space folded, no space after a hyphen, lower case."""
    text = unicodedata.normalize("NFC", text).replace("\u200b", "").replace("\u00ad", "")
    text = re.sub(r"[*_]{1,3}", "", text)
    text = re.sub(r"[‐‑–—]", "-", " ".join(text.split()).lower())
    return re.sub(r"\s*-\s*", "-", text)


def tokens(text: str) -> collections.Counter[str]:
    """The words of a text as a bag."""
    return collections.Counter(re.findall(r"\w+", normalise(text)))


def overlap(one: str, other: str) -> float:
    """Shared words as a part of the longer text's."""
    a, b = tokens(one), tokens(other)
    longest = max(a.total(), b.total())
    return (a & b).total() / longest if longest else 0.0


def covers(text: str, essence: str | None, quote: str) -> bool:
    """Whether a text holds the essence of an annotated block and is mostly words of that block."""
    if not essence:
        return False
    own, needed, block = tokens(text), tokens(essence), tokens(quote)
    return (own & needed).total() >= 0.9 * needed.total() and (own & block).total() >= 0.6 * own.total()


def score_of(found: str, gold: Annotation) -> float:
    """How well a found decision's words fit an annotated one; 0 when they do not match."""
    value = overlap(found, gold["quote"])
    if value >= MATCH:
        return 1 + value
    return 1.0 if covers(found, gold.get("essence"), gold["quote"]) else 0.0


def pair(found: Sequence[Any], gold: Sequence[Annotation]) -> dict[int, int]:
    """One to one, best first: index of a found decision → index of the annotated one."""
    ranked = sorted(
        ((score_of(decision.text, annotated), i, j) for i, decision in enumerate(found) for j, annotated in enumerate(gold)),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for value, i, j in ranked:
        if value > 0 and i not in pairs and j not in used:
            pairs[i] = j
            used.add(j)
    return pairs


def judge(name: str, gold: Annotation, meeting: Meeting | None) -> Report:
    """Compares one annotated meeting with what was read; None when no such meeting was found."""
    report = Report(name)
    if meeting is None:
        report.right("date", False, f"no meeting of {gold.get('date')}")
        return report
    report.right("date", str(meeting.date) == str(gold.get("date")), f"{meeting.date} is not {gold.get('date')}")
    _judge_body(report, gold, meeting)
    _judge_next(report, gold, meeting)
    _judge_items(report, gold, meeting)
    _judge_people(report, gold, meeting)
    _judge_attachments(report, gold, meeting)
    _judge_outputs(report, gold, meeting)
    _judge_decisions(report, gold, meeting)
    return report


def _judge_body(report: Report, gold: Annotation, meeting: Meeting) -> None:
    wanted, got = gold.get("body"), meeting.body
    if wanted is None or "JAMK" in str(wanted):
        return
    if got is None and (gold.get("body_note") or gold.get("body_optional")):
        return
    ok = got is not None and (
        normalise(got) in normalise(wanted)
        or normalise(wanted) in normalise(got)
        or fuzz.token_set_ratio(normalise(got), normalise(wanted)) >= 90
    )
    if got is None and not any(word in normalise(str(gold.get("title"))) for word in normalise(wanted).split()[-1:]):
        return
    report.right("body", ok, f"{got!r} is not {wanted!r}")


def _judge_next(report: Report, gold: Annotation, meeting: Meeting) -> None:
    wanted = (gold.get("next_meeting") or {}).get("date")
    got = str(meeting.next_meeting.date) if meeting.next_meeting and meeting.next_meeting.date else None
    accepted = {
        wanted,
        *(entry.get("date") if isinstance(entry, dict) else entry for entry in gold.get("next_meeting_acceptable") or ()),
    }
    if gold.get("next_meeting_note"):
        # The annotator inferred the day from a weekday; a reader who does not is not wrong.
        accepted.add(None)
    report.right("next meeting", got in accepted, f"{got} is not {wanted}")


def _judge_items(report: Report, gold: Annotation, meeting: Meeting) -> None:
    optional = {normalise(str(title)) for title in gold.get("optional_sections") or ()}
    wanted = [(normalise(str(item["number"] or "")), _title(item["title"])) for item in gold.get("agenda_items") or ()]
    got = [(normalise(item.number), _title(item.title)) for item in meeting.items]
    left = list(wanted)
    for item in got:
        if item in left:
            left.remove(item)
            report.counts["items"].hits += 1
        elif item[1] not in optional:
            report.counts["items"].inventions += 1
            report.notes.append(f"item invented: {item}")
    for item in left:
        report.counts["items"].misses += 1
        report.notes.append(f"item missed: {item}")


def _title(text: str) -> str:
    return normalise(text).strip(" .:,-")


def _judge_people(report: Report, gold: Annotation, meeting: Meeting) -> None:
    people = gold.get("attendees") or {}
    names = [*(people.get("names") or ()), *(people.get("members") or ()), *(people.get("others") or ())]
    if not names and people.get("count") is None and "names" not in people:
        return
    wanted = {normalise(name) for name in names}
    got = {normalise(person.name) for person in meeting.attendees if person.present is not False}
    _sets(report, "attendees", wanted, got)
    absent = {normalise(name) for name in people.get("absent") or ()}
    _sets(report, "absent", absent, {normalise(person.name) for person in meeting.attendees if person.present is False})
    for role in ("chair", "secretary"):
        if people.get(role):
            value = getattr(meeting, role)
            report.right(
                role, value is not None and normalise(people[role]) == normalise(value), f"{value} is not {people[role]}"
            )


def _sets(report: Report, measure: str, wanted: set[str], got: set[str]) -> None:
    report.counts[measure].add(Count(len(wanted & got), len(got - wanted), len(wanted - got)))
    report.notes.extend(f"{measure} invented: {name}" for name in sorted(got - wanted))
    report.notes.extend(f"{measure} missed: {name}" for name in sorted(wanted - got))


def _judge_attachments(report: Report, gold: Annotation, meeting: Meeting) -> None:
    if "attachments" not in gold:
        return
    wanted = [entry if isinstance(entry, dict) else {"name": entry} for entry in gold["attachments"] or ()]
    left = list(meeting.attachments)
    for entry in wanted:
        name = normalise(str(entry.get("name") or entry.get("label") or ""))
        match = next((other for other in left if _same_attachment(name, entry, other)), None)
        if match is None:
            report.counts["attachments"].misses += 1
            report.notes.append(f"attachment missed: {entry}")
            continue
        left.remove(match)
        report.counts["attachments"].hits += 1
    for other in left:
        report.counts["attachments"].inventions += 1
        report.notes.append(f"attachment invented: {other.label} {other.name} {other.items}")


def _same_attachment(name: str, entry: Annotation, other: Any) -> bool:
    items = entry.get("items")
    if (
        items
        and other.items
        and not set(items) & set(other.items)
        and not {i.split()[0] for i in items} & {i.split()[0] for i in other.items}
    ):
        return False
    return fuzz.ratio(name, normalise(other.name or other.label)) >= 85


def _judge_outputs(report: Report, gold: Annotation, meeting: Meeting) -> None:
    wanted = {(entry["number"], entry.get("event")) for entry in gold.get("outputs") or ()}
    got = {(output.number, output.event) for output in meeting.outputs}
    _sets(report, "outputs", {str(entry) for entry in wanted}, {str(entry) for entry in got})


def _judge_decisions(report: Report, gold: Annotation, meeting: Meeting) -> None:
    wanted: list[Annotation] = [dict(entry) for entry in gold.get("decisions") or ()]
    sure = [decision for decision in meeting.decisions if decision.confidence != "low"]
    # A promise of a decision that is told sentence by sentence is no outcome of its own.
    unsure = [d for d in meeting.decisions if d.confidence == "low" and not d.rests_on.startswith(PART)]
    pairs = pair(sure, wanted)
    taken = set(pairs.values())
    rest = [entry for index, entry in enumerate(wanted) if index not in taken]
    others = pair(unsure, rest)
    for index, decision in enumerate(sure):
        entry = wanted[pairs[index]] if index in pairs else None
        if entry is None:
            report.counts["core"].inventions += 1
            report.notes.append(f"core invented [{decision.item}] {decision.kind}: {decision.text[:140]} ({decision.rests_on})")
        elif entry.get("core") and not entry.get("optional"):
            report.counts["core"].hits += 1
        if entry is not None:
            _judge_details(report, entry, decision)
    for index, entry in enumerate(wanted):
        if index not in taken and entry.get("core") and not entry.get("optional"):
            report.counts["core"].misses += 1
            report.notes.append(f"core missed [{entry.get('item')}] {entry['quote'][:140]}")
    unmarked = [entry for entry in wanted if not entry.get("core") and not entry.get("optional")]
    found = [
        entry for entry in unmarked if any(entry is wanted[j] for j in taken) or any(entry is rest[j] for j in others.values())
    ]
    report.counts["unmarked"].add(Count(len(found), len(unsure) - len(others), len(unmarked) - len(found)))
    report.notes.extend(
        f"unmarked missed [{entry.get('item')}] {entry['quote'][:140]}" for entry in unmarked if entry not in found
    )
    report.notes.extend(
        f"unmarked invented [{decision.item}] {decision.text[:140]} ({decision.rests_on})"
        for index, decision in enumerate(unsure)
        if index not in others
    )
    for index, j in others.items():
        _judge_details(report, rest[j], unsure[index])
    for entry in gold.get("not_decisions_of_this_meeting") or ():
        words = entry if isinstance(entry, str) else entry.get("quote", "")
        struck = [decision for decision in sure if overlap(decision.text, words) >= MATCH]
        if struck and not any(score_of(struck[0].text, other) for other in wanted):
            report.counts["struck"].inventions += 1
            report.notes.append(f"not a decision: {struck[0].text[:140]} ({struck[0].rests_on})")
        else:
            report.counts["struck"].hits += 1


def _judge_details(report: Report, entry: Annotation, decision: Any) -> None:
    items = {normalise(str(entry.get(key) or "")) for key in ("item", "also_item") if key in entry}
    report.right("item of", normalise(decision.item or "") in items, f"{decision.item} is not {items}: {decision.text[:60]}")
    kinds = (
        {entry["kind"], *(entry.get("also_kind") or ())}
        if not isinstance(entry.get("also_kind"), str)
        else {entry["kind"], entry["also_kind"]}
    )
    report.right("kind", decision.kind in kinds, f"{decision.kind} is not {sorted(kinds)}: {decision.text[:80]}")
    wanted = entry.get("responsible")
    if wanted:
        share = overlap(str(wanted), " ".join(decision.responsible)) if decision.responsible else 0.0
        loose = bool(tokens(str(wanted)) & tokens(" ".join(decision.responsible)))
        report.right("responsible", share >= MATCH or loose, f"{decision.responsible} is not {wanted!r}: {decision.text[:60]}")
    if entry.get("due"):
        got = str(decision.due.date) if decision.due and decision.due.date else None
        report.right("due", got == entry["due"], f"{got} is not {entry['due']}: {decision.text[:60]}")
    if entry.get("due_text"):
        report.right("due words", decision.due is not None, f"nothing for {entry['due_text']!r}: {decision.text[:60]}")
    proposal = entry.get("approved_proposal")
    if proposal:
        share = overlap(decision.content or "", proposal)
        report.right(
            "content",
            share >= 0.5 or normalise(proposal) in normalise(decision.content or ""),
            f"{(decision.content or '')[:60]!r} is not {proposal[:60]!r}",
        )


def meetings_of(gold: Annotation) -> list[Annotation]:
    """The annotated meetings of one annotation."""
    if "meetings" in gold:
        return list(gold["meetings"])
    return [gold] if gold.get("date") and gold.get("document_kind") not in ("report", "note") else []


def evaluate(
    shared: Path, annotations: Iterable[Annotation], settings: Settings, seconds: list[tuple[float, int]] | None = None
) -> Iterator[Report]:
    """A report for each annotated meeting, and one for each annotated file that holds none."""
    for gold in annotations:
        if gold.get("text_layer") is False:
            # Scanned pages: read with Tesseract or told as a Problem; the tests of extraction look at those.
            continue
        names = [gold["file"], *(gold.get("also_files") or ())]
        for name in names:
            document = read(shared / "real" / name, name, settings)
            begun = time.process_time()
            found = interpret(document, settings)
            if seconds is not None:
                seconds.append((time.process_time() - begun, sum(len(section.text) for section in document.sections)))
            wanted = meetings_of(gold)
            label = gold.get("name") or gold["file"]
            if len(names) > 1:
                label = f"{label} {name.rpartition('.')[2]}"
            for meeting in wanted:
                same = [other for other in found.meetings if str(other.date) == meeting.get("date")]
                which = same[0] if same else (found.meetings[0] if len(found.meetings) == len(wanted) == 1 else None)
                yield judge(f"{label} {meeting.get('date')}" if len(wanted) > 1 else label, meeting, which)
            extra = [other for other in found.meetings if str(other.date) not in {meeting.get("date") for meeting in wanted}]
            report = Report(label)
            for other in extra if len(found.meetings) > len(wanted) else ():
                report.right("meetings", False, f"invented {other.date} {other.title!r}")
            if report.notes:
                yield report


def load_annotations(shared: Path, extra: Path | None = None) -> list[Annotation]:
    """The annotations beside the texts, then those kept here as references, then any in another folder."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((shared / "real" / "gold").glob("*.json"))]
    if extra:
        return found + [json.loads(path.read_text(encoding="utf-8")) for path in sorted(extra.glob("*.json"))]
    return found + list(read_references(shared))


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the evaluation; 1 when the texts are not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="only annotations whose name contains one of these")
    parser.add_argument("--list", action="store_true", help="list misses and inventions")
    parser.add_argument("--extra", type=Path, help="a folder of further annotations with their quotes")
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[3] / "shared")
    options = parser.parse_args(arguments)
    if not (options.shared / "real").is_dir():
        print(f"no texts at {options.shared}", file=sys.stderr)
        return 1
    annotations = load_annotations(options.shared, options.extra)
    if options.names:
        annotations = [
            gold for gold in annotations if any(name in (gold.get("name") or gold["file"]) for name in options.names)
        ]
    settings = load(corpus=options.shared / "real")
    seconds: list[tuple[float, int]] = []
    totals: dict[str, Count] = collections.defaultdict(Count)
    for report in evaluate(options.shared, annotations, settings, seconds):
        for measure, count in report.counts.items():
            totals[measure].add(count)
        core = report.counts.get("core", Count())
        items = report.counts.get("items", Count())
        people = report.counts.get("attendees", Count())
        print(
            f"{report.name[:58]:58} core P {core.precision:.2f} R {core.recall:.2f} F {core.f1:.2f}"
            f"  items {items.f1:.2f}  people {people.f1:.2f}"
        )
        if options.list:
            for note in report.notes:
                print("      ", note)
    print(f"\n{'measure':14} {'P':>6} {'R':>6} {'F1':>6}   right wrong missed")
    for measure, count in totals.items():
        print(
            f"{measure:14} {count.precision:6.3f} {count.recall:6.3f} {count.f1:6.3f}"
            f"   {count.hits:5} {count.inventions:5} {count.misses:5}"
        )
    spent, characters = sum(time for time, _ in seconds), sum(size for _, size in seconds)
    print(f"\ninterpretation: {characters / 2000 / spent:.0f} pages of 2,000 characters a second")
    return 0


if __name__ == "__main__":
    sys.exit(main())
