"""Words that a body uses often and never explains: for somebody who knows to explain in a line or two."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from indexer.relate.topics.candidates import Candidate
from indexer.relate.topics.empty import TOOLS, is_empty
from indexer.relate.topics.naming import name
from kb.finnish import fold, lemma, readings
from kb.finnish.choice import likely
from kb.finnish.common import RARE, commonness
from kb.finnish.phrases import is_compound
from kb.relations import Term

# Of each body at most so many, each in at least so many of its meetings, or so often in a body's only ones.
_MOST: Final = 45
_MEETINGS: Final = 3
_USES: Final = 4
_LEAST_USES: Final = 3
_TOKEN: Final = re.compile(r"[^\W\d_][\w:-]*\w")
_PROPER: Final = frozenset(("etunimi", "sukunimi", "paikannimi", "nimi", "lyhenne"))
_LEAST_LETTERS: Final = 4
# Tools that every office has.
_EVERYBODYS: Final = frozenset(
    ["teams", "zoom", "skype", "meet", "excel", "word", "powerpoint", "outlook", "whatsapp", "google", "facebook", "youtube"]
)
# A name stands with a small letter so many times less often than with a capital.
_SELDOM_SMALL: Final = 3
# A compound says mostly itself what it is.
_WORTH: Final = {"strange": 1.5, "name": 1.3, "simple": 1.0, "joined": 0.7, "compound": 0.4}
# So many uses tell as much as a meeting more.
_MANY_USES: Final = 20

# Laws, rules, offices, money and papers of every public body: a compound of these is no body's own word.
_ORDINARY_HEADS: Final = tuple(
    """
    laki sääntö säännöt oikeus sihteeri johtaja päällikkö puheenjohtaja pitäjä jäsen valitus kulu tulo meno palkkio arvio talous
    lautakunta valtuusto hallitus toimi lista vuoro kaava opetus henkilö luku määrä aika kortti vero ehdotus sopimus koulut kokous
    pohja
    """.split()  # noqa: SIM905 (read as prose)
)
# What minutes call their own handling of matters, what children and students everywhere do, and the like.
_ORDINARY: Final = frozenset(
    """
    selostus toteuma toteutuma tilinpäätös opinnot huoltaja kuntalainen digitalisaatio laskutus asiakkuus hitaus pullonkaula
    valikko nuotti toimintamalli raportointi valtuutus
    """.split()  # noqa: SIM905 (read as prose)
)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as it is shown, how strange it is, how often it stands anywhere, and in which meetings."""

    name: str
    kind: str
    uses: int
    meetings: Collection[str]


def unexplained(
    found: Mapping[str, Candidate],
    bodies: Mapping[str, str],
    terms: Iterable[Term],
    names: Iterable[str] = (),
    texts: Iterable[tuple[str, Tally]] = (),
) -> tuple[Term, ...]:
    """Terms with empty meanings: of each body the words that Finnish at large does not know, the most used first. `bodies` tell
    whose each meeting is, the newest first; `terms` are those that are explained, `names` of people and others are no words;
    `texts` are the words of meetings, with abbreviations and what a capital makes a name."""
    known = {fold(term.term) for term in terms} | {fold(part) for one in names for part in one.split()}
    words = {**_words_of(found), **_written_strangely(texts)}
    sizes = Counter(bodies.values())
    ranked: dict[str, list[tuple[float, Term]]] = defaultdict(list)
    order = {meeting: place for place, meeting in enumerate(bodies)}
    for key in words.keys() - known:
        word = words[key]
        if word.kind == "strange" and key.endswith("n") and key[:-1] in words:
            continue  # Its genitive.
        newest: dict[str, str] = {}
        for meeting in sorted(word.meetings, key=order.__getitem__):
            newest.setdefault(bodies[meeting], meeting)
        for body, count in Counter(bodies[meeting] for meeting in word.meetings).items():
            if _is_usual(word, count, sizes[body]):
                ranked[body].append((_weight(word, count), Term(word.name, "", newest[body], uses=count)))
    best = (sorted(ranked[body], key=lambda pair: (-pair[0], pair[1].term))[:_MOST] for body in sizes)
    return tuple(term for own in best for _, term in own)


def _words_of(found: Mapping[str, Candidate]) -> dict[str, _Word]:
    """The nouns among the candidates that not everybody knows."""
    return {
        key: _Word(_named(entry), kind, entry.uses, entry.meetings)
        for key, entry in found.items()
        if not entry.modifiers and ":" not in key and entry.uses >= _LEAST_USES and (kind := _kind(entry)) is not None
    }


def _weight(word: _Word, count: int) -> float:
    return (count - 1 + min(word.uses, _MANY_USES) / _MANY_USES) * _WORTH[word.kind]


