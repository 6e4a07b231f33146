"""Whether a sentence decides: a verb of deciding in the simple past, by lemma and form, and nothing that takes it back.

`VETOES` are the lookalikes, each a named rule: a perfect, an earlier meeting's decision, another body's, a condition. To add a
verb, add it to `vocabulary.DECIDING` (with what it `NEEDS` beside it) and its cases to tests/indexer/interpret/test_verbs.py.
Sources: Kuntalaki (410/2015) 107 §, Kotus "Virkakielen ohjeita: muistio ja pöytäkirja".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

from indexer.interpret import vocabulary
from indexer.interpret.decisions.found import Outcome
from kb.dates import find_dates
from kb.finnish import VerbForm, base_forms, verb_forms
from kb.model import Confidence, DecisionKind

_WORD = re.compile(r"[\wÅÄÖåäö§]+(?:[-–:’'.][\wÅÄÖåäö]+)*-?")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence and where it stands."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """Lower case."""
        return self.text.lower()


def words(sentence: str) -> tuple[Token, ...]:
    """The words of a sentence."""
    return tuple(Token(match.group(), match.start(), match.end()) for match in _WORD.finditer(sentence))


@lru_cache(maxsize=20_000)
def _forms(word: str) -> tuple[VerbForm, ...]:
    return verb_forms(word.lower())


@lru_cache(maxsize=20_000)
def _bases(word: str) -> tuple[str, ...]:
    return tuple(base.lower() for base in base_forms(word))


def is_body(word: str) -> bool:
    """Whether a word (in any case) names a deciding body: its base form ends in the name of one.

    >>> is_body("Ohjausryhmä"), is_body("lautakunnan"), is_body("selvitys")
    (True, True, False)
    """
    return any(base.endswith(vocabulary.BODY_HEADS) for base in (word.lower(), *_bases(word)))


# --- verbs of deciding -----------------------------------------------------------------------------------------------

Voice = Literal["passive", "active"]


@dataclass(frozen=True, slots=True)
class _Decider:
    at: int
    lemma: str
    voice: Voice
    negative: bool


def _deciders(tokens: Sequence[Token]) -> Iterator[_Decider]:
    """Verbs of deciding in the past, simple tense only: a perfect tells of something decided before."""
    for at, token in enumerate(tokens):
        if token.lower.endswith(("ko", "kö")):
            # "Päätettiinkö väristä" asks.
            continue
        for form in _forms(token.text):
            if form.lemma not in vocabulary.DECIDING:
                continue
            if form.mood == "indicative" and form.tense == "past" and not form.negative:
                # "Sovimme", "totesimme": the meeting speaking of itself decides as the passive does.
                we = form.person == "1" and form.number == "plural"
                yield _Decider(at, form.lemma, "passive" if form.voice == "passive" or we else "active", False)
                break
            if form.participle == "past_passive" and form.case == "nimento" and _denied(tokens, at):
                yield _Decider(at, form.lemma, "passive", True)
                break
            if form.participle == "past_active" and form.case == "nimento" and _denied(tokens, at):
                yield _Decider(at, form.lemma, "active", True)
                break


def _denied(tokens: Sequence[Token], at: int) -> bool:
    """Whether "ei" stands before, with nothing but small words between."""
    before = [token.lower for token in tokens[max(0, at - 4) : at]]
    if any(word in ("ole", "ollut", "olla") for word in before):
        return False
    return any(word in ("ei", "eivät", "eikä") for word in before)


_EARLIER = re.compile(
    r"\bedellise(?:ssä|llä)\s+\w*(?:kokou|kerra|palaver|tapaami|ohjausryhm|istun)|\b(?:edellisellä\s+kerralla|viime\s+(?:kokou|kerra|palaver)\w*)|\baiemmin\b|\baikaisemmin\b|\bjo\s+(?:aiemmin|aikaisemmin|viime|ennen)|\baiemmassa\b|\bvuonna\s+(?:19|20)\d\d\b|\bviime\s+vuon|"
    r"\b(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuun\s+(?:\d{4}\s+)?(?:kokouksessa|ohryssa|ohjausryhmässä)|\bkuten\b[^,]{0,60}$|\bniin\s+kuin\b|\bvid\s+föregående\b|\btidigare\b|\bpreviously\b|\bearlier\b|\bat\s+the\s+(?:last|previous)\b",
    re.I,
)
_HYPOTHETICAL = re.compile(
    r"\b(?:jos|mikäli|ellei|jollei|ennen\s+kuin|kunnes|om|if|unless|mitä|mitkä|miten|kuinka|onko)\s+(?:\w+\s+){0,4}$", re.I
)
# "Osa hylättiin, muut otetaan kevään työlistalle": what is decided is not turned down as a whole.
_SOME = re.compile(r"\b(?:osa|osan|osittain|muutama|jotkin)\b[^.;]*$", re.I)
_SPEAKER = re.compile(r"^[A-ZÅÄÖ][\w-]+(?:\s+[A-ZÅÄÖ][\w-]+)?$")


@dataclass(frozen=True, slots=True)
class _Case:
    """A verb of deciding in its sentence: `before` and `after` it, the `clause` it ends, and whose meeting of which day it is."""

    sentence: str
    tokens: Sequence[Token]
    decider: _Decider
    before: str
    after: str
    clause: str
    day: str | None
    own_body: str | None

    @property
    def verb(self) -> Token:
        return self.tokens[self.decider.at]

    @property
    def says_that(self) -> bool:
        """Whether "että" follows: what was decided comes as a clause."""
        return re.match(r"^\s*,?\s*että\b", self.after) is not None


def decide(sentence: str, *, date_of_meeting: str | None, own_body: str | None) -> Outcome | None:
    """The outcome a sentence states with a verb of deciding, or None.

    Passive past ("Sovittiin, että…"), or the body as subject ("Ohjausryhmä hyväksyi…"). Not: a perfect ("on sovittu"),
    a present ("päätetään tammikuussa"), a condition, what an earlier meeting or another body decided, a person stating.

    >>> decide("Sovittiin, että virastot tekevät yhteisen arvion.", date_of_meeting=None, own_body=None).kind
    'agreement'
    >>> decide("Kehittämisryhmä on sopinut käytännöistä.", date_of_meeting=None, own_body="Ohjausryhmä") is None
    True
    >>> decide("Seuraava aikataulu päätetään tammikuussa.", date_of_meeting=None, own_body=None) is None
    True
    """
    tokens = words(sentence)
    first: Outcome | None = None
    for decider in _deciders(tokens):
        outcome = _judge(_case(sentence, tokens, decider, date_of_meeting, own_body))
        if outcome and (first is None or (first.kind == "noted" and outcome.kind in ("approval", "decision"))):
            # "Todettiin läsnä olevat ja vahvistettiin ääniluettelo": the deed, where a remark is coordinated with it.
            first = outcome if first is None else replace(outcome, start=first.start)
    return first or _other_language(sentence)


def _case(sentence: str, tokens: Sequence[Token], decider: _Decider, day: str | None, own_body: str | None) -> _Case:
    verb = tokens[decider.at]
    before = sentence[: verb.start]
    return _Case(sentence, tokens, decider, before, sentence[verb.end :], _clause_before(before), day, own_body)


def _judge(case: _Case) -> Outcome | None:
    kind = _kind(case)
    if kind is None or any(veto(case) for veto in VETOES.values()):
        return None
    return _passive(case, kind) if case.decider.voice == "passive" else _active(case, kind)


def _kind(case: _Case) -> DecisionKind | None:
    """The kind that the verb gives here; None where it decides nothing ("Aikaa ei vielä sovittu")."""
    kind = vocabulary.DECIDING[case.decider.lemma]
    if kind == "rejected" and _SOME.search(case.before):
        return "decision"
    if not case.decider.negative:
        if case.decider.lemma in ("päättää", "sopia"):
            return _decided_to(case.tokens[case.decider.at + 1 :], case.sentence) or kind
        return kind
    if kind in ("agreement", "decision", "postponed", "election") or case.decider.lemma == "todeta":
        return None
    return "rejected" if kind == "approval" else kind


# --- lookalikes ------------------------------------------------------------------------------------------------------


def _in_brackets(case: _Case) -> bool:
    return case.before.count("(") > case.before.count(")")


def _lacks_what(case: _Case) -> bool:
    """ "Merkittiin", "annettiin" and such decide only beside certain words."""
    needed = vocabulary.NEEDS.get(case.decider.lemma)
    return needed is not None and not needed.search(case.after[:160]) and not needed.search(case.clause)


def _is_hypothetical(case: _Case) -> bool:
    return _HYPOTHETICAL.search(case.clause[-_NEAR:] + " ") is not None


def _tells_of_earlier(case: _Case) -> bool:
    return _EARLIER.search(case.before[-_NEAR:]) is not None


def _ends_the_meeting(case: _Case) -> bool:
    """ "Puheenjohtaja päätti kokouksen", "Kokous päätettiin klo 11"."""
    if case.decider.lemma not in ("päättää", "avata"):
        return False
    if re.search(r"^\s*(?:kokouks|kokous|tilaisuu|palaver|klo|kello)", case.after, re.I):
        return True
    return (
        case.decider.lemma == "päättää"
        and re.search(r"(?:kokous|tilaisuus|palaveri)\s*$", case.before, re.I) is not None
        and re.match(r"^\s*(?:klo|kello|\d|\.|$)", case.after) is not None
    )


def _in_other_year(case: _Case) -> bool:
    """Whether a meeting of another year is named before the verb ("Vuosikokouksessa 2023 annettiin…", "sitä ennen 1994")."""
    year = case.day[:4] if case.day else None
    return any(year is None or match.group(1) < year for match in _YEAR_OF_MEETING.finditer(case.before))


def _has_auxiliary(case: _Case) -> bool:
    """Whether a form of "olla" before makes it a perfect; only "ei … hyväksytty" is a simple past in the participle."""
    at = case.decider.at
    if case.decider.negative:
        return any(token.lower in ("ole", "ollut") for token in case.tokens[max(0, at - 4) : at])
    previous = case.tokens[at - 1].lower if at else ""
    return previous in ("on", "oli", "ovat", "olivat", "ole", "ollut", "lienee", "olisi")


def _on_earlier_day(case: _Case) -> bool:
    """Whether the clause dates the deciding to another day ("kokouksessa 12.3.2024 sovittiin", "sovittiin 12.3.")."""
    if case.day is None:
        return False
    for mention in find_dates(case.clause):
        if str(mention.first) != case.day and _MEETING_OF_DAY.search(case.clause):
            return str(mention.first) < case.day
    return bool(re.match(r"^\s*(?:kokouksessa|palaverissa|ohryssa|ohjausryhmässä)\s+\d", case.after))


# How far before a verb of deciding the words that take it back may stand.
_NEAR: Final = 400
_YEAR_OF_MEETING: Final = re.compile(
    r"(?:kokouksessa|palaverissa|istunnossa|ennen|vuonna|vuoden)\s+(?:\d{1,2}\.\d{1,2}\.)?((?:19|20)\d\d)\b"
)
_MEETING_OF_DAY: Final = re.compile(r"(?:kokouksessa|palaverissa|tapaamisessa|ohryssa|ohjausryhmässä|§)", re.I)

VETOES: Final[dict[str, Callable[[_Case], bool]]] = {
    "in brackets": _in_brackets,
    "a perfect": _has_auxiliary,
    "without what it needs": _lacks_what,
    "of another year": _in_other_year,
    "of an earlier meeting": _tells_of_earlier,
    "a condition": _is_hypothetical,
    "of an earlier day": _on_earlier_day,
    "the end of the meeting": _ends_the_meeting,
}


# --- who decided -----------------------------------------------------------------------------------------------------

_RELATIVE: Final = re.compile(
    r"(?:^|,\s*)(?:jo(?:ka|nka|ta|hon|ssa|sta|ihin|issa|ista|ille|illa|ita|iden|tka|lla|lle)|mi(?:kä|tä|nkä)|missä)\b[^,]*$",
    re.I,
)


def _passive(case: _Case, kind: DecisionKind) -> Outcome | None:
    """The meeting's own passive ("Sovittiin, että…"), unless other words of the sentence say who decided."""
    relative = _RELATIVE.search(case.before) is not None
    if relative and not (case.decider.lemma in ("todeta", "sopia", "päättää") and case.says_that):
        return None
    if re.search(r"\b(?:on|oli|olivat|ovat|olisi)\s*$", case.clause.strip(), re.I):
        return None
    if _elsewhere(case.tokens, case.decider.at, case.own_body) or _supported_in_talk(case):
        return None
    confidence: Confidence = "high"
    if kind == "noted" and case.decider.lemma == "todeta" and re.search(r"\bkeskustelu", case.before, re.I):
        confidence = "medium"
    denied = "ei " if case.decider.negative else ""
    return Outcome(kind, confidence, denied + _rests(case), case.verb.start if relative else 0)


