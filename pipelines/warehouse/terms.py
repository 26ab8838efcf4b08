"""Words and their counts by report: jieba with the catalogue's names and the domain's terms as one word each.

The terms (vocabulary/terms.txt) and the words that are not counted (stop_words.txt) are data.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

import jieba
import polars as pl

from pipelines.reports.model import Report
from pipelines.vocabulary.tables import wordings
from pipelines.warehouse.frames import TermCount, frame_of

SHORTEST = 2
jieba.setLogLevel(logging.WARNING)


@cache
def segmenter(cache_folder: Path) -> jieba.Tokenizer:
    """jieba with the domain's words. Its dictionary cache is unmarshalled, so it lies in the project's own folder."""
    cache_folder.mkdir(parents=True, exist_ok=True)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(cache_folder)
    tokenizer.cache_file = "jieba.cache"
    tokenizer.initialize()
    for word in domain_words():
        tokenizer.add_word(word)
    return tokenizer


@cache
def domain_words() -> tuple[str, ...]:
    """What counts as one word beside jieba's own: the terms, and the catalogue's names but for those that only put a verb
    before a term (新建高标准农田 counts as 高标准农田)."""
    terms = _words("terms.txt")
    names = {n for n in wordings() if len(n) > SHORTEST and n.isalpha() and not n.endswith(tuple(terms))}
    return tuple(sorted(names | terms))


@cache
def _words(name: str) -> frozenset[str]:
    """The words of a data file of the vocabulary; lines that begin with # are notes."""
    lines = (files("pipelines.vocabulary") / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def stop_words() -> frozenset[str]:
    """The words that are not counted."""
    return _words("stop_words.txt")


def count_terms(reports: Iterable[Report], cache_folder: Path) -> pl.DataFrame:
    """How often each report uses each word of two or more Chinese characters; the columns of `TermCount`."""
    words_of, stop = segmenter(cache_folder), stop_words()
    counts = []
    for report in reports:
        words = Counter(
            w
            for w in words_of.cut(report.text)
            if len(w) >= SHORTEST and w not in stop and "\u4e00" <= w[0] <= "\u9fff"
        )
        counts += [TermCount(report.report_id, term, n) for term, n in sorted(words.items())]
    return frame_of(TermCount, counts)
