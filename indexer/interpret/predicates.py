"""What a sentence does: decides, reports somebody else's decision, promises, tells. One small rule for each.

Verbs are recognised by lemma and form through Voikko, never by spelling. A rule looks at one sentence and the meeting's
own body; zones, headings and neighbours are `decisions`' business.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from indexer.interpret import vocabulary
from indexer.interpret.people import People
from kb.dates import find_dates, find_deadline
from kb.finnish import VerbForm, base_forms, readings, verb_forms
from kb.model import Confidence, DecisionKind

_ANY_DAY = datetime.date(2000, 1, 1)
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


@dataclass(frozen=True, slots=True)
class Outcome:
    """That a sentence is an outcome: its kind, how sure that is, the words it rests on, and where it begins in the sentence."""

    kind: DecisionKind
    confidence: Confidence
    rests_on: str
    start: int = 0
    doers: tuple[str, ...] = ()


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
    r"\bedellise(?:ssä|llä)\s+\w*(?:kokou|kerra|palaver|tapaami|ohjausryhm|istun)|\b(?:edellisellä\s+kerralla|viime\s+(?:kokou|kerra|palaver)\w*)|\baiemmin\b|\baikaisemmin\b|\bjo\s+(?:aiemmin|aikaisemmin|viime|ennen)|\baiemmassa\b|\bvuonna\s+(?:19|20)\d\d\b|\bviime\s+vuon|\btammikuun kokouksessa sovitun|"
    r"\b(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuun\s+(?:\d{4}\s+)?(?:kokouksessa|ohryssa|ohjausryhmässä)|\bkuten\b[^,]{0,60}$|\bniin\s+kuin\b|\bvid\s+föregående\b|\btidigare\b|\bpreviously\b|\bearlier\b|\bat\s+the\s+(?:last|previous)\b",
    re.I,
)
_HYPOTHETICAL = re.compile(
    r"\b(?:jos|mikäli|ellei|jollei|ennen\s+kuin|kunnes|om|if|unless|mitä|mitkä|miten|kuinka|onko)\s+(?:\w+\s+){0,4}$", re.I
)
_SPEAKER = re.compile(r"^[A-ZÅÄÖ][\w-]+(?:\s+[A-ZÅÄÖ][\w-]+)?$")


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
    year = date_of_meeting[:4] if date_of_meeting else None
    first: Outcome | None = None
    for decider in _deciders(tokens):
        outcome = _judge(sentence, tokens, decider, date_of_meeting, own_body, year)
        if outcome and (first is None or (first.kind == "noted" and outcome.kind in ("approval", "decision"))):
            # "Todettiin läsnä olevat ja vahvistettiin ääniluettelo": the deed, where a remark is coordinated with it.
            first = outcome if first is None else replace(outcome, start=first.start)
    return first or _other_language(sentence)


def _judge(
    sentence: str,
    tokens: Sequence[Token],
    decider: _Decider,
    date_of_meeting: str | None,
    own_body: str | None,
    year: str | None,
) -> Outcome | None:
    verb = tokens[decider.at]
    before, after = sentence[: verb.start], sentence[verb.end :]
    clause = _clause_before(before)
    if before.count("(") > before.count(")"):
        return None
    if _has_auxiliary(tokens, decider) or not _says_what(decider.lemma, clause, after):
        return None
    if (
        _in_other_year(before, year)
        or _EARLIER.search(before)
        or _HYPOTHETICAL.search(clause + " ")
        or _is_earlier_date(clause, after, date_of_meeting)
    ):
        return None
    if decider.lemma in ("päättää", "avata") and re.search(r"^\s*(?:kokouks|kokous|tilaisuu|palaver|klo|kello)", after, re.I):
        return None
    if (
        decider.lemma == "päättää"
        and re.search(r"(?:kokous|tilaisuus|palaveri)\s*$", before, re.I)
        and re.match(r"^\s*(?:klo|kello|\d|\.|$)", after)
    ):
        return None
    kind = vocabulary.DECIDING[decider.lemma]
    if decider.lemma in ("päättää", "sopia") and not decider.negative:
        kind = _decided_to(tokens[decider.at + 1 :], sentence) or kind
    if decider.negative and kind in ("agreement", "decision", "postponed", "election"):
        # "Aikaa ei vielä sovittu": nothing was decided.
        return None
    if decider.negative:
        kind = "rejected" if kind == "approval" else kind
    if kind == "noted" and decider.lemma == "todeta" and decider.negative:
        return None
    if decider.voice == "passive":
        return _passive(sentence, tokens, decider, kind, before, clause, own_body)
    return _active(sentence, tokens, decider, kind, clause, own_body)


def _passive(
    sentence: str,
    tokens: Sequence[Token],
    decider: _Decider,
    kind: DecisionKind,
    before: str,
    clause: str,
    own_body: str | None,
) -> Outcome | None:
    verb = tokens[decider.at]
    if re.search(r"\b(?:on|oli|olivat|ovat|olisi)\s*$", clause.strip(), re.I):
        return None
    if _elsewhere(tokens, decider.at, own_body):
        return None
    relative = re.search(
        r"(?:^|,\s*)(?:jo(?:ka|nka|ta|hon|ssa|sta|ihin|issa|ista|ille|illa|ita|iden|tka|lla|lle)|mi(?:kä|tä|nkä)|missä)\b[^,]*$",
        before,
        re.I,
    )
    if relative and not (
        decider.lemma in ("todeta", "sopia", "päättää") and re.match(r"^\s*,?\s*että\b", sentence[verb.end :])
    ):
        return None
    if decider.lemma in ("kannattaa", "puoltaa") and re.search(r"\b(?:keskustelu|puheenvuoro)", before, re.I):
        return None
    rests = verb.text + (", että" if re.match(r"^\s*,?\s*että\b", sentence[verb.end :]) else "")
    if decider.lemma == "merkitä":
        rests = f"{verb.text} tiedoksi"
    if decider.lemma == "jättää" and "pöydälle" in sentence:
        rests = f"{verb.text} pöydälle"
    confidence: Confidence = "high"
    if kind == "noted" and decider.lemma == "todeta" and re.search(r"\bkeskustelu", before, re.I):
        confidence = "medium"
    start = 0
    if relative:
        start = verb.start
    return Outcome(kind, confidence, ("ei " if decider.negative else "") + rests, start)


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


def _active(
    sentence: str, tokens: Sequence[Token], decider: _Decider, kind: DecisionKind, clause: str, own_body: str | None
) -> Outcome | None:
    subject = _subject_body(tokens, decider.at)
    if subject is None:
        return None
    body_at, name = subject
    if name.lower() != "puheenjohtaja" and not _is_own(tokens, body_at, own_body):
        return None
    verb = tokens[decider.at]
    that = ", että" if re.match(r"^\s*,?\s*että\b", sentence[verb.end :]) else ""
    return Outcome(kind, "high", f"{name} {'ei ' if decider.negative else ''}{verb.text}{that}", 0)


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
    if (
        at > 0
        and re.search(r"(?:n|:n)$", tokens[at - 1].text)
        and own_body is None
        and tokens[at - 1].text[:1].isupper()
        and at - 1 > 0
    ):
        # "UM:n ja Migrin kehittämisryhmä": two owners' group is not simply "the group".
        return tokens[at - 2].lower not in ("ja", "sekä")
    if own_body is None:
        return True
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
    if _other_owner(tokens, at, mine):
        return False
    heads = tuple(head for head in vocabulary.BODY_HEADS if any(word.endswith(head) for word in mine))
    return any(head in names for head in heads) or bool(
        heads and name.endswith(heads) and any(word.endswith(name) for word in mine)
    )


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


def _in_other_year(before: str, year: str | None) -> bool:
    """Whether a meeting of another year is named before the verb ("Vuosikokouksessa 2023 annettiin…", "sitä ennen 1994")."""
    for match in re.finditer(
        r"(?:kokouksessa|palaverissa|istunnossa|ennen|vuonna|vuoden)\s+(?:\d{1,2}\.\d{1,2}\.)?((?:19|20)\d\d)\b", before
    ):
        if year is None or match.group(1) < year:
            return True
    return False


def _clause_before(before: str) -> str:
    """The words of the verb's own clause before it: after the last comma, semicolon, colon or dash."""
    return re.split(r"[,;:]|\s[–-]\s", before)[-1]


