-- 专题: a column with a life cycle. Its owner answers for it and looks it over each month while it is maintained.
CREATE TABLE topic (
  column_id {{i64}} PRIMARY KEY REFERENCES content_column (id),
  owner {{i64}} NOT NULL REFERENCES unit (id),
  opened_on {{i64}} NOT NULL,
  archived_on {{i64}},
  archive_note {{text}} NOT NULL,
  version {{i64}} NOT NULL
) {{strict}};
CREATE TABLE topic_check (
  column_id {{i64}} NOT NULL REFERENCES topic (column_id),
  month {{i64}} NOT NULL,            -- year * 12 + month - 1
  checked_by {{text}} NOT NULL,
  checked_at {{i64}} NOT NULL,
  note {{text}} NOT NULL,
  PRIMARY KEY (column_id, month)
) {{strict}};

-- What the last visit to the address of an external column found.
CREATE TABLE column_visit (
  column_id {{i64}} PRIMARY KEY REFERENCES content_column (id),
  address {{text}} NOT NULL,
  outcome {{i64}} NOT NULL,          -- probe::Outcome
  remark {{text}} NOT NULL,
  visited_at {{i64}} NOT NULL,
  failing_since {{i64}}
) {{strict}};
