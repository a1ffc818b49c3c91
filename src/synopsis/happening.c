/*
 * How it works
 *
 * The day of the happening is looked for where a report dates it, in this order: an event in the title or the first two paragraphs that
 * took place or takes place; a caption; any day in the first two paragraphs; an event further down in the opening; any day there. Of
 * several in one place a full date comes before one without its year, and that before a weekday; then the first. In an undated article a
 * weekday that disagrees comes before a full date. Days far from the day
 * of publication are background, deadlines or of old pictures. Months and years are no days. The places are those of events in the opening,
 * in captions and in the title.
 */
#include "synopsis/happening.h"

#include <stdlib.h>

#include "records/calendar.h"

enum {
  LEAD_PARAGRAPHS = 2,
  OPENING_PARAGRAPHS = 6,
  OPENING_BYTES = 1800,
  LAST_DAY_OF_YEAR = 366,
  DAYS_BEFORE = 31,
  DAYS_AFTER = 3,
  FIRST_YEAR_OF_PAGES = 1990
};

static uint32_t paragraphs_end(const syn_article *article, unsigned paragraphs) {
  size_t at = 0;
  for (unsigned paragraph = 0; paragraph < paragraphs && at != SIZE_MAX && at < OPENING_BYTES; paragraph++) {
    at = syn_text_find(article->text, SYN_TEXT("\n\n"), at);
    if (at != SIZE_MAX) at += 2;
  }
  return at == SIZE_MAX || at > article->text.size ? (uint32_t)article->text.size : (uint32_t)at;
}

static bool is_in_opening(syn_span span, uint32_t end) {
  return span.field == SYN_FIELD_TITLE || (span.field == SYN_FIELD_TEXT && span.start < end);
}

static bool two_digits(syn_text text, size_t at, uint8_t *out_value) {
  if (at + 2 > text.size) return false;
  unsigned tens = (unsigned)text.data[at] - '0', ones = (unsigned)text.data[at + 1] - '0';
  if (tens > 9 || ones > 9) return false;
  *out_value = (uint8_t)(tens * 10 + ones);
  return true;
}

/* Takes the day of a time over, if it is one day, full or in part. */
static bool take_day(const syn_time *time, syn_happening *happening) {
  if (time->type != SYN_TIME_DATE && time->type != SYN_TIME_TIME) return false;
  syn_basis basis = time->interval.basis;
  bool is_own = basis != SYN_BASIS_NONE && basis != SYN_BASIS_LINKED;
  if (is_own && time->interval.from.day == time->interval.to.day) {
    happening->day = time->interval.from.day;
    int32_t year, month, date;
    syn_calendar_date(happening->day, &year, &month, &date);
    happening->month = (uint8_t)month;
    happening->date = (uint8_t)date;
    happening->weekday = (uint8_t)syn_calendar_weekday(happening->day);
  } else if (is_own || !syn_text_starts_with(time->value, SYN_TEXT("XXXX-"))) {
    return false;
  } else if (time->value.size >= 10 && two_digits(time->value, 5, &happening->month) && two_digits(time->value, 8, &happening->date) &&
             syn_calendar_is_date(2000, happening->month, happening->date)) {
    happening->weekday = 0;
  } else if (time->value.size >= 10 && syn_text_starts_with(time->value, SYN_TEXT("XXXX-WXX-")) && time->value.data[9] >= '1' &&
             time->value.data[9] <= '7') {
    happening->month = happening->date = 0;
    happening->weekday = (uint8_t)(time->value.data[9] - '0');
  } else {
    happening->month = happening->date = 0;
    return false;
  }
  happening->when = time->span;
  return true;
}

static bool took_place(const syn_event *event) {
  return !event->negated && (event->modality == SYN_MODALITY_HAPPENED || event->modality == SYN_MODALITY_ONGOING);
}

/* How well a day is placed; the larger the better. */
typedef enum placement { NOWHERE, IN_OPENING, EVENT_IN_OPENING, IN_LEAD, IN_CAPTION, EVENT_IN_LEAD } placement;

