"""Who is to do it: people, organisations, groups and offices that the minutes know or name, in the nominative; else nobody.

A clause's subject does it ("Anneli hoitaa …", "Kukin jäsen kokoaa …"); what an assignment is given to does ("Valtuutetaan
hallitus …"); an elected person does. A word that is no actor never stands here, whatever its place in the sentence.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from indexer.interpret import vocabulary
from indexer.interpret.decisions.actors import (
    acting,
    acting_base,
    actor_of,
    common_actor,
    is_actor,
    is_present,
    municipality,
    nominative,
    of_case,
)
from indexer.interpret.decisions.clues import forms_of
from indexer.interpret.decisions.deadlines import find_time
from indexer.interpret.decisions.found import Found, Setting
from indexer.interpret.decisions.oblique import others_named
from indexer.interpret.people import looks_like_name
from kb.dates import find_deadline
from kb.finnish import VerbForm, base_forms, readings, split_sentences

_NAME: Final = r"[A-ZÅÄÖ][\w:-]*(?:\s[A-ZÅÄÖ][\w-]+)?"
_NEXT: Final = r"(?:,\s|\s(?:ja|sekä|och|and)\s|\s?/\s?)"
_NAMES: Final = re.compile(
    rf"^(?P<names>(?:{_NAME}|[a-zåäö]+(?={_NEXT}))(?:{_NEXT}(?:{_NAME}|[a-zåäö]+(?=\s[a-zåäö]))){{0,6}})"
    r"\s+(?:yhteistyössä\s+|yhdessä\s+|itse\s+|vielä\s+|sitten\s+)?(?P<verb>[a-zåäö]+)\b"
)
_SPLIT: Final = re.compile(r",\s|\s(?:ja|sekä|och|and)\s|\s?/\s?")
_ACTOR: Final = (
    re.compile(r"^(?P<who>kukin|jokainen|kaikki|muut)\s+(?P<verb>[a-zåäö]+)\b", re.I),
    *(
        re.compile(
            rf"^(?P<who>(?:(?:kukin|jokainen|kaikki|muut)\s+)?{owner}[\wÅÄÖåäö-]+)(?P<relative>,\s+jo\w+[^,]{{3,120}},)?"
            r"(?:\s+(?:tahollaan|yhdessä|itse))?\s+(?P<verb>[a-zåäö]+)\b",
            re.I,
        )
        for owner in (
            "",
            r"[\wÅÄÖåäö:-]+n\s+",
            r"[\wÅÄÖåäö:-]+n\s+(?!mukaan|jälkeen|vastaan|alkaen)(?:ja\s+)?[\wÅÄÖåäö:-]+n\s+",
            r"(?:\w+(?:inen|kas|käs|iivinen|aava|ava)|vs\.|vt\.)\s+",
        )
    ),
)
_CLAUSE: Final = re.compile(
    r"(?:,\s*)?(?:että|att|that)\s+|,\s+jo(?:nka|ita|ista|tka)\s+(?=[A-ZÅÄÖ])|[:;]\s+|,\s+(?:(?:ja|jonka\s+jälkeen|jolloin)\s+)?|\.\s+|\)\s+|\bpohjalta\s+|^(?:\w+\s+){1,2}(?=[A-ZÅÄÖ])|(?:->|→|\s[-–])\s*|\s(?:ja|mutta)\s+(?=\w)"
)
# How much of a sentence is searched for those who act in it.
_LONGEST: Final = 1500
_MOST_CLAUSES: Final = 25


@lru_cache(maxsize=256)
def doers(text: str, setting: Setting, *, decided: bool = False) -> tuple[str, ...]:
    """The actors whom the text's clauses say to act, in their order. In a `decided` clause any verb tells what they are to do;
    elsewhere one of doing, or any beside a deadline."""
    found: list[str] = []
    for start, end in split_sentences(text[:_LONGEST]):
        sentence = text[start:end]
        own = [
            name
            for begin in _clause_starts(sentence, decided=decided)
            for name in _subjects(sentence[begin:], setting, decided=decided)
        ]
        found.extend((*own, *others_named(sentence, setting, own)))
    return tuple(dict.fromkeys(found))


def is_first(text: str, setting: Setting) -> bool:
    """Whether the sentence begins with somebody who acts."""
    return bool(_subjects(text, setting, decided=False))


def _clause_starts(sentence: str, *, decided: bool) -> Iterator[int]:
    """Where clauses begin. One that "että" begins tells what was decided only where something was: elsewhere somebody tells it."""
    yield 0
    for number, match in enumerate(_CLAUSE.finditer(sentence)):
        if number == _MOST_CLAUSES:
            return
        if decided or not match.group().endswith("että "):
            yield match.end()


@lru_cache(maxsize=256)
def _subjects(clause: str, setting: Setting, *, decided: bool) -> tuple[str, ...]:
    """The subjects of a clause where all of them are actors and its verb says what they do."""
    match = _NAMES.match(clause)
    if match and _is_act(match["verb"], clause[match.end("verb") :], decided=decided):
        names = [name.strip() for name in _SPLIT.split(match["names"]) if name.strip()]
        known = [actor for name in names if (actor := actor_of(name, setting) or municipality(name, match["verb"]))]
        if len(known) == len(names):
            of_others = not any(map(setting.people.person, names)) and _behind_object(clause[match.end() :], setting)
            return of_others or tuple(known)
    for pattern in _ACTOR:
        match = pattern.match(clause)
        acts = match and _is_act(match["verb"], clause[match.end("verb") :], decided=decided)
        if match and acts and (who := common_actor(match["who"], setting) or acting(match["who"], match["verb"])):
            return _behind_object(clause[match.end() :], setting) or (who,)
    return ()


_TWO_BEHIND: Final = re.compile(
    rf"^\s+(?P<names>{_NAME}(?:,\s{_NAME})*\s(?:ja|sekä)\s{_NAME})\s*(?:[.,]|$|(?:yhdessä|keskenään)\b)"
)


def _behind_object(after: str, setting: Setting) -> tuple[str, ...]:
    """ "Kunnat valitsevat Tuuli ja Veikko.": people in the nominative behind the verb act, and what stands first is their object."""
    match = _TWO_BEHIND.match(after)
    names = [setting.people.person(name) for name in _SPLIT.split(match["names"])] if match else []
    return tuple(name for name in names if name) if all(names) else ()


_OF_JOBS: Final = re.compile(
    r"^\s+(?:\d|(?:\S+\s+){0,4}?(?:töihin|työnsä|työt|tehtävässään|sijaisena|\w*sijaisuu\w+|\w+vapaalt?l?[ae]|\w*lomalt?l?[ae]|\w+kauden)\b|(?:\w+kuun\s+)?(?:alussa|lopussa|\w+kuussa)\s*(?:[,.]|$))"
)
_ANY_DAY: Final = datetime.date(2000, 1, 1)

# --- the verb ------------------------------------------------------------------------------------------------------------


def _is_act(verb: str, after: str, *, decided: bool) -> bool:
    """Whether a verb says what somebody is to do: one of doing in the present, a promise, being in touch; any beside a day."""
    if _goes_with(_NO_ACTS, verb, after) or _is_news(verb, after):
        return False
    if verb in _SMALL:
        match = _SMALL[verb].match(after)
        return match is not None and (verb in ("on", "ovat") or find_time(after, _ANY_DAY) is not None)
    return _goes_with(_ACTS, verb, after) or _is_deed(verb, after, decided=decided)


def _goes_with(table: Sequence[tuple[re.Pattern[str], re.Pattern[str]]], verb: str, after: str) -> bool:
    return any(verbs.fullmatch(verb) and rest.match(after) for verbs, rest in table)


def _is_deed(verb: str, after: str, *, decided: bool) -> bool:
    forms = forms_of(verb)
    present = [form for form in forms if is_present(form)]
    if any(map(_is_promise, forms)) or any(form.lemma in vocabulary.DEEDS for form in present):
        return True
    if not forms and decided:
        # Another language's verb, which Voikko cannot know.
        return bool(re.match(r"^(?:ska|ska\w+|will|shall|tar|gör|prepares?|sends?)", verb)) or not readings(verb)
    others = any(form.lemma not in vocabulary.SAYING for form in present)
    return others and (decided or find_deadline(after, None) is not None or "mennessä" in after)


# Verbs that say what somebody does only with these words after them ("on yhteydessä", "saa tehdä loppuun" by a day), and others that do so beside them: "tulee
# tekemään", "siirtyy seuraavaksi tekemään", "käy läpi".
_IN_TOUCH: Final = re.compile(r"^.{0,60}\byhteydessä\b")
_MAY: Final = re.compile(r"^\s+\w+(?:[dtlrn]?[aä])\b")
_SMALL: Final = {"on": _IN_TOUCH, "ovat": _IN_TOUCH, "saa": _MAY, "saavat": _MAY}
_GOES_TO_DO: Final = re.compile(r"^\s+(?:\w+\s+)?(?:\w+m[aä]{2}n\b|läpi\b|\w+n\s+läpi\b)")
_ACTS: Final = (
    (re.compile(r"tule(?:e|vat)"), re.compile(r"^\s+(?!voimaan)\w+m[aä]{2}n\b")),
    (re.compile(r"siirtyy|siirtyvät|menee|menevät|käy|käyvät"), _GOES_TO_DO),
)


# A verb and what after it makes it no act: saying or thinking that something is so, "Puheenjohtaja avaa kokouksen", and a rule,
# "Kukin jäsen vastaa siitä, että …".
_NO_ACTS: Final = (
    (re.compile(r".*"), re.compile(r"^\s*,\s*että\b")),
    (re.compile(r".*"), re.compile(r"^\s+(?:kokouksen|tilaisuuden)\b")),
    (re.compile(r"vastaa(?:vat)?"), re.compile(r"^\s+siitä\b")),
)


def _is_news(verb: str, after: str) -> bool:
    """ "Aino palaa töihin 18.9." and "Aino esittelee tulokset": who comes or leaves, and what is shown in the meeting itself."""
    lemmas = {form.lemma for form in forms_of(verb)}
    if "esitellä" in lemmas:
        return find_time(after, _ANY_DAY) is None and "mennessä" not in after
    return bool(lemmas & vocabulary.MOVING_JOBS) and _OF_JOBS.match(after) is not None


def _is_promise(form: VerbForm) -> bool:
    return form.person == "3" and form.lemma in ("luvata", "lupautua", "sitoutua")


# --- given, asked, elected -----------------------------------------------------------------------------------------------

_GIVEN: Final = re.compile(
    r"(?<!voi )(?<!voisi )\b(?:ohjeisti|ohjeistettiin|velvoitettiin|velvoitti|velvoitetaan|kehotettiin|kehotti|kehotetaan|velvoittaa|oikeutetaan|oikeutettiin|oikeuttaa|valtuutetaan|valtuutettiin|valtuuttaa|valtuutti)\s+"
    r"(?P<who>[A-ZÅÄÖa-zåäö-]{4,}(?:\s+[A-ZÅÄÖa-zåäö-]{4,}){0,2})",
    re.I,
)
_ASKED: Final = re.compile(
    rf"\b(?i:pyydetään|pyydettiin|pyysi|pyytää|kehotetaan|velvoitetaan)\s+(?P<who>{_NAME}(?:\s(?:ja|sekä)\s{_NAME})*)\s+\w"
)
_CALLED_ON: Final = re.compile(
    r"\b(?P<who>[\wÅÄÖåäö-]{3,})\s+(?:pyydet|kehotet|velvoitet|valtuutet|oikeutet)(?:ään|aan|tiin)\s+(?:[a-zåäö]+\s+){0,2}?\w+m[aä]{2}n\b"
    r"|\b(?:pyysi|pyytää|kehotti|velvoitti|ohjeisti|(?:pyydet|kehotet|velvoitet|ohjeistet)(?:ään|aan|tiin))\s+(?:[a-zåäö]+[aä]\s+)?(?P<whom>[\wÅÄÖåäö-]{3,}[aä])\s+(?:[a-zåäö]+\s+){0,2}?\w+m[aä]{2}n\b"
)
_FOUNDED: Final = re.compile(
    r"\b(?i:perustaa|perustetaan|perustettiin|asettaa|asetetaan|asetettiin)\s+(?:\w+\s+){0,2}?(?P<who>[\w-]+),\s+jo(?:ka|tka)\s+(?P<verb>[a-zåäö]+)"
)
_AMONG: Final = re.compile(
    r"\b(?P<who>[A-ZÅÄÖ][\w:-]*n(?:,\s[A-ZÅÄÖ][\w:-]*n){0,4}\s(?:ja|sekä)\s[A-ZÅÄÖ][\w:-]*n)\s+(?:kesken|kanssa)\b"
)
_ELECTED: Final = re.compile(r"(?P<name>[A-ZÅÄÖ][\w-]+\s+[A-ZÅÄÖ][\w-]+(?:-[A-ZÅÄÖ][\w-]+)?)")
_ELECTS: Final = re.compile(r"\b(?:valittiin|valitsi|nimettiin|nimesi)\b")
_MUST: Final = re.compile(
    r"(?P<who>(?:\b(?i:jokaisen|kunkin|kaikkien)\s+)?\b[\wÅÄÖåäö-]+n)\s+(?:tulee|tulisi|pitää|pitäisi|täytyy|on)\s+"
    r"(?:(?:vielä|myös|ensin|sitten|edelleen|siis|nyt)\s+)?(?P<what>[a-zåäö]+)"
)


def find_responsible(found: Found, setting: Setting) -> tuple[str, ...]:
    """Who is to do what a decision says; nobody by a note, the elected by an election."""
    text = found.text[:_LONGEST]
    if found.kind == "noted":
        return ()
    if found.kind in ("election", "procedural") or _ELECTS.search(text):
        names = [_in_nominative(match["name"], setting) for match in _ELECTED.finditer(text)]
        return tuple(dict.fromkeys(name for name in names if name))
    return responsible_in(text, setting, decided=found.confidence == "high")


def responsible_in(text: str, setting: Setting, *, decided: bool) -> tuple[str, ...]:
    """Who is to do what the words say: those they give it to, ask for it, oblige, or tell to act."""
    for rule in (_given, _asked, _called_on, _obliged, _founded):
        if names := rule(text, setting):
            return names
    return doers(text, setting, decided=decided) or _among(text, setting)


def _given(text: str, setting: Setting) -> tuple[str, ...]:
    match = _GIVEN.search(text)
    if match is None:
        return ()
    base: str | None = None
    for word in match["who"].split():
        if re.search(r"m[aä]{2}n$", word) and forms_of(word):
            break
        base = acting_base(word) or base
    return (base,) if base else ()


# The partitive, or an abbreviation; neither the ablative of whom one is only asked nor a genitive ("pyytää Kurkimäen osalta …").
_MAY_BE_ASKED: Final = re.compile(r"(?<!l[tl])[aä]$|:|^[A-ZÅÄÖ]{2,}$")


def _asked(text: str, setting: Setting) -> tuple[str, ...]:
    """ "Pyydetään MMM:ää tekemään …": the partitive; a person of whom something is asked ("Ainolta") has promised
    nothing, while an organisation ("PPK:lta") is to answer."""
    match = _ASKED.search(text)
    if match is None:
        return ()
    names = re.split(r"\s(?:ja|sekä)\s", match["who"])
    if any(not _MAY_BE_ASKED.search(name) for name in names):
        return ()
    return tuple(_without_ending(name, setting) for name in names)


def _called_on(text: str, setting: Setting) -> tuple[str, ...]:
    """ "Kuntia pyydetään nimeämään jäsenet", "Lautakunta pyysi teknistä johtajaa tuomaan …": those of whom something is asked."""
    match = _CALLED_ON.search(text)
    if match is None:
        return ()
    word = match["who"] or match["whom"]
    found = acting_base(word) or (of_case(word, setting) if word[:1].isupper() else None)
    return (found,) if found else ()


def _founded(text: str, setting: Setting) -> tuple[str, ...]:
    """ "Perustetaan työryhmä, joka miettii …": a group is founded to do something."""
    match = _FOUNDED.search(text)
    if match is None or not is_actor(match["who"]) or not _is_act(match["verb"], text[match.end() :], decided=True):
        return ()
    return (match["who"],)


def _among(text: str, setting: Setting) -> tuple[str, ...]:
    """ "Sovitaan jaosta KIRKAS:n ja Luodon kesken": they do it among themselves, nobody else being told to."""
    match = _AMONG.search(text)
    if match is None:
        return ()
    names = tuple(of_case(name, setting) for name in _SPLIT.split(match["who"]))
    known = tuple(name for name in names if name)
    return known if len(known) == len(names) else ()


_BESIDE: Final = re.compile(r"\s[-–—]\s|:\s+|,\s(?=[^,]{2,60}(?:,\s[^,]{2,40})?$)|\s\((?=[^()]{2,60}\)\s*\.?$)")
# How long a task is reckoned to take, beside who does it ("(Tuuli ~4h)"), and whoever begins with something ("Tuuli + kuvat").
_ESTIMATE: Final = re.compile(r"[\s,]*~?\s*\d+(?:[.,]\d+)?\s*(?:h|t|pv|min|tuntia|päivää)\.?$")
_DAY_AT_END: Final = re.compile(
    r"[\s,]*(?:viim(?:eistään|\.)?\s*)?(?:(?:ma|ti|ke|to|pe|la|su)\s)?\s*\d{1,2}\.\d{1,2}\.?(?:\d{4})?(?:\s+mennessä)?$"
)
_WITH_SIGN: Final = re.compile(r"^([A-ZÅÄÖ][\w-]+)\s\+\s")
_ANNOUNCED_FOR: Final = re.compile(
    r"^(?P<who>[A-ZÅÄÖ][^,.;:]{2,80}n)\s+(?:osalta|vastuulla\s+\w+|(?:\w+(?:ia|iä|at|ät)\s+)?(?:tehtäviä|tehtävät|tehtävänä))\b"
)


def announced_doer(text: str) -> tuple[str, ...]:
    """For whom a sentence announces a list of tasks ("Uuden työryhmän osalta tulevia tehtäviä ovat:").

    >>> announced_doer("Uuden polkutyöryhmän osalta tulevia tehtäviä ovat:"), announced_doer("Kesän tehtäviä ovat:")
    (('Uuden polkutyöryhmä',), ())
    """
    match = _ANNOUNCED_FOR.match(text)
    if match is None:
        return ()
    modifiers, _, head = match["who"].rpartition(" ")
    base = acting_base(head)
    return (f"{modifiers} {base if modifiers else base.capitalize()}".strip(),) if base else ()


def named_beside(text: str, setting: Setting) -> tuple[str, ...]:
    """Whom an entry of a list of tasks names: between dashes, after a colon or a comma, in brackets at its end, or before a
    colon ("Kartan piirto – Tuuli – 2 prio", "Testaus: Tuuli", "Tuuli: testaus")."""
    parts = [
        _ESTIMATE.sub("", _DAY_AT_END.sub("", part.strip(" .()")))
        for part in _BESIDE.split(_WITH_SIGN.sub(r"\1: ", text[:_LONGEST]))
    ]
    for part in (*parts[1:], *(parts[:1] if re.match(r"[^:]{2,60}:\s", text) else ())):
        names = [actor_of(name.strip(), setting) for name in _SPLIT.split(part) if name.strip()]
        if names and all(names):
            return tuple(name for name in names if name)
    return ()


# What is needed of a thing, not asked of people ("Kaikkien pitää pystyä …").
_ABLE: Final = frozenset(("pystyä", "voida", "osata", "päästä", "olla", "nähdä", "saada", "tietää", "tuntea"))


def _obliged(text: str, setting: Setting) -> tuple[str, ...]:
    """ "Jokaisen jäsenen tulisi tehdä …": the genitive of duty, an actor's."""
    match = _MUST.search(text)
    if match is None or not _is_duty(match["what"]):
        return ()
    who = match["who"].split()
    words = [nominative(word) for word in who]
    if len(who) == 1 and who[0][:1].isupper() and (named := of_case(who[0], setting)):
        return (named if named in setting.people.names or not is_actor(words[0]) else words[0],)
    return (" ".join(words),) if is_actor(words[-1]) or actor_of(words[-1], setting) else ()


