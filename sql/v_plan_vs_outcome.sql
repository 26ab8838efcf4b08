CREATE OR REPLACE VIEW v_plan_vs_outcome AS
SELECT
    c.area_code, a.area_name, c.metric, m.metric_name_zh, m.metric_name_en, c.measure, c.time_period, c.unit,
    c.target_low, c.target_high, c.target_comparator, c.target_relation, c.target_report_id, c.target_observation_id,
    c.target_evidence,
    c.outcome_low, c.outcome_high, c.outcome_comparator, c.outcome_status, c.outcome_report_id,
    c.outcome_observation_id, c.outcome_evidence,
    c.gap, c.verdict
FROM int_comparison c
LEFT JOIN dim_area a USING (area_code)
LEFT JOIN dim_metric m USING (metric)
WHERE NOT c.is_one_year;

COMMENT ON VIEW v_plan_vs_outcome IS 'The same as v_target_vs_outcome for targets over several years or of a later year: one row an area, metric, measure and plan period. Where several reports state the target, the newest statement counts.';
COMMENT ON COLUMN v_plan_vs_outcome.area_code IS 'GB/T 2260 code of the area; 100000 is the nation';
COMMENT ON COLUMN v_plan_vs_outcome.area_name IS 'Name of the area';
COMMENT ON COLUMN v_plan_vs_outcome.metric IS 'Code of the metric (dim_metric)';
COMMENT ON COLUMN v_plan_vs_outcome.metric_name_zh IS 'Name of the metric in Chinese';
COMMENT ON COLUMN v_plan_vs_outcome.metric_name_en IS 'Name of the metric in English';
COMMENT ON COLUMN v_plan_vs_outcome.measure IS 'level, yoy, avg_yoy, cum, change, multiple (fact_observation)';
COMMENT ON COLUMN v_plan_vs_outcome.time_period IS 'The plan period that the figures are about: 2021-2025, or a later year than the report''s: 2030';
COMMENT ON COLUMN v_plan_vs_outcome.unit IS 'Unit of the row''s figures (canonical, fact_observation)';
COMMENT ON COLUMN v_plan_vs_outcome.target_low IS 'What was promised, or its lower end [unit: as in column unit]';
COMMENT ON COLUMN v_plan_vs_outcome.target_high IS 'What was promised, or its upper end [unit: as in column unit]';
COMMENT ON COLUMN v_plan_vs_outcome.target_comparator IS 'eq, approx, gte, lte, range, none (fact_observation)';
COMMENT ON COLUMN v_plan_vs_outcome.target_relation IS 'What a promise in words is held against: sync:gdp, above:gdp, positive, absent … (fact_observation)';
COMMENT ON COLUMN v_plan_vs_outcome.target_report_id IS 'The report that promises';
COMMENT ON COLUMN v_plan_vs_outcome.target_observation_id IS 'The promise in fact_observation';
COMMENT ON COLUMN v_plan_vs_outcome.target_evidence IS 'The sentence of the promise';
COMMENT ON COLUMN v_plan_vs_outcome.outcome_low IS 'What came of it, or its lower end; empty where it is stated in another unit [unit: as in column unit]';
COMMENT ON COLUMN v_plan_vs_outcome.outcome_high IS 'What came of it, or its upper end; empty where it is stated in another unit [unit: as in column unit]';
COMMENT ON COLUMN v_plan_vs_outcome.outcome_comparator IS 'eq, approx, gte, lte, range, none (fact_observation)';
COMMENT ON COLUMN v_plan_vs_outcome.outcome_status IS 'A normal, E estimate (SDMX OBS_STATUS)';
COMMENT ON COLUMN v_plan_vs_outcome.outcome_report_id IS 'The earliest later report that states what came of it';
COMMENT ON COLUMN v_plan_vs_outcome.outcome_observation_id IS 'The result in fact_observation';
COMMENT ON COLUMN v_plan_vs_outcome.outcome_evidence IS 'The sentence of the result';
COMMENT ON COLUMN v_plan_vs_outcome.gap IS 'Distance of the result from what was promised: 0 inside a range, plus on the better side, or more where neither side is better [unit: as in column unit]';
COMMENT ON COLUMN v_plan_vs_outcome.verdict IS 'met, near (eq or approx, short by no more than 0.3 points or 2 %), missed, unreported (the next report gives no figure), pending (there is no next report), not_comparable; empty where the report sets no target on purpose';
