"""Restoring measured: the page of 麒麟区 against its clean text, and healthy reports that a forward model broke."""

from __future__ import annotations

import time
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest

from pipelines.observations.extract import extract
from pipelines.reports.identify import identify
from pipelines.reports.inbox import discover
from pipelines.reports.model import Report
from pipelines.reports.read import read
from pipelines.reports.restore import restore
from pipelines.score import shared_folder
from tests.reports.breaking import SIGNS, Site, broken, fit

shared = shared_folder()
pytestmark = pytest.mark.skipif(shared is None, reason="no ../shared here")
UNKNOWN = "□"
SITES = {
    "as DESIGN.md tells it": Site(),
    "U+FFFD, brackets kept": Site(lone="\ufffd", swallows=False, seed=1),
    "private characters kept, wide signs": Site(lone="?", swallows=False, private="keep", narrow=False, seed=2),
    "dropped pairs shown": Site(lone="\ufffd", swallows=False, private="show", seed=3),
    "no pinyin": Site(with_pinyin=0, also="", seed=5),
    "every character swapped": Site(swapped="".join(map(chr, range(0x4E00, 0x9FA6))), with_pinyin=0.05, seed=10),
}
WHOLE = 0.998  # of the characters
REPORTS = 20


def lines(text: str) -> list[str]:
    return "".join(SIGNS.get(char, char) for char in text).split("\n")


def differences(want: str, got: str) -> tuple[int, list[tuple[str, str]]]:
    """How many characters of a text are right, and what stands in place of the others."""
    right, wrong = 0, []
    wanted, found = lines(want), lines(got)
    assert len(wanted) == len(found)
    for one, other in zip(wanted, found, strict=True):
        if one == other:
            right += len(one)
            continue
        for tag, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
            if tag == "equal":
                right += j - i
            else:
                wrong.append((one[i:j], other[k:m]))
    return right, wrong


def digits(text: str) -> str:
    return "".join(char for char in text if char in "0123456789")


@cache
def qilin() -> tuple[str, str, str]:
    """The broken page, its clean text, and what restoring makes of the page."""
    assert shared is not None
    page = (shared / "corpus" / "mangled" / "qilin-2023.txt").read_text(encoding="utf-8")
    clean = restore((shared / "gold" / "qilin-2023.clean.txt").read_text(encoding="utf-8")).text
    return page, clean, restore(page).text


def test_the_page_of_qilin_differs_in_three_characters_at_most() -> None:
    _, clean, mended = qilin()
    assert digits(mended) == digits(clean)
    wrong = [(one, other) for one, other in differences(clean, mended)[1] if UNKNOWN not in one]
    # what stands in the place of □ may be of another length; nothing else may be
    assert sum(max(len(one), len(other)) for one, other in wrong) <= 3, wrong


def observations(text: str) -> set[tuple[object, ...]]:
    report = Report("qilin-2023", identify(text), text, range(len(text) + 1))
    return {
        (
            o.metric,
            o.kind,
            o.time_period,
            o.measure,
            o.value_low,
            o.value_high,
            o.unit,
            o.comparator,
            o.relation,
            o.place,
        )
        for o in extract(report)
        if not o.metric.startswith("x:")
    }


def test_the_page_of_qilin_says_what_the_clean_text_says() -> None:
    _, clean, mended = qilin()
    assert observations(mended) == observations(clean) != set()


@cache
def healthy() -> list[str]:
    """Twenty reports spread over the corpus, of all times."""
    assert shared is not None
    files = [file for file in discover(shared / "corpus") if "mangled" not in file.source]
    return [restore(fit(restore(read(file.path).text).text)).text for file in files[:: len(files) // REPORTS][:REPORTS]]


@pytest.mark.parametrize("name", SITES)
def test_what_a_site_broke_is_mended(name: str) -> None:
    right = whole = 0
    new_digits: list[tuple[str, str]] = []
    for text in healthy():
        mended = restore(broken(text, SITES[name])).text
        fine, wrong = differences(text, mended)
        right, whole = right + fine, whole + sum(map(len, lines(text)))
        new_digits += [(one, other) for one, other in wrong if digits(one) != digits(other)]
    assert new_digits == []
    assert right / whole >= WHOLE


def test_restoring_a_broken_page_twice_is_restoring_it_once() -> None:
    for site in SITES.values():
        mended = restore(broken(healthy()[3], site)).text
        assert restore(mended).text == mended
    assert restore(qilin()[2]).text == qilin()[2]


def test_offsets_lead_back_to_the_same_signs() -> None:
    page, _, mended = qilin()
    offsets = list(restore(page).offsets)
    assert offsets == sorted(offsets)
    assert all(page[place] == char for char, place in zip(mended, offsets, strict=False) if char in "0123456789%")


def fastest(texts: list[str], runs: int) -> float:
    """Characters a second of processor time, of the best run."""
    best = min(_timed(texts) for _ in range(runs))
    return sum(map(len, texts)) / best


def _timed(texts: list[str]) -> float:
    start = time.process_time()
    for text in texts:
        restore(text)
    return time.process_time() - start


def test_healthy_reports_pass_quickly_and_broken_ones_quickly_enough() -> None:
    assert shared is not None
    files = [file.path for file in discover(shared / "corpus") if "mangled" not in file.source]
    texts = [read(Path(path)).text for path in files[::8]]
    assert fastest(texts, 5) >= 10e6  # 20 on a free machine: the tests' own machine is shared
    assert fastest([qilin()[0]], 5) >= 0.2e6  # 0.5 on a free machine
