"""What a report is, once it has been read: plain frozen values that the other rooms pass around."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date


class ReportError(Exception):
    """A file that cannot be read as a report. The message names the file, the reason and what to do."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose report, of which year, given when and by whom. `area_code` is GB/T 2260; the nation is 100000."""

    area_code: str
    area_name: str
    level: str  # nation, province, prefecture, county, township
    year: int  # the year the report was given in
    given_on: date | None = None
    session: str | None = None  # 第六届人民代表大会第二次会议
    speaker: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done to a text, for a reader to check: what, how often, the first before and after, and where.

    `places` are those of the first stretches in the source text.
    """

    name: str
    count: int
    before: str = ""
    after: str = ""
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Restored:
    """A mended text. `offsets[i]` is the place in the source text of character `i`; one more entry marks the end."""

    text: str
    steps: tuple[Step, ...]
    offsets: Sequence[int] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Report:
    """One report, ready to be read. `offsets` leads from `text` back to the file's decoded text."""

    report_id: str
    identity: Identity
    text: str = field(repr=False)
    offsets: Sequence[int] = field(repr=False)
    source: str = ""  # path relative to the inbox, with forward slashes
    sha256: str = ""
    file_type: str = "txt"
    encoding: str = "utf-8"
    source_chars: int = 0
    steps: tuple[Step, ...] = ()
