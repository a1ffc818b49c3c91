#include "facts/time_fields.h"

static void add_number(int32_t list[TIME_FIELD_LIMIT], uint32_t *count, int32_t number) {
  if (*count < TIME_FIELD_LIMIT) list[(*count)++] = number;
}

static void read_side(time_fields *fields, int32_t number) {
  fields->side = number;
  fields->has_side = true;
}

static void read_amount(time_fields *fields, time_value value) {
  add_number(fields->numbers, &fields->number_count, value.number);
  fields->hundredths = value.hundredths;
}

static void read_unit(time_fields *fields, char unit) {
  fields->unit = unit;
  if (fields->unit_count < TIME_FIELD_LIMIT) fields->units[fields->unit_count++] = unit;
}

/* Figures and calendar words. */
static bool read_calendar_value(time_fields *fields, time_class class, time_value value) {
  switch (class) {
  case TIME_DAY:
  case TIME_DAYTH:
    add_number(fields->days, &fields->day_count, value.number);
    return true;
  case TIME_MONTH:
  case TIME_MONTHANY:
  case TIME_MONTHNUMBER:
    add_number(fields->months, &fields->month_count, value.number);
    return true;
  case TIME_YEAR:
    add_number(fields->years, &fields->year_count, value.number);
    return true;
  case TIME_YEARTAIL:
    fields->has_tail = true;
    add_number(fields->years, &fields->year_count, value.number);
    return true;
  case TIME_NUMBER:
  case TIME_AMOUNT:
    read_amount(fields, value);
    return true;
  case TIME_ARTICLE:
    add_number(fields->numbers, &fields->number_count, 1);
    return true;
  case TIME_COUPLE:
    read_amount(fields, value);
    return true;
  case TIME_WEEKDAY:
  case TIME_WEEKDAYANY:
  case TIME_WEEKDAYSMANY:
    fields->weekday = value.number;
    return true;
  case TIME_ORDINAL:
    fields->ordinal = value.number;
    return true;
  case TIME_FRACTION:
    fields->fraction = value.number;
    return true;
  default:
    return false;
  }
}

static bool read_clock_value(time_fields *fields, time_class class, time_value value) {
  switch (class) {
  case TIME_HOUR:
    if (fields->hour_count < TIME_FIELD_LIMIT) fields->meridiems[fields->hour_count] = -1;
    add_number(fields->hours, &fields->hour_count, value.number);
    return true;
  case TIME_MINUTE:
    if (fields->hour_count > 0) fields->minutes[fields->hour_count - 1] = value.number;
    fields->has_minute = true;
    return true;
  case TIME_SECOND:
    fields->second = value.number;
    fields->has_second = true;
    return true;
  case TIME_MERIDIEM:
    if (fields->hour_count > 0) fields->meridiems[fields->hour_count - 1] = value.number;
    return true;
  case TIME_CLOCKWORD:
    fields->clock = value.text;
    return true;
  case TIME_ZONE:
    fields->zone = value.text;
    return true;
  default:
    return false;
  }
}

/* Words that count from another time, with their units. */
static bool read_shift_value(time_fields *fields, time_class class, time_value value) {
  switch (class) {
  case TIME_SIDE:
  case TIME_THAT:
  case TIME_AGO:
  case TIME_EARLIER:
  case TIME_SPAN:
  case TIME_PASTWORD:
    read_side(fields, value.number);
    return true;
  case TIME_BEYOND:
    fields->beyond = value.number;
    return true;
  case TIME_UNIT:
  case TIME_UNITLETTER:
  case TIME_MANY:
    read_unit(fields, value.text.size > 0 ? value.text.data[0] : 0);
    return true;
  case TIME_UNITK:
    fields->weekend = true;
    return true;
  case TIME_YEARWORD:
    fields->unit = 'Y';
    return true;
  case TIME_DAYSHIFT:
    fields->day_shift = value.number;
    return true;
  case TIME_NIGHTSHIFT:
    fields->day_shift = value.number;
    fields->night = true;
    return true;
  default:
    return false;
  }
}

static void read_value(time_fields *fields, time_class class, time_value value) {
  if (read_calendar_value(fields, class, value) || read_clock_value(fields, class, value) || read_shift_value(fields, class, value)) return;
  switch (class) {
  case TIME_SEASON:
  case TIME_STRONGSEASON:
    fields->season = value.text;
    break;
  case TIME_DAYPART:
  case TIME_DAYPARTS:
    fields->part = value.text;
    break;
  case TIME_FREQUENCY:
  case TIME_FREQUENCYADJ:
    fields->frequency = value.text;
    break;
  case TIME_WEEKDAYS:
    fields->frequency = SYN_TEXT("XXXX-WXX-WD");
    break;
  case TIME_REF:
    fields->reference = value.text;
    break;
  case TIME_DECADEWORD:
    fields->decade = value.text;
    break;
  case TIME_LATEST:
    fields->is_latest = true;
    break;
  case TIME_FISCAL:
    fields->is_fiscal = true;
    break;
  case TIME_PERIODWORD:
    fields->period = value.text;
    break;
  case TIME_TO:
  case TIME_DASH:
    fields->has_to = true;
    fields->to = value.number;
    break;
  default:
    break;
  }
}

time_fields syn_time_fields_read(const time_match *match) {
  time_fields fields = {.meridiems = {-1, -1, -1}};
  for (uint32_t i = 0; i < match->count; i++) {
    const time_element *element = &match->elements[i];
    if (element->literal == 0) read_value(&fields, (time_class)element->class, match->values[i]);
  }
  if (match->ending->has_side) read_side(&fields, match->ending->side);
  return fields;
}
