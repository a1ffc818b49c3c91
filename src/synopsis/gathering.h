/*
 * Gathering: the accounts that are looked at together, and what the parts of the synopsis have found about them so far.
 *
 * Made by compute.c and handed from part to part in their order: links, identities, versions, reprints, happenings, stories, their links,
 * lent dates, occurrences, points, ledger. Accounts are sorted by the id of their article, so that nothing depends on the order in which
 * they came. Entities of all accounts are numbered through: entity e of account a is first_entity[a] + e. All memory is the caller's arena.
 */
#ifndef SYN_SYNOPSIS_GATHERING_H
#define SYN_SYNOPSIS_GATHERING_H

#include "base/array.h"
#include "base/id_list.h"
#include "synopsis/compute.h"
#include "synopsis/synopsis_tables.h"

/* Two accounts whose telling words are alike; a < b. */
typedef struct syn_account_link {
  uint32_t a, b;
  uint32_t cosine; /* of the sketches' terms, SYN_COSINE_ONE for the same */
  uint32_t common; /* telling words that both hold */
  int32_t matter;  /* evidence that they are of one matter, dates aside, as story_evidence.c finds it; 0 before */
} syn_account_link;

enum { SYN_COSINE_ONE = 10000 };

/* What an account says of when and where its happening was; see happening.h. */
typedef struct syn_happening syn_happening;

typedef struct syn_gathering {
  const syn_account *accounts;    /* sorted by id, each once */
  const syn_world *world;         /* may be NULL: then no tables are known */
  syn_synopsis_tables *tables;    /* of that world */
  const syn_name_registry *names; /* may be NULL: these are all accounts that there are */
  syn_arena *arena;

  uint32_t *first_entity; /* account_count + 1 */
  uint32_t *identity_of;  /* of each entity: index into identities */
  syn_identity *identities;

  syn_account_link *links; /* sorted by a, then b */
  uint64_t pairs_met;      /* pairs of accounts whose telling words were compared: the work of linking */

  syn_reprint *reprints;      /* sorted by id */
  uint32_t *reprints_of;      /* of each account behind each other: indexes into reprints */
  uint32_t *partners_of;      /* of each of these: the other account */
  uint32_t *first_reprint_of; /* account_count + 1 */

  syn_happening *happenings; /* of each account */

  syn_story *stories;  /* sorted by id */
  uint32_t *story_of;  /* of each account */
  uint32_t *origin_of; /* of each account: the first account of the same origin in its story */
  uint32_t *source_of; /* of each account: the first account of the same outlet or agency in its story */

  syn_lent_date *lent_dates; /* sorted by article */

  uint32_t *first_event;   /* account_count + 1: event e of account a is first_event[a] + e */
  syn_interval *dates_of;  /* of each event, with what lent dates make of it */
  uint32_t *occurrence_of; /* of each event: index into occurrences */
  uint32_t *matter_of; /* of each event: the first event of its matter: occurrences of one story that another standing or day sets apart */
  syn_occurrence *occurrences; /* sorted by id */

  syn_correction *corrections; /* sorted by article */

  syn_point *points;  /* by story, weight, id */
  syn_entry *entries; /* sorted by id */

  syn_fulfilment *fulfilments; /* sorted by id */
  uint32_t account_count, identity_count, link_count, reprint_count, story_count, lent_date_count, occurrence_count, correction_count,
      point_count, entry_count, fulfilment_count;
} syn_gathering;

/* A part of the synopsis: sees what those before it found. */
typedef struct syn_synopsis_part {
  const char *name;
  syn_status (*find)(syn_gathering *gathering);
} syn_synopsis_part;

/* In the order in which they run. */
extern const syn_synopsis_part syn_synopsis_parts[];
extern const size_t syn_synopsis_part_count;

/*
 * The accounts in order of id, each once, with their entities numbered through; nothing is found yet. Memory from `arena`.
 * Returns SYN_OK, SYN_LIMIT, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_gathering_init(const syn_account *accounts, size_t account_count, const syn_world *world, syn_arena *arena,
                                             syn_gathering *out_gathering, syn_error *error);

/* Whether an entity is only described ("police", "protesters"), never named: in another article the same words may speak of others. */
bool syn_entity_is_described(const syn_entity *entity);

/* The index of the account of this article, or UINT32_MAX. */
uint32_t syn_gathering_account(const syn_gathering *gathering, syn_id article);

/* The identity of entity `entity` of account `account`; UINT32_MAX for SYN_NO_INDEX. */
uint32_t syn_gathering_identity(const syn_gathering *gathering, uint32_t account, uint32_t entity);

/* The identity of this id, or NULL. */
const syn_identity *syn_gathering_find_identity(const syn_gathering *gathering, syn_id id);

/* Whether the articles of two accounts are linked, and the cosine; 0 when they are not. */
uint32_t syn_gathering_cosine(const syn_gathering *gathering, uint32_t a, uint32_t b);

/* Evidence that two accounts are of one matter, dates aside, see syn_account_link; 0 where they are not linked. */
int32_t syn_gathering_matter(const syn_gathering *gathering, uint32_t a, uint32_t b);

/* Slices and numbers in order, for qsort; ids: base/id_list.h. */
int syn_order_texts(const void *a, const void *b);
int syn_order_numbers(const void *a, const void *b);

/* Sorts numbers and lets each stay once. Returns how many are left. */
uint32_t syn_sort_numbers(uint32_t *numbers, uint32_t count);

#endif
