"""`kb user`: the accounts of those who may sign in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import data_option, json_option, settings_of
from cli.output import print_json, print_rows

if TYPE_CHECKING:
    from kb.access.accounts import Accounts

_ROLES = ("reader", "member", "secretary", "administrator")


@click.group(options_metavar="[VALITSIMET]")
def user() -> None:
    """Hallitsee tunnuksia, joilla muistiin kirjaudutaan.

    \b
    Esimerkki:
      kb user add aino --role secretary --body Rantaryhmä
    """


@user.command(options_metavar="[VALITSIMET]")
@click.argument("name", metavar="TUNNUS")
@click.option("--role", type=click.Choice(_ROLES), default="reader", show_default=True, help="Mitä tunnuksella saa tehdä.")
@click.option("--body", "bodies", multiple=True, metavar="TOIMIELIN", help="Toimielin, jonka jäsen tämä on. Voi toistaa.")
@click.option("--no-password", is_flag=True, help="Salasanaa ei ole: kirjautumisen hoitaa toinen palvelu.")
@data_option
def add(name: str, role: str, bodies: tuple[str, ...], no_password: bool, data: Path | None) -> None:
    """Lisää tunnuksen tai muuttaa sitä. Salasana kysytään, tai luetaan vakiosyötteestä, jos se ei ole pääte.

    \b
    Esimerkki:
      kb user add aino --role member --body Rantaryhmä
    """
    account = _accounts(data).put(name, role, bodies, None if no_password else _password())  # type: ignore[arg-type]
    click.echo(f"Tunnus {account.name} on tallennettu ({account.role}).")


@user.command(options_metavar="[VALITSIMET]")
@click.argument("name", metavar="TUNNUS")
@data_option
def remove(name: str, data: Path | None) -> None:
    """Poistaa tunnuksen; sen istunnot päättyvät.

    \b
    Esimerkki:
      kb user remove aino
    """
    _accounts(data).remove(name)
    click.echo(f"Tunnus {name.lower()} on poistettu.")


@user.command("list", options_metavar="[VALITSIMET]")
@data_option
@json_option
def list_(data: Path | None, as_json: bool) -> None:
    """Luettelee tunnukset.

    \b
    Esimerkki:
      kb user list
    """
    found = _accounts(data).all()
    if as_json:
        shown = [{"name": a.name, "role": a.role, "bodies": list(a.bodies), "password": a.secret is not None} for a in found]
        print_json(shown)
    else:
        print_rows(((a.name, a.role, ", ".join(a.bodies)) for a in found), "Tunnuksia ei ole.")


def _accounts(data: Path | None) -> Accounts:
    from kb.access.accounts import Accounts

    return Accounts.of(settings_of(data))


def _password() -> str:
    if sys.stdin.isatty():
        return str(click.prompt("Salasana", hide_input=True, confirmation_prompt="Salasana uudelleen"))
    return sys.stdin.readline().rstrip("\n")
