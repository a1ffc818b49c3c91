/*
 * Span: some words of an article, and moments and intervals of time.
 *
 * Inside the library a span counts bytes of UTF-8 into one field of its article; records that
 * leave the program count Unicode code points (records/record_writer.h converts).
 */
#ifndef SYNOPTIC_SPAN_H
#define SYNOPTIC_SPAN_H

#include <stdbool.h>
#include <stdint.h>

/* Which text of the article a span points into. */
typedef enum syn_field {
  SYN_FIELD_TEXT,
  SYN_FIELD_TITLE,
  SYN_FIELD_CAPTION /* captions[index] */
} syn_field;

typedef struct syn_span {
  uint32_t start, end; /* bytes, half-open */
  uint16_t field;      /* syn_field */
  uint16_t index;      /* of the caption; else 0 */
} syn_span;

enum { SYN_SECOND_NONE = -1, SYN_ZONE_NONE = INT16_MIN };

/* A day, or a second of it. */
typedef struct syn_moment {
  int32_t day;          /* days since 1970-01-01, proleptic Gregorian calendar */
  int32_t second;       /* of the day, SYN_SECOND_NONE where no time of day is stated */
  int16_t zone_minutes; /* east of UTC, SYN_ZONE_NONE where not stated */
} syn_moment;

/* What a date rests on. */
typedef enum syn_basis {
  SYN_BASIS_NONE, /* there is no date */
  SYN_BASIS_TEXT,
  SYN_BASIS_METADATA,
  SYN_BASIS_COREFERENCE,
  SYN_BASIS_LINKED,
  SYN_BASIS_WORLD
} syn_basis;

/*
 * A closed interval. An open side is told by SYN_DAY_MINIMUM or SYN_DAY_MAXIMUM and left out of records.
 * With basis NONE the rest means nothing.
 */
typedef struct syn_interval {
  syn_moment from, to;
  syn_basis basis;
} syn_interval;

enum { SYN_DAY_MINIMUM = INT32_MIN, SYN_DAY_MAXIMUM = INT32_MAX };

#endif
