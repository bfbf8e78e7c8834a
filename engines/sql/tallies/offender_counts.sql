-- Penalties and exemptions: both found an offence. What a review or court took back found none.
SELECT
  partition_month, left(decided_date, 7) AS decided_month, unit_code, district_code, domain, item_code,
  item_name, party, count(*)
FROM case_facts
WHERE decided_date <> '' AND ending IN ('punished', 'exempted')
  AND party <> ''
  AND review_result NOT IN ('revoked', 'unlawful', 'void')
  AND court_result NOT IN ('revoked', 'unlawful', 'void')
GROUP BY
  partition_month, left(decided_date, 7), unit_code, district_code, domain, item_code, item_name, party
