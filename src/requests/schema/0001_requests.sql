-- What an applicant asked for: requests for information, corrections of records, proposals, complaints. One row a case;
-- who the applicant is and what they wrote is sealed.
CREATE TABLE request (
  case_id {{i64}} PRIMARY KEY REFERENCES work_case (id),
  site {{i64}} REFERENCES site (id),
  channel {{text}} NOT NULL,          -- in_person, signed_mail, plain_mail, internet, fax, oral
  applicant_kind {{text}} NOT NULL,   -- natural, enterprise, research, ngo, legal, other
  applicant {{bytes}} NOT NULL,       -- sealed JSON
  description {{bytes}} NOT NULL,     -- sealed
  form {{text}} NOT NULL,             -- paper, email, disc
  delivery {{text}} NOT NULL,         -- post, express, email, fax, pick_up, read_on_site
  about {{i64}} REFERENCES work_case (id),  -- of a complaint or a correction: the case it is about
  identity_index {{bytes}},           -- keyed digests: the same applicant, the same phone, the same text
  phone_index {{bytes}},
  text_index {{bytes}} NOT NULL,
  -- Copies of what the events say, for lists and tables; written with the event, compared with a recount by a test.
  received_on {{i64}},                -- date of receipt (Regulation Art. 31)
  outcome {{text}} NOT NULL           -- "" while it is open; then regulation::Outcome
) {{strict}};
CREATE INDEX request_identity ON request (identity_index, case_id) WHERE identity_index IS NOT NULL;
CREATE INDEX request_phone ON request (phone_index, case_id) WHERE phone_index IS NOT NULL;
CREATE INDEX request_received ON request (received_on, case_id) WHERE received_on IS NOT NULL;
CREATE INDEX request_about ON request (about) WHERE about IS NOT NULL;

-- The party of a consultation or inquiry: who is asked, sealed.
CREATE TABLE request_party (
  case_id {{i64}} PRIMARY KEY REFERENCES work_case (id),   -- of the sub-case
  party {{bytes}} NOT NULL,           -- sealed JSON
  question {{bytes}} NOT NULL         -- sealed
) {{strict}};

-- A form that is not sent yet. Whoever holds the token has it; it goes when it is sent or old.
CREATE TABLE request_draft (
  digest {{bytes}} PRIMARY KEY,
  id {{i64}} NOT NULL,
  form {{bytes}} NOT NULL,            -- sealed
  last_day {{i64}} NOT NULL,
  saved_at {{i64}} NOT NULL
) {{strict}};
CREATE INDEX request_draft_age ON request_draft (last_day);

-- What applicants think of how it went, after the answer.
CREATE TABLE request_rating (
  case_id {{i64}} PRIMARY KEY REFERENCES work_case (id),
  satisfied {{i64}} NOT NULL,         -- 1 … 5
  words {{bytes}} NOT NULL,           -- sealed
  missing {{bool}} NOT NULL,          -- still missing something
  rated_at {{i64}} NOT NULL
) {{strict}};
