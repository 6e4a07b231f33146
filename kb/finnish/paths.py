"""Voikko's path through its dictionary (``FSTOUTPUT``): the one place that knows its notation.

*oleskelulupa* is ``[Lt][Xp]oleskella[X]oleskel[Ln][Xj]u[X]u[Sn][Ny][Bh][Bc][Ln][Xp]lupa[X]lup[Sn][Ny]a``: word class, base form
between ``[Xp]`` and ``[X]``, what is written outside the brackets, a derivation's own base ending between ``[Xj]`` and ``[X]``,
and ``[Bc]`` at the seam of a compound. Source: voikko-fi, ``vvfst/README``.
"""

from __future__ import annotations

import re

SEAM = "[Bc]"

_HIDDEN = re.compile(r"\[X[pjrs]\][^\[]*(?:\[X[rs]\][^\[]*)*\[X\]")
_TAG = re.compile(r"\[[^\]]*\]")


def surface_of(path: str) -> str:
    """The word form that a path spells, lower case as the dictionary has it.

    >>> surface_of("[Lt][Xp]kuulla[X]kuule[Tn4]mi[Sn][Nm]set")
    'kuulemiset'
    """
    return _TAG.sub("", _HIDDEN.sub("", path))
