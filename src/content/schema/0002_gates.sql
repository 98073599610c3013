-- 公开属性 at the source, emergency and schedule of an edition. content::Disclosure; 0: not decided yet.
ALTER TABLE edition ADD COLUMN disclosure {{i64}} NOT NULL DEFAULT 0;
ALTER TABLE edition ADD COLUMN ground {{text}} NOT NULL DEFAULT '';
ALTER TABLE edition ADD COLUMN ground_note {{text}} NOT NULL DEFAULT '';
ALTER TABLE edition ADD COLUMN emergency_reason {{text}} NOT NULL DEFAULT '';  -- stays for ever
ALTER TABLE edition ADD COLUMN release_at {{i64}};                             -- released by a job then
ALTER TABLE edition ADD COLUMN expires_at {{i64}};                             -- leaves the lists then

-- From an edition to another document: content::LinkKind.
CREATE TABLE content_link (
  edition {{i64}} NOT NULL REFERENCES edition (id),
  kind {{i64}} NOT NULL,
  target {{i64}} NOT NULL REFERENCES document (id),
  note {{text}} NOT NULL,
  position {{i64}} NOT NULL,
  PRIMARY KEY (edition, kind, target)
) {{strict}};
CREATE INDEX content_link_target ON content_link (target, kind);
