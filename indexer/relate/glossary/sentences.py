"""Definitions that a sentence says: "X eli Y", "X = Y", "X tarkoittaa Y", "X on luettelo, joka …"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from indexer.relate.glossary.brackets import NUMBERED
from indexer.relate.glossary.definition import Definition
from indexer.relate.glossary.kinds import AMOUNTS, JUDGING, LABELS, NO_KIND, ends, is_happening
from indexer.relate.glossary.short import clips
from indexer.relate.glossary.words import (
    ABBREVIATION,
    JOINING,
    WORD,
    basic,
    is_modifier,
    is_noun,
    is_plain,
    is_pronoun,
    is_strange,
    is_uncommon,
    nominative,
    plain,
    small,
)
from kb.finnish import lemma, part_terms, readings, tokenize, verb_forms
from kb.finnish.choice import likely
from kb.finnish.phrases import is_compound, nominal

_ELI: Final = re.compile(
    r"(?P<before>[^,;:()]{3,60}?)\s+eli\s+(?:suomeksi(?: sanottuna)? |toisin sanoen )?(?P<after>[^.;:()]{3,160})"
)
_EQUALS: Final = re.compile(r"^\W*(?P<term>[A-ZÅÄÖa-zåäö][\w-]+(?: [\w-]+){0,2}) = (?P<meaning>[^\d=+*/<>:][^=+*/<>:]{3,120})$")
_CODE_EQUALS: Final = re.compile(
    r"(?<![\w=<>-])(?P<term>[A-ZÅÄÖ][A-ZÅÄÖ0-9-]{1,9}) ?= ?(?P<meaning>[a-zåäö][\w-]+(?: [\w-]+){0,5})(?=[,.;)]|$)"
)
_MEANS: Final = re.compile(
    r"(?:^\W*(?:[^,;]{4,60}, (?:että |(?=tässä |tällä )))?|\()(?P<in>(?:[Tt]ässä |[Tt]ällä )?[\w-]+(?:ssa|ssä) )?(?P<by>[Tt]ermi(?:llä)? |[Ss]ana(?:lla)? |[Kk]äsite |[Kk]äsitteellä |[Ll]yhenne |[Ll]yhenteellä )?[”\"“]?"
    r"(?P<term>[\w-]{2,40}(?: [\w-]{4,40})??)(?P<case>:?(?:lla|llä)?)[”\"“]? "
    r"(?P<verb>tarkoitetaan|tarkoittaa|ymmärretään)(?: (?:nyt|nykyisin|yleensä|usein|lähinnä|meillä|täällä))?(?: (?:tässä|tällä)(?: \w+(?:ssa|ssä|lla|llä))?)? (?P<meaning>[^.:]{8,200}?)\)?(?=[.:]|$)"
)
_ONE_WHO: Final = re.compile(r"(?:\w+ )?sitä,? (?:että|jo|mi)")
_REFERRED: Final = re.compile(
    r"^\W*[”\"“]?(?P<term>(?:[\w-]{4,40} )?[\w-]{3,40}(?:lla|llä))[”\"“]? viitataan (?P<meaning>[^.:;]{8,200})"
)
_IS: Final = re.compile(
    r"^\W*[”\"“]?(?P<subject>(?:[\w-]+\s+)?[\w-]{2,40})[”\"“]?(?:\s+\([^()]{2,12}\)|\s+20\d\d(?:[–-]20\d\d)?)?\s+on\s+(?P<rest>[^.]{15,240})"
)
_TWO: Final = re.compile(
    r"(?<![\w-])(?<!, )(?P<one>[A-ZÅÄÖ]{3,20}) ja (?P<two>[A-ZÅÄÖ]{3,20}) eli (?P<first>[A-ZÅÄÖa-zåäö][^.;:()]{3,60}?) ja (?P<second>[^.;:()]{3,60})(?=[.;]|$)"
)
_SHORT_FOR: Final = re.compile(
    r"(?P<term>[A-ZÅÄÖ][\w-]{1,20}) (?:on lyhenne(?: sanoista| sanasta| nimestä)?|tulee sanoista|(?:lyhenne )?muodostuu sanoista) [”\"]?(?P<meaning>[^.;:()”\"]{4,120})"
)
_QUOTED: Final = re.compile(
    r"(?:[Nn][sk]\. |[Nn]\. ?[sk]\. |[Nn]iin (?:sano|kutsu)ttu |[”\"“])(?P<term>[\w-]{6,40})[”\"“]?, (?P<clause>jo(?:ka|ssa|lla|sta|hon|nka)\b [^.;:()]{12,200})"
)
_CODE_IS: Final = re.compile(
    r"(?<![\w-])(?P<term>[A-ZÅÄÖ]{2,6}) (?:on|oli) (?P<meaning>[a-zåäö][\w-]{3,30})(?: \([^()]{3,40}\))?(?=[,.;]|$)"
)
_ARE: Final = re.compile(r"^\W*(?P<subject>(?:[\w-]+\s+)?[\w-]{5,40}t)\s+ovat\s+(?P<rest>[^.]{15,240})")
_HOLDS: Final = re.compile(
    r"^\W*(?P<term>[\w-]{5,40}),? (?:joka )?(?P<verb>sisältää|käsittää|koostuu) (?P<rest>[^.,;:()]{8,200})"
)
_BELONG: Final = re.compile(
    r"(?<![\w-])(?P<term>[\w-]{6,40}) kuuluvat (?P<rest>[^.;:()]{8,120}(?: ja| sekä) [^.;:()]{4,120})(?=[.;]|$)"
)
# "027-kenttä", "Suvanto-kuntiin": a kind of thing with a code or a name before it.
_KIND_WITH_CODE: Final = re.compile(r"[A-ZÅÄÖ0-9]{1,6}-[a-zåäö]{4,20}")
_NAMED_KIND: Final = re.compile(r"[A-ZÅÄÖ][a-zåäö]{2,20}-[a-zåäö]{4,20}")
SO_CALLED: Final = re.compile(r"(?:ns\.|niin sanot|niin kutsut)")
_MOST_OF_ELI: Final = 8
_MOST_OF_EQUAL: Final = 14


def equated(sentence: str) -> Iterator[Definition]:
    """ "X eli Y", not "alittunut eli jäänyt", "A ja B eli …", "valmistajan eli Lumitekin", nor numbers."""
    for match in _ELI.finditer(sentence):
        term, start = _term_before(match["before"], match.start("before"))
        meaning = "" if SO_CALLED.match(match["after"]) else _phrase_after(match["after"])
        if term and meaning and not re.search(r"\d", meaning.split(",")[0]) and _may_equate(term, meaning):
            abbreviation = re.fullmatch(ABBREVIATION, meaning)
            if abbreviation:
                term, meaning = meaning, term
            yield Definition(nominative(term, at_start=start == 0), meaning, start, match.start("after") + len(meaning))


def _may_equate(term: str, meaning: str) -> bool:
    """Whether both sides are words for a thing: not "vaihtoehto eli …", nor "puheenjohtaja eli Koivu"."""
    if lemma(meaning.split()[-1]) in NO_KIND or lemma(term.split()[-1]) in NO_KIND:
        return False
    return " " in meaning or not (meaning.istitle() and likely(term.split()[-1]))


def _term_before(words: str, offset: int) -> tuple[str, int]:
    """The noun phrase that ends just before "eli", or a numbered thing."""
    numbered = re.search(rf"(?:^|\s)({NUMBERED})$", words)
    if numbered:
        return numbered[1], offset + numbered.start(1)
    found = list(WORD.finditer(words))
    if not found or re.search(r"\d", found[-1].group()) or not is_noun(found[-1].group()):
        return "", offset
    first = len(found) - 1
    while first > 0 and len(found) - first < 3 and is_modifier(found[first - 1].group()):
        first -= 1
    if first > 0 and found[first - 1].group() in JOINING:
        return "", offset
    return words[found[first].start() : found[-1].end()], offset + found[first].start()


def _phrase_after(words: str) -> str:
    """What follows "eli": a noun with its relative clause, or the words up to a verb, which end in a noun."""
    clause = re.match(r"(?:se|ne)\s+[^,]{3,60},\s+(?:jo\w+|mi\w+)[^,]{3,120}", words)
    if clause:
        return clause.group().strip()
    code = re.match(rf"{ABBREVIATION}(?![\w:-])", words)
    if code:
        return code.group()
    chosen: list[str] = []
    nominative = ""
    for word in words.split(",")[0].split()[:_MOST_OF_ELI]:
        if any(r.word_class in ("teonsana", "kieltosana") and r.participle is None for r in likely(word)):
            break
        chosen.append(word)
        if is_noun(word):
            nominative = " ".join(chosen)
            break
    return nominative + _said_after(words[len(nominative) :]) if nominative else ""


def _said_after(rest: str) -> str:
    """What still belongs to a noun: "työsuunnitelma pilotointia varten" says what it is for, "kooste viikon tapahtumista" of what."""
    purpose = re.match(r"(?:\s+\w+){1,2}\s+varten\b", rest)
    if purpose:
        return purpose.group()
    whole = re.fullmatch(r"(?: [\wåäö-]+){1,4}", rest)
    return rest if whole and _is_attribute(rest.split()) else ""


def _is_attribute(words: Sequence[str]) -> bool:
    """Whether words after a noun say more of it: they end in an inflected noun, and none of them is a verb, or a participle."""
    last = likely(words[-1])
    told = any(r.word_class in ("teonsana", "kieltosana", "seikkasana") for word in words for r in likely(word))
    return not told and bool(last) and all(r.word_class == "nimisana" and r.case != "nimento" for r in last)


def equated_pairs(sentence: str) -> Iterator[Definition]:
    """ "HEPUI ja YHPUI eli henkilön puisto ja yhteisön puisto": two codes and what they are, in order."""
    for match in _TWO.finditer(sentence):
        if " ja " not in match["second"]:
            yield Definition(match["one"], match["first"].strip(), match.start(), match.end())
            yield Definition(match["two"], match["second"].strip(), match.start(), match.end())


def short_for(sentence: str) -> Iterator[Definition]:
    """ "KHK on lyhenne sanoista kiinteistöjen huoltokirja"."""
    for match in _SHORT_FOR.finditer(sentence):
        yield Definition(match["term"], match["meaning"].strip(), match.start(), match.end())


def code_is(sentence: str) -> Iterator[Definition]:
    """ "KAT on katot (ja räystäät), …": a code that is the beginning of the word it stands for."""
    for match in _CODE_IS.finditer(sentence):
        word = match["meaning"]
        if (
            (word.upper().startswith(match["term"]) or clips(match["term"], [word]))
            and any(r.word_class == "nimisana" for r in likely(word))
            and is_plain(word)
        ):
            yield Definition(match["term"], word, match.start(), match.end("meaning"))


def so_called(sentence: str) -> Iterator[Definition]:
    """ "…”penkkikokous”, jossa sovitaan penkeistä": a compound that is set apart as somebody's own, with what it is."""
    for match in _QUOTED.finditer(sentence):
        base = lemma(match["term"])
        if is_compound(base):
            head = sorted(part_terms(base), key=base.rfind)[-1] if part_terms(base) else base
            yield Definition(base, f"{head}, {match['clause'].strip()}", match.start("term"), match.end())


