-- Cases that ended in a penalty, by the month of the decision whatever the settings count by.
SELECT case_facts.*, left(decided_date, 7) AS decided_month
FROM case_facts
WHERE decided_date <> '' AND ending = 'punished'
