"""CSV files with the report in a column."""

from __future__ import annotations

import pytest

from pipelines.reports.model import ReportError
from pipelines.reports.table import table_text

LINE = "全县固定资产投资增长5%，居民收入稳步提高"
TABLES = [
    ("text\n政府工作报告\n" + LINE, f"政府工作报告\n{LINE}", ""),
    ("no,正文\n1,政府工作报告\n2," + LINE, f"政府工作报告\n{LINE}", ""),
    (f'\ufeffid;content\r\n1;"一行\n{LINE};完"\r\n', f"一行\n{LINE};完", ""),
    (f"编号\t内容\t备注\n1\t{LINE}\t\n2\t=SUM(A1)\t\n", f"{LINE}\n=SUM(A1)", ""),
    (f"省份,年份,全文\n云南省,2023,{LINE}\n云南省,2023,{LINE}\n", f"{LINE}\n{LINE}", "云南省 2023"),
    (f"政府工作报告\n{LINE}\n", f"政府工作报告\n{LINE}", ""),  # without a head
    (f"1,{LINE}\n2,{LINE}\n", f"{LINE}\n{LINE}", ""),
    (f"text,paragraph\n{LINE},x\n", LINE, ""),
]


@pytest.mark.parametrize(("content", "text", "about"), TABLES)
def test_the_text_column(content: str, text: str, about: str) -> None:
    assert table_text(content) == (text, about)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "no column"),
        ("a,b\n1,2\n", "no column of it is plainly the text"),
        (f"{LINE},{LINE}\n", "name the column"),
        (f"year,text\n2022,{LINE}\n2023,{LINE}\n", "holds several reports"),
        ("text\n" + f"{LINE * 300}\n" * 2, "holds several reports"),
        ('text\n"' + "字" * 2_100_000 + '"', "is no CSV"),
    ],
)
def test_what_is_refused(content: str, reason: str) -> None:
    with pytest.raises(ReportError, match=reason):
        table_text(content)
