"""How sure a reading is: a product of what speaks against it. The figures behind it: docs/ACCURACY.md."""

from __future__ import annotations

from pipelines.observations.reading import Reading

CERTAIN = 0.98
PHRASE_ONLY = 0.88  # outside the catalogue: the name may be cut wrong
NO_NUMBER = 0.9  # a promise in words
DOUBTS = {
    "subject": 0.85,  # the subject stands in an earlier clause
    "chinese": 0.92,  # Chinese numerals: older reports, mixed sections
    "elsewhere": 0.92,  # another place or a part
    "silent": 0.93,  # neither verb nor mark says what is measured
    "long": 0.85,  # the phrase is long: likely cut wrong
    "old": 0.9,  # before 1992 sections mix review and plan
}
LONG_PHRASE = 16
MIXED_SECTIONS_UNTIL = 1992


def confidence(reading: Reading, report_year: int) -> float:
    """0 to 1, higher for readings that are right more often."""
    sure = CERTAIN if reading.subject.metric else PHRASE_ONLY
    against = (
        ("subject", "subject" in reading.carried),
        ("chinese", reading.quantity.form == "chinese"),
        ("elsewhere", reading.subject.place != "self"),
        ("silent", not reading.spoken and reading.quantity.comparator == "eq"),
        ("long", len(reading.subject.phrase) > LONG_PHRASE and not reading.subject.metric),
        ("old", report_year < MIXED_SECTIONS_UNTIL),
    )
    for name, holds in against:
        if holds:
            sure *= DOUBTS[name]
    return round(sure, 3)
