"""The promises inside a decision of several sentences, or inside the proposal that it accepts: each with its own doer and day.

"Päätös: Aino selvittää luvat. Tuuli tilaa opasteet 3.5. mennessä." is one decision and two promises. The decision stays whole;
each promising sentence follows it as an outcome of low confidence, which no list of decisions repeats.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from indexer.interpret import vocabulary
from indexer.interpret.decisions.clues import Said, clues
from indexer.interpret.decisions.deadlines import find_due, find_time
from indexer.interpret.decisions.details import NOTHING_TO_DO, weigh
from indexer.interpret.decisions.forms import only_tells
from indexer.interpret.decisions.found import Found, Setting
from indexer.interpret.decisions.oblique import named_at_head
from indexer.interpret.decisions.pieces import sentence_pieces
from indexer.interpret.decisions.promises import KNOWN, kind_of, likelihood, tells_of_past, unmarked
from indexer.interpret.decisions.responsible import responsible_in
from indexer.interpret.decisions.verbs import decide
from indexer.interpret.lines import Piece
from kb.results import SHOWN

# What a promise inside a decision rests on begins so.
PART: Final = "osana päätöstä"
# More sentences than this are no decision but a report that one accepts.
_MOST: Final = 40
_PLACE: Final = frozenset(("marked",))
# What tells how it is always done is a term of the decision.
_TERMS: Final = frozenset(("policy", "habit"))


def with_parts(found: Found, setting: Setting) -> Iterator[Found]:
    """The decision, then its promises where there are several, or where they stand in a proposal that it accepts."""
    least = 1 if found.accepted else 2
    pieces = _sentences(found) if found.kind not in NOTHING_TO_DO else []
    promised = []
    if least <= len(pieces) <= _MOST:
        known = zip(pieces, ((), *(named_at_head(piece.text, setting) for piece in pieces)), strict=False)
        promised = [part for piece, before in known if (part := _promise(piece, found, replace(setting, before=before)))]
    is_split = len(promised) >= least and not _tells_alone(found, promised) and any(map(_is_shown, promised))
    yield replace(found, in_parts=is_split)
    if is_split:
        yield from promised


def _tells_alone(found: Found, promised: list[Found]) -> bool:
    """Whether an acceptance itself tells the one promise there is, with both its doer and its day."""
    return len(promised) == 1 and bool(found.responsible and found.due)


def _is_shown(part: Found) -> bool:
    return (part.promise or 0) >= SHOWN


def _sentences(found: Found) -> list[Piece]:
    if found.accepted:
        return [_without_lead(part) for piece in found.accepted for part in sentence_pieces(piece)]
    return [part for piece in found.span for part in sentence_pieces(piece)]


def _promise(piece: Piece, whole: Found, setting: Setting) -> Found | None:
    """What a sentence of a decision promises by itself; None where it is not likely to promise anything."""
    text = piece.text
    one = weigh(text, setting, _PLACE)
    likely = likelihood(one)
    if likely < KNOWN or text.endswith("?") or tells_of_past(one) or _is_own_act(one, setting):
        return None
    outcome = decide(text, date_of_meeting=setting.day, own_body=setting.body) or unmarked(text, setting, terse=True)
    kind = outcome.kind if outcome else kind_of(one)
    if kind in NOTHING_TO_DO:
        return None
    likely = max(likely, _least(one, whole))
    doers = responsible_in(text, setting, decided=True) or (outcome.doers if outcome else ())
    due = find_due(text, setting.date, kind) or find_time(text, setting.date)
    part = Found((piece,), kind, "low", f"{PART}: {whole.rests_on}", responsible=doers, due=due, promise=likely)
    return replace(part, subject=whole.subject) if not whole.accepted or _is_work(part, one) else None


def _least(one: Said, whole: Found) -> float:
    """How likely a sentence is at least because it stands among what was decided."""
    told = frozenset(clues(one))
    is_term = bool(told & _TERMS) or only_tells(one, told)
    return SHOWN if whole.confidence == "high" and not whole.accepted and not is_term else 0.0


def _is_work(part: Found, one: Said) -> bool:
    """Whether a sentence of a proposal gives work; the others are its terms and reasons."""
    return bool(part.responsible or part.due) or "passive of work" in clues(one)


def _is_own_act(one: Said, setting: Setting) -> bool:
    """Whether a sentence only tells what the body itself decides by it ("Lautakunta hyväksyy …", "… palauttaa asian")."""
    own = (setting.body or "").lower()
    if not one.doers or any(name.lower() not in own for name in one.doers):
        return False
    verbs = {form.lemma for forms in one.forms for form in forms if (form.person, form.tense, form.mood) == _SAYS_NOW}
    return bool(verbs) and verbs <= vocabulary.DECIDING.keys()


_SAYS_NOW: Final = ("3", "present", "indicative")


def _without_lead(piece: Piece) -> Piece:
    """A proposal's sentence without who proposes it ("Hallitus esittää, että …")."""
    lead = vocabulary.PROPOSES.match(piece.text)
    return Piece(piece.line, piece.start + lead.end(), piece.end) if lead else piece
