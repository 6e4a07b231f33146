"""Reading a thesaurus that an organisation has."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer import thesaurus
from kb.settings import Settings, TopicSetting

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix p: <http://example.org/> .
p:1 a skos:Concept ; skos:prefLabel "puistot"@fi, "parks"@en ; skos:altLabel "viheralueet"@fi .
p:2 a skos:Concept ; skos:prefLabel "leikkipaikat"@fi ; skos:broader p:1 .
"""


def named(folder: Path, name: str | None) -> Settings:
    """Settings that name a thesaurus."""
    return Settings(corpus=folder, data=folder / ".kb", thesaurus=name)


def test_finnish_names_other_names_and_broader_concepts_are_read(tmp_path: Path) -> None:
    pytest.importorskip("rdflib")
    (tmp_path / "sanat.ttl").write_text(TURTLE, encoding="utf-8")

    assert thesaurus.concepts(named(tmp_path, "sanat.ttl")) == (
        (TopicSetting("leikkipaikat", (), "puistot"), TopicSetting("puistot", ("viheralueet",))),
        (),
    )


@pytest.mark.parametrize("content", [None, "tämä ei ole RDF:ää"])
def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path, content: str | None) -> None:
    pytest.importorskip("rdflib")
    if content is not None:
        (tmp_path / "sanat.ttl").write_text(content, encoding="utf-8")
    found, problems = thesaurus.concepts(named(tmp_path, "sanat.ttl"))

    assert found == ()
    assert [problem.code for problem in problems] == ["thesaurus_unread"]


def test_nothing_is_read_where_no_file_is_named(tmp_path: Path) -> None:
    assert thesaurus.concepts(named(tmp_path, None)) == ((), ())
