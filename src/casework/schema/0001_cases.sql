-- A case of any kind. What happened to it is in case_event; its stage and its terms are computed from there.
CREATE TABLE work_case (
  id {{i64}} PRIMARY KEY,
  kind {{text}} NOT NULL,            -- catalog/cases
  parent {{i64}} REFERENCES work_case (id),
  number {{text}} NOT NULL UNIQUE,
  unit {{i64}} NOT NULL REFERENCES unit (id),
  title {{bytes}} NOT NULL,          -- sealed
  opened_on {{i64}} NOT NULL,
  closed_on {{i64}},
  assignee {{i64}},
  version {{i64}} NOT NULL,          -- the number of its events
  created_at {{i64}} NOT NULL
) {{strict}};
CREATE INDEX work_case_unit ON work_case (unit, kind, id);
CREATE INDEX work_case_open ON work_case (kind, unit, id) WHERE closed_on IS NULL;
CREATE INDEX work_case_parent ON work_case (parent, id) WHERE parent IS NOT NULL;
CREATE INDEX work_case_assignee ON work_case (assignee, id) WHERE assignee IS NOT NULL AND closed_on IS NULL;

CREATE TABLE case_event (
  id {{i64}} PRIMARY KEY,
  case_id {{i64}} NOT NULL REFERENCES work_case (id),
  position {{i64}} NOT NULL,         -- 1, 2, … within the case
  act {{text}} NOT NULL,             -- of the kind's declaration
  on_day {{i64}} NOT NULL,           -- the day that counts in law
  at {{i64}} NOT NULL,               -- when it was entered
  person {{i64}},                    -- NULL: the public or the system
  person_name {{text}} NOT NULL,     -- of the official; never an applicant's
  party {{text}} NOT NULL,
  facts {{json}} NOT NULL,           -- days, numbers, ids; never personal data
  note {{bytes}},                    -- sealed words
  UNIQUE (case_id, position)
) {{strict}};

-- Units beside the one that answers: they see the case and give their opinion.
CREATE TABLE case_unit (
  case_id {{i64}} NOT NULL REFERENCES work_case (id),
  unit {{i64}} NOT NULL REFERENCES unit (id),
  added_at {{i64}} NOT NULL,
  PRIMARY KEY (case_id, unit)
) {{strict}};
CREATE INDEX case_unit_unit ON case_unit (unit, case_id);

CREATE TABLE case_file (
  case_id {{i64}} NOT NULL REFERENCES work_case (id),
  file {{i64}} NOT NULL,
  name {{bytes}} NOT NULL,           -- sealed: names of files tell names of people
  role {{text}} NOT NULL,            -- attachment, supplied, letter, proof, …
  position {{i64}} NOT NULL,
  added_by {{i64}},                  -- NULL: the public
  added_by_name {{text}} NOT NULL,
  added_at {{i64}} NOT NULL,
  PRIMARY KEY (case_id, file)
) {{strict}};
CREATE INDEX case_file_file ON case_file (file, case_id);

-- The way in for an outside party: the digest of what stands in the address that was sent to them.
CREATE TABLE case_token (
  digest {{bytes}} PRIMARY KEY,
  case_id {{i64}} NOT NULL REFERENCES work_case (id),
  last_day {{i64}} NOT NULL,
  made_at {{i64}} NOT NULL
) {{strict}};
CREATE INDEX case_token_case ON case_token (case_id);

-- What officers are told: alarms, reminders, moved dates.
CREATE TABLE case_notice (
  id {{i64}} PRIMARY KEY,
  case_id {{i64}} NOT NULL REFERENCES work_case (id),
  kind {{text}} NOT NULL,
  unit {{i64}} NOT NULL REFERENCES unit (id),
  person {{i64}},                    -- NULL: everybody of the unit who handles such cases
  facts {{json}} NOT NULL,           -- never personal data
  once_key {{text}} NOT NULL UNIQUE, -- the same thing is told once
  made_at {{i64}} NOT NULL,
  seen_by {{i64}},
  seen_at {{i64}}
) {{strict}};
CREATE INDEX case_notice_unseen ON case_notice (unit, id) WHERE seen_at IS NULL;
CREATE INDEX case_notice_case ON case_notice (case_id);

-- Numbers without gaps: the last one given of each unit, series and year.
CREATE TABLE number_series (
  unit {{i64}} NOT NULL REFERENCES unit (id),
  series {{text}} NOT NULL,
  year {{i64}} NOT NULL,
  last {{i64}} NOT NULL,
  PRIMARY KEY (unit, series, year)
) {{strict}};
