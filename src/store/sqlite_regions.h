/*
 * Neighbourhoods in the SQLite store: store/neighbours.h says what each function does.
 */
#ifndef SYN_STORE_SQLITE_REGIONS_H
#define SYN_STORE_SQLITE_REGIONS_H

#include "store/neighbours.h"
#include "store/sqlite_internal.h"

syn_status syn_sqlite_forget_neighbours(syn_store *store, syn_error *error);
syn_status syn_sqlite_set_aside_neighbours(syn_store *store, syn_error *error);
syn_status syn_sqlite_region_of(syn_store *store, uint64_t number, uint64_t *out_region, syn_error *error);
syn_status syn_sqlite_region_members(syn_store *store, uint64_t region, syn_arena *arena, syn_id **out_articles, uint32_t *out_count,
                                     syn_error *error);
syn_status syn_sqlite_set_region(syn_store *store, uint64_t number, uint64_t region, syn_error *error);
syn_status syn_sqlite_clear_region(syn_store *store, uint64_t region, syn_error *error);

/* Within a scope: nothing is left of what was derived from it, and of the names that it stated. */
SYN_MUST_CHECK syn_status syn_sqlite_forget_region(syn_sqlite *sqlite, uint64_t region, syn_error *error);
syn_status syn_sqlite_next_unplaced(syn_store *store, uint64_t *out_number, bool *out_has, syn_error *error);
syn_status syn_sqlite_mark_region(syn_store *store, uint64_t region, syn_error *error);
syn_status syn_sqlite_next_marked(syn_store *store, uint64_t *out_region, bool *out_has, syn_error *error);
syn_status syn_sqlite_state_name(syn_store *store, syn_id name, syn_text country, uint64_t region, syn_error *error);
syn_status syn_sqlite_use_main_country(syn_store *store, syn_id name, syn_arena *arena, syn_text *out_country, syn_error *error);
syn_status syn_sqlite_next_name(syn_store *store, syn_id *out_name, bool *out_has, syn_error *error);
syn_status syn_sqlite_put_derived(syn_store *store, uint64_t region, const syn_store_derived *records, size_t count, syn_error *error);
syn_status syn_sqlite_forget_names(syn_store *store, uint64_t region, syn_error *error);
syn_status syn_sqlite_set_generation(syn_store *store, uint64_t generation, syn_error *error);

#endif
