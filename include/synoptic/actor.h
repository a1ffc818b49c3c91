/*
 * Actor: one person, organisation, country or place over all articles of a store: how it is written, which offices are stated for it, what
 * it did and said.
 *
 * Owns all that it points to. Articles are told by their place in `articles`, entities and facts by index into the facts of their article.
 */
#ifndef SYNOPTIC_ACTOR_H
#define SYNOPTIC_ACTOR_H

#include "synoptic/collection.h"

SYN_C_BEGIN

/* One way in which it is written. */
typedef struct syn_actor_name {
  syn_text text;
  uint32_t count; /* mentions */
} syn_actor_name;

/* An office or trade, and when articles state it. */
typedef struct syn_actor_role {
  syn_text text;
  syn_interval stated; /* from the first publication to the last; basis NONE where no article that states it is dated */
  uint32_t article_count;
} syn_actor_role;

/* An event that it takes part in, or a quote of it. */
typedef struct syn_deed {
  uint32_t article;
  uint32_t index; /* of the event or the quote */
  bool is_quote;
  bool is_recipient; /* of an event: it is done to it alone */
  syn_interval date; /* of the event, else of the publication */
} syn_deed;

typedef struct syn_actor_mention {
  uint32_t article;
  syn_mention mention;
} syn_actor_mention;

/* Another name of the store that was joined with this one, or a bare surname that might be but was not. */
typedef struct syn_actor_join {
  syn_id id;
  syn_text name;
  syn_text kind;  /* "title", "legal_form", "middle_name", "short_form", "spelling", "description", "acronym", "office", "surname",
                     "company"; empty: not joined */
  syn_text words; /* what the kind says */
  syn_text why;   /* the whole of it */
  uint32_t article_count;
  bool is_sure; /* else likely */
} syn_actor_join;

typedef struct syn_actor {
  const syn_identity *identity; /* with the members of all that were joined */
  const syn_article *articles;  /* newest first */
  const syn_facts *facts;       /* one an article, in the same order */
  uint32_t article_count;
  const syn_actor_name *names; /* the most frequent first */
  uint32_t name_count;
  const syn_actor_role *roles; /* the most stated first */
  uint32_t role_count;
  const syn_deed *deeds; /* newest first */
  uint32_t deed_count;
  const syn_actor_mention *mentions; /* in the order of articles, then of the text */
  uint32_t mention_count;
  const syn_actor_join *joined, *apart; /* the most articles first */
  uint32_t joined_count, apart_count;
} syn_actor;

/*
 * The actor of this name: as it is called over all articles, an identifier ("Q191", "EE"), the beginning of its id (six digits or more),
 * words of its name, or a spelling in an article. Case, accents and hyphens do not count. Returns SYN_OK, SYN_NOT_FOUND (the message has
 * names that are near), SYN_BAD_ARGUMENT when several are called so (the message lists them), SYN_IO, SYN_BAD_INPUT, SYN_NO_MEMORY. The
 * caller destroys the actor.
 */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_collection_who(syn_collection *collection, const char *name, syn_actor **out_actor,
                                                        syn_error *error);
SYN_PUBLIC void syn_actor_destroy(syn_actor **actor);

/* A short name for an article: its outlet, else the address's host, else the file's name. */
SYN_PUBLIC syn_text syn_actor_outlet(const syn_actor *actor, uint32_t article);

/* Its entity record, its articles, its events and quotes, as JSON lines (docs/records.md). Returns SYN_OK, SYN_IO from the sink,
 * SYN_NO_MEMORY.
 */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_actor_write_records(const syn_actor *actor, const syn_sink *sink, syn_error *error);

SYN_C_END

#endif
