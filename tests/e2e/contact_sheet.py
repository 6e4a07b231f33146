"""The main pages on one picture, for the documentation: `python -m tests.e2e.contact_sheet` writes docs/contact-sheet.png.

It indexes and serves the demo corpus as the tests do, and looks at each page wide, dark and narrow.
"""

from __future__ import annotations

import io
import shutil
import tempfile
import threading
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import sync_playwright
from waitress.server import create_server

from indexer.build import build
from kb.settings import load
from tests.e2e.conftest import ARGUMENTS, TODAY
from web import create_app

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "docs" / "contact-sheet.png"
PAGES = (
    ("etusivu", "/"),
    ("haku", "/haku?q=tietomalli"),
    ("kokous", "/kokoukset/2025-01-30"),
    ("päätökset", "/paatokset"),
    ("päätös", "/paatokset/2025-01-30/4/1"),
    ("tuotokset", "/tuotokset"),
    ("asiakirja", "/asiakirjat/2025-01-30/muistio.pdf?sivu=2&paatos=2025-01-30/4/1"),
    ("kuvat", "/kuvat"),
    ("uudelle", "/uudelle"),
    ("poissa", "/poissa"),
    ("lupaukset", "/lupaukset"),
    ("ohje", "/ohje"),
)
VIEWS = ((1280, 900, "light"), (1280, 900, "dark"), (390, 844, "light"))
HEIGHT = 300
GAP = 14
COLUMNS = 2


def main() -> None:
    """Looks at the pages and writes the sheet."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load(ROOT / "corpus", Path(folder) / "data", environ={}, journal=Path(folder) / "journal.jsonl")
        build(settings)
        server = create_server(create_app(settings, today=lambda: TODAY), host="127.0.0.1", port=0)
        threading.Thread(target=server.run, daemon=True).start()
        strips = _look(f"http://127.0.0.1:{server.effective_port}")
        server.close()
    _sheet(strips).save(OUT, optimize=True)


def _look(site: str) -> list[tuple[str, list[Image.Image]]]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    strips = []
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        for name, address in PAGES:
            views = []
            for width, height, scheme in VIEWS:
                page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                page.goto(site + address)
                page.wait_for_load_state("networkidle")
                picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
                views.append(picture.resize((round(width * HEIGHT / height), HEIGHT), Image.Resampling.LANCZOS))
                page.close()
            strips.append((name, views))
        browser.close()
    return strips


def _sheet(strips: list[tuple[str, list[Image.Image]]]) -> Image.Image:
    wide = sum(view.width + GAP for view in strips[0][1])
    rows = -(-len(strips) // COLUMNS)
    sheet = Image.new("RGB", (wide * COLUMNS + GAP, rows * (HEIGHT + GAP + 16) + GAP), "#8a8f94")
    draw = ImageDraw.Draw(sheet)
    for index, (name, views) in enumerate(strips):
        left, top = GAP + (index % COLUMNS) * wide, GAP + (index // COLUMNS) * (HEIGHT + GAP + 16)
        draw.text((left, top - 4), name, fill="white", font=ImageFont.truetype("DejaVuSans.ttf", 13))
        for view in views:
            sheet.paste(view, (left, top + 14))
            left += view.width + GAP
    return sheet.quantize(160, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main()
