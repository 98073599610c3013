-- What changed, in an order that a follower can trust: seq on SQLite, where one thread writes; (xid, seq) below the
-- oldest running transaction on PostgreSQL, where seq alone would lose a tenth of the events and more (docs/adr/0007).
CREATE TABLE outbox (
  seq {{id}},
-- @postgres
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
-- @end
  topic {{text}} NOT NULL,
  object {{i64}} NOT NULL,
  operation {{i64}} NOT NULL,
  version {{i64}} NOT NULL,
  at {{i64}} NOT NULL
) {{strict}};
-- @postgres
CREATE INDEX outbox_feed ON outbox (xid, seq);
-- @end

-- How far a consumer of a node has come. transaction_id is 0 on SQLite.
CREATE TABLE feed_cursor (
  node {{text}} NOT NULL,
  consumer {{text}} NOT NULL,
  epoch {{text}} NOT NULL,
  transaction_id {{i64}} NOT NULL,
  seq {{i64}} NOT NULL,
  updated_at {{i64}} NOT NULL,
  PRIMARY KEY (node, consumer)
) {{strict}};

-- One row. The epoch changes when the numbering may have started anew (a restored backup, another cluster): cursors of
-- another epoch mean nothing. trimmed_* is the newest row that was removed: a cursor before it has missed something.
CREATE TABLE feed_state (
  id {{i64}} PRIMARY KEY,
  epoch {{text}} NOT NULL,
  cluster {{text}} NOT NULL,
  trimmed_transaction {{i64}} NOT NULL,
  trimmed_seq {{i64}} NOT NULL
) {{strict}};
