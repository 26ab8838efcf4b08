"""The grammar, rule by rule: how sentences are put together and what is read from them. The sentences are ours."""

from __future__ import annotations

import pytest

from pipelines.observations.extract import extract
from pipelines.reports.model import Identity, Report
from tests.observations.reading_cases import AHEAD, FIVE, PLAN, REVIEW, brief, read

Row = tuple[str, str, str, float | None, float | None, str | None]

READ: list[tuple[str, str, list[Row]]] = [
    # subject, verb, number
    (REVIEW, "全市地区生产总值增长5.2%。", [("gdp", "2022", "yoy", 5.2, 5.2, "%")]),
    (REVIEW, "一般公共预算收入同口径下降1.5%。", [("budget_revenue", "2022", "yoy", -1.5, -1.5, "%")]),
    (PLAN, "城镇调查失业率控制在5.5%以内。", [("unemployment_surveyed", "2023", "level", None, 5.5, "%")]),
    (PLAN, "单位地区生产总值能耗降低3%以上。", [("energy_intensity", "2023", "yoy", None, -3, "%")]),
    (REVIEW, "居民消费价格涨幅回落到2.1%。", [("cpi", "2022", "yoy", 2.1, 2.1, "%")]),
    # two numbers of one subject
    (REVIEW, "地区生产总值达到1520亿元、增长6.1%。",
     [("gdp", "2022", "level", 1520, 1520, "亿元"), ("gdp", "2022", "yoy", 6.1, 6.1, "%")]),
    (REVIEW, "经营主体净增1.2万户，总量达9.8万户。",
     [("market_entities", "2022", "change", 1.2, 1.2, "万户"), ("market_entities", "2022", "level", 9.8, 9.8, "万户")]),
    (REVIEW, "工业增加值突破300亿元、达到318亿元。", [("industrial_va", "2022", "level", 318, 318, "亿元")]),
    # lists
    (REVIEW, "城乡居民人均可支配收入分别增长4%、6.5%左右。",
     [("income_urban", "2022", "yoy", 4, 4, "%"), ("income_rural", "2022", "yoy", 6.5, 6.5, "%")]),
    (REVIEW, "城镇、农村居民人均可支配收入分别增长4%和6.5%。",
     [("income_urban", "2022", "yoy", 4, 4, "%"), ("income_rural", "2022", "yoy", 6.5, 6.5, "%")]),
    (REVIEW, "一二三产增加值分别增长3%、5%、4%。",
     [("primary_va", "2022", "yoy", 3, 3, "%"), ("secondary_va", "2022", "yoy", 5, 5, "%"),
      ("tertiary_va", "2022", "yoy", 4, 4, "%")]),
    (REVIEW, "铁路、高速公路运营里程均超过200公里。",
     [("railway_km", "2022", "level", 200, None, "公里"), ("expressway_km", "2022", "level", 200, None, "公里")]),
    (REVIEW, "金融机构本外币存、贷款余额双双突破千亿元。",
     [("deposits", "2022", "level", 1000, None, "亿元"), ("loans", "2022", "level", 1000, None, "亿元")]),
    (REVIEW, "地方一般公共预算收入增长2.3%、支出超过90亿元。",
     [("budget_revenue", "2022", "yoy", 2.3, 2.3, "%"), ("budget_expenditure", "2022", "level", 90, None, "亿元")]),
    (REVIEW, "城镇居民人均可支配收入和农村居民人均纯收入实际增长8.4%和11.4%。",
     [("income_urban", "2022", "yoy", 8.4, 8.4, "%"), ("income_rural", "2022", "yoy", 11.4, 11.4, "%")]),
    (REVIEW, "接待游客860万人次，旅游总收入95亿元，分别增长15%和11%。",
     [("tourists", "2022", "level", 860, 860, "万人次"), ("tourism_revenue", "2022", "level", 95, 95, "亿元"),
      ("tourists", "2022", "yoy", 15, 15, "%"), ("tourism_revenue", "2022", "yoy", 11, 11, "%")]),
    (REVIEW, "农村居民人均纯收入和城镇居民人均可支配收入，2022年分别达到2.1万元和4.3万元。",
     [("income_rural", "2022", "level", 2.1, 2.1, "万元"), ("income_urban", "2022", "level", 4.3, 4.3, "万元")]),
    (REVIEW, "净增科技型中小企业53家、高新技术企业9家。",
     [("tech_sme", "2022", "change", 53, 53, "家"), ("hightech_firms", "2022", "change", 9, 9, "家")]),
    # number before its noun
    (PLAN, "建成300套保障性租赁住房，改造12个老旧小区。",
     [("housing_units", "2023", "level", 300, 300, "套"), ("old_estates", "2023", "level", 12, 12, "个")]),
    # from … to …
    (REVIEW, "常住人口城镇化率由61.2%提高到62.5%。",
     [("urbanisation", "2021", "level", 61.2, 61.2, "%"), ("urbanisation", "2022", "level", 62.5, 62.5, "%")]),
    (PLAN, "全员劳动生产率从人均12万元提高到13万元以上。",
     [("labour_productivity", "2022", "level", 12, 12, "万元"), ("labour_productivity", "2023", "level", 13, None, "万元")]),
    # a list whose members have units of their own
    (REVIEW, "旅游人数、旅游收入分别突破1000万人次和100亿元。",
     [("tourists", "2022", "level", 1000, None, "万人次"), ("tourism_revenue", "2022", "level", 100, None, "亿元")]),
    (REVIEW, "一、二、三产分别增长3%、4%、5%。",
     [("primary_va", "2022", "yoy", 3, 3, "%"), ("secondary_va", "2022", "yoy", 4, 4, "%"),
      ("tertiary_va", "2022", "yoy", 5, 5, "%")]),
    (REVIEW, "进出口总额86亿元，实际利用外资5600万美元，分别增长12%和下降5%。",
     [("foreign_trade", "2022", "level", 86, 86, "亿元"), ("fdi_used", "2022", "level", 5600, 5600, "万美元"),
      ("foreign_trade", "2022", "yoy", 12, 12, "%"), ("fdi_used", "2022", "yoy", -5, -5, "%")]),
    (REVIEW, "接待游客1000万人次，旅游综合收入90亿元，均增长20%以上。",
     [("tourists", "2022", "level", 1000, 1000, "万人次"), ("tourism_revenue", "2022", "level", 90, 90, "亿元"),
      ("tourists", "2022", "yoy", 20, None, "%"), ("tourism_revenue", "2022", "yoy", 20, None, "%")]),
    (REVIEW, "新增市场主体2.1万户、增长15%。", [("market_entities", "2022", "change", 2.1, 2.1, "万户")]),
    (REVIEW, "新增“四上”企业86家，其中规上工业企业32家。",
     [("scale_firms_new", "2022", "level", 86, 86, "家"), ("scale_industrial_firms", "2022", "change", 32, 32, "家")]),
    (REVIEW, "三次产业增加值分别增长4.2%、8.6%、10.3%。",
     [("primary_va", "2022", "yoy", 4.2, 4.2, "%"), ("secondary_va", "2022", "yoy", 8.6, 8.6, "%"),
      ("tertiary_va", "2022", "yoy", 10.3, 10.3, "%")]),
    # named again in part
    (REVIEW, "全体居民人均可支配收入2.9万元，其中城镇常住居民3.6万元，农村常住居民1.7万元。",
     [("income_all", "2022", "level", 2.9, 2.9, "万元"), ("income_urban", "2022", "level", 3.6, 3.6, "万元"),
      ("income_rural", "2022", "level", 1.7, 1.7, "万元")]),
    (REVIEW, "全体居民人均可支配收入35600元，其中城镇居民45600元、农村居民22300元，分别增长5.2%、7.4%。",
     [("income_all", "2022", "level", 35600, 35600, "元"), ("income_urban", "2022", "level", 45600, 45600, "元"),
      ("income_rural", "2022", "level", 22300, 22300, "元"), ("income_urban", "2022", "yoy", 5.2, 5.2, "%"),
      ("income_rural", "2022", "yoy", 7.4, 7.4, "%")]),
    (REVIEW, "城镇居民人均可支配收入45600元；农村居民22300元。",
     [("income_urban", "2022", "level", 45600, 45600, "元"), ("income_rural", "2022", "level", 22300, 22300, "元")]),
    (REVIEW, "地区生产总值达到300亿元，人均突破5万元。",
     [("gdp", "2022", "level", 300, 300, "亿元"), ("gdp_per_capita", "2022", "level", 5, None, "万元")]),
    (REVIEW, "财政收入12.8亿元，增收2.1亿元，增长19.6%。",
     [("fiscal_revenue", "2022", "level", 12.8, 12.8, "亿元"), ("fiscal_revenue", "2022", "change", 2.1, 2.1, "亿元"),
      ("fiscal_revenue", "2022", "yoy", 19.6, 19.6, "%")]),
    # a number that is no figure still names what the next one is about
    (REVIEW, "一般公共预算收入完成年度预算的102%，增长8.2%。", [("budget_revenue", "2022", "yoy", 8.2, 8.2, "%")]),
    (REVIEW, "城镇新增就业完成年度任务的125%，达到1.5万人。", [("urban_jobs", "2022", "level", 1.5, 1.5, "万人")]),
    (REVIEW, "经济总量连跨三个百亿元台阶，达到1356亿元。", [("gdp", "2022", "level", 1356, 1356, "亿元")]),
    (REVIEW, "接待游客恢复到2019年的105%。", []),
    (REVIEW, "地区生产总值增长6%，分别高于全国、全省0.8个、0.5个百分点。", [("gdp", "2022", "yoy", 6, 6, "%")]),
    # falls that narrow, bases, names in Latin letters, signs
    (REVIEW, "固定资产投资降幅收窄至2.3%。", [("fixed_investment", "2022", "yoy", -2.3, -2.3, "%")]),
    (REVIEW, "一般公共预算收入剔除留抵退税因素后增长5.2%。", [("budget_revenue", "2022", "yoy", 5.2, 5.2, "%")]),
    (REVIEW, "实现GDP586亿元、增长6.2%。", [("gdp", "2022", "level", 586, 586, "亿元"), ("gdp", "2022", "yoy", 6.2, 6.2, "%")]),
    (REVIEW, "规上工业增加值同比+7.1%。", [("industrial_va_scale", "2022", "yoy", 7.1, 7.1, "%")]),
    (REVIEW, "乡村旅游收入5.6亿元。", []),
    (REVIEW, "居民消费价格总指数99.2%。", []),
    # over how many years
    (REVIEW, "地区生产总值增长8.1%，两年平均增长5.1%；固定资产投资增长4.9%。",
     [("gdp", "2022", "yoy", 8.1, 8.1, "%"), ("gdp", "2021-2022", "avg_yoy", 5.1, 5.1, "%"),
      ("fixed_investment", "2022", "yoy", 4.9, 4.9, "%")]),
    (REVIEW, "高新技术企业由2018年的56家增至312家，增长4.6倍。",
     [("hightech_firms", "2018", "level", 56, 56, "家"), ("hightech_firms", "2022", "level", 312, 312, "家"),
      ("hightech_firms", "2019-2022", "cum", 4.6, 4.6, "倍")]),
    (REVIEW, "单位地区生产总值能耗由前三年分别上升2.1%、1.5%、0.3%，转为下降1.4%。",
     [("energy_intensity", "2019", "yoy", 2.1, 2.1, "%"), ("energy_intensity", "2020", "yoy", 1.5, 1.5, "%"),
      ("energy_intensity", "2021", "yoy", 0.3, 0.3, "%"), ("energy_intensity", "2022", "yoy", -1.4, -1.4, "%")]),
    (AHEAD, "到2027年，单位地区生产总值能耗降低14%。", [("energy_intensity", "2023-2027", "cum", -14, -14, "%")]),
    (PLAN, "力争到2025年，地区生产总值达到300亿元，年均增长7%。",
     [("gdp", "2025", "level", 300, 300, "亿元"), ("gdp", "2023-2025", "avg_yoy", 7, 7, "%")]),
    (PLAN, "到2026年，累计新增城镇就业5万人。", [("urban_jobs", "2023-2026", "level", 5, 5, "万人")]),
    (AHEAD, "到2030年，经济总量在2025年基础上翻一番，达到1200亿元以上。",
     [("gdp", "2030", "multiple", 2, 2, None), ("gdp", "2030", "level", 1200, None, "亿元")]),
    (PLAN, "高新技术企业拥有量达到30家。", [("hightech_firms", "2023", "level", 30, 30, "家")]),
    (REVIEW, "一季度地区生产总值增长6.2%，上半年增长7.1%，全年增长8%。", [("gdp", "2022", "yoy", 8, 8, "%")]),
    # five years
    (FIVE, "地区生产总值年均增长6.8%。", [("gdp", "2018-2022", "avg_yoy", 6.8, 6.8, "%")]),
    (FIVE, "单位生产总值能耗累计下降14%。", [("energy_intensity", "2018-2022", "cum", -14, -14, "%")]),
    (FIVE, "累计新增城镇就业8.5万人。", [("urban_jobs", "2018-2022", "level", 8.5, 8.5, "万人")]),
    (FIVE, "高速公路通车里程达到260公里。", [("expressway_km", "2022", "level", 260, 260, "公里")]),
    (FIVE, "高新技术企业数量翻了一番。", [("hightech_firms", "2018-2022", "multiple", 2, 2, None)]),
    (AHEAD, "地区生产总值年均增长7%左右。", [("gdp", "2023-2027", "avg_yoy", 7, 7, "%")]),
    # times
    (PLAN, "到2025年，森林覆盖率达到56%以上。", [("forest_cover", "2025", "level", 56, None, "%")]),
    (PLAN, "在去年增长5%的基础上，固定资产投资增长8%。", [("fixed_investment", "2023", "yoy", 8, 8, "%")]),
    (PLAN, "力争外贸进出口在上年增长20%的基础上增长10%。",
     [("foreign_trade", "2022", "yoy", 20, 20, "%"), ("foreign_trade", "2023", "yoy", 10, 10, "%")]),
    # what a plan had asked for is no outcome
    (REVIEW, "工业增加值完成63亿元，完成年计划71亿元的88.7%。", [("industrial_va", "2022", "level", 63, 63, "亿元")]),
    (REVIEW, "固定资产投资增长18%，高于年初12%的目标6个百分点。", [("fixed_investment", "2022", "yoy", 18, 18, "%")]),
    (FIVE, "财政收入达到40亿元，比“十三五”计划目标30亿元超过10亿元。", [("fiscal_revenue", "2022", "level", 40, 40, "亿元")]),
    # passed before or with words between
    (REVIEW, "一般公共预算收入突破20亿元大关，经初步核算，达到21.5亿元。", [("budget_revenue", "2022", "level", 21.5, 21.5, "亿元")]),
    (REVIEW, "一般预算收入过亿元，增长25%。",
     [("budget_revenue", "2022", "level", 1, None, "亿元"), ("budget_revenue", "2022", "yoy", 25, 25, "%")]),
    # growth told behind the number, or of all that a list named
    (FIVE, "工业总产值以年均12%的速度增长，由25亿元增加到44亿元。",
     [("industrial_output", "2018-2022", "avg_yoy", 12, 12, "%"), ("industrial_output", "2017", "level", 25, 25, "亿元"),
      ("industrial_output", "2022", "level", 44, 44, "亿元")]),
    (FIVE, "生产总值五年内翻了一番，年均增长14%。",
     [("gdp", "2018-2022", "multiple", 2, 2, None), ("gdp", "2018-2022", "avg_yoy", 14, 14, "%")]),
    (FIVE, "财政收入由5亿元增加到10亿元，实现五年翻一番；固定资产投资20亿元。",
     [("fiscal_revenue", "2017", "level", 5, 5, "亿元"), ("fiscal_revenue", "2022", "level", 10, 10, "亿元"),
      ("fiscal_revenue", "2018-2022", "multiple", 2, 2, None), ("fixed_investment", "2018-2022", "level", 20, 20, "亿元")]),
    # years: from one to another, five ahead, a plan that had begun
    (REVIEW, "从二〇一五年到二〇二〇年，粮食产量平均每年递增百分之三点四。", [("grain_output", "2015-2020", "avg_yoy", 3.4, 3.4, "%")]),
    (REVIEW, "从2018年到2022年，农民人均收入由1.3万元增加到2万元。",
     [("income_rural", "2018", "level", 1.3, 1.3, "万元"), ("income_rural", "2022", "level", 2, 2, "万元")]),
    (AHEAD, "力争到2028年，地区生产总值达到500亿元，年均增长8.5%。",
     [("gdp", "2028", "level", 500, 500, "亿元"), ("gdp", "2024-2028", "avg_yoy", 8.5, 8.5, "%")]),
    (PLAN, "到2028年，地区生产总值年均增长8%。", [("gdp", "2024-2028", "avg_yoy", 8, 8, "%")]),
    # half a year in brackets is not the year; what a bracket leaves out is another count
    (REVIEW, "地区生产总值增长1.1%（增速由上半年-5.5%转为正）。", [("gdp", "2022", "yoy", 1.1, 1.1, "%")]),
    (REVIEW, "工业总产值增长7.5%（不包括村办工业为7%）。", [("industrial_output", "2022", "yoy", 7.5, 7.5, "%")]),
    # shares of a metric are not its growth; a part that a list's head makes; all together is not per head
    (REVIEW, "全市人口80%以上在农村。", []),
    (REVIEW, "农产品零售额、出口额分别增长8%、39%。", []),
    (REVIEW, "农民收入增加3亿元。", []),
    (REVIEW, "拥有规模以上企业147家。", []),
    # what can be made more is an addition
    (REVIEW, "新增主要生产能力有：发电装机容量99万千瓦。", [("power_capacity", "2022", "change", 99, 99, "万千瓦")]),
    (REVIEW, "森林覆盖率、湿地保护率均达到40%。", [("forest_cover", "2022", "level", 40, 40, "%")]),
    (REVIEW, "财政收入比上年决算数增长22.9%。", [("fiscal_revenue", "2022", "yoy", 22.9, 22.9, "%")]),
    # lists: a unit told last, marks at the line's head, joint names
    (REVIEW, "地区生产总值、财政收入分别增长8.1、9.9%。",
     [("gdp", "2022", "yoy", 8.1, 8.1, "%"), ("fiscal_revenue", "2022", "yoy", 9.9, 9.9, "%")]),
    (REVIEW, "●进出口增长3%。", [("foreign_trade", "2022", "yoy", 3, 3, "%")]),
    (REVIEW, "1.进口增长3%。", [("imports", "2022", "yoy", 3, 3, "%")]),
    (REVIEW, "（2）工业投资增长4%。", [("industrial_investment", "2022", "yoy", 4, 4, "%")]),
    (REVIEW, "一、二、三产业分别增长3%、5%、6%。",
     [("primary_va", "2022", "yoy", 3, 3, "%"), ("secondary_va", "2022", "yoy", 5, 5, "%"), ("tertiary_va", "2022", "yoy", 6, 6, "%")]),
    (REVIEW, "金融机构存、贷款分别增长35%和40%。",
     [("deposits", "2022", "yoy", 35, 35, "%"), ("loans", "2022", "yoy", 40, 40, "%")]),
    (REVIEW, "地区生产总值、固定资产投资双双突破20亿元大关，分别达到21亿元和24.4亿元。",
     [("gdp", "2022", "level", 21, 21, "亿元"), ("fixed_investment", "2022", "level", 24.4, 24.4, "亿元")]),
    (REVIEW, "地区生产总值迈上百亿台阶，接近130亿元。", [("gdp", "2022", "level", 130, 130, "亿元")]),
    # a basis in brackets or in words, growth as a noun, who aims
    (REVIEW, "财政收入下降（同口径）19.5%。", [("fiscal_revenue", "2022", "yoy", -19.5, -19.5, "%")]),
    (REVIEW, "固定资产投资9亿元，按省口径计算增长11%。",
     [("fixed_investment", "2022", "level", 9, 9, "亿元"), ("fixed_investment", "2022", "yoy", 11, 11, "%")]),
    (PLAN, "固定资产投资实现20%以上的增长。", [("fixed_investment", "2023", "yoy", 20, None, "%")]),
    (PLAN, "2023年全市发展主要预期目标是地区生产总值增长6%左右。", [("gdp", "2023", "yoy", 6, 6, "%")]),
    (FIVE, "固定资产投资五年累计完成投资92亿元。", [("fixed_investment", "2018-2022", "level", 92, 92, "亿元")]),
    # parts and thresholds are not the metric
    (REVIEW, "实际利用外资800万美元，其中直接利用外资500万美元。", [("fdi_used", "2022", "level", 800, 800, "万美元")]),
    (REVIEW, "4个市县一般预算收入过亿元。", []),
    (REVIEW, "农民人均可支配收入2.1万元，比全省高1.1万元。", [("income_rural", "2022", "level", 2.1, 2.1, "万元")]),
    (REVIEW, "500万元以上固定资产投资增长11%。", [("fixed_investment", "2022", "yoy", 11, 11, "%")]),
    (REVIEW, "高新技术企业、科技型中小企业贷款分别增长27%、31%。", []),
    # what follows 其中 in a sentence of its own keeps the years
    (PLAN, "到2030年，进出口总额达到50亿元。其中，出口总额达到30亿元。",
     [("foreign_trade", "2030", "level", 50, 50, "亿元"), ("exports", "2030", "level", 30, 30, "亿元")]),
    # since the five-year plan began; growth of all there are is not that of the new ones; 以 is no name
    (REVIEW, "单位地区生产总值能耗累计下降5%。", [("energy_intensity", "2021-2022", "cum", -5, -5, "%")]),
    (REVIEW, "“四上”企业总数增长9%。", []),
    (REVIEW, "农业总产值仍以每年平均递增7.5%的速度前进。", [("agri_output", "2018-2022", "avg_yoy", 7.5, 7.5, "%")]),
    (REVIEW, "经济总量超50亿元的县域增至12个。", []),
    # of one year whatever the section says; aims wherever a sentence states them; years since
    (FIVE, "“十三五”期间生产总值年均增长10%，工业增加值98亿元，同比增长3.2%。",
     [("gdp", "2016-2020", "avg_yoy", 10, 10, "%"), ("industrial_va", "2020", "level", 98, 98, "亿元"),
      ("industrial_va", "2020", "yoy", 3.2, 3.2, "%")]),
    (FIVE, "财政收入比上年增长12.8%。", [("fiscal_revenue", "2022", "yoy", 12.8, 12.8, "%")]),
    (REVIEW, "报告提出今年全市工作预期目标为：地区生产总值增长9%以上。", [("gdp", "2023", "yoy", 9, None, "%")]),
    (REVIEW, "四年来，财政收入由5亿元增加到7亿元，年均增长8.5%。",
     [("fiscal_revenue", "2018", "level", 5, 5, "亿元"), ("fiscal_revenue", "2022", "level", 7, 7, "亿元"),
      ("fiscal_revenue", "2019-2022", "avg_yoy", 8.5, 8.5, "%")]),
    (REVIEW, "提前实现“十三五”规划目标，财政收入增长9%。", [("fiscal_revenue", "2022", "yoy", 9, 9, "%")]),
    # reached before passed; per head behind a semicolon; money and what it made; another basis
    (REVIEW, "财政收入完成10.7亿元，历史首次突破10亿元大关，增长13%。",
     [("fiscal_revenue", "2022", "level", 10.7, 10.7, "亿元"), ("fiscal_revenue", "2022", "yoy", 13, 13, "%")]),
    (REVIEW, "生产总值50亿元；人均2.1万元，增长12%。",
     [("gdp", "2022", "level", 50, 50, "亿元"), ("gdp_per_capita", "2022", "level", 2.1, 2.1, "万元"),
      ("gdp_per_capita", "2022", "yoy", 12, 12, "%")]),
    (REVIEW, "投入资金12亿元建设高标准农田6.2万亩。", [("farmland_high_standard", "2022", "level", 6.2, 6.2, "万亩")]),
    (REVIEW, "生产总值完成95亿元（按原核算方法为98亿元）。", [("gdp", "2022", "level", 95, 95, "亿元")]),
    (REVIEW, "城、乡居民人均可支配收入分别为2.3万元、9600元。",
     [("income_urban", "2022", "level", 2.3, 2.3, "万元"), ("income_rural", "2022", "level", 9600, 9600, "元")]),
    (REVIEW, "新增省科技型中小企业25家。", []),
    (REVIEW, "412名建档立卡贫困人口全部脱贫。", [("poverty_reduction", "2022", "level", 412, 412, "名")]),
    # passed marks of other metrics stay; a bracket with a verb is the growth; what stood before an aside goes on
    (REVIEW, "生产总值突破30亿元、财政收入突破2亿元大关，增长9%。",
     [("gdp", "2022", "level", 30, None, "亿元"), ("fiscal_revenue", "2022", "level", 2, None, "亿元"),
      ("fiscal_revenue", "2022", "yoy", 9, 9, "%")]),
    (REVIEW, "生产总值186亿元（按可比价增长7.5%）。",
     [("gdp", "2022", "level", 186, 186, "亿元"), ("gdp", "2022", "yoy", 7.5, 7.5, "%")]),
    (REVIEW, "财政总收入12亿元（含上划中央收入3亿元），增长8%。",
     [("fiscal_revenue", "2022", "level", 12, 12, "亿元"), ("fiscal_revenue", "2022", "yoy", 8, 8, "%")]),
    (REVIEW, "三年来，累计改造危房1.2万户。\n工业增加值增长8.5%。", [("industrial_va", "2022", "yoy", 8.5, 8.5, "%")]),
    (REVIEW, "粮食产量比“十三五”末的38万吨增长10.5%。", [("grain_output", "2021-2022", "cum", 10.5, 10.5, "%")]),
    (REVIEW, "植树造林完成任务5.6万亩。", [("afforestation", "2022", "level", 5.6, 5.6, "万亩")]),
    (REVIEW, "城镇新增就业完成目标任务5000人的112%。", []),
    (REVIEW, "全县生产总值增长8%，3个区县GDP突破30亿元，增长9%。", [("gdp", "2022", "yoy", 8, 8, "%")]),
    (REVIEW, "新增主要产品生产能力：水泥120万吨；财政收入达10亿元。", [("fiscal_revenue", "2022", "level", 10, 10, "亿元")]),
    (REVIEW, "1.工业增加值增长8%，2.财政收入增长6%。",
     [("industrial_va", "2022", "yoy", 8, 8, "%"), ("fiscal_revenue", "2022", "yoy", 6, 6, "%")]),
    (REVIEW, "生产总值增长8%，今年的预期目标是增长7.5%。",
     [("gdp", "2022", "yoy", 8, 8, "%"), ("gdp", "2023", "yoy", 7.5, 7.5, "%")]),
    # base years and years since
    (FIVE, "生产总值由2017年的50亿元增加到2022年的90亿元，财政收入由3亿元增加到10亿元，增长2倍。",
     [("gdp", "2017", "level", 50, 50, "亿元"), ("gdp", "2022", "level", 90, 90, "亿元"),
      ("fiscal_revenue", "2017", "level", 3, 3, "亿元"), ("fiscal_revenue", "2022", "level", 10, 10, "亿元"),
      ("fiscal_revenue", "2018-2022", "cum", 2, 2, "倍")]),
    (FIVE, "2022年，生产总值86亿元，是2018年的1.4倍，年均增长8.6%。",
     [("gdp", "2022", "level", 86, 86, "亿元"), ("gdp", "2022", "multiple", 1.4, 1.4, "倍"),
      ("gdp", "2019-2022", "avg_yoy", 8.6, 8.6, "%")]),
    (REVIEW, "增速自2020年以来首次超过全国；固定资产投资增长12%。", [("fixed_investment", "2022", "yoy", 12, 12, "%")]),
    (REVIEW, "“十四五”以来，生产总值年均增长7.8%。", [("gdp", "2021-2022", "avg_yoy", 7.8, 7.8, "%")]),
    (REVIEW, "财政收入、工业总产值跃居全省第二位，分别达到33亿元和60亿元。",
     [("fiscal_revenue", "2022", "level", 33, 33, "亿元"), ("industrial_output", "2022", "level", 60, 60, "亿元")]),
    (REVIEW, "生产总值按2020年不变价格计算，比上年增长10%。", [("gdp", "2022", "yoy", 10, 10, "%")]),
    (REVIEW, "出口、进口分别完成20、30亿美元。",
     [("exports", "2022", "level", 20, 20, "亿美元"), ("imports", "2022", "level", 30, 30, "亿美元")]),
    (FIVE, "一般公共预算收入14.2亿元，年均增长5.8%。",
     [("budget_revenue", "2022", "level", 14.2, 14.2, "亿元"), ("budget_revenue", "2018-2022", "avg_yoy", 5.8, 5.8, "%")]),
    (REVIEW, "地区生产总值100亿元（其中开发区20亿元），增长8%。",
     [("gdp", "2022", "level", 100, 100, "亿元"), ("gdp", "2022", "yoy", 8, 8, "%")]),
    (FIVE, "生产总值年均增长24%，相当于2017年的3倍；固定资产投资年均增长35%。",
     [("gdp", "2018-2022", "avg_yoy", 24, 24, "%"), ("gdp", "2018-2022", "multiple", 3, 3, "倍"),
      ("fixed_investment", "2018-2022", "avg_yoy", 35, 35, "%")]),
]  # fmt: skip


