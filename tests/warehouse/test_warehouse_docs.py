"""The data dictionary is up to date; every block of the SQL tour runs and answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipelines.observations.extract import extract
from pipelines.observations.model import Observation
from pipelines.reports.inbox import discover, load
from pipelines.vocabulary.areas import areas
from pipelines.vocabulary.tables import metrics
from pipelines.warehouse.build import build_tables, create_views
from pipelines.warehouse.dictionary import PAGE, dictionary
from pipelines.warehouse.export import export
from pipelines.warehouse.frames import AreaRow, CheckResult, MetricRow, frame_of, observation_frame, report_frame
from pipelines.warehouse.terms import count_terms
from tests.warehouse.warehouse_cases import actual, report, target

PROJECT = Path(__file__).resolve().parents[2]
TOUR = (PROJECT / "docs" / "SQL_TOUR.md").read_text(encoding="utf-8")
QUESTIONS, OPENING = TOUR.split("## Opening the exports")
ASKED = re.findall(r"^## (\d+)\. ([^\n]+)\n(?:(?!^## ).)*?```sql\n(.+?)```", QUESTIONS, re.MULTILINE | re.DOTALL)


def test_the_data_dictionary_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == dictionary() + "\n", "run `make docs`"


def written() -> list[Observation]:
    """What the sample reports lack: provinces, a restated figure, a promise outside the catalogue with its result."""
    said = [
        target("gdp", 7.0, 2021),
        actual("gdp", 6.0, 2022),
        actual("gdp", 6.1, 2023, year=2021),
        target("x:托位", 900, 2021, measure="level", unit="1"),
        actual("x:托位", 950, 2022, measure="level", unit="1"),
    ]
    return [*said, target("gdp", 6.5, 2021, area="520000"), actual("gdp", 5.0, 2022, area="520000")]


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse of the sample reports and of what is written above."""
    samples = [load(file) for file in discover(PROJECT / "raw")]
    others = [report(2021), report(2022), report(2023), report(2021, "520000"), report(2022, "520000")]
    observations = observation_frame([*(o for s in samples for o in extract(s)), *written()])
    reports = report_frame([*samples, *others])
    with duckdb.connect() as connection:
        build_tables(
            connection,
            observations,
            reports,
            areas=frame_of(AreaRow, areas().values()),
            metrics=frame_of(MetricRow, metrics().values()),
            terms=count_terms(samples, tmp_path_factory.mktemp("jieba")),
            check_results=frame_of(
                CheckResult,
                [
                    CheckResult(
                        "b1", "observations", "ids unique", "fact_observation", None, "critical", True, 0, 2, None
                    )
                ],
            ),
        )
        create_views(connection)
        yield connection


def test_the_tour_has_fifteen_questions() -> None:
    assert [int(number) for number, _, _ in ASKED] == list(range(1, 16))
    assert QUESTIONS.count("```sql") == 15


@pytest.mark.parametrize("query", [sql for _, _, sql in ASKED], ids=[f"{n}. {title}" for n, title, _ in ASKED])
def test_a_question_has_an_answer(con: duckdb.DuckDBPyConnection, query: str) -> None:
    assert con.sql(query).fetchall(), "no row"


def answer(con: duckdb.DuckDBPyConnection, question: int) -> list[tuple[object, ...]]:
    return con.sql(ASKED[question - 1][2]).fetchall()


def test_answers_are_right_where_the_samples_tell(con: duckdb.DuckDBPyConnection) -> None:
    growth = {year: (low, outcome, verdict) for year, low, _, _, outcome, _, verdict in answer(con, 1)}
    assert growth[2014] == (7.5, 7.4, "near")
    assert growth[2016] == (6.5, 6.7, "met")
    assert growth[2017][2] == "pending"
    assert ("云南省", 2021, -1.0) in [(area, year, gap) for area, year, _, gap, *_ in answer(con, 2)]
    revised = [(area, first, newest) for area, _, _, _, first, newest, *_ in answer(con, 9)]
    assert revised == [
        ("中华人民共和国", 46.1, 46.9),
        ("云南省", 6.0, 6.1),
    ]  # the services' share of 2013, told again in 2015
    assert [(area, rank) for year, area, _, rank, *_ in answer(con, 6) if year == 2021] == [
        ("云南省", 1),
        ("贵州省", 2),
    ]
    _, _, jobs, unit, _, sentence, *_ = answer(con, 14)[0]
    assert (jobs, unit) == (1314.0, "万人")
    assert "1314万人" in str(sentence)


def test_the_exports_open_as_the_page_says(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(con, tmp_path / "warehouse" / "exports")
    monkeypatch.chdir(tmp_path)
    (query,) = re.findall(r"```sql\n(.+?)```", OPENING, re.DOTALL)
    assert con.sql(query).fetchall()
    polars_way, pandas_way = re.findall(r"```python\n(.+?)```", OPENING, re.DOTALL)
    for code, kind in ((polars_way, pl.DataFrame), (pandas_way, object)):
        *setup, last = code.strip().split("\n\n")
        names: dict[str, object] = {}
        exec("\n".join(setup), names)
        frame = eval(last, names)
        assert isinstance(frame, kind)
        assert len(frame)  # type: ignore[arg-type]
