"""A file NAME.yaml beside a report: it says whose the report is, of which year, given when and by whom, where the text does not.

area: 曲靖市麒麟区      # a code, or a name with what it lies in
year: 2023             # the year it was given in; left out where date is told
date: 2023-01-04
session: 第六届人民代表大会第二次会议
speaker: 王小明
title: 政府工作报告
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from pipelines.reports.identify import Stated
from pipelines.reports.model import ReportError
from pipelines.reports.names import printable

ENDINGS = (".yaml", ".yml")
LARGEST = 10_000  # bytes
Words = Annotated[str, Field(min_length=1, max_length=200)]


def _code_as_text(value: object) -> object:
    """YAML takes 530302 for a number."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


class _Sidecar(BaseModel):
    """The schema of a sidecar; no other field is taken, so that a misspelt one is noticed."""

    model_config = ConfigDict(extra="forbid", strict=True)

    area: Annotated[Words | None, BeforeValidator(_code_as_text)] = None
    year: Annotated[int, Field(ge=1949, le=2099)] | None = None
    date: datetime.date | None = None
    session: Words | None = None
    speaker: Words | None = None
    title: Words | None = None


FIELDS = ", ".join(_Sidecar.model_fields)


def read_sidecar(path: Path) -> Stated:
    """What a sidecar states. Raises ReportError, naming the sidecar and the field, where it breaks the schema above."""
    name = printable(path.name)
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise ReportError(f"{name}: larger than a sidecar is (at most {LARGEST:,} bytes)")
        told = yaml.load(content.decode("utf-8-sig"), Loader=_Plain) or {}
        said = _Sidecar.model_validate(told)
    except (OSError, UnicodeError) as error:
        raise ReportError(f"{name}: cannot be read ({error}); save it as UTF-8 text") from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise ReportError(f"{name}: {_told(error)}; the fields are {FIELDS}") from None
    year = said.year if said.year is not None or said.date is None else said.date.year
    if said.date is not None and said.date.year != year:
        raise ReportError(f"{name}: date: {said.date} does not lie in the year {year}")
    return Stated(said.area, year, said.date, said.session, said.speaker, said.title)


class _Plain(yaml.SafeLoader):
    """YAML without aliases: a few lines of them can stand for gigabytes."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases (*name) are not read")
        return super().compose_node(parent, index)


def _told(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_input=False, include_url=False)[0]
        field = ".".join(map(str, first["loc"][:1]))
        return f"{printable(field)[:40]}: {first['msg']}" if field else "is no list of fields"
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return f"line {error.problem_mark.line + 1}: {error.problem}"
    return "is no YAML" if isinstance(error, RecursionError) else str(error)[:200]
