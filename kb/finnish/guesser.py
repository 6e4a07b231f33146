"""Base forms for words that Voikko does not know: names, abbreviations, new words, joined and spoken spellings.

A guess is made from the strongest evidence there is, and the weaker is not tried then: what stands before a colon
(*TEM:n*), a known last part (*UMA-järjestelmästä*, *klaffituolia*), another spelling that Voikko knows (*punanen*), and last
the stripping of case endings with consonant gradation and vowel harmony (*Migristä*, *Mojanderin*, *scoreboardiin*). Source
of the alternations: Iso suomen kielioppi, "Vokaalisointu" (§ 15) and "Astevaihtelu" (§ 41); for foreign names Kotus,
"Vierasnimien taivutus".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from functools import lru_cache
from typing import Final

from kb.finnish.choice import NAMES, NOMINAL, likely
from kb.finnish.verbs import verb_of
from kb.finnish.voikko import LONGEST_WORD, Reading, Remembered, forgotten_with_backend, readings

# How many guesses an unknown word may leave in the index at most.
MOST_GUESSES = 6

_BACK = frozenset("aou")
_FRONT = frozenset("äöy")
_VOWELS = frozenset("aeiouyäöå")

_COLON = re.compile(r"^([^\W_]+(?:[-'&][^\W_]+)*):([a-zåäö]{1,9})$")


def _analyses(word: str) -> tuple[str, ...]:
    """The base forms of a known word's likely readings, of a participle its verb too."""
    found = likely(word)
    verbs = (verb for reading in found if (verb := verb_of(reading)))
    return tuple(dict.fromkeys((*(reading.base.lower() for reading in found), *verbs)))


known_guesses: Remembered[tuple[str, ...]] = Remembered()


@forgotten_with_backend
@lru_cache(maxsize=65_536)
def guesses(word: str) -> tuple[str, ...]:
    """Likely base forms of an unknown lower-case word, likeliest first, the word itself not among them; may be empty.

    >>> guesses("tem:n"), guesses("uma-järjestelmästä"), guesses("klaffituolia")
    (('tem',), ('uma-järjestelmä',), ('klaffituoli',))
    >>> guesses("migristä"), guesses("scoreboardiin"), guesses("punanen")
    (('migri',), ('scoreboard', 'scoreboardi'), ('punainen',))
    """
    taught = known_guesses.taught.get(word)
    if taught is not None:
        return taught
    if len(word) > LONGEST_WORD:
        return ()
    return known_guesses.add(word, _guessed(word))


def _guessed(word: str) -> tuple[str, ...]:
    for way in _WAYS:
        found = dict.fromkeys(guess for guess in way(word) if len(guess) > 1)
        if found:
            return tuple(guess for guess in found if guess != word)[:MOST_GUESSES]
    return ()


def guess(word: str, known: Container[str] | None = None) -> tuple[str, ...]:
    """The guesses for a word that the corpus bears out: those in ``known``, or all of them where it holds none.

    >>> guess("mojanderin", known={"mojander"}), guess("mojanderin")
    (('mojander',), ('mojander', 'mojanderi'))
    """
    every = guesses(word)
    borne_out = tuple(one for one in every if known is not None and one in known)
    return borne_out or every


def _before_colon(word: str) -> Iterator[str]:
    found = _COLON.match(word)
    if found:
        yield found.group(1)


def _by_last_part(word: str) -> Iterator[str]:
    """Hyphenated words by their last part, or as one word when the hyphen was put there by a line's end."""
    head, hyphen, last = word.rpartition("-")
    if not hyphen or not head or not last:
        return
    joined = word.replace("-", "")
    if not readings(last) or len(last) < 4:
        for base in _analyses(joined):
            yield base
    for base in _heads(last) or _analyses(last) or guesses(last) or (last,):
        yield f"{head}-{base}"


def _heads(last: str) -> tuple[str, ...]:
    """Base forms that can be the last part of a compound: nouns and adjectives first of all."""
    return tuple(dict.fromkeys(reading.base.lower() for reading in likely(last) if reading.word_class in NOMINAL))


# Shorter known endings of a word are no sign of a compound; after something unknown even longer ones are not.
_SHORT_PART = 4
_LONG_PART = 6
_CERTAIN_PART = 8


