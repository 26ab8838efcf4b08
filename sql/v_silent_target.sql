CREATE OR REPLACE VIEW v_silent_target AS
SELECT
    c.area_code, a.area_name, c.metric, m.metric_name_zh, m.metric_name_en, c.year, c.measures, c.next_report_id,
    c.stated_later, c.target_report_id, c.target_observation_ids, c.target_evidence
FROM int_silent_target c
LEFT JOIN dim_area a USING (area_code)
LEFT JOIN dim_metric m USING (metric);

COMMENT ON VIEW v_silent_target IS 'Targets that the next report says nothing about, in no measure and no words: one row an area, metric and year.';
COMMENT ON COLUMN v_silent_target.area_code IS 'GB/T 2260 code of the area; 100000 is the nation';
COMMENT ON COLUMN v_silent_target.area_name IS 'Name of the area';
COMMENT ON COLUMN v_silent_target.metric IS 'Code of the metric (dim_metric)';
COMMENT ON COLUMN v_silent_target.metric_name_zh IS 'Name of the metric in Chinese';
COMMENT ON COLUMN v_silent_target.metric_name_en IS 'Name of the metric in English';
COMMENT ON COLUMN v_silent_target.year IS 'The year that was promised for [unit: year]';
COMMENT ON COLUMN v_silent_target.measures IS 'The measures of the targets: level, yoy …';
COMMENT ON COLUMN v_silent_target.next_report_id IS 'The report that is silent';
COMMENT ON COLUMN v_silent_target.stated_later IS 'The first later report that does state it, if any';
COMMENT ON COLUMN v_silent_target.target_report_id IS 'The report that promises';
COMMENT ON COLUMN v_silent_target.target_observation_ids IS 'The promises in fact_observation, by measure';
COMMENT ON COLUMN v_silent_target.target_evidence IS 'The sentence of the first of them';
