"""Forms of a sentence that are a promise, or are none, whatever its clues weigh.

`PLAIN` ones are at least likely enough to be shown; `TOLD` ones look like promises and only tell something, so they are known at
the most. Each is a predicate over a sentence and the names of its clues, with the sentence it is for beside it; to add one, add it
to its table and a case to `SHOWN_FORMS` or `TOLD_FORMS` of tests/indexer/interpret/test_forms.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from indexer.interpret import vocabulary
from indexer.interpret.decisions.clues import Said, forms_of
from kb.finnish import VerbForm

Form = Callable[[Said, frozenset[str]], bool]

# What a plain form makes likely at least, and what only tells at the most.
_PLAIN: Final = 0.65
_TOLD: Final = 0.55
# A longer sentence says more than its form.
_LONGEST: Final = 18
_AGAINST: Final = frozenset(
    (
        "denied",
        "question",
        "condition",
        "can",
        "maybe",
        "ought",
        "past",
        "perfect",
        "conditional",
        "talk",
        "formal",
        "relative first",
    )
)
# Prose outside the marked decisions of formal minutes tells; what a marker heads does not.
_MARKED: Final = _AGAINST - {"formal"}
_SPOKEN: Final = frozenset(("I do", "task of"))
_USUAL: Final = frozenset(("habit", "policy", "from now on", "a meeting is held"))


def bounded(likely: float, one: Said, told: frozenset[str]) -> float:
    """A sentence's likelihood within the bounds of its form. `told` are its clues."""
    if only_tells(one, told):
        return min(likely, _TOLD)
    if len(one.words) <= _LONGEST and any(form(one, told) for form in PLAIN.values()):
        return max(likely, _PLAIN)
    return likely


def only_tells(one: Said, told: frozenset[str]) -> bool:
    """Whether a sentence has a form that looks like a promise and tells something."""
    return any(form(one, told) for form in TOLD.values())


# --- promises by themselves --------------------------------------------------------------------------------------------------


def _spoken(one: Said, told: frozenset[str]) -> bool:
    """ "Lupasin kysyä", "Tuulin tehtäväksi jäi …": also in the past tense."""
    return bool(told & _SPOKEN) and told & (_AGAINST | _USUAL) <= {"past"}


def _done_once(one: Said, told: frozenset[str]) -> bool:
    """ "Ohje päivitetään": work that is done once and not as a rule."""
    return "done once" in told and not told & ((_MARKED if "marked" in told else _AGAINST) | _USUAL)


_MAY_SEND: Final = re.compile(
    r"\b(?:voi|saa|voitte|voivat)\s+(?:\w+\s+)?(?:lähettää|toimittaa|ilmoittaa|antaa|jättää|laittaa|kommentoida)\b.*\b(?:mennessä|viimeistään|asti|saakka)\b",
    re.I,
)


def _may_be_sent(one: Said, told: frozenset[str]) -> bool:
    """ "Kommentit voi lähettää Tuulille 3.5. mennessä": what may be sent by a day is asked for."""
    return one.has_due and _MAY_SEND.search(one.text) is not None


_FIND_OUT: Final = re.compile(
    r"^\w+(?:taan|tään)\b[^,]{0,60},?\s*\b(?:kuka|ketkä|kenen|mitkä|mikä|mitä|miten|missä|mistä|milloin|montako|paljonko|voiko|onko|\w{3,}(?:isiko|aako|ääkö))\b",
    re.I,
)


def _finds_out(one: Said, told: frozenset[str]) -> bool:
    """ "Selvitetään, kuka …"."""
    return "head passive of work" in told and not told & _AGAINST and _FIND_OUT.match(one.text) is not None


_DELIVERY: Final = re.compile(r"^(?:\S+\s+){1,4}?[\wåäö:-]+lle\s.*\bmennessä\b", re.I)


def _in_time(one: Said, told: frozenset[str]) -> bool:
    """ "Nimet Tuulille 30.11. mennessä", "Asiaan palataan keväällä", "Listat kootaan 3.5. mennessä"."""
    if not one.has_due or told & (_AGAINST | {"a meeting is held"}):
        return False
    works = "theme and a passive" in told and "passive of work" in told and _HOLDS_EVENT.search(one.text) is None
    return works or "come back" in told or ("verbless" in told and _DELIVERY.match(one.text) is not None)


