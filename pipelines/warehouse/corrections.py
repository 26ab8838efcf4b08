"""corrections.csv: a person says what a report really says. Applied in the build, kept with the value before.

A line that cannot be applied is refused with the reason; the others are applied and the build goes on. How to write one:
docs/CORRECT_A_FIGURE.md.
"""

from __future__ import annotations

import csv
import io
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.vocabulary.tables import metrics
from pipelines.vocabulary.units import canonical, split, times, unit_of
from pipelines.warehouse.frames import OBSERVATION_SCHEMA, QUARANTINE_SCHEMA, Correction, schema_of

REQUIRED = ("report_id", "field", "value", "reason", "date")
EXACT = ("metric", "phrase", "kind", "time_period", "measure", "comparator", "relation", "place", "raw_unit")
NUMBERS = ("raw_value", "raw_low", "raw_high")
IDENTIFYING = ("observation_id", *EXACT, *NUMBERS, "evidence")
APPLIED, REFUSED = "applied", "refused"
WITHDRAW = "withdraw"
SHOWN = 3  # candidates named in a refusal

NUMBER = re.compile(r"[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
PERIOD = re.compile(r"(\d{4})(?:-(\d{4}))?")
DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")

Row = dict[str, Any]


class CorrectionRefusedError(Exception):
    """Why one line of corrections.csv is not applied."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file, as written: cells by column, without those left empty."""

    number: int
    cells: Mapping[str, str]
    trouble: str = ""  # why it cannot even be read


@dataclass(frozen=True, slots=True)
class Corrected:
    """The observations after the corrections, those that were withdrawn, and what became of every line."""

    observations: pl.DataFrame
    withdrawn: pl.DataFrame  # as fact_quarantine holds them
    log: pl.DataFrame  # fact_correction


def read_lines(path: Path) -> list[Line]:
    """The lines of corrections.csv, none where there is no file. UTF-8, or GB18030 as a Chinese Excel writes it.

    What cannot be read as a table becomes one line with its trouble; nothing is raised.
    """
    if not path.is_file():
        return []
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", errors="replace")
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", strict=True)
    lines = []
    try:
        names = [(name or "").strip() for name in reader.fieldnames or ()]
        if trouble := _header_trouble(names):
            return [Line(1, {}, trouble)]
        reader.fieldnames = names
        for row in reader:
            extra = row.pop("", None)
            cells = {name: value.strip() for name, value in row.items() if isinstance(value, str) and value.strip()}
            if cells or extra:
                lines.append(Line(reader.line_num, cells, "more cells than the first line has names" if extra else ""))
    except csv.Error as error:
        lines.append(Line(reader.line_num, {}, f"this is no CSV: {error}"))
    return lines


def _header_trouble(names: list[str]) -> str:
    if missing := [name for name in REQUIRED if name not in names]:
        return f"the first line has no column {', '.join(missing)}"
    if strange := [name for name in names if name not in REQUIRED + IDENTIFYING]:
        return f"the first line has a column that is none of ours: {', '.join(strange)}"
    if twice := sorted({name for name in names if names.count(name) > 1}):
        return f"the first line names a column twice: {', '.join(twice)}"
    return ""


def correct(observations: pl.DataFrame, lines: Iterable[Line], reports: Collection[str]) -> Corrected:
    """Apply the lines in their order. `reports`: the ids of those in the inbox.

    What a line identifies is looked for among the observations as they were read; what it changes is changed on top of
    the lines before it.
    """
    by_report: dict[str, list[Row]] = defaultdict(list)
    for row in observations.to_dicts():
        by_report[row["report_id"]].append(row)
    now: dict[str, Row] = {}
    withdrawn: dict[str, str] = {}
    log = []
    for line in lines:
        entry: dict[str, Any] = {
            "line": line.number,
            "report_id": line.cells.get("report_id"),
            "field": line.cells.get("field"),
        }
        entry |= {"value_after": line.cells.get("value"), "reason": line.cells.get("reason")}
        try:
            _demand_whole(line)
            entry["corrected_on"] = _date(line.cells["date"])
            found = _identify(line, by_report, reports)
            key = found["observation_id"]
            entry["observation_id"] = key
            before = now.get(key, found)
            if key in withdrawn:
                raise CorrectionRefusedError("an earlier line withdraws this observation")
            if line.cells["field"] == WITHDRAW:
                withdrawn[key] = line.cells["reason"]
            else:
                now[key], entry["value_before"], entry["value_after"] = _apply(before, line)
            entry["status"] = APPLIED
        except CorrectionRefusedError as error:
            entry |= {"status": REFUSED, "message": str(error)}
        log.append(entry)
    return Corrected(*_split(observations, now, withdrawn), pl.DataFrame(log, schema=schema_of(Correction)))


def _demand_whole(line: Line) -> None:
    if line.trouble:
        raise CorrectionRefusedError(line.trouble)
    optional = {"value"} if line.cells.get("field") in (WITHDRAW, *MAY_BE_EMPTY) else set()
    if missing := [name for name in REQUIRED if name not in line.cells and name not in optional]:
        raise CorrectionRefusedError(f"nothing in column {', '.join(missing)}")
    if not any(name in line.cells for name in IDENTIFYING):
        raise CorrectionRefusedError(f"nothing says which observation is meant: fill one of {', '.join(IDENTIFYING)}")


def _identify(line: Line, by_report: Mapping[str, list[Row]], reports: Collection[str]) -> Row:
    """The one observation that the line's cells fit."""
    report = line.cells["report_id"]
    if report not in reports:
        raise CorrectionRefusedError(f"no report {report} in the inbox")
    wanted = {name: line.cells[name] for name in IDENTIFYING if name in line.cells}
    tests = {name: _test(name, value) for name, value in wanted.items()}
    rows = by_report.get(report, [])
    found = [row for row in rows if all(fits(row) for fits in tests.values())]
    if len(found) == 1:
        return found[0]
    said = ", ".join(f"{name} = {value}" for name, value in wanted.items())
    if found:
        shown = "; ".join(map(_told, found[:SHOWN])) + (" …" if len(found) > SHOWN else "")
        raise CorrectionRefusedError(f"{len(found)} observations of {report} have {said}: {shown}. Say more of the one")
    near = [
        f"but for {name} it would be {_told(close[0])}"
        for name in wanted
        if len(wanted) > 1
        and len(close := [r for r in rows if all(fits(r) for other, fits in tests.items() if other != name)]) == 1
    ]
    raise CorrectionRefusedError("; ".join([f"no observation of {report} has {said} any more", *near[:SHOWN]]))


def _test(name: str, value: str) -> Callable[[Row], bool]:
    """Whether a row fits one identifying cell: an id by its beginning, a sentence by a part of it, the rest exactly."""
    if name == "observation_id":
        return lambda row: bool(row[name].startswith(value))
    if name == "evidence":
        return lambda row: value in row[name]
    if name in EXACT:
        return lambda row: bool(row[name] == value)
    number = _number(value)
    if name == "raw_value":
        return lambda row: number in (row["raw_low"], row["raw_high"])
    return lambda row: bool(row[name] == number)


def _told(row: Row) -> str:
    number = row["raw_low"] if row["raw_low"] is not None else row["raw_high"]
    figure = _text(number) or row["relation"] or ""
    return f"{row['observation_id']} ({row['metric']} {row['kind']} {row['time_period']} {row['measure']} {figure}{row['raw_unit'] or ''})"


def _apply(row: Row, line: Line) -> tuple[Row, str | None, str | None]:
    """The row with one field changed and what follows from it, the value before, the value after."""
    field, value = line.cells["field"], line.cells.get("value")
    if field in FOLLOWS:
        raise CorrectionRefusedError(f"{field} is worked out from what is written: correct {FOLLOWS[field]}")
    if field not in CHANGES:
        raise CorrectionRefusedError(f"no field {field} can be corrected; these can: {', '.join([*CHANGES, WITHDRAW])}")
    changed = row | CHANGES[field](row, value or "")
    changed = _follow(changed, field) if field in LEADS else changed
    shown = "raw_low" if field == "raw_value" and row["raw_low"] is not None else field.replace("raw_value", "raw_high")
    before, after = _text(row[shown]), _text(changed[shown])
    if changed == row:
        raise CorrectionRefusedError(f"it reads {before or 'nothing'} already: this line can go")
    return changed | {"corrected": True}, before, after


def _follow(row: Row, field: str) -> Row:
    """What hangs together is kept together: bounds with the comparator, canonical values with the written ones."""
    low, high, comparator = row["raw_low"], row["raw_high"], row["comparator"]
    either = high if low is None or field == "raw_high" else low
    if comparator == "none":
        low = high = None
    elif either is None:
        raise CorrectionRefusedError(
            f"{comparator} needs a number, and this observation has none: correct raw_value first"
        )
    elif comparator in ("eq", "approx"):
        low = high = either
    elif comparator == "gte":
        low, high = either, None
    elif comparator == "lte":
        low, high = None, high if high is not None and field != "raw_low" else either
    else:
        low, high = (either if low is None else low), (either if high is None else high)
    row = row | {"raw_low": low, "raw_high": high}
    if comparator == "none":
        return row | {"value_low": None, "value_high": None, "unit": None, "raw_unit": None}
    metric = metrics().get(row["metric"])
    written = row["raw_unit"] or ("倍" if row["measure"] == "multiple" else "")
    unit, factor = canonical(written, metric.dimension if metric else "", row["metric"])
    return row | {"value_low": times(low, factor), "value_high": times(high, factor), "unit": unit}


def _number(value: str) -> float:
    plain = unicodedata.normalize("NFKC", value).replace("−", "-").strip()
    if not NUMBER.fullmatch(plain) or math.isinf(float(plain.replace(",", ""))):
        raise CorrectionRefusedError(f"{value} is no number; the number alone goes here, its unit into raw_unit")
    return float(plain.replace(",", ""))


def _date(value: str) -> date:
    m = DATE.fullmatch(value)
    try:
        return date(*map(int, m.groups())) if m else date.fromisoformat(value)
    except ValueError:
        raise CorrectionRefusedError(f"{value} is no date; write it like 2024-05-31") from None


def _text(value: object) -> str | None:
    return None if value is None else f"{value:.15g}" if isinstance(value, float) else str(value)


def _raw_value(row: Row, value: str) -> Row:
    number = _number(value)
    if row["comparator"] == "range":
        raise CorrectionRefusedError("a range has two ends: correct raw_low or raw_high")
    comparator = {"comparator": "eq", "relation": None} if row["comparator"] == "none" else {}
    return {"raw_low": number, "raw_high": number, **comparator}


def _bound(name: str, useless: str) -> Callable[[Row, str], Row]:
    def change(row: Row, value: str) -> Row:
        if row["comparator"] in (useless, "none"):
            raise CorrectionRefusedError(
                f"with the comparator {row['comparator']} there is no {name}: correct raw_value"
            )
        return {name: _number(value)}

    return change


def _raw_unit(_row: Row, value: str) -> Row:
    if unit_of(split(value)[1]) is None:
        raise CorrectionRefusedError(f"{value} is no unit that units.txt knows")
    return {"raw_unit": value}


def _metric(_row: Row, value: str) -> Row:
    if value not in metrics() and not (value.startswith("x:") and len(value) > 2):
        raise CorrectionRefusedError(f"{value} is no code of metrics.csv; what it does not hold is x: and a phrase")
    return {"metric": value}


def _period(_row: Row, value: str) -> Row:
    m = PERIOD.fullmatch(value)
    start, end = (int(m[1]), int(m[2] or m[1])) if m else (1, 0)
    if start > end:
        raise CorrectionRefusedError(f"{value} is no period; write it like 2022 or 2021-2025")
    return {"time_period": str(start) if start == end else value, "time_start": start, "time_end": end}


def _kind(row: Row, value: str) -> Row:
    chosen = _one_of("kind", ("actual", "target"))(row, value)
    return chosen | {"obs_status": (row["obs_status"] or "A") if value == "actual" else None}


def _obs_status(row: Row, value: str) -> Row:
    if row["kind"] == "target":
        raise CorrectionRefusedError("a target has no obs_status")
    return _one_of("obs_status", ("A", "E"))(row, value)


def _one_of(field: str, allowed: tuple[str, ...]) -> Callable[[Row, str], Row]:
    def change(_row: Row, value: str) -> Row:
        if value not in allowed:
            raise CorrectionRefusedError(f"{field} is one of {', '.join(allowed)}, not {value}")
        return {field: value}

    return change


RELATIONS = ("sync:gdp", "above:gdp", "above:national", "meet:assigned", "positive", "stable", "absent", "other")
MAY_BE_EMPTY = ("basis", "relation")
CHANGES: dict[str, Callable[[Row, str], Row]] = {
    "metric": _metric,
    "phrase": lambda _row, value: {"phrase": value},
    "kind": _kind,
    "time_period": _period,
    "measure": _one_of("measure", ("level", "yoy", "avg_yoy", "cum", "change", "multiple")),
    "raw_value": _raw_value,
    "raw_low": _bound("raw_low", "lte"),
    "raw_high": _bound("raw_high", "gte"),
    "raw_unit": _raw_unit,
    "comparator": _one_of("comparator", ("eq", "approx", "gte", "lte", "range", "none")),
    "relation": lambda row, value: _one_of("relation", RELATIONS)(row, value) if value else {"relation": None},
    "basis": lambda _row, value: {"basis": value or None},
    "obs_status": _obs_status,
    "place": lambda _row, value: {"place": value},
}
LEADS = ("metric", "measure", "comparator", *NUMBERS, "raw_unit")  # what bounds and canonical values hang on
FOLLOWS = {
    "value_low": "raw_low",
    "value_high": "raw_high",
    "unit": "raw_unit",
    "time_start": "time_period",
    "time_end": "time_period",
}


def _split(
    observations: pl.DataFrame, now: Mapping[str, Row], withdrawn: Mapping[str, str]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The observations with the changed ones in place of theirs, and those that are out."""
    touched = pl.col("observation_id").is_in([*now, *withdrawn])
    changed = pl.DataFrame([row for key, row in now.items() if key not in withdrawn], schema=OBSERVATION_SCHEMA)
    gone = [
        (now.get(row["observation_id"], row)) | {"rule": "withdrawn", "reason": withdrawn[row["observation_id"]]}
        for row in observations.filter(pl.col("observation_id").is_in(list(withdrawn))).to_dicts()
    ]
    return pl.concat([observations.filter(~touched), changed]), pl.DataFrame(gone, schema=QUARANTINE_SCHEMA)
