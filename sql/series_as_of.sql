-- ALFRED's question: what was known when.
CREATE OR REPLACE MACRO series_as_of(report_year) AS TABLE
SELECT
    s.area_code, a.area_name, s.metric, coalesce(m.metric_name_zh, substr(s.metric, 3)) AS metric_name_zh, m.metric_name_en,
    s.measure, s.time_end AS year, s.value_low, s.value_high, s.unit, s.comparator, s.obs_status, s.basis,
    s.vintage AS vintages, s.report_year, s.report_id, s.observation_id
FROM int_vintage s
LEFT JOIN dim_area a USING (area_code)
LEFT JOIN dim_metric m USING (metric)
WHERE s.time_start = s.time_end
    AND s.report_year <= report_year
    AND (s.replaced_in IS NULL OR s.replaced_in > report_year);

COMMENT ON MACRO TABLE series_as_of IS 'v_series as it stood when the reports up to report_year were known';
