/*
 * Gazetteer: what is known by name, and the written forms by which it is found.
 *
 * Built once: things and forms are added in any number, then it is finished and only read. All memory belongs to the arena that it was
 * begun with; the texts that are added must live as long.
 */
#ifndef SYN_WORLD_GAZETTEER_H
#define SYN_WORLD_GAZETTEER_H

#include "base/array.h"
#include "base/map.h"
#include "world/world.h"

enum { SYN_GAZETTEER_KEY_SIZE = 192 }; /* bytes of the longest key */

/* Which tables a form comes from: one language's, or those for all. */
enum { SYN_GAZETTEER_ALL_LANGUAGES = UINT16_MAX };

typedef struct syn_gazetteer_form {
  uint32_t known; /* index */
  uint32_t next;  /* the next form of the same key + 1 */
  uint16_t language;
  uint8_t form;  /* syn_form */
  uint8_t needs; /* what the writing must look like */
} syn_gazetteer_form;

typedef struct syn_gazetteer_range {
  uint32_t start, count; /* in `readings` */
} syn_gazetteer_range;

/* How the readings of a key are stored. */
enum { SYN_GAZETTEER_SINGLE, SYN_GAZETTEER_RANGES, SYN_GAZETTEER_RANGES_BY_LANGUAGE };

typedef struct syn_gazetteer_key {
  uint32_t first_form, last_form; /* + 1 */
  uint32_t place;                 /* of a single reading: its index; else index of the first of its ranges */
  uint8_t storage;
  uint8_t needs; /* of a single reading: what the writing must look like */
} syn_gazetteer_key;

typedef struct syn_gazetteer {
  syn_arena *arena;
  const syn_text *languages; /* those that have forms of their own */
  size_t language_count;
  SYN_ARRAY(syn_known) known;
  SYN_ARRAY(syn_gazetteer_form) forms;
  SYN_ARRAY(syn_gazetteer_key) keys;
  SYN_ARRAY(syn_known_form) readings;
  SYN_ARRAY(syn_gazetteer_range) ranges;
  syn_map ids;          /* id -> index into known */
  syn_map key_indexes;  /* key -> index into keys */
  uint8_t *first_words; /* by hash of the first word: tokens of the longest form, 0 where none begins so */
  size_t longest_form;  /* tokens */
} syn_gazetteer;

/*
 * `languages`: those that will have forms of their own; they outlive the gazetteer. `expected_count`: about how many forms will come, 0
 * where not known; a wrong number costs time only. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_gazetteer_begin(syn_gazetteer *gazetteer, const syn_text *languages, size_t language_count,
                                              size_t expected_count, syn_arena *arena);

/* Returns SYN_OK and the new thing's index, SYN_BAD_INPUT where the id is there already, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_gazetteer_add(syn_gazetteer *gazetteer, syn_known known, uint32_t *out_index);

/*
 * Adds a form, as it is written ("al-Jazeera"), of a thing. `language`: an index, or SYN_GAZETTEER_ALL_LANGUAGES. The same form of the same
 * thing twice counts once. Returns SYN_OK, SYN_BAD_INPUT (nothing left when folded, or too long), SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_gazetteer_add_form(syn_gazetteer *gazetteer, uint32_t known, syn_form form, unsigned language,
                                                 syn_text written);

/* Sorts the readings; nothing can be added afterwards. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_gazetteer_finish(syn_gazetteer *gazetteer);

/* The key of a folded text: the text itself, or made in `buffer`. Empty where nothing is left or it would be too long. */
syn_text syn_gazetteer_key_of(syn_text folded, char buffer[SYN_GAZETTEER_KEY_SIZE]);

/* As syn_world_find_in. */
size_t syn_gazetteer_find(const syn_gazetteer *gazetteer, syn_text language, syn_text folded, syn_text written,
                          const syn_known_form **out_forms);

/* As syn_world_longest_from. */
size_t syn_gazetteer_longest_from(const syn_gazetteer *gazetteer, syn_text folded_first_word);

#endif
