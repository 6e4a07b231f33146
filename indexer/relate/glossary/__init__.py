"""Words of the group's own with what they mean, in the words that defined them first.

A definition is told by its form: a code or a word in brackets after the words it stands for, an explanation in brackets after a
word that is no common one, "X eli Y", "X = Y", "X tarkoittaa Y", "X on luettelo, joka …". Each form is a function of its own
in `_FORMS`, with what it must not take for a definition said beside it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from indexer.kept import Kept, digest
from indexer.relate.glossary.apposition import (
    code_inflected,
    equated_inflected,
    named_later,
    small_beside,
    so_called_beside,
    spelt_beside,
    with_clause,
)
from indexer.relate.glossary.brackets import CODE, bracketed
from indexer.relate.glossary.clauses import (
    after_colon,
    after_dash,
    asked,
    by_purpose,
    doing,
    explained_in_brackets,
    founded,
    listed_clause,
    meant_as,
    set_apart,
    which_is,
    which_is_kind,
)
from indexer.relate.glossary.definition import NOBODY, Definition, Names, lines_of
from indexer.relate.glossary.lists import codes_below, in_list, siblings_of
from indexer.relate.glossary.naming import as_called, by_name, called, given_name, is_named, name_used
from indexer.relate.glossary.sentences import (
    belonging,
    code_is,
    equated,
    equated_pairs,
    holding,
    meant,
    referred,
    same,
    short_for,
    so_called,
    told,
    told_of_many,
)
from indexer.relate.glossary.short import spells
from indexer.relate.glossary.spoken import (
    beside_kind,
    beside_name,
    called_into,
    is_defined,
    is_when,
    such,
    those_called,
    which_means,
)
from indexer.relate.glossary.words import WORD, is_person, may_be_person
from indexer.relate.units import language_of, people_words
from kb.document import Document
from kb.finnish import fold, lemma, split_sentences
from kb.model import Meeting, Where
from kb.relations import Term

_Way = Callable[[str, Names], Iterable[Definition]]


def mine(
    meetings: Iterable[Meeting],
    shown: Iterable[tuple[str, Document]] = (),
    own: Iterable[tuple[str | None, Document]] = (),
    organisations: Iterable[tuple[str, ...]] = (),
    kept: Kept | None = None,
) -> tuple[Term, ...]:
    """Every word that minutes, agendas and what was shown to meetings define, by name; of several definitions of a body's the first
    meeting's.
    `own` are the documents of the meetings themselves, of which what stands outside their items is read too, and last those of no
    meeting. Names of people and of `organisations` are no such words. Texts whose definitions were `kept` are not read again."""
    kept = kept or Kept()
    every = sorted(meetings, key=lambda m: (m.date is None, m.date or 0, m.kind != "minutes", m.id))
    dates = {meeting.id: place for place, meeting in enumerate(every)}
    names = Names(
        people_words(m for m in every if m.kind == "minutes"),
        frozenset(fold(name) for group in organisations for name in group),
    )
    known = digest(names.people, names.organisations)
    shown = sorted(shown, key=lambda pair: (dates.get(pair[0], 0), pair[1].path))
    own = sorted(own, key=lambda pair: (pair[0] is None, dates.get(pair[0] or "", 0), pair[1].path))
    every_one = itertools.chain(
        (made for meeting in every for made in _in_meeting(meeting, names, kept, known)),
        (made for id, one in shown for made in _in_document(id, one, (define, siblings_of), names, kept, known)),
        (made for home, one in own for made in _in_document(home, one, (define,), names, kept, known)),
    )
    return _first_of_each(every_one, {meeting.id: meeting.body_id or meeting.body for meeting in every})


def _first_of_each(terms: Iterable[Term], bodies: Mapping[str, str | None]) -> tuple[Term, ...]:
    """The first definition of each word by each body, by word; one of no meeting only where no meeting has any."""
    first: dict[str, dict[str | None, Term]] = {}
    for term in terms:
        known = first.setdefault(fold(term.term), {})
        if term.meeting is not None or not known:
            known.setdefault(bodies.get(term.meeting or ""), term)
    return tuple(sorted((term for known in first.values() for term in known.values()), key=lambda term: term.term.lower()))


def _in_meeting(meeting: Meeting, names: Names, kept: Kept, known: str) -> Iterator[Term]:
    texts = [f"{item.title}\n{item.text}" for item in meeting.items]

    def make() -> tuple[tuple[Definition, ...], ...]:
        if language_of(meeting) != "fi":
            return ()
        return tuple(tuple(define(text, names, len(item.title) + 1)) for item, text in zip(meeting.items, texts, strict=True))

    defined = kept.of(tuple[tuple[Definition, ...], ...], make, "definitions", texts, meeting.language, known)
    for item, made in zip(meeting.items, defined, strict=False):
        place = None if item.where is None else replace(item.where, start=None, end=None, boxes=())
        for found in made:
            yield Term(found.term, found.meaning, meeting.id, item.id, found.start, found.end, place)


def _in_document(
    meeting: str | None, document: Document, ways: Sequence[_Way], names: Names, kept: Kept, known: str
) -> Iterator[Term]:
    texts = [section.text for section in document.sections] if document.language in (None, "fi") else []

    def make() -> tuple[tuple[Definition, ...], ...]:
        return tuple(tuple(found for way in ways for found in way(text, names)) for text in texts)

    defined = kept.of(tuple[tuple[Definition, ...], ...], make, "definitions of a document", texts, known, len(ways))
    for section, made in zip(document.sections, defined, strict=False):
        for found in made:
            where = Where(document.path, section.number, section.label, found.start, found.end)
            yield Term(found.term, found.meaning, meeting, None, found.start, found.end, where)


def define(text: str, names: Names = NOBODY, offset: int = 0) -> Iterator[Definition]:
    """The definitions in a text, in order, without those of `names`. Places are counted from `offset` on.

    >>> [(found.term, found.meaning) for found in define("Kivivirta esitteli tulvavaroitusten viestintämallin (TVM).")]
    [('TVM', 'tulvavaroitusten viestintämalli')]
    >>> [(found.term, found.meaning) for found in define("Lumen vesiarvo eli se vesimäärä, joka lumessa on, mitattiin.")]
    [('lumen vesiarvo', 'se vesimäärä, joka lumessa on')]
    >>> [(found.term, found.meaning) for found in define("Alueelle merkitään suojaviheralueita (EV).")]
    [('EV', 'suojaviheralue')]
    >>> [found.meaning for found in define("Laatuleima on havaintoon liitettävä merkintä, joka kertoo arvon laadun.")]
    ['havaintoon liitettävä merkintä, joka kertoo arvon laadun']
    >>> list(define("Kokous pidetään ensi viikolla (TEAMS). Käsittely siirretään seuraavaan kokoukseen eli 20.11.2023."))
    []
    """
    for found in (*in_list(text), *codes_below(text)):
        if _stands(found, text, 0, names):
            yield replace(found, start=found.start - offset, end=found.end - offset)
    for begin, line in lines_of(text):
        for start, end in split_sentences(line):
            sentence = line[start:end]
            place = begin + start
            told: set[str] = set()
            for form in _forms_for(sentence):
                for found in form(sentence):
                    term = fold(found.term)
                    # Another form may take less of the same words: "vesiarvo" of "lumen vesiarvo".
                    if not any(known == term or known.endswith(f" {term}") for known in told) and _stands(
                        found, text, place, names
                    ):
                        told.add(term)
                        yield Definition(found.term, found.meaning, place + found.start - offset, place + found.end - offset)


def _forms_for(sentence: str) -> Iterator[Callable[[str], Iterable[Definition]]]:
    return (form for form, signs in _FORMS if any(sign in sentence for sign in signs))


def _stands(found: Definition, text: str, place: int, names: Names) -> bool:
    """Whether it is a definition: of no person; and of a code that does not begin its words, only where the code is no
    organisation's and has not been used before without one."""
    if any(fold(lemma(word)) in names.people for word in found.term.split()) or fold(found.term) == fold(found.meaning):
        return False
    if _is_somebody(found.meaning):  # Whose initials the letters are.
        return False
    if not CODE.fullmatch(found.term) or spells(found.term, WORD.findall(found.meaning)):
        return True
    if not text[place + found.start : place + found.end].endswith(")"):
        return True
    used = re.search(rf"(?<![\w(/-]){re.escape(found.term)}(?![\w)/-])", text[: place + found.start])
    return used is None and fold(found.term) not in names.organisations


