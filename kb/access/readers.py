"""Whoever asks: their role, the bodies whose members they are, and whether an audience has them in it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal, get_args

from kb.audiences import MEMBERS, PUBLIC, SIGNED_IN, Audience
from kb.slugs import slug

Role = Literal["visitor", "reader", "member", "secretary", "administrator"]
# From the least to the most: each may do what those before it may.
ROLES: Final[tuple[Role, ...]] = get_args(Role)


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who asks. `name` is empty for one who has not signed in; `bodies` are slugs of names or ids of bodies.

    A role tells what one may *do*; what one may *see* follows from the rules alone, and `owner` marks the one whose own
    machine and files these are, who sees everything.
    """

    name: str = ""
    role: Role = "visitor"
    bodies: frozenset[str] = frozenset()
    owner: bool = False

    @property
    def signed_in(self) -> bool:
        """Whether it is known who this is."""
        return self.owner or self.role != "visitor"

    def may(self, role: Role) -> bool:
        """Whether this reader may do what the role may.

        >>> Reader("aino", "secretary").may("member"), Reader("aino", "member").may("secretary")
        (True, False)
        """
        return self.owner or ROLES.index(self.role) >= ROLES.index(role)


OWNER: Final = Reader("", "administrator", owner=True)
VISITOR: Final = Reader()


def reader(name: str, role: Role, bodies: tuple[str, ...] = ()) -> Reader:
    """A reader by an account's words: bodies by any of their names.

    >>> sorted(reader("aino", "member", ("Rantaryhmä",)).bodies)
    ['rantaryhmä']
    """
    return Reader(name, role, frozenset(map(slug, bodies)))


def allows(audience: Audience, reader: Reader, bodies: Collection[str] = ()) -> bool:
    """Whether a reader belongs to the audience of a document of these bodies.

    What is for members but belongs to no body is the secretaries'.
    """
    if reader.owner or audience == PUBLIC:
        return True
    if not reader.signed_in:
        return False
    if audience == SIGNED_IN:
        return True
    if audience == MEMBERS:
        return bool(reader.bodies & set(bodies)) if bodies else bool(reader.name) and reader.may("secretary")
    return reader.name in audience
