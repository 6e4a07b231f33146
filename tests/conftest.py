"""What all tests share: where the material of the workplace lies, and how Hypothesis behaves."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

# A deadline times the machine, not the code. In CI the same examples every time: a red run can be run again.
settings.register_profile("kokousmuisti", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("kokousmuisti"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "kokousmuisti")


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
