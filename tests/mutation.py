"""Mutation fuzzing: `make mutate`, or `python -m tests.mutation [SECONDS] [NAME…]`. Not part of the checks: it takes minutes.

Each reader of a format gets small whole files with bytes changed, cut, doubled and moved, through a worker as a build does it; the
interpretation gets minutes with lines and characters changed in the same way. What counts as a finding: a worker that dies or
does not end in time, a file of which nothing is read and nothing said, an interpretation that raises. The slowest input is named.
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

from files.sandbox import Worker
from indexer.interpret import interpret
from kb.document import Document
from kb.document_json import from_json
from kb.errors import ExtractError
from kb.settings import Settings
from tests.files.extract.compound import message
from tests.files.extract.drawing import Sheet
from tests.files.extract.office import build, paragraph
from tests.files.extract.test_old import RTF, deck

MINUTES = """# Rantaryhmän kokous 3/2025

Aika: 4.3.2025 klo 13.00–14.30
Paikka: Kunnantalo

Läsnä:

- Maija Mallinen, kunta (puheenjohtaja)
- Pekka Pajula, ELY-keskus (sihteeri)

## 1. Kokouksen avaus

Puheenjohtaja avasi kokouksen klo 13.00.

## 2. Puiston hoito (tuotos 1.1 Puistoraportti), LIITE 1

Päätös: Hyväksyttiin tuotos 1.1 Puistoraportti.

| Tehtävä | Vastuu | Määräaika |
| --- | --- | --- |
| Multa | Maija Mallinen | 1.4.2025 mennessä |

-> Sovittiin, että Pekka Pajula tilaa siemenet viimeistään 30.4.2025.

## 3. Seuraava kokous

Seuraava kokous pidetään 6.5.2025.
"""


@dataclass
class Told:
    """What fuzzing one thing has shown."""

    tried: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    findings: list[tuple[str, bytes]] = field(default_factory=list)
    slowest: tuple[float, bytes] = (0.0, b"")


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The data with a few changes such as broken disks, transfers and programs make."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        if not made:
            break
        place, length = chance.randrange(len(made)), chance.choice((1, 1, 2, 8, 64, 512))
        part = made[place : place + length]
        change = chance.randrange(7)
        if change == 0:
            made[place] ^= 1 << chance.randrange(8)
        elif change == 1:
            made[place : place + length] = chance.randbytes(len(part))
        elif change == 2:
            del made[place : place + length]
        elif change == 3:
            made[place:place] = bytes(part) * chance.choice((1, 2, 50, 500))
        elif change == 4:
            other = chance.randrange(len(made))
            made[other:other] = part
        elif change == 5:
            del made[place:]
        else:
            made[place : place + 4] = chance.choice((b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\x7f\xff\xff\xff", b"9999"))
    return bytes(made)


def files() -> dict[str, bytes]:
    """A small whole file of each format."""
    sheet = Sheet()
    for line in MINUTES.split("\n"):
        if line.strip():
            sheet.paragraph(line[:80])
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Muistio", "aino@example.org"
    mail.set_content("Ohessa muistio.")
    mail.add_attachment(MINUTES.encode(), maintype="text", subtype="markdown", filename="muistio.md")
    html = f"<!doctype html><html><body><h1>Muistio</h1><table><tr><td>a</td></tr></table><pre>{MINUTES}</pre></body></html>"
    return {
        "pdf": sheet.bytes(),
        "docx": build("".join(paragraph(line) for line in MINUTES.split("\n"))),
        "pptx": deck(),
        "md": MINUTES.encode(),
        "html": html.encode(),
        "txt": MINUTES.encode("cp1252", "replace"),
        "eml": mail.as_bytes(),
        "msg": message("Muistio", MINUTES, {"muistio.md": MINUTES.encode()}),
        "rtf": RTF,
    }


def fuzz_reader(suffix: str, data: bytes, seconds: float, chance: random.Random) -> Told:
    """A reader with mutated files until the time is up."""
    told, end = Told(), time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder), Path(folder) / ".kb", worker_seconds=20)
        path = Path(folder) / f"tiedosto.{suffix}"
        worker = Worker(settings)
        while time.monotonic() < end:
            given = inside(data, chance) if data.startswith(b"PK") and chance.random() < 0.8 else mutated(data, chance)
            path.write_bytes(given)
            began = time.monotonic()
            outcome = _read(worker, path)
            _note(told, outcome, given, time.monotonic() - began, ("worker_died", "timed_out", "silent"))
        worker.close()
    return told


def inside(data: bytes, chance: random.Random) -> bytes:
    """A package with one of its parts changed: a change of the package itself mostly breaks its sums and no more."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as made:
        names = package.namelist()
        chosen = chance.choice(names)
        for name in names:
            made.writestr(name, mutated(package.read(name), chance) if name == chosen else package.read(name))
    return out.getvalue()


