SELECT
  partition_month, left(date, 7), unit_code, district_code, domain, item_code, '', date, mode,
  offsite, party, result_published_date, count(*),
  sum(CASE WHEN result = '' AND case_id = '' THEN 0 ELSE 1 END),
  sum(CASE WHEN result = 'clean' OR (result = '' AND case_id = '') THEN 0 ELSE 1 END)
FROM inspections
GROUP BY
  partition_month, unit_code, district_code, domain, item_code, date, mode, offsite, party,
  result_published_date
