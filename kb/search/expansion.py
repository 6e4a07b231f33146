"""What a word of a query looks for: the terms of its forms, of its synonyms, of what it is made from.

Search asks the index for these, and marking looks for them in a text: one answer to both, so that what was found is what is
marked, with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import product

from kb import finnish
from kb.finnish import Terms, ask_word
from kb.finnish.choice import likely
from kb.finnish.kin import kin
from kb.finnish.stopwords import QUESTIONS, SOFT, STOPWORDS
from kb.results import How
from kb.search.query import And, Node, Or, Phrase, TypedWord

Names = tuple[frozenset[str], ...]  # a name's words in order, each as the base forms it may have

# A compound that people write apart: of how many words, each of how many letters.
_MOST_PIECES, _SHORTEST_PIECE = 3, 3

# How a word was found, with the synonym or the right word.
Answered = tuple[How, str | None]


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """One word or phrase that is looked for. `asked` is it as typed; a phrase has `words`, a single word the rest.

    `surface` is the form itself, `bases` its base forms, `derived` what it is made from, `kin` words of the same origin, `parts`
    those of a compound, each with its kin; `synonyms` other names of the same thing, each with its words' base forms; `related`
    words near in meaning, each with its base form and its kin; `is_verb` tells a verb that says what is done (*vanhenee*,
    "expires"); `misspellings` words of the corpus that are one or two letters from it and in no dictionary, as they stand there.
    """

    asked: str
    surface: str = ""
    bases: frozenset[str] = frozenset()
    derived: frozenset[str] = frozenset()
    kin: frozenset[str] = frozenset()
    parts: tuple[frozenset[str], ...] = ()
    synonyms: tuple[tuple[str, Names], ...] = ()
    related: tuple[tuple[str, frozenset[str]], ...] = ()
    misspellings: frozenset[str] = frozenset()
    is_verb: bool = False
    prefix: bool = False
    words: tuple[QueryTerm, ...] = ()

    @property
    def is_optional(self) -> bool:
        """Whether an answer may do without it."""
        return not self.words and not self.prefix and not self.bases.isdisjoint(SOFT)

    @property
    def is_question(self) -> bool:
        """Whether it is a question word."""
        return not self.words and not self.prefix and self.surface in QUESTIONS

    @property
    def is_stopword(self) -> bool:
        """Whether it says nothing of the matter."""
        return not self.words and not self.prefix and self.surface in STOPWORDS


def telling(sought: Sequence[QueryTerm]) -> list[QueryTerm]:
    """What to mark in a text: a question's verb of deciding says what is asked for, and is not sought in the answer."""
    asks = any(one.is_question for one in sought)
    return [one for one in sought if not (asks and one.is_optional)] or list(sought)


class Synonyms:
    """Groups of names that mean the same, by the base forms of any of them.

    A name is analysed when a word is first asked that begins with its letter: a form and its base forms begin alike, but for a
    few comparatives that name nothing.
    """

    def __init__(self, groups: Iterable[tuple[str, ...]]) -> None:
        # An abbreviation that is also a function word ("HE", "TE") cannot be told from it in an index of lower case.
        self._groups = tuple(tuple(name for name in group if name.lower() not in STOPWORDS) for group in groups)
        self._by_letter: dict[str, list[tuple[str, int]]] = {}
        for number, group in enumerate(self._groups):
            for name in group:
                first = next((token.text for token in finnish.tokenize(name)), "")
                self._by_letter.setdefault(_letter(first), []).append((name, number))
        self._analysed: dict[str, Mapping[Names, list[int]]] = {}

    def of_word(self, bases: frozenset[str]) -> tuple[tuple[str, Names], ...]:
        """The other names of what a word names."""
        numbers: dict[int, None] = {}
        for base in sorted(bases):
            known = self._beginning(_letter(base)).items()
            own = {number for terms, found in known if len(terms) == 1 and base in terms[0] for number in found}
            numbers.update(dict.fromkeys(sorted(own)))
        return self._others(numbers, bases)

    def of_words(self, words: tuple[frozenset[str], ...]) -> tuple[tuple[str, Names], ...]:
        """The other names of what several words together name; empty when they are no name."""
        for letter in sorted({_letter(base) for base in words[0]}):
            for terms, numbers in self._beginning(letter).items():
                if len(terms) == len(words) and all(not a.isdisjoint(b) for a, b in zip(terms, words, strict=True)):
                    return tuple(pair for pair in self._others(numbers, frozenset()) if pair[1] != terms)
        return ()

    @cached_property
    def longest(self) -> int:
        """How many words the longest name has."""
        return max((sum(1 for _ in finnish.tokenize(name)) for group in self._groups for name in group), default=1)

    def _beginning(self, letter: str) -> Mapping[Names, list[int]]:
        """The names whose first word begins with a letter, each with the numbers of its groups."""
        if letter not in self._analysed:
            found: dict[Names, list[int]] = {}
            for name, number in self._by_letter.get(letter, ()):
                found.setdefault(name_terms(name), []).append(number)
            self._analysed[letter] = found
        return self._analysed[letter]

    def _others(self, numbers: Iterable[int], bases: frozenset[str]) -> tuple[tuple[str, Names], ...]:
        found: dict[Names, str] = {}
        for number in numbers:
            for name in self._groups[number]:
                terms = name_terms(name)
                if not (len(terms) == 1 and not terms[0].isdisjoint(bases)):
                    found.setdefault(terms, name)
        return tuple((name, terms) for terms, name in found.items())


