-- Areas of one level beside each other, for target and for outcome: behind v_area_rank.
CREATE OR REPLACE TABLE int_area_rank AS
WITH target AS (
    SELECT
        metric, measure, time_end AS year, area_code, unit, target_low, target_high, target_comparator,
        target_observation_id, promise_mark(target_low, target_high, side) AS mark
    FROM int_comparison
    WHERE is_one_year AND (target_low IS NOT NULL OR target_high IS NOT NULL)
),

outcome AS (
    SELECT
        metric, measure, time_end AS year, area_code, unit, value_low AS outcome_low, value_high AS outcome_high,
        comparator AS outcome_comparator, obs_status AS outcome_status, observation_id AS outcome_observation_id,
        coalesce(value_low, value_high) AS mark
    FROM int_vintage
    WHERE replaced_in IS NULL AND time_start = time_end AND NOT starts_with(metric, 'x:')
),

both_sides AS (
    SELECT
        metric, measure, year, area_code, unit,
        t.target_low, t.target_high, t.target_comparator, t.target_observation_id, t.mark AS target_mark,
        o.outcome_low, o.outcome_high, o.outcome_comparator, o.outcome_status, o.outcome_observation_id,
        o.mark AS outcome_mark
    FROM target t
    FULL JOIN outcome o USING (metric, measure, year, area_code, unit)
),

signed AS (
    -- Rank 1 is the better end; where neither is better, the greater.
    SELECT
        b.* EXCLUDE (target_mark, outcome_mark), a.level,
        CASE WHEN m.better = 'lower' THEN b.target_mark ELSE -b.target_mark END AS target_order,
        CASE WHEN m.better = 'lower' THEN b.outcome_mark ELSE -b.outcome_mark END AS outcome_order
    FROM both_sides b
    LEFT JOIN dim_area a USING (area_code)
    LEFT JOIN dim_metric m USING (metric)
)

SELECT
    * EXCLUDE (target_order, outcome_order),
    CASE WHEN target_order IS NOT NULL THEN (rank() OVER (peers ORDER BY target_order))::INTEGER END AS target_rank,
    count(target_order) OVER (peers)::INTEGER AS areas_with_target,
    CASE WHEN outcome_order IS NOT NULL THEN (rank() OVER (peers ORDER BY outcome_order))::INTEGER END AS outcome_rank,
    count(outcome_order) OVER (peers)::INTEGER AS areas_with_outcome
FROM signed
WINDOW peers AS (PARTITION BY metric, measure, year, level, unit)
ORDER BY metric, measure, year, level, unit, area_code;
