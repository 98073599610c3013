-- The letters of cases. What was sent is never changed: neither by a statement of ours nor by anybody else's.
CREATE TABLE letter (
  id {{i64}} PRIMARY KEY,
  case_id {{i64}} NOT NULL REFERENCES work_case (id),
  unit {{i64}} NOT NULL REFERENCES unit (id),
  kind {{text}} NOT NULL,               -- catalog/letters/kinds.json
  form {{i64}},                         -- the unit's own template; NULL: the catalog's
  facts {{bytes}} NOT NULL,             -- sealed
  state {{i64}} NOT NULL,               -- letters::State
  written_by_name {{text}} NOT NULL,
  approved_by {{i64}},
  approved_by_name {{text}} NOT NULL,
  approved_digest {{text}} NOT NULL,    -- of the text without number and date
  remark {{bytes}},                     -- sealed
  provisional_days {{text}} NOT NULL,
  provisional_by_name {{text}} NOT NULL,
  corrects {{i64}} REFERENCES letter (id),
  number {{text}} NOT NULL,
  series {{text}},
  year {{i64}},
  serial {{i64}},
  sent_on {{i64}},
  sent_at {{i64}},
  sent_by_name {{text}} NOT NULL,
  text {{bytes}},                       -- frozen and sealed
  digest {{text}} NOT NULL,
  pdf {{i64}},
  docx {{i64}},
  created_at {{i64}} NOT NULL,
  version {{i64}} NOT NULL,
  UNIQUE (unit, series, year, serial)
) {{strict}};
CREATE INDEX letter_case ON letter (case_id, id);
CREATE INDEX letter_submitted ON letter (unit, id) WHERE state = 2;

-- @sqlite
CREATE TRIGGER letter_sent_stays BEFORE UPDATE ON letter WHEN OLD.sent_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a sent letter stays as it is'); END;
CREATE TRIGGER letter_sent_is_kept BEFORE DELETE ON letter WHEN OLD.sent_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a sent letter stays as it is'); END;
-- @end
-- @postgres
CREATE FUNCTION keep_sent_letter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.sent_at IS NOT NULL THEN
    RAISE EXCEPTION 'a sent letter stays as it is' USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER letter_sent_stays BEFORE UPDATE OR DELETE ON letter FOR EACH ROW EXECUTE FUNCTION keep_sent_letter();
-- @end

-- Everybody who had a hand in the text: none of them approves it.
CREATE TABLE letter_writer (
  letter {{i64}} NOT NULL REFERENCES letter (id),
  person {{i64}} NOT NULL,
  PRIMARY KEY (letter, person)
) {{strict}};

CREATE TABLE letter_delivery (
  id {{i64}} PRIMARY KEY,
  letter {{i64}} NOT NULL REFERENCES letter (id),
  way {{i64}} NOT NULL,                 -- letters::Way
  on_day {{i64}} NOT NULL,
  received_on {{i64}},
  returned_on {{i64}},
  note {{bytes}},                       -- sealed
  proof {{i64}},
  recorded_by_name {{text}} NOT NULL,
  recorded_at {{i64}} NOT NULL,
  version {{i64}} NOT NULL
) {{strict}};
CREATE INDEX letter_delivery_letter ON letter_delivery (letter, id);

-- A unit's own templates; a version is never changed, because letters were written with it.
CREATE TABLE letter_form (
  id {{i64}} PRIMARY KEY,
  unit {{i64}} NOT NULL REFERENCES unit (id),
  kind {{text}} NOT NULL,
  number {{i64}} NOT NULL,
  file {{i64}} NOT NULL,
  file_name {{text}} NOT NULL,
  paragraphs {{text}} NOT NULL,
  made_by_name {{text}} NOT NULL,
  made_at {{i64}} NOT NULL,
  retired_at {{i64}},
  UNIQUE (unit, kind, number)
) {{strict}};
CREATE UNIQUE INDEX letter_form_current ON letter_form (unit, kind) WHERE retired_at IS NULL;

CREATE TABLE letter_setting (
  unit {{i64}} PRIMARY KEY REFERENCES unit (id),
  number_word {{text}} NOT NULL,
  body_kind {{text}} NOT NULL,
  review_body {{text}} NOT NULL,
  court {{text}} NOT NULL,
  online_address {{text}} NOT NULL,
  contact {{text}} NOT NULL,
  seal {{i64}},
  seal_millimetres {{i64}} NOT NULL,
  stamped_by_hand {{bool}} NOT NULL,
  version {{i64}} NOT NULL
) {{strict}};
