"""Every sentence about an error or a Problem, in Finnish, Swedish and English: code → (what happened, what to do next).

Interface texts are not here: the web's are in its translation catalogues. A sentence is short, names the thing and
says what the reader can do; `{file}` and other parameters are filled in by the caller.
"""

from __future__ import annotations

from typing import Final

Text = tuple[str, str]

LANGUAGES: Final = ("fi", "sv", "en")

TEXTS: Final[dict[str, dict[str, Text]]] = {
    "error": {
        "fi": ("Toiminto epäonnistui.", "Yritä uudelleen. Jos virhe toistuu, ilmoita siitä ylläpitäjälle."),
        "sv": ("Åtgärden misslyckades.", "Försök igen. Om felet upprepas, kontakta administratören."),
        "en": ("The operation failed.", "Try again. If the error persists, tell the administrator."),
    },
    "corpus_missing": {
        "fi": ("Aineistokansiota ei ole: {path}", "Tarkista polku tai luo kansio ja vie kokousaineistot sinne."),
        "sv": ("Materialmappen finns inte: {path}", "Kontrollera sökvägen eller skapa mappen och lägg materialet där."),
        "en": (
            "There is no such folder of materials: {path}",
            "Check the path, or create the folder and put the materials there.",
        ),
    },
    "corpus_empty": {
        "fi": (
            "Aineistokansiossa ei ole luettavia tiedostoja: {path}",
            "Vie kansioon kokousmuistioita tai liitteitä (PDF, DOCX, PPTX, Markdown, HTML, teksti) ja rakenna hakemisto uudelleen.",
        ),
        "sv": (
            "Materialmappen innehåller inga läsbara filer: {path}",
            "Lägg protokoll eller bilagor (PDF, DOCX, PPTX, Markdown, HTML, text) i mappen och bygg indexet på nytt.",
        ),
        "en": (
            "The folder of materials holds no readable files: {path}",
            "Put minutes or attachments there (PDF, DOCX, PPTX, Markdown, HTML, text) and build the index again.",
        ),
    },
    "index_missing": {
        "fi": ("Hakemistoa ei vielä ole: {path}", "Rakenna se komennolla: kb index AINEISTOKANSIO"),
        "sv": ("Det finns inget index ännu: {path}", "Bygg det med kommandot: kb index MATERIALMAPP"),
        "en": ("There is no index yet: {path}", "Build it with: kb index FOLDER"),
    },
    "index_outdated": {
        "fi": (
            "Hakemisto on tehty ohjelman toisella versiolla ({found}, nyt {wanted}).",
            "Rakenna se uudelleen komennolla: kb index AINEISTOKANSIO",
        ),
        "sv": (
            "Indexet är gjort med en annan version av programmet ({found}, nu {wanted}).",
            "Bygg det på nytt med kommandot: kb index MATERIALMAPP",
        ),
        "en": (
            "The index was made by another version of the program ({found}, now {wanted}).",
            "Build it again with: kb index FOLDER",
        ),
    },
    "index_broken": {
        "fi": ("Hakemistoa ei voi lukea: {path}", "Rakenna se uudelleen komennolla: kb index AINEISTOKANSIO --full"),
        "sv": ("Indexet kan inte läsas: {path}", "Bygg det på nytt med kommandot: kb index MATERIALMAPP --full"),
        "en": ("The index cannot be read: {path}", "Build it again with: kb index FOLDER --full"),
    },
    "index_busy": {
        "fi": (
            "Hakemistoa rakennetaan jo: {path}",
            "Odota, että käynnissä oleva rakennus valmistuu, ja yritä uudelleen.",
        ),
        "sv": ("Indexet byggs redan: {path}", "Vänta tills det pågående bygget är klart och försök igen."),
        "en": ("The index is already being built: {path}", "Wait until the running build has ended and try again."),
    },
    "bad_query": {
        "fi": (
            "Hakua ei voitu tulkita kohdasta {position} alkaen.",
            "Tarkista lainausmerkit, sulut ja kenttien nimet.",
        ),
        "sv": (
            "Sökningen kunde inte tolkas från tecken {position}.",
            "Kontrollera citattecken, parenteser och fältnamn.",
        ),
        "en": (
            "The query could not be read from character {position} on.",
            "Check quotation marks, parentheses and field names.",
        ),
    },
    "no_such": {
        "fi": ("Tunnisteella ei löydy mitään: {id}", "Tarkista tunniste tai etsi hakusanoilla."),
        "sv": ("Inget hittades med identifieraren {id}", "Kontrollera identifieraren eller sök med sökord."),
        "en": ("Nothing has the id {id}", "Check the id, or search with words."),
    },
    "bad_settings": {
        "fi": (
            "Asetus ei kelpaa: {name} = {value}",
            "Korjaa asetus (kb.toml, KB_-ympäristömuuttuja tai komennon valitsin). {why}",
        ),
        "sv": (
            "Inställningen är ogiltig: {name} = {value}",
            "Rätta inställningen (kb.toml, KB_-miljövariabel eller väljare). {why}",
        ),
        "en": (
            "The setting cannot be used: {name} = {value}",
            "Correct it (kb.toml, a KB_ environment variable or an option). {why}",
        ),
    },
    "voikko_missing": {
        "fi": (
            "Suomen kielen jäsennintä (Voikko) ei löydy.",
            "Asenna libvoikko ja suomen sanasto (Debianissa: libvoikko1 ja voikko-fi) tai Python-paketti pyvoikko.",
        ),
        "sv": (
            "Den finska språkanalysen (Voikko) saknas.",
            "Installera libvoikko och den finska ordlistan (Debian: libvoikko1 och voikko-fi) eller Python-paketet pyvoikko.",
        ),
        "en": (
            "The Finnish analyser (Voikko) was not found.",
            "Install libvoikko and its Finnish dictionary (on Debian: libvoikko1 and voikko-fi) or the Python package pyvoikko.",
        ),
    },
    "conflict": {
        "fi": ("Joku muu on muuttanut samaa kohtaa sillä välin.", "Katso uusin versio ja tee muutoksesi siihen."),
        "sv": ("Någon annan har ändrat samma punkt under tiden.", "Se den senaste versionen och gör din ändring där."),
        "en": (
            "Somebody else has changed the same thing meanwhile.",
            "Look at the latest version and make your change there.",
        ),
    },
    "extract_failed": {
        "fi": (
            "Tiedostoa ei voitu lukea: {file}",
            "Avaa tiedosto omassa ohjelmassaan, tallenna se uudelleen ja rakenna hakemisto uudelleen.",
        ),
        "sv": (
            "Filen kunde inte läsas: {file}",
            "Öppna filen i sitt eget program, spara den på nytt och bygg indexet igen.",
        ),
        "en": (
            "The file could not be read: {file}",
            "Open the file in its own program, save it again and rebuild the index.",
        ),
    },
}


def message(code: str, language: str = "fi", **params: str) -> str:
    """What happened. An unknown language falls back to Finnish; a missing parameter stays visible as its name."""
    return _fill(_texts(code, language)[0], params)


def hint(code: str, language: str = "fi", **params: str) -> str:
    """What to do next; may be empty."""
    return _fill(_texts(code, language)[1], params)


def _texts(code: str, language: str) -> Text:
    by_language = TEXTS.get(code) or TEXTS["error"]
    return by_language.get(language) or by_language["fi"]


class _Named(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def _fill(text: str, params: dict[str, str]) -> str:
    return text.format_map(_Named(params))
