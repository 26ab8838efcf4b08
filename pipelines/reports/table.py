"""The text of a CSV file that has it in a column."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from io import StringIO

from pipelines.reports.model import ReportError

TEXT_COLUMNS = (
    "text",
    "content",
    "body",
    "fulltext",
    "full_text",
    "report",
    "paragraph",
    "正文",
    "内容",
    "全文",
    "文本",
    "报告",
    "段落",
    "文字",
)
ABOUT_COLUMNS = (
    "area",
    "region",
    "province",
    "city",
    "county",
    "year",
    "地区",
    "区域",
    "省份",
    "省",
    "城市",
    "市",
    "县",
    "区县",
    "年份",
    "年",
    "年度",
)
DELIMITERS = ",\t;|"
LONGEST_CELL = 2_000_000
A_WHOLE_REPORT = 4000  # characters that no paragraph has
CHINESE = re.compile("[\u3400-\u9fff]")
NAME_IT = "name the column that holds the report's text `text` or `正文`"
ONE_EACH = "put each report into a file of its own"


def table_text(content: str) -> tuple[str, str]:
    """The cells of the text column, a line each, and what the columns of area and year say of all of them.

    The text column is the one of that name, else the only one that holds Chinese prose. Raises ReportError, without a
    file's name, where none can be told or several reports stand in one file.
    """
    rows = _rows(content)
    head = [cell.strip().lstrip("\ufeff").lower() for cell in rows[0]] if rows else []
    named = [i for name in TEXT_COLUMNS for i, cell in enumerate(head) if cell == name]
    about = [i for i, cell in enumerate(head) if cell in ABOUT_COLUMNS]
    if named or about:
        rows = rows[1:]
    column = named[0] if named else _prose(rows)
    cells = [row[column].strip() for row in rows if len(row) > column and row[column].strip()]
    said = [{row[i].strip() for row in rows if len(row) > i and row[i].strip()} for i in about if i != column]
    if any(len(values) > 1 for values in said) or sum(len(cell) >= A_WHOLE_REPORT for cell in cells) > 1:
        raise ReportError(f"holds several reports; {ONE_EACH}")
    return "\n".join(cells), " ".join(value for values in said for value in values)


def _rows(content: str) -> list[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    first = content.lstrip().split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count) if any(d in first for d in DELIMITERS) else ","
    try:
        return [row for row in csv.reader(StringIO(content, newline=""), delimiter=delimiter) if any(row)]
    except csv.Error as error:
        raise ReportError(f"is no CSV ({error}); save it again as CSV, or its text as .txt") from None


def _prose(rows: Iterable[list[str]]) -> int:
    """The column that holds nearly all Chinese characters."""
    found: dict[int, int] = {}
    for row in rows:
        for i, cell in enumerate(row):
            found[i] = found.get(i, 0) + len(CHINESE.findall(cell))
    best = max(found, key=lambda i: found[i], default=0)
    if not found or found[best] < 0.8 * sum(found.values()) or not found[best]:
        raise ReportError(f"no column of it is plainly the text; {NAME_IT}")
    return best
