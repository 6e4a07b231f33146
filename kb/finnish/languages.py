"""Which language a block of text is in, and stems for the two that have no Voikko."""

from __future__ import annotations

import re
import threading
from collections import Counter
from functools import lru_cache
from typing import Protocol, cast

from kb.finnish.voikko import is_known

FINNISH = "fi"
SWEDISH = "sv"
ENGLISH = "en"

# Words that hold sentences together and belong to one of the three only; "on", "en", "se", "i" and "men" would mislead.
_FUNCTION_WORDS = {
    FINNISH: "ja ei että sekä oli ovat tai mutta myös kun joka jossa tämä tämän hän mukaan kuin vain niin ole olla ollut "
    "sitä sen siitä jotka joita voi ettei eikä jos vielä jo kanssa osalta asti",
    SWEDISH: "och att det som ett är för på med av till den har inte om ska skall vid från samt eller kan blir blev var vara "
    "detta de sig där när enligt även efter under hos mellan",
    ENGLISH: "the of and to in is for that with as by be are this it from will was were has have not or an at which can "
    "been its their they we shall should would",
}
_LANGUAGE_OF = {word: language for language, words in _FUNCTION_WORDS.items() for word in words.split()}
_WORD = re.compile(r"[^\W\d_]+")
# More than this tells nothing new of a block.
_ENOUGH = 400


def detect_language(text: str) -> str | None:
    """``"fi"``, ``"sv"`` or ``"en"``; ``None`` when the text is too short or too mixed to say.

    Function words decide; a title without any is Finnish when Voikko knows most of it.

    >>> detect_language("Kokouksessa käsiteltiin asia ja todettiin, että se on valmis.")
    'fi'
    >>> detect_language("Mötet beslutade att godkänna protokollet och det antecknades.")
    'sv'
    >>> detect_language("The working group agreed to review the report in the next meeting.")
    'en'
    >>> detect_language("Seurantarakenteen hyväksyminen"), detect_language("171224 HDX-7")
    ('fi', None)
    >>> detect_language("Siirretään seminaaria viikolla, uusi päivä to 26.9."), detect_language("Sign in to the service")
    ('fi', 'en')
    """
    words = [word.lower() for word in _WORD.findall(text)[:_ENOUGH]]
    counts = Counter(_LANGUAGE_OF[word] for word in words if word in _LANGUAGE_OF)
    if counts:
        (first, most), *rest = counts.most_common()
        if not rest or most >= 1.5 * rest[0][1]:
            # One small word among Finnish ones is a weekday or a name: "uusi päivä to 26.9."
            return _by_dictionary(words) or first if most == 1 else first
    return _by_dictionary(words)


def _by_dictionary(words: list[str]) -> str | None:
    long_words = [word for word in words[:60] if len(word) > 3]
    if not long_words:
        return None
    known = sum(map(is_known, long_words))
    return FINNISH if known >= 0.6 * len(long_words) else None


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...


_NAMES = {SWEDISH: "swedish", ENGLISH: "english"}
_local = threading.local()  # a stemmer keeps the word it works on: one a thread


def _stemmer(language: str) -> _Stemmer:
    made = cast(dict[str, _Stemmer], _local.__dict__)
    if language not in made:
        import snowballstemmer

        made[language] = snowballstemmer.stemmer(_NAMES[language])
    return made[language]


@lru_cache(maxsize=65_536)
def stem(word: str, language: str) -> str:
    """The Snowball stem of a lower-case Swedish or English word, marked with its language so that it meets no Finnish word.

    >>> stem("besluten", "sv"), stem("meetings", "en")
    ('sv:beslut', 'en:meet')
    """
    return f"{language}:{_stemmer(language).stemWord(word)}"
