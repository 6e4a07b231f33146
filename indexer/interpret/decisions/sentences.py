"""Decisions in running text: sentences that decide, with those that carry them on, and promises that no marker shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from indexer.interpret import vocabulary
from indexer.interpret.decisions.clues import forms_of
from indexer.interpret.decisions.details import complete, weigh
from indexer.interpret.decisions.found import Found, Outcome, Setting
from indexer.interpret.decisions.marked import decides, marker_of, points_at_proposal, words_of
from indexer.interpret.decisions.oblique import named_at_head, whose_turn
from indexer.interpret.decisions.pieces import is_template, sentence_pieces
from indexer.interpret.decisions.promises import KNOWN, kind_of, likelihood, tells_of_past, unmarked, wording
from indexer.interpret.decisions.verbs import decide
from indexer.interpret.lines import Line, Piece, Span, span_text, whole
from kb.dates import find_dates, find_deadline

_CONTINUES: Final = re.compile(
    r"^(?:tarvittaessa|osana\s+(?:tätä|sitä)|päätös\s+(?:korvaa|kumoaa|täydentää|tulee\s+voimaan|on\s+voimassa)|vid\s+behov|beslutet\s+(?:ersätter|upphäver|träder)|if\s+necessary|where\s+necessary|the\s+decision\s+(?:replaces|repeals|amends))\b",
    re.I,
)
_REPEALS: Final = re.compile(r"^samalla\s+(?:kumot|kumoe|korvat|lakkautet)|^samtidigt\s+(?:upphäv|ersätt)", re.I)
# An earlier handling at the end of its clause: the day and the item.
_HANDLED: Final = re.compile(r"\b\w+(?:tiin|i|ivat)\s.*?(?P<date>\d{1,2}\.\d{1,2}\.\d{4}),?\s*\(?§\s*\d+\)?(?=[.,;]|\s*$)")
# How many items of a list an announcing sentence takes with it.
_LONGEST_LIST: Final = 40


@dataclass(frozen=True, slots=True)
class Stretch:
    """A line of running text in its item: `introduces` tells that a present passive here introduces the matter, since a marked
    decision follows or the minutes mark all of theirs; `proposal` is what an approval may point at; `place` names the zone."""

    lines: Sequence[Line]
    position: int
    introduces: bool
    proposal: Sequence[Piece]
    place: frozenset[str]

    @property
    def line(self) -> Line:
        """The line itself."""
        return self.lines[self.position]


def read_sentences(stretch: Stretch, setting: Setting) -> Iterator[Found]:
    """The decisions and promises of one line of running text."""
    line = stretch.line
    if line.is_heading or line.block.kind in ("caption", "footnote", "table_row") or is_template(line):
        return
    parts = sentence_pieces(whole(line))
    if teller := whose_turn(line.text, setting, alone=False):
        setting = replace(setting, teller=teller)
    index = 0
    while index < len(parts):
        outcome = decide(parts[index].text, date_of_meeting=setting.day, own_body=setting.body)
        if outcome and _is_earlier(parts[index].text, setting):
            index += 1
            continue
        if outcome is None:
            before = named_at_head(parts[index - 1].text, setting) if index else ()
            if promised := _promise(stretch, parts[index], index, replace(setting, before=before) if before else setting):
                yield promised
            index += 1
            continue
        found, index = _decision(stretch, parts, index, outcome, setting)
        yield found


def _promise(stretch: Stretch, part: Piece, index: int, setting: Setting) -> Found | None:
    """A promise or an outcome of low confidence: of a form that is known, else of words that are likely enough."""
    if "information" in stretch.place:
        return None
    text = part.text
    if index == 0 and "list" in stretch.place:
        # Notes begin their entries in small letters.
        text = text[:1].upper() + text[1:]
    outcome = unmarked(text, setting, terse=setting.terse and not stretch.introduces)
    if outcome and not outcome.doers and ((stretch.position == 0 and index == 0 and _only_talks(part.text)) or setting.formal):
        outcome = None
    place = stretch.place
    likely: float | None = None
    if outcome is None:
        weighed = weigh(part.text, setting, place)
        likely = likelihood(weighed)
        if likely < KNOWN or tells_of_past(weighed):
            return None
        outcome = Outcome(kind_of(weighed), "low", wording(weighed), 0, weighed.doers)
    begin = Piece(stretch.line, part.start + outcome.start, part.end)
    return complete(Found((begin,), outcome.kind, outcome.confidence, outcome.rests_on), setting, outcome, place, likely)


def _decision(stretch: Stretch, parts: Sequence[Piece], index: int, outcome: Outcome, setting: Setting) -> tuple[Found, int]:
    """The decision that begins in a sentence with what carries it on, and the position of the sentence after it."""
    line = stretch.line
    begin = _without_talk(Piece(line, parts[index].start + outcome.start, parts[index].end))
    last = index
    while last + 1 < len(parts) and _continues(line, begin, parts[last + 1], setting):
        last += 1
    span: Span = (Piece(line, begin.start, parts[last].end if last > index else begin.end),)
    if span[0].text.rstrip().endswith(":"):
        span = (*span, *_announced(stretch.lines, stretch.position))
    content: str | None = None
    accepted: Span = ()
    if stretch.proposal and points_at_proposal(span_text(span)):
        content, accepted = words_of(stretch.proposal), tuple(stretch.proposal)
    found = Found(span, outcome.kind, outcome.confidence, outcome.rests_on, content, accepted=accepted)
    return complete(found, setting, outcome, stretch.place | {"decided"}), last + 1


def _is_earlier(sentence: str, setting: Setting) -> bool:
    """Whether a sentence tells what an earlier meeting decided ("Asia palautettiin valmisteluun 3.2.2031 § 4."). One that says
    what is now to be done to it ("Päätettiin kumota …") does not."""
    match = _HANDLED.search(sentence)
    days = find_dates(match["date"]) if match else ()
    if not days or setting.date is None or days[0].first >= setting.date:
        return False
    return not any(form.mood == "A-infinitive" for word in sentence.split() for form in forms_of(word.strip(".,;")))


def _without_talk(piece: Piece) -> Piece:
    """Leaves out what a sentence adds of the discussion ("… tarpeelliseksi ja keskustelussa korostettiin …")."""
    match = re.search(r"\s+(?:ja|sekä)\s+keskustelu(?:ssa|n\s+aikana)\b", piece.text)
    return Piece(piece.line, piece.start, piece.start + match.start()) if match else piece


def _only_talks(sentence: str) -> bool:
    """Whether a sentence says what an item is for: a passive of talking at its head and no time ahead."""
    first = re.match(r"\w+", sentence)
    if first is None or find_deadline(sentence, None) is not None:
        return False
    return any(form.lemma in vocabulary.TALKING for form in forms_of(first.group()))


def _continues(line: Line, decision: Piece, following: Piece, setting: Setting) -> bool:
    """Whether a sentence carries the decision on: bold as the decision is (a secretary marks a decision so), or begun so."""
    if _REPEALS.match(following.text):
        return True
    if decides(following.text, setting):
        return False
    is_bold = line.touches_bold(decision.start, decision.start + 10)
    if is_bold and line.is_bold(following.start, following.end):
        return True
    return bool(_CONTINUES.match(following.text)) and not (is_bold and following.text.lower().startswith("tarvittaessa"))


def _announced(lines: Sequence[Line], position: int) -> Iterator[Piece]:
    """The list items below a line that ends in a colon."""
    base = lines[position]
    for line in lines[position + 1 : position + _LONGEST_LIST]:
        deeper = base.block.kind != "list_item" or (line.block.level or 0) > (base.block.level or 0)
        if line.block.kind != "list_item" or not deeper or marker_of(line):
            return
        yield whole(line)