# A time near enough to be a plan's.
_SOON: Final = re.compile(
    r"\b(?:ensi|seuraav\w+|tulev\w+|tällä|tämän)\s+(?:\w+\s+)?(?:viik|sprint|kuu(?:ssa|n|kauden)|kerra|kokou|palaver|tapaami|iteraatio|vaihee|vaiheessa|jakso|versio)\w*"
    r"|\b(?:seuraavaksi|seuraavana|huomenna|ylihuomenna|heti(?!\s+kun)|alkuviiko\w+|loppuviiko\w+|pikimmiten|ensi\s+(?:kevää|syksy|kesä|talve)\w+)\b"
    r"|\b(?:maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai|sunnuntai)(?:na|hin|ksi)\b|\bennen\s+(?!\w+mist[aä]\b)\w+",
    re.I,
)
_HEAD: Final = 6


def _is_passive(form: VerbForm) -> bool:
    return (form.voice, form.mood, form.tense, form.negative) == ("passive", "indicative", "present", False)


def _passives(one: Said) -> Iterator[str]:
    """The verbs of the present passives near a sentence's beginning."""
    for forms in one.forms[:_HEAD]:
        yield from (form.lemma for form in forms if _is_passive(form))


_TOLD_OF: Final = vocabulary.TALKING | vocabulary.TELLING


def _soon(one: Said, told: frozenset[str]) -> bool:
    """ "Seuraavaksi tehdään hakusivu", "Kokeillaan lyhyempiä palavereita ensi sprintissä": a plan of work with its time."""
    if told & (_AGAINST | _USUAL) or _HOLDS_EVENT.search(one.text) or not _SOON.search(one.text):
        return False
    passives = set(_passives(one))
    return bool(passives) and not passives & _TOLD_OF


_NEXT_STEP: Final = re.compile(
    r"^seuraav(?:a|ana|at|ina)\s+(?:\w+\s+)?(?:vaihe(?:ena|et)?|työvaihe|askel(?:eena)?|tehtävä(?:nä)?|vuorossa)\s*(?:on|ovat|:)",
    re.I,
)


def _next_step(one: Said, told: frozenset[str]) -> bool:
    """ "Seuraava vaihe on käyttöliittymän testaus", "Seuraavana vuorossa on tietokannan siirto"."""
    return _NEXT_STEP.match(one.text) is not None and not told & (_AGAINST | {"a meeting is held"})


_STILL: Final = re.compile(
    r"\b(?:pitää|täytyy|tulee)\s+vielä\s+\w+|\bvielä\s+(?:pitää|täytyy)\b|\bon\s+vielä\s+\w+(?:tava|tävä)\b|\b(?:pitää|täytyy|on)\s+(?:\w+\s+){0,2}?(?:saada|saatava)\s+(?:\w+\s+)?(?:kuntoon|valmiiksi|toimimaan|läpi|julki)\b",
    re.I,
)


def _still(one: Said, told: frozenset[str]) -> bool:
    """ "Kirjautuminen pitää vielä saada kuntoon", "Haku on vielä saatava toimimaan"."""
    match = _STILL.search(one.text)
    after = re.findall(r"\w+", one.text[match.start() :]) if match else []
    is_work = any(
        form.mood == "A-infinitive" or form.participle == "present_passive" for word in after for form in forms_of(word)
    )
    return is_work and not told & (_AGAINST | {"habit"})


_MEANS_TO: Final = re.compile(
    r"\b(?:pyritään|yritetään|tavoitteena\s+on|tavoite\s+on|tarkoitus\s+on|tarkoituksena\s+on|aiotaan|on\s+tarkoitus)\b", re.I
)

# "Pyritään ratkaisemaan": the infinitive of what is striven for.
_TO_DO: Final = re.compile(r"\b\w{2,}m(?:aan|ään)\b", re.I)


def _means_to(one: Said, told: frozenset[str]) -> bool:
    """ "Tavoitteena on saada esittely valmiiksi ensi viikolla", "Yritetään julkaista ennen lomia": what is meant to be done soon."""
    has_verb = any(form.mood == "A-infinitive" for forms in one.forms for form in forms) or _TO_DO.search(one.text)
    return bool(has_verb) and not told & (_AGAINST | _USUAL) and bool(_MEANS_TO.search(one.text) and _SOON.search(one.text))