def _has_auxiliary(tokens: Sequence[Token], decider: _Decider) -> bool:
    """Whether a form of "olla" before makes it a perfect; only "ei … hyväksytty" is a simple past in the participle."""
    if decider.negative:
        return any(token.lower in ("ole", "ollut") for token in tokens[max(0, decider.at - 4) : decider.at])
    previous = tokens[decider.at - 1].lower if decider.at else ""
    return previous in ("on", "oli", "ovat", "olivat", "ole", "ollut", "lienee", "olisi")


def _says_what(lemma: str, clause: str, after: str) -> bool:
    needed = vocabulary.NEEDS.get(lemma)
    if needed is None:
        return True
    return bool(needed.search(after[:160]) or needed.search(clause))


def _is_earlier_date(clause: str, after: str, date_of_meeting: str | None) -> bool:
    """Whether the clause dates the deciding to another day ("kokouksessa 12.3.2024 sovittiin", "sovittiin 12.3.")."""
    if date_of_meeting is None:
        return False
    for mention in find_dates(clause):
        if str(mention.first) != date_of_meeting and re.search(
            r"(?:kokouksessa|palaverissa|tapaamisessa|ohryssa|ohjausryhmässä|§)", clause, re.I
        ):
            return str(mention.first) < date_of_meeting
    return bool(re.match(r"^\s*(?:kokouksessa|palaverissa|ohryssa|ohjausryhmässä)\s+\d", after))


