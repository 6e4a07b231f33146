"""The words that minutes are built with, as data: labels, headings, markers and verbs, in Finnish, Swedish and English.

Sources: Valtioneuvoston viestintä / Kotus "Virkakielen ohjeita: muistio ja pöytäkirja" for the parts of minutes,
Kuntalaki (410/2015) 107 § for what a municipal body's minutes tell, and what the examples of real minutes taught.
Every pattern is matched without regard to letter case.
"""

from __future__ import annotations

import re
from typing import Final

from kb.model import DecisionKind


def _label(words: str) -> re.Pattern[str]:
    """A label at the start of a line: alone, or with its value after a colon, a tab's space or a dash."""
    return re.compile(rf"^(?:{words})\s*(?::|(?=\s)|[-–]\s|$)\s*", re.I)


PLACE_AND_TIME: Final = _label(
    r"aika ja paikka|paikka ja aika|tid och plats|time and place|date and place|kokousaika ja -paikka"
)
TIME: Final = _label(
    r"aika|ajankohta|kokousaika|kokouksen aika|päivämäärä|päivä|pvm|tid|mötestid|tidpunkt|datum|date(?: and time)?|time|kokouspäivä"
)
PLACE: Final = _label(r"paikka|kokouspaikka|kokouksen paikka|plats|mötesplats|place|venue|location")

PRESENT: Final = re.compile(
    r"^(?:(?:kokouksessa\s+)?läsnä(?:\s*olijat|olijat|\s*olleet|olleet|\s+olivat|olo)?|osallistujat|osanottajat|paikalla(?:\s+olleet|olijat)?|kuulolla"
    r"|saapuvilla(?:\s+ol(?:leet|ivat))?(?:\s+jäsenet)?|päätöksentekijät|muut\s+(?:saapuvilla|läsnä|osallistujat|paikalla)\S*(?:\s+ol(?:leet|ivat))?|muut\s+läsnäolijat|muut(?=:)"
    r"|jäsenet|varajäsenet|asiantuntijat|pysyvät\s+asiantuntijat|närvarande(?:\s+ledamöter)?|ledamöter|deltagare|övriga\s+närvarande|present|participants|attendees|attendance|also\s+present|in\s+attendance)"
    r"(?:\s*\([^)]*\))?\s*(?::|\.|(?=\s[A-ZÅÄÖ])|$)\s*",
    re.I,
)
ABSENT: Final = re.compile(
    r"^(?:poissa(?:\s*olijat|olijat|\s*olleet|olleet|\s+olivat|olevat)?|estynyt|estyneet|esteellisinä\s+poissa|frånvarande|förhindrade|absent|apologies|not\s+present|ei\s+paikalla)"
    r"(?:\s*\([^)]*\))?\s*(?::|\.|(?=\s[A-ZÅÄÖ])|$)\s*",
    re.I,
)
CHAIR: Final = _label(r"puheenjohtaja|pj\.?|ordförande|ordf\.?|chair(?:man|person|woman)?")
SECRETARY: Final = _label(
    r"sihteeri|siht\.?|pöytäkirjanpitäjä|muistion laatija|muistion kirjasi|laatija|sekreterare|secretary|minutes(?:\s+by)?"
)

DISTRIBUTION: Final = _label(r"jakelu|jakelulista|sändlista|distribution|utdelning")
FOR_INFORMATION: Final = _label(r"tiedoksi|för kännedom|cc|for information")
ATTACHMENTS: Final = _label(
    r"liitteet|liite|liiteluettelo|liitteinä|bilagor|bilaga|attachments?|annex(?:es)?|appendix|appendices|liitetiedostot"
)

