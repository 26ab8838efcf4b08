"""Characters that a site cut apart on GBK bytes, put together again: the search for the likeliest reading.

A page is read from left to right as bytes. A byte that lost its partner shifts what follows by one, until a plain letter
or another lone byte brings it back into step. A beam of readings is kept, each in step or with the first byte of a character
still waiting for its second; where a byte is lost, all that it can have been are tried. The likeliest Chinese wins.

A reading is a plain tuple (score, pending, start, context, made): the logarithm of its probability, the waiting byte, where
that stood, the two characters before, and the characters made so far as a linked list
(made before, place in the page, character, its two bytes, which of them is a guess).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from heapq import nlargest
from math import exp
from typing import Any

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
    letters,
    sounds,
    starting_with,
    table,
)
from pipelines.reports.language import ALIKE, Language, likeliest_after

Made = tuple[Any, int, str, int, int, int]
State = tuple[float, int, int, str, Made | None]

LOST = -1  # a byte that cannot be seen
IN_STEP = -2
SEEN, LEAD_GUESSED, TRAIL_GUESSED, DROP_GUESSED, BOTH_LOST = range(5)
BEAM = 8
WORST = 8.0  # readings this much less likely than the best are given up
DROPPED_FOR = 6  # readings for which dropped pairs are tried
FIRSTS = 8  # characters tried before a dropped pair
FEWER = 3  # ... for a reading that is not the best
SECONDS = 6  # ... and behind each of them
MIDDLES = 4  # ... and between two
BRIDGED = 1  # readings for which several dropped pairs in a row are tried
LIKELY = 6.0  # a character this likely needs no other reading
WORST_IN_STEP = 20.0  # ... but the best one that is in step is kept somewhat longer
LONGEST = 400  # tokens of one stretch
UNREADABLE = "□"
WIDE_DIGITS = frozenset("０１２３４５６７８９")
# what it costs (in the logarithm of a probability) that ...
AS_IT_IS = 8.0  # a sign of breakage is none
SEEN_BYTE = 1.0  # a lone byte left its sign
UNSEEN_BYTE = 10.0  # ... or none
DROPPED = 0.3  # a pair of bytes fell into the private area and is gone
SHOWN_PAIR = 3.0  # such a pair is shown as the sign of a lone byte
NARROW = 1.0  # a narrow sign was a wide one
SWAPPED = 4.0  # two characters held a swapped one astride
SWAPPED_UNSEEN = 12.0  # ... the second half of which cannot be seen
SAID_SWAPPED = 0.5  # ... and its pinyin says so
SWAPPED_ASTRIDE = 1.0  # ... and are shown as it
WHOLE_LOST = 24.0  # a whole character is gone
WRONG_SOUND = 6.0  # pinyin that does not fit its character
NEW_DIGIT = 12.0  # bytes that were not shown as a digit spell one
OTHER_FORM = 2.5  # a form of the character that the page does not use
NO_FORM = 12.0  # ... and the page has simplified characters only


class Search:
    """The beam over stretches of one page."""

    def __init__(self, language: Language, page: str, traditional: bool) -> None:
        """`traditional`: the page has traditional characters, so that a lost byte may have been part of one."""
        self.language = language
        self._other_form = OTHER_FORM if traditional else NO_FORM
        self._score = language.score
        self._table = table()
        self._holes = holes()
        self._shares: dict[str, float] = {}
        self._pairs: dict[int, list[tuple[Reading, float, list[Reading]]]] = {}
        self._forms = set(page)
        plain = self._table.plain
        self._plain_forms = {plain.get(char, char) for char in self._forms}

    def run(self, stretch: Iterable[Token], seeds_until: int) -> tuple[float, Made | None, int]:
        """The likeliest reading, from a place in step to where it is surely in step again, and where that is."""
        states: list[State] = [(0.0, IN_STEP, 0, "\n\n", None)]
        calm = end = count = 0
        before: Token | None = None
        stream = iter(stretch)
        token = next(stream, None)
        while token is not None:
            after = next(stream, None)
            sound = letters(after.text) if after is not None and after.kind in ("pinyin", "orphan") else ""
            found = self._best(self._step(states, before, token, sound, after))
            states = found or [self._take(self._end(s), token) for s in states]
            end = token.end
            count += 1
            if end > seeds_until and token.kind not in ("pinyin", "orphan") and all(s[1] == IN_STEP for s in states):
                calm += 1
                if not sound and calm >= (2 if len(states) == 1 else 4):
                    break
            else:
                calm = 0
            if count > LONGEST:
                break
            before, token = token, after
        best = max(map(self._end, states))
        return best[0], best[4], end

    def learn(self, text: str) -> None:
        """What has been read for certain says more about the page."""
        self.language.learn(text)
        self._shares.clear()
        self._pairs.clear()

    def margin(self, text: str, at: int, char: str, others: Readings) -> float:
        """How much likelier (logarithm) a character of a plain text is than the likeliest of the others."""
        before, now, after = text[at - 2 : at], text[at], text[at + 1 : at + 3]
        seen = (
            self.language.after(before[1], others.plains)
            | self.language.before(after[0], others.plains)
            | others.common
        )
        scores = {
            plain: self._around(before, plain, after) - min(self._form(r) for r in others.of[plain])
            for plain in seen - {now}
        }
        return self._around(before, now, after) - self._form_of(char, now) - max(scores.values(), default=-99.0)

    def _around(self, before: str, char: str, after: str) -> float:
        score = self._score
        return score(before, char) + score(before[1] + char, after[0]) + score(char + after[0], after[1])

    # -- one token

    def _step(
        self, states: list[State], before: Token | None, token: Token, sound: str, after: Token | None
    ) -> Iterator[State]:
        for rank, state in enumerate(states):
            if token.kind in ("pinyin", "orphan"):
                yield from self._sound(state, before, token)
            elif state[1] == IN_STEP:
                yield from self._in_step(state, token, sound, after)
            else:
                yield from self._shifted(state, token, sound, after, rank)

    def _sound(self, state: State, before: Token | None, token: Token) -> Iterator[State]:
        """Pinyin says what the two bytes before it spell."""
        made = state[4]
        looked_at = before is None or before.kind in ("lone", "orphan", "pinyin")
        if looked_at or state[1] != IN_STEP or made is None:
            yield state
            return
        if token.kind == "pinyin" and letters(token.text) in sounds(made[2]):
            yield state
            return
        yield _cost(state, WRONG_SOUND)
        yield from self._hidden(state, token.start, letters(token.text), 2.0 if token.kind == "orphan" else 4.0)

    def _in_step(self, state: State, token: Token, sound: str, after: Token | None) -> Iterator[State]:
        if token.kind == "lone":
            yield _cost(self._take(state, token), AS_IT_IS)
            if sound:
                yield from self._hidden(state, token.start, sound, SEEN_BYTE)
            else:
                yield _wait(state, LOST, token.start, SEEN_BYTE)
                if state[4] is not None and not state[4][3]:
                    yield from self._unswapped(state, LOST, token)
            return
        yield self._take(state, token)
        if token.kind == "edge":
            return
        if token.lead >= 0x40:
            yield from self._unswapped(state, token.lead, token)
        if token.text in NARROWED:
            yield from self._shifted(_wait(state, LOST, token.start, UNSEEN_BYTE), token, sound, after)

    def _shifted(self, state: State, token: Token, sound: str, after: Token | None, rank: int = 9) -> Iterator[State]:
        if token.kind == "pair":
            if (
                simple := self._table.swaps.get(token.lead << 8 | token.trail)
            ) is not None:  # swapped where it stood astride
                yield from self._join(_cost(state, SWAPPED_ASTRIDE), simple >> 8, simple & 0xFF, token.start, None)
            direct = list(self._join(state, token.lead, token.trail, token.start, after))
            yield from direct
            if state[1] != LOST and not self._likely_direct(state, direct, token, after):
                yield from self._drops(state, token.lead, token.trail, token.start, rank)
        elif token.kind == "lone":
            yield from self._last_byte(state, token, sound, rank)
        elif token.kind == "byte":
            if token.lead >= 0x40:
                direct = list(self._join(state, token.lead, IN_STEP, token.start, None))
                yield from direct
                if state[1] != LOST and (not direct or direct[0][0] < state[0] - LIKELY):
                    yield from self._drops(state, token.lead, IN_STEP, token.start, rank)
            if token.text in NARROWED:
                pair = self._table.code[NARROWED[token.text]]
                yield from self._join(_cost(state, NARROW), pair >> 8, pair & 0xFF, token.start, after)
            yield self._take(self._end(state), token)
        else:
            yield self._take(self._end(state), token)

    def _likely_direct(self, state: State, direct: list[State], token: Token, after: Token | None) -> bool:
        """The character that needs no other explanation is likely, and so is the next."""
        if not direct or direct[0][0] < state[0] - LIKELY:
            return False
        following = self._following(token.trail, after)
        if not following:
            return direct[0][0] > state[0] - LIKELY / 2
        return self.language.follows(direct[0][3][1], following)

    def _following(self, pending: int, after: Token | None) -> str:
        """The character that a pending byte makes with the next one, plain; empty if that is not known."""
        if after is None or after.kind == "lone" or after.lead < 0x40 or pending == LOST:
            return ""
        if pending == IN_STEP:
            return self._table.plain.get(after.text, "")
        char = self._table.chars[pending << 8 | after.lead]
        return self._table.plain[char] if char else ""

    def _last_byte(self, state: State, token: Token, sound: str, rank: int) -> Iterator[State]:
        """The second byte stands alone, or has swallowed what came after it."""
        start = token.start
        found = list(self._join(state, LOST, IN_STEP, start, None, all_of_them=bool(sound)))
        if sound:
            right = [s for s in found if s[4] is not None and sound in sounds(s[4][2])]
            yield from right
            for s in found:  # the sign of a second lone byte was swallowed
                yield from self._hidden(s, start, sound, SEEN_BYTE + 2.0, only_known=True)
            for first in self._before_drop(state, start, FIRSTS):
                for lead in self._holes[first[4][4]] if first[4] else ():
                    for char, trail in _sounding(lead, sound):
                        plain = self._table.plain[char]
                        yield self._made(first, char, plain, IN_STEP, start, lead, trail, TRAIL_GUESSED, DROPPED)
            if right:
                return
        yield from (_cost(s, WRONG_SOUND) for s in found) if sound else found
        pair = self._table.code["？"]
        yield from self._join(_cost(state, NARROW), pair >> 8, pair & 0xFF, start, None)
        if not sound:
            if rank < BRIDGED:
                yield from self._bridge(state, LOST, IN_STEP, start)
            for first in self._before_drop(state, start, FIRSTS):
                yield (first[0] - SHOWN_PAIR, LOST, start, first[3], first[4])

    # -- what can be done

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

    def _join(
        self, state: State, trail: int, pending: int, start: int, after: Token | None, all_of_them: bool = False
    ) -> Iterator[State]:
        """The pending byte and this one spell a character."""
        lead = state[1]
        if lead == LOST:
            if trail == LOST:
                yield self._lost(state, pending, start)
                return
            found, guess = self._table.by_trail.get(trail, NO_READINGS), LEAD_GUESSED
        elif trail == LOST:
            found, guess = self._table.by_lead.get(lead, NO_READINGS), TRAIL_GUESSED
        else:
            char = self._table.chars[lead << 8 | trail]
            if char:
                # a digit that nobody saw as one is the last thing to believe in
                cost = NEW_DIGIT if char in WIDE_DIGITS and state[3][1] != "0" else 0.0
                yield self._made(state, char, self._table.plain[char], pending, start, lead, trail, SEEN, cost)
            return
        following = self._following(pending, after)
        for reading in found.every if all_of_them else self._likely(found, state[3], following):
            cost = self._form(reading)
            yield self._made(
                state, reading.char, reading.plain, pending, start, reading.lead, reading.trail, guess, cost
            )

    def _likely(self, found: Readings, context: str, following: str) -> list[Reading]:
        """Those that have been seen beside a neighbour, and the commonest ones."""
        plains = {plain for _, plain in likeliest_after(context[1], found.plains, 24)}
        plains |= found.common | self.language.seen_after(context[1], found.plains)
        if following:
            plains |= self.language.before(following, found.plains)
        return [reading for plain in plains for reading in found.of[plain]]

    def _form(self, reading: Reading) -> float:
        return self._form_of(reading.char, reading.plain)

    def _form_of(self, char: str, plain: str) -> float:
        if char in self._forms or plain not in self._plain_forms or plain in NARROWED:
            return 0.0
        return self._other_form

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
        found = list(self._join(state, LOST, IN_STEP, state[2], None))
        return _cost(max(found) if found else self._lost(state, IN_STEP, 0), UNSEEN_BYTE)

    def _drops(self, state: State, trail: int, pending: int, start: int, rank: int) -> Iterator[State]:
        """One pair or several between the pending byte and this one are gone."""
        if rank >= DROPPED_FOR or state[1] == LOST:
            return
        last, width = state[3][1], FIRSTS if rank == 0 else FEWER
        chosen = nlargest(
            width, self._over_drop(state[1], trail), key=lambda item: self._share(last, item[0].plain) * item[1]
        )
        best = -1e9
        for first, _, behind in chosen:
            made = self._made_of(state, [first], LOST, start, TRAIL_GUESSED, 0.0)[0]
            for end in self._made_of(made, behind[:width], pending, start, LEAD_GUESSED, DROPPED):
                best = max(best, end[0])
                yield end
        if rank < BRIDGED and best < state[0] - DROPPED - 2 * LIKELY:
            yield from self._bridge(state, trail, pending, start)

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

    def _share(self, last: str, char: str) -> float:
        """About how likely a character is after another."""
        key = last + char
        found = self._shares.get(key)
        if found is None:
            found = self._shares[key] = exp(self._score("\n" + last, char))
        return found

    def _bridge(self, state: State, trail: int, pending: int, start: int) -> Iterator[State]:
        """The characters over two dropped pairs (one, if the last byte is lost): each has been seen after the one before."""
        middles: list[State] = []
        for first in self._before_drop(state, start, MIDDLES):
            assert first[4] is not None
            if trail == LOST:
                yield from self._seen_after(
                    first, starting_with(self._holes[first[4][4]]), pending, start, DROP_GUESSED
                )
            middles += self._seen_after(first, between_drops(first[4][4]), LOST, start, DROP_GUESSED)
        middles.sort(key=_by_score)
        for middle in middles[:MIDDLES]:
            assert middle[4] is not None
            gone = middle[4][4]
            found = starting_with(self._holes[gone]) if trail == LOST else behind_drop(gone, trail)
            yield from self._seen_after(middle, found, pending, start, DROP_GUESSED if trail == LOST else LEAD_GUESSED)

    def _seen_after(self, state: State, found: Readings, pending: int, start: int, guess: int) -> list[State]:
        last = state[3][1]
        plains = {plain for _, plain in likeliest_after(last, found.plains, SECONDS)} | self.language.seen_after(
            last, found.plains
        )
        return self._made_of(state, [r for plain in plains for r in found.of[plain]], pending, start, guess, DROPPED)

    def _before_drop(self, state: State, start: int, most: int) -> list[State]:
        """The characters that the pending byte may begin if its second byte was dropped with the one after it."""
        if state[1] == LOST:
            return []
        found = self._table.droppable.get(state[1], NO_READINGS)
        made = self._made_of(state, list(found.every), LOST, start, TRAIL_GUESSED, 0.0)
        made.sort(key=_by_score)
        return made[:most]

    def _made_of(
        self, state: State, readings: list[Reading], pending: int, start: int, guess: int, cost: float
    ) -> list[State]:
        return [
            self._made(state, r.char, r.plain, pending, start, r.lead, r.trail, guess, cost + self._form(r))
            for r in readings
        ]

    def _hidden(self, state: State, start: int, sound: str, cost: float, only_known: bool = False) -> Iterator[State]:
        """The byte before pinyin spells that sound together with the last byte of the character before."""
        made = state[4]
        if made is None:
            return
        last = made[4] or self._table.code.get(made[2], 0) & 0xFF
        found = False
        for _, trail in _sounding(last, sound):
            found = True
            yield _wait(state, trail, start, cost)
            yield from self._put_back(state, last << 8 | trail, start, cost + SAID_SWAPPED)
        if not found and not only_known:
            yield _wait(state, LOST, start, cost + 4.0)

    def _put_back(self, state: State, swapped: int, start: int, cost: float) -> Iterator[State]:
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
        yield (score, simple & 0xFF, start, before[1] + plain[char], (last[0], last[1], char, first, simple >> 8, SEEN))

    def _unswapped(self, state: State, trail: int, token: Token) -> Iterator[State]:
        """The character before holds the first byte of a traditional one, whose second is here; put the simplified one back."""
        last = state[4]
        if last is None or last[3] or last[0] is None:
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
                yield from self._join(waiting, token.trail, IN_STEP, token.start, None)
            else:
                yield waiting

    def _context(self, made: Made | None) -> str:
        chars = ""
        while made is not None and len(chars) < 2:
            chars = (self._table.plain.get(made[2]) or made[2].translate(ALIKE)) + chars
            made = made[0]
        return chars.rjust(2, "\n")

    @staticmethod
    def _best(states: Iterator[State]) -> list[State]:
        kept: dict[tuple[int, str], State] = {}
        for state in states:
            key = (state[1], state[3])
            held = kept.get(key)
            if held is None or held[0] < state[0]:
                kept[key] = state
        if len(kept) < 2:
            return list(kept.values())
        ranked = sorted(kept.values(), key=_by_score)
        least = ranked[0][0] - WORST
        best = [s for s in ranked[:BEAM] if s[0] >= least]
        if all(s[1] != IN_STEP for s in best):  # a page's own question mark: what follows will show
            best += [s for s in ranked if s[1] == IN_STEP and s[0] >= least - WORST_IN_STEP][:1]
        return best


@lru_cache(maxsize=20_000)
def _sounding(lead: int, sound: str) -> tuple[tuple[str, int], ...]:
    """The traditional characters of a sound that begin with a byte, each with its second byte."""
    found = table().by_lead.get(lead, NO_READINGS)
    return tuple((r.char, r.trail) for r in found.every if r.char != r.plain and sound in sounds(r.char))


def _by_score(state: State) -> float:
    return -state[0]


def _cost(state: State, cost: float) -> State:
    return (state[0] - cost, *state[1:])


def _wait(state: State, byte: int, start: int, cost: float) -> State:
    return (state[0] - cost, byte, start, state[3], state[4])