_DUTY: Final = re.compile(r"t[aä]v[aä]$")


def _is_duty(word: str) -> bool:
    """Whether a word behind "pitää" or "on" says what one has to do ("lähettää", "lähetettävä")."""
    own = [form for form in forms_of(word) if form.lemma not in _ABLE]
    return any(form.mood == "A-infinitive" or (form.participle == "present_passive" and _DUTY.search(word)) for form in own)


def _without_ending(name: str, setting: Setting) -> str:
    """An abbreviation or a name without its case ending ("MMM:ää" → "MMM")."""
    bare = name.split(":")[0]
    organisations = (known for known in setting.people.organisations if bare.lower() == known.lower())
    people = (
        full
        for full in setting.people.names
        for word in full.split()
        if len(word) > 3 and name.lower().startswith(word.lower())
    )
    return next(organisations, None) or next(people, None) or bare


def _in_nominative(name: str, setting: Setting) -> str | None:
    """An elected person's name in the nominative: as an attendee's, else with the endings of an object taken off."""
    if not looks_like_name(name):
        return None
    words = name.split()
    for known in setting.people.names:
        first, last = known.split()[0], known.split()[-1]
        if words[0].lower().startswith(first.lower()[:4]) and words[-1].lower().startswith(
            last.lower()[: max(3, len(last) - 2)]
        ):
            return known
    base = next(iter(base_forms(words[-1])), "")
    if words[-1].endswith("n") and base and base.lower() != words[-1].lower():
        return " ".join([*words[:-1], base[:1].upper() + base[1:]])
    return name
