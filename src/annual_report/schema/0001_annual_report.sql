-- 年度报告: one case of the kind annual_report for each unit and year; what happened to it is in its events.
CREATE TABLE annual_report (
  case_id {{i64}} PRIMARY KEY REFERENCES work_case (id),
  unit {{i64}} NOT NULL REFERENCES unit (id),
  year {{i64}} NOT NULL,
  UNIQUE (year, unit)
) {{strict}};

-- What no ledger holds: licences, penalties, fees.
CREATE TABLE annual_report_entry (
  case_id {{i64}} NOT NULL REFERENCES annual_report (case_id),
  cell {{i64}} NOT NULL,
  value {{i64}} NOT NULL,
  source {{text}} NOT NULL,
  entered_by {{text}} NOT NULL,
  entered_at {{i64}} NOT NULL,
  PRIMARY KEY (case_id, cell)
) {{strict}};

-- Why the cell of a parent is not the sum of its children.
CREATE TABLE annual_report_adjustment (
  case_id {{i64}} NOT NULL REFERENCES annual_report (case_id),
  cell {{i64}} NOT NULL,
  value {{i64}} NOT NULL,
  reason {{text}} NOT NULL,
  PRIMARY KEY (case_id, cell)
) {{strict}};

-- The office's own text of a part; a part without a row is assembled from the ledgers.
CREATE TABLE annual_report_part (
  case_id {{i64}} NOT NULL REFERENCES annual_report (case_id),
  part {{i64}} NOT NULL,
  words {{text}} NOT NULL,
  PRIMARY KEY (case_id, part)
) {{strict}};

-- Signed or taken in from a file. Never changed: a revision is a further edition.
CREATE TABLE annual_report_edition (
  case_id {{i64}} NOT NULL REFERENCES annual_report (case_id),
  number {{i64}} NOT NULL,
  frozen {{text}} NOT NULL,          -- JSON, byte for byte as the digest saw it
  digest {{text}} NOT NULL,          -- SHA-256 of it
  reason {{text}} NOT NULL,          -- of a revision
  signed_by {{text}} NOT NULL,
  signed_at {{i64}} NOT NULL,
  PRIMARY KEY (case_id, number)
) {{strict}};
CREATE INDEX annual_report_edition_digest ON annual_report_edition (digest);
