"""Who is to do it where no subject at the head of a clause says so: in another case, behind the verb, in brackets, or understood.

"Reittilaitoksessa selvitetään …", "Tuulin tehtävänä on …", "Käännökset tekee Tuuli", "Tuuli kysyy kunnilta ja Veikko kouluilta",
"Kuvat kootaan (Tuuli)", "Reittilaitos: selvitetään", "Lupasin ottaa selvää". Where it is not sure whom the words mean, nobody is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from indexer.interpret import vocabulary
from indexer.interpret.decisions.actors import acting_base, actor_of, is_actor, is_meeting_itself, is_present, of_case
from indexer.interpret.decisions.clues import PROMISING, forms_of, is_name, is_own, says_i
from indexer.interpret.decisions.found import Setting
from kb.finnish import VerbForm, readings

# A name, an abbreviation or a noun; several with commas and "ja" between.
ONE: Final = r"[A-ZÅÄÖ][\w:-]*(?:\s[A-ZÅÄÖ][\w-]+)?"
_EACH: Final = rf"(?:{ONE}|[a-zåäö-]{{4,}})"
SPLIT: Final = re.compile(r",\s|\s(?:ja|sekä|och|and)\s|\s?/\s?|\s?\+\s?")
_LONGEST: Final = 400


def others_named(sentence: str, setting: Setting, subjects: Sequence[str]) -> tuple[str, ...]:
    """Whom a sentence makes its doers beside the `subjects` of its clauses: those of a clause without a verb, else what the first
    rule finds for a sentence that has no subject."""
    text = sentence[:_LONGEST]
    if subjects:
        return (*_gapped(text, setting), *_without_subject(text, setting))
    return next((found for rule in RULES if (found := rule(text, setting))), ())


# --- a clause that leaves its verb out ---------------------------------------------------------------------------------------

_GAPPED: Final = re.compile(rf"(?:,\s(?:ja\s)?|\s(?:ja|sekä|mutta)\s)(?P<who>{_EACH})(?=\s+(?P<rest>[^,.;]+))")
# Cases in which the rest of a clause without a verb stands ("kouluilta", "tilan", "näistä").
_OBJECTS: Final = frozenset(
    ("omanto", "osanto", "kohdanto", "sisaolento", "sisaeronto", "sisatulento", "ulkoolento", "ulkoeronto", "ulkotulento")
)


def _gapped(text: str, setting: Setting) -> tuple[str, ...]:
    """ "… kysyy kunnilta ja Veikko kouluilta": the second clause leaves its verb out."""
    found = (_without_verb(match["who"], match["rest"], setting) for match in _GAPPED.finditer(text))
    return tuple(who for who in found if who)


def _without_verb(who: str, rest: str, setting: Setting) -> str | None:
    """The actor of a clause of whom, what or to whom alone ("Veikko", "kouluilta"); common nouns are too often an object's part."""
    name, _, more = (who, "", "") if actor_of(who, setting) else who.partition(" ")
    found = actor_of(name, setting) if name[:1].isupper() else None
    words = _ASKS.split(f"{more} {rest}".strip())[0].split()
    if found is None or not 0 < len(words) <= _FEW or _is_surname(name, words[0]):
        return None
    return found if _is_object(words[0]) and not _has_verb(words) else None


_FEW: Final = 8
# Where another clause or what is asked begins ("… ja Veikko kouluilta tukeeko laite …").
_ASKS: Final = re.compile(r"\s(?=\w{2,}k[oö]\b|(?:ja|sekä|mutta)\s|(?:mikä|mitä|missä|miten|milloin|kuka|onko|voiko)\b)")


def _is_surname(who: str, following: str) -> bool:
    """Whether a capitalised word after a person's name belongs to it ("Veikko Salmiharjulta")."""
    return following[:1].isupper() and not following.split(":")[0].isupper() and not who.isupper()


def _is_object(word: str) -> bool:
    bare = word.strip("()\"”'")
    if ":" in bare or bare[:1].isupper():
        return True
    cases = {reading.case for reading in readings(bare.lower())}
    return bool(cases & _OBJECTS)


