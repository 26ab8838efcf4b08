"""Subjects: what a number is about. A name resolves to a metric only where nothing that stands with it changes its meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from pipelines.observations.head import LEFT, TOWN, is_place, items
from pipelines.observations.lexicon import METRIC, NOUN, PART_YEAR, SEP, TIME, Token, joined_names, tokens
from pipelines.observations.speaker import Speaker
from pipelines.vocabulary.patterns import alternation
from pipelines.vocabulary.tables import Wording, cue_words, cues, metrics, wordings, wordings_by_parts

SELF: Final = "self"
THE_POOR: Final = "贫困人口"
LEAD: Final = LEFT - {"modifier"}


@dataclass(init=False, eq=False, slots=True)  # a constructor and a comparison of its own: those are compiled
class Subject:
    """A metric code or None, the phrase as the report names it, and the place it speaks of."""

    metric: str | None
    phrase: str
    place: str

    def __init__(self, metric: str | None, phrase: str, place: str = SELF) -> None:
        self.metric = metric
        self.phrase = phrase
        self.place = place

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Subject):
            return NotImplemented
        return self.phrase == other.phrase and self.metric == other.metric and self.place == other.place

    def __hash__(self) -> int:
        return hash((self.metric, self.phrase, self.place))

    def named(self, phrase: str) -> Subject:
        """The same under another name."""
        return Subject(self.metric, phrase, self.place)

    @property
    def nature(self) -> str:
        return metrics()[self.metric].nature if self.metric else ""

    @property
    def adds_up(self) -> bool:
        """The metric counts what happened in a period (新增就业, 脱贫人口): years add up."""
        return self.nature in ("addition", "reduction")

    @property
    def dimension(self) -> str:
        return metrics()[self.metric].dimension if self.metric else ""


@cache
def _plain(code: str, phrase: str) -> Subject:
    """A metric under one of its names, spoken of the whole area."""
    return Subject(code, phrase)


def resolve(core: Sequence[Token], who: Speaker, previous: Subject | None) -> Subject | None:
    """The subject that one member of a core names, or None where it names nothing.

    A metric's name counts only where what stands before it is neutral (全年, 地方) or means the area itself; a part
    (机电产品出口) keeps its own phrase, a place keeps the metric.
    """
    if len(core) == 1 and core[0].wording and not core[0].wording.beside:
        return _plain(core[0].wording.code, core[0].text)
    words, place = _own_words(core, who)
    if not words:
        full = complete(TOWN, previous.phrase, previous.phrase) if previous and core and core[-1].text == TOWN else None
        return Subject(full[0], full[1], place) if full else None  # 其中城镇30650元
    if any(TIME in w.kinds for w in words[1:]):  # 园区2025年营业收入
        words = [w for w in words if not A_YEAR.fullmatch(w.text)]
    text = "".join(w.text for w in words)
    if previous and (again := _again(words, text, previous)):
        return again
    if (beside := words[-1].wording.beside if words[-1].wording else "") and not (
        previous and beside_met(previous, beside)
    ):
        return Subject(None, text, place)
    if len(words) == 1 and METRIC in words[0].kinds:
        return Subject(words[0].wording.code if words[0].wording else None, text, place)
    if (wording := wordings().get(text) or wordings().get(_INSIDE.sub("", text))) and not wording.follows:
        return Subject(wording.code, text, place)
    if code := by_parts(text):
        return Subject(code, text, place)
    words = _without_ending(words)
    if METRIC not in words[-1].kinds and "（" in text and (plain := _without_brackets(text)):
        words = plain
    if METRIC in words[-1].kinds and words[-1].wording:
        before = "".join(w.text for w in words[:-1])
        code = words[-1].wording.code
        if (qualified := _qualified(before, who, code)) is not None:
            return Subject(code, words[-1].text, place if qualified == SELF else qualified)
        return Subject(None, text, place)
    full = complete(text, previous.phrase, previous.phrase) if previous and METRIC not in words[-1].kinds else None
    if (
        previous and full and (full[0] != previous.metric or full[1] != previous.phrase + text)
    ):  # 造林80万亩、种草26万亩
        return Subject(full[0], full[1], previous.place)
    return Subject(None, text, place)


def _own_words(core: Sequence[Token], who: Speaker) -> tuple[list[Token], str]:
    """The words of a member without what precedes its name and the shadow behind it; the place that stood before."""
    words = list(core)
    place = SELF
    while words and not _is_subject(words[0]):
        if words[0].text == "国家" and not any(METRIC in w.kinds for w in words):
            break  # 国家历史文化名城 is a name
        if "self" in words[0].kinds and not who.means_itself(words[0].text):
            place = words[0].text
        words.pop(0)
    while len(words) > 1 and "neutral" in words[-1].kinds and METRIC in words[-2].kinds:
        words.pop()
    return words, place


@cache
def _parts() -> tuple[frozenset[str], re.Pattern[str], tuple[str, ...]]:
    """The characters a name told by its parts can begin with, one pattern for all of them, and their codes in order."""
    patterns, firsts, codes = [], set(), []
    for i, (code, must, may) in enumerate(wordings_by_parts()):
        words = [*may, *(w for group in must for w in group)]
        ahead = "".join(f"(?=.*?{alternation(group)})" for group in must)
        patterns.append(f"(?P<p{i}>{ahead}(?:{alternation(words)})+$)")
        firsts |= {w[0] for w in words}
        codes.append(code)
    return frozenset(firsts), re.compile("|".join(patterns)), tuple(codes)


def worded(phrase: str, place: str) -> Subject:
    """A name that was put together: coded where the catalogue has it as it stands, and it needs no other beside it."""
    wording = wordings().get(phrase)
    return Subject(wording.code if wording and not wording.beside else None, phrase, place)


@lru_cache(maxsize=1 << 11)
def by_parts(text: str) -> str | None:
    """The metric of a name whose parts stand in an order of their own: 省控断面地表水优良率 is good_water_ratio."""
    firsts, pattern, codes = _parts()
    if not 0 < len(text) <= LONGEST_NAME or text[0] not in firsts or (m := pattern.match(text)) is None:
        return None
    return codes[int((m.lastgroup or "p0")[1:])]


LONGEST_NAME: Final = 30  # characters


def _again(words: Sequence[Token], text: str, previous: Subject) -> Subject | None:
    """The subject before, spoken of again: 总量 of it, or 完工 after 老旧小区改造开工.

    新登记经营主体320万户，总量达2000万户: the whole of what the part before was a part of.
    """
    if not all("neutral" in w.kinds for w in words):
        if not previous.adds_up or not carries_out(text):
            return None
        thing = _carrying_out().match(previous.phrase)  # 开工建设保障性住房2180套，竣工1860套
        return Subject(previous.metric, text + previous.phrase[thing.end() :], previous.place) if thing else previous
    if previous.phrase.endswith(SHARED):  # 新能源装机占比63%、规模翻了一番
        return worded(SHARED_PART.sub("", previous.phrase) + text, previous.place)
    if (previous.metric is None or previous.nature == "addition") and text in cues()["whole"]:
        bare = WITH_EXAMPLES.sub("", MADE_NEW.sub("", previous.phrase))
        previous = Subject(None, bare, previous.place) if bare else previous
        for i in range(1, len(previous.phrase) - 1):
            wording = wordings().get(previous.phrase[i:])
            if wording and not wording.follows and not wording.beside and metrics()[wording.code].nature != "addition":
                return Subject(wording.code, wording.text, previous.place)
    return previous


A_YEAR: Final = re.compile("(?:19|20)\\d\\d年|今年|去年|当年")
SHARED: Final = ("占比", "比重")
SHARED_PART: Final = re.compile("占[^，]*$|(?:占比|比重)$")


def _without_brackets(text: str) -> list[Token]:
    """新增规上（限上）企业: read without what stands in brackets, where that makes it a metric's name."""
    words = tokens(_ASIDE.sub("", text))
    return words if words and METRIC in words[-1].kinds else []


