"""How true what the pages claim is: precision and recall of each kind of claim, on real minutes annotated before any output was seen.

    python -m tests.judgements.claims [--list KIND] [--write] [--shared FOLDER]

A module a kind of claim; each has `measure(library, shared)` and stands in `MEASURES` of `__main__`. Annotations are kept as
references (`annotations`), made by `pack`. The table is kept in `docs/claims.md`.
"""
