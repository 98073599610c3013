-- 抽检: closed requests drawn by chance, scored on one sheet, told to their units, appealed against.
CREATE TABLE inspection (
  id {{i64}} PRIMARY KEY,
  name {{text}} NOT NULL,
  unit {{i64}} NOT NULL REFERENCES unit (id),   -- over whose units it was drawn
  first_day {{i64}} NOT NULL,                   -- the cases were closed from … to
  last_day {{i64}} NOT NULL,
  outcomes {{text}} NOT NULL,                   -- ids with blanks between; "" is all
  strata {{i64}} NOT NULL,                      -- oversight::Strata
  is_share {{bool}} NOT NULL,
  amount {{i64}} NOT NULL,                      -- cases, or per cent of the frame
  seed {{text}} NOT NULL,
  frame_size {{i64}} NOT NULL,
  frame_digest {{text}} NOT NULL,               -- SHA-256 of the numbers of the frame
  frame {{json}} NOT NULL,                      -- each stratum: its size and how many were drawn
  sheet {{text}} NOT NULL,                      -- the score sheet as it was when the cases were drawn
  drawn_by {{i64}} NOT NULL,
  drawn_by_name {{text}} NOT NULL,
  drawn_at {{i64}} NOT NULL,
  told_at {{i64}},
  appeal_until {{i64}},
  closed_at {{i64}},
  version {{i64}} NOT NULL
) {{strict}};
CREATE INDEX inspection_drawn ON inspection (drawn_at, id);

CREATE TABLE inspection_sample (
  id {{i64}} PRIMARY KEY,
  inspection {{i64}} NOT NULL REFERENCES inspection (id),
  case_id {{i64}} NOT NULL REFERENCES work_case (id),
  position {{i64}} NOT NULL,
  unit {{i64}} NOT NULL REFERENCES unit (id),   -- that answered for the case when it was drawn
  outcome {{text}} NOT NULL,
  scorer {{i64}},
  scored_at {{i64}},
  appeal {{bytes}},                             -- sealed words of the unit
  appealed_by_name {{text}} NOT NULL,
  appealed_at {{i64}},
  answer {{bytes}},                             -- sealed
  answered_by_name {{text}} NOT NULL,
  answered_at {{i64}},
  version {{i64}} NOT NULL,
  UNIQUE (inspection, case_id)
) {{strict}};
CREATE INDEX inspection_sample_case ON inspection_sample (case_id);
CREATE INDEX inspection_sample_scorer ON inspection_sample (scorer, id) WHERE scorer IS NOT NULL;

-- What the scorer said of each criterion, beside what the system had found.
CREATE TABLE inspection_score (
  sample {{i64}} NOT NULL REFERENCES inspection_sample (id),
  criterion {{text}} NOT NULL,                  -- of the sheet
  verdict {{i64}} NOT NULL,                     -- oversight::Verdict
  lost {{i64}} NOT NULL,                        -- points
  reason {{bytes}} NOT NULL,                    -- sealed
  proposed {{i64}},                             -- what the system had found; NULL: it could not tell
  evidence {{text}} NOT NULL,                   -- days and numbers of letters
  lost_after_appeal {{i64}},                    -- NULL: as it was
  PRIMARY KEY (sample, criterion)
) {{strict}};
