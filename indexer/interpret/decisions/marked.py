"""Decisions that a marker heads: "Päätös:" before its words, "Päätös" alone above them, a list of decisions below one.

`marker_of` finds what heads a block, `block_of` takes the words that belong to it, `read_marked` makes the decision of them. To add
a marker, add it to `vocabulary.DECISION_MARKER` and a case to `MARKED` of tests/indexer/interpret/test_decisions.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from indexer.interpret import vocabulary
from indexer.interpret.decisions.clues import forms_of
from indexer.interpret.decisions.details import complete
from indexer.interpret.decisions.found import Found, Outcome, Setting
from indexer.interpret.decisions.pieces import TEMPLATE, joined, sentence_pieces, stripped
from indexer.interpret.decisions.promises import unmarked
from indexer.interpret.decisions.verbs import decide
from indexer.interpret.lines import Line, Piece, Span, sentences, span_text, whole
from kb.model import DecisionKind

_POINTS_AT_PROPOSAL: Final = re.compile(
    r"\b(?:ehdotu\w+|esity\w+|päätösehdotu\w+|päätösesity\w+|pohjaesity\w+|förslag\w*|proposal)\b(?!\w)(?:\s+(?:mukai\w+|mukaan|sellaisenaan|yksimielisesti|keskustelun|mukaisena|enligt))?"
    r"|\behdotuksen\s+mukai|\besityksen\s+mukai|enligt\s+förslag|as\s+proposed",
    re.I,
)
_REMARK: Final = re.compile(
    r"käsiteltiin\s+ennen|käsiteltiin\s+(?:§|pykäl)|^(?:kokous|asia)\s+keskeyt|alusti\s+asia|esitteli\s+asia|puheenvuoro|poistui|saapui|^keskustel|nimenhuudossa|^tämä\s+pykälä",
    re.I,
)
# A bold label that begins with the word ("**Päätös väreistä:** …").
_BOLD_LABEL: Final = re.compile(r"^päätös\s+[a-zåäö][\wåäö -]{2,40}:\s*", re.I)
_ADDRESS_AT_END: Final = re.compile(r"\s*\(?https?://\S+\s*$")
# A decision's kind is judged, and what it points at is looked for, by its beginning.
_LONGEST: Final = 6000


def marker_of(line: Line) -> re.Match[str] | None:
    """The decision marker a line begins with ("Päätös:", "Päätös" alone, "Päätös – …"); a proposal's heading is none."""
    cells = line.block.cells
    if line.block.kind == "table_row" and cells and len(cells) == 2:
        match = vocabulary.DECISION_MARKER.match(cells[0])
        is_whole = match is not None and match.end() == len(cells[0])
        return re.compile(re.escape(cells[0]) + r"\s*\|\s*").match(line.text) if is_whole else None
    match = vocabulary.DECISION_MARKER.match(line.text) or vocabulary.DECISION_MARKER_DASH.match(line.text)
    return _BOLD_LABEL.match(line.text) if match is None and line.touches_bold(0, 3) else match


def block_of(lines: Sequence[Line], position: int, marker: re.Match[str]) -> tuple[list[Piece], int]:
    """The pieces of a marked decision and the position after it.

    On the marker's own line: that line, and the list below it where it announces one. Alone on its line: what stands
    below, up to the next marker, heading or label that ends it.
    """
    if lines[position].text[marker.end() :].strip():
        return _block_on_line(lines, position, marker)
    pieces: list[Piece] = []
    after = position + 1
    while after < len(lines) and not _stops_block(lines[after], lines[position], bool(pieces)):
        pieces.append(whole(lines[after]))
        after += 1
    return pieces, after


def _block_on_line(lines: Sequence[Line], position: int, marker: re.Match[str]) -> tuple[list[Piece], int]:
    line = lines[position]
    address = _ADDRESS_AT_END.search(line.text, max(marker.end(), len(line.text) - 400))
    pieces = [Piece(line, marker.end(), address.start() if address and address.start() > marker.end() else len(line.text))]
    after = position + 1
    while after < len(lines) and _carries_on(lines[after], line, pieces):
        pieces.append(whole(lines[after]))
        after += 1
    return pieces, after


def _stops_block(below: Line, heading: Line, has_words: bool) -> bool:
    """Whether a line below a marker that stands alone is no longer the decision's."""
    if ends_block(below) or below.is_heading:
        return True
    if not has_words:
        return False
    is_beside = heading.block.kind == below.block.kind == "list_item" and (below.block.level or 0) <= (heading.block.level or 0)
    return is_beside or below.stands_out or vocabulary.DISSENT.search(below.text) is not None


def ends_block(line: Line) -> bool:
    """Whether a line begins something else than the words of a decision: another zone, marker, handling, proposal."""
    return bool(
        vocabulary.ZONE_END.match(line.text)
        or marker_of(line)
        or vocabulary.HANDLING.match(line.text)
        or vocabulary.PROPOSAL_MARKER.match(line.text)
        or vocabulary.ATTACHMENTS.fullmatch(line.text.strip())
    )


def _carries_on(line: Line, first: Line, pieces: Sequence[Piece]) -> bool:
    """Whether the line goes on with a decision that began on its marker's line: a list it announces or is headed by."""
    if ends_block(line) or line.stands_out:
        return False
    previous = pieces[-1].line
    if line.block.kind == "list_item":
        level, base = line.block.level or 0, first.block.level or 0
        if first.block.kind == "list_item":
            return level > base
        return pieces[0].text.rstrip().endswith(":") or previous.block.kind == "list_item"
    return previous.text.rstrip().endswith((":", ",", "-")) and len(pieces) < 3


