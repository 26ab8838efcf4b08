"""Of several files that hold the report of one area and year, the one that counts, and why the others do not."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipelines.reports.model import Report

WHOLE = 0.9  # of the longest version's length: as good as whole, less a page's own words
UNREADABLE = "\ufffd□"  # what the reader and the mender leave of lost characters
ONE_REPORT = 60  # days between the days that two versions of one report may give
NO_WORD = re.compile(r"[\W_]+")
# what any healthy file goes through; every other step mends something that was broken
HARMLESS = ("width", "wide dots in numbers", "spaces")


def superseded(reports: Iterable[Report]) -> dict[str, str]:
    """Reason by report_id of every report that does not count. Of each area and year exactly one does.

    The whole ones go before excerpts, among them the one with the fewest unreadable characters, then with the least
    mending, then the longest; of equal ones the first by report_id.
    """
    groups: dict[tuple[str, int], list[Report]] = {}
    for report in sorted(reports, key=lambda r: r.report_id):
        groups.setdefault((report.identity.area_code, report.identity.year), []).append(report)
    reasons: dict[str, str] = {}
    for versions in groups.values():
        if len(versions) > 1:
            longest = max(len(report.text) for report in versions)
            kept = min(versions, key=lambda report: _rank(report, longest))
            reasons |= {r.report_id: _why(r, kept, longest) for r in versions if r is not kept}
    return reasons


def _rank(report: Report, longest: int) -> tuple[bool, int, int, int]:
    return (
        len(report.text) < WHOLE * longest,
        sum(map(report.text.count, UNREADABLE)),
        _mended(report),
        -len(report.text),
    )


def _mended(report: Report) -> int:
    return sum(step.count for step in report.steps if step.name not in HARMLESS)


def _why(report: Report, kept: Report, longest: int) -> str:
    if report.sha256 == kept.sha256:
        return f"the same file as {kept.report_id}"
    if _words(report) == _words(kept):
        return f"the same text as {kept.report_id}"
    days = report.identity.given_on, kept.identity.given_on
    if days[0] and days[1] and abs((days[0] - days[1]).days) > ONE_REPORT:
        return f"given on {days[0]}; of this area and year counts the one given on {days[1]}: {kept.report_id}"
    mine, other = _rank(report, longest), _rank(kept, longest)
    if mine[0] != other[0]:
        why = "is more complete"
    elif mine[1] != other[1]:
        why = "has fewer unreadable characters"
    elif mine[2] != other[2]:
        why = "needed less mending"
    else:
        why = "is longer" if mine[3] != other[3] else "is first by name"
    return f"another version of the same area and year {why}: {kept.report_id}"


def _words(report: Report) -> str:
    return NO_WORD.sub("", report.text)
