"""The seam to Voikko, the Finnish morphology: what the dictionary says of one word, whichever implementation is in use.

Two implementations carry the same dictionary: ``libvoikko`` (the C++ library, Debian ``libvoikko1`` and ``voikko-fi``) and
``pyvoikko`` (pure Python, no suggestions, some fifty times slower). The first that works is taken when the first word is
asked for, never at import; ``KB_VOIKKO=libvoikko`` or ``KB_VOIKKO=pyvoikko`` chooses one. Everything else in this package
goes through :func:`readings`, :func:`spells` and :func:`suggest`.
"""

from __future__ import annotations

import os
import re
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from kb.errors import VoikkoMissing
from kb.finnish.paths import SEAM, surface_of

LIBVOIKKO = "libvoikko"
PYVOIKKO = "pyvoikko"

# Where libvoikko looks for its dictionaries, after the folder that its variable names.
_DICTIONARIES = (
    "~/.voikko",
    "/etc/voikko",
    "/usr/lib/voikko",
    "/usr/share/voikko",
    "/usr/local/lib/voikko",
    "/usr/local/share/voikko",
)

# Longer strings are not Finnish words; libvoikko refuses 255 and the transducer of pyvoikko grows slow well before that.
LONGEST_WORD = 80


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a word form. Attribute values are Voikko's own names (``nimisana``, ``past_imperfective`` …).

    ``base`` is the base form as the dictionary writes it (``Helsinki``); ``fst`` the raw path through the dictionary, which
    alone knows the verb of a participle and the seams of a compound. An attribute the reading does not have is ``None``.
    """

    base: str
    word_class: str
    fst: str
    case: str | None = None
    number: str | None = None
    mood: str | None = None
    tense: str | None = None
    person: str | None = None
    negative: str | None = None
    participle: str | None = None
    possessive: str | None = None
    comparison: str | None = None


class Backend(Protocol):
    """What an implementation of Voikko has to answer. An instance belongs to the thread that made it."""

    name: str

    def analyze(self, word: str) -> tuple[Reading, ...]:
        """Every reading of the word in dictionary order; empty when it is unknown. Letter case does not matter."""
        ...

    def spells(self, word: str) -> bool:
        """Whether the word is right as it stands, letter case included."""
        ...

    def suggest(self, word: str) -> tuple[str, ...]:
        """Right spellings near the word, likeliest first; empty where the implementation has none to offer."""
        ...

    def hyphenate(self, word: str) -> tuple[str, ...]:
        """The word's parts between which a line may end, which together are the word."""
        ...


class Libvoikko:
    """The C++ library through its own Python binding."""

    name = LIBVOIKKO

    def __init__(self) -> None:
        import libvoikko

        # A handle that fails to open is torn down all the same, and complains then of an attribute it did not get to.
        libvoikko.Voikko._Voikko__handle = 0
        try:
            self._handle = libvoikko.Voikko("fi")
        except libvoikko.VoikkoException as error:  # the library is there, the Finnish dictionary is not
            raise OSError(str(error)) from error

    def analyze(self, word: str) -> tuple[Reading, ...]:
        return tuple(_reading(attributes) for attributes in self._handle.analyze(word))

    def spells(self, word: str) -> bool:
        return bool(self._handle.spell(word))

    def suggest(self, word: str) -> tuple[str, ...]:
        return tuple(self._handle.suggest(word))

    def hyphenate(self, word: str) -> tuple[str, ...]:
        # A space is where a part begins; any other sign stands in the place of a letter.
        pattern = self._handle.getHyphenationPattern(word)
        cuts = [place for place, sign in enumerate(pattern[: len(word)]) if sign == "-" and place]
        return tuple(word[start:end] for start, end in pairwise([0, *cuts, len(word)]))


class Pyvoikko:
    """The pure Python implementation; knows lower case only and makes no suggestions."""

    name = PYVOIKKO

    def __init__(self) -> None:
        import pyvoikko

        self._analyse = pyvoikko.analyse

    def analyze(self, word: str) -> tuple[Reading, ...]:
        found: dict[Reading, None] = {}
        try:
            analyses = self._analyse(word.lower())
        except RecursionError:  # it goes a dozen calls deep for every letter: a very long word is too much
            return ()
        for analysis in analyses:
            reading = _reading(analysis._asdict() | {"BASEFORM": _cased_as_dictionary(analysis)})
            if _allowed(reading):
                found.setdefault(reading)
        return tuple(found)

    def spells(self, word: str) -> bool:
        if not word:
            return False
        found = self.analyze(word)
        if word[0].isupper():
            return bool(found)
        return any(not reading.base[:1].isupper() for reading in found)

    def suggest(self, word: str) -> tuple[str, ...]:
        return ()

    def hyphenate(self, word: str) -> tuple[str, ...]:
        for reading in self.analyze(word):
            parts = [surface_of(part) for part in reading.fst.split(SEAM)]
            if "".join(parts).lower() == word.lower():
                cuts = list(accumulate(map(len, parts)))
                return tuple(filter(None, (word[start:end] for start, end in pairwise([0, *cuts]))))
        return (word,)


