"""Clauses and parts of clauses that say when, how or under what a figure was reckoned, and are no subject themselves."""

from __future__ import annotations

import re

from pipelines.observations.times import EXPLICIT, WITHIN_YEAR

# What a clause without a number may hold that reaches over the next: a time, 预计, a year to compare with.
TELLING = re.compile(r"[年末月旬季]|预计|初步|五时期|期间|目前")
CIRCUMSTANCE = re.compile(r"在[^，,。；;]{2,40}?(?:情况|背景|条件|前提|形势|基础|基数)(?:下|之上|上|之下)?")
BY_YEAR = re.compile(r"到20\d\d年")
PART_OF_YEAR = re.compile(f"(?:{EXPLICIT})?{WITHIN_YEAR}")
# A clause that only says how a figure was reckoned: the subject before it still stands.
ASIDE = re.compile(
    r"(?:考虑|扣除|剔除|还原|按照?|据|比|较|与|不含|不包括|排除)[^，,。；;]{2,30}$|在[^，,。；;]{2,40}(?:上|下)$|同口径"
    r"|(?:连续\d+年|连续[一二三四五六七八九十]+年)?(?:稳?居|位居|位列|排名|列)[^，,。；;]{1,14}$|(?:再创|创)[^，,。；;]{1,10}新高$"
)
