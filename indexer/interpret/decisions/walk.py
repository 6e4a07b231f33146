"""The decisions of one item: marked blocks, sentences that decide, outcomes and promises without a marker.

An item's lines are walked once with the zone they stand in: its discussion, a proposal, a marked decision, an earlier
handling by another body. Only what this meeting decided is a decision; each says what it rests on.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from indexer.interpret import vocabulary
from indexer.interpret.lines import Line, Piece, Span, span_text, whole
from indexer.interpret.people import People, looks_like_name
from indexer.interpret.predicates import Outcome, decide, promise
from kb.dates import find_dates, find_deadline
from kb.finnish import base_forms, split_sentences, verb_forms
from kb.model import Confidence, DecisionKind, Due


@dataclass(frozen=True, slots=True)
class Found:
    """A decision before it has an id: its words' places, what it is, and what belongs to it."""

    span: Span
    kind: DecisionKind
    confidence: Confidence
    rests_on: str
    content: str | None = None
    responsible: tuple[str, ...] = ()
    due: Due | None = None
    votes: str | None = None
    dissent: str | None = None
    disqualified: str | None = None
    subject: str | None = None

    @property
    def text(self) -> str:
        """Its words."""
        return span_text(self.span)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a sentence is judged against: the meeting's date and body, who is known, and the style of its notes: `terse`
    ones are short, `formal` ones mark every decision with a heading."""

    date: datetime.date | None
    body: str | None
    people: People
    terse: bool
    formal: bool = False


@dataclass(slots=True)
class _Walk:
    """Where the walk through an item is."""

    proposal: list[str] = field(default_factory=list)
    earlier: bool = False
    zone: str = "discussion"


_CONTINUES = re.compile(
    r"^(?:tarvittaessa|osana\s+(?:tätä|sitä)|päätös\s+(?:korvaa|kumoaa|täydentää|tulee\s+voimaan|on\s+voimassa)|vid\s+behov|beslutet\s+(?:ersätter|upphäver|träder)|if\s+necessary|where\s+necessary|the\s+decision\s+(?:replaces|repeals|amends))\b",
    re.I,
)
_REPEALS = re.compile(r"^samalla\s+(?:kumot|kumoe|korvat|lakkautet)|^samtidigt\s+(?:upphäv|ersätt)", re.I)
_POINTS_AT_PROPOSAL = re.compile(
    r"\b(?:ehdotu\w+|esity\w+|päätösehdotu\w+|päätösesity\w+|pohjaesity\w+|förslag\w*|proposal)\b(?!\w)(?:\s+(?:mukai\w+|mukaan|sellaisenaan|yksimielisesti|keskustelun|mukaisena|enligt))?"
    r"|\behdotuksen\s+mukai|\besityksen\s+mukai|enligt\s+förslag|as\s+proposed",
    re.I,
)
_PROPOSER_LINE = re.compile(r"^[\wÅÄÖåäö -]{3,60}(?:ehdotus|esitys)\s*:$", re.I)
_TEMPLATE = re.compile(r"^\s*[<\[{].*[>\]}]\s*$")
_REMARK = re.compile(
    r"käsiteltiin\s+ennen|käsiteltiin\s+(?:§|pykäl)|^(?:kokous|asia)\s+keskeyt|alusti\s+asia|esitteli\s+asia|puheenvuoro|poistui|saapui|^keskustel|nimenhuudossa|^tämä\s+pykälä",
    re.I,
)


def find_decisions(lines: Sequence[Line], setting: Setting, number: str | None, title: str = "") -> tuple[Found, ...]:
    """The decisions among an item's lines (its heading left out, its title given), in the order they stand."""
    label = title.strip(" :")
    actions = label if vocabulary.ACTIONS.match(label) else ""
    walk = _Walk()
    found: list[Found] = []
    position = 0
    remarks = _remarks(lines)
    markers = [index for index, line in enumerate(lines) if _marker(line)]
    last_marker = markers[-1] if markers else -1
    while position < len(lines):
        line = lines[position]
        handling = vocabulary.HANDLING.match(line.text)
        if handling:
            walk.earlier = _is_earlier(handling, setting, number)
            walk.zone, walk.proposal = "discussion", []
            position += 1
            continue
        if walk.earlier:
            position += 1
            continue
        if vocabulary.ACTIONS.match(line.text.strip()) and line.block.kind != "table_row":
            actions = line.text.strip(" :")
        elif line.block.kind == "list_item" and actions and not _TEMPLATE.match(line.text):
            found.append(
                _complete(
                    Found((whole(line),), "assignment", "high", f"otsikko {actions}"),
                    setting,
                    promise(line.text, setting.people, terse=False),
                )
            )
            position += 1
            continue
        elif line.block.kind not in ("list_item", "table_row"):
            actions = actions if position == 0 and actions == label else ""
        marker = _marker(line)
        if marker is not None:
            block, position = _block(lines, position, marker)
            if (
                vocabulary.SEVERAL_DECISIONS.match(line.text.strip(" *"))
                and len(block) > 1
                and all(piece.line.block.kind == "list_item" for piece in block)
            ):
                found.extend(decision for piece in block if (decision := _marked([piece], walk, setting, line, marker)))
                walk.zone = "decided"
                continue
            decision = _marked(block, walk, setting, line, marker)
            if decision:
                found.append(
                    replace(decision, votes=remarks["votes"], dissent=remarks["dissent"], disqualified=remarks["disqualified"])
                )
            walk.zone = "decided"
            continue
        if vocabulary.PROPOSAL_MARKER.match(line.text) or _PROPOSER_LINE.match(line.text):
            walk.zone = "proposal" if walk.zone != "proposal" else walk.zone
            rest = _after_marker(line.text)
            walk.proposal = [*walk.proposal, rest] if walk.proposal and not rest else ([rest] if rest else walk.proposal)
            position += 1
            continue
        if walk.zone == "proposal":
            if not vocabulary.PRESENTER_LINE.match(line.text) and not (decided := _decided_in_proposal(line, setting)):
                walk.proposal.append(line.text)
            elif not vocabulary.PRESENTER_LINE.match(line.text) and decided:
                walk.zone = "discussion"
                continue
            position += 1
            continue
        found.extend(_in_discussion(line, setting, walk, lines, position, introduces=position < last_marker or setting.formal))
        position += 1
    return tuple(found)


