"""Topics: what a corpus's meetings are distinctively about, found from titles and decisions and merged over word forms.

A candidate is a noun: best a compound or a word that Voikko does not know, since those are names of things of the group's
own. It counts by the meetings whose titles, decisions and texts hold it, not by how often; what every meeting has, and words
of meeting as such, are no topics. Compounds that share a part gather under it; synonyms and `kb.toml` have the last word.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from indexer.relate.matter import HANDLING
from indexer.relate.units import language_of, people_words
from kb.finnish import fold, index_terms, lemma, part_terms, readings, tokenize
from kb.finnish.choice import likely
from kb.finnish.stopwords import SOFT, STOPWORDS
from kb.knowledge.relations import Term
from kb.model import AgendaItem, Meeting
from kb.results import Output, Topic
from kb.settings import Settings, TopicSetting
from kb.slugs import slug, unique

_IN_TITLE: Final = 3.0
_IN_DECISION: Final = 2.0
_IN_TEXT: Final = 0.5
_COMPOUND: Final = 1.3
_UNKNOWN: Final = 1.1
_SIMPLE: Final = 0.7
_DEFINED: Final = 2.0
_ENOUGH: Final = 4.0
_MOST: Final = 40
# A word that so large a part of the meetings has in a title is a standing item.
_STANDING: Final = 0.6
# A longer compound in so large a part of the items of its head is the same topic.
_SAME: Final = 0.6
# A part that so many different compounds share is a topic of its own above them.
_FAMILY: Final = 3
_LEAST_LETTERS: Final = 4
# Those who do something ("kehittäjä", "pääkäyttäjä") are no topics.
_DOER: Final = re.compile(r"(?:ttäjä|ttaja|stäjä|staja|tsija|tsijä|ntäjä|ntaja|vaaja|rija|hoitaja|tekijä|johtaja)$")
# In so few meetings a topic need not come back.
_FEW: Final = 4
_OFTEN: Final = 4
_SHORT_PARTS: Final = 2

# Nouns that are about the handling of anything, or about any organisation's life; more than `HANDLING` has.
_EMPTY: Final = frozenset(
    """
    asiakohta aihe tehtävä toiminta toiminto toimintatapa toimenpide käyttö käyttöönotto kehittäminen kehitys edistäminen seuranta
    suunnitelma suunnittelu selvitys selvittely arvio arviointi raportti tiedote tiedotus viestintä palaute kommentti lausunto
    yhteenveto kokonaisuus kokemus muutos muutostarve päivitys päivittäminen täydentäminen täydennys perustaminen poisto siirto
    ylläpito organisaatio henkilö ihminen asiakas nimi nimeäminen kokoonpano järjestäytyminen edustaja osallistuja toimija vastuu
    resurssi kustannus raha määräaika aikaväli kausi toimikausi jäsenyys yhteistyö palvelu järjestelmä malli ohje periaate
    ratkaisu ominaisuus tieto tietokanta aineisto materiaali kokousmateriaali kokousaika kokouspäivä koko summa hinta tulos
    tilaisuus esittelytilaisuus webinaari maa suomi kunta kaupunki kirjasto virasto laitos yhtiö lautakunta valtuusto
    pykälä momentti laki asetus sääntö oikaisuvaatimus muutoksenhaku valitus otto-oikeus pöytäkirjantarkastaja varajäsen
    varapuheenjohtaja lukumäärä euro prosentti tunti minuutti alue paikka paikkakunta väli vaihe vaihtoehto piste sivu
    kuvaus työpäivä viikonloppu työtehtävä läpi ongelma projekti viikkopalaveri tiketti aihealue esimies läsnäolo hankinta
    lähtökohta peruste toimivuus nykytila laajennus avoin esittelijä muutosehdotus toimielin kokouskutsu kirjelmä ote
    """.split()  # noqa: SIM905 (read as prose)
)


@dataclass(slots=True)
class _Candidate:
    forms: Counter[str] = field(default_factory=Counter)
    titles: dict[str, None] = field(default_factory=dict)
    decisions: dict[str, None] = field(default_factory=dict)
    texts: dict[str, None] = field(default_factory=dict)
    items: dict[str, None] = field(default_factory=dict)
    main: dict[str, None] = field(default_factory=dict)
    names: dict[str, None] = field(default_factory=dict)
    parent: str | None = None
    score: float = 0.0
    is_defined: bool = False

    @property
    def meetings(self) -> dict[str, None]:
        """Every meeting that has it, newest first."""
        return {**self.titles, **self.decisions, **self.texts}


def find(
    meetings: Sequence[Meeting],
    settings: Settings,
    terms: Iterable[Term] = (),
    outputs: Iterable[Output] = (),
    slides: Iterable[tuple[str, str]] = (),
) -> tuple[Topic, ...]:
    """Topics, the weightiest first; curated ones always. Meetings are given newest first; `terms` are the glossary, `outputs`
    lend their titles, `slides` are titles of slides with the meetings they were shown to."""
    minutes = [meeting for meeting in meetings if meeting.kind == "minutes"]
    found = _gather(minutes, _unwanted(minutes, settings), slides)
    _weigh(found, minutes, list(terms), list(outputs))
    _merge_heads(found)
    _merge_synonyms(found, settings.synonyms, terms)
    _gather_families(found)
    kept = _curated(_best(found, len(minutes)), found, settings.topics)
    return _topics(kept, minutes, {setting.name.lower(): setting for setting in settings.topics})


def _unwanted(minutes: Sequence[Meeting], settings: Settings) -> frozenset[str]:
    """Names of people and organisations: they have pages of their own."""
    words = set(people_words(minutes))
    for group in settings.organisations:
        for name in group:
            if len(name.split()) == 1:
                words |= {fold(name.lower()), *index_terms(name.lower())}
    for attendee in (attendee for meeting in minutes for attendee in meeting.attendees if attendee.organisation):
        for word in re.findall(r"[\w-]{3,}", attendee.organisation or ""):
            words |= {fold(word.lower()), *index_terms(word.lower())}
    for body in (*(meeting.body for meeting in minutes if meeting.body), *settings.group_short):
        for word in re.findall(r"[\w-]+", body):
            words |= index_terms(word.lower())
    return frozenset(words)


def _gather(minutes: Sequence[Meeting], unwanted: frozenset[str], slides: Iterable[tuple[str, str]]) -> dict[str, _Candidate]:
    found: dict[str, _Candidate] = defaultdict(_Candidate)
    usual = _usual(minutes)
    shown: dict[str, list[str]] = defaultdict(list)
    for meeting_id, title in slides:
        shown[meeting_id].append(title)
    for meeting in minutes:
        if language_of(meeting) != "fi":
            continue
        for item in meeting.items:
            _read(item.title, found, unwanted, usual, meeting, item, "titles")
            _read(item.text, found, unwanted, usual, meeting, item, "texts")
        for decision in meeting.decisions:
            owner = meeting.item(decision.item)
            if decision.confidence != "low" and decision.kind not in ("procedural", "election"):
                _read(f"{decision.text} {decision.content or ''}", found, unwanted, usual, meeting, owner, "decisions")
        for title in shown.get(meeting.id, ()):
            _read(title, found, unwanted, usual, meeting, None, "decisions")
    return dict(found)


def _usual(minutes: Sequence[Meeting]) -> Counter[str]:
    """How often each base form is the only one of a word: it tells *tiekartan* from *tiekarren*."""
    count: Counter[str] = Counter()
    for meeting in minutes:
        for item in meeting.items:
            for token in tokenize(f"{item.title} {item.text}"):
                bases = {reading.base.lower() for reading in likely(token.text)} if token.kind == "word" else set()
                if len(bases) == 1:
                    count.update(bases)
    return count


def _read(
    text: str,
    found: dict[str, _Candidate],
    unwanted: frozenset[str],
    usual: Counter[str],
    meeting: Meeting,
    item: AgendaItem | None,
    where: str,
) -> None:
    for token in tokenize(text):
        key = _key(token.text, usual) if token.kind == "word" else None
        if key is None or key in unwanted or key in _EMPTY or key in HANDLING or key in STOPWORDS or key in SOFT:
            continue
        entry = found[key]
        entry.forms[token.text] += 1
        getattr(entry, where)[meeting.id] = None
        if item is not None:
            entry.items[item.id] = None
            if where != "texts":
                entry.main[item.id] = None


def _key(word: str, usual: Counter[str]) -> str | None:
    """The base form under which a noun's forms are counted together; None for other words and for numbers of things."""
    if (len(word) < _LEAST_LETTERS and not word.isupper()) or len(word) < 2:
        return None
    nouns = [reading for reading in likely(word) if reading.word_class in ("nimisana", "nimi", "lyhenne")]
    if likely(word):
        if not nouns or any(
            reading.word_class in ("teonsana", "paikannimi", "etunimi", "sukunimi") for reading in likely(word)
        ):
            return None
        bases = sorted({reading.base.lower() for reading in nouns}, key=lambda base: (-usual[base], base))
        base = lemma(word) if len(bases) == 1 or not usual[bases[0]] else bases[0]
        return None if _DOER.search(base) else fold(base)
    if re.search(r"\d{2}", word) or (not word[0].isupper() and "-" not in word and not part_terms(word.lower())):
        return None
    return fold(lemma(word))


