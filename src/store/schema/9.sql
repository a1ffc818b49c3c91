-- The store, version 9: the index of neighbours is filled at once where there is none, what is touched for each article is narrow, and of a
-- neighbourhood only what changes is written. Described in docs/store.md. All of it can be made again from the articles.

-- One row an article that is in the index; what its neighbours are found by.
DROP TABLE neighbour;

CREATE TABLE neighbour (
  number  INTEGER PRIMARY KEY,
  article TEXT NOT NULL UNIQUE,
  outlet  TEXT,
  day     INTEGER NOT NULL
);

CREATE TABLE neighbour_traits (
  number INTEGER PRIMARY KEY,
  traits BLOB NOT NULL
);

-- Who shares a band of the signature, an address, a sum between two sides; `article` is the id in bytes.
DROP TABLE neighbour_key;

CREATE TABLE neighbour_key (
  key     INTEGER NOT NULL,
  article BLOB NOT NULL,
  number  INTEGER NOT NULL,
  PRIMARY KEY (key, article)
) WITHOUT ROWID;

-- The neighbourhood that an article is in, told by the least number of its articles; articles whose neighbourhood has to be found (again).
CREATE TABLE neighbour_region (
  number INTEGER PRIMARY KEY,
  region INTEGER NOT NULL
);

CREATE INDEX neighbour_member ON neighbour_region (region);

CREATE TABLE neighbour_unplaced (
  number INTEGER PRIMARY KEY
);

-- How far the filling of an empty index has come (one row): stage 0: none goes on, 1: rows of articles, 2: lists, 3: edges.
CREATE TABLE neighbour_filling (
  stage   INTEGER NOT NULL,
  reached INTEGER NOT NULL
);

INSERT INTO neighbour_filling VALUES (0, 0);

DELETE FROM neighbour_term;
DELETE FROM neighbour_edge;
DELETE FROM neighbour_marked;
DELETE FROM neighbour_name;
DELETE FROM neighbour_name_used;
DELETE FROM neighbour_name_check;
DELETE FROM outlet_day;
DELETE FROM neighbour_change;
INSERT INTO neighbour_change SELECT id FROM article;

-- `place` orders what else is equal: the points of a story, records of one id.
DELETE FROM derived;
DROP INDEX derived_kind;
CREATE INDEX derived_kind ON derived (kind, id, story, place);

UPDATE meta SET value = 0 WHERE key = 'derived_generation';
