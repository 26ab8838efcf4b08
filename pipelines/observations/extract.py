"""One report in, its observations out: pure, no files, no clock."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from pipelines.memory import collector_at_rest
from pipelines.observations.clause import read_sentence
from pipelines.observations.confidence import NO_NUMBER, confidence
from pipelines.observations.model import Observation
from pipelines.observations.phrase import key
from pipelines.observations.promise import Promise, may_promise, promises
from pipelines.observations.quantity import Quantity, read_quantities
from pipelines.observations.ratios import structures
from pipelines.observations.reading import Context, Reading
from pipelines.observations.speaker import speaker
from pipelines.reports.model import Report
from pipelines.reports.outline import PLAN, Sentence, View, outline
from pipelines.vocabulary.areas import areas
from pipelines.vocabulary.units import canonical as canonical_unit
from pipelines.vocabulary.units import times

EVIDENCE_LENGTH: Final = 160
# 同比（下同）增长, 达5600亿元（预计数，下同）, and the mark of a note: 人均纯收入[7]
NOTES: Final = re.compile(
    r"[（［\[〔](?:(?<=（)[^（）\n]{0,8}(?:下同|同上|预计|快报|初步)[^（）\n]{0,6}）|(?<!（)\d{1,2}[］\]〕])"
)
# 达5600亿元（预计数，下同）, 预计（下同）实现: an estimate; with 下同 all that follows in the section is one too
ESTIMATES: Final = re.compile(
    r"（[^（）\n]{0,6}(?:预计|快报|初步)[^（）\n]{0,8}）|(?:预计|初步[核统测][算计])[^，。；（）\n]{0,4}（[^（）\n]{0,4}下同[^（）\n]{0,2}）"
)
HALF_WIDTH: Final = str.maketrans("（）", "()")


@dataclass(slots=True)
class _Found:
    sentence: Sentence
    start: int
    end: int
    reading: Reading | Promise


def extract(report: Report) -> list[Observation]:
    """Every observation of a report, in the order of its text; what it says again is one observation, the first."""
    with collector_at_rest():
        found = [_observation(report, f) for f in _read(report)]
        return list({_same(o): o for o in reversed(found)}.values())[::-1]


def _same(o: Observation) -> tuple[object, ...]:
    """What makes two sayings one observation. Outside the catalogue a phrase is too loose to tell."""
    if o.metric.startswith("x:"):
        return (o.observation_id,)
    bounds = (o.raw_low, o.raw_high, o.raw_unit, o.comparator, o.relation)
    return (o.metric, o.kind, o.time_period, o.measure, o.place, *bounds)


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one observation came about: its sentence, the parse of what stands before the number, what was carried."""

    sentence: str
    start: int  # the number's place in the sentence
    end: int
    view: View
    words: tuple[tuple[str, str, str], ...]  # side (before, subject, after), word, what it was taken for
    carried: tuple[str, ...]


def explain(report: Report, observation_id: str) -> Explanation | None:
    """Read the report again and tell how this observation was read; None where it holds no such observation."""
    for found in _read(report):
        if _observation(report, found).observation_id != observation_id:
            continue
        sentence, r = found.sentence, found.reading
        words: tuple[tuple[str, str, str], ...] = ()
        if isinstance(r, Reading):
            sides = (("before", r.head.left), ("subject", r.head.core), ("after", r.head.right))
            words = tuple((side, t.text, ", ".join(t.kinds)) for side, tokens in sides for t in tokens)
        text = report.text[sentence.start : sentence.end]
        carried = r.carried if isinstance(r, Reading) else ()
        return Explanation(text, found.start, found.end, sentence.view, words, carried)
    return None


def _read(report: Report) -> Iterator[_Found]:
    identity = report.identity
    text = NOTES.sub(lambda note: " " * len(note[0]), report.text)  # places stay
    numbers = read_quantities(text)
    starts = [q.start for q in numbers]
    area = areas().get(identity.area_code)
    who = speaker(identity.area_name, area.short_name if area else "", identity.level)
    estimates = [(m.start(), "下同" in m[0]) for m in ESTIMATES.finditer(report.text)]
    estimated: str | None = None  # the section whose figures are estimates
    before: Reading | Promise | None = None  # what the sentence before told of the latest year
    section: str = ""
    beside: str | None = None  # the metric that the sentence before told last
    for sentence in outline(text, identity.year):
        before, section = (before if sentence.section == section else None), sentence.section
        inside = before is not None and text.startswith("其中", sentence.start)
        if before is not None and inside:  # of what the sentence before told, in its years
            sentence = replace(sentence, view=View(sentence.view.stance, before.first, before.last))  # noqa: PLW2901
        since, until = None, sentence.end
        if estimates:
            told = estimates[
                bisect_left(estimates, (sentence.start, False)) : bisect_left(estimates, (sentence.end, False))
            ]
            since, until = _estimated(text, sentence, told, sentence.section == estimated)
            estimated = sentence.section if any(lasts for _, lasts in told) else estimated
        a = bisect_left(starts, sentence.start)
        b = bisect_left(starts, sentence.end, a)
        if a == b and not (sentence.view.stance == PLAN and may_promise(text, sentence.start, sentence.end)):
            continue
        told_last: Reading | Promise | None = None
        context = Context(sentence.view, identity.year, who, beside if inside else None)
        beside = None
        for found in _read_one(text, sentence, numbers[a:b], context):
            r = found.reading
            beside = r.subject.metric or beside
            if since is not None and isinstance(r, Reading) and since < sentence.start + found.end <= until:
                r.estimate = r.last >= sentence.view.last  # what was years ago is no estimate
            told_last = r if told_last is None or r.last >= told_last.last else told_last
            yield found
        before = told_last