_ASIDE: Final = re.compile(r"[（(][^（）()\d]{1,8}[)）]")


def _without_ending(words: list[Token]) -> list[Token]:
    """老旧小区改造开工 without 开工, where the metric counts what was done."""
    if len(words) > 1 and (wording := words[-2].wording) and metrics()[wording.code].nature == "addition":
        return words[:-1] if carries_out(words[-1].text) else words
    return words


@cache
def _carry_firsts() -> frozenset[str]:
    return frozenset(word[0] for word in cues()["carry_out"])


@cache
def _carrying_out() -> re.Pattern[str]:
    word = alternation(cues()["carry_out"])
    return re.compile(f"(?:{word}|[、和及与并])+")


def carries_out(text: str) -> bool:
    """The words only say that something is being done: 新建、改造, 竣工, 筹集建设."""
    return text[:1] in _carry_firsts() and _carrying_out().fullmatch(text) is not None


def beside_met(previous: Subject, code: str) -> bool:
    """The sentence has just spoken of the metric that a wording needs beside it, or of its own kind."""
    return previous.metric is not None and previous.metric in (code, "enterprises")


def _is_subject(word: Token) -> bool:
    return METRIC in word.kinds or NOUN in word.kinds or PART_YEAR in word.kinds or not word.is_any(LEFT)


