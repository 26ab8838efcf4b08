"""A report becomes observations: one row for each thing it states about one metric, one place and one period."""

from pipelines.native import compiled

__path__[:0] = compiled(__name__)
