/*
 * Ledger: money between actors as the store's articles tell it, for tables and programs.
 *
 * Owns all that it points to. Spans count bytes into the articles' fields.
 */
#ifndef SYNOPTIC_LEDGER_H
#define SYNOPTIC_LEDGER_H

#include "synoptic/collection.h"

SYN_C_BEGIN

typedef struct syn_ledger {
  const syn_entry *entries; /* by date: the event's, else the first publication; undated ones last; then by id */
  uint32_t entry_count;
  const syn_identity *identities; /* that entries name, sorted by id */
  uint32_t identity_count;
  const syn_article *articles; /* that entries were read in, sorted by id */
  uint32_t article_count;
  const syn_id *actors; /* those that were asked for */
  uint32_t actor_count;
} syn_ledger;

/*
 * The entries in which an actor provides or receives; of two actors those between them; of none all. Actors are named as for
 * syn_collection_who. The caller destroys the ledger. Returns as that, and SYN_BAD_ARGUMENT for more than two actors.
 */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_collection_ledger(syn_collection *collection, const char *const *actors, size_t actor_count,
                                                           syn_ledger **out_ledger, syn_error *error);

/* Gives all memory back and sets *ledger to NULL; does nothing for NULL. */
SYN_PUBLIC void syn_ledger_destroy(syn_ledger **ledger);

/* The name of an identity, or an empty slice. */
SYN_PUBLIC syn_text syn_ledger_name(const syn_ledger *ledger, syn_id identity);

/* The article of this id, or NULL. */
SYN_PUBLIC const syn_article *syn_ledger_article(const syn_ledger *ledger, syn_id article);

/* The entry of this id among those of the ledger, or NULL. */
SYN_PUBLIC const syn_entry *syn_ledger_entry(const syn_ledger *ledger, syn_id entry);

/* When it was: the event's date, else the day of the first publication; basis NONE where neither is known. */
SYN_PUBLIC syn_interval syn_ledger_date(const syn_ledger *ledger, const syn_entry *entry);

/* What adds up: the amounts of one currency, instrument and stage from one provider to one receiver. */
typedef struct syn_ledger_sum {
  syn_id provider, receiver;
  syn_text unit;
  syn_instrument instrument;
  syn_stage stage;
  syn_decimal amount;
  bool is_about; /* some of the amounts are */
  uint32_t entry_count;
} syn_ledger_sum;

/*
 * Sums of entries with one provider and one receiver, in the order in which they begin. Left out is what is part of another entry or was
 * followed by a later stage, trade and prices, amounts that are ranges or bounds, and what would not fit. At most `limit` sums are made;
 * returns how many.
 */
SYN_PUBLIC uint32_t syn_ledger_sums(const syn_ledger *ledger, syn_ledger_sum *out_sums, uint32_t limit);

/*
 * The ledger over time, one line an entry, as an SVG file: hollow marks for what is not paid, curves for what goes on with what. Returns
 * SYN_OK, SYN_IO from the sink, SYN_NO_MEMORY.
 */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_ledger_write_picture(const syn_ledger *ledger, const syn_sink *sink, syn_error *error);

/* Entities and entries as JSON lines. Returns SYN_OK, SYN_IO from the sink, SYN_NO_MEMORY. */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_ledger_write_records(const syn_ledger *ledger, const syn_sink *sink, syn_error *error);

SYN_C_END

#endif
