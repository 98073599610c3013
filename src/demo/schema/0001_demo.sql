-- Which documents of the demo city are here already: loading again adds only what is missing.
CREATE TABLE demo_document (
  entry {{text}} PRIMARY KEY,        -- key in catalog/demo/documents, or "made-<seed>-<number>"
  document {{i64}} NOT NULL REFERENCES document (id)
) {{strict}};
