/*
 * What a quantity is of, read from the dependency tree of its sentence: the noun that governs a measure, the subject or object of the verb
 * whose extent it tells, what it is said of.
 *
 * Used where quantity_counted.c finds nothing by tags and lemmas alone; a document without trees gets nothing from here.
 */
#ifndef SYN_FACTS_QUANTITY_TREES_H
#define SYN_FACTS_QUANTITY_TREES_H

#include "facts/finder.h"
#include "facts/quantity_tables.h"

/*
 * The token of the noun that a measure in the tokens [first, end) measures, or SYN_NO_INDEX. `kind` decides which verbs tell the extent of
 * their subject.
 */
uint32_t syn_tree_measured(const syn_quantity_tables *tables, const syn_document *document, uint32_t sentence, uint32_t first, uint32_t end,
                           syn_quantity_kind kind);

/* Whether the number at `token` stands for what it counts: no noun governs it. */
bool syn_tree_is_elided(const syn_document *document, uint32_t token);

/* The noun that is said of an elided number ("twelve of those hurt were children"), or SYN_NO_INDEX. */
uint32_t syn_tree_predicate(const syn_document *document, uint32_t sentence, uint32_t token);

#endif
