"""Every real report is identified, with its file name and without; healthy ones change in width and spaces only."""

from __future__ import annotations

import pytest

from pipelines.reports.identify import identify
from pipelines.reports.inbox import InboxFile, discover, load
from pipelines.reports.read import read
from pipelines.reports.restore import restore
from pipelines.score import shared_folder
from tests.corpus.test_floors import PROVINCES
from tests.reports.test_restore import plain

shared = shared_folder()
pytestmark = pytest.mark.skipif(shared is None, reason="no ../shared here")


def files() -> list[InboxFile]:
    return discover(shared / "corpus") if shared is not None else []


def wanted(report_id: str) -> tuple[str, int]:
    """Area and year as the corpus names its files: yunnan-2025."""
    name, year = report_id.rsplit("-", 1)
    return {"cn": "100000", "qilin": "530302"}.get(name) or PROVINCES[name] + "0000", int(year)


def test_all_are_there() -> None:
    assert len(files()) == 83


@pytest.mark.parametrize("file", files(), ids=lambda file: file.report_id)
def test_identity(file: InboxFile) -> None:
    report = load(file)
    alone = identify(report.text)  # the text's own words say it
    for identity in (report.identity, alone):
        assert (identity.area_code, identity.year) == wanted(file.report_id)


@pytest.mark.parametrize("file", [f for f in files() if "mangled" not in f.source], ids=lambda file: file.report_id)
def test_healthy_text_changes_in_width_and_spaces_only(file: InboxFile) -> None:
    text = read(file.path).text
    mended = restore(text)
    assert plain(mended.text) == plain(text)
    assert restore(mended.text).text == mended.text
    assert list(mended.offsets)[-1] == len(text)
