CREATE OR REPLACE VIEW v_target_yoy AS
WITH beside AS (
    SELECT
        t.area_code, t.metric, t.measure, t.time_end AS year, t.unit,
        t.target_low, t.target_high, t.target_comparator, t.target_relation, t.target_report_id,
        t.target_observation_id, t.target_evidence,
        p.target_low AS previous_target_low, p.target_high AS previous_target_high,
        p.target_comparator AS previous_target_comparator, p.target_relation AS previous_target_relation,
        p.target_report_id AS previous_target_report_id, p.target_observation_id AS previous_target_observation_id,
        o.value_low AS previous_outcome_low, o.value_high AS previous_outcome_high,
        o.comparator AS previous_outcome_comparator, o.obs_status AS previous_outcome_status,
        o.report_id AS previous_outcome_report_id, o.observation_id AS previous_outcome_observation_id,
        t.side,
        promise_mark(t.target_low, t.target_high, t.side) AS mark,
        CASE WHEN p.unit = t.unit THEN promise_mark(p.target_low, p.target_high, t.side) END AS previous_mark,
        CASE WHEN o.unit = t.unit THEN promise_mark(o.value_low, o.value_high, t.side) END AS outcome_mark
    FROM int_comparison t
    LEFT JOIN int_comparison p
        ON p.is_one_year AND p.area_code = t.area_code AND p.metric = t.metric AND p.measure = t.measure
        AND p.time_end = t.time_end - 1
    LEFT JOIN int_vintage o
        ON o.replaced_in IS NULL AND o.report_year > o.time_end AND o.time_start = o.time_end
        AND o.area_code = t.area_code AND o.metric = t.metric AND o.measure = t.measure
        AND o.time_end = t.time_end - 1
    WHERE t.is_one_year
),

changed AS (
    SELECT
        * EXCLUDE (mark, previous_mark, outcome_mark),
        promise_gap(previous_mark, previous_mark, mark, side) AS change_from_previous_target,
        promise_gap(outcome_mark, outcome_mark, mark, side) AS change_from_previous_outcome
    FROM beside
)

SELECT
    c.area_code, a.area_name, c.metric, m.metric_name_zh, m.metric_name_en, c.* EXCLUDE (area_code, metric, side),
    promise_ambition(c.change_from_previous_target, c.side) AS ambition_beside_target,
    promise_ambition(c.change_from_previous_outcome, c.side) AS ambition_beside_outcome
FROM changed c
LEFT JOIN dim_area a USING (area_code)
LEFT JOIN dim_metric m USING (metric);

COMMENT ON VIEW v_target_yoy IS 'This year''s target beside last year''s target and last year''s result (the newest figure known): one row an area, metric, measure and year.';
COMMENT ON COLUMN v_target_yoy.area_code IS 'GB/T 2260 code of the area; 100000 is the nation';
COMMENT ON COLUMN v_target_yoy.area_name IS 'Name of the area';
COMMENT ON COLUMN v_target_yoy.metric IS 'Code of the metric (dim_metric)';
COMMENT ON COLUMN v_target_yoy.metric_name_zh IS 'Name of the metric in Chinese';
COMMENT ON COLUMN v_target_yoy.metric_name_en IS 'Name of the metric in English';
COMMENT ON COLUMN v_target_yoy.measure IS 'level, yoy, avg_yoy, cum, change, multiple (fact_observation)';
COMMENT ON COLUMN v_target_yoy.year IS 'The year that the figures are about [unit: year]';
COMMENT ON COLUMN v_target_yoy.unit IS 'Unit of the row''s figures (canonical, fact_observation)';
COMMENT ON COLUMN v_target_yoy.target_low IS 'What was promised, or its lower end [unit: as in column unit]';
COMMENT ON COLUMN v_target_yoy.target_high IS 'What was promised, or its upper end [unit: as in column unit]';
COMMENT ON COLUMN v_target_yoy.target_comparator IS 'eq, approx, gte, lte, range, none (fact_observation)';
COMMENT ON COLUMN v_target_yoy.target_relation IS 'What a promise in words is held against: sync:gdp, above:gdp, positive, absent … (fact_observation)';
COMMENT ON COLUMN v_target_yoy.target_report_id IS 'The report that promises';
COMMENT ON COLUMN v_target_yoy.target_observation_id IS 'The promise in fact_observation';
COMMENT ON COLUMN v_target_yoy.target_evidence IS 'The sentence of the promise';
COMMENT ON COLUMN v_target_yoy.previous_target_low IS 'Last year''s target, or its lower end [unit: as in column unit]';
COMMENT ON COLUMN v_target_yoy.previous_target_high IS 'Last year''s target, or its upper end [unit: as in column unit]';
COMMENT ON COLUMN v_target_yoy.previous_target_comparator IS 'eq, approx, gte, lte, range, none (fact_observation)';
COMMENT ON COLUMN v_target_yoy.previous_target_relation IS 'What last year''s promise in words is held against (fact_observation)';
COMMENT ON COLUMN v_target_yoy.previous_target_report_id IS 'The report of last year''s target';
COMMENT ON COLUMN v_target_yoy.previous_target_observation_id IS 'Last year''s target in fact_observation';
COMMENT ON COLUMN v_target_yoy.previous_outcome_low IS 'Last year''s result, or its lower end, the newest figure known [unit: as in column unit]';
COMMENT ON COLUMN v_target_yoy.previous_outcome_high IS 'Last year''s result, or its upper end, the newest figure known [unit: as in column unit]';
COMMENT ON COLUMN v_target_yoy.previous_outcome_comparator IS 'eq, approx, gte, lte, range (fact_observation)';
COMMENT ON COLUMN v_target_yoy.previous_outcome_status IS 'A normal, E estimate (SDMX OBS_STATUS)';
COMMENT ON COLUMN v_target_yoy.previous_outcome_report_id IS 'The report of last year''s result';
COMMENT ON COLUMN v_target_yoy.previous_outcome_observation_id IS 'Last year''s result in fact_observation';
COMMENT ON COLUMN v_target_yoy.change_from_previous_target IS 'This target less last year''s, plus where it asks for more (where neither side is better: where it is greater) [unit: as in column unit]';
COMMENT ON COLUMN v_target_yoy.change_from_previous_outcome IS 'This target less last year''s result, plus where it asks for more (where neither side is better: where it is greater) [unit: as in column unit]';
COMMENT ON COLUMN v_target_yoy.ambition_beside_target IS 'more, less or same as last year''s target; empty where that can''t be said';
COMMENT ON COLUMN v_target_yoy.ambition_beside_outcome IS 'more, less or same as last year''s result; empty where that can''t be said';
