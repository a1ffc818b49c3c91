/*
 * Correction: what a later capture of a page changed.
 *
 * Two captures of one address are versions of one article. The later one counts as the account; the earlier stays as it was captured. All
 * memory belongs to the arena of the synopsis.
 */
#ifndef SYNOPTIC_CORRECTION_H
#define SYNOPTIC_CORRECTION_H

#include "synoptic/id.h"
#include "synoptic/span.h"
#include "synoptic/text.h"

typedef enum syn_change_kind {
  SYN_CHANGE_TITLE,
  SYN_CHANGE_FIGURE,
  SYN_CHANGE_QUOTE,
  SYN_CHANGE_EVENT,
  SYN_CHANGE_NAME,
  SYN_CHANGE_PARAGRAPH,
  SYN_CHANGE_KIND_COUNT
} syn_change_kind;

/* With both sides: changed; `from` alone: taken out; `to` alone: added. */
typedef struct syn_change {
  syn_change_kind kind;
  bool has_from, has_to;
  syn_span from, to;             /* in the earlier and in the later version */
  syn_text value_from, value_to; /* as a reader understands them; of a paragraph its beginning */
} syn_change;

typedef struct syn_correction {
  syn_id id;
  syn_id article, version_of; /* the later capture, and the one before it */
  syn_interval when;          /* between the two captures, or as the page states it; basis NONE: not known */
  syn_change *changes;        /* by kind, then place; none where nothing that is read has changed */
  uint32_t change_count;
} syn_correction;

#endif
