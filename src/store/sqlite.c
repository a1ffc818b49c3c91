/*
 * How it works
 *
 * One file in WAL mode: readers do not wait for the writer, and what a killed process had not committed is not there at the next opening.
 * `synchronous` is NORMAL: a commit survives the death of the process; a power cut may take the last commits, never the consistency. The
 * file is made by ourselves with mode 0600, for SQLite would follow the umask. What is deleted is overwritten with zeros, and the file can
 * give its unused pages back (sqlite_removal.c). A database from elsewhere is not trusted: no triggers, no views, no functions with side
 * effects run from its schema.
 *
 * Readers of a database in WAL mode lock it by the files -wal and -shm beside it. Where these may not be made, because the folder may not
 * be written, and no other program has made them, the file is read as one that never changes, without locks. Should its owner change it
 * nevertheless, the end of the reading tells.
 */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/sqlite_internal.h"
#include "store/sqlite_schema.h"

/* The log goes into the file when it has grown to so many pages (32 MB): most of them are written again and again, and copied once. */
enum { ADDRESS_LIMIT = 16 * 1024, LOG_PAGES = 8192 };

syn_status syn_sqlite_fail(syn_sqlite *sqlite, int code, const char *doing, syn_error *error) {
  return syn_sqlite_explain(sqlite->db, sqlite->path, code, doing, error);
}

/* ---- statements ---- */

syn_status syn_sqlite_prepare(syn_sqlite *sqlite, const char *sql, sqlite3_stmt **out_statement, syn_error *error) {
  size_t place = 0;
  while (place < SYN_SQLITE_STATEMENT_LIMIT && sqlite->sql[place] && sqlite->sql[place] != sql) place++;
  if (place == SYN_SQLITE_STATEMENT_LIMIT)
    return syn_error_set(error, SYN_LIMIT, 0, "%s: more statements than the store keeps", sqlite->path);
  if (!sqlite->statements[place]) {
    int code = sqlite3_prepare_v3(sqlite->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &sqlite->statements[place], NULL);
    if (code != SQLITE_OK) return syn_sqlite_fail(sqlite, code, "prepare a statement", error);
    sqlite->sql[place] = sql;
  }
  sqlite3_reset(sqlite->statements[place]);
  sqlite3_clear_bindings(sqlite->statements[place]);
  *out_statement = sqlite->statements[place];
  return SYN_OK;
}

syn_status syn_sqlite_run(syn_sqlite *sqlite, sqlite3_stmt *statement, const char *doing, syn_error *error) {
  int code;
  while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
  }
  syn_status status = code == SQLITE_DONE ? SYN_OK : syn_sqlite_fail(sqlite, code, doing, error);
  sqlite3_reset(statement);
  return status;
}

syn_status syn_sqlite_execute(syn_sqlite *sqlite, const char *sql, const char *doing, syn_error *error) {
  sqlite3_stmt *statement = NULL;
  syn_status status = syn_sqlite_prepare(sqlite, sql, &statement, error);
  return status == SYN_OK ? syn_sqlite_run(sqlite, statement, doing, error) : status;
}

/*
 * Binding and reading a column can want memory. Where there is none, the statement goes on without the value and may find or keep something
 * else: what was done since the transaction began is not to be trusted, and its end says so. One thread uses a store at a time.
 */
static _Thread_local bool has_lost_memory;

syn_status syn_sqlite_not_found(syn_sqlite *sqlite, syn_id article, syn_error *error) {
  char text[SYN_ID_TEXT_SIZE];
  if (has_lost_memory) return syn_sqlite_fail(sqlite, SQLITE_NOMEM, "look for an article", error);
  syn_id_format(article, text);
  return syn_error_set(error, SYN_NOT_FOUND, 0, "%s: there is no article %s", sqlite->path, text);
}

/* SQLITE_STATIC: the caller's bytes outlive the step. */
void syn_sqlite_bind_text(sqlite3_stmt *statement, int place, syn_text text) {
  int code = sqlite3_bind_text64(statement, place, text.data ? text.data : "", text.size, SQLITE_STATIC, SQLITE_UTF8);
  if (code != SQLITE_OK) has_lost_memory = true;
}

