-- The store, version 2: what is kept of the pages, and which version of the program read them. Described in docs/store.md.

-- Of the program that read the article; empty where that is not known (version 1 did not tell).
ALTER TABLE article ADD COLUMN version TEXT NOT NULL DEFAULT '';

-- One row an article, but for those that version 1 read: the page as it was captured, and what its carrier said of it (a line of JSON
-- Lines), so that it can be analysed again exactly as at first. `bytes` is one zstd frame, or NULL where it is not kept.
CREATE TABLE capture (
  article  TEXT PRIMARY KEY NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  sha256   TEXT NOT NULL CHECK (length(sha256) = 64),
  size     INTEGER NOT NULL,
  captured TEXT,
  basis    TEXT CHECK (basis IN ('stated', 'read')),
  media    TEXT NOT NULL CHECK (media IN ('html', 'text', 'conllu')),
  charset  TEXT,
  url      TEXT,
  outlet   TEXT,
  title    TEXT,
  date     TEXT,
  byline   TEXT,
  language TEXT,
  bytes    BLOB
);
