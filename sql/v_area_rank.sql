CREATE OR REPLACE VIEW v_area_rank AS
SELECT
    r.metric, m.metric_name_zh, m.metric_name_en, r.measure, r.year, r.area_code, a.area_name, a.level, r.unit,
    r.target_low, r.target_high, r.target_comparator, r.target_rank, r.areas_with_target,
    r.outcome_low, r.outcome_high, r.outcome_unit, r.outcome_comparator, r.outcome_status, r.outcome_rank, r.areas_with_outcome,
    r.target_observation_id, r.outcome_observation_id
FROM int_area_rank r
LEFT JOIN dim_area a USING (area_code)
LEFT JOIN dim_metric m USING (metric);

COMMENT ON VIEW v_area_rank IS 'Areas of one level beside each other, for target and for outcome (the newest figure): one row a metric, measure, year and area.';
COMMENT ON COLUMN v_area_rank.metric IS 'Code of the metric (dim_metric)';
COMMENT ON COLUMN v_area_rank.metric_name_zh IS 'Name of the metric in Chinese';
COMMENT ON COLUMN v_area_rank.metric_name_en IS 'Name of the metric in English';
COMMENT ON COLUMN v_area_rank.measure IS 'level, yoy, avg_yoy, cum, change, multiple (fact_observation)';
COMMENT ON COLUMN v_area_rank.year IS 'The year that the figures are about [unit: year]';
COMMENT ON COLUMN v_area_rank.area_code IS 'GB/T 2260 code of the area; 100000 is the nation';
COMMENT ON COLUMN v_area_rank.area_name IS 'Name of the area';
COMMENT ON COLUMN v_area_rank.level IS 'nation, province, prefecture, county, township';
COMMENT ON COLUMN v_area_rank.unit IS 'Unit of the target, and of the outcome where no target is set (canonical, fact_observation)';
COMMENT ON COLUMN v_area_rank.target_low IS 'What was promised, or its lower end [unit: as in column unit]';
COMMENT ON COLUMN v_area_rank.target_high IS 'What was promised, or its upper end [unit: as in column unit]';
COMMENT ON COLUMN v_area_rank.target_comparator IS 'eq, approx, gte, lte, range, none (fact_observation)';
COMMENT ON COLUMN v_area_rank.target_rank IS 'Place among the areas of its level by target, 1 the better end, the greater where neither is better; equal ones share a place [unit: 1]';
COMMENT ON COLUMN v_area_rank.areas_with_target IS 'Areas that target_rank counts [unit: 1]';
COMMENT ON COLUMN v_area_rank.outcome_low IS 'The newest figure, or its lower end [unit: as in column outcome_unit]';
COMMENT ON COLUMN v_area_rank.outcome_high IS 'The newest figure, or its upper end [unit: as in column outcome_unit]';
COMMENT ON COLUMN v_area_rank.outcome_unit IS 'Unit of the newest figure: that of unit, unless it is stated in another currency than the target';
COMMENT ON COLUMN v_area_rank.outcome_comparator IS 'eq, approx, gte, lte, range (fact_observation)';
COMMENT ON COLUMN v_area_rank.outcome_status IS 'A normal, E estimate (SDMX OBS_STATUS)';
COMMENT ON COLUMN v_area_rank.outcome_rank IS 'Place among the areas of its level by outcome, counted like target_rank [unit: 1]';
COMMENT ON COLUMN v_area_rank.areas_with_outcome IS 'Areas that outcome_rank counts [unit: 1]';
COMMENT ON COLUMN v_area_rank.target_observation_id IS 'The promise in fact_observation';
COMMENT ON COLUMN v_area_rank.outcome_observation_id IS 'The result in fact_observation';
