-- What a review or court took back is no earlier penalty.
SELECT
  partition_month, decided_month, unit_code, district_code, domain, item_code, item_name, party,
  count(*)
FROM penalty_decisions
WHERE party <> ''
  AND review_result NOT IN ('revoked', 'unlawful', 'void')
  AND court_result NOT IN ('revoked', 'unlawful', 'void')
GROUP BY
  partition_month, decided_month, unit_code, district_code, domain, item_code, item_name, party
