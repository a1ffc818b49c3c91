/*
 * Claim nouns: what a figure is of, as its own words and those around it tell: what became of the persons counted, who they are, what else
 * is counted or measured.
 */
#ifndef SYN_SYNOPSIS_CLAIM_NOUNS_H
#define SYN_SYNOPSIS_CLAIM_NOUNS_H

#include "base/map.h"
#include "synopsis/text_words.h"
#include "synoptic/article.h"
#include "synoptic/facts.h"

/* Of one language: data/<language>/fates.tsv and person_nouns.tsv; nothing is told where there are no such tables. */
typedef struct syn_noun_tables {
  const syn_table *fates, *persons; /* may be NULL */
  syn_map fate_rows, person_rows;   /* word -> row */
} syn_noun_tables;

SYN_MUST_CHECK syn_status syn_noun_tables_read(const syn_world *world, syn_text language, syn_arena *arena, syn_noun_tables *out_tables);

/* Whether a folded word tells a fate ("injured": hurt). */
bool syn_noun_tables_fate(const syn_noun_tables *tables, syn_text folded, syn_text *out_fate);

typedef struct syn_claim_noun {
  syn_text fate;     /* what became of the persons counted; empty: not told */
  syn_text noun;     /* stem of what is counted or measured; empty where it says nothing beyond the unit */
  syn_text persons;  /* class of the persons counted; empty: not told */
  bool is_of_anyone; /* the noun may be said of all persons */
} syn_claim_noun;

/* The words of a figure as syn_claim_noun_read needs them. Memory: `arena`. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_claim_noun_read(const syn_noun_tables *tables, const syn_function_words *function_words,
                                              const syn_article *article, const syn_quantity *quantity, syn_arena *arena,
                                              syn_claim_noun *out_noun);

/* What tells best what the figure is of: the fate, else the noun. */
syn_text syn_claim_noun_subject(const syn_claim_noun *noun);

/* The part of the sentence around a figure that is looked at: its sentence, at most some hundred bytes to each side. */
syn_span syn_claim_context_span(const syn_article *article, syn_span figure);

#endif
