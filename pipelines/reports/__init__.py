"""A file becomes a report: bytes to text, broken text mended, whose report of which year, where its parts begin."""
