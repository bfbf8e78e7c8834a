-- Cases and fines by unit and month: run it in the folder of an archive of format 2.
-- Only the files of the newest snapshot belong together; others hold what was corrected since.
SET VARIABLE newest = (SELECT max(file) FROM glob('snapshots/*.json'));
SET VARIABLE parts = (
  SELECT list(part.path)
  FROM (SELECT unnest(files) AS part FROM read_json(getvariable('newest')))
  WHERE part."table" = 'cases' AND part.kind = 'partition' AND part.path LIKE '%.parquet');
-- The month is that of the folder; money is in fen.
SELECT month, unit_code, count(*) AS cases, sum(fine_fen) / 100 AS yuan
FROM read_parquet(getvariable('parts'), hive_partitioning = true)
GROUP BY ALL ORDER BY ALL;
