"""Knowledge as data: metrics, units, areas, cue words, plausible ranges. One function loads each table."""

from pipelines.native import compiled

__path__[:0] = compiled(__name__)
