"""Verb forms, as the interpreter of minutes asks for them."""

from __future__ import annotations

import pytest

from kb.finnish import verb_forms

PASSIVE_PAST = [
    ("sovittiin", "sopia"),
    ("päätettiin", "päättää"),
    ("hyväksyttiin", "hyväksyä"),
    ("vahvistettiin", "vahvistaa"),
    ("linjattiin", "linjata"),
    ("nimettiin", "nimetä"),
    ("valittiin", "valita"),
    ("todettiin", "todeta"),
    ("merkittiin", "merkitä"),
    ("palautettiin", "palauttaa"),
    ("siirrettiin", "siirtää"),
    ("jätettiin", "jättää"),
]


@pytest.mark.parametrize(("word", "lemma"), PASSIVE_PAST)
def test_the_passive_past_tells_the_verb(backend: str, word: str, lemma: str) -> None:
    assert [
        (form.lemma, form.mood, form.tense, form.voice, form.person) for form in verb_forms(word) if form.lemma == lemma
    ] == [(lemma, "indicative", "past", "passive", None)]


@pytest.mark.parametrize(
    ("word", "lemma"), [("hyväksyi", "hyväksyä"), ("päätti", "päättää"), ("valitsi", "valita"), ("totesi", "todeta")]
)
def test_the_active_past_tells_the_person(backend: str, word: str, lemma: str) -> None:
    assert (lemma, "past", "active", "3", "singular") in [
        (form.lemma, form.tense, form.voice, form.person, form.number) for form in verb_forms(word)
    ]


@pytest.mark.parametrize(
    ("phrase", "lemma", "mood", "tense", "voice", "negative"),
    [
        ("sovitaan", "sopia", "indicative", "present", "passive", False),
        ("päättää", "päättää", "indicative", "present", "active", False),
        ("hyväksyttäisiin", "hyväksyä", "conditional", "present", "passive", False),
        ("päättäisi", "päättää", "conditional", "present", "active", False),
        ("ei hyväksytty", "hyväksyä", "indicative", "past", "passive", True),
        ("ei hyväksynyt", "hyväksyä", "indicative", "past", "active", True),
        ("ei sovita", "sopia", "indicative", "present", "passive", True),
        ("ei hyväksy", "hyväksyä", "indicative", "present", "active", True),
        ("ei päättäisi", "päättää", "conditional", "present", "active", True),
        ("on sovittu", "sopia", "indicative", "perfect", "passive", False),
        ("on päättänyt", "päättää", "indicative", "perfect", "active", False),
        ("oli päättänyt", "päättää", "indicative", "pluperfect", "active", False),
        ("ovat sopineet", "sopia", "indicative", "perfect", "active", False),
        ("olisi päätetty", "päättää", "conditional", "perfect", "passive", False),
        ("ei ole hyväksytty", "hyväksyä", "indicative", "perfect", "passive", True),
        ("ei ollut sovittu", "sopia", "indicative", "pluperfect", "passive", True),
        ("Ei Hyväksytty", "hyväksyä", "indicative", "past", "passive", True),
    ],
)
def test_a_verb_with_its_auxiliaries_is_one_form(
    backend: str, phrase: str, lemma: str, mood: str, tense: str, voice: str, negative: bool
) -> None:
    assert (lemma, mood, tense, voice, negative) in [
        (form.lemma, form.mood, form.tense, form.voice, form.negative) for form in verb_forms(phrase)
    ]


@pytest.mark.parametrize(
    ("word", "lemma", "participle", "voice"),
    [
        ("sovittu", "sopia", "past_passive", "passive"),
        ("päättänyt", "päättää", "past_active", "active"),
        ("hyväksyttävä", "hyväksyä", "present_passive", "passive"),
        ("toimiva", "toimia", "present_active", "active"),
        ("tarkentunut", "tarkentua", "past_active", "active"),
        ("määritellyn", "määritellä", "past_passive", "passive"),
        ("allekirjoitettu", "allekirjoittaa", "past_passive", "passive"),
    ],
)
def test_a_participle_tells_its_verb(backend: str, word: str, lemma: str, participle: str, voice: str) -> None:
    assert (lemma, participle, voice) in [(form.lemma, form.participle, form.voice) for form in verb_forms(word)]


def test_the_negative_verb_passes_its_person_on(backend: str) -> None:
    assert [(form.person, form.number) for form in verb_forms("emme hyväksyneet")] == [("1", "plural")]


@pytest.mark.parametrize("phrase", ["", "   ", "hakemus", "kokous", "ei hakemus", "asia hyväksyttiin", "ei on sovittu ei"])
def test_what_is_no_verb_has_no_forms(backend: str, phrase: str) -> None:
    assert verb_forms(phrase) == ()


def test_infinitives_are_not_finite(backend: str) -> None:
    assert [form.finite for form in verb_forms("päättämään") if form.mood == "MA-infinitive"] == [False]
    assert [form.finite for form in verb_forms("päätettiin")] == [True]
