"""No true figure is kept out: of the reports read by hand the checks let everything pass. Skipped where they are absent."""

from __future__ import annotations

import pytest

from pipelines.observations.extract import extract
from pipelines.reports.inbox import load
from pipelines.score import gold_files, shared_folder
from pipelines.warehouse.check import check
from pipelines.warehouse.frames import observation_frame, report_frame

shared = shared_folder()
pytestmark = pytest.mark.skipif(shared is None, reason="no ../shared here")


def test_nothing_of_the_reports_read_by_hand_is_kept_out() -> None:
    assert shared is not None
    reports = [load(file) for file in gold_files(shared, shared / "gold")]
    outcome = check(observation_frame(o for report in reports for o in extract(report)), report_frame(reports))
    assert outcome.quarantined.select("rule", "report_id", "phrase", "evidence").rows() == []
    assert outcome.stops == ()
