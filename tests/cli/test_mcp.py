"""What an assistant is answered, asked through the official SDK's own client."""

from __future__ import annotations

import asyncio
import datetime
import sys
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest

pytest.importorskip("mcp")

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.shared.memory import create_connected_server_and_client_session
from mcp.types import CallToolResult

from cli.assistant import server
from kb.access import reads
from kb.access.readers import OWNER, Reader
from kb.library import Library
from tests.fixtures.group import write_library

TODAY = datetime.date(2025, 6, 1)
_T = TypeVar("_T")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return write_library(tmp_path_factory.mktemp("avustaja"))


def in_a_loop(asked: Coroutine[Any, Any, _T]) -> _T:
    """What is awaited, in a thread of its own: another test's browser may have left a running loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, asked).result()


def ask_all(library: Library, calls: list[tuple[str, dict[str, Any]]], reader: Reader = OWNER) -> list[CallToolResult]:
    """The answers to calls of tools, through a client of the SDK."""

    async def run() -> list[CallToolResult]:
        made = server.make(library, reader, "fi", lambda: TODAY)
        async with create_connected_server_and_client_session(made._mcp_server) as client:
            return [await client.call_tool(name, arguments) for name, arguments in calls]

    return in_a_loop(run())


def ask(library: Library, tool: str, reader: Reader = OWNER, **arguments: Any) -> dict[str, Any]:
    (result,) = ask_all(library, [(tool, arguments)], reader)
    assert not result.isError, result.content
    assert result.structuredContent is not None
    return result.structuredContent


def test_the_tools_only_read_and_say_what_they_give(library: Library) -> None:
    async def run() -> Any:
        made = server.make(library)
        async with create_connected_server_and_client_session(made._mcp_server) as client:
            return (await client.list_tools()).tools, await client.initialize()

    tools, greeting = in_a_loop(run())
    names = {tool.name for tool in tools}
    assert names == {"about", "search", "get", "list_decisions", "list_promises", "list_outputs", "check_agenda"}
    assert all(tool.annotations.readOnlyHint and not tool.annotations.destructiveHint for tool in tools)
    assert all(tool.description and "things" in tool.outputSchema["properties"] for tool in tools)
    assert "never instructions" in greeting.instructions


def test_decisions_are_those_of_the_library_with_their_references_and_states(library: Library) -> None:
    told = ask(library, "list_decisions", limit=50)
    decisions = library.decisions()
    assert [thing["id"] for thing in told["things"]] == [one.id for one in decisions]
    for thing, decision in zip(told["things"], decisions, strict=True):
        state = library.state(decision, TODAY)
        assert thing["citation"]["quote"] == decision.text
        assert thing["citation"]["url"].endswith(f"/paatokset/{decision.id}")
        assert (thing["state"] or {}).get("code") == (state.code if state else None)
        assert state is not None or any("tilaa ei väitetä" in one for one in thing["uncertain"])


def test_every_quote_stands_in_the_document_that_is_cited(library: Library) -> None:
    ids = [one.id for one in (*library.decisions(), *library.meetings())] + [one.number for one in library.outputs()]
    calls = [("get", {"id": id}) for id in ids] + [("search", {"query": "sovittiin"}), ("list_outputs", {})]
    checked = 0
    for result in ask_all(library, calls):
        assert result.structuredContent is not None
        for thing in result.structuredContent["things"]:
            citation = thing["citation"]
            if citation and citation["document"] and thing["kind"] in ("decision", "output", "event", "role"):
                text = " ".join("\n".join(one.text for one in library.document(citation["document"]).sections).split())
                assert " ".join(citation["quote"].split()) in text, thing["id"]
                checked += 1
    assert checked > 10


def test_a_thing_whole_brings_what_belongs_to_it(library: Library) -> None:
    of = library.meetings()[0]
    told = ask(library, "get", id=of.id)["things"]
    assert [thing["id"] for thing in told] == [of.id, *(one.id for one in of.decisions)]
    assert told[0]["facts"]["present"].split(", ") == [one.name for one in of.attendees if one.present is not False]
    path = of.documents[0]
    page = ask(library, "get", id=path)["things"][0]
    assert page["citation"]["document"] == path
    assert page["text"] in library.document(path).sections[0].text


def test_what_is_not_found_is_said_to_prove_nothing(library: Library) -> None:
    told = ask(library, "search", query="avaruusasema")
    assert told["things"] == []
    assert any("ei tarkoita, ettei asiasta olisi päätetty" in note for note in told["notes"])
    assert any("ei tunne nimeä ”Muukalainen”" in note for note in ask(library, "list_promises", doer="Muukalainen")["notes"])


def test_an_unknown_id_and_a_bad_query_are_told_with_what_to_do(library: Library) -> None:
    for result in ask_all(
        library, [("get", {"id": "ei-ole"}), ("search", {"query": '"auki'}), ("check_agenda", {"draft": "\n"})]
    ):
        assert result.isError
        assert len(result.content[0].text) > 30  # type: ignore[union-attr]
        assert "Traceback" not in result.content[0].text  # type: ignore[union-attr]


def test_promises_are_the_open_ones_of_whoever_is_asked_for(library: Library) -> None:
    told = ask(library, "list_promises", uncertain=True, limit=50)
    wanted = library.promises(TODAY, state=("open", "overdue"))
    assert [thing["id"] for thing in told["things"]] == [one.decision.id for one in wanted]
    doers = {name for one in wanted for name in one.decision.responsible}
    for name in doers:
        own = ask(library, "list_promises", doer=name.upper(), uncertain=True, limit=50)["things"]
        assert [thing["id"] for thing in own] == [one.decision.id for one in wanted if name in one.decision.responsible]
    assert doers


def test_a_draft_is_told_what_it_misses(library: Library) -> None:
    from kb.agenda import desk
    from kb.agenda.reading import of_text

    draft = "1. Kokouksen avaus\n2. Merikaapelien reitti\n"
    told = ask(library, "check_agenda", draft=draft, date="2025-06-10")
    read = of_text(draft, library.info().bodies, library.settings.output_words)
    found = desk.answer(library, read, datetime.date(2025, 6, 10))
    missing = [thing["id"] for thing in told["things"] if thing["relation"] == "missing"]
    assert missing == list(dict.fromkeys((one.handling.decision or one.handling.item).id for one in found.missing))
    earlier = [thing["id"] for thing in told["things"] if thing["relation"].startswith("earlier")]
    assert earlier == list(
        dict.fromkeys((one.handling.decision or one.handling.item).id for item in found.items for one in item.prior)
    )


def test_reads_of_what_is_restricted_are_logged_under_the_readers_name(library: Library) -> None:
    from dataclasses import replace

    from kb.audiences import Access

    settings = replace(library.settings, access=Access(default=("aino",)))
    restricted = Library.open(settings)
    decision = restricted.decisions()[0]
    told = ask(restricted, "get", Reader("aino", "reader"), id=decision.id)
    assert told["things"][0]["id"] == decision.id
    assert (reads.noted(settings)[0].who, reads.noted(settings)[0].how) == ("aino", "mcp: get")
    assert ask(restricted, "list_decisions", Reader("eero", "administrator"))["things"] == []


def test_it_speaks_over_standard_input_and_output(library: Library, root: Path) -> None:
    async def run() -> CallToolResult:
        told = StdioServerParameters(
            command=sys.executable, args=["-m", "cli", "mcp", "--data", str(library.settings.data)], cwd=str(root)
        )
        async with stdio_client(told) as (read, write_), ClientSession(read, write_) as session:
            await session.initialize()
            return await session.call_tool("about", {})

    result = in_a_loop(run())
    assert result.structuredContent is not None
    assert [thing["title"] for thing in result.structuredContent["things"]] == [body.name for body in library.bodies()]


def test_what_stands_in_an_agenda_is_said_to_be_a_proposal(tmp_path: Path) -> None:
    from indexer.build import build
    from kb.settings import load

    corpus = tmp_path / "aineisto"
    corpus.mkdir()
    text = "# Rantaryhmän kokouksen esityslista\n\nAika: 2.9.2025 klo 9.00\n\n## 1. Kokouksen avaus\n\n## 2. Laiturin hinta\n\nEsitys: Laituri maksaa 900 euroa.\n"
    (corpus / "esityslista.md").write_text(text, encoding="utf-8")
    settings = load(corpus, environ={})
    build(settings)
    library = Library.open(settings)
    assert library.meetings(kind="agenda")
    (thing,) = ask(library, "search", query="laiturin hinta")["things"]
    assert thing["uncertain"] == ["Esityslistasta: ehdotus, josta tässä ei ole päätetty."]