@pytest.mark.parametrize(("opening", "sentence", "expected"), READ, ids=[s for _, s, _ in READ])
def test_reading(opening: str, sentence: str, expected: list[Row]) -> None:
    coded = [o for o in read(opening, sentence) if not o.metric.startswith("x:")]
    assert [brief(o) for o in coded] == expected


NOT_THE_METRIC = [
    "机电产品出口增长12%。",
    "服务业增加值占比达到48%。",
    "民间投资占比提高到60%。",
    "认定高新技术企业20家、科技型中小企业35家。",
    "惠及企业760户。",
    "规上企业利润增长9%。",
    "经济增速高于全国1.7个百分点。",
    "城镇新增就业完成年计划的118%。",
]


@pytest.mark.parametrize("sentence", NOT_THE_METRIC)
def test_a_part_a_gap_or_a_share_is_not_the_metric(sentence: str) -> None:
    assert [o.metric for o in read(REVIEW, sentence) if not o.metric.startswith("x:")] == []


IN_WORDS = [
    ("居民收入与经济增长基本同步。", "income_all", "sync:gdp"),
    ("农村居民人均可支配收入增速快于经济增长。", "income_rural", "above:gdp"),
    ("规模以上工业增加值增速高于全国平均水平。", "industrial_va_scale", "above:national"),
    ("单位地区生产总值能耗完成省下达目标任务。", "energy_intensity", "meet:assigned"),
    ("外贸进出口保持正增长。", "foreign_trade", "positive"),
    ("不设地区生产总值增长目标。", "gdp", "absent"),
    ("●居民收入增长与同期GDP增速保持同步。", "income_all", "sync:gdp"),
    ("居民收入增速高于全国平均水平0.5个百分点以上。", "income_all", "above:national"),
    ("一般公共预算收入保持上年水平。", "budget_revenue", "stable"),
    ("完成单位生产总值能耗、污染物减排等年度节能减排任务。", "energy_intensity", "meet:assigned"),
]


