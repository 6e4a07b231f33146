"""The query language: from what people type to a tree. Knows nothing of the index.

    kausityö lupa              both words, in any form          "yhteinen analyysi"    words side by side
    lupa TAI hakemus           either (OR, ELLER)               EI kausityö, -kausityö not (NOT, INTE)
    (lupa TAI hakemus) JA työ  parentheses                      seuranta*              words that begin so
    lupien seuranta -ryhmä     a compound as Finnish spells it  -työryhmän kokous      the same, its beginning left out
    tuotos:4.2 laji:päätös jälkeen:2024-06-01 henkilö:"Anneli Esimerkki"               fields

Operators are written in capitals, so that "ja" and "tai" stay words. An operator without its operand is passed over;
what cannot be read at all is a BadQuery with its position.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kb import finnish
from kb.dates import find_dates
from kb.errors import BadQuery

LONGEST: Final = 1000
MOST_WORDS: Final = 64
DEEPEST: Final = 30


@dataclass(frozen=True, slots=True)
class TypedWord:
    """A word as typed; `prefix` when it ended with an asterisk, which it then no longer has."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand side by side in this order, each in any form."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A filter: `name` is one of `FIELDS`; `value` as typed; `position` where the value begins in the query."""

    name: str
    value: str
    position: int = 0


@dataclass(frozen=True, slots=True)
class And:
    """All of these."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of these."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """None of this."""

    part: Node


@dataclass(frozen=True, slots=True)
class Everything:
    """An empty query: whatever the filters leave."""


Node = TypedWord | Phrase | Field | And | Or | Not | Everything

FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "tuotos": ("tuotos", "tuotokset", "output", "deliverable", "leverabel"),
    "laji": ("laji", "tyyppi", "kind", "type", "typ", "slag"),
    "kokous": ("kokous", "meeting", "möte"),
    "liite": ("liite", "attachment", "annex", "bilaga"),
    "henkilö": ("henkilö", "henkilo", "person"),
    "organisaatio": ("organisaatio", "organisation", "organization", "org"),
    "aihe": ("aihe", "teema", "topic", "ämne"),
    "toimielin": ("toimielin", "body", "organ"),
    "ennen": ("ennen", "asti", "before", "until", "före"),
    "jälkeen": ("jälkeen", "jalkeen", "alkaen", "after", "since", "efter"),
    "vuosi": ("vuosi", "year", "år"),
}
_FIELD_OF: Final = {alias: name for name, aliases in FIELDS.items() for alias in aliases}
_OPERATORS: Final = {
    "AND": "and", "JA": "and", "OCH": "and",
    "OR": "or", "TAI": "or", "ELLER": "or",
    "NOT": "not", "EI": "not", "INTE": "not",
}  # fmt: skip
_QUOTES: Final = {'"': '"', "“": "”", "”": "”", "„": "“”", "«": "»", "»": "»", "‟": "”"}
# Last parts of compounds that are written after a space and a hyphen when what comes before is a name of its own.
_HEADS: Final = frozenset(
    """
    ryhmä työryhmä ohjausryhmä alatyöryhmä projektiryhmä jaosto toimikunta lautakunta verkosto foorumi hanke projekti ohjelma
    palvelu järjestelmä sovellus portaali tietokanta rekisteri alusta malli direktiivi asetus laki kokous seminaari työpaja
    """.split()  # noqa: SIM905 (read as prose)
)
_FIELD = re.compile(r"([^\W\d_]+):(?!//)")
_CHUNK = re.compile(r"[^\s()\"“”„«»‟]+")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # and, or, not, minus, open, close, node, end
    position: int
    node: Node | None = None


def parse(text: str) -> Node:
    """The tree of a query. Raises BadQuery.

    >>> parse("lupa JA hakemus")
    And(parts=(TypedWord(text='lupa', prefix=False), TypedWord(text='hakemus', prefix=False)))
    >>> parse('tuotos:4.2 -"yhteinen analyysi"')
    And(parts=(Field(name='tuotos', value='4.2', position=7), Not(part=Phrase(words=('yhteinen', 'analyysi')))))
    >>> parse("")
    Everything()
    """
    if len(text) > LONGEST:
        raise BadQuery("bad_query_long", position=LONGEST, most=LONGEST)
    return _Parser(tuple(_settled(tuple(_tokens(text))))).parse()


