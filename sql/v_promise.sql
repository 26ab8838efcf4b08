CREATE OR REPLACE VIEW v_promise AS
SELECT
    p.area_code, a.area_name, p.metric, p.phrase, p.year, p.measure, p.unit,
    p.target_low, p.target_high, p.target_comparator, p.target_relation, p.target_report_id, p.target_observation_id,
    p.target_evidence,
    p.outcome_phrase, p.outcome_low, p.outcome_high, p.outcome_comparator, p.outcome_status, p.outcome_report_id,
    p.outcome_observation_id, p.outcome_evidence,
    p.matched_by, p.score, p.gap, p.verdict
FROM int_promise p
LEFT JOIN dim_area a USING (area_code);

COMMENT ON VIEW v_promise IS 'The promises outside the catalogue with the next report''s matching result: one row an area, phrase and year; the first where a report promises the same twice.';
COMMENT ON COLUMN v_promise.area_code IS 'GB/T 2260 code of the area; 100000 is the nation';
COMMENT ON COLUMN v_promise.area_name IS 'Name of the area';
COMMENT ON COLUMN v_promise.metric IS 'x: and the phrase''s own key';
COMMENT ON COLUMN v_promise.phrase IS 'What is promised, as the report names it';
COMMENT ON COLUMN v_promise.year IS 'The year that was promised for [unit: year]';
COMMENT ON COLUMN v_promise.measure IS 'level, yoy, avg_yoy, cum, change, multiple (fact_observation)';
COMMENT ON COLUMN v_promise.unit IS 'Unit of the row''s figures (canonical, fact_observation)';
COMMENT ON COLUMN v_promise.target_low IS 'What was promised, or its lower end [unit: as in column unit]';
COMMENT ON COLUMN v_promise.target_high IS 'What was promised, or its upper end [unit: as in column unit]';
COMMENT ON COLUMN v_promise.target_comparator IS 'eq, approx, gte, lte, range, none (fact_observation)';
COMMENT ON COLUMN v_promise.target_relation IS 'What a promise in words is held against: sync:gdp, above:gdp, positive, absent … (fact_observation)';
COMMENT ON COLUMN v_promise.target_report_id IS 'The report that promises';
COMMENT ON COLUMN v_promise.target_observation_id IS 'The promise in fact_observation';
COMMENT ON COLUMN v_promise.target_evidence IS 'The sentence of the promise';
COMMENT ON COLUMN v_promise.outcome_phrase IS 'What was reached, as the next report names it';
COMMENT ON COLUMN v_promise.outcome_low IS 'What came of it, or its lower end; empty where measure or unit differ [unit: as in column unit]';
COMMENT ON COLUMN v_promise.outcome_high IS 'What came of it, or its upper end; empty where measure or unit differ [unit: as in column unit]';
COMMENT ON COLUMN v_promise.outcome_comparator IS 'eq, approx, gte, lte, range, none (fact_observation)';
COMMENT ON COLUMN v_promise.outcome_status IS 'A normal, E estimate (SDMX OBS_STATUS)';
COMMENT ON COLUMN v_promise.outcome_report_id IS 'The next year''s report, where it states a match';
COMMENT ON COLUMN v_promise.outcome_observation_id IS 'The result in fact_observation';
COMMENT ON COLUMN v_promise.outcome_evidence IS 'The sentence of the result';
COMMENT ON COLUMN v_promise.matched_by IS 'key: both have the same x: key; phrase: the phrases are alike, measure and unit the same; empty where nothing matches';
COMMENT ON COLUMN v_promise.score IS 'How alike: 1 for the same key, else the Jaccard similarity of the phrases'' characters, 0.6 or more [unit: 1]';
COMMENT ON COLUMN v_promise.gap IS 'Distance of the result from what was promised: plus on the better side, which is less for a promised fall and more for all else [unit: as in column unit]';
COMMENT ON COLUMN v_promise.verdict IS 'met, near (eq or approx, short by no more than 0.3 points or 2 %), missed, unreported (the next report gives no figure), pending (there is no next report), not_comparable; empty where the report sets no target on purpose';
