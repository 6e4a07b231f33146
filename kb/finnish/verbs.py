"""Verb forms as the interpreter of minutes needs them: which verb, which tense, who acts, and whether it is denied.

Works on one word (*sovittiin*) or on a verb with its auxiliaries (*ei ole hyväksytty*). Readings come from Voikko; the verb
of a participle is read from the dictionary's path, since Voikko's base form of *hyväksytty* is the participle itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from kb.finnish.paths import SEAM, source_of_participle, surface_of
from kb.finnish.voikko import CACHED_WORDS, Reading, forgotten_with_backend, readings

ACTIVE = "active"
PASSIVE = "passive"
PRESENT = "present"
PAST = "past"
PERFECT = "perfect"
PLUPERFECT = "pluperfect"


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One way to read a verb.

    ``mood``: indicative, conditional, imperative, potential, participle or the infinitive's name (``A-infinitive`` …).
    ``tense``: present, past, perfect, pluperfect; ``None`` where the mood has none. ``voice``: active or passive.
    ``person``: "1", "2", "3"; ``None`` in the passive and where the form has none. ``number``: singular or plural.
    ``negative``: true for a denied form and for a form that lives only beside the negative verb (*(ei) sovita*).
    ``participle``: past_active, past_passive, present_active, present_passive, agent, negation, or ``None``.
    """

    lemma: str
    mood: str
    tense: str | None = None
    voice: str = ACTIVE
    person: str | None = None
    number: str | None = None
    negative: bool = False
    participle: str | None = None
    case: str | None = None

    @property
    def finite(self) -> bool:
        """Whether the form can be the predicate of a main clause."""
        return self.mood in ("indicative", "conditional", "imperative", "potential")


_TENSES = {"present_simple": PRESENT, "past_imperfective": PAST}
_PARTICIPLE_VOICES = {"past_passive": PASSIVE, "present_passive": PASSIVE}


def verb_of(reading: Reading) -> str | None:
    """The verb that a reading is a form of, lower case; ``None`` for other words, also for nouns made from verbs.

    >>> [verb_of(reading) for reading in readings("hyväksytty")]
    ['hyväksyä']
    >>> [verb_of(reading) for reading in readings("hakemus")]
    [None]
    """
    if reading.word_class == "teonsana":
        return reading.base.lower()
    if reading.participle is None:
        return None
    made_from = source_of_participle(reading.fst.rpartition(SEAM)[2])
    if made_from is None or reading.base.lower() == made_from:
        return None
    head = "".join(surface_of(part) for part in reading.fst.split(SEAM)[:-1])
    return (head + made_from).lower()


def _form(reading: Reading) -> VerbForm | None:
    lemma = verb_of(reading)
    if lemma is None:
        return None
    if reading.participle is not None:
        voice = _PARTICIPLE_VOICES.get(reading.participle, ACTIVE)
        return VerbForm(
            lemma,
            "participle",
            voice=voice,
            number=reading.number,
            participle=reading.participle,
            case=reading.case,
        )
    passive = reading.person == "4"
    return VerbForm(
        lemma,
        reading.mood or "indicative",
        tense=_TENSES.get(reading.tense or ""),
        voice=PASSIVE if passive else ACTIVE,
        person=None if passive else reading.person,
        number=reading.number,
        negative=reading.negative == "true",
        case=reading.case,
    )


@forgotten_with_backend
@lru_cache(maxsize=CACHED_WORDS)
def verb_forms(phrase: str) -> tuple[VerbForm, ...]:
    """Every verb reading of a word, or of a verb after its auxiliaries; empty when it can be no verb.

    >>> [(form.lemma, form.tense, form.voice) for form in verb_forms("sovittiin")]
    [('sopia', 'past', 'passive')]
    >>> [(form.lemma, form.tense, form.person) for form in verb_forms("hyväksyi")]
    [('hyväksyä', 'past', '3')]
    >>> [(form.lemma, form.tense, form.voice, form.negative) for form in verb_forms("ei hyväksytty")]
    [('hyväksyä', 'past', 'passive', True)]
    >>> [(form.lemma, form.tense, form.voice) for form in verb_forms("oli sovittu")]
    [('sopia', 'pluperfect', 'passive')]
    """
    words = phrase.lower().split()
    if not words:
        return ()
    forms = _forms_of(words[-1])
    if len(words) == 1:
        return forms
    auxiliary = _auxiliary(words[:-1])
    if auxiliary is None:
        return ()
    return tuple(dict.fromkeys(_joined(auxiliary, forms)))