_HEADED: Final = re.compile(
    r"^(?:\W*)(?:to[ -]?do|ap|action(?:\s+point)?|toimenpide|jatkotoimi|jatkotoimenpide|jatkotoimet|toimenpiteet|(?:vielä\s+)?(?:korjattava|selvitettävä|tehtävä|hoidettava|muistettava)(?:ä|a|t)?(?:\s+vielä)?|seuraavaksi|tekemättä)\s*:\s+\S",
    re.I,
)
_BARE: Final = re.compile(r"^tehtävä(?:t)?\s*:", re.I)


def _headed(one: Said, told: frozenset[str]) -> bool:
    """ "To do: ohjesivu", "Korjattava: haku ei löydä ääkkösiä": a label says that it is to be done. "Tehtävä: opettaja" is a post."""
    return _HEADED.match(one.text) is not None and not _BARE.match(one.text) and "question" not in told


def _asked_of_all(one: Said, told: frozenset[str]) -> bool:
    """ "Miettikää kysymyksiä valmiiksi.", "Muistakaa lähettää matkalaskut!"."""
    first = one.forms[0] if one.forms else ()
    is_asked = any((form.mood, form.person) == ("imperative", "2") and form.lemma in _MAY_ASK for form in first)
    return is_asked and one.words[0].lower().endswith(("kaa", "kää")) and not told & {"denied", "question", "condition"}


_MAY_ASK: Final = vocabulary.DOING | {"muistaa", "ilmoittautua", "varautua", "vastata", "palauttaa", "täyttää"}


def _we_do(one: Said, told: frozenset[str]) -> bool:
    """ "Teemme testit ensi viikolla", "Aiomme kysyä käyttäjiltä": those who write tell what they are going to do."""
    said = {form.lemma for forms in one.forms[:_HEAD] for form in forms if _is_ours(form)}
    if told & (_AGAINST | _USUAL) or not said:
        return False
    return bool(said & {"aikoa", "luvata", "yrittää"}) or (bool(said & vocabulary.DOING) and _SOON.search(one.text) is not None)


def _is_ours(form: VerbForm) -> bool:
    person = (form.person, form.number, form.mood, form.negative)
    return person == ("1", "plural", "indicative", False) and (form.tense == "present" or form.lemma == "luvata")


_ASKED_TO: Final = re.compile(
    r"\b(?:pyydettiin|kehotettiin|velvoitettiin|ohjeistettiin|oikeutettiin|valtuutettiin|pyysi|kehotti)\s+(?:\w+\s+){0,2}?\w+m[aä]{2}n\b|\w+[aä]\s+(?:pyydettiin|kehotettiin)\s+\w+m[aä]{2}n\b",
    re.I,
)


def _asked_to(one: Said, told: frozenset[str]) -> bool:
    """ "Isännöitsijää pyydettiin hankkimaan lisäselvitys": what somebody was asked to do in the meeting."""
    against = told & (_AGAINST | _USUAL)
    return bool(one.doers) and against <= {"past"} and _ASKED_TO.search(one.text) is not None


def _in_touch(one: Said, told: frozenset[str]) -> bool:
    """ "Tuuli on yhteydessä kuntiin"."""
    return {"doer", "doer first", "is"} <= told and "yhteydessä" in one.text and not told & _AGAINST


_HANDED: Final = re.compile(r"(?:->|=>|→)\s*[A-ZÅÄÖ][\w-]+(?:\s\S+){0,4}$")


def _handed(one: Said, told: frozenset[str]) -> bool:
    """ "Tilaus puuttuu -> Tuuli": an arrow that leads to somebody."""
    return "person" in one.place and _HANDED.search(one.text) is not None and "denied" not in told


def _in_turn(one: Said, told: frozenset[str]) -> bool:
    """ "Tuuli: kartta valmis, seuraavaksi haku": what the one whose turn it is does next."""
    return "in turn" in one.place and not told & {"question", "conditional", "maybe"}


