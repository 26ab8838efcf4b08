"""Names outside the catalogue, numbers that belong together, and numbers that are no figures. The sentences are ours."""

from __future__ import annotations

import pytest

from tests.observations.reading_cases import FIVE, PLAN, REVIEW, read

# sentence, then each figure as (metric or phrase, low, high, unit)
Named = list[tuple[str, float | None, float | None, str | None]]
NAMED: list[tuple[str, Named]] = [
    # the whole name: what was added, what was done, who owns it
    ("全年新增养老床位320张。", [("新增养老床位", 320, 320, "张")]),
    ("新增3000个公办幼儿园学位。", [("新增公办幼儿园学位", 3000, 3000, "个")]),
    ("新建60个充电站。", [("新建充电站", 60, 60, "个")]),
    ("亿元以上项目落地41个，完成投资63亿元。", [("亿元以上项目落地", 41, 41, "个"), ("亿元以上项目投资", 63, 63, "亿元")]),
    ("苹果产值增长8%、出口增长21%。", [("苹果产值", 8, 8, "%"), ("苹果出口", 21, 21, "%")]),
    ("重点建设项目开工50个。", [("重点建设项目开工", 50, 50, "个")]),
    ("惠及2.3万户家庭。", [("惠及家庭", 2.3, 2.3, "万户")]),
    ("物业服务覆盖120个老旧小区。", [("物业服务覆盖老旧小区", 120, 120, "个")]),
    ("财政收入的60%用于民生。", [("财政收入用于民生占比", 60, 60, "%")]),
    ("新增“四上”企业45家、总数达320家。", [("scale_firms_new", 45, 45, "家"), ("“四上”企业", 320, 320, "家")]),
    # a share is named by the part and the whole
    ("个私经济占全市生产总值的36%。", [("个私经济占生产总值比重", 36, 36, "%")]),
    ("新能源汽车产量9万辆，占全国1/4。", [("新能源汽车产量", 9, 9, "万辆"), ("新能源汽车产量占全国比重", 25, 25, "%")]),
    ("民营企业、外资企业出口分别占全市的50%、41%。",
     [("民营企业出口占全市比重", 50, 50, "%"), ("外资企业出口占全市比重", 41, 41, "%")]),
    # growth of a growth; what is listed behind what was done; what stands before it
    ("固定资产投资增长8%，比上年提高2个百分点。", [("fixed_investment", 8, 8, "%"), ("固定资产投资增速", 2, 2, "个百分点")]),
    ("新创建产业集群2个、农业强镇5个。", [("新创建产业集群", 2, 2, "个"), ("新创建农业强镇", 5, 5, "个")]),
    ("改造老旧小区30个、老旧管道2万米。", [("old_estates", 30, 30, "个"), ("改造老旧管道", 2, 2, "万米")]),
    ("改造老旧小区30个，惠及居民2万户。", [("old_estates", 30, 30, "个"), ("老旧小区惠及居民", 2, 2, "万户")]),
    ("净增“四上”企业35家，达314家。", [("scale_firms_new", 35, 35, "家"), ("“四上”企业", 314, 314, "家")]),
    ("规上企业实现产值50亿元、增加值20亿元。", [("规上企业产值", 50, 50, "亿元"), ("规上企业增加值", 20, 20, "亿元")]),
    ("18个专业镇营业收入增长8%。", [("专业镇", 18, 18, "个"), ("专业镇营业收入", 8, 8, "%")]),
    ("村卫生室与乡镇卫生院一体化管理率达到90%。", [("村卫生室与乡镇卫生院一体化管理率", 90, 90, "%")]),
    ("八是推动小麦完全成本保险覆盖率达到80%。", [("小麦完全成本保险覆盖率", 80, 80, "%")]),
    ("涌现出重大科研成果26项。", [("重大科研成果", 26, 26, "项")]),
    ("新增主要生产能力有：水泥246万吨，原油开采能力50万吨。",
     [("新增水泥生产能力", 246, 246, "万吨"), ("新增原油开采能力", 50, 50, "万吨")]),
    ("新增中国驰名商标3件。", [("新增中国驰名商标", 3, 3, "件")]),
    ("全市财政收入超亿元的县（市、区）已达4个。", [("财政收入超亿元的县", 4, 4, "个")]),
    ("教育经费共为117亿元，比“十二五”时期的57亿元增长一倍。", [("教育经费", 117, 117, "亿元"), ("教育经费", 1, 1, "倍")]),
    ("人均消费突破两万元。", [("人均消费", 2, None, "万元")]),
    # qualifiers stay in a name outside the catalogue; what only says that it went well does not
    ("新增国家级旅游度假区2个、国家级文旅集聚区3个。", [("新增国家级旅游度假区", 2, 2, "个"), ("新增国家级文旅集聚区", 3, 3, "个")]),
    ("6个片区建设试点取得积极进展。", [("片区建设试点", 6, 6, "个")]),
    ("世界大满贯等198项精品赛事叫好又叫座。", [("精品赛事", 198, 198, "项")]),
    ("投资超过55亿元的新能源基地开工建设。", [("新能源基地开工建设投资", 55, None, "亿元")]),
    ("4个市县一般预算收入过亿元。", [("一般预算收入过亿元的市县", 4, 4, "个")]),
    ("新增市场主体1.6万户，增长28%。", [("market_entities", 1.6, 1.6, "万户"), ("新增市场主体", 28, 28, "%")]),
    ("城乡居民储蓄存款大幅度增加，年末存款余额达到147亿元。", [("城乡居民储蓄存款余额", 147, 147, "亿元")]),
    ("战略性新兴产业增加值增长8%，占地区生产总值的比重达14%。",
     [("战略性新兴产业增加值", 8, 8, "%"), ("战略性新兴产业增加值占地区生产总值比重", 14, 14, "%")]),
    ("形成10个营业收入超百亿元的先进制造业集群。", [("营业收入超百亿元的先进制造业集群", 10, 10, "个")]),
    ("新获批8个国家级农民创业园。", [("新获批国家级农民创业园", 8, 8, "个")]),
    ("每10万人刑事案件数下降36%。", [("每10万人刑事案件数", -36, -36, "%")]),
    ("汽车产量增长1.7倍，其中新能源汽车增长7.2倍。", [("汽车产量", 1.7, 1.7, "倍"), ("新能源汽车产量", 7.2, 7.2, "倍")]),
    ("新增治理水土流失面积30平方公里、石漠化面积18平方公里。",
     [("新增治理水土流失面积", 30, 30, "平方公里"), ("新增治理石漠化面积", 18, 18, "平方公里")]),
    # lists: one number for all, or a number each
    ("罚款和没收款共2.6亿元。", [("罚款和没收款", 2.6, 2.6, "亿元")]),
    ("新建和改造排水管网21公里。", [("新建和改造排水管网", 21, 21, "公里")]),
    ("新改扩建中小学、幼儿园48所。", [("新改扩建中小学、幼儿园", 48, 48, "所")]),
    ("完成危旧房改造、新建停车场30个。", [("新建停车场", 30, 30, "个")]),
    ("生活垃圾和污水治理率分别达到97%、61%。", [("生活垃圾治理率", 97, 97, "%"), ("污水治理率", 61, 61, "%")]),
    ("批发、零售销售额分别增长9%、7%。", [("批发销售额", 9, 9, "%"), ("零售销售额", 7, 7, "%")]),
    ("认定高新技术企业11户、科技型中小企业12户。", [("认定高新技术企业", 11, 11, "户"), ("认定科技型中小企业", 12, 12, "户")]),
    ("社会消费品零售总额、固定资产投资增长4%。", [("retail_sales", 4, 4, "%"), ("fixed_investment", 4, 4, "%")]),
    # numbers passed on the way, marks that hold for a list
    ("经济总量接连突破800亿元、900亿元。", [("gdp", 900, None, "亿元")]),
    ("地区生产总值迈过千亿大关，达1033亿元。", [("gdp", 1033, 1033, "亿元")]),
    ("一般公共预算收入、支出分别突破90亿元、300亿元。",
     [("budget_revenue", 90, None, "亿元"), ("budget_expenditure", 300, None, "亿元")]),
    # a number that only tells which
    ("全市10亿元以上项目47个。", [("10亿元以上项目", 47, 47, "个")]),
    ("超5亿元的龙头企业12家。", [("超5亿元的龙头企业", 12, 12, "家")]),
    ("3000吨级码头建成2座。", [("3000吨级码头建成", 2, 2, "座")]),
    ("时速100公里路段占比由15%提高到60%。", [("时速100公里路段占比", 15, 15, "%"), ("时速100公里路段占比", 60, 60, "%")]),
    # a part of the year
    ("一季度地区生产总值下降1.2%，全年增长4.1%。", [("一季度地区生产总值", -1.2, -1.2, "%"), ("gdp", 4.1, 4.1, "%")]),
    ("去年一季度，地区生产总值下降1.2%，全年增长4.1%。", [("gdp", 4.1, 4.1, "%")]),
    ("12月末金融机构存款余额310亿元。", [("deposits", 310, 310, "亿元")]),
    # told in bare numbers
    ("农村居民人均可支配收入2.3万元，收入倍差从2.05降至1.93。",
     [("income_rural", 2.3, 2.3, "万元"), ("收入倍差", 2.05, 2.05, None), ("收入倍差", 1.93, 1.93, None)]),
    # a goal quoted in a review
    ("去年的工作报告提出，固定资产投资要增长9%，实际增长7.5%。", [("fixed_investment", 7.5, 7.5, "%")]),
    # a length of time is a figure only where one is named
    ("平均受教育年限达到10.8年。", [("受教育年限", 10.8, 10.8, "年")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), NAMED, ids=[s for s, _ in NAMED])
def test_named(sentence: str, expected: Named) -> None:
    found = [
        (o.phrase if o.metric.startswith("x:") else o.metric, o.raw_low, o.raw_high, o.raw_unit)
        for o in read(REVIEW, sentence)
    ]
    assert found == expected


NO_FIGURES = [
    "实施“营商环境提升36条”。",
    "出台稳增长24条政策措施。",
    "综合实力居全省百强县第36位。",
    "完成全年目标的103%。",
    "固定资产投资高于全省1.2个百分点。",
    "是全省十大县之一。",
    "工期历时3年。",
]


@pytest.mark.parametrize("sentence", NO_FIGURES)
def test_numbers_that_are_no_figures(sentence: str) -> None:
    assert read(REVIEW, sentence) == []


def test_the_same_thing_gets_the_same_key() -> None:
    one, other = (read(PLAN, s)[0].metric for s in ("新建充电站60个。", "新建60个充电站。"))
    assert one == other == "x:建|充电站"
    assert read(REVIEW, "对外直接投资50亿元。")[0].metric == "x:对外直接投资"


IN_WORDS = [
    (
        "居民收入增长与经济增长同步，粮食总产量保持稳定。",
        [("income_all", "sync:gdp"), ("grain_output", "stable")],
    ),
    (
        "空气质量优良天数比率和PM2.5平均浓度完成省下达任务。",
        [("good_air_ratio", "meet:assigned"), ("pm25", "meet:assigned")],
    ),
    (
        "城镇、农村居民人均可支配收入增长均快于经济增长。",
        [("income_urban", "above:gdp"), ("income_rural", "above:gdp")],
    ),
    (
        "外贸进出口增速高于经济增速、高于全国平均水平。",
        [("foreign_trade", "above:gdp"), ("foreign_trade", "above:national")],
    ),
    ("城镇居民收入增速不低于经济增速。", [("income_urban", "sync:gdp")]),
    ("单位地区生产总值能耗、主要污染物排放完成省下达目标任务。", [("energy_intensity", "meet:assigned")]),
    ("固定资产投资增速高于全省平均水平。", [("fixed_investment", "other")]),
]


@pytest.mark.parametrize(("sentence", "expected"), IN_WORDS, ids=[s for s, _ in IN_WORDS])
def test_promises_in_words_about_several(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert [(o.metric, o.relation) for o in read(PLAN, sentence)] == expected


TIMES = [
    (FIVE, "前四年地区生产总值年均增长7.2%。", "2019-2022"),
    (PLAN, "今后三年新建学校12所。", "2023-2025"),
    (REVIEW, "2020年以来累计新建公园35个。", "2020-2022"),
    (REVIEW, "2019年至2021年地区生产总值年均增长6%。", "2019-2021"),
]


@pytest.mark.parametrize(("opening", "sentence", "period"), TIMES, ids=[s for _, s, _ in TIMES])
def test_spans_of_years(opening: str, sentence: str, period: str) -> None:
    assert [o.time_period for o in read(opening, sentence)] == [period]
