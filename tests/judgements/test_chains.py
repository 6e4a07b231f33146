"""The figures of the judged links hold; skipped where the real minutes are absent."""

from __future__ import annotations

from pathlib import Path

from tests.judgements.chains import evaluate


def test_links_found_by_reading_are_proposed_and_proposals_are_right(shared: Path) -> None:
    report = evaluate(shared)

    assert report.recall >= 0.7
    assert report.precision >= 0.8
    assert sum(report.sampled) >= 0.8 * len(report.sampled)


def test_nearly_all_proposals_have_been_judged(shared: Path) -> None:
    report = evaluate(shared)

    assert len(report.unjudged) <= 0.2 * (len(report.right) + len(report.wrong))
