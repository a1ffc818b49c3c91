/*
 * Filling the index of neighbours in the SQLite store: store/neighbours.h says what each function does.
 */
#ifndef SYN_STORE_SQLITE_FILLING_H
#define SYN_STORE_SQLITE_FILLING_H

#include "store/neighbours.h"
#include "store/sqlite_internal.h"

syn_status syn_sqlite_filling(syn_store *store, syn_neighbour_filling *out_filling, syn_error *error);
syn_status syn_sqlite_set_filling(syn_store *store, syn_neighbour_filling filling, syn_error *error);
syn_status syn_sqlite_most_number(syn_store *store, uint64_t *out_number, syn_error *error);
syn_status syn_sqlite_next_coming(syn_store *store, uint64_t after, syn_id *out_article, uint64_t *out_place, bool *out_has,
                                  syn_error *error);
syn_status syn_sqlite_next_row(syn_store *store, uint64_t after, syn_arena *arena, syn_neighbour *out_row, bool *out_has, syn_error *error);
syn_status syn_sqlite_each_traits(syn_store *store, syn_status (*visit)(void *context, const syn_neighbour *row), void *context,
                                  syn_error *error);
syn_status syn_sqlite_empty_lists(syn_store *store, syn_error *error);
syn_status syn_sqlite_unplace_all(syn_store *store, syn_error *error);

/* sqlite_neighbours.c: the row of a statement that has been bound (number, article, outlet, day, traits); none: `*out_has` false. */
SYN_MUST_CHECK syn_status syn_sqlite_read_neighbour(syn_sqlite *sqlite, sqlite3_stmt *statement, syn_arena *arena, syn_neighbour *out_row,
                                                    bool *out_has, syn_error *error);

#endif
