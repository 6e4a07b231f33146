"""What an index directory holds, as one word: it changes with the version of the tables and with any field of a stored value.

An index of another word is not read but built anew, so that no change of a field can be forgotten.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator
from functools import cache
from typing import Any, Final, get_args, get_type_hints

from kb.document import Document
from kb.model import Attachment, Meeting, Problem
from kb.passage import Passage
from kb.relations import Link, Term
from kb.results import Body, DocumentInfo, Organisation, Output, Person, Topic

# Goes up whenever the tables of the catalogue, the fields of the text index or the meaning of a stored value change; that a
# stored value has other fields is seen without it.
SCHEMA_VERSION: Final = 8
_STORED: Final = (
    Meeting,
    Attachment,
    Problem,
    Document,
    Body,
    DocumentInfo,
    Organisation,
    Output,
    Person,
    Topic,
    Link,
    Term,
    Passage,
)


@cache
def stored_shape() -> str:
    """The word, such as "5-3f9a0c1d2e4b"."""
    lines = sorted({line for kind in _STORED for line in _described(kind)})
    return f"{SCHEMA_VERSION}-{hashlib.sha256(chr(10).join(lines).encode()).hexdigest()[:12]}"


def _described(kind: Any, seen: frozenset[Any] = frozenset()) -> Iterator[str]:
    """A line for each field of a dataclass and of those inside it: its name and its type.

    >>> from kb.model import Due
    >>> list(_described(Due))[0]
    "Due.text: <class 'str'>"
    """
    if not dataclasses.is_dataclass(kind):
        for part in get_args(kind):
            yield from _described(part, seen)
        return
    if kind in seen:
        return
    assert isinstance(kind, type)
    for name, hint in get_type_hints(kind).items():
        yield f"{kind.__name__}.{name}: {hint}"
        yield from _described(hint, seen | {kind})
