CREATE OR REPLACE TABLE dim_metric (
    metric VARCHAR NOT NULL,
    metric_name_zh VARCHAR NOT NULL,
    metric_name_en VARCHAR NOT NULL,
    dimension VARCHAR NOT NULL,
    better VARCHAR NOT NULL,
    nature VARCHAR,
    also_called VARCHAR
);

COMMENT ON TABLE dim_metric IS 'The catalogue: one row a metric.';
COMMENT ON COLUMN dim_metric.metric IS 'Code';
COMMENT ON COLUMN dim_metric.metric_name_zh IS 'Name in Chinese';
COMMENT ON COLUMN dim_metric.metric_name_en IS 'Name in English';
COMMENT ON COLUMN dim_metric.dimension IS 'What it measures, told by the canonical unit of its levels: CNY, person, t, % …';
COMMENT ON COLUMN dim_metric.better IS 'Which side is better: higher, lower, neutral';
COMMENT ON COLUMN dim_metric.nature IS 'rate: a share or intensity; stock: what stands at a date; flow: a yearly amount; addition: what a period added';
COMMENT ON COLUMN dim_metric.also_called IS 'Other names, separated by ;';
