CREATE OR REPLACE VIEW v_revision AS
WITH stated AS (
    SELECT
        area_code, metric, measure, time_end AS year, unit, report_year, observation_id, replaced_in, value_low, value_high,
        coalesce(value_low, value_high) AS mark,
        struct_pack(
            low := value_low, high := value_high, comparator, status := obs_status, report_year, report_id, observation_id
        ) AS source
    FROM int_vintage
    WHERE (vintage > 1 OR replaced_in IS NOT NULL) AND time_start = time_end
),

point AS (
    -- A figure in another unit (USD beside CNY) is no revision: those in the newest one's unit are held together.
    SELECT
        area_code, metric, measure, year, unit, count(*)::INTEGER AS vintages,
        min(mark) AS lowest, max(mark) AS highest,
        arg_min(mark, report_year) AS first_mark, arg_max(mark, report_year) AS newest_mark,
        arg_min(source, report_year) AS first, arg_max(source, report_year) AS newest,
        list(observation_id ORDER BY report_year) AS observation_ids
    FROM stated
    GROUP BY area_code, metric, measure, year, unit
    -- "More than 60" goes with 63.6: figures differ where the highest lower end is above the lowest upper end.
    HAVING bool_or(replaced_in IS NULL)
        AND clean_difference(
            max(value_low) - min(value_high), greatest(abs(max(value_low)), abs(min(value_high)))
        ) > 0
)

SELECT
    p.area_code, a.area_name, p.metric, coalesce(m.metric_name_zh, substr(p.metric, 3)) AS metric_name_zh, m.metric_name_en,
    p.measure, p.year, p.unit,
    p.first.low AS first_low, p.first.high AS first_high, p.first.comparator AS first_comparator,
    p.first.status AS first_status, p.first.report_year AS first_report_year, p.first.report_id AS first_report_id,
    p.first.observation_id AS first_observation_id,
    p.newest.low AS newest_low, p.newest.high AS newest_high, p.newest.comparator AS newest_comparator,
    p.newest.status AS newest_status, p.newest.report_year AS newest_report_year,
    p.newest.report_id AS newest_report_id, p.newest.observation_id AS newest_observation_id,
    clean_difference(newest_mark - first_mark, greatest(abs(newest_mark), abs(first_mark))) AS change,
    CASE WHEN p.unit NOT IN ('%', 'pp') AND first_mark <> 0
        THEN round(100 * (newest_mark - first_mark) / abs(first_mark), 6)
    END AS change_percent,
    p.lowest, p.highest, p.vintages, p.observation_ids
FROM point p
LEFT JOIN dim_area a USING (area_code)
LEFT JOIN dim_metric m USING (metric);

COMMENT ON VIEW v_revision IS 'Figures that later reports state differently: one row an area, metric, measure and year. Rounding (56.9 for 56.88) counts as different, a bound that holds (more than 50 for 56.88) does not; change tells how much.';
COMMENT ON COLUMN v_revision.area_code IS 'GB/T 2260 code of the area; 100000 is the nation';
COMMENT ON COLUMN v_revision.area_name IS 'Name of the area';
COMMENT ON COLUMN v_revision.metric IS 'Code of the metric (dim_metric); x: and the phrase''s own key where the catalogue has none';
COMMENT ON COLUMN v_revision.metric_name_zh IS 'Name of the metric in Chinese; outside the catalogue the phrase''s key';
COMMENT ON COLUMN v_revision.metric_name_en IS 'Name of the metric in English';
COMMENT ON COLUMN v_revision.measure IS 'level, yoy, avg_yoy, cum, change, multiple (fact_observation)';
COMMENT ON COLUMN v_revision.year IS 'The year that the figures are about [unit: year]';
COMMENT ON COLUMN v_revision.unit IS 'Unit of the row''s figures (canonical, fact_observation)';
COMMENT ON COLUMN v_revision.first_low IS 'The figure as first stated, or its lower end [unit: as in column unit]';
COMMENT ON COLUMN v_revision.first_high IS 'The figure as first stated, or its upper end [unit: as in column unit]';
COMMENT ON COLUMN v_revision.first_comparator IS 'eq, approx, gte, lte, range (fact_observation)';
COMMENT ON COLUMN v_revision.first_status IS 'A normal, E estimate (SDMX OBS_STATUS)';
COMMENT ON COLUMN v_revision.first_report_year IS 'The year of the first report that states it [unit: year]';
COMMENT ON COLUMN v_revision.first_report_id IS 'The first report that states it';
COMMENT ON COLUMN v_revision.first_observation_id IS 'The first statement in fact_observation';
COMMENT ON COLUMN v_revision.newest_low IS 'The figure as last stated, or its lower end [unit: as in column unit]';
COMMENT ON COLUMN v_revision.newest_high IS 'The figure as last stated, or its upper end [unit: as in column unit]';
COMMENT ON COLUMN v_revision.newest_comparator IS 'eq, approx, gte, lte, range (fact_observation)';
COMMENT ON COLUMN v_revision.newest_status IS 'A normal, E estimate (SDMX OBS_STATUS)';
COMMENT ON COLUMN v_revision.newest_report_year IS 'The year of the newest report that states it [unit: year]';
COMMENT ON COLUMN v_revision.newest_report_id IS 'The newest report that states it';
COMMENT ON COLUMN v_revision.newest_observation_id IS 'The newest statement in fact_observation';
COMMENT ON COLUMN v_revision.change IS 'Newest less first [unit: as in column unit]';
COMMENT ON COLUMN v_revision.change_percent IS 'The change in per cent of the first, for amounts [unit: %]';
COMMENT ON COLUMN v_revision.lowest IS 'The lowest that any report states [unit: as in column unit]';
COMMENT ON COLUMN v_revision.highest IS 'The highest that any report states [unit: as in column unit]';
COMMENT ON COLUMN v_revision.vintages IS 'Reports that state it in this unit [unit: 1]';
COMMENT ON COLUMN v_revision.observation_ids IS 'All statements in fact_observation, the oldest first';
