"""Random and mutated files of every type are read or refused with a reason: no crash, no hang, no great memory.

`python bench/fuzz_files.py` runs the same over 20,000.
"""

from __future__ import annotations

import resource
import time
from pathlib import Path

from pipelines.reports.inbox import InboxFile
from tests.reports.fuzz import LONGEST, read_or_refused
from tests.reports.mutations import inputs

COUNT = 600


def test_random_and_mutated_files(tmp_path: Path) -> None:
    outcomes = set()
    for ending, data in inputs(seed=4, count=COUNT):
        path = tmp_path / f"x{ending}"
        path.write_bytes(data)
        started = time.process_time()
        outcomes.add(read_or_refused(InboxFile("x", path, path.name)))
        assert time.process_time() - started < LONGEST
    assert outcomes == {"read", "refused"}


def test_the_same_seed_gives_the_same_files() -> None:
    assert list(inputs(1, 30)) == list(inputs(1, 30)) != list(inputs(2, 30))


def test_the_parsers_took_little_memory() -> None:
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 500 * 1024
