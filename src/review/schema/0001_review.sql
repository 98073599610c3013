-- A round of reviews: from submission to return or release. Earlier rounds stay visible.
CREATE TABLE review_round (
  id {{i64}} PRIMARY KEY,
  document {{i64}} NOT NULL REFERENCES document (id),
  edition {{i64}} NOT NULL REFERENCES edition (id),
  unit {{i64}} NOT NULL REFERENCES unit (id),
  number {{i64}} NOT NULL,
  route {{text}} NOT NULL,
  content_digest {{text}} NOT NULL,  -- what the signatures stand for
  started_at {{i64}} NOT NULL,
  ended_at {{i64}},
  outcome {{i64}} NOT NULL,          -- review::Outcome
  version {{i64}} NOT NULL,
  UNIQUE (edition, number)
) {{strict}};
CREATE INDEX review_round_document ON review_round (document, id);
CREATE INDEX review_round_open ON review_round (unit, started_at) WHERE ended_at IS NULL;

CREATE TABLE review_signature (
  round {{i64}} NOT NULL REFERENCES review_round (id),
  step {{text}} NOT NULL,
  person {{i64}} NOT NULL,
  person_name {{text}} NOT NULL,
  on_behalf {{i64}},
  on_behalf_name {{text}} NOT NULL,
  override_reason {{text}} NOT NULL,
  remark {{text}} NOT NULL,
  signed_at {{i64}} NOT NULL,
  PRIMARY KEY (round, step)
) {{strict}};
CREATE INDEX review_signature_override ON review_signature (signed_at, round) WHERE override_reason <> '';

CREATE TABLE review_remark (
  id {{i64}} PRIMARY KEY,
  round {{i64}} NOT NULL REFERENCES review_round (id),
  edition {{i64}} NOT NULL,
  person {{i64}} NOT NULL,
  person_name {{text}} NOT NULL,
  quote {{text}} NOT NULL,
  position {{i64}} NOT NULL,
  text {{text}} NOT NULL,
  written_at {{i64}} NOT NULL,
  resolved_by {{i64}},
  resolved_name {{text}} NOT NULL,
  answer {{text}} NOT NULL,
  resolved_at {{i64}}
) {{strict}};
CREATE INDEX review_remark_edition ON review_remark (edition, id);

CREATE TABLE review_delegation (
  id {{i64}} PRIMARY KEY,
  from_person {{i64}} NOT NULL,
  from_name {{text}} NOT NULL,
  to_person {{i64}} NOT NULL,
  to_name {{text}} NOT NULL,
  permissions {{text}} NOT NULL,
  first_day {{i64}} NOT NULL,
  last_day {{i64}} NOT NULL,
  reason {{text}} NOT NULL,
  made_at {{i64}} NOT NULL,
  ended_at {{i64}}
) {{strict}};
CREATE INDEX review_delegation_to ON review_delegation (to_person, last_day);
CREATE INDEX review_delegation_from ON review_delegation (from_person, id);

-- What a unit asks beyond the type's own route, and how much of its releases is looked at again.
CREATE TABLE review_setting (
  unit {{i64}} PRIMARY KEY REFERENCES unit (id),
  route {{text}} NOT NULL,           -- '' none
  basis_points {{i64}},              -- NULL: as the units above
  version {{i64}} NOT NULL
) {{strict}};

CREATE TABLE secrecy_form (
  round {{i64}} PRIMARY KEY REFERENCES review_round (id),
  title {{text}} NOT NULL,
  conclusion {{text}} NOT NULL,
  opinion {{text}} NOT NULL,
  authority {{text}} NOT NULL,
  question {{text}} NOT NULL,
  asked_at {{i64}},
  authority_answer {{text}} NOT NULL,
  answered_at {{i64}},
  person {{i64}},
  person_name {{text}} NOT NULL,
  concluded_at {{i64}},
  version {{i64}} NOT NULL
) {{strict}};

-- The question is kept with the answer: the archived form does not change with the catalog.
CREATE TABLE secrecy_answer (
  round {{i64}} NOT NULL REFERENCES secrecy_form (round),
  item {{text}} NOT NULL,
  position {{i64}} NOT NULL,
  question {{text}} NOT NULL,
  answer {{text}} NOT NULL,
  remark {{text}} NOT NULL,
  person {{i64}} NOT NULL,
  person_name {{text}} NOT NULL,
  signed_at {{i64}} NOT NULL,
  PRIMARY KEY (round, item)
) {{strict}};

-- 发后再审: drawn by sampling, or because the release was an emergency. The latter rows stay for ever.
CREATE TABLE recheck (
  id {{i64}} PRIMARY KEY,
  kind {{i64}} NOT NULL,             -- review::RecheckKind
  document {{i64}} NOT NULL REFERENCES document (id),
  edition {{i64}} NOT NULL REFERENCES edition (id),
  unit {{i64}} NOT NULL REFERENCES unit (id),
  title {{text}} NOT NULL,
  reason {{text}} NOT NULL,
  caused_by {{i64}},
  caused_by_name {{text}} NOT NULL,
  made_at {{i64}} NOT NULL,
  due {{i64}} NOT NULL,
  result {{text}} NOT NULL,
  finding {{text}} NOT NULL,
  person {{i64}},
  person_name {{text}} NOT NULL,
  checked_at {{i64}},
  answer {{text}} NOT NULL,
  answered_name {{text}} NOT NULL,
  answered_at {{i64}},
  UNIQUE (edition, kind)
) {{strict}};
CREATE INDEX recheck_unit ON recheck (unit, id);

CREATE TABLE contribution (
  id {{i64}} PRIMARY KEY,
  from_unit {{i64}} NOT NULL REFERENCES unit (id),
  to_unit {{i64}} NOT NULL REFERENCES unit (id),
  person {{i64}} NOT NULL,
  person_name {{text}} NOT NULL,
  title {{text}} NOT NULL,
  text {{text}} NOT NULL,
  source {{text}} NOT NULL,
  sent_at {{i64}} NOT NULL,
  state {{i64}} NOT NULL,            -- review::ContributionState
  reason {{text}} NOT NULL,
  decided_name {{text}} NOT NULL,
  decided_at {{i64}},
  document {{i64}}
) {{strict}};
CREATE INDEX contribution_to ON contribution (to_unit, id);
CREATE INDEX contribution_from ON contribution (from_unit, id);
