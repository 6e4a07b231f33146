"""What all tests share: where the material of the workplace lies, and how Hypothesis behaves."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.fuzz import FUZZ

ROOT = Path(__file__).resolve().parent.parent

# A deadline times the machine, not the code. The same examples every time and everywhere: a red run can be run again.
# `make fuzz` draws others, many more of them; what it finds becomes a fixed case of its test.
_COMMON = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow], "print_blob": True}
settings.register_profile("fixed", derandomize=True, **_COMMON)
settings.register_profile("fuzz", derandomize=False, max_examples=3000, **_COMMON)
settings.load_profile("fuzz" if FUZZ else "fixed")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A gate that was not passed through is seen at the end of the run, with the reason."""
    reasons = Counter(_reason(report) for report in terminalreporter.stats.get("skipped", []))
    if reasons:
        terminalreporter.section("NOT CHECKED HERE", sep="!", yellow=True, bold=True)
        for reason, count in reasons.most_common():
            terminalreporter.line(f"{count} tests: {reason}", yellow=True)


def _reason(report: pytest.TestReport) -> str:
    told = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return told.removeprefix("Skipped: ")


@pytest.fixture(scope="session")
def root() -> Path:
    """The top folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real minutes and judgement files, which is not part of the project.

    `KB_SHARED` names it, else it is `../shared` beside the checkout; a test that asks for it is skipped where it is absent.
    """
    folder = Path(os.environ.get("KB_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"real materials are not here: {folder} (set KB_SHARED)")
    return folder
