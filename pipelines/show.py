"""What the terminal shows: the end of a build, one area's comparison, one observation. Report text is never markup."""

from __future__ import annotations

import difflib
from typing import Any

import duckdb
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipelines.settings import Settings
from pipelines.vocabulary.areas import find

MANY = 3  # more areas than this are summed up, not listed
COLOURS = {"met": "green", "near": "yellow", "missed": "red", "unreported": "magenta", "pending": "dim"}
HEADLINES = [
    "gdp",
    "cpi",
    "urban_jobs",
    "unemployment_surveyed",
    "unemployment_registered",
    "income_all",
    "income_urban",
    "income_rural",
    "foreign_trade",
    "fiscal_deficit",
    "deficit_ratio",
    "m2",
    "budget_revenue",
    "fixed_investment",
    "retail_sales",
    "industrial_va_scale",
    "grain_output",
    "energy_intensity",
]
BESIDE = (
    ("gdp", "yoy"),
    ("urban_jobs", "level"),
    ("unemployment_surveyed", "level"),
    ("budget_revenue", "yoy"),
    ("income_all", "yoy"),
)
NATIONAL = 12  # the first so many make the table at the end of a build
SIGNS = {"approx": "≈", "gte": "≥", "lte": "≤"}
SCALES = ((1e12, "万亿"), (1e8, "亿"), (1e4, "万"))
SHOWN_AS = {"m2": (1 / 666.6666666666666, "亩"), "m": (0.001, "公里")}  # what reports say instead of the canonical unit
UNIT_WORDS = {
    "CNY": "元", "USD": "美元", "person": "人", "person-time": "人次", "household": "户", "1": "", "t": "吨",
    "times": "倍", "kWh": "千瓦时", "kW": "千瓦", "year": "岁", "day": "天", "pp": "个百分点", "tce": "吨标准煤",
}  # fmt: skip
MEASURES = {"level": "", "yoy": "增长", "avg_yoy": "年均增长", "cum": "累计增长", "change": "变化", "multiple": "倍数"}
RELATIONS = {
    "sync:gdp": "与经济增长同步",
    "above:gdp": "快于经济增长",
    "above:national": "高于全国",
    "meet:assigned": "完成下达任务",
    "positive": "正增长",
    "stable": "保持稳定",
    "absent": "不设目标",
}


def figure(
    low: float | None, high: float | None, comparator: str | None, unit: str | None, relation: str | None = None
) -> str:
    """A figure in words: ≈5%, 6.5—7%, ≥1000万人; a promise in words as the words."""
    if low is None and high is None:
        return RELATIONS.get(relation or "", relation or "—")
    if comparator == "range" and low is not None and high is not None:
        return f"{_number(low, unit, bare=unit == '%')}—{_number(high, unit)}"
    return SIGNS.get(comparator or "", "") + _number(low if low is not None else high or 0.0, unit)


def _number(value: float, unit: str | None, *, bare: bool = False) -> str:
    if unit == "%":
        return f"{value:g}" + ("" if bare else "%")
    factor, words = SHOWN_AS.get(unit or "", (1.0, UNIT_WORDS.get(unit or "", unit or "")))
    value *= factor
    for scale, name in SCALES:
        if abs(value) >= scale:
            return f"{value / scale:.6g}{name}{words}"
    return f"{value:g}{words}"


def _label(row: dict[str, Any]) -> Text:
    """The metric and what is measured of it: 地区生产总值增长."""
    moved = "涨幅" if row["metric"] == "cpi" and row["measure"] == "yoy" else MEASURES[row["measure"]]
    return Text(row["metric_name_zh"] + moved)


def _unit(row: dict[str, Any]) -> str | None:
    """The unit of a row; growth is in per cent also where the promise has no number."""
    return row["unit"] or ("%" if row["measure"] in ("yoy", "avg_yoy", "cum") else None)


