"""The data files keep their own rules, and every example in them is read as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.observations.promise import CUE, RELATIONS
from pipelines.observations.times import BASE, BASIS, EXPLICIT, FIRST, GAP, RUN, WITHIN_YEAR
from pipelines.vocabulary import areas, tables
from pipelines.vocabulary.patterns import alternation, expand
from tests.observations.reading_cases import PLAN, REVIEW, read

EXAMPLES = [(r["code"], r["example"]) for r in tables.rows("metric_wordings.csv", "code", "wording", "example")] + [
    (r["code"], r["example"]) for r in tables.rows("metric_parts.csv", "code", "must", "may", "example")
]


@pytest.mark.parametrize(("code", "sentence"), EXAMPLES, ids=[f"{c}:{s}" for c, s in EXAMPLES])
def test_every_wording_has_an_example_that_is_read_as_its_metric(code: str, sentence: str) -> None:
    assert code in {o.metric for opening in (REVIEW, PLAN) for o in read(opening, sentence + "。")}


def test_the_catalogue_is_whole() -> None:
    assert len(tables.metrics()) >= 80
    assert {m.dimension for m in tables.metrics().values()} >= {"CNY", "%", "person", "m2", "t"}
    named = {w.code for w in tables.wordings().values()}
    assert named == set(tables.metrics())


def test_a_line_that_breaks_a_rule_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    line = {"category": "advrb", "words": "很", "value": ""}
    monkeypatch.setattr(tables, "rows", lambda *_: iter([line]))
    with pytest.raises(tables.VocabularyError, match=r"cues\.csv: no category advrb"):
        tables.cues.__wrapped__()


def test_areas() -> None:
    assert areas.areas()["530302"].name == "麒麟区"
    assert areas.within(areas.areas()["530302"], "530000")
    assert not areas.within(areas.areas()["530302"], "520000")
    assert [a.code for a in areas.find("云南")] == ["530000"]
    assert [a.code for a in areas.find("cn")] == ["100000"]
    assert len(areas.find("鼓楼区")) > 1
    assert areas.find("火星") == []
    parents = {a.parent for a in areas.areas().values() if a.last_year is None and a.parent}
    assert parents <= set(areas.areas())


@pytest.mark.parametrize(
    ("wording", "literals"),
    [("a{b|c|}d", ["abd", "acd", "ad"]), ("plain", ["plain"]), ("{x|y}{1|2}", ["x1", "x2", "y1", "y2"])],
)
def test_expand(wording: str, literals: list[str]) -> None:
    assert expand(wording) == literals


def test_an_open_brace_is_refused() -> None:
    for wording in ("a{b|c", "{b|c", "b|c}a"):
        with pytest.raises(ValueError, match="not closed"):
            expand(wording)


def test_alternation_matches_the_longest() -> None:
    pattern = re.compile(alternation(["增长", "增长率", "增", "减"]))
    assert [m[0] for m in pattern.finditer("增长率增长增减")] == ["增长率", "增长", "增", "减"]


TIMES = {
    "gap": (GAP, ["高于全国", "低于预期", "快于经济", "超过全省"]),
    "base": (BASE, ["比上年", "较2020年", "与去年同期", "比“十三五”末"]),
    "part": (WITHIN_YEAR, ["前三季度", "上半年", "一季度", "1-9月", "前11个月"]),
    "basis": (BASIS, ["剔除留抵退税因素后", "扣除价格因素", "还原减税影响后"]),
    "run": (RUN, ["连续6年", "时隔3年", "持续五年"]),
    "time": (
        EXPLICIT,
        ["2015年", "到2020年", "去年", "上年", "前年", "今年", "年内", "当年", "明年", "“十四五”期间", "十五", "五年来", "过去五年",
         "近三年", "两年", "未来五年", "今后5年", "一九八五年", "二〇二三年", "至2030年末", "截至2022年底", "最近3年", "六五",
         "第六个五年计划期间", "自2020年以来"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", TIMES)
def test_no_time_begins_with_a_character_the_lexicon_does_not_try(kind: str) -> None:
    pattern, examples = TIMES[kind]
    for example in examples:
        m = re.match(pattern, example)
        assert m is not None, example
        assert example[0] in FIRST[kind], example


@given(st.sampled_from(RELATIONS).flatmap(lambda relation: st.from_regex(relation[1])))
def test_no_promise_begins_with_a_character_that_is_not_tried(said: str) -> None:
    assert CUE.search(said) is not None


def test_every_category_of_cues_is_told_in_the_grammar() -> None:
    told = (Path(__file__).parents[2] / "docs" / "GRAMMAR.md").read_text(encoding="utf-8")
    assert [name for name in tables.CATEGORIES if f"`{name}`" not in told] == []
