CREATE OR REPLACE VIEW v_scorecard AS
SELECT
    c.area_code, a.area_name, a.level, c.time_end AS year,
    (count(*) FILTER (c.verdict IS NOT NULL))::INTEGER AS targets,
    (count(*) FILTER (c.verdict IN ('met', 'near', 'missed', 'not_comparable')))::INTEGER AS reported,
    (count(*) FILTER (c.verdict = 'met'))::INTEGER AS met,
    (count(*) FILTER (c.verdict = 'near'))::INTEGER AS near,
    (count(*) FILTER (c.verdict = 'missed'))::INTEGER AS missed,
    (count(*) FILTER (c.verdict = 'not_comparable'))::INTEGER AS not_comparable,
    (count(*) FILTER (c.verdict = 'unreported'))::INTEGER AS unreported,
    (count(*) FILTER (c.verdict = 'pending'))::INTEGER AS pending,
    (count(*) FILTER (c.target_relation = 'absent'))::INTEGER AS absent,
    met / nullif(met + near + missed, 0)::DOUBLE AS met_share,
    min(c.target_report_id) AS target_report_id,
    min(c.next_report_id) AS next_report_id,
    list(c.target_observation_id ORDER BY c.metric, c.measure) AS target_observation_ids
FROM int_comparison c
LEFT JOIN dim_area a USING (area_code)
WHERE c.is_one_year
GROUP BY ALL;

COMMENT ON VIEW v_scorecard IS 'How an area did in a year: one row an area and year, counting the rows of v_target_vs_outcome.';
COMMENT ON COLUMN v_scorecard.area_code IS 'GB/T 2260 code of the area; 100000 is the nation';
COMMENT ON COLUMN v_scorecard.area_name IS 'Name of the area';
COMMENT ON COLUMN v_scorecard.level IS 'nation, province, prefecture, county, township';
COMMENT ON COLUMN v_scorecard.year IS 'The year that was promised for [unit: year]';
COMMENT ON COLUMN v_scorecard.targets IS 'Targets set: reported, unreported and pending ones [unit: 1]';
COMMENT ON COLUMN v_scorecard.reported IS 'Targets that a later report says something of: met, near, missed and not comparable ones [unit: 1]';
COMMENT ON COLUMN v_scorecard.met IS 'Promises kept [unit: 1]';
COMMENT ON COLUMN v_scorecard.near IS 'Short of the promise within the tolerance [unit: 1]';
COMMENT ON COLUMN v_scorecard.missed IS 'Short of the promise by more [unit: 1]';
COMMENT ON COLUMN v_scorecard.not_comparable IS 'Promise or result has no number that the other can be held against [unit: 1]';
COMMENT ON COLUMN v_scorecard.unreported IS 'The next report gives no figure [unit: 1]';
COMMENT ON COLUMN v_scorecard.pending IS 'There is no next report yet [unit: 1]';
COMMENT ON COLUMN v_scorecard.absent IS 'Targets that the report leaves out on purpose; not among targets [unit: 1]';
COMMENT ON COLUMN v_scorecard.met_share IS 'met of met, near and missed, 0 to 1 [unit: 1]';
COMMENT ON COLUMN v_scorecard.target_report_id IS 'The report that promises';
COMMENT ON COLUMN v_scorecard.next_report_id IS 'The next year''s report, where it is there';
COMMENT ON COLUMN v_scorecard.target_observation_ids IS 'The promises in fact_observation, by metric and measure';
