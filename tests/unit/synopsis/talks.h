/*
 * A small world for tests of stories and points: two reports of talks in Tallby and a march, an earlier meeting of the same two in
 * Nordhaven, and a report of something else. All invented.
 */
#ifndef TEST_SYNOPSIS_TALKS_H
#define TEST_SYNOPSIS_TALKS_H

#include "accounts.h"

#define TALKS_A_LEAD \
  "Veloria will lend Ostrava Bay a loan of 240 million euros for its power grid, Premier Mira Osten said after talks with President Ivo " \
  "Brandt in Tallby on Tuesday."
#define TALKS_A \
  TALKS_A_LEAD "\n\nOutside the harbour hall an estimated 12,000 people marched against the loan. Police arrested 38 people near the " \
               "customs house." \
               "\n\n\"We do not leave our friends in the dark, and this winter was dark enough,\" Osten told reporters."
#define TALKS_B_LEAD \
  "President Ivo Brandt met Premier Mira Osten in Tallby on Tuesday and came home with a loan of about 250 million euros for the power " \
  "grid."
#define TALKS_B \
  TALKS_B_LEAD "\n\nAt least 9,000 demonstrators marched against the loan along the harbour, and about 40 people were arrested near the " \
               "customs house, police said." \
               "\n\n\"One does not let friends sit in the dark, and it was dark enough this winter,\" Osten said."
#define EARLIER_LEAD \
  "Premier Mira Osten met President Ivo Brandt in Nordhaven on October 4 to talk about trade, a ferry line and the power grid."
#define EARLIER \
  EARLIER_LEAD "\n\nBrandt asked Veloria for a loan of 100 million euros for Ostrava Bay, and the premier promised to think about it. " \
               "Around 300 people protested against the talks."
#define FLOODS \
  "Four people died when the Velka river burst its banks below the granary dam on Monday night.\n\nWater rose by three metres and cut " \
  "the road. " \
  "The emergency service expects the river to fall by Thursday and warned people not to return before houses have been inspected."

typedef struct talks {
  uint32_t first, second, earlier, floods;
} talks;

/* The persons, the place and the day of one report of a meeting. */
static inline void add_meeting(fixture *f, uint32_t account, const char *lead, const char *trigger, const char *place, uint32_t time) {
  (void)add_entity(f, account, SYN_ENTITY_PERSON, "Mira Osten", "");
  (void)add_entity(f, account, SYN_ENTITY_PERSON, "Ivo Brandt", "");
  uint32_t where = add_entity(f, account, SYN_ENTITY_PLACE, place, "");
  (void)add_event(f, account, lead, trigger, SYN_EVENT_CONSULT, time, where);
}

static inline void add_march(fixture *f, uint32_t account, const char *words, const char *value, syn_bound bound, const char *of,
                             const char *trigger) {
  uint32_t event = add_event(f, account, trigger, trigger, SYN_EVENT_PROTEST, SYN_NO_INDEX, SYN_NO_INDEX);
  uint32_t count = add_quantity(f, account, words, SYN_QUANTITY_COUNT, value, "1000", "person", bound, of);
  f->facts[account].quantities[count].event = event;
}

static inline talks add_talks(fixture *f) {
  talks t;
  t.first = add_account(f, "Lantern", "2031-03-11", "Veloria lends 240 million as thousands march", TALKS_A);
  uint32_t tuesday = add_time(f, t.first, "Tuesday", "XXXX-WXX-2", 'N', -1, "2031-03-11");
  add_meeting(f, t.first, TALKS_A_LEAD, "talks", "Tallby", tuesday);
  (void)add_quantity(f, t.first, "240 million euros", SYN_QUANTITY_MONEY, "240000000", "10000000", "EUR", SYN_BOUND_EXACT, "loan");
  add_march(f, t.first, "an estimated 12,000 people", "12000", SYN_BOUND_ABOUT, "people", "marched");
  (void)add_quantity(f, t.first, "38 people", SYN_QUANTITY_COUNT, "38", "1", "person", SYN_BOUND_EXACT, "people");
  (void)add_quote(f, t.first, "We do not leave our friends in the dark, and this winter was dark enough,", 0);

  t.second = add_account(f, "Courier", NULL, "A quarter of a billion for the grid", TALKS_B);
  tuesday = add_time(f, t.second, "Tuesday", "XXXX-WXX-2", 'N', -1, NULL);
  add_meeting(f, t.second, TALKS_B_LEAD, "met", "Tallby", tuesday);
  (void)add_quantity(f, t.second, "about 250 million euros", SYN_QUANTITY_MONEY, "250000000", "10000000", "EUR", SYN_BOUND_ABOUT, "loan");
  add_march(f, t.second, "At least 9,000 demonstrators", "9000", SYN_BOUND_AT_LEAST, "demonstrator", "marched");
  (void)add_quantity(f, t.second, "about 40 people", SYN_QUANTITY_COUNT, "40", "1", "person", SYN_BOUND_ABOUT, "people");
  (void)add_quote(f, t.second, "One does not let friends sit in the dark, and it was dark enough this winter,", 0);

  t.earlier = add_account(f, "Courier", NULL, "Osten and Brandt meet", EARLIER);
  uint32_t october = add_time(f, t.earlier, "October 4", "XXXX-10-04", 'C', -1, NULL);
  add_meeting(f, t.earlier, EARLIER_LEAD, "met", "Nordhaven", october);
  (void)add_quantity(f, t.earlier, "100 million euros", SYN_QUANTITY_MONEY, "100000000", "100000000", "EUR", SYN_BOUND_EXACT, "loan");

  t.floods = add_account(f, "Granary Post", "2031-03-12", "Floods below the dam", FLOODS);
  return t;
}

#endif