# What opens a zone of an item.
DECISION_MARKER: Final = re.compile(
    r"^(?:[-–•*>]+\s*)?(?:tehdyt\s+)?(?:(?:lautakunnan|valtuuston|hallituksen|ryhmän|kokouksen|yhtiökokouksen|ohjausryhmän|johtoryhmän|toimikunnan|\w+ryhmän)\s+)?"
    r"(?:päätös|päätökset|beslut|decisions?|päätetty|johtopäätös|johtopäätökset|slutsatser|conclusions|lopputulos|linjaus|sovittua|sovittu)"
    r"\s*(?:(?P<date>\d{1,2}\.\d{1,2}\.(?:\d{4})?)\s*)?\*{0,3}\s*(?P<colon>[:：]\s*\*{0,3}|$)\s*",
    re.I,
)
DECISION_MARKER_DASH: Final = re.compile(r"^(?:päätös|beslut|decision)\s*(?:[-–—]{1,2}>?|=>?|→)\s*", re.I)
PROPOSAL_MARKER: Final = re.compile(
    r"^(?:[-–•*>]+\s*)?(?:\w+n\s+)?(?:(?:pää?tös)?ehdotus|(?:päätös)?esitys|förslag(?:\s+till\s+beslut)?|(?:draft\s+)?proposal|päätösesitys)\b(?:\s+kokoukselle)?\s*\*{0,3}\s*(?:[:：]|$)\s*",
    re.I,
)
PRESENTER_LINE: Final = re.compile(
    r"^(?:esittelijä|föredragande|presenter|presenting officer|valmistelija(?:t)?(?:\s*/\s*lisätiedot)?|lisätiedot|lisätietoja|beredare)\s*:",
    re.I,
)
# What ends a decision's block and is no decision itself.
ZONE_END: Final = re.compile(
    r"^(?:liitteet|liite|oheismateriaali\w*|lisätiedot|lisätietoja|täytäntöönpano|toimivalta|tiedoksi|muutoksenhaku\w*|oikaisuvaatimus\w*|oikaisuvaatimusohje|päätöksen\s+perustelut|"
    r"perustelut|peruste|jakelu|otteet?|pöytäkirjamerkintä|merkitään\s+pöytäkirjaan|valmistelija\w*(?:\s*/\s*lisätiedot)?|esittelijä|allekirjoitukset|kokouskäsittely|asian\s+käsittely|"
    r"keskustelu|keskustelussa|äänestys\w*|esteellisyys|jäävi\w*|eriävä\s+mielipide|bilagor|verkställighet|delgivning|attachments|discussion|diskussion)\s*(?::|$)",
    re.I,
)
HANDLING: Final = re.compile(
    r"^(?P<body>[A-ZÅÄÖ][\w\-–. ]{2,60}?),?\s*(?:(?P<date>\d{1,2}\.\d{1,2}\.\d{4}),?\s*§\s*(?P<item>\d+)|§\s*(?P<item2>\d+)\s*,?\s*(?P<date2>\d{1,2}\.\d{1,2}\.\d{4}))\s*\.?$"
)
CASE_NUMBER: Final = re.compile(
    r"^(?:(?:diaarinumero|dnro|asianumero|ärendenummer|dnr)\s*:?\s*)?([A-ZÅÄÖ]{2,10}(?:no|nro|Dno|dno)?[-/ ]?\d{4}[-/]\d+|[A-ZÅÄÖ]{2,8}/\d+/[\d.]+/\d{4}|\d+/[\d.]+(?:\.\d+)+/\d{4})\.?$",
    re.I,
)

