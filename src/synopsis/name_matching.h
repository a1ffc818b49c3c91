/*
 * Name matching: whether two written names of persons can be one name in two spellings.
 *
 * Names are romanised in many ways (Kh or H, W or V, -enko or -enka). The rules here are general: letters that transliterations exchange
 * are brought to one letter, then the rest is compared by edit distance. Given names that differ more (Alexander, Oleksandr) stand in the
 * table world/given_names.
 */
#ifndef SYN_SYNOPSIS_NAME_MATCHING_H
#define SYN_SYNOPSIS_NAME_MATCHING_H

#include "base/map.h"
#include "world/world.h"

/* A folded name, cut: "ana maria o'neill" is given "ana", middle "maria", surname "o'neill". Particles stay with the surname. */
typedef struct syn_person_name {
  syn_text folded, given, middle, surname; /* given empty: a bare surname */
} syn_person_name;

/* The given names that are variants of each other; made from world/given_names, empty without it. */
typedef struct syn_given_names {
  syn_map groups;      /* folded form -> row */
  syn_text *row_names; /* folded, of each row: the first form */
  syn_map particles;   /* "van", "al": written before a surname */
} syn_given_names;

SYN_MUST_CHECK syn_status syn_given_names_read(const syn_world *world, syn_arena *arena, syn_given_names *out_names);

/* `folded`: by syn_utf8_fold. */
syn_person_name syn_person_name_parse(syn_text folded, const syn_given_names *names);

/* Letters that transliterations exchange as one letter; the key by which spellings meet. A word that leaves nothing gives itself. */
SYN_MUST_CHECK syn_status syn_name_skeleton(syn_text folded_word, syn_arena *arena, syn_text *out_skeleton);

/*
 * How near two words of names are in spelling: 0 the same once transliteration is evened out, 1 a letter or two apart, 2 not the same name.
 */
unsigned syn_name_distance(syn_text folded_a, syn_text folded_b);

/* Likewise for given names, with the table of variants; an initial ("a") fits all that begin with it (distance 1). */
unsigned syn_given_name_distance(const syn_given_names *names, syn_text a, syn_text b);

/* The key by which variants of a given name meet: the skeleton of its row's first form in the table, else its own. */
SYN_MUST_CHECK syn_status syn_given_name_key(const syn_given_names *names, syn_text given, syn_arena *arena, syn_text *out_key);

#endif
