-- One promise outside the catalogue beside the next report's matching result: behind v_promise.
CREATE OR REPLACE TABLE int_promise AS
WITH promise AS (
    SELECT
        observation_id, report_id, area_code, metric, phrase, time_end, measure, value_low, value_high, has_number, unit,
        comparator, relation, evidence
    FROM int_statement
    WHERE kind = 'target' AND outside_catalogue AND time_start = time_end AND time_end = report_year
    QUALIFY row_number() OVER (
        PARTITION BY area_code, phrase, time_end
        ORDER BY NOT has_number AND coalesce(relation, 'other') IN ('stable', 'other'), char_start, observation_id
    ) = 1
),

result AS (
    SELECT
        observation_id, area_code, metric, phrase, time_end, measure, has_number, unit, char_start
    FROM int_statement
    WHERE kind = 'actual' AND outside_catalogue AND time_start = time_end AND report_year = time_end + 1
),

same_key AS (
    SELECT p.observation_id AS target_observation_id, r.observation_id, 'key' AS matched_by, 1.0::DOUBLE AS score
    FROM promise p
    JOIN result r ON r.area_code = p.area_code AND r.metric = p.metric AND r.time_end = p.time_end
    QUALIFY row_number() OVER (
        PARTITION BY p.observation_id
        ORDER BY
            r.measure = p.measure DESC, r.has_number DESC, r.unit IS NOT DISTINCT FROM p.unit DESC,
            r.char_start, r.observation_id
    ) = 1
),

unmatched AS (
    SELECT
        observation_id, area_code, time_end, measure, unit, phrase,
        length(phrase) > 9 AS is_long, phrase[1] AS c1, phrase[2] AS c2, phrase[3] AS c3, phrase[4] AS c4
    FROM promise
    ANTI JOIN same_key ON same_key.target_observation_id = promise.observation_id
    WHERE has_number
),

alike AS (
    -- Only what is counted in the same way can be the same thing under another name.
    SELECT
        p.observation_id AS target_observation_id, r.observation_id, r.char_start,
        jaccard(p.phrase, r.phrase) AS score
    FROM unmatched p
    JOIN result r
        ON r.area_code = p.area_code AND r.time_end = p.time_end AND r.measure = p.measure AND r.unit = p.unit
    WHERE r.has_number AND may_be_alike(p.is_long, p.c1, p.c2, p.c3, p.c4, r.phrase)
        AND jaccard(p.phrase, r.phrase) >= phrase_floor()
),

same_words AS (
    -- A promise takes the result most like it, and a result answers the promise most like it, no two.
    SELECT target_observation_id, observation_id, 'phrase' AS matched_by, score
    FROM (
        SELECT * FROM alike
        ANTI JOIN same_key USING (observation_id)
        QUALIFY row_number() OVER (
            PARTITION BY target_observation_id ORDER BY score DESC, char_start, observation_id
        ) = 1
    )
    QUALIFY row_number() OVER (PARTITION BY observation_id ORDER BY score DESC, target_observation_id) = 1
),

match AS (SELECT * FROM same_key UNION ALL SELECT * FROM same_words),

next_report AS (
    SELECT area_code, report_year, min(report_id) AS report_id
    FROM dim_report WHERE is_current GROUP BY ALL
),

side_by_side AS (
    SELECT
        p.area_code, p.metric, p.phrase, p.time_end AS year, p.measure, coalesce(p.unit, r.unit) AS unit,
        p.value_low AS target_low, p.value_high AS target_high, p.comparator AS target_comparator,
        p.relation AS target_relation, p.report_id AS target_report_id, p.observation_id AS target_observation_id,
        p.evidence AS target_evidence,
        r.phrase AS outcome_phrase,
        CASE WHEN r.unit = coalesce(p.unit, r.unit) AND r.measure = p.measure THEN r.value_low END AS outcome_low,
        CASE WHEN r.unit = coalesce(p.unit, r.unit) AND r.measure = p.measure THEN r.value_high END AS outcome_high,
        r.comparator AS outcome_comparator, r.obs_status AS outcome_status, r.report_id AS outcome_report_id,
        r.observation_id AS outcome_observation_id, r.evidence AS outcome_evidence,
        m.matched_by, m.score, p.has_number, n.report_id AS next_report_id,
        -- No catalogue says which side is better: what is promised is wanted, a promised fall is wanted low.
        promise_side(p.comparator, CASE WHEN coalesce(p.value_low, p.value_high) < 0 THEN 'lower' ELSE 'higher' END) AS side
    FROM promise p
    LEFT JOIN match m ON m.target_observation_id = p.observation_id
    LEFT JOIN fact_observation r ON r.observation_id = m.observation_id
    LEFT JOIN next_report n ON n.area_code = p.area_code AND n.report_year = p.time_end + 1
),

gapped AS (
    SELECT
        *,
        CASE WHEN has_number
            THEN promise_gap(target_low, target_high, promise_mark(outcome_low, outcome_high, side), side)
        END AS gap
    FROM side_by_side
)

SELECT
    * EXCLUDE (has_number, next_report_id, side),
    CASE
        WHEN target_relation = 'absent' THEN NULL
        WHEN outcome_observation_id IS NULL AND next_report_id IS NULL THEN 'pending'
        WHEN outcome_observation_id IS NULL THEN 'unreported'
        ELSE coalesce(
            promise_verdict(target_comparator, gap, side, promise_tolerance(unit, coalesce(target_low, target_high))),
            'not_comparable'
        )
    END AS verdict
FROM gapped;
