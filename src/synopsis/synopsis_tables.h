/*
 * Tables of the world as the synopsis reads them (folded, sorted, hashed), read once for many neighbourhoods.
 *
 * What has been read lives in the arena that the tables were begun with and stays as it is; one thread at a time.
 */
#ifndef SYN_SYNOPSIS_SYNOPSIS_TABLES_H
#define SYN_SYNOPSIS_SYNOPSIS_TABLES_H

#include "synopsis/compute.h"
#include "synopsis/name_matching.h"
#include "synopsis/text_words.h"

enum { SYN_TABLES_LANGUAGES = 64 }; /* articles may state any */

typedef struct syn_language_words {
  syn_text language;
  syn_function_words words;
  syn_map event_nouns; /* nouns that name events ("talks", "march") -> syn_event_type */
} syn_language_words;

struct syn_synopsis_tables {
  const syn_world *world; /* may be NULL: then there are none */
  syn_arena *arena;
  syn_language_words languages[SYN_TABLES_LANGUAGES];
  uint32_t language_count;
  bool has_given_names, has_titles;
  syn_given_names given_names;
  syn_map titles; /* forms of offices, in all languages */
};

syn_synopsis_tables syn_synopsis_tables_begin(const syn_world *world, syn_arena *arena);

/* All return SYN_OK, SYN_NO_MEMORY. Of languages beyond the limit the words are read into `scratch` each time. */
SYN_MUST_CHECK syn_status syn_tables_function_words(syn_synopsis_tables *tables, syn_text language, syn_arena *scratch,
                                                    syn_function_words *out_words);
SYN_MUST_CHECK syn_status syn_tables_event_nouns(syn_synopsis_tables *tables, syn_text language, syn_arena *scratch, syn_map *out_nouns);
SYN_MUST_CHECK syn_status syn_tables_given_names(syn_synopsis_tables *tables, syn_given_names *out_names);
SYN_MUST_CHECK syn_status syn_tables_titles(syn_synopsis_tables *tables, syn_map *out_titles);

#endif