@pytest.mark.parametrize(("sentence", "metric", "relation"), IN_WORDS)
def test_promises_in_words(sentence: str, metric: str, relation: str) -> None:
    assert [(o.metric, o.relation, o.comparator) for o in read(PLAN, sentence)] == [(metric, relation, "none")]


@pytest.mark.parametrize("before", ["上个五年", "上一个五年", "上届政府五年", "前五年总和"])
def test_a_multiple_of_the_years_before(before: str) -> None:
    told = read(FIVE, f"固定资产投资累计完成160亿元，是{before}的1.4倍。")
    assert [(o.metric, o.measure, o.time_period) for o in told] == [
        ("fixed_investment", "level", "2018-2022"),
        ("fixed_investment", "multiple", "2018-2022"),
    ]


def test_a_promise_for_each_of_several_years() -> None:
    (told,) = read(AHEAD, "居民收入年均增速高于经济增速。")
    assert (told.measure, told.relation) == ("avg_yoy", "above:gdp")


def test_an_estimate_holds_for_the_whole_list() -> None:
    found = read(REVIEW, "预计实现地区生产总值增长5%左右，固定资产投资增长12%。")
    assert [o.obs_status for o in found] == ["E", "E"]


def test_an_estimate_is_heard_before_its_verb() -> None:
    (o,) = read(REVIEW, "一般公共预算收入预计达到30亿元。")
    assert o.obs_status == "E"


