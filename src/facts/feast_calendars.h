/*
 * Feast calendars: the days of the Gregorian calendar on which a day of another calendar falls.
 *
 * Calendars: "hebrew" (months from Tishri 1; Adar is 7, in leap years the second one, Nisan 8), "islamic" (Umm al-Qura; where feasts go by
 * sight of the moon the day may be the next), "chinese" (months that are no leap months), "persian".
 */
#ifndef SYN_FACTS_FEAST_CALENDARS_H
#define SYN_FACTS_FEAST_CALENDARS_H

#include <stdbool.h>
#include <stdint.h>

#include "synoptic/text.h"

enum { FEAST_LEAST_YEAR = 1900, FEAST_LAST_YEAR = 2100, FEASTS_A_YEAR = 2 };

/*
 * The days (since 1970-01-01) of the Gregorian `year`, FEAST_LEAST_YEAR to FEAST_LAST_YEAR, on which month and date of the calendar fall:
 * none, one, or two where its year is shorter. Returns how many.
 */
unsigned syn_feast_days(syn_text calendar, int32_t month, int32_t date, int32_t year, int32_t out_days[FEASTS_A_YEAR]);

/* Whether there is a calendar of this name. */
bool syn_feast_is_calendar(syn_text calendar);

#endif
