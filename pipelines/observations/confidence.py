"""How sure a reading is: a product of what speaks against it. The figures behind it: docs/ACCURACY.md."""

from __future__ import annotations

from typing import Final

from pipelines.observations.measure import CHANGE, MULTIPLE
from pipelines.observations.reading import Reading

CERTAIN: Final = 0.985
PHRASE_ONLY: Final = 0.82  # outside the catalogue: the name may be cut wrong
NO_NUMBER: Final = 0.9  # a promise in words
DOUBTS: Final = {
    "old": 0.78,  # sections mix review and plan, subjects stand far from their numbers
    "aged": 0.93,
    "old_phrase": 0.55,  # outside the catalogue, in those reports: every second name is cut wrong
    "subject": 0.93,  # the subject stands in an earlier clause
    "elsewhere": 0.92,  # another place or a part
    "several": 0.9,  # outside the catalogue: a figure for all years, or for the last of them
    "moved": 0.8,  # outside the catalogue: by how much, or how many times what
    "behind": 0.92,  # outside the catalogue: named behind the number
    "short": 0.75,  # outside the catalogue: a name of one or two characters wants more words
    "long": 0.85,  # outside the catalogue: a long name is likely cut wrong
}
SHORT_PHRASE: Final = 2
LONG_PHRASE: Final = 16
OLD_UNTIL: Final = 1992
AGED_UNTIL: Final = 2000


def confidence(reading: Reading, report_year: int) -> float:
    """0 to 1, higher for readings that are right more often."""
    subject, carried = reading.subject, "subject" in reading.carried
    unknown = not subject.metric
    against = (
        ("old", report_year < OLD_UNTIL),
        ("aged", OLD_UNTIL <= report_year < AGED_UNTIL),
        ("old_phrase", unknown and report_year < OLD_UNTIL),
        ("subject", carried),
        ("elsewhere", subject.place != "self"),
        ("several", unknown and reading.first != reading.last),
        ("moved", unknown and reading.measure in (CHANGE, MULTIPLE)),
        ("behind", unknown and not carried and not reading.head.core),
        ("short", unknown and len(subject.phrase) <= SHORT_PHRASE),
        ("long", unknown and len(subject.phrase) > LONG_PHRASE),
    )
    sure = PHRASE_ONLY if unknown else CERTAIN
    for name, holds in against:
        if holds:
            sure *= DOUBTS[name]
    return round(sure, 3)