def _supported_in_talk(case: _Case) -> bool:
    return case.decider.lemma in ("kannattaa", "puoltaa") and bool(
        re.search(r"\b(?:keskustelu|puheenvuoro)", case.before, re.I)
    )


def _rests(case: _Case) -> str:
    """The words that decide, with those that the verb needs."""
    if case.decider.lemma == "merkitä":
        return f"{case.verb.text} tiedoksi"
    if case.decider.lemma == "jättää" and "pöydälle" in case.sentence:
        return f"{case.verb.text} pöydälle"
    return case.verb.text + (", että" if case.says_that else "")


def _active(case: _Case, kind: DecisionKind) -> Outcome | None:
    """The body as the subject ("Lautakunta hyväksyi…")."""
    subject = _subject_body(case.tokens, case.decider.at)
    if subject is None:
        return None
    body_at, name = subject
    if name.lower() != "puheenjohtaja" and not _is_own(case.tokens, body_at, case.own_body):
        return None
    that = ", että" if case.says_that else ""
    return Outcome(kind, "high", f"{name} {'ei ' if case.decider.negative else ''}{case.verb.text}{that}", 0)


def _elsewhere(tokens: Sequence[Token], verb: int, own_body: str | None) -> bool:
    """Whether another body decided that: "kehittämisryhmässä sovittiin", "kaupunginhallituksen kokouksessa päätettiin"."""
    for at, token in enumerate(tokens[:verb]):
        if not token.lower.endswith(("ssa", "ssä")) or not is_body(token.lower):
            continue
        if any(base in ("kokous", "palaveri") for base in _bases(token.text)):
            if at and is_body(tokens[at - 1].lower) and not _is_own(tokens, at - 1, own_body):
                return True
        elif own_body is None or not _is_own(tokens, at, own_body):
            return not set(_bases(token.text)) & {"ryhmä", "yhtiökokous"}
    return False


