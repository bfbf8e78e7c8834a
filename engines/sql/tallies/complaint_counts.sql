SELECT
  partition_month, left(received_date, 7), unit_code, district_code, domain, item_code, '', kind,
  count(*),
  sum(CASE WHEN outcome = 'filed' THEN 1 ELSE 0 END),
  sum(CASE WHEN outcome = 'not_filed' THEN 1 ELSE 0 END),
  sum(CASE WHEN outcome = 'pending' THEN 1 ELSE 0 END)
FROM complaints
GROUP BY partition_month, left(received_date, 7), unit_code, district_code, domain, item_code, kind
