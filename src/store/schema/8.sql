-- The store, version 8: whose report an article is, as a feed says of it; when a feed is not to be asked, and its older pages; how much
-- failed. Described in docs/store.md.

ALTER TABLE capture ADD COLUMN credit TEXT;
ALTER TABLE capture ADD COLUMN based_on TEXT;
ALTER TABLE watch_item ADD COLUMN credit TEXT;
ALTER TABLE watch_item ADD COLUMN based_on TEXT;

-- Bits of hours and days (skipHours, skipDays).
ALTER TABLE watch ADD COLUMN skip_hours INTEGER NOT NULL DEFAULT 0;
ALTER TABLE watch ADD COLUMN skip_days INTEGER NOT NULL DEFAULT 0;

-- The next older page of the feed that is to be asked for (NULL: none), how many were, and how many items they named.
ALTER TABLE watch ADD COLUMN older TEXT;
ALTER TABLE watch ADD COLUMN older_pages INTEGER NOT NULL DEFAULT 0;
ALTER TABLE watch ADD COLUMN older_items INTEGER NOT NULL DEFAULT 0;

-- What failed beyond the failures that are named.
ALTER TABLE collection ADD COLUMN unnamed INTEGER NOT NULL DEFAULT 0;

-- By which what is due is found feed by feed.
CREATE INDEX watch_item_lane ON watch_item (watch, state, due) WHERE due IS NOT NULL;

CREATE INDEX watch_older ON watch (number) WHERE older IS NOT NULL;
