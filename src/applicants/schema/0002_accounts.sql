-- 我的申请: who has shown that a mailbox or a mobile telephone is theirs. There is no password, and requests do not depend
-- on an account: removing one leaves them as they are.
CREATE TABLE applicant_account (
  id {{i64}} PRIMARY KEY,
  way {{text}} NOT NULL,                    -- email, sms
  address {{bytes}} NOT NULL,               -- sealed
  address_index {{bytes}} NOT NULL UNIQUE,  -- keyed digest
  details {{bytes}},                        -- sealed: what the next form begins with, when they asked for it
  made_at {{i64}} NOT NULL
) {{strict}};

CREATE TABLE applicant_session (
  digest {{bytes}} PRIMARY KEY,             -- of what the cookie carries
  account {{i64}} NOT NULL REFERENCES applicant_account (id),
  ends_at {{i64}} NOT NULL
) {{strict}};
CREATE INDEX applicant_session_account ON applicant_session (account);
CREATE INDEX applicant_session_end ON applicant_session (ends_at);

-- One-time codes on their way. A code is kept nowhere: the vault derives it from the nonce.
CREATE TABLE applicant_entry (
  id {{i64}} PRIMARY KEY,
  way {{text}} NOT NULL,
  address {{bytes}} NOT NULL,               -- sealed
  address_index {{bytes}} NOT NULL UNIQUE,
  nonce {{bytes}} NOT NULL,
  sendings {{i64}} NOT NULL,                -- of this code
  sent_at {{i64}} NOT NULL                  -- the last time
) {{strict}};
CREATE INDEX applicant_entry_age ON applicant_entry (sent_at);

-- Requests that were added by number and query code.
CREATE TABLE applicant_account_case (
  account {{i64}} NOT NULL REFERENCES applicant_account (id),
  case_id {{i64}} NOT NULL REFERENCES work_case (id),
  added_at {{i64}} NOT NULL,
  PRIMARY KEY (account, case_id)
) {{strict}};
