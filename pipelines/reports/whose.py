"""The area a report speaks for.

What counts, the strongest first: the title block (在…第N届, …政府工作报告, …市长) and the salutation (我代表…人民政府), the
lowest level that they name; then the file's name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from pipelines.reports.lower import Lower, lower_in, pieces
from pipelines.reports.model import ReportError
from pipelines.reports.named import alive, in_words, named
from pipelines.reports.words import NUMBER, YEAR_DIGITS, Words
from pipelines.vocabulary.areas import LEVELS, NATION, Area, areas, by_name, lower_kinds, name_pattern, within

OFFICE = "总理|省长|市长|区长|县长|州长|盟长|旗长|镇长|乡长|主席|专员|管委会主任|办事处主任"
NAME = (
    r"(?:[\u4e00-\u9fff]{2,4}?|[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff]{1,8})(?=同志|作政府|作《|代表|向大会|在|[)）]|\s*$)"
)
PLACE = r"[\u4e00-\u9fff?()a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü^]"  # with the remains of a swapped page
GOVERNMENT = "人民政府|政府|行政公署|行署|管理委员会|管委会|办事处"
NAMING = (
    re.compile(rf"代表\s*([\u4e00-\u9fff]{{2,24}}?)(?:党工委|{GOVERNMENT}|向大会|，)"),
    re.compile(rf"(?:在|于|^|日)[，,]?\s*({PLACE}{{2,30}}?)第{NUMBER}届", re.MULTILINE),
    re.compile(rf"第{NUMBER}届([\u4e00-\u9fff]{{2,20}}?)(?:人民代表大会|人大)"),
    re.compile(rf"(?:^|年)\s*({PLACE}{{2,30}}?)(?:{YEAR_DIGITS})?年?度?(?:{GOVERNMENT})?工作报告", re.MULTILINE),
    re.compile(rf"^\W*关于({PLACE}{{2,20}}?)(?:{YEAR_DIGITS})年", re.MULTILINE),
    re.compile(rf"(?:^\W*|上)({PLACE}{{2,20}}?)(?:{GOVERNMENT})?代?(?:{OFFICE})(?:\s*{NAME}|\s)", re.MULTILINE),
)
# 我代表区人民政府, 在区第六届, 区长 某某: the report is that of a 区, whichever
KIND = re.compile(
    rf"代表(?:自治|本|全)?([省市州区县旗盟])(?:{GOVERNMENT})|[在于日，\s]([省市州区县旗盟])第{NUMBER}届|^\s*代?([省市州区县旗盟])长[ 　：:]",
    re.MULTILINE,
)
ISSUED = re.compile(r"^\s*([\u4e00-\u9fff]{2,20}?)(?:人民政府|行政公署)(?:办公[厅室])?(?:$|关于)", re.MULTILINE)
NATIONAL = re.compile(r"代表国务院|届全国(?:人民代表大会|人大)|全国人民代表大会第|^\W*国务院总理", re.MULTILINE)
NATION_IN_NAME = re.compile(r"cn\b|china|全国|国务院")
LOWER_KIND = re.compile(
    rf"代表(?:我|本|全)?({'|'.join(sorted(lower_kinds(), key=len, reverse=True))})(?:党工委|党委|{GOVERNMENT}|，)"
)
MENTIONS = 3  # of a parent in the text, to tell areas of one name apart; and so many times as often as any other
SAY_AREA = "write the area with its province into the title or the file name, or into a sidecar"
SAY_PARENT = "write the county or city it belongs to into the title or the file name, or into a sidecar"


def area_of(words: Words, year: int) -> Area:
    """The area that the title block and the salutation tell, or, where they are silent, the file's name.

    Raises ReportError where they do not tell it, or where areas of the same name compete; these are listed.
    """
    if NATIONAL.search(words.head) or NATIONAL.search(words.salute):
        return areas()[NATION]
    if (below := _below(words, year)) is not None:
        return below
    area = _coded(words, year)
    if (kinds := _kinds(words)) and not area.name.endswith(tuple(kinds)):
        # 曲靖市人民政府 at the head of a page, and below it a report that speaks for a 区
        inside = [a for a in _hinted_areas(words, year) if within(a, area.code) and a.name.endswith(tuple(kinds))]
        if len(inside) != 1:
            raise ReportError(f"speaks for a {'、'.join(sorted(kinds))} and names only {area.name}; {SAY_AREA}")
        return inside[0]
    return area


def _coded(words: Words, year: int) -> Area:
    """The area with a code that the text tells, or the file's name."""
    rivals: set[Area] = set()
    for patterns in (NAMING, (ISSUED,)):
        votes, competing = _votes(words, patterns, year)
        rivals |= competing
        if votes:
            deepest = max(LEVELS.index(a.level) for a in votes)
            first, *others = Counter({a: n for a, n in votes.items() if LEVELS.index(a.level) == deepest}).most_common(
                2
            )
            if rivals and all(LEVELS.index(a.level) > deepest for a in rivals):
                break  # a county is named that its province or city only helps to find
            if not others or first[1] > others[0][1]:
                return first[0]
            rivals |= {a for a in votes if LEVELS.index(a.level) == deepest}
            break
    hinted = _hinted_areas(words, year)
    if rivals:
        return _one_of(rivals, hinted, words, year)
    if len(hinted) == 1:
        return hinted[0]
    if hinted:
        return _one_of(set(hinted), [], words, year)
    if any(NATION_IN_NAME.match(hint) for hint in words.hints):
        return areas()[NATION]
    raise ReportError(f"the text does not say whose report it is; {SAY_AREA}")