def _forms_of(word: str) -> tuple[VerbForm, ...]:
    return tuple(dict.fromkeys(form for reading in readings(word) if (form := _form(reading)) is not None))


@dataclass(frozen=True, slots=True)
class _Auxiliary:
    """What stands before the main verb: *ei*, *on*, *ei ole*, *olisi*, *ei ollut* …"""

    negative: bool
    person: str | None
    number: str | None
    mood: str | None  # of "olla"; None when there is only the negative verb
    tense: str | None


def _auxiliary(words: list[str]) -> _Auxiliary | None:
    negation = next((reading for reading in readings(words[0]) if reading.word_class == "kieltosana"), None)
    rest = words[1:] if negation else words
    person, number = (negation.person, negation.number) if negation else (None, None)
    if not rest:
        return _Auxiliary(True, person, number, None, None)
    being = _being(rest[0], negation is not None)
    if len(rest) > 1 or being is None:
        return None
    return _Auxiliary(negation is not None, person or being.person, number or being.number, being.mood, being.tense)


def _being(word: str, denied: bool) -> VerbForm | None:
    """The form of *olla* that an auxiliary is: after the negative verb its connegative or *ollut*, else a finite form."""
    forms = [form for form in _forms_of(word) if form.lemma == "olla" and form.mood not in ("imperative",)]
    if denied and word in ("ollut", "olleet"):
        return VerbForm("olla", "indicative", tense=PAST)
    if denied and word == "ole":
        return VerbForm("olla", "indicative", tense=PRESENT)
    return next((form for form in forms if form.finite), None)


def _joined(auxiliary: _Auxiliary, forms: Iterable[VerbForm]) -> Iterable[VerbForm]:
    for form in forms:
        joined = _denied(auxiliary, form) if auxiliary.mood is None else _compound(auxiliary, form)
        if joined is None:
            continue
        passive = joined.voice == PASSIVE
        person, number = (None, None) if passive else (auxiliary.person, auxiliary.number)
        yield replace(joined, person=person, number=number)


def _denied(auxiliary: _Auxiliary, form: VerbForm) -> VerbForm | None:
    # "ei sovita", "ei sovi", "ei sopisi": the connegative; Voikko also reads "sovi" as an imperative, which it looks like.
    if form.finite:
        if form.voice == PASSIVE:
            return replace(form, negative=True) if form.negative else None
        if form.mood == "imperative":
            return VerbForm(form.lemma, "indicative", tense=PRESENT, negative=True)
        return replace(form, negative=True) if form.mood in ("conditional", "potential") else None
    # "ei hyväksytty", "ei hyväksynyt"
    return _participial(form, "indicative", PAST, negative=True)


def _compound(auxiliary: _Auxiliary, form: VerbForm) -> VerbForm | None:
    mood = auxiliary.mood or "indicative"
    tense = PLUPERFECT if auxiliary.tense == PAST else PERFECT
    return _participial(form, mood, tense, negative=auxiliary.negative)


def _participial(form: VerbForm, mood: str, tense: str, *, negative: bool) -> VerbForm | None:
    if form.participle not in ("past_active", "past_passive") or form.case != "nimento":
        return None
    # "ollut" and "sopineet" are the active's; only a singular passive participle forms tenses ("on sovittu").
    if form.participle == "past_passive" and form.number != "singular":
        return None
    return VerbForm(form.lemma, mood, tense=tense, voice=form.voice, negative=negative, participle=form.participle)
