"""How likely a stretch of a report is: n-grams of characters, general ones and the page's own.

jieba's dictionary knows what spells a word, vocabulary/ngrams.txt how reports speak (bench/count_ngrams.py makes it), and the
page's own sentences know its names and phrases. Each side gives the probability of a character after the two before it
(Witten and Bell's smoothing), and the two are mixed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Set
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
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

    def __init__(self, *weighted: tuple[Numbers, float]) -> None:
        """The counts of n-grams of one, two and three characters, each list at its weight."""
        self.ones: Numbers = {}
        self.pairs: Numbers = {}
        self.threes: Numbers = {}
        self.after_one: Numbers = {}
        self.after_two: Numbers = {}
        for ngrams, weight in weighted:
            self._add(ngrams, weight)
        self.total = sum(self.ones.values()) or 1
        self.kinds_one = self._kinds(map(_first, self.pairs), self.ones, self.after_one)
        self.kinds_two = self._kinds(map(_two, self.threes), self.pairs, self.after_two)

    @staticmethod
    def _kinds(firsts: Iterable[str], seen: Numbers, after: Numbers) -> Numbers:
        """What is left for a character not seen after this one.

        A share for each kind seen, and what was not counted with its follower (the ends of words; n-grams too rare to be
        kept).
        """
        return {ngram: kinds + max(0, seen.get(ngram, 0) - after[ngram]) for ngram, kinds in Counter(firsts).items()}

    def _add(self, ngrams: Numbers, weight: float) -> None:
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


Beside = dict[str, set[str]]


def _beside(pairs: Iterable[str]) -> tuple[Beside, Beside]:
    """What has been seen after and before each character."""
    after: Beside = defaultdict(set)
    before: Beside = defaultdict(set)
    for pair in pairs:
        first, second = pair[0], pair[1]
        after[first].add(second)
        before[second].add(first)
    return after, before


@cache
def _spoken_beside() -> tuple[Beside, Beside]:
    return _beside(spoken().pairs)


MOST_REMEMBERED = 100_000  # pairs of characters before
STOPS = frozenset("。、,;:!?")
TWO_STOPS = 8.0  # what two signs in a row cost
NONE: frozenset[str] = frozenset()


# By the two before, then by the character: a small dictionary is near at hand, one for all of them is not.
_remembered: dict[str, dict[str, tuple[float, float]]] = {}


def _remembered_after(before: str) -> dict[str, tuple[float, float]]:
    found = _remembered.get(before)
    if found is None:
        if len(_remembered) > MOST_REMEMBERED:
            _remembered.clear()
        found = _remembered[before] = {}
    return found


def _general(before: str, char: str) -> tuple[float, float]:
    """The share of words and reports in the probability of a character: by itself, and after two others."""
    counts, last = spoken(), before[1:]
    single = counts.ones.get(char, 0) / counts.total + UNSEEN / (1 - OWN)
    after = single
    kinds = counts.kinds_one.get(last, 0)
    if kinds:
        pair = counts.pairs[last + char] if char in _spoken_beside()[0].get(last, NONE) else 0
        after = (pair + kinds * after) / (counts.after_one[last] + kinds)
        kinds = counts.kinds_two.get(before, 0)
        if kinds:  # two that were never beside each other do not stand in three
            three = counts.threes.get(before + char, 0) if pair else 0
            after = (three + kinds * after) / (counts.after_two[before] + kinds)
    return (1 - OWN) * single, (1 - OWN) * after


class Page:
    """What stands beside what in the page's own sentences."""

    __slots__ = ("after", "kinds", "ones", "pairs", "threes", "total")

    def __init__(self, text: str) -> None:
        """The counts of a running text."""
        self.ones: Counter[str] = Counter()
        self.pairs: Counter[str] = Counter()
        self.threes: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()  # how many different characters have been seen after two
        self.after: Beside = defaultdict(set)
        self.total = 0
        self.add(text)

    def add(self, text: str) -> None:
        """Count more of the page."""
        text = text.translate(ALIKE)
        twos = list(map(add, text, text[1:]))
        pairs, threes = len(self.pairs), len(self.threes)
        self.ones.update(text)
        self.pairs.update(twos)
        self.threes.update(map(add, twos, text[2:]))
        # what was not there before stands last
        self.kinds.update(map(_two, islice(self.threes, threes, None)))
        for pair in islice(self.pairs, pairs, None):
            self.after[pair[0]].add(pair[1])
        self.total += len(text)


