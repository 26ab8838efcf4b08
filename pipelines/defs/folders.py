"""Where a run reads and writes, as a Dagster resource."""

from __future__ import annotations

from pathlib import Path

import dagster as dg

from pipelines.settings import Settings


class Folders(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The inbox and the warehouse of a run; empty strings mean the settings' own."""

    raw: str = ""
    warehouse: str = ""

    def settings(self) -> Settings:
        """The settings with this run's folders."""
        chosen = {name: Path(value) for name, value in (("raw", self.raw), ("warehouse", self.warehouse)) if value}
        return Settings(**chosen)


def default_folders() -> Folders:
    """The folders of the environment."""
    settings = Settings()
    return Folders(raw=str(settings.raw), warehouse=str(settings.warehouse))