def hyphened(text: str) -> tuple[str, ...]:
    """The words that a minus stands straight before and that are parts of compounds all the same. Raises BadQuery.

    >>> hyphened("lupien seuranta -ryhmä"), hyphened("-työryhmän kokous"), hyphened("lupa -hakemus"), hyphened("-lupa")
    (('ryhmä',), ('työryhmän',), (), ())
    """
    tokens = tuple(_tokens(text))
    excluding = {token.position for token in _settled(tokens) if token.kind == "not"}
    minuses = ((token, word) for token, word in pairwise(tokens) if token.kind == "minus")
    return tuple(
        word.node.text for token, word in minuses if token.position not in excluding and isinstance(word.node, TypedWord)
    )


def words_of(node: Node) -> Iterator[TypedWord | Phrase]:
    """The words and phrases that a hit must answer, in order; not the excluded ones."""
    if isinstance(node, (TypedWord, Phrase)):
        yield node
    elif isinstance(node, (And, Or)):
        for part in node.parts:
            yield from words_of(part)


def render(node: Node) -> str:
    """The tree as a reader sees it: what the query was understood as.

    >>> render(parse("lupa hakemus TAI -työ*"))
    '(lupa JA hakemus) TAI EI työ*'
    """
    if isinstance(node, TypedWord):
        return node.text + ("*" if node.prefix else "")
    if isinstance(node, Phrase):
        return f'"{" ".join(node.words)}"'
    if isinstance(node, Field):
        return f'{node.name}:"{node.value}"' if " " in node.value else f"{node.name}:{node.value}"
    if isinstance(node, Not):
        return f"EI {_inner(node.part)}"
    if isinstance(node, Everything):
        return "*"
    return (" JA " if isinstance(node, And) else " TAI ").join(map(_inner, node.parts))


def _inner(node: Node) -> str:
    return f"({render(node)})" if isinstance(node, (And, Or)) else render(node)


