-- Columns, types and order are the contract's (warehouse/README.md). No primary key: at ten million rows its index
-- would take longer than the rest of the build; that ids are unique is an expectation of the checks.
CREATE OR REPLACE TABLE fact_observation (
    observation_id VARCHAR NOT NULL,
    report_id VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    report_year INTEGER NOT NULL,
    metric VARCHAR NOT NULL,
    phrase VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    time_period VARCHAR NOT NULL,
    time_start INTEGER NOT NULL,
    time_end INTEGER NOT NULL,
    measure VARCHAR NOT NULL,
    value_low DOUBLE,
    value_high DOUBLE,
    unit VARCHAR,
    raw_low DOUBLE,
    raw_high DOUBLE,
    raw_unit VARCHAR,
    comparator VARCHAR NOT NULL,
    relation VARCHAR,
    basis VARCHAR,
    obs_status VARCHAR,
    place VARCHAR NOT NULL,
    section VARCHAR NOT NULL,
    evidence VARCHAR NOT NULL USING COMPRESSION zstd,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    confidence DOUBLE NOT NULL,
    corrected BOOLEAN NOT NULL
);

COMMENT ON TABLE fact_observation IS 'One row an observation: one thing that one report states about one metric, one place and one period. Exported as observations.parquet.';
COMMENT ON COLUMN fact_observation.observation_id IS 'Stable name of the observation: the same report, text and reader give the same id on any machine';
COMMENT ON COLUMN fact_observation.report_id IS 'The report it stands in: its file name without the ending; where two files share it, their folder is put before it';
COMMENT ON COLUMN fact_observation.area_code IS 'GB/T 2260 code of the area the report speaks for; 100000 is the nation';
COMMENT ON COLUMN fact_observation.report_year IS 'The year the report was given in [unit: year]';
COMMENT ON COLUMN fact_observation.metric IS 'Code of the metric (dim_metric); x: and the phrase''s own key where the catalogue has none';
COMMENT ON COLUMN fact_observation.phrase IS 'The metric as the report names it';
COMMENT ON COLUMN fact_observation.kind IS 'actual: reported as done or reached; target: planned, expected, promised';
COMMENT ON COLUMN fact_observation.time_period IS 'The year, or first and last year, that the number is about: 2022, 2021-2025';
COMMENT ON COLUMN fact_observation.time_start IS 'First year of time_period [unit: year]';
COMMENT ON COLUMN fact_observation.time_end IS 'Last year of time_period [unit: year]';
COMMENT ON COLUMN fact_observation.measure IS 'level, yoy (change on the year before), avg_yoy (average yearly change), cum (change over the whole period), change (amount or points of change), multiple (times another value)';
COMMENT ON COLUMN fact_observation.value_low IS 'The number, or the lower end of what is stated, with its sign; empty where only an upper end is stated or no number [unit: as in column unit]';
COMMENT ON COLUMN fact_observation.value_high IS 'The number, or the upper end of what is stated, with its sign; empty where only a lower end is stated or no number [unit: as in column unit]';
COMMENT ON COLUMN fact_observation.unit IS 'Canonical unit of value_low and value_high: CNY, USD, %, pp, person, person-time, household, 1, t, tce, m2, m, m3, kWh, kW, ug/m3, day, year, times';
COMMENT ON COLUMN fact_observation.raw_low IS 'The number, or its lower end, as written [unit: as in column raw_unit]';
COMMENT ON COLUMN fact_observation.raw_high IS 'The number, or its upper end, as written [unit: as in column raw_unit]';
COMMENT ON COLUMN fact_observation.raw_unit IS 'The unit as written, multiplier included: 亿元, 万人次, 个百分点';
COMMENT ON COLUMN fact_observation.comparator IS 'eq, approx (about), gte (at least), lte (at most), range, none (no number); it speaks of the signed number';
COMMENT ON COLUMN fact_observation.relation IS 'What a target without a number is held against: sync:gdp, above:gdp, above:national, meet:assigned, positive, stable, absent (left out on purpose), other';
COMMENT ON COLUMN fact_observation.basis IS 'The basis the text names: 同口径, 可比价, 不变价, 扣除价格因素 …';
COMMENT ON COLUMN fact_observation.obs_status IS 'SDMX OBS_STATUS of an actual: A normal, E estimate; empty on a target';
COMMENT ON COLUMN fact_observation.place IS 'self: the whole area that the report speaks for; else the words that name another place or a part';
COMMENT ON COLUMN fact_observation.section IS 'The heading it stands under';
COMMENT ON COLUMN fact_observation.evidence IS 'The sentence it was read from';
COMMENT ON COLUMN fact_observation.char_start IS 'Where the number begins in the source file''s decoded text, before any mending [unit: character]';
COMMENT ON COLUMN fact_observation.char_end IS 'Where the number ends in the source file''s decoded text, before any mending [unit: character]';
COMMENT ON COLUMN fact_observation.confidence IS 'How sure the reader is, 0 to 1 [unit: 1]';
COMMENT ON COLUMN fact_observation.corrected IS 'True where a correction changed it (fact_correction)';