# Labels and headings below which each entry of a list is a decision, or a thing somebody is to do.
SEVERAL_DECISIONS: Final = re.compile(
    r"^(?:päätökset|johtopäätökset|tehdyt päätökset|linjaukset|besluten|slutsatser|decisions|conclusions)\s*:?$", re.I
)
ACTIONS: Final = re.compile(
    r"^(?:sovitut\s+|(?:sprint(?:ti|in)?\s*\d*|viikon|kokouksen|tapaamisen|asiakkaan)\s+(?=task|tehtäv|työt\b|läksy|toimenp|jatkot))?(?:taskit|läksyt|kotitehtävät|työt|ennen\s+seuraavaa\s+(?:kertaa|kokousta|tapaamista|palaveria)|toimenpiteet|toimenpidelista|tehtävät|toimintopisteet|jatkotoimet|jatkotoimenpiteet|avoimet tehtävät|seuraavat tehtävät|tehtävälista|seuraavat askeleet|seuraavat toimet|seuraavat toimenpiteet|seuraavaksi tehdään|tehdään seuraavaksi|tehtävänjako|työnjako|vastuut|vastuunjako|vielä tekemättä|tekemättä|to[ -]?do|åtgärder|uppgifter|actions?(?:\s+(?:points|items|list))?|action points|next steps|tasks)\b[^.]{0,30}$",
    re.I,
)

# A sentence that announces a list of things to do ("Tulevia tehtäviä ovat:", "Jatkokehityksen kohteina ovat:").
ANNOUNCES_WORK: Final = re.compile(
    r"^(?=.*:\s*$).*(?:\b(?:tulev|seuraav|avoim|jatko)\w*\s+(?:\w+\s+)?(?:tehtäv|toimi\b|toime|työvaihe)\w*"
    r"|\bjatko(?:kehity|toime|toimi|työ)\w*|\b(?:seuraavaksi|vielä|seuraavat\s+asiat)\s+(?:\w+\s+)?\w+(?:taan|tään|tävä|tava)\b)",
    re.I,
)
# Headings below which a list tells what is coming: the next week's, month's or sprint's work.
_COMING: Final = (
    r"seuraavan?\s+(?:viiko|viikko|kuukau|sprint)|seuraavalle\s+(?:viikolle|kuukaudelle|sprintille)|tulevan?\s+(?:viiko|viikko|kuukau)|ensi\s+(?:viiko|viikko|kuussa|kuun)"
    r"|seuraavaksi|suunnitelma\w*\s+(?:seuraava|tuleva|ensi)\w*\s+(?:viiko|kuu)|(?:planer?\w*\s+för\s+)?(?:nästa|kommande)\s+(?:vecka|månad|sprint)"
    r"|(?:plans?\s+for\s+)?(?:the\s+)?(?:next|coming)\s+(?:week|month|sprint)"
)
COMING: Final = re.compile(rf"^(?:\d+\.?\s*)?(?:{_COMING})", re.I)
# Titles below which others' matters are told.
INFORMATION: Final = re.compile(
    r"^(?:\W|\d|§)*(?:ilmoitusasia|ilmoitukset|tiedoksi\s|tiedoksiannot|saapuneet|viranomaispäätök)\w*", re.I
)

# Headings below which a team tells what each of its members does next.
PLAN: Final = re.compile(
    rf"^(?:\d+\.?\s*)?(?:{_COMING}|tämän?\s+viik|kuluvan?\s+viik|viikkosuunnitelma|työnjako|denna\s+vecka|this\s+week)", re.I
)

# Titles of documents.
MINUTES_WORD: Final = re.compile(
    r"(?:kokous)?muistio(?!n\s+hyväksy)|pöytäkirja(?!n\s+(?:tark|hyväksy))|palaverimuistio|kokousmuistiinpano|muistiinpanot|(?:viikko)?palaveri|tapaaminen|kokousraportti|"
    r"protokoll|mötesanteckningar|promemoria|minutes|meeting\s+notes|memo\b|kokous\b|möte\b|meeting\b",
    re.I,
)
AGENDA_WORD: Final = re.compile(
    r"esityslista|asialista|kokouskutsu|\w*kutsu\b|työjärjestys|föredragningslista|kallelse|agenda\b|invitation|dagordning",
    re.I,
)

# What a text is that is no minutes, as the last part of its title's first word: whoever writes one reports or plans alone.
GENRE: Final = re.compile(
    r"^\w*(?:raportti|suunnitelma|selvitys|strategia|valtakirja|ohje|todistus|lausunto|rapport|report|plan)\b|^(?:liite|bilaga)\b",
    re.I,
)

