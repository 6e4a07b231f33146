"""Words of the group's own with what they mean, in the words that defined them first.

Three ways of defining are read: an abbreviation beside the words it shortens ("yhteinen tilannekuvapalvelu (YTP)"), "X eli Y",
and "X on luettelo, joka …". An abbreviation counts only when its letters begin words, or parts of compounds, of the meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kb.finnish import fold, lemma, part_terms, readings, split_sentences, tokenize, verb_forms
from kb.finnish.choice import likely
from kb.knowledge.relations import Term
from kb.model import Meeting

_ABBREVIATION: Final = r"[A-ZÅÄÖ][A-ZÅÄÖa-zåäö0-9&/-]{0,8}[A-ZÅÄÖ0-9]"
_IN_BRACKETS: Final = re.compile(rf"\((?P<abbreviation>{_ABBREVIATION})(?::\w+)?\)")
_MEANING_IN_BRACKETS: Final = re.compile(
    rf"(?<![\w-])(?P<abbreviation>{_ABBREVIATION})(?::\w+)?\s+\((?P<meaning>[^()]{{6,80}})\)"
)
_ELI: Final = re.compile(r"(?P<before>[^.,;:()]{3,60})\s+eli\s+(?P<after>[^.;:()]{3,160})")
_IS: Final = re.compile(r"^(?P<subject>(?:[\w-]+\s+)?[\w-]{4,40})(?:\s+\([^()]{2,12}\))?\s+on\s+(?P<rest>[^.]{15,240})")
_WORD: Final = re.compile(r"[\w-]+")
_MOST_WORDS: Final = 8
_MOST_OF_ELI: Final = 5
# Nouns that say how something stands, not what it is.
_NO_KIND: Final = frozenset(
    """
    tavoite tarkoitus tarve ongelma ajatus syy osa asia aika tilanne kysymys vaihtoehto mahdollisuus riski etu haaste puute este
    maanantai tiistai keskiviikko torstai perjantai edellytys lähtökohta peruste ehto tulos päivä viikko kuukausi vuosi määrä lupa vastuu mieli hyöty toive aihe
    """.split()  # noqa: SIM905 (read as prose)
)
_NAMES: Final = ("paikannimi", "etunimi", "sukunimi", "nimi", "lyhenne")
_JOINING: Final = frozenset(("ja", "sekä", "och", "and", "of", "the", "for", "för"))


@dataclass(frozen=True, slots=True)
class _Found:
    term: str
    meaning: str
    start: int
    end: int


def mine(meetings: Iterable[Meeting]) -> tuple[Term, ...]:
    """Every word that minutes define, by name; of several definitions the first meeting's."""
    minutes = sorted((m for m in meetings if m.kind == "minutes"), key=lambda m: (m.date is None, m.date or 0, m.id))
    first: dict[str, Term] = {}
    for meeting in minutes:
        for item in meeting.items:
            for found in define(item.text):
                made = Term(found.term, found.meaning, meeting.id, item.id, found.start, found.end)
                first.setdefault(fold(found.term), made)
    return tuple(sorted(first.values(), key=lambda term: term.term.lower()))


def define(text: str) -> Iterator[_Found]:
    """The definitions in a text, in order.

    >>> [(found.term, found.meaning) for found in define("Kivivirta esitteli tulvavaroitusten viestintämallin (TVM).")]
    [('TVM', 'tulvavaroitusten viestintämalli')]
    >>> [(found.term, found.meaning) for found in define("Lumen vesiarvo eli se vesimäärä, joka lumessa on, mitattiin.")]
    [('lumen vesiarvo', 'se vesimäärä, joka lumessa on')]
    >>> [found.meaning for found in define("Laatuleima on havaintoon liitettävä merkintä, joka kertoo arvon laadun.")]
    ['havaintoon liitettävä merkintä, joka kertoo arvon laadun']
    >>> list(define("Kokous pidetään ensi viikolla (TEAMS). Käsittely siirretään seuraavaan kokoukseen eli 20.11.2023."))
    []
    """
    for start, end in split_sentences(text):
        sentence = text[start:end]
        for found in (*_bracketed(sentence), *_equated(sentence), *_explained(sentence)):
            yield _Found(found.term, found.meaning, start + found.start, start + found.end)


def _bracketed(sentence: str) -> Iterator[_Found]:
    for match in _IN_BRACKETS.finditer(sentence):
        words = list(_WORD.finditer(sentence[: match.start()]))[-_MOST_WORDS:]
        for count in range(1, len(words) + 1):
            chosen = words[-count:]
            if spells(match["abbreviation"], [word.group() for word in chosen]):
                meaning = sentence[chosen[0].start() : match.start()].strip()
                shown = _nominative(meaning, at_start=chosen[0].start() == 0)
                yield _Found(match["abbreviation"], shown, chosen[0].start(), match.end())
                break
    for match in _MEANING_IN_BRACKETS.finditer(sentence):
        if spells(match["abbreviation"], _WORD.findall(match["meaning"])):
            yield _Found(match["abbreviation"], _nominative(match["meaning"]), match.start(), match.end())


