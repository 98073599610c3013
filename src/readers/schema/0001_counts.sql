-- How often things were read, by day. Nothing about who read them.
CREATE TABLE document_reading (
  document {{i64}} NOT NULL REFERENCES document (id),
  day {{i64}} NOT NULL,
  readings {{i64}} NOT NULL,
  PRIMARY KEY (document, day)
) {{strict}};
CREATE INDEX document_reading_day ON document_reading (day, readings);

CREATE TABLE file_reading (
  file {{i64}} NOT NULL,
  day {{i64}} NOT NULL,
  readings {{i64}} NOT NULL,
  PRIMARY KEY (file, day)
) {{strict}};

CREATE TABLE site_reading (
  site {{i64}} NOT NULL REFERENCES site (id),
  day {{i64}} NOT NULL,
  pages {{i64}} NOT NULL,
  visitors {{i64}} NOT NULL,     -- of the day, estimated; a restart within the day may count some twice
  PRIMARY KEY (site, day)
) {{strict}};
