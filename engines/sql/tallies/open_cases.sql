-- Cases without a decision, by all that the archive holds of them.
SELECT *, count(*)
FROM cases
WHERE decided_date = ''
GROUP BY ALL