def spells(abbreviation: str, words: Sequence[str]) -> bool:
    """Whether the letters of an abbreviation begin, in order, words or parts of compounds, the first of them the first word's.

    >>> spells("LVM", ["liikenne-", "ja", "viestintäministeriö"]), spells("LVM", ["lausunto"])
    (True, False)
    """
    letters = re.sub(r"[^a-zåäö0-9]", "", abbreviation.lower())
    initials = [part[0] for word in words if word.lower() not in _JOINING for part in _parts(word) if part]
    if len(letters) < 2 or not initials or initials[0] != letters[0]:
        return False
    left = iter(initials)
    if not all(letter in left for letter in letters):
        return False
    # A long phrase spells anything: most of its words must be there.
    return len(letters) >= len([word for word in words if word.lower() not in _JOINING])


def _parts(word: str) -> list[str]:
    whole = word.lower().strip("-")
    parts = [part for part in part_terms(whole) if part]
    singles = [part for part in parts if not any(part != other and other in part and parts.index(other) < 9 for other in parts)]
    return singles or [piece for piece in whole.split("-") if piece]


def _nominative(words: str, *, at_start: bool = False) -> str:
    """The words with the last one in base form, unless it is a nominative already; a first capital that only begins a
    sentence becomes small."""
    *front, last = words.split()
    found = likely(last)
    if found and not any(reading.case == "nimento" for reading in found):
        base = lemma(last)
        last = base.capitalize() if last[0].isupper() and not front else base
        front = [_agreeing(word) for word in front]
    whole = " ".join((*front, last))
    return _small(whole) if at_start else whole


def _agreeing(word: str) -> str:
    """An adjective that was inflected with its noun, in base form; a genitive stays as it is."""
    found = likely(word)
    if found and all(
        r.word_class in ("laatusana", "nimisana_laatusana") and r.case not in ("nimento", "omanto") for r in found
    ):
        return lemma(word)
    return word


def _small(words: str) -> str:
    """The words without the capital that only begins a sentence; a name or an abbreviation keeps its own."""
    first = words.split()[0].strip("-,")
    common = any(reading.word_class not in _NAMES for reading in readings(first))
    return words[0].lower() + words[1:] if common and first[1:].islower() else words


def _equated(sentence: str) -> Iterator[_Found]:
    for match in _ELI.finditer(sentence):
        term, start = _phrase_before(match["before"], match.start("before"))
        meaning = _phrase_after(match["after"])
        if term and meaning and not re.search(r"\d", term + meaning.split(",")[0]):
            abbreviation = re.fullmatch(_ABBREVIATION, meaning)
            if abbreviation:
                term, meaning = meaning, term
            yield _Found(_nominative(term, at_start=start == 0), meaning, start, match.start("after") + len(meaning))


def _phrase_before(words: str, offset: int) -> tuple[str, int]:
    """The noun phrase that ends just before "eli": a noun and the genitives and adjectives before it."""
    found = list(_WORD.finditer(words))
    if not found:
        return "", offset
    first = len(found) - 1
    if not _is_noun(found[first].group()):
        return "", offset
    while first > 0 and len(found) - first < 3 and _is_modifier(found[first - 1].group()):
        first -= 1
    return words[found[first].start() : found[-1].end()], offset + found[first].start()


def _is_noun(word: str) -> bool:
    found = likely(word)
    if not found:
        return word[0].isupper() or len(word) > 5
    return any(r.word_class in ("nimisana", "lyhenne", "nimi") and r.case == "nimento" for r in found)


def _is_modifier(word: str) -> bool:
    return any(
        (r.case == "omanto" and r.word_class in ("nimisana", "nimi", "paikannimi"))
        or r.word_class in ("laatusana", "nimisana_laatusana")
        for r in likely(word)
    )


def _phrase_after(words: str) -> str:
    """What follows "eli": a noun with its relative clause, or a few words."""
    clause = re.match(r"(?:se|ne)\s+[^,]{3,60},\s+(?:jo\w+|mi\w+)[^,]{3,120}", words)
    if clause:
        return clause.group().strip()
    chosen: list[str] = []
    for word in words.split(",")[0].split()[:_MOST_OF_ELI]:
        chosen.append(word)
        if _is_noun(word):
            return " ".join(chosen)
    return ""


def _explained(sentence: str) -> Iterator[_Found]:
    match = _IS.match(sentence)
    if match is None or not _is_term(match["subject"]):
        return
    if any(form.tense == "perfect" for form in verb_forms(f"on {match['rest'].split()[0]}")):
        return
    head = _kind(match["rest"])
    if head is None or head in _NO_KIND or head == lemma(match["subject"].split()[-1]):
        return
    yield _Found(_small(match["subject"]), match["rest"].strip(), match.start("subject"), match.end("rest"))


def _is_term(subject: str) -> bool:
    """A compound or unknown noun in the nominative singular, perhaps with an adjective before it."""
    *front, last = subject.split()
    if front and not _is_modifier(front[0]):
        return False
    found = likely(last)
    named = [r for r in found if r.word_class == "nimisana" and r.case == "nimento" and r.number == "singular"]
    return bool(named) and len(part_terms(last.lower())) > 1


def _kind(rest: str) -> str | None:
    """The noun in the nominative that the words before the first comma come to, None where there is none."""
    for token in tokenize(rest.split(",")[0]):
        if token.kind != "word":
            return None
        found = likely(token.text)
        if any(reading.word_class in ("teonsana", "seikkasana") and reading.participle is None for reading in found):
            return None
        if any(r.word_class == "nimisana" and r.case == "nimento" and r.number == "singular" for r in found):
            return lemma(token.text)
    return None
