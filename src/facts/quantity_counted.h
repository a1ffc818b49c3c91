/*
 * What a number counts or measures: the noun phrase after it, the noun before it, the subject of its clause.
 *
 * Works on tags and lemmas of one sentence; where they tell nothing of a measure, its tree is asked (quantity_trees.h).
 */
#ifndef SYN_FACTS_QUANTITY_COUNTED_H
#define SYN_FACTS_QUANTITY_COUNTED_H

#include "facts/finder.h"
#include "facts/quantity_tables.h"

typedef struct syn_counted {
  uint32_t head;  /* token of the noun; SYN_NO_INDEX where only the verb tells ("12 were killed") */
  uint32_t last;  /* last token that belongs to the quantity's words */
  bool has_words; /* whether the words from the number to `last` belong to it */
  bool is_person;
} syn_counted;

/*
 * What the number that ends before `token` counts. `before` is the token before the quantity's words, or SYN_NO_INDEX; `is_one` whether the
 * number is 1. Returns false when it counts nothing.
 */
bool syn_counted_find(const syn_quantity_tables *tables, const syn_finding *finding, uint32_t sentence, uint32_t token, uint32_t before,
                      bool is_one, syn_counted *out_counted);

/*
 * The lemma of what a measure (money, per cent, a duration …) measures, or an empty slice. `first` and `end` are the tokens of the
 * quantity's words.
 */
syn_text syn_measured_find(const syn_quantity_tables *tables, const syn_finding *finding, uint32_t sentence, uint32_t first, uint32_t end,
                           syn_quantity_kind kind);

#endif
