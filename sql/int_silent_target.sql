-- Targets whose metric the next year's report does not touch, in no measure: behind v_silent_target.
CREATE OR REPLACE TABLE int_silent_target AS
WITH spoken AS (
    SELECT DISTINCT area_code, metric, report_year, time_start, time_end
    FROM int_statement
    WHERE kind = 'actual' AND NOT outside_catalogue
)

SELECT
    c.area_code, c.metric, c.time_end AS year,
    string_agg(c.measure, ', ' ORDER BY c.measure) AS measures,
    min(c.target_report_id) AS target_report_id,
    list(c.target_observation_id ORDER BY c.measure) AS target_observation_ids,
    arg_min(c.target_evidence, c.measure) AS target_evidence,
    min(c.next_report_id) AS next_report_id,
    min(c.outcome_report_id) AS stated_later
FROM int_comparison c
ANTI JOIN spoken s
    ON s.area_code = c.area_code AND s.metric = c.metric AND s.report_year = c.time_end + 1
    AND c.time_end BETWEEN s.time_start AND s.time_end
WHERE c.is_one_year AND c.verdict IS NOT NULL AND c.next_report_id IS NOT NULL
GROUP BY c.area_code, c.metric, c.time_end
ORDER BY c.area_code, c.metric, year;
