"""What the walk through a sentence makes and carries: readings, the state from clause to clause, the context."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.observations.head import Head
from pipelines.observations.lexicon import Token
from pipelines.observations.measure import Verb
from pipelines.observations.quantity import Quantity
from pipelines.observations.speaker import Speaker
from pipelines.observations.subject import Subject
from pipelines.observations.times import Time
from pipelines.reports.outline import View


@dataclass(init=False, slots=True)  # a constructor of its own: that one is compiled
class Reading:
    """One number read: what it is about and how it was found."""

    quantity: Quantity
    subject: Subject
    kind: str
    first: int
    last: int
    measure: str
    sign: int
    estimate: bool
    basis: str | None
    carried: tuple[str, ...]  # what was not in the clause itself: subject
    head: Head  # the parse of what stands before the number

    def __init__(
        self,
        quantity: Quantity,
        subject: Subject,
        kind: str,
        first: int,
        last: int,
        measure: str,
        sign: int,
        estimate: bool,
        basis: str | None,
        carried: tuple[str, ...],
        head: Head,
    ) -> None:
        self.quantity = quantity
        self.subject = subject
        self.kind = kind
        self.first = first
        self.last = last
        self.measure = measure
        self.sign = sign
        self.estimate = estimate
        self.basis = basis
        self.carried = carried
        self.head = head


class State:
    """What reaches from clause to clause."""

    subject: Subject | None = None
    verb: Verb
    time: Time | None = None
    time_passes: bool = False  # it was told of the number before alone: 城镇化率提高5个百分点，2025年达到62%；…
    estimate: bool = False
    reckoned: bool = False  # 扣除减税因素，…: the metric before the semicolon, reckoned otherwise
    whole_year: bool = False  # 全年 was said: of the last year of several
    within_year: bool = False  # 一季度，… : what follows is no year's figure until 全年 or a semicolon
    history: list[Subject]  # the subjects since the last semicolon, each once
    part: str = ""  # what made the subject before a part: 认定 in 认定高新技术企业11户、科技型中小企业12户
    against: int | None = None  # the year a clause of its own compares with: 2005年与2000年相比，…
    net: Verb | None = None  # 净增 before the first of a list holds for the rest: 净增…853家、…97家
    net_word: str = ""  # that word, 新增 or 净增: part of the name of what it counts
    field: str = ""  # what the whole sentence is about: 公路 of 公路方面，…
    owner: str = ""  # what a word that needs an owner (投资, 产值) belongs to
    listed: list[str]  # what the last clause without a number lists: 规范节庆、论坛、展会，数量分别压减…
    topic: Subject | None = None  # what a clause without a number is about, outside the catalogue
    before: Subject | None = None  # the last metric before a semicolon: …；农村居民22300元 still leaves its name out
    span: Time | None = None  # the years that 从A增加到B went over: 平均每年增长… speaks of them
    until: int | None = None  # … and the year that 到 named
    since: int | None = None  # the year that 从 named last: 由2002年7703元增加到…，由2476元增加到…
    reaching: str = ""  # what is held against a threshold: 占比 of 占比超过10%的有44种、超过20%的有23种
    unit: str = ""  # the unit of the number before
    capacity: bool = False  # 新增主要生产能力有：… : what the sentence lists was added
    lead: tuple[Token, ...] = ()  # a subject that makes a clause of its own: 农村居民人均纯收入，2000年达到2253元
    outer: Subject | None = None  # a metric's looser name, where the sentence goes on to the exact one inside
    beside: str | None  # the metric told last, of which those behind it may be parts
    named: Subject | None = None  # a metric named in a clause without a number

    def __init__(self, beside: str | None) -> None:
        self.verb, self.history, self.listed, self.beside = Verb(), [], [], beside


@dataclass(slots=True)
class Context:
    """What a sentence inherits: the view of its section, the report's year, who speaks."""

    view: View
    year: int
    who: Speaker
    beside: str | None = None  # the metric that the sentence before told last, where this one begins with 其中
