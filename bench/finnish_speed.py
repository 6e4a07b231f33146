"""Words a second: the analysis of a token beside plain libvoikko, in the same run, over the text of CoNLL-U files.

    python -m bench.finnish_speed FILE.conllu… [--rounds N]

Cold: every cache emptied first, each word of the text analysed in order. Warm: the same text again. Medians of the rounds; only
the ratios travel from machine to machine.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from kb.finnish import analyze, analyze_word, backend_name, choose_backend, index_terms


def running_text(paths: Iterable[Path]) -> list[str]:
    """The sentences of the files, as they were written."""
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]


def seconds(action: Callable[[str], object], items: list[str]) -> float:
    start = time.perf_counter()
    for item in items:
        action(item)
    return time.perf_counter() - start


def plain_voikko() -> Callable[[str], object]:
    """libvoikko itself without a cache, as the yardstick."""
    import libvoikko

    analyse: Callable[[str], object] = libvoikko.Voikko("fi").analyze
    return analyse


def measure(sentences: list[str], rounds: int) -> dict[str, float]:
    words = [found.token.text for sentence in sentences for found in analyze(sentence)]
    yardstick = plain_voikko()
    rates: dict[str, list[float]] = {}
    for _ in range(rounds):
        rates.setdefault("plain libvoikko", []).append(len(words) / seconds(yardstick, words))
        choose_backend(backend_name())  # empties the caches
        rates.setdefault("index_terms, cold", []).append(len(words) / seconds(index_terms, [w.lower() for w in words]))
        choose_backend(backend_name())
        rates.setdefault("all terms, cold", []).append(len(words) / seconds(analyze_word, words))
        rates.setdefault("all terms, warm", []).append(len(words) / seconds(analyze_word, words))
        choose_backend(backend_name())
        rates.setdefault("text to terms, cold", []).append(len(words) / seconds(lambda t: list(analyze(t)), sentences))
        rates.setdefault("text to terms, warm", []).append(len(words) / seconds(lambda t: list(analyze(t)), sentences))
    return {name: statistics.median(values) for name, values in rates.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    sentences = running_text(options.files)
    rates = measure(sentences, options.rounds)
    plain = rates["plain libvoikko"]
    print(f"{len(sentences)} sentences, {options.rounds} rounds, backend {backend_name()}")
    for name, rate in rates.items():
        print(f"{name:22} {rate:12,.0f} words/s   {rate / plain:6.2f} times plain libvoikko")


if __name__ == "__main__":
    main()
