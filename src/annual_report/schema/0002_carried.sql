-- Which requests a signed report carried out: so that next year's difference can name them. Replaced by a further signature.
CREATE TABLE annual_report_carried (
  case_id {{i64}} NOT NULL REFERENCES annual_report (case_id),
  request {{i64}} NOT NULL REFERENCES work_case (id),
  applicant {{i64}} NOT NULL,        -- the column of table 3
  PRIMARY KEY (case_id, request)
) {{strict}};
