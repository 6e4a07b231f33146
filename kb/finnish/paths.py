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
_LAYER = re.compile(r"\[X[pj]\]([^\[]*)\[X\]")


def surface_of(path: str) -> str:
    """The word form that a path spells, lower case as the dictionary has it.

    >>> surface_of("[Lt][Xp]kuulla[X]kuule[Tn4]mi[Sn][Nm]set")
    'kuulemiset'
    """
    return _TAG.sub("", _HIDDEN.sub("", path))


def base_of(path: str) -> str:
    """The base form of one part of a path: what is written before its last derivation, and that derivation's base ending.

    >>> base_of("[Lt][Xp]kiristää[X]kirist[Xj]yä[X]y")
    'kiristyä'
    >>> base_of("[Lt][Xp]alle=kirjoittaa[X]alle[Bm]kirjoitta")
    'allekirjoittaa'
    """
    layers = list(_LAYER.finditer(path))
    if not layers:
        return surface_of(path).rstrip("-")
    last = layers[-1]
    before = surface_of(path[: last.start()]) if len(layers) > 1 else ""
    return (before + last.group(1)).replace("=", "")


def source_of_participle(path: str) -> str | None:
    """The base form that a participle is made from; ``None`` where something more was derived from the participle.

    >>> source_of_participle("[Lt][Xp]hyväksyä[X]hyväksy[Ll][Rt]t[Xj]ty[X]ty[Sn][Ny]")
    'hyväksyä'
    >>> source_of_participle("[Lt][Xp]tyytyä[X]tyyty[Ll][Rv]v[Xj]ä[X]äi[Xj]nen[X][Sn][Ny]nen") is None
    True
    """
    participle = path.rfind("[R")
    made = path.rfind("[L", 0, participle)
    if participle < 0 or made <= 0 or path.count("[Xj]", made) > 1 + path.count("[Re]", made):
        return None
    return base_of(path[:made])