def _estimated(text: str, sentence: Sentence, told: list[tuple[int, bool]], before: bool) -> tuple[int | None, int]:
    """From where to where the figures of a sentence are estimates: a note in brackets closes its clause; with 下同 all goes on.

    `told`: the notes of the sentence, each with whether it lasts; `before`: one that lasts stood before.
    """
    if before:
        return sentence.start, sentence.end
    if not told:
        return None, sentence.end
    at, lasts = told[0]
    if lasts:
        return max(text.rfind(c, sentence.start, at) for c in "；：。") + 1, sentence.end
    stop = text.find("；", at, sentence.end)
    return max(text.rfind(c, sentence.start, at) for c in "，；：。") + 1, stop if stop >= 0 else sentence.end


def _read_one(text: str, sentence: Sentence, numbers: list[Quantity], context: Context) -> Iterator[_Found]:
    words = text[sentence.start : sentence.end]
    found: list[_Found] = []
    if numbers:
        inside = [q.moved(-sentence.start) for q in numbers]
        for r in [*read_sentence(words, inside, context), *structures(words, context)]:
            found.append(_Found(sentence, r.quantity.number_start, r.quantity.number_end, r))
    heading = "，" not in words and "；" not in words and words.strip() in sentence.section.split(" / ")
    for p in () if heading else promises(words, context):
        found.append(_Found(sentence, p.start, p.end, p))
    yield from sorted(found, key=lambda f: f.start)


def _observation(report: Report, found: _Found) -> Observation:
    sentence, r = found.sentence, found.reading
    identity = report.identity
    start, end = sentence.start + found.start, sentence.start + found.end
    low = high = None
    unit = canonical = None
    factor = 1.0
    comparator, relation, basis, status = "none", None, None, None
    if isinstance(r, Reading):
        q = r.quantity
        low, high, comparator = _signed(q, r.sign)
        unit = None if q.form == "multiple" else _half_width(q.unit) or None
        canonical, factor = canonical_unit(q.unit, r.subject.dimension, r.subject.metric or "")
        basis = r.basis
        status = ("E" if r.estimate else "A") if r.kind == "actual" else None
    else:
        relation = r.relation
    period = str(r.first) if r.first == r.last else f"{r.first}-{r.last}"
    metric = r.subject.metric or "x:" + key(r.subject.phrase)
    char_start, char_end = report.offsets[start], report.offsets[end - 1] + 1
    told = f"{report.report_id}|{char_start}|{char_end}|{metric}|{r.kind}|{period}|{r.measure}|{low}|{high}|{relation}|{r.subject.place}"
    identifier = hashlib.sha256(told.encode()).hexdigest()[:16]
    return Observation(
        observation_id=identifier,
        report_id=report.report_id,
        area_code=identity.area_code,
        report_year=identity.year,
        metric=metric,
        phrase=r.subject.phrase,
        kind=r.kind,
        time_period=period,
        time_start=r.first,
        time_end=r.last,
        measure=r.measure,
        value_low=times(low, factor),
        value_high=times(high, factor),
        unit=canonical,
        raw_low=low,
        raw_high=high,
        raw_unit=unit,
        comparator=comparator,
        relation=relation,
        basis=basis,
        obs_status=status,
        place=r.subject.place,
        section=sentence.section,
        evidence=_evidence(report.text, sentence, found),
        char_start=char_start,
        char_end=char_end,
        confidence=confidence(r, identity.year) if isinstance(r, Reading) else NO_NUMBER,
    )


@lru_cache(maxsize=1 << 10)
def _half_width(unit: str) -> str:
    return unit.translate(HALF_WIDTH)


def _signed(q: Quantity, sign: int) -> tuple[float | None, float | None, str]:
    """The bounds and the comparator of the signed number: 降低3%以上 is at most -3."""
    if sign >= 0:
        return q.low, q.high, q.comparator
    low = None if q.high is None else -q.high
    high = None if q.low is None else -q.low
    turned = {"gte": "lte", "lte": "gte"}.get(q.comparator, q.comparator)
    return low, high, turned


def _evidence(text: str, sentence: Sentence, found: _Found) -> str:
    """The sentence, or of a long one the clauses around the number, letter for letter, at most 160 characters."""
    a, b = sentence.start, sentence.end
    while a < b and text[a].isspace():
        a += 1
    if b - a <= EVIDENCE_LENGTH:
        return text[a:b].strip()
    start, end = sentence.start + found.start, sentence.start + found.end
    left = max(a, start - EVIDENCE_LENGTH * 2 // 3)
    cut = max(text.find(c, left, start) for c in "，,；;、：:")
    left = cut + 1 if left > a and cut >= 0 else left
    right = min(b, left + EVIDENCE_LENGTH)
    if right < b:
        stop = max(text.rfind(c, end, right) for c in "，,；;。、")
        right = stop if stop >= end else right
    return text[left:right].strip()
