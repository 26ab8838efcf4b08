"""The inbox: which files wait in raw/, and one file made a report."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pipelines.reports.identify import identify
from pipelines.reports.model import Report, ReportError
from pipelines.reports.read import read
from pipelines.reports.restore import restore


@dataclass(frozen=True, slots=True)
class InboxFile:
    """A file of the inbox. `source` is its path below the inbox, with forward slashes."""

    report_id: str
    path: Path
    source: str


def discover(raw: Path) -> list[InboxFile]:
    """Every file below the inbox in the order of its path, but no README, hidden file, sidecar or corrections.

    The report_id is the file's name without its ending; where two files share it, their folder is put before it.
    Raises ReportError where the inbox is not there.
    """
    if not raw.is_dir():
        raise ReportError(f"{raw}: no such folder; say where the reports are with --raw")
    home = raw.resolve()
    paths = [
        p for p in sorted(raw.rglob("*")) if p.is_file() and _is_report(p, raw) and p.resolve().is_relative_to(home)
    ]
    shared = {stem for stem, n in Counter(p.stem for p in paths).items() if n > 1}
    found: list[InboxFile] = []
    taken: set[str] = set()
    for path in paths:
        source = path.relative_to(raw).as_posix()
        report_id = path.stem
        if path.stem in shared:
            report_id = "-".join([*path.relative_to(raw).parts[:-1], path.stem])
        if report_id in taken:
            report_id = f"{report_id}-{path.suffix[1:].lower()}"
        taken.add(report_id)
        found.append(InboxFile(report_id, path, source))
    return found


def _is_report(path: Path, raw: Path) -> bool:
    parts = path.relative_to(raw).parts
    hidden = any(part.startswith((".", "~$")) for part in parts)
    return (
        not hidden
        and not path.name.upper().startswith("README")
        and path.suffix.lower() not in (".yaml", ".yml", ".csv")
    )


def load(file: InboxFile) -> Report:
    """One file read, mended and identified.

    Raises ReportError, naming the file and the reason, where any of the three cannot be done.
    """
    try:
        data = file.path.read_bytes()
    except OSError as error:
        raise ReportError(f"{file.source}: cannot be opened: {error.strerror}") from None
    source = read(file.path)
    mended = restore(source.text)
    return Report(
        report_id=file.report_id,
        identity=identify(mended.text, file.path.stem),
        text=mended.text,
        offsets=mended.offsets,
        source=file.source,
        sha256=hashlib.sha256(data).hexdigest(),
        file_type=source.file_type,
        encoding=source.encoding,
        source_chars=len(source.text),
        steps=mended.steps,
    )
