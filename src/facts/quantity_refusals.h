/*
 * Quantity refusals: what a number may be instead of a quantity, and what speaks for it.
 */
#ifndef SYN_FACTS_QUANTITY_REFUSALS_H
#define SYN_FACTS_QUANTITY_REFUSALS_H

#include "facts/quantity_sentence.h"

/* The time that covers the number, or NULL. */
const syn_time *syn_quantity_time(const syn_quantity_sentence *work, const syn_measure *measure);

/* Whether the number is part of a name: a mention of an entity by name, or what the recogniser took for one. */
bool syn_quantity_is_named(const syn_quantity_sentence *work, const syn_measure *measure);

/* Number and unit inside one name: "24 Hour Party". */
bool syn_quantity_is_named_whole(const syn_quantity_sentence *work, const syn_measure *measure);

/* A number of four figures that may well be a year. */
bool syn_quantity_is_year_like(const syn_number *number);

/* Whether a date, a time of day or a set of times explains the number better. */
bool syn_quantity_is_time(const syn_quantity_sentence *work, const syn_measure *measure);

/* "the weeks ended February 27 to 16.39 million": no range, since the first number belongs to a date. */
bool syn_quantity_begins_in_time(const syn_quantity_sentence *work, const syn_measure *measure);

/* A number that labels what stands before it: "article 5", "Boeing 737". */
bool syn_quantity_is_label(const syn_quantity_sentence *work, const syn_measure *measure);

/* "the two leaders", "these three", "the last two": known things, no figure. */
bool syn_quantity_points_back(const syn_quantity_sentence *work, const syn_measure *measure);

/* "one day", "one hour": often no measure but "some day"; kept where it is hyphenated, bounded or stands after a word that asks for it. */
bool syn_quantity_is_loose_one(const syn_quantity_sentence *work, const syn_measure *measure);

/* "the first half": no part but a period. */
bool syn_quantity_follows_ordinal(const syn_quantity_sentence *work, const syn_measure *measure);

/* "one in ten users", "three out of four": a ratio. */
bool syn_quantity_is_odds(const syn_quantity_sentence *work, const syn_measure *measure);

#endif
