"""Names of one body: with its organisation before it or without."""

from __future__ import annotations

import re

from kb.slugs import slug


def same_body(one: str, other: str) -> bool:
    """Whether two names are one body's: the same, or one of them with its organisation before it.

    >>> same_body("Laavujen hoitoryhmä", "Hoitoryhmä"), same_body("Hoitoryhmä", "Ohjausryhmä")
    (False, False)
    >>> same_body("Salmelan kunta, Tielautakunta", "Tielautakunta"), same_body("Tielautakunta", "tielautakunta")
    (True, True)
    >>> same_body("Salmelan kunta, Tielautakunta", "Kosken kunta, Tielautakunta")
    False
    """
    return slug(one) == slug(other) or slug(own_name(one)) == slug(other) or slug(one) == slug(own_name(other))


def own_name(body: str) -> str:
    """A body's name without the organisation before it.

    >>> own_name("Salmelan kunta, Tielautakunta")
    'Tielautakunta'
    """
    return re.split(r",\s+", body)[-1]