def period(field: Field) -> tuple[datetime.date, datetime.date]:
    """The first and last day that a date field's value means: a day, a month, a year. Raises BadQuery.

    >>> period(Field("jälkeen", "2024-06-01"))[0], period(Field("ennen", "2024"))[1]
    (datetime.date(2024, 6, 1), datetime.date(2024, 12, 31))
    """
    value = field.value.strip()
    year = re.fullmatch(r"(\d{4})(?:[-–](\d{4}))?", value)
    if year and "0000" not in year.groups():
        return datetime.date(int(year[1]), 1, 1), datetime.date(int(year[2] or year[1]), 12, 31)
    month = re.fullmatch(r"(\d{4})-(\d{1,2})|(\d{1,2})[./](\d{4})", value)
    if month:
        number, of = int(month[2] or month[3]), int(month[1] or month[4])
        if 1 <= number <= 12 and 1 <= of < 9999:
            following = datetime.date(of + number // 12, number % 12 + 1, 1)
            return datetime.date(of, number, 1), following - datetime.timedelta(days=1)
    found = find_dates(value)
    if not found:
        raise BadQuery("bad_query_date", position=field.position, value=value)
    return found[0].first, found[0].last


def _tokens(text: str) -> Iterator[_Token]:
    place = 0
    while place < len(text):
        character = text[place]
        if character in "()":
            yield _Token("open" if character == "(" else "close", place)
            place += 1
        elif character in _QUOTES:
            value, end = _quoted(text, place)
            yield from _phrase(value, place)
            place = end
        elif character.isspace():
            place += 1
        else:
            place = yield from _chunk(text, place)
    yield _Token("end", len(text))


def _settled(tokens: tuple[_Token, ...]) -> Iterator[_Token]:
    """The tokens with each minus settled: it excludes, or it is the hyphen of a compound and is left out.

    Finnish writes a compound whose first part is several words with a space before the hyphen (*lupien seuranta -ryhmä*; Kotus,
    yhdysmerkki), and running text goes on with an inflected last part alone (*-työryhmän kokous*).
    """
    before = 0
    excluded = False
    for place, token in enumerate(tokens):
        if token.kind == "minus":
            following = tokens[place + 1 : place + 3]
            excluded = not _is_hyphen(before, *following)
            if excluded:
                yield _Token("not", token.position)
            continue
        is_word = isinstance(token.node, TypedWord) and not token.node.prefix
        before = before + 1 if is_word and not excluded else 0
        excluded = False
        yield token


def _is_hyphen(before: int, word: _Token, after: _Token) -> bool:
    """Whether a minus before `word` is a hyphen; `before` words stand straight before it, `after` follows the word."""
    if not isinstance(word.node, TypedWord) or word.node.prefix:
        return False
    bases = finnish.ask_word(word.node.text).bases
    if before:
        return before > 1 or not _HEADS.isdisjoint(bases)
    return isinstance(after.node, TypedWord) and bool(bases) and finnish.fold(word.node.text.lower()) not in bases


def _quoted(text: str, place: int) -> tuple[str, int]:
    closing = _QUOTES[text[place]]
    end = next((n for n in range(place + 1, len(text)) if text[n] in closing or text[n] == '"'), None)
    if end is None:
        raise BadQuery("bad_query_quote", position=place)
    return text[place + 1 : end], end + 1


def _phrase(value: str, place: int) -> Iterator[_Token]:
    words = tuple(token.text for token in finnish.tokenize(value))
    if words:
        yield _Token("node", place, Phrase(words) if len(words) > 1 else TypedWord(words[0]))


def _denial(chunk: str, after: str) -> str | None:
    """Whether a run begins by denying what follows: a minus before a word, which may be a hyphen, or a sign that is none."""
    if chunk in ("-", "!"):
        return "not" if after in (*_QUOTES, "(") else None
    if chunk[0] in "-–!" and chunk[1:2].isalnum():
        return "not" if chunk[0] == "!" else "minus"
    return None


def _chunk(text: str, place: int) -> Generator[_Token, None, int]:
    """Tokens of a run without spaces, quotes and parentheses; returns where reading goes on."""
    found = _CHUNK.match(text, place)
    chunk = found.group() if found else text[place]
    end = place + len(chunk)
    if chunk in _OPERATORS:
        yield _Token(_OPERATORS[chunk], place)
        return end
    if denial := _denial(chunk, text[end : end + 1]):
        yield _Token(denial, place)
        return place + 1
    field = _FIELD.match(chunk)
    name = _FIELD_OF.get(field.group(1).lower()) if field else None
    if field and name:
        value, start, after = _value(text, place + field.end())
        if value:
            yield _Token("node", start, Field(name, value, start))
            return after
    yield from _words(chunk, place)
    return end


def _value(text: str, place: int) -> tuple[str, int, int]:
    """A field's value, where it begins and where reading goes on; spaces before it are passed over."""
    while place < len(text) and text[place].isspace():
        place += 1
    if place < len(text) and text[place] in _QUOTES:
        value, end = _quoted(text, place)
        return value.strip(), place, end
    found = _CHUNK.match(text, place)
    return (found.group(), place, found.end()) if found else ("", place, place)


def _words(chunk: str, place: int) -> Iterator[_Token]:
    found = tuple(finnish.tokenize(chunk))
    for number, token in enumerate(found):
        last = number == len(found) - 1
        prefix = last and chunk[token.end :].startswith("*") and len(token.text) > 1
        yield _Token("node", place + token.start, TypedWord(token.text, prefix))


class _Parser:
    def __init__(self, tokens: tuple[_Token, ...]) -> None:
        self._tokens = tokens
        self._place = 0
        self._depth = 0
        if sum(token.kind == "node" for token in tokens) > MOST_WORDS:
            raise BadQuery("bad_query_many", position=_nth_node(tokens, MOST_WORDS).position, most=MOST_WORDS)

    def parse(self) -> Node:
        node = self._any()
        if self._next.kind == "close":
            raise BadQuery("bad_query_paren", position=self._next.position)
        return node or Everything()

    @property
    def _next(self) -> _Token:
        return self._tokens[self._place]

    def _take(self) -> _Token:
        token = self._next
        self._place += 1
        return token

    def _any(self) -> Node | None:
        parts = [self._all()]
        while self._next.kind == "or":
            self._take()
            parts.append(self._all())
        return _joined(Or, parts)

    def _all(self) -> Node | None:
        parts: list[Node | None] = []
        while self._next.kind not in ("or", "close", "end"):
            if self._next.kind == "and":
                self._take()
            else:
                parts.append(self._one())
        return _joined(And, parts)

    def _one(self) -> Node | None:
        token = self._take()
        if token.kind == "not":
            return self._negated()
        if token.kind == "open":
            return self._group(token)
        return token.node

    def _negated(self) -> Node | None:
        excludes = True
        while self._next.kind == "not":
            self._take()
            excludes = not excludes
        if self._next.kind in ("and", "or", "close", "end"):
            return None
        part = self._one()
        return Not(part) if part is not None and excludes else part

    def _group(self, opening: _Token) -> Node | None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise BadQuery("bad_query_deep", position=opening.position)
        node = self._any()
        if self._next.kind != "close":
            raise BadQuery("bad_query_paren", position=opening.position)
        self._take()
        self._depth -= 1
        return node


def _joined(kind: type[And] | type[Or], parts: list[Node | None]) -> Node | None:
    found = [part for part in parts if part is not None]
    if len(found) < 2:
        return found[0] if found else None
    return kind(tuple(found))


def _nth_node(tokens: tuple[_Token, ...], number: int) -> _Token:
    return [token for token in tokens if token.kind == "node"][number]