class After:
    """The logarithm of the probability of each character after two others.

    What hangs on the two others alone is looked up once: most of the time of a broken page goes by here.
    """

    __slots__ = (
        "_before",
        "_kinds_one",
        "_kinds_two",
        "_known",
        "_last",
        "_page",
        "_seen",
        "_share",
        "_stop",
        "_whole_one",
        "_whole_two",
    )

    def __init__(self, page: Page, before: str) -> None:
        last = before[1:]
        self._page, self._before, self._last, self._share = page, before, last, OWN / (page.total or 1)
        self._stop = last in STOPS
        self._known = _remembered_after(before)
        self._seen: Set[str] = page.after.get(last, NONE)
        self._kinds_one, self._kinds_two = len(self._seen), page.kinds.get(before, 0)
        self._whole_one = page.ones.get(last, 0) + self._kinds_one or 1
        self._whole_two = page.pairs.get(before, 0) + self._kinds_two or 1

    def score(self, char: str) -> float:
        """The logarithm of the probability of a character here."""
        page, kinds = self._page, self._kinds_one
        known = self._known.get(char)
        if known is None:
            known = self._known[char] = _general(self._before, char)
        single, general = known
        single += self._share * page.ones.get(char, 0)
        if kinds:
            beside = char in self._seen  # spares the two large dictionaries most of what they are asked
            single = ((page.pairs.get(self._last + char, 0) if beside else 0) + kinds * single) / self._whole_one
            kinds = self._kinds_two
            if kinds:
                single = ((page.threes.get(self._before + char, 0) if beside else 0) + kinds * single) / self._whole_two
        found = log(general + OWN * single)
        return found - TWO_STOPS if self._stop and char in STOPS else found


class Language:
    """The likelihood of characters in one report, all as ALIKE has them."""

    __slots__ = ("_after", "_general", "_page")

    def __init__(self, text: str) -> None:
        """`text` is the report as far as it can be read."""
        self._page = Page(text)
        self._general = _spoken_beside()
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
        return among & self._general[0].get(char, NONE) | self.seen_after(char, among)

    def before(self, char: str, among: Set[str]) -> Set[str]:
        """Those that have been seen before a character."""
        pairs = self._page.pairs
        return among & self._general[1].get(char, NONE) | {other for other in among if other + char in pairs}

    def follows(self, first: str, second: str) -> bool:
        """The two have been seen beside each other."""
        return second in self._general[0].get(first, NONE) or second in self._page.after.get(first, NONE)

    def seen_after(self, char: str, among: frozenset[str]) -> Set[str]:
        """Those that have been seen after a character on this page."""
        found = self._page.after.get(char)
        return among & found if found else NONE

    def learn(self, text: str) -> None:
        """More of the page's own sentences."""
        self._page.add(text)
        self._after.clear()


@lru_cache(maxsize=200_000)
def likeliest_after(char: str, among: frozenset[str], most: int) -> tuple[tuple[float, str], ...]:
    """Those that stand most often after a character, with how often (as a share); a cheap choice of what to look at."""
    general = spoken()
    pairs, whole = general.pairs, general.ones.get(char, 0) + 9
    found = among & _spoken_beside()[0].get(char, NONE)
    return tuple(sorted(((pairs[char + after] / whole, after) for after in found), reverse=True)[:most])
