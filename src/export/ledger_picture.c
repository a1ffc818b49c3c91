#include "export/ledger_picture.h"

#include <stdlib.h>

#include "export/timeline_picture.h"
#include "records/names.h"
#include "records/wording.h"

enum { LABEL_LIMIT = 1 << 16 };

static int compare_identities(const void *a, const void *b) {
  return syn_id_compare(((const syn_identity *)a)->id, ((const syn_identity *)b)->id);
}

static void add_side(syn_buffer *text, syn_id_list side, const syn_identity *identities, uint32_t identity_count) {
  uint32_t named = 0;
  for (uint32_t i = 0; i < side.count && identity_count > 0; i++) {
    const syn_identity wanted = {.id = side.items[i]};
    const syn_identity *found = bsearch(&wanted, identities, identity_count, sizeof wanted, compare_identities);
    if (found) syn_buffer_format(text, "%s%.*s", named++ > 0 ? ", " : "", SYN_TEXT_ARGUMENTS(found->name));
  }
  if (named == 0) syn_buffer_add(text, SYN_TEXT("not stated"));
}

void syn_ledger_add_sides(syn_buffer *text, const syn_entry *entry, const syn_identity *identities, uint32_t identity_count) {
  add_side(text, entry->providers, identities, identity_count);
  if (entry->instrument == SYN_INSTRUMENT_TRADE) return;
  syn_buffer_add(text, SYN_TEXT(" → "));
  add_side(text, entry->receivers, identities, identity_count);
}

const syn_entry *syn_ledger_find_entry(const syn_entry *entries, uint32_t count, syn_id id) {
  for (uint32_t i = 0; i < count && !syn_id_is_none(id); i++)
    if (syn_id_compare(entries[i].id, id) == 0) return &entries[i];
  return NULL;
}

/* Whether the money has changed hands, or was owed: a mark that is filled. */
static bool is_done(syn_stage stage) {
  return stage == SYN_STAGE_PAID || stage == SYN_STAGE_REPAID || stage == SYN_STAGE_OWED;
}

static syn_status copy_words(syn_buffer *words, syn_arena *arena, syn_text *out_text) {
  syn_status status = words->status == SYN_OK ? syn_arena_copy(arena, syn_buffer_text(words), out_text) : words->status;
  syn_buffer_clear(words);
  return status;
}

static syn_status make_row(const syn_ledger_picture *picture, uint32_t number, syn_arena *arena, syn_picture_row *row) {
  const syn_entry *entry = &picture->entries[number];
  syn_buffer words;
  syn_buffer_init(&words, LABEL_LIMIT);
  *row = (syn_picture_row){.date = picture->dates[number],
                           .is_told = entry->date.basis == SYN_BASIS_NONE,
                           .is_to_come = !is_done(entry->stage),
                           .accounts = entry->reading_count};
  if (row->date.basis != SYN_BASIS_NONE && row->is_told) {
    const syn_interval day = {.from = row->date.to, .to = row->date.to, .basis = row->date.basis};
    syn_buffer_add(&words, SYN_TEXT("by "));
    syn_wording_interval(&words, day);
  } else if (row->date.basis != SYN_BASIS_NONE) {
    syn_wording_interval(&words, row->date);
  }
  syn_status status = copy_words(&words, arena, &row->when);
  syn_wording_reading(&words, &entry->amount);
  syn_buffer_format(&words, " %s, %s: ", syn_instrument_name(entry->instrument), syn_stage_name(entry->stage));
  syn_ledger_add_sides(&words, entry, picture->identities, picture->identity_count);
  return status == SYN_OK ? copy_words(&words, arena, &row->label) : status;
}

/* From the entry `earlier` to that of this number, if it is drawn. */
static void add_bond(const syn_ledger_picture *picture, syn_id earlier, uint32_t number, syn_fulfilment_kind kind, syn_picture_bond *bonds,
                     uint32_t *bond_count) {
  const syn_entry *found = syn_ledger_find_entry(picture->entries, picture->entry_count, earlier);
  if (found) bonds[(*bond_count)++] = (syn_picture_bond){(uint32_t)(found - picture->entries), number, kind};
}

syn_status syn_ledger_picture_add(syn_buffer *svg, const syn_ledger_picture *picture, syn_arena *arena) {
  uint32_t count = picture->entry_count < SYN_PICTURE_ROW_LIMIT ? picture->entry_count : SYN_PICTURE_ROW_LIMIT;
  syn_picture_row *rows = SYN_ARENA_ARRAY(arena, syn_picture_row, count);
  syn_picture_bond *bonds = SYN_ARENA_ARRAY(arena, syn_picture_bond, (size_t)count * 2);
  if (!rows || !bonds) return SYN_NO_MEMORY;
  syn_timeline_picture drawn = {.title = picture->title,
                                .rows = rows,
                                .row_count = count,
                                .bonds = bonds,
                                .is_whole = true,
                                .left_out_count = picture->entry_count - count,
                                .legend =
                                    SYN_TEXT("● paid, repaid or owed on this day · ▬ in these days · ← told by this day, no account says "
                                             "when · hollow: not paid · curve: what goes on with what (red: refused, dashed: part of it)")};
  syn_status status = SYN_OK;
  for (uint32_t i = 0; status == SYN_OK && i < count; i++) {
    status = make_row(picture, i, arena, &rows[i]);
    bool fails = picture->entries[i].stage == SYN_STAGE_REFUSED || picture->entries[i].stage == SYN_STAGE_CANCELLED;
    add_bond(picture, picture->entries[i].follows, i, fails ? SYN_FULFILMENT_BREAKS : SYN_FULFILMENT_FULFILS, bonds, &drawn.bond_count);
    add_bond(picture, picture->entries[i].part_of, i, SYN_FULFILMENT_CONFIRMS, bonds, &drawn.bond_count);
  }
  if (status != SYN_OK) return status;
  syn_timeline_picture_add(svg, &drawn);
  return svg->status;
}
