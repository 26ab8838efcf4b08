CREATE OR REPLACE TABLE fact_correction (
    observation_id VARCHAR NOT NULL,
    report_id VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    value_before VARCHAR,
    value_after VARCHAR,
    reason VARCHAR NOT NULL,
    corrected_on DATE
);

COMMENT ON TABLE fact_correction IS 'Every correction that was applied: one row an observation and field.';
COMMENT ON COLUMN fact_correction.observation_id IS 'The observation that was corrected';
COMMENT ON COLUMN fact_correction.report_id IS 'The report it stands in';
COMMENT ON COLUMN fact_correction.field IS 'The column of fact_observation that was changed';
COMMENT ON COLUMN fact_correction.value_before IS 'What the reader had read';
COMMENT ON COLUMN fact_correction.value_after IS 'What it was corrected to';
COMMENT ON COLUMN fact_correction.reason IS 'Why';
COMMENT ON COLUMN fact_correction.corrected_on IS 'The day the correction was written';
