/*
 * Tellings: the places where accounts tell of a happening, with what tells which one it is.
 *
 * Made of events; tests make them of any words of a sentence (type -1, no slots). What is compared is read from the sentence: the roots of
 * the words that tell it, the other words, who is named there. All memory is the set's arena.
 */
#ifndef SYN_SYNOPSIS_TELLINGS_H
#define SYN_SYNOPSIS_TELLINGS_H

#include "base/map.h"
#include "synopsis/gathering.h"
#include "synopsis/linkage.h"

/* What is done, what is to come, and what is denied or did not happen are never one happening. */
typedef enum syn_standing { SYN_STANDING_DONE, SYN_STANDING_TO_COME, SYN_STANDING_REFUSED, SYN_STANDING_COUNT } syn_standing;

syn_standing syn_standing_of(syn_modality modality, bool negated);

enum { SYN_TELLING_ACTS = 8 };

typedef struct syn_telling {
  uint32_t account;
  uint32_t event; /* index into the account's events; SYN_NO_INDEX: of none */
  syn_id id;      /* of the event */
  syn_span trigger, sentence;
  int type; /* syn_event_type; -1: not known */
  syn_standing standing;
  syn_interval date;
  uint8_t month, day;                          /* where the date is a day whose year may be left out; else 0 */
  uint32_t place;                              /* identity; UINT32_MAX: not stated */
  syn_index_list actors, recipients;           /* identities, sorted; who is only described is left out */
  bool has_other_actors, has_other_recipients; /* there are such that are only described */

  /* read from the sentence by syn_tellings_read; sorted */
  syn_index_list roots; /* numbers of the roots of the trigger's words */
  syn_index_list acts;  /* numbers of the kinds of act that they may tell */
  syn_index_list words; /* numbers of the roots of the sentence's other words */
  syn_index_list near;  /* of the few before and behind the trigger */
  syn_index_list named; /* identities that are mentioned in it */
  bool is_lead;         /* it stands in the title or at the beginning */
} syn_telling;

/* Tellings that are compared with each other: of one story, or (is_across) one of each happening that a story tells. */
typedef struct syn_telling_set {
  const syn_gathering *gathering;
  syn_arena *arena;
  syn_telling *items;
  uint32_t count;
  bool is_across;
  syn_map word_numbers, act_numbers;
  uint32_t *word_weights;             /* thousandths, by how few tellings have the word; across stories all the same */
  uint32_t *root_shares, *act_shares; /* thousandths: how nearly each account tells it once */
  struct syn_telling_languages *languages;
} syn_telling_set;

/* What is known of languages, read once for many sets. `arena` must live as long as they. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_telling_languages_init(const syn_world *world, syn_arena *arena,
                                                     struct syn_telling_languages **out_languages);

/* Fills one telling from an event; `first_event` and `dates_of` of the gathering must stand. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_telling_of_event(const syn_gathering *gathering, uint32_t account, uint32_t event, syn_arena *arena,
                                               syn_telling *out_telling);

/* Reads roots, words and names of all tellings of the set, whose gathering, arena, languages, items and count stand. */
SYN_MUST_CHECK syn_status syn_tellings_read(syn_telling_set *set);

/*
 * What speaks for two tellings being of one happening, about SYN_TELLING_SAME and more where they are; SYN_LIKENESS_APART where days,
 * parties, places or standing keep them apart.
 */
enum { SYN_TELLING_SAME = 1200 };
int32_t syn_telling_evidence(const syn_telling_set *set, const syn_telling *a, const syn_telling *b);

/*
 * Whether two tellings of one story are of one matter although they are not one happening: planned here and done there, or done on days
 * that lie near each other, which another account may have got wrong.
 */
bool syn_tellings_are_one_matter(const syn_telling_set *set, const syn_telling *a, const syn_telling *b);

/* Whether two dates exclude each other; one that is not stated excludes none. */
bool syn_intervals_exclude(const syn_interval *a, const syn_interval *b);

/* Whether a date is one day. */
bool syn_interval_is_day(const syn_interval *date);

/*
 * Makes one telling of those that are one happening: the words of the one at the beginning of a report, else of the first, and the slots of
 * all. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_telling_merge(const syn_telling_set *set, const uint32_t *members, uint32_t count, syn_arena *arena,
                                            syn_telling *out_telling);

/* Writes the first telling of each telling's happening into `out_group`. Near-linear in their number. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_tellings_group(syn_telling_set *set, uint32_t *out_group);

#endif
