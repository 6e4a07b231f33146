"""Installed as a package it is whole: what a checkout has beside the code, an installation has too."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PARTS = ("pyproject.toml", "README.md", "LICENSE", "kb", "files", "indexer", "web", "cli")
MEETINGS = ("2024-11-07", "2025-01-30", "2026-06-04")


def run(*command: str | Path, folder: Path, **more: str) -> str:
    done = subprocess.run(
        list(map(str, command)), cwd=folder, env={**os.environ, **more}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a wheel of the code as it is now has been unpacked."""
    pytest.importorskip("setuptools")
    folder = tmp_path_factory.mktemp("paketti")
    source, site = folder / "source", folder / "site"
    source.mkdir()
    for name in PARTS:
        if (root / name).is_dir():
            shutil.copytree(root / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(root / name, source / name)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    run(*pip, "install", "--no-deps", "--no-build-isolation", "--no-index", "--target", site, source, folder=folder)
    return site


def test_every_address_answers_in_three_languages(site: Path, root: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "aineisto"
    for meeting in MEETINGS:
        shutil.copytree(root / "corpus" / meeting, corpus / meeting)
    shutil.copy(root / "corpus" / "kb.toml", corpus / "kb.toml")
    program = root / "tests" / "package_routes.py"
    told = run(sys.executable, "-P", program, site, corpus, tmp_path / "kb", folder=tmp_path, PYTHONPATH=str(site))
    assert int(told.split()[0]) > 40


def test_all_that_lies_beside_the_code_is_in_the_package(site: Path, root: Path) -> None:
    beside = {
        path.relative_to(root)
        for name in ("kb", "files", "indexer", "web", "cli")
        for path in (root / name).rglob("*")
        if path.is_file() and path.suffix not in (".pyc", ".po", ".pot", ".cfg")
    }
    assert [str(path) for path in sorted(beside) if not (site / path).is_file()] == []
