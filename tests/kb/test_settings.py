"""Settings: what a group tells of itself is added to the defaults, and what makes no sense is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.errors import BadSettings
from kb.settings import load, reread


def written(folder: Path, text: str) -> Path:
    (folder / "kb.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_groups_words_come_before_the_defaults_and_leave_them(tmp_path: Path) -> None:
    text = '[[related]]\nwords = ["asema", "mittauspaikka"]\n[[synonyms]]\nwords = ["ohjausryhmä", "johtoryhmä"]\n'
    settings = load(written(tmp_path, text), environ={})

    assert settings.related[0] == ("asema", "mittauspaikka")
    assert any("kustannus" in group for group in settings.related)
    assert next(group for group in settings.synonyms if "johtoryhmä" in group)[:3] == ("ohjausryhmä", "johtoryhmä", "ohry")


@pytest.mark.parametrize(
    "text",
    ['related = "asema"', '[related]\nwords = ["asema"]', "[[related]]\nwords = 3", "[[related]\n", '[group]\nname = ""'],
)
def test_a_setting_that_makes_no_sense_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadSettings):
        load(written(tmp_path, text), environ={})


@pytest.mark.parametrize(
    ("text", "name", "line"),
    [
        ('# ryhmä\n[group]\nname = "Ohjausryhmä"\nshort = 3\n', "group.short", "4"),
        ('[[topics]]\nname = "talous"\n\n[[topics]]\nname = "vesi"\nhidden = "kyllä"\n', "topics.hidden", "6"),
        ('[[topics]]\nname = "vesi"\nparent = ["talous"]\n', "topics.parent", "3"),
        ('[[topics]]\nsynonyms = ["vesi"]\n', "topics", "1"),
        ('\n[interface]\n  language = "ruotsi"\n', "interface.language", "3"),
        ('[access]\ndefault = "kaikki"\n', "access.default", "2"),
        ('[[access.rules]]\nfolder = "johto"\nto = ["public", "aino"]\n', "access.rules.to", "3"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_with_its_line_and_how_to_write_it(
    tmp_path: Path, text: str, name: str, line: str
) -> None:
    with pytest.raises(BadSettings) as caught:
        load(written(tmp_path, text), environ={})
    assert (caught.value.params["name"], caught.value.params["line"]) == (name, line)
    assert line in caught.value.text("sv") and "=" in caught.value.hint("en")


@pytest.mark.parametrize(
    ("text", "name", "near", "line"),
    [
        ('[group]\nname = "Ohjausryhmä"\nshrt = "ohry"\n', "group.shrt", "short", "3"),
        ('[[topic]]\nname = "vesi"\n', "topic", "topics", "1"),
        ('[corpus]\n\nexcludes = ["*.tmp"]\n', "corpus.excludes", "exclude", "3"),
        ('language = "sv"\n', "language", "", "1"),
    ],
)
def test_an_unknown_key_is_told_with_its_line_and_the_nearest_known_one(
    tmp_path: Path, text: str, name: str, near: str, line: str
) -> None:
    (remark,) = load(written(tmp_path, text), environ={}).remarks
    params = dict(remark.params)
    assert (params["name"], params["line"], params.get("near", "")) == (name, line, near)
    assert name in remark.message("fi") and remark.hint("fi")


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "kb.toml").write_bytes(b"\xef\xbb\xbf" + b'[group]\r\nname = "Ohjausryhm\xc3\xa4"\r\n')
    assert load(tmp_path, environ={}).group == "Ohjausryhmä"


def test_an_unknown_language_is_refused_from_the_environment_too(tmp_path: Path) -> None:
    with pytest.raises(BadSettings):
        load(tmp_path, environ={"KB_LANGUAGE": "de"})


def test_what_is_read_again_replaces_only_what_the_file_may_say(tmp_path: Path) -> None:
    before = load(written(tmp_path, '[group]\nname = "Entinen"\n'), environ={"KB_LANGUAGE": "sv", "KB_PORT": "9000"}, jobs=1)
    written(tmp_path, '[corpus]\nexclude = ["*.tmp"]\n[interface]\nlanguage = "en"\n')
    after = reread(before, environ={"KB_LANGUAGE": "sv"})
    assert (after.group, after.exclude, after.language, after.port, after.jobs) == (None, ("*.tmp",), "sv", 9000, 1)


def test_the_librarys_name_and_its_bodies_names_are_told(tmp_path: Path) -> None:
    (tmp_path / "kb.toml").write_text(
        'name = "Lumisuon kokoukset"\n[[bodies]]\nname = "Latutyöryhmä"\nnames = ["Hiihtoväki", "Latutyöryhmä"]\n',
        encoding="utf-8",
    )
    found = load(tmp_path, environ={})
    assert (found.name, found.bodies) == ("Lumisuon kokoukset", (("Latutyöryhmä", "Hiihtoväki"),))
