"""What answers to an assistant say of how sure they are, in Finnish, Swedish and English."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str, str]]] = {
    "low": (
        "Epävarma: kirjaus voi olla keskustelua eikä päätös. Tarkista lainauksesta.",
        "Osäkert: anteckningen kan vara diskussion och inget beslut. Kontrollera citatet.",
        "Uncertain: these words may be talk and no decision. Check the quote.",
    ),
    "medium": (
        "Todennäköinen: sanamuoto viittaa päätökseen, mutta muistiossa ei ole päätösmerkintää.",
        "Troligt: ordalydelsen tyder på ett beslut, men protokollet har inget beslutsmärke.",
        "Likely: the words suggest a decision, but the minutes do not mark one.",
    ),
    "no_state": (
        "Aineisto ei kerro, missä asia on nyt: tilaa ei väitetä.",
        "Materialet berättar inte var ärendet står nu: inget läge påstås.",
        "The materials do not tell where this stands now: no state is claimed.",
    ),
    "proposal": (
        "Tila on päätelty, eikä kukaan ole vahvistanut sitä.",
        "Läget är härlett och ingen har bekräftat det.",
        "The state is inferred and nobody has confirmed it.",
    ),
    "to_check": (
        "Määräaika on ohi, mutta muistiot eivät kerro, hoidettiinko asia.",
        "Tidsfristen har gått ut, men protokollen berättar inte om ärendet sköttes.",
        "The due day has passed, but the minutes do not tell whether it was done.",
    ),
    "struck": (
        "Ihmiset ovat poistaneet tämän tulkinnan virheellisenä.",
        "Människor har strukit denna tolkning som felaktig.",
        "People have struck this reading as wrong.",
    ),
    "talk": (
        "Ei välttämättä lupaus: sanamuoto voi olla pelkkää keskustelua.",
        "Inte nödvändigtvis ett löfte: orden kan vara bara diskussion.",
        "Not surely a promise: the words may be mere talk.",
    ),
    "year": (
        "Kokouksen vuosi on päätelty: muistio ei sano sitä.",
        "Mötets år är härlett: protokollet säger det inte.",
        "The year of the meeting is worked out: the minutes do not give it.",
    ),
    "agenda": (
        "Esityslistasta: ehdotus, josta tässä ei ole päätetty.",
        "Ur en föredragningslista: ett förslag som här inte är beslutat.",
        "From an agenda: a proposal that is not decided here.",
    ),
    "ocr": (
        "Teksti on tunnistettu skannatusta kuvasta ja voi sisältää virheitä.",
        "Texten är igenkänd ur en skannad bild och kan innehålla fel.",
        "The text was recognised from a scanned picture and may hold errors.",
    ),
    "link_proposal": (
        "Yhteys on ehdotus, jota kukaan ei ole vahvistanut.",
        "Kopplingen är ett förslag som ingen har bekräftat.",
        "The link is a proposal that nobody has confirmed.",
    ),
    "none": (
        "Aineistosta ei löytynyt tätä. Se ei tarkoita, ettei asiasta olisi päätetty.",
        "Detta hittades inte i materialet. Det betyder inte att inget har beslutats.",
        "Nothing of this was found in the materials. That does not mean that nothing was decided.",
    ),
    "more": ("Näytetään {shown} / {total}.", "Visar {shown} av {total}.", "Showing {shown} of {total}."),
    "unread": (
        "{count} tiedostoa ei voitu lukea: vastaus voi olla niissä.",
        "{count} filer kunde inte läsas: svaret kan finnas i dem.",
        "{count} files could not be read: the answer may be in them.",
    ),
    "did_you_mean": ("Tarkoititko: {text}", "Menade du: {text}", "Did you mean: {text}"),
    "unknown_name": (
        "Aineisto ei tunne nimeä ”{text}”.",
        "Materialet känner inte namnet ”{text}”.",
        "The materials do not know the name “{text}”.",
    ),
    "standing": (
        "Vakiokohta puuttuu luonnoksesta: {text}",
        "En stående punkt saknas i utkastet: {text}",
        "A standing item is missing from the draft: {text}",
    ),
    "attachment": (
        "Liitettä ei ole tullut: {text}",
        "Bilagan har inte kommit: {text}",
        "The attachment has not come: {text}",
    ),
}
_PLACES: Final = {"fi": 0, "sv": 1, "en": 2}


def say(code: str, language: str, **values: object) -> str:
    """A sentence in a language.

    >>> say("more", "fi", shown=10, total=42)
    'Näytetään 10 / 42.'
    """
    return TEXTS[code][_PLACES.get(language, 0)].format(**values)
