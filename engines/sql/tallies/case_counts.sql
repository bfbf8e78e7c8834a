-- A case counts once, each of its items once, and each filing in the month of the filing.
SELECT
  partition_month, month, unit_code, district_code, domain, item_code, item_name,
  sum(cases), sum(item_cases), sum(filed), sum(undecided), sum(punished), sum(settled),
  sum(settled_filed), sum(exempt), sum(transferred), sum(major), sum(fine_fen),
  sum(confiscated_fen)
FROM (
  SELECT
    partition_month, month, unit_code, district_code, domain, item_code, item_name,
    1 AS cases, 0 AS item_cases, 0 AS filed,
    CASE WHEN ending = 'pending' THEN 1 ELSE 0 END AS undecided,
    CASE WHEN ending = 'punished' THEN 1 ELSE 0 END AS punished,
    0 AS settled, 0 AS settled_filed,
    CASE WHEN ending = 'exempted' THEN 1 ELSE 0 END AS exempt,
    CASE WHEN ending = 'transferred_criminal' OR transferred = 'yes' THEN 1 ELSE 0 END
      AS transferred,
    CASE WHEN major = 'yes' THEN 1 ELSE 0 END AS major,
    fine AS fine_fen, confiscated AS confiscated_fen
  FROM case_facts
  UNION ALL
  SELECT
    partition_month, month, unit_code, district_code, domain, item_code, item_name,
    0, 1, 0, 0, 0, settled, 0, 0, 0, 0, 0, 0
  FROM case_subjects
  UNION ALL
  SELECT
    partition_month, filed_month, unit_code, district_code, domain, item_code, item_name,
    0, 0, 1 - settled, 0, 0, 0, settled, 0, 0, 0, 0, 0
  FROM case_subjects
  WHERE filed_month <> ''
) AS added
GROUP BY partition_month, month, unit_code, district_code, domain, item_code, item_name
