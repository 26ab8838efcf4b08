CREATE OR REPLACE TABLE fact_correction (
    line INTEGER NOT NULL,
    report_id VARCHAR,
    observation_id VARCHAR,
    field VARCHAR,
    value_before VARCHAR,
    value_after VARCHAR,
    reason VARCHAR,
    corrected_on DATE,
    status VARCHAR NOT NULL,
    message VARCHAR
);

COMMENT ON TABLE fact_correction IS 'Every line of corrections.csv: what it changed, or why it was refused. How to write one: docs/CORRECT_A_FIGURE.md.';
COMMENT ON COLUMN fact_correction.line IS 'The line of the file [unit: 1]';
COMMENT ON COLUMN fact_correction.report_id IS 'The report it speaks of';
COMMENT ON COLUMN fact_correction.observation_id IS 'The observation that was corrected; empty where the line matches none, or several';
COMMENT ON COLUMN fact_correction.field IS 'The column of fact_observation that was changed; raw_value: the number; withdraw: the observation was taken out (fact_quarantine)';
COMMENT ON COLUMN fact_correction.value_before IS 'What the reader had read; what an earlier line made of it where two change the same';
COMMENT ON COLUMN fact_correction.value_after IS 'What it was corrected to; on a refused line what it asks for';
COMMENT ON COLUMN fact_correction.reason IS 'Why, as the line says';
COMMENT ON COLUMN fact_correction.corrected_on IS 'The day the correction was written';
COMMENT ON COLUMN fact_correction.status IS 'applied, refused';
COMMENT ON COLUMN fact_correction.message IS 'Why it was refused';
