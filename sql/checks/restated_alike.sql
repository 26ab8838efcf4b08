-- What later reports say of a year again is the figure revised or rounded, not another: 10 % for an amount, 1.5 points for a
-- rate or a growth.
WITH again AS (
    SELECT
        unit, min(value) AS lowest, max(value) AS highest, arg_max(observation_id, value) AS observation_id,
        arg_min(observation_id, value) AS other_id
    FROM figure
    WHERE kind = 'actual' AND comparator IN ('eq', 'approx') AND time_start = time_end
    GROUP BY area_code, metric, measure, unit, time_end, basis
    HAVING count(DISTINCT report_year) > 1
)

SELECT
    observation_id, other_id,
    highest - lowest - CASE WHEN unit IN ('%', 'pp') THEN 1.5 ELSE 0.1 * greatest(abs(highest), abs(lowest)) END AS beyond,
    format('{:g} and {:g} {} in two reports', highest, lowest, unit) AS found
FROM again
