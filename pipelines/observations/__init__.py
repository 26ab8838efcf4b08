"""A report becomes observations: one row for each thing it states about one metric, one place and one period."""
