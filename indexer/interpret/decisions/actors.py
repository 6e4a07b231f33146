"""Who can act: people, organisations, groups and offices that the minutes know or name, by a word in the nominative or another case.

A word that is no actor is nobody, whatever its place in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from indexer.interpret import vocabulary
from indexer.interpret.decisions.clues import forms_of, is_name
from indexer.interpret.decisions.found import Setting
from indexer.interpret.people import looks_like_name
from kb.finnish import VerbForm, base_forms, readings

_QUANTIFIERS: Final = frozenset({"kaikki", "jokainen", "kukin", "muut"})
# What says that something has to be done: who does it stands in the genitive, and a nominative is what it is done to.
_HAS_TO: Final = frozenset({"pitää", "pitäisi", "täytyy", "täytyisi", "tulee", "tulisi"})


def actor_of(name: str, setting: Setting) -> str | None:
    """The actor that a name in the nominative means; None for a word that is none."""
    return next((found for rule in ACTORS if (found := rule(name, setting))), None)


def _attendee(name: str, setting: Setting) -> str | None:
    return setting.people.person(name)


def _organisation(name: str, setting: Setting) -> str | None:
    """An organisation that the minutes or the settings know, also by the beginning of its name ("Niitty" of "Niitty-kunnat")."""
    lower = name.lower()
    for organisation in setting.people.organisations:
        own = organisation.lower()
        if own == lower or own.startswith((lower + "-", lower + " ")):
            return name
    return None


def _abbreviation(name: str, setting: Setting) -> str | None:
    """Capitals as organisations are abbreviated ("TEM", "KRP"), not a case or a program ("RDA:n")."""
    return name if re.fullmatch(r"[A-ZÅÄÖ]{2,6}", name) else None


def _person(name: str, setting: Setting) -> str | None:
    """A person's name by the dictionary of names, or first name and surname."""
    words = name.split()
    if len(words) == 1:
        return name if is_name(name) and any(reading.case in ("nimento", None) for reading in readings(name)) else None
    is_whole = is_name(words[0]) and all(is_name(word) or not readings(word) for word in words[1:])
    return name if is_whole and looks_like_name(name) else None


def _group(name: str, setting: Setting) -> str | None:
    return common_actor(name, setting) if " " not in name else None


ACTORS: Final[tuple[Callable[[str, Setting], str | None], ...]] = (_attendee, _organisation, _abbreviation, _group, _person)


# Those for whom things are made: what they do is told of, not given to them.
_PUBLIC: Final = frozenset(
    "asiakkaat asukkaat hakijat huoltajat kansalaiset kuntalaiset käyttäjä käyttäjät lukijat opiskelijat oppilaat osallistujat vastaajat vieraat".split()  # noqa: SIM905
)


def common_actor(who: str, setting: Setting) -> str | None:
    """A group, an office or people by a common noun in the nominative ("Kukin jäsen", "pääkäyttäjät", "X:n kehittämisryhmä")."""
    words = who.split()
    if words[0].lower() in _QUANTIFIERS:
        if len(words) == 1:
            return who
        return who if is_actor(words[-1]) else _one_of_all(words)
    if len(words) > 1 and not words[0][:1].isupper():
        return None
    if not is_actor(words[-1]) or is_meeting_itself(who, setting) or who.lower() in _PUBLIC:
        return None
    return who


def is_outsider(who: str, setting: Setting) -> bool:
    """Whether an actor is a party or an institution that has no part in the meeting: it is on no list of those present, nor in the
    body's name."""
    head = who.split()[-1].lower()
    bases = {head, *(base.lower() for base in base_forms(head))}
    if not any(base in _PARTIES or base.endswith(_INSTITUTIONS) for base in bases):
        return False
    return _organisation(who, setting) is None and not any(base[:6] in (setting.body or "").lower() for base in bases)


_PARTIES: Final = frozenset(
    "aliurakoitsija haltija hakija käyttäjä luvanhaltija luvansaaja operaattori omistaja päivystäjä rekisterinpitäjä saaja urakoitsija vuokralainen".split()  # noqa: SIM905
)
_INSTITUTIONS: Final = (
    *"eduskunta kerho liitto ministeriö neuvosto poliisi rahasto seura säätiö virasto yhdistys yhtiö yliopisto".split(),  # noqa: SIM905
)


