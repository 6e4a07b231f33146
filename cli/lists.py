"""`kb bodies`, `meetings`, `decisions`, `outputs`, `topics`, `glossary`, `people`, `attachments`, `problems`, `show`: what is known."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import click

from cli.options import body_option, data_option, day_option, json_option, library_of
from cli.output import clip, print_json, print_rows
from kb.model import Decision
from kb.model import as_json as to_json
from kb.results import State


@click.command(options_metavar="[VALITSIMET]")
@data_option
@json_option
def bodies(data: Path | None, as_json: bool) -> None:
    """Luettelee toimielimet, eniten kokoontunut ensin.

    \b
    Esimerkki:
      kb bodies
    """
    found = library_of(data).bodies()
    if as_json:
        print_json(found)
        return
    print_rows(((b.id, f"{b.meetings} kokousta", ", ".join((b.name, *b.names[1:]))) for b in found), "Ei toimielimiä.")


@click.command(options_metavar="[VALITSIMET]")
@data_option
@json_option
@body_option
def meetings(data: Path | None, as_json: bool, body: str | None) -> None:
    """Luettelee kokoukset, uusin ensin.

    \b
    Esimerkki:
      kb meetings --json
    """
    library = library_of(data, body)
    found = library.meetings()
    if as_json:
        print_json(found, library.state)
        return
    print_rows(
        ((m.id, m.body or m.body_id, f"{len(m.decisions)} päätöstä", clip(m.title or "", 70)) for m in found),
        "Ei kokouksia.",
    )


@click.command(options_metavar="[VALITSIMET]")
@data_option
@json_option
@body_option
@day_option
@click.option("--all", "low", is_flag=True, help="Myös ne, joiden tulkinta on epävarma.")
def decisions(data: Path | None, as_json: bool, body: str | None, day: datetime.datetime | None, low: bool) -> None:
    """Luettelee päätökset ja missä ne ovat, uusin ensin.

    JSON-muodossa mukana ovat aina myös epävarmat: niiden confidence on "low".

    \b
    Esimerkki:
      kb decisions --json --on 2025-01-31
    """
    confidence = ("high", "medium", "low") if low or as_json else ("high", "medium")
    library = library_of(data, body)
    found = library.decisions(confidence=confidence)

    def state_of(decision: Decision) -> State | None:
        return library.state(decision, day.date() if day else None)

    if as_json:
        print_json(found, state_of)
        return
    print_rows(
        (
            (d.id, d.kind, _state_name(state_of(d)), clip(d.subject or d.item_title or "", 50), clip(d.content or d.text))
            for d in found
        ),
        "Hakemistossa ei ole päätöksiä.",
    )


@click.command(options_metavar="[VALITSIMET]")
@data_option
@json_option
@body_option
@day_option
@click.option("--all", "every", is_flag=True, help="Myös hoidetut, vanhentuneet ja epävarmat.")
def promises(data: Path | None, as_json: bool, body: str | None, day: datetime.datetime | None, every: bool) -> None:
    """Luettelee, kuka on luvannut mitä ja missä se on, määräajan mukaan.

    JSON-muodossa mukana ovat kaikki: shown kertoo, näkyykö lupaus ilman, että epävarmoja pyydetään.

    \b
    Esimerkki:
      kb promises --on 2025-01-31
    """
    found = library_of(data, body).promises(day.date() if day else None)
    if as_json:
        print_json(found, lambda decision: None)
        return
    listed = [promise for promise in found if every or (promise.shown and promise.code in ("open", "overdue"))]
    print_rows(
        (
            (
                promise.decision.id,
                _state_name(promise.state),
                promise.decision.due.text if promise.decision.due else "",
                ", ".join(promise.decision.responsible),
                clip(promise.decision.content or promise.decision.text),
            )
            for promise in listed
        ),
        "Ei avoimia lupauksia.",
    )


def _state_name(state: State | None) -> str:
    """A state as a line of a list says it."""
    return f"{state.code}?" if state and state.is_proposal else state.code if state else ""


@click.command(options_metavar="[VALITSIMET]")
@data_option
@json_option
@body_option
def outputs(data: Path | None, as_json: bool, body: str | None) -> None:
    """Luettelee tuotokset numeron mukaan.

    \b
    Esimerkki:
      kb outputs
    """
    found = library_of(data, body).outputs()
    if as_json:
        print_json(found)
        return
    print_rows(((o.number, o.status, o.title) for o in found), "Hakemistossa ei ole tuotoksia.")


@click.command(options_metavar="[VALITSIMET]")
@data_option
@json_option
@body_option
def topics(data: Path | None, as_json: bool, body: str | None) -> None:
    """Luettelee aiheet, käsitellyin ensin.

    \b
    Esimerkki:
      kb topics
    """
    found = library_of(data, body).topics()
    if as_json:
        print_json(found)
        return
    print_rows(((t.slug, f"{len(t.meetings)} kokousta", t.name) for t in found), "Hakemistossa ei ole aiheita.")


@click.command(options_metavar="[VALITSIMET]")
@data_option
@json_option
@body_option
@click.option("--unexplained", is_flag=True, help="Sanat, joita käytetään paljon mutta joita mikään ei selitä.")
def glossary(data: Path | None, as_json: bool, body: str | None, unexplained: bool) -> None:
    """Luettelee sanat ja mitä ne tarkoittavat, aakkosittain.

    \b
    Esimerkki:
      kb glossary --json
    """
    library = library_of(data, body)
    found = library.unexplained() if unexplained else library.glossary()
    if as_json:
        print_json(found)
        return
    empty = "Kaikki usein käytetyt sanat on selitetty." if unexplained else "Hakemistossa ei ole selitettyjä sanoja."
    print_rows(((t.term, t.meaning or f"{t.uses} kokousta", t.item, t.body) for t in found), empty)


@click.command(options_metavar="[VALITSIMET]")
@data_option
@json_option
@body_option
def people(data: Path | None, as_json: bool, body: str | None) -> None:
    """Luettelee henkilöt nimen mukaan.

    \b
    Esimerkki:
      kb people
    """
    found = library_of(data, body).people()
    if as_json:
        print_json(found)
        return
    print_rows(
        ((p.slug, f"{len(p.attended)} kokousta", ", ".join((p.name, *p.organisations))) for p in found), "Ei henkilöitä."
    )


@click.command(options_metavar="[VALITSIMET]")
@data_option
@json_option
@body_option
def attachments(data: Path | None, as_json: bool, body: str | None) -> None:
    """Luettelee liitteet, uusimman kokouksen ensin.

    \b
    Esimerkki:
      kb attachments
    """
    found = library_of(data, body).attachments()
    if as_json:
        print_json(found)
        return
    print_rows(((a.meeting, a.label, a.name, a.file or "puuttuu") for a in found), "Hakemistossa ei ole liitteitä.")


@click.command(options_metavar="[VALITSIMET]")
@data_option
@json_option
def problems(data: Path | None, as_json: bool) -> None:
    """Luettelee, mitä ei voitu lukea tai mikä puuttuu, vakavin ensin.

    \b
    Esimerkki:
      kb problems
    """
    found = library_of(data).problems()
    if as_json:
        print_json(found)
        return
    print_rows(((p.severity, p.file, f"{p.message()} {p.hint()}") for p in found), "Ei ongelmia.")


@click.command(options_metavar="[VALITSIMET]")
@click.argument("id", metavar="TUNNISTE")
@data_option
@json_option
def show(id: str, data: Path | None, as_json: bool) -> None:
    """Näyttää yhden asian kokonaan: kokouksen, päätöksen, asiakohdan, tuotoksen, aiheen, henkilön, liitteen tai tiedoston.

    \b
    Esimerkki:
      kb show 2024-12-17/3/2
    """
    library = library_of(data)
    found = library.show(id)
    if as_json:
        print_json(found, library.state)
    else:
        _print_fields(to_json(found))


def _print_fields(value: Any, depth: int = 0) -> None:
    """A value's fields, one a line, those that say nothing left out."""
    for name, part in value.items():
        if part in (None, [], "", False):
            continue
        if isinstance(part, list) and isinstance(part[0], dict):
            click.echo(f"{'  ' * depth}{name}:")
            for entry in part:
                _print_fields(entry, depth + 1)
                click.echo("")
        elif isinstance(part, dict):
            click.echo(f"{'  ' * depth}{name}:")
            _print_fields(part, depth + 1)
        else:
            text = ", ".join(map(str, part)) if isinstance(part, list) else str(part)
            click.echo(f"{'  ' * depth}{name}: {text}")
