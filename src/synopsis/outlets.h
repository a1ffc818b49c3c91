/*
 * Outlets: under which name articles of one outlet stand together.
 *
 * An outlet is told by its name, whatever the case of the letters, accents and points; where an article states none, by the host of its
 * address. Articles with neither belong to no outlet.
 */
#ifndef SYN_SYNOPSIS_OUTLETS_H
#define SYN_SYNOPSIS_OUTLETS_H

#include "base/array.h"
#include "base/map.h"
#include "synoptic/article.h"

#define SYN_NO_OUTLET UINT32_MAX

typedef struct syn_outlets {
  syn_arena *arena;
  syn_map numbers;           /* folded name -> number */
  syn_map spellings;         /* the same of names as they were added: what is asked for again is not folded again */
  SYN_ARRAY(syn_text) names; /* of each: of several spellings the first in alphabetical order */
} syn_outlets;

void syn_outlets_init(syn_outlets *outlets, syn_arena *arena);

/* The number of a name, which is added where it is new; SYN_NO_OUTLET for an empty one. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_outlets_add(syn_outlets *outlets, syn_text name, uint32_t *out_number);

/* The number of a name that is there, else SYN_NO_OUTLET. */
SYN_MUST_CHECK syn_status syn_outlets_find(const syn_outlets *outlets, syn_text name, uint32_t *out_number);

/* The name of an article's outlet, or an empty slice. */
syn_text syn_outlet_of(const syn_article *article);

#endif
