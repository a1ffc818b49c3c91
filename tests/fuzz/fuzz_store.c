/*
 * Feeds bytes to the rows of a store, as someone may who sends one along: the first byte chooses the column that they stand in. Whatever
 * reads the store must end in records or in an error that says something.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fuzz_target.h"
#include "synoptic/actor.h"
#include "synoptic/find.h"

static const char *const FORGERIES[] = {
    "UPDATE article SET record = ?1 WHERE rowid = 1",
    "UPDATE article SET source = ?1 WHERE rowid = 1",
    "UPDATE fact SET record = ?1 WHERE rowid = 1",
    "UPDATE fact SET record = ?1 WHERE rowid = 5",
    "UPDATE sketch SET record = ?1",
    "UPDATE derived SET record = ?1 WHERE kind = 'story'",
    "UPDATE derived SET record = ?1 WHERE kind = 'entity'",
    "UPDATE derived SET record = ?1 WHERE kind = 'maker'",
    "UPDATE derived SET kind = 'point', record = ?1 WHERE rowid = 2",
    "UPDATE meta SET value = ?1 WHERE rowid = 1",
    "UPDATE article_text_data SET block = CAST(?1 AS BLOB) WHERE id > 10",
    "UPDATE article_text_data SET block = CAST(?1 AS BLOB) WHERE id <= 10",
    "UPDATE article_text_docsize SET sz = CAST(?1 AS BLOB)",
};
enum { FORGERY_COUNT = sizeof FORGERIES / sizeof FORGERIES[0], PATH_BYTES = 96 };

static const char PAGE[] =
    "Porto talks\n\nThe council of Porto met on Monday. \"We paid 5 million euros,\" said Maria Silva, the mayor of Porto. "
    "Forty people came from Spain, she said, and the talks went on for three hours in the town hall.\n";
static const char *const QUERIES[] = {"porto coun* -quagmire", "type:CONSULT actor:Porto", "speaker:\"Maria Silva\" paid", "label:single"};
static const char *const ASKED[] = {"Maria Silva", "Porto", "Quagmire"};
static char page_path[PATH_BYTES], store_path[PATH_BYTES], whole_path[PATH_BYTES];
static syn_engine *engine;

static void require(bool condition) {
  if (!condition) abort();
}

static syn_status swallow(void *context, syn_text bytes) {
  (void)context;
  (void)bytes;
  return SYN_OK;
}

static void remove_files(void) {
  static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
  const char *const paths[] = {page_path, store_path, whole_path};
  for (size_t p = 0; p < 3; p++)
    for (size_t i = 0; i < 4; i++) {
      char path[PATH_BYTES + 16];
      snprintf(path, sizeof path, "%s%s", paths[p], endings[i]);
      unlink(path);
    }
}

static void write_file(const char *path, const char *bytes, size_t size) {
  FILE *file = fopen(path, "wb");
  require(file && fwrite(bytes, 1, size, file) == size && fclose(file) == 0);
}

static void copy_store(void) {
  static char bytes[4 << 20];
  FILE *file = fopen(whole_path, "rb");
  require(file != NULL);
  size_t size = fread(bytes, 1, sizeof bytes, file);
  fclose(file);
  write_file(store_path, bytes, size);
}

/* A store with one article and its stories, made once and copied for each input. */
static void make_store(void) {
  syn_collection *collection = NULL;
  syn_story_list *stories = NULL;
  const char *folder = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"; /* in memory: a disk makes each input wait ten times as long */
  snprintf(page_path, sizeof page_path, "%s/syn_fuzz_%d.txt", folder, (int)getpid());
  snprintf(store_path, sizeof store_path, "%s/syn_fuzz_%d.db", folder, (int)getpid());
  snprintf(whole_path, sizeof whole_path, "%s/syn_fuzz_%d.whole.db", folder, (int)getpid());
  atexit(remove_files);
  write_file(page_path, PAGE, sizeof PAGE - 1);
  require(syn_engine_create(&(syn_engine_options){.thread_count = 1}, &engine, NULL) == SYN_OK);
  require(syn_collection_open(engine, whole_path, true, &collection, NULL) == SYN_OK);
  const syn_input input = {.paths = (const char *const[]){page_path}, .path_count = 1};
  require(syn_collection_add(collection, &input, NULL, NULL, NULL) == SYN_OK);
  require(syn_collection_stories(collection, &stories, NULL) == SYN_OK);
  syn_story_list_destroy(&stories);
  syn_collection_close(&collection);
}

static void forge(uint8_t choice, const uint8_t *data, size_t size) {
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  require(sqlite3_open(store_path, &db) == SQLITE_OK);
  if (sqlite3_prepare_v2(db, FORGERIES[choice % FORGERY_COUNT], -1, &statement, NULL) == SQLITE_OK) {
    sqlite3_bind_text(statement, 1, size ? (const char *)data : "", (int)size, SQLITE_STATIC);
    (void)sqlite3_step(statement); /* the schema may refuse it */
  }
  sqlite3_finalize(statement);
  sqlite3_close(db);
}

static void read_all(void) {
  syn_collection *collection = NULL;
  syn_comparison *comparison = NULL;
  syn_story_list *stories = NULL;
  syn_error error = {0};
  const syn_sink sink = {.write = swallow};
  if (syn_collection_open(engine, store_path, false, &collection, &error) != SYN_OK) {
    require(error.text[0]);
    return;
  }
  if (syn_collection_stories(collection, &stories, &error) == SYN_OK) syn_story_list_destroy(&stories);
  if (syn_collection_compare(collection, NULL, &comparison, &error) == SYN_OK) {
    require(syn_comparison_write_report(comparison, &sink, &error) == SYN_OK);
    require(syn_comparison_write_records(comparison, &sink, &error) == SYN_OK);
    syn_comparison_destroy(&comparison);
  }
  for (size_t i = 0; i < sizeof ASKED / sizeof ASKED[0]; i++) {
    syn_actor *actor = NULL;
    error.text[0] = '\0';
    if (syn_collection_who(collection, ASKED[i], &actor, &error) == SYN_OK)
      require(syn_actor_write_records(actor, &sink, &error) == SYN_OK);
    else
      require(error.text[0]);
    syn_actor_destroy(&actor);
  }
  for (size_t i = 0; i < sizeof QUERIES / sizeof QUERIES[0]; i++) {
    syn_find_result *result = NULL;
    error.text[0] = '\0';
    if (syn_collection_find(collection, &(syn_find_request){.query = QUERIES[i]}, &result, &error) == SYN_OK)
      require(syn_find_write_records(result, &sink, &error) == SYN_OK);
    else
      require(error.text[0]);
    syn_find_result_destroy(&result);
  }
  error.text[0] = '\0';
  require(syn_collection_export(collection, "jsonl", &sink, &error) == SYN_OK || error.text[0]);
  syn_collection_close(&collection);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (!engine) make_store();
  if (size == 0) return 0;
  copy_store();
  forge(data[0], data + 1, size - 1);
  read_all();
  return 0;
}
