"""Work at the side of a build gives what it would have given here, whatever becomes of the process that does it."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer import aside
from indexer.aside import Aside
from indexer.cache import Cache
from indexer.kept import Kept
from kb import finnish

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked here")


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    with contextlib.closing(Cache(tmp_path)) as cache:
        yield cache


def test_the_work_is_done_in_another_process_and_its_value_comes_back(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    # Another test's browser may have left threads in this process.
    monkeypatch.setattr(aside, "_is_busy", lambda: False)
    here = os.getpid()

    value = Aside(cache, jobs=2).begin(lambda: (os.getpid(), "päätös"), tuple[int, str])

    process, word = value()
    assert process != here
    assert word == "päätös"


def test_what_it_keeps_and_asks_is_in_the_cache_afterwards(tmp_path: Path) -> None:
    for made in ("first", "second"):
        with contextlib.closing(Cache(tmp_path)) as cache:
            kept = Kept(cache.stage("relations", "1"))
            value = Aside(cache, jobs=2).begin(lambda kept=kept, made=made: kept.of(str, lambda: made, "name", "part"), str)  # type: ignore[misc]
            assert value() == "first"


def test_words_that_it_meets_are_known_here(cache: Cache) -> None:
    finnish.learnt()

    Aside(cache, jobs=2).begin(lambda: sorted(finnish.analyze_word("lumikuormaselvitystä").bases), list[str])()

    assert "lumikuormaselvitystä" in finnish.learnt().terms


def test_a_process_that_dies_leaves_the_work_to_be_done_here(cache: Cache) -> None:
    here = os.getpid()

    def work() -> str:
        if os.getpid() != here:
            os._exit(9)
        return "here"

    assert Aside(cache, jobs=2).begin(work, str)() == "here"


def test_an_error_is_raised_where_the_value_is_asked_for(cache: Cache) -> None:
    def work() -> str:
        raise ValueError("broken")

    value = Aside(cache, jobs=2).begin(work, str)

    with pytest.raises(ValueError, match="broken"):
        value()


def test_nothing_is_forked_while_other_threads_work_or_for_one_job(cache: Cache) -> None:
    here, done = os.getpid(), threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert Aside(cache, jobs=2).begin(os.getpid, int)() == here
    finally:
        done.set()
        thread.join()
    assert Aside(cache, jobs=1).begin(os.getpid, int)() == here
