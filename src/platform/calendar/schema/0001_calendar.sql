-- What the office entered of the State Council's yearly notices. Years without a row come from catalog/holidays.json.
-- A notice can change within its year (2019, 2020): every version stays.
CREATE TABLE calendar_year (
  year {{i64}} NOT NULL,
  version {{i64}} NOT NULL,
  content {{json}} NOT NULL,
  changed_at {{i64}} NOT NULL,
  changed_by {{text}} NOT NULL,
  PRIMARY KEY (year, version)
) {{strict}};
