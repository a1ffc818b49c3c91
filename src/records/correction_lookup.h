/*
 * Corrections found by article and by reading, and versions named by their time: shared by tables and reports.
 */
#ifndef SYN_RECORDS_CORRECTION_LOOKUP_H
#define SYN_RECORDS_CORRECTION_LOOKUP_H

#include "base/buffer.h"
#include "synoptic/synopsis.h"

/* Sorted by article. */
typedef struct syn_correction_list {
  const syn_correction *items;
  uint32_t count;
} syn_correction_list;

/* What the capture changed against the one before it, or NULL for the first. */
const syn_correction *syn_correction_of(syn_correction_list list, syn_id article);

/*
 * The last change that gave a reading its value, in this version or in one before it; NULL where it stands as it was first captured.
 * `out_correction`: the version that made it.
 */
const syn_change *syn_correction_find_change(syn_correction_list list, const syn_reading *reading, const syn_correction **out_correction);

/* "2031-05-13 07:30": when a version was captured, else changed, else published; "unknown date". */
void syn_correction_add_version(syn_buffer *text, const syn_article *article);

#endif
