"""Outputs (tuotos 4.2): where a text names them, what they are called, and what a meeting did with them.

The word for an output is data (`Settings.output_words`), recognised in any inflection through Voikko.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kb.finnish import base_forms, verb_forms
from kb.model import OutputEvent

_NUMBER = r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})?"
_NUMBERS = re.compile(
    rf"^[\s(:]*(?:n:?ro\s*|numero\s*)?(?P<all>{_NUMBER}(?![\d])(?::[a-zåäö]+)?(?:\s*(?:,|–|-|/|ja|sekä|och|samt|and|&)\s*{_NUMBER}(?!\d)(?::[a-zåäö]+)?)*)(?!\s*(?:%|€|milj|euro|prosent))"
)
_SINGLE = re.compile(r"^\s*(?:n:?ro\s*)?(?P<all>\d{1,2})(?![\d.,/:]|\s*(?:%|€|kpl|milj|euro|kuukau|vuo|päiv|h\b))")
_TITLE_AFTER = re.compile(
    r"^\s*(?:(?:eli|dvs\.?|i\.e\.,?)\s+(?P<eli>[^.;:()]{4,120})|[:–—-]\s+(?P<dash>[^.;()|]{4,120})|\((?P<bracket>[^)]{4,100})\)|,\s+(?P<comma>[a-zåäö][^.;:(),]{4,80}),)"
)
# "Todettiin, että venepaikkojen jako", "Hyväksyttiin yhteistyörakenne": what the meeting did with it stands before the name.
_SAID = re.compile(r"^\w+(?:tiin|t[aä]{2}n),?\s+että\s+", re.I)
_DID = re.compile(r"^\w+tiin\s+", re.I)
# Words that name another output are no name.
_OF_ANOTHER = re.compile(r"^\w+\s+\d{1,2}\.\d{1,2}\b|\(\w+\s+\d{1,2}\.\d{1,2}\b", re.I)
# What is done with an output; the last word of a name that is one says what becomes of the output, not what it is.
_HANDLING = frozenset(
    """
    katselmointi esittely esitteleminen hyväksyminen hyväksyntä käsittely käsitteleminen tilanne tilannekatsaus valmistelu
    valmisteleminen jatkovalmistelu luonnos palautus palauttaminen viimeistely viimeisteleminen vahvistaminen läpikäynti päivitys
    päivittäminen täydennys täydentäminen kommentointi laadinta laatiminen julkaisu julkaiseminen tarkastus tarkastaminen
    tarkistus korjaus korjaaminen muokkaus muokkaaminen
    """.split()  # noqa: SIM905 (read as prose)
)
_FIRST_HANDLING = _HANDLING | {"arviointi", "seuranta", "review", "approval", "godkännande"}
_HANDLED = re.compile(
    r"^(?:approval|review|completion|preparation|finali[sz]ation|godkännande|behandling|beredning) (?:of|av)\b", re.I
)
_SUBORDINATE = re.compile(
    r"\b(?:että|jotta|att|that|whether|is|are|was|were|will|has|have|had|should|must|är|har|ska|skall|blev|blir|blivit)\b|,\s+jo\w{1,4}\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Naming:
    """An output named in a text: its number, its title where the text gives one, and the characters."""

    number: str
    title: str | None
    start: int
    end: int


@lru_cache(maxsize=50_000)
def _is_output_word(word: str, words: tuple[str, ...]) -> bool:
    lower = word.lower()
    bases = {lower, *(base.lower() for base in base_forms(word))}
    return bool(bases & set(words)) or any(base.endswith("-" + name) for base in bases for name in words)


def find_outputs(text: str, words: tuple[str, ...]) -> tuple[Naming, ...]:
    """The outputs a text names by number after a word for an output; ranges are told out.

    >>> [naming.number for naming in find_outputs("Käsiteltiin tuotokset 1.1–1.3 ja 5.1; kohta 3.4 siirtyi.", ("tuotos",))]
    ['1.1', '1.2', '1.3', '5.1']
    >>> [naming.title for naming in find_outputs("Hyväksyttiin venerakenne (tuotos 5.1).", ("tuotos",))]
    ['venerakenne']
    >>> find_outputs("Tuotos 1.3 eli työsuunnitelma pilotointia varten on työstetty.", ("tuotos",))[0].title
    'työsuunnitelma pilotointia varten'
    """
    found: list[Naming] = []
    for match in re.finditer(r"[\wÅÄÖåäö-]+", text) if re.search(r"\d", text) else ():
        if not _is_output_word(match.group(), words):
            continue
        rest = text[match.end() :]
        numbers = _NUMBERS.match(rest) or _SINGLE.match(rest)
        if not numbers:
            continue
        end = match.end() + numbers.end()
        expanded = list(_expand(numbers["all"]))
        title = _title(text, match.start(), end) if len(expanded) == 1 else None
        found.extend(Naming(number, title, match.start(), end) for number in expanded)
    return tuple(found)


def _expand(text: str) -> Iterator[str]:
    text = re.sub(r":[a-zåäö]+", "", text)
    for part in re.split(r"\s*(?:,|/|ja|sekä|och|samt|and|&)\s*", text):
        ends = re.split(r"\s*[–-]\s*", part.strip())
        if len(ends) == 2 and all(re.fullmatch(_NUMBER, end) for end in ends):
            yield from _between(ends[0], ends[1])
        else:
            yield from (end for end in ends if end)


def _between(first: str, last: str) -> Iterator[str]:
    head, low = first.rsplit(".", 1)
    other, high = last.rsplit(".", 1)
    if head == other and 0 < int(high) - int(low) < 20:
        yield from (f"{head}.{number}" for number in range(int(low), int(high) + 1))
    else:
        yield from (first, last)


def _title(text: str, start: int, end: int) -> str | None:
    """What the text calls the output: "Riskikehikko (tuotos 4.2)", "Tuotos 1.3 eli työsuunnitelma…", "tuotos 4.2: Riskikehikko"."""
    before, after = text[:start], text[end:]
    if before.rstrip().endswith("(") and after.lstrip().startswith(")"):
        return _title_before(before.rstrip()[:-1].strip(" ,–-"))
    match = _TITLE_AFTER.match(after)
    if not match:
        return None
    name = next(group for group in match.groupdict().values() if group)
    name = _until_predicate(name) if match["eli"] or match["comma"] else name
    name = name.strip(" ,–-")
    return name if name and not _tells_deed(name) and not name.isdigit() else None


def _tells_deed(name: str) -> bool:
    """Whether words begin with what is done with an output: "hyväksyttiin", "luonnos käsiteltävänä"; not "arviointikehikko"."""
    first = re.split(r"[^\w-]", name)[0].lower()
    told = any(form.finite and (form.tense == "past" or form.voice == "passive") for form in verb_forms(first))
    return told or bool({first, *base_forms(first)} & _FIRST_HANDLING)


def is_handling(title: str) -> bool:
    """Whether a title names what is done with an output rather than the output.

    >>> is_handling("Arviointikehikon hyväksyminen"), is_handling("Lupien arviointikehikko")
    (True, False)
    """
    *front, last = title.split() or [""]
    return bool(_HANDLED.match(title) or (front and set(base_forms(last.lower())) & _HANDLING))


def _title_before(name: str) -> str | None:
    """The name in the words before a bracket, without its item's number and what the meeting did with it."""
    name = re.sub(r"^(?:\d{1,2}(?:\.\d+)?\s*[.)]?\s*)?(?:[a-z]\)\s*)?", "", name)
    name = _after_deed(name)
    if not name or _OF_ANOTHER.search(name):
        return None
    return _clause(name) if len(name) < 120 else _last_phrase(name)


