"""What is kept, held against each other: the folder, the index, the catalogue, the journal and the drafts. Changes nothing."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from indexer.discover import discover
from kb.agenda.drafts import Drafts
from kb.errors import CorpusEmpty, KbError
from kb.library import Library
from kb.model import Problem
from kb.settings import CONFIG_NAME, Settings
from kb.store import generations
from kb.store.catalogue import Catalogue
from kb.store.journal import Journal

# Files that are named one by one; of more the number is enough.
_NAMED: Final = 20


def audit(settings: Settings) -> tuple[Problem, ...]:
    """What does not agree or needs care, each with what to do about it, the gravest first; nothing where all is well."""
    found = [*settings.remarks, *_index(settings), *_folder(settings), *_people(settings), *_left(settings)]
    order = ("error", "warning", "note")
    return tuple(sorted(found, key=lambda problem: order.index(problem.severity)))


def _index(settings: Settings) -> Iterator[Problem]:
    """Whether the index opens, and whether its parts are of one make."""
    try:
        manifest = generations.manifest(settings.data)
        place = generations.folder(settings.data, manifest.generation) / generations.CATALOGUE
        with contextlib.closing(Catalogue(place)) as catalogue:
            yield from (_problem(place, "error", "check_catalogue", why=fault) for fault in catalogue.faults())
        library = Library.open(settings)
        with contextlib.closing(library):
            library.search("kokous")
            if library.info().passages != manifest.passages:
                yield _problem(settings.data, "error", "index_broken", path=settings.data)
            yield from _orphans(library)
            for rule in library.holdings.idle(settings.access):
                named = str(rule.document or rule.folder or rule.body)
                yield Problem(CONFIG_NAME, None, "warning", "check_idle_rule", (("rule", named),))
    except KbError as error:
        yield Problem(None, None, "error", error.code, tuple(error.params.items()))


def _orphans(library: Library) -> Iterator[Problem]:
    if orphans := library.orphans():
        yield _problem(library.settings.journal_path, "warning", "check_orphans", count=len(orphans))


def _folder(settings: Settings) -> Iterator[Problem]:
    """Whether the index knows what lies in the folder."""
    try:
        here = {file.path: file.size for file in discover(settings).files}
    except CorpusEmpty:
        here = {}
    except KbError as error:
        yield Problem(None, None, "error", error.code, tuple(error.params.items()))
        return
    try:
        manifest = generations.manifest(settings.data)
        place = generations.folder(settings.data, manifest.generation) / generations.CATALOGUE
        with contextlib.closing(Catalogue(place)) as catalogue:
            known = {document.path: document.size for document in catalogue.documents()}
    except KbError:
        return  # told above
    if manifest.corpus and Path(manifest.corpus) != settings.corpus:
        yield _problem(settings.data, "warning", "check_other_corpus", corpus=manifest.corpus)
    both = here.keys() & known.keys()
    yield from _paths("check_new", here.keys() - both)
    yield from _paths("check_gone", known.keys() - both)
    yield from _paths("check_changed", {path for path in both if here[path] != known[path]})


def _paths(code: str, paths: Collection[str]) -> Iterator[Problem]:
    """One warning about each file, as far as a reader wants to read, and how many more there are."""
    for path in sorted(paths)[:_NAMED]:
        yield Problem(path, None, "warning", code)
    if len(paths) > _NAMED:
        yield Problem(None, None, "warning", f"{code}_more", (("count", str(len(paths) - _NAMED)),))


def _people(settings: Settings) -> Iterator[Problem]:
    """Whether what people have written can be read, and by its owner only."""
    path = settings.journal_path
    with contextlib.suppress(FileNotFoundError):
        damaged = Journal(path).damaged()
        if damaged:
            yield _problem(path, "warning", "check_damaged", count=damaged)
        yield from _open_to_others(path)
    for other in (settings.accounts_path, settings.reads_path):
        yield from _open_to_others(other)
    drafts = Drafts.of(settings)
    if drafts.folder.is_dir():
        readable = {kept.id for kept in drafts.all()}
        for file in sorted(drafts.folder.glob("*.jsonl")):
            if file.stem not in readable:
                yield _problem(file, "warning", "check_draft")
            yield from _open_to_others(file)


def _left(settings: Settings) -> Iterator[Problem]:
    """What an interrupted build or a program killed while writing has left behind."""
    with contextlib.suppress(KbError, OSError):
        live = generations.current(settings.data) or 0
        left = [path for path in (settings.data / "generations").iterdir() if path.name.isdecimal() and int(path.name) > live]
        if left:
            yield _problem(settings.data, "note", "check_unfinished", count=len(left))
    yield from _open_to_others(settings.data)


def _open_to_others(path: Path) -> Iterator[Problem]:
    if os.name == "posix" and path.exists() and path.stat().st_mode & 0o077:
        yield _problem(path, "warning", "check_open", path=path)


def _problem(file: Path, severity: str, code: str, **params: object) -> Problem:
    given = tuple((name, str(value)) for name, value in params.items())
    return Problem(str(file), None, severity, code, given)  # type: ignore[arg-type]
