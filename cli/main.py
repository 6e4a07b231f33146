"""The `kb` command. Each command is a module of its own, loaded when it is called, so that `--help` starts fast."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click
from click.shell_completion import CompletionItem, add_completion_class

from cli.powershell import PowerShell
from kb.errors import KbError

add_completion_class(PowerShell)

# Command → (module, one line of help). The line stands here so that listing the commands loads none of them.
COMMANDS: dict[str, tuple[str, str]] = {
    "index": ("cli.index", "Rakentaa tai päivittää hakemiston aineistokansiosta."),
    "search": ("cli.search", "Hakee kokousaineistosta."),
    "bodies": ("cli.lists", "Luettelee toimielimet."),
    "meetings": ("cli.lists", "Luettelee kokoukset, uusin ensin."),
    "decisions": ("cli.lists", "Luettelee päätökset, uusin ensin."),
    "promises": ("cli.lists", "Luettelee, kuka on luvannut mitä ja missä se on."),
    "outputs": ("cli.lists", "Luettelee tuotokset numeron mukaan."),
    "topics": ("cli.lists", "Luettelee aiheet, käsitellyin ensin."),
    "glossary": ("cli.lists", "Luettelee sanat, jotka aineisto tai kb.toml selittää."),
    "people": ("cli.lists", "Luettelee henkilöt."),
    "attachments": ("cli.lists", "Luettelee liitteet, uusimman kokouksen ensin."),
    "problems": ("cli.lists", "Luettelee, mitä ei voitu lukea tai mikä puuttuu."),
    "show": ("cli.lists", "Näyttää yhden asian kokonaan."),
    "agenda": ("cli.agenda", "Kertoo esityslistan luonnoksesta, mitä asioista on päätetty ja mitä siitä puuttuu."),
    "export": ("cli.exchange", "Vie koko tietämyksen JSON-riveinä."),
    "import-journal": ("cli.exchange", "Tuo toisen kirjan merkinnät."),
    "mcp": ("cli.mcp", "Vastaa avustajalle Model Context Protocolin kautta, vain lukien."),
    "completion": ("cli.completion", "Tulostaa komentotulkin täydennyksen."),
    "inspect": ("cli.inspect", "Näyttää, mitä yhdestä tiedostosta luetaan."),
    "check": ("cli.check", "Tarkistaa, että aineisto, hakemisto ja merkinnät sopivat yhteen."),
    "user": ("cli.user", "Hallitsee tunnuksia, joilla muistiin kirjaudutaan."),
    "serve": ("cli.serve", "Käynnistää selainkäyttöliittymän."),
}


class Kb(click.Group):
    """The group of commands: loads them by need, and turns every error of the program's own into a sentence once."""

    def list_commands(self, context: click.Context) -> list[str]:
        """The names, in the order a user meets them."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command by its name, loaded now."""
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(COMMANDS[name][0]), name.replace("-", "_"))
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without loading them."""
        with formatter.section("Komennot"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def shell_complete(self, context: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands that begin so, again without loading them."""
        found = [CompletionItem(name, help=text) for name, (_, text) in COMMANDS.items() if name.startswith(incomplete)]
        return [*found, *click.Command.shell_complete(self, context, incomplete)]

    def invoke(self, context: click.Context) -> Any:
        """Runs a command. A KbError becomes its text and hint on standard error, and its exit status."""
        try:
            return super().invoke(context)
        except KbError as error:
            click.echo(f"Virhe: {error.text()}", err=True)
            if hint := error.hint():
                click.echo(hint, err=True)
            sys.exit(error.exit_status)


@click.group(cls=Kb, context_settings={"help_option_names": ["-h", "--help"]}, options_metavar="[VALITSIMET]")
@click.version_option(package_name="kokousmuisti", prog_name="kb")
def main() -> None:
    """Kokousmuisti: mitä kokouksissa päätettiin, missä se sanotaan ja mitä siitä seurasi.

    \b
    Esimerkki:
      kb index aineisto/
      kb search "tuotos 4.2"
    """


if __name__ == "__main__":
    main()