void syn_sqlite_bind_optional(sqlite3_stmt *statement, int place, syn_text text) {
  if (text.size > 0) syn_sqlite_bind_text(statement, place, text);
}

void syn_sqlite_bind_id(sqlite3_stmt *statement, int place, syn_id id) {
  char text[SYN_ID_TEXT_SIZE];
  if (syn_id_is_none(id)) return;
  syn_id_format(id, text);
  int code = sqlite3_bind_text64(statement, place, text, SYN_ID_TEXT_SIZE - 1, SQLITE_TRANSIENT, SQLITE_UTF8);
  if (code != SQLITE_OK) has_lost_memory = true;
}

syn_text syn_sqlite_column(sqlite3_stmt *statement, int column) {
  bool is_null = sqlite3_column_type(statement, column) == SQLITE_NULL;
  const char *data = (const char *)sqlite3_column_text(statement, column);
  if (!data && !is_null) has_lost_memory = true;
  return (syn_text){data, data ? (size_t)sqlite3_column_bytes(statement, column) : 0};
}

syn_text syn_sqlite_line(syn_text line) {
  while (line.size > 0 && (line.data[line.size - 1] == '\n' || line.data[line.size - 1] == '\r')) line.size--;
  return line;
}

/* ---- transactions ---- */

static syn_status begin(syn_store *store, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  if (!sqlite3_get_autocommit(sqlite->db))
    return syn_error_set(error, SYN_BAD_ARGUMENT, 0, "%s: a transaction has begun already", sqlite->path);
  has_lost_memory = false;
  return syn_sqlite_execute(sqlite, "BEGIN IMMEDIATE", "begin to write", error);
}

static syn_status check_memory(syn_sqlite *sqlite, syn_status status, syn_error *error) {
  return has_lost_memory ? syn_sqlite_fail(sqlite, SQLITE_NOMEM, "go on", error) : status;
}

/* It wants memory itself. A transaction that stays open would keep all others from beginning, so it is tried twice. */
static void rollback(syn_store *store) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  for (int attempt = 0; attempt < 2 && !sqlite3_get_autocommit(sqlite->db); attempt++)
    sqlite3_exec(sqlite->db, "ROLLBACK", NULL, NULL, NULL);
}

static syn_status commit(syn_store *store, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  if (sqlite3_get_autocommit(sqlite->db)) return syn_error_set(error, SYN_BAD_ARGUMENT, 0, "%s: no transaction has begun", sqlite->path);
  syn_status status = check_memory(sqlite, SYN_OK, error);
  if (status == SYN_OK) return syn_sqlite_execute(sqlite, "COMMIT", "keep the changes", error);
  rollback(store);
  return status;
}

bool syn_sqlite_is_own_file(const syn_sqlite *sqlite, const char *path) {
  static const char *const endings[] = {"", "-wal", "-shm"};
  struct stat file, own;
  char name[4096];
  if (stat(path, &file) != 0) return false;
  for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
    if ((size_t)snprintf(name, sizeof(name), "%s%s", sqlite->path, endings[i]) >= sizeof(name)) continue;
    if (stat(name, &own) == 0 && own.st_dev == file.st_dev && own.st_ino == file.st_ino) return true;
  }
  return false;
}

static bool is_changed(const syn_sqlite *sqlite) {
  struct stat now;
  const struct stat *then = &sqlite->at_opening;
  return stat(sqlite->path, &now) != 0 || now.st_ino != then->st_ino || now.st_size != then->st_size ||
         now.st_mtim.tv_sec != then->st_mtim.tv_sec || now.st_mtim.tv_nsec != then->st_mtim.tv_nsec;
}

/* The reader of records, which says what is wrong with one, does not know where it lies. */
static syn_status name_store(const syn_sqlite *sqlite, syn_status status, syn_error *error) {
  bool is_named = error && syn_text_starts_with(syn_text_from(error->text), syn_text_from(sqlite->path));
  if (status != SYN_BAD_INPUT || !error || is_named) return status;
  return syn_error_set(error, status, error->offset, "%s: is damaged: %s; add the pages to a new store", sqlite->path, error->text);
}