def _read(worker: Worker, path: Path) -> str:
    task = {"do": "read", "absolute": str(path), "path": path.name, "unpacked_megabytes": 400}
    try:
        document = from_json(worker.ask(path.name, task)["document"])
    except ExtractError as error:
        return error.reason
    if any(block.text for section in document.sections for block in section.blocks):
        return "read"
    return "said" if document.warnings else "silent"


def fuzz_interpretation(seconds: float, chance: random.Random) -> Told:
    """The interpretation with mutated minutes until the time is up."""
    told, end = Told(), time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder), Path(folder) / ".kb")
        while time.monotonic() < end:
            given = mutated(MINUTES.encode(), chance)
            document = _document(given, Path(folder))
            if document is None:
                continue
            began = time.monotonic()
            try:
                interpret(document, settings)
                outcome = "understood"
            except Exception as error:  # noqa: BLE001 - whatever is raised is the finding
                outcome = repr(error)[:80]
            took = time.monotonic() - began
            _note(told, "slow" if took > 10 else outcome, given, took, ("slow",))
            if outcome != "understood":
                told.findings.append((outcome, given))
    return told


def _document(given: bytes, folder: Path) -> Document | None:
    from files.extract import read

    path = folder / "muistio.md"
    path.write_bytes(given)
    try:
        return read(path, path.name, Settings(folder, folder / ".kb"))
    except (ExtractError, OSError, ValueError):
        return None


def _note(told: Told, outcome: str, given: bytes, took: float, bad: tuple[str, ...]) -> None:
    told.tried += 1
    told.outcomes[outcome] += 1
    told.slowest = max(told.slowest, (took, given), key=lambda pair: pair[0])
    if outcome in bad:
        told.findings.append((outcome, given))


def runs(seconds: float, chance: random.Random) -> Iterator[tuple[str, Callable[[], Told]]]:
    """Everything that can be fuzzed, by name."""
    for suffix, data in files().items():
        yield suffix, lambda suffix=suffix, data=data: fuzz_reader(suffix, data, seconds, chance)  # type: ignore[misc]
    yield "interpret", lambda: fuzz_interpretation(seconds, chance)


def main(arguments: list[str]) -> int:
    """Fuzzes what is named, else everything; keeps what it finds in `.mutated/`. The status is 1 where anything was found."""
    seconds = float(arguments[0]) if arguments else 600.0
    seed = random.randrange(1 << 32)
    print(f"seed {seed}, {seconds:.0f} s each")
    kept, found = Path(".mutated"), 0
    for name, run in runs(seconds, random.Random(seed)):
        if arguments[1:] and name not in arguments[1:]:
            continue
        told = run()
        found += len(told.findings)
        kept.mkdir(exist_ok=True)
        for number, (outcome, given) in enumerate((*told.findings, ("slowest", told.slowest[1]))):
            (kept / f"{name}-{number}-{''.join(c for c in outcome if c.isalnum())[:30]}").write_bytes(given)
        print(
            f"{name}: {told.tried} tried, {dict(told.outcomes.most_common(6))}, slowest {told.slowest[0]:.2f} s, {len(told.findings)} found"
        )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