def _is_earlier(handling: re.Match[str], setting: Setting, number: str | None) -> bool:
    """Whether "Kaupunginhallitus, 9.6.2025, § 228" heads a handling other than this meeting's own."""
    day = find_dates(handling["date"] or handling["date2"])
    if day and setting.date:
        return day[0].first != setting.date
    item = handling["item"] or handling["item2"]
    return number is not None and item != re.sub(r"\D", "", number)


def _marker(line: Line) -> re.Match[str] | None:
    """The decision marker a line begins with ("Päätös:", "Päätös" alone, "Päätös – …"); a proposal's heading is none."""
    text = line.text
    if line.block.kind == "table_row" and line.block.cells:
        text = re.sub(r"\s*\|\s*", ": ", line.text, count=1) if len(line.block.cells) == 2 else text
        if text != line.text:
            match = vocabulary.DECISION_MARKER.match(line.block.cells[0])
            return (
                re.compile(re.escape(line.block.cells[0]) + r"\s*\|\s*").match(line.text)
                if match and match.end() == len(line.block.cells[0])
                else None
            )
    match = vocabulary.DECISION_MARKER.match(text) or vocabulary.DECISION_MARKER_DASH.match(text)
    if match is None and line.touches_bold(0, 3):
        # "**Päätös piilotuksista:** …": a bold label that begins with the word.
        match = re.match(r"^päätös\s+[a-zåäö][\wåäö -]{2,40}:\s*", text, re.I)
    return match


