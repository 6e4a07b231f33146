"""How a topic is written: its words in basic form with the capitals and hyphens that the minutes give them, in the plural where
the word lives in it (*käyttöehdot*)."""

from __future__ import annotations

from collections import Counter
from typing import Final

from indexer.relate.topics.candidates import Candidate
from kb.finnish import fold
from kb.finnish.choice import likely
from kb.finnish.phrases import is_name_like

# A word that is so seldom in the singular is shown in the plural.
_PLURAL: Final = 0.7


def name(entry: Candidate) -> str:
    """The name to show."""
    (*front, base), _ = entry.shown.most_common(1)[0]
    heads = Counter[str]()
    for form, count in entry.forms.items():
        heads[form.split()[-1]] += count
    return " ".join((*front, _plural(heads) or cased(base, heads)))


def _plural(heads: Counter[str]) -> str | None:
    plural = sum(count for form, count in heads.items() if is_plural(form))
    nominatives = [form for form in heads if any(reading.case == "nimento" for reading in likely(form))]
    written = [form for form in nominatives if is_plural(form)]
    if not written or len(written) < len(nominatives) or plural < _PLURAL * heads.total():
        return None
    first = written[0]
    return first.lower() if first[1:].islower() else first


def is_plural(form: str) -> bool:
    """Whether a word can only be a plural.

    >>> is_plural("käyttöehdot"), is_plural("käyttöehto")
    (True, False)
    """
    found = likely(form)
    return bool(found) and all(reading.number == "plural" for reading in found)


def cased(base: str, heads: Counter[str]) -> str:
    """A base form with the capitals that its commonest form has, a first one only where the word is a name.

    >>> cased("pin-koodi", Counter(["PIN-koodit", "PIN-koodin"])), cased("lumikuorma", Counter(["Lumikuorman"]))
    ('PIN-koodi', 'lumikuorma')
    >>> cased("mittari", Counter({"Mittariin": 3, "mittari": 1}))
    'mittari'
    """
    for form, _count in heads.most_common():
        if fold(form) == fold(base) and any(letter.isupper() for letter in form[1:]) and not (form.isupper() and likely(base)):
            return form
    form = next((form for form, _ in heads.most_common() if form[:2].lower() == base[:2]), base)
    length = next(
        (place for place, pair in enumerate(zip(form.lower(), base, strict=False)) if pair[0] != pair[1]),
        min(len(form), len(base)),
    )
    written = form[:length] + base[length:]
    if form.isupper() and likely(base):
        return base  # A heading in capitals is no abbreviation.
    if any(letter.isupper() for letter in written[1:]):
        return written
    return written[:1].upper() + written[1:] if is_name_like(heads) else base
