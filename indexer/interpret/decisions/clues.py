"""What in a sentence tells for or against its being a promise: each clue a small named predicate, weighed by `promises`.

A clue sees one sentence with its words' analyses and the place it stands in, never a file. The names are what a verdict is
explained by; their weights are data (`weights.json`), learnt by `tests.judgements.claims.train_promises`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final

from indexer.interpret import vocabulary
from kb.finnish import VerbForm, readings, verb_forms

_WORD: Final = re.compile(r"[\wÅÄÖåäö§]+(?:[-–:’'.][\wÅÄÖåäö]+)*-?")
# A sentence is judged by its beginning: more than this is no sentence but a table or a text without stops.
_LONGEST: Final = 700


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and its place: `forms` of its words as verbs, `finite` those that can only be a verb's, `doers` those whom it names as subjects of its verbs, `has_due` whether it says by when;
    `place` names the zone ("marked", "arrow", "actions", "list", "row", "formal", "terse", "alone", "decided", …)."""

    text: str
    words: tuple[str, ...]
    forms: tuple[tuple[VerbForm, ...], ...]
    finite: tuple[VerbForm, ...]
    doers: tuple[str, ...]
    has_due: bool
    place: frozenset[str]


def said(text: str, doers: tuple[str, ...], has_due: bool, place: frozenset[str]) -> Said:
    """A sentence ready for the clues."""
    words = tuple(match.group() for match in _WORD.finditer(text[:_LONGEST]))
    forms = tuple(map(forms_of, words))
    return Said(text[:_LONGEST], words, forms, tuple(_finite(words, forms)), doers, has_due, place)


@lru_cache(maxsize=20_000)
def _only_verb(word: str) -> bool:
    """Whether a word is read as a verb only, or is a passive: "uusi" and "tarkemmat" are no verbs though they can be."""
    is_verb = (r.word_class in ("teonsana", "kieltosana") or r.participle is not None for r in readings(word.lower()))
    return all(is_verb) or word.lower().endswith(("taan", "tään", "daan", "dään"))


@lru_cache(maxsize=20_000)
def forms_of(word: str) -> tuple[VerbForm, ...]:
    """The verb readings of a word that is more likely a verb than a noun."""
    return verb_forms(word.lower())


def only_verb_forms(word: str) -> tuple[VerbForm, ...]:
    """The verb readings of a word that can be nothing else."""
    return forms_of(word) if _only_verb(word) else ()


def clues(one: Said) -> tuple[str, ...]:
    """The names of the clues that a sentence gives, in the order of the table."""
    return tuple(name for name, holds in CLUES.items() if holds(one))


PROMISING: Final = ("luvata", "lupautua", "sitoutua")


def says_i(text: str) -> bool:
    """Whether a sentence tells what the one who speaks is going to do ("Lupasin ottaa selvää", "Otan selvää")."""
    words = [match.group() for match in islice(re.finditer(r"\w+", text), 5)]
    return any(_says_i(word, words[at + 1 :], at) for at, word in enumerate(words[:4]))


def _says_i(word: str, after: Sequence[str], at: int) -> bool:
    """Whether a word is such a verb. One that may be a noun too ("Kutsun antaa puheenjohtaja", "otetaan vastaan") is only at the
    head, with no other verb beside it."""
    if not any(map(is_own, forms_of(word))):
        return False
    is_beside = bool(after) and any(form.finite for form in forms_of(after[0]))
    is_verb = all(reading.word_class == "teonsana" for reading in readings(word.lower()))
    return is_verb or (at == 0 and not is_beside)


def is_own(form: VerbForm) -> bool:
    """Whether a verb is in the first person singular and promises or does."""
    if form.person != "1" or form.number == "plural" or form.negative or form.mood != "indicative":
        return False
    return form.lemma in PROMISING or (
        form.tense == "present" and form.lemma in vocabulary.DOING - {"ehdottaa", "esittää", "katsoa"}
    )


# --- which verb stands where -------------------------------------------------------------------------------------------------


def _finite(words: Iterable[str], forms_of_words: Iterable[tuple[VerbForm, ...]]) -> Iterator[VerbForm]:
    for word, forms in zip(words, forms_of_words, strict=True):
        if forms and _only_verb(word):
            yield from (form for form in forms if form.finite)


def _has(one: Said, fits: Callable[[VerbForm], bool]) -> bool:
    return any(map(fits, one.finite))


def _is_present_passive(form: VerbForm) -> bool:
    return form.voice == "passive" and form.mood == "indicative" and form.tense == "present" and not form.negative


def _head_forms(one: Said) -> tuple[VerbForm, ...]:
    """The readings of the first word that is no small word ("Lisäksi selvitetään …")."""
    for word, forms in zip(one.words, one.forms, strict=True):
        if word.lower() not in _LEADS:
            return forms
    return ()