def same(sentence: str) -> Iterator[Definition]:
    """ "X = Y", a line of its own; of a code in capitals anywhere."""
    match = _EQUALS.match(sentence.rstrip("."))
    if (
        match
        and len(match["meaning"].split()) <= _MOST_OF_EQUAL
        and any(_may_be_equal(word) for word in match["term"].split())
        and not re.search(r"\d", match["meaning"].split(",")[0])
    ):
        yield Definition(small(match["term"]), match["meaning"].strip(), match.start("term"), match.end("meaning"))
        return
    for match in _CODE_EQUALS.finditer(sentence):
        if is_noun(match["meaning"].split()[-1]):
            yield Definition(match["term"], match["meaning"], match.start("term"), match.end("meaning"))


def _may_be_equal(word: str) -> bool:
    """Whether a word is one that is explained; what is in small letters must be a noun, not a name in a program."""
    return is_uncommon(word) or is_compound(word) or (is_strange(word) and not word.islower())


def meant(sentence: str) -> Iterator[Definition]:
    """ "X tarkoittaa Y", "X:llä tarkoitetaan Y"; not "tämä tarkoittaa", nor "mikä tarkoittaa, että"."""
    match = _MEANS.search(sentence)
    if match is None or re.match(r",|että\b|noin\b|\d", match["meaning"].lstrip()):
        return
    whole = re.sub(r"-(?:lyhen|ter)(?:ne|teellä|mi|millä)$", "", match["term"] + match["case"].replace(":", "::"))
    *front, last = whole.split()
    word, _, _ = last.partition("::")
    if front and (nominal(front[0]) is None or any(map(is_pronoun, front))):
        return
    if not (match["by"] or word[:2].isupper() or _is_explained(front, word, match)):
        return
    phrase, comma, clause = match["meaning"].strip().partition(",")
    base = word if word[:2].isupper() else lemma(word)
    meaning = f"{plain(phrase)}{comma}{clause}"
    yield Definition(small(" ".join((*_in_basic_form(front, word), base))), meaning, match.start("term"), match.end("meaning"))


