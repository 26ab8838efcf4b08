"""Count which characters follow one another in healthy reports: the knowledge of language that restoring has.

    python bench/count_ngrams.py FOLDER [LEFT_OUT ...] > pipelines/vocabulary/ngrams.txt

A line is a count and, parted by spaces, the characters, twos and threes of them that were seen so often; digits stand as 0, wide
signs as narrow ones, a line break as ¶, a space as ␣. Rare ones are left out: what is kept is how reports speak, not what one of them says.
"""

from __future__ import annotations

import sys
from collections import Counter
from operator import add
from pathlib import Path

from pipelines.reports.inbox import discover
from pipelines.reports.language import ALIKE
from pipelines.reports.read import read
from pipelines.reports.restore import restore

FEWEST_PAIRS, FEWEST_THREES, FEWEST_REPORTS = 5, 8, 4


def main() -> None:
    """Print the n-grams of the reports below FOLDER, without those that are broken."""
    counts: Counter[str] = Counter()
    reports: Counter[str] = Counter()
    for file in discover(Path(sys.argv[1])):
        if "mangled" in file.source or any(name in file.report_id for name in sys.argv[2:]):
            continue
        text = "\n" + restore(read(file.path).text).text.translate(ALIKE) + "\n"
        twos = list(map(add, text, text[1:]))
        found = Counter(text) + Counter(twos) + Counter(map(add, twos, text[2:]))
        counts += found
        reports.update(found.keys())
    kept: dict[int, list[str]] = {}
    for ngram, count in counts.items():
        if count >= (FEWEST_THREES if len(ngram) == 3 else FEWEST_PAIRS) and reports[ngram] >= FEWEST_REPORTS:
            kept.setdefault(count, []).append(ngram.replace("\n", "¶").replace(" ", "␣"))
    for count in sorted(kept, reverse=True):
        print(count, " ".join(sorted(kept[count])), sep="\t")


if __name__ == "__main__":
    main()
