-- Every figure of every report, the first where a report states it twice: behind v_series, series_as_of, v_revision and
-- v_area_rank. Nothing is overwritten: `vintage` counts the reports that state the same figure, `replaced_in` is the year
-- of the next one that does.
CREATE OR REPLACE TABLE int_vintage AS
WITH first_of_report AS (
    SELECT
        area_code, metric, measure, time_start, time_end, report_year, report_id, observation_id,
        value_low, value_high, unit, comparator, obs_status, basis
    FROM int_statement
    WHERE kind = 'actual' AND has_number
    QUALIFY row_number() OVER (
        PARTITION BY area_code, metric, measure, time_start, time_end, report_year
        ORDER BY char_start, observation_id
    ) = 1
)

SELECT
    *,
    (row_number() OVER vintages)::INTEGER AS vintage,
    lead(report_year) OVER vintages AS replaced_in,
    report_year > time_end AND coalesce(lag(report_year) OVER vintages <= time_end, true) AS is_first_outcome
FROM first_of_report
WINDOW vintages AS (PARTITION BY area_code, metric, measure, time_start, time_end ORDER BY report_year)
ORDER BY area_code, metric, measure, time_end, time_start, report_year;