# A team's own report of its week, month or project: nobody met for it.
REPORT: Final = re.compile(
    r"^\W*(?:\w+\s+){0,3}?(?:(?:viikko|kuukausi|tilanne|projekti|sprintti|edistymis)\w*raport(?:ti|it)|viikkokatsau(?:s|kset)"
    r"|(?:vecko|månads|läges|status|projekt)rapport(?:en)?|(?:weekly|monthly|progress|status|project|sprint)\s+(?:status\s+|progress\s+)?report)\b",
    re.I,
)

# Items that are about the meeting itself.
PROCEDURAL_TITLE: Final = re.compile(
    r"kokouksen\s+ava(?:us|aminen)|^ava(?:us|aminen)\b|laillisuu|päätösvaltaisuu|edellisen?\s+(?:kokouksen\s+)?(?:muistio|pöytäkirja)|edellinen\s+(?:muistio|pöytäkirja)|(?:esityslista|asialista|työjärjesty)\w*\s+(?:hyväksy|vahvist)|"
    r"(?:muistio|pöytäkirja)\w*\s+hyväksymi|kokouksen\s+päät(?:tä|ös)|^päättäminen\b|öppnande|avslutande|beslutförhet|föregående\s+(?:mötes\s+)?(?:protokoll|promemoria)|(?:protokollet|promemorian|anteckningarna)\s+från\s+föregående|godkännande\s+av\s+(?:protokoll|föredragningslist|dagordning)|opening\s+of|closing\s+of|approval\s+of\s+the\s+(?:agenda|minutes)|previous\s+minutes|minutes\s+of\s+the\s+previous|quorum",
    re.I,
)
# The body itself takes a stand on what it was shown; taking it for information is none.
BODY_STATES: Final = re.compile(
    r"\b\w*(?:ryhmä|ohry|lautakunta|hallitus|valtuusto|kokous|toimikunta|neuvosto)\s+totesi\b", re.I
)
NEXT_MEETING: Final = re.compile(
    r"\bseuraava(?:n|t|ien|a|an|sta|ksi|ssa)?\s+(?:\w+[\s-]+){0,3}?\w*(?:kokou|palaver|tapaami|neuvottel|istun|ohjausryhm|kerra)|\bseuraavan\s+kerran|\bensi\s+kokou|nästa\s+(?:\w+\s+){0,2}(?:möte|sammanträde)|next\s+(?:\w+\s+){0,3}meeting|tulevat\s+kokoukset|seuraavat\s+kokoukset|kokousaikataulu",
    re.I,
)

