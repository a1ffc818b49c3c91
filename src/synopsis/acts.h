/*
 * Acts: occurrences as something promised, done or refused, and how much speaks for two of them being of one matter.
 *
 * Between fulfilments.c and its parts.
 */
#ifndef SYN_SYNOPSIS_ACTS_H
#define SYN_SYNOPSIS_ACTS_H

#include "synopsis/offices.h"
#include "synopsis/tellings.h"
#include "synopsis/text_words.h"

typedef struct syn_act {
  uint32_t occurrence;
  syn_event_type type; /* what is done, or not: of who rejects a meeting, meeting */
  syn_standing standing;
  bool is_promise;            /* promised, planned, offered or threatened */
  bool is_news;               /* an account tells it in its title or its first paragraph */
  int32_t told_from, told_to; /* the first account appeared between these days; SYN_DAY_MAXIMUM: not known */
  const uint32_t *events;     /* numbers in the gathering, in order */
  uint32_t event_count;
} syn_act;

typedef struct syn_act_set {
  syn_gathering *gathering;
  syn_arena *scratch; /* of one pair */
  syn_offices offices;
  syn_act *acts;      /* of each occurrence */
  uint32_t *accounts; /* of each event */
  uint32_t *members;  /* events, by occurrence */
  syn_map languages;  /* code -> index into words */
  SYN_ARRAY(syn_function_words) words;
} syn_act_set;

/* All acts of a gathering. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_acts_read(syn_gathering *gathering, syn_act_set *out_set);

/* Whether events of this type are done together, whoever is named as the one who does it. */
bool syn_act_is_joint(syn_event_type type);

/* What two acts have in common; what tells them apart. */
typedef struct syn_matter {
  bool is_apart;
  bool has_actors, has_recipients, has_amount, has_month, has_day, has_place; /* has_day: and has_month */
  bool has_act;   /* one word tells both ("launch", "launched"); never of what is done together */
  bool is_retold; /* the sentences are the same */
  uint32_t words; /* telling words of the sentences that are in both */
  bool is_half;   /* and they are half of those of one sentence at least */
} syn_matter;

/* Without what the words say. */
syn_matter syn_acts_compare(const syn_act_set *set, const syn_act *promise, const syn_act *deed);

/*
 * What the sentences of two acts have in common, filled into `matter`. Its `words` are without those that name somebody, a day or an
 * amount, or tell the event. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_acts_compare_words(syn_act_set *set, const syn_act *a, const syn_act *b, syn_matter *matter);

/* The event of this number. */
const syn_event *syn_act_event(const syn_act_set *set, uint32_t event);

#endif
