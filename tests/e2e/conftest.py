"""The demo corpus, indexed and served, and a real Chromium to look at it with. Skipped, with the reason, where there is none."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from waitress.server import create_server

from indexer.build import build
from kb.access.accounts import Accounts
from kb.settings import load
from web import create_app

playwright_package = pytest.importorskip("playwright", reason="Playwright is not installed")
playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

AXE = Path(__file__).parent / "vendor" / "axe-4.11.0.min.js"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PASSWORD = "neljä satunnaista sanaa"
# Between the last minutes of the demo corpus and its draft agenda: some promises are open, some overdue.
TODAY = datetime.date(2026, 11, 24)


@pytest.fixture(scope="session")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the interface over the demo corpus."""
    folder = tmp_path_factory.mktemp("site")
    settings = load(root / "corpus", folder / "data", environ={}, journal=folder / "merkinnat.jsonl")
    build(settings)
    server = create_server(create_app(settings, today=lambda: TODAY), host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=5)


@pytest.fixture
def guarded(root: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a memory that people sign in to."""
    settings = load(root / "corpus", tmp_path / "data", environ={}, journal=tmp_path / "merkinnat.jsonl")
    build(settings)
    Accounts.of(settings).put("aino", "member", (), PASSWORD)
    server = create_server(create_app(settings, today=lambda: TODAY), host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=5)


@pytest.fixture(scope="session")
def browser() -> Iterator[playwright.Browser]:
    """Debian's Chromium, or what KB_CHROMIUM names."""
    names = (os.environ.get("KB_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    path = next((found for found in map(shutil.which, filter(None, names)) if found), None)
    if path is None:
        pytest.skip("no Chromium here (set KB_CHROMIUM)")
    # Playwright brings its driver, but not the library that the driver needs (Debian: libatomic1), and waits for a dead one.
    driver = Path(playwright_package.__file__).parent / "driver" / ("node.exe" if os.name == "nt" else "node")
    if subprocess.run([driver, "--version"], capture_output=True, check=False).returncode:
        pytest.skip("Playwright's driver does not start here (Debian: apt install libatomic1)")
    with playwright.sync_playwright() as player:
        found = player.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield found
        found.close()


@pytest.fixture
def page(browser: playwright.Browser) -> Iterator[playwright.Page]:
    """A wide, light page."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fi-FI")
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()
