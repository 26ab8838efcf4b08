"""Which files wait, under which names, and what becomes of one that cannot be read."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from pipelines.reports import staging
from pipelines.reports.inbox import discover, load
from pipelines.reports.model import ReportError
from pipelines.reports.names import LONGEST_ID

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
    (("README.md", "readme.zh.md", ".hidden.txt", ".git/x.txt", "~$open.docx", "corrections.csv", "Thumbs.db"), {}),
    (("tab\there.txt", "云南 2025.txt"), {"tab_here": "tab_here.txt", "云南 2025": "云南 2025.txt"}),
    (("x.txt", "x.yaml", "y.yml", "t.csv"), {"t": "t.csv", "x": "x.txt", "y": "y.yml"}),
    (("p.html", "p_files/a.js", "p_files/deep/b.png", "q_files/c.txt"), {"p": "p.html", "c": "q_files/c.txt"}),
    (("\x1b[31mred\u202etxt.txt", "line\nend.txt"), {"_[31mred_txt": "_[31mred_txt.txt", "line_end": "line_end.txt"}),
    (
        ("back\\slash.txt", "-rf.txt", "'; DROP TABLE x; --.txt"),
        {"back_slash": "back\\slash.txt", "-rf": "-rf.txt", "'; DROP TABLE x; --": "'; DROP TABLE x; --.txt"},
    ),
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
    (raw / "loop.txt").symlink_to(raw / "loop.txt")
    files = {file.report_id: file for file in discover(raw)}
    assert list(files) == ["broken", "folder", "inside", "link", "loop", "within"]
    assert load(files["within"]).text == load(files["inside"]).text
    for name in ("broken", "folder", "link", "loop"):
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


def test_names_of_other_files_cannot_take_an_id(tmp_path: Path) -> None:
    """Whatever the names are, ids stay apart, are one path part each, and can be shown."""
    names = ["a/x.txt", "b/x.txt", "a-x.txt", "a-x.md", "a-x-txt.txt", "x..x.txt", "a\\x.txt", "x\x07.txt", "x\x08.txt"]
    found = list(inbox(tmp_path, *names))
    assert len(found) == len(set(found)) == len(names)
    assert all("/" not in name and ".." not in name and name.isprintable() for name in found)


def test_a_sidecar_says_whose_the_report_is(tmp_path: Path) -> None:
    inbox(tmp_path, "x.txt")
    (tmp_path / "x.yaml").write_text("area: 530302\nyear: 2024\nspeaker: 王小明\n", encoding="utf-8")
    report = load(discover(tmp_path)[0])
    identity = report.identity
    assert (identity.area_code, identity.area_name, identity.year, identity.speaker) == (
        "530302",
        "麒麟区",
        2024,
        "王小明",
    )
    assert identity.session == "第十四届人民代表大会第三次会议"  # what it does not state, the text tells


def test_a_sidecar_that_is_a_link_or_alone_is_not_read(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    inbox(raw, "x.txt", "alone.yaml")
    (tmp_path / "secret.yaml").write_text("area: 530302", encoding="utf-8")
    (raw / "x.yaml").symlink_to(tmp_path / "secret.yaml")
    alone, linked = discover(raw)
    with pytest.raises(ReportError, match=r"x\.txt: its sidecar is a link"):
        load(linked)
    with pytest.raises(ReportError, match=r"alone\.yaml: .*there is no such report"):
        load(alone)
