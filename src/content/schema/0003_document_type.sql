-- What the administrator says about a document type, over what the catalog says.
CREATE TABLE document_type (
  id {{text}} PRIMARY KEY,
  declaration {{json}} NOT NULL,
  changed_by {{i64}},
  changed_at {{i64}} NOT NULL,
  version {{i64}} NOT NULL
) {{strict}};