/* Takes back the records that were set aside, too. What a change beneath an immutable store broke is explained by that change. */
static syn_status end_read(syn_store *store, syn_status status, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  if (!sqlite->is_reading) return status;
  sqlite->is_reading = false;
  rollback(store);
  if (!sqlite3_get_autocommit(sqlite->db)) return syn_sqlite_fail(sqlite, SQLITE_NOMEM, "end the reading", error);
  if (sqlite->is_immutable && is_changed(sqlite))
    return syn_error_set(error, SYN_IO, 0, "%s: was changed by another program while it was read without permission to lock it; try again",
                         sqlite->path);
  return name_store(sqlite, check_memory(sqlite, status, error), error);
}

/* The first look at the database fixes the moment. */
static syn_status begin_read(syn_store *store, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  if (!sqlite3_get_autocommit(sqlite->db))
    return syn_error_set(error, SYN_BAD_ARGUMENT, 0, "%s: a transaction has begun already", sqlite->path);
  has_lost_memory = false;
  syn_status status = syn_sqlite_execute(sqlite, "BEGIN", "begin to read", error);
  if (status != SYN_OK) return status;
  sqlite->is_reading = true;
  status = syn_sqlite_execute(sqlite, "SELECT 1 FROM meta", "begin to read", error);
  return status == SYN_OK ? SYN_OK : end_read(store, status, error);
}

syn_status syn_sqlite_scope_open(syn_sqlite *sqlite, bool *out_own, syn_error *error) {
  if (sqlite->is_reading) return syn_error_set(error, SYN_BAD_ARGUMENT, 0, "%s: cannot be written while it is read", sqlite->path);
  bool own = sqlite3_get_autocommit(sqlite->db);
  if (own) has_lost_memory = false;
  syn_status status = own ? syn_sqlite_execute(sqlite, "BEGIN IMMEDIATE", "begin to write", error)
                          : syn_sqlite_execute(sqlite, "SAVEPOINT scope", "begin to write", error);
  if (status == SYN_OK) *out_own = own;
  return status;
}

syn_status syn_sqlite_scope_close(syn_sqlite *sqlite, bool own, syn_status status, syn_error *error) {
  status = check_memory(sqlite, status, error);
  if (status == SYN_OK)
    status = own ? syn_sqlite_execute(sqlite, "COMMIT", "keep the changes", error)
                 : syn_sqlite_execute(sqlite, "RELEASE scope", "keep the changes", error);
  if (status != SYN_OK && !sqlite3_get_autocommit(sqlite->db)) /* a failure of the disk may have ended the transaction already */
    sqlite3_exec(sqlite->db, own ? "ROLLBACK" : "ROLLBACK TO scope; RELEASE scope", NULL, NULL, NULL);
  return status;
}

/* ---- opening ---- */

static bool is_in_memory(const char *path) {
  return strcmp(path, ":memory:") == 0;
}

/* Makes the file for nobody but its owner to read; one that is there stays as it is. */
static syn_status make_file(const char *path, bool may_create, syn_error *error) {
  struct stat info;
  if (strstr(path, "://"))
    return syn_error_set(error, SYN_BAD_ARGUMENT, 0, "%s: is an address, and stores are files; name a file with --db", path);
  if (stat(path, &info) == 0) {
    if (S_ISREG(info.st_mode)) return SYN_OK;
    return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: is no file; name a file for the store with --db", path);
  }
  if (errno != ENOENT || !may_create) {
    if (errno == ENOENT) return syn_error_set(error, SYN_NOT_FOUND, 0, "%s: there is no such store; synoptic add makes one", path);
    return syn_error_set(error, SYN_IO, 0, "%s: the store cannot be opened: %s", path, strerror(errno));
  }
  int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0 && errno != EEXIST)
    return syn_error_set(error, SYN_IO, 0, "%s: the store cannot be made: %s; does the folder exist, and may it be written?", path,
                         strerror(errno));
  if (file >= 0) close(file);
  return SYN_OK;
}

/* How the permissions let us open the file. */
typedef enum opening { OPENING_WRITE, OPENING_READ, OPENING_IMMUTABLE } opening;

