-- A level does not leap from one year to the next: by no more than three times, a share by no more than 20 points.
SELECT
    l.observation_id, p.observation_id AS other_id,
    CASE WHEN l.unit = '%' THEN abs(l.value - p.value) - 20
        ELSE greatest(abs(l.value), abs(p.value)) - 3 * least(abs(l.value), abs(p.value))
    END AS beyond,
    format('{:g} in {} after {:g} in {}', l.value, l.year, p.value, p.year) AS found
FROM newest l
JOIN newest p
    ON p.area_code = l.area_code AND p.metric = l.metric AND p.measure = 'level' AND p.unit = l.unit AND p.year = l.year - 1
WHERE l.measure = 'level' AND l.nature IN ('stock', 'rate')
