"""The command as people script against it: its shapes, its exit statuses, and what goes where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cli.main import COMMANDS, main
from tests.fixtures.group import write_library

MINUTES = """# Saariston lauttaryhmän kokous

Aika: 2.5.2024 klo 13.00–14.30
Paikka: Teams

Läsnä:

- Iiris Vesterholm, LVM (puheenjohtaja)
- Osmo Tervahauta, Traficom (sihteeri)

## 1. Kokouksen avaus

Puheenjohtaja avasi kokouksen.

## 2. Lauttojen aikataulu

Sovittiin, että Traficom julkaisee aikataulun viimeistään 1.6.2024.
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    library = write_library(tmp_path_factory.mktemp("komento"))
    return library.settings.data


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def printed(*arguments: str | Path) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_in_finnish_with_an_example(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert "Esimerkki:" in result.output
    assert f"kb {name}" in result.output


def test_search_prints_the_shape_of_the_contract(data: Path) -> None:
    found = printed("search", "merikaapelien reitti", "--data", data)
    assert {"query", "understood", "total", "took_ms", "did_you_mean", "notes", "hits", "facets"} <= set(found)
    assert set(found["facets"]) == {"kind", "body", "year", "organisation", "output", "topic"}
    hit = found["hits"][0]
    wanted = {"kind", "id", "title", "snippet", "meeting", "date", "item", "where", "url", "score", "matched"}
    assert wanted <= set(hit)
    assert isinstance(hit["snippet"], str)
    assert {"word", "because"} <= set(hit["matched"][0])
    assert found["total"] >= len(found["hits"]) > 0


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--kind", "päätös", "--since", "2024-06-01"], {"2024-09-24/2/1"}),
        (["--kind", "decision", "--until", "1.6.2024"], {"2024-03-12/2/1"}),
        (["--output", "1.2", "--kind", "päätös"], {"2024-09-24/2/1", "2024-03-12/2/1"}),
        (["--organisation", "Traficom", "--kind", "päätös"], {"2024-03-12/2/1"}),
        (["--meeting", "2023-01-16"], set()),
    ],
)
def test_options_limit_a_search_as_fields_do(data: Path, options: list[str], ids: set[str]) -> None:
    found = printed("search", "Traficom OR eteläinen reitti OR pohjatutkimus", "--data", data, *options)
    assert ids <= {hit["id"] for hit in found["hits"]}
    assert bool(ids) == bool(found["hits"])


def test_a_search_without_hits_is_no_failure(data: Path) -> None:
    result = run("search", "avaruussukkula", "--data", data)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "avaruussukkula" in result.stderr


def test_a_query_that_cannot_be_read_says_where(data: Path) -> None:
    result = run("search", 'reitti "pohjoinen', "--data", data, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "kohdassa 8" in result.stderr


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("meetings", {"id", "body", "title", "number", "date", "start", "end", "place", "chair", "secretary", "attendees", "items",
                      "decisions", "outputs", "attachments", "next_meeting", "distribution"}),
        ("decisions", {"id", "meeting", "date", "item", "item_title", "kind", "text", "content", "subject", "responsible", "due", "outputs",
                       "attachments", "where", "confidence", "rests_on", "status", "replaces", "replaced_by"}),
        ("outputs", {"number", "titles", "status", "events"}),
        ("people", {"slug", "name"}),
        ("attachments", {"label", "name", "items", "file"}),
    ],
)  # fmt: skip
def test_lists_print_the_shapes_of_the_contract(data: Path, name: str, fields: set[str]) -> None:
    found = printed(name, "--data", data)
    assert found
    assert all(fields <= set(entry) for entry in found)


def test_lists_are_newest_first_and_readable_without_json(data: Path) -> None:
    assert [meeting["id"] for meeting in printed("meetings", "--data", data)] == ["2025-01-16", "2024-09-24", "2024-03-12"]
    lines = run("decisions", "--data", data).stdout.splitlines()
    assert lines[0].startswith("2025-01-16/1/1")
    assert not any("Varavirtasuunitelman" in line for line in lines)
    assert any("Varavirtasuunitelman" in line for line in run("decisions", "--all", "--data", data).stdout.splitlines())


@pytest.mark.parametrize("id", ["2024-09-24", "2024-09-24/2", "2024-09-24/2/1", "1.2", "osmo-tervahauta", "traficom"])
def test_show_gives_any_one_thing(data: Path, id: str) -> None:
    found = printed("show", id, "--data", data)
    assert id in (found.get("id"), found.get("number"), found.get("slug"))
    assert run("show", id, "--data", data).stdout.strip()


def test_show_of_nothing_is_exit_status_four(data: Path) -> None:
    result = run("show", "2024-09-24/99", "--data", data)
    assert (result.exit_code, result.stdout) == (4, "")
    assert "2024-09-24/99" in result.stderr


