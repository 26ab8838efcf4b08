-- One report states one value for the same thing. A point is itself, 以上 has no ceiling, 以内 no floor: what is said
-- goes together where the highest floor is not above the lowest ceiling, but for 2 %. An addition is said in parts (a start
-- and a completion), a change of one thing beside that of another.
WITH said AS (
    SELECT
        report_id, metric, kind, time_start, time_end, measure, unit, basis, observation_id,
        coalesce(value_low, '-infinity'::DOUBLE) AS floor, coalesce(value_high, 'infinity'::DOUBLE) AS ceiling
    FROM figure
    WHERE nature <> 'addition' AND measure IN ('level', 'yoy', 'avg_yoy')
),

together AS (
    SELECT
        unit, max(floor) AS highest, min(ceiling) AS lowest,
        arg_max(observation_id, floor) AS observation_id, arg_min(observation_id, ceiling) AS other_id
    FROM said
    GROUP BY report_id, metric, kind, time_start, time_end, measure, unit, basis
    HAVING count(*) > 1
)

SELECT
    observation_id, other_id,
    CASE WHEN isfinite(highest) AND isfinite(lowest)
        THEN highest - lowest - 0.02 * greatest(abs(highest), abs(lowest)) ELSE -1
    END AS beyond,
    format('{:g} and {:g} {} in one report', highest, lowest, unit) AS found
FROM together
