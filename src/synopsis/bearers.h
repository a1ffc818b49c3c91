/*
 * Bearers: which names of a whole store are one person or one body.
 *
 * Neighbourhoods tell who is one within an affair (identities.h). Over affairs the same name is the same bearer; this joins names that
 * are written in another way: with a title, a middle name, a short form, in another spelling; an acronym with the name that an article
 * states for it; and a bare surname with the one bearer whom it means by far most often, where its articles speak for him. A wrong join
 * is worse than none: what nothing speaks for stays what it is.
 *
 * Pure: knows no store. What is looked at is a block, all who may be one by their names. The outcome depends on the set, not on its order.
 */
#ifndef SYN_SYNOPSIS_BEARERS_H
#define SYN_SYNOPSIS_BEARERS_H

#include "base/arena.h"
#include "synoptic/facts.h"
#include "synoptic/synopsis.h"
#include "world/world.h"

enum { SYN_BEARING_NO_DAY = INT32_MAX };

/* A bearer as one neighbourhood knows it. */
typedef struct syn_bearing {
  syn_text country;
  syn_text_list roles;
  int32_t first_day, last_day; /* of publication; SYN_BEARING_NO_DAY: no article is dated */
  syn_index_list articles;     /* numbers, sorted */
  syn_index_list company;      /* numbers of others whom its articles name, sorted */
  syn_text acronym;            /* that an article states for it; else empty */
} syn_bearing;

/* An entity over all neighbourhoods that know it by one id. */
typedef struct syn_bearer {
  syn_id id;
  syn_entity_type type;
  syn_text name;
  bool is_known; /* by an identifier that says who it is */
  const syn_bearing *bearings;
  uint32_t bearing_count;
} syn_bearer;

/* Bearers in order of id; `weights`: how much it tells to have a number of company in common (the logarithm of its rarity). */
typedef struct syn_bearer_set {
  const syn_bearer *items;
  uint32_t count;
  const uint8_t *weights;
} syn_bearer_set;

/* By what a bearer was joined; the surest first. */
typedef enum syn_join_rule {
  SYN_JOIN_NONE,        /* it is called by its own name */
  SYN_JOIN_TITLE,       /* "Sen. Ana Kask", "Ana Kask" */
  SYN_JOIN_LEGAL_FORM,  /* "Velka Lines Corp", "Velka Lines Corporation" */
  SYN_JOIN_MIDDLE_NAME, /* "Ana M. Kask", "Ana Kask" */
  SYN_JOIN_SHORT_FORM,  /* "Bill Orr", "William Orr" */
  SYN_JOIN_SPELLING,    /* "Ana Kasky", "Anna Kaski" */
  SYN_JOIN_DESCRIPTION, /* "Democrat Ana Kask", "Ana Kask" */
  SYN_JOIN_ACRONYM,     /* an article states what it stands for */
  SYN_JOIN_OFFICE,      /* a bare surname, with an office that only this bearer of it has */
  SYN_JOIN_SURNAME,     /* a bare surname that hardly anybody else bears */
  SYN_JOIN_COMPANY,     /* a bare surname, with others whom his articles name too */
  SYN_JOIN_RULE_COUNT
} syn_join_rule;

/* Why a bare surname is joined to nobody. */
typedef enum syn_apart_reason {
  SYN_APART_NONE,    /* it is no bare surname, or is joined */
  SYN_APART_SEVERAL, /* several bear it, none by far more often than the others */
  SYN_APART_FEW,     /* its bearers are too little known */
  SYN_APART_COUNTRY, /* its articles state another country */
  SYN_APART_TIME,    /* its articles are of another time */
  SYN_APART_NOTHING  /* its articles say nothing that speaks for the bearer */
} syn_apart_reason;

/* What became of a bearer. */
typedef struct syn_join {
  uint32_t head; /* of its group: the bearer by whose name all are called */
  uint32_t with; /* to whom it was joined */
  syn_join_rule rule;
  bool is_sure;      /* else likely */
  uint32_t own, all; /* of a surname: neighbourhoods that know the one, that know anybody of this name; of an acronym: that state it */
  syn_text role;     /* in common, that decided; else empty */
  uint32_t strength; /* of the company in common */
  uint32_t company;  /* the most telling in common; UINT32_MAX: none */
  syn_apart_reason apart;
} syn_join;

/*
 * Joins the bearers of a block. `world` may be NULL. `out_joins`: one of each bearer, from `arena`. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_bearers_join(const syn_bearer_set *set, const syn_world *world, syn_arena *arena, syn_join **out_joins);

/* Articles that name the bearer. An article is in one neighbourhood alone. */
uint32_t syn_bearer_article_count(const syn_bearer *bearer);

/* ---- blocks ---- */

/* The words of names by which blocks are made. */
typedef struct syn_bearer_words syn_bearer_words;

/* Reads them from the world's tables. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_bearer_words_read(const syn_world *world, syn_arena *arena, syn_bearer_words **out_words);

enum { SYN_BEARER_KEYS = 16 };

/*
 * The keys under which a name of this type may meet others, at most SYN_BEARER_KEYS; of a person that of its surname first, then those of
 * its other words. None for types that are never joined. From `arena`. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_bearer_keys(const syn_bearer_words *words, syn_entity_type type, syn_text name, syn_arena *arena,
                                          syn_text out_keys[SYN_BEARER_KEYS], uint32_t *out_count);

/* Whether the name is a surname alone; nothing else can be told of who is meant. */
bool syn_bearer_is_bare(syn_entity_type type, syn_text name);

#endif
