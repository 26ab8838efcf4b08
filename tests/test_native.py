"""The compiled core: found only where it was compiled from the sources as they are, and done without where there is no compiler."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines import native


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A project of its own, of the package and its settings."""
    shutil.copytree(native.PROJECT / "pipelines", tmp_path / "pipelines", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(native.PROJECT / "pyproject.toml", tmp_path)
    monkeypatch.setattr(native, "PROJECT", tmp_path)
    monkeypatch.setattr(native, "FOLDER", tmp_path / ".cache" / "native")
    monkeypatch.setattr(sys, "path", [*sys.path])
    native.folder.cache_clear()
    yield tmp_path
    native.folder.cache_clear()


def test_every_source_is_there() -> None:
    for group in native.GROUPS:
        assert all((native.PROJECT / file).is_file() for file in native.sources(group))
    assert "pipelines/observations/clause.py" in native.sources("duibiao_reading")


@pytest.mark.usefixtures("project")
def test_nothing_is_searched_before_it_is_compiled() -> None:
    assert native.compiled("pipelines.reports") == []
    native.folder().mkdir(parents=True)
    assert native.compiled("pipelines.reports") == [str(native.folder() / "pipelines" / "reports")]


def test_an_edited_source_is_not_hidden(project: Path) -> None:
    native.folder().mkdir(parents=True)
    before = native.folder()
    with (project / "pipelines" / "observations" / "clause.py").open("a") as file:
        file.write("# edited\n")
    native.folder.cache_clear()
    assert native.folder() != before
    assert native.compiled("pipelines.observations") == []


def test_a_machine_without_a_compiler_goes_on(project: Path) -> None:
    without = {**os.environ, "CC": "no-such-compiler", "PYTHONPATH": str(project)}
    command = [sys.executable, "-m", "pipelines.native"]
    done = subprocess.run(command, cwd=project, env=without, capture_output=True, text=True, check=True)
    assert "Not compiled, so the core runs as plain Python" in done.stdout
    assert "no-such-compiler" in done.stdout
    assert list((project / ".cache" / "native").iterdir()) == []
