"""Words and their counts by report: jieba with the catalogue's names as one word each, stop words as data."""

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
    for word in wordings():
        if len(word) > SHORTEST and word.isalpha():
            tokenizer.add_word(word)
    return tokenizer


@cache
def _stop_words() -> frozenset[str]:
    return frozenset((files("pipelines.vocabulary") / "stop_words.txt").read_text(encoding="utf-8").split())


def count_terms(reports: Iterable[Report], cache_folder: Path) -> pl.DataFrame:
    """How often each report uses each word of two or more Chinese characters; the columns of `TermCount`."""
    words_of, stop = segmenter(cache_folder), _stop_words()
    counts = []
    for report in reports:
        words = Counter(
            w
            for w in words_of.cut(report.text)
            if len(w) >= SHORTEST and w not in stop and "\u4e00" <= w[0] <= "\u9fff"
        )
        counts += [TermCount(report.report_id, term, n) for term, n in sorted(words.items())]
    return frame_of(TermCount, counts)
