CREATE OR REPLACE TABLE fact_term (
    report_id VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    report_year INTEGER NOT NULL,
    term VARCHAR NOT NULL,
    occurrences INTEGER NOT NULL
);

COMMENT ON TABLE fact_term IS 'Words and how often a report uses them: one row a report and word.';
COMMENT ON COLUMN fact_term.report_id IS 'The report';
COMMENT ON COLUMN fact_term.area_code IS 'GB/T 2260 code of the area the report speaks for';
COMMENT ON COLUMN fact_term.report_year IS 'The year the report was given in [unit: year]';
COMMENT ON COLUMN fact_term.term IS 'The word';
COMMENT ON COLUMN fact_term.occurrences IS 'How often the report uses it [unit: 1]';
