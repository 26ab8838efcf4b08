CREATE OR REPLACE TABLE dim_area (
    area_code VARCHAR NOT NULL,
    area_name VARCHAR NOT NULL,
    short_name VARCHAR,
    level VARCHAR,
    parent_code VARCHAR
);

COMMENT ON TABLE dim_area IS 'One row an area: the vocabulary''s areas, and those that only a report names (a township, a development zone).';
COMMENT ON COLUMN dim_area.area_code IS 'GB/T 2260 code; 100000 is the nation';
COMMENT ON COLUMN dim_area.area_name IS 'Full name';
COMMENT ON COLUMN dim_area.short_name IS 'Name without 省, 市, 县 …';
COMMENT ON COLUMN dim_area.level IS 'nation, province, prefecture, county, township';
COMMENT ON COLUMN dim_area.parent_code IS 'Code of the area it belongs to';
