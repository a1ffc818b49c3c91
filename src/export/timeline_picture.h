/*
 * Timeline picture: a list of happenings with their places on a scale of days, as one SVG element of plain shapes and words.
 *
 * No script, no style sheet, nothing from elsewhere: the element can stand in a file of its own or in a page, whose colour of words it
 * takes.
 */
#ifndef SYN_EXPORT_TIMELINE_PICTURE_H
#define SYN_EXPORT_TIMELINE_PICTURE_H

#include "base/buffer.h"
#include "synoptic/synopsis.h"

enum { SYN_PICTURE_ROW_LIMIT = 80, SYN_PICTURE_BOND_LIMIT = 200 };

/* One happening. */
typedef struct syn_picture_row {
  syn_interval date; /* basis NONE: not placed */
  bool is_told;      /* nobody states when it was: it was told by the last day of `date` */
  bool is_to_come;   /* promised, planned, possible: drawn hollow */
  syn_text when, label;
  uint32_t accounts;
} syn_picture_row;

/* A promise and the deed that goes with it. */
typedef struct syn_picture_bond {
  uint32_t promise, deed; /* indexes into rows */
  syn_fulfilment_kind kind;
} syn_picture_bond;

typedef struct syn_timeline_picture {
  syn_text title;
  const syn_picture_row *rows; /* in order; those beyond SYN_PICTURE_ROW_LIMIT are counted below the picture */
  uint32_t row_count;
  const syn_picture_bond *bonds;
  uint32_t bond_count;
  uint64_t left_out_count; /* happenings that are no rows */
  bool is_whole;           /* the scale reaches over all days, however far apart */
  syn_text legend;         /* what marks and curves mean; empty: those of a timeline */
} syn_timeline_picture;

/* Adds the element. Failures stay in the buffer's status. */
void syn_timeline_picture_add(syn_buffer *svg, const syn_timeline_picture *picture);

#endif
