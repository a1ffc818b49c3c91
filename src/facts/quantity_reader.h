/*
 * Quantity reader: a number with its sign of money or unit, a second number where it is a range, and the words that bound it.
 *
 * Looks at the words of one sentence alone; what is counted and whether it is a quantity at all is for the quantity finder.
 */
#ifndef SYN_FACTS_QUANTITY_READER_H
#define SYN_FACTS_QUANTITY_READER_H

#include "facts/number_reader.h"
#include "facts/quantity_tables.h"

typedef struct syn_measure {
  size_t first, end;           /* pieces, with the words that bound it */
  size_t core_first, core_end; /* without them */
  syn_number from, to;         /* `to` when is_range or is_pair */
  bool is_range;               /* "10 to 15" */
  bool is_pair;                /* "3-1": two numbers and a dash that are no range */
  bool is_hyphenated;          /* "58-year", "$320-million" */
  bool is_open;                /* a hyphen and a word that is no unit: "12-member"; core_end is before the hyphen */
  bool is_age;                 /* "58 years old", "aged 58" */
  bool has_bound;
  syn_bound bound;
  const syn_unit *unit;   /* NULL: none */
  const syn_unit *per;    /* the unit that divides it ("tonnes per hectare"); NULL: none */
  const syn_money *money; /* NULL: none */
} syn_measure;

typedef struct syn_measure_context {
  const syn_quantity_tables *tables;
  const syn_document *document;
  uint32_t sentence;
  const syn_piece *pieces;
  size_t count;
} syn_measure_context;

/*
 * Reads what begins at `at` (the sign of money or the number); bounding words are looked for back to `begin`. Returns false when there is
 * none; *out_next is where to go on, beyond `at` in any case.
 */
bool syn_measure_read(const syn_measure_context *context, size_t begin, size_t at, syn_measure *out_measure, size_t *out_next);

/* Looks for words that bound the measure after piece `end` ("or more"), and takes them in. */
void syn_measure_bound_after(const syn_measure_context *context, size_t end, syn_measure *measure);

#endif
