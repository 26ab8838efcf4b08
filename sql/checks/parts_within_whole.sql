-- A part is not above its whole (parts.csv), but for 2 %; nor are the three sectors together above the whole of gdp.
WITH part AS (
    SELECT n.area_code, n.year, n.unit, n.value, n.observation_id, p.whole, n.metric AS name
    FROM newest n
    JOIN part_of p ON p.part = n.metric
    WHERE n.measure = 'level'
    UNION ALL
    SELECT area_code, year, unit, sum(value), min(observation_id), 'gdp', 'the three sectors'
    FROM newest
    WHERE measure = 'level' AND metric IN ('primary_va', 'secondary_va', 'tertiary_va')
    GROUP BY area_code, year, unit
    HAVING count(*) = 3
)

SELECT
    p.observation_id, w.observation_id AS other_id, p.value - 1.02 * w.value AS beyond,
    format('{} {:g}, {} {:g}', p.name, p.value, p.whole, w.value) AS found
FROM part p
JOIN newest w
    ON w.area_code = p.area_code AND w.metric = p.whole AND w.measure = 'level' AND w.unit = p.unit AND w.year = p.year