def test_asking_before_building_says_what_to_do(tmp_path: Path) -> None:
    result = run("search", "reitti", "--data", tmp_path / "tyhja")
    assert result.exit_code == 1
    assert "kb index" in result.stderr


class TestIndex:
    def test_reads_a_folder_and_ends_with_counts(self, tmp_path: Path) -> None:
        corpus = tmp_path / "aineisto"
        corpus.mkdir()
        (corpus / "muistio.md").write_text(MINUTES, encoding="utf-8")
        result = run("index", corpus, "--data", tmp_path / "kb", "--jobs", "1")
        assert result.exit_code == 0, result.output
        assert "Luettu 1 tiedostoa, lukematta 0." in result.stdout
        assert "1 kokousta" in result.stdout
        assert "ajan tasalla" in run("index", corpus, "--data", tmp_path / "kb").stdout
        hits = printed("search", "aikataulusta", "--data", tmp_path / "kb")["hits"]
        assert hits[0]["meeting"] == "2024-05-02"

    def test_names_each_file_it_could_not_read_and_says_so_with_three(self, tmp_path: Path) -> None:
        corpus = tmp_path / "aineisto"
        corpus.mkdir()
        (corpus / "muistio.md").write_text(MINUTES, encoding="utf-8")
        (corpus / "rikki.pdf").write_bytes(b"%PDF-1.7\nnothing of the kind")
        result = run("index", corpus, "--data", tmp_path / "kb", "--jobs", "1")
        assert result.exit_code == 3
        assert "rikki.pdf" in result.stdout
        assert "rikki.pdf" in json.dumps(printed("problems", "--data", tmp_path / "kb"))
        assert printed("meetings", "--data", tmp_path / "kb")

    def test_of_a_folder_that_is_not_there_is_wrong_use(self, tmp_path: Path) -> None:
        result = run("index", tmp_path / "missä", "--data", tmp_path / "kb")
        assert result.exit_code == 2
        assert "missä" in result.stderr

    def test_of_an_empty_folder_leaves_the_old_index_serving(self, tmp_path: Path) -> None:
        corpus = tmp_path / "aineisto"
        corpus.mkdir()
        (corpus / "muistio.md").write_text(MINUTES, encoding="utf-8")
        run("index", corpus, "--data", tmp_path / "kb", "--jobs", "1")
        (corpus / "muistio.md").unlink()
        assert run("index", corpus, "--data", tmp_path / "kb").exit_code == 1
        assert len(printed("meetings", "--data", tmp_path / "kb")) == 1


class TestInspect:
    def test_shows_each_stage_and_needs_no_index(self, tmp_path: Path) -> None:
        file = tmp_path / "muistio.md"
        file.write_text(MINUTES, encoding="utf-8")
        found = printed("inspect", file)
        assert {"file", "media_type", "language", "sections", "meetings", "problems"} <= set(found)
        assert {"label", "text"} <= set(found["sections"][0])
        (meeting,) = found["meetings"]
        assert (meeting["id"], meeting["date"], meeting["start"]) == ("2024-05-02", "2024-05-02", "13:00")
        assert [item["number"] for item in meeting["items"]] == ["1", "2"]
        assert any(decision["text"].startswith("Sovittiin, että Traficom") for decision in meeting["decisions"])
        assert "Lauttojen aikataulu" in run("inspect", file).stdout

    def test_of_a_report_shows_what_it_promises_without_a_meeting(self, tmp_path: Path) -> None:
        file = tmp_path / "viikkoraportti.md"
        file.write_text(
            "# Viikkoraportti 14.5.2031\n## Seuraava viikko\n| Tekijä | Tehtävä |\n|---|---|\n| Tuuli | Ma: kartan piirto |\n",
            encoding="utf-8",
        )
        found = printed("inspect", file)
        assert [(one["text"], one["responsible"]) for one in found["promises"]] == [("Ma: kartan piirto", ["Tuuli"])]
        assert "lupaus Tuuli: Ma: kartan piirto" in run("inspect", file).stdout

    def test_of_a_broken_file_is_json_with_the_reason_and_exit_status_three(self, tmp_path: Path) -> None:
        file = tmp_path / "rikki.docx"
        file.write_bytes(b"PK\x03\x04 nothing")
        result = run("inspect", file, "--json")
        assert result.exit_code == 3
        found = json.loads(result.stdout)
        assert found["meetings"] == []
        assert found["problems"][0]["message"]

    def test_of_a_file_that_is_not_there_is_wrong_use(self, tmp_path: Path) -> None:
        assert run("inspect", tmp_path / "puuttuu.md").exit_code == 2