def _weigh(found: dict[str, _Candidate], minutes: Sequence[Meeting], terms: Sequence[Term], outputs: Sequence[Output]) -> None:
    total = max(1, len(minutes))
    defined = {fold(lemma(term.term.split()[-1])) for term in terms if term.term.islower()}
    named = {fold(lemma(w)) for output in outputs for t in output.titles for w in re.findall(r"[\w-]{4,}", t)}
    for key, entry in found.items():
        titles = len(entry.titles) + (1 if key in named else 0)
        value = _IN_TITLE * math.sqrt(titles) * min(titles, 2) / 2 + _IN_DECISION * math.sqrt(len(entry.decisions))
        entry.is_defined = key in defined
        value += _IN_TEXT * math.sqrt(len(entry.meetings)) * (_DEFINED if entry.is_defined else 1)
        value *= _shape(entry) + (_DEFINED - 1 if entry.is_defined else 0)
        if len(entry.titles) > _STANDING * total and total > 4:
            value *= 0.5
        entry.score = value


def _shape(entry: _Candidate) -> float:
    form = entry.forms.most_common(1)[0][0]
    if not likely(form):
        return _UNKNOWN
    return _COMPOUND if len(part_terms(form.lower())) >= _SHORT_PARTS else _SIMPLE


def _merge_heads(found: dict[str, _Candidate]) -> None:
    """*Mittaristo* and *vaikuttavuusmittaristo* are one where the short one is mostly used for the long one."""
    for key in sorted(found, key=len):
        longer = [other for other in found if other != key and other.endswith(key) and found[other].main]
        for other in longer:
            short, long = found.get(key), found.get(other)
            if short is None or long is None:
                continue
            together = set(short.items) & set(long.items)
            if len(together) >= _SAME * len(short.items) and len(longer) <= _SHORT_PARTS:
                _take_in(long, found.pop(key), key)
                break