def _cased_as_dictionary(analysis: Any) -> str:
    # pyvoikko joins the parts of a compound name as "HelsinginSanomat" would be; only the first letter may be large.
    base: str = analysis.BASEFORM
    if analysis.COMPOUND_PARTS and "-" not in base:
        return base[:1] + base[1:].lower()
    return base


def _allowed(reading: Reading) -> bool:
    # The dictionary's path for a bare prefix ("epä") is a building block, which libvoikko does not give as a word either.
    if not reading.base or reading.word_class == "etuliite":
        return False
    # Between two equal vowels a compound has its hyphen (Kotus, "yhdysmerkki"): libvoikko checks it after the dictionary.
    surfaces = [surface_of(part) for part in reading.fst.split(SEAM)]
    return not any(left[-1:] == right[:1] and left[-1:] in _VOWELS for left, right in pairwise(filter(None, surfaces)))


_VOWELS = frozenset("aeiouyäö")

# libvoikko names its attributes so, pyvoikko took the names over.
_ATTRIBUTES = {
    "SIJAMUOTO": "case",
    "NUMBER": "number",
    "MOOD": "mood",
    "TENSE": "tense",
    "PERSON": "person",
    "NEGATIVE": "negative",
    "PARTICIPLE": "participle",
    "POSSESSIVE": "possessive",
    "COMPARISON": "comparison",
}


def _reading(attributes: Mapping[str, Any]) -> Reading:
    known = {ours: sys.intern(attributes[theirs]) for theirs, ours in _ATTRIBUTES.items() if attributes.get(theirs)}
    word_class = sys.intern(attributes.get("CLASS") or "none")
    return Reading(attributes.get("BASEFORM") or "", word_class, attributes.get("FSTOUTPUT") or "", **known)


_BACKENDS: dict[str, type[Libvoikko] | type[Pyvoikko]] = {LIBVOIKKO: Libvoikko, PYVOIKKO: Pyvoikko}
_local = threading.local()
_chosen: list[str] = []  # the name of the implementation in use, once one has worked; shared by all threads


def _backend() -> Backend:
    handle: Backend | None = getattr(_local, "handle", None)
    if handle is None or handle.name not in _chosen:
        handle = _open()
        _local.handle = handle
    return handle


def _open() -> Backend:
    wanted = os.environ.get("KB_VOIKKO", "").strip().lower()
    names = _chosen or ([wanted] if wanted in _BACKENDS else list(_BACKENDS))
    reasons = []
    for name in names:
        try:
            handle: Backend = _BACKENDS[name]()
        except (ImportError, OSError) as error:
            reasons.append(f"{name}: {error}")
        else:
            _chosen[:] = [name]
            return handle
    raise VoikkoMissing(reason="; ".join(reasons))


def backend_name() -> str:
    """``"libvoikko"`` or ``"pyvoikko"``: the one in use. Opens it when none is open yet; raises ``VoikkoMissing``."""
    return _backend().name


def dictionary_version() -> str:
    """What tells one dictionary from another: the implementation in use and its release, and size and time of the files of words.

    >>> dictionary_version().split()[0] in ("libvoikko", "pyvoikko")
    True
    """
    name = backend_name()
    try:
        release = metadata.version(name)
    except metadata.PackageNotFoundError:
        release = ""
    places = [Path(place) for place in (os.environ.get("VOIKKO_DICTIONARY_PATH"), *_DICTIONARIES) if place]
    found = [path for place in places for path in sorted(place.expanduser().glob("*/*/mor.vfst"))] if name == LIBVOIKKO else []
    told = (f"{path}:{path.stat().st_size}:{path.stat().st_mtime_ns}" for path in found)
    return " ".join((name, release, *told))


