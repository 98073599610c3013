-- Credentials of a person. Apart from the person itself, so that no list of people ever touches them.
CREATE TABLE credential (
  person {{i64}} PRIMARY KEY,
  password_hash {{text}} NOT NULL,
  changed_at {{i64}} NOT NULL,
  must_change {{bool}} NOT NULL,
  totp_secret {{bytes}},            -- sealed
  totp_pending {{bytes}},           -- the next one, until its first code proves that the app has it
  totp_confirmed {{bool}} NOT NULL,
  totp_last_step {{i64}} NOT NULL   -- a code is good once
) {{strict}};

CREATE TABLE password_history (
  person {{i64}} NOT NULL,
  changed_at {{i64}} NOT NULL,
  password_hash {{text}} NOT NULL,
  PRIMARY KEY (person, changed_at, password_hash)
) {{strict}};

CREATE TABLE recovery_code (
  person {{i64}} NOT NULL,
  code_hash {{bytes}} NOT NULL,
  used_at {{i64}},
  PRIMARY KEY (person, code_hash)
) {{strict}};

CREATE TABLE login_session (
  id {{i64}} PRIMARY KEY,
  person {{i64}} NOT NULL,
  token_hash {{bytes}} NOT NULL UNIQUE,
  created_at {{i64}} NOT NULL,
  last_seen_at {{i64}} NOT NULL,
  expires_at {{i64}} NOT NULL,
  idle_seconds {{i64}} NOT NULL,
  second_factor {{bool}} NOT NULL,
  authenticated_at {{i64}} NOT NULL,
  address {{text}} NOT NULL,
  agent {{text}} NOT NULL
) {{strict}};
CREATE INDEX login_session_person ON login_session (person, id);
CREATE INDEX login_session_expires ON login_session (expires_at);

-- Failed logins by digest of the login name or address: names that do not exist leave a row like those that do.
CREATE TABLE login_failure (
  subject {{bytes}} PRIMARY KEY,
  failures {{i64}} NOT NULL,
  last_at {{i64}} NOT NULL,
  locked_until {{i64}} NOT NULL
) {{strict}};
CREATE INDEX login_failure_last ON login_failure (last_at);
