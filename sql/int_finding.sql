-- What the checks let pass but point out, for a person to look at: both figures may be right (a district and a whole, real
-- growth and nominal levels). Critical rules are in fact_quarantine.
CREATE OR REPLACE VIEW int_finding AS
SELECT
    expectation AS rule, json_extract_string(example, '$.found') AS found,
    json_extract_string(example, '$.key') AS observation_id, json_extract_string(example, '$.other') AS other_id
FROM (
    SELECT expectation, unnest(json_extract(details, '$.examples[*]')) AS example
    FROM fact_check_result
    WHERE NOT success AND severity = 'warning' AND target_table = 'fact_observation'
);

COMMENT ON VIEW int_finding IS 'Warnings of the checks: one row an observation, or a pair that does not go together. Of a rule that finds very many only the first are here; fact_check_result has the number.';
COMMENT ON COLUMN int_finding.rule IS 'The expectation (fact_check_result)';
COMMENT ON COLUMN int_finding.found IS 'What was found, in words';
COMMENT ON COLUMN int_finding.observation_id IS 'The observation';
COMMENT ON COLUMN int_finding.other_id IS 'The one it is held against, where there is one';