def _by_known_ending(word: str) -> Iterator[str]:
    for head, base in _known_endings(word):
        yield head + base


def _known_endings(word: str) -> Iterator[tuple[str, str]]:
    """An unknown compound: the longest last part that Voikko knows as a noun or adjective, after a plausible modifier."""
    for cut in range(3, len(word) - _SHORT_PART + 1):
        head, last = word[:cut], word[cut:]
        if _VOWELS.intersection(head) and _may_precede(head, last):
            bases = dict.fromkeys(reading.base.lower() for reading in likely(last) if _may_be_head(reading))
            yield from ((head, base) for base in bases)
            if bases:
                return


# What place names and the surnames made of them end in (Kotus, "Paikannimien perusosat"); after these any beginning will do.
_PLACES = frozenset(
    (
        *("aho", "harju", "joki", "järvi", "kangas", "kari", "kallio", "korpi", "koski", "kylä", "lahti", "lampi", "linna"),
        *("luoma", "luoto", "maa", "mäki", "niemi", "niitty", "oja", "pelto", "pää", "ranta", "saari", "salmi", "salo"),
        *("selkä", "suo", "vaara", "vesi", "virta", "vuori"),
    )
)


def _may_precede(head: str, last: str) -> bool:
    if len(last) >= _CERTAIN_PART:
        return True
    if (head[-1] in _VOWELS or head[-1] in "snlr") and any(reading.base in _PLACES for reading in likely(last)):
        return True
    # Most modifiers end in a vowel ("klaffituoli"); without that a name would be cut anywhere ("twit-teriin").
    return (len(last) >= _LONG_PART and len(head) > 3 and head[-1] in _VOWELS) or _may_modify(head)


def split_unknown(word: str) -> tuple[str, ...]:
    """The parts of an unknown lower-case word in base form: between hyphens, or before a known last part; empty for one part.

    >>> split_unknown("uma-järjestelmästä"), split_unknown("klaffituolia"), split_unknown("migristä")
    (('uma', 'järjestelmä'), ('klaffi', 'tuoli'), ())
    """
    if len(word) > LONGEST_WORD:
        return ()
    word = _COLON.sub(r"\1", word)
    if "-" not in word:
        return next(_known_endings(word), ())
    *heads, last = [part for part in word.split("-") if part] or [word]
    modifiers = (base for head in heads for base in _analyses(head) or (head,))
    return (*modifiers, *(_analyses(last) or guesses(last) or (last,)))


def _may_modify(head: str) -> bool:
    return any(reading.case in ("nimento", "omanto") for reading in readings(head) if reading.word_class != "lyhenne")


def _may_be_head(reading: Reading) -> bool:
    return reading.word_class in NOMINAL and len(reading.base) >= _SHORT_PART and reading.possessive not in ("1s", "2s")


# Spellings of speech and of chance, each with what the written language has; tried in turn, and kept if Voikko knows the word.
_RESPELLINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (r"(.)\1{2,}", r"\1\1"),  # "maaaaalin", lengthened for effect
        (r"(.)\1{2,}", r"\1"),
        (r"(?<=[nlrs])([uy])$", r"\1t"),  # "ollu", "tehny"
        (r"ee(?=$|t[aä]$|n$|ss|st|ll)", "eä"),  # "hirvee", "kauheeta"
        (r"ee(?=$|t[aä]$|n$|ss|st|ll)", "ea"),
        (r"ii$", "ia"),  # "korvii"
        (r"ii$", "iä"),
        (r"ii$", "iin"),  # "puhuttii"
        (r"ki$", "kin"),  # "naapuritki"
        (r"s$", "si"),  # "ostais", "kuivas"
        (r"(?<=[aeouyäö])s$", "isi"),  # "toimis", "pitäs"
        (r"(?<=[aä])s$", ""),  # "sanokaas"
        (r"ks$", "ksi"),
        (r"(?<=[oö])t(?=t?[auyä])", "it"),  # "kirjottaa", "rauhottua"
        (r"w", "v"),  # the old spelling
    )
)
_SHORT_ADJECTIVE = re.compile(r"(?<=[aouyäö])(?=(?:nen|s(?:en|ta|tä|ia|iä))$)")


