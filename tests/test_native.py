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
    monkeypatch.setattr(sys, "path", [one for one in sys.path if not one.startswith(str(native.FOLDER))])
    monkeypatch.setattr(native, "PROJECT", tmp_path)
    monkeypatch.setattr(native, "FOLDER", tmp_path / ".cache" / "native")
    for group in native.GROUPS:
        monkeypatch.delitem(sys.modules, f"{group}__mypyc", raising=False)
    native.folder.cache_clear()
    native._loads.cache_clear()
    yield tmp_path
    native.folder.cache_clear()
    native._loads.cache_clear()
    for group in native.GROUPS:
        sys.modules.pop(f"{group}__mypyc", None)  # what was there before comes back with the monkeypatch


def make_compiled() -> None:
    """A folder like a compiled one, whose libraries are empty modules of plain Python."""
    native.folder().mkdir(parents=True)
    for group in native.GROUPS:
        (native.folder() / f"{group}__mypyc.py").touch()


def test_every_source_is_there() -> None:
    for patterns in native.GROUPS.values():
        assert all(list((native.PROJECT / "pipelines").glob(pattern)) for pattern in patterns)
    assert "pipelines/observations/clause.py" in native.sources("duibiao_reading")


@pytest.mark.usefixtures("project")
def test_nothing_is_searched_before_it_is_compiled() -> None:
    assert native.compiled("pipelines.reports") == []
    native._loads.cache_clear()
    make_compiled()
    assert native.compiled("pipelines.reports") == [str(native.folder() / "pipelines" / "reports")]


@pytest.mark.usefixtures("project")
def test_what_does_not_load_is_passed_over() -> None:
    make_compiled()
    (native.folder() / "duibiao_reading__mypyc.py").write_text("raise ImportError('file too short')")
    assert native.compiled("pipelines.reports") == []
    assert str(native.folder()) not in sys.path


def test_an_edited_source_is_not_hidden(project: Path) -> None:
    before = native.folder()
    clause, aside = (project / "pipelines" / "observations" / f"{name}.py" for name in ("clause", "aside"))
    first, rest = clause.read_text().split("\n", 1)
    clause.write_text(rest)
    aside.write_text(aside.read_text() + first + "\n")  # moved from one file to the one before it
    native.folder.cache_clear()
    assert native.folder() != before


@pytest.mark.usefixtures("project")
def test_old_ones_are_cleared_but_what_is_no_folder_stays() -> None:
    old, kept, file = (native.FOLDER / name for name in ("old", "kept", ".DS_Store"))
    old.mkdir(parents=True)
    kept.mkdir()
    file.touch()
    native._clear(kept)
    assert sorted(native.FOLDER.iterdir()) == [file, kept]


@pytest.mark.skipif(not native.folder().is_dir(), reason="nothing is compiled here")
def test_the_compiled_core_is_what_runs() -> None:
    assert native._run(native.PROOF).returncode == 0


def test_a_machine_without_a_compiler_goes_on(project: Path) -> None:
    without = {**os.environ, "CC": "no-such-compiler", "PYTHONPATH": str(project)}
    command = [sys.executable, "-m", "pipelines.native"]
    done = subprocess.run(command, cwd=project, env=without, capture_output=True, text=True, check=True)
    assert "Not compiled, so the core runs as plain Python" in done.stdout
    assert "no-such-compiler" in done.stdout
    assert list((project / ".cache" / "native").iterdir()) == []
