"""The inbox: which files wait in raw/, and one file made a report."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from pipelines.reports.identify import Stated, identify
from pipelines.reports.model import Report, ReportError
from pipelines.reports.names import printable, safe
from pipelines.reports.read import LARGEST_FILE, read
from pipelines.reports.restore import restore
from pipelines.reports.sidecar import ENDINGS, read_sidecar

NO_REPORTS = ("readme", "corrections.", "thumbs.db", "desktop.ini")  # beginnings of names
PAGE = (".html", ".htm")
PAGE_PARTS = ("_files", ".files")  # the folder of pictures and scripts that a browser saves beside a page


@dataclass(frozen=True, slots=True)
class InboxFile:
    """A file of the inbox. `source` is its path below the inbox, with forward slashes and nothing that cannot be shown."""

    report_id: str
    path: Path
    source: str
    inside: bool = True  # False for a link that leads out of the inbox; it is never read
    sidecar: Path | None = None


def discover(raw: Path) -> list[InboxFile]:
    """Every file below the inbox in the order of its path, but no README, hidden file, sidecar, corrections or page's parts.

    The report_id is the file's name without its ending; where two files share it, their folder is put before it, and the
    ending behind it where that does not tell them apart either. A link that leads out of the inbox or nowhere, and a sidecar
    without a report, are listed, so that `load` can say why they are not read. Raises ReportError where the inbox is not there.
    """
    if not raw.is_dir():
        raise ReportError(f"{raw}: no such folder; say where the reports are with --raw")
    home = raw.resolve()
    found = {p for p in raw.rglob("*") if _may_be_report(p, raw) and (p.is_symlink() or p.is_file())}
    stated = _sidecars(found)
    paths = sorted(found - set(stated.values()))
    stems = Counter(p.stem for p in paths)
    ids: dict[Path, str] = {}
    taken: set[str] = set()
    for path in sorted(paths, key=lambda p: stems[p.stem] > 1):  # a name of its own goes before a made one
        folders = path.relative_to(raw).parts[:-1] if stems[path.stem] > 1 else ()
        ids[path] = _free(safe("-".join([*folders, path.stem])), printable(path.suffix), taken)
        taken.add(ids[path])
    return [
        InboxFile(ids[p], p, printable(p.relative_to(raw).as_posix()), _inside(p, home), stated.get(p)) for p in paths
    ]


def _may_be_report(path: Path, raw: Path) -> bool:
    below = path.relative_to(raw)
    if any(part.startswith((".", "~$")) for part in below.parts) or path.name.lower().startswith(NO_REPORTS):
        return False
    folders = [raw.joinpath(*below.parts[: i + 1]) for i in range(len(below.parts) - 1)]
    return not any(_holds_page_parts(folder) for folder in folders if folder.name.endswith(PAGE_PARTS))


def _holds_page_parts(folder: Path) -> bool:
    pages = (folder.with_name(folder.name.removesuffix(part) + ending) for part in PAGE_PARTS for ending in PAGE)
    return any(page.is_file() for page in pages)


def _sidecars(found: Collection[Path]) -> dict[Path, Path]:
    """The sidecar of each file that has one."""
    candidates = ((p, p.with_suffix(ending)) for p in found if p.suffix.lower() not in ENDINGS for ending in ENDINGS)
    return {path: sidecar for path, sidecar in candidates if sidecar in found}


def _inside(path: Path, home: Path) -> bool:
    try:
        return path.resolve(strict=path.is_symlink()).is_relative_to(home)
    except (OSError, RuntimeError):  # a link to itself, or to nowhere
        return False


def _free(wanted: str, suffix: str, taken: Collection[str]) -> str:
    """The name, or the name with its ending, or with a number too: the first that is not taken."""
    with_ending = safe(f"{wanted}-{suffix[1:].lower()}")
    numbered = (f"{with_ending}-{n}" for n in range(2, len(taken) + 3))
    return next(name for name in (wanted, with_ending, *numbered) if name not in taken)


def load(file: InboxFile) -> Report:
    """One file read, mended and identified.

    Raises ReportError, naming the file and the reason, where any of the three cannot be done.
    """
    if not file.inside:
        raise ReportError(f"{file.source}: a link that leads out of the inbox is not read; copy the file itself here")
    stated = _stated(file)
    source = read(file.path)
    mended = restore(source.text)
    return Report(
        report_id=file.report_id,
        identity=identify(mended.text, printable(file.path.stem), source.about, stated),
        text=mended.text,
        offsets=mended.offsets,
        source=file.source,
        sha256=source.sha256,
        file_type=source.file_type,
        encoding=source.encoding,
        source_chars=len(source.text),
        steps=mended.steps,
    )


def digest(file: InboxFile) -> str | None:
    """SHA-256 of a file that was not read; None where it is not to be opened, or larger than what is read."""
    try:
        if not file.inside or not file.path.is_file() or file.path.stat().st_size > LARGEST_FILE:
            return None
        with file.path.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return None


def file_type(file: InboxFile) -> str | None:
    """A file's ending without the dot, where it has one that can be shown."""
    return printable(file.path.suffix[1:].lower())[:20] or None


def stamp(file: InboxFile) -> str:
    """What changes when the file or its sidecar does."""
    found = [path.lstat() for path in (file.path, file.sidecar) if path is not None]
    return ":".join(str(part) for status in found for part in (status.st_mtime_ns, status.st_size))


def _stated(file: InboxFile) -> Stated:
    if file.sidecar is None:
        return Stated()
    if file.sidecar.is_symlink():
        raise ReportError(f"{file.source}: its sidecar is a link, which is not read; copy the file itself here")
    return read_sidecar(file.sidecar)
