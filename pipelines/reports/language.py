"""How likely a stretch of a report is: n-grams of characters, general ones and the page's own.

jieba's dictionary knows what spells a word, vocabulary/ngrams.txt how reports speak (bench/count_ngrams.py makes it), and the
page's own sentences know its names and phrases. Each side gives the probability of a character after the two before it
(Witten and Bell's smoothing), and the two are mixed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from functools import cache, lru_cache
from importlib.resources import files
from math import log
from operator import add, itemgetter

import jieba

# what only width tells apart is one; every digit is a digit
ALIKE = {ord(wide): plain for wide, plain in zip("，：；！？（）", ",:;!?()", strict=True)}
ALIKE |= {ord(digit): "0" for digit in "123456789０１２３４５６７８９"}
ALIKE |= {ord(space): "\n" for space in "\r\u3000"}
UNSEEN = 2e-8  # the probability of a character that none has
OWN = 0.4  # what the page's own sentences count for
WORDS_PER_REPORTS = 0.4  # how much jieba's dictionary counts beside the reports

_first, _two = itemgetter(0), itemgetter(slice(0, 2))
Numbers = dict[str, float]


class Counts:
    """How often characters follow one another."""

    __slots__ = ("after_one", "after_two", "kinds_one", "kinds_two", "ones", "pairs", "threes", "total")

    def __init__(self, text: str) -> None:
        """The counts of a running text."""
        text = text.translate(ALIKE)
        twos = list(map(add, text, text[1:]))
        self.ones: Numbers = Counter(text)  # type: ignore[assignment]  # whole numbers, until others are added
        self.pairs: Numbers = Counter(twos)  # type: ignore[assignment]
        self.threes: Numbers = Counter(map(add, twos, text[2:]))  # type: ignore[assignment]
        self.after_one, self.after_two = self.ones, self.pairs
        self._kinds()

    def _kinds(self) -> None:
        self.total = sum(self.ones.values()) or 1
        # what is left for a character not seen after this one: a share for each kind seen, and what was not counted with
        # its follower (the ends of words; n-grams too rare to be kept)
        self.kinds_one: Numbers = Counter(map(_first, self.pairs))  # type: ignore[assignment]
        self.kinds_two: Numbers = Counter(map(_two, self.threes))  # type: ignore[assignment]
        for seen, after, kinds in (
            (self.ones, self.after_one, self.kinds_one),
            (self.pairs, self.after_two, self.kinds_two),
        ):
            if seen is not after:
                for ngram in kinds:
                    kinds[ngram] += max(0, seen[ngram] - after[ngram])

    def add(self, ngrams: Numbers, weight: float) -> None:
        """Count more n-grams of one, two and three characters."""
        self.after_one, self.after_two = dict(self.after_one), dict(self.after_two)
        for ngram, count in ngrams.items():
            often = count * weight
            match len(ngram):
                case 1:
                    self.ones[ngram] = self.ones.get(ngram, 0) + often
                case 2:
                    self.pairs[ngram] = self.pairs.get(ngram, 0) + often
                    self.after_one[ngram[0]] = self.after_one.get(ngram[0], 0) + often
                case _:
                    self.threes[ngram] = self.threes.get(ngram, 0) + often
                    self.after_two[ngram[:2]] = self.after_two.get(ngram[:2], 0) + often
        self._kinds()

    def more(self, text: str) -> set[str]:
        """Count more of the same text; the pairs that were not there before."""
        text = text.translate(ALIKE)
        fresh: set[str] = set()
        for i, char in enumerate(text):
            self.ones[char] = self.ones.get(char, 0) + 1
            pair, three = text[i : i + 2], text[i : i + 3]
            if len(pair) == 2:
                if pair not in self.pairs:
                    self.kinds_one[char] = self.kinds_one.get(char, 0) + 1
                    fresh.add(pair)
                self.pairs[pair] = self.pairs.get(pair, 0) + 1
            if len(three) == 3:
                if three not in self.threes:
                    self.kinds_two[pair] = self.kinds_two.get(pair, 0) + 1
                self.threes[three] = self.threes.get(three, 0) + 1
        self.total += len(text)
        return fresh

    def follow(self, before: str, last: str, pair: str, three: str, single: float) -> float:
        """The probability of a character after two others; `single` is its own."""
        kinds = self.kinds_one.get(last, 0)
        if kinds:
            single = (self.pairs.get(pair, 0) + kinds * single) / (self.after_one[last] + kinds)
            kinds = self.kinds_two.get(before, 0)
            if kinds:
                return (self.threes.get(three, 0) + kinds * single) / (self.after_two[before] + kinds)
        return single


def _words() -> Numbers:
    """The n-grams of jieba's words, counted as often as the words are used."""
    found: Numbers = {}
    with jieba.get_dict_file() as lines:
        for line in lines:
            word, count, _ = line.decode("utf-8").split(" ", 2)
            often = int(count)
            twos = list(map(add, word, word[1:]))
            for ngram in (*word, *twos, *map(add, twos, word[2:])):
                found[ngram] = found.get(ngram, 0) + often
    return found


