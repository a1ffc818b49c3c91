-- The store, version 5: what is watched (feeds, sitemaps, lists of feeds), and the items that they have named. Described in docs/store.md.

-- One row an address that is asked again and again. Times are seconds since 1970 in UTC, 0 for never.
CREATE TABLE watch (
  number        INTEGER PRIMARY KEY,
  address       TEXT UNIQUE NOT NULL,
  moved_from    TEXT,
  kind          TEXT,
  parent        INTEGER REFERENCES watch (number) ON DELETE CASCADE,
  title         TEXT,
  outlet        TEXT,
  feed_only     INTEGER NOT NULL DEFAULT 0,
  every         INTEGER NOT NULL DEFAULT 0,
  state         TEXT NOT NULL DEFAULT 'watched' CHECK (state IN ('watched', 'gone')),
  etag          TEXT,
  last_modified TEXT,
  asked         INTEGER NOT NULL DEFAULT 0,
  answered      INTEGER NOT NULL DEFAULT 0,
  next          INTEGER NOT NULL DEFAULT 0,
  interval      INTEGER NOT NULL DEFAULT 0,
  failures      INTEGER NOT NULL DEFAULT 0,
  why           TEXT,
  times         INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX watch_parent ON watch (parent);

-- One row an item that was named. `key` is a digest of its address (or of its feed and its id, where it has none): of an item whose article
-- was removed nothing else stays, so that it is not fetched again.
CREATE TABLE watch_item (
  key           TEXT PRIMARY KEY NOT NULL CHECK (length(key) = 20),
  watch         INTEGER NOT NULL REFERENCES watch (number) ON DELETE CASCADE,
  state         TEXT NOT NULL CHECK (state IN ('waiting', 'kept', 'failed', 'passed', 'removed')),
  url           TEXT,
  updated       TEXT,
  published     INTEGER,
  title         TEXT,
  date          TEXT,
  byline        TEXT,
  language      TEXT,
  outlet        TEXT,
  content       TEXT,
  etag          TEXT,
  last_modified TEXT,
  article       TEXT,
  request       TEXT,
  wording       TEXT,
  seen          INTEGER NOT NULL,
  due           INTEGER,
  tries         INTEGER NOT NULL DEFAULT 0,
  why           TEXT
) WITHOUT ROWID;

CREATE INDEX watch_item_due ON watch_item (due) WHERE due IS NOT NULL;
CREATE INDEX watch_item_of ON watch_item (watch, seen);
CREATE INDEX watch_item_article ON watch_item (article) WHERE article IS NOT NULL;
CREATE INDEX watch_item_url ON watch_item (url) WHERE url IS NOT NULL;
