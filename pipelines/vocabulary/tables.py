"""The data files of this folder as frozen values, each loaded once. The files are the place to add knowledge."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from pipelines.vocabulary.patterns import expand


class VocabularyError(Exception):
    """A data file breaks its own rules. The message names the file, the line and the rule."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One catalogued metric. `nature` says how levels of several years go together.

    rate: a share or intensity · stock: told for a date or a single year · flow: a yearly amount that reports also add up
    over years · addition: counts what a period added · reduction: counts what it took away (贫困人口减少).
    """

    code: str
    name_zh: str
    name_en: str
    dimension: str
    better: str  # higher, lower, neutral
    nature: str
    also_called: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to name a metric.

    `follows`: what must stand after it, with no more than 比上年, 再, 实际 between; empty where anything may. `beside`: the metric that must have been named
    before it in the sentence, empty where none need be (企业 counts enterprises only beside 经营主体).
    """

    code: str
    text: str
    follows: tuple[str, ...] = ()
    beside: str = ""


CATEGORIES = (  # of cues.csv; told in docs/GRAMMAR.md
    "action", "address", "adverb", "avg", "begun", "capacity", "carry_out", "counterpart", "cum", "down", "each", "earned",
    "empty_predicate", "five_ahead", "five_back", "funds", "group", "growth_noun", "heading_plan", "heading_review", "level", "listed_head",
    "mark_after", "mark_before", "milestone", "modifier", "needs_object", "needs_owner", "net", "neutral", "no_unit", "no_zone",
    "not_a_place", "not_a_unit", "not_aimed", "not_counted", "noun", "now", "one_ahead", "one_back",
    "opens_clause", "opens_unowned", "papers_done", "part_suffix", "per", "predicate", "qualifier", "reaches", "self",
    "shared_head", "stands_alone", "status", "to", "trade", "up", "whole", "work_noun", "worked_on", "works_on", "zone_does", "zone_suffix",
)  # fmt: skip
NATURES = ("rate", "stock", "flow", "addition", "reduction")
BETTER = ("higher", "lower", "neutral")


def rows(name: str, *columns: str) -> Iterator[dict[str, str]]:
    """The rows of a data file. Raises VocabularyError where a column is missing or a row has a wrong length."""
    with (files(__package__) / name).open(encoding="utf-8") as file:
        reader = csv.DictReader(file)
        if missing := set(columns) - set(reader.fieldnames or ()):
            raise VocabularyError(f"{name}: no column {', '.join(sorted(missing))}")
        for row in reader:
            if None in row or None in row.values():
                raise VocabularyError(f"{name}, line {reader.line_num}: {len(columns)} fields wanted: {row}")
            yield row


@cache
def metrics() -> dict[str, Metric]:
    """The catalogue by code, in the order of metrics.csv."""
    table = {}
    for r in rows("metrics.csv", "code", "name_zh", "name_en", "dimension", "better", "nature", "also_called"):
        if r["nature"] not in NATURES or r["better"] not in BETTER or r["code"] in table:
            raise VocabularyError(f"metrics.csv: {r['code']}: unknown nature or better, or the code stands twice")
        also = tuple(filter(None, r["also_called"].split(";")))
        table[r["code"]] = Metric(r["code"], r["name_zh"], r["name_en"], r["dimension"], r["better"], r["nature"], also)
    return table


@cache
def wordings() -> dict[str, Wording]:
    """Every way to name a metric, alternatives written out: text to wording. The earlier line wins a text."""
    known = metrics()
    table: dict[str, Wording] = {}
    for metric in known.values():
        for text in (metric.name_zh, *metric.also_called):
            table[text] = Wording(metric.code, text)
    for r in rows("metric_wordings.csv", "code", "wording", "example"):
        if r["code"] not in known:
            raise VocabularyError(f"metric_wordings.csv: no metric {r['code']} in metrics.csv")
        wording, _, follows = r["wording"].partition(">")
        beside, _, wording = wording.rpartition("<")
        if beside and beside not in known:
            raise VocabularyError(f"metric_wordings.csv: no metric {beside} in metrics.csv")
        after = tuple(expand(follows)) if follows else ()
        for text in filter(None, expand(wording)):
            table[text] = _either(table.get(text), Wording(r["code"], text, after, beside))
    small = {
        text.replace("GDP", "gdp"): wording for text, wording in table.items() if "GDP" in text
    }  # as some pages write
    return table | {text: replace(wording, text=text) for text, wording in small.items()}


def _either(known: Wording | None, new: Wording) -> Wording:
    """The earlier wording; a condition of either kind is enough where one line tells what follows, the other what it stands beside."""
    if known is None:
        return new
    two = known.code == new.code and {bool(known.follows), bool(new.follows)} == {bool(known.beside), bool(new.beside)}
    return replace(known, follows=known.follows or new.follows, beside=known.beside or new.beside) if two else known


@cache
def wordings_by_parts() -> tuple[tuple[str, tuple[tuple[str, ...], ...], tuple[str, ...]], ...]:
    """Names told by their parts in any order: code, what each must hold (one of each group), what it may hold besides."""
    found = []
    for r in rows("metric_parts.csv", "code", "must", "may", "example"):
        if r["code"] not in metrics():
            raise VocabularyError(f"metric_parts.csv: no metric {r['code']} in metrics.csv")
        must = tuple(tuple(group.split("|")) for group in r["must"].split(";"))
        found.append((r["code"], must, tuple(filter(None, r["may"].split("|")))))
    return tuple(found)


@cache
def cues() -> dict[str, dict[str, str]]:
    """Cue words by category, each with its value: cues()["up"]["增长"]. Categories are told in docs/GRAMMAR.md."""
    table: dict[str, dict[str, str]] = {}
    for r in rows("cues.csv", "category", "words", "value"):
        if r["category"] not in CATEGORIES:
            raise VocabularyError(f"cues.csv: no category {r['category']}; there are {', '.join(CATEGORIES)}")
        for word in filter(None, expand(r["words"])):
            table.setdefault(r["category"], {}).setdefault(word, r["value"])
    return table


@cache
def cue_words(category: str) -> tuple[str, ...]:
    """The words of one category of cues, as `str.startswith` and `str.endswith` take them."""
    return tuple(cues()[category])
