/*
 * Traits: what of an article decides who its neighbours are, small enough to be kept for millions.
 *
 * Made from one account alone, so that they stay true whatever else is collected. Words, names and figures are there by their hashes.
 */
#ifndef SYN_SYNOPSIS_TRAITS_H
#define SYN_SYNOPSIS_TRAITS_H

#include "synopsis/compute.h"

enum {
  SYN_TRAIT_MEETING_TERMS = 24, /* the heaviest terms: by these articles meet */
  SYN_TRAIT_NUMBERS = 32,
  SYN_TRAIT_PLACES = 6,
  SYN_TRAIT_BANDS = 16,
  SYN_TRAIT_CLAIMS = 16,
  SYN_TRAIT_WEIGHT_ONE = 1000000, /* the length of the vector of weights */
  SYN_TRAIT_NO_DAY = INT32_MAX
};

/* Bytes of traits as they are kept, at most. */
enum {
  SYN_TRAITS_BYTES_MOST = 36 + SYN_SKETCH_TERM_LIMIT * 12 + SYN_TRAIT_MEETING_TERMS +
                          (SYN_TRAIT_NUMBERS + SYN_TRAIT_PLACES + SYN_TRAIT_BANDS + SYN_TRAIT_CLAIMS) * 8 + SYN_SKETCH_SIGNATURE_SIZE * 4
};

/* How strongly two articles belong together, in the unit of the evidence of stories (10,000: the same words). */
enum { SYN_STRENGTH_LEAST = 2600, SYN_STRENGTH_ALWAYS = 1 << 20 };

typedef struct syn_trait_term {
  uint64_t term;   /* hash */
  uint32_t weight; /* of SYN_TRAIT_WEIGHT_ONE */
} syn_trait_term;

typedef struct syn_traits {
  int32_t published_from, published_to;        /* as the article itself states; SYN_TRAIT_NO_DAY */
  int32_t day;                                 /* of the happening, in full; SYN_TRAIT_NO_DAY */
  int32_t event_type;                          /* of the event that the day was read from; -1 */
  syn_trait_term terms[SYN_SKETCH_TERM_LIMIT]; /* in order of hash */
  uint8_t heaviest[SYN_TRAIT_MEETING_TERMS];   /* indexes into terms */
  uint64_t numbers[SYN_TRAIT_NUMBERS], places[SYN_TRAIT_PLACES], bands[SYN_TRAIT_BANDS], claims[SYN_TRAIT_CLAIMS]; /* numbers: sorted */
  uint64_t address; /* of the page; 0: none */
  uint32_t term_count, heaviest_count, number_count, place_count, band_count, claim_count;
  bool is_short;                                 /* all its telling words fit into the sketch, and are few */
  uint32_t signature[SYN_SKETCH_SIGNATURE_SIZE]; /* where there are bands */
} syn_traits;

/* The traits of an account. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_traits_make(const syn_account *account, syn_arena *scratch, syn_traits *out_traits);

/* How strongly two articles belong together; below SYN_STRENGTH_LEAST: not. The same whichever comes first. */
int32_t syn_traits_strength(const syn_traits *a, const syn_traits *b);

/* As bytes that are the same on every machine, and back. Returns SYN_OK, SYN_NO_MEMORY; SYN_BAD_INPUT for bytes of another kind. */
SYN_MUST_CHECK syn_status syn_traits_write(const syn_traits *traits, syn_arena *arena, syn_text *out_bytes);
SYN_MUST_CHECK syn_status syn_traits_read(syn_text bytes, syn_traits *out_traits);

#endif