def _after_marker(text: str) -> str:
    match = vocabulary.PROPOSAL_MARKER.match(text)
    return text[match.end() :].strip() if match else ""


def _block(lines: Sequence[Line], position: int, marker: re.Match[str]) -> tuple[list[Piece], int]:
    """The pieces of a marked decision and the position after it.

    On the marker's own line: that line, and the list below it where it announces one. Alone on its line: what stands
    below, up to the next marker, heading or label that ends it.
    """
    line = lines[position]
    own = line.text[marker.end() :].strip()
    pieces: list[Piece] = []
    after = position + 1
    if own:
        address = re.search(r"\s*\(?https?://\S+\s*$", line.text)
        pieces.append(
            Piece(line, marker.end(), address.start() if address and address.start() > marker.end() else len(line.text))
        )
        while after < len(lines) and _carries_on(lines, after, line, pieces):
            pieces.append(whole(lines[after]))
            after += 1
        return pieces, after
    depth = line.block.level if line.block.kind == "list_item" else None
    while after < len(lines):
        below = lines[after]
        if _ends_block(below) or (
            depth is not None and below.block.kind == "list_item" and (below.block.level or 0) <= depth and pieces
        ):
            break
        if below.is_heading or (below.stands_out and pieces):
            break
        if pieces and vocabulary.DISSENT.search(below.text):
            break
        pieces.append(whole(below))
        after += 1
    return pieces, after


def _ends_block(line: Line) -> bool:
    return bool(
        vocabulary.ZONE_END.match(line.text)
        or _marker(line)
        or vocabulary.HANDLING.match(line.text)
        or vocabulary.PROPOSAL_MARKER.match(line.text)
        or vocabulary.ATTACHMENTS.fullmatch(line.text.strip())
    )


def _carries_on(lines: Sequence[Line], at: int, first: Line, pieces: Sequence[Piece]) -> bool:
    """Whether the line goes on with a decision that began on its marker's line: a list it announces or is headed by."""
    line = lines[at]
    if _ends_block(line) or line.stands_out:
        return False
    previous = pieces[-1].line
    if line.block.kind == "list_item":
        level, base = line.block.level or 0, first.block.level or 0
        if first.block.kind == "list_item":
            return level > base
        return pieces[0].text.rstrip().endswith(":") or previous.block.kind == "list_item"
    return previous.text.rstrip().endswith((":", ",", "-")) and len(pieces) < 3


def _marked(block: Sequence[Piece], walk: _Walk, setting: Setting, line: Line, marker: re.Match[str]) -> Found | None:
    pieces = _without_remarks([piece for piece in block if piece.text.strip() and not _TEMPLATE.match(piece.text)], setting)
    if not pieces:
        return None
    text = span_text(tuple(pieces))
    outcome = _outcome_of_block(text, setting)
    label = line.text[: marker.end()].strip(" :*-|")
    kind = _marked_kind(text, outcome, setting)
    content = None
    if _only_points(text):
        content = _amended(block, pieces) or " ".join(" ".join(walk.proposal).split()) or None
        if content and kind == "decision":
            kind = "approval"
    rests = f"otsikko {label}" if outcome is None else f"otsikko {label}; {outcome.rests_on}"
    return _complete(Found(tuple(pieces), kind, "high", rests, content), setting, outcome)


def _without_remarks(pieces: list[Piece], setting: Setting) -> list[Piece]:
    """Leaves out sentences before the deciding one that only tell how it was handled ("X alusti asiaa.")."""
    sentences = [
        Piece(piece.line, piece.start + start, piece.start + end)
        for piece in pieces
        for start, end in split_sentences(piece.text)
    ]
    sentences = [sentence for sentence in sentences if sentence.text.strip()]
    deciding = [index for index, sentence in enumerate(sentences) if _decides(sentence.text.strip(), setting)]
    if not deciding or deciding[0] == 0:
        return pieces
    before = sentences[: deciding[0]]
    if not all(_REMARK.search(sentence.text) or not _says_outcome(sentence.text, setting) for sentence in before):
        return pieces
    return _trimmed(sentences[deciding[0] :])


