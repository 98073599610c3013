-- The tree of units. `path` holds the ids from the root down ("/<id>/<id>/"), so that a subtree is a prefix.
CREATE TABLE unit (
  id {{i64}} PRIMARY KEY,
  parent {{i64}} REFERENCES unit (id),
  path {{text}} NOT NULL UNIQUE,
  kind {{i64}} NOT NULL,
  code {{text}} NOT NULL,
  name {{text}} NOT NULL,
  short_name {{text}} NOT NULL,
  contact {{text}} NOT NULL,
  phone {{text}} NOT NULL,
  address {{text}} NOT NULL,
  office_hours {{text}} NOT NULL,
  sort_order {{i64}} NOT NULL,
  closed_on {{i64}},
  version {{i64}} NOT NULL
) {{strict}};
CREATE INDEX unit_parent ON unit (parent, sort_order, id);
CREATE INDEX unit_name ON unit (name, id);

CREATE TABLE person (
  id {{i64}} PRIMARY KEY,
  login {{text}} NOT NULL UNIQUE,   -- lower case
  name {{text}} NOT NULL,
  unit {{i64}} NOT NULL REFERENCES unit (id),
  post {{text}} NOT NULL,
  phone {{bytes}},                  -- sealed; the index is a keyed digest for equality search
  phone_index {{bytes}},
  id_number {{bytes}},
  id_number_index {{bytes}},
  state {{i64}} NOT NULL,
  disabled_reason {{text}} NOT NULL,
  last_login_at {{i64}},
  created_at {{i64}} NOT NULL,
  version {{i64}} NOT NULL
) {{strict}};
CREATE INDEX person_unit ON person (unit, id);
CREATE INDEX person_phone ON person (phone_index) WHERE phone_index IS NOT NULL;

CREATE TABLE role_grant (
  person {{i64}} NOT NULL REFERENCES person (id),
  role {{text}} NOT NULL,
  unit {{i64}} NOT NULL REFERENCES unit (id),
  with_subtree {{bool}} NOT NULL,
  granted_by {{i64}},
  granted_at {{i64}} NOT NULL,
  PRIMARY KEY (person, role, unit)
) {{strict}};
CREATE INDEX role_grant_unit ON role_grant (unit, person);

CREATE TABLE site (
  id {{i64}} PRIMARY KEY,
  slug {{text}} NOT NULL UNIQUE,
  host {{text}} NOT NULL,
  name {{text}} NOT NULL,
  unit {{i64}} NOT NULL REFERENCES unit (id),
  theme {{text}} NOT NULL,
  identity_code {{text}} NOT NULL,
  icp_number {{text}} NOT NULL,
  police_number {{text}} NOT NULL,
  sponsor {{text}} NOT NULL,
  undertaker {{text}} NOT NULL,
  contact {{text}} NOT NULL,
  sort_order {{i64}} NOT NULL,
  version {{i64}} NOT NULL
) {{strict}};
CREATE UNIQUE INDEX site_host ON site (host) WHERE host <> '';
