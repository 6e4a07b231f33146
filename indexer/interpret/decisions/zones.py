"""The walk through an item's lines, each in the zone it stands in: discussion, proposal, a marked decision, a list of actions, an
earlier handling by another body. What a zone holds is read by its own module; `ZONES` are tried in order for each line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from indexer.interpret import vocabulary
from indexer.interpret.decisions.clues import only_verb_forms
from indexer.interpret.decisions.details import complete, weigh
from indexer.interpret.decisions.found import Found, Outcome, Setting
from indexer.interpret.decisions.marked import block_of, decides, marker_of, read_marked
from indexer.interpret.decisions.oblique import whose_turn
from indexer.interpret.decisions.pieces import is_template, sentence_pieces, stripped
from indexer.interpret.decisions.promises import KNOWN, likelihood, unmarked
from indexer.interpret.decisions.responsible import announced_doer, doers, named_beside
from indexer.interpret.decisions.sentences import Stretch, read_sentences
from indexer.interpret.lines import Line, Piece, sentences, whole
from kb.agenda.vocabulary import is_general
from kb.dates import find_dates
from kb.results import SHOWN

# An entry of a list of things to do that says that it is done.
_DONE: Final = re.compile(r"\b(?:tehty|valmis|hoidettu|kunnossa|ok|done)\s*[.!)]?\s*$", re.I)
_LONGEST_HEAD: Final = 60
# A box to be ticked before an entry, ticked or not.
_BOX: Final = re.compile(r"^(?:\[(?P<mark>[ xX✓]?)\]|☐)\s+(?=\S)")
_PROPOSER_LINE: Final = re.compile(r"^[\wÅÄÖåäö -]{3,60}(?:ehdotus|esitys)\s*:$", re.I)


@dataclass(slots=True)
class _Walk:
    """Where the walk through an item is: its lines, the position, the zone, and what has been found."""

    lines: Sequence[Line]
    setting: Setting
    number: str | None
    label: str
    last_marker: int
    actions: str
    is_general: bool
    remarks: tuple[str | None, ...]
    announced: str = ""
    teller: str | None = None
    position: int = 0
    in_proposal: bool = False
    is_answered: bool = False
    is_earlier: bool = False
    proposal: list[Piece] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)

    @property
    def line(self) -> Line:
        return self.lines[self.position]


def find_decisions(lines: Sequence[Line], setting: Setting, number: str | None, title: str = "") -> tuple[Found, ...]:
    """The decisions among an item's lines (its heading left out, its title given), in the order they stand."""
    label = title.strip(" :")
    walk = _Walk(
        lines,
        setting,
        number,
        label,
        max((index for index, line in enumerate(lines) if marker_of(line)), default=-1),
        label if is_work_heading(label) or vocabulary.COMING.match(label) else "",
        is_general(title),
        _remarks(lines),
        teller=whose_turn(label, setting, alone=True),
    )
    while walk.position < len(lines):
        before = walk.position
        next(zone for zone in ZONES if zone(walk))
        walk.position = max(walk.position, before + 1)
    return tuple(walk.found)


# --- zones: each takes the line, or lines, that are its own and says whether it did --------------------------------------


def _handling(walk: _Walk) -> bool:
    """The heading of a handling: this meeting's own, or an earlier one that is quoted."""
    handling = vocabulary.HANDLING.match(walk.line.text)
    if handling is None:
        return False
    walk.is_earlier = _is_earlier(handling, walk.setting, walk.number)
    walk.in_proposal, walk.proposal = False, []
    return True


def _is_earlier(handling: re.Match[str], setting: Setting, number: str | None) -> bool:
    """Whether "Kaupunginhallitus, 9.6.2025, § 228" heads a handling other than this meeting's own."""
    day = find_dates(handling["date"] or handling["date2"])
    if day and setting.date:
        return day[0].first != setting.date
    item = handling["item"] or handling["item2"]
    return number is not None and item != re.sub(r"\D", "", number)


def _quoted(walk: _Walk) -> bool:
    return walk.is_earlier


def _action(walk: _Walk) -> bool:
    """Each entry of a list below "Toimenpiteet" is somebody's to do."""
    line = walk.line
    if line.block.kind != "table_row" and _lists_below(walk) and (heading := _heads_work(line, walk.setting)):
        walk.actions, walk.announced = heading, "" if is_work_heading(line.text.strip()) else _last_sentence(line)
        return walk.announced == line.text.strip()
    if line.block.kind == "list_item" and (box := _BOX.match(line.text)):
        if not (box["mark"] or "").strip():
            walk.found.append(_task(walk, line, box.end()))
        return True
    if line.block.kind == "list_item" and walk.actions and not is_template(line):
        return _entry(walk, line)
    if line.block.kind not in ("list_item", "table_row") and not (walk.position == 0 and walk.actions == walk.label):
        walk.actions = ""
    return False


def _lists_below(walk: _Walk) -> bool:
    """Whether a list stands below the line, or it stands out as a heading does."""
    below = walk.lines[walk.position + 1 : walk.position + 2]
    return (
        walk.line.stands_out
        or vocabulary.ACTIONS.match(walk.line.text.strip()) is not None
        or any(line.block.kind == "list_item" for line in below)
    )


def _entry(walk: _Walk, line: Line) -> bool:
    """An entry of a list of work; below a sentence that announces one, more than a sentence is running text."""
    if walk.announced and len(sentence_pieces(whole(line))) > 1:
        return False
    if not _DONE.search(line.text):
        walk.found.append(_task(walk, line))
    return True