def _decides(sentence: str, setting: Setting) -> bool:
    return decide(sentence, date_of_meeting=str(setting.date) if setting.date else None, own_body=setting.body) is not None


def _says_outcome(sentence: str, setting: Setting) -> bool:
    return promise(sentence, setting.people, terse=True) is not None


def _trimmed(sentences: Sequence[Piece]) -> list[Piece]:
    """Neighbouring sentences of one line as one piece again, without white space at the ends."""
    joined: list[Piece] = []
    for sentence in sentences:
        if joined and joined[-1].line is sentence.line:
            joined[-1] = Piece(sentence.line, joined[-1].start, sentence.end)
        else:
            joined.append(sentence)
    return [_stripped(piece) for piece in joined]


def _stripped(piece: Piece) -> Piece:
    text = piece.text
    return Piece(piece.line, piece.start + len(text) - len(text.lstrip()), piece.end - (len(text) - len(text.rstrip())))


def _outcome_of_block(text: str, setting: Setting) -> Outcome | None:
    day = str(setting.date) if setting.date else None
    for start, end in split_sentences(text):
        outcome = decide(text[start:end].strip(), date_of_meeting=day, own_body=None)
        if outcome:
            return outcome
    return None


def _marked_kind(text: str, outcome: Outcome | None, setting: Setting) -> DecisionKind:
    if outcome:
        return outcome.kind
    first = text[: split_sentences(text)[0][1]] if text else ""
    if re.search(r"\bei\s+hyväksyt|\bhylät", text, re.I):
        return "rejected"
    if re.match(r"^(?:päätös\s+)?(?:esityksen|ehdotuksen|enligt|as proposed|päätösehdotuksen)\b", text, re.I):
        return "approval"
    found = promise(first, setting.people, terse=True)
    if found and found.kind == "postponed":
        return "postponed"
    if found and found.doers:
        return "assignment"
    head = re.match(r"^(?P<subject>[A-ZÅÄÖ][\w-]+)(?:,\s[^,]+,)?\s+(?P<verb>[a-zåäö]+)", first)
    if (
        head
        and not verb_forms(head["subject"].lower())
        and any(
            form.lemma in vocabulary.DOING
            and form.person == "3"
            and form.tense == "present"
            and form.mood == "indicative"
            and not form.negative
            for form in verb_forms(head["verb"])
        )
    ):
        return "assignment"
    return "decision"


def _only_points(text: str) -> bool:
    """Whether the words only point at a proposal: they name it and say little else."""
    match = _POINTS_AT_PROPOSAL.search(text)
    return bool(match) and (
        len(text.split()) <= 25
        or bool(re.search(r"hyväksy|mukai|mukaan|enligt|as proposed", text[: match.end() + 25] if match else "", re.I))
    )


def _amended(block: Sequence[Piece], kept: Sequence[Piece]) -> str | None:
    """The amended proposal where it stands inside the marked block before the words that accept it."""
    text, decision = span_text(tuple(block)), span_text(tuple(kept))
    before = text[: text.find(decision)] if decision in text else ""
    match = re.search(
        r"(?:muutti|esitti|korjasi|täydensi)\s+(?:\w+\s+){0,4}?(?:esityst\w+|ehdotu\w+|päätösehdotu\w+)[^:]*:\s*(?P<words>.+)$",
        before,
        re.I | re.S,
    )
    return " ".join(match["words"].split()) if match else None


def _decided_in_proposal(line: Line, setting: Setting) -> bool:
    """Whether a line after a proposal is already the meeting's outcome: it decides in the past tense."""
    return any(_decides(line.text[start:end].strip(), setting) for start, end in split_sentences(line.text))


