"""What has to hold of any file whatsoever."""

from __future__ import annotations

from pipelines.observations.extract import extract
from pipelines.reports.inbox import InboxFile, load
from pipelines.reports.model import Identity, Report, ReportError
from pipelines.reports.read import read
from pipelines.reports.restore import restore

LONGEST = 5.0  # seconds for one file


def read_or_refused(file: InboxFile) -> str:
    """Take one file the whole way, extraction included, also where it cannot be identified; says how it went.

    Raises AssertionError where a refusal names no file and reason, and whatever a fault of the reader raises.
    """
    try:
        report = load(file)
    except ReportError as error:
        name, _, reason = str(error).partition(": ")
        assert name in (file.path.name, file.path.stem) and len(reason) > 10 and str(error).isprintable(), str(error)
        try:
            source = read(file.path)
        except ReportError:
            return "refused"
        mended = restore(source.text)
        report = Report("x", Identity("530302", "麒麟区", "county", 2023), mended.text, mended.offsets)
    assert len(report.offsets) == len(report.text) + 1
    assert not set(report.text) & set(map(chr, [*range(9), *range(14, 32), 127]))
    extract(report)
    return "read"
