-- Every judgement of the comparison views, in one place. docs of the verdicts: warehouse/README.md.
-- `comparator` is eq, approx, gte, lte, range, or above (more than, for promises in words).

-- How far a result may stay behind and still be near: 0.3 points of a rate or a growth, 2 % of an amount.
CREATE OR REPLACE MACRO promise_tolerance(unit, amount) AS
    CASE WHEN unit IN ('%', 'pp') THEN 0.3::DOUBLE ELSE 0.02::DOUBLE * abs(amount) END;

-- How alike two phrases outside the catalogue must be to be held for the same thing (jaccard of their characters).
CREATE OR REPLACE MACRO phrase_floor() AS 0.6::DOUBLE;

-- Rules most pairs out before they are measured: who shares six of ten characters with a phrase of up to nine shares one
-- of its first four. Those are picked out once for each phrase (c1 to c4), not once for each pair.
CREATE OR REPLACE MACRO may_be_alike(is_long, c1, c2, c3, c4, other) AS
    is_long OR contains(other, c1) OR contains(other, c2) OR contains(other, c3) OR contains(other, c4);

-- The better side: 1 more, -1 less, 0 neither. The promise's own words decide before the metric does.
CREATE OR REPLACE MACRO promise_side(comparator, better) AS
    CASE
        WHEN comparator IN ('gte', 'above') THEN 1
        WHEN comparator = 'lte' THEN -1
        WHEN better = 'higher' THEN 1
        WHEN better = 'lower' THEN -1
        ELSE 0
    END;

-- One number for what is stated, seen from the better side: of a range the end that is harder to reach for a result,
-- easier for a promise; of "more than 5" and "less than 5" it is 5.
CREATE OR REPLACE MACRO promise_mark(low, high, side) AS
    CASE WHEN side < 0 THEN coalesce(high, low) ELSE coalesce(low, high) END;

-- A difference without the noise of binary fractions: 7.4 - 7.5 is -0.1. Twelve digits of `scale` are kept.
CREATE OR REPLACE MACRO clean_difference(difference, scale) AS
    CASE WHEN scale = 0 THEN difference ELSE round(difference, (12 - ceil(log10(scale)))::INTEGER) END;

-- How far `outcome` lies from what was promised (low to high), in the promise's unit: 0 inside, plus on the better side.
-- Where neither side is better, plus means more.
CREATE OR REPLACE MACRO promise_gap(low, high, outcome, side) AS
    CASE WHEN outcome IS NOT NULL AND coalesce(low, high) IS NOT NULL THEN  -- least and greatest pass over NULL
        clean_difference(
            CASE WHEN side < 0
                THEN least(greatest(outcome, coalesce(low, high)), coalesce(high, low)) - outcome
                ELSE outcome - least(greatest(outcome, coalesce(low, high)), coalesce(high, low))
            END,
            greatest(abs(outcome), abs(coalesce(low, high)), abs(coalesce(high, low)))
        )
    END;

-- met, near or missed; NULL where there is no gap to judge by.
CREATE OR REPLACE MACRO promise_verdict(comparator, gap, side, tolerance) AS
    CASE
        WHEN gap IS NULL THEN NULL
        WHEN side = 0 THEN CASE WHEN abs(gap) <= tolerance * (1 + 1e-9) THEN 'met' ELSE 'missed' END
        WHEN gap > 0 OR (gap = 0 AND comparator <> 'above') THEN 'met'
        WHEN comparator IN ('eq', 'approx') AND -gap <= tolerance * (1 + 1e-9) THEN 'near'
        ELSE 'missed'
    END;

-- How a promise moved: more, less or equally ambitious; NULL where neither side is better or nothing can be compared.
CREATE OR REPLACE MACRO promise_ambition(change, side) AS
    CASE WHEN side = 0 THEN NULL WHEN change > 0 THEN 'more' WHEN change < 0 THEN 'less' WHEN change = 0 THEN 'same' END;

COMMENT ON MACRO promise_tolerance IS 'How far a result may stay behind a promise and still be near';
COMMENT ON MACRO phrase_floor IS 'How alike two phrases must be to be held for the same thing';
COMMENT ON MACRO may_be_alike IS 'False where two phrases cannot be as alike as phrase_floor asks';
COMMENT ON MACRO promise_side IS 'The better side of a promise: 1 more, -1 less, 0 neither';
COMMENT ON MACRO promise_mark IS 'One number for what is stated, seen from the better side';
COMMENT ON MACRO clean_difference IS 'A difference without the noise of binary fractions';
COMMENT ON MACRO promise_gap IS 'Distance of a result from what was promised, plus on the better side';
COMMENT ON MACRO promise_verdict IS 'met, near or missed';
COMMENT ON MACRO promise_ambition IS 'How a promise moved: more, less, same';
