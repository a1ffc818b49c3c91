/*
 * Happening: what an article says in its first paragraphs and captions of when and where its main happening was.
 */
#ifndef SYN_SYNOPSIS_HAPPENING_H
#define SYN_SYNOPSIS_HAPPENING_H

#include "synopsis/gathering.h"

enum { SYN_HAPPENING_PLACES = 6, SYN_DAY_NONE = INT32_MAX };

struct syn_happening {
  /* The publication, as the article itself states it; SYN_DAY_NONE where it does not. */
  int32_t published_from, published_to;
  /* The day of the happening. A full date, or one without its year (month, date > 0), or only a weekday (1 to 7); 0: not stated. */
  int32_t day; /* SYN_DAY_NONE: not known */
  uint8_t month, date, weekday;
  bool is_firm;   /* the day stands where reports date their matter, or agrees with the publication: good enough to date others by */
  int event_type; /* of the event that the day was read from; -1: of none */
  syn_span when;  /* the words that say the day; empty where there are none */
  uint32_t places[SYN_HAPPENING_PLACES]; /* identities, the first named first */
  uint32_t place_count;
};

/* Fills gathering->happenings. Identities must stand. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_happenings_find(syn_gathering *gathering);

/*
 * What one account says of its happening; `out_places`: its places as indexes into the account's entities, SYN_HAPPENING_PLACES of them at
 * most, while those of `out_happening` stay 0.
 */
void syn_happening_read(const syn_account *account, syn_happening *out_happening, uint32_t *out_places);

/* Days between two happenings as far as their dates can be compared, a year left out counted as the nearer one; SYN_DAY_NONE: not
 * comparable. */
int32_t syn_happening_days_apart(const syn_happening *a, const syn_happening *b);

#endif