def _after_deed(name: str) -> str:
    """A name without the words that say what was done with it; nothing where what is left is a clause or no base form."""
    said = _SAID.match(name)
    if said is not None:
        left = name[said.end() :]
        return "" if any(form.finite for word in left.split() for form in verb_forms(word)) else left
    deed = _DID.match(name)
    if deed is None:
        return name
    left = name[deed.end() :]
    last = left.split()[-1] if left.split() else ""
    return left if last.lower() in {base.lower() for base in base_forms(last)} else ""


def _clause(name: str) -> str | None:
    return name if name and not re.search(r"[.!?]\s", name) and not _is_sentence(name) else _last_phrase(name)


def _is_sentence(name: str) -> bool:
    """Whether words tell something instead of naming it: they have a finite verb, or what begins a clause."""
    if _SUBORDINATE.search(name):
        return True
    return any(form.finite for word in re.findall(r"[\w-]+", name) if not _can_be_noun(word) for form in verb_forms(word))


def _last_phrase(name: str) -> str | None:
    """The noun phrase before "(tuotos 4.2)" in running text cannot be told from its sentence; only a capitalised start is."""
    match = re.search(r"(?:^|[.,;:]\s)(?P<name>[A-ZÅÄÖ][\w-]*(?:\s[\wåäö-]+){0,5})$", name)
    return match["name"] if match and not _is_sentence(match["name"]) else None


