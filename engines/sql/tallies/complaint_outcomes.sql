-- Decided are those accepted whose filing was decided either way; where nothing is stated that was
-- accepted what was decided.
SELECT
  partition_month, left(received_date, 7), unit_code, district_code, domain, item_code, '', kind,
  party_type, party_ownership, party_region, count(*),
  sum(CASE
    WHEN accepted = 'yes' OR (accepted <> 'no' AND outcome IN ('filed', 'not_filed'))
    THEN 1 ELSE 0 END),
  sum(CASE WHEN accepted <> 'no' AND outcome IN ('filed', 'not_filed') THEN 1 ELSE 0 END),
  sum(CASE WHEN accepted <> 'no' AND outcome = 'filed' THEN 1 ELSE 0 END)
FROM complaints
GROUP BY
  partition_month, left(received_date, 7), unit_code, district_code, domain, item_code, kind,
  party_type, party_ownership, party_region