def areas_in(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Code and name of every area the warehouse holds a report of."""
    rows = con.execute("SELECT DISTINCT area_code, area_name FROM dim_report WHERE is_current ORDER BY ALL").fetchall()
    return dict(rows)


def areas_meant(asked: str, known: dict[str, str]) -> list[str]:
    """Codes of the areas in the warehouse that a code or name means; zones and townships are known only there."""
    named = [code for code, name in known.items() if asked.strip() in (code, name)]
    return list(dict.fromkeys([*(a.code for a in find(asked) if a.code in known), *named]))


def no_such_area(asked: str, known: dict[str, str]) -> str:
    """Why nothing is shown, with the names that come near."""
    near = difflib.get_close_matches(asked, known.values(), n=3, cutoff=0.3) or list(known.values())[:5]
    return f"{asked}: no report of this area in the warehouse; it holds {', '.join(near)}" + (
        " …" if len(known) > 5 else ""
    )


def print_build(console: Console, con: duckdb.DuckDBPyConnection) -> None:
    """The end of a build: what was read, what was set aside and why, and the comparison."""
    ((read, rows),) = con.execute("SELECT count(*), sum(observations) FROM dim_report WHERE status = 'read'").fetchall()
    kept_out = con.table("fact_quarantine").shape[0]
    console.print(
        f"\n{read} reports read, {rows or 0:,} observations, {kept_out} kept out by the checks", highlight=False
    )
    others = con.execute("SELECT source, status, reason FROM dim_report WHERE status != 'read' ORDER BY ALL").fetchall()
    if others:
        console.print(f"{len(others)} files are not counted:", highlight=False)
    for source, status, reason in others:
        # the reason names the file by itself where it is in no folder
        name = "" if reason.startswith(f"{source}: ") else f"{source}: "
        console.print(Text(f"{status}: {name}{reason}", style="yellow"), soft_wrap=True)
    _print_corrections(console, con)
    ((warned,),) = con.execute(
        "SELECT coalesce(sum(unexpected_count), 0) FROM fact_check_result WHERE severity = 'warning'"
    ).fetchall()
    if kept_out or warned:
        console.print(f"kept out: {kept_out}, warnings: {warned}; duibiao audit shows them", highlight=False)
    known = areas_in(con)
    if len(known) <= MANY:
        for code, name in known.items():
            print_area(console, con, code, name, None, headlines=True)
        return
    if "100000" in known:
        print_area(console, con, "100000", known["100000"], None, headlines=True, latest=8)
    _print_scorecard(console, con)
    console.print(
        "\none area: duibiao show AREA [YEAR], e.g. duibiao show " + next(iter(known.values())), highlight=False
    )


def _print_corrections(console: Console, con: duckdb.DuckDBPyConnection) -> int:
    """How many lines of corrections.csv were applied, and each that was refused with the reason; how many those are."""
    applied = con.execute("SELECT count(*) FROM fact_correction WHERE status = 'applied'").fetchall()[0][0]
    refused = con.execute("SELECT line, message FROM fact_correction WHERE status = 'refused' ORDER BY line").fetchall()
    if applied or refused:
        console.print(f"corrections: {applied} applied, {len(refused)} refused", highlight=False)
    for line, message in refused:
        console.print(Text(f"refused: corrections.csv, line {line}: {message}", style="yellow"), soft_wrap=True)
    return len(refused)


def _print_beside_each_other(console: Console, con: duckdb.DuckDBPyConnection) -> None:
    """The newest year that has outcomes: each area's headline targets and what came of them."""
    ((year,),) = con.execute(
        "SELECT max(year) FROM v_target_vs_outcome WHERE verdict IN ('met', 'near', 'missed')"
    ).fetchall()
    rows = _dicts(
        con,
        "FROM v_target_vs_outcome WHERE year = ? AND list_contains(?, metric || measure) ORDER BY area_code",
        [year, [metric + measure for metric, measure in BESIDE]],
    )
    table = Table(title=f"{year}: target → outcome, area by area", title_justify="left", box=box.SIMPLE_HEAD)
    table.add_column("area")
    names = {r["metric"]: r["metric_name_zh"] for r in rows}
    for metric, _ in BESIDE:
        table.add_column(names.get(metric, metric), justify="right", overflow="fold")
    for area in dict.fromkeys(r["area_name"] for r in rows):
        cells = {r["metric"]: r for r in rows if r["area_name"] == area}
        table.add_row(Text(area), *(_cell(cells.get(metric)) for metric, _ in BESIDE))
    console.print(table)


def _cell(row: dict[str, Any] | None) -> Text:
    if row is None:
        return Text("")
    target = figure(
        row["target_low"], row["target_high"], row["target_comparator"], row["unit"], row["target_relation"]
    )
    unit = row["unit"] or ("%" if row["measure"] == "yoy" else None)
    outcome = figure(row["outcome_low"], row["outcome_high"], row["outcome_comparator"], unit)
    return Text(f"{target} → {outcome}", style=COLOURS.get(row["verdict"] or "", ""))


def _print_scorecard(console: Console, con: duckdb.DuckDBPyConnection) -> None:
    table = Table(
        title="targets by area: what the next report says came of them", title_justify="left", box=box.SIMPLE_HEAD
    )
    names = ("year", "area", "targets", "met", "near", "missed", "unreported", "pending")
    for name in names:
        table.add_column(name, justify="left" if name == "area" else "right")
    rows = con.execute(
        """SELECT year, area_name, count(*), countif(verdict = 'met'), countif(verdict = 'near'), countif(verdict = 'missed'),
        countif(verdict = 'unreported'), countif(verdict = 'pending') FROM v_target_vs_outcome
        GROUP BY year, area_code, area_name HAVING countif(verdict = 'pending') < count(*) ORDER BY year, area_code"""
    ).fetchall()
    for row in rows[-30:]:
        table.add_row(*(Text(str(value)) for value in row))
    console.print(table)


def print_area(
    console: Console,
    con: duckdb.DuckDBPyConnection,
    code: str,
    name: str,
    year: int | None,
    *,
    headlines: bool = False,
    latest: int | None = None,
) -> bool:
    """One area: targets against outcomes, and the newest targets beside the year before. False where there is nothing."""
    rows = _comparison(con, code, year, headlines=headlines, latest=latest)
    beside = _beside_last_year(con, code, year, headlines=headlines)
    if rows:
        table = Table(title=f"{name}: targets against outcomes", title_justify="left", box=box.SIMPLE_HEAD)
        for column in ("year", "metric", "target", "outcome", "gap", "verdict"):
            table.add_column(column, justify="left" if column == "metric" else "right", overflow="fold")
        for r in rows:
            verdict = r["verdict"] or "—"
            gap = "" if r["gap"] is None else ("+" if r["gap"] > 0 else "") + _number(r["gap"], _unit(r))
            table.add_row(
                str(r["year"]),
                _label(r),
                Text(figure(r["target_low"], r["target_high"], r["target_comparator"], _unit(r), r["target_relation"])),
                Text(figure(r["outcome_low"], r["outcome_high"], r["outcome_comparator"], _unit(r))),
                gap,
                Text(verdict, style=COLOURS.get(verdict, "")),
            )
        console.print(table)
    if beside:
        table = Table(
            title=f"{name}: the newest targets beside the year before", title_justify="left", box=box.SIMPLE_HEAD
        )
        for column in ("metric", "outcome before", "target before", "target", "year"):
            table.add_column(column, justify="left" if column == "metric" else "right", overflow="fold")
        for r in beside:
            outcome = figure(
                r["previous_outcome_low"], r["previous_outcome_high"], r["previous_outcome_comparator"], _unit(r)
            )
            before = figure(
                r["previous_target_low"], r["previous_target_high"], r["previous_target_comparator"], _unit(r),
                r["previous_target_relation"],
            )  # fmt: skip
            target = figure(r["target_low"], r["target_high"], r["target_comparator"], _unit(r), r["target_relation"])
            table.add_row(_label(r), Text(outcome), Text(before), Text(target), str(r["year"]))
        console.print(table)
    return bool(rows or beside)


def _dicts(con: duckdb.DuckDBPyConnection, sql: str, values: list[Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = con.sql(sql, params=values).pl().to_dicts()
    return found


def _comparison(
    con: duckdb.DuckDBPyConnection, code: str, year: int | None, *, headlines: bool, latest: int | None
) -> list[dict[str, Any]]:
    found = _dicts(
        con,
        """FROM v_target_vs_outcome WHERE area_code = ? AND (? OR verdict IS DISTINCT FROM 'pending') AND (? IS NULL OR year = ?)
        ORDER BY year, list_position(?, metric) NULLS LAST, metric, measure""",
        [code, headlines or year is not None, year, year, HEADLINES],
    )
    if headlines:
        found = [r for r in found if r["metric"] in HEADLINES[:NATIONAL] and r["measure"] != "change"]
    if latest and found:
        newest = max(r["year"] for r in found)
        found = [r for r in found if r["year"] > newest - latest]
    return found


def _beside_last_year(
    con: duckdb.DuckDBPyConnection, code: str, year: int | None, *, headlines: bool
) -> list[dict[str, Any]]:
    found = _dicts(
        con,
        """FROM v_target_yoy WHERE area_code = ? AND year = coalesce(?, (SELECT max(year) FROM v_target_yoy WHERE area_code = ?))
        ORDER BY list_position(?, metric) NULLS LAST, metric, measure""",
        [code, year, code, HEADLINES],
    )
    if headlines and any(
        r["previous_outcome_low"] is not None or r["previous_outcome_high"] is not None for r in found
    ):
        found = [r for r in found if r["previous_outcome_low"] is not None or r["metric"] in HEADLINES]
    return found


def print_audit(console: Console, con: duckdb.DuckDBPyConnection) -> None:
    """What the checks kept out and what they point out, each with its sentences; then how many in how many reports."""
    kept_out = _dicts(con, "FROM fact_quarantine ORDER BY area_code, report_year, report_id, char_start, rule", [])
    for o in kept_out:
        console.print(Text(f"{_said(o)}: kept out by {o['rule']}, {o['reason']}", style="bold"))
        _print_sentence(console, o)
    found = _dicts(
        con,
        """SELECT f.rule, f.found, o AS one, p AS other
        FROM int_finding f JOIN fact_observation o USING (observation_id) LEFT JOIN fact_observation p ON p.observation_id = f.other_id
        ORDER BY f.rule, o.area_code, o.report_year, o.report_id, o.char_start""",
        [],
    )
    for f in found:
        console.print(Text(f"{_said(f['one'])}: {f['rule']}, {f['found']}", style="bold"))
        for o in (f["one"], f["other"]):
            if o and o["observation_id"]:  # a finding about one figure has no other: the join leaves a row of nothing
                _print_sentence(console, o)
    refused = _print_corrections(console, con)
    ((reports,),) = con.execute("SELECT count(*) FROM dim_report WHERE is_current").fetchall()
    console.print(f"kept out: {len(kept_out)}, warnings: {len(found) + refused}, in {reports} reports", highlight=False)


def _said(o: dict[str, Any]) -> str:
    return f"{o['report_id']} · {o['metric']} {o['measure']} {o['time_period']}"


def _print_sentence(console: Console, o: dict[str, Any]) -> None:
    value = figure(o["value_low"], o["value_high"], o["comparator"], o["unit"], o["relation"])
    console.print(Text(f"  {value}  {o['observation_id']}  {o['evidence']}"), soft_wrap=True)


def observations_like(con: duckdb.DuckDBPyConnection, beginning: str) -> list[dict[str, Any]]:
    """The observations whose id begins so, those that were kept out too, with their report; at most three."""
    return _dicts(
        con,
        """SELECT o.*, r.area_name, r.source
        FROM (FROM fact_observation UNION SELECT * EXCLUDE (rule, reason) FROM fact_quarantine) o JOIN dim_report r USING (report_id)
        WHERE starts_with(o.observation_id, ?) ORDER BY o.observation_id = ? DESC, o.observation_id LIMIT 3""",
        [beginning, beginning],
    )


def corrections_of(con: duckdb.DuckDBPyConnection, observation_id: str) -> list[dict[str, Any]]:
    """The lines of corrections.csv that changed an observation, in their order."""
    return _dicts(
        con, "FROM fact_correction WHERE observation_id = ? AND status = 'applied' ORDER BY line", [observation_id]
    )


def print_observation(
    console: Console, o: dict[str, Any], corrections: list[dict[str, Any]], settings: Settings
) -> None:
    """The sentence with the number marked, the parse, then every field that was read and what people corrected."""
    from pipelines.defs.stages import staged_report
    from pipelines.observations.extract import explain

    console.print(Text(f"{o['area_name']} · {o['report_year']} · {o['section'] or 'opening'}", style="bold"))
    try:
        told = explain(staged_report(settings, o["report_id"]), o["observation_id"])
    except FileNotFoundError:
        told = None
    if told is None:
        console.print(Text(o["evidence"]))
    else:
        text = Text(told.sentence)
        text.stylize("bold reverse", told.start, told.end)
        text.rstrip()
        console.print(text)
        years = f"{told.view.first}" if not told.view.several else f"{told.view.first}-{told.view.last}"
        console.print(Text(f"\nread as {told.view.stance} of {years}; before the number:"))
        parse = Table(show_header=False, box=None)
        for side, word, kinds in told.words:
            parse.add_row(side, Text(word, style="bold" if side == "subject" else ""), kinds)
        for what in told.carried:
            parse.add_row("carried", "", f"{what} from an earlier clause")
        console.print(parse)
    console.print()
    table = Table(show_header=False, box=None)
    table.add_row("reads", Text(figure(o["value_low"], o["value_high"], o["comparator"], o["unit"], o["relation"])))
    for name in FIELDS:
        if o[name] is not None:
            table.add_row(name, Text(str(o[name])))
    for c in corrections:
        change = f"{c['field']} {c['value_before']} → {c['value_after']}: {c['reason']} ({c['corrected_on']}, corrections.csv line {c['line']})"
        table.add_row("correction", Text(change, style="yellow"))
    console.print(table)


FIELDS = (
    "metric", "phrase", "kind", "time_period", "measure", "raw_low", "raw_high", "raw_unit", "comparator", "relation",
    "basis", "obs_status", "place", "confidence", "corrected", "source", "char_start", "char_end", "observation_id",
)  # fmt: skip
