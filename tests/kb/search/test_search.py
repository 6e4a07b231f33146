"""Search over a small invented group: what is found, in which order, why, and what is marked."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from bench import nasty
from kb.errors import BadQuery
from kb.library import Filters, Hit, Library
from kb.store.catalogue import Catalogue
from tests.fixtures.group import Item, Outcome, minutes, write_library
from tests.fuzz import FUZZ


def ids(library: Library, query: str, **given: object) -> list[str]:
    return [hit.id for hit in library.search(query, **given).hits]  # type: ignore[arg-type]


def everything(hit: Hit) -> list[Hit]:
    return [hit, *hit.more]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("pohjatutkimuksen", "2024-03-12/2/1"),
        ("pohjatutkimusta", "2024-03-12/2/1"),
        ("tuotos 1.2", "1.2"),
        ("varavirtasuunnitelmista", "2024-09-24/3"),
        ("akkujen kesto", "2024-09-24/3"),
        ("kustannusarvio", "2024-03-12/LIITE 1 Reittivaihtoehdot 12032024.pptx#2"),
        ("budget kabeln", "2025-01-16/1/1"),
        ("budget", "2025-01-16/1/1"),
        ("valokuitu", "muut/Kuituverkko.pptx#1"),
        ("lausuntopyynnöt", "2024-09-24/2/2"),
        ('"eteläinen reitti"', "2024-09-24/2/1"),
        ("jakelu varajäsenet", "2024-03-12#2"),
    ],
)
def test_a_word_in_any_form_finds_its_place_first(library: Library, query: str, first: str) -> None:
    assert ids(library, query)[0] == first


@pytest.mark.parametrize(
    "query", ["avaruussukkula", "lumilautailu", '"radiolinkki pohjatutkimus"', "merikaapeli avaruussukkula"]
)
def test_what_is_not_in_the_materials_is_not_found(library: Library, query: str) -> None:
    results = library.search(query)
    assert results.total == 0
    assert "searched" in {note.code for note in results.notes}


def test_a_search_for_nothing_says_which_word_is_unknown(library: Library) -> None:
    notes = {note.code: note.words for note in library.search("merikaapeli avaruussukkula").notes}
    assert notes["unknown"] == ("avaruussukkula",)


@pytest.mark.parametrize(
    ("query", "wanted", "unwanted"),
    [
        ("pohjatutkimus EI sovittiin", "2024-09-24/2", "2024-03-12/2/1"),
        ("pohjatutkimus -sovittiin", "2024-09-24/2", "2024-03-12/2/1"),
        ("akusto TAI pohjatutkimus", "2024-09-24/3", "2025-01-16/1"),
        ("(akusto OR pohjatutkimus) AND tukiasema", "2024-09-24/3", "2024-03-12/2/1"),
        ("varavirtasuun*", "2024-03-12/3", "2024-03-12/2"),
        ("merikaapeli kokous:2024-09-24", "2024-09-24/2", "2024-03-12/2"),
        ("reitti laji:päätös", "2024-09-24/2/1", "2024-03-12/2"),
        ("reitti laji:hyväksyntä", "2024-09-24/2/1", "2024-03-12/2/1"),
        ("reitti jälkeen:2024-06-01", "2024-09-24/2/1", "2024-03-12/2/1"),
        ("reitti ennen:1.6.2024", "2024-03-12/2", "2024-09-24/2/1"),
        ("reitti vuosi:2024", "2024-09-24/2/1", "2025-01-16/1"),
        ("tuotos:1 laji:päätös", "2024-09-24/2/1", "2024-03-12/3/1"),
        ('henkilö:"Kaarina Luotokari" laji:kohta', "2024-03-12/2", "2024-09-24/3"),
        ("organisaatio:Traficom laji:päätös", "2024-03-12/2/1", "2024-09-24/2/1"),
        ("liite:1 laji:dia", "2024-03-12/LIITE 1 Reittivaihtoehdot 12032024.pptx#1", "muut/Kuituverkko.pptx#1"),
    ],
)
def test_operators_and_fields_limit_what_is_found(library: Library, query: str, wanted: str, unwanted: str) -> None:
    found = [one.id for hit in library.search(query).hits for one in everything(hit)]
    assert wanted in found
    assert unwanted not in found


def test_filters_given_apart_do_what_fields_do(library: Library) -> None:
    by_field = ids(library, "reitti jälkeen:2024-06-01 laji:päätös")
    by_filter = ids(library, "reitti", filters=Filters(since=datetime.date(2024, 6, 1), kind=("decision",)))
    assert by_field == by_filter
    assert by_field[0] == "2024-09-24/2/1"


def test_one_item_is_one_hit_with_the_rest_folded_under_it(library: Library) -> None:
    hits = library.search("reitti").hits
    groups = [hit.id for hit in hits if hit.meeting == "2024-09-24" and hit.kind != "output"]
    assert groups == ["2024-09-24/2/1"]
    assert "2024-09-24/2" in [one.id for one in hits[0].more] + [one.id for hit in hits for one in hit.more]


def test_decisions_asked_for_by_kind_are_not_folded_together(library: Library) -> None:
    assert set(ids(library, "kokous:2024-09-24 laji:päätös")) == {"2024-09-24/2/1", "2024-09-24/2/2", "2024-09-24/3/1"}


def test_counts_of_facets_are_what_the_filter_then_finds_unless_it_looks_further_and_says_so(library: Library) -> None:
    def check(count: int, filters: Filters) -> None:
        found = library.search("reitti OR varavirtasuunnitelma", filters=filters)
        further = "parts" in {note.code for note in found.notes}
        assert found.total >= count if further else found.total == count

    facets = library.search("reitti OR varavirtasuunnitelma").facets
    for value, count in facets.kind:
        check(count, Filters(kind=(value,)))
    for value, count in facets.year:
        check(count, Filters(year=(int(value),)))
    for value, count in facets.output:
        check(count, Filters(output=(value,)))


def test_every_mark_is_where_its_word_stands(library: Library) -> None:
    hit = library.search("merikaapeli").hits[0]
    assert hit.matched
    for matched in hit.matched:
        text = hit.title if matched.field == "title" else hit.text
        if matched.field == "title":
            assert text[matched.start : matched.end] == matched.word
    assert "Merikaapelin" in [segment.text for segment in hit.heading if segment.marked]


def test_segments_put_together_are_the_title(library: Library) -> None:
    for hit in library.search("reitti tuotos").hits:
        assert "".join(segment.text for segment in hit.heading) == hit.title


@pytest.mark.parametrize(
    ("query", "id", "word", "how"),
    [
        ("reitti", "2024-09-24/2/1", "reitti", "exact"),
        ("tutkimuspohja TAI akusto", "2024-09-24/3", "akustoja", "base"),
        ("varavirtasuunnitelma", "2024-03-12/3/1", "Varavirtasuunitelman", "misspelt"),
        ("varavirta suunnitelma", "2024-03-12/3/1", "Varavirtasuunitelman", "misspelt"),
        ("virransuunnitelma", "2024-03-12/3/1", "Varavirtasuunitelman", "part"),
        ("virtasuunnitelma", "2024-03-12/3/1", "Varavirtasuunitelman", "part"),
        ("liikenne- ja viestintäministeriö", "2024-09-24/2/2", "LVM", "synonym"),
        ("merikaap*", "2024-03-12/2", "Merikaapelin", "prefix"),
        ("pohja tutkimus", "2024-09-24/2", "Pohjatutkimus", "base"),
        ("meri kaapeli reitti", "2024-03-12/2", "Merikaapelin", "base"),
        ("radiolinkin hinta", "2024-03-12/LIITE 1 Reittivaihtoehdot 12032024.pptx#2", "Kustannusarvio", "related"),
        ("reitin kivikkoisuus", "2024-03-12/2", "kivikkoisempi", "part"),
    ],
)
def test_a_hit_says_which_word_matched_and_how(library: Library, query: str, id: str, word: str, how: str) -> None:
    hits = [one for hit in library.search(query, limit=50).hits for one in everything(hit) if one.id == id]
    assert (word, how) in [(matched.word, matched.how) for hit in hits for matched in hit.matched]


def test_a_synonym_can_be_switched_off(library: Library) -> None:
    widened = library.search("Liikenne- ja viestintävirasto")
    assert widened.total == 0 or widened.widened is not None
    results = library.search("LVM")
    assert library.search("LVM", unexpanded={"LVM"}).total <= results.total
    assert not library.search("LVM", unexpanded={"LVM"}).widened


def test_parts_of_compounds_answer_only_when_the_word_itself_hardly_does(library: Library) -> None:
    results = library.search("kaapeli")
    assert "parts" in {note.code for note in results.notes}
    scores = {one.id: place for place, hit in enumerate(results.hits) for one in everything(hit)}
    assert scores["2024-09-24/2/2"] < scores["2024-03-12/2"]


def test_a_word_near_in_meaning_answers_only_beside_another_word(library: Library) -> None:
    assert library.search("hinta").total == 0
    assert "related" in {note.code for note in library.search("radiolinkin hinta").notes}


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("milloin pohjatutkimus vanhenee?", "2024-03-12/2/1"),
        ("mitä varavirtasuunnitelma tarkoittaa", "2024-09-24/3"),
        ("kuka vastaa lausuntopyynnöistä", "2024-09-24/2/2"),
    ],
)
def test_a_question_is_answered_without_the_words_that_are_the_askers_own(library: Library, query: str, first: str) -> None:
    assert ids(library, query)[0] == first


def test_what_a_question_was_understood_as_leaves_out_what_says_nothing(library: Library) -> None:
    found = library.search("mitä päätettiin pohjatutkimuksesta, kenen vastuulla ja mihin mennessä?")
    assert found.understood == "päätettiin JA pohjatutkimuksesta JA vastuulla"
    assert found.hits[0].id == "2024-03-12/2/1"
    assert library.search("mitä").understood == "mitä"
    assert library.search("(mitä kuka) pohjatutkimus").understood == "(mitä JA kuka) JA pohjatutkimus"


@pytest.mark.parametrize("query", ["orkesteri pohjatutkimus", "orkesterin vanheneminen", "kuka johtaa orkesteria"])
def test_a_search_of_names_of_things_needs_them_all(library: Library, query: str) -> None:
    assert library.search(query).total == 0


@pytest.mark.parametrize(
    "query",
    ["kaapeli", "meri kaapeli", "radiolinkin hinta", "kuka akkuja kestää", "reitti kesto vuorokausi", "virtasuunnitelma"],
)
def test_every_hit_says_why_however_widely_it_was_found(library: Library, query: str) -> None:
    hits = library.search(query, limit=50).hits
    assert hits
    assert [hit.id for hit in hits if not any(one.matched for one in everything(hit))] == []


def test_a_slip_is_met_with_a_better_word_in_the_same_form(library: Library) -> None:
    assert library.search("pohjatutkmuksen").did_you_mean == "pohjatutkimuksen"
    assert library.search("pohjatutkimuksen").did_you_mean is None
    assert library.search("varavirtasunnitelma").total > 0


def test_a_slip_in_an_inflected_name_is_met_with_the_name(library: Library) -> None:
    assert library.search("Luotovarin esittely").did_you_mean == "Luotokari esittely"


def test_sorting_by_date_puts_the_newest_first(library: Library) -> None:
    dates = [hit.date for hit in library.search("merikaapeli OR kabel", sort="date").hits if hit.date]
    assert dates == sorted(dates, reverse=True)
    assert len(dates) > 2


def test_pages_of_results_follow_each_other(library: Library) -> None:
    whole = ids(library, "reitti OR kokous", limit=100)
    paged = ids(library, "reitti OR kokous", limit=2) + ids(library, "reitti OR kokous", limit=100, offset=2)
    assert paged == whole
    assert len(whole) == len(set(whole)) == library.search("reitti OR kokous").total


def test_an_empty_query_with_a_filter_lists_what_there_is(library: Library) -> None:
    assert set(ids(library, "", filters=Filters(kind=("meeting",)))) == {"2024-03-12", "2024-09-24", "2025-01-16"}


def test_similar_things_leave_out_the_thing_itself_and_say_why(library: Library) -> None:
    similar = library.similar("2024-09-24/2/1")
    assert similar
    assert all(not other.id.startswith("2024-09-24/2") for other in similar)
    assert all(other.why for other in similar)
    assert "2024-03-12/2" in [other.id for other in similar] or "2024-03-12/2/1" in [other.id for other in similar]


def test_marks_in_a_document_are_those_of_the_search(library: Library) -> None:
    text = "Merikaapelin reitti ja merikaapeleista sovittua"
    assert [text[m.start : m.end] for m in library.marks("merikaapeli", text)] == ["Merikaapelin", "merikaapeleista"]


def test_an_exact_form_ranks_over_other_forms_all_else_equal(tmp_path: Path) -> None:
    pair = [
        minutes(datetime.date(2024, 5, n), (Item("1", "Asia", (line,), (Outcome(line),)),), path=f"{n}.md")
        for n, line in ((1, "Sovittiin lauttojen aikataulusta."), (2, "Sovittiin lautan aikataulusta."))
    ]
    small = write_library(tmp_path, pair)
    assert ids(small, "lauttojen")[0] == "2024-05-01/1/1"
    assert ids(small, "lautan")[0] == "2024-05-02/1/1"


def test_the_newer_comes_first_when_all_else_is_equal(tmp_path: Path) -> None:
    line = "Sovittiin lautan aikataulusta."
    same = [
        minutes(datetime.date(2024, 5, n), (Item("1", "Asia", (line,), (Outcome(line),)),), path=f"{n}.md") for n in (1, 2, 3)
    ]
    assert [id[:10] for id in ids(write_library(tmp_path, same), "lautta")] == ["2024-05-03", "2024-05-02", "2024-05-01"]


NASTY = [
    "", " ", "*", "**", "a*", "ä" * 999, "(" * 40, ")" * 5, '"', '""', '" "', "((()))", "AND", "OR NOT AND", "EI", "- -", "--x",
    "tuotos:", "tuotos: ", 'tuotos:""', "ennen:huomenna", "jälkeen:99.99.9999", "vuosi:0000", "vuosi:2024-1", "laji:*",
    "liite:", "a:b:c:d", "\x00", "\u202e", "🦆", "𝔘𝔐", "x" * 1001, "' OR 1=1 --", "<script>alert(1)</script>", "%s%n", "\\", "[a TO z]",
    "~2", "^5", "sana^2", "sana~", "*alku", "ko*ous", "1..2", "§", "§ 121", "4 a)", "TEM:n", "-", "–", "!", "JA JA JA",
    "ei ole mitään", "se on ja", "ennen:2024 jälkeen:2025", "kokous:..", "henkilö:-", "a " * 64, "a " * 70, "NOT " * 100 + "a",
]  # fmt: skip


@pytest.mark.parametrize("query", NASTY)
def test_a_nasty_query_gives_results_or_a_place_in_the_query(library: Library, query: str) -> None:
    try:
        results = library.search(query)
    except BadQuery as error:
        assert 0 <= error.position <= len(query)
    else:
        assert len(results.hits) <= results.total


@examples(max_examples=3000 if FUZZ else 150)
@given(st.text(max_size=60) | st.text(alphabet='reti kaplJATEI()"*-:ä1.2', max_size=60))
def test_any_query_gives_results_or_a_place_in_the_query(library: Library, query: str) -> None:
    try:
        results = library.search(query, limit=3)
    except BadQuery as error:
        assert 0 <= error.position <= len(query)
    else:
        assert results.total >= len(results.hits)


def test_queries_that_cost_the_most_are_answered_too(library: Library) -> None:
    for query in nasty.queries(library._search.vocabulary).values():
        results = library.search(query, limit=3)
        assert results.total >= len(results.hits)


def test_a_search_reads_no_more_than_it_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = write_library(tmp_path)
    for name in ("meetings", "decisions", "people", "links"):
        monkeypatch.setattr(Catalogue, name, lambda catalogue: pytest.fail("all that is known was read"))
    assert library.search("reitti").facets.body