ESTIMATED = [
    ("生产总值达56亿元（预计数，下同），增长14%；财政收入3亿元。粮食产量5万吨。", "EEEE"),
    ("生产总值50亿元，增长9%；财政收入3亿元（快报数）。粮食产量5万吨。", "AAEA"),
    ("预计（下同）生产总值50亿元。财政收入3亿元。", "EE"),
    ("生产总值预计完成50亿元，增长4%；财政收入3亿元。", "EEA"),
    ("生产总值50亿元，增长4%（预计，下同）。财政收入3亿元。", "EEE"),
    ("2021年生产总值17亿元，2022年达18亿元（预计），2020年为16亿元。", "AEA"),
    ("初步预测，生产总值增长6.5%。", "E"),
]


@pytest.mark.parametrize(("sentence", "status"), ESTIMATED)
def test_an_estimate_told_in_brackets(sentence: str, status: str) -> None:
    assert [o.obs_status for o in read(REVIEW, sentence)] == list(status)


def test_a_promise_in_a_list_or_behind_its_heading_is_one() -> None:
    for text in (
        "主要预期目标：\n（二）居民收入增长与经济增长同步；",
        "预期目标\n预期目标：居民收入增长与经济增长同步。",
    ):
        assert [(o.metric, o.phrase, o.relation) for o in read(PLAN, text)] == [("income_all", "居民收入", "sync:gdp")]