def _subject_body(tokens: Sequence[Token], verb: int) -> tuple[int, str] | None:
    """The body that is the verb's subject: the nearest nominative before it, over objects of an earlier verb
    ("Lautakunta kuuli johtajaa ja hyväksyi…"); the chair stating the quorum counts as the meeting."""
    for at in range(verb - 1, -1, -1):
        token = tokens[at]
        lower = token.lower
        if lower == "puheenjohtaja" and at == verb - 1 and tokens[verb].lower == "totesi":
            rest = " ".join(t.lower for t in tokens[verb + 1 :])
            return (at, token.text) if re.search(r"lailli|päätösvalt", rest) else None
        if is_body(lower) and _is_nominative(lower):
            return at, token.text
        if _SPEAKER.match(token.text) and at == verb - 1 and at > 0 and not is_body(lower) and not _bases(token.text):
            return None
    return None


def _is_nominative(word: str) -> bool:
    return any(base == word for base in _bases(word)) or word.endswith(vocabulary.BODY_HEADS)


def _is_own(tokens: Sequence[Token], at: int, own_body: str | None) -> bool:
    """Whether a body in a sentence is the one that meets: the same head word, or a general one ("kokous", "ryhmä")."""
    if own_body is None:
        return not _has_two_owners(tokens, at)
    mine = {base for word in own_body.lower().split() for base in (word, *_bases(word))}
    name = tokens[at].lower
    names = {name, *_bases(name)}
    if names & mine:
        return not (set(vocabulary.BODY_HEADS) & names and _other_owner(tokens, at, mine))
    for short, full in _ABBREVIATED.items():
        if names & {short, full}:
            return any(word.endswith((short, full)) for word in mine)
    if names & {"kokous", "ryhmä", "palaveri", "yhtiökokous"}:
        return True
    return not _other_owner(tokens, at, mine) and _is_short_for(name, names, mine)


