-- The store, version 3: full text. Described in docs/store.md.

-- The number by which the index knows an article. Numbers lead nowhere else and never leave the store.
CREATE TABLE article_number (
  number  INTEGER PRIMARY KEY,
  article TEXT UNIQUE NOT NULL REFERENCES article (id) ON DELETE CASCADE
);

-- Which words stand where. The words alone: the texts are kept once, in the records. store/sqlite_words.c fills and empties it.
CREATE VIRTUAL TABLE article_text USING fts5 (title, text, captions, content = '', tokenize = 'unicode61 remove_diacritics 2');

INSERT INTO article_number (article) SELECT id FROM article ORDER BY id;

INSERT INTO article_text (rowid, title, text, captions)
SELECT n.number, json_extract(a.record, '$.title'), json_extract(a.record, '$.text'),
       (SELECT group_concat(value, char(10)) FROM json_each(a.record, '$.captions'))
FROM article_number n JOIN article a ON a.id = n.article WHERE json_valid(a.record);
