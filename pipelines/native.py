"""The core compiled: mypyc makes extension modules of the modules that read and mend, where a C compiler is at hand.

`make build` calls `python -m pipelines.native`; without a compiler the same code runs as plain Python, slower by a third to a half. What is
compiled lies in .cache/native under a digest of its sources, so that an edited source is never hidden behind an older module.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
FOLDER = PROJECT / ".cache" / "native"
PLAIN = "observations/model.py"  # its field types are asked for at run time, mypyc forgets the names of literals
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


def sources(group: str) -> list[str]:
    """The files of one group, from the project's folder on."""
    package = PROJECT / "pipelines"
    found = (file for pattern in GROUPS[group] for file in sorted(package.glob(pattern)))
    return [str(f.relative_to(PROJECT)) for f in found if f.name != "__init__.py" and f != package / PLAIN]


@cache
def folder() -> Path:
    """Where the modules compiled from the sources as they are now would lie, for this Python."""
    digest = hashlib.sha256(f"{sys.version}{sysconfig.get_platform()}".encode())
    for group in GROUPS:
        for file in sources(group):
            digest.update((PROJECT / file).read_bytes())
    return FOLDER / digest.hexdigest()[:16]


def compiled(package: str) -> list[str]:
    """The folder of a package's compiled modules, to be searched before its sources; none where there is none."""
    here = folder()
    if not here.is_dir():
        return []
    if str(here) not in sys.path:
        sys.path.append(str(here))  # the modules of a package share one library that lies there
    return [str(here.joinpath(*package.split(".")))]


def compile_core() -> None:
    """Compile the core into its folder; older ones are removed.

    Raises whatever mypyc and the C compiler raise; nothing is left behind then.
    """
    from mypyc.build import mypycify
    from setuptools import Distribution

    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER) as work, contextlib.chdir(PROJECT):
        groups: list[tuple[list[str], str | None]] = [(sources(group), group) for group in GROUPS]
        files = [file for names, _ in groups for file in names]
        extensions = mypycify(files, opt_level="2", debug_level="0", separate=groups, target_dir=f"{work}/c")
        command = Distribution({"name": "duibiao", "ext_modules": extensions, "packages": []}).get_command_obj(
            "build_ext"
        )
        command.build_lib, command.build_temp, command.parallel = f"{work}/lib", f"{work}/tmp", os.cpu_count()
        command.ensure_finalized()
        command.run()
        for old in FOLDER.iterdir():
            if old != Path(work):
                shutil.rmtree(old)
        Path(work, "lib").rename(folder())


def main() -> None:
    """Compile what is not compiled yet; a machine that cannot is told so, and goes on with plain Python."""
    if folder().is_dir():
        return
    print("Compiling the core (about half a minute, once) ...", flush=True)
    command = [sys.executable, "-c", f"from {__spec__.name} import compile_core; compile_core()"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    if done.returncode:
        reason = (done.stderr.strip() or done.stdout.strip()).rpartition("\n")[2]
        print(f"Not compiled, so the core runs as plain Python, slower by a third to a half: {reason}")


if __name__ == "__main__":
    main()
