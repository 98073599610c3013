-- 紧急下线: taken from the public in one act, kept as evidence, and ended by a withdrawal or a restoration.
CREATE TABLE take_down (
  document {{i64}} NOT NULL REFERENCES document (id),
  edition {{i64}} NOT NULL REFERENCES edition (id),
  reason {{text}} NOT NULL,          -- for the office; the public is told only that it is being looked into
  taken_by {{i64}},
  taken_at {{i64}} NOT NULL,
  ended_by {{i64}},
  ended_at {{i64}},                  -- NULL while it lasts
  outcome {{i64}} NOT NULL,          -- content::TakeDownOutcome
  PRIMARY KEY (document, taken_at)
) {{strict}};

-- Who besides the head of the unit may see the document in the office. No row: everybody with the permission.
CREATE TABLE document_access (
  document {{i64}} NOT NULL REFERENCES document (id),
  person {{i64}} NOT NULL,
  PRIMARY KEY (document, person)
) {{strict}};

-- The shared pool: further columns, of this site or another, that show the document without a copy.
CREATE TABLE document_placement (
  document {{i64}} NOT NULL REFERENCES document (id),
  column_id {{i64}} NOT NULL REFERENCES content_column (id),
  placed_by {{i64}},
  placed_at {{i64}} NOT NULL,
  PRIMARY KEY (document, column_id)
) {{strict}};
CREATE INDEX document_placement_column ON document_placement (column_id, document);
