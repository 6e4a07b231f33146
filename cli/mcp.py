"""`kb mcp`: answers for an assistant over the Model Context Protocol, on standard input and output."""

from __future__ import annotations

from pathlib import Path

import click

from cli.options import data_option, library_of, reader_of, reader_option
from kb.errors import McpMissing


@click.command(options_metavar="[VALITSIMET]")
@data_option
@reader_option
@click.option("--language", type=click.Choice(("fi", "sv", "en")), help="Millä kielellä epävarmuudesta kerrotaan.")
def mcp(data: Path | None, reader: str | None, language: str | None) -> None:
    """Vastaa avustajalle Model Context Protocolin kautta, vain lukien: haku, päätökset, lupaukset, tuotokset ja luonnoksen puutteet.

    Jokaisessa vastauksessa on viite ja sanatarkka lainaus, ja epävarma sanotaan epävarmaksi. Mitään ei lähde tältä koneelta
    muuten kuin avustajan kautta: minne se vie sanat, sen tietää avustajan ylläpitäjä.

    \b
    Esimerkki:
      kb mcp --as aino
    Avustajan asetuksissa:
      {"mcpServers": {"kokousmuisti": {"command": "kb", "args": ["mcp", "--as", "aino"]}}}
    """
    try:
        from cli.assistant import server
    except ImportError as error:
        raise McpMissing from error
    from kb.access.readers import OWNER

    library = library_of(data)
    asks = OWNER if reader is None else reader_of(library.settings, reader)
    server.make(library, asks, language or library.settings.language).run("stdio")
