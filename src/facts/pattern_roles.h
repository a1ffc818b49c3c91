/*
 * Pattern roles: who is source and who is target of a verb that a dictionary has coded.
 */
#ifndef SYN_FACTS_PATTERN_ROLES_H
#define SYN_FACTS_PATTERN_ROLES_H

#include "facts/pattern_match.h"

typedef struct syn_pattern_roles {
  const syn_coded_phrase *source, *target; /* NULL: nobody whom the dictionary knows */
  bool is_joint;                           /* both sides act on each other: source and target are the same phrase */
} syn_pattern_roles;

/*
 * What the pattern names; for the rest: the source is who stands as subject, or, where the tree tells none, the first coded phrase before
 * the verb; the target the first coded phrase behind it with another code, else, where no phrase at all stands behind it, the nearest
 * before it. Of a passive the subject is the target, and the source who did it, where that is named.
 */
void syn_pattern_roles_find(const syn_pattern_site *site, const syn_pattern_match *match, const syn_word_classes *words,
                            syn_pattern_roles *out_roles);

#endif
