-- A blank result is no clean one, and a problem that names its case was filed.
SELECT
  partition_month, left(date, 7), unit_code, district_code, domain, item_code, '', mode, party,
  party_type, party_ownership, party_region, count(*),
  sum(CASE WHEN result = '' THEN 0 ELSE 1 END),
  sum(CASE WHEN result IN ('', 'clean') THEN 0 ELSE 1 END),
  sum(CASE
    WHEN result = 'filed' OR (case_id <> '' AND result NOT IN ('', 'clean')) THEN 1 ELSE 0 END),
  sum(CASE WHEN result = 'referred' AND case_id = '' THEN 1 ELSE 0 END)
FROM inspections
GROUP BY
  partition_month, left(date, 7), unit_code, district_code, domain, item_code, mode, party,
  party_type, party_ownership, party_region
