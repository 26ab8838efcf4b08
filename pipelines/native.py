"""The core compiled: mypyc makes extension modules of the modules that read and mend, where a C compiler is at hand.

`make build` calls `python -m pipelines.native`; without a compiler the same code runs as plain Python, slower by a third to a half.
What is compiled lies in .cache/native under a digest of its sources, so that an edited source is never hidden behind an older
module; what cannot be loaded is passed over.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
FOLDER = PROJECT / ".cache" / "native"
PACKAGES = (
    "observations",
    "reports",
    "vocabulary",
)  # whose sources the digest holds: types are compiled across modules
PLAIN = "model.py"  # its field types are asked for at run time, mypyc forgets the names of literals
# Two extension modules, compiled side by side: what reads a report, and what mends it
GROUPS = {
    "duibiao_reading": ("observations/*.py", "vocabulary/patterns.py", "vocabulary/units.py"),
    "duibiao_mending": tuple(
        f"reports/{name}.py"
        for name in (
            *("astride", "gbk", "language", "lower", "outline", "rejoin", "restore", "spaces", "spelling"),
            *("swapped", "whose", "words", "years"),
        )
    ),
}
HOUR = 3600  # seconds: a work folder younger than that may be in use
PROOF = """
import pipelines.observations.clause as reading, pipelines.reports.restore as mending
raise SystemExit(any(module.__file__.endswith(".py") for module in (reading, mending)))
"""


def sources(group: str) -> list[str]:
    """The files of one group, from the project's folder on."""
    package = PROJECT / "pipelines"
    found = (file for pattern in GROUPS[group] for file in sorted(package.glob(pattern)))
    return [str(f.relative_to(PROJECT)) for f in found if f.name not in ("__init__.py", PLAIN)]


@cache
def folder() -> Path:
    """Where the modules compiled from the sources as they are now would lie, for this Python."""
    digest = hashlib.sha256(f"{sys.version}{sysconfig.get_platform()}".encode())
    for package in PACKAGES:
        for file in sorted((PROJECT / "pipelines" / package).glob("*.py")):
            content = file.read_bytes()
            digest.update(f"\0{package}/{file.name} {len(content)}\0".encode() + content)
    return FOLDER / digest.hexdigest()[:16]


def compiled(package: str) -> list[str]:
    """The folder of a package's compiled modules, to be searched before its sources; none where there is none that loads."""
    here = folder()
    return [str(here.joinpath(*package.split(".")))] if _loads(here) else []


@cache
def _loads(here: Path) -> bool:
    """The libraries that the compiled modules share are there and fit this machine."""
    if not here.is_dir():
        return False
    sys.path.append(str(here))
    try:
        for group in GROUPS:
            importlib.import_module(f"{group}__mypyc")
    except ImportError:
        sys.path.remove(str(here))
        return False
    return True


def compile_core() -> None:
    """Compile the core into its folder; older ones are removed.

    Raises whatever mypyc and the C compiler raise, and RuntimeError where a source changed meanwhile; nothing is left behind then.
    """
    from mypyc.build import mypycify
    from setuptools import Distribution

    target = folder()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER, ignore_cleanup_errors=True) as work, contextlib.chdir(PROJECT):
        groups: list[tuple[list[str], str | None]] = [(sources(group), group) for group in GROUPS]
        files = [file for names, _ in groups for file in names]
        extensions = mypycify(files, opt_level="3", debug_level="0", separate=groups, target_dir=f"{work}/c")
        command = Distribution({"name": "duibiao", "ext_modules": extensions, "packages": []}).get_command_obj(
            "build_ext"
        )
        command.build_lib, command.build_temp, command.parallel = f"{work}/lib", f"{work}/tmp", os.cpu_count()
        command.ensure_finalized()
        command.run()
        folder.cache_clear()
        if folder() != target:
            raise RuntimeError("a source changed while it was compiled; say make build again")
        try:
            Path(work, "lib").rename(target)
        except OSError:
            if not target.is_dir():  # else another compile was quicker
                raise
    _clear(target)


def _clear(kept: Path) -> None:
    """Remove what was compiled before, and what a compile that was broken off left."""
    for old in FOLDER.iterdir():
        in_use = old.name.startswith("tmp") and time.time() - old.stat().st_mtime < HOUR
        if old.is_dir() and old != kept and not in_use:
            shutil.rmtree(old, ignore_errors=True)


def _run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=False)


def main() -> None:
    """Compile what is not compiled yet, or does not load; a machine that cannot is told so, and goes on with plain Python."""
    if folder().is_dir():
        if _run(PROOF).returncode == 0:
            return
        shutil.rmtree(folder(), ignore_errors=True)
    print("Compiling the core (about half a minute, once) ...", flush=True)
    done = _run("from pipelines.native import compile_core; compile_core()")
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines()
        reason = next((line for line in said if ": error:" in line), said[-1] if said else "no reason was given")
        print(f"Not compiled, so the core runs as plain Python, slower by a third to a half: {reason}")


if __name__ == "__main__":
    main()
