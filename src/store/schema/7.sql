-- The store, version 7: neighbourhoods: which articles have to be looked at together, and what was derived from which of them, so that a new
-- article makes its neighbourhood alone be computed again. Described in docs/store.md. All of it can be made again from the articles.

-- The articles whose neighbourhood has changed: added, replaced or removed since the derived records were computed.
CREATE TABLE neighbour_change (
  article TEXT PRIMARY KEY NOT NULL
) WITHOUT ROWID;

INSERT INTO neighbour_change SELECT id FROM article;

-- One row an article that is in the index: what its neighbours are found by, and the neighbourhood that it is in, told by the least number
-- of its articles (NULL: not told yet).
CREATE TABLE neighbour (
  number  INTEGER PRIMARY KEY,
  article TEXT NOT NULL UNIQUE,
  region  INTEGER,
  outlet  TEXT,
  day     INTEGER NOT NULL,
  traits  BLOB NOT NULL
);

CREATE INDEX neighbour_region ON neighbour (region);

-- Who has a telling word, by day; who shares a band of the signature, an address, a sum between two sides. Words are there by their hashes.
CREATE TABLE neighbour_term (
  term   INTEGER NOT NULL,
  day    INTEGER NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (term, day, number)
) WITHOUT ROWID;

CREATE TABLE neighbour_key (
  key     INTEGER NOT NULL,
  article TEXT NOT NULL,
  number  INTEGER NOT NULL,
  PRIMARY KEY (key, article)
) WITHOUT ROWID;

-- Articles that belong together, and how strongly; each pair stands twice.
CREATE TABLE neighbour_edge (
  a        INTEGER NOT NULL,
  b        INTEGER NOT NULL,
  strength INTEGER NOT NULL,
  PRIMARY KEY (a, b)
) WITHOUT ROWID;

-- Neighbourhoods whose derived records have to be computed.
CREATE TABLE neighbour_marked (
  region INTEGER PRIMARY KEY
);

-- Which neighbourhood knows a bearer of a name in which country; the country that derived records take for the main one; names to look at.
CREATE TABLE neighbour_name (
  name    TEXT NOT NULL,
  country TEXT NOT NULL,
  region  INTEGER NOT NULL,
  PRIMARY KEY (name, country, region)
) WITHOUT ROWID;

CREATE INDEX neighbour_name_region ON neighbour_name (region);

CREATE TABLE neighbour_name_used (
  name    TEXT PRIMARY KEY NOT NULL,
  country TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE neighbour_name_check (
  name TEXT PRIMARY KEY NOT NULL
) WITHOUT ROWID;

-- How many articles of an outlet are of a day (2147483647: no day is stated).
CREATE TABLE outlet_day (
  day      INTEGER NOT NULL,
  outlet   TEXT NOT NULL,
  articles INTEGER NOT NULL,
  PRIMARY KEY (day, outlet)
) WITHOUT ROWID;

-- What many articles say together, by the neighbourhood that it was derived from (0: of the whole). `place` orders the points of a story.
DROP TABLE derived;

CREATE TABLE derived (
  region INTEGER NOT NULL,
  kind   TEXT NOT NULL,
  id     TEXT,
  story  TEXT,
  place  INTEGER NOT NULL,
  record TEXT NOT NULL
);

CREATE INDEX derived_kind ON derived (kind, id, story);
CREATE INDEX derived_point ON derived (story, place) WHERE kind = 'point';
CREATE INDEX derived_region ON derived (region);

UPDATE meta SET value = 0 WHERE key = 'derived_generation';
