"""Promises and outcomes that no marker or verb of deciding shows, and how likely a sentence of any kind is a promise.

`RULES` are the forms that are outcomes by themselves: a passive at the head, a doer that is known, a duty with a day, a participle
with a day. Beside them every sentence is weighed by its `clues`, with weights learnt from annotated minutes (`weights.json`): a
sentence that is likely enough is a promise also where no rule knows its form, and only a likely one is shown unasked. Some forms are
promises, or are none, whatever their clues weigh: those of `forms`.
"""

from __future__ import annotations

import datetime
import functools
import json
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from indexer.interpret import vocabulary
from indexer.interpret.decisions.clues import Said, clues, forms_of, says_i
from indexer.interpret.decisions.forms import bounded
from indexer.interpret.decisions.found import Outcome, Setting
from indexer.interpret.decisions.responsible import doers, responsible_in
from indexer.interpret.decisions.verbs import words
from kb.dates import find_deadline
from kb.finnish import VerbForm, readings
from kb.model import DecisionKind

_ANY_DAY: Final = datetime.date(2000, 1, 1)
# From this likelihood on a sentence that no rule knows is kept as a promise.
KNOWN: Final = 0.4
_LEAD_IN: Final = re.compile(
    r"^(?:(?:lisäksi|samalla|sen\s+jälkeen|tämän\s+jälkeen|jatkossa|toistaiseksi|toisaalta|kuitenkin|ensin|näin|siis|vielä|osana\s+\w+a)\s+)+",
    re.I,
)
_ARROW: Final = re.compile(r"(?:->|=>|→)\s*")


def unmarked(sentence: str, setting: Setting, *, terse: bool) -> Outcome | None:
    """The outcome of the first rule that fits, always of low confidence; None for a question and for what only tells.

    `terse` tells that the minutes are short notes rather than running prose: there a passive at the head is an outcome.
    """
    if sentence.rstrip().endswith("?"):
        return None
    for rule in RULES:
        if rule is not _heading_passive or terse:
            found = rule(sentence, setting)
            if found:
                return found
    return None


def _after_arrow(sentence: str, setting: Setting) -> Outcome | None:
    """What an arrow leads to ("Toive pohjasta -> Tehdään pohja")."""
    arrow = _ARROW.search(sentence)
    if arrow is None:
        return None
    after = sentence[arrow.end() :]
    if who := doers(after, setting):
        return Outcome("assignment", "low", "->", 0, who)
    found = _heading_passive(after[:1].upper() + after[1:], setting)
    return Outcome(found.kind, "low", "->", arrow.end()) if found else None


def _doer(sentence: str, setting: Setting) -> Outcome | None:
    """Somebody who can act, in the nominative at the head of a clause, and a verb of doing in the present."""
    who = doers(sentence, setting)
    return Outcome("assignment", "low", " ja ".join(who), 0, who) if who else None


def _own_word(sentence: str, setting: Setting) -> Outcome | None:
    """What the one who speaks is going to do ("Lupasin kysyä asiaa", "Otan selvää")."""
    return Outcome("assignment", "low", sentence.split()[0]) if says_i(sentence) else None


def _obligation(sentence: str, setting: Setting) -> Outcome | None:
    """Somebody must do something by a day the sentence names ("jokaisen jäsenen tulisi tehdä täydennykset viimeistään …")."""
    if not _has_deadline(sentence) and not re.search(r"\bviimeistään\b|\bmennessä\b", sentence):
        return None
    who = responsible_in(sentence, setting, decided=False)
    verb = re.search(r"\b(?:tulee|tulisi|pitää|pitäisi|täytyy)\b", sentence)
    return Outcome("assignment", "low", verb.group(), 0, who) if who and verb else None


def _heading_passive(sentence: str, setting: Setting) -> Outcome | None:
    """A present passive that heads its sentence ("Otetaan käyttöön…", "Ei toteuteta")."""
    lead = _LEAD_IN.match(sentence)
    tokens = words(sentence[lead.end() :][:200] if lead else sentence[:200])
    if not tokens or (tokens[0].text[:1].islower() and not lead):
        return None
    negative = tokens[0].lower == "ei" and len(tokens) > 1
    verb = tokens[1] if negative else tokens[0]
    for form in forms_of(verb.text):
        if form.voice != "passive" or form.mood != "indicative" or form.tense not in ("present", None):
            continue
        if form.negative != negative:
            continue
        if form.lemma in vocabulary.TELLING or tokens[0].text.endswith("nen"):
            return None
        return Outcome(
            _passive_kind(form.lemma, sentence, negative=negative), "low", f"Ei {verb.text}" if negative else verb.text
        )
    return None


# What somebody only proposes puts nothing off: "Aino ehdottaa, että vanhat siirretään …".
_PROPOSES: Final = re.compile(r"^[^,]*\b(?:ehdotta\w+|ehdote\w+|esittää|esitetään|esitti|toivo\w+)\b", re.I)


def _passive_kind(lemma: str, sentence: str, *, negative: bool) -> DecisionKind:
    """Work to be done is an assignment, going on or coming back to a matter an agreement, a state of affairs a decision; work
    that is not to be done is none of these, and putting off puts off."""
    needed = vocabulary.NEEDS.get(lemma)
    if (
        lemma in ("siirtää", "lykätä", "jättää", "palauttaa")
        and needed
        and needed.search(sentence)
        and not _PROPOSES.match(sentence)
    ):
        return "postponed"
    if negative:
        return "rejected" if lemma in vocabulary.CARRYING_OUT and not vocabulary.WAITS.search(sentence) else "decision"
    if lemma in vocabulary.RETURNING:
        return "agreement"
    return "assignment" if lemma in vocabulary.WORKING else "decision"


