-- What readers say. Nothing about who they are but what they write themselves, and that is sealed.
CREATE TABLE usefulness (
  document {{i64}} NOT NULL REFERENCES document (id),
  day {{i64}} NOT NULL,
  useful {{i64}} NOT NULL,
  useless {{i64}} NOT NULL,
  PRIMARY KEY (document, day)
) {{strict}};

CREATE TABLE remark (
  id {{i64}} PRIMARY KEY,
  document {{i64}} NOT NULL REFERENCES document (id),
  useful {{bool}} NOT NULL,
  words {{bytes}} NOT NULL,           -- sealed
  written_at {{i64}} NOT NULL
) {{strict}};
CREATE INDEX remark_document ON remark (document);

CREATE TABLE error_report (
  id {{i64}} PRIMARY KEY,
  number {{text}} NOT NULL UNIQUE,
  code {{bytes}} NOT NULL,            -- keyed digest of the query code
  site {{i64}} NOT NULL REFERENCES site (id),
  unit {{i64}} NOT NULL REFERENCES unit (id),
  kind {{text}} NOT NULL,
  page {{text}} NOT NULL,
  words {{bytes}} NOT NULL,           -- sealed
  contact {{bytes}},                  -- sealed
  received_at {{i64}} NOT NULL,
  answer {{text}} NOT NULL,
  answered_by {{text}} NOT NULL,
  answered_at {{i64}},
  is_public {{bool}} NOT NULL,           -- the answer is shown to everybody, the reader's words are not
  version {{i64}} NOT NULL
) {{strict}};
CREATE INDEX error_report_open ON error_report (unit, received_at, id) WHERE answered_at IS NULL;

CREATE TABLE error_report_move (
  report {{i64}} NOT NULL REFERENCES error_report (id),
  moved_at {{i64}} NOT NULL,
  from_unit {{i64}} NOT NULL REFERENCES unit (id),
  to_unit {{i64}} NOT NULL REFERENCES unit (id),
  note {{text}} NOT NULL,
  moved_by {{text}} NOT NULL,
  PRIMARY KEY (report, moved_at)
) {{strict}};
