/*
 * How it works
 *
 * The calendar's year in which 1 January falls is read, and of it and the next two the day in question is computed; those that lie in the
 * Gregorian year count. The zone is GMT throughout, so that a day is a whole number of days since 1970.
 */
#include "facts/feast_calendars.h"

#include <unicode/ucal.h>

#include "records/calendar.h"

#define DAY_MS 86400000.0

static const struct {
  const char *name, *locale;
} CALENDARS[] = {
    {"hebrew", "en@calendar=hebrew"},
    {"islamic", "en@calendar=islamic-umalqura"},
    {"chinese", "en@calendar=chinese"},
    {"persian", "en@calendar=persian"},
};

static const char *find_locale(syn_text calendar) {
  for (size_t i = 0; i < sizeof CALENDARS / sizeof *CALENDARS; i++) {
    if (syn_text_equal(calendar, syn_text_from(CALENDARS[i].name))) return CALENDARS[i].locale;
  }
  return NULL;
}

bool syn_feast_is_calendar(syn_text calendar) {
  return find_locale(calendar) != NULL;
}

/* The day on which month and date of a year of the calendar fall. */
static bool find_day(UCalendar *calendar, int32_t own_year, int32_t month, int32_t date, int32_t *out_day) {
  UErrorCode code = U_ZERO_ERROR;
  ucal_clear(calendar);
  ucal_set(calendar, UCAL_EXTENDED_YEAR, own_year);
  ucal_set(calendar, UCAL_MONTH, month - 1);
  ucal_set(calendar, UCAL_DATE, date);
  double day = ucal_getMillis(calendar, &code) / DAY_MS;
  *out_day = (int32_t)(day < 0 ? day - 0.5 : day + 0.5);
  return U_SUCCESS(code);
}

unsigned syn_feast_days(syn_text name, int32_t month, int32_t date, int32_t year, int32_t out_days[FEASTS_A_YEAR]) {
  static const UChar ZONE[] = {'G', 'M', 'T', 0};
  enum { OWN_YEARS = 3 };
  const char *locale = find_locale(name);
  if (locale == NULL || year < FEAST_LEAST_YEAR || year > FEAST_LAST_YEAR) return 0;
  UErrorCode code = U_ZERO_ERROR;
  UCalendar *calendar = ucal_open(ZONE, -1, locale, UCAL_TRADITIONAL, &code);
  int32_t first = syn_calendar_day(year, 1, 1), last = syn_calendar_day(year, 12, 31);
  ucal_setMillis(calendar, first * DAY_MS, &code);
  int32_t own = ucal_get(calendar, UCAL_EXTENDED_YEAR, &code);
  unsigned count = 0;
  for (int32_t next = own; U_SUCCESS(code) && next < own + OWN_YEARS && count < FEASTS_A_YEAR; next++) {
    int32_t day = 0;
    if (find_day(calendar, next, month, date, &day) && day >= first && day <= last) out_days[count++] = day;
  }
  ucal_close(calendar);
  return count;
}
