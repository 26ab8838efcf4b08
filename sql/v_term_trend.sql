CREATE OR REPLACE VIEW v_term_trend AS
SELECT
    t.area_code, a.area_name, t.term, t.year, t.occurrences, t.per_10000_characters,
    t.previous_year, t.previous_occurrences, t.previous_per_10000_characters,
    t.occurrences - t.previous_occurrences AS change,
    t.per_10000_characters - t.previous_per_10000_characters AS change_per_10000_characters,
    t.report_id, t.previous_report_id
FROM int_term_trend t
LEFT JOIN dim_area a USING (area_code);

COMMENT ON VIEW v_term_trend IS 'How often a word is used, and how that changes: one row an area, word and year. Words that a report does not use have no row.';
COMMENT ON COLUMN v_term_trend.area_code IS 'GB/T 2260 code of the area; 100000 is the nation';
COMMENT ON COLUMN v_term_trend.area_name IS 'Name of the area';
COMMENT ON COLUMN v_term_trend.term IS 'The word';
COMMENT ON COLUMN v_term_trend.year IS 'The year the report was given in [unit: year]';
COMMENT ON COLUMN v_term_trend.occurrences IS 'How often the report uses it [unit: 1]';
COMMENT ON COLUMN v_term_trend.per_10000_characters IS 'How often for each ten thousand characters of the report [unit: 1]';
COMMENT ON COLUMN v_term_trend.previous_year IS 'The year of the area''s report before [unit: year]';
COMMENT ON COLUMN v_term_trend.previous_occurrences IS 'How often that one uses it; 0 where it does not [unit: 1]';
COMMENT ON COLUMN v_term_trend.previous_per_10000_characters IS 'How often for each ten thousand characters of that one [unit: 1]';
COMMENT ON COLUMN v_term_trend.change IS 'occurrences less previous_occurrences [unit: 1]';
COMMENT ON COLUMN v_term_trend.change_per_10000_characters IS 'The same for each ten thousand characters [unit: 1]';
COMMENT ON COLUMN v_term_trend.report_id IS 'The report; its observations in fact_observation have the same report_id';
COMMENT ON COLUMN v_term_trend.previous_report_id IS 'The area''s report before';