def is_person(who: str, setting: Setting) -> bool:
    """Whether an actor is a person by name or a person's office, rather than a body or each of many."""
    head = who.split()[-1].lower()
    return bool(setting.people.person(who) or _person(who, setting)) or head.endswith(_OFFICES)


_OFFICES: Final = (
    "johtaja",
    "päällikkö",
    "sihteeri",
    "puheenjohtaja",
    "rehtori",
    "insinööri",
    "hoitaja",
    "koordinaattori",
    "suunnittelija",
    "isännöitsijä",
)


def municipality(name: str, verb: str) -> str | None:
    """A place by whose name its people act ("Rautalampi selvittää")."""
    is_place = any(reading.word_class == "paikannimi" and reading.case == "nimento" for reading in readings(name))
    return name if is_place and any(form.lemma in vocabulary.DOING and is_present(form) for form in forms_of(verb)) else None


def acting(who: str, verb: str) -> str | None:
    """People and groups by what they do, whatever they are called: each one ("Kukin X kokoaa …"), or several who find out,
    think, ask or prepare ("Vetäjät miettivät …"), which things cannot."""
    words = who.split()
    lemmas = {form.lemma for form in forms_of(verb) if is_present(form)}
    if len(words) == 2 and words[0].lower() in _QUANTIFIERS and lemmas & vocabulary.DEEDS and verb.lower() not in _HAS_TO:
        bases = base_forms(words[1])
        return (f"{words[0]} {bases[0].lower()}" if words[0].lower() in ("jokainen", "kukin") else who) if bases else None
    return who if lemmas & vocabulary.MINDFUL and _are_several(who) and who.lower() not in _PUBLIC else None


def _are_several(word: str) -> bool:
    """Whether a word is a noun in the plural nominative and no verb."""
    of_noun = any((reading.number, reading.case) == ("plural", "nimento") for reading in readings(word.lower()))
    return of_noun and not any(form.finite for form in forms_of(word))


def _one_of_all(words: Sequence[str]) -> str | None:
    """ "Jokainen kunta" also where the noun was left in another case."""
    if words[0].lower() not in ("jokainen", "kukin"):
        return None
    base = acting_base(words[-1])
    return " ".join([*words[:-1], base]) if base else None


def acting_base(word: str) -> str | None:
    """The dictionary form of a word in any case where it can act ("ympäristöpäällikön")."""
    return next((base.lower() for base in base_forms(word) if base.lower().endswith(vocabulary.ACTORS)), None)


def is_meeting_itself(who: str, setting: Setting) -> bool:
    """ "Kokous", "Ryhmä" and the body's own name tell what the meeting does now rather than what somebody is to do."""
    lower = who.lower()
    if lower == "työryhmä":
        # Another one, where the body is none itself.
        return lower in (setting.body or lower).lower()
    return lower in ("kokous", "yhtiökokous", "vuosikokous", "ryhmä", "kirjasto", "kunta", "jäsen")


def is_actor(word: str) -> bool:
    """Whether a common noun in the nominative can act: a body, an office or people.

    >>> is_actor("pääkäyttäjät"), is_actor("kehittämisryhmä"), is_actor("puunmyyntitulot"), is_actor("selvityksen")
    (True, True, False, False)
    """
    bases = {reading.base.lower() for reading in readings(word.lower()) if reading.case == "nimento"}
    return any(base.endswith(vocabulary.ACTORS) for base in bases | ({word.lower()} if not bases else set()))


_ENDING: Final = re.compile(r"(?:i?ss[aä]|i?st[aä]|i?ll[aäe]|i?lt[aä]|n|[aä])$")


def of_case(word: str, setting: Setting) -> str | None:
    """The actor that a name or a capitalised noun in another case than the nominative means; None for a word that is none, and for
    "everybody"."""
    if any(base in _QUANTIFIERS for base in base_forms(word)):
        return None
    if ":" in word:
        return actor_of(word.split(":")[0], setting)
    stems = dict.fromkeys((*base_forms(word), _ENDING.sub("", word), word.removesuffix("n")))
    return next((found for stem in stems if stem and (found := actor_of(stem[:1].upper() + stem[1:], setting))), None)


def nominative(word: str) -> str:
    quantifier = {"jokaisen": "jokainen", "kunkin": "kukin", "kaikkien": "kaikki"}.get(word.lower())
    bases = base_forms(word)
    return quantifier or (bases[0] if bases else word)


def is_present(form: VerbForm) -> bool:
    return form.mood == "indicative" and form.tense == "present" and form.person == "3" and not form.negative
