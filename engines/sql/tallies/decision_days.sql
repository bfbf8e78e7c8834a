SELECT
  partition_month, left(decided_date, 7), unit_code, district_code, domain, item_code, item_name,
  right(decided_date, 2), count(*)
FROM cases
WHERE decided_date <> ''
GROUP BY
  partition_month, left(decided_date, 7), unit_code, district_code, domain, item_code, item_name,
  right(decided_date, 2)
