"""Query relaxation: a search that finds little is widened step by step, and tells what it took.

The steps: as asked (0); parts of compounds and the corpus's own slips (1); the words in different places of one item (2); words
near in meaning (3); most of the words (4). What an earlier step found stays before what a later one adds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from kb.finnish import is_known
from kb.results import Note, Widened
from kb.search.evaluate import EXACTLY, Evaluator, Expansion, Matches
from kb.search.expansion import QueryTerm, telling
from kb.search.facets import FacetIndex
from kb.search.query import And, Node, Or, TypedWord
from kb.search.ranking.telling import idf
from kb.search.scoring import Scores, add
from kb.search.spelling import Speller
from kb.search.weights import Weights

_PARTS = Expansion(parts=True)
# Each costs time that a question of dozens of words is not worth.
_MOST_SLIPPED = 12
# In how many passages a slip may stand.
_ODD = 2


class Relaxation:
    """One search under way: what has been found so far, and how far it had to be relaxed."""

    def __init__(
        self, evaluator: Evaluator, speller: Speller, facets: FacetIndex, weights: Weights, allowed: Collection[int] | None
    ) -> None:
        """`allowed` are the passages that may be found; None: all."""
        self._evaluator = evaluator
        self._speller = speller
        self._facets = facets
        self._weights = weights
        self._allowed = None if allowed is None else frozenset(allowed)
        self.scores: Scores = {}
        self.steps: dict[int, int] = {}
        self.used_parts = self.used_apart = self.used_related = self.used_some = False

    @property
    def _required(self) -> list[QueryTerm]:
        return self._evaluator.required

    @property
    def _is_question(self) -> bool:
        return any(one.is_question for one in self._evaluator.terms)

    def search(self) -> None:
        """Searches as asked, and more and more widely while little is found."""
        evaluate, tree = self._evaluator.evaluate, self._evaluator.tree
        self._take(evaluate(tree, EXACTLY), 0)
        if self._has_enough() or not self._evaluator.terms:
            return
        self._look_for_misspellings()
        self.used_parts = self._take(evaluate(tree, _PARTS), 1)
        if len(self._required) < 2:
            # What stands beside a word tells which of its neighbours in meaning are meant; alone it tells nothing.
            return
        if not self._has_enough():
            self.used_apart = self._take(evaluate(tree, Expansion(parts=True, apart=True)), 2)
        if not self._has_enough() and any(one.related for one in self._required):
            self.used_related = self._take(evaluate(tree, Expansion(parts=True, apart=True, related=True)), 3)
        if not self._has_enough() and self._may_drop_words():
            self.used_some = self._take(Matches(self._most_of_the_words()), 4)

    def _may_drop_words(self) -> bool:
        return len(self._required) > 2 or self._is_question or any(one.is_verb for one in self._required)

    def _look_for_misspellings(self) -> None:
        expanded = list(self._evaluator.expanded.items())[:_MOST_SLIPPED]
        self._evaluator.replace_terms(
            {
                node: replace(term, misspellings=self._speller.misspellings(term))
                for node, term in expanded
                if not term.prefix and not term.words
            }
        )

    def _has_enough(self) -> bool:
        return len(set(map(self._facets.groups.__getitem__, self.scores))) >= self._weights.few

    def _take(self, found: Matches, step: int) -> bool:
        """Adds what is new; whether anything was."""
        scores = found.scores
        if found.inverted:
            scores = dict.fromkeys(self._facets.all - scores.keys(), 0.0)
        new = False
        for number, score in scores.items():
            if number not in self.scores and (self._allowed is None or number in self._allowed):
                self.scores[number] = score
                self.steps[number] = step
                new = True
        return new

    def _most_of_the_words(self) -> Scores:
        """Passages of items that have most of the words, weighed by how rare the words are."""
        group_of = self._facets.groups
        total = len(set(group_of) - {0})
        found = [self._evaluator.leaf(one, _PARTS) for one in self._required]
        groups = [{group_of[number] for number in scores} for scores in found]
        worth = [
            idf(total, len(group)) * self._need(one, bool(group)) for one, group in zip(self._required, groups, strict=True)
        ]
        enough = _covered(groups, worth, self._weights.cover)
        scores: Scores = {}
        for one in found:
            add(scores, {n: score for n, score in one.items() if group_of[n] in enough}, 1.0)
        filtered = self._evaluator.filtered()
        return {
            number: score * enough[group_of[number]]
            for number, score in scores.items()
            if filtered is None or number in filtered
        }

    def _need(self, term: QueryTerm, found: bool) -> float:
        """How much of a word's rarity counts for what an answer must have: little of a verb's, and in a question little of a
        word's that no minutes use."""
        if term.is_verb:
            return self._weights.verb if found else 0.0
        return 1.0 if found or not self._is_question else self._weights.unknown

    # --- what the reader should know ---

    def understood(self, node: Node) -> Node:
        """The query without the words that say nothing of the matter."""
        term, required = self._evaluator.term, self._required
        if isinstance(node, And):
            silent = [part for part in node.parts if isinstance(part, TypedWord) and term(part).is_stopword]
            parts = [self.understood(part) for part in node.parts if part not in silent or term(part) in required]
            return And(tuple(parts)) if len(parts) > 1 else next(iter(parts), node)
        return Or(tuple(self.understood(part) for part in node.parts)) if isinstance(node, Or) else node

    def notes(self, unread: int, searched: int) -> Iterable[Note]:
        """How it was found. `unread` files and `searched` passages are told where nothing was."""
        for widened in self.widened():
            yield Note("synonyms", (widened.word, *widened.names))
        asked = tuple(one.asked for one in self._required)
        related = tuple(one.asked for one in self._required if one.related)
        used = (
            ("parts", self.used_parts, asked),
            ("apart", self.used_apart, asked),
            ("related", self.used_related, related),
            ("some", self.used_some, asked),
        )
        yield from (Note(step, words) for step, is_used, words in used if is_used)
        if unknown := self.unknown():
            yield Note("unknown", tuple(one.asked for one in unknown))
        if not self.scores:
            yield Note("searched", (str(searched),))
        if unread:
            yield Note("unread", (str(unread),))

    def widened(self) -> tuple[Widened, ...]:
        """The words that were also sought by other names which the corpus has."""
        found = {}
        for one in self._evaluator.all_terms:
            names = tuple(name for name, words in one.synonyms if self._evaluator.name(words))
            if names:
                found[one.asked] = Widened(one.asked, names)
        return tuple(found.values())

    def unknown(self) -> list[QueryTerm]:
        """The required words that stand nowhere in the corpus."""
        return [one for one in self._required if not one.words and not self._evaluator.word(one, _PARTS)]

    def doubtful(self) -> list[QueryTerm]:
        """The words that may be slips: those that stand nowhere and, where nothing was found, those that hardly stand anywhere,
        are in no dictionary and look like no name."""
        if self.scores:
            return self.unknown()
        odd = [
            one
            for one in self._required
            if not one.words
            and one.asked.islower()
            and not is_known(one.surface)
            and 0 < len(self._evaluator.word(one, _PARTS)) <= _ODD
        ]
        return [*self.unknown(), *odd]

    def sought(self) -> tuple[QueryTerm, ...]:
        """What to mark in the texts: words near in meaning only where they were needed."""
        terms = telling(self._evaluator.all_terms)
        return tuple(terms if self.used_related else (replace(one, related=()) for one in terms))


def _covered(groups: Sequence[set[int]], worth: Sequence[float], least: float) -> dict[int, float]:
    """The items that have enough of the words, with the share they have. `groups` are the items of each word."""
    cover: dict[int, float] = {}
    for group, value in zip(groups, worth, strict=True):
        for key in group:
            cover[key] = cover.get(key, 0.0) + value
    whole = sum(worth) or 1.0
    return {key: share / whole for key, share in cover.items() if share >= least * whole}
