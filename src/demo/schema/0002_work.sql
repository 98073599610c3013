-- Which works of the demo city are done: topics, gazette, catalogue, words. Loading again leaves them to the people.
CREATE TABLE demo_work (
  name {{text}} PRIMARY KEY
) {{strict}};
