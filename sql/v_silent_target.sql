CREATE OR REPLACE VIEW v_silent_target AS
WITH silent AS (
    SELECT
        c.area_code, c.metric, c.time_end AS year,
        string_agg(c.measure, ', ' ORDER BY c.measure) AS measures,
        any_value(c.next_report_id) AS next_report_id,
        min(c.outcome_report_id) AS stated_later,
        any_value(c.target_report_id) AS target_report_id,
        list(c.target_observation_id ORDER BY c.measure) AS target_observation_ids,
        arg_min(c.target_evidence, c.measure) AS target_evidence
    FROM int_comparison c
    ANTI JOIN int_statement s
        ON s.kind = 'actual' AND s.area_code = c.area_code AND s.metric = c.metric AND s.report_year = c.time_end + 1
        AND c.time_end BETWEEN s.time_start AND s.time_end
    WHERE c.is_one_year AND c.verdict IS NOT NULL AND c.next_report_id IS NOT NULL
        AND c.outcome_report_id IS DISTINCT FROM c.next_report_id
    GROUP BY c.area_code, c.metric, c.time_end
)

SELECT
    s.area_code, a.area_name, s.metric, m.metric_name_zh, m.metric_name_en, s.year, s.measures, s.next_report_id,
    s.stated_later, s.target_report_id, s.target_observation_ids, s.target_evidence
FROM silent s
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
