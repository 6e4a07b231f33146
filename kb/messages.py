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
    "disk_full": {
        "fi": (
            "Levyllä ei ole tilaa, eikä kansioon voitu kirjoittaa: {path} ({why})",
            "Vapauta tilaa tai valitse toinen kansio ja yritä uudelleen. Mitään aiemmin tallennettua ei menetetty.",
        ),
        "sv": (
            "Disken är full och mappen kunde inte skrivas: {path} ({why})",
            "Frigör utrymme eller välj en annan mapp och försök igen. Inget som sparats tidigare har gått förlorat.",
        ),
        "en": (
            "The disk is full, and the folder could not be written: {path} ({why})",
            "Free some space or choose another folder and try again. Nothing saved earlier was lost.",
        ),
    },
    "disk_read_only": {
        "fi": (
            "Kansio on vain luettavissa: {path} ({why})",
            "Anna kirjoitusoikeus, tai valitse merkinnöille toinen paikka (KB_JOURNAL) ja hakemistolle toinen kansio (--data).",
        ),
        "sv": (
            "Mappen kan bara läsas: {path} ({why})",
            "Ge skrivrättighet, eller välj en annan plats för anteckningarna (KB_JOURNAL) och för indexet (--data).",
        ),
        "en": (
            "The folder can only be read: {path} ({why})",
            "Make it writable, or choose another place for the marks (KB_JOURNAL) and for the index (--data).",
        ),
    },
    "disk_forbidden": {
        "fi": (
            "Kansioon ei ole kirjoitusoikeutta: {path} ({why})",
            "Anna ohjelman käyttäjälle oikeus kansioon tai valitse toinen kansio.",
        ),
        "sv": (
            "Skrivrättighet till mappen saknas: {path} ({why})",
            "Ge användaren som kör programmet rätt till mappen eller välj en annan mapp.",
        ),
        "en": (
            "The folder may not be written: {path} ({why})",
            "Give the user who runs the program access to it, or choose another folder.",
        ),
    },
    "disk_failed": {
        "fi": ("Kansioon kirjoittaminen epäonnistui: {path} ({why})", "Tarkista levy ja kansio ja yritä uudelleen."),
        "sv": ("Mappen kunde inte skrivas: {path} ({why})", "Kontrollera disken och mappen och försök igen."),
        "en": ("The folder could not be written: {path} ({why})", "Check the disk and the folder, and try again."),
    },
    "address_refused": {
        "fi": (
            "Osoitetta {host}:{port} ei saatu käyttöön: {why}",
            "Jos Kokousmuisti on jo käynnissä, avaa se selaimella tai lopeta se. Toinen portti: --port 8766.",
        ),
        "sv": (
            "Adressen {host}:{port} kunde inte tas i bruk: {why}",
            "Om Kokousmuisti redan är igång, öppna den i webbläsaren eller avsluta den. En annan port: --port 8766.",
        ),
        "en": (
            "The address {host}:{port} cannot be used: {why}",
            "If Kokousmuisti is running already, open it in a browser or stop it. Another port: --port 8766.",
        ),
    },
    "bad_parameter": {
        "fi": ("Parametrin {name} arvoa ei voi käyttää.", "Sallitut arvot kerrotaan osoitteessa /api/v1/openapi.json."),
        "sv": (
            "Värdet för parametern {name} kan inte användas.",
            "De tillåtna värdena anges på adressen /api/v1/openapi.json.",
        ),
        "en": ("The value of the parameter {name} cannot be used.", "What it may be is told at /api/v1/openapi.json."),
    },
    "no_such_parameter": {
        "fi": ("Parametria {name} ei ole.", "Parametrit kerrotaan osoitteessa /api/v1/openapi.json."),
        "sv": ("Parametern {name} finns inte.", "Parametrarna anges på adressen /api/v1/openapi.json."),
        "en": ("There is no parameter {name}.", "The parameters are told at /api/v1/openapi.json."),
    },
    "bad_body": {
        "fi": ("Pyynnön sisältöä ei voi käyttää: {reason}", "Sen muoto kerrotaan osoitteessa /api/v1/openapi.json."),
        "sv": ("Begärans innehåll kan inte användas: {reason}", "Dess form anges på adressen /api/v1/openapi.json."),
        "en": ("What was sent cannot be used: {reason}", "Its form is told at /api/v1/openapi.json."),
    },
    "no_items": {
        "fi": ("Luonnoksesta ei löydy asiakohtia.", "Kirjoita kohdat omille riveilleen, esimerkiksi: 1. Kokouksen avaus"),
        "sv": ("Utkastet innehåller inga ärenden.", "Skriv ärendena på egna rader, till exempel: 1. Mötets öppnande"),
        "en": ("The draft has no items.", "Write each item on a line of its own, for example: 1. Opening"),
    },
    "mcp_missing": {
        "fi": ("Avustajan yhteyttä (MCP) ei ole asennettu.", "Asenna se: pip install kokousmuisti[mcp]"),
        "sv": ("Assistentens förbindelse (MCP) är inte installerad.", "Installera den: pip install kokousmuisti[mcp]"),
        "en": ("The assistant's connection (MCP) is not installed.", "Install it: pip install kokousmuisti[mcp]"),
    },
    "no_pdf": {
        "fi": (
            "PDF:n tekemiseen tarvitaan LibreOffice, jota tällä koneella ei ole.",
            "Tallenna Word-asiakirja, tai tulosta sivu selaimesta PDF:ksi.",
        ),
        "sv": (
            "En PDF kräver LibreOffice, som inte finns på den här datorn.",
            "Spara Word-dokumentet, eller skriv ut sidan som PDF i webbläsaren.",
        ),
        "en": (
            "Making a PDF needs LibreOffice, which this machine does not have.",
            "Save the Word document, or print the page as PDF in the browser.",
        ),
    },
    "pdf_failed": {
        "fi": ("LibreOffice ei saanut PDF:ää valmiiksi.", "Yritä uudelleen, tai tallenna Word-asiakirja."),
        "sv": ("LibreOffice fick inte PDF-filen klar.", "Försök igen, eller spara Word-dokumentet."),
        "en": ("LibreOffice did not finish the PDF.", "Try again, or save the Word document."),
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
    "bad_query_quote": {
        "fi": ("Lainausmerkki kohdassa {position} jää sulkematta.", "Lisää toinen lainausmerkki tai poista tämä."),
        "sv": ("Citattecknet vid tecken {position} avslutas inte.", "Lägg till det andra citattecknet eller ta bort detta."),
        "en": ("The quotation mark at character {position} is not closed.", "Add the other one, or remove this one."),
    },
    "bad_query_paren": {
        "fi": ("Sulku kohdassa {position} on ilman pariaan.", "Lisää puuttuva sulku tai poista tämä."),
        "sv": ("Parentesen vid tecken {position} saknar sitt par.", "Lägg till den saknade parentesen eller ta bort denna."),
        "en": ("The parenthesis at character {position} has no partner.", "Add the missing one, or remove this one."),
    },
    "bad_query_date": {
        "fi": (
            "Päivämäärää ”{value}” (merkistä {position}) ei voitu tulkita.",
            "Kirjoita se esimerkiksi 1.6.2024 tai 2024-06-01.",
        ),
        "sv": ("Datumet ”{value}” (tecken {position}) kunde inte tolkas.", "Skriv det till exempel 1.6.2024 eller 2024-06-01."),
        "en": (
            "The date “{value}” (character {position}) could not be read.",
            "Write it as 2024-06-01 or 1.6.2024, for example.",
        ),
    },
    "bad_query_long": {
        "fi": ("Haku on liian pitkä: enintään {most} merkkiä.", "Lyhennä hakua tai hae muutamalla tärkeimmällä sanalla."),
        "sv": ("Sökningen är för lång: högst {most} tecken.", "Förkorta sökningen eller sök med några viktiga ord."),
        "en": ("The query is too long: at most {most} characters.", "Shorten it, or search with a few telling words."),
    },
    "bad_query_many": {
        "fi": ("Haussa on liian monta sanaa: enintään {most}.", "Hae muutamalla tärkeimmällä sanalla."),
        "sv": ("Sökningen har för många ord: högst {most}.", "Sök med några viktiga ord."),
        "en": ("The query has too many words: at most {most}.", "Search with a few telling words."),
    },
    "bad_query_deep": {
        "fi": ("Haussa on liian monta sulkua sisäkkäin (merkki {position}).", "Yksinkertaista hakua."),
        "sv": ("Sökningen har för många parenteser i varandra (tecken {position}).", "Förenkla sökningen."),
        "en": ("The query has too many nested parentheses (character {position}).", "Simplify the query."),
    },
    "attachment_missing": {
        "fi": (
            "Liitettä ”{attachment}” ei löydy kansiosta, vaikka muistio ({meeting}) viittaa siihen.",
            "Vie liite kokouksen kansioon ja rakenna hakemisto uudelleen.",
        ),
        "sv": (
            "Bilagan ”{attachment}” finns inte i mappen, fast protokollet ({meeting}) hänvisar till den.",
            "Lägg bilagan i mötets mapp och bygg indexet på nytt.",
        ),
        "en": (
            "The attachment “{attachment}” is not in the folder, though the minutes ({meeting}) refer to it.",
            "Put it in the meeting's folder and build the index again.",
        ),
    },
    "note_synonyms": {
        "fi": ("Haettiin myös: {first} → {rest}.", ""),
        "sv": ("Söktes också: {first} → {rest}.", ""),
        "en": ("Also searched: {first} → {rest}.", ""),
    },
    "note_corrected": {
        "fi": ("Haulla ”{first}” ei löytynyt mitään: näytetään haun ”{rest}” tulokset.", ""),
        "sv": ("Inget hittades med ”{first}”: resultaten för ”{rest}” visas.", ""),
        "en": ("Nothing was found for “{first}”: results for “{rest}” are shown.", ""),
    },
    "note_hyphen": {
        "fi": ("Viiva sanan edessä luettiin yhdyssanan osaksi. Jos haluat jättää sanan pois, kirjoita EI {first}.", ""),
        "sv": (
            "Strecket framför ordet lästes som en del av en sammansättning. Skriv INTE {first} om du vill utesluta ordet.",
            "",
        ),
        "en": ("The hyphen before the word was read as part of a compound. To leave the word out, write NOT {first}.", ""),
    },
    "note_parts": {
        "fi": ("Sanaa ei löytynyt monesta kohdasta sellaisenaan: mukana ovat myös yhdyssanat, joiden osana se on.", ""),
        "sv": ("Ordet fanns inte på många ställen som sådant: även sammansättningar där det ingår visas.", ""),
        "en": ("The word itself stands in few places: compounds that contain it are shown too.", ""),
    },
    "note_apart": {
        "fi": ("Kaikki sanat eivät ole samassa kappaleessa: mukana ovat kohdat, joiden eri osissa ne ovat.", ""),
        "sv": ("Alla ord finns inte i samma stycke: även ärenden där de finns i olika delar visas.", ""),
        "en": ("Not all words stand in one paragraph: items that have them in different parts are shown too.", ""),
    },
    "note_related": {
        "fi": (
            "Kaikilla sanoilla ei löytynyt montaa kohtaa: mukana ovat kohdat, joissa on jonkin tilalla merkitykseltään läheinen sana.",
            "",
        ),
        "sv": ("Få ställen har alla ord: även ställen där något ord ersatts av ett ord med närliggande betydelse visas.", ""),
        "en": ("Few places have all the words: those with a word near in meaning instead of one are shown too.", ""),
    },
    "note_some": {
        "fi": ("Kaikkia sanoja ei löytynyt samasta kohdasta: näytetään kohdat, joissa on niistä useimmat.", ""),
        "sv": ("Alla ord fanns inte i samma ärende: de ärenden som har de flesta visas.", ""),
        "en": ("No item has all the words: those that have most of them are shown.", ""),
    },
    "note_unknown": {
        "fi": ("Näitä sanoja ei ole aineistossa missään muodossa: {all}.", ""),
        "sv": ("Dessa ord finns inte i materialet i någon form: {all}.", ""),
        "en": ("These words are nowhere in the materials, in any form: {all}.", ""),
    },
    "note_searched": {
        "fi": ("Haettiin {all} tekstikohdasta eikä mitään löytynyt.", ""),
        "sv": ("{all} textställen genomsöktes och ingenting hittades.", ""),
        "en": ("{all} passages were searched and nothing was found.", ""),
    },
    "note_unread": {
        "fi": ("{all} tiedostoa ei voitu lukea, joten niistä ei ole haettu. Katso ongelmat.", ""),
        "sv": ("{all} filer kunde inte läsas och har inte genomsökts. Se problemen.", ""),
        "en": ("{all} files could not be read and were not searched. See the problems.", ""),
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
    "settings_unreadable": {
        "fi": ("Asetustiedostoa ei voi lukea: {file}", "Korjaa tiedosto TOML-muotoon (UTF-8). {why}"),
        "sv": ("Inställningsfilen kan inte läsas: {file}", "Rätta filen till TOML (UTF-8). {why}"),
        "en": ("The settings file cannot be read: {file}", "Correct it to be TOML in UTF-8. {why}"),
    },
    "settings_wrong": {
        "fi": ("Asetus ei kelpaa: {name} = {value} ({file}, rivi {line})", "Kirjoita se näin: {example}"),
        "sv": ("Inställningen är ogiltig: {name} = {value} ({file}, rad {line})", "Skriv den så här: {example}"),
        "en": ("The setting cannot be used: {name} = {value} ({file}, line {line})", "Write it like this: {example}"),
    },
    "settings_misspelt": {
        "fi": ("Tuntematon asetus ohitettiin: {name} (rivi {line})", "Tarkoititko: {near}?"),
        "sv": ("En okänd inställning hoppades över: {name} (rad {line})", "Menade du: {near}?"),
        "en": ("An unknown setting was passed over: {name} (line {line})", "Did you mean {near}?"),
    },
    "settings_unknown": {
        "fi": ("Tuntematon asetus ohitettiin: {name} (rivi {line})", "Tunnetut asetukset: {known}."),
        "sv": ("En okänd inställning hoppades över: {name} (rad {line})", "Kända inställningar: {known}."),
        "en": ("An unknown setting was passed over: {name} (line {line})", "Known settings: {known}."),
    },
    "thesaurus_needs_rdflib": {
        "fi": ("Asiasanastoa {file} ei luettu: rdflib puuttuu", "Asenna se: pip install kokousmuisti[skos]"),
        "sv": ("Tesaurusen {file} lästes inte: rdflib saknas", "Installera det: pip install kokousmuisti[skos]"),
        "en": ("The thesaurus {file} was not read: rdflib is missing", "Install it: pip install kokousmuisti[skos]"),
    },
    "thesaurus_unread": {
        "fi": ("Asiasanastoa {file} ei voitu lukea: {why}", "Anna kb.toml:n kohdassa [thesaurus] SKOS-tiedosto (.ttl, .rdf)."),
        "sv": ("Tesaurusen {file} kunde inte läsas: {why}", "Ange en SKOS-fil (.ttl, .rdf) under [thesaurus] i kb.toml."),
        "en": ("The thesaurus {file} could not be read: {why}", "Name a SKOS file (.ttl, .rdf) under [thesaurus] in kb.toml."),
    },
    "check_catalogue": {
        "fi": ("Luettelo on vioittunut: {why}", "Rakenna hakemisto uudelleen komennolla: kb index AINEISTOKANSIO --full"),
        "sv": ("Katalogen är skadad: {why}", "Bygg indexet på nytt med kommandot: kb index MATERIALMAPP --full"),
        "en": ("The catalogue is damaged: {why}", "Build the index again with: kb index FOLDER --full"),
    },
    "check_orphans": {
        "fi": (
            "{count} merkintää koskee päätöstä, jota muistioissa ei enää ole.",
            "Katso ne sivulta Merkinnät: kumoa, tai tarkista, puuttuuko muistio.",
        ),
        "sv": (
            "{count} anteckningar gäller beslut som inte längre finns i protokollen.",
            "Se dem på sidan Anteckningar: ångra dem, eller kontrollera om ett protokoll saknas.",
        ),
        "en": (
            "{count} marks are of decisions that are no longer in the minutes.",
            "See the page of marks: take them back, or check whether minutes are missing.",
        ),
    },
    "check_other_corpus": {
        "fi": (
            "Hakemisto on tehty toisesta kansiosta: {corpus}",
            "Anna hakemiston oma aineistokansio, tai rakenna hakemisto uudelleen: kb index",
        ),
        "sv": ("Indexet är gjort av en annan mapp: {corpus}", "Ange indexets egen mapp, eller bygg indexet på nytt: kb index"),
        "en": ("The index was made from another folder: {corpus}", "Give the index's own folder, or build it again: kb index"),
    },
    "check_new": {
        "fi": ("Tiedosto ei ole vielä hakemistossa: {file}", "Päivitä hakemisto: kb index"),
        "sv": ("Filen finns inte ännu i indexet: {file}", "Uppdatera indexet: kb index"),
        "en": ("The file is not yet in the index: {file}", "Bring the index up to date: kb index"),
    },
    "check_new_more": {
        "fi": ("Hakemistosta puuttuu vielä {count} muuta tiedostoa.", "Päivitä hakemisto: kb index"),
        "sv": ("Ytterligare {count} filer saknas i indexet.", "Uppdatera indexet: kb index"),
        "en": ("{count} more files are not yet in the index.", "Bring the index up to date: kb index"),
    },
    "check_gone": {
        "fi": ("Hakemistossa on tiedosto, jota kansiossa ei enää ole: {file}", "Päivitä hakemisto: kb index"),
        "sv": ("Indexet har en fil som inte längre finns i mappen: {file}", "Uppdatera indexet: kb index"),
        "en": ("The index has a file that is no longer in the folder: {file}", "Bring the index up to date: kb index"),
    },
    "check_gone_more": {
        "fi": ("Kansiosta on poistunut {count} muuta tiedostoa.", "Päivitä hakemisto: kb index"),
        "sv": ("Ytterligare {count} filer är borta från mappen.", "Uppdatera indexet: kb index"),
        "en": ("{count} more files are gone from the folder.", "Bring the index up to date: kb index"),
    },
    "check_changed": {
        "fi": ("Tiedosto on muuttunut indeksoinnin jälkeen: {file}", "Päivitä hakemisto: kb index"),
        "sv": ("Filen har ändrats efter indexeringen: {file}", "Uppdatera indexet: kb index"),
        "en": ("The file has changed since it was indexed: {file}", "Bring the index up to date: kb index"),
    },
    "check_changed_more": {
        "fi": ("{count} muuta tiedostoa on muuttunut.", "Päivitä hakemisto: kb index"),
        "sv": ("Ytterligare {count} filer har ändrats.", "Uppdatera indexet: kb index"),
        "en": ("{count} more files have changed.", "Bring the index up to date: kb index"),
    },
    "check_damaged": {
        "fi": (
            "{count} merkintäriviä ei voi lukea; rivit ovat tallessa tiedostossa.",
            "Avaa tiedosto tekstinkäsittelyssä ja korjaa tai poista ne.",
        ),
        "sv": (
            "{count} rader med anteckningar kan inte läsas; de finns kvar i filen.",
            "Öppna filen i en textredigerare och rätta eller ta bort dem.",
        ),
        "en": (
            "{count} lines of the journal cannot be read; they are still in the file.",
            "Open the file in a text editor and correct or remove them.",
        ),
    },
    "check_draft": {
        "fi": ("Luonnosta ei voi lukea.", "Palauta tiedosto varmuuskopiosta, tai siirrä se pois kansiosta."),
        "sv": ("Utkastet kan inte läsas.", "Återställ filen från en säkerhetskopia, eller flytta bort den."),
        "en": ("The draft cannot be read.", "Restore the file from a backup, or move it out of the folder."),
    },
    "check_unfinished": {
        "fi": ("Keskeytyneitä rakennuksia on jäänyt levylle: {count}", "Seuraava kb index siivoaa ne."),
        "sv": ("Avbrutna byggen finns kvar på disken: {count}", "Nästa kb index städar bort dem."),
        "en": ("Interrupted builds are left on the disk: {count}", "The next kb index removes them."),
    },
    "check_open": {
        "fi": ("Muutkin kuin omistaja pääsevät tähän: {path}", "Rajaa oikeudet: chmod go-rwx {path}"),
        "sv": ("Också andra än ägaren kommer åt detta: {path}", "Begränsa rättigheterna: chmod go-rwx {path}"),
        "en": ("Others than its owner can reach this: {path}", "Close it: chmod go-rwx {path}"),
    },
    "identity_code": {
        "fi": (
            "Asiakirjassa on henkilötunnuksia ({count}): {file}",
            "Poista ne tai rajaa, ketkä asiakirjan näkevät (kb.toml, [[access.rules]]).",
        ),
        "sv": (
            "Dokumentet innehåller personbeteckningar ({count}): {file}",
            "Ta bort dem eller begränsa vem som ser dokumentet (kb.toml).",
        ),
        "en": (
            "The document has personal identity codes ({count}): {file}",
            "Remove them, or restrict who may see it (kb.toml, [[access.rules]]).",
        ),
    },
    "accounts_unreadable": {
        "fi": (
            "Tunnuksia ei voi lukea: {file}",
            "Palauta tiedosto varmuuskopiosta tai lisää tunnukset uudelleen (kb user add).",
        ),
        "sv": (
            "Kontona kan inte läsas: {file}",
            "Återställ filen från en säkerhetskopia eller lägg till kontona på nytt (kb user add).",
        ),
        "en": (
            "The accounts cannot be read: {file}",
            "Restore the file from a backup, or add the accounts again (kb user add).",
        ),
    },
    "bad_account_name": {
        "fi": ("Tunnus ei kelpaa: {name}", "Käytä kirjaimia, numeroita ja merkkejä . @ + - _ (enintään 80)."),
        "sv": ("Kontonamnet är ogiltigt: {name}", "Använd bokstäver, siffror och tecknen . @ + - _ (högst 80)."),
        "en": ("The name cannot be used: {name}", "Use letters, digits and . @ + - _ (at most 80)."),
    },
    "bad_account_role": {
        "fi": ("Roolia ei ole: {name}", "Roolit ovat {known}."),
        "sv": ("Rollen finns inte: {name}", "Rollerna är {known}."),
        "en": ("There is no such role: {name}", "The roles are {known}."),
    },
    "bad_password": {
        "fi": (
            "Salasana ei kelpaa.",
            "Käytä vähintään {shortest} ja enintään {longest} merkkiä, esimerkiksi neljää satunnaista sanaa.",
        ),
        "sv": (
            "Lösenordet är ogiltigt.",
            "Använd minst {shortest} och högst {longest} tecken, till exempel fyra slumpmässiga ord.",
        ),
        "en": ("The password cannot be used.", "Use {shortest} to {longest} characters, four random words for example."),
    },
    "door_missing": {
        "fi": (
            "Osoite {host} avaisi muistin muillekin koneille, eikä ovea ole.",
            "Lisää tunnuksia (kb user add), nimeä kb.toml:ssa kirjautumisen hoitava välityspalvelin ([proxy]), tai avaa kaikille valitsimella --avoin.",
        ),
        "sv": (
            "Adressen {host} skulle öppna minnet för andra datorer, och det finns ingen dörr.",
            "Lägg till konton (kb user add), ange en proxy som loggar in ([proxy] i kb.toml), eller öppna för alla med --avoin.",
        ),
        "en": (
            "The address {host} would open the memory to other machines, and there is no door.",
            "Add accounts (kb user add), name a proxy that signs people in ([proxy] in kb.toml), or open it to all with --avoin.",
        ),
    },
    "oidc_missing": {
        "fi": (
            "Kirjautumiseen tarvittavia paketteja ei ole asennettu (OpenID Connect).",
            "Asenna ne: pip install kokousmuisti[oidc]",
        ),
        "sv": ("Paketen för inloggning saknas (OpenID Connect).", "Installera dem: pip install kokousmuisti[oidc]"),
        "en": ("What signing in needs is not installed (OpenID Connect).", "Install it: pip install kokousmuisti[oidc]"),
    },
    "not_allowed": {
        "fi": ("Tunnuksellasi ei voi tehdä tätä.", "Pyydä ylläpitäjältä oikeutta, jos tarvitset sitä."),
        "sv": ("Ditt konto har inte rätt att göra detta.", "Be administratören om rätten om du behöver den."),
        "en": ("Your account may not do this.", "Ask the administrator for the right if you need it."),
    },
    "sign_in_needed": {
        "fi": ("Kirjaudu ensin.", "Avaa kirjautumissivu /kirjaudu ja yritä sitten uudelleen."),
        "sv": ("Logga in först.", "Öppna sidan /kirjaudu och försök sedan igen."),
        "en": ("Sign in first.", "Open the page /kirjaudu, then try again."),
    },
    "provider_unreachable": {
        "fi": ("Tunnistautumispalveluun ei saada yhteyttä.", "Yritä hetken kuluttua uudelleen, tai kirjaudu salasanalla."),
        "sv": ("Identifieringstjänsten kan inte nås.", "Försök igen om en stund, eller logga in med lösenord."),
        "en": ("The provider that signs people in cannot be reached.", "Try again in a while, or sign in with a password."),
    },
    "check_idle_rule": {
        "fi": (
            "Näkyvyyssääntö ei rajaa mitään: {rule}",
            "Tarkista nimi: kansio, tiedosto tai toimielin kirjoitetaan kuten aineistossa (kb bodies).",
        ),
        "sv": (
            "Regeln för synlighet begränsar ingenting: {rule}",
            "Kontrollera namnet: mapp, fil eller organ skrivs som i materialet (kb bodies).",
        ),
        "en": (
            "The rule of visibility restricts nothing: {rule}",
            "Check the name: a folder, file or body is written as in the materials (kb bodies).",
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
    "bad_entry": {
        "fi": ("Merkintää ei voi tallentaa: tieto puuttuu tai ei kelpaa.", "Täydennä merkintä ja tallenna uudelleen."),
        "sv": ("Anteckningen kan inte sparas: en uppgift saknas eller är ogiltig.", "Komplettera anteckningen och spara igen."),
        "en": ("The entry cannot be saved: something is missing or invalid.", "Complete the entry and save it again."),
    },
    "entry_too_long": {
        "fi": ("Merkintä on liian pitkä: enintään {most} merkkiä.", "Lyhennä tekstiä ja tallenna uudelleen."),
        "sv": ("Anteckningen är för lång: högst {most} tecken.", "Förkorta texten och spara igen."),
        "en": ("The entry is too long: at most {most} characters.", "Shorten the text and save it again."),
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
    "encrypted": {
        "fi": (
            "Tiedosto on suojattu salasanalla: {file}",
            "Poista salasana tiedoston omassa ohjelmassa (tai tallenna suojaamaton kopio) ja rakenna hakemisto uudelleen.",
        ),
        "sv": (
            "Filen är skyddad med lösenord: {file}",
            "Ta bort lösenordet i filens eget program (eller spara en oskyddad kopia) och bygg indexet igen.",
        ),
        "en": (
            "The file is protected by a password: {file}",
            "Remove the password in the file's own program (or save an unprotected copy) and rebuild the index.",
        ),
    },
    "empty_file": {
        "fi": (
            "Tiedosto on tyhjä (0 tavua): {file}",
            "Vie tiedosto kansioon uudelleen: kopiointi tai synkronointi on jäänyt kesken.",
        ),
        "sv": ("Filen är tom (0 byte): {file}", "Lägg filen i mappen på nytt: kopieringen eller synkroniseringen avbröts."),
        "en": (
            "The file is empty (0 bytes): {file}",
            "Put the file in the folder again: copying or synchronising was cut short.",
        ),
    },
    "lock_file": {
        "fi": (
            "Väliaikainen lukkotiedosto ohitettiin: {file}",
            "Jos kukaan ei muokkaa asiakirjaa, lukkotiedoston voi poistaa.",
        ),
        "sv": ("En tillfällig låsfil hoppades över: {file}", "Om ingen redigerar dokumentet kan låsfilen tas bort."),
        "en": (
            "A temporary lock file was passed over: {file}",
            "If nobody is editing the document, the lock file can be removed.",
        ),
    },
    "minutes_undated": {
        "fi": (
            "Tiedosto näyttää muistiolta, mutta kokouksen päivää ei saatu selville: {file}",
            "Kirjoita muistion alkuun päivä vuosineen, tai nimeä tiedosto päivän mukaan.",
        ),
        "sv": (
            "Filen ser ut som ett protokoll, men mötets dag kunde inte utredas: {file}",
            "Skriv dagen med år i början av protokollet, eller ge filen dagen som namn.",
        ),
        "en": (
            "The file looks like minutes, but the day of the meeting could not be told: {file}",
            "Write the day with its year at the top of the minutes, or name the file by it.",
        ),
    },
    "minutes_not_known": {
        "fi": (
            "Tiedosto on nimetty kuin muistio, mutta siinä ei ole päivää eikä läsnäolijoita: {file}",
            "Jos se on muistio, kirjoita alkuun päivä ja läsnäolijat.",
        ),
        "sv": (
            "Filen har ett namn som ett protokoll, men den har varken dag eller närvarande: {file}",
            "Om den är ett protokoll, skriv dagen och de närvarande i början.",
        ),
        "en": (
            "The file is named like minutes, but it has neither a day nor an attendance: {file}",
            "If it is minutes, write the day and who was present at the top.",
        ),
    },
    "system_file": {
        "fi": ("Järjestelmän oma tiedosto ohitettiin: {file}", ""),
        "sv": ("En systemfil hoppades över: {file}", ""),
        "en": ("A file of the system was passed over: {file}", ""),
    },
    "broken_file": {
        "fi": (
            "Tiedosto on vioittunut, eikä sitä voi lukea: {file}",
            "Avaa tiedosto omassa ohjelmassaan ja tallenna se uudelleen, tai pyydä ehjä kopio.",
        ),
        "sv": (
            "Filen är skadad och kan inte läsas: {file}",
            "Öppna filen i sitt eget program och spara den på nytt, eller be om en hel kopia.",
        ),
        "en": (
            "The file is damaged and cannot be read: {file}",
            "Open the file in its own program and save it again, or ask for an intact copy.",
        ),
    },
    "broken_zip": {
        "fi": (
            "Tiedosto on katkennut tai vioittunut, eikä sitä voi avata: {file}",
            "Kopioi tai lataa tiedosto uudelleen alkuperäisestä paikasta.",
        ),
        "sv": (
            "Filen är avbruten eller skadad och kan inte öppnas: {file}",
            "Kopiera eller ladda ner filen på nytt från ursprunget.",
        ),
        "en": (
            "The file is cut short or damaged and cannot be opened: {file}",
            "Copy or download it again from where it came from.",
        ),
    },
    "no_pages": {
        "fi": (
            "PDF-tiedostossa ei ole yhtään luettavaa sivua: {file}",
            "Tallenna tai skannaa asiakirja uudelleen PDF-muotoon.",
        ),
        "sv": ("PDF-filen har inga läsbara sidor: {file}", "Spara eller skanna dokumentet som PDF på nytt."),
        "en": ("The PDF has no readable pages: {file}", "Save or scan the document as PDF again."),
    },
    "too_big": {
        "fi": (
            "Tiedosto purkautuu liian suureksi ({limit} Mt on raja): {file}",
            "Jaa asiakirja osiin tai tallenna se uudelleen. Jos tiedostoa ei tunneta, älä avaa sitä.",
        ),
        "sv": (
            "Filen packas upp till mer än tillåtet ({limit} MB): {file}",
            "Dela dokumentet eller spara det på nytt. Öppna inte en okänd fil.",
        ),
        "en": (
            "The file unpacks to more than is allowed ({limit} MB): {file}",
            "Split the document or save it again. If you do not know the file, do not open it.",
        ),
    },
    "too_many_pages": {
        "fi": ("Tiedostossa on liian monta sivua ({pages}; raja on {limit}): {file}", "Jaa asiakirja osiin."),
        "sv": ("Filen har för många sidor ({pages}; gränsen är {limit}): {file}", "Dela dokumentet i delar."),
        "en": ("The file has too many pages ({pages}; the limit is {limit}): {file}", "Split the document."),
    },
    "too_deep": {
        "fi": (
            "Tiedoston rakenne on liian syvä luettavaksi: {file}",
            "Avaa tiedosto omassa ohjelmassaan ja tallenna se uudelleen.",
        ),
        "sv": ("Filens struktur är för djup för att läsas: {file}", "Öppna filen i sitt eget program och spara den på nytt."),
        "en": ("The file is nested too deeply to be read: {file}", "Open the file in its own program and save it again."),
    },
    "not_understood": {
        "fi": (
            "Tiedoston teksti luettiin, mutta sitä ei voitu tulkita kokousten tiedoiksi: {file}",
            "Haku löytää tekstin. Jaa asiakirja osiin, jos se on hyvin pitkä.",
        ),
        "sv": (
            "Filens text lästes men kunde inte tolkas som mötesuppgifter: {file}",
            "Sökningen hittar texten. Dela dokumentet om det är mycket långt.",
        ),
        "en": (
            "The text of the file was read, but what it means could not be told: {file}",
            "The search finds the text. Split the document if it is very long.",
        ),
    },
    "name_unreadable": {
        "fi": (
            "Nimessä on merkkejä, joita ei voi lukea, eikä kohdetta luettu: {file}",
            "Anna tiedostolle tai kansiolle uusi nimi. Nimi on luultavasti vanhasta järjestelmästä tai arkistosta.",
        ),
        "sv": (
            "Namnet har tecken som inte kan läsas, och innehållet lästes inte: {file}",
            "Ge filen eller mappen ett nytt namn. Namnet kommer troligen från ett gammalt system eller arkiv.",
        ),
        "en": (
            "The name has characters that cannot be read, and nothing was read from it: {file}",
            "Rename the file or folder. The name probably comes from an old system or archive.",
        ),
    },
    "link_circular": {
        "fi": ("Linkki osoittaa itseensä: {file}", "Poista linkki."),
        "sv": ("Länken pekar på sig själv: {file}", "Ta bort länken."),
        "en": ("The link points to itself: {file}", "Remove the link."),
    },
    "timed_out": {
        "fi": (
            "Tiedoston lukeminen kesti liian kauan ({seconds} s): {file}",
            "Tallenna asiakirja uudelleen tai jaa se osiin. Aikarajaa voi nostaa asetuksella KB_WORKER_SECONDS.",
        ),
        "sv": (
            "Läsningen av filen tog för lång tid ({seconds} s): {file}",
            "Spara dokumentet på nytt eller dela det. Tidsgränsen kan höjas med KB_WORKER_SECONDS.",
        ),
        "en": (
            "Reading the file took too long ({seconds} s): {file}",
            "Save the document again or split it. The limit can be raised with KB_WORKER_SECONDS.",
        ),
    },
    "out_of_memory": {
        "fi": (
            "Tiedoston lukeminen vaati liikaa muistia: {file}",
            "Pienennä asiakirjan kuvia, jaa se osiin tai tallenna se uudelleen.",
        ),
        "sv": (
            "Läsningen av filen krävde för mycket minne: {file}",
            "Förminska bilderna, dela dokumentet eller spara det på nytt.",
        ),
        "en": ("Reading the file took too much memory: {file}", "Shrink its pictures, split the document or save it again."),
    },
    "worker_died": {
        "fi": (
            "Tiedosto kaatoi lukijan: {file}",
            "Tallenna asiakirja uudelleen omassa ohjelmassaan. Jos tiedostoa ei tunneta, älä avaa sitä.",
        ),
        "sv": (
            "Filen fick läsaren att krascha: {file}",
            "Spara dokumentet på nytt i sitt eget program. Öppna inte en okänd fil.",
        ),
        "en": (
            "The file crashed its reader: {file}",
            "Save the document again in its own program. If you do not know the file, do not open it.",
        ),
    },
    "file_vanished": {
        "fi": ("Tiedosto katosi kesken lukemisen: {file}", "Rakenna hakemisto uudelleen, kun kansion synkronointi on valmis."),
        "sv": ("Filen försvann under läsningen: {file}", "Bygg indexet igen när mappen har synkroniserats."),
        "en": ("The file vanished while it was being read: {file}", "Rebuild the index once the folder has been synchronised."),
    },
    "no_permission": {
        "fi": ("Tiedoston lukemiseen ei ole oikeutta: {file}", "Anna ohjelmaa ajavalle käyttäjälle lukuoikeus tiedostoon."),
        "sv": ("Behörighet att läsa filen saknas: {file}", "Ge användaren som kör programmet läsrätt till filen."),
        "en": ("There is no permission to read the file: {file}", "Give the user who runs the program the right to read it."),
    },
    "unreadable": {
        "fi": ("Tiedostoa ei voitu avata: {file} ({why})", "Tarkista levy tai verkkokansio ja rakenna hakemisto uudelleen."),
        "sv": ("Filen kunde inte öppnas: {file} ({why})", "Kontrollera disken eller nätverksmappen och bygg indexet igen."),
        "en": ("The file could not be opened: {file} ({why})", "Check the disk or network folder and rebuild the index."),
    },
    "folder_unreadable": {
        "fi": ("Kansiota ei voitu lukea: {file}", "Anna ohjelmaa ajavalle käyttäjälle oikeus kansioon."),
        "sv": ("Mappen kunde inte läsas: {file}", "Ge användaren som kör programmet rätt till mappen."),
        "en": ("The folder could not be read: {file}", "Give the user who runs the program access to it."),
    },
    "link_outside": {
        "fi": ("Linkki osoittaa aineistokansion ulkopuolelle, eikä sitä seurattu: {file}", "Kopioi tiedosto aineistokansioon."),
        "sv": ("Länken pekar utanför materialmappen och följdes inte: {file}", "Kopiera filen till materialmappen."),
        "en": (
            "The link points outside the folder of materials and was not followed: {file}",
            "Copy the file into the folder.",
        ),
    },
    "link_not_followed": {
        "fi": (
            "Linkkiä toiseen kansioon ei seurattu: {file}",
            "Siirrä tai kopioi kansio aineistokansioon, jos siinä on kokousaineistoa.",
        ),
        "sv": (
            "Länken till en annan mapp följdes inte: {file}",
            "Flytta eller kopiera mappen om den innehåller mötesmaterial.",
        ),
        "en": (
            "The link to another folder was not followed: {file}",
            "Move or copy the folder here if it holds meeting materials.",
        ),
    },
    "not_a_file": {
        "fi": ("Ei tavallinen tiedosto, ohitettiin: {file}", ""),
        "sv": ("Inte en vanlig fil, hoppades över: {file}", ""),
        "en": ("Not a regular file, passed over: {file}", ""),
    },
    "format_opendocument": {
        "fi": (
            "OpenDocument-tiedosto luetaan vain, kun LibreOffice on asennettu: {file}",
            "Asenna LibreOffice (Debianissa: libreoffice-writer ja libreoffice-impress), tai tallenna asiakirja DOCX-, PPTX- tai PDF-muotoon.",
        ),
        "sv": (
            "OpenDocument-filer läses bara när LibreOffice är installerat: {file}",
            "Installera LibreOffice (Debian: libreoffice-writer och libreoffice-impress), eller spara dokumentet som DOCX, PPTX eller PDF.",
        ),
        "en": (
            "OpenDocument files are read only where LibreOffice is installed: {file}",
            "Install LibreOffice (on Debian: libreoffice-writer and libreoffice-impress), or save the document as DOCX, PPTX or PDF.",
        ),
    },
    "format_rtf": {
        "fi": (
            "RTF-tiedosto luetaan vain, kun LibreOffice on asennettu: {file}",
            "Asenna LibreOffice (Debianissa: libreoffice-writer), tai tallenna asiakirja DOCX- tai PDF-muotoon.",
        ),
        "sv": (
            "RTF-filer läses bara när LibreOffice är installerat: {file}",
            "Installera LibreOffice (Debian: libreoffice-writer), eller spara dokumentet som DOCX eller PDF.",
        ),
        "en": (
            "RTF files are read only where LibreOffice is installed: {file}",
            "Install LibreOffice (on Debian: libreoffice-writer), or save the document as DOCX or PDF.",
        ),
    },
    "format_old_office": {
        "fi": (
            "Vanha Office-tiedosto (.doc, .ppt) luetaan vain, kun LibreOffice on asennettu: {file}",
            "Asenna LibreOffice (Debianissa: libreoffice-writer ja libreoffice-impress), tai tallenna tiedosto nykyiseen muotoon (DOCX, PPTX).",
        ),
        "sv": (
            "Gamla Office-filer (.doc, .ppt) läses bara när LibreOffice är installerat: {file}",
            "Installera LibreOffice (Debian: libreoffice-writer och libreoffice-impress), eller spara filen i nuvarande format.",
        ),
        "en": (
            "Old Office files (.doc, .ppt) are read only where LibreOffice is installed: {file}",
            "Install LibreOffice (on Debian: libreoffice-writer and libreoffice-impress), or save the file in today's format.",
        ),
    },
    "not_opened": {
        "fi": (
            "Tiedosto ei auennut LibreOfficessa: {file}",
            "Avaa tiedosto omassa ohjelmassaan ja tallenna se nykyiseen muotoon.",
        ),
        "sv": (
            "Filen gick inte att öppna i LibreOffice: {file}",
            "Öppna filen i sitt eget program och spara den i nuvarande format.",
        ),
        "en": ("LibreOffice could not open the file: {file}", "Open it in its own program and save it in today's format."),
    },
    "format_spreadsheet": {
        "fi": (
            "Taulukkolaskentatiedostoa ei lueta: {file}",
            "Jos sisältö kuuluu kokousaineistoon, tallenna se myös PDF-muotoon.",
        ),
        "sv": ("Kalkylblad läses inte: {file}", "Om innehållet hör till mötesmaterialet, spara det även som PDF."),
        "en": ("Spreadsheets are not read: {file}", "If the contents belong to the materials, save them as PDF too."),
    },
    "mail_part_unread": {
        "fi": ("Viestin liitettä ei voitu lukea ({part}): {file}", "Tallenna liite aineistokansioon. {why}"),
        "sv": ("Meddelandets bilaga kunde inte läsas ({part}): {file}", "Spara bilagan i materialmappen. {why}"),
        "en": ("An attachment of the message could not be read ({part}): {file}", "Save it in the folder of materials. {why}"),
    },
    "mail_too_much": {
        "fi": (
            "Viestissä on liian monta liitettä tai viestiä sisäkkäin; loput jäivät lukematta: {file}",
            "Tallenna liitteet kansioon.",
        ),
        "sv": (
            "Meddelandet har för många bilagor eller meddelanden i varandra; resten lästes inte: {file}",
            "Spara bilagorna.",
        ),
        "en": (
            "The message has too many attachments or messages inside one another; the rest was not read: {file}",
            "Save them.",
        ),
    },
    "format_archive": {
        "fi": ("Pakattua tiedostoa ei avata: {file}", "Pura tiedostot aineistokansioon."),
        "sv": ("Arkivfiler öppnas inte: {file}", "Packa upp filerna i materialmappen."),
        "en": ("Archives are not opened: {file}", "Unpack the files into the folder of materials."),
    },
    "format_image": {
        "fi": ("Kuvatiedostoa ei lueta: {file}", "Jos kuvassa on asiakirja, tallenna se PDF-muotoon."),
        "sv": ("Bildfiler läses inte: {file}", "Om bilden föreställer ett dokument, spara det som PDF."),
        "en": ("Picture files are not read: {file}", "If the picture shows a document, save it as PDF."),
    },
    "format_media": {
        "fi": ("Ääni- tai videotiedostoa ei lueta: {file}", ""),
        "sv": ("Ljud- och videofiler läses inte: {file}", ""),
        "en": ("Sound and video files are not read: {file}", ""),
    },
    "format_unknown": {
        "fi": (
            "Tuntematon tiedostomuoto, ei luettu: {file}",
            "Luettavat muodot ovat PDF, DOCX, PPTX, Markdown, HTML, teksti ja sähköposti sekä LibreOfficen avulla DOC, PPT, ODT, ODP ja RTF.",
        ),
        "sv": (
            "Okänt filformat, lästes inte: {file}",
            "Läsbara format är PDF, DOCX, PPTX, Markdown, HTML, text och e-post, och med LibreOffice DOC, PPT, ODT, ODP och RTF.",
        ),
        "en": (
            "Unknown kind of file, not read: {file}",
            "What can be read: PDF, DOCX, PPTX, Markdown, HTML, text and mail, and with LibreOffice DOC, PPT, ODT, ODP and RTF.",
        ),
    },
    "misnamed": {
        "fi": (
            "Tiedoston nimi ja sisältö eivät vastaa toisiaan: {file} on todellisuudessa {found}.",
            "Tiedosto luettiin sisältönsä mukaan. Korjaa tiedostopääte.",
        ),
        "sv": (
            "Filens namn och innehåll stämmer inte överens: {file} är egentligen {found}.",
            "Filen lästes enligt sitt innehåll. Rätta filändelsen.",
        ),
        "en": (
            "The file's name and contents disagree: {file} is really {found}.",
            "It was read as what it is. Correct its extension.",
        ),
    },
    "encoding_guessed": {
        "fi": (
            "Tiedoston merkistö arvattiin ({encoding}): {file}",
            "Jos ä ja ö näkyvät väärin, tallenna tiedosto UTF-8-muotoon.",
        ),
        "sv": ("Filens teckenkodning gissades ({encoding}): {file}", "Om å, ä och ö visas fel, spara filen i UTF-8."),
        "en": ("The file's encoding was guessed ({encoding}): {file}", "If letters look wrong, save the file as UTF-8."),
    },
    "entity_left_out": {
        "fi": (
            "Tiedostossa on XML-entiteettejä, joiden sisältöä ei luettu turvallisuussyistä: {file}",
            "Avaa tiedosto omassa ohjelmassaan, tarkista teksti ja tallenna uudelleen.",
        ),
        "sv": (
            "Filen innehåller XML-entiteter som av säkerhetsskäl inte lästes: {file}",
            "Öppna filen i sitt eget program, kontrollera texten och spara på nytt.",
        ),
        "en": (
            "The file holds XML entities, which for safety were not read: {file}",
            "Open it in its own program, check the text and save it again.",
        ),
    },
    "tables_too_deep": {
        "fi": (
            "Taulukoita on sisäkkäin liian monta; sisimmät luettiin pelkkänä tekstinä: {file}",
            "Tarkista kohta alkuperäisestä asiakirjasta.",
        ),
        "sv": ("För många tabeller i varandra; de innersta lästes som ren text: {file}", "Kontrollera stället i originalet."),
        "en": (
            "Too many tables inside one another; the innermost were read as plain text: {file}",
            "Check the place in the original.",
        ),
    },
    "no_text": {
        "fi": (
            "Tiedostosta ei löytynyt tekstiä: {file}",
            "Tarkista, että tiedostossa on sisältöä. Kuvina olevaa tekstiä ei voi hakea.",
        ),
        "sv": ("Ingen text hittades i filen: {file}", "Kontrollera att filen har innehåll. Text i bilder går inte att söka."),
        "en": ("No text was found in the file: {file}", "Check that it has contents. Text in pictures cannot be searched."),
    },
    "shape_unread": {
        "fi": ("Osaa diasta ei voitu lukea ({shape}): {file}", "Tarkista dia alkuperäisestä esityksestä."),
        "sv": ("En del av bilden kunde inte läsas ({shape}): {file}", "Kontrollera bilden i originalpresentationen."),
        "en": ("Part of the slide could not be read ({shape}): {file}", "Check the slide in the original deck."),
    },
    "slide_unread": {
        "fi": ("Diaa ei voitu lukea: {file}", "Avaa esitys omassa ohjelmassaan ja tallenna se uudelleen."),
        "sv": ("Bilden kunde inte läsas: {file}", "Öppna presentationen i sitt eget program och spara den på nytt."),
        "en": ("The slide could not be read: {file}", "Open the deck in its own program and save it again."),
    },
    "no_slides": {
        "fi": ("Esityksessä ei ole yhtään diaa: {file}", "Tarkista, että esitys on tallennettu kokonaan."),
        "sv": ("Presentationen har inga bilder: {file}", "Kontrollera att presentationen är helt sparad."),
        "en": ("The deck has no slides: {file}", "Check that it was saved whole."),
    },
    "part_mended": {
        "fi": (
            "Osa tiedostosta oli vioittunut ja luettiin vain siltä osin kuin se oli ehjä ({part}): {file}",
            "Avaa tiedosto omassa ohjelmassaan, tarkista sisältö ja tallenna uudelleen.",
        ),
        "sv": (
            "En del av filen var skadad och lästes bara så långt den var hel ({part}): {file}",
            "Öppna filen i sitt eget program, kontrollera innehållet och spara på nytt.",
        ),
        "en": (
            "Part of the file was damaged and was read only as far as it was whole ({part}): {file}",
            "Open the file in its own program, check it and save it again.",
        ),
    },
    "no_page": {
        "fi": ("Asiakirjassa ei ole sivua {page}: {file}", "Palaa asiakirjan alkuun."),
        "sv": ("Dokumentet har ingen sida {page}: {file}", "Gå tillbaka till dokumentets början."),
        "en": ("The document has no page {page}: {file}", "Go back to its beginning."),
    },
    "no_office": {
        "fi": (
            "Dioja ei voi näyttää kuvina: LibreOfficea ei ole asennettu ({file}).",
            "Asenna LibreOffice Impress (Debianissa: libreoffice-impress) tai katso dia tekstinä.",
        ),
        "sv": (
            "Bilderna kan inte visas: LibreOffice är inte installerat ({file}).",
            "Installera LibreOffice Impress (Debian: libreoffice-impress) eller läs bilden som text.",
        ),
        "en": (
            "Slides cannot be shown as pictures: LibreOffice is not installed ({file}).",
            "Install LibreOffice Impress (on Debian: libreoffice-impress), or read the slide as text.",
        ),
    },
    "not_converted": {
        "fi": ("Esityksen diat eivät muuntuneet kuviksi: {file}", "Katso diat tekstinä tai lataa alkuperäinen."),
        "sv": ("Presentationens bilder kunde inte göras till bilder: {file}", "Läs dem som text eller ladda ner originalet."),
        "en": ("The deck's slides could not be made into pictures: {file}", "Read them as text, or download the original."),
    },
    "page_unread": {
        "fi": ("Sivua ei voitu lukea: {file}", "Tarkista sivu alkuperäisestä asiakirjasta."),
        "sv": ("Sidan kunde inte läsas: {file}", "Kontrollera sidan i originalet."),
        "en": ("The page could not be read: {file}", "Check the page in the original."),
    },
    "scan_unread": {
        "fi": (
            "Sivu on skannattu kuva, eikä sen tekstiä voitu lukea: {file}",
            "Asenna tekstintunnistus (Debianissa: tesseract-ocr ja tesseract-ocr-fin) ja rakenna hakemisto uudelleen.",
        ),
        "sv": (
            "Sidan är en skannad bild och texten kunde inte läsas: {file}",
            "Installera teckenigenkänning (Debian: tesseract-ocr och tesseract-ocr-fin) och bygg indexet igen.",
        ),
        "en": (
            "The page is a scanned picture whose text could not be read: {file}",
            "Install text recognition (on Debian: tesseract-ocr and tesseract-ocr-fin) and rebuild the index.",
        ),
    },
    "scan_failed": {
        "fi": (
            "Skannatun sivun tekstintunnistus ei onnistunut: {file}",
            "Skannaa sivu uudelleen tarkempana (300 dpi, suorassa).",
        ),
        "sv": (
            "Teckenigenkänningen av den skannade sidan misslyckades: {file}",
            "Skanna sidan på nytt med högre upplösning (300 dpi, rakt).",
        ),
        "en": ("Text recognition failed on the scanned page: {file}", "Scan the page again, sharper (300 dpi, straight)."),
    },
    "scan_uncertain": {
        "fi": (
            "Skannatun sivun teksti tunnistettiin epävarmasti ({percent} %): {file}",
            "Tarkista tärkeät kohdat sivun kuvasta.",
        ),
        "sv": (
            "Texten på den skannade sidan känns igen osäkert ({percent} %): {file}",
            "Kontrollera viktiga ställen på sidans bild.",
        ),
        "en": (
            "The text of the scanned page was recognised with doubt ({percent} %): {file}",
            "Check what matters on the page's picture.",
        ),
    },
    "garbled_text": {
        "fi": (
            "Sivun teksti on tallennettu niin, ettei sitä voi lukea (merkit puuttuvat): {file}",
            "Tallenna asiakirja uudelleen PDF-muotoon alkuperäisestä ohjelmasta.",
        ),
        "sv": (
            "Sidans text är sparad så att den inte kan läsas (tecken saknas): {file}",
            "Spara dokumentet som PDF på nytt från originalprogrammet.",
        ),
        "en": (
            "The page's text is stored so that it cannot be read (characters are missing): {file}",
            "Save the document as PDF again from its own program.",
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
