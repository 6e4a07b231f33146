"""What a decision is about: the nearest words above it that say so, and never its neighbour's."""

from __future__ import annotations

import pytest

from tests.indexer.interpret.minutes import meeting

# Items of a list of tickets, a title that says nothing, a title that says it.
SUBJECTS: dict[str, tuple[str, str, str | None]] = {
    "a bullet's parent": (
        "Kehitysehdotukset",
        "- Opastaulun kirjasin suuremmaksi #4021\n  - Päätös: Toteutetaan.\n- Reittikartan värit #4033\n  - Päätös: Hylätään.",
        "Opastaulun kirjasin suuremmaksi #4021",
    ),
    "a ticket in a paragraph": (
        "Kehitysehdotukset",
        "4021 – Opastaulun kirjasin\nTaulu ei näy kauas.\nPäätös: Toteutetaan.\n4033 – Reittikartan värit\nPäätös: Hylätään.",
        "4021 – Opastaulun kirjasin",
    ),
    "a sub-heading": ("Muut asiat", "**Laiturin kunnostus**\nLauta on laho.\nPäätös: Toteutetaan.", "Laiturin kunnostus"),
    "a question": (
        "Opasteet",
        "Taulut ovat haalistuneet. Uusitaanko taulut jo keväällä?\nPäätös: Toteutetaan.",
        "Uusitaanko taulut jo keväällä?",
    ),
    "a question that points at the title": (
        "Opastaulujen uusiminen",
        "Toteutetaanko tämä jo keväällä?\nPäätös: Toteutetaan.",
        "Opastaulujen uusiminen",
    ),
    "a title": ("Opastaulujen uusiminen", "Keskusteltiin väreistä.\nPäätös: Toteutetaan.", "Opastaulujen uusiminen"),
    "a list's introduction": (
        "Muut asiat",
        "Onko laituri syytä kunnostaa?\n- Päätös: Toteutetaan.",
        "Onko laituri syytä kunnostaa?",
    ),
    "a label on its own line": (
        "Muut asiat",
        "Laiturin kunnostus: Lauta on laho. Sovittiin, että Tuuli Honkaranta pyytää tarjouksen.",
        "Laiturin kunnostus",
    ),
    "what an arrow leads from": (
        "Muut asiat",
        "- Toivottiin uutta laituria -> Tuuli Honkaranta pyytää tarjouksen.",
        "Toivottiin uutta laituria",
    ),
    "the paragraph it answers": (
        "Muut asiat",
        "Laiturin lauta on laho, ja siihen voi kompastua.\nPäätös: Toteutetaan.",
        "Laiturin lauta on laho, ja siihen voi kompastua",
    ),
    "a question that has its answer already": (
        "Muut asiat",
        "Missä mennään reittikartan värien kanssa?\nTilanne: Suurin osa on valittu.\n"
        "Laiturin lauta on laho, ja siihen voi kompastua.\nPäätös: Toteutetaan.",
        "Laiturin lauta on laho, ja siihen voi kompastua",
    ),
    "a question whose answer tells the decision": (
        "Muut asiat",
        "Uusitaanko taulut jo keväällä?\nTilanne: Taulut ovat haalistuneet.\nPäätös: Toteutetaan.",
        "Uusitaanko taulut jo keväällä?",
    ),
    "a name that a bullet begins with": (
        "Kevään työt",
        "- Melontaretki saarelle toukokuussa. Päätetään aika myöhemmin.",
        "Melontaretki saarelle toukokuussa",
    ),
    "a sentence with a verb is no name": (
        "Kevään työt",
        "- Laiturin lauta on laho. Päätetään aika myöhemmin.",
        "Kevään työt",
    ),
    "nothing": ("Muut asiat", "Päätös: Toteutetaan.", None),
    "a file's name is no subject": ("Muut asiat", "Laituri.docx\nPäätös: Toteutetaan.", None),
}


@pytest.mark.parametrize(("title", "text", "subject"), SUBJECTS.values(), ids=SUBJECTS.keys())
def test_a_decision_is_about_the_nearest_words_above_it_that_tell(title: str, text: str, subject: str | None) -> None:
    first = meeting(f"# 1. {title}\n{text}\n# 2. Seuraava kokous\nSovitaan myöhemmin.\n").decisions[0]

    assert first.subject == subject


@pytest.mark.parametrize("name", ["a bullet's parent", "a ticket in a paragraph"])
def test_neighbours_are_never_crossed(name: str) -> None:
    title, text, _ = SUBJECTS[name]
    found = meeting(f"# 1. {title}\n{text}\n").decisions

    assert [decision.subject.split(" ")[0] for decision in found if decision.subject] == (
        ["Opastaulun", "Reittikartan"] if name == "a bullet's parent" else ["4021", "4033"]
    )
    assert [decision.text for decision in found] == ["Toteutetaan.", "Hylätään."]
