"""Why a file could not be read, as the code of a sentence, from whatever its parser raised."""

from __future__ import annotations


def reason_of(error: BaseException) -> str:
    """The code of the sentence for what a parser raised."""
    text = str(error).lower()
    if isinstance(error, MemoryError) or "malloc" in text or "out of memory" in text or "cannot allocate" in text:
        return "out_of_memory"
    if isinstance(error, RecursionError) or "excessive depth" in text:
        return "too_deep"
    if isinstance(error, FileNotFoundError):
        return "file_vanished"
    if isinstance(error, PermissionError):
        return "no_permission"
    return "broken_file"