def _named(entry: Candidate) -> str:
    """How a word is written: an unknown one of those in *-tin*, whose other forms have *-ttime-*, in its basic form."""
    told = name(entry)
    return f"{told[:-5]}tin" if told.endswith("ttime") else told


def _is_usual(word: _Word, count: int, meetings: int) -> bool:
    """Whether a word is more than a mention in a body of so many meetings, `count` of which have it; of a strange one less will do."""
    strange = word.kind in ("strange", "name", "joined")
    if word.kind == "strange" and meetings == 1:
        return word.uses > 1
    return count >= min(2 if strange else _MEETINGS, meetings) and word.uses >= (_LEAST_USES if strange else _USES)


@dataclass(frozen=True, slots=True)
class Tally:
    """The words of one meeting's minutes or of a deck: those written strangely as (key, form, kind, how often), in the order in
    which each is first met, and the others that have no capital as (key, how often)."""

    strange: tuple[tuple[str, str, str, int], ...] = ()
    small: tuple[tuple[str, int], ...] = ()


def tally(lines: Iterable[str]) -> Tally:
    """Counts abbreviations and words of mixed case, also those that begin a compound, and common words that a capital amid
    sentences makes names.

    >>> tally(["Käyttöön otetaan Latu.", "Järjestelmän latu (KVX)"]).strange
    (('latu', 'Latu', 'name', 1), ('kvx', 'KVX', 'strange', 1))
    """
    strange = Counter[tuple[str, str, str]]()
    small = Counter[str]()
    for text in lines:
        for match in _TOKEN.finditer(text):
            short = _abbreviation(match.group())
            word = short or _name_amid(match, text)
            key = fold(lemma((word or match.group()).lower()))
            if word is not None:
                strange[key, word, "strange" if short else "name"] += 1
            elif match.group().islower():
                small[key] += 1
    return Tally(tuple((*found, count) for found, count in strange.items()), tuple(small.items()))


def _written_strangely(texts: Iterable[tuple[str, Tally]]) -> dict[str, _Word]:
    """The words written strangely that stand with a small letter seldom, by their folded forms."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    meetings: dict[str, dict[str, None]] = defaultdict(dict)
    kinds: dict[str, str] = {}
    small = Counter[str]()
    for meeting, counted in texts:
        for key, word, kind, count in counted.strange:
            kinds.setdefault(key, kind)
            forms[key][word] += count
            meetings[key][meeting] = None
        for key, count in counted.small:
            small[key] += count
    return {
        key: _Word(min(own, key=lambda form: (len(form), -own[form])), kinds[key], own.total(), meetings[key])
        for key, own in forms.items()
        if small[key] * _SELDOM_SMALL <= own.total()
    }


def _abbreviation(token: str) -> str | None:
    """The abbreviation or the word of mixed case that a token is, or begins with; None for any other word.

    >>> [_abbreviation(token) for token in ("KVX:n", "KVX-palvelu", "LaTu", "LATU", "PÖYTÄKIRJA", "Latu-palvelu", "klo")]
    ['KVX', 'KVX', 'LaTu', None, None, None, None]
    """
    word = re.split(r"[:-]", token)[0]
    if len(word) < 2 or not any(letter.isupper() for letter in word[1:]):
        return None
    found = likely(word.lower())
    if word.isupper() and (found or readings(word)):
        return None
    return word


def _name_amid(match: re.Match[str], text: str) -> str | None:
    """The base form, with its capital, of a common word that has a capital amid a sentence; None for any other word."""
    token = match.group()
    if not token[0].isupper() or not token.isalpha() or not re.search(r"[\wåäö,] $", text[: match.start()][-2:]):
        return None
    found = readings(token)
    if not found and fold(lemma(token)) in TOOLS - _EVERYBODYS and commonness(lemma(token)) <= RARE:
        return lemma(token).capitalize()
    base = lemma(token)
    if not found or len(token) < _LEAST_LETTERS or is_empty(base) or _is_ordinary(base):
        return None
    return None if any(reading.word_class in _PROPER for reading in found) else base.capitalize()


def _kind(entry: Candidate) -> str | None:
    """How strange a word is; None for one that everybody knows."""
    base = entry.base
    if base.endswith("minen") or any(r.word_class == "lyhenne" for r in readings(f"{base}.")) or _is_ordinary(base):
        return None
    if not any(likely(form) for form in entry.forms):
        return "joined" if "-" in base else "strange"
    if commonness(base) > RARE:
        return None
    return "compound" if is_compound(base) else "simple"


def _is_ordinary(base: str) -> bool:
    """Whether every public body has the word.

    >>> [_is_ordinary(word) for word in ("lautakuntalaki", "hallintosääntö", "selostus", "kellutus")]
    [True, True, True, False]
    """
    return base in _ORDINARY or (is_compound(base) and "-" not in base and base.endswith(_ORDINARY_HEADS))
