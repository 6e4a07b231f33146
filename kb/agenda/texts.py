"""The sentences of the desk outside pages: why an earlier handling is shown, what is wrong with a reference, what to do by when."""

from __future__ import annotations

from typing import Final

from kb.model import printed

TEXTS: Final[dict[str, tuple[str, str, str]]] = {
    "output": ("sama tuotos {text}", "samma leverans {text}", "same output {text}"),
    "ticket": ("sama tunnus {text}", "samma nummer {text}", "same case {text}"),
    "title": ("samanniminen kohta: {text}", "samma rubrik: {text}", "same title: {text}"),
    "words": ("yhteisiä sanoja: {text}", "gemensamma ord: {text}", "shared words: {text}"),
    "related": ("liittyy samaan asiaan muiden kohtien kautta", "hör ihop via andra punkter", "related through other items"),
    "person": ("sama esittelijä: {text}", "samma föredragande: {text}", "same presenter: {text}"),
    "follows": ("kuuluu samaan asiaketjuun", "hör till samma ärendekedja", "part of the same line of handling"),
    "last": ("näin kohta käsiteltiin viimeksi", "så behandlades punkten senast", "how the item was last handled"),
    "no_meeting": (
        "Ryhmällä ei ollut kokousta {text}.",
        "Gruppen hade inget möte {text}.",
        "The group had no meeting on {text}.",
    ),
    "no_item": (
        "Kokouksessa {text} ei ole tuota kohtaa.",
        "Mötet {text} har ingen sådan punkt.",
        "The meeting of {text} has no such item.",
    ),
    "other_matter": (
        "Kokouksen {text} muistiossa ei ole kirjausta tästä asiasta.",
        "Protokollet {text} nämner inte detta ärende.",
        "The minutes of {text} do not mention this matter.",
    ),
    "materials": ("Aineistot viimeistään {text}.", "Material senast {text}.", "Materials by {text}."),
    "next_date": (
        "Edellisessä kokouksessa sovittiin päiväksi {text}.",
        "Förra mötet kom överens om {text}.",
        "The last meeting agreed on {text}.",
    ),
    "see": ("ks. {text}", "se {text}", "see {text}"),
    "item": ("kohta {text}", "punkt {text}", "item {text}"),
    "annex": ("Aiemmat päätökset", "Tidigare beslut", "Earlier decisions"),
    "no_day": (
        "Päivää ”{text}” ei ole. Kirjoita päivä näin: 17.12.2026.",
        "Dagen ”{text}” finns inte. Skriv dagen så här: 17.12.2026.",
        "There is no day “{text}”. Write the day like this: 17.12.2026.",
    ),
    "no_link": (
        "Lisättävää kohtaa tai päätöstä ei enää ole aineistossa ({text}). Muut muutokset tallennettiin.",
        "Punkten eller beslutet finns inte längre i materialet ({text}). Andra ändringar sparades.",
        "What was to be added is no longer in the materials ({text}). Other changes were saved.",
    ),
    "which_body": (
        "Valitse, minkä ryhmän vakiokohdista aloitetaan.",
        "Välj vilken grupps stående punkter vi börjar med.",
        "Choose whose standing items to begin with.",
    ),
    "too_long": (
        "Teksti on liian pitkä: enintään {text} 000 merkkiä.",
        "Texten är för lång: högst {text} 000 tecken.",
        "The text is too long: at most {text},000 characters.",
    ),
    "unreadable": (
        "{text} Luonnoksen voi tuoda Word-, PDF-, ODT-, HTML-, Markdown- tai tekstitiedostona.",
        "{text} Ett utkast kan hämtas ur en Word-, PDF-, ODT-, HTML-, Markdown- eller textfil.",
        "{text} A draft can be a Word, PDF, ODT, HTML, Markdown or text file.",
    ),
    "no_items": (
        "Luonnoksesta ei löytynyt asiakohtia. Kirjoita kukin kohta omalle rivilleen tai tuo tiedosto, jossa kohdat ovat otsikkoina tai numeroituina.",
        "Utkastet har inga punkter. Skriv varje punkt på sin egen rad eller hämta en fil med punkterna som rubriker eller numrerade.",
        "No items were found. Write each item on its own line, or bring a file whose items are headings or numbered.",
    ),
    "agenda": ("Esityslista", "Föredragningslista", "Agenda"),
}
_PLACES: Final = {"fi": 0, "sv": 1, "en": 2}


def say(code: str, text: str = "", language: str = "fi") -> str:
    """A sentence in the language.

    >>> say("no_meeting", "16.4.2026")
    'Ryhmällä ei ollut kokousta 16.4.2026.'
    """
    shown = printed(text) if code == "output" else text
    return TEXTS[code][_PLACES.get(language, 0)].format(text=shown)
