-- Closed cases as a multiset: amounts are keys, so that any order of amounts can be had from sums.
SELECT
  partition_month, month, unit_code, district_code, domain, item_code, item_name, party_type,
  party_ownership, party_region, discretion_grade, leniency, sanction, fine_text,
  confiscated_text, fine_base_fen, quashed, count(*),
  sum(CASE WHEN paid_fen = '' THEN 0 ELSE 1 END),
  sum(coalesce(try_cast(paid_fen AS BIGINT), 0))
FROM closed_cases
GROUP BY
  partition_month, month, unit_code, district_code, domain, item_code, item_name, party_type,
  party_ownership, party_region, discretion_grade, leniency, sanction, fine_text,
  confiscated_text, fine_base_fen, quashed
