-- The words that the search knows, as people maintain them. `words` are parted by newlines, the first one leads.
CREATE TABLE search_word (
  id {{i64}} PRIMARY KEY,
  kind {{i64}} NOT NULL,             -- finding::WordKind
  words {{text}} NOT NULL,
  note {{text}} NOT NULL,
  changed_by {{text}} NOT NULL,
  changed_at {{i64}} NOT NULL,
  version {{i64}} NOT NULL
) {{strict}};
CREATE INDEX search_word_kind ON search_word (kind, words);

-- 推荐结果: what stands above the hits when somebody asks exactly this.
CREATE TABLE best_bet (
  id {{i64}} PRIMARY KEY,
  queries {{text}} NOT NULL,         -- parted by newlines
  documents {{text}} NOT NULL,       -- ids, parted by blanks, in their order
  site {{i64}} NOT NULL,             -- 0: on every site
  first_day {{i64}} NOT NULL,
  last_day {{i64}},
  note {{text}} NOT NULL,
  changed_by {{text}} NOT NULL,
  changed_at {{i64}} NOT NULL,
  version {{i64}} NOT NULL
) {{strict}};

-- What is asked, as counts for a day: nothing here says who asked, from where, or when on that day.
CREATE TABLE search_count (
  day {{i64}} NOT NULL,
  site {{i64}} NOT NULL,
  query {{text}} NOT NULL,           -- normalised
  hits {{i64}} NOT NULL,             -- when it was asked last
  asked {{i64}} NOT NULL,
  clicked {{i64}} NOT NULL,
  PRIMARY KEY (day, site, query)
) {{strict}};

-- One row once the words of the product's catalog were taken over: who deletes one does not get it back.
CREATE TABLE search_setup (
  one {{i64}} PRIMARY KEY,
  done_at {{i64}} NOT NULL
) {{strict}};