static bool may_write(const char *path) {
  return faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0;
}

/* Writing needs the folder as well: the -wal and -shm files lie in it. So do locks, unless there is a -wal already. */
static syn_status find_opening(const char *path, bool may_create, opening *out_opening, syn_error *error) {
  *out_opening = OPENING_WRITE;
  if (may_create || is_in_memory(path)) return SYN_OK;
  size_t size = strlen(path);
  char *text = malloc(size + sizeof("-wal"));
  if (!text) return syn_error_set(error, SYN_NO_MEMORY, 0, "%s: no memory left to open the store", path);
  memcpy(text, path, size + 1);
  bool folder_is_writable = may_write(dirname(text)); /* dirname changes its argument */
  memcpy(text, path, size);
  memcpy(text + size, "-wal", sizeof("-wal"));
  if (!folder_is_writable)
    *out_opening = access(text, F_OK) == 0 ? OPENING_READ : OPENING_IMMUTABLE;
  else if (!may_write(path))
    *out_opening = OPENING_READ;
  free(text);
  return SYN_OK;
}

/* Only an address can say that a file is immutable; in it, all but the plainest bytes are written as numbers. */
static int open_immutable(syn_sqlite *sqlite) {
  static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._/", digits[] = "0123456789ABCDEF";
  syn_buffer address;
  syn_buffer_init(&address, ADDRESS_LIMIT);
  syn_buffer_add(&address, sqlite->path[0] == '/' ? SYN_TEXT("file://") : SYN_TEXT("file:"));
  for (const char *at = sqlite->path; *at; at++) {
    unsigned char byte = (unsigned char)*at;
    if (strchr(plain, *at))
      syn_buffer_add_byte(&address, *at);
    else
      syn_buffer_add(&address, (syn_text){(char[]){'%', digits[byte >> 4], digits[byte & 15]}, 3});
  }
  syn_buffer_add(&address, SYN_TEXT("?immutable=1"));
  syn_buffer_add_byte(&address, '\0');
  sqlite->is_immutable = true;
  int code = SQLITE_CANTOPEN;
  if (address.status == SYN_OK && stat(sqlite->path, &sqlite->at_opening) == 0)
    code = sqlite3_open_v2(syn_buffer_text(&address).data, &sqlite->db,
                           SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
  syn_buffer_clear(&address);
  return code;
}

static int open_database(syn_sqlite *sqlite, opening how) {
  if (how == OPENING_IMMUTABLE) return open_immutable(sqlite);
  int access = how == OPENING_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  return sqlite3_open_v2(sqlite->path, &sqlite->db, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
}

static bool is_read_only(const syn_store *store) {
  return sqlite3_db_readonly(((const syn_sqlite *)store)->db, "main") == 1;
}

/* Whether nothing was ever written to it. */
static bool is_new(sqlite3 *db) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(db, "PRAGMA page_count", -1, &statement, NULL) != SQLITE_OK) return false;
  bool has_no_pages = sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_int64(statement, 0) == 0;
  sqlite3_finalize(statement);
  return has_no_pages;
}

static syn_status configure(syn_sqlite *sqlite, bool may_create, syn_error *error) {
  static const char settings[] =
      "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA cache_size = -65536;"
      "PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON;";
  sqlite3 *db = sqlite->db;
  sqlite3_busy_timeout(db, SYN_SQLITE_BUSY_TIMEOUT_MS);
  sqlite3_wal_autocheckpoint(db, LOG_PAGES);
  sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL);
  sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, (int *)NULL);
  sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, (int *)NULL);
  int code = sqlite3_exec(db, settings, NULL, NULL, NULL);
  /* before the first table, or it does nothing; and not to a file that may be somebody else's */
  if (code == SQLITE_OK && may_create && !is_read_only(&sqlite->store) && is_new(db))
    code = sqlite3_exec(db, "PRAGMA auto_vacuum = INCREMENTAL", NULL, NULL, NULL);
  if (code != SQLITE_OK) return syn_sqlite_fail(sqlite, code, "open the store", error);
  /* Before the file is changed in any way, it is seen to be ours. */
  syn_status status = syn_sqlite_migrate_store(db, sqlite->path, may_create, error);
  if (status != SYN_OK || is_read_only(&sqlite->store)) return status;
  code = sqlite3_exec(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;", NULL, NULL, NULL);
  return code == SQLITE_OK ? SYN_OK : syn_sqlite_fail(sqlite, code, "open the store", error);
}

