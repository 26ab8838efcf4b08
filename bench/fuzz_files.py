"""Twenty thousand random and mutated files of every type through reader and extraction: no crash, no hang, bounded memory.

    python bench/fuzz_files.py [COUNT] [SEED]

Says how many were read and refused, the longest time for one file and the greatest memory of this process and of the
parsers' own. A fault stops the run and leaves the file that showed it.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pipelines.reports.inbox import InboxFile
from pipelines.reports.sandbox import stop
from tests.reports.fuzz import read_or_refused
from tests.reports.mutations import inputs


def main() -> None:
    """Run it."""
    count, seed = (int(a) for a in [*sys.argv[1:], *("20000", "1")[len(sys.argv) - 1 :]])
    outcomes: Counter[str] = Counter()
    longest = (0.0, "")
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    started = time.monotonic()
    for number, (ending, data) in enumerate(inputs(seed, count)):
        path = folder / f"x{ending}"
        path.write_bytes(data)
        begun = time.monotonic()
        try:
            outcomes[read_or_refused(InboxFile("x", path, path.name))] += 1
        except BaseException:
            print(f"input {number} of seed {seed}: {path}")
            raise
        longest = max(longest, (time.monotonic() - begun, f"input {number}, {ending}"))
        path.unlink()
    stop()  # so that the parsers' memory is known
    own, parsers = (
        resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(f"{count:,} files in {time.monotonic() - started:.0f} s: {dict(outcomes)}")
    print(f"the longest took {longest[0]:.2f} s ({longest[1]}); memory {own} MB, the parsers' {parsers} MB")


if __name__ == "__main__":
    main()
