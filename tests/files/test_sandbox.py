"""Workers: what broken and hostile files do to them stays with them, and nothing is left running."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from files.sandbox import Worker, ahead, read_all, read_one, work
from kb.document import Block, Box, Document, PlacedWord, Section, SourceFile
from kb.document_json import from_json, to_json
from kb.errors import ExtractError
from kb.settings import Settings

LINUX = sys.platform.startswith("linux")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path, tmp_path / ".kb", jobs=2)


def endless(path: Path) -> Path:
    """A small PDF whose page draws ten forms that each draw ten forms, nine deep: nobody lives to see its end."""
    objects = [
        "<</Type /Catalog /Pages 2 0 R>>",
        "<</Type /Pages /Kids [3 0 R] /Count 1>>",
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</XObject <</F 5 0 R>>>>>>",
        stream("", "/F Do"),
    ]
    for level in range(9):
        drawn = f"/Resources <</XObject <</F {6 + level} 0 R>>>>" if level < 8 else ""
        form = f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] {drawn}"
        objects.append(stream(form, "/F Do " * 10 if level < 8 else "0 0 10 10 re f"))
    body = "".join(f"{number} 0 obj\n{text}\nendobj\n" for number, text in enumerate(objects, 1))
    path.write_text(f"%PDF-1.4\n{body}trailer\n<</Root 1 0 R /Size {len(objects) + 1}>>\n%%EOF\n", encoding="ascii")
    return path


def stream(entries: str, data: str) -> str:
    return f"<<{entries} /Length {len(data)}>>\nstream\n{data}\nendstream"


def file_of(path: Path) -> SourceFile:
    return SourceFile(path.name, path, path.stat().st_size, "", "")


def read_task(path: Path) -> dict[str, object]:
    return {"do": "read", "absolute": str(path), "path": path.name, "unpacked_megabytes": 100}


def is_running(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    try:
        return state.read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except OSError:
        return False


def wait_until_gone(pid: int) -> bool:
    for _ in range(100):
        if not is_running(pid):
            return True
        time.sleep(0.1)
    return False


class TestAnswers:
    def test_files_come_in_the_order_given_each_with_a_document_or_a_reason(self, tmp_path: Path, settings: Settings) -> None:
        (tmp_path / "a.md").write_text("# Kokous", encoding="utf-8")
        (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 ei mikaan")
        (tmp_path / "c.txt").write_text("Avaus", encoding="utf-8")
        (tmp_path / "d.docx").write_bytes(b"")
        seen: list[tuple[int, int, str]] = []
        files = [file_of(tmp_path / name) for name in ("a.md", "b.pdf", "c.txt", "d.docx")]
        found = list(read_all(files, settings, lambda *step: seen.append(step)))
        assert [file.path for file, _ in found] == ["a.md", "b.pdf", "c.txt", "d.docx"]
        outcomes = [result.reason if isinstance(result, ExtractError) else result.sections[0].text for _, result in found]
        assert outcomes == ["Kokous", "broken_file", "Avaus", "empty_file"]
        assert seen == [(1, 4, "a.md"), (2, 4, "b.pdf"), (3, 4, "c.txt"), (4, 4, "d.docx")]

    def test_the_cause_is_kept_in_the_parsers_own_words(self, tmp_path: Path, settings: Settings) -> None:
        (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 ei mikaan")
        with pytest.raises(ExtractError) as caught:
            read_one(tmp_path / "b.pdf", "b.pdf", settings)
        assert "pymupdf" in str(caught.value.__cause__)

    def test_no_files_need_no_workers(self, settings: Settings) -> None:
        assert list(read_all([], settings)) == []


@pytest.fixture
def worker(settings: Settings) -> Iterator[Worker]:
    made = Worker(replace(settings, worker_seconds=2))
    yield made
    made.close()


class TestLimits:
    def test_a_file_that_never_ends_is_given_up_and_the_next_is_read(self, tmp_path: Path, worker: Worker) -> None:
        (tmp_path / "a.md").write_text("Avaus", encoding="utf-8")
        with pytest.raises(ExtractError) as caught:
            worker.ask("x.pdf", read_task(endless(tmp_path / "x.pdf")))
        assert (caught.value.reason, caught.value.params["seconds"]) == ("timed_out", "2")
        assert worker.ask("a.md", read_task(tmp_path / "a.md"))["document"]["path"] == "a.md"

    @pytest.mark.skipif(not LINUX, reason="only Linux bounds the address space")
    def test_a_file_that_needs_too_much_memory_is_given_up(self, tmp_path: Path, settings: Settings) -> None:
        (tmp_path / "a.txt").write_bytes(b"rivi\n\n" * 8_000_000)
        with pytest.raises(ExtractError) as caught:
            read_one(tmp_path / "a.txt", "a.txt", replace(settings, worker_megabytes=250))
        assert caught.value.reason == "out_of_memory"

    @pytest.mark.skipif(not LINUX, reason="looks into /proc")
    def test_a_worker_that_is_killed_is_told_of_and_replaced(self, tmp_path: Path, settings: Settings) -> None:
        worker = Worker(settings)
        worker.ask("x.pdf", {"do": "count", "absolute": str(endless(tmp_path / "x.pdf")), "path": "x.pdf"})
        assert worker._process is not None
        timer = threading.Timer(0.5, os.kill, (worker._process.pid, signal.SIGKILL))
        timer.start()
        with pytest.raises(ExtractError) as caught:
            worker.ask("x.pdf", read_task(tmp_path / "x.pdf"))
        assert caught.value.reason == "worker_died"
        assert worker.ask("x.pdf", {"do": "count", "absolute": str(tmp_path / "x.pdf"), "path": "x.pdf"})["count"] == 1
        worker.close()

    @pytest.mark.skipif(not LINUX, reason="looks into /proc")
    def test_a_worker_does_not_inherit_secrets(
        self, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("KB_TEST_SECRET", "salaisuus")
        (tmp_path / "a.md").write_text("Avaus", encoding="utf-8")
        worker = Worker(settings)
        worker.ask("a.md", read_task(tmp_path / "a.md"))
        assert worker._process is not None
        environment = Path(f"/proc/{worker._process.pid}/environ").read_bytes()
        worker.close()
        assert b"PATH=" in environment and b"salaisuus" not in environment


@pytest.mark.skipif(not LINUX, reason="looks into /proc")
class TestNothingIsLeftRunning:
    @pytest.mark.parametrize("used", [True, False])
    def test_a_worker_that_starts_ahead_does_the_first_task_and_ends(
        self, tmp_path: Path, settings: Settings, used: bool
    ) -> None:
        (tmp_path / "a.md").write_text("Avaus", encoding="utf-8")
        with ahead(settings, "files.worker", wanted=True) as ready:
            (process,) = [worker._process for worker in ready]
            assert process is not None and is_running(process.pid)
            tasks = ["a.md"] if used else []
            done = list(work(tasks, lambda worker, _task: worker._running().pid, settings, ready=ready))
            assert [pid for _, pid in done] == [process.pid] * len(tasks)
        assert wait_until_gone(process.pid)

    def test_closing_ends_the_process(self, tmp_path: Path, settings: Settings) -> None:
        (tmp_path / "a.md").write_text("Avaus", encoding="utf-8")
        worker = Worker(settings)
        worker.ask("a.md", read_task(tmp_path / "a.md"))
        assert worker._process is not None
        pid = worker._process.pid
        assert is_running(pid)
        worker.close()
        assert wait_until_gone(pid)

    def test_an_iterator_left_half_way_ends_its_workers(self, tmp_path: Path, settings: Settings) -> None:
        for number in range(6):
            (tmp_path / f"{number}.md").write_text("Avaus", encoding="utf-8")
        before = children()
        reading = read_all([file_of(path) for path in sorted(tmp_path.glob("*.md"))], settings)
        next(reading)
        assert children() - before
        reading.close()  # type: ignore[attr-defined]
        assert all(wait_until_gone(pid) for pid in children() - before)

    def test_a_worker_in_the_midst_of_an_endless_file_dies_with_its_parent(self, tmp_path: Path) -> None:
        path = endless(tmp_path / "x.pdf")
        code = (
            "import sys; from pathlib import Path; from files.sandbox import Worker; from kb.settings import Settings\n"
            "worker = Worker(Settings(Path(sys.argv[1]).parent, Path(sys.argv[1]).parent))\n"
            "worker.ask('x', {'do': 'count', 'absolute': sys.argv[1], 'path': 'x'})\n"
            "print(worker._process.pid, flush=True)\n"
            "worker.ask('x', {'do': 'read', 'absolute': sys.argv[1], 'path': 'x', 'unpacked_megabytes': 9})\n"
        )
        root = Path(__file__).resolve().parents[2]
        with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True, cwd=root) as parent:
            assert parent.stdout is not None
            pid = int(parent.stdout.readline())
            time.sleep(0.5)
            assert is_running(pid)
            parent.kill()
        assert wait_until_gone(pid)


def children() -> set[int]:
    """The processes that this one has started and that still run."""
    found: set[int] = set()
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            except OSError:
                continue
            if int(parent) == os.getpid() and state != "Z":
                found.add(int(folder.name))
    return found


def test_a_document_comes_back_from_json_as_it_was() -> None:
    block = Block(
        "table_row", "a | b", None, ((0, 1),), ("a", "b"), True, (Box(1, 0.0, 1.5, 2.0, 3.0),),
        (PlacedWord(0, 1, Box(1, 0.0, 1.5, 2.0, 3.0)),), "taulukko", ((0, 1, "https://example.org"),), True, 0.0,
    )  # fmt: skip
    document = Document(
        "k/a.pdf",
        "application/pdf",
        (Section("s. 1", 1, (block, Block("list_item", "", level=0)), "Otsikko", 595.0, 842.0), Section("s. 2", 2, ())),
        "Nimi",
        "fi",
        (("author", "Anna"),),
        (("s. 1", "scan_uncertain", (("percent", "41"),)), (None, "no_text", ())),
    )
    assert from_json(to_json(document)) == document
