-- An amount that is stated is a kind of penalty, whether or not it is named among them.
SELECT
  partition_month, decided_month, unit_code, named_kinds, count(*), sum(fine + confiscated)
FROM (
  SELECT
    penalty_decisions.*,
    array_join(
      array_sort(array_distinct(array_remove(split(
        concat(
          penalty_types,
          CASE WHEN fine > 0 THEN ';fine' ELSE '' END,
          CASE WHEN confiscated > 0 THEN ';confiscation' ELSE '' END),
        ';'), ''))),
      ';') AS named_kinds
  FROM penalty_decisions
) AS named
GROUP BY partition_month, decided_month, unit_code, named_kinds
