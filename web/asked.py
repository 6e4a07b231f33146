"""What a question asks that a list answers better than hits do: when the next meeting is, and who has promised what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from kb import finnish
from kb.errors import BadQuery
from kb.finnish.stopwords import STOPWORDS
from kb.library import Library
from kb.search import query, terms
from web.doers import Doers
from web.formats import date
from web.front import next_meeting
from web.language import _

_WHEN: Final = frozenset(("milloin", "koska", "when", "när"))
_WHO: Final = frozenset(("kuka", "ketkä", "kenen", "who", "vem"))
_MINE: Final = frozenset(("minä", "minun", "minulla", "minulle", "minulta"))
_OF_NEXT: Final = frozenset(("seuraava", "kokous", "pitää", "järjestää", "next", "meeting", "nästa", "möte"))
_PROMISING: Final = frozenset(("luvata", "lupaus", "promise", "lova", "löfte"))
_DOING: Final = _PROMISING | {"selvittää", "valmistella", "hoitaa", "tehdä", "vastata", "laatia", "toimittaa", "huolehtia"}
_OPEN: Final = frozenset(("auki", "avoin", "avoinna", "kesken", "luvata", "lupaus", "tehtävä", "vastuu"))


@dataclass(frozen=True, slots=True)
class Lead:
    """A line above the hits: what it says and where it leads."""

    text: str
    url: str


def lead(typed: str, library: Library, reader: str = "") -> Lead | None:
    """Where a question is answered at once; None where it asks for something else. `reader` is the name of whoever asks."""
    try:
        asked = [word.text for word in query.words_of(query.parse(typed)) if isinstance(word, query.TypedWord)]
    except BadQuery:
        return None
    surfaces = {word.lower() for word in asked}
    bases = [frozenset(finnish.ask_word(word).bases) for word in asked if word.lower() not in STOPWORDS]
    if surfaces & _WHEN or not surfaces & STOPWORDS:
        return _meeting(bases, library)
    return _promises(surfaces, bases, library, reader)


def _meeting(bases: list[frozenset[str]], library: Library) -> Lead | None:
    told = frozenset().union(*bases)
    if not ({"seuraava", "kokous"} <= told or {"next", "meeting"} <= told) or not all(one & _OF_NEXT for one in bases):
        return None
    coming = next_meeting(library)
    if coming is None:
        return Lead(_("Seuraavan kokouksen päivää ei ole kirjattu."), "/kokoukset")
    if coming.has_passed:
        return Lead(
            _("Seuraava kokous oli sovittu päiväksi %(day)s. Siitä ei ole muistiota.", day=date(coming.day)), coming.url
        )
    return Lead(_("Seuraava kokous on %(day)s.", day=date(coming.day)), coming.url)


def _promises(surfaces: set[str], bases: list[frozenset[str]], library: Library, reader: str) -> Lead | None:
    told = frozenset().union(*bases)
    if surfaces & _MINE and told & _OPEN:
        return _of(reader, library) if reader else Lead(_("Avoimet lupaukset tekijöittäin"), "/lupaukset")
    if told & _PROMISING:
        return (
            _of(_doer(bases, library), library) if len(bases) > 1 else Lead(_("Avoimet lupaukset tekijöittäin"), "/lupaukset")
        )
    if surfaces & _WHO and told & _DOING:
        return Lead(_("Kuka on luvannut mitä: kaikki lupaukset"), "/lupaukset?nayta=kaikki")
    return None


def _doer(bases: list[frozenset[str]], library: Library) -> str:
    """The doer of promises whose name the words say, in any form; "" when none or several have such a name."""
    asked = [one for one in bases if not one & _PROMISING]
    known = Doers(library)
    names = {name for promise in library.promises() for name in known.of(promise.decision)}
    fitting = [name for name in names if asked and _is_called(name, asked)]
    return fitting[0] if len(fitting) == 1 else ""


def _is_called(name: str, asked: list[frozenset[str]]) -> bool:
    """Whether a name has every word that is asked."""
    own = [frozenset(word.terms.bases) for word in terms.words(name)]
    return all(any(one & part for part in own) for one in asked)


def _of(doer: str, library: Library) -> Lead:
    """The promises of a doer, or of everybody where the doer has none."""
    known = Doers(library)
    if any(known.means(doer, promise.decision) for promise in library.promises() if doer):
        address = urlencode({"kuka": doer, "nayta": "kaikki"})
        return Lead(_("%(name)s: kaikki lupaukset", name=doer), f"/lupaukset?{address}")
    return Lead(_("Kuka on luvannut mitä: kaikki lupaukset"), "/lupaukset?nayta=kaikki")
