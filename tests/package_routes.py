"""What an installed Kokousmuisti is asked by `tests/test_package.py`: an index is built, and every address answers in each language.

    python -P tests/package_routes.py WHERE_IT_IS_INSTALLED CORPUS DATA

Run outside the checkout: nothing is imported but what was installed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

from click.testing import CliRunner

import cli.main
import indexer.build
import web
from cli.assistant import server
from kb.library import Library
from kb.results import url_of
from kb.settings import load
from kb.slugs import item_slug
from web.language import LANGUAGES

# Addresses that need an account, a provider or a draft of one's own, and what only leads elsewhere.
LEFT_OUT = ("accounts.", "agenda.", "choice.", "language.", "static", "discovery.sitemap")


def addresses(library: Library) -> dict[str, str]:
    """For each endpoint that takes something, an address that the library has."""
    meeting = next(one for one in library.meetings() if one.items and one.decisions)
    deck = next(one for one in library.documents() if one.path.endswith(".pptx"))
    return {
        "topics.show": f"/aiheet/{quote(library.topics()[0].slug)}",
        "documents.show": f"/asiakirjat/{quote(deck.path)}",
        "documents.picture": f"/asiakirjat-kuva/{quote(deck.path)}?dia=1",
        "documents.marks": f"/asiakirjat-merkit/{quote(deck.path)}?dia=1&q=tuotos",
        "documents.original": f"/asiakirjat-tiedosto/{quote(deck.path)}",
        "documents.attachment": f"/liitteet/{quote(library.attachments()[0].id)}",
        "people.show": f"/henkilot/{quote(library.people()[0].slug)}",
        "people.show_organisation": f"/organisaatiot/{quote(library.organisations()[0].slug)}",
        "meetings.show": url_of("meeting", meeting.id),
        "meetings.show_item": f"/kokoukset/{meeting.id}/{quote(item_slug(meeting.items[0].number))}",
        "decisions.show": url_of("decision", meeting.decisions[0].id),
        "bodies.show": f"/toimielimet/{quote(library.bodies()[0].id)}",
        "outputs.show": f"/tuotokset/{library.outputs()[0].number}",
        "search.results": "/haku?q=tuotos",
    }


def main(site: str, corpus: str, data: str) -> None:
    """Asks every address; stops at the first that does not answer."""
    for module in (web, indexer.build, cli.main, server):
        assert Path(str(module.__file__)).is_relative_to(site), module.__file__
    settings = load(Path(corpus), Path(data), environ={})
    indexer.build.build(settings)
    app = web.create_app(settings)
    client = app.test_client()
    known = addresses(Library.open(settings))
    asked = 0
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.endpoint.startswith((*LEFT_OUT, "api.")):
            assert not rule.arguments or rule.endpoint in known, f"no address is known for {rule.endpoint}"
            ask(client, known.get(rule.endpoint, rule.rule))
            asked += 1
    for address in (
        "/esityslista",
        "/api/v1/openapi.json",
        "/api/v1/decisions",
        "/api/v1/popolo/motions",
        "/api/v1/oparl/meetings",
        "/paatokset?muoto=docx",
        "/paatokset?muoto=xlsx",
        "/uudelle?muoto=docx",
        "/api/v1/search?q=tuotos",
        "/static/style.css",
        "/static/icon.svg",
    ):
        ask(client, address)
    commands(data)
    print(f"{asked} addresses in {len(LANGUAGES)} languages")


def commands(data: str) -> None:
    """Fails unless the commands that take what is known elsewhere work, and an assistant's server can be made."""
    for arguments in (("export", "--data", data, "--no-texts"), ("export", "--schema"), ("completion", "powershell")):
        done = CliRunner().invoke(cli.main.main, arguments)
        assert done.exit_code == 0 and len(done.stdout) > 500, (arguments, done.output)
    assert server.make(Library.open(load(data=Path(data), environ={}))).name == "kokousmuisti"


def ask(client: Any, address: str) -> None:
    """Fails unless an address answers in each language, each page in its own."""
    pages = set()
    for code in LANGUAGES:
        client.get(f"/kieli/{code}?paluu=/")
        with client.get(address) as response:
            assert response.status_code in (200, 301, 308), f"{address}: {response.status_code}"
            if response.mimetype == "text/html" and response.status_code == 200:
                pages.add(response.data)
    assert len(pages) in (0, len(LANGUAGES)), f"{address}: not in each language"


if __name__ == "__main__":
    main(*sys.argv[1:4])
