-- Each case once for each of its items, the first of which is its own.
--
-- One item may be spelled in two ways; its code, where it has one, tells, and the first counts.
SELECT
  partition_month, month, filed_month, unit_code, district_code, domain, item_code, item_name,
  handling_unit_code, settled, 1 AS is_first
FROM case_facts
UNION ALL
SELECT
  facts.partition_month, month, filed_month, facts.unit_code, district_code, further.domain,
  further.item_code, further.item_name, handling_unit_code, settled, 0 AS is_first
FROM (
  SELECT
    case_items.*,
    row_number() OVER (
      PARTITION BY
        partition_month, unit_code, case_id, item_code,
        CASE WHEN item_code = '' THEN domain ELSE '' END,
        CASE WHEN item_code = '' THEN item_name ELSE '' END
      ORDER BY position
    ) AS spelling
  FROM case_items
) AS further
JOIN case_facts AS facts
  ON facts.partition_month = further.partition_month
  AND facts.unit_code = further.unit_code
  AND facts.case_id = further.case_id
WHERE spelling = 1
  AND (
    facts.item_code <> further.item_code
    OR further.item_code = ''
    AND (facts.domain <> further.domain OR facts.item_name <> further.item_name)
  )
