"""Whether what is kept survives: `python -m tests.endurance kills|readers|writers [N]`. Not part of the checks: it takes minutes.

kills     builds killed at random instants; after each the index must open, whole, and the next build must succeed
readers   processes that search without pause while the folder is rebuilt again and again; no answer may fail
writers   two processes that write marks and drafts while they are killed; no acknowledged line may be lost
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from indexer.build import build
from kb.agenda.draft import Draft, DraftItem
from kb.agenda.drafts import Drafts
from kb.library import Library
from kb.settings import Settings, load
from kb.store import generations
from kb.store.journal import Journal

ROOT = Path(__file__).resolve().parent.parent
MEETINGS = 12


def corpus(folder: Path, word: str = "kaivuri") -> Settings:
    """A folder of small minutes, all of them with a word, and its settings."""
    place = folder / "aineisto"
    place.mkdir(parents=True, exist_ok=True)
    for number in range(1, MEETINGS + 1):
        text = f"# Rantaryhmän kokous\n\nAika: {number}.3.2025\n\n1. Avaus\n\nAvattiin.\n\n2. Talous\n\nPäätettiin hankkia {word} {number}.\n"
        (place / f"muistio-{number}.md").write_text(text, encoding="utf-8")
    return load(place, environ={})


def change(settings: Settings, turn: int) -> None:
    """Changes one of the minutes; each version has the word of them all."""
    path = settings.corpus / f"muistio-{turn % MEETINGS + 1}.md"
    day = turn % MEETINGS + 1
    path.write_text(
        f"# Rantaryhmän kokous\n\nAika: {day}.3.2025\n\n1. Avaus\n\nAvattiin.\n\n2. Talous\n\nPäätettiin hankkia kaivuri ({turn}).\n",
        encoding="utf-8",
    )


def kills(count: int) -> int:
    """How many of so many killed builds left something that does not open or is not whole."""
    with tempfile.TemporaryDirectory() as folder:
        settings, bad = corpus(Path(folder)), 0
        began = time.monotonic()
        build(settings)
        usual = max(1.0, time.monotonic() - began)
        for turn in range(count):
            change(settings, turn)
            command = [sys.executable, "-m", "cli", "index", str(settings.corpus)]
            process = subprocess.Popen(
                command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
            )
            time.sleep(random.uniform(0.2, usual + 2.0))
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            bad += not _is_whole(settings)
        build(settings)
        return bad + (not _is_whole(settings))


def _is_whole(settings: Settings) -> bool:
    library = Library.open(settings)
    try:
        return library.search("kaivuri", limit=100).total >= MEETINGS and len(library.meetings()) == MEETINGS
    finally:
        library.close()


def readers(rebuilds: int, processes: int = 8) -> int:
    """How many answers of so many reading processes failed during rebuilds; prints how many there were."""
    with tempfile.TemporaryDirectory() as folder:
        settings = corpus(Path(folder))
        build(settings)
        stop, told = multiprocessing.Event(), multiprocessing.Queue()  # type: ignore[var-annotated]
        started = [multiprocessing.Process(target=_read_on, args=(settings, stop, told)) for _ in range(processes)]
        for process in started:
            process.start()
        for turn in range(rebuilds):
            change(settings, turn)
            build(settings)
        stop.set()
        counts = [told.get(timeout=60) for _ in started]
        for process in started:
            process.join()
        print(f"{sum(asked for asked, _ in counts)} answers, {generations.current(settings.data)} generations")
        return sum(failed for _, failed in counts)


def _read_on(settings: Settings, stop: object, told: object) -> None:
    asked = failed = 0
    library = Library.open(settings)
    while not stop.is_set():  # type: ignore[attr-defined]
        asked += 1
        try:
            library = library.refreshed()
            failed += library.search("kaivuri", limit=100).total < MEETINGS or len(library.decisions()) < MEETINGS
        except Exception as error:  # noqa: BLE001 - whatever is raised is a failure to count
            print(repr(error), file=sys.stderr)
            failed += 1
    told.put((asked, failed))  # type: ignore[attr-defined]


def writers(seconds: int) -> int:
    """How many acknowledged lines were lost while two writers at journal and drafts were killed again and again."""
    with tempfile.TemporaryDirectory() as folder:
        settings = corpus(Path(folder))
        acknowledged = Path(folder) / "kuitatut.txt"
        acknowledged.touch()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            command = [sys.executable, "-m", "tests.endurance", "write", str(settings.corpus), str(acknowledged)]
            pair = [subprocess.Popen(command, cwd=ROOT) for _ in range(2)]
            time.sleep(random.uniform(1.5, 5.0))
            for process in pair:
                process.kill()
                process.wait()
        said = set(acknowledged.read_text(encoding="utf-8").split("\n")[:-1])
        there = {entry.id for entry in Journal(settings.journal_path).entries()}
        drafts = Drafts.of(settings)
        there |= {f"{kept.id}/{version.version}" for kept in drafts.all() for version in drafts.versions(kept.id)}
        print(f"{len(said)} acknowledged, {Journal(settings.journal_path).damaged()} damaged lines")
        return len(said - there)


def write_on(corpus_folder: Path, acknowledged: Path) -> None:
    """Writes marks and drafts for ever, and notes each once it is acknowledged."""
    settings = load(corpus_folder, environ={})
    journal, drafts = Journal(settings.journal_path), Drafts.of(settings)
    kept, turn = drafts.add(Draft((DraftItem("1", "Avaus"),))), 0
    with acknowledged.open("a", encoding="utf-8") as notes:
        while True:
            turn += 1
            entry = journal.append("comment", "2025-03-04/2/1", f"kirjoittaja {os.getpid()}", text=json.dumps({"turn": turn}))
            kept = drafts.save(kept.id, Draft((DraftItem("1", f"Avaus {turn}"),)), seen=kept.version)
            # One write of one line: what is noted is noted whole.
            os.write(notes.fileno(), f"{entry.id}\n{kept.id}/{kept.version}\n".encode())


def main(arguments: list[str]) -> int:
    """Runs one of them; the status is 1 where anything failed."""
    what = arguments[0] if arguments else ""
    if what == "write":
        write_on(Path(arguments[1]), Path(arguments[2]))
    runs: dict[str, tuple[Callable[[int], int], int]] = {
        "kills": (kills, 200),
        "readers": (readers, 30),
        "writers": (writers, 120),
    }
    if what not in runs:
        print(__doc__, file=sys.stderr)
        return 2
    run, usual = runs[what]
    bad = run(int(arguments[1]) if len(arguments) > 1 else usual)
    print(f"{what}: {bad} failures")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
