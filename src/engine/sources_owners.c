#include "engine/sources_owners.h"

#include "base/utf8.h"

static syn_status add_name(syn_outlet_owners *owners, syn_text name, size_t row) {
  syn_text key;
  if (name.size == 0) return SYN_OK;
  syn_status status = syn_utf8_fold(name, owners->arena, &key);
  if (status != SYN_OK || syn_map_get(&owners->rows, key, NULL)) return status;
  return syn_map_put(&owners->rows, key, row);
}

static syn_status add_list(syn_outlet_owners *owners, size_t row, const char *column) {
  syn_text rest = syn_table_cell(owners->table, row, syn_table_column(owners->table, column)), item;
  syn_status status = SYN_OK;
  while (status == SYN_OK && syn_table_next_item(&rest, '|', &item)) status = add_name(owners, item, row);
  return status;
}

syn_status syn_outlet_owners_read(const syn_world *world, syn_arena *arena, syn_outlet_owners *out_owners) {
  static const char *const columns[] = {"name", "names", "domains"};
  syn_outlet_owners owners = {.table = syn_world_table(world, "world/outlets"), .arena = arena};
  syn_status status = SYN_OK;
  syn_map_init(&owners.rows, arena);
  for (size_t c = 0; owners.table && c < sizeof columns / sizeof columns[0]; c++)
    for (size_t row = 0; status == SYN_OK && row < owners.table->row_count; row++) status = add_list(&owners, row, columns[c]);
  if (status == SYN_OK) *out_owners = owners;
  return status;
}

/* "www.news.lantern.example" is looked for as a whole, then without its first part, and so on. */
static bool find_host(const syn_outlet_owners *owners, syn_text url, uint64_t *out_row) {
  size_t start = syn_text_find(url, SYN_TEXT("://"), 0);
  syn_text host = syn_text_slice(url, start == SIZE_MAX ? 0 : start + 3, url.size);
  host = syn_text_slice(host, 0, syn_text_find(host, SYN_TEXT("/"), 0));
  while (host.size > 0) {
    if (syn_map_get(&owners->rows, host, out_row)) return true;
    size_t dot = syn_text_find(host, SYN_TEXT("."), 0);
    host = dot == SIZE_MAX ? (syn_text){0} : syn_text_slice(host, dot + 1, host.size);
  }
  return false;
}

syn_status syn_outlet_owners_find(const syn_outlet_owners *owners, syn_text name, syn_text url, syn_text *out_owner,
                                  syn_text *out_country) {
  syn_text key;
  uint64_t row;
  *out_owner = *out_country = (syn_text){0};
  if (!owners->table) return SYN_OK;
  if (syn_utf8_fold(name, owners->arena, &key) != SYN_OK) return SYN_NO_MEMORY;
  if (!syn_map_get(&owners->rows, key, &row) && !find_host(owners, url, &row)) return SYN_OK;
  syn_text owner = syn_table_cell(owners->table, row, syn_table_column(owners->table, "owner"));
  syn_text country = syn_table_cell(owners->table, row, syn_table_column(owners->table, "country"));
  syn_status status = syn_arena_copy(owners->arena, owner, out_owner);
  return status == SYN_OK ? syn_arena_copy(owners->arena, country, out_country) : status;
}