def _head_passive(one: Said, lemmas: frozenset[str]) -> bool:
    return any(_is_present_passive(form) and form.lemma in lemmas for form in _head_forms(one))


def _any_passive(one: Said, lemmas: frozenset[str]) -> bool:
    return _has(one, lambda form: _is_present_passive(form) and form.lemma in lemmas)


def _necessive(one: Said) -> bool:
    """ "on tehtävä", "tulee tehdä", "pyydettävä"."""
    for at, word in enumerate(one.words[:-1]):
        if word.lower() in ("tulee", "pitää", "täytyy", "tulisi", "pitäisi") and any(
            form.mood == "A-infinitive" for after in one.forms[at + 1 : at + 6] for form in after
        ):
            return True
    return False


def _theme_and_passive(one: Said) -> bool:
    """ "Listat toimitetaan Ainolle": what is worked on, then a passive of doing, early in the sentence."""
    return any(
        _is_present_passive(form) and form.lemma in vocabulary.DOING for forms in one.forms[1:7] for form in forms
    ) and not any(form.finite and _only_verb(one.words[0]) for form in one.forms[0])


def _participle_of_duty(one: Said) -> bool:
    return any(
        form.participle == "present_passive" and form.case in ("nimento", "nominative") and form.lemma in vocabulary.DOING
        for forms in one.forms
        for form in forms
    )


def _verbless(one: Said) -> bool:
    return not one.doers and not one.finite


def _deed_noun(word: str) -> bool:
    """A noun of doing as the head of a sentence without a verb ("Hankinnan viimeistely", "Raporttien päivittäminen")."""
    return word.endswith(("minen", "nti", "ntä")) or bool(re.search(r"(?:ely|ily|ittely|itys|utus|aus|nnus|stus)$", word))


def _pattern(words: str) -> Callable[[Said], bool]:
    pattern = re.compile(words, re.I)
    return lambda one: pattern.search(one.text) is not None


def _place(name: str) -> Callable[[Said], bool]:
    return lambda one: name in one.place


_SIDE: Final = re.compile(
    r"^(?:jo[tnkhsil]\w*|jolta|mikä|mitä|miten|missä|mistä|mihin|kuinka|milloin|että|jotta|jos|mikäli|kun|koska|vaikka|jollei\w*|ellei\w*|kuten|sillä)\b",
    re.I,
)
_CLAUSES: Final = re.compile(r",\s*|\s(?=(?:että|jotta|jos|mikäli|kun|koska)\s)")


def _main_words(one: Said) -> Iterator[str]:
    """The words of the clauses that tell neither what something is like nor under which condition."""
    for clause in _CLAUSES.split(one.text):
        if not _SIDE.match(clause):
            yield from (match.group() for match in _WORD.finditer(clause))


def _main_passive(one: Said, lemmas: frozenset[str] | None = None) -> bool:
    """Whether a main clause has a present passive, of these verbs where any are given."""
    return _main_passive_in(_main_words(one), lemmas)


def _main_passive_in(words: Iterable[str], lemmas: frozenset[str] | None) -> bool:
    forms = (form for word in words for form in forms_of(word))
    return any(_is_present_passive(form) and (lemmas is None or form.lemma in lemmas) for form in forms)


_TASK: Final = re.compile(
    r"\b(?:tehtävän(?:ä|ään)|tehtäväksi|vastuul(?:la|laan|le|leen)|hoidettava(?:na|ksi)|selvitettävä(?:nä|ksi)|kontol(?:la|le)|homma(?:na|ksi)|huoleksi|listal(?:la|le)|vuorossa|työn\s+alla"
    r"|\w+m[aä]tt[aä])\b|\w+lle\s+jä(?:i|ä|ivät)\b|\w+lt[aä]\s+(?:tarvitaan|odotetaan|toivotaan|saadaan|tulee)\b"
)
_AGREED_THAT: Final = re.compile(r"\b(?:sovittiin|päätettiin|linjattiin|päättää|päätti)\b[^,]*,\s+että\s+(?P<what>.*)", re.I)


def _policy(one: Said) -> bool:
    """Whether it was agreed how something is done, rather than that it be done: what is done stands before a passive, and nothing
    says by when or by whom ("Päätettiin, että kulut jaetaan tasan")."""
    match = _AGREED_THAT.search(one.text)
    if match is None or one.has_due or one.doers:
        return False
    words = [word.group() for word in _WORD.finditer(match["what"])]
    return (
        bool(words)
        and not any(map(_is_present_passive, forms_of(words[0])))
        and not _main_passive_in(words, vocabulary.DONE_ONCE)
    )


