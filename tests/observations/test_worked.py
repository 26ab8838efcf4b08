"""What is done to the things that the clause before names."""

from __future__ import annotations

import pytest

from tests.observations.reading_cases import REVIEW, read

# opening, sentence, then each figure as (metric or phrase, low, high, unit). The sentences are ours.
WORKED: list[tuple[str, str, list[tuple[str, float | None, float | None, str]]]] = [
    (
        REVIEW,
        "排查“散乱污”企业500家，取缔351家、整改提升87家。",
        [
            ("排查“散乱污”企业", 500, 500, "家"),
            ("取缔“散乱污”企业", 351, 351, "家"),
            ("整改提升“散乱污”企业", 87, 87, "家"),
        ],
    ),
    (REVIEW, "依法整治无证作坊，关停46家。", [("关停无证作坊", 46, 46, "家")]),
    (REVIEW, "严厉打击各类违法犯罪，破获320起。", [("破获违法犯罪", 320, 320, "起")]),
    (REVIEW, "推进厂区雨污分流改造，完成56个。", [("厂区雨污分流改造", 56, 56, "个")]),
    (REVIEW, "大力培育科技型企业，新增32家。", [("新增科技型企业", 32, 32, "家")]),
    (REVIEW, "强化农村厕所改造，完成3200座。", [("农村厕所改造", 3200, 3200, "座")]),
    (REVIEW, "深入开展违建治理，拆除12万平方米。", [("拆除违建", 12, 12, "万平方米")]),
    (REVIEW, "狠抓工业锅炉淘汰，关停12台。", [("关停工业锅炉", 12, 12, "台")]),
    (REVIEW, "整治小化工、小印染等企业，关停22家，取缔5家。", [("关停企业", 22, 22, "家"), ("取缔企业", 5, 5, "家")]),
    (
        REVIEW,
        "排查房屋安全隐患1200处，整改1100处，整改率92%。",
        [
            ("排查房屋安全隐患", 1200, 1200, "处"),
            ("整改房屋安全隐患", 1100, 1100, "处"),
            ("房屋安全隐患整改率", 92, 92, "%"),
        ],
    ),
    (REVIEW, "加快老旧小区改造，完成12个。", [("old_estates", 12, 12, "个")]),
    (REVIEW, "优化营商环境，新增32家。", []),
    (
        REVIEW,
        "新增6个特色镇、8个服务平台，培育1个500亿级、4个50亿级名镇。",
        [("新增特色镇", 6, 6, "个"), ("新增服务平台", 8, 8, "个"), ("培育", 1, 1, "个"), ("50亿级名镇", 4, 4, "个")],
    ),
    (
        REVIEW,
        "城区63个小区、33个机关和181所中小学、2所敬老院全部完成煤改气。",
        [
            ("城区小区全部完成煤改气", 63, 63, "个"),
            ("机关全部完成煤改气", 33, 33, "个"),
            ("中小学全部完成煤改气", 181, 181, "所"),
            ("敬老院全部完成煤改气", 2, 2, "所"),
        ],
    ),
]


@pytest.mark.parametrize(("opening", "sentence", "expected"), WORKED)
def test_what_is_done_to_the_thing_before(
    opening: str, sentence: str, expected: list[tuple[str, float | None, float | None, str]]
) -> None:
    found = [
        (o.phrase if o.metric.startswith("x:") else o.metric, o.raw_low, o.raw_high, o.raw_unit)
        for o in read(opening, sentence)
    ]
    assert found == expected
