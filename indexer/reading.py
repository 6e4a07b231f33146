"""The stage that costs the most: every file read and understood, in worker processes, unless the cache has it.

A file is read and understood in one task. Where understanding takes too long or breaks, its text is kept all the same, and a
Problem says so; where only the rules have changed, the documents of the cache are understood anew.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from typing import Final

import indexer.worker
from files import sandbox
from indexer.cache import Stage
from indexer.interpret import Interpretation
from indexer.progress import SLOW
from indexer.understood import Understood, bare, meaning_to_json
from kb.document import Document, SourceFile
from kb.document_json import from_json, pack, unpack
from kb.errors import ExtractError
from kb.finnish import Words
from kb.model import Problem
from kb.settings import Settings
from kb.store import codec

# Called after each file with how many are done and how many there are, and now and then with a file that takes long.
Told = Callable[[int, int, str | None], None]

# Given how many files are new and how many known: what shows the new ones at once, or None where they are not to be.
Early = Callable[[int, int], "Callable[[Sequence[Reading]], None] | None"]

# So many meanings are read in less time than a worker takes for its first file.
_MEANWHILE: Final = 1000

_WHOLE: Final = "understand"
_AGAIN: Final = "interpret"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file gave: `understood`, or the Problem that says why not. `fresh` tells that it was read and not remembered."""

    file: SourceFile
    understood: Understood | None
    problem: Problem | None = None
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class _Task:
    """A file to understand; `content` is its document where that was read before."""

    file: SourceFile
    content: bytes | None


@dataclass(frozen=True, slots=True)
class _Made:
    """What a worker made of a file; `content` is None where it was known before."""

    content: bytes | None
    understood: Understood
    words: Words = field(default_factory=Words)


def read_all(
    files: Sequence[SourceFile],
    settings: Settings,
    contents: Stage,
    meanings: Stage,
    told: Told,
    learn: Callable[[Words], None] = lambda words: None,
    meanwhile: Callable[[], None] = lambda: None,
    early: Early | None = None,
    ready: list[sandbox.Worker] | None = None,
    *,
    full: bool = False,
) -> list[Reading]:
    """Every file in the order given. `contents` keeps whole documents, `meanings` what they mean; `full` asks neither.
    `learn` is given what workers have found out about words; `meanwhile` is done once, when the workers have begun; `early` is
    asked then whether what is new is to be shown before all else. `ready` are workers that have been started already."""
    found: dict[str, Reading] = {}

    def waiting(task: _Task, seconds: float) -> None:
        told(len(found), len(files), task.file.path if seconds > SLOW else None)

    def task_of(file: SourceFile) -> _Task:
        return _Task(file, None if full else contents.get(file.sha256, file.path))

    def take(answers: Iterable[tuple[_Task, _Made | ExtractError]]) -> None:
        for task, made in answers:
            if isinstance(made, _Made):
                key = keys[task.file.path]
                learn(made.words)
                if made.content is not None:
                    contents.put(made.content, *key)
                meanings.put_value(made.understood, *key)
                found[task.file.path] = Reading(task.file, made.understood, fresh=made.content is not None)
            else:
                problem = Problem(task.file.path, None, "error", made.reason, tuple(made.params.items()))
                found[task.file.path] = Reading(task.file, None, problem)
            told(len(found), len(files), None)

    # Workers begin with what is surely new; what is known is read while they do, or after them when `early` waits for it.
    keys = {file.path: (file.sha256, file.path) for file in files}
    kept, new = _told_apart(files, () if full else (contents, meanings))
    working = _work([task_of(file) for file in new], settings, waiting, ready)
    damaged: list[_Task] = []

    def recall(some: Iterable[SourceFile]) -> None:
        for file in some:
            understood = meanings.value(Understood, *keys[file.path])
            if understood is not None:
                found[file.path] = Reading(file, understood)
            else:
                damaged.append(task_of(file))

    rest = iter(kept)
    if early is not None and (publish := early(len(new), len(kept))) is not None:
        recall(islice(rest, _MEANWHILE))
        take(working)
        publish([found[file.path] for file in new])
    recall(rest)
    meanwhile()
    told(len(found), len(files), None)
    take(chain(working, _work(damaged, settings, waiting)))
    return [found[file.path] for file in files]


def _told_apart(files: Sequence[SourceFile], stages: Sequence[Stage]) -> tuple[list[SourceFile], list[SourceFile]]:
    """The files of which all stages have something, and the others; without stages nothing is known."""
    kept = [file for file in files if stages and all(stage.has(file.sha256, file.path) for stage in stages)]
    known = {file.path for file in kept}
    return kept, [file for file in files if file.path not in known]


def read_one(file: Path, path: str, settings: Settings) -> tuple[Document, Interpretation]:
    """One file's whole document and what it means, through a worker of its own. Raises ExtractError."""
    worker = sandbox.Worker(settings, indexer.worker.__name__)
    try:
        made = _ask(worker, _Task(SourceFile(path, file, 0, "", ""), None), settings, meaning_to_json(settings))
    finally:
        worker.close()
    return unpack(made.content or b""), made.understood.interpretation


def _work(
    tasks: Sequence[_Task],
    settings: Settings,
    waiting: Callable[[_Task, float], None],
    ready: list[sandbox.Worker] | None = None,
) -> Iterator[tuple[_Task, _Made | ExtractError]]:
    meaning = meaning_to_json(settings)

    def do(worker: sandbox.Worker, task: _Task) -> _Made | ExtractError:
        try:
            return _ask(worker, task, settings, meaning)
        except ExtractError as error:
            return error

    return sandbox.work(tasks, do, settings, indexer.worker.__name__, waiting, ready)


def _ask(worker: sandbox.Worker, task: _Task, settings: Settings, meaning: dict[str, object]) -> _Made:
    path, reading = task.file.path, sandbox.reading(task.file, settings)
    try:
        if task.content is not None:
            sent = {"do": _AGAIN, "content": base64.b64encode(task.content).decode("ascii"), "settings": meaning}
            answer = worker.ask(path, sent)
        else:
            answer = worker.ask(path, {"do": _WHOLE, "settings": meaning, **reading})
    except ExtractError:
        if task.content is None and worker.reached != indexer.worker.READ:
            raise
        return _not_understood(worker, task, settings)
    understood = codec.from_bytes(Understood, base64.b64decode(answer["understood"]))
    if answer["cause"]:
        understood = _with_problem(understood, path)
    words = codec.from_bytes(Words, base64.b64decode(answer["words"]))
    return _Made(base64.b64decode(answer["content"]) if "content" in answer else None, understood, words)


def _not_understood(worker: sandbox.Worker, task: _Task, settings: Settings) -> _Made:
    """The text alone of a file that could be read, but not understood within the limits. Raises ExtractError."""
    if task.content is not None:
        content, document = None, unpack(task.content)
    else:
        answer = worker.ask(task.file.path, {"do": "read", **sandbox.reading(task.file, settings)})
        document = from_json(answer["document"])
        content = pack(document)
    return _Made(content, _with_problem(Understood(bare(document), Interpretation("other")), task.file.path))


def _with_problem(understood: Understood, path: str) -> Understood:
    problem = Problem(path, None, "error", "not_understood", (("file", path),))
    return replace(understood, interpretation=replace(understood.interpretation, problems=(problem,)))
