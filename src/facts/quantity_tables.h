/*
 * Quantity tables: what one language says of numbers, units, money, bounds and counted things.
 *
 * From data/<language>/numbers, units, money, currency_words, currencies, bounds and counted, and data/world/currencies and currency_signs.
 * Read-only after loading, shared by threads; lives in the arena given to load.
 */
#ifndef SYN_FACTS_QUANTITY_TABLES_H
#define SYN_FACTS_QUANTITY_TABLES_H

#include "facts/number_words.h"
#include "synoptic/facts.h"
#include "world/world.h"

typedef struct syn_unit {
  syn_text unit;
  syn_quantity_kind kind;
  syn_text only_with; /* list of lemmas; empty: always */
  syn_text parts;     /* smaller units that may follow, with how many make one: "in=12" */
} syn_unit;

/*
 * A way of writing money. `code` is the currency that it means alone; empty where only a country in the text can tell. Both `code` and
 * `codes` are empty for a sign that is no money.
 */
typedef struct syn_money {
  syn_text code, codes; /* ISO 4217; codes: all that it may mean, '|' between */
  syn_decimal factor;   /* 0.01 for a cent */
} syn_money;

/* Classes of counted.tsv, as bits. */
enum {
  SYN_COUNTED_PERSON = 1u << 0,
  SYN_COUNTED_PERSON_VERB = 1u << 1,
  SYN_COUNTED_PERSON_ADJECTIVE = 1u << 2,
  SYN_COUNTED_INVARIANT = 1u << 3,
  SYN_COUNTED_IDLE = 1u << 4,
  SYN_COUNTED_NUMBERED = 1u << 5,
  SYN_COUNTED_DEFINITE = 1u << 6,
  SYN_COUNTED_SCORE_WORD = 1u << 7,
  SYN_COUNTED_AGE_BEFORE = 1u << 8,
  SYN_COUNTED_AGE_AFTER = 1u << 9,
  SYN_COUNTED_SPREAD = 1u << 10,
  SYN_COUNTED_OF_AFTER = 1u << 11,
  SYN_COUNTED_OF_BEFORE = 1u << 12,
  SYN_COUNTED_PART = 1u << 13,
  SYN_COUNTED_DISTANCE_NOUN = 1u << 14,
  SYN_COUNTED_CHANGE = 1u << 15,
  SYN_COUNTED_TOLL = 1u << 16,
  SYN_COUNTED_NUMBER_OF = 1u << 17,
  SYN_COUNTED_PERSON_OBJECT = 1u << 18,
  SYN_COUNTED_CHANGE_OBJECT = 1u << 19,
  SYN_COUNTED_VAGUE = 1u << 20,
  SYN_COUNTED_PRICED = 1u << 21
};

typedef struct syn_quantity_tables {
  syn_number_words numbers;
  SYN_ARRAY(syn_unit) units;
  syn_phrases unit_words, unit_symbols; /* value: index into units */
  syn_phrases part_symbols;             /* those that stand for a unit only behind one of which it is a part; value: index into units */
  SYN_ARRAY(syn_money) money;
  syn_phrases money_signs;                 /* as written, before or after a number; value: index into money */
  syn_phrases money_words;                 /* in any case, after a number */
  syn_map currency_countries;              /* ISO 4217 -> row of currencies_table */
  const syn_table *currencies_table;       /* world/currencies; may be NULL */
  syn_phrases bounds_before, bounds_after; /* value: syn_bound */
  syn_phrases age_before, age_after;       /* value: not used */
  syn_map counted;                         /* lemma -> SYN_COUNTED_ bits */
  syn_map measured;                        /* verb -> row of measured_table: "lend" -> "loan" */
  const syn_table *measured_table;
  size_t measured_noun; /* its column */
} syn_quantity_tables;

/*
 * Returns SYN_OK, SYN_NOT_FOUND (the language has no number words), SYN_BAD_INPUT (a cell that makes no sense: the message names the
 * row), SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_quantity_tables_load(const syn_world *world, syn_text language, syn_arena *arena,
                                                   syn_quantity_tables *out_tables, syn_error *error);

/* SYN_COUNTED_ bits of a lemma; 0 when it is not listed. */
unsigned syn_quantity_counted_bits(const syn_quantity_tables *tables, syn_text lemma);

/* The noun for a sum that this verb (a lemma) gives or takes; empty when there is none. */
syn_text syn_quantity_measured_noun(const syn_quantity_tables *tables, syn_text verb);

/* Whether amounts of a currency are written without decimals. */
bool syn_quantity_is_whole_currency(const syn_quantity_tables *tables, syn_text code);

/* The countries (ISO 3166-1 alpha-2, '|' between) that use a currency; empty when it is not known. */
syn_text syn_quantity_currency_countries(const syn_quantity_tables *tables, syn_text code);

#endif
