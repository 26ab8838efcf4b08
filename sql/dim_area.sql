CREATE OR REPLACE TABLE dim_area (
    area_code VARCHAR NOT NULL,
    area_name VARCHAR NOT NULL,
    short_name VARCHAR,
    level VARCHAR,
    parent_code VARCHAR
);

COMMENT ON TABLE dim_area IS 'One row an area: the vocabulary''s areas, and those that only a report names (a township, a development zone).';
COMMENT ON COLUMN dim_area.area_code IS 'GB/T 2260 code; 100000 is the nation. A development zone or township has none: its parent''s code, a hyphen and its short name (530302-东山镇)';
COMMENT ON COLUMN dim_area.area_name IS 'Full name';
COMMENT ON COLUMN dim_area.short_name IS 'Name without 省, 市, 县 …';
COMMENT ON COLUMN dim_area.level IS 'nation, province, prefecture, county, township; of a development zone the one below its parent''s';
COMMENT ON COLUMN dim_area.parent_code IS 'Code of the area it belongs to';