# What may stand inside a name: 规上（限上）企业, 第一产业实现增加值
_INSIDE: Final = re.compile(r"[（(【\[][^（(【\[)）】\]]{0,40}[)）】\]]|[“”\"'‘’\s—\-]|实现|完成")
_BRACKETS: Final = re.compile(r"[（(【\[][^（(【\[)）】\]]{0,40}[)）】\]]|[“”\"'‘’\s—\-]")


def _qualified(before: str, who: Speaker, code: str) -> str | None:
    """`self` where the words before a metric leave its meaning, a place where they name one, None where they change it."""
    bare = _BRACKETS.sub("", before).strip("的")
    if not bare or bare in who.names or bare in cues()["modifier"]:
        return SELF
    rest = bare
    for name in who.names:
        if rest.startswith(name):
            rest = rest.removeprefix(name).removeprefix("地区").removeprefix("辖区")
    if metrics()[code].nature == "addition" and carries_out(rest):
        return SELF
    if not rest or all(t.is_any(frozenset(["modifier", "self", "adverb", "level", "neutral"])) for t in tokens(rest)):
        return SELF
    bare = CARRIED_OUT.sub("", bare)  # 中心城区实施棚户区改造
    return bare if is_place(bare) and not bare.startswith((*MADE_SO, *WITH)) else None  # 新认定省科技型中小企业


MADE_SO: Final = ("新认定", "认定", "培育", "新培育", "创建", "新增", "获批", "新建")
CARRIED_OUT: Final = re.compile("(?<=.)(?:实施|完成)$")


