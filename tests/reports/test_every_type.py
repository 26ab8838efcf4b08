"""The same report in a file of every type that is read gives the same observations."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from pipelines.observations.extract import extract
from pipelines.reports.inbox import InboxFile, load
from pipelines.reports.read import read
from pipelines.reports.restore import restore
from pipelines.settings import PROJECT
from tests.reports.in_every_type import FILES, as_html

SAMPLES = ["cn-2014", "cn-2016", "qilin-2023"]
# where a figure stands in its file differs; what it says must not
WHERE = {"observation_id", "report_id", "char_start", "char_end"}


@cache
def sample(name: str) -> str:
    return restore((PROJECT / "raw" / f"{name}.txt").read_text(encoding="utf-8")).text


def observed(path: Path, name: str) -> list[dict[str, object]]:
    report = load(InboxFile(name, path, path.name))
    fields = ({field: getattr(o, field) for field in o.__slots__ if field not in WHERE} for o in extract(report))
    return [*fields]


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_observations(tmp_path: Path, name: str, kind: str) -> None:
    text = sample(name)
    (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / kind).write_bytes(FILES[kind](text))
    wanted = observed(tmp_path / f"{name}.txt", name)
    assert len(wanted) > 80
    assert observed(tmp_path / kind, name) == wanted


def test_places_lead_into_the_text_of_a_page(tmp_path: Path) -> None:
    """`char_start` counts in the text that was taken from the page."""
    path = tmp_path / "page.html"
    path.write_bytes(as_html(sample("cn-2016")))
    source = read(path).text
    growth = [o for o in extract(load(InboxFile("page", path, path.name))) if o.raw_unit == "%"]
    assert len(growth) > 20
    for o in growth:
        there = source[o.char_start : o.char_end]
        assert f"{abs(o.raw_low or o.raw_high or 0):g}" in there or "半" in there
