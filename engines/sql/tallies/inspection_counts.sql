SELECT
  partition_month, left(date, 7), unit_code, district_code, domain, item_code, '', mode, count(*),
  sum(CASE WHEN result IN ('', 'clean') THEN 0 ELSE 1 END),
  sum(CASE WHEN result IN ('corrected_on_site', 'guided') THEN 1 ELSE 0 END),
  sum(CASE WHEN result = 'rectify' THEN 1 ELSE 0 END),
  sum(CASE WHEN result = 'filed' THEN 1 ELSE 0 END),
  sum(CASE WHEN result = 'referred' THEN 1 ELSE 0 END)
FROM inspections
GROUP BY partition_month, left(date, 7), unit_code, district_code, domain, item_code, mode
