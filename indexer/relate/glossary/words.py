"""Finnish of definitions: where a noun phrase begins and ends, what is a name, and how a term is written in basic form."""

from __future__ import annotations

import re
from typing import Final

from kb.finnish import guess, lemma, readings
from kb.finnish.choice import likely
from kb.finnish.common import RARE, commonness
from kb.finnish.phrases import is_compound, nominal

ABBREVIATION: Final = r"[A-ZÅÄÖ][A-ZÅÄÖa-zåäö0-9&/-]{0,8}[A-ZÅÄÖ0-9]"
WORD: Final = re.compile(r"[\w-]+")
MOST_WORDS: Final = 8
# How words for those who do or are something end.
DOERS: Final = (
    *("taja", "täjä", "stäjä", "lija", "lijä", "rija", "kija", "kijä", "sija", "sijä", "sihteeri", "henkilö", "jäsen"),
    *("edustaja", "mies", "nainen"),
)
# Endings of what is done, of qualities and of doers.
_DEEDS: Final = ("us", "ys", "minen", "nta", "ntä", "nti", "uu", "yy", "ja", "jä", "lainen", "läinen", "nen")
# Case endings in which hardly any base form ends.
_LOCAL: Final = ("ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle")
_NAMES: Final = ("paikannimi", "etunimi", "sukunimi", "nimi", "lyhenne")
JOINING: Final = frozenset(("ja", "sekä", "tai", "ja/tai", "och", "and", "of", "the", "for", "för"))


def phrase_with_commas(before: str) -> tuple[str, int]:
    """The last words of a text from which a list of genitives and the noun they belong to may begin: "maan, veden ja ilman ohjelma"."""
    found = re.search(r"(?:[\w-]+n, )+[\w-]+n ja [\w-]+n [\w-]+$|(?:[\w-]+n ja )?[\w-]+n [\w-]+$", before)
    return (found.group(), found.start()) if found else ("", 0)


def phrase_at_end(before: str) -> tuple[str, int]:
    """The noun phrase that a text ends in, and where it begins; empty where it ends in no common noun."""
    words = list(re.finditer(r"[^\s(]+", before))
    if not words or not is_common(words[-1].group()):
        return "", 0
    first = len(words) - 1
    while first > 0 and len(words) - first < MOST_WORDS:
        word = words[first - 1].group()
        if not re.search(r"\w", word):  # The mark of a list.
            break
        if word in JOINING and first > 1 and _leads(words[first - 2].group(), words[first].group()):
            first -= 2
        elif word.rstrip(",").endswith("-") or _modifies(word, words[first].group()):
            first -= 1
        else:
            break
    return before[words[first].start() :].strip(), words[first].start()


def _leads(word: str, joined: str) -> bool:
    """Whether a word before "ja" is of the same phrase as the one after it: both genitives, or it is cut short."""
    return word.rstrip(",").endswith("-") or (_is_genitive(word) and _is_genitive(joined))


def _is_genitive(word: str) -> bool:
    found = likely(word)
    if not found:
        return word[:1].isupper() and word.endswith("n")
    return any(r.case == "omanto" and r.word_class in ("nimisana", "nimi", "paikannimi") for r in found)


def _modifies(word: str, following: str) -> bool:
    if word[-1] in ',.:;)”"':
        return False
    if _is_genitive(word) and not is_person(word):
        return True
    if not likely(word) and word.islower() and word.endswith("nen"):
        return True
    cases = {(r.case, r.number) for r in likely(following)}
    return any(
        r.word_class in ("laatusana", "nimisana_laatusana")
        and r.participle != "past_active"
        and (not cases or (r.case, r.number) in cases)
        for r in likely(word)
    )


def is_common(word: str) -> bool:
    """A common noun; of an unknown compound its known last part tells."""
    known = word if likely(word) else re.split(r"[-/]", word)[-1]
    found = nominal(known)
    return (
        found is not None
        and (found.known or is_compound(known) or ("/" in word and _has_known_end(known)))
        and bool(found.bases)
        and not is_person(word)
        and not is_place(word)
    )


