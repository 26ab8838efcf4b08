"""Observations become a warehouse: tables, checks, views and exports."""
