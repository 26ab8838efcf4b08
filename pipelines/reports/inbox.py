"""The inbox: which files wait in raw/, and one file made a report."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from pipelines.reports.identify import identify
from pipelines.reports.model import Report, ReportError
from pipelines.reports.read import read
from pipelines.reports.restore import restore

NO_REPORT = (".yaml", ".yml", ".csv")  # sidecars and corrections
LONGEST_ID = 150  # bytes: a report_id names files, whose names may have 255 with their endings
UNSAFE = re.compile(r"[\x00-\x1f\x7f]|\.\.+")  # not safe in file names, or not taken by Dagster as a partition's key


@dataclass(frozen=True, slots=True)
class InboxFile:
    """A file of the inbox. `source` is its path below the inbox, with forward slashes."""

    report_id: str
    path: Path
    source: str
    inside: bool = True  # False for a link that leads out of the inbox; it is never read


def discover(raw: Path) -> list[InboxFile]:
    """Every file below the inbox in the order of its path, but no README, hidden file, sidecar or corrections.

    The report_id is the file's name without its ending; where two files share it, their folder is put before it, and the
    ending behind it where that does not tell them apart either. A link that leads out of the inbox is listed, so that
    `load` can say why it is not read. Raises ReportError where the inbox is not there.
    """
    if not raw.is_dir():
        raise ReportError(f"{raw}: no such folder; say where the reports are with --raw")
    home = raw.resolve()
    inside = {p: p.resolve().is_relative_to(home) for p in sorted(raw.rglob("*")) if _is_report(p, raw)}
    paths = [p for p, within in inside.items() if p.is_file() or (p.exists() and not within)]
    stems = Counter(p.stem for p in paths)
    ids: dict[Path, str] = {}
    for path in sorted(paths, key=lambda p: stems[p.stem] > 1):  # a name of its own goes before a made one
        parts = path.relative_to(raw).parts[:-1] if stems[path.stem] > 1 else ()
        ids[path] = _free(safe("-".join([*parts, path.stem])), path.suffix, ids.values())
    return [InboxFile(ids[p], p, _printable(p.relative_to(raw).as_posix()), inside[p]) for p in paths]


def safe(name: str) -> str:
    """A file's name as a report_id: what file systems or Dagster refuse is replaced, a very long name is cut and marked."""
    clean = UNSAFE.sub("_", _printable(name))
    if len(clean.encode()) <= LONGEST_ID:
        return clean
    mark = hashlib.sha256(name.encode(errors="surrogateescape")).hexdigest()[:8]
    return f"{clean.encode()[:LONGEST_ID].decode(errors='ignore')}-{mark}"


def _printable(name: str) -> str:
    """A name whose bytes are not UTF-8 (a folder unpacked from an old archive) as GB18030, else with marks."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", errors="replace")
    return name


def _free(wanted: str, suffix: str, taken: Collection[str]) -> str:
    """The name, or the name with its ending, or with a number too: the first that is not taken."""
    with_ending = f"{wanted}-{suffix[1:].lower()}"
    numbered = (f"{with_ending}-{n}" for n in range(2, len(taken) + 3))
    return next(name for name in (wanted, with_ending, *numbered) if name not in taken)


def _is_report(path: Path, raw: Path) -> bool:
    parts = path.relative_to(raw).parts
    hidden = any(part.startswith((".", "~$")) for part in parts)
    return not hidden and not path.name.upper().startswith("README") and path.suffix.lower() not in NO_REPORT


def load(file: InboxFile) -> Report:
    """One file read, mended and identified.

    Raises ReportError, naming the file and the reason, where any of the three cannot be done.
    """
    if not file.inside:
        raise ReportError(f"{file.source}: a link that leads out of the inbox is not read; copy the file itself here")
    source = read(file.path)
    mended = restore(source.text)
    with file.path.open("rb") as opened:
        sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
    return Report(
        report_id=file.report_id,
        identity=identify(mended.text, file.path.stem),
        text=mended.text,
        offsets=mended.offsets,
        source=file.source,
        sha256=sha256,
        file_type=source.file_type,
        encoding=source.encoding,
        source_chars=len(source.text),
        steps=mended.steps,
    )
