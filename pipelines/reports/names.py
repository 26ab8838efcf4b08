"""Names of files as texts that can be shown, stored and used as ids."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata

LONGEST_ID = 150  # bytes: a report_id names files, whose names may have 255 with their endings
UNSAFE = re.compile(r"[/\\]|\.\.+")  # not safe in file names, or not taken by Dagster as a partition's key
# what moves a terminal's cursor, ends a line or turns the direction of writing
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def printable(name: str) -> str:
    """A file's name without what a terminal would obey; one whose bytes are not UTF-8 (from an old archive) as GB18030."""
    try:
        name.encode()
    except UnicodeEncodeError:
        name = os.fsencode(name).decode("gb18030", errors="replace")
    return "".join("_" if unicodedata.category(char) in UNSEEN else char for char in name)


def safe(name: str) -> str:
    """A file's name as a report_id: what file systems or Dagster refuse is replaced, a very long name is cut and marked."""
    clean = UNSAFE.sub("_", printable(name)).strip() or "_"
    if len(clean.encode()) <= LONGEST_ID:
        return clean
    mark = hashlib.sha256(name.encode(errors="surrogateescape")).hexdigest()[:8]
    return f"{clean.encode()[:LONGEST_ID].decode(errors='ignore')}-{mark}"
