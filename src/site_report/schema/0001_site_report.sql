-- 政府网站工作年度报表 of a site and year. The version moves with every change: two editors do not overwrite each other.
CREATE TABLE site_report (
  site {{i64}} NOT NULL REFERENCES site (id),
  year {{i64}} NOT NULL,
  version {{i64}} NOT NULL,
  PRIMARY KEY (site, year)
) {{strict}};

-- What was written into a row: the value of a row that the platform cannot count, and where it comes from; for a row that it
-- counts, the explanation alone.
CREATE TABLE site_report_entry (
  site {{i64}} NOT NULL,
  year {{i64}} NOT NULL,
  item {{text}} NOT NULL,            -- id of the row in catalog/site_report/rows.json
  value {{text}} NOT NULL,
  note {{text}} NOT NULL,
  entered_by {{text}} NOT NULL,
  entered_at {{i64}} NOT NULL,
  PRIMARY KEY (site, year, item),
  FOREIGN KEY (site, year) REFERENCES site_report (site, year)
) {{strict}};

-- What the public was told, and when. Never changed: a correction is a further edition.
CREATE TABLE site_report_edition (
  site {{i64}} NOT NULL,
  year {{i64}} NOT NULL,
  number {{i64}} NOT NULL,
  frozen {{text}} NOT NULL,          -- JSON, byte for byte as the digest saw it
  digest {{text}} NOT NULL,          -- SHA-256 of it
  reason {{text}} NOT NULL,          -- of a correction
  published_by {{text}} NOT NULL,
  published_at {{i64}} NOT NULL,
  PRIMARY KEY (site, year, number),
  FOREIGN KEY (site, year) REFERENCES site_report (site, year)
) {{strict}};
