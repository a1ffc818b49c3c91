-- The store, version 6: what pages tell of their sites. Described in docs/store.md.

-- One row an article whose page has an address: what the profile of its site is learnt from, and what that took out of it.
CREATE TABLE site_page (
  site    TEXT NOT NULL,
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  title   INTEGER NOT NULL,
  blocks  BLOB NOT NULL,
  applied INTEGER NOT NULL,
  cut     TEXT,
  PRIMARY KEY (site, article)
) WITHOUT ROWID;

CREATE UNIQUE INDEX site_page_of ON site_page (article);

-- The sites that have changed since what they teach was last applied, and at which generation.
CREATE TABLE site_change (
  site       TEXT PRIMARY KEY NOT NULL,
  generation INTEGER NOT NULL
) WITHOUT ROWID;
