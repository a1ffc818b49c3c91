/*
 * Story links: which stories go on with one matter: what came after, what tells an old story anew, chains of one affair.
 */
#ifndef SYN_SYNOPSIS_STORY_LINKS_H
#define SYN_SYNOPSIS_STORY_LINKS_H

#include "synopsis/gathering.h"

enum { SYN_STORY_LINK_LIMIT = 8 };

/* Fills the links of the stories, at most SYN_STORY_LINK_LIMIT each. Stories must stand. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_story_links_find(syn_gathering *gathering);

#endif