def _in_discussion(
    line: Line, setting: Setting, walk: _Walk, lines: Sequence[Line], position: int, *, introduces: bool
) -> Iterator[Found]:
    """Decisions in running text. Where a marked decision follows (or the minutes mark all of theirs), a present passive is
    the matter's introduction rather than its outcome; so is one of talking at the very beginning of an item."""
    if line.is_heading or line.block.kind in ("caption", "footnote") or _TEMPLATE.match(line.text):
        return
    if line.block.kind == "table_row":
        return
    sentences = [_stripped(Piece(line, start, end)) for start, end in split_sentences(line.text)]
    sentences = [sentence for sentence in sentences if sentence.text]
    day = str(setting.date) if setting.date else None
    index = 0
    while index < len(sentences):
        sentence = sentences[index]
        outcome = decide(sentence.text, date_of_meeting=day, own_body=setting.body)
        if outcome is None:
            outcome = promise(sentence.text, setting.people, terse=setting.terse and not introduces, own_body=setting.body)
            if outcome and not outcome.doers and position == 0 and index == 0 and _only_talks(sentence.text):
                outcome = None
            if outcome and not (setting.formal and not outcome.doers):
                begin = Piece(line, sentence.start + outcome.start, sentence.end)
                yield _complete(Found((begin,), outcome.kind, outcome.confidence, outcome.rests_on), setting, outcome)
            index += 1
            continue
        begin = _without_talk(Piece(line, sentence.start + outcome.start, sentence.end))
        last = index
        while last + 1 < len(sentences) and _continues(line, begin, sentences[last + 1], setting):
            last += 1
        span: Span = (Piece(line, begin.start, sentences[last].end if last > index else begin.end),)
        if span[0].text.rstrip().endswith(":"):
            span = (*span, *_announced(lines, position))
        content = None
        if _only_points(span_text(span)) and walk.proposal:
            content = " ".join(" ".join(walk.proposal).split())
        yield _complete(Found(span, outcome.kind, outcome.confidence, outcome.rests_on, content), setting, outcome)
        index = last + 1


def _without_talk(piece: Piece) -> Piece:
    """Leaves out what a sentence adds of the discussion ("… tarpeelliseksi ja keskustelussa korostettiin …")."""
    match = re.search(r"\s+(?:ja|sekä)\s+keskustelu(?:ssa|n\s+aikana)\b", piece.text)
    return Piece(piece.line, piece.start, piece.start + match.start()) if match else piece


def _only_talks(sentence: str) -> bool:
    """Whether a sentence says what an item is for: a passive of talking at its head and no time ahead."""
    first = re.match(r"\w+", sentence)
    if first is None or find_deadline(sentence, None) is not None:
        return False
    return any(form.lemma in vocabulary.TALKING for form in verb_forms(first.group()))


def _continues(line: Line, decision: Piece, following: Piece, setting: Setting) -> bool:
    """Whether a sentence carries the decision on: bold as the decision is (a secretary marks a decision so), or begun so."""
    if _REPEALS.match(following.text):
        return True
    if _decides(following.text, setting):
        return False
    if line.touches_bold(decision.start, decision.start + 10) and line.is_bold(following.start, following.end):
        return True
    return bool(_CONTINUES.match(following.text)) and not (
        line.touches_bold(decision.start, decision.start + 10) and following.text.lower().startswith("tarvittaessa")
    )


def _announced(lines: Sequence[Line], position: int) -> Iterator[Piece]:
    """The list items below a line that ends in a colon."""
    base = lines[position]
    for line in lines[position + 1 : position + 40]:
        deeper = base.block.kind != "list_item" or (line.block.level or 0) > (base.block.level or 0)
        if line.block.kind != "list_item" or not deeper or _marker(line):
            return
        yield whole(line)


# --- what belongs to a decision ------------------------------------------------------------------------------------------


