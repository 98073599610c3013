-- 订阅: new documents by mail. The address is sealed; a row is removed when the reader leaves.
CREATE TABLE subscription (
  id {{i64}} PRIMARY KEY,
  site {{i64}} NOT NULL REFERENCES site (id),
  address {{bytes}} NOT NULL,         -- sealed
  address_index {{bytes}} NOT NULL,   -- keyed digest for equality search
  columns {{text}} NOT NULL,          -- JSON array of ids; [] is the whole site
  unit {{i64}} REFERENCES unit (id),
  words {{text}} NOT NULL,
  asked_at {{i64}} NOT NULL,
  confirmed_at {{i64}},
  told_until {{i64}} NOT NULL,        -- what was released before this moment was told
  mailed_on {{i64}},                  -- day of the last mail
  failures {{i64}} NOT NULL           -- refused mails in a row
) {{strict}};
CREATE INDEX subscription_address ON subscription (address_index);
