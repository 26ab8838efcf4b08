"""Broken text to the text as it was published, with what was done and a map of offsets back to the source.

Healthy text changes in width and spaces only: full-width digits and letters become plain, spaces inside Chinese text go,
a run of wide spaces begins a paragraph. A page whose characters a mirror site swapped and cut apart is put together again
(rejoin, astride), gets its pinyin taken out, and is turned back to simplified characters by words (swapped); what a wrong
encoding made of a text is undone (mojibake). docs/RESTORE.md tells the kinds of damage and what is never done.

Speed: each rule first asks one cheap pattern whether there is anything to do, and works on the matches alone. A pattern
begins with a literal or a character class, never with a lookbehind, so that the search can skip ahead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import compress
from operator import ne

from pipelines.memory import collector_at_rest
from pipelines.reports.gbk import unreadable
from pipelines.reports.model import Restored, Step
from pipelines.reports.mojibake import COMPATIBLE, ENTITY, SUSPECT, compatible, entity, misread
from pipelines.reports.places import Places
from pipelines.reports.rejoin import is_cut, rejoin
from pipelines.reports.spaces import GAP, SUBSCRIPT, WIDE, WIDE_DOT, WIDE_RUN, Gaps
from pipelines.reports.swapped import PINYIN, is_swapped, is_traditional, simplified, without_pinyin

MOST_ROUNDS = 4
MOST_PLACES = 50  # that a step names
CUT_APART = "characters cut apart"
UNREADABLE_SIGNS = "\ufffd□?"
UNREADABLE = re.compile("[\ufffd□]+|(?<=[\u3400-\u9fff])\\?(?=[\u3400-\u9fff、。])")


@dataclass(slots=True)
class _Work:
    """A text on its way, with the place of each character in the source."""

    text: str
    places: Places
    steps: list[Step] = field(default_factory=list)

    def replace(self, name: str, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str]) -> None:
        """Replace each match by what `by` says of it; a match that `by` gives back is left alone."""
        self.edit(name, ((m.start(), m.end(), by(m)) for m in pattern.finditer(self.text)))

    def swap(self, name: str, text: str) -> None:
        """Take a text of the same length; places stay."""
        changed = list(compress(range(len(text)), map(ne, self.text, text)))
        if changed:
            self.note(name, changed, self.text[changed[0]], text[changed[0]])
            self.text = text

    def edit(self, name: str, found: Iterable[tuple[int, int, str]]) -> None:
        """Put text in the place of stretches, which stand in order; those beside each other count as one."""
        parts: list[str] = []
        edits: list[tuple[int, int, int]] = []
        starts: list[int] = []
        example: tuple[str, str] = ("", "")
        text, at = self.text, 0
        for start, end, after in found:
            before = text[start:end]
            if before == after:
                continue
            if not starts or start > at:
                starts.append(start)
                parts.append(text[at:start])
            if len(starts) == 1:
                example = (example[0] + before, example[1] + after)
            if after:
                parts.append(after)
            at = end
            if len(before) != len(after):
                edits.append((start, end, len(after)))
        if starts:
            self.note(name, starts, *example)
            parts.append(text[at:])
            self.text = "".join(parts)
            self.places = self.places.edited(edits) if edits else self.places

    def note(self, name: str, starts: list[int], before: str, after: str) -> None:
        """Record a step."""
        self.steps.append(Step(name, len(starts), before, after, tuple(self.places[i] for i in starts[:MOST_PLACES])))


def restore(text: str) -> Restored:
    """The mended text, the steps that were taken and, for each character and the end, its place in `text`.

    Pure and total: every string has a result, and mending that again changes nothing. A step counts the stretches that it
    changed, shows the first of them and names the places in `text` of the first fifty.
    """
    work = _Work(text, Places.same(len(text)))
    with collector_at_rest():
        for _ in range(MOST_ROUNDS):
            if not _round(work):
                break
    found: list[re.Match[str]] = []
    if any(step.name == CUT_APART for step in work.steps):
        found = list(unreadable().finditer(work.text))
    elif any(sign in work.text for sign in UNREADABLE_SIGNS):
        found = list(UNREADABLE.finditer(work.text))
    if found:
        work.note("unreadable, left as they are", [m.start() for m in found], found[0][0], found[0][0])
    return Restored(work.text, tuple(work.steps), work.places)


def _round(work: _Work) -> bool:
    """Mend once, and say whether more was done than width and spaces, so that there may be more to find."""
    before = len(work.steps)
    if SUSPECT.search(work.text):
        work.replace("HTML entities", ENTITY, entity)
        work.edit("read in a wrong encoding", misread(work.text))
        work.replace("compatibility characters", COMPATIBLE, compatible)
    swapped = is_swapped(work.text)
    traditional = swapped or is_traditional(work.text)
    if traditional or is_cut(work.text):
        work.edit(CUT_APART, rejoin(work.text, traditional))
    if swapped:
        work.replace("pinyin in brackets", PINYIN, without_pinyin)
    if traditional:
        work.swap("traditional to simplified", simplified(work.text))
    mended = len(work.steps) > before
    work.replace("width", WIDE_RUN, lambda m: m[0].translate(WIDE))
    work.replace("wide dots in numbers", WIDE_DOT, lambda _: ".")
    work.replace("spaces", GAP, Gaps(work.text))
    work.replace("subscripts on lines of their own", SUBSCRIPT, lambda m: m[1])
    return mended
