"""Duibiao: what was promised in government work reports, and what came of it."""
