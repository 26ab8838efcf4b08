"""What the bytes of a broken page can spell: the characters that a reading may go on with, and how likely each is.

A reading is a plain tuple (score, pending, start, context, made): the logarithm of its probability, the waiting byte, where
that stood, the two characters before, and the characters made so far as a linked list
(made before, place in the page, character, its two bytes, which of them is a guess).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mypy_extensions import mypyc_attr

from pipelines.reports.gbk import (
    HIGH,
    NARROWED,
    NO_READINGS,
    Reading,
    Readings,
    Token,
    behind_drop,
    between_drops,
    holes,
    sounding,
    starting_with,
    table,
)
from pipelines.reports.language import ALIKE, Language, Shares, likeliest_after

Made = tuple[Any, int, str, int, int, int]
State = tuple[float, int, int, str, Made | None]

LOST = -1  # a byte that cannot be seen
IN_STEP = -2
SEEN, LEAD_GUESSED, TRAIL_GUESSED, DROP_GUESSED, BOTH_LOST = range(5)
DROPPED_FOR = 3  # readings for which dropped pairs are tried
FIRSTS = 8  # characters tried before a dropped pair
FEWER = 3  # ... for a reading that is not the best
SECONDS = 6  # ... and behind each of them
MIDDLES = 2  # ... and between two
CHOSEN = 12  # characters tried for a byte that is lost, beside those that the page has at such a place
BRIDGED = 1  # readings for which several dropped pairs in a row are tried
NEVER = -1e9  # the logarithm of the probability of what cannot be
WORST = 6.0  # readings this much less likely than the best are given up
LIKELY = 6.0  # a character this likely needs no other reading
SHOWN_LIKELY = 3.0  # ... at the end of a stretch, where dropped pairs may be shown as the sign of a lone byte
UNREADABLE = "□"
WIDE_DIGITS = frozenset("０１２３４５６７８９")
# what it costs (in the logarithm of a probability) that ...
UNSEEN_BYTE = 10.0  # a lone byte left no sign
DROPPED = 0.3  # a pair of bytes fell into the private area and is gone
SWAPPED = 4.0  # two characters held a swapped one astride
SWAPPED_UNSEEN = 12.0  # ... the second half of which cannot be seen
SAID_SWAPPED = 0.5  # ... and its pinyin says so
WHOLE_LOST = 24.0  # a whole character is gone
NEW_DIGIT = 12.0  # bytes that were not shown as a digit spell one
OTHER_FORM = 2.5  # a form of the character that the page does not use
NO_FORM = 12.0  # ... and the page has simplified characters only


@mypyc_attr(native_class=False)
class _Forms(dict[str, float]):
    """What a character costs as a form that the page does not use, where it uses another one of it."""

    def __init__(self, page: str, plain: dict[str, str], cost: float) -> None:
        super().__init__()
        self._used, self._plain, self._cost = set(page), plain, cost
        self._plain_used = {plain.get(char, char) for char in self._used}

    def __missing__(self, char: str) -> float:
        plain = self._plain.get(char, char)
        other = char not in self._used and plain in self._plain_used and plain not in NARROWED
        self[char] = self._cost if other else 0.0
        return self[char]


class Spelling:
    """What may follow on a reading, on one page."""

    def __init__(self, language: Language, page: str, traditional: bool) -> None:
        """`traditional`: the page has traditional characters, so that a lost byte may have been part of one."""
        self.language = language
        other_form = OTHER_FORM if traditional else NO_FORM
        self._score = language.score
        self._table = table()
        self._holes = holes()
        self._shares: dict[str, dict[str, float]] = {}
        self._pairs: dict[int, list[tuple[Reading, float, list[Reading]]]] = {}
        self._form = _Forms(page, self._table.plain, other_form)
        self._kept: dict[tuple[int, str], State] = {}
        self._least = NEVER  # what scores less and is not in step is given up

    def _offer(self, state: State) -> None:
        """Keep a reading, unless one that goes on like it is likelier or the best is by far."""
        score, pending, _, context, _ = state
        self._least = max(self._least, score - WORST)
        if score < self._least and pending != IN_STEP:
            return
        held = self._kept.get((pending, context))
        if held is None or held[0] < score:
            self._kept[pending, context] = state

    def _offer_all(self, states: list[State]) -> None:
        for state in states:
            self._offer(state)

    def learn(self, text: str) -> None:
        """What has been read for certain says more about the page."""
        self.language.learn(text)
        self._shares.clear()
        self._pairs.clear()

    def margin(self, text: str, at: int, char: str, others: Readings) -> float:
        """How much likelier (logarithm) a character of a plain text is than the likeliest of the others."""
        before, now, after = text[at - 2 : at], text[at], text[at + 1 : at + 3]
        language, plains = self.language, others.plains
        # a rival that goes with one neighbour only is none
        seen = language.before(after[0], language.after(before[1], plains)) | others.common
        form, chances, score = self._form, language.chances(before), self._score
        ranked = sorted(
            ((chances.score(plain) - min([form[r.char] for r in others.of[plain]]), plain) for plain in seen - {now}),
            reverse=True,
        )
        best = -99.0
        for first, plain in ranked:
            if first <= best:
                break  # what follows can only make it less
            best = max(best, first + score(before[1] + plain, after[0]) + score(plain + after[0], after[1]))
        return self._around(before, now, after) - form[char] - best

    def _around(self, before: str, char: str, after: str) -> float:
        score = self._score
        return score(before, char) + score(before[1] + char, after[0]) + score(char + after[0], after[1])

    def _following(self, pending: int, after: Token | None) -> str:
        """The character that a pending byte makes with the next one, plain; empty if that is not known."""
        if after is None or after.kind == "lone" or after.lead < 0x40 or pending == LOST:
            return ""
        if pending == IN_STEP:
            return self._table.plain.get(after.text, "")
        char = self._table.chars[pending << 8 | after.lead]
        return self._table.plain[char] if char else ""

    def _take(self, state: State, token: Token) -> State:
        """A character as it stands."""
        text = token.text
        plain = self._table.plain.get(text) or text.translate(ALIKE)
        context = state[3]
        return (
            state[0] + self._score(context, plain),
            IN_STEP,
            0,
            context[1] + plain,
            (state[4], token.start, text, 0, 0, SEEN),
        )

    def _made(
        self,
        state: State,
        char: str,
        plain: str,
        pending: int,
        start: int,
        lead: int,
        trail: int,
        guess: int,
        cost: float,
    ) -> State:
        """A character put together from the pending byte and another."""
        score, _, began, context, made = state
        score += self._score(context, plain) - cost
        return (score, pending, start, context[1] + plain, (made, began, char, lead, trail, guess))

    def _join(self, state: State, trail: int, pending: int, start: int, all_of_them: bool = False) -> list[State]:
        """The pending byte and this one spell a character."""
        lead = state[1]
        if lead == LOST:
            if trail == LOST:
                return [self._lost(state, pending, start)]
            found, guess = self._table.by_trail.get(trail, NO_READINGS), LEAD_GUESSED
        elif trail == LOST:
            found, guess = self._table.by_lead.get(lead, NO_READINGS), TRAIL_GUESSED
        else:
            char = self._table.chars[lead << 8 | trail]
            if not char:
                return []
            # a digit that nobody saw as one is the last thing to believe in
            cost = NEW_DIGIT if char in WIDE_DIGITS and state[3][1] != "0" else 0.0
            return [self._made(state, char, self._table.plain[char], pending, start, lead, trail, SEEN, cost)]
        readings = list(found.every) if all_of_them else self._likely(found, state[3])
        return self._made_of(state, readings, pending, start, guess, 0.0, self._worth(pending))

    def _likely(self, found: Readings, context: str) -> list[Reading]:
        """Those that have been seen after the character before, and the commonest ones."""
        plains = {plain for _, plain in likeliest_after(context[1], found.plains, CHOSEN)}
        plains |= found.common | self.language.seen_after(context[1], found.plains)
        return [reading for plain in plains for reading in found.of[plain]]

    @staticmethod
    def _lost(state: State, pending: int, start: int) -> State:
        score, _, began, context, made = state
        return (
            score - WHOLE_LOST,
            pending,
            start,
            context[1] + UNREADABLE,
            (made, began, UNREADABLE, LOST, LOST, BOTH_LOST),
        )

    def _end(self, state: State) -> State:
        """The pending byte's partner is gone without a sign."""
        if state[1] == IN_STEP:
            return state
        found = self._join(state, LOST, IN_STEP, state[2])
        return cost_more(max(found) if found else self._lost(state, IN_STEP, 0), UNSEEN_BYTE)

    def _drops(self, state: State, trail: int, pending: int, start: int, rank: int) -> None:
        """One pair or several between the pending byte and this one are gone."""
        if rank >= DROPPED_FOR or state[1] == LOST:
            return
        over, width = self._over_drop(state[1], trail), FIRSTS if rank == 0 else FEWER
        shares = self._shares_after(state[3][1])
        worth = [shares[first.plain] * share for first, share, _ in over]
        best, least = NEVER, self._worth(pending)
        for i in sorted(range(len(over)), key=worth.__getitem__, reverse=True)[:width]:
            first, _, behind = over[i]
            # what follows a first one that is not worth it can only make it less
            for made in self._made_of(state, [first], LOST, start, TRAIL_GUESSED, 0.0, least):
                for end in self._made_of(made, behind[:width], pending, start, LEAD_GUESSED, DROPPED, least):
                    best = max(best, end[0])
                    self._offer(end)
        if rank < BRIDGED and max(best, self._least + WORST) < state[0] - LIKELY:
            self._bridge(self._before_drop(state, start), trail, pending, start)

    def _over_drop(self, lead: int, trail: int) -> list[tuple[Reading, float, list[Reading]]]:
        """Two characters with a dropped pair between their bytes, by the first: how well the second follows, and which may."""
        key = lead << 8 | trail
        known = self._pairs.get(key)
        if known is not None:
            return known
        result = self._pairs[key] = []
        for first in self._table.droppable.get(lead, NO_READINGS).every:
            found = behind_drop(first.trail, trail)
            general = likeliest_after(first.plain, found.plains, SECONDS)
            own = self.language.seen_after(first.plain, found.plains)
            if general or own:
                share = (general[0][0] if general else 0.0) + (0.1 if own else 0.0)
                seconds = [*(plain for _, plain in general), *(own - {plain for _, plain in general})]
                result.append((first, share, [reading for plain in seconds for reading in found.of[plain]]))
        return result

    def _worth(self, pending: int) -> float:
        """What a reading must score at least, to be worth going on with."""
        return NEVER if pending == IN_STEP else self._least

    def _shares_after(self, last: str) -> dict[str, float]:
        """About how likely each character is after another."""
        found = self._shares.get(last)
        if found is None:
            found = self._shares[last] = Shares(self.language.chances("\n" + last))
        return found

    def _bridge(self, firsts: list[State], trail: int, pending: int, start: int) -> None:
        """The characters over two dropped pairs (one, if the last byte is lost): each has been seen after the one before."""
        middles: list[State] = []
        least, guess = self._worth(pending), DROP_GUESSED if trail == LOST else LEAD_GUESSED
        for first in firsts[:MIDDLES]:
            if first[0] < least:
                continue
            assert first[4] is not None
            gone = first[4][4]
            if trail == LOST:
                begun = starting_with(self._holes[gone])
                self._offer_all(self._seen_after(first, begun, pending, start, guess, self._worth(pending)))
            middles += self._seen_after(first, between_drops(gone), LOST, start, DROP_GUESSED, least)
        middles.sort(key=by_score)
        for middle in middles[:MIDDLES]:
            assert middle[4] is not None
            gone = middle[4][4]
            found = starting_with(self._holes[gone]) if trail == LOST else behind_drop(gone, trail)
            self._offer_all(self._seen_after(middle, found, pending, start, guess, self._worth(pending)))

    def _seen_after(
        self, state: State, found: Readings, pending: int, start: int, guess: int, least: float
    ) -> list[State]:
        last = state[3][1]
        plains = {plain for _, plain in likeliest_after(last, found.plains, MIDDLES)}
        plains |= self.language.seen_after(last, found.plains)
        readings = [r for plain in plains for r in found.of[plain]]
        return self._made_of(state, readings, pending, start, guess, DROPPED, least)

    def _before_drop(self, state: State, start: int) -> list[State]:
        """The characters that the pending byte may begin if its second byte was dropped with the one after it, likeliest first."""
        if state[1] == LOST:
            return []
        found = self._table.droppable.get(state[1], NO_READINGS)
        made = self._made_of(state, list(found.every), LOST, start, TRAIL_GUESSED, 0.0, NEVER)
        made.sort(key=by_score)
        return made

    def _made_of(
        self, state: State, readings: list[Reading], pending: int, start: int, guess: int, cost: float, least: float
    ) -> list[State]:
        """As _made does it for one, without those that score less than the least; most of the time of a page goes by here."""
        score, _, began, context, made = state
        here, form, last, spent = self.language.chances(context), self._form, context[1], score - cost
        found: list[State] = []
        for r in readings:
            now = spent + here.score(r.plain) - form[r.char]
            if now >= least:
                found.append((now, pending, start, last + r.plain, (made, began, r.char, r.lead, r.trail, guess)))
        return found

    def _hidden(self, state: State, start: int, sound: str, cost: float, only_known: bool = False) -> None:
        """The byte before pinyin spells that sound together with the last byte of the character before."""
        made = state[4]
        if made is None:
            return
        last = made[4] or self._table.code.get(made[2], 0) & 0xFF
        found = False
        for _, trail in sounding(last, sound):
            found = True
            self._offer(waiting(state, trail, start, cost))
            self._put_back(state, last << 8 | trail, start, cost + SAID_SWAPPED)
        if not found and not only_known:
            self._offer(waiting(state, LOST, start, cost + 4.0))

    def _put_back(self, state: State, swapped: int, start: int, cost: float) -> None:
        """A traditional character stood for a simplified one, of which the last character made should have the first byte."""
        last = state[4]
        simple = self._table.swaps.get(swapped)
        if last is None or simple is None:
            return
        first = last[3] or self._table.code.get(last[2], 0) >> 8
        char = self._table.chars[first << 8 | simple >> 8] if first >= HIGH else ""
        if not char:
            return
        plain = self._table.plain
        before = self._context(last[0])
        score = state[0] - self._score(before, plain.get(last[2], last[2])) + self._score(before, plain[char]) - cost
        made: Made = (last[0], last[1], char, first, simple >> 8, SEEN)
        self._offer((score, simple & 0xFF, start, before[1] + plain[char], made))

    def _unswapped(self, state: State, trail: int, token: Token) -> None:
        """The character before holds the first byte of a traditional one, whose second is here; put the simplified one back."""
        last = state[4]
        if last is None or last[3]:
            return
        pair = self._table.code.get(last[2], 0)
        first, second = pair >> 8, pair & 0xFF
        if first < HIGH:
            return
        if trail == LOST:
            simple_ones: Iterable[int] = self._table.swaps_from.get(second, ())
        else:
            simple_ones = (self._table.swaps[second << 8 | trail],) if second << 8 | trail in self._table.swaps else ()
        plain = self._table.plain
        for simple in simple_ones:
            char = self._table.chars[first << 8 | simple >> 8]
            if not char:
                continue
            before = self._context(last[0])
            score = (
                state[0]
                - self._score(before, plain[last[2]])
                + self._score(before, plain[char])
                - (SWAPPED if trail != LOST else SWAPPED_UNSEEN)
            )
            made = (last[0], last[1], char, first, simple >> 8, SEEN)
            waiting: State = (score, simple & 0xFF, token.start, before[1] + plain[char], made)
            if token.kind == "pair":
                self._offer_all(self._join(waiting, token.trail, IN_STEP, token.start))
            else:
                self._offer(waiting)

    def _context(self, made: Made | None) -> str:
        chars = ""
        while made is not None and len(chars) < 2:
            chars = (self._table.plain.get(made[2]) or made[2].translate(ALIKE)) + chars
            made = made[0]
        return chars.rjust(2, "\n")


def by_score(state: State) -> float:
    return -state[0]


def cost_more(state: State, cost: float) -> State:
    return (state[0] - cost, *state[1:])


def waiting(state: State, byte: int, start: int, cost: float) -> State:
    return (state[0] - cost, byte, start, state[3], state[4])
