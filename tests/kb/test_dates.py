"""Dates, times and deadlines in the forms Finnish, Swedish and English minutes use."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.dates import find_dates, find_deadline, find_times, format_date

MEETING = datetime.date(2024, 12, 17)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Aika: 5.3.2024 klo 9", "2024-03-05", "2024-03-05"),
        ("05.03.2024", "2024-03-05", "2024-03-05"),
        ("5. 3. 2024", "2024-03-05", "2024-03-05"),
        ("5.3.24", "2024-03-05", "2024-03-05"),
        ("maaliskuun 5. päivänä 2024", "2024-03-05", "2024-03-05"),
        ("5. maaliskuuta 2024", "2024-03-05", "2024-03-05"),
        ("5. päivänä maaliskuuta 2024", "2024-03-05", "2024-03-05"),
        ("Seminaari 3.–4.3.2024", "2024-03-03", "2024-03-04"),
        ("24.3. - 5.4.2025", "2025-03-24", "2025-04-05"),
        ("30.12.2024–2.1.2025", "2024-12-30", "2025-01-02"),
        ("ke 15.1. klo 13.15", "2025-01-15", "2025-01-15"),
        ("2024-03-05", "2024-03-05", "2024-03-05"),
        ("den 5 mars 2024", "2024-03-05", "2024-03-05"),
        ("5 March 2024", "2024-03-05", "2024-03-05"),
        ("March 5, 2024", "2024-03-05", "2024-03-05"),
    ],
)
def test_a_date_is_read_however_it_is_written(text: str, first: str, last: str) -> None:
    found = find_dates(text, MEETING)
    assert [(str(mention.first), str(mention.last)) for mention in found] == [(first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "kohta 3.4",
        "kohdassa 3.4. todettiin",
        "tuotos 4.2",
        "tuotokset 1.1–1.3 ja 5.1.",
        "tuotoksen 4.2. osalta",
        "1,5 kuukautta",
        "19.900 euroa",
        "klo 13.00",
        "versio 2.3.",
        "31.2.2024",
        "5/2025",
        "12.5 %",
    ],
)
def test_numbers_of_other_things_are_not_dates(text: str) -> None:
    assert find_dates(text, MEETING) == ()


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("klo 13.00–15.30, etäkokous", "13:00", "15:30"),
        ("klo 13-14", "13:00", "14:00"),
        ("kello 9", "09:00", None),
        ("15:01 - 19:19", "15:01", "19:19"),
        ("kl. 10.15", "10:15", None),
        ("klo: 16:15- 16:55", "16:15", "16:55"),
    ],
)
def test_a_time_or_a_span_is_read(text: str, begins: str, ends: str | None) -> None:
    assert [(found.begins, found.ends) for found in find_times(text)] == [(begins, ends)]


@pytest.mark.parametrize("text", ["17.12.2024", "tuotos 13.00", "12,5 %", "kohdat 2-3", "2024-2025", "10.10.-11.10."])
def test_dates_and_numbers_are_not_times(text: str) -> None:
    assert find_times(text) == ()


@pytest.mark.parametrize(
    ("text", "words", "date"),
    [
        ("Kommentit viimeistään 10.1.2025 sihteerille", "viimeistään 10.1.2025", "2025-01-10"),
        ("Nimeämiset tehdään 9.1.2025 asti", "9.1.2025 asti", "2025-01-09"),
        ("Lausunnot 31.1. mennessä", "31.1. mennessä", "2025-01-31"),
        ("ennen 3.2.2025", "ennen 3.2.2025", "2025-02-02"),
        ("Raportti vuoden 2025 loppuun mennessä", "vuoden 2025 loppuun mennessä", "2025-12-31"),
        ("Selvitys tammikuun loppuun", "tammikuun loppuun", "2025-01-31"),
        ("Pilotti kevään 2025 aikana", "kevään 2025 aikana", "2025-05-31"),
        ("Koekäyttö viikolla 4", "viikolla 4", "2025-01-26"),
        ("Lomakkeet elokuun ensimmäisellä viikolla 2024", "elokuun ensimmäisellä viikolla 2024", "2024-08-04"),
        ("Lomakkeet syyskuun 2025 toisella viikolla", "syyskuun 2025 toisella viikolla", "2025-09-14"),
        ("Koe maaliskuun kolmannella viikolla", "maaliskuun kolmannella viikolla", "2025-03-23"),
        ("Koe maaliskuun neljännen viikon loppuun mennessä", "maaliskuun neljännen viikon loppuun mennessä", "2025-03-30"),
        ("Raportti tammikuun viimeiseen viikkoon mennessä", "tammikuun viimeiseen viikkoon mennessä", "2025-01-31"),
        ("Tilataan syyskuun alussa 2025", "syyskuun alussa 2025", "2025-09-10"),
        ("Tilataan syyskuun puolivälissä 2025", "syyskuun puolivälissä 2025", "2025-09-15"),
        ("Tilataan syyskuun loppuun 2025 mennessä", "syyskuun loppuun 2025 mennessä", "2025-09-30"),
        ("Kokeilu viikolla 7/2026", "viikolla 7/2026", "2026-02-15"),
        ("Palataan helmikuussa 2025", "helmikuussa 2025", "2025-02-28"),
        ("vuoden loppuun mennessä", "vuoden loppuun mennessä", "2024-12-31"),
        ("Luonnos jouluun mennessä", "jouluun mennessä", "2024-12-23"),
        ("Valmiiksi ennen pääsiäistä", "ennen pääsiäistä", "2025-04-17"),
        ("Korjaus viimeistään juhannukseksi", "viimeistään juhannukseksi", "2025-06-19"),
        ("Utkastet före påsken", "före påsken", "2025-04-17"),
        ("The draft by Christmas", "by Christmas", "2024-12-23"),
        ("Kustannukset helmikuun puoliväliin (14.2.) mennessä", "helmikuun puoliväliin", "2025-02-14"),
        ("Lausunto ennen tammikuun kokousta (to 9.1.)", "ennen tammikuun kokousta", "2025-01-09"),
        ("Luonnos viimeistään 3.2. (kommentit 10.2.)", "viimeistään 3.2.", "2025-02-03"),
        ("senast den 10.1.2025", "senast den 10.1.2025", "2025-01-10"),
        ("by 10 January 2025", "by 10 January 2025", "2025-01-10"),
        ("Esitys tuodaan seuraavaan kokoukseen", "seuraavaan kokoukseen", None),
        ("Ratkaisut tammikuun ohryyn", "tammikuun ohryyn", None),
    ],
)
def test_by_when_is_resolved_against_the_meeting(text: str, words: str, date: str | None) -> None:
    found = find_deadline(text, MEETING)
    assert found is not None
    assert found.text == words
    assert (str(found.date) if found.date else None) == date


@pytest.mark.parametrize(
    "text",
    [
        "Seminaari pidetään 27.3.2025.",
        "Vietetään joulua ja pääsiäisen jälkeen palataan",
        "Kokous päättyi klo 15.30.",
        "Edellinen kokous oli 1.10.2024.",
        "Käydään läpi ensi viikolla 2025 tilattavat",
        "Näyttely järjestettiin tuolla viikolla 200 kävijälle",
        "Kasvua viikolla 12,5 %",
    ],
)
def test_a_day_that_is_no_deadline_is_none(text: str) -> None:
    assert find_deadline(text, MEETING) is None


@given(st.dates(datetime.date(1980, 1, 1), datetime.date(2099, 12, 31)), st.sampled_from(["fi", "sv", "en"]))
def test_a_date_written_out_reads_back_the_same(day: datetime.date, language: str) -> None:
    assert [mention.first for mention in find_dates(f"Kokous {format_date(day, language)}")] == [day]


@given(st.text(max_size=200))
def test_any_text_is_read_without_error(text: str) -> None:
    for mention in find_dates(text, MEETING):
        assert mention.first <= mention.last or mention.start < mention.end
    find_times(text)
    find_deadline(text, MEETING)
