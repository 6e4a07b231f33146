"""`kb serve`: the web interface, on this machine only unless told otherwise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import click

from cli.options import data_option, settings_of
from kb.errors import AddressRefused, DoorMissing, KbError
from kb.settings import Settings, load
from kb.store import generations

# A page takes a thread while a picture is drawn for it; a connection that says nothing takes none, and is closed.
_PATIENCE: Final = {
    "threads": 16,
    "connection_limit": 900,
    "channel_timeout": 30,
    "cleanup_interval": 5,
    "asyncore_use_poll": True,
}


@click.command(options_metavar="[VALITSIMET]")
@click.argument("corpus", required=False, type=click.Path(path_type=Path), metavar="[AINEISTOKANSIO]")
@data_option
@click.option("--host", metavar="OSOITE", help="Osoite, jota kuunnellaan. Oletus: 127.0.0.1, vain tämä kone.")
@click.option(
    "--avoin", "open_to_all", is_flag=True, help="Avaa muistin ilman kirjautumista kaikille, jotka osoitteeseen pääsevät."
)
@click.option("--port", type=click.IntRange(0, 65535), metavar="PORTTI", help="Portti. Oletus: 8765.")
def serve(corpus: Path | None, data: Path | None, host: str | None, port: int | None, open_to_all: bool) -> None:
    """Käynnistää selainkäyttöliittymän. Lopetetaan näppäimillä Ctrl+C.

    Jos aineistokansio annetaan, sen hakemisto rakennetaan tai päivitetään ensin.

    \b
    Esimerkki:
      kb serve aineisto/ --port 8080
    """
    import waitress

    from web import ahead, create_app

    settings = _refreshed(corpus, data) if corpus is not None else settings_of(data)
    settings = replace(settings, host=host or settings.host, port=settings.port if port is None else port)
    _mind_the_door(settings, open_to_all)
    try:
        app = create_app(settings, open_to_all=open_to_all)
        server = waitress.create_server(app, host=settings.host, port=settings.port, **_PATIENCE)
    except OSError as error:
        raise AddressRefused(host=settings.host, port=settings.port, why=error.strerror or error) from error
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    click.echo(f"Kokousmuisti on osoitteessa http://{shown}:{_port(server)}/  (lopeta: Ctrl+C)")
    ahead.start(app)
    server.run()


def _mind_the_door(settings: Settings, open_to_all: bool) -> None:
    """Beyond this machine only through a door: accounts, a proxy that signs people in, or what was plainly asked for."""
    from web.door import door_of
    from web.security import LOOPBACK

    if settings.host in LOOPBACK:
        return
    door = door_of(settings, open_to_all=open_to_all)
    if door == "own":
        raise DoorMissing(host=settings.host)
    if door == "open":
        click.echo(
            f"VAROITUS: muisti on auki ilman kirjautumista. Jokainen, joka pääsee osoitteeseen {settings.host}, "
            "lukee kaiken, mitä ei ole rajattu, ja voi tehdä merkintöjä.",
            err=True,
        )


def _port(server: Any) -> int:
    """The port that is listened to; a name with several addresses has one for each."""
    listened = getattr(server, "effective_listen", None) or [(server.effective_host, server.effective_port)]
    return int(listened[0][1])


def _refreshed(corpus: Path, data: Path | None) -> Settings:
    """The settings of a folder whose index has been brought up to date; where that fails, the index of before serves."""
    from indexer.build import build

    settings = load(corpus, data)
    try:
        report = build(settings)
    except KbError as error:
        if generations.current(settings.data) is None:
            raise
        click.echo(f"{error.text()} {error.hint()}".rstrip(), err=True)
        return settings
    if report.unread:
        click.echo(f"Lukematta jäi {report.unread} tiedostoa; ne luetellaan sivulla Mitä ei voitu lukea.", err=True)
    return settings
