/*
 * Compare notes: what stands under the points of a comparison: outlets that are silent, gaps of the collection, and what later versions of
 * the accounts' pages changed.
 */
#ifndef SYN_CLI_COMPARE_NOTES_H
#define SYN_CLI_COMPARE_NOTES_H

#include "cli/terminal.h"
#include "synoptic/comparison.h"

/* " (changed from 12 people in the version of 2031-05-13 07:30)", or nothing. */
void syn_compare_add_change(syn_buffer *text, const syn_comparison *comparison, const syn_reading *reading);

/* "Collected then, and silent: …" and "Not collected then: …"; nothing where the days of the story are not known. */
void syn_compare_print_silence(const syn_terminal *terminal, const syn_story *story);

/* What later versions changed, account by account; nothing where each was captured once. */
void syn_compare_print_corrections(const syn_terminal *terminal, const syn_comparison *comparison);

#endif
