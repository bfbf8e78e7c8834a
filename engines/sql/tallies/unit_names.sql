SELECT partition_month, unit_code, unit_name, count(*)
FROM cases
GROUP BY partition_month, unit_code, unit_name
