-- What is taken out of a file before it is given out. Marks are places, never the words in them.
CREATE TABLE redaction (
  id {{i64}} PRIMARY KEY,
  owner_kind {{text}} NOT NULL,        -- "document" or "case"
  owner {{i64}} NOT NULL,
  source {{i64}} NOT NULL REFERENCES file (id),
  source_sha256 {{text}} NOT NULL,
  pages {{i64}} NOT NULL,
  has_boxes {{bool}} NOT NULL,
  extras {{text}} NOT NULL,            -- JSON: what else lies in the source
  marks {{text}} NOT NULL,             -- JSON
  result {{i64}} REFERENCES file (id), -- NULL while it is worked on
  proof {{text}} NOT NULL,             -- JSON, "" before it is applied
  job {{i64}},                         -- that makes the result; NULL before it was ordered
  failure {{text}} NOT NULL,           -- JSON of the refusal that the last order ended in, else ""
  version {{i64}} NOT NULL,
  created_at {{i64}} NOT NULL,
  created_by {{text}} NOT NULL,
  changed_at {{i64}} NOT NULL,
  changed_by {{text}} NOT NULL,
  applied_at {{i64}}
) {{strict}};
CREATE INDEX redaction_owner ON redaction (owner_kind, owner, id);
CREATE INDEX redaction_source ON redaction (source_sha256, id);
-- two people who open the same file work on the same marks
CREATE UNIQUE INDEX redaction_open ON redaction (owner_kind, owner, source) WHERE applied_at IS NULL;
