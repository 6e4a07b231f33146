"""Whether a sentence of minutes says that something has been done: the tense of its verbs, and what denies it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kb.finnish import VerbForm, tokenize, verb_forms

# Verbs of speaking and of deciding: they are in the past in every sentence of minutes and report no deed.
_SPEAKING: Final = frozenset(
    """
    kertoa todeta muistuttaa ehdottaa kysyä toivoa huomauttaa arvioida katsoa korostaa kannattaa vastustaa pitää vahvistaa
    lisätä sanoa ilmoittaa muistaa keskustella pohtia miettiä toivottaa kiittää haluta uskoa tarvita voida pitää painottaa
    pyytää sopia päättää linjata siirtää jättää palauttaa merkitä olla aikoa suunnitella jatkaa avata poistaa esittää äänestää
    """.split()  # noqa: SIM905 (read as prose)
)
_OPEN: Final = re.compile(
    r"\b(?:ei(?:vät|kä)?|ettei(?:vät)?|emme)\b(?:\s+\w+)?\s+(?:(?:ole|ollut|olleet)\s+(?:\w+\s+)?\w+(?:nut|nyt|neet|ttu|tty|tu|ty)\b"
    r"|ehti\w*|ehtinyt|ehtineet|valmistu\w*|saatu|tehty|toimit\w+)"
    r"|\bkesken(?:eräi\w+)?\b|\bviiväst\w+|\bmyöhäst\w+|\bavoinna\b|\bpuuttu(?:u|vat)\b|\bvalmistelta(?:vi|va)\w+"
    r"|\bvalmisteilla\b|\btyön alla\b|\bselvi(?:tyksessä|tettävänä|ttelyn alla)\b|\blukuun ottamatta\b"
    r"|\b(?:on|ovat|oli|olivat)\b[^.,]{0,40}\b\w+(?:matta|mättä)\b|\binte\b|\bnot (?:yet|been)\b",
    re.IGNORECASE,
)
_PROPOSED: Final = re.compile(
    r"\W*(?:\w+\s+)?(?:esitys|ehdotus|päätösesitys|päätösehdotus|beslutsförslag|förslag|proposal)\s*:", re.IGNORECASE
)
_SWEDISH: Final = re.compile(
    r"\b\w{3,}(?:ade|ades|erade|erades|gjorde|lämnade|skickade)\b|\b(?:har|hade|är)\s+(?:\w+\s+)?\w{2,}(?:t|ts|at|ats|it|its)\b",
    re.IGNORECASE,
)
_ENGLISH: Final = re.compile(
    r"\b(?:presented|sent|delivered|prepared|completed|published|submitted|drew up|carried out|reported on|launched|updated)\b"
    r"|\b(?:has|have|had)\s+(?:been\s+)?\w+(?:ed|wn|en|nt|ne)\b",
    re.IGNORECASE,
)


def says_done(sentence: str, language: str = "fi") -> bool:
    """Whether a verb other than of speaking or deciding is in the past or perfect.

    >>> says_done("VLL on vaihtanut anturit 11.12.2025."), says_done("Korpijoki esitteli luonnoksen.")
    (True, True)
    >>> says_done("VLL vaihtaa anturit joulukuussa."), says_done("Koskisuo toivoi esimerkkiä.")
    (False, False)
    >>> says_done("Sovittiin, että AVK testaa."), says_done("Arbetsgruppen presenterade utkastet.", "sv")
    (False, True)
    """
    if language == "sv":
        return _SWEDISH.search(sentence) is not None
    if language == "en":
        return _ENGLISH.search(sentence) is not None
    return any(form.lemma not in _SPEAKING for form in _deeds(sentence))


def is_denied(sentence: str) -> bool:
    """Whether the sentence says that something is still to be done.

    >>> is_denied("AVK:n ehdotus ei ollut valmistunut."), is_denied("Kysely on tehty."), is_denied("Tarvetta ei ole.")
    (True, False, False)
    >>> is_denied("Lupaus ja suunnitelma ovat valmisteltavina."), is_denied("SHL:n lupaus on edelleen saamatta.")
    (True, True)
    """
    return _OPEN.search(sentence) is not None


def is_proposed(text: str, place: int) -> bool:
    """Whether what stands at a place of a text is in a line that only proposes.

    >>> is_proposed("Esitys: Katos on tarpeen. Katos rakennettiin.", 27), is_proposed("Esitys: katos.\\nKatos rakennettiin.", 16)
    (True, False)
    """
    return _PROPOSED.match(text, text.rfind("\n", 0, place) + 1) is not None


def _deeds(sentence: str) -> Iterator[VerbForm]:
    """Verbs in the past or perfect tense that are not denied, and participles of what has been done."""
    words = [token.text for token in tokenize(sentence) if token.kind == "word"]
    for place, word in enumerate(words):
        for form in verb_forms(word):
            if form.negative:
                continue
            past = form.tense == "past" and form.mood == "indicative"
            # "laatimat", "toimittama", "sovittu", "täydennetty": the deed lies behind.
            behind = form.participle in ("past_active", "past_passive", "agent")
            if (past or behind) and not _is_denied(words, place):
                yield form


def _is_denied(words: list[str], place: int) -> bool:
    return any(word.lower() in ("ei", "eivät", "eikä", "ettei", "etteivät") for word in words[max(0, place - 3) : place])
