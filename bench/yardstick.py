"""The least that anybody would have to do with a corpus: ``python -m bench.yardstick CORPUS`` does it and prints what it took.

The text of every file by the plain libraries, every distinct word looked up in the dictionary once, and SQLite's own index of
the texts. No meetings, no relations, no places on pages. A build is measured in these, on the same machine in the same state.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import docx
import pptx
import pymupdf

from kb import finnish


def texts(corpus: Path) -> Iterator[str]:
    """What the libraries read from each file."""
    for path in sorted(corpus.rglob("*")):
        if path.suffix == ".md":
            yield path.read_text(encoding="utf-8")
        elif path.suffix == ".pdf":
            with pymupdf.open(path) as document:
                yield "\n".join(page.get_text() for page in document)
        elif path.suffix == ".docx":
            yield "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
        elif path.suffix == ".pptx":
            shapes = (shape for slide in pptx.Presentation(str(path)).slides for shape in slide.shapes)
            yield "\n".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)


def main(corpus: Path) -> None:
    """Prints seconds of the processor."""
    began = time.process_time()
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE texts USING fts5(text)")
    words: set[str] = set()
    for text in texts(corpus):
        words.update(token.text.lower() for token in finnish.tokenize(text) if token.kind == "word")
        connection.execute("INSERT INTO texts VALUES (?)", (text,))
    for word in words:
        finnish.analyze_word(word)
    connection.commit()
    print(time.process_time() - began)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
