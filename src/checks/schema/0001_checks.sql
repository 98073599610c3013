-- Word lists of the city: standard and sensitive terms, and leaders in their order.
CREATE TABLE check_list (
  id {{i64}} PRIMARY KEY,
  name {{text}} NOT NULL UNIQUE,
  kind {{i64}} NOT NULL,             -- checks::ListKind
  about {{text}} NOT NULL,
  changed_at {{i64}} NOT NULL,
  changed_by {{text}} NOT NULL,      -- the person's name
  version {{i64}} NOT NULL
) {{strict}};

CREATE TABLE check_term (
  list {{i64}} NOT NULL REFERENCES check_list (id),
  position {{i64}} NOT NULL,         -- leaders: their order
  term {{text}} NOT NULL,
  suggestion {{text}} NOT NULL,      -- leaders: their titles
  severity {{i64}} NOT NULL,         -- checks::Severity; 0: an allowed word
  note {{text}} NOT NULL,
  PRIMARY KEY (list, position)
) {{strict}};

-- The last look at an edition, and what it looked at: with another fingerprint it says nothing about the edition.
-- Editions of an import that is undone vanish; so there is no foreign key.
CREATE TABLE check_run (
  edition {{i64}} PRIMARY KEY,
  fingerprint {{text}} NOT NULL,
  ran_at {{i64}} NOT NULL,
  waiting {{i64}} NOT NULL           -- attachments whose text had not been read yet
) {{strict}};

-- No personal data: the excerpt is masked, the key is a keyed digest of kind, place and text.
CREATE TABLE check_finding (
  id {{i64}} PRIMARY KEY,
  edition {{i64}} NOT NULL,
  finding_key {{text}} NOT NULL,
  kind {{i64}} NOT NULL,             -- checks::Kind
  severity {{i64}} NOT NULL,
  place {{i64}} NOT NULL,            -- checks::Where
  name {{text}} NOT NULL,            -- of the field, of the file
  file {{text}} NOT NULL,
  part {{text}} NOT NULL,
  label {{text}} NOT NULL,
  page {{i64}} NOT NULL,
  begins_at {{i64}} NOT NULL,        -- characters of the text
  ends_at {{i64}} NOT NULL,
  times {{i64}} NOT NULL,            -- how often it stands in this place
  excerpt {{text}} NOT NULL,
  code {{text}} NOT NULL,
  details {{text}} NOT NULL,         -- JSON object of texts
  found_at {{i64}} NOT NULL,
  cleared_at {{i64}},
  justified_by {{i64}},
  justified_name {{text}} NOT NULL,
  reason {{text}} NOT NULL,
  justified_at {{i64}},
  UNIQUE (edition, finding_key)
) {{strict}};

-- The 文号 of each document in one form, so that no number is given twice.
CREATE TABLE check_number (
  document {{i64}} PRIMARY KEY,
  number_key {{text}} NOT NULL
) {{strict}};
CREATE INDEX check_number_key ON check_number (number_key);

-- What the last visit to each outside address of an edition came to.
CREATE TABLE check_link (
  edition {{i64}} NOT NULL,
  address {{text}} NOT NULL,
  state {{i64}} NOT NULL,            -- checks::LinkState
  remark {{text}} NOT NULL,
  checked_at {{i64}} NOT NULL,
  PRIMARY KEY (edition, address)
) {{strict}};