# Verbs of deciding, by lemma, with the kind they give. Finnish ones are recognised by form, through Voikko.
DECIDING: Final[dict[str, DecisionKind]] = {
    "sopia": "agreement",
    "päättää": "decision",
    "linjata": "decision",
    "hyväksyä": "approval",
    "vahvistaa": "approval",
    "myöntää": "approval",
    "puoltaa": "approval",
    "kannattaa": "approval",
    "nimetä": "election",
    "nimittää": "election",
    "valita": "election",
    "asettaa": "decision",
    "perustaa": "decision",
    "todeta": "noted",
    "merkitä": "noted",
    "saattaa": "noted",
    "hylätä": "rejected",
    "siirtää": "postponed",
    "lykätä": "postponed",
    "palauttaa": "postponed",
    "jättää": "postponed",
    "ohjeistaa": "assignment",
    "velvoittaa": "assignment",
    "kehottaa": "assignment",
    "valtuuttaa": "decision",
    "antaa": "assignment",
    "edellyttää": "decision",
    "suorittaa": "election",
    "kumota": "decision",
    "täydentää": "decision",
    "muuttaa": "decision",
    "tarkentaa": "decision",
    "pidentää": "decision",
    "jatkaa": "decision",
}
# A verb above that decides only beside these words ("merkittiin tiedoksi", "jätettiin pöydälle", "annettiin tehtäväksi").
NEEDS: Final[dict[str, re.Pattern[str]]] = {
    "merkitä": re.compile(r"tiedoks|tietoon|pöytäkirjaan|saaduksi", re.I),
    "saattaa": re.compile(r"tiedoks", re.I),
    "jättää": re.compile(r"pöydälle|odottamaan|myöhemp|seuraava|hyväksymättä|käsittelemättä|avoime|hautumaan|pois\b", re.I),
    "siirtää": re.compile(
        r"kokou|käsit|myöhemp|seuraava|keväälle|syksylle|päätös|pidettäväksi|alkua|\d\.|vuo[dt]e|viikol|vko|klo", re.I
    ),
    "lykätä": re.compile(r"kokou|käsit|myöhemp|seuraava|\d", re.I),
    "palauttaa": re.compile(r"valmist|käsit|täydenn|korjatt|takaisin|tarkenn", re.I),
    "antaa": re.compile(r"tehtäväksi|toimeksi|valtu", re.I),
    "suorittaa": re.compile(r"valin", re.I),
    "asettaa": re.compile(r"työryhm|ryhmä|toimikun|jaosto|tavoitte|määräaja|tiimi", re.I),
    "perustaa": re.compile(r"työryhm|ryhmä|toimikun|jaosto|tiimi|hank", re.I),
    "puoltaa": re.compile(r".", re.I),
    "kannattaa": re.compile(r".", re.I),
    "myöntää": re.compile(
        r"vastuuvapau|avustu|lupa|lupaa|määrärah|oikeu|lisäaik|jatkoaik|poikkeus|rahoitu|stipendi|eron|ero\b", re.I
    ),
    "edellyttää": re.compile(r"että|päätt", re.I),
    "kumota": re.compile(r"päätö|linjau|ohje|sääntö|hyväksy|\d", re.I),
    "täydentää": re.compile(r"\bsiten\b|\bniin\b", re.I),
    "muuttaa": re.compile(r"\bsiten\b|\bniin,?\s+että|päätöst", re.I),
    "tarkentaa": re.compile(r"\bsiten\b|\bniin\b|päätöst", re.I),
    "pidentää": re.compile(r"toimikau|määräaik|aikaa", re.I),
    "jatkaa": re.compile(r"toimikau|määräaik(?:aa|oja)\s", re.I),
}

