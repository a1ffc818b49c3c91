/*
 * How it works
 *
 * Extent is told by four things near a figure. Who is counted: the class of persons, and whether two fates are counted together ("45 were
 * killed or injured"). Where: the place of its event, else the first place or country that is named behind it. When: the time named next to
 * it, as a number of days. Two figures differ in scope only where both tell the same of these things and tell it otherwise; for places one
 * has to be the country of the other, since two names of places near each other say little.
 */
#include "synopsis/figure_scope.h"

#include "records/wording.h"

enum { SEARCH_BYTES = 120 /* from a figure to the place or time that it is of */, FATES_APART = 3 /* words: "killed or badly injured" */ };

syn_figure_words syn_figure_words_find(const syn_world *world, syn_text language) {
  return (syn_figure_words){world ? syn_world_language_table(world, language, "figure_words") : NULL};
}

/* ---- words ---- */

/* Most words are no beginning of the phrase: one byte tells. */
static bool begins_alike(syn_text word, syn_text phrase) {
  return word.size > 0 && phrase.size > 0 && word.data[0] == phrase.data[0];
}

static bool stands_at(const syn_word_list *words, uint32_t at, syn_text phrase) {
  syn_text rest = phrase, word;
  for (; syn_table_next_item(&rest, ' ', &word); at++)
    if (at >= words->count || !syn_text_equal(words->items[at].folded, word)) return false;
  return true;
}

bool syn_figure_words_have(const syn_figure_words *figure_words, const syn_word_list *words, syn_text class) {
  const syn_table *table = figure_words->table;
  size_t class_column = table ? syn_table_column(table, "class") : 0, words_column = table ? syn_table_column(table, "words") : 0;
  for (size_t row = 0; table && row < table->row_count; row++) {
    if (!syn_text_equal(syn_table_cell(table, row, class_column), class)) continue;
    syn_text rest = syn_table_cell(table, row, words_column), phrase;
    while (syn_table_next_item(&rest, '|', &phrase))
      for (uint32_t i = 0; i < words->count; i++)
        if (begins_alike(words->items[i].folded, phrase) && stands_at(words, i, phrase)) return true;
  }
  return false;
}

/* "45 were killed or injured": two fates beside each other behind the figure, before another figure. */
static bool counts_two_fates(const syn_noun_tables *nouns, const syn_word_list *behind) {
  syn_text first = {0}, fate;
  uint32_t first_at = 0;
  for (uint32_t i = 0; i < behind->count; i++) {
    const syn_text word = behind->items[i].folded;
    if (word.size > 0 && word.data[0] >= '0' && word.data[0] <= '9') return false;
    if (!syn_noun_tables_fate(nouns, word, &fate)) continue;
    if (first.size > 0 && i - first_at <= FATES_APART) return !syn_text_equal(first, fate);
    if (first.size > 0) return false;
    first = fate;
    first_at = i;
  }
  return false;
}

/* ---- where and when ---- */

static uint32_t gap_between(syn_span figure, syn_span other) {
  if (other.field != figure.field || other.index != figure.index) return UINT32_MAX;
  if (other.start >= figure.end) return other.start - figure.end;
  return other.end <= figure.start ? figure.start - other.end : UINT32_MAX;
}

static bool is_inside(syn_span sentence, syn_span span) {
  return span.field == sentence.field && span.index == sentence.index && span.start >= sentence.start && span.end <= sentence.end;
}

static void read_place(const syn_facts *facts, const syn_quantity *quantity, syn_span sentence, syn_figure_scope *scope) {
  uint32_t best = SYN_NO_INDEX, nearest = SEARCH_BYTES + 1;
  if (quantity->event < facts->event_count) best = facts->events[quantity->event].place;
  for (uint32_t e = 0; best >= facts->entity_count && e < facts->entity_count; e++) {
    const syn_entity *entity = &facts->entities[e];
    if (entity->type != SYN_ENTITY_PLACE && entity->type != SYN_ENTITY_COUNTRY) continue;
    for (uint32_t m = 0; m < entity->mention_count; m++) {
      const syn_mention *mention = &entity->mentions[m];
      if (mention->kind != SYN_MENTION_NAME || mention->span.start < quantity->span.end || !is_inside(sentence, mention->span)) continue;
      uint32_t gap = gap_between(quantity->span, mention->span);
      if (gap >= nearest) continue;
      nearest = gap;
      scope->place = entity;
    }
  }
  if (best < facts->entity_count) scope->place = &facts->entities[best];
}

static bool has_both_ends(const syn_interval *interval) {
  return interval->basis != SYN_BASIS_NONE && interval->from.day != SYN_DAY_MINIMUM && interval->to.day != SYN_DAY_MAXIMUM;
}

const syn_interval *syn_figure_days(const syn_facts *facts, const syn_quantity *quantity, syn_span around) {
  const syn_interval *found = NULL;
  uint32_t nearest = SEARCH_BYTES + 1;
  if (quantity->event < facts->event_count && facts->events[quantity->event].time < facts->time_count &&
      has_both_ends(&facts->events[quantity->event].date))
    return &facts->events[quantity->event].date;
  for (uint32_t t = 0; t < facts->time_count; t++) {
    const syn_time *time = &facts->times[t];
    if (time->type != SYN_TIME_DATE || !is_inside(around, time->span) || !has_both_ends(&time->interval)) continue;
    uint32_t gap = gap_between(quantity->span, time->span);
    if (gap >= nearest) continue;
    nearest = gap;
    found = &time->interval;
  }
  return found;
}

