CREATE OR REPLACE VIEW v_unmapped_phrase AS
SELECT
    phrase, metric, occurrences, targets, actuals, reports, areas, first_report_year, last_report_year, unit,
    example_observation_id
FROM int_unmapped_phrase
ORDER BY occurrences DESC, phrase;

COMMENT ON VIEW v_unmapped_phrase IS 'Phrases that the catalogue does not know, the most frequent first: one row a phrase.';
COMMENT ON COLUMN v_unmapped_phrase.phrase IS 'The metric as reports name it';
COMMENT ON COLUMN v_unmapped_phrase.metric IS 'x: and the phrase''s own key';
COMMENT ON COLUMN v_unmapped_phrase.occurrences IS 'Observations under this phrase [unit: 1]';
COMMENT ON COLUMN v_unmapped_phrase.targets IS 'Of them targets [unit: 1]';
COMMENT ON COLUMN v_unmapped_phrase.actuals IS 'Of them actuals [unit: 1]';
COMMENT ON COLUMN v_unmapped_phrase.reports IS 'Reports that use it [unit: 1]';
COMMENT ON COLUMN v_unmapped_phrase.areas IS 'Areas whose reports use it [unit: 1]';
COMMENT ON COLUMN v_unmapped_phrase.first_report_year IS 'The first year of a report that uses it [unit: year]';
COMMENT ON COLUMN v_unmapped_phrase.last_report_year IS 'The last year of a report that uses it [unit: year]';
COMMENT ON COLUMN v_unmapped_phrase.unit IS 'Canonical unit it comes in; empty where it comes in several';
COMMENT ON COLUMN v_unmapped_phrase.example_observation_id IS 'The example in fact_observation, where all others have the same phrase';
