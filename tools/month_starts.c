/*
 * Prints data/world/month_starts.tsv: the days of the Gregorian calendar on which the months of other calendars begin, by ICU. Run by
 * tools/make-month-starts.
 */
#include <stdio.h>
#include <unicode/ucal.h>

enum { FIRST_YEAR = 1899, LAST_YEAR = 2101 };

static const struct {
  const char *name, *locale;
  int32_t month_count;
} calendars[] = {
    {"hebrew", "en@calendar=hebrew", 13},
    {"islamic", "en@calendar=islamic-umalqura", 12},
    {"chinese", "en@calendar=chinese", 12},
    {"persian", "en@calendar=persian", 12},
};

static UCalendar *open_calendar(const char *locale) {
  static const UChar zone[] = {'G', 'M', 'T', 0};
  UErrorCode code = U_ZERO_ERROR;
  UCalendar *calendar = ucal_open(zone, -1, locale, UCAL_TRADITIONAL, &code);
  return U_SUCCESS(code) ? calendar : NULL;
}

static double at(UCalendar *gregorian, int32_t year) {
  UErrorCode code = U_ZERO_ERROR;
  ucal_clear(gregorian);
  ucal_setDate(gregorian, year, UCAL_JANUARY, 1, &code);
  return ucal_getMillis(gregorian, &code);
}

static void print_month(UCalendar *calendar, UCalendar *gregorian, int32_t month, int32_t first_own, int32_t last_own) {
  const char *separator = "";
  for (int32_t own = first_own; own <= last_own; own++) {
    UErrorCode code = U_ZERO_ERROR;
    ucal_clear(calendar);
    ucal_set(calendar, UCAL_EXTENDED_YEAR, own);
    ucal_set(calendar, UCAL_MONTH, month);
    ucal_set(calendar, UCAL_DATE, 1);
    ucal_setMillis(gregorian, ucal_getMillis(calendar, &code), &code);
    if (ucal_get(calendar, UCAL_MONTH, &code) != month) continue; /* a month of leap years */
    printf("%s%04d-%02d-%02d", separator, ucal_get(gregorian, UCAL_YEAR, &code), ucal_get(gregorian, UCAL_MONTH, &code) + 1,
           ucal_get(gregorian, UCAL_DATE, &code));
    separator = "|";
  }
}

int main(void) {
  UCalendar *gregorian = open_calendar("en@calendar=gregorian");
  if (!gregorian) return 1;
  printf("# The days on which months of other calendars begin, %d to %d: hebrew (months from Tishri; Adar is 7, in leap years the second "
         "one,\n"
         "# Nisan 8), islamic (Umm al-Qura), chinese (months that are no leap months), persian. Made by tools/make-month-starts from ICU.\n"
         "calendar\tmonth\tfirst_days\n",
         FIRST_YEAR, LAST_YEAR);
  for (size_t i = 0; i < sizeof calendars / sizeof *calendars; i++) {
    UErrorCode code = U_ZERO_ERROR;
    UCalendar *calendar = open_calendar(calendars[i].locale);
    if (!calendar) return 1;
    ucal_setMillis(calendar, at(gregorian, FIRST_YEAR), &code);
    int32_t first_own = ucal_get(calendar, UCAL_EXTENDED_YEAR, &code);
    ucal_setMillis(calendar, at(gregorian, LAST_YEAR), &code);
    int32_t last_own = ucal_get(calendar, UCAL_EXTENDED_YEAR, &code);
    for (int32_t month = 0; month < calendars[i].month_count; month++) {
      printf("%s\t%d\t", calendars[i].name, month + 1);
      print_month(calendar, gregorian, month, first_own, last_own);
      printf("\n");
    }
    ucal_close(calendar);
  }
  ucal_close(gregorian);
  return 0;
}