def _complete(found: Found, setting: Setting, outcome: Outcome | None) -> Found:
    text = found.text
    due = find_due(text, setting.date, found.kind)
    responsible = outcome.doers if outcome and outcome.doers else find_responsible(found, setting)
    if found.content and not responsible:
        # What was decided stands in the proposal: so do its doers and its day.
        proposal = replace(found, span=(), kind="agreement")
        own = (setting.body or "").lower()
        responsible = tuple(name for name in _doers_in(found.content, proposal, setting) if not own or name.lower() not in own)
        due = due or find_due(found.content, setting.date, "agreement")
    return replace(found, due=due, responsible=responsible)


def find_due(text: str, date: datetime.date | None, kind: DecisionKind) -> Due | None:
    """By when a decision's words say it is to be done; an election's term and a note's day are no deadlines.

    >>> find_due("Virastot toimittavat tiedot viimeistään 10.1.2025.", datetime.date(2024, 12, 17), "agreement").date
    datetime.date(2025, 1, 10)
    """
    if kind in ("noted", "procedural", "election"):
        return None
    deadline = find_deadline(text, date)
    if deadline is None:
        return None
    if kind == "approval" and deadline.date is None:
        return None
    return Due(deadline.text, deadline.date, deadline.meeting is not None)


_ELECTED = re.compile(r"(?P<name>[A-ZÅÄÖ][\w-]+\s+[A-ZÅÄÖ][\w-]+(?:-[A-ZÅÄÖ][\w-]+)?)")


def find_responsible(found: Found, setting: Setting) -> tuple[str, ...]:
    """Who is to do it: the subjects of the promise, the persons elected, the body an assignment is given to."""
    text = found.text
    if found.kind == "noted":
        return ()
    if found.kind in ("election", "procedural") or re.search(r"\b(?:valittiin|valitsi|nimettiin|nimesi)\b", text):
        names = [_person_in_nominative(match["name"], setting) for match in _ELECTED.finditer(text)]
        return tuple(dict.fromkeys(name for name in names if name))
    if found.confidence == "high":
        given = re.search(
            r"\b(?:ohjeisti|ohjeistettiin|velvoitettiin|velvoitti|kehotettiin|kehotti|valtuutetaan|valtuutettiin)\s+(?P<who>[a-zåäö-]{4,})",
            text,
            re.I,
        )
        if given:
            base = next(
                (base for base in base_forms(given["who"]) if not verb_forms(base) or base == given["who"].lower()),
                given["who"],
            )
            return (base.lower(),)
    return _doers_in(text, found, setting)


_ASKED = re.compile(
    r"\b(?i:pyydetään|pyydettiin|pyysi|pyytää|kehotetaan|velvoitetaan)\s+(?P<who>[A-ZÅÄÖ][\w-]*(?::[a-zåäö]+)?(?:\s+(?:ja|sekä)\s+[A-ZÅÄÖ][\w-]*(?::[a-zåäö]+)?)*)"
)


def _doers_in(text: str, found: Found, setting: Setting) -> tuple[str, ...]:
    asked = _ASKED.search(text)
    if asked:
        return tuple(_without_ending(name, setting) for name in re.split(r"\s+(?:ja|sekä)\s+", asked["who"]))
    doers: list[str] = []
    for start, end in split_sentences(text):
        for clause_start in _clause_starts(text[start:end]):
            doers.extend(_doers_of(text[start + clause_start : end], setting))
    return tuple(dict.fromkeys(doers))


def _without_ending(name: str, setting: Setting) -> str:
    """An abbreviation or a name without its case ending ("MMM:ää" → "MMM")."""
    bare = name.split(":")[0]
    for organisation in setting.people.organisations:
        if bare.lower() == organisation.lower():
            return organisation
    known = next(
        (
            full
            for full in setting.people.names
            for word in full.split()
            if name.lower().startswith(word.lower()) and len(word) > 3
        ),
        None,
    )
    return known or bare


