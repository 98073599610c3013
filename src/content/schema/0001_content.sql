-- The tree of columns of each site. A slug names a column for ever: it is part of public addresses.
CREATE TABLE content_column (
  id {{i64}} PRIMARY KEY,
  site {{i64}} NOT NULL REFERENCES site (id),
  parent {{i64}} REFERENCES content_column (id),
  slug {{text}} NOT NULL,
  name {{text}} NOT NULL,
  about {{text}} NOT NULL,
  keywords {{text}} NOT NULL,
  kind {{text}} NOT NULL,            -- ColumnType of the page's meta tags: 信息公开, 政务动态, …
  sort_order {{i64}} NOT NULL,
  version {{i64}} NOT NULL,
  UNIQUE (site, slug)
) {{strict}};
CREATE INDEX content_column_tree ON content_column (site, sort_order, id);

-- The identity of a public thing. It has no state of its own: its editions have. `latest` is the one the office works
-- on, `released` the one the public sees; both are NULL only inside the transaction that makes them.
CREATE TABLE document (
  id {{i64}} PRIMARY KEY,
  site {{i64}} NOT NULL REFERENCES site (id),
  unit {{i64}} NOT NULL REFERENCES unit (id),
  type {{text}} NOT NULL,
  index_number {{text}},             -- 索引号: given at the first release, never changed, never reused
  created_by {{i64}},
  created_at {{i64}} NOT NULL,
  published_at {{i64}},              -- of the first release
  latest {{i64}},
  released {{i64}},
  version {{i64}} NOT NULL
) {{strict}};
CREATE UNIQUE INDEX document_index_number ON document (index_number) WHERE index_number IS NOT NULL;
CREATE INDEX document_unit ON document (unit, id);

CREATE TABLE edition (
  id {{i64}} PRIMARY KEY,
  document {{i64}} NOT NULL REFERENCES document (id),
  number {{i64}} NOT NULL,
  state {{i64}} NOT NULL,            -- content::State
  column_id {{i64}} NOT NULL REFERENCES content_column (id),
  title {{text}} NOT NULL,
  summary {{text}} NOT NULL,
  body {{text}} NOT NULL,            -- rebuilt by the sanitiser
  plain_text {{text}} NOT NULL,
  fields {{text}} NOT NULL,          -- JSON object of texts, as the document type declares them
  writer {{i64}},                    -- who changed it last
  writer_name {{text}} NOT NULL,
  remark {{text}} NOT NULL,          -- why it was returned
  changed_at {{i64}} NOT NULL,
  submitted_at {{i64}},
  released_at {{i64}},
  released_by {{i64}},
  published_at {{i64}},              -- of the document's first release: orders the lists
  UNIQUE (document, number)
) {{strict}};
CREATE INDEX edition_public ON edition (column_id, published_at DESC, document DESC) WHERE state = 4;
CREATE INDEX edition_state ON edition (state, id);

-- Everybody who put a hand to an edition: none of them may release it.
CREATE TABLE edition_writer (
  edition {{i64}} NOT NULL REFERENCES edition (id),
  person {{i64}} NOT NULL,
  PRIMARY KEY (edition, person)
) {{strict}};

CREATE TABLE edition_attachment (
  edition {{i64}} NOT NULL REFERENCES edition (id),
  file {{i64}} NOT NULL,
  position {{i64}} NOT NULL,
  name {{text}} NOT NULL,
  media_type {{text}} NOT NULL,
  size {{i64}} NOT NULL,
  PRIMARY KEY (edition, file)
) {{strict}};
CREATE INDEX edition_attachment_file ON edition_attachment (file, edition);

-- What the public is told where a document used to be.
CREATE TABLE withdrawal (
  document {{i64}} PRIMARY KEY REFERENCES document (id),
  kind {{i64}} NOT NULL,
  reason {{text}} NOT NULL,
  moved_to {{i64}} REFERENCES document (id),
  withdrawn_by {{i64}},
  withdrawn_at {{i64}} NOT NULL
) {{strict}};

-- The form of the index numbers of a site, when it is not the usual one: "{unit}/{year}-{serial}".
CREATE TABLE index_pattern (
  site {{i64}} PRIMARY KEY REFERENCES site (id),
  pattern {{text}} NOT NULL
) {{strict}};

-- The last serial given in each series (the pattern with everything but the serial filled in).
CREATE TABLE index_series (
  series {{text}} PRIMARY KEY,
  last {{i64}} NOT NULL
) {{strict}};