def _has_two_owners(tokens: Sequence[Token], at: int) -> bool:
    """ "Luotsin ja Kirkkaan kehittämisryhmä": a group of two owners is not simply "the group"."""
    owner = tokens[at - 1].text if at > 1 else ""
    return owner[:1].isupper() and owner.endswith("n") and tokens[at - 2].lower in ("ja", "sekä")


def _is_short_for(name: str, names: set[str], mine: set[str]) -> bool:
    """Whether a body's name is the head of the own body's name ("lautakunta" of "sivistyslautakunta")."""
    heads = tuple(head for head in vocabulary.BODY_HEADS if any(word.endswith(head) for word in mine))
    if any(head in names for head in heads):
        return True
    return bool(heads) and name.endswith(heads) and any(word.endswith(name) for word in mine)


# Bodies that minutes call by a short word of their own.
_ABBREVIATED = {"ohry": "ohjausryhmä", "jory": "johtoryhmä"}


def _other_owner(tokens: Sequence[Token], at: int, mine: set[str]) -> bool:
    """Whether the word before a body makes it another one: "Tekninen lautakunta", "Kuntaliiton hallitus"."""
    if at == 0 or not tokens[at - 1].text[:1].isupper():
        return False
    owner = tokens[at - 1]
    if {owner.lower, *_bases(owner.text)} & mine:
        return False
    adjective = owner.lower.endswith("nen") and not _forms(owner.text)
    return adjective or (owner.lower.endswith("n") and any(base[:1].isupper() for base in base_forms(owner.text)))


