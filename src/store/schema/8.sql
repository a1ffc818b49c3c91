-- The store, version 8: whose report an article is, as a feed says of it. Described in docs/store.md.

ALTER TABLE capture ADD COLUMN credit TEXT;
ALTER TABLE capture ADD COLUMN based_on TEXT;
ALTER TABLE watch_item ADD COLUMN credit TEXT;
ALTER TABLE watch_item ADD COLUMN based_on TEXT;