def _by_respelling(word: str) -> Iterator[str]:
    for pattern, written in _RESPELLINGS:
        respelt = pattern.sub(written, word)
        if respelt != word:
            yield from _analyses(respelt)


def _by_short_adjective(word: str) -> Iterator[str]:
    """*punanen* → *punainen*, beside the surnames in *-nen* that it looks like."""
    respelt = _SHORT_ADJECTIVE.sub("i", word)
    for reading in likely(respelt) if respelt != word else ():
        if reading.word_class not in ("nimisana", *NAMES) and reading.base.endswith("inen"):
            yield reading.base.lower()


# Case endings after the stem, the singular and the plural marker apart. "A" is a or ä by harmony; longest first.
_CASES = ("ssA", "stA", "llA", "ltA", "lle", "ksi", "nA", "n", "t", "tA", "A")
_CLITICS = re.compile(r"(?:kin|kaan|kään)$")
_POSSESSIVE = re.compile(r"(?:nsa|nsä)$")


def _harmonious(stem: str, ending: str) -> bool:
    """Whether a/ä in the ending goes with the stem; a neutral stem takes either, for foreign names waver."""
    last = next((letter for letter in reversed(stem) if letter in _BACK or letter in _FRONT), None)
    if last is None:
        return True
    # Foreign y and the last part of a compound may turn a stem either way; a plain back-vowel stem never takes ä.
    return not ((last in _BACK and "ä" in ending) or (last in "äö" and "a" in ending))


def _endings(word: str) -> Iterator[tuple[str, str]]:
    for case in _CASES:
        for ending in {case.replace("A", "a"), case.replace("A", "ä")}:
            stem = word[: -len(ending)]
            if word.endswith(ending) and len(stem) > 1 and _harmonious(stem, ending):
                yield stem, ending


def _by_stripping(word: str) -> Iterator[str]:
    yield from _by_short_adjective(word)
    if word.endswith("nen"):
        return
    for stripped in _stripped(word):
        yield _CARITIVE.sub(r"t\1n", stripped)
    for pattern in (_CLITICS, _POSSESSIVE):
        shorter = pattern.sub("", word)
        if shorter != word and len(shorter) > 3:
            yield from _stripped(shorter)


# *hetuttoma-* : *hetuton*; the ending says "without" of any noun.
_CARITIVE = re.compile(r"tt([oö])m(?:[aä]|ie?)?$")


def _stripped(word: str) -> Iterator[str]:
    longest = next(_endings(word), None)
    if word.endswith("n") and (illative := _illative_stem(word)) is not None:
        yield from _nominatives(illative, strong=True)
        if not word.endswith("een"):
            return
    if longest is None:
        return
    stem, ending = longest
    if len(ending) == 3 or ending in ("n", "t") or ending == "ksi":
        yield from _from_closed(stem, ending)
    elif ending in ("na", "nä"):
        yield from _nominatives(stem, strong=True) if stem[-1] in _VOWELS else ()
    elif ending in ("ta", "tä"):
        yield from _partitive(stem, ending)
    else:
        yield from _partitive_vowel(stem)


# How an illative ends, and the stem with its own vowel that is left of it.
_ILLATIVES: Final = (
    (re.compile(r"(.+([eouyö]))isiin"), r"\1\2"),
    (re.compile(r"(.+ee)seen"), r"\1"),
    (re.compile(r"(..+([aeiouyäöå]))\2."), r"\1"),
    (re.compile(r"(..+([aeiouyäöå]))h\2."), r"\1"),
)


def _illative_stem(word: str) -> str | None:
    """*migriin*, *arduinoon* → stem with its own vowel; *klisheeseen* → *klishee*; *jangtseen*."""
    for pattern, stem in _ILLATIVES:
        if found := pattern.fullmatch(word):
            return found.expand(stem)
    return None


