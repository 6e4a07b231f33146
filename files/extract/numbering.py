"""Numbers that a format keeps apart from its text: counted and written as a reader sees them."""

from __future__ import annotations

from typing import Final

_ROMANS: Final = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def numeral(value: int, style: str) -> str:
    """A number in one of the styles of OOXML (`ST_NumberFormat`); unknown styles give digits, bullets and none nothing.

    >>> [numeral(4, style) for style in ("decimal", "lowerLetter", "upperRoman", "decimalZero", "bullet")]
    ['4', 'd', 'IV', '04', '']
    >>> numeral(28, "lowerLetter")
    'bb'
    """
    if style in ("bullet", "none"):
        return ""
    if style == "decimalZero":
        return f"{value:02d}"
    if style in ("lowerLetter", "upperLetter") and 0 < value <= 780:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter.upper() if style == "upperLetter" else letter
    if style in ("lowerRoman", "upperRoman") and 0 < value < 4000:
        roman = _roman(value)
        return roman.upper() if style == "upperRoman" else roman
    if style == "ordinal":
        return f"{value}."
    return str(value)


def _roman(value: int) -> str:
    out = ""
    for size, sign in _ROMANS:
        out += sign * (value // size)
        value %= size
    return out
