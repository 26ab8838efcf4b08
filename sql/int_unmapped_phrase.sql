-- What the catalogue does not know yet, counted: behind v_unmapped_phrase. Distinct hashes of 64 bits stand for distinct
-- names: counting numbers takes half the time.
CREATE OR REPLACE TABLE int_unmapped_phrase AS
SELECT
    phrase, min(metric) AS metric, count(*)::INTEGER AS occurrences,
    (count(*) FILTER (kind = 'target'))::INTEGER AS targets,
    (count(*) FILTER (kind = 'actual'))::INTEGER AS actuals,
    count(DISTINCT hash(report_id))::INTEGER AS reports, count(DISTINCT hash(area_code))::INTEGER AS areas,
    min(report_year) AS first_report_year, max(report_year) AS last_report_year,
    CASE WHEN min(unit) = max(unit) THEN min(unit) END AS unit,
    min(observation_id) AS example_observation_id
FROM int_statement
WHERE outside_catalogue
GROUP BY phrase;