def _take_in(home: _Candidate, other: _Candidate, name: str) -> None:
    for place in ("titles", "decisions", "texts", "items", "main"):
        getattr(home, place).update(getattr(other, place))
    home.names[_shown(name, other)] = None
    home.names.update(other.names)
    home.score = max(home.score, other.score)


def _merge_synonyms(found: dict[str, _Candidate], groups: Iterable[tuple[str, ...]], terms: Iterable[Term]) -> None:
    """Groups of the settings, and abbreviations with what they stand for, are one topic under the long name's last word."""
    pairs = [tuple(fold(lemma(name.split()[-1])) for name in group) for group in groups]
    for term in terms:
        if term.term.isupper():
            pairs.append((fold(lemma(term.meaning.split()[-1])), fold(term.term.lower())))
    for first, *others in pairs:
        for other in others:
            if other != first and first in found and other in found:
                _take_in(found[first], found.pop(other), other)


def _gather_families(found: dict[str, _Candidate]) -> None:
    """Compounds that begin alike (*koulutuskysely*, *koulutussuunnitelma*) stand under the part they share."""
    families: dict[str, list[str]] = defaultdict(list)
    for key, entry in found.items():
        form = entry.forms.most_common(1)[0][0].lower()
        parts = part_terms(form)
        if entry.main and parts:
            families[fold(parts[0])].append(key)
    for part, members in families.items():
        if len(members) < _FAMILY or part in _EMPTY or part in HANDLING or len(part) < 5:
            continue
        home = found.get(part)
        if home is None or not home.forms:
            continue
        for member in members:
            entry = found[member]
            for place in ("titles", "decisions", "texts", "items", "main"):
                getattr(home, place).update(getattr(entry, place))
        home.score = max(home.score, 0.8 * sum(sorted((found[m].score for m in members), reverse=True)[:3]))
        for member in members:
            found[member].parent = part


def _best(found: dict[str, _Candidate], total: int) -> dict[str, _Candidate]:
    """Those that are telling enough, the weightiest first."""
    telling = [(key, entry) for key, entry in found.items() if entry.score >= _ENOUGH and _comes_back(entry, total)]
    telling.sort(key=lambda pair: (-pair[1].score, pair[0]))
    return dict(telling[:_MOST])


