"""How likely a stretch of a report is: n-grams of characters, general ones and the page's own.

jieba's dictionary knows what spells a word, vocabulary/ngrams.txt how reports speak (bench/count_ngrams.py makes it), and the
page's own sentences know its names and phrases. Each side gives the probability of a character after the two before it
(Witten and Bell's smoothing), and the two are mixed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Set
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from math import exp, log
from operator import add, itemgetter
from typing import Any

import jieba
from mypy_extensions import mypyc_attr

# what only width tells apart is one; every digit is a digit
ALIKE = {ord(wide): plain for wide, plain in zip("，：；！？（）", ",:;!?()", strict=True)}
ALIKE |= {ord(digit): "0" for digit in "123456789０１２３４５６７８９"}
ALIKE |= {ord(space): "\n" for space in "\r\u3000"}
UNSEEN = 2e-8  # the probability of a character that none has
OWN = 0.4  # what the page's own sentences count for
WORDS_PER_REPORTS = 0.4  # how much jieba's dictionary counts beside the reports

_two = itemgetter(slice(0, 2))
Numbers = dict[str, float]


class Counts:
    """How often characters follow one another."""

    __slots__ = ("after_one", "after_two", "kinds_one", "kinds_two", "ones", "pairs", "threes", "total")

    def __init__(self, *weighted: tuple[Numbers, float]) -> None:
        """The counts of n-grams of one, two and three characters, each list at its weight."""
        self.ones: Numbers = {}
        self.pairs: dict[str, Numbers] = defaultdict(dict)  # by the first, then by the second
        self.threes: Numbers = {}
        self.after_one: Numbers = {}
        self.after_two: Numbers = {}
        for ngrams, weight in weighted:
            self._add(ngrams, weight)
        self.total = sum(self.ones.values()) or 1
        self.kinds_one = {
            one: _left(len(seconds), self.ones.get(one, 0), self.after_one[one]) for one, seconds in self.pairs.items()
        }
        self.kinds_two = {
            two: _left(kinds, self.pairs.get(two[0], {}).get(two[1], 0), self.after_two[two])
            for two, kinds in Counter(map(_two, self.threes)).items()
        }

    def _add(self, ngrams: Numbers, weight: float) -> None:
        for ngram, count in ngrams.items():
            often = count * weight
            match len(ngram):
                case 1:
                    self.ones[ngram] = self.ones.get(ngram, 0) + often
                case 2:
                    first, second = ngram[0], ngram[1]
                    seconds = self.pairs[first]
                    seconds[second] = seconds.get(second, 0) + often
                    self.after_one[first] = self.after_one.get(first, 0) + often
                case _:
                    self.threes[ngram] = self.threes.get(ngram, 0) + often
                    self.after_two[ngram[:2]] = self.after_two.get(ngram[:2], 0) + often


def _left(kinds: int, seen: float, followed: float) -> float:
    """What is left for a character not seen after an n-gram.

    A share for each kind seen, and what was not counted with its follower (the ends of words; n-grams too rare to be kept).
    """
    return kinds + max(0, seen - followed)


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
    words, reports = _words(), _reports()
    size = sum(count for ngram, count in reports.items() if len(ngram) == 1)
    weight = WORDS_PER_REPORTS * size / sum(count for ngram, count in words.items() if len(ngram) == 1)
    return Counts((reports, 1.0), (words, weight))


@cache
def _spoken_before() -> dict[str, set[str]]:
    """What words and reports have before each character."""
    before: dict[str, set[str]] = defaultdict(set)
    for first, seconds in spoken().pairs.items():
        for second in seconds:
            before[second].add(first)
    return before


MOST_REMEMBERED = 100_000  # pairs of characters before
STOPS = frozenset("。、,;:!?")
TWO_STOPS = 8.0  # what two signs in a row cost
NONE: frozenset[str] = frozenset()
NO_NUMBERS: Numbers = {}
NO_COUNTS: dict[str, int] = {}
CHAR_BITS = 21
ONE_CHAR = (1 << CHAR_BITS) - 1
UTF_32 = "utf-32-le"


class General:
    """The share of words and reports in the probability of a character after two others: by itself, and after them."""

    __slots__ = ("_before", "_kinds_one", "_kinds_two", "_seconds", "_whole_one", "_whole_two", "known")

    def __init__(self, before: str) -> None:
        counts, last = spoken(), before[1:]
        self._before = before
        self._seconds = counts.pairs.get(last, NO_NUMBERS)
        self._kinds_one, self._kinds_two = counts.kinds_one.get(last, 0), counts.kinds_two.get(before, 0)
        self._whole_one = counts.after_one.get(last, 0) + self._kinds_one
        self._whole_two = counts.after_two.get(before, 0) + self._kinds_two
        self.known: dict[str, tuple[float, float]] = {}

    def shares(self, char: str) -> tuple[float, float]:
        """Both for one character; they are kept in `known`."""
        counts = spoken()
        single = counts.ones.get(char, 0) / counts.total + UNSEEN / (1 - OWN)
        after = single
        if self._kinds_one:
            pair = self._seconds.get(char, 0)
            after = (pair + self._kinds_one * after) / self._whole_one
            if self._kinds_two:  # two that were never beside each other do not stand in three
                three = counts.threes.get(self._before + char, 0) if pair else 0
                after = (three + self._kinds_two * after) / self._whole_two
        found = self.known[char] = ((1 - OWN) * single, (1 - OWN) * after)
        return found


# By the two before, then by the character: a small dictionary is near at hand, one for all of them is not.
_remembered: dict[str, General] = {}


def _general(before: str) -> General:
    found = _remembered.get(before)
    if found is None:
        if len(_remembered) > MOST_REMEMBERED:
            _remembered.clear()
        found = _remembered[before] = General(before)
    return found


class Page:
    """What stands beside what in the page's own sentences.

    Counting is sorting: an n-gram is a number, those that begin alike stand together, and what follows a character or two is
    cut out of one string of all that follow, when it is asked for.
    """

    __slots__ = ("_after", "_codes", "_followers", "_places", "ones", "total")

    def __init__(self, text: str) -> None:
        """The counts of a running text."""
        self._codes: list[list[Any]] = [[], [], []]  # of n-grams of one, two and three characters, text by text
        self.add(text)

    def add(self, text: str) -> None:
        """Count more of the page."""
        import numpy as np

        text = text.translate(ALIKE)
        chars = np.frombuffer(text.encode(UTF_32, "surrogatepass"), dtype="<u4").astype(np.int64)
        twos = chars[:-1] << CHAR_BITS | chars[1:]
        for known, codes in zip(self._codes, (chars, twos, twos[:-1] << CHAR_BITS | chars[2:]), strict=True):
            known.append(codes)
        counted = [np.unique(np.concatenate(known), return_counts=True) for known in self._codes]
        ones = [chr(code) for code in counted[0][0].tolist()]
        self.ones: dict[str, int] = dict(zip(ones, counted[0][1].tolist(), strict=True))
        self.total = sum(map(len, self._codes[0]))
        self._places = {char: place for place, char in enumerate(ones)}
        # what follows characters, then pairs: from where on among all the followers, those themselves, and how often
        self._followers: list[tuple[list[int], str, list[int]]] = []
        for (before, _), (codes, counts) in pairwise(counted):
            starts = np.searchsorted(codes, before << CHAR_BITS).tolist()
            last = (codes & ONE_CHAR).astype("<u4").tobytes().decode(UTF_32, "surrogatepass")
            self._followers.append(([*starts, len(last)], last, counts.tolist()))
        self._after: dict[str, dict[str, int]] = {}

    def after(self, before: str) -> dict[str, int]:
        """The characters that stand behind one or two others on the page, and how often."""
        found = self._after.get(before)
        if found is None:
            found = self._after[before] = self._cut_out(before)
        return found

    def _cut_out(self, before: str) -> dict[str, int]:
        place = self._places.get(before[0], -1)
        if place >= 0 and len(before) > 1:
            starts, followers, _ = self._followers[0]
            place = followers.find(before[1], starts[place], starts[place + 1])
        if place < 0:
            return {}
        starts, followers, counts = self._followers[len(before) - 1]
        start, end = starts[place], starts[place + 1]
        return dict(zip(followers[start:end], counts[start:end], strict=True))


class After:
    """The logarithm of the probability of each character after two others.

    What hangs on the two others alone is looked up once: most of the time of a broken page goes by here.
    """

    __slots__ = (
        "_general",
        "_kinds_one",
        "_kinds_two",
        "_known",
        "_ones",
        "_own",
        "_seen",
        "_share",
        "_stop",
        "_whole_one",
        "_whole_two",
    )

    def __init__(self, page: Page, before: str) -> None:
        last = before[1:]
        self._ones, self._share = page.ones, OWN / (page.total or 1)
        self._stop = last in STOPS
        self._general = _general(before)
        self._known = self._general.known
        self._seen = page.after(last)
        together = page.after(before[0]).get(last, 0)
        self._own = page.after(before) if together else NO_COUNTS
        self._kinds_one, self._kinds_two = len(self._seen), len(self._own)
        self._whole_one = page.ones.get(last, 0) + self._kinds_one or 1
        self._whole_two = together + self._kinds_two or 1

    def score(self, char: str) -> float:
        """The logarithm of the probability of a character here."""
        known = self._known.get(char)
        if known is None:
            known = self._general.shares(char)
        single, general = known
        single += self._share * self._ones.get(char, 0)
        kinds = self._kinds_one
        if kinds:
            single = (self._seen.get(char, 0) + kinds * single) / self._whole_one
            kinds = self._kinds_two
            if kinds:
                single = (self._own.get(char, 0) + kinds * single) / self._whole_two
        found = log(general + OWN * single)
        return found - TWO_STOPS if self._stop and char in STOPS else found


@mypyc_attr(native_class=False)
class Shares(dict[str, float]):
    """About how likely each character is after another."""

    def __init__(self, chances: After) -> None:
        super().__init__()
        self._chances = chances

    def __missing__(self, char: str) -> float:
        self[char] = share = exp(self._chances.score(char))
        return share


class Language:
    """The likelihood of characters in one report, all as ALIKE has them."""

    __slots__ = ("_after", "_page", "_spoken")

    def __init__(self, text: str) -> None:
        """`text` is the report as far as it can be read."""
        self._page = Page(text)
        self._spoken = spoken().pairs
        self._after: dict[str, After] = {}

    def chances(self, before: str) -> After:
        """The logarithm of the probability of each character after two others."""
        found = self._after.get(before)
        if found is None:
            found = self._after[before] = After(self._page, before)
        return found

    def score(self, before: str, char: str) -> float:
        """The logarithm of the probability of a character after two others."""
        return self.chances(before).score(char)

    def after(self, char: str, among: frozenset[str]) -> Set[str]:
        """Those that have been seen after a character, in general or on the page."""
        return self._spoken.get(char, NO_NUMBERS).keys() & among | self.seen_after(char, among)

    def before(self, char: str, among: Set[str]) -> Set[str]:
        """Those that have been seen before a character."""
        after = self._page.after
        return among & _spoken_before().get(char, NONE) | {other for other in among if char in after(other)}

    def follows(self, first: str, second: str) -> bool:
        """The two have been seen beside each other."""
        return second in self._spoken.get(first, NO_NUMBERS) or second in self._page.after(first)

    def seen_after(self, char: str, among: frozenset[str]) -> Set[str]:
        """Those that have been seen after a character on this page."""
        found = self._page.after(char)
        return among.intersection(found) if found else NONE

    def learn(self, text: str) -> None:
        """More of the page's own sentences."""
        self._page.add(text)
        self._after.clear()


@lru_cache(maxsize=200_000)
def likeliest_after(char: str, among: frozenset[str], most: int) -> tuple[tuple[float, str], ...]:
    """Those that stand most often after a character, with how often (as a share); a cheap choice of what to look at."""
    general = spoken()
    seconds, whole = general.pairs.get(char, NO_NUMBERS), general.ones.get(char, 0) + 9
    found = seconds.keys() & among
    return tuple(sorted(((seconds[after] / whole, after) for after in found), reverse=True)[:most])