_SWEDISH: Final[tuple[tuple[str, DecisionKind], ...]] = (
    (r"\b(?:kom(?:s)?\s+överens|överenskoms|överenskom|avtalades|enades)\b", "agreement"),
    (r"\b(?:beslutades|beslöts|beslutade|beslöt|fattade\s+beslut)\b", "decision"),
    (r"\b(?:godkändes|godkände|fastställdes|fastställde|antogs|antog|beviljades|beviljade)\b", "approval"),
    (r"\b(?:valdes|valde|utsågs|utsåg|utnämndes|utnämnde)\b", "election"),
    (r"\b(?:konstaterades|konstaterade|antecknades|antecknade)\b", "noted"),
    (r"\b(?:förkastades|avslogs|avslog|förkastade)\b", "rejected"),
    (r"\b(?:bordlades|bordlade|återremitterades|återremitterade|sköts\s+upp|uppsköts|flyttades\s+till)\b", "postponed"),
    (r"\b(?:gavs\s+i\s+uppdrag|gav\s+i\s+uppdrag|uppmanades|uppdrogs)\b", "assignment"),
)
_ENGLISH: Final[tuple[tuple[str, DecisionKind], ...]] = (
    (r"\b(?:was|were)\s+agreed\b|\bagreed\s+(?:that|to|on|upon)\b", "agreement"),
    (r"\b(?:was|were)\s+decided\b|\bdecided\s+(?:that|to|on|by)\b|\bresolved\s+(?:that|to)\b", "decision"),
    (
        r"\b(?:was|were)\s+(?:also\s+|unanimously\s+)?(?:approved|adopted|confirmed|endorsed)\b|\b(?:group|committee|board|meeting|council|panel|body)\s+(?:also\s+|unanimously\s+)?(?:approved|adopted|confirmed|endorsed)\b",
        "approval",
    ),
    (
        r"\b(?:was|were)\s+(?:appointed|elected|nominated)\b|\b(?:group|committee|board|meeting|council)\s+(?:appointed|elected|nominated)\b",
        "election",
    ),
    (r"\b(?:was|were)\s+noted\b|\b(?:group|committee|board|meeting|council)\s+(?:took\s+note|noted)\b", "noted"),
    (
        r"\b(?:was|were)\s+rejected\b|\b(?:group|committee|board|meeting|council)\s+rejected\b|\bwas\s+not\s+approved\b",
        "rejected",
    ),
    (
        r"\b(?:was|were)\s+(?:postponed|deferred|tabled|returned|sent\s+back)\b|\b(?:group|committee|board|meeting|council)\s+(?:postponed|deferred|returned)\b",
        "postponed",
    ),
    (r"\b(?:was|were)\s+(?:assigned|tasked|instructed|requested)\b", "assignment"),
)
SWEDISH: Final = tuple((re.compile(pattern, re.I), kind) for pattern, kind in _SWEDISH)
ENGLISH: Final = tuple((re.compile(pattern, re.I), kind) for pattern, kind in _ENGLISH)
# What waits for something is not turned down: "Yhteyttä ei avata ennen kuvausta", "ei vielä toteuteta".
WAITS: Final = re.compile(r"\b(?:ennen|ennenkuin|vielä|förrän|before|until)\b", re.I)
# How long before something else, each time: "viisi työpäivää ennen", "viikkoa etukäteen".
TIME_BEFORE: Final = re.compile(
    r"\b(?:\w*päivää|viikkoa|vuorokautta|tuntia|kuukautta)\s+(?:ennen|etukäteen)\b|\b(?:dagar|veckor?)\s+före\b|\b(?:days?|weeks?)\s+before\b",
    re.I,
)
# Of these, in small letters, a sentence must hold one for any of the other languages' patterns to fit.
SWEDISH_SIGNS: Final = tuple(
    """
    överens avtalades enades beslut beslöt godkänd fastställd antog bevilja vald utsåg utnämnd konstatera anteckna förkasta avslog
    bordla återremittera sköt flyttades uppdrag uppman uppdrog
    """.split()  # noqa: SIM905 (read as prose)
)
ENGLISH_SIGNS: Final = tuple(
    "was were agreed decided resolved group committee board meeting council panel body".split()  # noqa: SIM905 (read as prose)
)

# Nouns that name a body that decides; a subject with one of these as its last part acts for a meeting.
BODY_HEADS: Final = (
    "ryhmä",
    "ohry",
    "lautakunta",
    "toimikunta",
    "hallitus",
    "valtuusto",
    "neuvosto",
    "jaosto",
    "kokous",
    "johtokunta",
    "neuvottelukunta",
    "valiokunta",
    "tiimi",
    "johtoryhmä",
    "foorumi",
    "verkosto",
    "palaveri",
    "raati",
    "komitea",
    "jory",
)