def _has_verb(words: Iterable[str]) -> bool:
    return any(form.finite and form.mood != "imperative" for word in words for form in forms_of(word.strip("()")))


# --- behind the verb ---------------------------------------------------------------------------------------------------------

_BEHIND: Final = re.compile(
    rf"\b(?P<verb>[a-zåäö]+)\s+(?:(?:vielä|sitten|myös|yhdessä|jatkossa)\s+)?(?P<names>{ONE}(?:(?:,\s|\s(?:ja|sekä)\s){_EACH}){{0,5}})"
    r"(?=\s*(?:[.;!)]|$|,)|\s+(?:\d|[a-zåäö]))"
)
_PRESIDES: Final = re.compile(
    r"\blisätie|\bkokouksen\b|\bpöytäkirja|\bpuhetta\b|\bmuistion?\s+laati|\besittel|\bvoi(?:vat)?\b|\bsaa(?:vat)?\b", re.I
)


def _behind(text: str, setting: Setting) -> tuple[str, ...]:
    """ "Käännökset tekee Tuuli.", "Talkoista vastaavat Tuuli ja Veikko.": what is done stands first."""
    match = _BEHIND.search(text)
    if match is None or _PRESIDES.search(text) or not _acts(match["verb"]):
        return ()
    before = re.findall(r"[\w:-]+", text[: match.start()])
    if (
        not before
        or len(before) > _FEW
        or _has_verb(before)
        or any(actor_of(word, setting) for word in before if word[:1].isupper())
    ):
        return ()
    return _all_of(SPLIT.split(match["names"]), setting)


def _acts(verb: str) -> bool:
    """Whether a word says what somebody does, in the third person."""
    return any(is_present(form) and form.lemma in vocabulary.DOING for form in forms_of(verb))


def _all_of(names: Sequence[str], setting: Setting) -> tuple[str, ...]:
    """The actors that names in the nominative mean, where all of them are one."""
    known = [actor_of(name.strip(), setting) or (name if is_actor(name.strip()) else None) for name in names]
    return tuple(name for name in known if name) if all(known) else ()


# --- in another case ---------------------------------------------------------------------------------------------------------

_TASK_OF: Final = re.compile(
    rf"\b(?P<names>{_EACH}(?:(?:,\s|\s(?:ja|sekä)\s){_EACH}){{0,4}})\s+"
    r"(?:tehtävänä|tehtäväksi|tehtäviin|vastuulla|vastuulle|vastuuna|kontolla|kontolle|hommana|hommaksi|huoleksi|listalla|listalle|hoidettavana|hoidettavaksi|selvitettävänä|selvitettäväksi)\b"
)
_HAS_TASK: Final = re.compile(
    rf"\b(?P<names>{_EACH})\s+on\s+(?:\w+\s+)?(?:tehtävänä|tehtävänään|vastuulla|vastuullaan|\w+(?:ttavana|ttävänä|ltavana|ltävänä|tavanaan))\b"
)
_GIVEN_TO: Final = (
    re.compile(rf"\b(?i:tehtäväksi|toimeksi)\s+(?:annettiin|annetaan)\s+(?P<names>{_EACH}(?:\s(?:ja|sekä)\s{_EACH})?)"),
    re.compile(rf"\b(?P<names>{_EACH}(?:\s(?:ja|sekä)\s{_EACH})?)\s+(?:annettiin|annetaan)\s+(?:tehtäväksi|toimeksi)\b"),
    re.compile(rf"\b(?i:annettiin|annetaan)\s+(?P<names>{_EACH}(?:\s(?:ja|sekä)\s{_EACH})?)\s+(?:tehtäväksi|toimeksi)\b"),
)


