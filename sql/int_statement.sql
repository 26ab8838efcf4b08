-- What the comparison views build on: the whole area's own figures, from the reports that count. `row_id` is the row's
-- place in fact_observation, which nothing changes once it is built: a shorter key than the id.
CREATE OR REPLACE VIEW int_statement AS
SELECT
    f.rowid AS row_id, f.*,
    (f.value_low IS NOT NULL OR f.value_high IS NOT NULL) AS has_number,
    starts_with(f.metric, 'x:') AS outside_catalogue
FROM fact_observation f
ANTI JOIN (SELECT report_id FROM dim_report WHERE NOT is_current) r USING (report_id)
WHERE f.place = 'self';
