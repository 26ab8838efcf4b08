-- What the catalogue does not know yet, counted: behind v_unmapped_phrase.
CREATE OR REPLACE TABLE int_unmapped_phrase AS
WITH by_unit AS (
    SELECT
        phrase, unit, min(metric) AS metric, count(*) AS occurrences, count(*) FILTER (kind = 'target') AS targets,
        min(report_year) AS first_report_year, max(report_year) AS last_report_year,
        min(observation_id) AS example_observation_id
    FROM int_statement
    WHERE outside_catalogue
    GROUP BY phrase, unit
),

spread AS (
    SELECT phrase, count(DISTINCT report_id) AS reports, count(DISTINCT area_code) AS areas
    FROM int_statement
    WHERE outside_catalogue
    GROUP BY phrase
)

SELECT
    phrase, min(metric) AS metric, sum(occurrences)::INTEGER AS occurrences, sum(targets)::INTEGER AS targets,
    (sum(occurrences) - sum(targets))::INTEGER AS actuals,
    any_value(reports)::INTEGER AS reports, any_value(areas)::INTEGER AS areas,
    min(first_report_year) AS first_report_year, max(last_report_year) AS last_report_year,
    string_agg(unit, ', ' ORDER BY unit) AS units,
    min(example_observation_id) AS example_observation_id
FROM by_unit
JOIN spread USING (phrase)
GROUP BY phrase
ORDER BY occurrences DESC, phrase;
