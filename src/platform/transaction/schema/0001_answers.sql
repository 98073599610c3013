-- What a call with an idempotency key answered: the same call again gets the same answer and changes nothing.
CREATE TABLE transaction_answer (
  person {{i64}} NOT NULL,       -- 0: nobody was logged in
  idempotency_key {{text}} NOT NULL,
  act {{text}} NOT NULL,
  answer {{text}} NOT NULL,
  at {{i64}} NOT NULL,
  PRIMARY KEY (person, idempotency_key)
) {{strict}};
CREATE INDEX transaction_answer_at ON transaction_answer (at);
