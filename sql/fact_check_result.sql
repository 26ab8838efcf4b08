-- No clock time: the same inputs must give the same rows. build_id tells builds apart.
CREATE OR REPLACE TABLE fact_check_result (
    build_id VARCHAR NOT NULL,
    suite VARCHAR NOT NULL,
    expectation VARCHAR NOT NULL,
    target_table VARCHAR NOT NULL,
    target_column VARCHAR,
    severity VARCHAR NOT NULL,
    success BOOLEAN NOT NULL,
    unexpected_count INTEGER NOT NULL,
    total_count INTEGER NOT NULL,
    details VARCHAR
);

COMMENT ON TABLE fact_check_result IS 'Every expectation of every build: one row a build and expectation.';
COMMENT ON COLUMN fact_check_result.build_id IS 'The build: a digest of what went into it';
COMMENT ON COLUMN fact_check_result.suite IS 'The suite the expectation belongs to';
COMMENT ON COLUMN fact_check_result.expectation IS 'What was expected';
COMMENT ON COLUMN fact_check_result.target_table IS 'The table that was checked';
COMMENT ON COLUMN fact_check_result.target_column IS 'The column that was checked; empty where the expectation is about whole rows or the table';
COMMENT ON COLUMN fact_check_result.severity IS 'critical: keeps rows out or stops the publishing; warning: is shown';
COMMENT ON COLUMN fact_check_result.success IS 'True where the expectation held';
COMMENT ON COLUMN fact_check_result.unexpected_count IS 'Rows that broke it [unit: 1]';
COMMENT ON COLUMN fact_check_result.total_count IS 'Rows that were checked [unit: 1]';
COMMENT ON COLUMN fact_check_result.details IS 'Examples of what was found, as JSON';
