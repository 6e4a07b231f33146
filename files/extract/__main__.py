"""Shows the blocks of files as extraction sees them: `python -m files.extract FILE…`."""

from __future__ import annotations

import sys
from pathlib import Path

from files.extract import read
from kb.document import Block
from kb.errors import ExtractError
from kb.settings import Settings


def show(block: Block) -> str:
    """One block on one line: kind and level, then its text with bold between asterisks."""
    text = block.text
    for start, end in reversed(block.bold):
        text = f"{text[:start]}**{text[start:end]}**{text[end:]}"
    level = "" if block.level is None else str(block.level)
    return f"{block.kind + level:<12}{'[' + block.shape + '] ' if block.shape else ''}{text}"


def main(names: list[str]) -> int:
    """Print every section of every file named; 3 when one could not be read."""
    status = 0
    for name in names:
        path = Path(name).absolute()
        try:
            document = read(path, path.name, Settings(path.parent, path.parent / ".kb"))
        except ExtractError as error:
            print(f"{name}: {error.text('fi')} ({error.reason})")
            status = 3
            continue
        print(f"# {document.path} {document.media_type} {document.title or ''}")
        for key, value in document.properties:
            print(f"# {key}: {value!r}")
        for warning in document.warnings:
            print(f"! {warning}")
        for section in document.sections:
            print(f"--- {section.label} {section.title or ''}")
            print("\n".join(show(block) for block in section.blocks))
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