PLAIN: Final[dict[str, Form]] = {
    "in touch": _in_touch,
    "handed": _handed,
    "in turn": _in_turn,
    "spoken": _spoken,
    "done once": _done_once,
    "may be sent": _may_be_sent,
    "finds out": _finds_out,
    "in time": _in_time,
    "soon": _soon,
    "next step": _next_step,
    "still": _still,
    "means to": _means_to,
    "headed": _headed,
    "asked of all": _asked_of_all,
    "we do": _we_do,
    "asked to": _asked_to,
}

# --- none, though they look like it ------------------------------------------------------------------------------------------

# "Seminaari järjestetään elokuussa" tells when an event is.
_HOLDS_EVENT: Final = re.compile(r"\b(?:järjestetään|pidetään)\b")


def _event(one: Said, told: frozenset[str]) -> bool:
    """ "Seminaari järjestetään elokuussa": when an event is held is told."""
    return "theme and a passive" in told and not one.doers and _HOLDS_EVENT.search(one.text) is not None


_OFTEN: Final = re.compile(
    r"\b(?:kerran|kertaa|kerrat)\s+(?:vuode|kuu|viiko|päivä|lukuka)\w*|\b(?:joka|jokainen|jokaisena)\s+(?:vuosi|kuukausi|viikko|päivä|kevät|syksy)\b|\b(?:vuodessa|kuukaudessa|kulloinkin|kulloisen\w+)\b"
    r"|\b(?:vuosittain|kuukausittain|viikoittain|päivittäin|(?:ilta|aamu|viikonloppu|maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai|sunnuntai)sin)\b",
    re.I,
)


def _often(one: Said, told: frozenset[str]) -> bool:
    """ "Veikko toimittaa lehteä neljä kertaa vuodessa": what somebody does time and again."""
    return _OFTEN.search(one.text) is not None and not told & {"promised", "imperative", "agreed to do", "given"}


_ABLE: Final = re.compile(
    r"\b(?:pitää|täytyy|tulee|pitäisi|tulisi|täytyisi)\s+(?:\w+\s+){0,2}?(?:pystyä|voida|osata|päästä|olla)\b", re.I
)


def _able(one: Said, told: frozenset[str]) -> bool:
    """ "Kaikkien pitää pystyä käyttämään samaa näkymää": a need of what is made."""
    return _ABLE.search(one.text) is not None and not one.has_due


_WITHIN: Final = re.compile(
    r"\b(?:kuluessa|sisällä|sisään)\s+\w+(?:st[aä]|n\s+jälkeen)\b|\b\w+n\s+jälkeen\s+\w+n\s+kuluessa\b", re.I
)


def _rule(one: Said, told: frozenset[str]) -> bool:
    """ "Laskut toimitetaan kuukauden kuluessa matkasta": a time that begins anew for each is a rule's."""
    return not one.doers and _WITHIN.search(one.text) is not None


_VIEW: Final = re.compile(
    r"^(?:\w+\s+){0,3}?(?:\w+(?:n|jien|iden|ien)\s+mielestä|\w*kyselyn\s+mukaan|vaihtoeh\w+\s*:|toivottavasti\b|\w*vastaajat?\b|osa\s+vastaajista)",
    re.I,
)


def _view(one: Said, told: frozenset[str]) -> bool:
    """ "Vastaajien mielestä kaikki pitää saada samaan paikkaan": what somebody thinks."""
    return _VIEW.match(one.text) is not None


_WHEN_ABSENT: Final = re.compile(r"\bestyneenä\s+ollessa", re.I)


def _order(one: Said, told: frozenset[str]) -> bool:
    """ "Aineistot lähetetään viisi päivää ennen kokousta": how it is done each time."""
    is_of_each = vocabulary.TIME_BEFORE.search(one.text) or _WHEN_ABSENT.search(one.text)
    return not one.doers and is_of_each is not None


_WHENEVER: Final = re.compile(
    r"^\W*(?:jos|mikäli)\b[^.;]*?,\s*(?:niin\s+)?\w+(?:taan|tään|daan|dään|llaan|llään|nnaan|nnään)\b", re.I
)


def _whenever(one: Said, told: frozenset[str]) -> bool:
    """ "Jos ehdotus todetaan hyväksi, tehdään siitä tiketti": how it is done each time."""
    return not one.doers and not one.has_due and _WHENEVER.match(one.text) is not None


