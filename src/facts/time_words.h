/*
 * Words and patterns of times: what a language's tables say about expressions of time.
 *
 * Read from <language>/times, months, weekdays, numbers, time_patterns and holidays; shared by threads.
 */
#ifndef SYN_FACTS_TIME_WORDS_H
#define SYN_FACTS_TIME_WORDS_H

#include "base/array.h"
#include "base/map.h"
#include "world/world.h"

/* Classes of words and figures; the tables spell them without the prefix. */
typedef enum time_class {
  TIME_NONE,
  TIME_UNIT,
  TIME_UNITK,
  TIME_MANY,
  TIME_DAYSHIFT,
  TIME_NIGHTSHIFT,
  TIME_SIDE,
  TIME_SPAN,
  TIME_THAT,
  TIME_PASTWORD,
  TIME_AGO,
  TIME_EARLIER,
  TIME_BEYOND,
  TIME_EVERY,
  TIME_PER,
  TIME_FREQUENCY,
  TIME_FREQUENCYADJ,
  TIME_TIMES,
  TIME_SEASON,
  TIME_STRONGSEASON,
  TIME_DAYPART,
  TIME_DAYPARTS,
  TIME_CLOCKWORD,
  TIME_MERIDIEM,
  TIME_ZONE,
  TIME_TO,
  TIME_DASH,
  TIME_OPENER,
  TIME_THE,
  TIME_OFWORD,
  TIME_ONWORD,
  TIME_ASWORD,
  TIME_COMPARE,
  TIME_LIMIT,
  TIME_HAVE,
  TIME_SAYING,
  TIME_COMMA,
  TIME_ENDED,
  TIME_UNITLETTER,
  TIME_VAGUE,
  TIME_DECADEWORD,
  TIME_MODIFIER,
  TIME_EDGE,
  TIME_REF,
  TIME_WEEKDAYS,
  TIME_FISCAL,
  TIME_PERIODWORD,
  TIME_LATEST,
  TIME_FUTURE,
  TIME_INTEND,
  TIME_MODAL,
  TIME_MOVED,
  TIME_JOIN,
  TIME_YEARCUE,
  TIME_MONTH,
  TIME_MONTHANY,
  TIME_WEEKDAY,
  TIME_WEEKDAYANY,
  TIME_WEEKDAYSMANY,
  TIME_ARTICLE,
  TIME_NUMBER,
  TIME_AMOUNT,
  TIME_TEN,
  TIME_HUNDRED,
  TIME_SCALE,
  TIME_FRACTION,
  TIME_FRACTIONSIGN,
  TIME_ORDINAL,
  TIME_ORDINALSUFFIX,
  TIME_DAY,
  TIME_DAYTH,
  TIME_MONTHNUMBER,
  TIME_YEAR,
  TIME_YEARTAIL,
  TIME_HOUR,
  TIME_MINUTE,
  TIME_SECOND,
  TIME_YEARWORD,
  TIME_COUPLE,
  TIME_OLD,
  TIME_CLASS_COUNT
} time_class;

typedef enum time_build {
  TIME_BUILD_DATE,
  TIME_BUILD_NUMERIC_DATE,
  TIME_BUILD_YEAR,
  TIME_BUILD_DECADE,
  TIME_BUILD_CENTURY,
  TIME_BUILD_SEASON,
  TIME_BUILD_QUARTER,
  TIME_BUILD_HALF,
  TIME_BUILD_NTH_OF,
  TIME_BUILD_WEEKDAY_DATE,
  TIME_BUILD_DAY_OF_MONTH,
  TIME_BUILD_HOLIDAY,
  TIME_BUILD_LAST_DATE = TIME_BUILD_HOLIDAY,
  TIME_BUILD_WEEKDAY,
  TIME_BUILD_WEEKDAY_OF_WEEK,
  TIME_BUILD_SHIFT,
  TIME_BUILD_DAY_SHIFT_MORE,
  TIME_BUILD_VAGUE_AGO,
  TIME_BUILD_AHEAD,
  TIME_BUILD_ANCHORED,
  TIME_BUILD_ANCHORED_WEEKDAY,
  TIME_BUILD_PERIOD,
  TIME_BUILD_LAST_SHIFT = TIME_BUILD_PERIOD,
  TIME_BUILD_DURATION,
  TIME_BUILD_HALF_DURATION,
  TIME_BUILD_DURATION_AND_HALF,
  TIME_BUILD_LONG_DURATION,
  TIME_BUILD_VAGUE_DURATION,
  TIME_BUILD_SPAN,
  TIME_BUILD_SET,
  TIME_BUILD_CLOCK,
  TIME_BUILD_CLOCK_RANGE,
  TIME_BUILD_CLOCK_PAST,
  TIME_BUILD_BARE_CLOCK,
  TIME_BUILD_DAY_PART,
  TIME_BUILD_REF,
  TIME_BUILD_FAR,
  TIME_BUILD_COUNT
} time_build;

/* One meaning of a word. */
typedef struct time_reading {
  uint8_t class;
  bool weak;      /* also an ordinary word: needs the tagger's word that it is a name */
  bool strict;    /* needs a capital: a short form, or weak */
  int32_t number; /* the value as a number, 0 where it is none */
  syn_text value;
} time_reading;

enum { TIME_READING_LIMIT = 8, TIME_PATTERN_LIMIT = 16 };

/* A word of the tables. */
typedef struct time_word {
  time_reading readings[TIME_READING_LIMIT];
  uint32_t reading_count;
  uint32_t literal; /* number of the word where patterns spell it, else 0 */
} time_word;

typedef struct time_element {
  uint8_t class;    /* or */
  uint16_t literal; /* this word */
  bool glued;       /* no space before it */
} time_element;

/* What is made of the pieces that were read on the way to a node. */
typedef struct time_ending {
  time_build build;
  int32_t side;
  bool has_side;
  uint32_t order; /* the row, counted over all tables: of equally long readings the first is tried first */
  syn_text rule;  /* of a holiday, else empty */
  struct time_ending *next;
} time_ending;

/* All patterns, as a tree of their elements: those that begin alike share their beginnings. */
typedef struct time_node {
  time_element element;
  struct time_node *children, *next; /* next: of the same parent */
  time_ending *endings;
  uint8_t depth;
} time_node;

typedef struct time_words {
  syn_map forms; /* lower case -> index into words */
  time_word *words;
  size_t word_count, word_capacity;
  time_node *by_class[TIME_CLASS_COUNT]; /* first elements that are classes: one node each, or NULL */
  time_node **by_literal;                /* first elements that are words */
  uint32_t literal_count;
} time_words;

/*
 * NULL in `out_words` where the language has no time_patterns. Returns SYN_OK, SYN_BAD_INPUT (the message names table and row),
 * SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_time_words_create(const syn_world *world, syn_text language, syn_arena *arena, time_words **out_words,
                                                syn_error *error);

/* The word of this lower-case form, with or without full stops at its end; or NULL. */
const time_word *syn_time_words_find(const time_words *words, syn_text lower);

/* The reading of a word in a class, or NULL. */
const time_reading *syn_time_word_reading(const time_word *word, time_class class);

#endif
