/*
 * Corrections: what each later version of a page changed against the one before it, as a difference of records.
 */
#ifndef SYN_SYNOPSIS_CORRECTIONS_H
#define SYN_SYNOPSIS_CORRECTIONS_H

#include "synopsis/versions.h"

/* Fills gathering->corrections (sorted by article). Before the gathering is narrowed. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_corrections_find(syn_gathering *gathering, const syn_versions *versions);

/* ---- between corrections.c and its parts ---- */

enum { SYN_CHANGE_LIMIT = 50 /* of one kind that are told of one version */ };

#define SYN_NO_PARAGRAPH UINT32_MAX

/* A paragraph of one version, with its partner in the other. */
typedef struct syn_paragraph {
  uint32_t start, end; /* bytes of the text */
  uint64_t *words;     /* hashes of its words, sorted; of those without a twin alone */
  uint32_t word_count;
  uint32_t partner; /* index in the other version, or SYN_NO_PARAGRAPH */
  bool is_same;     /* word for word */
  bool is_told;     /* a change in it is told by itself */
} syn_paragraph;

/* One of the two versions. */
typedef struct syn_version_side {
  const syn_account *account;
  syn_paragraph *paragraphs;
  uint32_t paragraph_count;
} syn_version_side;

typedef SYN_ARRAY(syn_change) syn_change_array;

typedef struct syn_correcting {
  syn_arena *arena, *scratch;
  syn_version_side from, to;
  syn_change_array changes;
} syn_correcting;

/* The paragraph that holds the start of a span of the text, or SYN_NO_PARAGRAPH. */
uint32_t syn_correcting_paragraph(const syn_version_side *side, syn_span span);

/* Adds a change, unless so many of its kind are told already; marks the paragraphs that it stands in. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_correcting_add(syn_correcting *job, const syn_change *change);

/* How many of the words of two texts are the same, in hundredths of the words of both; word for word 100. */
SYN_MUST_CHECK syn_status syn_correcting_likeness(syn_text a, syn_text b, syn_arena *scratch, uint32_t *out_likeness);

/* Figures, quotes, events and names that differ. Paragraphs must be aligned. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_correcting_facts(syn_correcting *job);

#endif