@cache
def _endings() -> tuple[dict[str, Wording], frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """All wordings; their first and last two characters, and the first and the last one: most words need not be tried."""
    names = wordings()
    twos = frozenset(w[:2] for w in names), frozenset(w[-2:] for w in names)
    return names, *twos, frozenset(w[0] for w in names), frozenset(w[-1] for w in names)


def may_name(text: str) -> bool:
    """A quick look: without the first two characters of some wording a text names no metric."""
    begin = _endings()[1]
    return any(text[i : i + 2] in begin for i in range(len(text) - 1))


def complete(member: str, first: str, last: str) -> tuple[str, str] | None:
    """The metric and full name of a list's member that leaves out what it shares with the first or the last.

    铁路、高速公路运营里程: the first member lacks 运营里程; 技术合同登记数、成交额: the second lacks 技术合同.
    """
    names, begin, end, opening, closing = _endings()
    candidates: list[str] = []
    if (len(member) < 2 or member[:2] in begin) and last[-1:] in closing:
        candidates += [member + last[j:] for j in range(len(last))]
    if (len(member) < 2 or member[-2:] in end) and first[:1] in opening:
        candidates += [first[:k] + member for k in range(len(first), 0, -1)]
    for name in candidates:
        if (wording := names.get(name)) and not wording.follows and not _cuts_a_noun(first, name[: -len(member)]):
            return wording.code, name
    return None


def _cuts_a_noun(first: str, begin: str) -> bool:
    """高速公路62公里、铁路70公里: no high-speed railway, 高速公路 is one word."""
    return begin != "" and any(n.startswith(begin) and first.startswith(n) for n in cue_words("noun") if n != begin)


def subjects(core: Sequence[Token], who: Speaker, previous: Subject | None, wanted: int | None) -> list[Subject]:
    """The subjects of a core: one, or as many as its list has where the numbers are told apart (`wanted`, by 分别 or 均)."""
    if wanted is None:
        one = resolve(last_member(core), who, previous)
        return [one] if one else []
    if parts := joined_names().get("".join(t.text for t in core)):  # 一、二、三产业增加值
        return [Subject(w.code if (w := wordings().get(p)) else None, p) for p in parts]
    listed = items(core)
    if not listed:
        return []
    if len(listed) > wanted > 1:  # 现代家居、有色金属和新材料、电子信息…: three
        listed = _split_by(core, "、") if sum(t.text == "、" for t in core) + 1 == wanted else listed
    listed[0] = _without_lead(listed[0])
    texts = ["".join(t.text for t in member) for member in listed]
    if len(listed) == 1:
        return _split_name(listed[0], texts[0], who, previous, wanted)
    found: list[Subject] = []
    for member, text in zip(listed, texts, strict=True):
        subject = resolve(member, who, None)
        if subject is None or subject.metric is None or text not in wordings():
            name = _BRACKETS.sub("", text)
            whole = complete(name, texts[0], texts[-1])
            place = subject.place if subject else SELF
            if whole:
                subject = Subject(whole[0], whole[1], place)
            elif subject is None:
                subject = Subject(None, name or text, place)
            elif member[0].text in OF_WHERE and not subject.phrase.startswith(member[0].text):
                subject = subject.named(member[0].text + subject.phrase)  # 城镇污水处理率、垃圾处理率
        if found and not found[0].metric and text in cues()["needs_owner"] and (own := _owner_of(found[0].phrase)):
            subject = Subject(None, own + text, subject.place)  # 农产品零售额、出口额: its own
        if found and found[0].place != SELF and subject.place == SELF and not any("self" in t.kinds for t in member):
            subject = Subject(subject.metric, subject.phrase, found[0].place)  # 开发区工业增加值、工业投资
        found.append(subject)
    return with_others(found, core[0].text[0])


def _split_by(core: Sequence[Token], sign: str) -> list[list[Token]]:
    """The members of a list parted by one sign only."""
    found: list[list[Token]] = [[]]
    for t in core:
        if t.text == sign:
            found.append([])
        else:
            found[-1].append(t)
    return [member for member in found if member]


def with_others(found: list[Subject], said: str) -> list[Subject]:
    """对非洲、欧洲出口分别…: each member with the 对 (`said`) before the list."""
    if said not in WITH or len(found) < 2 or not found[-1].phrase.endswith(TRADED):
        return found
    return [Subject(None, said + s.place + s.phrase) if s.metric and s.place != SELF else _with(said, s) for s in found]


def _with(said: str, subject: Subject) -> Subject:
    return subject if subject.metric or subject.phrase[0] in WITH else subject.named(said + subject.phrase)


OF_WHERE: Final = ("城镇", "城市", "城区", "农村")
WITH: Final = ("对", "与")
TRADED: Final = ("出口", "进口", "出口额", "进口额", "进出口额", "进出口总额", "贸易", "贸易额", "投资", "投资额")
# … and what else makes a thing new: of all there are none of it is said
MADE_NEW: Final = re.compile(
    "^(?:新增加?|净增加?|增加|新建成?|新发展|新组建|新成立|新培育|新认定|新引进|新创建|新[栽植种育修打])(?=.{2})|(?<=.{2})(?:净增|新增)$"
)
WITH_EXAMPLES: Final = re.compile("^.*、.*等(?=[^等、]{4,}$)")  # 新增东山、西岭等文明城市12个，总数22个
NEWLY: Final = re.compile("^(?:新增加?|净增加?|增加)")


@cache
def owned_behind() -> re.Pattern[str]:
    """What measures something of somebody, at the end of a name: 产值, 投资."""
    return re.compile(f"(?:{alternation(cues()['needs_owner'])})$")


def _owner_of(phrase: str) -> str:
    """农产品 of 农产品网络零售额; empty where nothing is left or the phrase holds no such word."""
    m = owned_behind().search(phrase)
    return phrase[: m.start()] if m and m.start() > 1 else ""


def members(core: Sequence[Token]) -> int:
    """How many subjects a core can stand for: the members of its list, or the parts of a joined name."""
    listed = items(core)
    if len(listed) != 1:
        return len(listed)
    name = "".join(t.text for t in listed[0])
    return len(joined_names().get(name, (name,)))


def last_member(core: Sequence[Token]) -> Sequence[Token]:
    """The last member of a core that is a list, else the whole core."""
    end = len(core)
    while end and SEP in core[end - 1].kinds:
        end -= 1
    start = next((i + 1 for i in range(end - 1, -1, -1) if SEP in core[i].kinds), 0)
    return core[start:end]


def _without_lead(member: list[Token]) -> list[Token]:
    """A list's first member without times, adverbs and words for the whole area; 城镇 in 城镇、农村居民收入 stays."""
    i = 0
    while i < len(member) - 1 and member[i].is_any(LEAD):
        i += 1
    return member[i:]


def _split_name(member: list[Token], text: str, who: Speaker, previous: Subject | None, wanted: int) -> list[Subject]:
    """城乡居民人均可支配收入 with two numbers is two subjects."""
    name = _BRACKETS.sub("", text)
    parts = joined_names().get(name)
    if parts is None and METRIC not in member[-1].kinds:
        parts = next((joined_names()[name[i:]] for i in range(1, len(name)) if _joined_at(name, i, who)), None)
    if parts is None and "城乡" in name:
        parts = (name.replace("城乡", "城镇"), name.replace("城乡", "农村"))
    if parts and wanted in (1, len(parts)):
        return [Subject(w.code if (w := wordings().get(p)) else None, p) for p in parts]
    one = resolve(member, who, previous)
    return [one] if one else []


def _joined_at(name: str, i: int, who: Speaker) -> bool:
    """银行机构本外币存贷款余额: a joined name behind words that change nothing."""
    parts = joined_names().get(name[i:])
    if not parts or not (wording := wordings().get(parts[0])):
        return False
    return _qualified(name[:i], who, wording.code) == SELF