def _other_language(sentence: str) -> Outcome | None:
    for language in (vocabulary.SWEDISH, vocabulary.ENGLISH):
        for pattern, kind in language:
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


# --- outcomes and promises without a marker ----------------------------------------------------------------------------

_LEAD_IN = re.compile(
    r"^(?:(?:lisäksi|samalla|sen\s+jälkeen|tämän\s+jälkeen|jatkossa|toistaiseksi|toisaalta|kuitenkin|ensin|näin|siis|vielä|osana\s+toimeksiantoa)\s+)+",
    re.I,
)
_OBLIGATION = re.compile(r"\b(?:tulee|tulisi|pitää|pitäisi|täytyy|on|olisi)\b", re.I)


def promise(sentence: str, people: People, *, terse: bool, own_body: str | None = None) -> Outcome | None:
    """An outcome that no marker or verb of deciding shows: a present passive that heads its sentence ("Otetaan käyttöön…"),
    or somebody known who does something ("Anneli hoitaa tiedotuksen"). Always an assignment or decision of low confidence.

    `terse` tells that the minutes are short notes rather than running prose: there a passive at the head is an outcome.
    """
    if sentence.rstrip().endswith("?"):
        return None
    arrow = re.search(r"(?:->|=>|→)\s*", sentence)
    if arrow:
        after = sentence[arrow.end() :]
        found = _doer(after, people, own_body) or _heading_passive(after[:1].upper() + after[1:])
        if found:
            return Outcome(
                "assignment" if found.doers else found.kind, "low", "->", 0 if found.doers else arrow.end(), found.doers
            )
    return (
        _doer(sentence, people, own_body)
        or _obligation(sentence)
        or (_heading_passive(sentence) if terse else None)
        or _elliptical(sentence)
    )


def _heading_passive(sentence: str) -> Outcome | None:
    lead = _LEAD_IN.match(sentence)
    tokens = words(sentence[lead.end() :] if lead else sentence)
    if not tokens:
        return None
    first = tokens[0]
    negative = first.lower == "ei" and len(tokens) > 1
    if first.text[:1].islower() and not lead:
        return None
    forms = _forms(tokens[1].text if negative else first.text)
    for form in forms:
        if (
            form.voice != "passive"
            or form.mood != "indicative"
            or form.tense not in ("present", None)
            or form.negative != negative
        ):
            continue
        if form.lemma in vocabulary.TELLING:
            return None
        if re.match(r"^\w*nen\b", first.text):
            return None
        verb = f"{first.text} {tokens[1].text}" if negative else first.text
        if form.lemma in ("siirtää", "lykätä", "jättää", "palauttaa") and vocabulary.NEEDS[form.lemma].search(sentence):
            return Outcome("postponed", "low", verb)
        # Work that is not to be done is no assignment.
        return Outcome("decision" if negative else _passive_kind(form.lemma), "low", verb)
    return None


