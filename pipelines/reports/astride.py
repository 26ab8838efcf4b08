"""Characters that a site cut apart on GBK bytes, put together again: the search for the likeliest reading.

A page is read from left to right as bytes. A byte that lost its partner shifts what follows by one, until a plain letter
or another lone byte brings it back into step. A beam of readings is kept, each in step or with the first byte of a character
still waiting for its second; where a byte is lost, all that it can have been are tried. The likeliest Chinese wins.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.reports.gbk import NARROWED, Token, letters, said, sounding, sounds
from pipelines.reports.spelling import (
    BRIDGED,
    DROPPED,
    FIRSTS,
    IN_STEP,
    LIKELY,
    LOST,
    NEVER,
    SHOWN_LIKELY,
    TRAIL_GUESSED,
    UNSEEN_BYTE,
    WORST,
    Made,
    Spelling,
    State,
    by_score,
    cost_more,
    waiting,
)

BEAM = 8
WORST_IN_STEP = 20.0  # ... but the best one that is in step is kept somewhat longer
LONGEST = 400  # tokens of one stretch
# what it costs (in the logarithm of a probability) that ...
AS_IT_IS = 8.0  # a sign of breakage is none
SEEN_BYTE = 1.0  # a lone byte left its sign
SHOWN_PAIR = 0.3  # such a pair is shown as the sign of a lone byte
NARROW = 1.0  # a narrow sign was a wide one
SWAPPED_ASTRIDE = 1.0  # a character was swapped where it stood astride
WRONG_SOUND = 6.0  # pinyin that does not fit its character


class Search(Spelling):
    """The beam over stretches of one page."""

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
            self._kept.clear()
            self._least = NEVER
            self._step(states, before, token, sound, after)
            states = self._best() or [self._take(self._end(s), token) for s in states]
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

    # -- one token

    def _step(self, states: list[State], before: Token | None, token: Token, sound: str, after: Token | None) -> None:
        for rank, state in enumerate(states):
            if token.kind in ("pinyin", "orphan"):
                self._sound(state, before, token)
            elif state[1] == IN_STEP:
                self._in_step(state, token, sound, after)
            else:
                self._shifted(state, token, sound, after, rank)

    def _sound(self, state: State, before: Token | None, token: Token) -> None:
        """Pinyin says what the two bytes before it spell."""
        made = state[4]
        looked_at = before is None or before.kind in ("lone", "orphan", "pinyin")
        if looked_at or state[1] != IN_STEP or made is None:
            self._offer(state)
            return
        if token.kind == "pinyin" and letters(token.text) in sounds(made[2]):
            self._offer(state)
            return
        self._offer(cost_more(state, WRONG_SOUND))
        self._hidden(state, token.start, letters(token.text), 2.0 if token.kind == "orphan" else 4.0)

    def _in_step(self, state: State, token: Token, sound: str, after: Token | None) -> None:
        if token.kind == "lone":
            self._offer(cost_more(self._take(state, token), AS_IT_IS))
            if sound:
                self._hidden(state, token.start, sound, SEEN_BYTE)
            else:
                self._offer(waiting(state, LOST, token.start, SEEN_BYTE))
                if state[4] is not None and not state[4][3]:
                    self._unswapped(state, LOST, token)
            return
        taken = self._take(state, token)
        self._offer(taken)
        if token.kind == "edge":
            return
        if token.lead >= 0x40:
            self._unswapped(state, token.lead, token)
        if token.text in NARROWED and state[0] - UNSEEN_BYTE > taken[0] - WORST:
            self._shifted(waiting(state, LOST, token.start, UNSEEN_BYTE), token, sound, after)

    def _shifted(self, state: State, token: Token, sound: str, after: Token | None, rank: int = 9) -> None:
        if token.kind == "pair":
            if (
                simple := self._table.swaps.get(token.lead << 8 | token.trail)
            ) is not None:  # swapped where it stood astride
                self._offer_all(self._join(cost_more(state, SWAPPED_ASTRIDE), simple >> 8, simple & 0xFF, token.start))
            direct = self._join(state, token.lead, token.trail, token.start)
            self._offer_all(direct)
            if state[1] != LOST and not self._likely_direct(state, direct, token, after):
                self._drops(state, token.lead, token.trail, token.start, rank)
        elif token.kind == "lone":
            self._last_byte(state, token, sound, rank)
        elif token.kind == "byte":
            if token.lead >= 0x40:
                direct = self._join(state, token.lead, IN_STEP, token.start)
                self._offer_all(direct)
                if state[1] != LOST and (not direct or direct[0][0] < state[0] - LIKELY):
                    self._drops(state, token.lead, IN_STEP, token.start, rank)
            if token.text in NARROWED:
                pair = self._table.code[NARROWED[token.text]]
                self._offer_all(self._join(cost_more(state, NARROW), pair >> 8, pair & 0xFF, token.start))
            self._offer(self._take(self._end(state), token))
        else:
            self._offer(self._take(self._end(state), token))

    def _likely_direct(self, state: State, direct: list[State], token: Token, after: Token | None) -> bool:
        """The character that needs no other explanation is likely, and so is the next."""
        if not direct or direct[0][0] < state[0] - LIKELY:
            return False
        following = self._following(token.trail, after)
        if not following:
            return direct[0][0] > state[0] - LIKELY / 2
        return self.language.follows(direct[0][3][1], following)

    def _last_byte(self, state: State, token: Token, sound: str, rank: int) -> None:
        """The second byte stands alone, or has swallowed what came after it."""
        start = token.start
        firsts = self._before_drop(state, start)
        if sound:
            right, hiding = said(state[1], sound)
            self._offer_all(self._made_of(state, list(right), IN_STEP, start, TRAIL_GUESSED, 0.0, NEVER))
            for s in self._made_of(state, list(hiding), IN_STEP, start, TRAIL_GUESSED, 0.0, NEVER):
                self._hidden(s, start, sound, SEEN_BYTE + 2.0, only_known=True)
            for first in firsts[:FIRSTS]:
                for lead in self._holes[first[4][4]] if first[4] else ():
                    for char, trail in sounding(lead, sound):
                        plain = self._table.plain[char]
                        self._offer(self._made(first, char, plain, IN_STEP, start, lead, trail, TRAIL_GUESSED, DROPPED))
            if right:
                return
        found = self._join(state, LOST, IN_STEP, start, all_of_them=bool(sound))
        self._offer_all([cost_more(s, WRONG_SOUND) for s in found] if sound else found)
        pair = self._table.code["？"]
        self._offer_all(self._join(cost_more(state, NARROW), pair >> 8, pair & 0xFF, start))
        if not sound:
            if rank < BRIDGED and max((s[0] for s in found), default=NEVER) < state[0] - SHOWN_LIKELY:
                self._bridge(firsts, LOST, IN_STEP, start)
            for first in firsts[:FIRSTS]:
                self._offer((first[0] - SHOWN_PAIR, LOST, start, first[3], first[4]))

    def _best(self) -> list[State]:
        """The readings to go on with, of those that were kept."""
        kept = list(self._kept.values())
        if len(kept) < 2:
            return kept
        ranked = sorted(kept, key=by_score)
        best = [s for s in ranked[:BEAM] if s[0] >= self._least]
        if all(s[1] != IN_STEP for s in best):  # a page's own question mark: what follows will show
            best += [s for s in ranked if s[1] == IN_STEP and s[0] >= self._least - WORST_IN_STEP][:1]
        return best
