-- The figures that are stated more than once, in one report or in several; all others need no bookkeeping. Nothing is
-- overwritten: `vintage` counts the reports that state the same figure (empty where a report only repeats itself),
-- `replaced_in` is the year of the next report that does.
CREATE OR REPLACE TABLE int_restated AS
WITH figure AS (
    SELECT row_id, area_code, metric, measure, time_start, time_end, report_year, char_start, observation_id
    FROM int_statement
    WHERE kind = 'actual' AND has_number
),

stated_again AS (
    SELECT area_code, metric, measure, time_start, time_end
    FROM figure
    GROUP BY ALL
    HAVING count(*) > 1
),

restated AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY area_code, metric, measure, time_start, time_end, report_year
            ORDER BY char_start, observation_id
        ) > 1 AS is_repeat
    FROM figure
    SEMI JOIN stated_again USING (area_code, metric, measure, time_start, time_end)
)

SELECT
    row_id,
    (row_number() OVER vintages)::INTEGER AS vintage,
    lead(report_year) OVER vintages AS replaced_in
FROM restated
WHERE NOT is_repeat
WINDOW vintages AS (PARTITION BY area_code, metric, measure, time_start, time_end ORDER BY report_year)
UNION ALL
SELECT row_id, NULL, NULL
FROM restated
WHERE is_repeat
ORDER BY row_id;
