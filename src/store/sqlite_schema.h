/*
 * Schema: makes a database file a store, and brings an older one up to date.
 *
 * The file says who it belongs to (application_id) and which version it has (user_version). Each version is a script,
 * src/store/schema/N.sql, that leads from N - 1 to N; all that are missing run in one transaction.
 */
#ifndef SYN_STORE_SQLITE_SCHEMA_H
#define SYN_STORE_SQLITE_SCHEMA_H

#include <sqlite3.h>
#include <stdbool.h>

#include "synoptic/status.h"

enum { SYN_SQLITE_APPLICATION_ID = 0x53796E6F }; /* "Syno" */

/*
 * `scripts[n]` leads to version n + 1. `may_create` false: SYN_NOT_FOUND when the database is empty. Returns SYN_OK, SYN_NOT_FOUND,
 * SYN_BAD_INPUT (another program's database, a newer version, damage), SYN_IO, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_sqlite_migrate(sqlite3 *db, const char *path, bool may_create, const char *const *scripts, int script_count,
                                             syn_error *error);

/* The same with the scripts of this program. */
SYN_MUST_CHECK syn_status syn_sqlite_migrate_store(sqlite3 *db, const char *path, bool may_create, syn_error *error);

/* The status and sentence for an SQLite code; `doing` is part of the sentence ("open the store"). */
syn_status syn_sqlite_explain(sqlite3 *db, const char *path, int code, const char *doing, syn_error *error);

#endif
