"""Words and their counts: what is one word, what is not counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.warehouse.terms import count_terms, domain_words, segmenter, stop_words
from tests.warehouse.warehouse_cases import report


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("jieba")


def counted(text: str, cache: Path) -> dict[str, int]:
    frame = count_terms([report(2021, text=text)], cache)
    return dict(zip(frame["term"], frame["occurrences"], strict=True))


# a sentence, words it must count as one
ONE_WORD = [
    ("因地制宜培育新质生产力。", ["新质生产力"]),
    ("新建高标准农田，改造老旧小区。", ["高标准农田", "老旧小区"]),
    ("深化供给侧结构性改革，优化营商环境。", ["供给侧结构性改革", "营商环境"]),
    ("力争碳达峰，走向碳中和。", ["碳达峰", "碳中和"]),
    ("规模以上工业增加值稳定增长。", ["规模以上工业增加值"]),
    ("城镇新增就业超过预期。", ["城镇新增就业"]),
    ("自贸试验区与自贸港。", ["自贸试验区", "自贸港"]),
]


@pytest.mark.parametrize(("text", "words"), ONE_WORD)
def test_the_domains_words_are_one_word(text: str, words: list[str], cache: Path) -> None:
    found = counted(text, cache)
    assert [word for word in words if word not in found] == []


def test_stop_words_numbers_and_single_characters_are_not_counted(cache: Path) -> None:
    found = counted("各位代表，我们坚持改革、不断改革，2021年投入3.5亿元，GDP的增速为8%。", cache)
    assert found == {"改革": 2, "投入": 1, "增速": 1}


def test_counts_are_by_report_in_a_fixed_order(cache: Path) -> None:
    reports = [report(2021, text="改革开放，改革创新"), report(2022, text="创新")]
    first = count_terms(reports, cache)
    assert first.rows() == [
        ("530000-2021", "创新", 1),
        ("530000-2021", "改革", 1),
        ("530000-2021", "改革开放", 1),
        ("530000-2022", "创新", 1),
    ]
    assert count_terms(reports, cache).equals(first)


def test_no_reports_give_an_empty_frame(cache: Path) -> None:
    assert count_terms([], cache).columns == ["report_id", "term", "occurrences"]


def test_every_word_of_the_domain_stands_as_one_word(cache: Path) -> None:
    assert [word for word in domain_words() if list(segmenter(cache).cut(word)) != [word]] == []


def test_stop_words_are_no_words_of_the_domain() -> None:
    assert set(domain_words()) & stop_words() == set()
