-- Areas of one level beside each other, for target and for outcome: behind v_area_rank. Rank 1 is the better end; where
-- neither end is better, the greater.
CREATE OR REPLACE TABLE int_area_rank AS
WITH target AS (
    SELECT
        c.metric, c.measure, c.time_end AS year, c.area_code, c.unit,
        c.target_low, c.target_high, c.target_comparator, c.target_observation_id,
        (rank() OVER peers)::INTEGER AS target_rank,
        (count(*) OVER (peers ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING))::INTEGER AS areas_with_target
    FROM int_comparison c
    LEFT JOIN dim_area a USING (area_code)
    WHERE c.is_one_year AND (c.target_low IS NOT NULL OR c.target_high IS NOT NULL)
    WINDOW peers AS (
        PARTITION BY c.metric, c.measure, c.time_end, a.level, c.unit
        ORDER BY promise_mark(c.target_low, c.target_high, c.side) * (CASE WHEN c.better = 'lower' THEN 1 ELSE -1 END)
    )
),

outcome AS (
    SELECT
        v.metric, v.measure, v.time_end AS year, v.area_code, v.unit AS outcome_unit,
        v.value_low AS outcome_low, v.value_high AS outcome_high, v.comparator AS outcome_comparator,
        v.obs_status AS outcome_status, v.observation_id AS outcome_observation_id,
        (rank() OVER peers)::INTEGER AS outcome_rank,
        (count(*) OVER (peers ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING))::INTEGER AS areas_with_outcome
    FROM int_vintage v
    LEFT JOIN dim_area a USING (area_code)
    LEFT JOIN dim_metric m USING (metric)
    WHERE v.replaced_in IS NULL AND v.time_start = v.time_end AND NOT v.outside_catalogue
    WINDOW peers AS (
        PARTITION BY v.metric, v.measure, v.time_end, a.level, v.unit
        ORDER BY coalesce(v.value_low, v.value_high) * (CASE WHEN m.better = 'lower' THEN 1 ELSE -1 END)
    )
)

SELECT * REPLACE (coalesce(unit, outcome_unit) AS unit)
FROM target FULL JOIN outcome USING (metric, measure, year, area_code);
