"""The worker of a build: `files.worker` that can also say what a document means, under the same limits, and compare meetings.

A file is read and understood in one task, so that its text crosses the pipe once. What comes back is what the cache keeps:
the whole document for viewing, compressed, and its bare text with its meaning for the rest of the build.
"""

from __future__ import annotations

import base64
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from files import worker
from indexer.understood import Understood, bare, meaning_from_json
from kb import finnish
from kb.document import Document
from kb.document_json import pack, unpack
from kb.model import Meeting
from kb.store import codec

READ: Final = "read"


def _understand(task: worker.Task, alive: worker.Alive) -> dict[str, Any]:
    """A file is read and understood."""
    document = worker.read(task, alive)
    content = pack(document)
    alive(READ)
    return {"content": base64.b64encode(content).decode("ascii"), **_meaning(document, task)}


def _interpret(task: worker.Task, alive: worker.Alive) -> dict[str, Any]:
    """A document that was read before is understood."""
    return _meaning(unpack(base64.b64decode(task["content"])), task)


def _meaning(document: Document, task: worker.Task) -> dict[str, Any]:
    from indexer.interpret import Interpretation, interpret

    cause = ""
    try:
        found = interpret(document, meaning_from_json(task["settings"]))
    except Exception as error:  # noqa: BLE001 - text of any kind comes in: what it breaks is told, and the text is kept
        found, cause = Interpretation("other"), "".join(traceback.format_exception(error, limit=-3))[-2000:]
    understood = Understood(bare(document), found)
    _analyze(understood.document)
    return {
        "understood": base64.b64encode(codec.to_bytes(understood)).decode("ascii"),
        "words": base64.b64encode(codec.to_bytes(finnish.learnt())).decode("ascii"),
        "cause": cause,
    }


def _analyze(document: Document) -> None:
    """Works out the terms of every word, which the build will ask for."""
    if document.language in (None, "fi"):
        for word, kind in finnish.count_tokens(section.text for section in document.sections):
            if kind == "word":
                finnish.analyze_word(word)


def _links(task: worker.Task, alive: worker.Alive) -> dict[str, Any]:
    """The links within one body's meetings are found."""
    from indexer import lexicon, relate

    if task["words"] not in _taught:
        _taught.add(task["words"])
        lexicon.teach_from(Path(task["words"]))
    group = codec.from_bytes(tuple[Meeting, ...], base64.b64decode(task["group"]))
    (found,) = relate.of_bodies((group,), meaning_from_json(task["settings"]))
    return {"links": base64.b64encode(codec.to_bytes(found)).decode("ascii")}


# Files of words that this process knows.
_taught: Final[set[str]] = set()
TASKS: Final[Mapping[str, worker.Do]] = {**worker.TASKS, "understand": _understand, "interpret": _interpret, "links": _links}

if __name__ == "__main__":
    finnish.learnt()
    sys.exit(worker.main(sys.argv[1:], TASKS))