def _has_known_end(word: str) -> bool:
    """Whether an unknown word ends in a known noun of four letters at least, as a compound of a foreign word does."""
    ends = (word[place:] for place in range(4, len(word) - 3))
    return any(reading.word_class == "nimisana" for end in ends for reading in likely(end))


def is_person(word: str) -> bool:
    """Whether a word can only be somebody's first or last name."""
    found = readings(word)
    return word[:1].isupper() and bool(found) and all(r.word_class in ("etunimi", "sukunimi") for r in found)


def may_be_person(word: str) -> bool:
    """Whether a word with a capital can be somebody's first or last name among other things."""
    return word[:1].isupper() and any(r.word_class in ("etunimi", "sukunimi") for r in readings(word))


def is_place(word: str) -> bool:
    """Whether a word with a capital may be a place."""
    return word[:1].isupper() and any(r.word_class == "paikannimi" for r in readings(word))


def is_strange(word: str) -> bool:
    """A word that Voikko does not know, or an abbreviation, that is no name of a person."""
    if is_person(word) or not re.search(r"[^\W\d_]{2}", word):
        return False
    found = likely(word)
    return not found or word[:2].isupper() or any(letter.isupper() for letter in word[1:])


def is_pronoun(word: str) -> bool:
    """Whether a word can be a pronoun: "tällä", "kenellä".

    >>> is_pronoun("tällä"), is_pronoun("vihreällä")
    (True, False)
    """
    return any(reading.word_class in ("asemosana", "lukusana_asemosana") for reading in readings(word))


def is_uncommon(word: str) -> bool:
    """Whether a word is only a noun, of those that texts at large hardly use.

    >>> is_uncommon("Pollareita"), is_uncommon("kunnostus"), is_uncommon("kokouksen")
    (True, True, False)
    """
    found = likely(word)
    return bool(found) and all(r.word_class == "nimisana" for r in found) and commonness(lemma(word)) <= RARE


def is_rare_thing(word: str) -> bool:
    """Whether a word is a simple uncommon noun, and not what is done, nor who does it: "pollari", not "kunnostus".

    >>> is_rare_thing("pollareita"), is_rare_thing("kunnostus")
    (True, False)
    """
    base = lemma(word)
    return is_uncommon(word) and not is_compound(base) and not base.endswith(_DEEDS)


def from_translative(word: str) -> str:
    """The basic form of a word that something is called: what is left without its ending, where that is a word of its own.

    >>> from_translative("ränniksi"), from_translative("rantavahdiksi")
    ('ränni', 'rantavahti')
    """
    bare = word[:-3].lower()
    return bare if any(reading.base.lower() == bare for reading in likely(word)) else lemma(word)


def is_verb(word: str) -> bool:
    """Whether a word can only be a verb, and no participle."""
    found = likely(word)
    verbs = ("teonsana", "kieltosana")
    return bool(found) and all(r.word_class in verbs and r.participle is None and r.case is None for r in found)


def noun_forms(word: str) -> set[tuple[str | None, str | None]]:
    """The cases and numbers in which a word can be a noun."""
    return {(r.case, r.number) for r in likely(word) if r.word_class == "nimisana"}


def is_plain(phrase: str) -> bool:
    """Whether a phrase stands in the nominative."""
    return any(reading.case == "nimento" for reading in likely(phrase.split()[-1]))


def basic(term: str) -> str:
    """A term of strange words in base form: only the last one, or its known last part, is inflected.

    >>> basic("Vexlabissa"), basic("Vexa-sovelluksella"), basic("Asta")
    ('Vexlab', 'Vexa-sovellus', 'Asta')
    """
    *front, last = term.split()
    head, hyphen, tail = last.rpartition("-")
    if hyphen and likely(tail):
        base = f"{head}{hyphen}{lemma(tail)}"
    else:
        found = guess(last) if not hyphen and not likely(last) and last.endswith(_LOCAL) else ()
        base = found[0] if found else last.split(":")[0]
    return " ".join((*front, base))


