/*
 * Actor codes: the codes that a user's own dictionaries give to names ("HOBGOV") and to those who act for them ("police": ~COP), by the
 * day.
 */
#ifndef SYN_FACTS_ACTOR_CODES_H
#define SYN_FACTS_ACTOR_CODES_H

#include "facts/finder.h"
#include "facts/phrase_index.h"
#include "synoptic/calendar.h"

enum { SYN_DAY_SIZE = 10 };

/* Where a form leads: a row of a table of one's own. */
typedef struct syn_coded_row {
  const syn_table *table;
  size_t row;
} syn_coded_row;

typedef struct syn_actor_codes {
  syn_phrase_index actors, agents, sentence_discards, article_discards;
  SYN_ARRAY(syn_coded_row) rows;
} syn_actor_codes;

/* Returns SYN_OK, SYN_NOT_FOUND (no dictionaries of one's own), SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_actor_codes_read(const syn_world *world, syn_arena *arena, syn_actor_codes *out_codes);

/* The code of an actor's row on a day ("2019-04-29"; empty: not known, then only what always holds counts), or empty. */
syn_text syn_actor_codes_of(const syn_actor_codes *codes, uint32_t row, syn_text day);

/* The name and the type of an actor's row. */
syn_text syn_actor_codes_name(const syn_actor_codes *codes, uint32_t row);
syn_entity_type syn_actor_codes_type(const syn_actor_codes *codes, uint32_t row);

/* The code of an agent's row: "~COP", "NGO~". */
syn_text syn_actor_codes_agent(const syn_actor_codes *codes, uint32_t row);

/* The article's day as "2019-04-29" in `buffer`; empty where none is stated. */
syn_text syn_actor_codes_day(const syn_article *article, char buffer[SYN_MOMENT_TEXT_SIZE]);

/* Sets the code among an entity's identifiers, as "cameo". Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_entity_set_code(syn_entity *entity, syn_text code, syn_arena *arena);

/* The code among an entity's identifiers, or empty. */
syn_text syn_entity_code(const syn_entity *entity);

#endif