def _clause_starts(sentence: str) -> Iterator[int]:
    yield 0
    for match in re.finditer(
        r"(?:,\s*)?(?:että|att|that)\s+|[:;]\s+|,\s+(?:ja\s+)?|\.\s+|\bpohjalta\s+|\btoimeksiantoa\s+|\bettä\s+", sentence
    ):
        yield match.end()


_SUBJECTS = re.compile(
    r"^(?P<names>[A-ZÅÄÖ][\w:-]*(?:\s[A-ZÅÄÖ][\w-]+)?(?:(?:,\s|\s(?:ja|sekä|och|and)\s|/)[A-ZÅÄÖ][\w:-]*(?:\s[A-ZÅÄÖ][\w-]+)?){0,6})\s+(?:yhteistyössä\s+|yhdessä\s+)?(?P<verb>[a-zåäö]+)\b"
)


def _doers_of(clause: str, setting: Setting) -> Iterator[str]:
    match = _SUBJECTS.match(clause)
    if match and not all(_can_do(name, setting) for name in _names(match["names"])):
        match = None
    if (
        match
        and all(setting.people.person(name) or _is_organisation(name, setting) for name in _names(match["names"]))
        and not verb_forms(match["verb"])
    ):
        # Swedish or English: a known doer, and a verb that Voikko cannot know.
        yield from (setting.people.person(name) or name for name in _names(match["names"]))
        return
    if match:
        forms = [
            form
            for form in verb_forms(match["verb"])
            if form.mood in ("indicative", "conditional") and form.person == "3" and form.tense in ("present", None)
        ]
        if forms and (any(form.lemma != "olla" for form in forms) or "yhteydessä" in clause[:80]):
            for name in _names(match["names"]):
                known = setting.people.person(name)
                yield known or name
        return
    # "Kunnat, joissa …, selvittävät …", "arviointiryhmä arvioi …": a common noun in the nominative as the doer.
    match = re.match(
        r"^(?P<who>(?:kaikki|[A-ZÅÄÖa-zåäö-]+(?:ryhmä|t|virasto|toimisto|sihteeri|hallitus|lautakunta|tiimi)))(?P<relative>,\s+jo\w+[^,]*,)?\s+(?P<verb>[a-zåäö]+)\b",
        clause,
        re.I,
    )
    if match and any(
        form.lemma in vocabulary.DOING
        and form.person == "3"
        and form.tense == "present"
        and form.mood == "indicative"
        and not form.negative
        for form in verb_forms(match["verb"])
    ):
        who = match["who"]
        if who.lower() in ("kaikki",) or (not verb_forms(who) and _is_actor(who)):
            yield (who + (match["relative"] or "").rstrip(",")).strip()


def _names(text: str) -> list[str]:
    return [name for name in re.split(r",\s|\s(?:ja|sekä|och|and)\s|/", text) if name]


def _is_organisation(name: str, setting: Setting) -> bool:
    return any(name.lower() == organisation.lower() for organisation in setting.people.organisations)


def _can_do(name: str, setting: Setting) -> bool:
    """Whether a capitalised word at the head of a clause can be a doer: known, a name no dictionary has, or an office."""
    if setting.people.person(name) or _is_organisation(name, setting) or _is_actor(name):
        return True
    return not any(base == name.lower() for base in base_forms(name.lower())) and not verb_forms(name)


def _is_actor(word: str) -> bool:
    """Whether a common noun can be a doer: a body, an office or people ("jäsenet")."""
    return bool(
        re.search(
            r"(?:ryhmä|virasto|toimisto|sihteeri|hallitus|lautakunta|tiimi|jät|jäsenet|sijat|kunnat|virastot|ministeriöt|ryhmät|organisaatiot|tahot|osapuolet|koulut|omistajat)$",
            word,
            re.I,
        )
    )


