"""Where things are: one settings class, environment variables DUIBIAO_*."""

from __future__ import annotations

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parents[1]


class Settings(BaseSettings):
    """The folders of one installation. DUIBIAO_RAW, DUIBIAO_WAREHOUSE and DUIBIAO_CACHE change them."""

    model_config = SettingsConfigDict(env_prefix="DUIBIAO_")

    raw: Path = PROJECT / "raw"
    warehouse: Path = PROJECT / "warehouse"
    cache: Path = PROJECT / ".cache"

    @property
    def database(self) -> Path:
        """The published warehouse."""
        return self.warehouse / "duibiao.duckdb"

    @property
    def draft(self) -> Path:
        """The warehouse while it is being built, beside the published one so that a rename publishes it."""
        return self.warehouse / ".duibiao-draft.duckdb"

    @property
    def corrections(self) -> Path:
        """What people corrected, beside the reports it speaks of."""
        return self.raw / "corrections.csv"

    @property
    def exports(self) -> Path:
        return self.warehouse / "exports"

    @property
    def quality(self) -> Path:
        return self.warehouse / "quality"

    @property
    def staging(self) -> Path:
        """Mended texts and observations, a file a report: what the assets hand to each other."""
        return self.warehouse / "staging"

    @property
    def dagster_home(self) -> Path:
        """Dagster's runs and partitions of this warehouse."""
        return self.warehouse / ".dagster"
