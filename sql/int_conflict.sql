-- What does not go together, for a person to look at. Not a check: both figures may be right (a district and a whole, real
-- growth and nominal levels), so nothing is kept out.
CREATE OR REPLACE VIEW int_conflict AS
WITH said AS (
    SELECT
        o.report_id, o.area_code, o.report_year, o.metric, o.kind, o.time_end AS year, o.time_period, o.measure, o.unit,
        o.comparator, o.basis, o.value_low, o.value_high, coalesce(o.value_low, o.value_high) AS value,
        o.observation_id, o.evidence, m.dimension, m.nature
    FROM fact_observation o
    JOIN dim_metric m USING (metric)
    JOIN dim_report r USING (report_id)
    WHERE o.place = 'self' AND o.comparator != 'none' AND r.is_current
),

within_report AS (
    SELECT
        'one report, two values' AS conflict, a.report_id, a.area_code, a.metric, a.time_period, a.measure, a.unit,
        a.value AS value_a, b.value AS value_b, a.observation_id AS observation_a, b.observation_id AS observation_b,
        a.evidence AS evidence_a, b.evidence AS evidence_b
    FROM said a
    JOIN said b
        ON b.report_id = a.report_id AND b.metric = a.metric AND b.kind = a.kind AND b.time_period = a.time_period
        AND b.measure = a.measure AND b.unit = a.unit AND b.basis IS NOT DISTINCT FROM a.basis
        AND b.observation_id > a.observation_id
    -- An addition is said in parts (a start and a completion), a change of one thing beside that of another.
    WHERE a.nature != 'addition' AND a.measure IN ('level', 'yoy', 'avg_yoy')
        AND CASE
            WHEN a.comparator = 'gte' AND b.comparator = 'gte' THEN false
            WHEN a.comparator = 'gte' THEN coalesce(b.value_high, b.value) < a.value * (1 - sign(a.value) * 0.005)
            WHEN b.comparator = 'gte' THEN coalesce(a.value_high, a.value) < b.value * (1 - sign(b.value) * 0.005)
            WHEN a.comparator = 'lte' THEN b.value > a.value + abs(a.value) * 0.005
            WHEN b.comparator = 'lte' THEN a.value > b.value + abs(b.value) * 0.005
            ELSE abs(a.value - b.value) > 0.02 * greatest(abs(a.value), abs(b.value))
        END
    QUALIFY row_number() OVER (PARTITION BY a.report_id, a.metric, a.time_period, a.measure, a.kind ORDER BY a.observation_id) = 1
),

newest AS (
    SELECT * FROM said WHERE kind = 'actual' AND comparator IN ('eq', 'approx')
    QUALIFY row_number() OVER (PARTITION BY area_code, metric, measure, unit, time_period ORDER BY report_year DESC, observation_id) = 1
),

across_years AS (
    SELECT
        'a growth rate against its levels' AS conflict, g.report_id, g.area_code, g.metric, g.time_period, g.measure, g.unit,
        g.value AS value_a, round(100 * (l.value / p.value - 1), 2) AS value_b, g.observation_id AS observation_a,
        l.observation_id AS observation_b, g.evidence AS evidence_a, l.evidence AS evidence_b
    FROM newest g
    JOIN newest l ON l.area_code = g.area_code AND l.metric = g.metric AND l.measure = 'level' AND l.time_period = g.time_period
    JOIN newest p
        ON p.area_code = g.area_code AND p.metric = g.metric AND p.measure = 'level' AND p.unit = l.unit
        AND p.time_period = (g.year - 1)::VARCHAR
    WHERE g.measure = 'yoy' AND g.unit = '%' AND g.time_period = g.year::VARCHAR AND g.dimension != '%'
        -- Money grows in real terms beside nominal levels; figures are rounded.
        AND abs(100 * (l.value / p.value - 1) - g.value) > CASE WHEN l.unit IN ('CNY', 'USD') THEN 15 ELSE 5 END
)

SELECT * FROM within_report
UNION ALL
SELECT * FROM across_years;

COMMENT ON VIEW int_conflict IS 'Figures that do not go together: two values for the same thing in one report, or a growth rate that its levels contradict.';
COMMENT ON COLUMN int_conflict.conflict IS 'Which of the two kinds';
COMMENT ON COLUMN int_conflict.report_id IS 'The report of the first figure';
COMMENT ON COLUMN int_conflict.area_code IS 'GB/T 2260 code';
COMMENT ON COLUMN int_conflict.metric IS 'The metric';
COMMENT ON COLUMN int_conflict.time_period IS 'The period both speak of';
COMMENT ON COLUMN int_conflict.measure IS 'The measure of the first figure';
COMMENT ON COLUMN int_conflict.unit IS 'The unit of the first figure';
COMMENT ON COLUMN int_conflict.value_a IS 'The first figure, in unit';
COMMENT ON COLUMN int_conflict.value_b IS 'The second, or the growth that the levels give, in unit';
COMMENT ON COLUMN int_conflict.observation_a IS 'The first observation';
COMMENT ON COLUMN int_conflict.observation_b IS 'The second observation, or that of the level';
COMMENT ON COLUMN int_conflict.evidence_a IS 'The sentence of the first';
COMMENT ON COLUMN int_conflict.evidence_b IS 'The sentence of the second';
