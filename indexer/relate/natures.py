"""What kind of a thing a decision is by its own words: something that lasts, something to do, something that is over with its
day, a refusal, or a note. What may be said of it later follows from that; where the words do not tell, it is None.

Verbs are told by lemma, through Voikko. The first sentence speaks for the whole.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from indexer.interpret import vocabulary
from indexer.kept import Kept
from indexer.relate.documents import DOCUMENT
from kb.dates import find_dates, find_deadline
from kb.finnish import index_terms, split_sentences, tokenize, verb_forms
from kb.knowledge.states import is_promise
from kb.model import Decision, Meeting, Nature

# Chosen for one meeting: its chair, secretary, scrutinisers and counters of votes.
_OF_THE_MEETING: Final = re.compile(
    r"\b(?:kokouksen\s+(?:vara)?(?:puheenjohtaj|sihteeri)\w*|pöytäkirjan\s*tarkasta\w+|pöytäkirjan\s*pitäj\w+|ääntenlask\w+"
    r"|protokolljuster\w+|mötes(?:ordförande|sekreterare)|rösträknar\w+|chair of the meeting)\b",
    re.IGNORECASE,
)
# Whether a chair or a secretary is chosen for the meeting or for a term, its item's title tells.
_OFFICE: Final = re.compile(
    r"\b(?:vara)?(?:puheenjohtaj\w+|sihteeri\w*)|\b(?:ordförande|sekreterare|chair|secretary)\b", re.IGNORECASE
)
_OPENING: Final = re.compile(
    r"\b(?:avau[sk]\w*|avaamin\w+|kokouksen\s+järjestäytymi\w+|pöytäkirjan\s*tarkast\w+|sihteerin\s+valin\w+|öppna\w+|opening)\b",
    re.IGNORECASE,
)
# A day on which people come together or something happens.
_EVENT: Final = re.compile(
    r"\b\w*(?:kokou[sk]s?\w*|kokoon\w+|seminaari\w*|koulutu[sk]s?\w*|tilaisuu\w+|webinaari\w*|klinik\w+|esittely\w*|työpaja\w*|\w*retk(?:i|en|elle|ellä|eä)\b|vierailu\w*|juhla\w*"
    r"|läpikäynti\w*|aikataulu\w*|katko\w*|möte\w*|meeting\w*)",
    re.IGNORECASE,
)
_TAKES_PART: Final = re.compile(r"\b(?:osallistu\w+|deltar|deltog|attends?)\b", re.IGNORECASE)
_AT_A_TIME: Final = re.compile(r"\b\d{1,2}\.\d{1,2}\.(?:20\d\d)?,?\s+(?:klo|kello|kl\.?|at)\s*\d", re.IGNORECASE)
_REFUSABLE: Final = frozenset(
    [
        "toteuttaa",
        "tehdä",
        "ottaa",
        "luoda",
        "muuttaa",
        "lisätä",
        "hankkia",
        "hyväksyä",
        "poistaa",
        "vaihtaa",
        "siirtyä",
        "kannattaa",
        "edistää",
        "viedä",
        "perustaa",
        "järjestää",
        "myöntää",
        "maksaa",
        "laajentaa",
        "uusia",
        "jatkaa",
        "asettaa",
        "valita",
        "aloittaa",
        "lähteä",
        "korottaa",
        "avata",
        "muokata",
        "kehittää",
    ]
)
_REFUSED: Final = re.compile(
    r"\b(?:hylätään|hylättiin|avsl(?:ås|ogs)|ei\s+(?:hyväksytty|saanut\s+kannatusta)|rauke(?:si|aa)|ei\s+jatkoon)\b"
    r"|\b(?:jäte(?:tään|ttiin)|olla|ollaan)\s+(?:\w+\s+)?\w{3,}(?:matta|mättä)\b"
    r"|\b(?:ei|ettei)\s+(?:\w+\s+){0,2}?(?:voi|voida|voitu)\s+(?:\w+\s+)?(?:muuttaa|siirtää|toteuttaa|hyväksyä|myöntää|hankkia|lisätä|poistaa)\b",
    re.IGNORECASE,
)
# "Jatkossa ei hankita", "ei enää lähetetä" is a rule, not an answer to a proposal.
_NO_MORE: Final = re.compile(
    r"\b(?:jatkossa|enää|vastedes|periaat\w+|framöver|längre|any\s+more|from\s+now\s+on)\b", re.IGNORECASE
)
# So many words after "ei" a verb is still the one denied.
_DENIAL_REACH: Final = 4
_DENIES: Final = frozenset(("ei", "eikä", "ettei", "eivät", "etteivät"))
_NOTED: Final = re.compile(
    r"^\W*(?:käytiin läpi|keskusteltiin|kuultiin|merkittiin tiedoksi|osa hylättiin|gicks igenom|diskuterades|antecknades)\b",
    re.IGNORECASE,
)
# A board that notes a report lays nothing down, also where it approves the proposal to note it.
_NOTES: Final = re.compile(
    r"\bmerki(?:tsee|tsevät|tsi|tsivät|tä|tään|ttiin)\b(?:[^.;]|(?<=\d)\.)*\btiedo(?:ksi|kseen)\b"
    r"|\btiedo(?:ksi|kseen)\s+merki(?:tsee|tsi|tä|tään|ttiin)\b|\banteckna[rd]e?s?\b[^.;]*\bför\s+kännedom\b",
    re.IGNORECASE,
)
# So does one that leaves an official's decision as it is.
_LEAVES_IT: Final = re.compile(r"\b(?:käyttämättä|ei\s+käytä)\s+(?:\w+\s+)?otto-oikeu\w+", re.IGNORECASE)
_APPROVED: Final = frozenset(("hyväksyä", "vahvistaa"))
_APPROVED_ELSEWHERE: Final = re.compile(r"\b(?:godkän\w+|fastställ\w+|approve[ds]?)\b", re.IGNORECASE)
# What is over once it is approved: earlier minutes, an agenda, accounts of a year.
_PASSING: Final = re.compile(
    r"\b\w*(?:muistio|pöytäkirj|esityslist|työjärjesty|asialist|tilinpäätö|selost|läsnäolo|föredragningslist|protokoll|minutes|agenda)\w*",
    re.IGNORECASE,
)
# What is given once, without a year or a term that it is given for.
_GIVEN_ONCE: Final = re.compile(
    r"\b(?:avustu\w+|apuraha\w*|stipendi\w*|palkinno\w+|lahjoitu\w+|ero|eron|bidrag\w*|grants?)\b", re.IGNORECASE
)
# "viisi päivää ennen kokousta": how long before each meeting something is to be done is a rule, whoever is to do it.
_EACH_MEETING: Final = re.compile(
    r"\s+(?:\w+\s+)?\w*(?:kokou[sk]\w*|istunto\w*|palaveri\w*|tapaamis\w*|mötet|(?:the|each|every)\s+meeting)\b", re.IGNORECASE
)
_RULE: Final = re.compile(
    r"^\W*(?:täydennettiin|muutettiin|tarkennettiin)\b|\bjokai\w+\s+\w*kokou\w+|\bvakioasi\w+|\b\w*päivää\s+ennen\b|\balkaen\b"
    r"|\b(?:jatkossa|toistaiseksi|vastedes|aina|säännöllisesti|kuukausittain|viikoittain|vuosittain|kerran\s+(?:kuu|vuo|viiko)\w+"
    r"|joka\s+(?:kuu|vuosi|viikko)\w*|ennallaan|entiseen\s+tapaan|nykyi(?:nen|sen|stä)\s+tapa\w*|periaat\w+|pääsään\w+|toimintatap\w+"
    r"|oletu[sk]\w+|voimassaoloaika\s+(?:on|muute\w+|piden\w+|lyhen\w+)|käyttöön|käytöstä|framöver|tills\s+vidare|from\s+now\s+on|in\s+use)\b"
    r"|\b(?:on|ovat)\s+(?:enintään\s+|vähintään\s+)?\d+\s*(?:€|euroa|%|prosenttia|vuotta|vuosi|v\b|kk\b|kuukautta|päivää|viikkoa)"
    r"|\bmukaan\s+yhtei\w+",
    re.IGNORECASE,
)
_LASTING_VERBS: Final = frozenset(
    [
        "piilottaa",
        "säilyttää",
        "sallia",
        "kieltää",
        "noudattaa",
        "suositella",
        "käyttää",
        "siirtyä",
        "rajata",
        "toimia",
        "kannattaa",
        "maksaa",
        "periä",
        "edellyttää",
        "velvoittaa",
        "vastata",
        "linjata",
        "perustaa",
        "nimetä",
        "nimittää",
        "liittyä",
        "voida",
        "saada",
        "rajoittaa",
        "korottaa",
        "luopua",
        "lakkauttaa",
    ]
)
_TASK_VERBS: Final = frozenset(
    [
        "selvittää",
        "selvitellä",
        "kysyä",
        "kysellä",
        "tiedustella",
        "tutkia",
        "testata",
        "lähettää",
        "ilmoittaa",
        "laatia",
        "valmistella",
        "miettiä",
        "pohtia",
        "kerätä",
        "koota",
        "koostaa",
        "pyytää",
        "tarkistaa",
        "tarkastaa",
        "varmistaa",
        "päivittää",
        "korjata",
        "ohjeistaa",
        "tiedottaa",
        "hoitaa",
        "palata",
        "käsitellä",
        "käydä",
        "kartoittaa",
        "odottaa",
        "kommentoida",
        "toimittaa",
        "toteuttaa",
        "koodata",
        "kehittää",
        "luvata",
        "lupautua",
        "seurata",
        "edistää",
        "esitellä",
        "etsiä",
        "täydentää",
        "muokata",
        "siivota",
        "valtuuttaa",
        "järjestää",
        "sopia",
        "neuvotella",
        "hankkia",
        "kirjoittaa",
        "kirjata",
        "suunnitella",
        "aikatauluttaa",
        "viimeistellä",
        "julkaista",
        "kutsua",
        "kääntää",
        "katsoa",
        "arvioida",
        "määritellä",
        "tuoda",
        "kokeilla",
        "ehdottaa",
        "esittää",
        "keskustella",
        "perehtyä",
    ]
)
# What is done to find something out or to prepare it: a sentence that begins so lays nothing down yet.
_PREPARING: Final = frozenset(
    [
        "selvittää",
        "selvitellä",
        "tutkia",
        "miettiä",
        "pohtia",
        "kartoittaa",
        "keskustella",
        "kysyä",
        "kysellä",
        "tiedustella",
        "pyytää",
        "valmistella",
        "perehtyä",
    ]
)
_THROUGH: Final = re.compile(r"^\W*(?:käydään|käytiin)\s+läpi\b", re.IGNORECASE)
_STEADILY: Final = re.compile(
    r"\b(?:jatkossa|toistaiseksi|vastedes|aina|säännöllisesti|kuukausittain|viikoittain|vuosittain|joka\s+(?:kuu|vuosi|viikko)\w*"
    r"|kerran\s+(?:kuu|vuo|viiko)\w+|framöver|tills\s+vidare|from\s+now\s+on)\b",
    re.IGNORECASE,
)
# Verbs of a change (lisätä, poistaa, muuttaa, tehdä) are not among them: once made it lasts, and minutes do not tell when.
_DECIDING: Final = frozenset(("päättää", "sopia", "todeta", "linjata", "olla"))
_SAYING: Final = frozenset(("päätettiin", "todettiin", "sovittiin", "linjattiin"))
# A meeting that notes or thinks so says it itself: "Keskusteltiin ja todettiin, ettei …".
_SAYS_SO: Final = frozenset(("keskustella", "katsoa", "pitää", "hyväksyä", "vahvistaa"))
_THAT: Final = frozenset(("että", "ettei", "etteivät"))
_CLAUSE: Final = re.compile(
    r"\s*,\s*(?:ja\s+|tai\s+|mutta\s+)?(?P<word>että|ettei|etteivät|jotta|jottei|koska|kun|jos|mikäli|vaikka|jo[instkl]\w*|mi(?:kä|tä|ten|ssä|hin|ksi)"
    r"|\w{3,}k[oö])\b",
    re.IGNORECASE,
)
_MODAL: Final = re.compile(r"\b(?:voi|voida|voidaan|voivat|saa|saavat|kannattaa|pitää|tulee)\b", re.IGNORECASE)
_SOME: Final = re.compile(r"^\W*osa\b", re.IGNORECASE)
# A bare value is a setting ("30 päivää."), and so is one that a verb of change gives ("Lyhennetään 14 päivään").
# Numbers in words, as limits are said: "viiteen", "enintään kolme".
_NUMBER: Final = (
    r"(?:\d+(?:[.,]\d+)?|yhteen|kahteen|kolmeen|neljään|viiteen|kuuteen|seitsemään|kahdeksaan|yhdeksään|kymmeneen|yksi|kaksi|kolme|neljä|viisi"
    r"|kuusi|seitsemän|kahdeksan|yhdeksän|kymmenen)"
)
_UNIT: Final = r"(?:€|eur\w*|%|prosent\w+|vuo[drstn]\w*|vuot\w*|v|kk|kuukau\w+|viik\w+|vko|päiv\w+|pv|tun\w+|minuut\w+|kpl|kappale\w*|merk\w+|sent\w+)"
_VALUE: Final = re.compile(rf"^\W*(?:\w+\s+)?\d+(?:[.,]\d+)?\s*{_UNIT}(?!\w)\W*$", re.IGNORECASE)
_NAMED_VALUE: Final = re.compile(rf"\w\s*[:=]\s*\d+(?:[.,]\d+)?\s*{_UNIT}(?!\w)\W*$", re.IGNORECASE)
_AMOUNT: Final = re.compile(
    rf"(?<![\d.#])(?P<counted>\d+(?:[.,]\d+)?)\s*{_UNIT}(?!\w)|\b(?:enintään|vähintään|korkeintaan)\s+(?P<limit>{_NUMBER})\b",
    re.IGNORECASE,
)
_CHANGED_TO: Final = re.compile(
    rf"\b(?:lyhenn|piden|koro|noste|laske|alenne|muute|rajat|rajoite)\w+\s+(?:[^.\d]+\s+)?(?:\d+(?:[.,]\d+)?\s*{_UNIT}|{_NUMBER})(?!\w)",
    re.IGNORECASE,
)
# How long, how many or where something is: "on 14 päivää", "enintään kolme", "vaihdetaan aulasta kirjastoon", "muutetaan keltaiseksi".
_IS_SO_MUCH: Final = re.compile(
    rf"\b(?:on|ovat)\s+(?:\w+\s+)?\d+(?:[.,]\d+)?\s*{_UNIT}(?!\w)|\b(?:enintään|vähintään|korkeintaan)\s+{_NUMBER}\b",
    re.IGNORECASE,
)
_INTO: Final = re.compile(
    r"\b(?:vaihde(?:taan|ttiin)|muute(?:taan|ttiin)|siirre(?:tään|ttiin))\b[^.;]*\b\w{3,}st[aä]\s+(?:\w+\s+)?\w+(?:an|en|in|on|un|yn|än|ön|lle|seen)\b"
    r"|\b\w{3,}ksi\s+(?:vaihde|muute)(?:taan|ttiin)\b|\b(?:vaihde|muute)(?:taan|ttiin)\s+(?:\w+\s+){0,2}\w{3,}ksi\b",
    re.IGNORECASE,
)
# What was before is said to be otherwise from now on.
_OTHERWISE: Final = re.compile(
    r"\b(?:aiemmin|aikaisemmin|tähän\s+asti|poiketen|(?:entisen|aiemman|aikaisemman|nykyisen|vanhan)\s+(?:\w+\s+)?(?:sijaan|sijasta|tilalle)"
    r"|kumotaan|kumottiin|poistetaan\s+(?:aiempi|aikaisempi|entinen)|(?:aiempi|aikaisempi|entinen)\s+(?:\w+\s+)?poistetaan"
    r"|i\s+stället\s+för|tidigare|instead\s+of|previously)\b",
    re.IGNORECASE,
)
# What the meeting itself brought up to date is what holds now.
_UPDATED: Final = re.compile(r"\b(?:päivite|uudiste|uusi|tarkiste)ttiin\b", re.IGNORECASE)
# "Kirjojen laina-aika on 14 päivää": what has the value.
_HAS_VALUE: Final = re.compile(
    rf"(?P<what>(?:\w+(?:-\w+)*\s+){{1,2}})(?:on|ovat)\s+(?:\w+\s+)?\d+(?:[.,]\d+)?\s*{_UNIT}(?!\w)", re.IGNORECASE
)
_YEAR: Final = re.compile(r"\b20\d\d\b")
# "Otetaan käyttöön 1.3.2023": done once on its day.
_TAKEN_INTO_USE: Final = re.compile(r"\b(?:käyttöön|käytöstä)\b[^.]*?\b\d{1,2}\.\d{1,2}\.", re.IGNORECASE)
# "Päätettiin, että nimessä on …" says how things are from now on.
_HOW_IT_IS: Final = re.compile(
    r"^\W*(?:päätettiin|linjattiin|sovittiin)\s*,?\s+että\b[^.;]*?\b(?:on|ovat)\b(?!\s+\w+(?:ttu|tty|tava|tävä)\b)",
    re.IGNORECASE,
)
_IS: Final = re.compile(
    r"^\W*(?P<what>\w{4,}(?:\s+\w{4,})?)\s+(?:on|ovat)\s+(?!\w+(?:ttu|tty|nut|nyt|tava|tävä|matta|mättä)\b)", re.IGNORECASE
)
_PROPOSAL: Final = re.compile(r"\b(?:ehdotu[sk]\w*|esity[sk]\w*)", re.IGNORECASE)
# Chosen for a term, whatever the office.
_TERM: Final = re.compile(r"\b(?:toimi)?kau(?:delle|deksi|siksi)\b|\b(?:vuosiksi|vuodeksi)\b", re.IGNORECASE)
_TRIAL: Final = re.compile(r"\b(?:testi(?:aika|jakso|käyt)|koeaika|koejakso|kokeilu|pilot)\w*", re.IGNORECASE)
# What is developed lasts only once it is there.
_DEVELOPED: Final = re.compile(r"\b(?:toteutetaan|kehitys\w*\s+yhteisö\w*|\w*tiket\w+|#\d{2,6})\b", re.IGNORECASE)
_YEARS: Final = re.compile(
    r"\b(?:vuodelle|vuosille|vuosina|vuosiksi|vuodeksi|(?:toimi)?kaudelle|(?:toimi)?kaudeksi|för (?:år|åren)|for the years?)\s+"
    r"(?:20\d\d\s*(?:[-–]|ja|och|and)\s*)?(?P<last>20\d\d)\b",
    re.IGNORECASE,
)
_UNTIL: Final = re.compile(r"^\s*(?:asti|saakka)\b")
_LEAD: Final = re.compile(r"^\W*(?:päätös|päätettiin|beslut|decision)\s*:\s*", re.IGNORECASE)


Told = tuple[Nature | None, datetime.date | None]


def tell(meetings: Sequence[Meeting], kept: Kept | None = None) -> tuple[Meeting, ...]:
    """The meetings with the nature of each decision, and the last day that its own words give it; what was `kept` is not told
    again."""
    kept = kept or Kept()
    return tuple(_told(meeting, kept) for meeting in meetings)


def _told(meeting: Meeting, kept: Kept) -> Meeting:
    def make() -> tuple[Told, ...]:
        return tuple((nature(decision), until(decision)) for decision in meeting.decisions)

    found = kept.of(tuple[Told, ...], make, "natures", meeting.decisions)
    pairs = zip(meeting.decisions, found, strict=True)
    return replace(meeting, decisions=tuple(replace(one, nature=kind, until=day) for one, (kind, day) in pairs))


def until(decision: Decision) -> datetime.date | None:
    """The last day that a decision's own words give it, None where they give none.

    >>> decided = Decision("m/1/1", "m", None, "1", None, "decision", "Päätettiin, ettei korvausta makseta vuosina 2025–2026.")
    >>> str(until(decided))
    '2026-12-31'
    """
    last = _last_told(decision)
    # A period that was over before the decision is of what it was about, as a report's is.
    return last if last is None or decision.date is None or last >= decision.date else None


def _last_told(decision: Decision) -> datetime.date | None:
    text = f"{decision.text} {decision.content or ''}"
    if years := _YEARS.search(text):
        return datetime.date(int(years["last"]), 12, 31)
    for found in find_dates(text, decision.date):
        if _UNTIL.match(text[found.end :]) or found.last > found.first:
            return found.last
    return max(_days_ahead(decision, text), default=None) if _is_event(decision, text) else None


def _days_ahead(decision: Decision, text: str) -> list[datetime.date]:
    """The days that the words give and that were not past when it was decided."""
    days = [found.last for found in find_dates(_dated(decision, text), decision.date)]
    return [day for day in days if decision.date is None or day >= decision.date]


def _dated(decision: Decision, text: str) -> str:
    """The words whose days are its own: those of its subject too, where it is about taking part."""
    return f"{text}\n{decision.subject or decision.item_title or ''}" if _TAKES_PART.search(text) else text


def _is_event(decision: Decision, text: str) -> bool:
    """Whether people come together or something happens on a day, or at a time of day, by which nothing is to be done."""
    words = f"{decision.subject or decision.item_title or ''} {text}"
    has_no_due = decision.due is None or _AT_A_TIME.search(text) is not None
    return decision.kind not in ("postponed", "noted") and has_no_due and bool(_EVENT.search(words))


def nature(decision: Decision) -> Nature | None:
    """What kind of a thing it is; None where its words do not tell.

    >>> def of(text, kind="decision"):
    ...     return nature(Decision("m/1/1", "m", datetime.date(2025, 1, 14), "1", "Katos", kind, text))
    >>> of("Katos otetaan käyttöön."), of("Selvitetään katoksen hinta."), of("Katosta ei muuteta.")
    ('lasting', 'task', 'refused')
    >>> of("Kokouksen sihteeriksi valittiin Orvokki Haapala.", "election"), of("Katos on punainen.")
    ('once', None)
    >>> of("Seuraava kokous pidetään 11.2.2025."), of("Hyväksyttiin huoltosuunnitelma.", "approval")
    ('once', 'lasting')
    >>> of("30 päivää."), of("Otetaan katos käyttöön 1.3.2025."), of("Päätettiin luopua katoksesta.")
    ('lasting', 'task', 'lasting')
    """
    if decision.kind == "noted" and _MODAL.search(decision.text):
        # "Todettiin, että ... voi ..." may be the making of a rule.
        return "refused" if _REFUSED.search(_main_clause(decision.text)) else None
    text = _LEAD.sub("", f"{decision.content or decision.text}")
    sentences = [text[start:end] for start, end in split_sentences(text)] or [text]
    first = sentences[0]
    if decision.kind == "noted" and _is_to_come(decision, sentences[1:]):
        return "task"
    if decision.kind in _BY_KIND and not _SOME.match(decision.text):
        return _BY_KIND[decision.kind]
    if decision.kind == "election":
        return _of_election(decision, text)
    if len(sentences) == 1 and _only_notes(first):
        return "noted"
    main = _main_clause(first)
    if (_REFUSED.search(main) or _refuses(main)) and not vocabulary.WAITS.search(main):
        return "lasting" if _YEARS.search(text) or _NO_MORE.search(first) else "refused"
    return "once" if _is_once(decision, text, first) else _of_words(decision, text, first)


def _only_notes(sentence: str) -> bool:
    """Whether a sentence tells what was heard or is noted, and nothing else.

    >>> _only_notes("Lautakunta merkitsee selvityksen tiedokseen."), _only_notes("Merkitään tiedoksi ja korotetaan maksua.")
    (True, False)
    """
    verbs = _verbs(sentence)
    if _LEAVES_IT.search(sentence):
        return True
    if _NOTED.match(sentence) and not verbs & _APPROVED and not _brings_up_to_date(sentence):
        return True
    return _NOTES.search(sentence) is not None and not verbs & (_LASTING_VERBS | _TASK_VERBS)


def _brings_up_to_date(sentence: str) -> bool:
    """Whether a plan, a rule or a list was made anew: "Hinnasto päivitettiin"."""
    return _UPDATED.search(sentence) is not None and DOCUMENT.search(sentence) is not None


def _is_before_each(sentence: str) -> bool:
    """Whether it says how long before each meeting something is to be done: "Aineistot lähetetään viikkoa ennen kokousta"."""
    found = vocabulary.TIME_BEFORE.search(sentence)
    return found is not None and _EACH_MEETING.match(sentence, found.end()) is not None


def _is_once(decision: Decision, text: str, first: str) -> bool:
    """Whether it is over when its day is: taking part in something, or an event."""
    takes_part = decision.due is None and bool(_TAKES_PART.search(first) and _EVENT.search(text))
    return takes_part or (_is_event(decision, text) and bool(_days_ahead(decision, text)))


_BY_KIND: Final[dict[str, Nature]] = {
    "noted": "noted",
    "procedural": "noted",
    "postponed": "task",
    "rejected": "refused",
}


def _is_to_come(decision: Decision, rest: Sequence[str]) -> bool:
    """Whether what follows a note says what is to be done by a day: "Merkittiin tiedoksi. Ohje tuodaan hallitukselle 30.11." """
    return any(_verbs(sentence) & _TASK_VERBS and find_deadline(sentence, decision.date) for sentence in rest)


def gives_value(decision: Decision) -> bool:
    """Whether its words are a value or change one.

    >>> gives_value(Decision("m/1/1", "m", None, "1", None, "decision", "Päätös: 30 päivää."))
    True
    """
    text = _LEAD.sub("", decision.content or decision.text)
    return _VALUE.match(text) is not None or any(form.search(text) for form in (_NAMED_VALUE, _CHANGED_TO, _IS_SO_MUCH, _INTO))


def amounts(text: str) -> frozenset[str]:
    """The amounts that a text gives: numbers with a unit, and limits in words.

    >>> sorted(amounts("Maksu on 12 euroa, enintään kolme kertaa, 14.1.2025 alkaen.")), sorted(amounts("#4123 aita"))
    (['12', 'kolme'], [])
    """
    return frozenset((found["counted"] or found["limit"]).lower() for found in _AMOUNT.finditer(text))


def are_values_of_two(one: Decision, other: Decision) -> bool:
    """Whether two decisions say how much two things are, each named before its value, or the same thing's in two years.

    >>> def of(text):
    ...     return Decision("m/1/1", "m", None, "1", "Hinnat", "decision", text)
    >>> are_values_of_two(of("Aidan hinta on 8 euroa."), of("Portin hinta on 5 euroa."))
    True
    >>> are_values_of_two(of("Aidan hinta on 8 euroa."), of("Jatkossa aidan hinta on 9 euroa."))
    False
    """
    first, second = (set(_YEAR.findall(text)) for text in (one.text, other.text))
    if first and second and not first & second:
        return True
    named = [found and _named(found["what"]) for found in map(_HAS_VALUE.search, (one.text, other.text))]
    return bool(named[0] and named[1] and named[0] - named[1] and named[1] - named[0])


def _named(text: str) -> frozenset[str]:
    """The nominal words before a value, each by its first base form."""
    words = [token.text.lower() for token in tokenize(text) if token.kind == "word"]
    return frozenset(min(index_terms(word)) for word in words if index_terms(word) and not verb_forms(word))


def refused_verb(decision: Decision) -> str | None:
    """The lemma of what a decision says is not done; None where it refuses nothing.

    >>> refused_verb(Decision("m/1/1", "m", None, "1", None, "decision", "Katosta ei hankita.", nature="refused"))
    'hankkia'
    """
    if decision.nature != "refused":
        return None
    told = (lemma for lemma, denied in _forms(decision.content or decision.text) if denied and lemma in _REFUSABLE)
    return next(told, None)


def verbs_of(decision: Decision) -> frozenset[str]:
    """Lemmas of the verbs by which it says what is to be, not denied."""
    return _verbs(decision.content or decision.text)


def says_what_it_is(decision: Decision) -> bool:
    """Whether it says what the thing it is about is.

    >>> says_what_it_is(Decision("m/1/1", "m", None, "1", "Noutopaikka", "decision", "Noutopaikka on kirjasto."))
    True
    """
    found = _IS.match(_LEAD.sub("", decision.content or decision.text))
    subject = (decision.subject or decision.item_title or "").lower()
    return found is not None and bool(subject) and found["what"].lower() in subject


def changes_what_was(decision: Decision) -> bool:
    """Whether its words say that something was otherwise before.

    >>> changes_what_was(Decision("m/1/1", "m", None, "1", None, "decision", "Jatkossa kokoonnutaan etänä, aiemmin paikalla."))
    True
    """
    return _OTHERWISE.search(decision.text) is not None


def _of_election(decision: Decision, text: str) -> Nature | None:
    if _OF_THE_MEETING.search(text) or _OPENING.search(decision.item_title or ""):
        return "once"
    return None if _OFFICE.search(text) and not _TERM.search(text) else "lasting"


def _of_words(decision: Decision, text: str, first: str) -> Nature | None:
    """By what its verbs and words say: to be done, agreed to, tried, a rule, or to be done after all."""
    verbs = _verbs(first)
    if (decision.due is not None and is_promise(decision)) or _TAKEN_INTO_USE.search(first):
        return "task"
    if _VALUE.match(text) or any(form.search(first) for form in (_CHANGED_TO, _INTO, _OTHERWISE)):
        return "lasting"
    if _brings_up_to_date(first) or _is_before_each(first):
        return "lasting"
    if decision.kind == "approval" or verbs & _APPROVED or _APPROVED_ELSEWHERE.search(first):
        return _of_approval(decision, text, first)
    if decision.kind == "assignment" or _TRIAL.search(first):
        return "task"
    if _is_lasting(first, verbs):
        return "lasting"
    is_to_do = verbs & _TASK_VERBS or _DEVELOPED.search(first) or decision.responsible or decision.due
    return "task" if is_to_do else None


def _of_approval(decision: Decision, text: str, first: str) -> Nature | None:
    if decision.kind == "approval" and _orders(decision, text, first):
        return "task"
    if "myöntää" in _verbs(first) and _GIVEN_ONCE.search(text) and _last_told(decision) is None:
        return None
    return None if _PASSING.search(f"{decision.subject or decision.item_title or ''} {text}") else "lasting"


def _is_lasting(first: str, verbs: frozenset[str]) -> bool:
    """Whether it says how things are or are to be, and not that something is to be developed."""
    says = bool(_RULE.search(first) or _HOW_IT_IS.match(first) or verbs & _LASTING_VERBS)
    return says and not _DEVELOPED.search(first) and not _prepares(first)


def _prepares(sentence: str) -> bool:
    """Whether the first thing it says to do is to find something out or to talk it over, and not over and over.

    >>> _prepares("Jatketaan selvittelyä ja tutkitaan, saadaanko maksu poistettua."), _prepares("Vastedes kysytään lupa.")
    (True, False)
    """
    if _STEADILY.search(sentence):
        return False
    if _THROUGH.match(sentence):
        return True
    told = (lemma for lemma, _ in _forms(sentence) if lemma in _LASTING_VERBS or lemma in _TASK_VERBS)
    return next(told, None) in _PREPARING


def _orders(decision: Decision, text: str, first: str) -> bool:
    """Whether a proposal is approved only for somebody to act on it: "Hyväksyttiin ehdotus. VLL pyytää muutosta." """
    rest = text[text.find(first) + len(first) :]
    return bool(decision.responsible) and _PROPOSAL.search(first) is not None and bool(_verbs(rest) & _TASK_VERBS)


def _verbs(sentence: str) -> frozenset[str]:
    """Lemmas of its verbs that tell what is to be: not of deciding, not denied, not what lies behind."""
    return frozenset(lemma for lemma, denied in _forms(sentence) if not denied and lemma not in _DECIDING)


def _forms(sentence: str) -> Iterator[tuple[str, bool]]:
    """Lemmas of its finite verbs and infinitives in order, and whether each is denied."""
    words = [token.text for token in tokenize(sentence) if token.kind == "word"]
    denied = -_DENIAL_REACH
    for place, word in enumerate(words):
        if word.lower() in _DENIES:
            denied = place
            continue
        if words[place + 1 : place + 2] and words[place + 1].lower() in _DENIES and word.lower() not in _SAYING:
            # "Lupaa ei myönnetä": what stands before a denial is what is denied.
            continue
        for form in verb_forms(word):
            if form.finite or form.mood.startswith(("A-inf", "MA-inf")):
                yield form.lemma, place - denied < _DENIAL_REACH


def _main_clause(sentence: str) -> str:
    """What a sentence lays down itself: without clauses that say why, of what or what somebody else is told, asked or proposed.

    >>> _main_clause("Aino pyytää kunnalta, ettei katosta pureta.")
    'Aino pyytää kunnalta'
    >>> _main_clause("Päätettiin, ettei katosta pureta, koska se on ehjä.")
    'Päätettiin, ettei katosta pureta'
    """
    start = 0
    for seam in _CLAUSE.finditer(sentence):
        says_so = seam["word"].lower() in _THAT and not _forms_of_others(sentence[start : seam.start()])
        if not says_so:
            return sentence[: seam.start()]
        start = seam.start()
    return sentence


def _forms_of_others(clause: str) -> bool:
    """Whether a clause has a verb of its own beside those of deciding and noting: "Aino pyytää …"."""
    return any(lemma not in _DECIDING and lemma not in _SAYS_SO for lemma, _ in _forms(clause))


def _refuses(sentence: str) -> bool:
    """Whether the first thing it says is that something is not done.

    >>> _refuses("Ei toteuteta."), _refuses("Selvitetään aita, jos katosta ei tehdä.")
    (True, False)
    """
    for lemma, denied in _forms(sentence):
        if lemma in _DECIDING:
            continue
        if lemma in _REFUSABLE or lemma in _TASK_VERBS:
            return denied and lemma in _REFUSABLE
    return False