def _is_somebody(meaning: str) -> bool:
    first, *others = WORD.findall(meaning) or [""]
    may_be_name = is_person(first) or (bool(others) and all(map(may_be_person, (first, *others))))
    return may_be_name and all(word[:1].isupper() for word in others)


# Each form with the signs of which a sentence must hold one for the form to be looked for: most sentences hold none of them, and
# the forms themselves are dear to look for.
_FORMS: Final[tuple[tuple[Callable[[str], Iterable[Definition]], tuple[str, ...]], ...]] = (
    (explained_in_brackets, ("(",)),
    (bracketed, ("(",)),
    (equated, ("eli",)),
    (equated_inflected, ("eli", ", so.", ", ts.", ", siis", "toisin sanoen")),
    (code_inflected, ("eli",)),
    (so_called_beside, ("ns.", "niin sanot", "niin kutsut")),
    (named_later, ("jäljempänä", "jatkossa", "myöhemmin", "lyhyesti", "lyhen", "lyh.")),
    (spelt_beside, (",", ":", "–", "-")),
    (small_beside, (",",)),
    (with_clause, ("-",)),
    (by_name, ("nimeltä", "nimeksi", "nimi")),
    (is_named, ("nimeltään",)),
    (called, ("kutsu", "sano", "nimit")),
    (name_used, ("käyte", "käytä", "lyhennetään")),
    (as_called, (", kuten ", ", joksi ", ", jollaiseksi ")),
    (equated_pairs, ("eli",)),
    (same, ("=",)),
    (short_for, ("lyhenne", "sanoista")),
    (given_name, ("nimi", "nimeksi")),
    (so_called, (", jo",)),
    (meant, ("tarkoitetaan", "tarkoittaa", "ymmärretään")),
    (code_is, (" on ", " oli ")),
    (told, ("on",)),
    (told_of_many, ("ovat",)),
    (referred, ("viitataan",)),
    (after_colon, (":", "=")),
    (after_dash, ("–", "-")),
    (doing, ("(",)),
    (which_is, ("joka on",)),
    (which_is_kind, ("joka on",)),
    (set_apart, ("–", "-")),
    (asked, ("(",)),
    (meant_as, (" on ",)),
    (by_purpose, ("tehtävä", "tarkoitu", "tavoitteena")),
    (founded, ("perust", "käynnist", "aset")),
    (holding, ("sisältää", "käsittää", "koostuu")),
    (belonging, ("kuuluvat",)),
    (is_when, ("se ", "se,")),
    (called_into, ("ksi ",)),
    (those_called, ("sitä", "niitä", "Sitä", "Niitä")),
    (beside_name, (", ",)),
    (beside_kind, (", ",)),
    (such, ("lainen",)),
    (which_means, ("tarkoit",)),
    (is_defined, ("määritel",)),
    (listed_clause, (": ",)),
)
