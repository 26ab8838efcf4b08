"""A file becomes a report: bytes to text, broken text mended, whose report of which year, where its parts begin."""

from pipelines.native import compiled

__path__[:0] = compiled(__name__)