# What somebody does when they promise: verbs of doing, not of saying or being.
DOING: Final = frozenset(
    """
    aikatauluttaa ajaa allekirjoittaa aloittaa analysoida antaa arkistoida arvioida asentaa avata budjetoida dokumentoida edistää ehdottaa esitellä
    esittää etsiä haastatella hakea hankkia harkita hoitaa huolehtia hyväksyä ilmoittaa jakaa jatkaa julkaista järjestää jättää kartoittaa katsoa
    kehittää kerätä keskustella kiertää kilpailuttaa kirjata kirjoittaa kokeilla kommentoida koordinoida koota korjata kouluttaa kutsua kuulla kuvata
    kysellä kysyä käydä käynnistää käyttää kääntää laatia laittaa lausua linjata listata lisätä lopettaa luetteloida lukea luoda lähettää mallintaa
    miettiä muistuttaa muokata muuttaa määritellä määrittää neuvotella nimetä ohjata ohjeistaa osallistua ottaa palata perehtyä perua perustaa
    pilotoida pitää pohtia poistaa priorisoida purkaa pyytää päivittää päättää rakentaa raportoida rekrytoida resursoida selvitellä selvittää seurata
    siirtää soittaa sopia sulkea suunnitella säilyttää tarjota tarkastaa tarkentaa tarkistaa tehdä testailla testata tiedottaa tiedustella tilata
    toimittaa toteuttaa tsekata tunnistaa tuoda tuottaa tutkia tutustua täydentää vahvistaa valita valmistella varata varmistaa varmistella vastata
    vetää viedä viestiä viimeistellä yhdistää ylläpitää karsia laajentaa nopeuttaa rajata selkeyttää supistaa uudistaa vaihtaa yksinkertaistaa
    """.split()  # noqa: SIM905
)
# What somebody does who is named as the doer: also by hand, and what they try or mean to do.
DEEDS: Final = DOING | frozenset(
    """
    aikoa asentaa auttaa avustaa debugata hankkia hioa hommata kantaa keskittyä kiinnittää koettaa konfiguroida koodata kopioida kuljettaa kuvata
    laskea laskuttaa lainata leipoa liittää maalata mainostaa maksaa markkinoida mitata monistaa muotoilla neuvoa noutaa ohjelmoida optimoida ostaa
    paikata painattaa palauttaa paneutua perehdyttää pestä piirtää puhdistaa pyrkiä pystyttää päivystää refaktoroida ripustaa siistiä siivota skannata
    suojata syventyä taittaa tallentaa tulostaa täyttää vaihtaa vuokrata vääntää välittää yrittää
    """.split()  # noqa: SIM905
)
# What is said, thought or is so, even with a day beside it.
SAYING: Final = frozenset(
    "sanoa kertoa arvioida katsoa todeta muistuttaa olla tulla voida kuulua alkaa päättyä kokoontua toimia odottaa jatkua sijaita kestää".split()  # noqa: SIM905
)
# Present passives that tell rather than agree, even at the head of a sentence.
TELLING: Final = frozenset(
    """
    arvioida kertoa kokea korostaa kutsua muistuttaa nähdä odotella odottaa olla pitää puhua pyrkiä saada sanoa suositella tarvita tietää todeta toivoa
    tulla voida ymmärtää
    """.split()  # noqa: SIM905
)
# Present passives that give work to do.
WORKING: Final = frozenset(
    """
    avata etsiä hankkia ilmoittaa järjestää kartoittaa kerätä kirjata koota kutsua kysellä kysyä käynnistää laatia lähettää miettiä ohjeistaa pohtia
    pyytää päivittää selvitellä selvittää suunnitella tarkistaa tehdä testata tiedottaa tiedustella toimittaa tutkia valmistella valtuuttaa viedä
    """.split()  # noqa: SIM905
)
# Work that is done once and is then done: in the present passive it is still to be done.
DONE_ONCE: Final = frozenset(
    """
    hankkia hakea ilmoittaa julkaista kilpailuttaa kirjata koota korjata käynnistää laatia liittää lisätä luoda lähettää muokata määritellä määrittää
    nimetä perehdyttää poistaa pyytää päivittää rekrytoida selkeyttää selvittää siirtää tarkentaa tarkistaa tiedottaa tilata toimittaa tuoda
    täydentää uudistaa valmistella varata viedä viimeistellä yhdistää yhtenäistää
    """.split()  # noqa: SIM905
)
# Who proposes what follows ("Hallitus esittää, että …"), at the beginning of a proposal's sentence.
PROPOSES: Final = re.compile(
    r"(?:^|(?<=[.!]\s))[A-ZÅÄÖ][\w :-]{2,90}?\b(?:esittää|ehdottaa|esittävät|ehdottavat)\b[^,.]{0,80},\s+että\s+(?:se\s+)?"
)
# Verbs by which somebody begins in a job or leaves it.
MOVING_JOBS: Final = frozenset("aloittaa jatkaa lopettaa palata siirtyä".split())  # noqa: SIM905
# Verbs of those who have a mind: a thing does none of these.
MINDFUL: Final = frozenset(
    """
    huolehtia keskustella kommentoida kysellä kysyä miettiä neuvotella perehtyä pohtia selvitellä selvittää tiedottaa tiedustella tutustua valmistella
    """.split()  # noqa: SIM905
)
# Present passives that go on with a matter or come back to it.
RETURNING: Final = frozenset(
    """
    ehdottaa harkita jatkaa katsoa keskustella käsitellä käydä odottaa palata päättää seurata sopia
    """.split()  # noqa: SIM905
)
# Work that, when denied, turns down what was proposed ("Ei toteuteta", "Ei hankita").
CARRYING_OUT: Final = frozenset(
    "toteuttaa hyväksyä edistää kehittää hankkia myöntää käynnistää perustaa".split()  # noqa: SIM905
)
# Present passives that say what an item is for, at its beginning.
TALKING: Final = frozenset(
    """
    arvioida esitellä hyväksyä jatkaa keskustella kuulla käsitellä käydä merkitä päättää sopia todeta tutustua valita
    """.split()  # noqa: SIM905
)