_LAW: Final = re.compile(
    r"\b(?:lain|asetuksen|säännön|\w+säännön|ohjeen|\w+ohjeen|momentin|pykälän|luvun)\b[^.]*?\bmukaan\b[^.]*\b(?:on|tulee|pitää)\b|§[^.]{0,40}\bmukaan\b",
    re.I,
)


def _law(one: Said, told: frozenset[str]) -> bool:
    """ "Hallintosäännön 31 §:n mukaan viranhaltijan on ilmoitettava …": what a rule asks of everybody is cited."""
    return _LAW.search(one.text) is not None and not one.has_due


_PROPOSED: Final = re.compile(r"^\W*(?:ehdotetaan|ehdotettiin|esitettiin|on\s+ehdotettu|ehdotus\s+on)\b", re.I)


def _proposed(one: Said, told: frozenset[str]) -> bool:
    """ "Ehdotetaan seuraavaa tapaa: …": a proposal is no promise yet."""
    return _PROPOSED.match(one.text) is not None


_KEEPS: Final = re.compile(
    r"\b(?:säilytetään|pidetään|jätetään|pysytetään)\b.*\b(?:ennallaan|entisellään|nykyisellään|samana|samoina|sellaisena\w*|voimassa)\b",
    re.I,
)


def _keeps(one: Said, told: frozenset[str]) -> bool:
    """ "Aikataulu pidetään ennallaan": nothing is to be done by it."""
    return _KEEPS.search(one.text) is not None


_POTENTIAL: Final = ("nee", "nevat", "nevät", "taneen", "täneen")


def _perhaps(one: Said, told: frozenset[str]) -> bool:
    """ "Rahasto antanee päätöksensä huhtikuussa": what somebody reckons."""
    reckoned = (forms for word, forms in zip(one.words, one.forms, strict=True) if word.lower().endswith(_POTENTIAL))
    return any(form.finite and form.mood == "potential" for forms in reckoned for form in forms)


_GIVEN: Final = frozenset(
    ("by", "given", "promised", "must", "to be done", "agreed that", "agreed to do", "next meeting", "imperative")
)


def _outsiders(one: Said, told: frozenset[str]) -> bool:
    """ "Urakoitsija vastaa liikenteenohjauksesta", "Ministeriö julkaisee oppaan": what those do who take no part."""
    return "outsiders" in one.place and not told & _GIVEN


_OWN: Final = re.compile(r"\b(?:itse|oma(?:n|a|t|lle|lla|lta|ssa|sta|an|na|ksi)?(?:an|nsa)?|omi(?:a|en|ssa|lla|aan))\b", re.I)


def _own_affair(one: Said, told: frozenset[str]) -> bool:
    """ "Kunnat huolehtivat itse avauksista": what each body answers for, unless it is asked for."""
    if not one.doers or "person" in one.place or told & _GIVEN:
        return False
    return _OWN.search(one.text.split(",")[0]) is not None or re.search(r"\bvastaa(?:vat)?\s+\w+st[aä]\b", one.text) is not None


_THEIR_MATTER: Final = frozenset(
    ("päättää", "käsitellä", "hyväksyä", "vahvistaa", "myöntää", "kokoontua", "esittää", "ehdottaa")
)


def _their_decision(one: Said, told: frozenset[str]) -> bool:
    """ "Hallitus päättää asiasta marraskuussa": what another body decides."""
    if not one.doers or "own body" in one.place or told & (_GIVEN - {"by"}):
        return False
    are_bodies = all(
        who.lower().endswith((*vocabulary.BODY_HEADS, "ministeriö", "virasto", "eduskunta", "johto")) for who in one.doers
    )
    return are_bodies and any(
        form.lemma in _THEIR_MATTER and form.person == "3" and form.tense == "present" for forms in one.forms for form in forms
    )


TOLD: Final[dict[str, Form]] = {
    "event": _event,
    "often": _often,
    "able": _able,
    "rule": _rule,
    "view": _view,
    "order": _order,
    "whenever": _whenever,
    "law": _law,
    "proposed": _proposed,
    "keeps": _keeps,
    "perhaps": _perhaps,
    "outsiders": _outsiders,
    "own affair": _own_affair,
    "their decision": _their_decision,
}
