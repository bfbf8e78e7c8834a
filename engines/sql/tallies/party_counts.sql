SELECT
  partition_month, month, unit_code, district_code, domain, item_code, item_name, party, count(*),
  sum(CASE WHEN quashed = 'yes' THEN 1 ELSE 0 END)
FROM closed_cases
WHERE sanction IN ('warning', 'money', 'heavy')
GROUP BY
  partition_month, month, unit_code, district_code, domain, item_code, item_name, party
