-- Every figure of every report, the first where a report states it twice: behind v_series, series_as_of, v_revision,
-- v_target_yoy and v_area_rank.
CREATE OR REPLACE VIEW int_vintage AS
SELECT
    s.area_code, s.metric, s.measure, s.time_start, s.time_end, s.report_year, s.report_id, s.observation_id,
    s.value_low, s.value_high, s.unit, s.comparator, s.obs_status, s.basis, s.outside_catalogue,
    coalesce(r.vintage, 1) AS vintage, r.replaced_in
FROM int_statement s
LEFT JOIN int_restated r USING (row_id)
WHERE s.kind = 'actual' AND s.has_number AND (r.row_id IS NULL OR r.vintage IS NOT NULL);
