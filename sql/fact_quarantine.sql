-- The columns of fact_observation, none of them certain: a row may be here because one is missing.
CREATE OR REPLACE TABLE fact_quarantine (
    observation_id VARCHAR,
    report_id VARCHAR,
    area_code VARCHAR,
    report_year INTEGER,
    metric VARCHAR,
    phrase VARCHAR,
    kind VARCHAR,
    time_period VARCHAR,
    time_start INTEGER,
    time_end INTEGER,
    measure VARCHAR,
    value_low DOUBLE,
    value_high DOUBLE,
    unit VARCHAR,
    raw_low DOUBLE,
    raw_high DOUBLE,
    raw_unit VARCHAR,
    comparator VARCHAR,
    relation VARCHAR,
    basis VARCHAR,
    obs_status VARCHAR,
    place VARCHAR,
    section VARCHAR,
    evidence VARCHAR,
    char_start INTEGER,
    char_end INTEGER,
    confidence DOUBLE,
    corrected BOOLEAN,
    rule VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);

COMMENT ON TABLE fact_quarantine IS 'What a check kept out of fact_observation and of every view, with the rule it broke: one row an observation and rule.';
COMMENT ON COLUMN fact_quarantine.observation_id IS 'Stable name of the observation: the same report, text and reader give the same id on any machine';
COMMENT ON COLUMN fact_quarantine.report_id IS 'The report it stands in: its file name without the ending; where two files share it, their folder is put before it';
COMMENT ON COLUMN fact_quarantine.area_code IS 'GB/T 2260 code of the area the report speaks for; 100000 is the nation';
COMMENT ON COLUMN fact_quarantine.report_year IS 'The year the report was given in [unit: year]';
COMMENT ON COLUMN fact_quarantine.metric IS 'Code of the metric (dim_metric); x: and the phrase''s own key where the catalogue has none';
COMMENT ON COLUMN fact_quarantine.phrase IS 'The metric as the report names it';
COMMENT ON COLUMN fact_quarantine.kind IS 'actual: reported as done or reached; target: planned, expected, promised';
COMMENT ON COLUMN fact_quarantine.time_period IS 'The year, or first and last year, that the number is about: 2022, 2021-2025';
COMMENT ON COLUMN fact_quarantine.time_start IS 'First year of time_period [unit: year]';
COMMENT ON COLUMN fact_quarantine.time_end IS 'Last year of time_period [unit: year]';
COMMENT ON COLUMN fact_quarantine.measure IS 'level, yoy (change on the year before), avg_yoy (average yearly change), cum (change over the whole period), change (amount or points of change), multiple (times another value)';
COMMENT ON COLUMN fact_quarantine.value_low IS 'The number, or the lower end of what is stated, with its sign; empty where only an upper end is stated or no number [unit: as in column unit]';
COMMENT ON COLUMN fact_quarantine.value_high IS 'The number, or the upper end of what is stated, with its sign; empty where only a lower end is stated or no number [unit: as in column unit]';
COMMENT ON COLUMN fact_quarantine.unit IS 'Canonical unit of value_low and value_high: CNY, USD, %, pp, person, person-time, household, 1, t, tce, m2, m, m3, kWh, kW, ug/m3, day, year, times';
COMMENT ON COLUMN fact_quarantine.raw_low IS 'The number, or its lower end, as written [unit: as in column raw_unit]';
COMMENT ON COLUMN fact_quarantine.raw_high IS 'The number, or its upper end, as written [unit: as in column raw_unit]';
COMMENT ON COLUMN fact_quarantine.raw_unit IS 'The unit as written, multiplier included: 亿元, 万人次, 个百分点';
COMMENT ON COLUMN fact_quarantine.comparator IS 'eq, approx (about), gte (at least), lte (at most), range, none (no number); it speaks of the signed number';
COMMENT ON COLUMN fact_quarantine.relation IS 'What a target without a number is held against: sync:gdp, above:gdp, above:national, meet:assigned, positive, stable, absent (left out on purpose), other';
COMMENT ON COLUMN fact_quarantine.basis IS 'The basis the text names: 同口径, 可比价, 不变价, 扣除价格因素 …';
COMMENT ON COLUMN fact_quarantine.obs_status IS 'SDMX OBS_STATUS of an actual: A normal, E estimate; empty on a target';
COMMENT ON COLUMN fact_quarantine.place IS 'self: the whole area that the report speaks for; else the words that name another place or a part';
COMMENT ON COLUMN fact_quarantine.section IS 'The heading it stands under';
COMMENT ON COLUMN fact_quarantine.evidence IS 'The sentence it was read from';
COMMENT ON COLUMN fact_quarantine.char_start IS 'Where the number begins in the source file''s decoded text, before any mending [unit: character]';
COMMENT ON COLUMN fact_quarantine.char_end IS 'Where the number ends in the source file''s decoded text, before any mending [unit: character]';
COMMENT ON COLUMN fact_quarantine.confidence IS 'How sure the reader is, 0 to 1 [unit: 1]';
COMMENT ON COLUMN fact_quarantine.corrected IS 'True where a correction changed it (fact_correction)';
COMMENT ON COLUMN fact_quarantine.rule IS 'The check that it broke; withdrawn where a correction took it out';
COMMENT ON COLUMN fact_quarantine.reason IS 'What was found, in words; the correction''s reason where it was withdrawn';
