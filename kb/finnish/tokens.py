"""Cutting text into words, numbers, dates, section signs and addresses, each with its place in the original string.

The first step of both ends of the search, and of highlighting: offsets count characters of the string as it was given, even
where soft hyphens, zero-width spaces or decomposed letters are left out of a token's own text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

WORD = "word"
NUMBER = "number"
DATE = "date"
SECTION = "section"
ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text that can be searched for.

    ``text`` is the piece as :func:`clean` gives it, letter case kept; ``start`` and ``end`` say
    where it stands in the original. ``kind``: word, number (``4.2``), date (a full one, ``17.12.2024``, ``2024-12-17``),
    section (``§``, ``§:n``) or address (e-mail, web, a file's name).
    """

    text: str
    start: int
    end: int
    kind: str


INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
HYPHENS = "-\u2010\u2011"

# A letter, digit or combining mark with the invisible characters that may follow it inside a word.
_MARK = "\u0300-\u036f"
_GAP = f"[{INVISIBLE}]*"
_LETTER = f"(?:[^\\W\\d_][{_MARK}]*)"
_ALNUM = f"(?:[^\\W_][{_MARK}]*)"
_UNIT = f"{_ALNUM}(?:{_GAP}{_ALNUM})*"
# Case endings after a colon (Kotus: "lyhenteiden taivutus"); Swedish "EU:s" and "FN:n" come along. Any ending of up to six
# lower-case letters is taken after a capital, a digit or a sign; after small letters only those that begin no word.
_ENDING = (
    r"(?:ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|na|nä|tta|ttä|ta|tä|a|ä|n|t|in|en|een|hin|hon|hun|hyn|hön|hän|hen|iin|seen|"
    r"sen|den|ien|jen|ia|iä|ja|jä|issa|issä|ista|istä|illa|illä|ille|ilta|iltä|itä|ita|ikse|iksi|s|ns|ien|ens|kin|kaan|kään|"
    r"nkin|ssakin|ssäkin|llakin|lläkin)"
)
_COLON_AFTER_LARGE = r"(?<=[A-ZÅÄÖ0-9§%€]):[a-zåäö]{1,8}"
_COLON_AFTER_SMALL = f":{_ENDING}"
_COLON = f"(?:{_COLON_AFTER_LARGE}|{_COLON_AFTER_SMALL})(?![^\\W_])"
_APOSTROPHE = f"['’](?={_LETTER})"
_TIE = f"{_GAP}(?:[{HYPHENS}]{_GAP}|{_APOSTROPHE})"
_COMPANY = r"[A-ZÅÄÖ]&[A-ZÅÄÖ](?![a-zåäö])"
_WORD = f"(?:{_COMPANY}|{_UNIT})(?:(?:{_TIE}(?:{_COMPANY}|{_UNIT}))|{_COLON})*"

_EXTENSIONS = "pdf|docx?|pptx?|xlsx?|md|html?|txt|odt|ods|odp|csv|rtf|zip|png|jpe?g"
_DOMAINS = "fi|com|org|net|eu|se|ax|info|gov|edu|int|io|tv"

# Lengths are bounded, so that no text takes time by the square of its length.
_START = r"[^\W_]"
_PATH = r"[^\s<>\"”]{0,2000}[^\s<>\"”.,;:!?)\]}']"

# Most of a text is plain words with a space or a stop behind them: such can be nothing else, and are not tried as addresses.
_PLAIN = r"[^\W\d_]++(?=[\s,;)]|\.?$|\.\s)"