VIEWS = [  # headings of a report of 2023, and what the sentence under them says
    ("一、2023年国民经济和社会发展计划执行情况\n预计地区生产总值增长5%。", "actual", "2023"),
    ("2022年工作回顾\n地区生产总值增长8%。", "actual", "2022"),
    ("一、2022年工作回顾\n财政收入增长2%。\n2023年工作安排\n地区生产总值增长8%。", "target", "2023"),
    ("一、2023年工作回顾\n今年地区生产总值预计增长5%。", "actual", "2023"),
    ("一、2022年工作回顾\n财政收入增长2%。\n【2023年预期目标】\n地区生产总值增长8%。", "target", "2023"),
    ("一、2022年工作回顾\n财政收入增长2%。\n预期目标\n地区生产总值增长8%。", "target", "2023"),
    (
        "一、2022年工作回顾\n财政收入增长2%。\n二、建设幸福新城\n物价涨幅3%以内；地区生产总值增长8%左右。",
        "target",
        "2023",
    ),
    ("一、2023年政府工作回顾\n2023年是极不平凡的一年。地区生产总值增长5%。", "actual", "2023"),
    ("一、今后五年目标\n财政收入年均增长7%。\n主要目标\n地区生产总值年均增长8%。", "target", "2023-2027"),
    ("一、2022年工作回顾\n全年超额完成目标任务\n地区生产总值增长8%。", "actual", "2022"),
    ("一、2022年工作回顾\n2023年，预计地区生产总值增长7%左右。", "target", "2023"),
    ("一、过去四年工作回顾\n地区生产总值年均增长9%。", "actual", "2019-2022"),
    ("一、过去六年工作回顾\n地区生产总值年均增长9%。", "actual", "2017-2022"),
    ("一、二〇二二年工作回顾\n财政收入增长2%。\n二、二〇二三年的任务\n地区生产总值增长8%。", "target", "2023"),
    ("今年是新一届政府任期的第一年。\n全年地区生产总值增长8%。", "actual", "2022"),
    (
        "今年以来，预计到年底，财政收入增长2%。\n明年，财政收入增长3%。\n明年主要目标：\n地区生产总值增长8%。",
        "target",
        "2024",
    ),
    (
        "一、2022年工作回顾\n财政收入增长2%。\n2023年主要目标是：财政收入增长3%。\n（一）抓项目。地区生产总值突破9亿元。",
        "target",
        "2023",
    ),
    ("过去的五年，全市各项事业取得成就。地区生产总值年均增长8%。", "actual", "2018-2022"),
    ("一、2022年工作回顾\n财政收入增长2%。\n2023年计划：地区生产总值增长8%。", "target", "2023"),
    ("一、2022年和过去四年工作回顾\n地区生产总值年均增长9%。", "actual", "2019-2022"),
]