def is_work_heading(text: str) -> bool:
    """Whether words head a list of things to do; a sentence that tells of tasks does not.

    >>> [is_work_heading(text) for text in ("Tehtävät", "Sprint 2 taskit", "Seuraavaksi tehdään", "Tehtävät valmistuivat ajallaan")]
    [True, True, True, False]
    """
    return vocabulary.ACTIONS.match(text) is not None and not any(
        form.finite and form.voice != "passive" for word in re.findall(r"\w+", text)[1:] for form in only_verb_forms(word)
    )


def _heads_work(line: Line, setting: Setting) -> str:
    """What heads a list of things to do, empty where a line does not."""
    text = line.text.strip()
    if is_work_heading(text) or ((line.is_heading or line.stands_out) and vocabulary.COMING.match(text)):
        return text.strip(" :")
    last = _last_sentence(line)
    return last[-_LONGEST_HEAD:].strip(" :") if last and (vocabulary.ANNOUNCES_WORK.match(last) or doers(last, setting)) else ""


def _last_sentence(line: Line) -> str:
    text = line.text.strip()
    if not text.endswith(":"):
        return ""
    start, end = list(sentences(text))[-1]
    return text[start:end].strip()


def _task(walk: _Walk, line: Line, start: int = 0) -> Found:
    """An entry of a list of things to do: somebody's where it names one; below a sentence that announces it a likely one."""
    text = line.text[start:]
    outcome = unmarked(text, walk.setting, terse=False)
    if who := named_beside(text, walk.setting) or announced_doer(walk.announced) or doers(walk.announced, walk.setting):
        outcome = Outcome("assignment", "high", " ja ".join(who), 0, who)
    place = {"actions", "list"}
    rests = f"otsikko {walk.actions}" if walk.actions else "[ ]"
    found = Found((Piece(line, start, len(line.text)),), "assignment", "low" if walk.announced else "high", rests)
    likely = max(SHOWN if who else KNOWN, likelihood(weigh(text, walk.setting, place))) if walk.announced else None
    return complete(found, walk.setting, outcome, place, likely)


def _marked(walk: _Walk) -> bool:
    line = walk.line
    marker = marker_of(line)
    if marker is None:
        return False
    block, walk.position = block_of(walk.lines, walk.position, marker)
    is_list = vocabulary.SEVERAL_DECISIONS.match(line.text.strip(" *")) and all(
        piece.line.block.kind == "list_item" for piece in block
    )
    if is_list and len(block) > 1:
        each = (read_marked([piece], walk.proposal, walk.setting, line, marker) for piece in block)
        walk.found.extend(decision for decision in each if decision)
    elif decision := read_marked(block, walk.proposal, walk.setting, line, marker):
        votes, dissent, disqualified = walk.remarks
        walk.found.append(replace(decision, votes=votes, dissent=dissent, disqualified=disqualified))
    walk.in_proposal, walk.is_answered = False, True
    return True


def _proposed(walk: _Walk) -> bool:
    """A proposal's heading and its lines, up to the first that already decides."""
    line = walk.line
    if vocabulary.PROPOSAL_MARKER.match(line.text) or _PROPOSER_LINE.match(line.text):
        rest = _after_marker(line)
        if walk.is_answered:
            walk.proposal, walk.is_answered = [], False
        walk.in_proposal = True
        walk.proposal = walk.proposal if not rest else [*walk.proposal, rest]
        return True
    if not walk.in_proposal:
        return False
    if vocabulary.PRESENTER_LINE.match(line.text):
        return True
    if any(decides(line.text[start:end].strip(), walk.setting) for start, end in sentences(line.text)):
        walk.in_proposal = False
        return False
    walk.proposal.append(whole(line))
    return True


def _after_marker(line: Line) -> Piece | None:
    match = vocabulary.PROPOSAL_MARKER.match(line.text)
    rest = stripped(Piece(line, match.end(), len(line.text))) if match else None
    return rest if rest and rest.text else None


def _discussed(walk: _Walk) -> bool:
    setting = walk.setting
    place = {"list"} if walk.line.block.kind == "list_item" else set()
    place |= {"general title"} if walk.is_general else set()
    place |= {"arrow"} if "->" in walk.line.text or "→" in walk.line.text else set()
    place |= {"information"} if walk.setting.formal and vocabulary.INFORMATION.match(walk.label) else set()
    place |= {"plan"} if vocabulary.PLAN.match(walk.label) else set()
    introduces = walk.position < walk.last_marker or setting.formal
    if walk.line.block.kind != "list_item":
        walk.teller = whose_turn(walk.line.text, setting, alone=True)
    if walk.teller:
        setting = replace(setting, teller=walk.teller)
    stretch = Stretch(walk.lines, walk.position, introduces, walk.proposal, frozenset(place))
    walk.found.extend(read_sentences(stretch, setting))
    return True


ZONES: Final[tuple[Callable[[_Walk], bool], ...]] = (_handling, _quoted, _action, _marked, _proposed, _discussed)


def _remarks(lines: Sequence[Line]) -> tuple[str | None, ...]:
    """A vote, a dissenting opinion and disqualifications told in an item, as written; each belongs to its decisions."""
    texts = [line.text for line in lines if any(sign in line.text.lower() for sign in vocabulary.REMARK_SIGNS)]
    told = [" ".join(text[start:end].split()) for text in texts for start, end in sentences(text) if end - start > 15]
    patterns = (vocabulary.VOTE, vocabulary.DISSENT, vocabulary.DISQUALIFIED)
    return tuple(next((sentence for sentence in told if pattern.search(sentence)), None) for pattern in patterns)
