"""docs/DATA_DICTIONARY.md from the comments in sql/: every table, view and column, described where it is defined.

python -m pipelines.warehouse.dictionary        (make docs)
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipelines.warehouse.build import build_tables, create_views
from pipelines.warehouse.export import FILE_NAMES, NO_UNIT, columns_of, public_relations
from pipelines.warehouse.frames import observation_frame, report_frame

PAGE = Path(__file__).resolve().parents[2] / "docs" / "DATA_DICTIONARY.md"

HEAD = """# Data dictionary

Written by `make docs` from the comments in [sql/](../sql); change them there. What the tables and views are for, how they
hang together and how a verdict is found: [warehouse/README.md](../warehouse/README.md). The same descriptions are in the
database (`duckdb_columns()`) and in `exports/datapackage.json`.
"""


def dictionary() -> str:
    """The page: a section a table or view, a row a column. Raises WarehouseError where a column has no comment."""
    with duckdb.connect() as con:
        build_tables(con, observation_frame(), report_frame())
        create_views(con)
        relations = public_relations(con)
        sections = [_section(con, name, comment) for name, _, comment in relations]
        listed = [
            f"| [{name}](#{name}) | {'view' if is_view else 'table'} | {_cell(c)} |" for name, is_view, c in relations
        ]
    overview = "\n".join(["| name | kind | what it holds |", "|---|---|---|", *listed])
    return "\n".join([HEAD, overview, *sections])


def _section(con: duckdb.DuckDBPyConnection, name: str, comment: str) -> str:
    lines = [f"\n## {name}\n", f"{comment} File: `exports/{FILE_NAMES.get(name, name)}.parquet`.\n"]
    lines += ["| column | type | unit | meaning |", "|---|---|---|---|"]
    for column in columns_of(con, name):
        unit = "" if column.unit == NO_UNIT else column.unit
        lines.append(f"| {column.name} | {column.data_type} | {unit} | {_cell(column.description)} |")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    """Write the page anew."""
    PAGE.write_text(dictionary() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