def _is_explained(front: Sequence[str], word: str, match: re.Match[str]) -> bool:
    """Whether a word is explained by what is meant by it; what something means may be what follows of it."""
    if match["verb"] != "tarkoittaa":
        return _may_be_meant(front, word) or (not is_happening(word) and (bool(front) or nominal(word) is not None))
    if _ONE_WHO.match(match["meaning"]):
        return is_strange(word) or (is_uncommon(word) and not is_happening(word) and _is_no_consequence(match))
    phrase = match["meaning"].strip().partition(",")[0]
    says_what = is_strange(word) or (not is_happening(word) and plain(phrase) != phrase)
    return says_what and _may_be_meant(front, word)


def _is_no_consequence(match: re.Match[str]) -> bool:
    """Whether "tarkoittaa sitä, että …" tells what a word means here, or "sitä, joka …" whom."""
    return bool(match["in"]) or re.match(r"(?:\w+ )?sitä,? että", match["meaning"]) is None


def _may_be_meant(front: Sequence[str], word: str) -> bool:
    """Whether it is a compound, an unknown word, or a simple noun with an adjective of its own: "vihreällä listalla", not "tällä
    muutoksella"."""
    if not likely(word) or is_compound(lemma(word)):
        return True
    return bool(front) and _agrees_with(front[-1], word) and lemma(front[-1]) not in JUDGING