def _comes_back(entry: _Candidate, total: int) -> bool:
    """Whether meetings come back to it, in titles or decisions rather than in passing."""
    if total < _FEW:
        return bool(entry.titles) and (len(entry.items) > 1 or _shape(entry) == _COMPOUND)
    if len(entry.meetings) < 2:
        return False
    is_compound = _shape(entry) == _COMPOUND
    often = len(entry.meetings) >= _OFTEN and (bool(entry.decisions) or entry.is_defined)
    return bool(entry.titles) or len(entry.decisions) > 1 or (is_compound and often)


def _curated(
    kept: dict[str, _Candidate], found: dict[str, _Candidate], settings: Iterable[TopicSetting]
) -> dict[str, _Candidate]:
    for setting in settings:
        key = fold(setting.name.lower())
        if setting.hidden:
            kept.pop(key, None)
            continue
        entry = kept.get(key) or found.get(key) or _Candidate()
        for word in setting.synonyms:
            other = fold(word.lower())
            kept.pop(other, None)
            if other in found and other != key:
                _take_in(entry, found[other], other)
            entry.names[word] = None
        entry.parent = fold(setting.parent.lower()) if setting.parent else entry.parent
        kept[key] = entry
    return kept


def _shown(key: str, entry: _Candidate) -> str:
    """The name to show: the base form with its hyphens and capitals, in the plural where the word lives in it."""
    if not entry.forms:
        return key
    forms = entry.forms
    plural = sum(count for form, count in forms.items() if _is_plural(form))
    alone = any(not _is_plural(form) and any(r.case == "nimento" for r in likely(form)) for form in forms)
    nominative = [form for form in forms if _is_plural(form) and any(r.case == "nimento" for r in likely(form))]
    if nominative and not alone and plural > 0.7 * sum(forms.values()):
        return nominative[0].lower() if nominative[0][1:].islower() else nominative[0]
    common = next((form for form, _ in forms.most_common() if fold(lemma(form)) == key), forms.most_common(1)[0][0])
    base = lemma(common)
    written = [form for form in forms if fold(form.lower()) == fold(base)]
    if (written and not readings(written[0].lower())) or (written and any(c.isupper() for c in written[0][1:])):
        return written[0]
    names = any(reading.word_class == "nimi" for reading in likely(common))
    if names or not likely(common):
        return base[:1].upper() + base[1:] if common[0].isupper() and common[1:].islower() else base
    return _with_capitals(base, common)


def _with_capitals(base: str, form: str) -> str:
    """*pin-koodi* written PIN-koodit is PIN-koodi."""
    head = form.split("-")[0]
    return f"{head}{base[len(head) :]}" if head.isupper() and len(head) > 1 and base.startswith(head.lower()) else base


def _is_plural(form: str) -> bool:
    found = likely(form)
    return bool(found) and all(reading.number == "plural" for reading in found)


def _topics(kept: dict[str, _Candidate], minutes: Sequence[Meeting], curated: dict[str, TopicSetting]) -> tuple[Topic, ...]:
    taken: set[str] = set()
    names: dict[str, tuple[str, str]] = {}
    settings = {fold(name): setting for name, setting in curated.items()}
    for key, entry in kept.items():
        name = settings[key].name if key in settings else _shown(key, entry)
        names[key] = (name, unique(slug(name), taken))
    return tuple(_topic(key, kept[key], names, minutes) for key in kept)


def _topic(key: str, entry: _Candidate, names: dict[str, tuple[str, str]], minutes: Sequence[Meeting]) -> Topic:
    name, own_slug = names[key]
    items = {id: None for meeting in minutes for item in meeting.items if (id := item.id) in (entry.main or entry.items)}
    decisions = [
        decision
        for meeting in minutes
        for decision in meeting.decisions
        if decision.confidence != "low" and (item := meeting.item(decision.item)) is not None and item.id in items
    ]
    return Topic(
        slug=own_slug,
        name=name,
        synonyms=tuple(other for other in entry.names if other != name),
        parent=names[entry.parent][1] if entry.parent in names and entry.parent != key else None,
        meetings=tuple(meeting.id for meeting in minutes if meeting.id in entry.meetings),
        items=tuple(items),
        decisions=tuple(decision.id for decision in decisions),
        outputs=tuple(dict.fromkeys(number for decision in decisions for number in decision.outputs)),
    )