int32_t syn_figure_published(const syn_article *article) {
  const syn_interval *published = &article->published;
  bool is_own = published->basis != SYN_BASIS_NONE && published->basis != SYN_BASIS_LINKED;
  return is_own && published->from.day != SYN_DAY_MINIMUM ? published->from.day : INT32_MAX;
}

/* How many days the time is long that is named nearest to the figure, in its sentence; 0: none is, or it is open. */
static void read_days(const syn_facts *facts, const syn_quantity *quantity, syn_span sentence, syn_figure_scope *scope) {
  uint32_t nearest = SEARCH_BYTES + 1;
  for (uint32_t t = 0; t < facts->time_count; t++) {
    const syn_time *time = &facts->times[t];
    uint32_t gap = is_inside(sentence, time->span) ? gap_between(quantity->span, time->span) : UINT32_MAX;
    if (gap >= nearest) continue;
    int64_t days = 0;
    if (time->type == SYN_TIME_DURATION)
      days = syn_figure_duration_days(time->value);
    else if (time->type == SYN_TIME_DATE && has_both_ends(&time->interval))
      days = (int64_t)time->interval.to.day - time->interval.from.day + 1;
    if (days <= 0) continue;
    nearest = gap;
    scope->days = days > 100000 ? 100000 : (uint32_t)days;
  }
}

uint32_t syn_figure_duration_days(syn_text value) {
  uint32_t number = 0;
  size_t at = 1;
  if (value.size < 3 || value.data[0] != 'P' || value.data[1] == 'T') return 0;
  for (; at < value.size && value.data[at] >= '0' && value.data[at] <= '9' && number < 100000; at++)
    number = number * 10 + (uint32_t)(value.data[at] - '0');
  if (at + 1 != value.size) return 0;
  switch (value.data[at]) {
  case 'D':
    return number;
  case 'W':
    return number * 7;
  case 'M':
    return number * 30;
  case 'Y':
    return number * 365;
  default:
    return 0;
  }
}

syn_status syn_figure_scope_read(const syn_figure_words *figure_words, const syn_noun_tables *nouns, const syn_article *article,
                                 const syn_facts *facts, const syn_quantity *quantity, const syn_claim_noun *noun, syn_arena *scratch,
                                 syn_reading_traits *out_traits) {
  syn_span around = syn_claim_context_span(article, quantity->span);
  syn_text field = syn_article_field(article, around.field, around.index);
  syn_word_list words, behind;
  syn_status status = syn_words_of(field, around.start, around.end, scratch, &words);
  if (status == SYN_OK) status = syn_words_of(field, quantity->span.end, around.end, scratch, &behind);
  if (status != SYN_OK) return status;
  out_traits->has_grown = syn_figure_words_have(figure_words, &words, SYN_TEXT("grown"));
  out_traits->is_former = syn_figure_words_have(figure_words, &words, SYN_TEXT("former"));
  syn_figure_scope *scope = &out_traits->scope;
  scope->is_whole = syn_figure_words_have(figure_words, &words, SYN_TEXT("whole"));
  scope->persons = noun->persons;
  scope->is_of_anyone = noun->is_of_anyone;
  scope->has_fate = noun->fate.size > 0;
  scope->has_two_fates = scope->has_fate && counts_two_fates(nouns, &behind);
  read_place(facts, quantity, around, scope);
  read_days(facts, quantity, around, scope);
  return SYN_OK;
}

/* ---- comparing ---- */

static bool is_country_of(const syn_entity *country, const syn_entity *place) {
  return country->type == SYN_ENTITY_COUNTRY && place->type == SYN_ENTITY_PLACE && country->country.size > 0 &&
         syn_text_equal(country->country, place->country);
}

static bool places_differ(const syn_figure_scope *a, const syn_figure_scope *b) {
  if (a->is_whole != b->is_whole) return (a->is_whole ? b : a)->place && (a->is_whole ? b : a)->place->type == SYN_ENTITY_PLACE;
  return a->place && b->place && (is_country_of(a->place, b->place) || is_country_of(b->place, a->place));
}

/* A day and a week, a month and a year; not a day and two. */
static bool days_differ(const syn_figure_scope *a, const syn_figure_scope *b) {
  uint32_t shorter = a->days < b->days ? a->days : b->days, longer = a->days < b->days ? b->days : a->days;
  return shorter > 0 && longer >= 3 * shorter;
}

bool syn_figure_scopes_differ(const syn_figure_scope *a, const syn_figure_scope *b) {
  if (a->has_fate && b->has_fate && a->has_two_fates != b->has_two_fates) return true;
  bool a_is_part = a->persons.size > 0, b_is_part = b->persons.size > 0;
  if (a_is_part && b_is_part && !syn_text_equal(a->persons, b->persons)) return true;
  if ((a_is_part && b->is_of_anyone) || (b_is_part && a->is_of_anyone)) return true;
  return places_differ(a, b) || days_differ(a, b);
}
