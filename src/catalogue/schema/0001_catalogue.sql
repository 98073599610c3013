-- A catalogue of what is to be made public: a unit's 基本目录, or a standard list of one field (领域目录).
CREATE TABLE catalogue (
  id {{i64}} PRIMARY KEY,
  unit {{i64}} NOT NULL REFERENCES unit (id),   -- whose it is: it covers this unit and everything below
  kind {{i64}} NOT NULL,                        -- catalogue::Kind
  name {{text}} NOT NULL,
  created_at {{i64}} NOT NULL,
  version {{i64}} NOT NULL
) {{strict}};
CREATE INDEX catalogue_unit ON catalogue (unit, id);

-- One version of it. A draft has no published_at; the newest published one is in force.
CREATE TABLE catalogue_version (
  id {{i64}} PRIMARY KEY,
  catalogue {{i64}} NOT NULL REFERENCES catalogue (id),
  number {{i64}} NOT NULL,
  note {{text}} NOT NULL,
  created_at {{i64}} NOT NULL,
  published_at {{i64}},
  published_by {{i64}},
  version {{i64}} NOT NULL,
  UNIQUE (catalogue, number)
) {{strict}};

CREATE TABLE catalogue_item (
  id {{i64}} PRIMARY KEY,
  version_id {{i64}} NOT NULL REFERENCES catalogue_version (id),
  code {{text}} NOT NULL,             -- names the item over all versions
  position {{i64}} NOT NULL,
  title {{text}} NOT NULL,
  class {{text}} NOT NULL,            -- Regulation Art. 20: A20_01 … A20_15
  topic {{text}} NOT NULL,            -- Regulation Art. 21, "" for none
  unit {{i64}} REFERENCES unit (id),  -- who must publish it; NULL when the duty names a kind of units
  duty {{text}} NOT NULL,             -- "every", "county", … of catalog/catalogue/vocabularies.json
  term_days {{i64}} NOT NULL,         -- working days from the day the information is formed
  form {{text}} NOT NULL,
  basis {{text}} NOT NULL,
  source {{text}} NOT NULL,
  audiences {{text}} NOT NULL,        -- values of the vocabulary, by commas
  type {{text}} NOT NULL,             -- document type that fulfils it, "" for any
  column_slug {{text}} NOT NULL,      -- column that fulfils it, "" for any
  UNIQUE (version_id, code)
) {{strict}};

-- Where a document is filed, when its type does not say it: class, item, for whom.
CREATE TABLE catalogue_filing (
  document {{i64}} PRIMARY KEY REFERENCES document (id),
  class {{text}} NOT NULL,
  catalogue {{i64}} REFERENCES catalogue (id),
  code {{text}} NOT NULL,
  audiences {{text}} NOT NULL,
  filed_by {{i64}},
  filed_at {{i64}} NOT NULL
) {{strict}};

-- 历史公文公开属性认定: documents of the past, each to be decided once.
CREATE TABLE backfile_campaign (
  id {{i64}} PRIMARY KEY,
  unit {{i64}} NOT NULL REFERENCES unit (id),
  name {{text}} NOT NULL,
  about {{text}} NOT NULL,
  due_on {{i64}} NOT NULL,
  created_at {{i64}} NOT NULL,
  closed_at {{i64}}
) {{strict}};

CREATE TABLE backfile_entry (
  id {{i64}} PRIMARY KEY,
  campaign {{i64}} NOT NULL REFERENCES backfile_campaign (id),
  unit {{i64}} NOT NULL REFERENCES unit (id),
  number {{text}} NOT NULL,           -- 文号
  title {{text}} NOT NULL,
  formed_on {{i64}},
  attribute_before {{text}} NOT NULL, -- as the file says it, "" when it never had one
  decision {{i64}} NOT NULL,          -- catalogue::Decision
  ground {{text}} NOT NULL,
  note {{text}} NOT NULL,
  decided_by {{i64}},
  decided_at {{i64}},
  draft {{i64}} REFERENCES document (id)
) {{strict}};
CREATE INDEX backfile_entry_campaign ON backfile_entry (campaign, id);
CREATE UNIQUE INDEX backfile_entry_once ON backfile_entry (campaign, unit, number, title);

-- 定期复核: each look at a document that was not made public.
CREATE TABLE disclosure_review (
  id {{i64}} PRIMARY KEY,
  document {{i64}} NOT NULL REFERENCES document (id),
  edition {{i64}} NOT NULL,
  decision {{i64}} NOT NULL,
  ground {{text}} NOT NULL,
  note {{text}} NOT NULL,
  decided_by {{i64}},
  decided_at {{i64}} NOT NULL
) {{strict}};
CREATE INDEX disclosure_review_document ON disclosure_review (document, decided_at);