def _person_in_nominative(name: str, setting: Setting) -> str | None:
    """An elected person's name in the nominative: as an attendee's, else with the endings of an object taken off."""
    if not looks_like_name(name):
        return None
    for known in setting.people.names:
        first, last = known.split()[0], known.split()[-1]
        words = name.split()
        if (
            len(words) >= 2
            and words[0].lower().startswith(first.lower()[:4])
            and words[-1].lower().startswith(last.lower()[: max(3, len(last) - 2)])
        ):
            return known
    words = name.split()
    last_bases = [base for base in base_forms(words[-1]) if base[:1].isupper() or base]
    if words[-1].endswith("n") and last_bases and last_bases[0].lower() != words[-1].lower():
        base = last_bases[0]
        return " ".join([*words[:-1], base[:1].upper() + base[1:]])
    return name


def _remarks(lines: Sequence[Line]) -> dict[str, str | None]:
    """A vote, a dissenting opinion and disqualifications told in an item, as written; each belongs to its decisions."""
    kept: dict[str, str | None] = {"votes": None, "dissent": None, "disqualified": None}
    for line in lines:
        for start, end in split_sentences(line.text):
            sentence = " ".join(line.text[start:end].split())
            for name, pattern in (
                ("votes", vocabulary.VOTE),
                ("dissent", vocabulary.DISSENT),
                ("disqualified", vocabulary.DISQUALIFIED),
            ):
                if kept[name] is None and pattern.search(sentence) and len(sentence) > 15:
                    kept[name] = sentence
    return kept


_TASK_HEAD = re.compile(
    r"^(?:toimenpide|tehtävä|kuvaus|asia|action|task|toimintopiste|päätös|sovittu|mitä|åtgärd|uppgift)", re.I
)
_DOER_HEAD = re.compile(r"^(?:vastuu|vastuuhenkilö|vastuutaho|kuka|tekijä|owner|responsible|ansvarig)", re.I)
_DUE_HEAD = re.compile(r"^(?:aikataulu|määräaika|milloin|deadline|dl|pvm|takaraja|due|tidtabell|tidsfrist)", re.I)


def find_rows(lines: Sequence[Line], setting: Setting) -> Iterator[Found]:
    """Rows of a table of agreed actions: one with a column for the task and a column for who is responsible."""
    columns: tuple[int, int, int | None] | None = None
    head = ""
    for line in lines:
        if line.block.kind != "table_row":
            if line.is_heading:
                columns = None
            continue
        cells = [cell.strip() for cell in line.block.cells]
        found = _columns(cells)
        if found:
            columns, head = found, cells[found[0]]
            continue
        if columns is None or max(index for index in columns if index is not None) >= len(cells):
            continue
        task, doer, due = columns
        if not cells[task] or _TEMPLATE.match(cells[task]):
            continue
        start = line.text.find(cells[task])
        span: Span = (Piece(line, start, start + len(cells[task])),)
        words = cells[due] if due is not None else ""
        deadline = find_deadline(words, setting.date) or find_deadline(f"viimeistään {words}", setting.date)
        yield Found(
            span,
            "assignment",
            "high",
            f"taulukko {head}",
            None,
            tuple(setting.people.person(name) or name for name in re.split(r"\s*(?:,|/|\bja\b|&)\s*", cells[doer]) if name),
            Due(words, deadline.date if deadline else None, bool(deadline and deadline.meeting)) if words else None,
        )


def _columns(cells: Sequence[str]) -> tuple[int, int, int | None] | None:
    task = next((index for index, cell in enumerate(cells) if _TASK_HEAD.match(cell)), None)
    doer = next((index for index, cell in enumerate(cells) if _DOER_HEAD.match(cell)), None)
    due = next((index for index, cell in enumerate(cells) if _DUE_HEAD.match(cell)), None)
    if task is None or doer is None or task == doer:
        return None
    return task, doer, due
