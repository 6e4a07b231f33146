"""A query's tree as set algebra over passages: what each term finds, and what their conjunctions, phrases and exclusions leave."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from kb.search import query
from kb.search.expansion import Expander, QueryTerm
from kb.search.facets import FacetIndex
from kb.search.nearness import stand_together
from kb.search.postings import (
    BASE,
    CONTEXT,
    FIX,
    PART,
    SURFACE,
    TITLE_BASE,
    TITLE_PART,
    TITLE_SURFACE,
    first_terms,
)
from kb.search.query import And, Everything, Field, Node, Not, Or, Phrase, TypedWord
from kb.search.scoring import Bm25, Scores, add, add_best, all_positions, intersection
from kb.search.weights import Weights

# How many words of the corpus a beginning ("kokou*") may stand for, and all the beginnings of a query together.
_MOST_PREFIXED, _MOST_PREFIXED_IN_ALL = 120, 600


@dataclass(frozen=True, slots=True)
class Matches:
    """What a part of a query gives: passages with scores or, inverted, all passages but these."""

    scores: Scores
    inverted: bool = False


@dataclass(frozen=True, slots=True)
class Expansion:
    """How far to go beyond the words: also parts of compounds; words anywhere in the same item; words near in meaning."""

    parts: bool = False
    apart: bool = False
    related: bool = False


EXACTLY = Expansion()


class Evaluator:
    """Evaluates one query. What a term finds is kept: every step of relaxation asks again."""

    def __init__(self, tree: Node, expander: Expander, bm25: Bm25, facets: FacetIndex, weights: Weights) -> None:
        self.tree = tree
        self._expander = expander
        self._bm25 = bm25
        self._facets = facets
        self._weights = weights
        self._expanded: dict[Node, QueryTerm] = {}
        self._found: dict[tuple[QueryTerm, Expansion], Scores] = {}
        self._nodes = tuple(query.words_of(tree))
        prefixes = sum(term.prefix for term in self.terms)
        self._prefixed = min(_MOST_PREFIXED, max(1, _MOST_PREFIXED_IN_ALL // max(1, prefixes)))
        self._runs = dict(expander.runs(tree, self.term))

    @property
    def terms(self) -> list[QueryTerm]:
        """The words and phrases of the query, in order."""
        return [self.term(node) for node in self._nodes]

    @property
    def all_terms(self) -> list[QueryTerm]:
        """Everything that is looked for: the terms, and what several of them name together."""
        return [*self.terms, *(term for runs in self._runs.values() for _, term in runs)]

    @property
    def required(self) -> list[QueryTerm]:
        """The terms an answer must have: all but those that say nothing of the matter, unless there are no others."""
        telling = [one for one in self.terms if not (one.is_optional or one.is_stopword)]
        return telling or [one for one in self.terms if not one.is_stopword] or self.terms

    def term(self, node: TypedWord | Phrase) -> QueryTerm:
        """A word or phrase of the query, expanded."""
        if node not in self._expanded:
            self._expanded[node] = self._expander.expand(node)
        return self._expanded[node]

    def replace_terms(self, change: dict[Node, QueryTerm]) -> None:
        """Looks for other things in place of what some words were expanded to."""
        self._expanded.update(change)

    @property
    def expanded(self) -> dict[Node, QueryTerm]:
        """The words and phrases asked so far, expanded."""
        return self._expanded

    # --- the tree ---

    def evaluate(self, node: Node, expansion: Expansion) -> Matches:
        """What a part of the query gives."""
        if isinstance(node, (TypedWord, Phrase)):
            return Matches(self.leaf(self.term(node), expansion))
        if isinstance(node, Field):
            return Matches(dict.fromkeys(self._field(node), 0.0))
        if isinstance(node, Not):
            part = self.evaluate(node.part, EXACTLY)
            return Matches(part.scores, not part.inverted)
        if isinstance(node, Everything):
            return Matches({}, inverted=True)
        return self._and(node, expansion) if isinstance(node, And) else self._or(node, expansion)

    def filtered(self) -> Collection[int] | None:
        """What the fields and exclusions of the query's top leave; None when there are none."""
        parts = self.tree.parts if isinstance(self.tree, And) else ()
        kept = tuple(part for part in parts if isinstance(part, (Field, Not)))
        if not kept:
            return None
        found = self.evaluate(And(kept) if len(kept) > 1 else kept[0], EXACTLY)
        return self._facets.all - found.scores.keys() if found.inverted else found.scores.keys()

    def _field(self, node: Field) -> Collection[int]:
        if node.name == "ennen":
            return self._facets.between(None, query.period(node)[1])
        if node.name == "jälkeen":
            return self._facets.between(query.period(node)[0], None)
        return self._facets.field(node.name, node.value)

    def _and(self, node: And, expansion: Expansion) -> Matches:
        required, extra = self._split(node)
        found = [(part, self.evaluate(part, expansion)) for part in required]
        inside = [(part, one) for part, one in found if not one.inverted]
        outside = set[int]().union(*(one.scores for _, one in found if one.inverted))
        if not inside:
            return Matches(dict.fromkeys(outside, 0.0), inverted=True)
        scores = self._in_items(inside) if expansion.apart else self._in_passages(node, inside, expansion)
        more = [self.evaluate(part, expansion).scores for part in extra]
        return Matches(
            {
                number: score + sum(one.get(number, 0.0) for one in more)
                for number, score in scores.items()
                if number not in outside
            }
        )

    def _split(self, node: And) -> tuple[list[Node], list[Node]]:
        """The parts that must hold, and the words that only add to the score."""
        required = self.required
        extra = [part for part in node.parts if isinstance(part, TypedWord) and self.term(part) not in required]
        return [part for part in node.parts if part not in extra], [p for p in extra if not self.term(p).is_stopword]

    def _in_passages(self, node: And, inside: Sequence[tuple[Node, Matches]], expansion: Expansion) -> Scores:
        """The passages that have all the parts, or a word that answers for several of them together."""
        scores = intersection([one.scores for _, one in inside])
        for covered, term in self._runs.get(node, ()):
            # One word that answers for several counts as much as they would.
            other = {number: score * len(covered) for number, score in self.word(term, expansion).items()}
            rest = [one.scores for part, one in inside if part not in covered]
            add_best(scores, intersection([other, *rest]))
        return scores

    def _or(self, node: Or, expansion: Expansion) -> Matches:
        found = [self.evaluate(part, expansion) for part in node.parts]
        scores: Scores = {}
        for one in found:
            if not one.inverted:
                add(scores, one.scores, 1.0)
        outside = [set(one.scores) for one in found if one.inverted]
        if not outside:
            return Matches(scores)
        left = set.intersection(*outside) - scores.keys()
        return Matches(dict.fromkeys(left, 0.0), inverted=True)

    def _in_items(self, inside: Sequence[tuple[Node, Matches]]) -> Scores:
        """Passages of the items that have all the words, wherever in the item; a passage that lacks some counts less."""
        group_of = self._facets.groups
        parts = [one.scores for node, one in inside if not isinstance(node, Field)]
        filters = [one.scores for node, one in inside if isinstance(node, Field)]
        if not parts:
            return intersection(filters)
        shared = set.intersection(*(set(map(group_of.__getitem__, scores)) for scores in parts))
        found: Scores = {}
        for number in set.union(*map(set, parts)).intersection(*filters):
            if group_of[number] in shared:
                has = [scores[number] for scores in parts if number in scores]
                found[number] = sum(has) * self._weights.apart ** (len(parts) - len(has))
        return found

    # --- terms ---

    def leaf(self, term: QueryTerm, expansion: Expansion) -> Scores:
        """What a term finds: a phrase or a word."""
        return self._phrase(term) if term.words else self.word(term, expansion)

    def word(self, term: QueryTerm, expansion: Expansion) -> Scores:
        """What a word finds."""
        expansion = replace(expansion, apart=False)
        if (term, expansion) not in self._found:
            self._found[term, expansion] = self._prefix(term) if term.prefix else self._look_up(term, expansion)
        return self._found[term, expansion]

    def _add(self, scores: Scores, field: str, term: str, factor: float) -> None:
        add(scores, self._bm25.scores(field, term), factor)

    def _prefix(self, term: QueryTerm) -> Scores:
        weights = self._weights
        scores: Scores = {}
        for field, factor in ((SURFACE, 1.0), (BASE, 1.0), (TITLE_BASE, weights.title_base)):
            for word in first_terms(self._bm25.index.terms(field, term.surface), self._prefixed):
                self._add(scores, field, word, weights.prefix * factor)
        return scores

    def _look_up(self, term: QueryTerm, expansion: Expansion) -> Scores:
        weights = self._weights
        scores: Scores = {}
        if term.surface:
            self._add(scores, SURFACE, term.surface, weights.surface)
        self._add(scores, TITLE_SURFACE, term.surface, weights.title_surface)
        self._add_bases(scores, term.bases, 1.0)
        for _, words in term.synonyms:
            add(scores, self.name(words), weights.synonym)
        for base in term.derived:
            self._add(scores, BASE, base, weights.derived)
            self._add(scores, TITLE_BASE, base, weights.derived * weights.title_base)
        for base in term.bases:
            self._add(scores, FIX, base, weights.fix)
        for base in term.derived:
            self._add(scores, FIX, base, weights.fix * weights.derived)
        for slip in term.misspellings:
            for field in (SURFACE, BASE, TITLE_SURFACE, TITLE_BASE):
                self._add(scores, field, slip, weights.fix)
        if expansion.parts:
            self._add_parts(scores, term)
        if expansion.related:
            self._add_related(scores, term)
        return scores

    def _add_bases(self, scores: Scores, bases: Iterable[str], factor: float) -> None:
        """Adds what any of a word's base forms finds: the best reading of each passage, not their sum."""
        weights = self._weights
        best: Scores = {}
        for base in bases:
            one: Scores = {}
            self._add(one, BASE, base, weights.base * factor)
            self._add(one, TITLE_BASE, base, weights.title_base * factor)
            self._add(one, CONTEXT, base, weights.context * factor)
            add_best(best, one)
        add(scores, best, 1.0)

    def _add_parts(self, scores: Scores, term: QueryTerm) -> None:
        """Adds compounds that the word is a part of, words of the same verb, and passages that have all the parts of a compound
        asked for."""
        weights = self._weights
        for base in term.bases:
            self._add(scores, PART, base, weights.part)
            self._add(scores, TITLE_PART, base, weights.part * weights.title_base)
        for base in term.kin:
            self._add(scores, BASE, base, weights.kin)
            self._add(scores, TITLE_BASE, base, weights.kin * weights.title_base)
            self._add(scores, FIX, base, weights.kin * weights.fix)
            self._add(scores, PART, base, weights.kin * weights.part)
            self._add(scores, TITLE_PART, base, weights.kin * weights.part * weights.title_base)
        if len(term.parts) > 1:
            self._add_taken_apart(scores, term.parts)

    def _add_related(self, scores: Scores, term: QueryTerm) -> None:
        """Adds words near in meaning, the best of them for each passage."""
        weights = self._weights
        best: Scores = {}
        for base in {base for _, bases in term.related for base in bases}:
            for field, factor in (
                (BASE, 1.0),
                (TITLE_BASE, weights.title_base),
                (PART, weights.part),
                (TITLE_PART, weights.part * weights.title_base),
            ):
                for number, score in self._bm25.scores(field, base).items():
                    best[number] = max(score * factor, best.get(number, 0.0))
        add(scores, best, weights.related)

    def _add_taken_apart(self, scores: Scores, parts: Sequence[frozenset[str]]) -> None:
        """Adds passages that say a compound in other words: all its parts within a few words of each other."""
        for fields, factor in (((BASE, PART), 1.0), ((TITLE_BASE,), self._weights.title_base)):
            found = []
            for part in parts:
                one: Scores = {}
                for base in part:
                    for field in fields:
                        self._add(one, field, base, self._weights.part)
                found.append(one)
            together = intersection(found)
            places = [all_positions(self._bm25.index, part, fields, together) for part in parts] if together else []
            near = {n: score for n, score in together.items() if stand_together([place[n] for place in places])}
            add(scores, near, factor / len(found))

    def name(self, words: Sequence[frozenset[str]]) -> Scores:
        """What a name of one or several words finds: its words side by side."""
        scores: Scores = {}
        if len(words) == 1:
            self._add_bases(scores, words[0], 1.0)
        elif words:
            near = self._side_by_side(words, BASE) | self._side_by_side(words, TITLE_BASE)
            for bases in words if near else ():
                self._add_bases(scores, bases, 1.0 / len(words))
            scores = {number: scores.get(number, 0.0) for number in near}
        return scores

    def _phrase(self, term: QueryTerm) -> Scores:
        """Passages where the words stand side by side; the same forms count more than other forms of the same words."""
        bases = tuple(word.bases for word in term.words)
        near = self._side_by_side(bases, BASE) | self._side_by_side(bases, TITLE_BASE)
        if not near:
            return {}
        forms = tuple(frozenset((word.surface,)) for word in term.words)
        exact = self._side_by_side(forms, SURFACE) | self._side_by_side(forms, TITLE_SURFACE)
        scores: Scores = {}
        for word in term.words:
            self._add_bases(scores, word.bases, 1.0)
        factor = self._weights.phrase
        return {number: scores.get(number, 0.0) * (factor if number in exact else 1.0) for number in near}

    def _with_all(self, words: Sequence[frozenset[str]], field: str) -> set[int]:
        """The passages that have all these words in a field."""
        found: set[int] | None = None
        for terms in words:
            numbers = {number for term in terms for number in self._bm25.scores(field, term)}
            found = numbers if found is None else found & numbers
            if not found:
                return set()
        return found or set()

    def _side_by_side(self, words: Sequence[frozenset[str]], field: str) -> set[int]:
        """The passages where these words stand side by side in a field, in this order."""
        candidates = self._with_all(words, field)
        if not candidates:
            return set()
        starts: dict[int, set[int]] = {}
        for place, terms in enumerate(words):
            here: dict[int, set[int]] = {}
            for term in terms:
                for number, positions in self._bm25.index.positions(field, term, candidates).items():
                    here.setdefault(number, set()).update(position - place for position in positions)
            starts = here if place == 0 else {number: starts[number] & here[number] for number in starts if number in here}
        return {number for number, found in starts.items() if found}