def stated_area(said: str, year: int) -> Area:
    """The one area that a sidecar's words or code mean: 530302, 曲靖市麒麟区, 麒麟区东山镇.

    Raises ReportError where no area is meant, or several are.
    """
    if said in areas():
        return areas()[said]
    parent, _, name = said.partition("-")
    if name and parent in areas() and (lower := lower_in(name, year)) is not None:
        return lower.in_parent(areas()[parent])
    if (lower := lower_in(said, year)) is not None and lower.parent is not None:
        return lower.in_parent(lower.parent)
    found = [areas()[NATION]] if said in ("全国", "cn", "中国") else in_words(said, year, to_the_end=True)
    if len(found) == 1:
        return found[0]
    raise ReportError(
        f"area: {said[:40]}: " + (f"several have this name: {_listed(found)}" if found else "no such area")
    )


def _said(words: Words, patterns: Iterable[re.Pattern[str]]) -> Iterator[str]:
    for pattern in patterns:
        for m in [*pattern.finditer(words.head), *pattern.finditer(words.salute)]:
            yield next(filter(None, m.groups())).removeprefix("在")


def _kinds(words: Words) -> set[str]:
    """How the names of areas end for which the text says that it speaks."""
    return {kind for part in (words.head, words.salute) for m in KIND.finditer(part) for kind in m.groups() if kind}


def _votes(words: Words, patterns: Iterable[re.Pattern[str]], year: int) -> tuple[Counter[Area], set[Area]]:
    """How often each area is named, and areas of one name that were named without saying which."""
    votes: Counter[Area] = Counter()
    competing: set[Area] = set()
    kinds = tuple(_kinds(words))
    for said in _said(words, patterns):
        found = in_words(said, year, kinds, to_the_end=True)
        if len(found) == 1:
            votes[found[0]] += 1
        else:
            competing.update(found)
    return votes, competing


def _one_of(rivals: set[Area], hinted: list[Area], words: Words, year: int) -> Area:
    """The one of several areas of one name that lies in what the title block, the file's name or the text speaks of."""
    for context in (_mentioned(words.head, year), set(hinted)):
        inside = [r for r in rivals if any(c.code != NATION and within(r, c.code) for c in context)]
        if len(inside) == 1:
            return inside[0]
    spoken = Counter({r: sum(words.text.count(p.short_name) for p in [*_parents(r)][:1]) for r in rivals}).most_common(
        2
    )
    if spoken[0][1] >= MENTIONS * max(1, spoken[-1][1]):
        return spoken[0][0]
    raise ReportError(f"areas of the same name compete: {_listed(rivals)}; {SAY_AREA}")


