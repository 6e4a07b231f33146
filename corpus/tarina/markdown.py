"""Blocks → Markdown."""

from __future__ import annotations

from corpus.tarina.markup import Block, Run

_LEVEL = {
    "title": "## ",
    "subtitle": "### ",
    "label": "#### ",
    "item": "#### ",
    "subitem": "##### ",
    "heading": "##### ",
}


def write_markdown(blocks: tuple[Block, ...], *, bold_items: bool = False) -> bytes:
    """Return the Markdown file; ``bold_items`` marks items by bold type only, as some secretaries do."""
    parts: list[str] = []
    for before, block in zip((None, *blocks), blocks, strict=False):
        text = _block(block, bold_items)
        follows_list = block.kind == "bullet" and before is not None and before.kind == "bullet"
        parts.append(text if follows_list or not parts else "\n" + text)
    return ("\n".join(parts) + "\n").encode()


def _block(block: Block, bold_items: bool) -> str:
    if block.kind in ("table", "facts"):
        return _table(block)
    text = "".join(_run(run) for run in block.runs)
    if block.kind == "bullet":
        return f"- {text}"
    if block.number:
        text = f"{number_of(block)} {text}"
        if bold_items:
            return f"**{text}**"
    return _LEVEL.get(block.kind, "") + text


def number_of(block: Block) -> str:
    """Return the number as it is printed before an item: ``4.``, ``a)``."""
    _, _, letter = block.number.partition(" ")
    return f"{letter})" if letter else f"{block.number}."


def _run(run: Run) -> str:
    if not run.bold or not run.text.strip():
        return run.text
    stripped = run.text.strip()
    left, _, right = run.text.partition(stripped)
    return f"{left}**{stripped}**{right}"


def _table(block: Block) -> str:
    if block.kind == "facts":
        rows = [(row[0], "<br>".join(row[1:])) for row in block.rows]
        return "\n".join(["| | |", "| --- | --- |", *(f"| {a} | {b} |" for a, b in rows)])
    lines = ["| " + " | ".join(row) + " |" for row in block.rows]
    lines.insert(1, "| " + " | ".join("---" for _ in block.rows[0]) + " |")
    return "\n".join(lines)
