"""Words broken at a line's end."""

from __future__ import annotations

import pytest

from kb.finnish import joins_at_line_end


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("osaamisen kehit-", "tämisen tuki", "osaamisen kehittämisen tuki"),
        ("seurantara-", "kenteen", "seurantarakenteen"),
        ("oleskelu-", "lupa.", "oleskelulupa."),
        ("kehit\u00ad", "täminen", "kehittäminen"),
        ("HYVÄK-", "SYTTIIN", "HYVÄKSYTTIIN"),
        ("EU-", "tason", "EU-tason"),
        ("TE-", "toimiston", "TE-toimiston"),
        ("Länsi-", "Suomi", "Länsi-Suomi"),
        ("keski-", "ikäinen", "keski-ikäinen"),
        ("raaka-", "aineiden", "raaka-aineiden"),
        ("COVID-", "19", "COVID-19"),
        ("työ-", "ja koulutusperusteinen", "työ- ja koulutusperusteinen"),
        ("uma-", "järjestelmä", "uma-järjestelmä"),
        ("scoreboar-", "diin", "scoreboardiin"),
        ("seuranta-", "lintojen", "seurantalintojen"),
        ("ilman tavuviivaa", "seuraava rivi", "ilman tavuviivaa seuraava rivi"),
        ("  rivi  ", "  toinen  ", "rivi toinen"),
        ("– ", "asia", "– asia"),
    ],
)
def test_a_broken_word_is_joined_as_it_was_written(backend: str, left: str, right: str, whole: str) -> None:
    assert joins_at_line_end(left, right) == whole