_MOVING: Final = ("jatkaa", "pidentää", "siirtää", "aikaistaa", "lykätä")


def _elliptical(sentence: str, setting: Setting) -> Outcome | None:
    """A passive participle as the whole predicate, the auxiliary left out, with a day ("Määräpäivää jatkettu 9.1.2025 asti.")."""
    if len(sentence) > 160 or not _has_deadline(sentence):
        return None
    tokens = words(sentence)
    for token in tokens:
        for form in forms_of(token.text):
            if form.voice == "passive" and form.tense == "past" and form.lemma in _MOVING and not form.negative:
                return Outcome("decision", "low", token.text)
    if any(_is_only_verb(token.text) for token in tokens):
        return None
    for at, token in enumerate(tokens[1:], start=1):
        if any(form.participle == "past_passive" and form.case == "nimento" for form in forms_of(token.text)):
            return None if tokens[at - 1].lower in ("on", "oli", "ei", "ole") else Outcome("decision", "low", token.text)
    return None


RULES: Final[tuple[Callable[[str, Setting], Outcome | None], ...]] = (
    _after_arrow,
    _doer,
    _own_word,
    _obligation,
    _heading_passive,
    _elliptical,
)


def _has_deadline(text: str) -> bool:
    """Whether words say by when; which day they mean does not matter here."""
    return find_deadline(text, _ANY_DAY) is not None


def _is_only_verb(word: str) -> bool:
    """Whether a word can be nothing but a finite verb."""
    found = readings(word.lower())
    return (
        bool(found)
        and all(reading.word_class in ("teonsana", "kieltosana") and reading.participle is None for reading in found)
        and any(form.finite for form in forms_of(word))
    )


# --- how likely it is a promise ------------------------------------------------------------------------------------------

_WEIGHTS: Final = Path(__file__).parent / "weights.json"


@functools.cache
def weights() -> dict[str, float]:
    """What each clue tells for (above 0) or against, and "always" what is so before any clue."""
    kept: dict[str, float] = json.loads(_WEIGHTS.read_text(encoding="utf-8"))["weights"]
    return kept


def likelihood(one: Said) -> float:
    """How likely a sentence is a promise, from 0 to 1; of those given 0.8 about four in five are."""
    weighed = weights()
    told = clues(one)
    total = weighed.get("always", 0.0) + sum(weighed.get(name, 0.0) for name in told)
    likely = round(1 / (1 + math.exp(-total)), 3)
    return bounded(likely, one, frozenset(told))


# What a promise that no rule knows rests on begins so.
WORDING: Final = "sanamuoto"


def wording(one: Said) -> str:
    """What a promise that no rule knows rests on: its wording, by the verb that says what is to be done."""
    verb = next((word for word, forms in zip(one.words, one.forms, strict=True) if any(map(_says_to_do, forms))), "")
    return f"{WORDING}: {verb}" if verb else WORDING


# Words that begin a clause which only describes what the sentence is about.
_DESCRIBING: Final = frozenset(
    "joka jotka jonka joiden jota joita jossa joissa josta joista johon joihin jolla joilla jolle joille jos mikäli koska kun".split()  # noqa: SIM905
)
# What goes on rather than is done.
_KEEPS_UP: Final = re.compile(r"^pidetään\b.*\b(?:ajan\s+tasalla|mielessä|silmällä|seurannassa|yllä)\b", re.I)
_MOVES_ON: Final = re.compile(r"\bsiirty[yv]\w*\s+(?:\w+\s+){0,2}(?:seuraav|ensi\b|myöhem)\w*", re.I)


def kind_of(one: Said) -> DecisionKind:
    """The kind of an outcome that only its wording tells: that somebody is to do something is another matter than whether it was
    given, agreed, decided or put off ("Asiaan palataan keväällä" promises and is an agreement)."""
    if _MOVES_ON.search(one.text):
        return "postponed"
    if _KEEPS_UP.search(one.text):
        return "agreement"
    if one.doers or not (lemma := _main_passive(one)):
        return "decision" if "happens" in clues(one) else "assignment"
    return _passive_kind(lemma, one.text, negative=False)


def _main_passive(one: Said) -> str | None:
    """The verb of the first present passive that stands in no describing clause, else of the first of all; None without one."""
    found: list[tuple[bool, int, str]] = []
    for clause in one.text.split(","):
        tokens = words(clause)
        describes = bool(tokens) and tokens[0].lower in _DESCRIBING
        passives = (form.lemma for token in tokens for form in forms_of(token.text) if _is_present_passive(form))
        found.extend((describes, len(found), lemma) for lemma in passives)
    return min(found)[2] if found else None


def _is_present_passive(form: VerbForm) -> bool:
    return (form.voice, form.tense, form.mood) == ("passive", "present", "indicative")


def tells_of_past(one: Said) -> bool:
    """Whether a sentence's only verbs tell what was done ("PPK antoi lausunnon"): however worded, it promises nothing."""
    forms = [form for forms in one.forms for form in forms]
    return any(form.finite and form.tense == "past" for form in forms) and not any(map(_says_to_do, forms))


def _says_to_do(form: VerbForm) -> bool:
    return form.participle == "present_passive" or (
        form.tense == "present" and (form.voice == "passive" or form.mood == "imperative" or form.lemma in vocabulary.DOING)
    )
