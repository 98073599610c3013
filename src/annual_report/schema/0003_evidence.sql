-- What proves a value that no ledger holds. The file and its name are in case_file; an edition keeps the digests.
CREATE TABLE annual_report_evidence (
  case_id {{i64}} NOT NULL REFERENCES annual_report (case_id),
  cell {{i64}} NOT NULL,
  file {{i64}} NOT NULL,
  PRIMARY KEY (case_id, cell, file)
) {{strict}};
