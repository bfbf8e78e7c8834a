-- Cases with what more than one tally asks of them: the month, the amounts, how they ended.
SELECT
  amounts.*,
  left(counted_date, 7) AS month,
  left(filed_date, 7) AS filed_month,
  CASE
    -- Called pending beside a day of its decision or end, a case states nothing of how it ended.
    WHEN disposition <> '' AND NOT (disposition = 'pending' AND (decided_date <> '' OR closed_date <> ''))
      THEN disposition
    WHEN penalty_types <> '' OR fine > 0 OR confiscated > 0 THEN 'punished'
    WHEN decided_date = '' AND closed_date = '' THEN 'pending'
    ELSE ''
  END AS ending,
  CASE WHEN disposition IN ('', 'punished', 'pending') THEN 0 ELSE 1 END AS settled
FROM (
  SELECT
    stated.*,
    coalesce(try_cast(stated_fine AS BIGINT), 0) AS fine,
    coalesce(try_cast(confiscated_fen AS BIGINT), 0) AS confiscated,
    split(penalty_types, ';') AS kinds
  FROM (
    SELECT
      cases.*,
      CASE basis
        WHEN 'filed' THEN coalesce(nullif(filed_date, ''), decided_date)
        ELSE coalesce(nullif(decided_date, ''), filed_date)
      END AS counted_date,
      -- Where an export does not split fine and confiscation, their sum.
      CASE WHEN fine_fen <> '' OR confiscated_fen <> '' THEN fine_fen ELSE amount_fen END
        AS stated_fine
    FROM cases CROSS JOIN settings
  ) AS stated
) AS amounts