def _in_basic_form(front: Sequence[str], noun: str) -> Iterator[str]:
    return (lemma(part) if _agrees_with(part, noun) else part for part in front)


def _agrees_with(word: str, noun: str) -> bool:
    """Whether a word is an adjective, and nothing else, in the case and number of a noun."""
    cases = {(r.case, r.number) for r in likely(noun)}
    found = likely(word)
    return bool(found) and all(
        "laatusana" in r.word_class and r.participle is None and (r.case, r.number) in cases for r in found
    )


def referred(sentence: str) -> Iterator[Definition]:
    """ "Vihreällä listalla viitataan tuotteisiin, jotka …"."""
    match = _REFERRED.match(sentence)
    if match is None:
        return
    *front, word = match["term"].split()
    if _may_be_meant(front, word):
        term = small(" ".join((*_in_basic_form(front, word), lemma(word))))
        yield Definition(term, match["meaning"].strip(), match.start("term"), match.end("meaning"))


def told(sentence: str) -> Iterator[Definition]:
    """ "X on merkintä, joka …"; not what is judged ("tärkeä"), nor how it stands ("myöhässä")."""
    match = _IS.match(sentence)
    if match is None or _is_state(match["rest"].split()[0]) or _is_no_term(match["subject"]):
        return
    subject, rest = match["subject"], match["rest"]
    head = _kind(rest)
    if head is None or head in NO_KIND or head == lemma(subject.split()[-1]):
        return
    # Of a name a great deal is said: what it is has a compound for its kind, or a clause that tells it apart.
    is_apart = is_compound(head) or re.search(r", jo\w{1,6}\b", rest) is not None
    if _is_term(subject) or (is_apart and _is_own_name(subject)) or _is_simple_term(subject, rest):
        yield Definition(small(subject), rest.strip(), match.start("subject"), match.end("rest"))


def _is_no_term(subject: str) -> bool:
    last = subject.split()[-1].lower()
    return is_happening(last) or subject.lower() in LABELS or bool((ends(last) | {last}) & AMOUNTS)


def _is_state(first: str) -> bool:
    """Whether the word after "on" judges, or says what has been or must be done."""
    if any(r.participle == "present_passive" for r in readings(first)) or re.search(r"(?:tt?ava|tt?ävä)$", first):
        return True
    return first == "nimeltään" or lemma(first) in JUDGING or any(f.tense == "perfect" for f in verb_forms(f"on {first}"))


def told_of_many(sentence: str) -> Iterator[Definition]:
    """ "Rantavahdit ovat vapaaehtoisia asukkaita, jotka mittaavat veden."."""
    match = _ARE.match(sentence)
    if match is None or not (term := _one_of(match["subject"])):
        return
    words = re.split(r"[,(]", match["rest"])[0].split()
    head = next((lemma(w) for w in itertools.takewhile(_is_no_deed, words) if _is_of_many(w)), None)
    if head is None or head in NO_KIND or lemma(match["rest"].split()[0]) in JUDGING or head == term.split()[-1]:
        return
    yield Definition(small(term), match["rest"].strip(), match.start("subject"), match.end("rest"))


