"""What things are called on a page, and the colour and picture each meaning has. A meaning is never told by colour alone.

The texts are Finnish and lazily translated; `web/translations` holds the Swedish and the English.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from kb.results import Role, State
from web.formats import date
from web.language import _


@dataclass(frozen=True, slots=True)
class Badge:
    """A meaning as it is shown: its name, the hue and the icon beside it."""

    name: LazyString
    hue: str
    icon: str


DECISIONS: Final[dict[str, Badge]] = {
    "decision": Badge(_l("Päätös"), "blue", "decision"),
    "agreement": Badge(_l("Sovittu"), "teal", "agreement"),
    "approval": Badge(_l("Hyväksytty"), "green", "approval"),
    "assignment": Badge(_l("Tehtävä"), "ochre", "assignment"),
    "election": Badge(_l("Valinta"), "violet", "election"),
    "noted": Badge(_l("Tiedoksi"), "grey", "noted"),
    "rejected": Badge(_l("Hylätty tai palautettu"), "red", "rejected"),
    "postponed": Badge(_l("Siirretty"), "ochre", "postponed"),
    "procedural": Badge(_l("Menettely"), "grey", "procedural"),
}

EVENTS: Final[dict[str, Badge]] = {
    "mentioned": Badge(_l("Mainittu"), "grey", "mentioned"),
    "presented": Badge(_l("Esitelty"), "blue", "presented"),
    "reviewed": Badge(_l("Katselmoitu"), "teal", "reviewed"),
    "approved": Badge(_l("Hyväksytty"), "green", "approved"),
    "rejected": Badge(_l("Palautettu"), "red", "returned"),
}

STATES: Final[dict[str, Badge]] = {
    "in_force": Badge(_l("Voimassa"), "green", "force"),
    "open": Badge(_l("Avoin"), "ochre", "open"),
    "overdue": Badge(_l("Määräaika ohi"), "red", "overdue"),
    "handled": Badge(_l("Käsitelty myöhemmin"), "teal", "reviewed"),
    "done": Badge(_l("Toteutettu"), "green", "done"),
    "replaced": Badge(_l("Korvattu"), "grey", "replaced"),
    "confirmed": Badge(_l("Vahvistettu"), "green", "approval"),
    "struck": Badge(_l("Poistettu virheellisenä"), "grey", "rejected"),
    "noted": Badge(_l("Merkitty tiedoksi"), "grey", "noted"),
    "rejected": Badge(_l("Ei toteuteta"), "grey", "rejected"),
    "spent": Badge(_l("Päättynyt"), "grey", "done"),
    "lapsed": Badge(_l("Ei enää tietoa"), "grey", "help"),
}

# An agenda beside its minutes is not the minutes.
AGENDA: Final = Badge(_l("Esityslista"), "grey", "item")

RELATIONS: Final[dict[str, tuple[LazyString, LazyString]]] = {
    "replaces": (_l("Korvaa"), _l("Korvattu")),
    "amends": (_l("Täydentää"), _l("Täydennetty")),
    "fulfils": (_l("Toteuttaa"), _l("Toteutettu")),
    "returns": (_l("Käsittelee palautetun"), _l("Käsitelty uudelleen")),
    "follows": (_l("Jatkaa"), _l("Jatkettu")),
    "refers": (_l("Viittaa"), _l("Viitattu")),
}

GROUNDS: Final[dict[str, LazyString]] = {
    "date": _l("mainitsee päätöksen"),
    "previous": _l("viittaa edelliseen kokoukseen"),
    "month": _l("nimeää kokouksen kuukauden"),
    "number": _l("nimeää kohdan"),
    "item": _l("nimeää kohdan"),
    "announced": _l("asia siirrettiin tähän kokoukseen"),
    "output": _l("sama tuotos"),
    "ticket": _l("sama tiketti"),
    "title": _l("sama otsikko"),
    "terms": _l("myöhempi kohta sanoo"),
    "said": _l("myöhempi kohta sanoo"),
    "word": _l("sana"),
    "done": _l("kertoo valmistumisesta"),
    "open": _l("kertoo, että jotain on vielä tekemättä"),
    "doer": _l("sama vastuutaho"),
    "due": _l("sama määräaika"),
}

ENTRIES: Final[dict[str, LazyString]] = {
    "confirm": _l("vahvisti oikeaksi"),
    "strike": _l("poisti virheellisenä"),
    "correct": _l("korjasi"),
    "done": _l("merkitsi toteutetuksi"),
    "link": _l("liitti"),
    "replace": _l("merkitsi korvatuksi"),
    "comment": _l("kommentoi"),
    "output_state": _l("asetti tilan"),
    "merge_people": _l("yhdisti"),
    "merge_topics": _l("yhdisti"),
    "explain": _l("selitti"),
    "merge_bodies": _l("yhdisti"),
    "part_body": _l("erotti omaksi toimielimekseen"),
    "undo": _l("perui"),
}

CONFIDENCE: Final[dict[str, Badge]] = {
    "high": Badge(_l("Selvä"), "grey", "approval"),
    "medium": Badge(_l("Todennäköinen"), "grey", "open"),
    "low": Badge(_l("Epävarma"), "grey", "help"),
}

CONFIDENCE_WHY: Final[dict[str, LazyString]] = {
    "high": _l("Muistiossa on päätösmerkintä tai päättämistä tarkoittava verbi."),
    "medium": _l("Muistion sanamuoto viittaa päätökseen, mutta merkintää ei ole."),
    "low": _l("Kirjaus voi olla myös keskustelua. Tarkista asia muistiosta."),
}

HITS: Final[dict[str, Badge]] = {
    "decision": Badge(_l("Päätös"), "blue", "decision"),
    "output": Badge(_l("Tuotos"), "green", "output"),
    "item": Badge(_l("Asiakohta"), "grey", "item"),
    "passage": Badge(_l("Tekstikohta"), "grey", "passage"),
    "slide": Badge(_l("Dia"), "grey", "slide"),
    "meeting": Badge(_l("Kokous"), "grey", "meeting"),
    "attachment": Badge(_l("Liite"), "grey", "attachment"),
}

# What is beside minutes and is no slide show.
DOCUMENT: Final = Badge(_l("Asiakirja"), "grey", "document")

SEVERITIES: Final[dict[str, Badge]] = {
    "error": Badge(_l("Ei luettu"), "red", "rejected"),
    "warning": Badge(_l("Puutteellinen"), "ochre", "warning"),
    "note": Badge(_l("Huomio"), "grey", "info"),
}

FACETS: Final[dict[str, LazyString]] = {
    "laji": _l("Laji"),
    "toimielin": _l("Toimielin"),
    "vuosi": _l("Vuosi"),
    "organisaatio": _l("Organisaatio"),
    "tuotos": _l("Tuotos"),
    "aihe": _l("Aihe"),
}

DOCUMENT_KINDS: Final[dict[str, LazyString]] = {
    "minutes": _l("Pöytäkirja tai muistio"),
    "agenda": _l("Esityslista"),
    "attachment": _l("Liite"),
    "report": _l("Raportti"),
    "other": _l("Muu asiakirja"),
}

FILE_KINDS: Final[dict[str, LazyString]] = {
    "application/pdf": _l("PDF"),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": _l("Diaesitys"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _l("Word-asiakirja"),
    "application/msword": _l("Word-asiakirja"),
    "application/vnd.ms-powerpoint": _l("Diaesitys"),
    "application/vnd.oasis.opendocument.presentation": _l("Diaesitys"),
    "application/vnd.oasis.opendocument.text": _l("OpenDocument-asiakirja"),
    "application/rtf": _l("RTF-asiakirja"),
    "message/rfc822": _l("Sähköpostiviesti"),
    "application/vnd.ms-outlook": _l("Sähköpostiviesti"),
    "text/markdown": _l("Markdown"),
    "text/html": _l("Verkkosivu"),
    "text/plain": _l("Tekstitiedosto"),
}

SECTIONS: Final[tuple[tuple[str, str, LazyString], ...]] = (
    ("meetings", "/kokoukset", _l("Kokoukset")),
    ("decisions", "/paatokset", _l("Päätökset")),
    ("outputs", "/tuotokset", _l("Tuotokset")),
    ("topics", "/aiheet", _l("Aiheet")),
    ("people", "/henkilot", _l("Ihmiset")),
    ("documents", "/liitteet", _l("Asiakirjat")),
    ("agenda", "/esityslista", _l("Esityslista")),
    ("help", "/ohje", _l("Ohje")),
)

ROLES: Final[dict[str, LazyString]] = {
    "chair": _l("puheenjohtaja"),
    "vice_chair": _l("varapuheenjohtaja"),
    "secretary": _l("sihteeri"),
    "member": _l("jäsen"),
    "deputy": _l("varajäsen"),
    "convener": _l("kokoonkutsuja"),
    "expert": _l("asiantuntija"),
    "guest": _l("vieras"),
}


def role_names(roles: Iterable[Role]) -> list[str]:
    """What the roles are called in the reader's language, each once."""
    return list(dict.fromkeys(str(ROLES[role.role]) for role in roles))


def state_name(state: State | None) -> str:
    """A state as a page says it; nothing where nothing is claimed. What nobody has confirmed and no words
    say outright is a proposal, and a day that has passed without more being known is to be checked, not called late."""
    if state is None or state.code not in STATES or state.code == "noted":
        return ""
    if state.is_to_check:
        return _("Määräaika oli %(day)s, tarkista", day=date(state.since))
    if state.as_of is not None:
        return _("Avoin, kun viimeksi kokoonnuttiin %(day)s", day=date(state.as_of))
    name = str(STATES[state.code].name)
    since = f" {date(state.since)}" if state.code == "handled" and state.since else ""
    return f"{name}{since} – {_('ehdotus')}" if state.is_proposal else name + since
