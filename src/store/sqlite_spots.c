/*
 * How it works: the text is cut into words by the tokenizer of the index itself, so that what is marked in a text is what the index found
 * in it; each term is a row of words that has to stand there in this order.
 */
#include <string.h>

#include "base/array.h"
#include "store/sqlite_internal.h"

typedef struct word {
  syn_text text;
  uint32_t start, end;
} word;

typedef SYN_ARRAY(word) word_array;
typedef SYN_ARRAY(syn_text_spot) spot_array;

/* ---- the tokenizer ---- */

/* As FTS5's documentation has it: the pointer to its interface is asked for in SQL. */
static int find_interface(sqlite3 *db, fts5_api **out_api) {
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, NULL);
  if (code == SQLITE_OK) code = sqlite3_bind_pointer(statement, 1, (void *)out_api, "fts5_api_ptr", NULL);
  if (code == SQLITE_OK) code = sqlite3_step(statement) == SQLITE_ROW ? SQLITE_OK : SQLITE_ERROR;
  sqlite3_finalize(statement);
  return code == SQLITE_OK && !*out_api ? SQLITE_ERROR : code;
}

/* The arguments are those of the schema (schema/3.sql). */
static syn_status open_tokenizer(syn_sqlite *sqlite, syn_error *error) {
  const char *arguments[] = {"remove_diacritics", "2"};
  fts5_api *api = NULL;
  void *context = NULL;
  if (sqlite->tokenizer) return SYN_OK;
  int code = find_interface(sqlite->db, &api);
  if (code == SQLITE_OK) code = api->xFindTokenizer(api, "unicode61", &context, &sqlite->tokenizer_methods);
  if (code == SQLITE_OK) code = sqlite->tokenizer_methods.xCreate(context, arguments, 2, &sqlite->tokenizer);
  return code == SQLITE_OK ? SYN_OK : syn_sqlite_fail(sqlite, code, "look for words", error);
}

void syn_sqlite_close_words(syn_sqlite *sqlite) {
  if (sqlite->tokenizer) sqlite->tokenizer_methods.xDelete(sqlite->tokenizer);
  sqlite->tokenizer = NULL;
}

typedef struct word_visit {
  syn_status (*take)(void *context, syn_text word, uint32_t start, uint32_t end);
  void *context;
  syn_status status;
} word_visit;

static int take_token(void *context, int flags, const char *token, int size, int start, int end) {
  word_visit *visit = context;
  (void)flags;
  visit->status = visit->take(visit->context, (syn_text){token, (size_t)size}, (uint32_t)start, (uint32_t)end);
  return visit->status == SYN_OK ? SQLITE_OK : SQLITE_ABORT;
}

syn_status syn_sqlite_each_word(syn_sqlite *sqlite, syn_text text,
                                syn_status (*take)(void *context, syn_text word, uint32_t start, uint32_t end), void *context,
                                syn_error *error) {
  word_visit visit = {.take = take, .context = context, .status = SYN_OK};
  syn_status status = open_tokenizer(sqlite, error);
  if (status != SYN_OK || text.size == 0) return status;
  int code = sqlite->tokenizer_methods.xTokenize(sqlite->tokenizer, &visit, FTS5_TOKENIZE_DOCUMENT, text.data, (int)text.size, take_token);
  if (visit.status != SYN_OK) return visit.status;
  return code == SQLITE_OK ? SYN_OK : syn_sqlite_fail(sqlite, code, "cut a text into words", error);
}

/* ---- spots ---- */

typedef struct word_list {
  word_array words;
  syn_arena *arena;
} word_list;

static syn_status add_word(void *context, syn_text text, uint32_t start, uint32_t end) {
  word_list *list = context;
  word *added = SYN_ARRAY_ADD(&list->words, list->arena);
  if (!added) return SYN_NO_MEMORY;
  *added = (word){.start = start, .end = end};
  return syn_arena_copy(list->arena, text, &added->text);
}

/* Whether the term stands at words[at]. */
static bool stands_at(const word_array *words, size_t at, const word_array *term, bool is_beginning) {
  if (term->count == 0 || term->count > words->count - at) return false;
  for (size_t i = 0; i < term->count; i++) {
    syn_text found = words->items[at + i].text, wanted = term->items[i].text;
    bool may_go_on = is_beginning && i + 1 == term->count;
    if (may_go_on ? !syn_text_starts_with(found, wanted) : !syn_text_equal(found, wanted)) return false;
  }
  return true;
}

static syn_status find_all(const syn_text_query *query, const word_list *terms, const word_array *words, syn_arena *arena,
                           spot_array *spots) {
  for (size_t at = 0; at < words->count; at++) {
    for (uint32_t t = 0; t < query->term_count; t++) {
      if (!stands_at(words, at, &terms[t].words, query->terms[t].is_beginning)) continue;
      syn_text_spot *spot = SYN_ARRAY_ADD(spots, arena);
      if (!spot) return SYN_NO_MEMORY;
      *spot = (syn_text_spot){words->items[at].start, words->items[at + terms[t].words.count - 1].end, t};
    }
  }
  return SYN_OK;
}

syn_status syn_sqlite_find_spots(syn_store *store, const syn_text_query *query, syn_text text, syn_arena *arena, syn_text_spot **out_spots,
                                 size_t *out_count, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  word_list found = {.arena = arena};
  word_list *terms = SYN_ARENA_ARRAY(arena, word_list, query->term_count + 1);
  spot_array spots = {0};
  syn_status status = terms ? SYN_OK : SYN_NO_MEMORY;
  for (uint32_t t = 0; status == SYN_OK && t < query->term_count; t++) {
    terms[t] = (word_list){.arena = arena};
    status = syn_sqlite_each_word(sqlite, query->terms[t].words, add_word, &terms[t], error);
  }
  if (status == SYN_OK) status = syn_sqlite_each_word(sqlite, text, add_word, &found, error);
  if (status == SYN_OK) status = find_all(query, terms, &found.words, arena, &spots);
  if (status == SYN_NO_MEMORY) syn_error_set(error, status, 0, "%s: no memory left to look for words", sqlite->path);
  if (status != SYN_OK) return status;
  *out_spots = spots.items;
  *out_count = spots.count;
  return SYN_OK;
}
