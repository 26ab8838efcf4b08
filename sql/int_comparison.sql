-- One promise of the catalogue beside what came of it: behind v_target_vs_outcome, v_plan_vs_outcome, v_target_yoy,
-- v_scorecard, v_silent_target and v_area_rank.
CREATE OR REPLACE TABLE int_comparison AS
WITH target AS (
    -- The first of the list counts; words without a yardstick (stable, other) only where nothing better is said.
    -- Of a plan that several reports state, the newest statement counts.
    SELECT
        observation_id, report_id, report_year, area_code, metric, phrase, measure, time_period, time_start, time_end,
        value_low, value_high, has_number, unit, comparator, relation, basis, evidence,
        time_start = time_end AND time_end = report_year AS is_one_year
    FROM int_statement
    WHERE kind = 'target' AND NOT outside_catalogue AND report_year <= time_end
    QUALIFY row_number() OVER (
        PARTITION BY area_code, metric, measure, time_start, time_end, is_one_year
        ORDER BY
            report_year DESC, NOT has_number AND coalesce(relation, 'other') IN ('stable', 'other'),
            char_start, observation_id
    ) = 1
),

actual AS (
    SELECT
        observation_id, report_id, report_year, area_code, metric, phrase, measure, time_start, time_end,
        value_low, value_high, has_number, unit, comparator, obs_status, basis, evidence, char_start
    FROM int_statement
    WHERE kind = 'actual' AND NOT outside_catalogue
),

outcome AS (
    -- The earliest later report that states it; within it a number before words, like held against like, then the first.
    -- A metric that counts additions may be told by several stages: homes begun are held against homes begun.
    SELECT t.observation_id AS target_observation_id, a.*
    FROM target t
    LEFT JOIN dim_metric m ON m.metric = t.metric
    JOIN actual a
        ON a.area_code = t.area_code AND a.metric = t.metric AND a.measure = t.measure
        AND a.time_start = t.time_start AND a.time_end = t.time_end
        AND a.report_year > t.report_year AND a.report_year >= t.time_end
    QUALIFY row_number() OVER (
        PARTITION BY t.observation_id
        ORDER BY
            a.report_year, a.has_number DESC, a.unit IS NOT DISTINCT FROM t.unit DESC,
            a.basis IS NOT DISTINCT FROM t.basis DESC,
            CASE WHEN m.nature = 'addition' AND a.phrase <> t.phrase THEN jaccard(a.phrase, t.phrase) ELSE 1 END DESC,
            a.char_start, a.observation_id
    ) = 1
),

economy AS (
    -- The growth of gdp that the same report gives: what sync:gdp and above:gdp are held against.
    SELECT report_id, measure, time_start, time_end, value_low, value_high
    FROM actual
    WHERE metric = 'gdp' AND has_number AND unit = '%' AND measure IN ('yoy', 'avg_yoy', 'cum')
    QUALIFY row_number() OVER (
        PARTITION BY report_id, measure, time_start, time_end ORDER BY char_start, observation_id
    ) = 1
),

next_report AS (
    SELECT area_code, report_year, min(report_id) AS report_id
    FROM dim_report WHERE is_current GROUP BY ALL
),

side_by_side AS (
    SELECT
        t.area_code, t.metric, t.measure, t.time_period, t.time_start, t.time_end, t.is_one_year,
        coalesce(t.unit, o.unit) AS unit,
        t.value_low AS target_low, t.value_high AS target_high, t.comparator AS target_comparator,
        t.relation AS target_relation, t.report_year AS target_report_year, t.report_id AS target_report_id,
        t.observation_id AS target_observation_id, t.evidence AS target_evidence,
        -- A result in another unit (USD for CNY) can't be shown in this row's unit; it keeps its id and its sentence.
        CASE WHEN o.unit = coalesce(t.unit, o.unit) THEN o.value_low END AS outcome_low,
        CASE WHEN o.unit = coalesce(t.unit, o.unit) THEN o.value_high END AS outcome_high,
        o.comparator AS outcome_comparator, o.obs_status AS outcome_status, o.report_id AS outcome_report_id,
        o.observation_id AS outcome_observation_id, o.evidence AS outcome_evidence,
        n.report_id AS next_report_id, m.better,
        CASE
            WHEN t.has_number THEN t.comparator
            WHEN t.relation = 'sync:gdp' AND e.report_id IS NOT NULL THEN 'eq'
            WHEN t.relation = 'above:gdp' AND e.report_id IS NOT NULL THEN 'above'
            WHEN t.relation = 'positive' AND t.measure IN ('yoy', 'avg_yoy', 'cum', 'change') THEN 'above'
        END AS held_comparator,
        CASE WHEN t.has_number THEN t.value_low WHEN t.relation = 'positive' THEN 0 ELSE e.value_low END AS held_low,
        CASE WHEN t.has_number THEN t.value_high WHEN t.relation = 'positive' THEN 0 ELSE e.value_high END AS held_high
    FROM target t
    LEFT JOIN outcome o ON o.target_observation_id = t.observation_id
    LEFT JOIN economy e
        ON e.report_id = o.report_id AND e.measure = o.measure
        AND e.time_start = o.time_start AND e.time_end = o.time_end
    LEFT JOIN next_report n ON n.area_code = t.area_code AND n.report_year = t.time_end + 1
    LEFT JOIN dim_metric m ON m.metric = t.metric
),

sided AS (
    SELECT *, promise_side(coalesce(held_comparator, target_comparator), better) AS side FROM side_by_side
),

gapped AS (
    SELECT
        *,
        CASE WHEN held_comparator IS NOT NULL
            THEN promise_gap(held_low, held_high, promise_mark(outcome_low, outcome_high, side), side)
        END AS gap
    FROM sided
)

SELECT
    * EXCLUDE (held_comparator, held_low, held_high),
    CASE
        WHEN target_relation = 'absent' THEN NULL
        WHEN outcome_observation_id IS NULL AND next_report_id IS NULL THEN 'pending'
        WHEN outcome_observation_id IS NULL THEN 'unreported'
        ELSE coalesce(
            promise_verdict(held_comparator, gap, side, promise_tolerance(unit, coalesce(held_low, held_high))),
            'not_comparable'
        )
    END AS verdict
FROM gapped
ORDER BY area_code, metric, measure, time_end, time_start, is_one_year;
