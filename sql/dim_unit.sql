CREATE OR REPLACE TABLE dim_unit (
    raw_unit VARCHAR NOT NULL,
    dimension VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    factor DOUBLE NOT NULL
);

COMMENT ON TABLE dim_unit IS 'One row a unit as reports write it, without multiplier (亩, 斤, 公里), and the canonical unit it becomes.';
COMMENT ON COLUMN dim_unit.raw_unit IS 'The unit as written, without multiplier';
COMMENT ON COLUMN dim_unit.dimension IS 'What it measures';
COMMENT ON COLUMN dim_unit.unit IS 'The canonical unit of that dimension';
COMMENT ON COLUMN dim_unit.factor IS 'One raw_unit is so many of unit [unit: as in column unit]';
