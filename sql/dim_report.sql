CREATE OR REPLACE TABLE dim_report (
    report_id VARCHAR NOT NULL,
    area_code VARCHAR,
    area_name VARCHAR,
    level VARCHAR,
    report_year INTEGER,
    given_on DATE,
    session VARCHAR,
    speaker VARCHAR,
    title VARCHAR,
    source VARCHAR NOT NULL,
    sha256 VARCHAR,
    file_type VARCHAR,
    encoding VARCHAR,
    characters INTEGER,
    mending VARCHAR,
    observations INTEGER NOT NULL,
    status VARCHAR NOT NULL,
    reason VARCHAR,
    is_current BOOLEAN NOT NULL
);

COMMENT ON TABLE dim_report IS 'One row a file of the inbox: the reports that were read, and those that were set aside or superseded, with the reason.';
COMMENT ON COLUMN dim_report.report_id IS 'The report''s file name without its ending; where two files share it, their folder is put before it';
COMMENT ON COLUMN dim_report.area_code IS 'GB/T 2260 code of the area the report speaks for, a suffix behind it for zones and townships (see dim_area); empty where the file was set aside';
COMMENT ON COLUMN dim_report.area_name IS 'The area as the report names it';
COMMENT ON COLUMN dim_report.level IS 'nation, province, prefecture, county, township';
COMMENT ON COLUMN dim_report.report_year IS 'The year the report was given in [unit: year]';
COMMENT ON COLUMN dim_report.given_on IS 'The day it was given, where the text says so';
COMMENT ON COLUMN dim_report.session IS 'The session of the people''s congress it was given to';
COMMENT ON COLUMN dim_report.speaker IS 'Who gave it';
COMMENT ON COLUMN dim_report.title IS 'Its title';
COMMENT ON COLUMN dim_report.source IS 'The file, relative to the inbox';
COMMENT ON COLUMN dim_report.sha256 IS 'SHA-256 of the file';
COMMENT ON COLUMN dim_report.file_type IS 'txt, md, html, docx, pdf, csv';
COMMENT ON COLUMN dim_report.encoding IS 'The encoding it was read in; docx and pdf files have their own';
COMMENT ON COLUMN dim_report.characters IS 'Length of the text after mending [unit: character]';
COMMENT ON COLUMN dim_report.mending IS 'What was mended in the text and how often, as JSON';
COMMENT ON COLUMN dim_report.observations IS 'Its rows in fact_observation [unit: 1]';
COMMENT ON COLUMN dim_report.status IS 'read; superseded: another version of the same area and year is kept; set_aside: could not be read or identified';
COMMENT ON COLUMN dim_report.reason IS 'Why it was set aside, and what to do; why it is superseded, and by which report';
COMMENT ON COLUMN dim_report.is_current IS 'True for the one report of its area and year that the views count';
