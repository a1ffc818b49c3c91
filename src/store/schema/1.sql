-- The store, version 1. Described in docs/store.md. A released file is never changed: a later version is another file.

-- Numbers about the whole: generation (grows with every change of the set of articles), derived_generation (what the derived records rest on).
CREATE TABLE meta (
  key   TEXT PRIMARY KEY NOT NULL,
  value INTEGER NOT NULL
) WITHOUT ROWID;

INSERT INTO meta VALUES ('generation', 0), ('derived_generation', 0);

-- One row an article. `record` is the truth; the columns between are taken from it, for those who ask in SQL.
CREATE TABLE article (
  id             TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 20),
  source         TEXT NOT NULL,
  url            TEXT,
  outlet         TEXT,
  title          TEXT,
  language       TEXT,
  published_from TEXT,
  published_to   TEXT,
  digest         TEXT,
  model          TEXT NOT NULL,
  world          TEXT NOT NULL,
  record         TEXT NOT NULL
);

-- What an article says: one row an entity, time, quantity, quote or event, in the order of its lines.
CREATE TABLE fact (
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  number  INTEGER NOT NULL,
  id      TEXT,
  kind    TEXT NOT NULL,
  record  TEXT NOT NULL,
  PRIMARY KEY (article, number)
) WITHOUT ROWID;

-- The keys by which articles find each other.
CREATE TABLE sketch (
  article TEXT PRIMARY KEY NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  record  TEXT NOT NULL
) WITHOUT ROWID;

-- What many articles say together, as it was last computed. Can be made again at any time.
CREATE TABLE derived (
  position INTEGER PRIMARY KEY,
  kind     TEXT NOT NULL,
  id       TEXT,
  story    TEXT,
  record   TEXT NOT NULL
);

CREATE INDEX derived_kind ON derived (kind, story);
