/*
 * Ledger picture: entries over time, one line each: what is done hollow until it is paid; curves lead from a promise to what goes on with
 * it, and from a part to its whole.
 */
#ifndef SYN_EXPORT_LEDGER_PICTURE_H
#define SYN_EXPORT_LEDGER_PICTURE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "synoptic/synopsis.h"

typedef struct syn_ledger_picture {
  syn_text title;
  const syn_entry *entries;  /* in the order in which they are drawn */
  const syn_interval *dates; /* one an entry: the event's, else of the first publication; basis NONE where neither is known */
  uint32_t entry_count;
  const syn_identity *identities; /* sorted by id */
  uint32_t identity_count;
} syn_ledger_picture;

/* Adds one SVG element. Memory for its words from `arena`. Returns SYN_OK, SYN_NO_MEMORY, or the buffer's status. */
SYN_MUST_CHECK syn_status syn_ledger_picture_add(syn_buffer *svg, const syn_ledger_picture *picture, syn_arena *arena);

/* "Malta, Romania → Moldova", "Malta, Moldova" for trade between them. */
void syn_ledger_add_sides(syn_buffer *text, const syn_entry *entry, const syn_identity *identities, uint32_t identity_count);

/* The entry of this id, or NULL. */
const syn_entry *syn_ledger_find_entry(const syn_entry *entries, uint32_t count, syn_id id);

#endif