typedef struct opening {
  uint32_t lead_end, end; /* bytes */
} opening;

static placement place_of(syn_span span, bool is_event, const opening *limits) {
  if (span.field == SYN_FIELD_CAPTION) return IN_CAPTION;
  if (is_in_opening(span, limits->lead_end)) return is_event ? EVENT_IN_LEAD : IN_LEAD;
  if (is_in_opening(span, limits->end)) return is_event ? EVENT_IN_OPENING : IN_OPENING;
  return NOWHERE;
}

/* Full dates before those without a year, those before weekdays. */
static unsigned fullness(const syn_happening *happening) {
  return happening->day != SYN_DAY_NONE ? 3 : happening->month > 0 ? 2 : happening->weekday > 0 ? 1 : 0;
}

/* Whether a day is too far from the publication to be that of the happening: background, a deadline, the date of an old picture. */
static bool is_far_from_publication(const syn_happening *happening) {
  if (happening->day == SYN_DAY_NONE || happening->published_from == SYN_DAY_NONE) return false;
  return happening->day < happening->published_from - DAYS_BEFORE || happening->day > happening->published_to + DAYS_AFTER;
}

/*
 * Whether a full date is not the day of an undated article: reports write "on Monday" of their own day, and the year of other days (when
 * a bond is due, when a treaty was signed). The two agree where the date is that weekday.
 */
static bool gives_way(const syn_happening *full, const syn_happening *weekday) {
  return full->published_from == SYN_DAY_NONE && full->day != SYN_DAY_NONE && fullness(weekday) == 1 && full->weekday != weekday->weekday;
}

/* Takes a day over where it is better placed than `best`, or as well placed and fuller. */
static void consider(const syn_time *time, placement place, int event_type, placement *best, syn_happening *happening) {
  syn_happening other = *happening;
  other.day = SYN_DAY_NONE;
  other.month = other.date = other.weekday = 0;
  other.event_type = event_type;
  if (place < *best || place == NOWHERE || !take_day(time, &other)) return;
  bool is_weekday_of_event = place == EVENT_IN_LEAD && gives_way(happening, &other);
  if (place == *best && gives_way(&other, happening)) return;
  if (place == *best && fullness(&other) <= fullness(happening) && !is_weekday_of_event) return;
  if (is_far_from_publication(&other)) return;
  *best = place;
  *happening = other;
}

static placement find_day(const syn_facts *facts, const opening *limits, syn_happening *happening) {
  placement best = NOWHERE;
  for (uint32_t e = 0; e < facts->event_count; e++) {
    const syn_event *event = &facts->events[e];
    if (!took_place(event) || event->time >= facts->time_count) continue;
    /* the date may come from another mention of the event, further down */
    const syn_time *time = &facts->times[event->time];
    placement place = place_of(event->sentence, true, limits), of_time = place_of(time->span, true, limits);
    consider(time, place < of_time ? place : of_time, (int)event->type, &best, happening);
  }
  for (uint32_t t = 0; t < facts->time_count; t++)
    consider(&facts->times[t], place_of(facts->times[t].span, false, limits), -1, &best, happening);
  return best;
}

/* A weekday agrees with a fuller date elsewhere in the opening: that one is taken. */
static void complete_day(const syn_facts *facts, const opening *limits, syn_happening *happening) {
  if (happening->weekday == 0 || happening->day != SYN_DAY_NONE) return;
  for (uint32_t t = 0; t < facts->time_count; t++) {
    const syn_time *time = &facts->times[t];
    if (place_of(time->span, false, limits) == NOWHERE) continue;
    syn_happening other = *happening;
    if (!take_day(time, &other) || other.day == SYN_DAY_NONE || other.weekday != happening->weekday || is_far_from_publication(&other))
      continue;
    *happening = other;
    return;
  }
}

/* Whether others may be dated by the day: it agrees with the publication, or stands where reports date their matter and is of the time
 * that pages are from. */
static bool is_firm(const syn_happening *happening, placement place) {
  if (happening->day == SYN_DAY_NONE) return false;
  if (happening->published_from != SYN_DAY_NONE) return true;
  return place >= IN_CAPTION && happening->day >= syn_calendar_day(FIRST_YEAR_OF_PAGES, 1, 1);
}

