/*
 * Point labels: whether the readings of one fact agree, in exact decimal arithmetic.
 */
#ifndef SYN_SYNOPSIS_POINT_LABELS_H
#define SYN_SYNOPSIS_POINT_LABELS_H

#include "synoptic/synopsis.h"

/* Of how much, where and when a figure is; see figure_scope.h. */
typedef struct syn_figure_scope {
  syn_text persons;        /* the class of persons counted; empty: not told */
  bool is_of_anyone;       /* they are called by a noun for all persons */
  bool has_fate;           /* what became of them is told, */
  bool has_two_fates;      /* of two fates together: "killed or injured" */
  bool is_whole;           /* "nationwide" */
  const syn_entity *place; /* NULL: not told */
  uint32_t days;           /* 0: not told */
} syn_figure_scope;

/* What a label takes into account beside the reading itself. */
typedef struct syn_reading_traits {
  uint32_t account;  /* readings of one account stand behind each other */
  int32_t published; /* day, INT32_MAX where it is not known */
  bool is_converted; /* the bracketed figure of a conversion */
  bool is_body;      /* in the running text, not in a title or caption */
  bool has_grown;    /* its sentence tells that the count has risen, or may: "rose to", "so far" */
  bool is_former;    /* "the previous toll" */
  syn_figure_scope scope;
} syn_reading_traits;

/* Whether two stated numbers can both be true: their intervals meet. */
bool syn_readings_meet(const syn_reading *a, const syn_reading *b);

/* Whether the larger value is at most a quarter of itself away from the smaller. */
bool syn_readings_within_quarter(const syn_reading *a, const syn_reading *b);

/* Of one account's readings, from `first` up to `end`, the one that speaks for it: in the body, the finest, the first. */
uint32_t syn_label_main_reading(const syn_reading *readings, const syn_reading_traits *traits, uint32_t first, uint32_t end);

/* The label of the numbers of one point, and the kind of difference. */
syn_label syn_label_numbers(const syn_reading *readings, const syn_reading_traits *traits, uint32_t count, syn_difference *out_difference);

#endif