@pytest.mark.parametrize(("text", "kind", "period"), VIEWS)
def test_headings_set_the_view(text: str, kind: str, period: str) -> None:
    last = read("各位代表：\n", text)[-1]
    assert (last.metric, last.kind, last.time_period) == ("gdp", kind, period)


def test_the_first_year_of_a_plan_is_reviewed() -> None:
    text = "各位代表：\n一、“十三五”实现良好开局\n地区生产总值增长8%。"
    identity = Identity(area_code="530000", area_name="云山市", level="prefecture", year=2017)
    (found,) = extract(Report("case-2017", identity, text, range(len(text) + 1)))
    assert (found.kind, found.time_period) == ("actual", "2016")


def test_a_heading_promises_nothing() -> None:
    assert read(PLAN, "\n二、关于财政收支的平衡和物价的基本稳定\n") == []


def test_a_report_at_the_years_end_tells_of_its_own_year() -> None:
    told = read(FIVE, "2023年，预计生产总值340亿元，比2019年增长47%。")
    assert [(o.kind, o.time_period, o.measure, o.obs_status) for o in told] == [
        ("actual", "2023", "level", "E"),
        ("actual", "2020-2023", "cum", "E"),
    ]


def test_a_mark_after_the_last_holds_for_the_list() -> None:
    found = read(PLAN, "城乡居民人均可支配收入分别增长5%、7%以上。")
    assert [(o.raw_low, o.raw_high, o.comparator) for o in found] == [(5, None, "gte"), (7, None, "gte")]


