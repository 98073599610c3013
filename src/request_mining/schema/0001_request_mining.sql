-- 依申请转主动: information that several applicants were given, or that somebody proposed to publish (Regulation Art. 44).
CREATE TABLE conversion (
  id {{i64}} PRIMARY KEY,
  unit {{i64}} NOT NULL REFERENCES unit (id),
  source {{text}} NOT NULL,            -- same_information, proposal
  found_on {{i64}} NOT NULL,
  decision {{text}} NOT NULL,          -- "", publish, keep
  ground {{text}} NOT NULL,            -- of keeping it; catalog/request_mining
  reason {{bytes}} NOT NULL,           -- sealed
  decided_by_name {{text}} NOT NULL,
  decided_on {{i64}},
  document {{i64}} REFERENCES document (id),  -- with which it is published
  version {{i64}} NOT NULL
) {{strict}};
CREATE INDEX conversion_unit ON conversion (unit, id);

-- A case stands in one candidate; after its decision it counts no more.
CREATE TABLE conversion_case (
  case_id {{i64}} PRIMARY KEY REFERENCES work_case (id),
  conversion {{i64}} NOT NULL REFERENCES conversion (id)
) {{strict}};
CREATE INDEX conversion_case_of ON conversion_case (conversion, case_id);

-- 研判: why so many ask for the same thing, and what is done about it.
CREATE TABLE topic_memo (
  id {{i64}} PRIMARY KEY,
  unit {{i64}} NOT NULL REFERENCES unit (id),
  word {{text}} NOT NULL,              -- the topic; never a name
  month {{i64}} NOT NULL,              -- its first day
  responsible {{i64}} NOT NULL REFERENCES unit (id),
  due_on {{i64}} NOT NULL,
  words {{bytes}} NOT NULL,            -- sealed JSON: cause, measures, result
  done_on {{i64}},
  written_by_name {{text}} NOT NULL,
  written_at {{i64}} NOT NULL,
  version {{i64}} NOT NULL
) {{strict}};
CREATE INDEX topic_memo_unit ON topic_memo (unit, id);