static void add_place(const syn_account *account, uint32_t entity, syn_happening *happening, uint32_t *places) {
  const syn_facts *facts = account->facts;
  if (entity >= facts->entity_count || facts->entities[entity].type != SYN_ENTITY_PLACE) return;
  for (uint32_t i = 0; i < happening->place_count; i++)
    if (places[i] == entity) return;
  if (happening->place_count < SYN_HAPPENING_PLACES) places[happening->place_count++] = entity;
}

static void find_places(const syn_account *account, uint32_t end, syn_happening *happening, uint32_t *places) {
  const syn_facts *facts = account->facts;
  for (uint32_t e = 0; e < facts->event_count; e++)
    if (is_in_opening(facts->events[e].sentence, end) && took_place(&facts->events[e]))
      add_place(account, facts->events[e].place, happening, places);
  for (uint32_t e = 0; e < facts->entity_count; e++)
    for (uint32_t m = 0; m < facts->entities[e].mention_count; m++) {
      const syn_mention *mention = &facts->entities[e].mentions[m];
      bool is_early = mention->span.field != SYN_FIELD_TEXT || mention->span.start < end / 2;
      if (mention->kind == SYN_MENTION_NAME && is_early) add_place(account, e, happening, places);
    }
}

void syn_happening_read(const syn_account *account, syn_happening *happening, uint32_t *out_places) {
  const syn_interval *published = &account->article->published;
  *happening = (syn_happening){.published_from = SYN_DAY_NONE, .published_to = SYN_DAY_NONE, .day = SYN_DAY_NONE, .event_type = -1};
  bool is_own = published->basis != SYN_BASIS_NONE && published->basis != SYN_BASIS_LINKED;
  if (is_own && published->from.day != SYN_DAY_MINIMUM && published->to.day != SYN_DAY_MAXIMUM) {
    happening->published_from = published->from.day;
    happening->published_to = published->to.day;
  }
  const opening limits = {paragraphs_end(account->article, LEAD_PARAGRAPHS), paragraphs_end(account->article, OPENING_PARAGRAPHS)};
  placement place = find_day(account->facts, &limits, happening);
  complete_day(account->facts, &limits, happening);
  happening->is_firm = is_firm(happening, place);
  find_places(account, limits.end, happening, out_places);
}

syn_status syn_happenings_find(syn_gathering *gathering) {
  gathering->happenings = SYN_ARENA_ARRAY(gathering->arena, syn_happening, gathering->account_count);
  if (!gathering->happenings) return SYN_NO_MEMORY;
  for (uint32_t a = 0; a < gathering->account_count; a++) {
    syn_happening *happening = &gathering->happenings[a];
    uint32_t places[SYN_HAPPENING_PLACES] = {0}, count = 0;
    syn_happening_read(&gathering->accounts[a], happening, places);
    for (uint32_t i = 0; i < happening->place_count; i++) {
      uint32_t identity = syn_gathering_identity(gathering, a, places[i]);
      bool is_there = false;
      for (uint32_t k = 0; k < count && !is_there; k++) is_there = happening->places[k] == identity;
      if (!is_there) happening->places[count++] = identity;
    }
    happening->place_count = count;
  }
  return SYN_OK;
}

int32_t syn_happening_days_apart(const syn_happening *a, const syn_happening *b) {
  if (a->day != SYN_DAY_NONE && b->day != SYN_DAY_NONE) {
    int64_t days = llabs((int64_t)a->day - b->day);
    return days < SYN_DAY_NONE ? (int32_t)days : SYN_DAY_NONE - 1;
  }
  if (a->month == 0 || b->month == 0) return SYN_DAY_NONE;
  /* a leap year, so that 29 February is a day */
  int32_t days = abs(syn_calendar_day(2000, a->month, a->date) - syn_calendar_day(2000, b->month, b->date));
  return days <= LAST_DAY_OF_YEAR / 2 ? days : LAST_DAY_OF_YEAR - days;
}