def _from_closed(stem: str, ending: str) -> Iterator[str]:
    """Genitive, nominative plural and the local cases: the syllable before them is closed, so the grade is weak."""
    if stem[-1] not in _VOWELS:
        return
    if ending == "n" and re.search(r"[^aeiouyäö][oöuyei]?(?:j|i|id|itt)e$", stem):
        yield from _genitive_plural(stem)
    if len(ending) == 3 and stem.endswith("i") and len(stem) > 2 and stem[-2] in "eouyö":
        yield from _plural(stem[:-1])
    yield from _nominatives(stem, strong=False)


def _genitive_plural(stem: str) -> Iterator[str]:
    for marker in ("itte", "ide", "je", "ie"):
        if stem.endswith(marker):
            shorter = stem[: -len(marker)]
            if marker == "ie":
                yield shorter + "i"
                yield shorter
            else:
                yield from _plural(shorter)
            return


def _plural(stem: str) -> Iterator[str]:
    """The stem before the plural i: e stands for i or a consonant stem, o for o or a, the others for themselves."""
    last = stem[-1:]
    if last == "e":
        yield stem[:-1] + "i"
        yield stem[:-1]
        yield stem
    elif last in ("o", "ö"):
        yield stem
        yield stem[:-1] + ("a" if last == "o" else "ä")
    elif last in _VOWELS:
        yield stem


def _partitive(stem: str, ending: str) -> Iterator[str]:
    if stem[-1] == "i" and stem[-2:-1] in _VOWELS and stem[-2:-1] != "":
        yield from _plural(stem[:-1])
    if stem.endswith(("is", "us")):
        yield stem[:-1] + "nen"
    if stem[-1] not in _VOWELS or stem[-2:-1] in _VOWELS:
        yield stem


def _partitive_vowel(stem: str) -> Iterator[str]:
    if stem[-1] == "j" and stem[-2:-1] in _VOWELS and len(stem) > 3:
        yield from _plural(stem[:-1])
    elif stem[-1] in _VOWELS:
        yield from _nominatives(stem, strong=True)


def _nominatives(stem: str, *, strong: bool) -> Iterator[str]:
    """Base forms that have this vowel stem, likeliest first; ``strong`` where the ending leaves the syllable open."""
    for pattern, nominative in _STEM_TYPES:
        if pattern.search(stem):
            yield pattern.sub(nominative, stem)
    if _LINKED.search(stem):
        yield stem[:-1]
    yield stem
    if not strong:
        yield from _stronger(stem)


# A foreign name that ends in a consonant takes i before endings; a stop and r or l end no word (*migri-*).
_LINKED = re.compile(r"[^\W\d_]{2}(?<=[^aeiouyäöjv])(?<![bdfghkptv][rlmn])(?<!vr)i$")

# Stems that differ from their nominative by more than gradation; the pattern ends the stem.
_STEM_TYPES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=[aeiouyäö])kse$"), "s"),  # kalymnokse- : kalymnos
    (re.compile(r"(?<=[iuyaäö])se$"), "nen"),  # virtase- : virtanen
    (re.compile(r"(?<=[uy])de$"), "s"),  # seppoude- : seppous
    (re.compile(r"(?<=[dtr])ee$"), "es"),  # simonidee- : simonides
    (re.compile(r"(?<=[^aeiouyäö])([aä])\1$"), r"\1s"),
)

# Weak grade → strong grade before the last vowel (Iso suomen kielioppi § 41).
_GRADES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(weak + r"(?=[aeiouyäö]$)"), strong)
    for weak, strong in (
        (r"ng", "nk"),
        (r"nn", "nt"),
        (r"mm", "mp"),
        (r"ll", "lt"),
        (r"rr", "rt"),
        (r"(?<=[aeiouyäö])d", "t"),
        (r"(?<=[aeiouyäölr])v", "p"),
        (r"(?<=[aeiouyäölrn])k", "kk"),
        (r"(?<=[aeiouyäölrm])p", "pp"),
        (r"(?<=[aeiouyäölrn])t", "tt"),
    )
)


def _stronger(stem: str) -> Iterator[str]:
    for weak, strong in _GRADES:
        if weak.search(stem):
            yield weak.sub(strong, stem)


_WAYS: tuple[Callable[[str], Iterator[str]], ...] = (
    _before_colon,
    _by_last_part,
    _by_respelling,
    _by_known_ending,
    _by_stripping,
)