def _reports() -> Numbers:
    """How reports speak."""
    found: Numbers = {}
    text = files("pipelines.vocabulary").joinpath("ngrams.txt").read_text(encoding="utf-8")
    for number, _, ngrams in (line.partition("\t") for line in text.splitlines()):
        for ngram in ngrams.replace("¶", "\n").split(" "):
            found[ngram.replace("␣", " ")] = int(number)
    return found


@cache
def spoken() -> Counts:
    """Words and reports together."""
    counts = Counts("")
    words, reports = _words(), _reports()
    size = sum(count for ngram, count in reports.items() if len(ngram) == 1)
    weight = WORDS_PER_REPORTS * size / sum(count for ngram, count in words.items() if len(ngram) == 1)
    counts.add(reports, 1.0)
    counts.add(words, weight)
    return counts


Beside = dict[str, set[str]]


def _beside(pairs: Numbers) -> tuple[Beside, Beside]:
    """What has been seen after and before each character."""
    after: Beside = {}
    before: Beside = {}
    for pair in pairs:
        first, second = pair[0], pair[1]
        after.setdefault(first, set()).add(second)
        before.setdefault(second, set()).add(first)
    return after, before


@cache
def _spoken_beside() -> tuple[Beside, Beside]:
    return _beside(spoken().pairs)


MOST_REMEMBERED = 500_000
STOPS = frozenset("。、,;:!?")
TWO_STOPS = 8.0  # what two signs in a row cost
NONE: frozenset[str] = frozenset()


_remembered: dict[str, tuple[float, float]] = {}


def _general(before: str, last: str, char: str, three: str) -> tuple[float, float]:
    """The share of words and reports in the probability of a character: by itself, and after two others."""
    found = _remembered.get(three)
    if found is None:
        counts = spoken()
        single = (1 - OWN) * counts.ones.get(char, 0) / counts.total + UNSEEN
        after = (1 - OWN) * counts.follow(before, last, last + char, three, single / (1 - OWN))
        if len(_remembered) > MOST_REMEMBERED:
            _remembered.clear()
        found = _remembered[three] = (single, after)
    return found


class Language:
    """The likelihood of characters in one report, all as ALIKE has them."""

    __slots__ = ("_general", "_known", "_own", "_page")

    def __init__(self, text: str) -> None:
        """`text` is the report as far as it can be read."""
        self._own = Counts(text)
        self._general = _spoken_beside()
        self._page = _beside(self._own.pairs)
        self._known: dict[str, float] = {}

    def score(self, before: str, char: str) -> float:
        """The logarithm of the probability of a character after two others."""
        three = before + char
        found = self._known.get(three)
        if found is None:
            last = before[1:]
            single, after = _general(before, last, char, three)
            own = self._own
            single += OWN * own.ones.get(char, 0) / own.total
            # a character that the page never had before tells nothing more
            chance = after + OWN * (
                own.follow(before, last, last + char, three, single) if last in own.kinds_one else single
            )
            found = self._known[three] = log(chance) - (TWO_STOPS if last in STOPS and char in STOPS else 0.0)
        return found

    def after(self, char: str, among: frozenset[str]) -> Set[str]:
        """Those that have been seen after a character, in general or on the page."""
        return among & self._general[0].get(char, NONE) | among & self._page[0].get(char, NONE)

    def before(self, char: str, among: frozenset[str]) -> Set[str]:
        """Those that have been seen before a character."""
        return among & self._general[1].get(char, NONE) | among & self._page[1].get(char, NONE)

    def follows(self, first: str, second: str) -> bool:
        """The two have been seen beside each other."""
        return second in self._general[0].get(first, NONE) or second in self._page[0].get(first, NONE)

    def seen_after(self, char: str, among: frozenset[str]) -> Set[str]:
        """Those that have been seen after a character on this page."""
        found = self._page[0].get(char)
        return among & found if found else NONE

    def learn(self, text: str) -> None:
        """More of the page's own sentences."""
        for pair in self._own.more(text):
            self._page[0].setdefault(pair[0], set()).add(pair[1])
            self._page[1].setdefault(pair[1], set()).add(pair[0])
        self._known.clear()


@lru_cache(maxsize=200_000)
def likeliest_after(char: str, among: frozenset[str], most: int) -> tuple[tuple[float, str], ...]:
    """Those that stand most often after a character, with how often (as a share); a cheap choice of what to look at."""
    general = spoken()
    pairs, whole = general.pairs, general.ones.get(char, 0) + 9
    found = among & _spoken_beside()[0].get(char, NONE)
    return tuple(sorted(((pairs[char + after] / whole, after) for after in found), reverse=True)[:most])
