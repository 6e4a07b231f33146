"""`kb completion`: the script that makes a shell complete the command, its options and their values."""

from __future__ import annotations

from typing import Final

import click
from click.shell_completion import get_completion_class

_SHELLS: Final = ("bash", "zsh", "fish", "powershell")
_VARIABLE: Final = "_KB_COMPLETE"


@click.command(options_metavar="[VALITSIMET]")
@click.argument("shell", type=click.Choice(_SHELLS), metavar="|".join(_SHELLS))
def completion(shell: str) -> None:
    """Tulostaa komentotulkin täydennyksen: komennot, valitsimet ja niiden arvot sarkaimella.

    \b
    Esimerkki:
      eval "$(kb completion bash)"                                   (~/.bashrc)
      eval "$(kb completion zsh)"                                    (~/.zshrc)
      kb completion fish > ~/.config/fish/completions/kb.fish
      kb completion powershell | Out-String | Invoke-Expression      ($PROFILE)
    """
    from cli.main import main

    made = get_completion_class(shell)
    assert made is not None
    click.echo(made(main, {}, "kb", _VARIABLE).source())
