SELECT
  partition_month, left(received_date, 7), unit_code, district_code, domain, item_code, '', kind,
  outcome, received_date, outcome_date, accepted, count(*)
FROM complaints
GROUP BY
  partition_month, unit_code, district_code, domain, item_code, kind, outcome, received_date,
  outcome_date, accepted