_HAS_GOING: Final = re.compile(
    rf"^(?P<names>{ONE})\s+on\s+(?:[^,.]{{0,60}}\s)?(?:tekoa|tekemistä|vuorossa|työn\s+alla|työlistalla|\w+m[aä]tt[aä])\b"
)
_FROM_WHOM: Final = re.compile(
    rf"\b(?P<names>{_EACH})\s+(?:tarvitaan|odotetaan|toivotaan|saadaan|tulee(?=.*(?:mennessä|viimeistään)))\b"
)
_LEFT_TO: Final = re.compile(
    rf"\b(?P<names>{_EACH})\s+jä(?:i|ä|ivät)\s+(?:\w+\s+){{0,2}}?\w+(?:minen|luku|tus|tys|nti|ely|ily|työ)\b"
)

# The case of whose task it is, by its ending.
_TASKS: Final[tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]] = (
    (_TASK_OF, ("n",)),
    (_HAS_TASK, ("lla", "llä")),
    (_HAS_GOING, ("lla", "llä")),
    (_FROM_WHOM, ("lta", "ltä")),
    (_LEFT_TO, ("lle",)),
    *((one, ("lle",)) for one in _GIVEN_TO),
)
# Signs in small letters of which a text that any of these fits must hold one.
_TASK_SIGNS: Final = (
    *["tehtäv", "vastuu", "kontol", "hoidettava", "selvitettävä", "toimeksi", "tavana", "ltävänä", "ttävänä"],
    *["hommana", "hommaksi", "huoleksi", "listall", "tekoa", "tekemistä", "vuorossa", "alla", "matta", "mättä"],
    *["tarvitaan", "odotetaan", "toivotaan", "saadaan", " tulee", " jäi", " jää"],
)
_EARLIER: Final = re.compile(r"\b(?:edelli|viime\b)|kokouksessa\s+\d", re.I)


def _task_of(text: str, setting: Setting) -> tuple[str, ...]:
    """ "Tuulin tehtävänä on …", "… on Tuulin ja Veikon vastuulla", "Toimistolla on selvitettävänä …", "Tuulille annettiin
    tehtäväksi …": whose task it is said to be, not was by an earlier meeting."""
    if not any(sign in text.lower() for sign in _TASK_SIGNS) or _EARLIER.search(text):
        return ()
    for pattern, ending in _TASKS:
        match = pattern.search(text)
        names = SPLIT.split(match["names"]) if match else []
        # "Selvitystyö Tuulin tehtävänä": of what stands before a name without a comma only the name is in the case.
        if names and all(name.endswith(ending) for name in names) and (found := _in_case(names, setting)):
            return () if ending == ("n",) and all(map(_is_body, found)) else found
    return ()


def _is_body(name: str) -> bool:
    """Whether an actor is a body: what "its task is" is what it is for."""
    return name.lower().endswith(vocabulary.BODY_HEADS)


def _in_case(names: Sequence[str], setting: Setting) -> tuple[str, ...]:
    known = [_of_any(name, setting) for name in names]
    return tuple(name for name in known if name) if all(known) else ()


def _of_any(name: str, setting: Setting) -> str | None:
    """A named one in any case, or a common noun's dictionary form where it can act."""
    if name[:1].isupper() and (named := _full_name(name, setting) or of_case(name, setting)):
        return named
    base = acting_base(name)
    return base if base and not is_meeting_itself(base, setting) else None


def _full_name(name: str, setting: Setting) -> str | None:
    first, _, last = name.rpartition(" ")
    return of_case(last, setting) if first else None


# Units that do work in themselves: a thing "is found out in the office", while a meeting is only where it is talked of.
_PLACE_OF_WORK: Final = re.compile(
    r"(?:virasto|toimisto|ministeriö|sihteeristö|kirjasto|kunta|kaupunki|koulu|oppilaitos|keskus|laitos|yksikkö|toimiala|ryhmä|tiimi|jaosto|organisaatio|liitto)$"
)
_IN: Final = re.compile(r"^[\wÅÄÖåäö:-]+ss[aä]$")
_MEETING_OF: Final = re.compile(
    r"\b(?P<who>[\wÅÄÖåäö:-]{4,}n)(?=\s+(?:\w+\s+){0,2}?\w*(?:(?:palaverissa|tapaamisessa|kokouksessa)\b|(?:palaveri|kokous)\b[^,]*,\s+(?:jossa|jolloin)\b))"
)
_MEETING_SIGNS: Final = ("palaveri", "tapaamisessa", "kokouksessa", "kokous")
# What is done by those in a place; the rest only happens there.
_FOUND_OUT: Final = vocabulary.MINDFUL | frozenset(
    ("arvioida", "kartoittaa", "kerätä", "koota", "laatia", "suunnitella", "tarkistaa", "testata", "tutkia", "varmistaa")
)


