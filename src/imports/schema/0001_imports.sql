-- One taking-over of documents from a file. The file itself lies in the file store.
CREATE TABLE import_run (
  id {{i64}} PRIMARY KEY,
  unit {{i64}} NOT NULL REFERENCES unit (id),
  name {{text}} NOT NULL,
  source {{i64}} NOT NULL,           -- imports::Source
  file {{i64}} NOT NULL,             -- as it was handed in
  records {{i64}} NOT NULL,          -- what is read: the file, or the JSON lines made of it
  media {{i64}},                     -- a ZIP with the files that records name
  mapping {{text}} NOT NULL,         -- JSON, see mapping.hpp; "" before one was given
  state {{i64}} NOT NULL,            -- imports::State
  total {{i64}} NOT NULL,
  faulty {{i64}} NOT NULL,
  skipped {{i64}} NOT NULL,          -- filtered out by the mapping
  existing {{i64}} NOT NULL,         -- taken over by an earlier import
  taken {{i64}} NOT NULL,
  position {{i64}} NOT NULL,         -- records dealt with: where an interrupted run goes on
  kept {{i64}} NOT NULL,             -- undoing: changed since, left alone
  ordered_by {{i64}},
  created_at {{i64}} NOT NULL,
  started_at {{i64}},
  finished_at {{i64}},
  fault {{text}} NOT NULL,
  version {{i64}} NOT NULL
) {{strict}};
CREATE INDEX import_run_unit ON import_run (unit, id);

-- What is wrong with a record: where, in which column, with what value, and why.
CREATE TABLE import_fault (
  import {{i64}} NOT NULL REFERENCES import_run (id),
  number {{i64}} NOT NULL,
  place {{text}} NOT NULL,
  column_name {{text}} NOT NULL,
  value {{text}} NOT NULL,
  reason {{text}} NOT NULL,
  PRIMARY KEY (import, number)
) {{strict}};

-- A document that was taken over. The key says which thing of the old system it is: the same one is taken over once.
CREATE TABLE import_item (
  origin {{text}} NOT NULL,
  source_key {{text}} NOT NULL,
  import {{i64}} NOT NULL REFERENCES import_run (id),
  document {{i64}} NOT NULL,
  place {{text}} NOT NULL,
  PRIMARY KEY (origin, source_key)
) {{strict}};
CREATE INDEX import_item_import ON import_item (import, document);

-- A mapping kept for the next file of the same kind.
CREATE TABLE import_mapping (
  id {{i64}} PRIMARY KEY,
  unit {{i64}} NOT NULL REFERENCES unit (id),
  name {{text}} NOT NULL,
  mapping {{text}} NOT NULL,
  saved_at {{i64}} NOT NULL,
  UNIQUE (unit, name)
) {{strict}};
