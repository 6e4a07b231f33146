"""How long a build will still take is told by what it has done."""

from __future__ import annotations

import time
from pathlib import Path

from files import sandbox
from indexer.progress import Pace, Step
from kb.settings import Settings


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_rest_takes_as_long_as_what_is_done_and_stages_to_come_their_share() -> None:
    told: list[Step] = []
    clock = Clock()
    pace = Pace(told.append, {"read": 0.5, "relate": 0.25, "write": 0.25}, clock)
    pace.at("read", 40, 100)
    assert told[-1].seconds_left is None
    clock.now += 10
    # Forty were known before: ten in ten seconds, fifty to go, and as long again for the other stages.
    pace.at("read", 50, 100)
    assert told[-1].seconds_left == 50 + 60
    clock.now += 50
    pace.at("read", 100, 100)
    pace.at("write", 0, 10)
    clock.now += 4
    pace.at("write", 8, 10)
    assert told[-1] == Step("write", 8, 10, 1.0, None)


def test_a_file_that_takes_long_is_named() -> None:
    told: list[Step] = []
    pace = Pace(told.append)
    pace.at("read", 3, 10, "pitkä.pdf")
    assert told[-1].slow == "pitkä.pdf"


def test_a_task_that_is_waited_for_is_told_of(tmp_path: Path) -> None:
    waited: list[tuple[str, float]] = []

    def slow(worker: sandbox.Worker, task: str) -> str:
        time.sleep(1.5 if task == "hidas" else 0)
        return task

    settings = Settings(tmp_path, tmp_path, jobs=2)
    tasks = ["nopea", "hidas", "toinen"]
    done = list(sandbox.work(tasks, slow, settings, waiting=lambda task, seconds: waited.append((task, seconds))))
    assert done == [(task, task) for task in tasks]
    assert [task for task, _ in waited] == ["hidas"]