def _decided_to(following: Sequence[Token], sentence: str) -> DecisionKind | None:
    """The kind of what was decided to be done ("päätettiin hylätä", "päätti jättää pöydälle"): of the first infinitive, where
    the clause has no verb of its own; None for other verbs."""
    for token in following[:12]:
        if token.lower == "että":
            return None
        for form in _forms(token.text):
            if form.mood != "A-infinitive":
                continue
            if form.lemma not in vocabulary.DECIDING:
                return None
            if form.lemma == "siirtää" and re.search(r"\b\w+:?lle\b", sentence[token.end :]):
                # A task moves to somebody, not a matter to a later day.
                return None
            needed = vocabulary.NEEDS.get(form.lemma)
            if needed is None or needed.search(sentence[token.start :]):
                kind = vocabulary.DECIDING[form.lemma]
                return kind if kind in ("rejected", "postponed", "approval", "election", "noted") else None
            return None
    return None


def _clause_before(before: str) -> str:
    """The words of the verb's own clause before it: after the last comma, semicolon, colon or dash."""
    return re.split(r"[,;:]|\s[–-]\s", before)[-1]


def _other_language(sentence: str) -> Outcome | None:
    small = sentence.lower()
    for language, signs in ((vocabulary.SWEDISH, vocabulary.SWEDISH_SIGNS), (vocabulary.ENGLISH, vocabulary.ENGLISH_SIGNS)):
        for pattern, kind in language if any(sign in small for sign in signs) else ():
            match = pattern.search(sentence)
            if not match or _EARLIER.search(sentence[: match.start()]):
                continue
            if re.search(r"\b(?:har|hade|has|have|had)\s+(?:\w+\s+){0,2}$", sentence[: match.start()], re.I):
                continue
            if re.search(
                r"\b(?:if|om|unless|whether|should|ska|skulle|kommer att)\s+(?:\w+\s+){0,4}$", sentence[: match.start()], re.I
            ):
                continue
            denied = re.search(r"\binte\b|\bnot\b", sentence[match.start() : match.end() + 8])
            return Outcome("rejected" if denied and kind == "approval" else kind, "high", match.group())
    return None
