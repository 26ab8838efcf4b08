"""Dagster assets, checks, sensor and jobs: thin, each calls one function of the rooms beside it."""
