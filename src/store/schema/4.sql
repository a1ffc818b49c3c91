-- The store, version 4: the ledger of collection: what was asked for when, what came, what failed. Described in docs/store.md.

-- One row a request: what was asked for over a network at one time (basis 'stated'), or what was read from files, however often ('read').
CREATE TABLE collection (
  id          TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 20),
  kind        TEXT NOT NULL CHECK (kind IN ('file', 'folder', 'stream', 'feed', 'address')),
  source      TEXT NOT NULL,
  outlet      TEXT,
  first_asked TEXT,
  asked       TEXT,
  basis       TEXT NOT NULL CHECK (basis IN ('stated', 'read')),
  times       INTEGER NOT NULL
);

-- The articles that came of a request.
CREATE TABLE collection_article (
  collection TEXT NOT NULL REFERENCES collection (id) ON DELETE CASCADE,
  article    TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  PRIMARY KEY (collection, article)
) WITHOUT ROWID;

CREATE INDEX collection_of ON collection_article (article);

-- What failed when it was asked for the last time. `source` is what the input is called, where that is known.
CREATE TABLE collection_failure (
  collection TEXT NOT NULL REFERENCES collection (id) ON DELETE CASCADE,
  number     INTEGER NOT NULL,
  source     TEXT NOT NULL,
  why        TEXT NOT NULL,
  PRIMARY KEY (collection, number)
) WITHOUT ROWID;

-- By which the failures under a removed article's name are found.
CREATE INDEX collection_failure_of ON collection_failure (source);
