"""Random and mutated files of every type are read or refused with a reason: no crash, no hang, no great memory.

`python bench/fuzz_files.py` runs the same over 20,000.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pipelines.reports import sandbox
from pipelines.reports.inbox import InboxFile
from pipelines.reports.read import LARGEST_TEXT, read
from tests.reports.fuzz import LONGEST, read_or_refused
from tests.reports.mutations import SEEDS, inputs

COUNT = 400


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


def test_the_parsers_take_little_memory(tmp_path: Path) -> None:
    status = Path(f"/proc/{sandbox.running().pid}/status")
    if not status.is_file():
        pytest.skip("this system does not tell a process's memory")
    (tmp_path / "x.pdf").write_bytes(SEEDS["print.pdf"])
    read(tmp_path / "x.pdf")
    peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    assert int(peak.split()[1]) < 500 * 1024


ENDLESS = ["\n", " \n", "一、\n", "1,", "增长5%，", "代表第届", "2023年"]


@pytest.mark.parametrize("piece", ENDLESS)
def test_the_longest_texts_take_time_in_proportion(tmp_path: Path, piece: str) -> None:
    path = tmp_path / "x.txt"
    path.write_text("一" + piece * (LARGEST_TEXT // len(piece) - 1) + "x", encoding="utf-8")
    started = time.process_time()
    read_or_refused(InboxFile("x", path, path.name))
    assert time.process_time() - started < LONGEST
