-- The work of units that another entrusted, with whom it bears the name of.
SELECT
  partition_month, month, handling_unit_code, district_code, domain, item_code, item_name,
  unit_code, sum(cases), sum(item_cases), sum(filed), sum(settled), sum(settled_filed)
FROM (
  SELECT
    partition_month, month, handling_unit_code, district_code, domain, item_code, item_name,
    unit_code, is_first AS cases, 1 AS item_cases, 0 AS filed, settled, 0 AS settled_filed
  FROM case_subjects
  WHERE handling_unit_code NOT IN ('', unit_code)
  UNION ALL
  SELECT
    partition_month, filed_month, handling_unit_code, district_code, domain, item_code,
    item_name, unit_code, 0, 0, 1 - settled, 0, settled
  FROM case_subjects
  WHERE handling_unit_code NOT IN ('', unit_code) AND filed_month <> ''
) AS added
GROUP BY
  partition_month, month, handling_unit_code, district_code, domain, item_code, item_name,
  unit_code
