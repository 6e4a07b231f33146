"""Words broken at a line's end: whether the hyphen was the printer's or the word's own. Voikko is the judge."""

from __future__ import annotations

import re

from kb.finnish.voikko import is_known

_LEFT = re.compile(r"([^\W_]+(?:[-‐‑:][^\W_]+)*)([-‐‑\u00ad])\s*$")
_RIGHT = re.compile(r"\s*([^\W_]+(?:[-‐‑:][^\W_]+)*)")
_HYPHENS = ("-", "‐", "‑", "\u00ad")
_LONGEST = 100  # how much of a line its last word can take
# After a word cut short ("työ- ja koulutusperusteinen") the hyphen stays and a space follows.
_BETWEEN_SHORTENED = frozenset(("ja", "tai", "sekä", "eli", "eikä", "että", "och", "eller", "and", "or"))


def joins_at_line_end(left: str, right: str) -> str:
    """The two lines as one: the word broken at the end of ``left`` is made whole.

    A soft hyphen goes; a hyphen goes where the whole is a word, or at least no two words; it stays after an abbreviation,
    before a capital or a digit, between two equal vowels (Kotus: "yhdysmerkki"), and, with a space, in a word cut short.
    ``left`` without a hyphen at its end gives the two with a space between.

    >>> joins_at_line_end("osaamisen kehit-", "tämisen tuki.")
    'osaamisen kehittämisen tuki.'
    >>> joins_at_line_end("EU-", "tason"), joins_at_line_end("keski-", "ikäinen"), joins_at_line_end("Länsi-", "Suomi")
    ('EU-tason', 'keski-ikäinen', 'Länsi-Suomi')
    >>> joins_at_line_end("työ-", "ja koulutusperusteinen")
    'työ- ja koulutusperusteinen'
    """
    stripped = left.rstrip()
    broken = _LEFT.search(stripped, max(0, len(stripped) - _LONGEST)) if stripped.endswith(_HYPHENS) else None
    rest = _RIGHT.match(right)
    if broken is None or rest is None:
        return f"{left.rstrip()} {right.lstrip()}".strip()
    head, tail = broken.group(1), rest.group(1)
    before, after = left[: broken.start(2)], right.lstrip()
    if broken.group(2) == "\u00ad":
        return before + after
    if tail.lower() in _BETWEEN_SHORTENED:
        return f"{before}- {after}"
    return before + ("-" if _keeps_hyphen(head, tail) else "") + after


def _is_written_with_hyphen(head: str, tail: str) -> bool:
    """Whether digits and capitals alone tell that the word has a hyphen: "3-vuotias", "Pohjois-Savo", "EU-tason"."""
    if tail[0].isdigit() or head[-1].isdigit():
        return True
    if tail[0].isupper():
        return not head.isupper()
    last = re.split("[-‐‑]", head)[-1]
    return last.isupper() and len(last) > 1


def _keeps_hyphen(head: str, tail: str) -> bool:
    if _is_written_with_hyphen(head, tail):
        return True
    if head[-1].lower() == tail[0].lower() and head[-1].lower() in "aeiouyäö":
        return not is_known(head + tail)
    if is_known(head + tail):
        return False
    if is_known(f"{head}-{tail}"):
        return True
    # Neither is in the dictionary. A misspelt compound has two known halves and no capital; a name or an abbreviation in
    # front of a whole word keeps its hyphen; anything else was broken in the middle.
    return len(tail) > 3 and is_known(tail) and (head[0].isupper() or not is_known(head))