_PATTERN = re.compile(
    rf"""
    (?P<plain>{_PLAIN})
  | (?P<address>
        (?:https?|ftp)://{_PATH}
      | www\.{_PATH}
      | {_START}[\w.+-]{{0,63}}@(?:[\w-]{{1,63}}\.){{1,8}}[^\W_]{{2,20}}(?![^\W_])
      | (?:{_START}[\w-]{{0,62}}\.){{1,8}}(?:{_DOMAINS})(?:/{_PATH})?(?![\w-])
      | {_START}(?:[\w-]{{0,118}}[^\W_])?\.(?:{_EXTENSIONS})(?![^\W_])
    )
  | (?P<date>
        (?<![\d.])\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}}|\d{{2}})(?![^\W_]|\.\d)
      | (?<![\d-])\d{{4}}-\d{{2}}-\d{{2}}(?![\w-])
    )
  | (?P<number>
        \d+(?:[.:/]\d+)+(?:,\d+)?(?:{_COLON})?(?![^\W_])
      | \d+(?:,\d+)?(?:{_COLON})?(?![^\W_]|[{HYPHENS}]{_GAP}{_LETTER}|:{_LETTER})
    )
  | (?P<section>§+(?:{_COLON})?)
  | (?P<word>{_WORD})
    """,
    re.VERBOSE,
)

_INVISIBLE_OUT = {ord(character): None for character in INVISIBLE} | {
    ord("\u2010"): "-",
    ord("\u2011"): "-",
    ord("’"): "'",
}


@lru_cache(maxsize=65_536)
def clean(text: str) -> str:
    """The text composed (NFC), without what cannot be seen, its ligatures, hyphens and apostrophes the plain ones.

    >>> clean("kehit\u00adtämisen"), clean("UMA‑järjestelmä"), clean("a\u0308"), clean("ﬁnanssi")
    ('kehittämisen', 'UMA-järjestelmä', 'ä', 'finanssi')
    """
    if text.isascii():
        return text
    composed = unicodedata.normalize("NFC", text.translate(_INVISIBLE_OUT))
    return composed if unicodedata.is_normalized("NFKC", composed) else "".join(map(_plain, composed))


def _plain(character: str) -> str:
    """NFKC for letters and digits; signs such as ½ would fall apart into several words."""
    plain = unicodedata.normalize("NFKC", character)
    return plain if plain.isalnum() else character


def tokenize(text: str) -> Iterator[Token]:
    """The tokens of a text from left to right. Punctuation between them is skipped.

    >>> [token.text for token in tokenize("TEM:n UMA-järjestelmä, tuotos 4.2 (LIITE 3), 17.12.2024 klo 13.00–15.30")]
    ['TEM:n', 'UMA-järjestelmä', 'tuotos', '4.2', 'LIITE', '3', '17.12.2024', 'klo', '13.00', '15.30']
    >>> [(token.text, token.kind) for token in tokenize("121 §:n")]
    [('121', 'number'), ('§:n', 'section')]
    >>> [token.text for token in tokenize("työ- ja koulutusperusteinen")]
    ['työ', 'ja', 'koulutusperusteinen']
    """
    for match in _RUN.finditer(text):
        place = match.start()
        for token, start, end, kind in _inside(match.group()):
            yield Token(token, place + start, place + end, kind)


def count_tokens(texts: Iterable[str]) -> Counter[tuple[str, str]]:
    """How often each token stands in some texts, by its text and kind, in the order in which they come first.

    >>> count_tokens(["Kokous 3.4.2025", "kokous, Kokous"])
    Counter({('Kokous', 'word'): 2, ('3.4.2025', 'date'): 1, ('kokous', 'word'): 1})
    """
    found: Counter[tuple[str, str]] = Counter()
    for run, count in Counter(chain.from_iterable(map(str.split, texts))).items():
        for token, _, _, kind in _inside(run):
            found[token, kind] += count
    return found


# No token goes on past white space, and nothing beyond it matters to one: most of a text are runs of letters that came before.
_RUN = re.compile(r"\S+")


@lru_cache(maxsize=32_768)
def _inside(run: str) -> tuple[tuple[str, int, int, str], ...]:
    """The tokens of letters and signs without white space: text, start, end and kind."""
    return tuple(
        (clean(match.group()), *match.span(), WORD if match.lastgroup in (None, "plain") else match.lastgroup)
        for match in _PATTERN.finditer(run)
    )
