"""Quantities: a table of examples, and properties that hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.observations.numeral import chinese_number
from pipelines.observations.quantity import quantities

# text, then each quantity as (low, high, unit, comparator)
EXAMPLES: list[tuple[str, list[tuple[float | None, float | None, str, str]]]] = [
    ("增长4.5%—5%", [(4.5, 5, "%", "range")]),
    ("增长4.5-5%", [(4.5, 5, "%", "range")]),
    ("预期增长6.5%至7%", [(6.5, 7, "%", "range")]),
    ("建设20~30个示范点", [(20, 30, "个", "range")]),
    ("从5%到6%", [(5, 5, "%", "eq"), (6, 6, "%", "eq")]),
    ("百分之七点二", [(7.2, 7.2, "%", "eq")]),
    ("百分之五至百分之六", [(5, 6, "%", "range")]),
    ("节约百分之二到三，降低百分之五至十", [(2, 3, "%", "range"), (5, 10, "%", "range")]),
    ("提高百分之五到八个百分点", [(5, 5, "%", "eq"), (8, 8, "个百分点", "eq")]),
    ("一万二千亿元", [(12000, 12000, "亿元", "eq")]),
    ("四亿零七百多万吨", [(407000000, None, "吨", "gte")]),
    ("三千万人", [(3000, 3000, "万人", "eq")]),
    ("约两成", [(20, 20, "%", "approx")]),
    ("超3成", [(30, None, "%", "gte")]),
    ("压减五分之一", [(20, 20, "%", "eq")]),
    ("减少一半以上", [(50, None, "%", "gte")]),
    ("翻两番", [(4, 4, "倍", "eq")]),
    ("实现翻番", [(2, 2, "倍", "eq")]),
    ("增长4.9倍", [(4.9, 4.9, "倍", "eq")]),
    ("2万5千公里", [(2.5, 2.5, "万公里", "eq")]),
    ("超过1.1万亿斤", [(1.1, None, "万亿斤", "gte")]),
    ("8000多万千瓦", [(8000, None, "万千瓦", "gte")]),
    ("新增4万多亿元", [(4, None, "万亿元", "gte")]),
    ("惠及3900余", [(3900, None, "", "gte")]),
    ("7000余人", [(7000, None, "人", "gte")]),
    ("突破1,200家", [(1200, None, "家", "gte")]),
    ("不低于6%", [(6, None, "%", "gte")]),
    ("不超过4.5%", [(None, 4.5, "%", "lte")]),
    ("5.5%以内", [(None, 5.5, "%", "lte")]),
    ("5.5%左右", [(5.5, 5.5, "%", "approx")]),
    ("接近2万家", [(2, 2, "万家", "approx")]),
    ("1000万以上农村人口", [(1000, None, "万", "gte")]),
    ("-2.8%", [(-2.8, -2.8, "%", "eq")]),
    ("为-2.8%", [(-2.8, -2.8, "%", "eq")]),
    ("27微克/立方米", [(27, 27, "微克/立方米", "eq")]),
    ("达到25万元/人", [(25, 25, "万元/人", "eq")]),
    ("总装机1.7亿千瓦", [(1.7, 1.7, "亿千瓦", "eq")]),
    ("稳定在万亿斤以上", [(1, None, "万亿斤", "gte")]),
    ("比例达2.6:1", [(2.6, 2.6, ":1", "eq")]),
    ("压缩至0.5个工作日", [(0.5, 0.5, "个工作日", "eq")]),
    ("102.5亿人民币", [(102.5, 102.5, "亿人民币", "eq")]),
    ("发电二百七十亿千瓦时", [(270, 270, "亿千瓦时", "eq")]),
    ("增加三十亿千瓦小时", [(30, 30, "亿千瓦小时", "eq")]),
    ("修路7万5千4百米", [(7.54, 7.54, "万米", "eq")]),
    ("装机一百千瓦", [(100, 100, "千瓦", "eq")]),
    ("新增8000户至1万户", [(0.8, 1, "万户", "range")]),
    ("投资8000万元—1亿元", [(0.8, 1, "亿元", "range")]),
    ("迈上千亿元台阶", [(1000, None, "亿元", "gte")]),
    ("1" * 400 + "亿元", []),
    ("带动七八百户", [(700, 800, "户", "range")]),
    ("下降百分之二三十", [(20, 30, "%", "range")]),
    ("多耗电二、三百亿度", [(200, 300, "亿度", "range")]),
    ("增长百分之十七、八", [(17, 18, "%", "range")]),
    ("增长百分之三、四月份增长百分之五", [(3, 3, "%", "eq"), (5, 5, "%", "eq")]),
    ("死亡率8/10万人", [(8, 8, "/10万", "eq")]),
    ("减少两、三成", [(20, 30, "%", "range")]),
    ("二三成", [(20, 30, "%", "range")]),
    ("一两千户", [(1000, 2000, "户", "range")]),
    ("一百几十亿元", [(100, None, "亿元", "gte")]),
    ("二十几万人", [(20, None, "万人", "gte")]),
    ("负十摄氏度", [(-10, -10, "摄氏度", "eq")]),
    ("三成半", [(35, 35, "%", "eq")]),
    ("七成六", [(76, 76, "%", "eq")]),
    ("八五折", [(85, 85, "%", "eq")]),
    ("三斤半", [(3.5, 3.5, "斤", "eq")]),
    ("约占1/3", [(33.33, 33.33, "%", "approx")]),
    ("一又二分之一", [(1.5, 1.5, "", "eq")]),
    ("16分之5", [(31.25, 31.25, "%", "eq")]),
    # in any state: wide, spaced, traditional
    ("增长２．４％", [(2.4, 2.4, "%", "eq")]),
    ("７８，９９９户", [(78999, 78999, "户", "eq")]),
    ("三 千 五 百 户", [(3500, 3500, "户", "eq")]),
    ("1000 万 元", [(1000, 1000, "万元", "eq")]),
    ("十餘萬人", [(10, None, "万人", "gte")]),
    ("負六點六", [(-6.6, -6.6, "", "eq")]),
    # numerals alone
    ("二百五", [(250, 250, "", "eq")]),
    ("二", [(2, 2, "", "eq")]),
    ("一切", []),
    ("（二）", []),
]

NOT_QUANTITIES = [
    "2022年",
    "二〇二三年一月四日",
    "第二届",
    "PM2.5",
    "5G网络",
    "“5+2”产业",
    "4A级景区",
    "一、总体要求",
    "千家万户",
    "几十万人",
    "数十万人",
    "二、三产业",
    "完成□22.5亿元",
    "翻亿番",
    "",
]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES, ids=[text for text, _ in EXAMPLES])
def test_examples(text: str, expected: list[tuple[float | None, float | None, str, str]]) -> None:
    assert [(q.low, q.high, q.unit, q.comparator) for q in quantities(text)] == expected


@pytest.mark.parametrize("text", NOT_QUANTITIES)
def test_what_is_no_quantity(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("十", 10), ("二十三", 23), ("一百零五", 105), ("一万二", 12000), ("两千三百", 2300), ("三亿一千万", 310_000_000),
     ("三点五", 3.5), ("二〇二三", 2023), ("一万亿", 10**12), ("十二亿", 1.2e9)],
)  # fmt: skip
def test_chinese_numbers(text: str, value: float) -> None:
    assert chinese_number(text) == value


@pytest.mark.parametrize("text", ["", "点", "百姓", "abc"])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="numeral"):
        chinese_number(text)


@given(
    st.text(
        alphabet="一二三十百千万亿0123456789.,%％约超过以上左右—至元吨亩年月日个第“”+-（）增长到从 翻番分之成半",
        max_size=60,
    )
)
def test_any_text_gives_ordered_places_that_hold_their_number(text: str) -> None:
    at = 0
    for q in quantities(text):
        assert at <= q.start <= q.number_start < q.number_end <= q.end <= len(text)
        assert q.low is not None or q.high is not None
        if q.low is not None and q.high is not None:
            assert q.low <= q.high
        at = q.end


@given(st.floats(min_value=0.01, max_value=99999, allow_nan=False).map(lambda x: round(x, 2)))
def test_a_written_number_is_read_back(value: float) -> None:
    (q,) = quantities(f"投资{value:.2f}亿元")
    assert q.low == q.high == value
    assert q.unit == "亿元"