DISSENT: Final = re.compile(r"eriävän?\s+mielipite|jätti\s+eriävän|eriävä\s+mielipide|avvikande\s+mening|dissenting", re.I)
DISQUALIFIED: Final = re.compile(
    r"esteelli|jäävä(?:si|nä|ä|t)|jäävei|poistui\s+(?:kokouksesta\s+)?(?:esteellisenä|asian\s+käsittelyn|tämän\s+asian)|jäv(?:ig|et)|disqualif|recus",
    re.I,
)
VOTE: Final = re.compile(
    r"äänestyksessä|äänin\b|äänestettiin|ääntä\b.*\bääntä\b|\d+\s*[-–]\s*\d+\s+ään|\bröst(?:er|ning)|votes?\b.*\bto\b", re.I
)

# Of these, in small letters, a line must hold one for any of the three to fit.
REMARK_SIGNS: Final = tuple(
    "ään röst vote eriäv avvikande dissenting esteelli jääv poistui jäv disqualif recus".split()  # noqa: SIM905 (read as prose)
)

# Last parts of common nouns that can act: bodies, offices and people. A thing, a sum or a program is none of these.
ACTORS: Final = (
    *BODY_HEADS,
    *"""
    virasto toimisto ministeriö sihteeristö sihteeri puheenjohtaja johtaja päällikkö rehtori esimies johto jäsen kehittäjä käyttäjä
    asiantuntija vastaava edustaja koordinaattori yhteyshenkilö henkilöstö henkilökunta omistaja taho toimija osapuoli organisaatio
    kirjasto kunta kaupunki koulu oppilaitos seura yhdistys liitto laitos keskus yksikkö toimiala palvelukeskus sijainen
    osakas vetäjä viranhaltija kouluttaja ohjaaja tutkija tiedottaja puutarhuri mestari kuraattori lakimies juristi assistentti kirjaamo
    työntekijä suunnittelija tarkastaja valmistelija esittelijä pöytäkirjanpitäjä ylläpitäjä kirjaaja insinööri opettaja isännöitsijä konsultti urakoitsija
    asiakas toimittaja tilaaja testaaja tiimiläinen hoitaja
    """.split(),  # noqa: SIM905
)