def choose_backend(name: str | None) -> None:
    """Use the named implementation from here on (``None``: the first that works); what is remembered is forgotten.

    Raises ``ValueError`` for an unknown name; that the implementation is missing shows at the next word.
    """
    if name is not None and name not in _BACKENDS:
        raise ValueError(f"no such Voikko implementation: {name}")
    _chosen[:] = [] if name is None else [name]
    _local.handle = None
    for forget in _caches:
        forget()


Cached = TypeVar("Cached", bound="_Forgetting")
Value = TypeVar("Value")


class _Forgetting(Protocol):
    def cache_clear(self) -> None: ...


_caches: list[Callable[[], None]] = []


def forgotten_with_backend(cached: Cached) -> Cached:
    """Marks an ``lru_cache`` over Voikko's answers, so that choosing another implementation empties it."""
    _caches.append(cached.cache_clear)
    return cached


# A cache of 5,000 is too small for running text and one of this size hits two words in three (docs/decisions/0003).
CACHED_WORDS = 200_000

_ODD = re.compile(r"[\x00-\x1f\ud800-\udfff]")


class Remembered(Generic[Value]):
    """Answers about words that need not be worked out here: those told by `teach`; and those that were, for others to be told.

    What is worked out is noted only after `note` was called: a server has nobody to tell.
    """

    def __init__(self) -> None:
        self.taught: dict[str, Value] = {}
        self._noted: dict[str, Value] | None = None
        _caches.append(self.taught.clear)

    def note(self) -> dict[str, Value]:
        """What was worked out since the last call; from now on it is noted."""
        noted, self._noted = self._noted, {}
        return noted or {}

    def add(self, word: str, value: Value) -> Value:
        """The value, which was worked out here."""
        if self._noted is not None:
            self._noted[word] = value
        return value

    def take(self, told: Mapping[str, Value]) -> None:
        """Takes in what another process has worked out, as if it had been worked out here."""
        self.taught.update(told)
        if self._noted is not None:
            self._noted.update(told)


known_readings: Remembered[tuple[Reading, ...]] = Remembered()


@forgotten_with_backend
@lru_cache(maxsize=CACHED_WORDS)
def readings(word: str) -> tuple[Reading, ...]:
    """Every reading of one word, in dictionary order; empty when Voikko does not know it.

    >>> [reading.base for reading in readings("sovittiin")]
    ['sopia']
    """
    taught = known_readings.taught.get(word)
    if taught is not None:
        return taught
    if not word or len(word) > LONGEST_WORD or _ODD.search(word):
        return ()
    small = word.lower()
    # Letter case does not matter to the dictionary: a word is looked up once.
    return known_readings.add(word, _backend().analyze(word) if word == small else readings(small))


def is_known(word: str) -> bool:
    """Whether Voikko knows the word in any letter case.

    >>> is_known("helsingissä"), is_known("seurantalintojen"), is_known("ohryyn")
    (True, False, False)
    """
    return bool(readings(word))


def is_word(letters: str) -> bool:
    """As `is_known`, for one of many strings that are tried and are mostly no words: nothing of it is remembered."""
    if not letters or len(letters) > LONGEST_WORD or _ODD.search(letters):
        return False
    return bool(_backend().analyze(letters))


@forgotten_with_backend
@lru_cache(maxsize=CACHED_WORDS)
def spells(word: str) -> bool:
    """Whether the word is right as it is written, letter case included.

    >>> spells("Helsingissä"), spells("helsingissä"), spells("kokouksesa")
    (True, False, False)
    """
    if not word or len(word) > LONGEST_WORD or _ODD.search(word):
        return False
    return _backend().spells(word)


known_suggestions: Remembered[tuple[str, ...]] = Remembered()


def suggest(word: str) -> tuple[str, ...]:
    """Voikko's own suggestions for a misspelt word, in its order; always empty with ``pyvoikko``."""
    taught = known_suggestions.taught.get(word)
    if taught is not None:
        return taught
    if not word or len(word) > LONGEST_WORD or _ODD.search(word):
        return ()
    return known_suggestions.add(word, _backend().suggest(word))


@lru_cache(maxsize=20_000)
def hyphenated(word: str) -> tuple[str, ...]:
    """A word's parts between which a line may end: by syllables, with ``pyvoikko`` by the parts of a compound alone.

    >>> "".join(hyphenated("Kehitysehdotusten")), "ehdo" in "-".join(hyphenated("mittausohjelma"))
    ('Kehitysehdotusten', False)
    """
    if not word or len(word) > LONGEST_WORD or _ODD.search(word):
        return (word,)
    return _backend().hyphenate(word)