def _letter(word: str) -> str:
    """The letter that a word and its base forms begin with; a stem of another language is marked with that ("en:polic")."""
    return finnish.fold(word.rpartition(":")[2] if word[2:3] == ":" and word[:2].islower() else word)[:1]


class Related:
    """Groups of words near in meaning, by the base form of any of them."""

    def __init__(self, groups: Iterable[tuple[str, ...]]) -> None:
        self._groups = tuple(groups)

    @cached_property
    def _by_word(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for group in self._groups:
            for word in group:
                found.setdefault(finnish.fold(word.lower()), {}).update(dict.fromkeys(group))
        return {word: tuple(others) for word, others in found.items()}

    def of(self, terms: Iterable[str]) -> tuple[tuple[str, frozenset[str]], ...]:
        """The words near in meaning to any of these base forms, each with its own base form and its kin.

        >>> [(word, sorted(terms)) for word, terms in Related([("palkata", "rekrytoida")]).of(["palkata"])]
        [('rekrytoida', ['rekrytoida', 'rekrytoija', 'rekrytointi'])]
        """
        asked = frozenset(terms)
        near = dict.fromkeys(other for term in sorted(asked) for other in self._by_word.get(term, ()))
        found = ((word, frozenset((finnish.fold(word.lower()), *kin(word.lower())))) for word in near)
        return tuple(
            (word, others - asked) for word, others in found if others - asked and finnish.fold(word.lower()) not in asked
        )


@lru_cache(maxsize=4096)
def name_terms(name: str) -> Names:
    """A name's words as base forms, in order. No name is a verb: *Tullen* is not "may he come"."""
    return tuple(_name_term(token.text) for token in finnish.tokenize(name))


def _name_term(word: str) -> frozenset[str]:
    bases = frozenset(ask_word(word).bases)
    if not word[:1].isupper():
        return bases
    return bases - {form.lemma for form in finnish.verb_forms(word) if form.finite} or bases


NamedRun = tuple[tuple[TypedWord, ...], QueryTerm]


@dataclass(frozen=True, slots=True)
class Expander:
    """Makes `QueryTerm` of a query's words. `corrections` are the corpus's misspelt words; words in `unexpanded` are not widened."""

    synonyms: Synonyms
    related: Related = field(default_factory=lambda: Related(()))
    corrections: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unexpanded: frozenset[str] = frozenset()

    def expand(self, node: TypedWord | Phrase) -> QueryTerm:
        """What a word or phrase of a query looks for."""
        if isinstance(node, Phrase):
            return QueryTerm(" ".join(node.words), words=tuple(self._word(word, False, False) for word in node.words))
        return self._word(node.text, node.prefix, node.text.lower() not in self.unexpanded)

    def runs(self, tree: Node, expand: Callable[[TypedWord | Phrase], QueryTerm]) -> Iterator[tuple[And, tuple[NamedRun, ...]]]:
        """For each conjunction in the tree, the words side by side in it that are together something else, and what that looks
        for: a name with other names, as "hallituksen esitys" is HE, or a compound cut in two, as "lupa hakemus"."""
        if isinstance(tree, (And, Or)):
            for part in tree.parts:
                yield from self.runs(part, expand)
        if isinstance(tree, And):
            yield tree, (*self._compounds(tree, expand), *self._names(tree, expand))

    def _names(self, tree: And, expand: Callable[[TypedWord | Phrase], QueryTerm]) -> Iterator[NamedRun]:
        """The words side by side that are together a name with other names."""
        for run in _runs(tree, self.synonyms.longest):
            asked = " ".join(word.text for word in run)
            others = self.synonyms.of_words(tuple(expand(word).bases for word in run))
            if others and asked.lower() not in self.unexpanded:
                yield run, QueryTerm(asked, synonyms=others)

    def _compounds(self, tree: And, expand: Callable[[TypedWord | Phrase], QueryTerm]) -> Iterator[NamedRun]:
        """The words side by side that may be one compound cut into pieces, and what that looks for."""
        for run in _runs(tree, _MOST_PIECES):
            if all(self._may_be_piece(word, expand(word)) for word in run):
                *before, last = (expand(word) for word in run)
                starts = product(*({one.surface, *_finnish(one.bases)} for one in before))
                bases = frozenset("".join(pieces) + head for pieces in starts for head in _finnish(last.bases))
                yield run, QueryTerm(" ".join(word.text for word in run), bases=bases)

    def _may_be_piece(self, word: TypedWord, sought: QueryTerm) -> bool:
        text = word.text
        return (
            text.isalpha()
            and len(text) >= _SHORTEST_PIECE
            and not (word.prefix or sought.is_stopword or text.lower() in self.unexpanded)
        )

    def _word(self, text: str, prefix: bool, widen: bool) -> QueryTerm:
        terms = ask_word(text)
        bases, derived = frozenset(terms.bases), frozenset(terms.derived)
        # What a word is made from is looked for as such.
        family = frozenset(term for base in bases | derived for term in kin(base)) - bases - derived
        return QueryTerm(
            asked=text,
            surface=terms.surface,
            bases=bases,
            derived=derived,
            kin=family if not prefix else frozenset(),
            parts=tuple(kin(part) | {part} for part in main_parts(terms)) if not prefix else (),
            synonyms=self.synonyms.of_word(bases) if widen and not prefix else (),
            related=self.related.of(bases | derived | family) if widen and not prefix else (),
            is_verb=not prefix and _is_verb(text.lower()),
            prefix=prefix,
        )


@lru_cache(maxsize=4096)
def _is_verb(word: str) -> bool:
    """Whether a word can only be the predicate of a clause, as far as its likely readings tell."""
    found = likely(word)
    return bool(found) and all(reading.word_class == "teonsana" and reading.participle is None for reading in found)


def _runs(tree: And, longest: int) -> Iterator[tuple[TypedWord, ...]]:
    """Two and more words side by side in a conjunction, the shortest runs first."""
    for size in range(2, min(longest, len(tree.parts)) + 1):
        for start in range(len(tree.parts) - size + 1):
            run = tuple(part for part in tree.parts[start : start + size] if isinstance(part, TypedWord))
            if len(run) == size:
                yield run


def _finnish(bases: Iterable[str]) -> Iterator[str]:
    """The base forms without the stems of other languages."""
    return (base for base in bases if ":" not in base)


def main_parts(terms: Terms) -> tuple[str, ...]:
    """A compound's shortest parts in order: those that make it up between them.

    >>> main_parts(ask_word("oleskelulupahakemus"))
    ('oleskelu', 'lupa', 'hakemus')
    """
    return tuple(part for part in terms.parts if not any(other != part and other in part for other in terms.parts))


def answer(sought: QueryTerm, terms: Terms, corrections: Mapping[str, frozenset[str]]) -> Answered | None:
    """Whether and how a word of a text answers a single query term: the closest way, with the synonym or right word.

    >>> expander = Expander(Synonyms([("UM", "ulkoministeriö")]))
    >>> answer(expander.expand(TypedWord("ohjausryhmä")), ask_word("ohjausryhmän"), {})
    ('base', None)
    >>> answer(expander.expand(TypedWord("UM")), ask_word("ulkoministeriössä"), {})
    ('synonym', 'ulkoministeriö')
    """
    if terms.surface == sought.surface:
        return "exact", None
    if sought.prefix:
        begins = any(term.startswith(sought.surface) for term in (terms.surface, *terms.bases))
        return ("prefix", None) if begins else None
    right = corrections.get(terms.surface, frozenset())
    return _by_meaning(sought, terms) or _misspelt(sought, terms, right) or _loosely(sought, terms, right)


def _by_meaning(sought: QueryTerm, terms: Terms) -> Answered | None:
    """By the same base form, a synonym, or a word that one of them is derived from."""
    if not sought.bases.isdisjoint(terms.bases):
        return "base", None
    for name, words in sought.synonyms:
        if len(words) == 1 and not words[0].isdisjoint(terms.bases):
            return "synonym", name
    is_derived = not sought.derived.isdisjoint(terms.bases) or not sought.bases.isdisjoint(terms.derived)
    return ("base", None) if is_derived else None


def _misspelt(sought: QueryTerm, terms: Terms, right: frozenset[str]) -> Answered | None:
    """By a word that is written wrong on one of the two sides; `right` are what the text's word may be meant for."""
    meant = right & (sought.bases | sought.derived)
    if meant:
        return "misspelt", min(meant)
    is_wrong = terms.surface in sought.misspellings or not sought.misspellings.isdisjoint(terms.bases)
    return ("misspelt", sought.surface) if is_wrong else None


def _loosely(sought: QueryTerm, terms: Terms, right: frozenset[str]) -> Answered | None:
    """By a part of a compound, a word near in meaning, or a part of what a misspelt word may be meant for."""
    if not (sought.bases.isdisjoint(terms.parts) and sought.kin.isdisjoint(terms.bases)):
        return "part", None
    its_words = {*terms.bases, *terms.derived, *terms.parts}
    if any(not others.isdisjoint(its_words) for _, others in sought.related):
        return "related", None
    loosely = [base for base in right if base in sought.kin or not sought.bases.isdisjoint(finnish.part_terms(base))]
    return ("part", min(loosely)) if loosely else None
