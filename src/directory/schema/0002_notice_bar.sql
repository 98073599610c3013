-- 飘窗 as a calm bar on top of the pages: for one site, or for all of them in one act.
CREATE TABLE notice_bar (
  id {{i64}} PRIMARY KEY,
  site {{i64}} REFERENCES site (id),   -- NULL: on every site
  words {{text}} NOT NULL,
  address {{text}} NOT NULL,           -- where it leads; "" leads nowhere
  urgent {{i64}} NOT NULL,
  first_at {{i64}} NOT NULL,
  last_at {{i64}} NOT NULL,
  made_by {{text}} NOT NULL,
  version {{i64}} NOT NULL
) {{strict}};
CREATE INDEX notice_bar_period ON notice_bar (last_at, first_at);