def _is_no_deed(word: str) -> bool:
    """Whether a word is no verb, nor what somebody has done: "ovat tyhjentäneet", "rohkeita asettamaan"."""
    found = () if word == "olleet" else likely(word)
    return not any(r.participle == "past_active" or (r.word_class == "teonsana" and not r.participle) for r in found)


def _one_of(subject: str) -> str:
    """A compound, or a noun with its adjective, that stands in the plural, in the singular; empty for other words."""
    *front, last = subject.split()
    base = lemma(last)
    if not _is_plural(last) or not (is_compound(base) or front) or not all(map(_agrees, front)):
        return ""
    return " ".join((*(word[:-1] if any(r.participle for r in likely(word)) else lemma(word) for word in front), base))


def _is_plural(word: str) -> bool:
    return any(r.case == "nimento" and r.number == "plural" for r in likely(word))


def _agrees(word: str) -> bool:
    return any(r.case == "nimento" and r.number == "plural" and "laatusana" in (r.word_class or "") for r in likely(word))


def _is_of_many(word: str) -> bool:
    return any(r.word_class == "nimisana" and r.case == "osanto" and r.number == "plural" for r in likely(word))


def holding(sentence: str) -> Iterator[Definition]:
    """ "Lokitiedosto sisältää havaintojen ajat.", "027-kenttä sisältää aikaleiman"."""
    match = _HOLDS.match(sentence)
    if match is not None and (_is_term(match["term"]) or _KIND_WITH_CODE.fullmatch(match["term"])):
        yield Definition(
            small(match["term"]), f"{match['verb']} {match['rest'].strip()}", match.start("term"), match.end("rest")
        )


def belonging(sentence: str) -> Iterator[Definition]:
    """ "Johtoryhmään kuuluvat osastojen päälliköt ja sihteeri", "Suvanto-kuntiin kuuluvat Lehtola, Kivelä ja Rantala"."""
    match = _BELONG.search(sentence)
    if match is None:
        return
    if _NAMED_KIND.fullmatch(match["term"]) and all(name[:1].isupper() for name in re.split(r", | ja | sekä ", match["rest"])):
        yield Definition(basic(match["term"]), match["rest"].strip(), match.start("term"), match.end("rest"))
    term = lemma(match["term"])
    cases = {r.case for r in likely(match["term"])}
    is_named = re.search(r"[A-ZÅÄÖ]", match["rest"]) is not None
    if not is_named and is_compound(term) and "sisatulento" in cases and is_noun(match["rest"].split()[-1].rstrip(".")):
        yield Definition(term, match["rest"].strip(), match.start("term"), match.end("rest"))


def _is_term(subject: str) -> bool:
    """A compound or unknown noun in the nominative singular, perhaps with an adjective before it."""
    *front, last = subject.split()
    if front and not is_modifier(front[0]):
        return False
    found = likely(last)
    named = [r for r in found if r.word_class == "nimisana" and r.case == "nimento" and r.number == "singular"]
    return bool(named) and len(part_terms(last.lower())) > 1


def _is_simple_term(subject: str, rest: str) -> bool:
    """Whether it is a simple noun of which the sentence tells what sort of a thing it is: "rengas on joukko kuntia, jotka …"."""
    found = likely(subject) if " " not in subject else ()
    named = any(r.word_class == "nimisana" and r.case == "nimento" and r.number == "singular" for r in found)
    return (
        named
        and lemma(subject) not in NO_KIND
        and re.search(r", jo\w{1,5} | siitä,? (?:että|ettei|miten|kuinka) ", rest) is not None
    )


def _is_own_name(subject: str) -> bool:
    """Whether it is one word that Voikko does not know, or a code, and nobody's name."""
    if " " in subject or ":" in subject or subject.isdigit() or not is_strange(subject):
        return False
    return subject[:2].isupper() or not likely(subject.lower())


def _kind(rest: str) -> str | None:
    """The noun in the nominative that the words before the first comma come to, None where there is none."""
    for token in tokenize(re.split(r"[,(]", rest)[0]):
        if token.kind != "word":
            return None
        found = likely(token.text)
        if any(reading.word_class in ("teonsana", "seikkasana") and reading.participle is None for reading in found):
            return None
        if any(r.word_class == "nimisana" and r.case == "nimento" and r.number == "singular" for r in found):
            return lemma(token.text)
    return None