def _inside(text: str, setting: Setting) -> tuple[str, ...]:
    """ "Reittilaitoksessa selvitetään …", "Selvitetään kunnissa …": those among whom something is found out. Not the meeting's own
    body."""
    words = re.findall(r"[\wÅÄÖåäö:-]+", text.split(",")[0])[:_EARLY]
    if not any(_is_passive(form, _FOUND_OUT) for word in words for form in forms_of(word)):
        return ()
    found = next((unit for word in words if (unit := _unit(word, setting))), None)
    return (found,) if found and found.lower() not in (setting.body or "").lower() else ()


def _in_meeting_of(text: str, setting: Setting) -> tuple[str, ...]:
    """ "Aikataulu tarkistetaan kehittäjien palaverissa": those whose meeting it is where something is to be done."""
    meetings = _MEETING_OF.finditer(text) if any(sign in text for sign in _MEETING_SIGNS) else ()
    base = next((base for match in meetings if (base := acting_base(match["who"]))), None)
    if base is None or is_meeting_itself(base, setting):
        return ()
    is_to_be_done = re.search(r"\btullaan\b", text) or any(
        _is_passive(form, vocabulary.DOING | {"käsitellä"}) for word in re.findall(r"\w+", text) for form in forms_of(word)
    )
    return (base,) if is_to_be_done else ()


_EARLY: Final = 9


def _is_passive(form: VerbForm, lemmas: frozenset[str]) -> bool:
    """Whether a form is a present passive of one of these verbs."""
    is_passive = (form.voice, form.mood, form.tense, form.negative) == ("passive", "indicative", "present", False)
    return is_passive and form.lemma in lemmas


def _unit(word: str, setting: Setting) -> str | None:
    if not _IN.match(word):
        return None
    if ":" in word or word[:1].isupper():
        named = of_case(word, setting)
        if named and any(named.lower() == own.lower() for own in setting.people.organisations):
            return named
    base = acting_base(word)
    return base if base and _PLACE_OF_WORK.search(base) else None


# --- beside it ---------------------------------------------------------------------------------------------------------------

_BRACKETS: Final = re.compile(r"\((?P<names>[A-ZÅÄÖ][^()]{1,60})\)")
_LABEL: Final = re.compile(
    rf"^(?P<names>{ONE}(?:(?:,\s|\s(?:ja|sekä)\s|\s?/\s?){_EACH}){{0,5}}):\s+[\"”“'»]?(?:(?:minä|mä|mää|me)\s+)?(?P<verb>\w+)"
)


def _in_brackets(text: str, setting: Setting) -> tuple[str, ...]:
    """ "Kuvat kootaan (Tuuli, Veikko)": people alone in brackets in a sentence in the passive."""
    match = _BRACKETS.search(text)
    if match is None or not any(
        _is_passive(form, vocabulary.DOING) for word in re.findall(r"\w+", text) for form in forms_of(word)
    ):
        return ()
    names = [setting.people.person(name.strip()) for name in SPLIT.split(match["names"])]
    return tuple(name for name in names if name) if all(names) else ()


_AT_END: Final = re.compile(
    rf"(?P<lead>,\s|(?:->|=>|→)\s*)(?P<names>{ONE}(?:(?:,\s|\s(?:ja|sekä|\+)\s){ONE}){{0,4}})\s*(?:[.!]?$|,\s(?=ennen\b|viimeistään\b|\d))"
)


