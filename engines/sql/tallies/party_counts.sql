SELECT
  partition_month, month, unit_code, district_code, domain, item_code, item_name, party, count(*)
FROM closed_cases
WHERE sanction IN ('warning', 'money', 'heavy')
GROUP BY
  partition_month, month, unit_code, district_code, domain, item_code, item_name, party
