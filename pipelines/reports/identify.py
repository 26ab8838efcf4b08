"""Whose report, of which year, given when, by whom: from the text's own words, the file's name where they are silent.

`whose` tells the area, `years` the year; a sidecar can state each of them instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pipelines.reports.model import Identity, ReportError
from pipelines.reports.whose import NAME, OFFICE, area_of, stated_area
from pipelines.reports.words import NUMBER, parts
from pipelines.reports.years import day_given, year_of
from pipelines.vocabulary.areas import NATION

SESSION = re.compile(rf"第?{NUMBER}届.{{0,12}}?(?:人民代表大会(?:常务委员会)?|人大)第?{NUMBER}次会议")
SPEAKER = re.compile(rf"(?<!副)(?:{OFFICE}|报告人)[：: ]?\s*(?:(?:国务院)?(?:{OFFICE}))?\s*({NAME})", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Stated:
    """What a sidecar says of a report, in place of what its text says."""

    area: str | None = None
    year: int | None = None
    given_on: date | None = None
    session: str | None = None
    speaker: str | None = None
    title: str | None = None


def identify(text: str, name: str = "", about: str = "", stated: Stated | None = None) -> Identity:
    """The identity of a report. `text` is mended; `name` is the file's name without ending (cn-2013, 云南省2025).

    `about` is what the file says of the text elsewhere (a page's title); it counts less than the name. What is stated
    counts more than all. Raises ReportError, with the name, where area and year are not told, where two years are left
    open, or where areas of the same name compete.
    """
    words = parts(text, name, about)
    stated = stated or Stated()
    try:
        if stated.year is None:
            year, given_on = year_of(words)
        else:
            year, (_, day) = stated.year, day_given(words.head) or (0, None)
            given_on = stated.given_on or (day if day and day.year == year else None)
        area = stated_area(stated.area, year) if stated.area else area_of(words, year)
    except ReportError as error:
        raise ReportError(f"{name}: {error}") from None
    session = SESSION.search(words.head.replace("\n", ""))
    speaker = SPEAKER.search(words.head)
    return Identity(
        area_code=area.code,
        area_name="全国" if area.code == NATION else area.name,
        level=area.level,
        year=year,
        given_on=given_on,
        session=stated.session or (session[0] if session else None),
        speaker=stated.speaker or (speaker[1] if speaker else None),
        title=stated.title or _title(words.head),
    )


def _title(head: str) -> str | None:
    """The first line that is a title and not a caption or the page's own words, without its date."""
    for line in head.splitlines():
        if "工作报告" in line and not re.search("[《>。|]|印发|作政府工作报告", line):
            return re.split("——|－－|--", line.strip(" —－-"))[0].strip()[:80] or None
    return None
