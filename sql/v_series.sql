CREATE OR REPLACE VIEW v_series AS
SELECT * FROM series_as_of(9999);

COMMENT ON VIEW v_series IS 'The newest figure known for each year, and its source: one row an area, metric, measure and year. series_as_of(report_year) gives what was known then.';
COMMENT ON COLUMN v_series.area_code IS 'GB/T 2260 code of the area; 100000 is the nation';
COMMENT ON COLUMN v_series.area_name IS 'Name of the area';
COMMENT ON COLUMN v_series.metric IS 'Code of the metric (dim_metric); x: and the phrase''s own key where the catalogue has none';
COMMENT ON COLUMN v_series.metric_name_zh IS 'Name of the metric in Chinese; outside the catalogue the phrase''s key';
COMMENT ON COLUMN v_series.metric_name_en IS 'Name of the metric in English';
COMMENT ON COLUMN v_series.measure IS 'level, yoy, avg_yoy, cum, change, multiple (fact_observation)';
COMMENT ON COLUMN v_series.year IS 'The year that the figures are about [unit: year]';
COMMENT ON COLUMN v_series.value_low IS 'The figure, or its lower end [unit: as in column unit]';
COMMENT ON COLUMN v_series.value_high IS 'The figure, or its upper end [unit: as in column unit]';
COMMENT ON COLUMN v_series.unit IS 'Canonical unit (fact_observation)';
COMMENT ON COLUMN v_series.comparator IS 'eq, approx, gte, lte, range (fact_observation)';
COMMENT ON COLUMN v_series.obs_status IS 'A normal, E estimate (SDMX OBS_STATUS)';
COMMENT ON COLUMN v_series.basis IS 'The basis the text names: 同口径, 可比价 …';
COMMENT ON COLUMN v_series.vintages IS 'Reports that had stated it by then, this one included [unit: 1]';
COMMENT ON COLUMN v_series.report_year IS 'The year of the report that states it [unit: year]';
COMMENT ON COLUMN v_series.report_id IS 'The report that states it';
COMMENT ON COLUMN v_series.observation_id IS 'The figure in fact_observation';
