/*
 * Words by which entities are told: titles and offices, pronouns, given names, and the words around names.
 *
 * Read from <language>/entity_words, nominals, entity_nouns, pronouns, given_names and nicknames; shared by threads.
 */
#ifndef SYN_FACTS_ENTITY_WORDS_H
#define SYN_FACTS_ENTITY_WORDS_H

#include "base/map.h"
#include "records/document.h"
#include "world/world.h"

/* Classes of words, as bits; one word may be of several. Names in the tables are these in lower case without the prefix. */
enum {
  ENTITY_PLACE_PREPOSITION = 1u << 0,
  ENTITY_MOTION_PREPOSITION = 1u << 1,
  ENTITY_MOTION = 1u << 2,
  ENTITY_VISIT = 1u << 3,
  ENTITY_PLACE_NOUN = 1u << 4,
  ENTITY_STATE_NOUN = 1u << 5,
  ENTITY_STATE_VERB = 1u << 6,
  ENTITY_POSSESSIVE = 1u << 7,
  ENTITY_ARTICLE = 1u << 8,
  ENTITY_DEFINITE = 1u << 9,
  ENTITY_BETWEEN = 1u << 10,
  ENTITY_SMALL = 1u << 11,
  ENTITY_CORPORATE = 1u << 12,
  ENTITY_NAME_SUFFIX = 1u << 13,
  ENTITY_NAME_PARTICLE = 1u << 14,
  ENTITY_OPEN_QUOTE = 1u << 15,
  ENTITY_CLOSE_QUOTE = 1u << 16,
  ENTITY_STRAIGHT_QUOTE = 1u << 17,
  ENTITY_OF = 1u << 18,
  ENTITY_WITH = 1u << 19,
  ENTITY_AND = 1u << 20,
  ENTITY_COMMA = 1u << 21,
  ENTITY_RELATIVE = 1u << 22,
  ENTITY_DATELINE = 1u << 23,
  ENTITY_STOP_NAME = 1u << 24,
  /* of nominals */
  ENTITY_HONORIFIC = 1u << 25,
  ENTITY_ROLE = 1u << 26,
  ENTITY_COUNTERPART = 1u << 27,
  ENTITY_STATE = 1u << 28,
  ENTITY_ORGANIZATION_NOUN = 1u << 29,
  ENTITY_FORMERLY = 1u << 30
};

/* What is known of a person's gender. */
typedef enum entity_gender {
  ENTITY_GENDER_UNKNOWN,
  ENTITY_MASCULINE,
  ENTITY_FEMININE,
  ENTITY_NEUTER /* of pronouns: no person */
} entity_gender;

typedef enum entity_pronoun {
  ENTITY_PRONOUN_NONE,
  ENTITY_PRONOUN_SUBJECT,
  ENTITY_PRONOUN_OBJECT,
  ENTITY_PRONOUN_POSSESSIVE,
  ENTITY_PRONOUN_REFLEXIVE
} entity_pronoun;

/* What a noun that stands for a name may name ("the carmaker": a company). */
typedef enum entity_noun {
  ENTITY_NOUN_NONE,
  ENTITY_NOUN_PERSON,
  ENTITY_NOUN_PEOPLE, /* several persons together */
  ENTITY_NOUN_COMPANY,
  ENTITY_NOUN_ORGANIZATION,
  ENTITY_NOUN_COUNTRY,
  ENTITY_NOUN_CITY,
  ENTITY_NOUN_REGION,
  ENTITY_NOUN_PLACE,
  ENTITY_NOUN_THING,    /* that has names: a ship, a storm */
  ENTITY_NOUN_NAME_END, /* no noun: the last word of names of organisations ("Velka Lines") */
  ENTITY_NOUN_DISTINCT, /* no noun: a word that makes it another one ("another", "second") */
  ENTITY_NOUN_FEAST,    /* no noun: a word of the name of a feast ("Ramadan") */
  ENTITY_NOUN_TREATY,   /* what was agreed, with the name of a place before or behind it ("Minsk agreement", "Treaty of Rome") */
  ENTITY_NOUN_BATTLE,   /* what happened, with "of" and the name of a place behind it ("Battle of Kursk") */
  ENTITY_NOUN_COUNT
} entity_noun;

typedef struct entity_word {
  uint32_t classes;
  uint8_t gender;       /* entity_gender; of a nominal or a pronoun */
  uint8_t given_gender; /* of a given name */
  uint8_t pronoun;      /* entity_pronoun */
  uint8_t noun;         /* entity_noun */
  bool is_generic_noun; /* may be said of every one of its kind */
  bool generic;         /* a role that may be said for every one of its group */
  syn_text group;       /* of a role; empty: none */
} entity_word;

typedef struct entity_words {
  syn_text language;
  syn_map forms; /* folded -> index into words */
  entity_word *words;
  size_t word_count, word_capacity;
  syn_map nicknames;                           /* "short|long", both folded -> 1 */
  const syn_table *spelling, *transliteration; /* may be NULL */
} entity_words;

/* NULL in `out_words` where the language has no entity_words. Returns SYN_OK, SYN_BAD_INPUT (the message names table and row),
 * SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_entity_words_create(const syn_world *world, syn_text language, syn_arena *arena, entity_words **out_words,
                                                  syn_error *error);

/* The word of this folded (or lower-case) form, or NULL. */
const entity_word *syn_entity_words_find(const entity_words *words, syn_text folded);

/* Whether a token is of one of the classes, by its form or its lemma. */
bool syn_entity_token_is(const entity_words *words, const syn_token *token, uint32_t classes);

/* Whether one given name stands for the other ("bill", "william"). */
bool syn_entity_words_nickname(const entity_words *words, syn_text a, syn_text b);

#endif
