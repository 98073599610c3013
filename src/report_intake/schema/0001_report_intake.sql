-- 年报体检: reports of anybody, read and checked as one order; some of them are taken into the ledger afterwards.
CREATE TABLE report_batch (
  id {{i64}} PRIMARY KEY,
  unit {{i64}} NOT NULL REFERENCES unit (id),
  name {{text}} NOT NULL,
  state {{i64}} NOT NULL,            -- report_intake::State
  total {{i64}} NOT NULL,
  position {{i64}} NOT NULL,         -- files dealt with
  ordered_by {{i64}},
  created_at {{i64}} NOT NULL,
  started_at {{i64}},
  finished_at {{i64}},
  version {{i64}} NOT NULL
) {{strict}};
CREATE INDEX report_batch_unit ON report_batch (unit, id);

-- One report of it: a file that was handed in, or an entry of an archive.
CREATE TABLE report_file (
  id {{i64}} PRIMARY KEY,
  batch {{i64}} NOT NULL REFERENCES report_batch (id),
  file {{i64}} NOT NULL,             -- as it was handed in
  path {{text}} NOT NULL,            -- shown; within the archive where there is one
  in_archive {{bool}} NOT NULL,
  state {{i64}} NOT NULL,            -- report_intake::FileState
  unit_name {{text}} NOT NULL,       -- as the report says
  unit {{i64}},                      -- the unit of this city that it is taken for
  year {{i64}} NOT NULL,             -- 0: the report does not say
  money_unit {{i64}} NOT NULL,       -- report_format::MoneyUnit
  errors {{i64}} NOT NULL,
  warnings {{i64}} NOT NULL,
  infos {{i64}} NOT NULL,
  doubts {{i64}} NOT NULL,           -- cells that a person has to decide
  findings {{text}} NOT NULL,        -- JSON
  reading {{text}} NOT NULL,         -- JSON, see report_check/reading_json.hpp; "" before it was read
  decisions {{text}} NOT NULL,       -- JSON: what a person said about cells
  fault {{text}} NOT NULL,           -- why it cannot be read
  kept_as {{i64}},                   -- the case of the annual report
  version {{i64}} NOT NULL
) {{strict}};
CREATE INDEX report_file_batch ON report_file (batch, id);
CREATE INDEX report_file_unit ON report_file (batch, unit_name, year);
