"""Two writers' texts of one draft beside each other: what differs, what each changed, and the draft that choosing makes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

from rapidfuzz import fuzz

from kb.agenda.draft import Draft, DraftItem

Choice = Literal["mine", "theirs", "both"]
CHOICES: Final[tuple[Choice, ...]] = get_args(Choice)
# Items of at least this likeness are one item in two forms.
_ALIKE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Row:
    """An item as one writer has it and as the other has it; None where one of them has no such item.

    `likely` keeps what either of them wrote: the only one who changed it, else both.
    """

    mine: DraftItem | None
    theirs: DraftItem | None
    likely: Choice

    @property
    def differs(self) -> bool:
        """Whether there is something to choose."""
        return self.mine != self.theirs


@dataclass(frozen=True, slots=True)
class Merge:
    """What is chosen from: the items in one order, and whether the two differ in title, day and body."""

    mine: Draft
    theirs: Draft
    rows: tuple[Row, ...]

    @property
    def head_differs(self) -> bool:
        """Whether title, day or body differ."""
        return _head(self.mine) != _head(self.theirs)

    def merged(self, choices: Mapping[int, Choice], head: Choice = "mine") -> Draft:
        """The draft of the choices by row; a row without one keeps what is likely, so that nothing is lost."""
        items: list[DraftItem] = []
        for number, row in enumerate(self.rows):
            items += _chosen(row, choices.get(number, row.likely))
        whole = self.theirs if head == "theirs" else self.mine
        return replace(whole, items=tuple(replace(item, number=str(n)) for n, item in enumerate(items, start=1)))


def merge(base: Draft, mine: Draft, theirs: Draft) -> Merge:
    """Two drafts that were made of a third, beside each other in the order of the first."""
    pairs = _pairs(mine.items, theirs.items)
    taken = {j for j in pairs if j is not None}
    rows: list[Row] = []
    extra = [j for j in range(len(theirs.items)) if j not in taken]
    for i, item in enumerate(mine.items):
        j = pairs[i]
        # What only the other has stands before the first item that comes after it there.
        while extra and j is not None and extra[0] < j:
            rows.append(_row(base, None, theirs.items[extra.pop(0)]))
        rows.append(_row(base, item, None if j is None else theirs.items[j]))
    rows += [_row(base, None, theirs.items[j]) for j in extra]
    return Merge(mine, theirs, tuple(rows))


def _pairs(mine: Sequence[DraftItem], theirs: Sequence[DraftItem]) -> list[int | None]:
    """For each item of the one, the place of the likest of the other."""
    scores = sorted(
        ((_likeness(one, other), -abs(i - j), i, j) for i, one in enumerate(mine) for j, other in enumerate(theirs)),
        reverse=True,
    )
    found: list[int | None] = [None] * len(mine)
    for score, _, i, j in scores:
        if score >= _ALIKE and found[i] is None and j not in found:
            found[i] = j
    return found


def _likeness(one: DraftItem, other: DraftItem) -> float:
    title: float = fuzz.ratio(one.title.lower(), other.title.lower())
    return 100.0 if one == other else max(title, fuzz.ratio(one.text, other.text) if one.text and other.text else 0.0)


def _row(base: Draft, mine: DraftItem | None, theirs: DraftItem | None) -> Row:
    before = next((item for item in base.items if item in (mine, theirs)), None)
    if before is None or mine == theirs:
        return Row(mine, theirs, "both")
    # What one of them left as it was is as the other has it; but what one removed is not removed unasked.
    if mine is None or theirs is None:
        return Row(mine, theirs, "both")
    return Row(mine, theirs, "theirs" if mine == before else "mine")


def _chosen(row: Row, choice: Choice) -> list[DraftItem]:
    if choice == "mine" or (choice == "both" and row.theirs is None):
        return [row.mine] if row.mine else []
    if choice == "theirs" or row.mine is None:
        return [row.theirs] if row.theirs else []
    assert row.theirs is not None
    return [_joined(row.mine, row.theirs)]


def _joined(mine: DraftItem, theirs: DraftItem) -> DraftItem:
    """Both texts: lines that both have once, the other's own after them; of two titles the second is a line."""
    own = mine.text.split("\n")
    lines = [*([theirs.title] if theirs.title != mine.title else []), *theirs.text.split("\n")]
    text = "\n".join([*own, *(line for line in lines if line.strip() and line not in own)]).strip("\n")
    return replace(
        mine,
        text=text,
        presenter=mine.presenter or theirs.presenter,
        organisation=mine.organisation or theirs.organisation,
        outputs=tuple(dict.fromkeys((*mine.outputs, *theirs.outputs))),
        links=tuple(dict.fromkeys((*mine.links, *theirs.links))),
    )


def _head(draft: Draft) -> tuple[object, ...]:
    return draft.title, draft.date, draft.body
