-- The trail: rows are added, never changed or removed. Whoever runs PostgreSQL grants the application INSERT and SELECT
-- here, nothing else (docs/security.md).
CREATE TABLE audit_event (
  id {{id}},
-- @postgres
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(), -- the sealer reads below the snapshot horizon
-- @end
  at {{i64}} NOT NULL,
  act {{text}} NOT NULL,
  outcome {{i64}} NOT NULL,
  person {{i64}},
  unit {{i64}},
  subject_kind {{text}} NOT NULL,
  subject {{i64}} NOT NULL,
  details {{text}} NOT NULL,       -- the exact text that is hashed; an engine's JSON type would rewrite it
  request_id {{text}} NOT NULL,
  actor_name {{text}},             -- these three may be blanked when their keeping time ends:
  address {{text}},                -- the chain covers only personal_digest,
  salt {{bytes}},                  -- which nobody can search once the salt is gone
  personal_digest {{bytes}} NOT NULL
) {{strict}};
CREATE INDEX audit_event_person ON audit_event (person, id);
CREATE INDEX audit_event_subject ON audit_event (subject_kind, subject, id);
CREATE INDEX audit_event_act ON audit_event (act, id);
CREATE INDEX audit_event_at ON audit_event (at, id);
-- @postgres
CREATE INDEX audit_event_xid ON audit_event (xid, id);
-- @end

-- One link of the chain for each event. No foreign key: its row locks would dirty the event, and verify checks both ways.
CREATE TABLE audit_seal (
  seq {{i64}} PRIMARY KEY,
  event {{i64}} NOT NULL UNIQUE,
  algorithm {{i64}} NOT NULL,
  hash {{bytes}} NOT NULL
) {{strict}};