static void close_store(syn_store *store) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  for (size_t i = 0; i < SYN_SQLITE_STATEMENT_LIMIT; i++) sqlite3_finalize(sqlite->statements[i]);
  syn_sqlite_close_words(sqlite);
  sqlite3_close(sqlite->db);
  free(sqlite->path);
  free(sqlite);
}

static syn_status open_store(const char *path, bool may_create, syn_store **out_store, syn_error *error) {
  opening how;
  syn_status status = is_in_memory(path) ? SYN_OK : make_file(path, may_create, error);
  if (status == SYN_OK) status = find_opening(path, may_create, &how, error);
  if (status != SYN_OK) return status;
  syn_sqlite *sqlite = calloc(1, sizeof(*sqlite));
  if (sqlite) sqlite->path = strdup(path);
  if (!sqlite || !sqlite->path) {
    free(sqlite);
    return syn_error_set(error, SYN_NO_MEMORY, 0, "%s: no memory left to open the store", path);
  }
  sqlite->store.backend = &syn_store_sqlite;
  int code = open_database(sqlite, how);
  status = code == SQLITE_OK ? configure(sqlite, may_create, error) : syn_sqlite_fail(sqlite, code, "open the store", error);
  if (status == SYN_OK)
    *out_store = &sqlite->store;
  else
    close_store(&sqlite->store);
  return status;
}

static void copy_name(char out_text[SYN_SQLITE_READER_SIZE], syn_text name) {
  memset(out_text, 0, SYN_SQLITE_READER_SIZE);
  if (name.size > 0) memcpy(out_text, name.data, name.size);
}

static syn_status set_reader(syn_store *store, syn_text version, syn_text model, syn_text world) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  if (version.size >= SYN_SQLITE_READER_SIZE || model.size >= SYN_SQLITE_READER_SIZE || world.size >= SYN_SQLITE_READER_SIZE)
    return SYN_BAD_ARGUMENT;
  copy_name(sqlite->version, version);
  copy_name(sqlite->model, model);
  copy_name(sqlite->world, world);
  return SYN_OK;
}

static bool claims(const char *path) {
  return path != NULL;
}

const syn_store_backend syn_store_sqlite = {
    .name = "sqlite",
    .claims = claims,
    .open = open_store,
    .close = close_store,
    .is_read_only = is_read_only,
    .set_reader = set_reader,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .begin_read = begin_read,
    .end_read = end_read,
    .look = syn_sqlite_look,
    .add_article = syn_sqlite_add_article,
    .replace_article = syn_sqlite_replace_article,
    .remove_articles = syn_sqlite_remove_articles,
    .compact = syn_sqlite_compact,
    .get_capture = syn_sqlite_get_capture,
    .list_articles = syn_sqlite_list_articles,
    .get_article = syn_sqlite_get_article,
    .each_article = syn_sqlite_each_article,
    .each_heading = syn_sqlite_each_heading,
    .match_text = syn_sqlite_match_text,
    .find_spots = syn_sqlite_find_spots,
    .rebuild_text = syn_sqlite_rebuild_text,
    .count = syn_sqlite_count,
    .generation = syn_sqlite_generation,
    .count_by_others = syn_sqlite_count_by_others,
    .derived_generation = syn_sqlite_derived_generation,
    .neighbours = syn_sqlite_neighbours,
    .each_derived = syn_sqlite_each_derived,
    .note_request = syn_sqlite_note_request,
    .each_request = syn_sqlite_each_request,
    .list_site_changes = syn_sqlite_list_site_changes,
    .settle_site = syn_sqlite_settle_site,
    .each_site_page = syn_sqlite_each_site_page,
    .check = syn_sqlite_check,
    .tell = syn_sqlite_tell,
    .backup = syn_sqlite_backup,
    .watching = &syn_store_sqlite_watching,
};