def read_marked(
    block: Sequence[Piece], proposal: Sequence[Piece], setting: Setting, line: Line, marker: re.Match[str]
) -> Found | None:
    """The decision of a marked block; None for one that is empty or a template. `proposal` is what it may point at."""
    pieces = _without_remarks([piece for piece in block if piece.text.strip() and not TEMPLATE.match(piece.text)], setting)
    if not pieces:
        return None
    text = span_text(tuple(pieces))
    outcome = _outcome_of(text, setting)
    label = line.text[: marker.end()].strip(" :*-|")
    kind = _kind(text, outcome, setting)
    content = None
    accepted: Span = ()
    if points_at_proposal(text):
        content = _amended(block, pieces)
        accepted = () if content else tuple(proposal)
        content = content or words_of(proposal)
        if content and kind == "decision":
            kind = "approval"
    rests = f"otsikko {label}" if outcome is None else f"otsikko {label}; {outcome.rests_on}"
    return complete(Found(tuple(pieces), kind, "high", rests, content, accepted=accepted), setting, outcome, {"marked"})


def _without_remarks(pieces: list[Piece], setting: Setting) -> list[Piece]:
    """Leaves out sentences before the deciding one that only tell how it was handled ("X alusti asiaa.")."""
    parts = [part for piece in pieces for part in sentence_pieces(piece)]
    deciding = next((at for at, part in enumerate(parts) if decides(part.text, setting)), 0)
    if not deciding:
        return pieces
    if any(not _REMARK.search(part.text) and unmarked(part.text, setting, terse=True) for part in parts[:deciding]):
        return pieces
    return [stripped(piece) for piece in joined(parts[deciding:])]


def decides(sentence: str, setting: Setting) -> bool:
    """Whether a sentence decides by its verb."""
    return decide(sentence, date_of_meeting=setting.day, own_body=setting.body) is not None


def _outcome_of(text: str, setting: Setting) -> Outcome | None:
    for start, end in sentences(text[:_LONGEST]):
        outcome = decide(text[start:end].strip(), date_of_meeting=setting.day, own_body=None)
        if outcome:
            return outcome
    return None


# --- the kind of a block whose words have no verb of deciding ------------------------------------------------------------


def _kind(text: str, outcome: Outcome | None, setting: Setting) -> DecisionKind:
    if outcome:
        return outcome.kind
    first = text[slice(*next(iter(sentences(text)), (0, 0)))]
    return next((kind for rule in KINDS if (kind := rule(text, first, setting))), "decision")


def _rejects(text: str, first: str, setting: Setting) -> DecisionKind | None:
    """ "Ei hyväksytty", "hylätään"."""
    return "rejected" if re.search(r"\bei\s+hyväksyt|(?<!osa )\bhylät", text[:_LONGEST], re.I) else None


def _approves(text: str, first: str, setting: Setting) -> DecisionKind | None:
    """ "Esityksen mukaan", "Ehdotuksen mukaisesti"."""
    begins = r"^(?:päätös\s+)?(?:esityksen|ehdotuksen|enligt|as proposed|päätösehdotuksen)\b"
    return "approval" if re.match(begins, text, re.I) else None


def _turns_down_or_puts_off(text: str, first: str, setting: Setting) -> DecisionKind | None:
    """ "Ei toteuteta", "Siirretään seuraavaan kokoukseen"."""
    found = unmarked(first, setting, terse=True)
    return found.kind if found and found.kind in ("postponed", "rejected") else None


def _gives_work(text: str, first: str, setting: Setting) -> DecisionKind | None:
    """ "Aino selvittää …", "Kunnat, joissa …, selvittävät …"."""
    found = unmarked(first, setting, terse=True)
    if found and found.doers:
        return "assignment"
    head = re.match(r"^(?P<subject>[A-ZÅÄÖ][\w-]+)(?:,\s[^,]+,)?\s+(?P<verb>[a-zåäö]+)", first)
    if head is None or forms_of(head["subject"].lower()):
        return None
    acts = any(
        form.lemma in vocabulary.DOING and (form.person, form.tense, form.mood) == ("3", "present", "indicative")
        for form in forms_of(head["verb"])
        if not form.negative
    )
    return "assignment" if acts else None


KINDS: Final[tuple[Callable[[str, str, Setting], DecisionKind | None], ...]] = (
    _rejects,
    _approves,
    _turns_down_or_puts_off,
    _gives_work,
)


def points_at_proposal(text: str) -> bool:
    """Whether the words only point at a proposal: they name it and say little else."""
    match = _POINTS_AT_PROPOSAL.search(text[:_LONGEST])
    if match is None:
        return False
    accepts = re.search(r"hyväksy|mukai|mukaan|enligt|as proposed", text[: match.end() + 25], re.I)
    return len(text.split()) <= 25 or accepts is not None


def words_of(proposal: Sequence[Piece]) -> str | None:
    """The words of a proposal, None where there are none."""
    return " ".join(" ".join(piece.text for piece in proposal).split()) or None


def _amended(block: Sequence[Piece], kept: Sequence[Piece]) -> str | None:
    """The amended proposal where it stands inside the marked block before the words that accept it."""
    text, decision = span_text(tuple(block)), span_text(tuple(kept))
    before = text[: text.find(decision)] if decision in text else ""
    match = re.search(
        r"(?:muutti|esitti|korjasi|täydensi)\s+(?:\w+\s+){0,4}?(?:esityst\w+|ehdotu\w+|päätösehdotu\w+)[^:]*:\s*(?P<words>.+)$",
        before[-_LONGEST:],
        re.I | re.S,
    )
    return " ".join(match["words"].split()) if match else None
