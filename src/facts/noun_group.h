/*
 * Noun groups: noun phrases as the tree has them: the noun, what describes it, whose it is.
 *
 * Texts are slices of the document. Looks at a bounded stretch around the noun.
 */
#ifndef SYN_FACTS_NOUN_GROUP_H
#define SYN_FACTS_NOUN_GROUP_H

#include "facts/mention_draft.h"

enum { NOUN_GROUP_MODIFIERS = 6 };

typedef enum noun_determiner {
  NOUN_BARE,
  NOUN_DEFINITE,      /* "the company" */
  NOUN_DEMONSTRATIVE, /* "this company" */
  NOUN_OWNED,         /* "his company", "Norvik's company" */
  NOUN_INDEFINITE     /* "a company", "some companies" */
} noun_determiner;

typedef struct noun_group {
  uint32_t sentence, head;
  uint32_t first; /* of its words: without articles and possessors */
  uint32_t owner; /* the token of its possessor, or DRAFT_NONE */
  uint8_t determiner;
  bool is_plural;
  bool is_distinct; /* set apart from what was mentioned: "another company" */
  bool is_crowded;  /* has more modifiers than are kept */
  uint8_t modifier_count;
  syn_text modifiers[NOUN_GROUP_MODIFIERS]; /* lemmas of adjectives, nouns and complements */
} noun_group;

/* The noun phrase of this head. False when there is no tree, or the token is not the head of a noun phrase, or part of a name. */
bool syn_noun_group_read(const entity_work *work, uint32_t sentence, uint32_t head, noun_group *out_group);

/* Whether every modifier of `group` is one of `other`. */
bool syn_noun_group_adds_nothing(const noun_group *group, const noun_group *other);

/* The nearest word that depends on `head` by this relation, or DRAFT_NONE. */
uint32_t syn_noun_group_child(const entity_work *work, uint32_t sentence, uint32_t head, unsigned relation);

#endif