def _mentioned(words: str, year: int) -> set[Area]:
    """The areas that words mention under a name that only one has."""
    found = (alive(by_name()[m[0]], year) for m in name_pattern().finditer(words))
    return {which[0] for which in found if len(which) == 1}


def _surely_mentioned(words: str, year: int) -> set[Area]:
    """The areas that words mention by their full name, or inside another."""
    return {name.areas[0] for name in named(words, year) if name.surely and len(name.areas) == 1}


def _below(words: Words, year: int) -> Area | None:
    """The zone or township that the report speaks for, None where it speaks for an area with a code."""
    if not (found := _lowers(words, year)):
        return None
    lower = found[0]
    names = {one.name for one in found}
    hinted = _hinted(words, year)
    placed = {one.in_parent(one.parent) for one in [*found, *hinted] if one.parent and one.name in names}
    placed = placed or {lower.in_parent(parent) for parent in _parents_for(lower, words, year)}
    fitting = {area for area in placed if lower.may_lie_in(areas()[area.parent])}
    if len({area.code for area in fitting}) == 1:
        return min(fitting, key=lambda area: len(area.name))
    raise ReportError(f"speaks for {lower.said}, which has no GB/T 2260 code of its own; {SAY_PARENT}")


def _lowers(words: Words, year: int) -> list[Lower]:
    """The zones and townships that the text names as its own; where it says only 镇人民政府, those that the file's name names."""
    coded, told = False, []
    for said in _said(words, (*NAMING, ISSUED)):
        if in_words(said, year, to_the_end=True):
            coded = True
        elif (lower := lower_in(said, year)) is not None:
            told.append(lower)
    if with_name := [lower for lower in told if not lower.nameless]:
        return with_name
    kinds = {lower.kind for lower in told} | {lower_kinds()[m[1]][0] for m in LOWER_KIND.finditer(words.salute)}
    if kinds and not any(a.name.endswith(tuple(kinds)) for a in _mentioned(words.head, year)):  # 新区 of 浦东新区
        if fitting := [lower for lower in _hinted(words, year) if lower.kind in kinds]:
            return fitting
        raise ReportError(f"speaks for a {'、'.join(sorted(kinds))} and does not say which; {SAY_PARENT}")
    return [] if coded or kinds else _hinted(words, year)


def _hinted(words: Words, year: int) -> list[Lower]:
    """The zones and townships that the file's name names, else what the file says of the text elsewhere."""
    for hint in words.hints:
        found = (lower_in(piece, year) for piece in pieces(hint))
        if lowers := [lower for lower in found if lower is not None and not lower.nameless]:
            return lowers
    return []


def _hinted_areas(words: Words, year: int) -> list[Area]:
    """The area that the file's name names, else what the file says of the text elsewhere; several where they compete."""
    return next(filter(None, (in_words(hint, year) for hint in words.hints)), [])


def _parents_for(lower: Lower, words: Words, year: int) -> set[Area]:
    """The lowest areas that the title block, else the file's name, mentions."""
    for where in (words.head, *words.hints):
        found = {a for a in _surely_mentioned(where, year) if lower.may_lie_in(a)}
        lowest = {a for a in found if not any(b != a and within(b, a.code) for b in found)}
        if lowest:
            return lowest
    return set()


def _listed(found: Iterable[Area]) -> str:
    return "、".join(sorted(f"{_full(a)}（{a.code}）" for a in found))


def _parents(area: Area) -> Iterator[Area]:
    """The areas above one, the nearest first, without the nation."""
    while (parent := areas().get(area.parent)) is not None and parent.code != NATION:
        yield parent
        area = parent


def _full(area: Area) -> str:
    return "".join(a.name for a in [*reversed(list(_parents(area))), area])
