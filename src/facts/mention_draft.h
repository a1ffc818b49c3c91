/*
 * Drafts: mentions and entities of one article while they are being worked out.
 *
 * The steps of the entity finder pass this along: mention_finder fills the mentions, entity_names joins names into entities, entity_roles
 * reads what stands around them, mention_references adds what refers to them.
 */
#ifndef SYN_FACTS_MENTION_DRAFT_H
#define SYN_FACTS_MENTION_DRAFT_H

#include "facts/entity_words.h"
#include "facts/finder.h"

enum { DRAFT_NONE = UINT32_MAX };

typedef struct mention_draft {
  uint32_t first, count; /* tokens */
  uint32_t sentence;
  syn_entity_type type;
  syn_mention_kind kind;
  const syn_known *known;       /* what the world knows by this name, or NULL */
  const syn_known *state;       /* the country or organisation whose seat it is, or NULL */
  const syn_known *other_state; /* the second reading of such a seat ("Brussels"), or NULL */
  bool recognised;              /* by the names model */
  bool title_only_seat;         /* a seat that is no place of its own ("the White House") */
  syn_text folded;              /* its words, folded, with single spaces */
  uint32_t title;               /* the first token of the title phrase before it; == first: none */
  uint8_t gender;               /* entity_gender, by a title */
  uint32_t entity;              /* index into entities, or DRAFT_NONE */
  syn_link link;                /* why it belongs to the entity */
} mention_draft;

/* An office or trade of a person. */
typedef struct role_draft {
  syn_text text;           /* in lower case: "finance minister" */
  const entity_word *word; /* of its noun */
  bool stated;             /* false: concluded ("her counterpart") */
  bool described;          /* of something other than a state: "opposition leader", "the head of the rescue service" */
} role_draft;

typedef struct entity_draft {
  syn_entity_type type;
  const syn_known *known;
  syn_text folded; /* of its fullest name */
  syn_text country;
  uint8_t gender;
  uint32_t mention_count;
  bool is_nameless; /* nothing but nominals: "the driver … the driver" */
  SYN_ARRAY(role_draft) roles;
  SYN_ARRAY(syn_text) nouns; /* lemmas of what was said of it: "Norvik is a carmaker" */
} entity_draft;

typedef struct entity_work {
  const entity_words *words;
  syn_finding *finding;
  const syn_document *document;
  syn_arena *arena;
  SYN_ARRAY(mention_draft) mentions; /* in the order of the document, but while a step adds to them */
  SYN_ARRAY(entity_draft) entities;
  uint32_t *mention_at;        /* of each token: index of the mention that covers it + 1 */
  bool *taken;                 /* of each token: part of a title or an apposition */
  const syn_known **adjective; /* of each token: what it is an adjective of ("Estonian"), or NULL */
} entity_work;

/* The folded text of `count` tokens. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_draft_fold(entity_work *work, uint32_t first, uint32_t count, syn_text *out_folded);

/* Adds a mention at the end of the list and marks its tokens. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_draft_add_mention(entity_work *work, const mention_draft *mention);

/* Sorts mentions by their place and marks tokens anew. */
void syn_draft_sort(entity_work *work);

/* Whether a token begins with a capital letter. */
bool syn_draft_is_capital(const entity_work *work, uint32_t token);

/* A token of one of these classes (entity_words.h); false for an index outside the sentence. */
bool syn_draft_token_is(const entity_work *work, uint32_t sentence, uint32_t token, uint32_t classes);

/* ---- the steps ---- */

/* mention_finder.c: names, by the recogniser and the gazetteer. */
SYN_MUST_CHECK syn_status syn_mentions_find_names(entity_work *work);

/* mention_kinds.c: names that were overlooked, told by a noun beside them. */
SYN_MUST_CHECK syn_status syn_mentions_find_kinds(entity_work *work);

/* entity_names.c: which names are one entity. */
SYN_MUST_CHECK syn_status syn_entities_join_names(entity_work *work);

/* mention_metonyms.c: places that stand for a state. Before names are joined. */
void syn_mentions_tell_metonyms(entity_work *work);

/* entity_roles.c: titles, appositions and countries of persons. */
SYN_MUST_CHECK syn_status syn_entities_read_roles(entity_work *work);

/* mention_references.c: nominals and pronouns. */
SYN_MUST_CHECK syn_status syn_mentions_find_references(entity_work *work);

/*
 * The role whose noun ends at `token` ("prime minister"): its first token in `out_first`. NULL when there is none.
 */
const entity_word *syn_draft_role_at(entity_work *work, uint32_t sentence, uint32_t token, uint32_t *out_first);

#endif
