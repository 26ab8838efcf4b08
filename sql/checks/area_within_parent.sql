-- An area does not add more than the area it lies in, but for 2 %. Averages and stocks are left out, but for those that add
-- up over areas.
SELECT
    n.observation_id, w.observation_id AS other_id, n.value - 1.02 * w.value AS beyond,
    format('{:g} in {}, {:g} in {}', n.value, n.area_code, w.value, w.area_code) AS found
FROM newest n
JOIN area a ON a.area_code = n.area_code
JOIN newest w
    ON w.area_code = a.parent AND w.metric = n.metric AND w.measure = 'level' AND w.unit = n.unit AND w.year = n.year
WHERE n.measure = 'level'
    AND (n.nature IN ('flow', 'addition') OR n.metric IN ('gdp', 'population', 'grain_output', 'power_generation'))