def _passive_kind(lemma: str) -> DecisionKind:
    """Work to be done is an assignment, going on or coming back to a matter an agreement, a state of affairs a decision."""
    if lemma in vocabulary.RETURNING:
        return "agreement"
    return "assignment" if lemma in vocabulary.WORKING else "decision"


_LATER = re.compile(
    r"\bjatkossa\b|\btästä\s+lähtien\b|\bseuraava\w*\s+(?:\w+\s+)?kokou|\bmyöhemmin\b|\btoistaiseksi\b|\bloppuvuo|\bvuoden\s+lopulla|\bsyksyllä\b|\bkeväällä\b",
    re.I,
)


def _later_passive(sentence: str) -> Outcome | None:
    """A present passive inside its clause with words that tell of what is to come ("Tiedotteet lisätään jatkossa…")."""
    if not _LATER.search(sentence) or len(sentence) > 220:
        return None
    for token in words(sentence):
        for form in _forms(token.text):
            if form.voice == "passive" and form.mood == "indicative" and form.tense == "present" and not form.negative:
                if form.lemma in vocabulary.TELLING:
                    continue
                return Outcome(_passive_kind(form.lemma), "low", token.text)
    if re.match(r"^(?:asia\s+)?siirtyy\s+seuraavaan", sentence, re.I):
        return Outcome("postponed", "low", sentence.split()[0])
    return None


def _doer(sentence: str, people: People, own_body: str | None) -> Outcome | None:
    """Somebody the meeting knows, in the nominative at the head of a clause, and a verb of doing in the present."""
    lead = _LEAD_IN.match(sentence)
    offset = lead.end() if lead else 0
    for begin in _clause_heads(sentence, offset):
        names, verb_at = _subject(sentence[begin:], people, own_body)
        if names:
            return Outcome("assignment", "low", f"{' ja '.join(names)} {verb_at}", 0, names)
    return None


def _clause_heads(sentence: str, offset: int) -> Iterator[int]:
    yield offset
    for match in re.finditer(r"[,;:]\s+(?:ja\s+|jonka\s+jälkeen\s+)?(?=[A-ZÅÄÖ])", sentence):
        yield match.end()


_NAME_LIST = re.compile(
    r"^(?P<names>[A-ZÅÄÖ][\w:-]*(?:\s[A-ZÅÄÖ][\w-]+)?(?:(?:,\s|\s(?:ja|sekä|/)\s|/)[A-ZÅÄÖa-zåäö][\w:-]*(?:\s[A-ZÅÄÖ][\w-]+)?){0,6})\s+(?P<verb>[a-zåäö]+)\b"
)


def _subject(clause: str, people: People, own_body: str | None) -> tuple[tuple[str, ...], str]:
    match = _NAME_LIST.match(clause)
    if not match:
        return (), ""
    names = [name.strip() for name in re.split(r",\s|\s(?:ja|sekä|/)\s|/", match["names"]) if name.strip()]
    verbs = [
        form
        for form in _forms(match["verb"])
        if form.mood == "indicative" and form.tense == "present" and form.person == "3" and not form.negative
    ]
    if re.match(r"^\s*,\s*että\b", clause[match.end("verb") :]):
        # Saying, asking or thinking that something is so.
        return (), ""
    being = match["verb"] in ("on", "ovat") and re.match(r"^.{0,40}\byhteydessä\b", clause[match.end("verb") :])
    promised = any(form.lemma in ("luvata", "lupautua") and form.person == "3" for form in _forms(match["verb"]))
    acts = any(form.lemma in vocabulary.DOING for form in verbs)
    dated = any(form.lemma not in vocabulary.SAYING for form in verbs) and _has_deadline(clause)
    if not being and not promised and not acts and not dated:
        return (), ""
    known = [full for name in names if (full := _known(name, people, own_body))]
    if len(known) != len(names):
        return (), ""
    return tuple(known), match["verb"]


