"""What a number measures, in which period, said as done or as planned. Rules: docs/OBSERVATIONS.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from pipelines.observations.head import Head
from pipelines.observations.lexicon import BASE_TIME, FROM, TIME, Token
from pipelines.observations.quantity import Quantity
from pipelines.observations.subject import MADE_NEW, NEWLY, Subject, carries_out
from pipelines.observations.times import YEAR, Time
from pipelines.reports.outline import PLAN, REVIEW, View, plan_years, year_number
from pipelines.vocabulary.patterns import alternation
from pipelines.vocabulary.tables import cues, metrics

LEVEL: Final = "level"
YOY: Final = "yoy"
AVG_YOY: Final = "avg_yoy"
CUM: Final = "cum"
CHANGE: Final = "change"
MULTIPLE: Final = "multiple"
GROWTH_WORDS: Final = frozenset(["neutral", "adverb"])
LENGTH: Final = re.compile("里程|规模|长度|农村公路")
ADDS: Final = re.compile("[新净增建改造开筹转迁]|就业|营")
FALLS: Final = ("降幅", "跌幅")
TOTALS: Final = ("累计", "共", "合计", "总计", "总共")
GROWTH: Final = re.compile("(?<!自然)" + alternation(cues()["growth_noun"]))  # 人口自然增长率 is a rate of its own
COUNTS: Final = {
    "1": {"1", "household", ""},
    "person": {"person", ""},
    "person-time": {"person-time", "person", ""},
    "household": {"household", "1", ""},
}


@dataclass(init=False, slots=True)  # a constructor of its own: that one is compiled
class Verb:
    """What the words around a subject say of the number: which way it moved, whether it was reached, over what."""

    direction: int  # 1 up, -1 down
    reached: bool  # 到, 达到, 为: the number is where it stands, not how far it moved
    moved: bool  # 增长, 下降 …
    net: bool  # 净增, 新增
    net_before: bool  # … before the subject: 新增耕地
    average: bool
    total: bool
    growth: bool  # a word for growth itself: 增速, 增长目标
    fallen: bool  # 降幅, 跌幅: 降幅收窄至2% is -2 %, 降幅收窄3个百分点 is +3
    against: int | None  # the year measured against, where it is not the year before

    def __init__(
        self,
        direction: int = 0,
        reached: bool = False,
        moved: bool = False,
        net: bool = False,
        net_before: bool = False,
        average: bool = False,
        total: bool = False,
        growth: bool = False,
        fallen: bool = False,
        against: int | None = None,
    ) -> None:
        self.direction = direction
        self.reached = reached
        self.moved = moved
        self.net = net
        self.net_before = net_before
        self.average = average
        self.total = total
        self.growth = growth
        self.fallen = fallen
        self.against = against


PACES: Final = {"加快": 1, "提速": 1, "放缓": -1}
SILENT: Final = Verb()


def read_verb(head: Head) -> Verb:
    """The verb of a head. Words after the subject decide; words before it count where nothing follows it."""
    counted = head.has("cum")
    for t in head.core:
        counted = counted or "cum" in t.kinds
    if not head.kinds and not counted:
        return SILENT
    direction, reached, moved, net = 0, False, False, False
    growth, fallen, yearly = False, False, False
    for t in head.right:
        growth = growth or _names_growth(t)
        fallen = fallen or t.text.startswith(FALLS)
        yearly = yearly or t.text.startswith("年均")
        counted = counted or t.text.startswith(TOTALS)
        if "to" in t.kinds:
            reached, moved, direction = True, False, 0
        elif "up" in t.kinds or "down" in t.kinds:
            moved, direction = True, 1 if "up" in t.kinds else -1
            net = net or "net" in t.kinds
        elif "net" in t.kinds:
            net, direction = True, int(t.kinds["net"])
        elif "level" in t.kinds:
            reached = True
    if BASE_TIME in head.right_kinds and head.right[-1].text in PACES:
        moved, direction = True, PACES[head.right[-1].text]  # 较上年加快2个百分点
    net_before, left_direction = _verb_before(head)
    for t in head.left:
        counted = counted or t.text.startswith(TOTALS)
    if not (moved or net or reached) and left_direction:
        direction = left_direction
    return Verb(
        direction,
        reached,
        moved,
        net,
        net_before,
        yearly or head.has("avg") or (TIME in head.right_kinds and averaged(head) is not None),
        counted,
        growth,
        fallen,
        _against(head) if BASE_TIME in head.kinds else None,
    )


def _verb_before(head: Head) -> tuple[bool, int]:
    """新增, 净减 before the subject, and which way the words before it move."""
    net, direction = False, 0
    for t in head.left:
        if "net" in t.kinds:
            net, direction = True, int(t.kinds["net"])
        elif "down" in t.kinds or "up" in t.kinds:
            direction = 1 if "up" in t.kinds else -1
    if head.metric is not None and not direction and not head.right and _falls_inside(head):
        direction = -1
    return net, direction


def _falls_inside(head: Head) -> bool:
    """这一项每年就减少财政收入四亿元: the verb stands among the words before the metric."""
    before = [w for w in takewhile(lambda w: w is not head.metric, head.core) if "self" not in w.kinds]
    return bool(before) and "down" in before[-1].kinds


def averaged(head: Head) -> Token | None:
    """The years of 两年平均增长5%: they hold for that number alone."""
    after = zip(head.right, head.right[1:], strict=False)
    return next((t for t, then in after if TIME in t.kinds and (then.text == "平均" or "avg" in then.kinds)), None)


def _names_growth(t: Token) -> bool:
    return t.is_any(GROWTH_WORDS) and ("增长" in t.text or GROWTH.search(t.text) is not None)


_YEAR: Final = re.compile(YEAR)


def _against(head: Head) -> int | None:
    for t in head.right + head.left:
        if BASE_TIME not in t.kinds:
            continue
        if m := _YEAR.search(t.text):
            return year_number(m[0])
        if plan := plan_years(t.text):  # 比“九五”末, 比“九五”时期
            return plan[1]
    return None


def measure_of(
    quantity: Quantity, subject: Subject, verb: Verb, several: bool, carried: bool = False
) -> tuple[str, int] | None:
    """The measure and the sign of a number, or None where it says nothing of the subject.

    `several`: the number speaks of several years; `carried`: its subject stands in an earlier clause.
    """
    if quantity.form == "multiple":
        return MULTIPLE, 1
    unit = quantity.base_unit
    dimension = quantity.dimension
    if unit == "倍":
        if verb.moved:
            return (CUM if several else YOY), verb.direction or 1
        return MULTIPLE, 1
    if dimension == "pp":
        if verb.direction == 0 and not verb.net:
            return LEVEL, 1
        return CHANGE, (verb.direction or 1) * (-1 if verb.fallen else 1)
    if dimension == "%":
        if quantity.form == "fraction" and not (verb.moved or verb.growth or verb.direction):
            return LEVEL, 1  # 财政支出近八成投向民生: a part of it, no growth
        return _percent(subject, verb, several, quantity.point)
    raised = verb.direction > 0 and not (verb.moved or verb.net or verb.net_before or verb.reached)
    if raised and dimension == "CNY" and not subject.metric:
        return CHANGE, 1  # 提高最高支付限额3800元
    return _amount(subject, verb, carried)


INFLOWS: Final = ("domestic_capital", "fdi_used")  # what is new of them is all of them
INTENSITIES: Final = ("energy_intensity", "co2_intensity")
YEARLY: Final = re.compile("年均(?:增速|增幅|增长率|递增|复合)")
INDEX: Final = 50  # per cent: a price index stands near 100


def _percent(subject: Subject, verb: Verb, several: bool, point: float) -> tuple[str, int] | None:
    grows = verb.moved or verb.growth or bool(GROWTH.search(subject.phrase))
    sign = verb.direction if verb.moved and verb.direction else 1
    yearly = verb.average or YEARLY.search(subject.phrase) is not None
    change = AVG_YOY if yearly else (CUM if several else YOY)
    if verb.fallen:
        return change, -1
    if subject.metric == "cpi":  # 价格总指数99.2 is no growth
        return (change, sign) if point < INDEX or verb.moved else None
    if subject.metric in INTENSITIES:
        return change, (verb.direction or -1)
    if subject.phrase.endswith(("占比", "比重")) and not verb.moved:
        return LEVEL, 1
    if grows:
        return change, sign
    if verb.direction and not verb.reached and not verb.net_before:
        return change, verb.direction
    if subject.metric and subject.dimension != "%":  # 经济增长预期为7%: an amount's per cent can only be its growth
        return change, 1
    return LEVEL, 1


LESSENED: Final = ("减收", "减征", "减免", "减支")  # names what became less: 减收失业保险费62.7亿元


def _amount(subject: Subject, verb: Verb, carried: bool) -> tuple[str, int]:
    if not subject.metric and subject.phrase.startswith(LESSENED) and not carried:
        return LEVEL, 1
    if verb.net and verb.average and not subject.metric and subject.phrase.startswith("新"):
        return LEVEL, 1  # 新登记企业增长21%，平均每天新增1.2万户
    if verb.moved or verb.net:
        if subject.nature == "reduction" and verb.direction < 0:
            return LEVEL, 1  # 农村贫困人口减少1000万人: the metric counts the fall
        if subject.nature == "addition" and verb.against is None and verb.direction >= 0 and not carried:
            return LEVEL, 1
        return CHANGE, verb.direction or 1
    if subject.metric in INFLOWS:
        return LEVEL, 1  # 新增到位资金680亿元
    if subject.metric and verb.net_before and subject.nature in ("stock", "flow", "rate"):
        return CHANGE, verb.direction or 1
    if verb.direction < 0 and not verb.reached and subject.nature not in ("addition", "reduction"):
        return CHANGE, -1
    return LEVEL, 1


def compatible(subject: Subject, quantity: Quantity, measure: str) -> bool:
    """The unit can belong to the metric."""
    if not subject.metric:
        return True
    dimension, given = subject.dimension, quantity.dimension
    if dimension == "m" and measure not in (LEVEL, CHANGE) and not LENGTH.search(subject.phrase):
        return False  # 高速公路、水利投资增长19%: no length grows here
    if measure in (YOY, AVG_YOY, CUM, MULTIPLE):
        return given in ("%", "times")
    if measure == CHANGE and given == "pp":
        return dimension == "%" or subject.metric in ("cpi",)
    if "人均" in metrics()[subject.metric].name_zh and "亿" in quantity.unit:
        return False  # 农民收入增加100亿元: of all together
    if dimension in COUNTS:  # 农村劳动力转移就业2.6万人次
        return given in COUNTS[dimension] or (given == "person-time" and subject.nature == "addition")
    if dimension in ("CNY", "USD") and not given and quantity.unit.endswith("亿"):
        return True  # 旅游收入破万亿
    if dimension in ("CNY", "USD"):
        return given in ("CNY", "USD", "EUR", "HKD")
    each = dimension.endswith("/CNY") and measure == LEVEL and quantity.unit == quantity.base_unit
    return given == dimension or (each and dimension.partition("/")[0] == given)  # 万元GDP能耗0.83吨标准煤


def fitting(q: Quantity, subject: Subject, head: Head, verb: Verb, measure: str, told_before: bool) -> Subject:
    """The subject, without its metric where the number tells another thing than the metric counts.

    `told_before`: a number of the same subject came before.
    """
    if not compatible(subject, q, measure):
        faster = measure == CHANGE and q.dimension == "pp" and not subject.phrase.endswith(RATES)
        phrase = subject.phrase + "增速" if faster else NEWLY.sub("", subject.phrase) if told_before else subject.phrase
        return Subject(None, phrase, subject.place)  # 投资增长68%，比上年提高24个百分点: its growth did
    said = "".join(t.text for t in head.around)
    if (
        subject.nature == "addition"
        and measure in (YOY, CUM, AVG_YOY)
        and not ADDS.search(subject.phrase + said.replace("增长", ""))
    ):
        return Subject(None, subject.phrase, subject.place)  # “五上”企业总数增长9%: of all there are
    if not subject.adds_up or measure != LEVEL:
        return subject
    has = any(t.text.endswith("有") for t in head.left)  # 拥有规上企业1470家
    # “四上”企业突破7万家: how many there are, not how many came
    adds = subject.nature == "addition"
    stands = (
        adds
        and not verb.average
        and (verb.reached or has or q.start < q.number_start)
        and not (verb.net or verb.net_before or ADDS.search(subject.phrase + said))
    )
    # “四上”企业净增30户、超200户; but …基本建成432万套，新开工建设1043万套 goes on counting
    total = told_before and not verb.average and (verb.reached or q.start < q.number_start)
    if stands or (total and not carries_out(said)):
        return Subject(None, MADE_NEW.sub("", subject.phrase), subject.place)
    return subject


RATES: Final = ("率", "比重", "占比", "比例", "增速", "增幅", "度", "指数", "涨幅")


def can_be(subject: Subject, quantity: Quantity) -> bool:
    """The number may be a level of the subject, or its growth."""
    return quantity.dimension in ("%", "times") or compatible(subject, quantity, LEVEL)


def period_of(
    time: Time | None, view: View, subject: Subject, measure: str, verb: Verb, reached: bool, share: bool
) -> tuple[int, int]:
    """First and last year a number speaks of. `reached`: a mark or verb says that a level was come to.

    `share`: the level is in per cent, which no years add up.
    """
    first, last = (time.first, time.last) if time else (view.first, view.last)
    far = measure in (CUM, AVG_YOY, CHANGE)
    if verb.against is not None and far and verb.against < last and not (time and first < last):
        return verb.against + 1, last
    if measure == AVG_YOY and first == last:  # 2000年达到6280元，平均每年增长5.7%
        if view.several and view.first <= last <= view.last:
            return view.first, view.last
        return (view.since or last - 4, last) if view.stance == REVIEW else (first, first + 4)
    if first == last or measure != LEVEL or verb.average or verb.total:
        return first, last
    if share:
        return last, last
    if subject.nature in ("addition", "reduction") or (subject.nature == "flow" and not reached):
        return first, last
    if subject.nature or reached:
        return last, last
    return first, last


def each_year(time: Time | None, count: int, head: Head, view: View) -> tuple[Time, ...]:
    """前三年分别增长5%、6%、7%: one year each; 由前三年分别…转为…: the years before the view's."""
    if time is None or count < 2 or time.last - time.first + 1 != count or not head.has("each"):
        return ()
    first = view.first - count if FROM in head.right_kinds else time.first
    return tuple(Time(first + n, first + n) for n in range(count))


def kind_of(last: int, time: Time | None, view: View, report_year: int, now: bool) -> str:
    """actual or target: a plan's section quotes last year's results, a review may name what is still to come."""
    if now and view.stance == PLAN and time is None:
        return "actual"
    if last < report_year:
        return "actual"
    if last > report_year:
        return "target"
    return "target" if view.stance == PLAN else "actual"