def _at_end(text: str, setting: Setting) -> tuple[str, ...]:
    """ "Kehitetään aineisto, Tuuli + Veikko", "Tilaus puuttuu -> Tuuli": people alone at the end, after work or an arrow."""
    match = _AT_END.search(text)
    if match is None:
        return ()
    if match["lead"] == ", " and not any(
        _is_passive(form, vocabulary.DOING) for word in re.findall(r"\w+", text)[:_EARLY] for form in forms_of(word)
    ):
        return ()
    names = [setting.people.person(name.strip()) for name in SPLIT.split(match["names"])]
    return tuple(name for name in names if name) if all(names) else ()


def _label(text: str, setting: Setting) -> tuple[str, ...]:
    """ "Reittilaitos: selvitetään", "Tuuli: kysyn kunnilta": who is present speaks. A thing or a place before a colon does not."""
    match = _LABEL.match(text)
    if match is None or not any(_is_passive(form, vocabulary.DOING) or is_own(form) for form in forms_of(match["verb"])):
        return ()
    names = SPLIT.split(match["names"])
    known = [_present(name.strip(), setting) for name in names]
    return tuple(name for name in known if name) if all(known) else ()


def _present(name: str, setting: Setting) -> str | None:
    """A person or an organisation that the meeting knows, or one of those who are gone round; not what only looks like one."""
    if person := setting.people.person(name):
        return person
    if name in setting.gone_round:
        return name
    lower = name.lower()
    return next(
        (
            name
            for own in setting.people.organisations
            if own.lower() == lower or own.lower().startswith((f"{lower} ", f"{lower}-"))
        ),
        None,
    )


_ROUND: Final = re.compile(rf"^(?P<name>{ONE}):\s+\S")
_FEWEST: Final = 3


def gone_round(lines: Iterable[str], setting: Setting) -> frozenset[str]:
    """The places and organisations by which each of several lines begins ("Kurkimäki: …", "KIRKAS: …"), where one of them at least
    is known to be an actor: what stands there each tells of itself."""
    names = {match["name"] for line in lines if (match := _ROUND.match(line))}
    if len(names) < _FEWEST or not any(actor_of(name, setting) for name in names):
        return frozenset()
    return frozenset(name for name in names if actor_of(name, setting) or _is_place(name))


def _is_place(name: str) -> bool:
    return any((reading.word_class, reading.case) == ("paikannimi", "nimento") for reading in readings(name))


# --- in one's turn -----------------------------------------------------------------------------------------------------------

_TURN: Final = re.compile(rf"^\W*(?P<name>{ONE})\s*(?:\([^()]{{1,30}}\)\s*)?:\W*\s")
_ALONE: Final = re.compile(rf"^\W*(?P<name>{ONE})\s*(?:\([^()]{{1,30}}\))?\W*$")
_NEXT: Final = r"(?:seuraavaksi|seuraavaks|seuraavana|(?:tällä|ensi|seuraavalla)\s+(?:viikolla|vkolla|sprintissä|kerralla))"
# A clause that begins with its verb, or after small words, or that tells what is next without one.
_VERB_FIRST: Final = re.compile(
    rf"^(?:ja\s+|sekä\s+)?(?:(?:nyt|sitten|vielä|huomenna|tänään|edelleen|myös|lisäksi|samalla|{_NEXT})\s+)*(?P<verb>[a-zåäö]+)\b",
    re.I,
)
_NEXT_ALONE: Final = re.compile(rf"^(?:ja\s+)?{_NEXT}\s*:?\s+(?P<rest>\S.*)", re.I)
_PARTS: Final = re.compile(r"[,;.]\s+|\s[–-]\s|\s(?=ja\s)|:\s+")
_TOLD: Final = re.compile(r"\b(?:että|jos|mikäli|kun|koska|jo(?:ka|tka|nka|ita|ista|ssa|sta))\b", re.I)


def whose_turn(text: str, setting: Setting, *, alone: bool) -> str | None:
    """The one present by whose name a line begins ("Tuuli: kartta kesken"), or of whose name it consists where it is `alone`."""
    match = (_ALONE if alone else _TURN).match(text)
    return setting.people.person(match["name"]) if match else None