def _known(name: str, people: People, own_body: str | None) -> str | None:
    """A doer the meeting knows: an attendee, an organisation, or people by their office ("Jäsenet", "Sihteeri")."""
    person = people.person(name)
    if person:
        return person
    for organisation in people.organisations:
        if organisation.lower() == name.lower() or organisation.lower().startswith(name.lower() + "-"):
            return name
    if re.fullmatch(
        r"[A-ZÅÄÖ][a-zåäö]*(?:sihteeri|puheenjohtaja|ryhmä|tiimi|käyttäjät|jäsenet|kehittäjät|asiantuntijat|toimisto|virasto|lautakunta|hallitus)",
        name,
    ) or name.lower() in (
        "sihteeri",
        "puheenjohtaja",
        "jäsenet",
        "kaikki",
        "kehittäjät",
        "sihteeristö",
    ):
        return name
    # Another body ("Käyttäjäraati"); the meeting's own saying what it does in the present tells rather than promises.
    if (
        is_body(name)
        and name.lower().endswith(vocabulary.BODY_HEADS)
        and (own_body is None or name.lower() not in own_body.lower())
    ):
        return (
            None
            if name.lower() in ("kokous", "ohjausryhmä", "ryhmä", "yhtiökokous", "lautakunta", "hallitus", "valtuusto")
            else name
        )
    return None


def _obligation(sentence: str) -> Outcome | None:
    """Somebody must do something by a day the sentence names ("jokaisen jäsenen tulisi tehdä täydennykset viimeistään …")."""
    match = re.search(
        r"(?P<who>(?:\b(?i:jokaisen|kunkin|kaikkien)\s+)?\b[\wÅÄÖåäö-]+(?:en|in|jen|den|ten|n))\s+(?P<verb>tulee|tulisi|pitää|pitäisi|täytyy|on)\s+(?P<what>[a-zåäö]+)",
        sentence,
    )
    if not match or (not _has_deadline(sentence) and not re.search(r"\bviimeistään\b|\bmennessä\b", sentence)):
        return None
    if not any(form.mood.startswith("A-inf") for form in _forms(match["what"])):
        return None
    who = " ".join(_nominative(word) for word in match["who"].split())
    return Outcome("assignment", "low", match["verb"], match.start(), (who,))


def _nominative(word: str) -> str:
    if word.lower() in ("jokaisen", "kunkin", "kaikkien"):
        return {"jokaisen": "jokainen", "kunkin": "kukin", "kaikkien": "kaikki"}[word.lower()]
    bases = _bases(word)
    return bases[0] if bases and word.islower() else word


_MOVING = ("jatkaa", "pidentää", "siirtää", "aikaistaa", "lykätä")


def _has_deadline(text: str) -> bool:
    """Whether words say by when; which day they mean does not matter here."""
    return find_deadline(text, _ANY_DAY) is not None


def _elliptical(sentence: str) -> Outcome | None:
    """A passive participle as the whole predicate, the auxiliary left out, with a day ("Määräpäivää jatkettu 9.1.2025 asti.")."""
    if not _has_deadline(sentence) or len(sentence) > 160:
        return None
    tokens = words(sentence)
    for token in tokens:
        for form in _forms(token.text):
            if form.voice == "passive" and form.tense == "past" and form.lemma in _MOVING and not form.negative:
                return Outcome("decision", "low", token.text)
    if any(_is_only_verb(token.text) for token in tokens):
        return None
    for at, token in enumerate(tokens[1:], start=1):
        if any(form.participle == "past_passive" and form.case == "nimento" for form in _forms(token.text)):
            return None if tokens[at - 1].lower in ("on", "oli", "ei", "ole") else Outcome("decision", "low", token.text)
    return None


def _is_only_verb(word: str) -> bool:
    """Whether a word can be nothing but a finite verb."""
    found = readings(word.lower())
    return (
        bool(found)
        and all(reading.word_class in ("teonsana", "kieltosana") and reading.participle is None for reading in found)
        and any(form.finite for form in _forms(word))
    )
