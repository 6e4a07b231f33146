"""How many compounds a one-word query finds by their head and by a modifier, over the lemmas of CoNLL-U files.

    python -m bench.finnish_compounds FILE.conllu…

A compound is a lemma with ``#`` at its seams. Its head and each modifier is asked for as a query of its own; the compound is
found when the query's terms meet the base forms or the parts of each of its word forms.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from kb.finnish import analyze_word, query_terms


def compounds(paths: list[Path]) -> set[tuple[str, str]]:
    """(word form, lemma with ``#``) of every noun and adjective that is a compound, lower case."""
    found = set()
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            columns = line.split("\t")
            if len(columns) > 5 and columns[3] in ("NOUN", "ADJ", "PROPN") and "#" in columns[2].strip("#"):
                found.add((columns[1].lower(), columns[2].strip("#").lower()))
    return found


def is_found(form: str, part: str) -> bool:
    """Whether a query for the part finds the word form."""
    terms = analyze_word(form)
    return bool(query_terms(part) & {*terms.bases, *terms.parts})


def main(paths: list[Path]) -> None:
    counts: Counter[tuple[str, bool]] = Counter()
    missed = Counter[str]()
    for form, lemma in sorted(compounds(paths)):
        *modifiers, head = (part.strip("-") for part in lemma.split("#") if part.strip("-"))
        for kind, part in (("head", head), *(("modifier", modifier) for modifier in modifiers)):
            found = is_found(form, part)
            counts[kind, found] += 1
            if not found:
                missed[f"{kind} {part} in {form}"] += 1
    for kind in ("head", "modifier"):
        total = counts[kind, True] + counts[kind, False]
        print(f"{kind:9} {total:6}  found {100 * counts[kind, True] / total:.1f} %")
    print("\n".join(f"  missed: {example}" for example, _ in missed.most_common(400)), file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main([Path(name) for name in sys.argv[1:]])
