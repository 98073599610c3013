-- 《政策解读方案》, one a document. The elements and items are JSON: they are read and written as a whole.
CREATE TABLE policy_plan (
  document {{i64}} PRIMARY KEY REFERENCES document (id),
  number {{text}} NOT NULL,
  state {{i64}} NOT NULL,
  elements {{text}} NOT NULL,
  items {{text}} NOT NULL,
  working_days_after {{i64}} NOT NULL,
  later_reason {{text}} NOT NULL,
  writer {{i64}} NOT NULL,
  writer_name {{text}} NOT NULL,
  changed_at {{i64}} NOT NULL,
  decided_by {{i64}},
  decided_by_name {{text}} NOT NULL,
  decided_at {{i64}},
  remark {{text}} NOT NULL,
  version {{i64}} NOT NULL
) {{strict}};
CREATE INDEX policy_plan_state ON policy_plan (state, document);

-- 《政策解读提醒函》. What it says stays as it was: title and names are copies.
CREATE TABLE policy_letter (
  id {{i64}} PRIMARY KEY,
  document {{i64}} NOT NULL REFERENCES document (id),
  unit {{i64}} NOT NULL REFERENCES unit (id),
  number {{text}} NOT NULL UNIQUE,
  title {{text}} NOT NULL,
  unit_name {{text}} NOT NULL,
  writer_name {{text}} NOT NULL,
  reasons {{text}} NOT NULL,
  written_at {{i64}} NOT NULL
) {{strict}};
CREATE INDEX policy_letter_document ON policy_letter (document, id);

-- 登记编号 of normative documents, never used twice.
CREATE TABLE policy_registration (
  document {{i64}} PRIMARY KEY REFERENCES document (id),
  unit {{i64}} NOT NULL REFERENCES unit (id),
  number {{text}} NOT NULL UNIQUE,
  registered_on {{i64}} NOT NULL,
  filed_on {{i64}},
  filing_number {{text}} NOT NULL,
  version {{i64}} NOT NULL
) {{strict}};

-- The form of a body's registration numbers and its three digits, when they are not the usual ones.
CREATE TABLE policy_number_pattern (
  unit {{i64}} PRIMARY KEY REFERENCES unit (id),
  pattern {{text}} NOT NULL,
  unit_code {{text}} NOT NULL,
  version {{i64}} NOT NULL
) {{strict}};

-- The last serial of each series of registrations, letters and plans.
CREATE TABLE policy_series (
  series {{text}} PRIMARY KEY,
  last {{i64}} NOT NULL
) {{strict}};

-- Decisions that end a document without another document.
CREATE TABLE policy_ending (
  document {{i64}} PRIMARY KEY REFERENCES document (id),
  standing {{i64}} NOT NULL,
  from_day {{i64}} NOT NULL,
  basis {{text}} NOT NULL,
  decided_by {{i64}} NOT NULL,
  decided_at {{i64}} NOT NULL
) {{strict}};

CREATE TABLE policy_round (
  id {{i64}} PRIMARY KEY,
  unit {{i64}} NOT NULL REFERENCES unit (id),
  name {{text}} NOT NULL,
  opened_on {{i64}} NOT NULL,
  due_on {{i64}} NOT NULL,
  closed_on {{i64}},
  version {{i64}} NOT NULL
) {{strict}};

CREATE TABLE policy_evaluation (
  id {{i64}} PRIMARY KEY,
  document {{i64}} NOT NULL REFERENCES document (id),
  unit {{i64}} NOT NULL REFERENCES unit (id),
  round {{i64}} REFERENCES policy_round (id),
  reason {{text}} NOT NULL,
  opened_on {{i64}} NOT NULL,
  due_on {{i64}} NOT NULL,
  decision {{i64}},
  finding {{text}} NOT NULL,
  result {{i64}} REFERENCES document (id),
  decided_by {{i64}},
  decided_by_name {{text}} NOT NULL,
  decided_at {{i64}},
  version {{i64}} NOT NULL
) {{strict}};
CREATE INDEX policy_evaluation_document ON policy_evaluation (document, id);
CREATE INDEX policy_evaluation_open ON policy_evaluation (decision, due_on, id);

-- 政策解读优秀案例
CREATE TABLE policy_case (
  document {{i64}} PRIMARY KEY REFERENCES document (id),
  praise {{text}} NOT NULL,
  sort_order {{i64}} NOT NULL,
  chosen_by {{i64}} NOT NULL,
  chosen_at {{i64}} NOT NULL
) {{strict}};

-- Questions that keep coming about a policy (政策问答). No names of those who asked.
CREATE TABLE policy_question (
  id {{i64}} PRIMARY KEY,
  document {{i64}} NOT NULL REFERENCES document (id),
  question {{text}} NOT NULL,
  source {{text}} NOT NULL,
  asked_on {{i64}} NOT NULL,
  answer {{text}} NOT NULL,
  answered_in {{i64}} REFERENCES document (id),
  answered_on {{i64}},
  version {{i64}} NOT NULL
) {{strict}};
CREATE INDEX policy_question_document ON policy_question (document, id);
