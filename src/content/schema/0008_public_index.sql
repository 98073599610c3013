-- With the state in it the index alone answers how many documents a column has: SQLite otherwise reads every row, text
-- and all, to look at the state that the index has promised.
DROP INDEX edition_public;
CREATE INDEX edition_public ON edition (column_id, published_at DESC, document DESC, state) WHERE state = 4;
