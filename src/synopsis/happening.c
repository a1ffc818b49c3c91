/*
 * How it works
 *
 * The day of the happening is the first day that an event of the opening (the title, the first paragraphs) stands in, if that event took
 * place or takes place; else the first day in a caption; else the first day in the opening. Days in the middle of a text are background
 * more often than not, and months or years are no days. The places are those of events in the opening, in captions and in the title.
 */
#include "synopsis/happening.h"

#include <stdlib.h>

#include "records/calendar.h"

enum { OPENING_PARAGRAPHS = 5, OPENING_BYTES = 1800, LAST_DAY_OF_YEAR = 366 };

static uint32_t opening_end(const syn_article *article) {
  size_t at = 0;
  for (unsigned paragraph = 0; paragraph < OPENING_PARAGRAPHS && at != SIZE_MAX && at < OPENING_BYTES; paragraph++) {
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

static bool find_day(const syn_facts *facts, uint32_t end, syn_happening *happening) {
  for (uint32_t e = 0; e < facts->event_count; e++) {
    const syn_event *event = &facts->events[e];
    if (!is_in_opening(event->sentence, end) || !took_place(event) || event->time >= facts->time_count) continue;
    if (take_day(&facts->times[event->time], happening)) return true;
  }
  for (uint32_t t = 0; t < facts->time_count; t++)
    if (facts->times[t].span.field == SYN_FIELD_CAPTION && take_day(&facts->times[t], happening)) return true;
  for (uint32_t t = 0; t < facts->time_count; t++)
    if (is_in_opening(facts->times[t].span, end) && take_day(&facts->times[t], happening)) return true;
  return false;
}

/* A weekday in the opening agrees with a full date elsewhere in it: the fuller one is taken. */
static void complete_day(const syn_facts *facts, uint32_t end, syn_happening *happening) {
  if (happening->day != SYN_DAY_NONE || happening->month > 0) return;
  for (uint32_t t = 0; t < facts->time_count; t++) {
    const syn_time *time = &facts->times[t];
    if (time->span.field != SYN_FIELD_CAPTION && !is_in_opening(time->span, end)) continue;
    syn_happening other = *happening;
    if (!take_day(time, &other) || other.month == 0) continue;
    if (other.weekday != 0 && other.weekday != happening->weekday) continue;
    *happening = other;
    return;
  }
}

static void add_place(const syn_gathering *gathering, uint32_t account, uint32_t entity, syn_happening *happening) {
  const syn_facts *facts = gathering->accounts[account].facts;
  if (entity >= facts->entity_count || facts->entities[entity].type != SYN_ENTITY_PLACE) return;
  uint32_t identity = syn_gathering_identity(gathering, account, entity);
  for (uint32_t i = 0; i < happening->place_count; i++)
    if (happening->places[i] == identity) return;
  if (happening->place_count < SYN_HAPPENING_PLACES) happening->places[happening->place_count++] = identity;
}

static void find_places(const syn_gathering *gathering, uint32_t account, uint32_t end, syn_happening *happening) {
  const syn_facts *facts = gathering->accounts[account].facts;
  for (uint32_t e = 0; e < facts->event_count; e++)
    if (is_in_opening(facts->events[e].sentence, end) && took_place(&facts->events[e]))
      add_place(gathering, account, facts->events[e].place, happening);
  for (uint32_t e = 0; e < facts->entity_count; e++)
    for (uint32_t m = 0; m < facts->entities[e].mention_count; m++) {
      const syn_mention *mention = &facts->entities[e].mentions[m];
      bool is_early = mention->span.field != SYN_FIELD_TEXT || mention->span.start < end / 2;
      if (mention->kind == SYN_MENTION_NAME && is_early) add_place(gathering, account, e, happening);
    }
}

syn_status syn_happenings_find(syn_gathering *gathering) {
  gathering->happenings = SYN_ARENA_ARRAY(gathering->arena, syn_happening, gathering->account_count);
  if (!gathering->happenings) return SYN_NO_MEMORY;
  for (uint32_t a = 0; a < gathering->account_count; a++) {
    const syn_account *account = &gathering->accounts[a];
    const syn_interval *published = &account->article->published;
    syn_happening *happening = &gathering->happenings[a];
    *happening = (syn_happening){.published_from = SYN_DAY_NONE, .published_to = SYN_DAY_NONE, .day = SYN_DAY_NONE};
    bool is_own = published->basis != SYN_BASIS_NONE && published->basis != SYN_BASIS_LINKED;
    if (is_own && published->from.day != SYN_DAY_MINIMUM && published->to.day != SYN_DAY_MAXIMUM) {
      happening->published_from = published->from.day;
      happening->published_to = published->to.day;
    }
    uint32_t end = opening_end(account->article);
    if (find_day(account->facts, end, happening)) complete_day(account->facts, end, happening);
    find_places(gathering, a, end, happening);
  }
  return SYN_OK;
}

int32_t syn_happening_days_apart(const syn_happening *a, const syn_happening *b) {
  if (a->day != SYN_DAY_NONE && b->day != SYN_DAY_NONE) {
    int64_t days = (int64_t)a->day - b->day;
    return (int32_t)(days < 0 ? -days : days > INT32_MAX - 1 ? INT32_MAX - 1 : days);
  }
  if (a->month == 0 || b->month == 0) return SYN_DAY_NONE;
  /* a leap year, so that 29 February is a day */
  int32_t days = abs(syn_calendar_day(2000, a->month, a->date) - syn_calendar_day(2000, b->month, b->date));
  return days <= LAST_DAY_OF_YEAR / 2 ? days : LAST_DAY_OF_YEAR - days;
}
