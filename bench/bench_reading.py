"""How fast one core reads, beside jieba's segmentation of the same text in the same run.

    python bench/bench_reading.py FOLDER [REPEATS]

FOLDER holds reports. Vocabulary loading and file reading are left out of both; the figure to quote is the ratio.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from pipelines.observations.extract import extract
from pipelines.reports.inbox import discover, load
from pipelines.reports.read import read
from pipelines.reports.restore import CUT_APART, restore
from pipelines.settings import Settings
from pipelines.warehouse.terms import segmenter


def best(action: Callable[[], object], repeats: int) -> float:
    """The least processor time of several runs."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    """Print characters a second of reading, of mending and of jieba, and the ratio."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    folder, repeats = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3
    files = discover(folder)
    reports = [load(file) for file in files]
    characters = sum(len(report.text) for report in reports)
    extract(reports[0])
    jieba = segmenter(Settings().cache)
    reading = best(lambda: [extract(report) for report in reports], repeats)
    segmenting = best(lambda: [jieba.lcut(report.text) for report in reports], 1)
    mending = best(lambda: [restore(report.text) for report in reports], repeats)
    cut = {report.report_id for report in reports if any(step.name == CUT_APART for step in report.steps)}
    broken = [read(file.path).text for file in files if file.report_id in cut]
    print(f"{characters:,} characters in {len(reports)} reports")
    for name, seconds in (("reading", reading), ("jieba", segmenting), ("mending healthy text", mending)):
        print(f"{name:<22}{characters / seconds / 1e6:8.2f} million characters a second")
    if broken:
        seconds = best(lambda: [restore(text) for text in broken], repeats)
        print(f"{'mending broken pages':<22}{sum(map(len, broken)) / seconds / 1e6:8.2f} million characters a second")
    print(f"reading : jieba = {segmenting / reading:.2f}")


if __name__ == "__main__":
    main()
