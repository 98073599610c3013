-- Columns live as well: they lead elsewhere, are due to be updated, and are closed without breaking an address.
ALTER TABLE content_column ADD COLUMN address {{text}} NOT NULL DEFAULT '';        -- of another site
ALTER TABLE content_column ADD COLUMN update_days {{i64}} NOT NULL DEFAULT 0;      -- 0: no interval
ALTER TABLE content_column ADD COLUMN closed_on {{i64}};
ALTER TABLE content_column ADD COLUMN closed_reason {{text}} NOT NULL DEFAULT '';
ALTER TABLE content_column ADD COLUMN successor {{i64}} REFERENCES content_column (id);
