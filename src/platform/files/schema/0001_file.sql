-- Files: the bytes lie in the blob store under sha256, several files may share them.
CREATE TABLE file (
  id {{i64}} PRIMARY KEY,
  sha256 {{text}} NOT NULL,
  sm3 {{text}} NOT NULL,
  size {{i64}} NOT NULL,
  media_type {{text}} NOT NULL,
  name {{text}} NOT NULL,
  state {{i64}} NOT NULL,
  scan {{i64}} NOT NULL,
  text_state {{i64}} NOT NULL,
  text_fault {{text}} NOT NULL,
  unused_since {{i64}},             -- NULL while something uses it; the sweep counts its day from here
  created_at {{i64}} NOT NULL,
  created_by {{i64}}
) {{strict}};
CREATE INDEX file_sha256 ON file (sha256);
CREATE INDEX file_unused ON file (unused_since, id) WHERE unused_since IS NOT NULL;

-- Who uses a file. Sweeping is marking what has no row here.
CREATE TABLE file_use (
  file {{i64}} NOT NULL REFERENCES file (id),
  kind {{text}} NOT NULL,
  object {{i64}} NOT NULL,
  PRIMARY KEY (file, kind, object)
) {{strict}};
CREATE INDEX file_use_object ON file_use (kind, object, file);

-- The extracted text, apart from the file's row because it is large and seldom read.
CREATE TABLE file_text (
  file {{i64}} PRIMARY KEY REFERENCES file (id),
  content {{text}} NOT NULL
) {{strict}};
