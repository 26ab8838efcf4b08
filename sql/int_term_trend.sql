-- Every word beside the same area's report before: behind v_term_trend.
CREATE OR REPLACE TABLE int_term_trend AS
WITH report AS (
    SELECT
        report_id, area_code, report_year, characters,
        lag(report_id) OVER (PARTITION BY area_code ORDER BY report_year, report_id) AS previous_report_id
    FROM dim_report
    WHERE is_current
)

SELECT
    t.area_code, t.term, t.report_year AS year, t.report_id, t.occurrences,
    10000 * t.occurrences / nullif(r.characters, 0)::DOUBLE AS per_10000_characters,
    b.report_year AS previous_year, r.previous_report_id,
    CASE WHEN r.previous_report_id IS NOT NULL THEN coalesce(p.occurrences, 0) END AS previous_occurrences,
    CASE WHEN r.previous_report_id IS NOT NULL
        THEN 10000 * coalesce(p.occurrences, 0) / nullif(b.characters, 0)::DOUBLE
    END AS previous_per_10000_characters
FROM fact_term t
JOIN report r ON r.report_id = t.report_id
LEFT JOIN dim_report b ON b.report_id = r.previous_report_id
LEFT JOIN fact_term p ON p.report_id = r.previous_report_id AND p.term = t.term
ORDER BY t.area_code, t.term, year;