def nominative(words: str, *, at_start: bool = False) -> str:
    """The words with the last one in base form, unless it is a nominative already; a first capital that only begins a
    sentence becomes small."""
    *front, last = words.split()
    found = likely(last)
    if last.isupper():
        return " ".join((*front, last))
    if found and not any(reading.case == "nimento" for reading in found):
        cases = {(reading.case, reading.number) for reading in found}
        base = lemma(last)
        # "Pitkän" of "pitkän tähtäimen suunnitelman" belongs to the genitive after it.
        front = [
            word if _is_genitive(after) else _agreeing(word, cases) for word, after in zip(front, (*front, "")[1:], strict=True)
        ]
        last = base.capitalize() if last[0].isupper() and not front else base
    elif not found:
        last = basic(last)
    whole = " ".join((*front, last))
    return small(whole) if at_start else whole


def plain(words: str) -> str:
    """The words in the nominative, those that agree with the noun too. Words that end in no noun, or cannot be put so, stay as
    they are.

    >>> plain("rannikon varoitusaluetta"), plain("kulunutta lautaa"), plain("koostetta viikon tapahtumista")
    ('rannikon varoitusalue', 'kulunut lauta', 'kooste viikon tapahtumista')
    >>> plain("käyttöä ennen sopimusta")
    'käyttöä ennen sopimusta'
    """
    parts = words.split()
    head = next((place for place, word in enumerate(parts) if _is_one_partitive(word)), None)
    if head is None:
        return words
    front, rest = [_plain_modifier(word) for word in parts[:head]], parts[head + 1 :]
    if "" in front or any(map(_is_only_partitive, rest)):
        return words
    return " ".join((*front, lemma(parts[head]), *rest))


def _plain_modifier(word: str) -> str:
    """A word before a noun as it stands before it in the nominative; empty where it has no such form."""
    if _is_partitive(word):
        return lemma(word) if lemma(word) != word else ""
    return word if _may_be_genitive(word) else ""


def _may_be_genitive(word: str) -> bool:
    return _is_genitive(word) or any(reading.case == "omanto" for reading in likely(word))


def _is_only_partitive(word: str) -> bool:
    found = likely(word)
    return bool(found) and all(reading.case == "osanto" for reading in found)


def _is_partitive(word: str) -> bool:
    return any(reading.case == "osanto" for reading in likely(word))


def _is_one_partitive(word: str) -> bool:
    """Whether a word is a noun in the partitive singular."""
    found = [r for r in likely(word) if r.word_class == "nimisana" and r.case == "osanto"]
    return bool(found) and all(r.number != "plural" for r in found)


def _agreeing(word: str, cases: set[tuple[str | None, str | None]]) -> str:
    """An adjective that was inflected with its noun, in base form; a genitive stays as it is."""
    found = likely(word)
    adjectives = [r for r in found if r.word_class in ("laatusana", "nimisana_laatusana") and (r.case, r.number) in cases]
    return lemma(word) if adjectives and len(adjectives) == len(found) else word


def small(words: str) -> str:
    """The words without the capital that only begins a sentence; a name or an abbreviation keeps its own."""
    first = words.split()[0].strip("-,")
    common = any(reading.word_class not in _NAMES for reading in readings(first))
    return words[0].lower() + words[1:] if common and first[1:].islower() else words


def is_noun(word: str) -> bool:
    """A noun or a name in the nominative, or a word unknown that is long or has a capital."""
    found = likely(word)
    if not found:
        return word[0].isupper() or len(word) > 5
    return any(r.word_class in ("nimisana", "lyhenne", "nimi") and r.case == "nimento" for r in found)


def is_modifier(word: str) -> bool:
    """A genitive or an adjective."""
    return any(
        (r.case == "omanto" and r.word_class in ("nimisana", "nimi", "paikannimi"))
        or r.word_class in ("laatusana", "nimisana_laatusana")
        for r in likely(word)
    )
