-- An issue of the gazette: put together from released documents, or a scan of an old one. It is public while the document
-- of type gazette that carries its PDF is.
CREATE TABLE gazette_issue (
  id {{i64}} PRIMARY KEY,
  site {{i64}} NOT NULL REFERENCES site (id),
  unit {{i64}} NOT NULL REFERENCES unit (id),
  kind {{i64}} NOT NULL,             -- gazette::IssueKind
  year {{i64}} NOT NULL,
  number {{i64}} NOT NULL,           -- 第3号 of the year
  total_number {{i64}} NOT NULL,     -- 总第95号; 0 when it is not counted
  published_on {{i64}} NOT NULL,
  cover_text {{text}} NOT NULL,
  document {{i64}} REFERENCES document (id),
  unnumbered {{i64}} NOT NULL,       -- pages of the file before page 1
  version {{i64}} NOT NULL,
  UNIQUE (site, year, number)
) {{strict}};
CREATE INDEX gazette_issue_document ON gazette_issue (document);

-- The contents. A scanned issue names titles and pages; a built one its documents.
CREATE TABLE gazette_article (
  issue {{i64}} NOT NULL REFERENCES gazette_issue (id),
  position {{i64}} NOT NULL,
  section {{text}} NOT NULL,
  document {{i64}} REFERENCES document (id),
  title {{text}} NOT NULL,
  page {{i64}} NOT NULL,             -- printed number; 0 before it is known
  PRIMARY KEY (issue, position)
) {{strict}};
CREATE INDEX gazette_article_document ON gazette_article (document);

-- A page of a scan: where it comes from, its picture, what the machine read and what people made of it.
CREATE TABLE gazette_page (
  issue {{i64}} NOT NULL REFERENCES gazette_issue (id),
  number {{i64}} NOT NULL,
  source {{i64}} NOT NULL,           -- file
  source_page {{i64}} NOT NULL,
  picture {{i64}},                   -- file
  state {{i64}} NOT NULL,            -- gazette::PageState
  fault {{text}} NOT NULL,           -- code of the reason when reading failed
  confidence {{i64}} NOT NULL,
  machine_text {{text}} NOT NULL,
  text {{text}} NOT NULL,
  proofread_by {{i64}},
  proofread_name {{text}} NOT NULL,
  proofread_at {{i64}},
  version {{i64}} NOT NULL,
  PRIMARY KEY (issue, number)
) {{strict}};

-- What recognition always reads wrong and what it means: place names whose characters its character set lacks.
CREATE TABLE gazette_correction (
  wrong {{text}} PRIMARY KEY,
  meant {{text}} NOT NULL
) {{strict}};
