"""Sentences and their view: headings of every style, times that open a sentence."""

from __future__ import annotations

import pytest

from pipelines.reports.outline import outline, plan_years

HEAD = "各位代表：\n"
CASES = [
    ("一、2022年工作回顾\n经济平稳。", ("review", 2022, 2022)),
    ("一、过去五年工作回顾\n经济平稳。", ("review", 2018, 2022)),
    ("一、回顾\n五年来，经济平稳。", ("review", 2018, 2022)),
    ("一、2022年工作和“十三五”回顾\n过去一年，经济平稳。", ("review", 2022, 2022)),
    ("一、攻坚克难，发展取得新成效\n经济平稳。", ("review", 2022, 2022)),
    ("一、2023年工作安排\n经济平稳。", ("plan", 2023, 2023)),
    ("一、今后五年的目标\n经济平稳。", ("plan", 2023, 2027)),
    ("一、“十五五”时期主要目标\n经济平稳。", ("plan", 2026, 2030)),
    ("一、2022年工作回顾\n好。\n二、凝心聚力，奋勇争先\n今年是关键一年。", ("plan", 2023, 2023)),
    ("一、2023年工作安排\n到2025年，经济翻番。", ("plan", 2025, 2025)),
    ("一、2023年工作安排\n过去一年，经济平稳。", ("review", 2022, 2022)),
    ("一、2022年工作回顾\n好。\n2023年民生实事\n新建公园2个。", ("plan", 2023, 2023)),
    ("一、2022年工作回顾\n好。\n2023年为民办实事项目\n新建公园2个。", ("plan", 2023, 2023)),
    ("一、2023年工作安排\n“十四五”收官之年，将建成园区。", ("plan", 2025, 2025)),
    ("一、2022年工作回顾\n“十四五”开局之年，经济平稳。", ("review", 2021, 2021)),
    ("一、2022年工作回顾\n“十三五”收官之年，经济平稳。", ("review", 2020, 2020)),
    ("（附名词解释）\n一、2022年工作回顾\n经济平稳。", ("review", 2022, 2022)),
    ("一、2022年工作回顾\n好。\n名词解释\n1.四好公路：好。\n二、2023年工作安排\n建成园区。", ("plan", 2023, 2023)),
    ("报告完毕。一、2022年工作回顾\n经济平稳。", ("review", 2022, 2022)),
]


@pytest.mark.parametrize(("text", "view"), CASES, ids=[text[:20] for text, _ in CASES])
def test_the_view_of_the_last_sentence(text: str, view: tuple[str, int, int]) -> None:
    last = outline(HEAD + text, 2023)[-1].view
    assert (last.stance, last.first, last.last) == view


def test_sentences_cover_their_words_and_know_their_heading() -> None:
    text = HEAD + "一、2022年工作回顾\n（一）工业\n增长5%。质量提高！\n"
    sentences = outline(text, 2023)
    assert [text[s.start : s.end].strip() for s in sentences][-2:] == ["增长5%。", "质量提高！"]
    assert sentences[-1].section == "一、2022年工作回顾 / （一）工业"


@pytest.mark.parametrize(
    ("text", "years"),
    [("“十四五”时期", (2021, 2025)), ("“七五”期间", (1986, 1990)), ("十五五时期", (2026, 2030)), ("五年", None)],
)
def test_plan_years(text: str, years: tuple[int, int] | None) -> None:
    assert plan_years(text) == years