def _without_subject(text: str, setting: Setting) -> tuple[str, ...]:
    """ "Tuuli: sai kartan valmiiksi, seuraavaksi tekee haun", "Tuuli ei tiennyt, kysyy kunnilta": clauses that leave their subject
    out, of whoever's turn it is or the sentence begins with."""
    turn = _TURN.match(text)
    rest = _TOLD.split(text[turn.end() :] if turn and setting.teller else text)[0]
    clauses = _PARTS.split(rest)
    who = (setting.teller,) if setting.teller else named_at_head(text, setting)
    own = clauses if setting.teller else clauses[1:]
    return who if who and any(_does_next(clause) for clause in own) else ()


def _does_next(clause: str) -> bool:
    verb = _VERB_FIRST.match(clause)
    if verb and any(
        (is_present(form) and form.lemma in vocabulary.DEEDS) or _promised(form) for form in forms_of(verb["verb"])
    ):
        return True
    alone = _NEXT_ALONE.match(clause)
    return alone is not None and not _has_verb(alone["rest"].split())


def _promised(form: VerbForm) -> bool:
    return form.lemma in PROMISING and form.person == "3"


# --- understood --------------------------------------------------------------------------------------------------------------

_PRONOUN: Final = re.compile(
    r"^(?:[Ll]isäksi\s+|[Ss]amalla\s+)?(?P<who>[Hh]än|[Hh]e)\s+(?:itse\s+|vielä\s+|sitten\s+)?(?P<verb>[a-zåäö]+)\b"
)


def _pronoun(text: str, setting: Setting) -> tuple[str, ...]:
    """ "Hän lähettää sen": whom the sentence before named, one for "hän", several for "he"."""
    match = _PRONOUN.match(text)
    if match is None or not (_acts(match["verb"]) or any(form.lemma in PROMISING for form in forms_of(match["verb"]))):
        return ()
    return setting.before if (len(setting.before) == 1) == (match["who"].lower() == "hän") else ()


def _speaker(text: str, setting: Setting) -> tuple[str, ...]:
    """ "Lupasin ottaa selvää": whoever presents the item, where its heading names just one."""
    return (setting.speaker,) if setting.speaker and says_i(text) else ()


RULES: Final[tuple[Callable[[str, Setting], tuple[str, ...]], ...]] = (
    _pronoun,
    _speaker,
    _label,
    _task_of,
    _behind,
    _in_brackets,
    _at_end,
    _in_meeting_of,
    _inside,
    _without_subject,
)


# --- who was named before ----------------------------------------------------------------------------------------------------

_HEAD: Final = re.compile(rf"^(?P<names>{ONE}(?:(?:,\s|\s(?:ja|sekä)\s){ONE}){{0,5}})\s+(?P<verb>[a-zåäö]+)\b")


_DENIES: Final = ("ei", "eivät")


def named_at_head(sentence: str, setting: Setting) -> tuple[str, ...]:
    """The people whom a sentence begins with as its subject, however it goes on ("Tuuli esitteli luonnosta."). Nobody where another
    is named beside them."""
    match = _HEAD.match(sentence)
    if match is None or not (match["verb"] in _DENIES or any(form.finite for form in forms_of(match["verb"]))):
        return ()
    names = [setting.people.person(name) or (name if is_name(name) else None) for name in SPLIT.split(match["names"])]
    return tuple(name for name in names if name) if all(names) else ()


_PRESENTS: Final = re.compile(r"(?:\((?P<in>[^()]{3,60})\)|\s[-–]\s(?P<after>[^-–()]{3,60})|,\s(?P<last>[^,()]{3,40}))\s*$")


def presenter(title: str, setting: Setting) -> str | None:
    """Who presents an item by its heading ("Kartat (Tuuli)"); None where none or several are named."""
    match = _PRESENTS.search(title.strip(" :"))
    return setting.people.person((match["in"] or match["after"] or match["last"]).strip()) if match else None
