"""What a text itself says of who may see it, and personal identity codes in it.

Sources: JulkL 621/1999 § 24 and 25 (the marking of what is to be kept secret), VNa 1101/2019 (security classes TL I–IV), and the
Digital and Population Data Services Agency on the personal identity code (its check character, the signs of the century).
"""

from __future__ import annotations

import datetime
import re
from typing import Final

from kb.document import Document, Section

# A marking is a stamp, a heading's end or a line of its own; the same words within a sentence are talk of the matter.
_CLASS: Final = r"TL\s?(?:IV|I{1,3}|[1-4])"
_WORDS: Final = (
    r"SALAINEN|ERITTÄIN SALAINEN|LUOTTAMUKSELLINEN|SALASSA PIDETTÄVÄ\w*|EI[- ]JULKINEN|KÄYTTÖ RAJOITETTU|VIRANOMAISKÄYTTÖ"
    r"|SEKRETESSBELAGD|HEMLIG|INTE OFFENTLIG|CONFIDENTIAL|JulkL\w*(?: \(?621/1999\)?)?,? (?:§ ?)?24 ?§?|OffL 24 §"
)
_MARKING: Final = re.compile(rf"\b(?:{_WORDS}|{_CLASS})(?!\w)", re.IGNORECASE)
# Words that may stand beside a marking without making it a sentence.
_BESIDE: Final = re.compile(
    r"(?:JulkL\w*|OffL|laki|lain|621/1999|\d+(?:\.\d+)?|§|mom\w*|kohta|k|ja|tai|och|and|asia|asiakirja|liite|muistio|kokous|osin"
    r"|osittain|suojaustaso|turvallisuusluok\w*|turvaluok\w*|luokka|luokitus|luokittelu|julkisuus\w*|salassapito\w*"
    r"|luottamuksellisuus|asiakirjan|pöytäkirjan|muistion|liitteen|otteen|tila|status|säkerhetsklass|sekretess\w*|viranomainen|perusteella|nojalla|vain|I{1,3}|IV|[\W_])+",
    re.IGNORECASE,
)
_LONGEST: Final = 160
# One of these stands in every marking: a text without them need not be read line by line.
_SIGNS: Final = (
    "salai", "salassa", "luottamuksellinen", "julkinen", "rajoitettu", "viranomaiskäyttö", "sekretessbelagd", "hemlig", "offentlig",
    "confidential", "julkl", "offl", "tl",
)  # fmt: skip
_CODE: Final = re.compile(r"(?<![\w-])(\d{2})(\d{2})(\d{2})([-+A-FU-Y])(\d{3})([0-9A-FHJ-NPR-Y])(?![\w-])")
_CHECK: Final = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_CENTURIES: Final = {"+": 1800, **dict.fromkeys("-UVWXY", 1900), **dict.fromkeys("ABCDEF", 2000)}


def marking(document: Document) -> str | None:
    """The first marking in a document, as it is written; None where there is none."""
    for section in filter(_may_be_marked, document.sections):
        for block in section.blocks:
            if found := marking_in(block.text):
                return found
    for _name, text in document.properties:
        for line in text.splitlines():
            if found := marking_in(line):
                return found
    return None


def _may_be_marked(section: Section) -> bool:
    text = section.text.casefold()
    return any(sign in text for sign in _SIGNS)


def marking_in(text: str) -> str | None:
    """The marking in a line: a stamp of its own, or one in brackets at the end of a heading.

    >>> marking_in("SALAINEN"), marking_in("Salassa pidettävä (JulkL 24 § 1 mom. 7 k)"), marking_in("TL III")
    ('SALAINEN', 'Salassa pidettävä', 'TL III')
    >>> marking_in("4 § Rekrytointi (ei julkinen)"), marking_in("Muistio 3/2025, osittain salassa pidettävä")
    ('ei julkinen', 'salassa pidettävä')
    >>> marking_in("TL III -luokan asiakirjoista keskusteltiin."), marking_in("Turvallisuusluokka TL IV")
    (None, 'TL IV')
    >>> marking_in("Julkisuus: Salainen"), marking_in("Asiakirjan luokitus: luottamuksellinen"), marking_in("Salassa pidettävä: ei")
    ('Salainen', 'luottamuksellinen', None)
    >>> marking_in("Keskusteltiin siitä, mikä liitteessä on salassa pidettävää."), marking_in("Ei julkinen kuuleminen vaan kysely")
    (None, None)
    """
    if len(text) > _LONGEST:
        return None
    found = _MARKING.search(text)
    if found is None:
        return None
    rest = _MARKING.sub(" ", text)
    if (found.group().isupper() and not found.group().startswith("TL")) or _BESIDE.fullmatch(rest) or not rest.strip():
        return found.group()
    closing = re.search(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)\W*$", text)
    if closing and _MARKING.search(closing.group(1)) and not _MARKING.search(text[: closing.start()]):
        return found.group()
    return None


def identity_codes(text: str) -> int:
    """How many personal identity codes with a valid check character a text has.

    >>> identity_codes("Hakija 131052-308T, puhelin 040-1234567"), identity_codes("131052-308U ja 310299-1234")
    (1, 0)
    """
    return sum(_is_code(found) for found in _CODE.finditer(text))


def _is_code(found: re.Match[str]) -> bool:
    day, month, year, sign, number, check = found.groups()
    try:
        datetime.date(_CENTURIES[sign] + int(year), int(month), int(day))
    except (ValueError, KeyError):
        return False
    return int(number) > 1 and _CHECK[int(day + month + year + number) % 31] == check
