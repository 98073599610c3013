-- 以案说法: studies of closed cases. The words are sealed: until the proof holds they may still name somebody.
CREATE TABLE case_study (
  id {{i64}} PRIMARY KEY,
  case_id {{i64}} NOT NULL UNIQUE REFERENCES work_case (id),
  unit {{i64}} NOT NULL REFERENCES unit (id),
  outcome {{text}} NOT NULL,           -- regulation::Outcome
  words {{bytes}} NOT NULL,            -- sealed JSON
  version {{i64}} NOT NULL,
  changed_by {{i64}},
  changed_by_name {{text}} NOT NULL,
  changed_at {{i64}} NOT NULL,
  confirmed_digest {{text}} NOT NULL,  -- SHA-256 of what was confirmed; "" before
  confirmed_by_name {{text}} NOT NULL,
  confirmed_at {{i64}},
  document {{i64}} REFERENCES document (id)
) {{strict}};
CREATE INDEX case_study_unit ON case_study (unit, id);
CREATE UNIQUE INDEX case_study_document ON case_study (document) WHERE document IS NOT NULL;

-- Whoever wrote on it does not confirm it.
CREATE TABLE case_study_hand (
  study {{i64}} NOT NULL REFERENCES case_study (id),
  person {{i64}} NOT NULL,
  PRIMARY KEY (study, person)
) {{strict}};

-- What was searched for, by kind and number, and how often it was found. Rows stay as they were written.
CREATE TABLE case_study_proof (
  id {{i64}} PRIMARY KEY,
  study {{i64}} NOT NULL REFERENCES case_study (id),
  digest {{text}} NOT NULL,            -- SHA-256 of the text that was searched
  counts {{json}} NOT NULL,            -- never a value
  passed_over {{i64}} NOT NULL,
  edition {{i64}},                     -- of the document that went out with it; NULL before it was one
  made_by {{text}} NOT NULL,
  made_at {{i64}} NOT NULL
) {{strict}};
CREATE INDEX case_study_proof_study ON case_study_proof (study, id);
