-- Cases by month and unit, and how many of them leave a column blank; a penalty on the spot is not filed.
SELECT
  partition_month, month, unit_code, blank_column,
  CASE blank_column WHEN 'filed_date' THEN row_count - summary_count ELSE row_count END,
  CASE blank_column
    WHEN 'item_code' THEN no_item_code
    WHEN 'district_code' THEN no_district_code
    WHEN 'domain' THEN no_domain
    WHEN 'party' THEN no_party
    WHEN 'filed_date' THEN no_filed_date
    ELSE no_disposition
  END
FROM (
  SELECT
    partition_month, month, unit_code, count(*) AS row_count,
    sum(CASE WHEN procedure = 'summary' THEN 1 ELSE 0 END) AS summary_count,
    sum(CASE WHEN item_code = '' THEN 1 ELSE 0 END) AS no_item_code,
    sum(CASE WHEN district_code = '' THEN 1 ELSE 0 END) AS no_district_code,
    sum(CASE WHEN domain = '' THEN 1 ELSE 0 END) AS no_domain,
    sum(CASE WHEN party = '' THEN 1 ELSE 0 END) AS no_party,
    sum(CASE WHEN filed_date = '' AND procedure <> 'summary' THEN 1 ELSE 0 END) AS no_filed_date,
    sum(CASE WHEN disposition = '' THEN 1 ELSE 0 END) AS no_disposition
  FROM case_facts
  GROUP BY partition_month, month, unit_code
) AS counted
CROSS JOIN (
  VALUES ('item_code'), ('district_code'), ('domain'), ('party'), ('filed_date'), ('disposition')
) AS named (blank_column)
