"""What Dagster loads: nothing but the wiring."""

import dagster as dg

from pipelines.defs import assets, jobs
from pipelines.defs.folders import default_folders

defs = dg.Definitions(assets=assets.ALL, jobs=jobs.JOBS, sensors=jobs.SENSORS, resources={"folders": default_folders()})