_FOR_WHOM: Final = re.compile(r"\b[A-ZÅÄÖ][\wåäö]+(?:lle|:lle)\b")
_LEADS: Final = frozenset(
    [
        "lisäksi",
        "samalla",
        "jatkossa",
        "kuitenkin",
        "ensin",
        "näin",
        "siis",
        "vielä",
        "sitten",
        "joten",
        "eli",
        "ja",
        "myös",
        "tarvittaessa",
        "sovittiin",
        "päätettiin",
        "että",
    ]
)
_HAPPENING: Final = frozenset(
    [
        "tapahtua",
        "alkaa",
        "päättyä",
        "kestää",
        "jatkua",
        "sijaita",
        "tulla",
        "näkyä",
        "toimia",
        "löytyä",
        "kuulua",
        "vaikuttaa",
        "johtua",
        "koskea",
        "sisältää",
        "muuttua",
        "onnistua",
    ]
)
_GIVING: Final = frozenset(["valtuuttaa", "velvoittaa", "ohjeistaa", "kehottaa", "pyytää", "antaa"])

CLUES: Final[dict[str, Callable[[Said], bool]]] = {
    "doer": lambda one: bool(one.doers),
    "doer and a verb of doing": lambda one: (
        bool(one.doers) and any(f.lemma in vocabulary.DEEDS and f.tense == "present" for forms in one.forms for f in forms)
    ),
    "doer and a deadline": lambda one: bool(one.doers) and one.has_due,
    "doer first": _place("doer first"),
    "I do": lambda one: says_i(one.text),
    "task of": lambda one: bool(one.doers) and _TASK.search(one.text) is not None,
    "done once": lambda one: _main_passive(one, vocabulary.DONE_ONCE),
    "passive in a side clause": lambda one: _any_passive(one, vocabulary.DOING) and not _main_passive(one),
    "policy": _policy,
    "habit": _pattern(
        r"\b(?:aina|yleensä|pääsääntöisesti|usein|jatkuvasti|säännöllisesti|vuosittain|kuukausittain|viikoittain|päivittäin|öisin|välein"
        r"|nykyisin|nykyään|parhaillaan|ensisijaisesti|tarvittaessa|jollei\w*|ellei\w*|\w*järjestyksessä|\w+tavalla|suurin\s+osa|tällä\s+hetkellä)\b"
        r"|^(?:\S+\s+){1,3}mukaan\b"
    ),
    "promised": _pattern(r"\blupa(?:si|sivat|utui|utuivat|utuu)\b|\bsitoutu(?:i|ivat|u|vat|nut)\b"),
    "deadline": lambda one: one.has_due,
    "by": _pattern(
        r"\bmennessä\b|\bviimeistään\b|\bdeadline\b|\bdl\b|\bmääräaika|\bennen\s+\w+n?\s+(?:kokou|palaver)|\bmahdollisimman\s+pian\b|\bpikaisesti\b|\bviipymättä\b"
    ),
    "responsibility": _pattern(r"\bvastuulla\b|\bvastuussa\b|\bvastaa\b(?!\s+(?:kysy|tä))|\bvastuuhenkilö"),
    "next meeting": _pattern(
        r"\bseuraava(?:ssa|an|lla|lle|ksi)\s+(?:\w+\s+)?\w*(?:kokou|palaver|kerra|tapaami)|\bensi\s+kerra|\bensi\s+kokou"
    ),
    "a meeting is held": lambda one: (
        vocabulary.NEXT_MEETING.search(one.text) is not None
        and re.search(r"\b(?:pidetään|järjestetään|kokoonnutaan|on|alkaa)\b", one.text) is not None
    ),
    "come back": lambda one: _any_passive(
        one, frozenset(("palata", "käsitellä", "katsoa", "jatkaa", "keskustella", "päättää"))
    ),
    "head passive of work": lambda one: _head_passive(one, vocabulary.WORKING),
    "head passive of doing": lambda one: _head_passive(one, vocabulary.DOING - vocabulary.WORKING),
    "head passive of telling": lambda one: _head_passive(one, vocabulary.TELLING | vocabulary.TALKING),
    "passive of work": lambda one: _any_passive(one, vocabulary.WORKING),
    "passive of doing": lambda one: _any_passive(one, vocabulary.DOING - vocabulary.WORKING),
    "passive of other": lambda one: _has(one, lambda f: _is_present_passive(f) and f.lemma not in vocabulary.DOING),
    "given": lambda one: _has(one, lambda f: f.lemma in _GIVING and f.person in (None, "3") and not f.negative),
    "imperative": lambda one: any(
        word.lower().endswith(("kaa", "kää")) and any(f.mood == "imperative" and f.person == "2" for f in forms)
        for word, forms in zip(one.words, one.forms, strict=True)
    ),
    "agreed that": _pattern(r"\b(?:sovittiin|päätettiin|sovimme|päätimme)\b"),
    "agreed to do": lambda one: (
        bool(re.search(r"\b(?:sovittiin|päätettiin)\b", one.text, re.I))
        and any(f.mood == "A-infinitive" for forms in one.forms for f in forms)
    ),
    "must": _necessive,
    "must and a deadline": lambda one: one.has_due and _necessive(one),
    "to be done": _participle_of_duty,
    "to be done first": lambda one: any(form.participle == "present_passive" for form in _head_forms(one)),
    "theme and a passive": _theme_and_passive,
    "one clause": lambda one: "," not in one.text and not one.text.rstrip().endswith("?"),
    "named": lambda one: any(word[:1].isupper() and is_name(word) for word in one.words[1:]),
    "two passives": lambda one: sum(any(map(_is_present_passive, forms)) for forms in one.forms) > 1,
    "future": _pattern(
        r"\btullaan\b|\btulee\s+\w+m[aä]{2}n\b|\btulevat\s+\w+m[aä]{2}n\b|\baikoo\b|\btarkoitus\s+on\b|\btavoitteena\b"
    ),
    "from now on": _pattern(r"\bjatkossa\b|\btästä\s+lähtien\b|\baina\b"),
    "later": _pattern(r"\bmyöhemmin\b|\bjälkeen\b|\bsitten\b|\bensi\s+(?:vuo|kuu|viik|kevä|syks)|\bpian\b"),
    "past": lambda one: _has(one, lambda f: f.tense == "past" and f.lemma not in vocabulary.DECIDING),
    "perfect": _pattern(r"\b(?:on|ovat|oli|olivat|ole)\s+(?:\w+\s+){0,2}\w+(?:nut|nyt|neet|tu|ty|ttu|tty)\b"),
    "is": _pattern(r"\b(?:on|ovat|oli|olivat|olisi|ole)\b"),
    "happens": lambda one: _has(one, lambda f: f.lemma in _HAPPENING and f.tense == "present") and not one.doers,
    "conditional": lambda one: _has(one, lambda f: f.mood == "conditional"),
    "can": _pattern(r"\b(?:voi|voivat|voidaan|voisi\w*|saa|saavat|pystyy|pystyvät)\b"),
    "ought": _pattern(
        r"\bkannattaa\b|\bolisi\s+hyvä\b|\bon\s+hyvä\b|\btärkeä|\btoivot|\btoivee|\bsuositel|\bhalut|\btarpeen\b"
    ),
    "maybe": _pattern(r"\behkä\b|\bmahdollisesti\b|\bvarmaankin\b|\bpitäisikö\b|\bvoisiko\b|neen\b"),
    "condition": _pattern(r"^(?:jos|mikäli|kun|kunhan)\b|\bmikäli\b|\bjos\b"),
    "denied": _pattern(r"\b(?:ei|eivät|ettei|eikä)\b"),
    "question": lambda one: one.text.rstrip().endswith("?"),
    "talk": _pattern(r"\bkeskusteltiin\b|\bpohdittiin\b|\btodettiin\b|\bkerro|\bkertoi|\bkäytiin\b|\besitteli\b|\bkorost"),
    "relative first": _pattern(r"^(?:joka|jossa|josta|johon|mikä|mitä|missä|koska|kuten)\b"),
    "for whom": lambda one: _FOR_WHOM.search(one.text) is not None,
    "verbless": _verbless,
    "verbless with a deadline": lambda one: _verbless(one) and one.has_due,
    "verbless to somebody with a deadline": lambda one: (
        _verbless(one) and one.has_due and _FOR_WHOM.search(one.text) is not None
    ),
    "verbless deed": lambda one: _verbless(one) and any(map(_deed_noun, one.words[:6])),
    "own body": _place("own body"),
    "short": lambda one: len(one.words) <= 5,
    "middling": lambda one: 6 <= len(one.words) <= 18,
    "long": lambda one: len(one.words) > 30,
    "number": lambda one: sum(letter.isdigit() for letter in one.text) > 0.25 * max(1, len(one.text)),
    "no sentence": lambda one: (
        not one.text.rstrip().endswith((".", "!", ":", ")")) and "list" not in one.place and "row" not in one.place
    ),
    **{
        name: _place(name)
        for name in ("marked", "arrow", "actions", "list", "row", "formal", "decided", "day label", "general title")
    },
}


def is_name(word: str) -> bool:
    """Whether the dictionary knows a word as a person's name and as nothing else.

    >>> is_name("Maija"), is_name("Sinne")
    (True, False)
    """
    classes = {reading.word_class for reading in readings(word)}
    return bool(classes) and classes <= {"etunimi", "sukunimi"}
