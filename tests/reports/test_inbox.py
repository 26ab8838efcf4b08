"""Which files wait, under which names, and what becomes of one that cannot be read."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from pipelines.reports import staging
from pipelines.reports.inbox import LONGEST_ID, discover, load
from pipelines.reports.model import ReportError

REPORT = (
    "2025年云南省政府工作报告\n——2025年1月18日在云南省第十四届人民代表大会第三次会议上\n　　各位代表：\n增长５％。\n"
)


def inbox(raw: Path, *names: str) -> dict[str, str]:
    """An inbox with a report under each name; what is found in it, source by report_id."""
    for name in names:
        path = raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(REPORT, encoding="utf-8")
    return {file.report_id: file.source for file in discover(raw)}


NAMES = [
    (("b.txt", "a/c.docx"), {"c": "a/c.docx", "b": "b.txt"}),
    (("a/x.txt", "b/x.txt", "b/y.txt"), {"a-x": "a/x.txt", "b-x": "b/x.txt", "y": "b/y.txt"}),
    (("x.txt", "x.md", "a/x.md"), {"a-x": "a/x.md", "x": "x.md", "x-txt": "x.txt"}),
    (("a/x.txt", "b/x.txt", "a-x.txt"), {"a-x": "a-x.txt", "a-x-txt": "a/x.txt", "b-x": "b/x.txt"}),
    (("a...b.txt", "a_b.txt"), {"a_b": "a...b.txt", "a_b-txt": "a_b.txt"}),
    (("README.md", "readme.zh.md", ".hidden.txt", ".git/x.txt", "~$open.docx", "x.yaml", "corrections.csv"), {}),
    (("tab\there.txt", "云南 2025.txt"), {"tab_here": "tab\there.txt", "云南 2025": "云南 2025.txt"}),
]


@pytest.mark.parametrize(("names", "found"), NAMES, ids=[names[0] for names, _ in NAMES])
def test_names(tmp_path: Path, names: tuple[str, ...], found: dict[str, str]) -> None:
    assert inbox(tmp_path, *names) == found


def test_the_order_is_that_of_the_paths(tmp_path: Path) -> None:
    assert list(inbox(tmp_path, "b/x.txt", "a/x.txt", "a/w.txt")) == ["w", "a-x", "b-x"]


def test_very_long_names_are_cut_and_stay_apart(tmp_path: Path) -> None:
    found = list(inbox(tmp_path, "报" * 80 + "1.txt", "报" * 80 + "2.txt"))
    assert len(set(found)) == 2
    assert all(name.startswith("报" * 40) and len(name.encode()) <= LONGEST_ID + 9 for name in found)


def test_a_name_in_another_encoding(tmp_path: Path) -> None:
    name = os.fsdecode("云南.txt".encode("gb18030"))
    assert inbox(tmp_path, name) == {"云南": "云南.txt"}
    assert load(discover(tmp_path)[0]).report_id == "云南"


def test_links_out_of_the_inbox_are_listed_and_not_read(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    inbox(raw, "inside.txt")
    inbox(tmp_path / "outside", "secret.txt")
    (raw / "link.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    (raw / "folder").symlink_to(tmp_path / "outside")
    (raw / "within.txt").symlink_to(raw / "inside.txt")
    (raw / "broken.txt").symlink_to(tmp_path / "nowhere.txt")
    files = {file.report_id: file for file in discover(raw)}
    assert list(files) == ["folder", "inside", "link", "within"]
    assert load(files["within"]).text == load(files["inside"]).text
    for name in ("folder", "link"):
        with pytest.raises(ReportError, match=f"{name}.*leads out of the inbox"):
            load(files[name])


def test_one_file_made_a_report(tmp_path: Path) -> None:
    inbox(tmp_path, "yunnan-2025.txt")
    report = load(discover(tmp_path)[0])
    assert (report.identity.area_code, report.identity.year) == ("530000", 2025)
    assert report.identity.given_on == date(2025, 1, 18)
    assert (report.file_type, report.encoding, report.source_chars) == ("txt", "utf-8", len(REPORT))
    assert len(report.sha256) == 64
    assert report.text.endswith("各位代表：\n增长5%。\n")
    place = report.text.index("5%")
    assert REPORT[report.offsets[place] : report.offsets[place + 2]] == "５％"


def test_a_staged_report_is_the_report(tmp_path: Path) -> None:
    inbox(tmp_path, "yunnan-2025.txt")
    report = load(discover(tmp_path)[0])
    staging.write(report, tmp_path / "staged" / "report.json")
    assert staging.read(tmp_path / "staged" / "report.json") == report


def test_no_inbox(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="no such folder"):
        discover(tmp_path / "nowhere")
