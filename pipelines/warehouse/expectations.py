"""Great Expectations behind one small class: suites from expectations.yaml, run on frames part by part, Data Docs."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")  # before the import, or it calls home

import great_expectations as gx
import polars as pl
import yaml
from great_expectations.data_context.types.base import ProgressBarsConfig

CRITICAL = "critical"


@dataclass(frozen=True, slots=True)
class Rule:
    """One expectation of a suite, as expectations.yaml states it."""

    suite: str
    name: str
    means: str
    expect: str
    column: str | tuple[str, ...]
    severity: str
    arguments: dict[str, Any]
    stops: bool = False  # nothing is published where it is broken

    @property
    def columns(self) -> tuple[str, ...]:
        return self.column if isinstance(self.column, tuple) else (self.column,)


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of all suites, in the order of the file."""
    content = yaml.safe_load((files("pipelines.vocabulary") / "expectations.yaml").read_text(encoding="utf-8"))
    return tuple(
        Rule(
            suite,
            r["rule"],
            r["means"],
            r["expect"],
            tuple(r["column"]) if isinstance(r["column"], list) else r["column"],
            r["severity"],
            r.get("with", {}),
            r.get("stops", False),
        )
        for suite, listed in content.items()
        for r in listed
    )


@dataclass(slots=True)
class Finding:
    """What a rule found so far: rows it looked at (those without a value are none of its business), rows that broke it."""

    rule: Rule
    looked_at: int = 0
    broken: set[Any] = field(default_factory=set)  # keys


class Expectations:
    """The suites over one build. `run` may be called several times for a suite, each with a part of its rows."""

    def __init__(self, quality: Path | None = None) -> None:
        """`quality`: the folder of the Data Docs, emptied first; None for none."""
        self.findings = {rule.name: Finding(rule) for rule in rules()}
        self._context = gx.get_context(mode="ephemeral")
        self._context.variables.progress_bars = ProgressBarsConfig(globally=False)
        self._documented = quality is not None
        if quality is not None:
            shutil.rmtree(quality, ignore_errors=True)
            _add_docs(self._context, quality)
        self._source = self._context.data_sources.add_pandas("duibiao")
        self._checkpoints: dict[str, Any] = {}

    def run(self, suite: str, frame: pl.DataFrame, key: str) -> dict[str, set[Any]]:
        """Run one suite on a frame; the keys of the rows that broke each rule. Raises RuntimeError where a rule cannot run."""
        listed = [rule for rule in rules() if rule.suite == suite]
        if suite not in self._checkpoints:
            self._checkpoints[suite] = self._checkpoint(suite, listed, key)
        wanted = dict.fromkeys([key, *(column for rule in listed for column in rule.columns)])
        result = self._checkpoints[suite].run(batch_parameters={"dataframe": frame.select(list(wanted)).to_pandas()})
        (validated,) = result.run_results.values()
        broken = {}
        for outcome in validated.results:
            rule = self.findings[outcome.expectation_config.meta["rule"]].rule
            if outcome.exception_info.get("raised_exception"):
                raise RuntimeError(f"the rule {rule.name} cannot run: {outcome.exception_info['exception_message']}")
            keys = {row[key] for row in outcome.result.get("unexpected_index_list") or ()}
            finding = self.findings[rule.name]
            finding.looked_at += outcome.result["element_count"] - outcome.result.get("missing_count", 0)
            finding.broken |= keys
            if keys:
                broken[rule.name] = keys
            elif not outcome.success:
                raise RuntimeError(f"the rule {rule.name} is broken by rows that it does not name")
        return broken

    def write_docs(self) -> None:
        """Write the Data Docs of everything that ran."""
        if self._documented:
            self._context.build_data_docs()

    def _checkpoint(self, suite: str, listed: list[Rule], key: str) -> Any:
        made = self._context.suites.add(gx.ExpectationSuite(name=suite))
        for rule in listed:
            made.add_expectation(_expectation(rule))
        batch = self._source.add_dataframe_asset(suite).add_batch_definition_whole_dataframe("whole")
        definition = self._context.validation_definitions.add(
            gx.ValidationDefinition(name=suite, data=batch, suite=made)
        )
        return gx.Checkpoint(
            name=suite,
            validation_definitions=[definition],
            result_format={"result_format": "COMPLETE", "unexpected_index_column_names": [key]},
        )


def _expectation(rule: Rule) -> Any:
    name = "".join(part.title() for part in rule.expect.split("_"))
    on = (
        {"column_A": rule.column[0], "column_B": rule.column[1]}
        if isinstance(rule.column, tuple)
        else {"column": rule.column}
    )
    return getattr(gx.expectations, name)(
        **on, **rule.arguments, severity=rule.severity, meta={"rule": rule.name, "means": rule.means}, notes=rule.means
    )


def _add_docs(context: Any, folder: Path) -> None:
    """Data Docs as plain files below `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for site in list(context.get_site_names()):
        context.delete_data_docs_site(site)
    context.add_data_docs_site(
        site_name="quality",
        site_config={
            "class_name": "SiteBuilder",
            "show_how_to_buttons": False,
            "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder.resolve())},
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
        },
    )
