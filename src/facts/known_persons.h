/*
 * Known persons: which of several known persons of one name is meant.
 */
#ifndef SYN_FACTS_KNOWN_PERSONS_H
#define SYN_FACTS_KNOWN_PERSONS_H

#include "facts/mention_draft.h"

/*
 * Of each mention whose words are the name of several known persons ("George Bush"), the one who held an office (world/holders) on the day
 * of publication, else, where that is not known, together with the other known persons of the article. Where it is not one alone, the
 * mention stands for no known person. Linear in the mentions. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_known_persons_choose(entity_work *work);

/*
 * Whether the world knows the person by this surname too, in the place of the last word of the name: "Qaddafi" for "Muammar Gaddafi".
 * Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_known_persons_have_surname(const entity_work *work, const syn_known *person, syn_text surname, bool *out_has);

#endif