def test_another_place_is_named() -> None:
    found = read(REVIEW, "全国地区生产总值增长3%。")
    assert [(o.metric, o.place) for o in found] == [("gdp", "全国")]


def test_a_metric_of_several_cities() -> None:
    told = read(
        REVIEW, "西宁、海东两市空气质量优良天数比例分别达到77.1%和82.3%。石家庄、唐山PM2.5平均浓度分别下降5%、6%。"
    )
    assert [(o.metric, o.place, o.raw_low) for o in told] == [
        ("good_air_ratio", "西宁", 77.1),
        ("good_air_ratio", "海东", 82.3),
        ("pm25", "石家庄", -5),
        ("pm25", "唐山", -6),
    ]


def test_the_next_place_ends_the_one_before() -> None:
    found = read(REVIEW, "全国地区生产总值增长3%，我市增长3.6%。")
    assert [(o.raw_low, o.place) for o in found] == [(3, "全国"), (3.6, "self")]


def test_the_place_of_the_number_leads_back_to_the_text() -> None:
    sentence = "全市森林覆盖率达58.3%。"
    (o,) = read(REVIEW, sentence)
    assert (REVIEW + sentence)[o.char_start : o.char_end] == "58.3%"
    assert o.evidence == sentence


RATIOS = [
    (REVIEW, "三次产业结构由8.7∶41.2∶50.1调整为7.4∶39.6∶53。",
     [("2021", 8.7), ("2021", 41.2), ("2021", 50.1), ("2022", 7.4), ("2022", 39.6), ("2022", 53.0)]),
    (FIVE, "三次产业结构由2017年的10:45:45优化为8:42:50。",
     [("2017", 10), ("2017", 45), ("2017", 45), ("2022", 8), ("2022", 42), ("2022", 50)]),
    (AHEAD, "到2027年，三次产业比重调整为6:40:54。", [("2027", 6), ("2027", 40), ("2027", 54)]),
    (FIVE, "三次产业结构由2017年的10:45:45优化为2021年的8:42:50。",
     [("2017", 10), ("2017", 45), ("2017", 45), ("2021", 8), ("2021", 42), ("2021", 50)]),
    (FIVE, "与2017年相比，三次产业结构调整为8:42:50。", [("2022", 8), ("2022", 42), ("2022", 50)]),
    (FIVE, "三次产业结构由上年的10:45:45调整为8:42:50。",
     [("2021", 10), ("2021", 45), ("2021", 45), ("2022", 8), ("2022", 42), ("2022", 50)]),
    (REVIEW, "三次产业结构由10:45:45不断优化，达到8:42:50。",
     [("2021", 10), ("2021", 45), ("2021", 45), ("2022", 8), ("2022", 42), ("2022", 50)]),
    (REVIEW, "三次产业结构进一步优化，调整为8:42:50。", [("2022", 8), ("2022", 42), ("2022", 50)]),
    (REVIEW, "三次产业结构调整为6:40:59。", []),  # not the parts of a whole
]  # fmt: skip


@pytest.mark.parametrize(("opening", "sentence", "expected"), RATIOS, ids=[s for _, s, _ in RATIOS])
def test_the_structure_of_industry_is_three_shares(
    opening: str, sentence: str, expected: list[tuple[str, float]]
) -> None:
    found = read(opening, sentence)
    assert [(o.time_period, o.raw_low) for o in found] == expected
    assert [o.phrase for o in found] == ["第一产业占比", "第二产业占比", "第三产业占比"] * (len(expected) // 3)
    assert {(o.measure, o.raw_unit) for o in found} <= {("level", "%")}
