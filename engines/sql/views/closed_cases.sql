-- Cases that ended in something, and in what; nothing to pay is not an amount. Quashed are those
-- that a review or a court revoked or found void.
SELECT * FROM (
  SELECT
    amounts.*,
    CASE
      WHEN review_result IN ('revoked', 'void') OR court_result IN ('revoked', 'void') THEN 'yes'
      ELSE ''
    END AS quashed,
    CASE
      WHEN ending IN ('exempted', 'corrected') THEN 'none'
      WHEN ending NOT IN ('punished', '') THEN 'dismissed'
      WHEN array_join(
        array_except(kinds, split('warning;criticism;fine;confiscation;', ';')), '') <> ''
        THEN 'heavy'
      WHEN fine_text <> '' OR confiscated_text <> ''
        OR arrays_overlap(kinds, split('fine;confiscation', ';'))
        THEN 'money'
      WHEN array_join(kinds, '') <> '' THEN 'warning'
    END AS sanction
  FROM (
    SELECT
      case_facts.*,
      CASE WHEN stated_fine = '0' THEN '' ELSE stated_fine END AS fine_text,
      CASE WHEN confiscated_fen = '0' THEN '' ELSE confiscated_fen END AS confiscated_text
    FROM case_facts
  ) AS amounts
  WHERE ending <> 'pending'
) AS sanctions
WHERE sanction IS NOT NULL
