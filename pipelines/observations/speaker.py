"""Who speaks: the words that mean the whole area in a report."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the words that mean the whole area in this report."""

    names: frozenset[str]  # 云南, 云南省
    kind: str  # the last character of the area's kind: 国, 省, 市, 区, 县 …

    def means_itself(self, word: str) -> bool:
        """全省 in a province's report; 全国 in it is another place."""
        if word in self.names:
            return True
        if word[0] in "全本我整该" and len(word) > 1:
            last = word[-1]
            return last == self.kind or last in "域体个会们" or (word.endswith("辖区"))
        return word in ("中国", "国家") if self.kind == "国" else word not in ("中国", "国家")


@cache
def speaker(area_name: str, short_name: str, level: str) -> Speaker:
    """The words for the area itself. `level` as in Identity."""
    if level == "nation":
        return Speaker(frozenset(["全国", "我国", "中国", "国家"]), "国")
    return Speaker(frozenset(filter(None, [area_name, short_name])), area_name[-1] if area_name else "市")
