"""Builds and pages on disks that are full or read-only, really so: as root too, where permissions stop nobody."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kb.settings import load
from web import create_app
from web.security import TOKEN_FIELD

MINUTES = "# Muistio\n\nAika: 4.3.2025\n\n1. Avaus\n\nAvattiin.\n\n2. Talous\n\nPäätettiin hankkia kaivuri.\n"
Mount = Callable[[str], Path]


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Mount]:
    """Makes a disk of its own at a folder; the test is skipped where that is not allowed."""
    made: list[Path] = []

    def make(options: str) -> Path:
        place = tmp_path / f"levy{len(made)}"
        place.mkdir()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], capture_output=True, check=False)
        if done.returncode:
            pytest.skip("no disk can be mounted here")
        made.append(place)
        return place

    if not shutil.which("mount"):
        pytest.skip("no disk can be mounted here")
    yield make
    for place in made:
        subprocess.run(["umount", "-l", str(place)], check=False)


def kb(root: Path, *arguments: str, before: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cli", *arguments]
    environment = {name: value for name, value in os.environ.items() if name != "KB_JOURNAL"}
    return subprocess.run(
        command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False, preexec_fn=before, env=environment
    )


def write_corpus(corpus: Path) -> Path:
    corpus.mkdir(parents=True, exist_ok=True)
    (corpus / "muistio.md").write_text(MINUTES, encoding="utf-8")
    return corpus


def test_a_build_on_a_full_disk_says_so_and_the_old_index_serves(root: Path, tmp_path: Path, mount: Mount) -> None:
    corpus, data = write_corpus(tmp_path / "aineisto"), mount("size=4m")
    assert kb(root, "index", str(corpus), "--data", str(data)).returncode == 0
    (corpus / "toinen.md").write_text(MINUTES.replace("4.3.", "8.4."), encoding="utf-8")
    filler = data / "tayte"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            pass
    done = kb(root, "index", str(corpus), "--data", str(data))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert str(data) in done.stderr and "tilaa" in done.stderr
    assert kb(root, "search", "kaivuri", "--data", str(data)).returncode == 0
    filler.unlink()
    assert kb(root, "index", str(corpus), "--data", str(data)).returncode == 0


def test_a_file_that_may_not_grow_is_told_as_a_full_disk(root: Path, tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "aineisto")

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    done = kb(root, "index", str(corpus), "--data", str(tmp_path / "data"), before=small)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert str(tmp_path / "data") in done.stderr


def test_a_read_only_folder_serves_and_refuses_marks_with_the_reason(root: Path, mount: Mount) -> None:
    disk = mount("size=8m")
    corpus, data = write_corpus(disk / "aineisto"), disk / ".kb"
    assert kb(root, "index", str(corpus), "--data", str(data)).returncode == 0
    shutil.rmtree(data / "generations" / "1" / "in-use", ignore_errors=True)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    app = create_app(load(corpus, data, environ={}))
    client = app.test_client()
    for address in ("/", "/haku?q=kaivuri", "/paatokset", "/asiakirjat/muistio.md", "/merkinnat", "/esityslista"):
        assert client.get(address).status_code == 200, address
    decision = client.get("/paatokset?muoto=json").get_json()[0]["id"]
    page = client.get(f"/paatokset/{decision}").get_data(as_text=True)
    token = page.split(f'name="{TOKEN_FIELD}" value="')[1].split('"')[0]
    form = {TOKEN_FIELD: token, "mita": "comment", "kohde": decision, "kuka": "Aino", "teksti": "Pitkä huomio kaivurista"}
    refused = client.post("/merkinnat", data=form)
    text = refused.get_data(as_text=True)
    assert refused.status_code == 503
    assert str(corpus) in text and "vain luettavissa" in text
    assert "Pitkä huomio kaivurista" in text
    draft = client.post("/esityslista", data={TOKEN_FIELD: token, "teksti": "1. Avaus\n2. Kaivurin hankinta"})
    assert draft.status_code == 503
    assert "Kaivurin hankinta" in draft.get_data(as_text=True)
    saved = client.post("/merkinnat", data=form, headers={"HX-Request": "true"})
    assert saved.headers["HX-Reswap"] == "none"
    assert "vain luettavissa" in saved.get_data(as_text=True)
    done = kb(root, "index", str(corpus), "--data", str(data))
    assert done.returncode == 1
    assert str(data) in done.stderr and "Traceback" not in done.stderr
