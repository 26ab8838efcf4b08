-- A growth rate goes with the levels of its two years. Money grows in real terms beside nominal levels, and all figures are
-- rounded: 15 points for money, 5 for the rest.
SELECT
    g.observation_id, l.observation_id AS other_id,
    abs(100 * (l.value / p.value - 1) - g.value) - CASE WHEN l.unit IN ('CNY', 'USD') THEN 15 ELSE 5 END AS beyond,
    format('{:g} % is stated, {:g} after {:g} makes {:.2f} %', g.value, l.value, p.value, 100 * (l.value / p.value - 1)) AS found
FROM newest g
JOIN newest l ON l.area_code = g.area_code AND l.metric = g.metric AND l.measure = 'level' AND l.year = g.year
JOIN newest p
    ON p.area_code = g.area_code AND p.metric = g.metric AND p.measure = 'level' AND p.unit = l.unit AND p.year = g.year - 1
WHERE g.measure = 'yoy' AND g.unit = '%' AND g.dimension <> '%' AND p.value <> 0
