CREATE TABLE job (
  id {{i64}} PRIMARY KEY,
  kind {{text}} NOT NULL,
  payload {{json}} NOT NULL,
  state {{i64}} NOT NULL,              -- jobs::State
  run_at {{i64}} NOT NULL,
  attempts {{i64}} NOT NULL,
  dedupe_key {{text}},                 -- only while it waits: what runs already may be queued once more
  worker {{text}},                     -- who holds the lease
  lease_until {{i64}},
  cancel_asked {{bool}} NOT NULL,
  percent {{i64}} NOT NULL,
  progress {{text}} NOT NULL,
  error {{text}} NOT NULL,             -- of the last attempt
  created_at {{i64}} NOT NULL,
  finished_at {{i64}}
) {{strict}};
CREATE UNIQUE INDEX job_dedupe ON job (dedupe_key) WHERE state = 0;
CREATE INDEX job_due ON job (run_at, id) WHERE state = 0;
CREATE INDEX job_leased ON job (lease_until) WHERE state = 1;
CREATE INDEX job_by_state ON job (state, id);

-- The last slot of each schedule that has been queued: several nodes agree by it on one run per slot.
CREATE TABLE job_schedule (
  name {{text}} PRIMARY KEY,
  slot {{i64}} NOT NULL
) {{strict}};
