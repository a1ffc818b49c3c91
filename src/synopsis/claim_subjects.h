/*
 * Subjects: figures of one kind, unit and head noun. What the value cannot tell, the subject does: whether an account that has no reading
 * in a point says nothing of its matter, or states another figure for it.
 */
#ifndef SYN_SYNOPSIS_CLAIM_SUBJECTS_H
#define SYN_SYNOPSIS_CLAIM_SUBJECTS_H

#include "synopsis/point_claims.h"

/* Of one account, that it states a figure of a subject, and of which kind of event. */
typedef struct syn_subject_voice {
  uint32_t column;
  int event_type; /* -1: none */
} syn_subject_voice;

typedef struct syn_subjects {
  uint32_t *of_claim;        /* of each claim; SYN_NO_INDEX where no noun tells */
  uint32_t *order;           /* claims with a subject, by subject, column, event */
  uint32_t order_count;      /* in order */
  syn_subject_voice *voices; /* by subject, column, event, each once */
  uint32_t *first_voices;    /* count + 1 */
  uint32_t count;
} syn_subjects;

/* Finds the subjects of all claims. Memory: the set's scratch. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_subjects_find(syn_claim_set *set, syn_subjects *out_subjects);

/*
 * Joins groups of claims, told by their smallest member, whose accounts state one figure each of a subject and so contradict each other,
 * however far apart the values are. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_subjects_join(syn_claim_set *set, const syn_subjects *subjects, uint32_t *groups);

/* Marks with 1 the columns that are silent (0) in `spoke` but state a figure of the claim's subject, of no other kind of event. */
void syn_subjects_mark(const syn_subjects *subjects, uint32_t claim, int event_type, uint8_t *spoke);

#endif
