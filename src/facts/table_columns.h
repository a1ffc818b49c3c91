/*
 * The columns that the tables of the fact finders must have. Tables given from outside (--world) may lack some; without this check
 * their rows would be read as empty ones.
 */
#ifndef SYN_FACTS_TABLE_COLUMNS_H
#define SYN_FACTS_TABLE_COLUMNS_H

#include "world/world.h"

/* The tables for all languages. Returns SYN_OK, SYN_BAD_INPUT (the message names the file and the column). */
SYN_MUST_CHECK syn_status syn_fact_columns_check_world(const syn_world *world, syn_error *error);

/* The tables of one language. Returns the same. */
SYN_MUST_CHECK syn_status syn_fact_columns_check_language(const syn_world *world, syn_text language, syn_error *error);

#endif
