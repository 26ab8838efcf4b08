"""What reports write becomes the canonical unit, exactly."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.vocabulary import units as units_module
from pipelines.vocabulary.tables import VocabularyError, metrics
from pipelines.vocabulary.units import canonical, split, times, unit_of, units

OF_THE_CONTRACT = {
    "CNY", "USD", "%", "pp", "person", "person-time", "household", "1", "t", "tce", "m2", "m", "m3", "kWh", "kW", "ug/m3",
    "day", "year", "times",
}  # fmt: skip

WRITTEN = [
    ("亿元", "CNY", 1e8),
    ("万亿元", "CNY", 1e12),
    ("亿美元", "USD", 1e8),
    ("%", "%", 1.0),
    ("‰", "%", 0.1),
    ("成", "%", 10.0),
    ("个百分点", "pp", 1.0),
    ("个基点", "pp", 0.01),
    ("倍", "times", 1.0),
    ("万人", "person", 1e4),
    ("名", "person", 1.0),
    ("万人次", "person-time", 1e4),
    ("万户", "household", 1e4),
    ("万吨标准煤", "tce", 1e4),
    ("公斤标准煤", "tce", 0.001),
    ("亿吨", "t", 1e8),
    ("斤", "t", 0.0005),
    ("万亿斤", "t", 5e8),
    ("公斤", "t", 0.001),
    ("千克", "t", 0.001),
    ("万亩", "m2", 1e4 * 2000 / 3),
    ("亩", "m2", float(Fraction(2000, 3))),
    ("万公顷", "m2", 1e8),
    ("平方公里", "m2", 1e6),
    ("万平方米", "m2", 1e4),
    ("㎡", "m2", 1.0),
    ("公里", "m", 1000.0),
    ("里", "m", 500.0),
    ("亿立方米", "m3", 1e8),
    ("方", "m3", 1.0),
    ("亿千瓦时", "kWh", 1e8),
    ("度", "kWh", 1.0),
    ("万千瓦", "kW", 1e4),
    ("兆瓦", "kW", 1000.0),
    ("微克/立方米", "ug/m3", 1.0),
    ("μg/m³", "ug/m3", 1.0),
    ("毫克/立方米", "ug/m3", 1000.0),
    ("毫克/升", "ug/m3", 1e6),
    ("个工作日", "day", 1.0),
    ("小时", "day", 1 / 24),
    ("岁", "year", 1.0),
    ("个月", "year", 1 / 12),
    *((word, "1", 1.0) for word in ("家", "个", "座", "套", "项", "所", "辆", "台")),
    ("万套", "1", 1e4),
    ("吨标准煤/万元", "tce/CNY", 1e-4),
    ("元/亩", "CNY/m2", 0.0015),
    ("万元/亩", "CNY/m2", 15.0),
    ("斤/亩", "t/m2", 7.5e-7),
    ("元/户", "CNY/household", 1.0),
    ("元/千瓦时", "CNY/kWh", 1.0),
    ("分/千瓦时", "CNY/kWh", 0.01),
    ("吨/日", "t/day", 1.0),
    ("立方米/秒", "m3/day", 86400.0),
]


@pytest.mark.parametrize(("written", "unit", "factor"), WRITTEN, ids=[w for w, _, _ in WRITTEN])
def test_what_is_written_becomes_the_canonical_unit(written: str, unit: str, factor: float) -> None:
    found, worth = canonical(written, "")
    assert found == unit
    assert worth == pytest.approx(factor, rel=1e-15)


def test_every_unit_of_the_contract_is_one_that_reports_can_write() -> None:
    assert {u.canonical for u in units().values()} >= OF_THE_CONTRACT


def test_a_unit_or_a_dimension_that_means_nothing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(units_module, "_quantities", lambda: {"箩": object()})
        with pytest.raises(VocabularyError, match=r"units\.txt: 箩"):
            units_module.units.__wrapped__()
    odd = replace(metrics()["gdp"], dimension="piece")
    monkeypatch.setattr(units_module, "metrics", lambda: {"gdp": odd})
    with pytest.raises(VocabularyError, match=r"metrics\.csv: gdp: no unit is counted in piece"):
        units_module.units.__wrapped__()


def test_every_dimension_of_the_catalogue_is_a_canonical_unit() -> None:
    known = {u.canonical for u in units().values()} | {"tce/CNY", "t/CNY"}
    assert {m.dimension for m in metrics().values()} <= known


def test_factors_are_the_nearest_doubles() -> None:
    assert units()["亩"].factor == float(Fraction(2000, 3))
    assert units()["盎司"].factor == float(Fraction(45359237, 16 * 10**11))


@pytest.mark.parametrize(
    ("written", "dimension", "unit"),
    [
        ("万户", "1", "1"),  # 市场主体5万户: the metric knows what is counted
        ("户", "household", "household"),
        ("个", "household", "household"),
        ("万", "person", "person"),  # a bare number
        ("", "", "1"),
        ("万人次", "person", "person-time"),  # a visit is no person
        ("元", "person", "CNY"),
        ("公里", "CNY", "m"),  # what does not fit stays what it is, for the checks to find
        ("弓", "CNY", "1"),
        ("元/弓", "CNY", "1"),
    ],
)
def test_the_metric_decides_what_is_counted_and_nothing_else(written: str, dimension: str, unit: str) -> None:
    assert canonical(written, dimension)[0] == unit


def test_families_are_no_number_of_the_homes_they_live_in() -> None:
    assert canonical("万户", "1", "old_estates") == ("household", 1e4)
    assert canonical("万户", "1", "market_entities") == ("1", 1e4)
    assert canonical("个", "1", "old_estates") == ("1", 1.0)


def test_multipliers_are_parted_from_units_that_begin_like_one() -> None:
    assert split("万千瓦时") == (1e4, "千瓦时")
    assert split("千瓦") == (1.0, "千瓦")
    assert split("百万") == (1e6, "")
    assert unit_of("万") is None


@given(
    st.decimals(min_value=0, max_value=10**9, places=4),
    st.sampled_from(["亿元", "万亿元", "万人", "亿斤", "万吨", "公里"]),
)
def test_no_digit_that_a_report_writes_is_lost(number: Decimal, written: str) -> None:
    scale, bare = split(written)
    exact = Fraction(number) * int(scale) * Fraction(str(units()[bare].factor))
    assert times(float(number), canonical(written, "")[1]) == float(exact)


def test_products_keep_all_digits_and_no_dust() -> None:
    assert times(2.18, 1e12) == 2180000000000.0
    assert times(30105.126789, 1e8) == 3010512678900.0
    assert times(None, 1e8) is None
