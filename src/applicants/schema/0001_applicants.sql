-- What applicants were told about their cases, and whether it went out. No address and no words: who was written to is in
-- the case, and what was written is in the catalog.
CREATE TABLE applicant_message (
  event {{i64}} NOT NULL,            -- case_event: what there was to tell
  way {{text}} NOT NULL,             -- email, sms
  case_id {{i64}} NOT NULL REFERENCES work_case (id),
  state {{text}} NOT NULL,           -- sent, refused
  settled_at {{i64}} NOT NULL,
  PRIMARY KEY (event, way)
) {{strict}};
CREATE INDEX applicant_message_case ON applicant_message (case_id, settled_at);