def _until_predicate(text: str) -> str:
    """The words up to the finite verb ("työsuunnitelma pilotointia varten | on työstetty")."""
    kept: list[str] = []
    for word in text.split():
        bare = word.strip(",")
        forms = verb_forms(bare)
        finite = [form for form in forms if form.finite and form.mood != "imperative" and not form.negative]
        if kept and finite and (bare in ("on", "oli", "ovat", "olivat", "ei") or not _can_be_noun(bare)):
            break
        kept.append(word)
        if word.endswith(","):
            break
    return " ".join(kept)


def _can_be_noun(word: str) -> bool:
    from kb.finnish import readings

    return any(reading.word_class in ("nimisana", "laatusana", "nimisana_laatusana", "nimi") for reading in readings(word))


_EVENTS: tuple[tuple[OutputEvent, re.Pattern[str]], ...] = (
    (
        "approved",
        re.compile(
            r"\bhyväksyttiin\b|\bhyväksyi\b|\bvahvisti\b|\bvahvistettiin\b|godkän(?:de|des)|\bapproved\b|\badopted\b", re.I
        ),
    ),
    (
        "rejected",
        re.compile(
            r"palautettiin|palautti|\bei\s+hyväksytty|\bei\s+hyväksynyt|hylättiin|hylkäsi|återremitter|returned|sent\s+back|rejected|not\s+approved",
            re.I,
        ),
    ),
    (
        "reviewed",
        re.compile(r"katselmoi(?!daan)|käytiin\s+läpi|kävi\s+läpi\s+tuoto|granskade|\breview(?:ed|s)?\b|gick\s+igenom", re.I),
    ),
    ("presented", re.compile(r"esitteli|esittelivät|esiteltiin|presenterade|presented|kävi\s+läpi|redogjorde", re.I)),
)
STRENGTH: dict[OutputEvent, int] = {"mentioned": 0, "presented": 1, "reviewed": 2, "rejected": 3, "approved": 4}


def event_in(text: str) -> OutputEvent:
    """The strongest thing a text says was done with an output it names; a denial or a return wins over approval.

    >>> event_in("Ohjausryhmä hyväksyi tuotoksen 1.3."), event_in("Tuotos 2.1 palautettiin valmisteluun.")
    ('approved', 'rejected')
    """
    if _EVENTS[1][1].search(text):
        return "rejected"
    for event, pattern in _EVENTS:
        if pattern.search(text):
            return event
    return "mentioned"


def discussed_in(text: str) -> OutputEvent:
    """What a text without the output's number tells of a discussion: a review, a presentation, or nothing. An approval in it
    may be of anything ("Puheenjohtaja vahvisti, että rahoitus on varattu").

    >>> discussed_in("Salo esitteli luonnoksen. Hyväksyttiin esitys jatkotyöstä.")
    'presented'
    """
    return next((event for event, pattern in _EVENTS[2:] if pattern.search(text)), "mentioned")


def strongest(events: Sequence[OutputEvent]) -> OutputEvent:
    """The strongest of several events."""
    return max(events, key=lambda event: STRENGTH[event], default="mentioned")


def _heads_outputs(cell: str, words: tuple[str, ...]) -> bool:
    first = cell.split()[:1]
    return bool(first) and _is_output_word(first[0].strip(":"), words)


def in_rows(rows: Sequence[Sequence[str]], words: tuple[str, ...]) -> Iterator[tuple[int, str, str | None]]:
    """Outputs in a table with a column headed by a word for an output: (row, number, title)."""
    heads = rows[0] if rows else ()
    column = next((index for index, head in enumerate(heads) if _heads_outputs(head, words)), None)
    if column is None:
        return
    is_titled = bool(_TITLE_HEAD.match(_cell(heads, column + 1)))
    for number, row in enumerate(rows[1:], start=1):
        if match := _NUMBERED_CELL.match(_cell(row, column)):
            title = match["title"] or (_cell(row, column + 1) if is_titled else "")
            yield number, match["number"], title.strip() if title else None


def _cell(row: Sequence[str], column: int) -> str:
    """A cell of a row; empty where the row has ended before."""
    return row[column] if column < len(row) else ""


_TITLE_HEAD = re.compile(r"^(?:nimi|kuvaus|otsikko|namn|name)", re.I)
_NUMBERED_CELL = re.compile(rf"^\s*(?P<number>{_NUMBER})\.?\s*[:–-]?\s*(?P<title>\D.*)?$")
