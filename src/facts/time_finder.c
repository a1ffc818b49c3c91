/*
 * How it works
 *
 * Each sentence is cut into pieces; at each piece the tree of patterns is walked, and the longest pattern that builds a time is taken (of
 * equal ones the first row of the tables); the search goes on behind it. What stands before or beside it and makes one time with it is
 * joined (time_join.c). Whether a weekday or a date without a year lies before or after the publication is told by the verb that governs
 * it (time_direction.c). News tells what was, so the past is assumed where neither a verb nor another word tells, in weekdays; dates
 * without a year are then taken to be near. An hour alone is one of the day that its sentence names, or the one before it.
 *
 * Words of names ("Sunday Times", "April Jones") are no times. The cost is linear: patterns have a bounded length.
 */
#include "facts/finder.h"

#include "facts/time_direction.h"
#include "facts/time_fields.h"
#include "facts/time_join.h"
#include "facts/time_lengths.h"
#include "facts/time_values.h"

enum { ANCHOR_SENTENCES = 2, PERIOD_SENTENCES = 10, NO_TIME = UINT32_MAX };

/* A time that others count from: its index, and the sentence that it stands in. */
typedef struct time_reference {
  uint32_t time, sentence;
} time_reference;

typedef struct time_search {
  time_context context;
  syn_finding *finding;
  const syn_sentence *sentence;
  uint32_t sentence_index;
  uint32_t last_sentence;        /* of the newest time */
  uint32_t last_first, last_end; /* its pieces */
  uint32_t last_tokens[2];       /* its first token, and the one behind it */
  bool ends_sentence;            /* nothing stood behind it */
  time_reference anchor, period;
  uint32_t impossible_count; /* pieces of the longest date at this place that does not exist */
  time_piece_array pieces;
} time_search;

static syn_status create(const syn_world *world, syn_text language, syn_arena *arena, void **out_state, syn_error *error) {
  time_words *words = NULL;
  syn_status status = syn_time_words_create(world, language, arena, &words, error);
  *out_state = words;
  return status;
}

/* ---- matching ---- */

static bool matches_at(const time_search *search, const time_element *element, uint32_t at, time_value *out_value) {
  if (at >= search->pieces.count) return false;
  const time_piece *piece = &search->pieces.items[at];
  if (element->glued && !piece->glued) return false;
  if (element->literal == 0) return syn_time_piece_is(search->context.document, piece, (time_class)element->class, out_value);
  return piece->word != NULL && !piece->is_joined && piece->word->literal == element->literal;
}

/* Whether a piece is a sign that makes one number of the figures on both its sides: "3.5", "1,200", "10:3", "1/2". */
static bool is_number_sign(const syn_document *document, const time_piece *piece) {
  syn_text word = syn_text_slice(syn_document_word(document, piece->token), piece->start - document->tokens[piece->token].start,
                                 piece->end - document->tokens[piece->token].start);
  return word.size == 1 &&
         (word.data[0] == '.' || word.data[0] == ',' || word.data[0] == ':' || word.data[0] == '/' || word.data[0] == '%');
}

/* Figures at either end must not be part of a longer number or an amount of money. */
static bool has_clean_ends(const time_search *search, const time_match *match) {
  const time_piece *pieces = search->pieces.items;
  const syn_document *document = search->context.document;
  uint32_t first = match->first, last = first + match->count - 1;
  if (pieces[first].figures && first > 0 && pieces[first].glued) {
    unsigned tag = document->tokens[pieces[first - 1].token].tag;
    bool chained = first > 1 && pieces[first - 2].figures && pieces[first - 1].glued;
    if (chained && (is_number_sign(document, &pieces[first - 1]) || syn_time_word_reading(pieces[first - 1].word, TIME_DASH) != NULL))
      return false;
    if (tag == SYN_TAG_SYM || pieces[first - 1].word != NULL) return syn_time_word_reading(pieces[first - 1].word, TIME_DASH) != NULL;
  }
  if (pieces[last].figures && last + 1 < search->pieces.count && pieces[last + 1].glued) {
    bool number = is_number_sign(document, &pieces[last + 1]);
    bool goes_on = last + 2 < search->pieces.count && pieces[last + 2].figures && pieces[last + 2].glued;
    bool dash = syn_time_word_reading(pieces[last + 1].word, TIME_DASH) != NULL;
    if ((number || dash) && goes_on) return false;
    if (syn_text_equal(syn_document_word(document, pieces[last + 1].token), SYN_TEXT("%"))) return false;
  }
  return true;
}

/* A feast may be what a recogniser takes for a name, if the name is no longer than that. */
static bool is_part_of_longer_name(const time_search *search, const time_match *match) {
  const time_piece *pieces = search->pieces.items;
  const syn_token_marks *marks = search->finding->marks;
  uint32_t first = pieces[match->first].token, last = pieces[match->first + match->count - 1].token;
  bool before = first > search->sentence->first_token && marks[first].entity != 0 && marks[first - 1].entity == marks[first].entity;
  bool after = last + 1 < search->sentence->first_token + search->sentence->token_count && marks[last].entity != 0 &&
               marks[last + 1].entity == marks[last].entity;
  /* "Ramadan" for Jaan Ramadan */
  const syn_entity *whole = first == last && marks[first].entity != 0 ? &search->finding->entities.items[marks[first].entity - 1] : NULL;
  bool person = whole != NULL && whole->type == SYN_ENTITY_PERSON && syn_text_find(whole->name, SYN_TEXT(" "), 0) != SIZE_MAX;
  return before || after || person;
}

/* A name of a person, organisation or work keeps its words: finders run after that of entities. */
static bool is_inside_name(const time_search *search, const time_match *match, time_build build) {
  if (build == TIME_BUILD_HOLIDAY) return is_part_of_longer_name(search, match);
  for (uint32_t i = match->first; i < match->first + match->count; i++) {
    uint32_t entity = search->finding->marks[search->pieces.items[i].token].entity;
    if (entity == 0) continue;
    syn_entity_type type = search->finding->entities.items[entity - 1].type;
    if (type == SYN_ENTITY_PERSON || type == SYN_ENTITY_ORGANIZATION || type == SYN_ENTITY_WORK) return true;
  }
  return false;
}

/* "In February 30 houses burned": figures before what they count are no day. */
static bool counts_what_follows(const time_search *search, const time_match *match) {
  uint32_t end = match->first + match->count;
  const time_piece *last = &search->pieces.items[end - 1];
  if (end >= search->pieces.count || !(last->figures || last->is_joined)) return false;
  unsigned tag = search->context.document->tokens[search->pieces.items[end].token].tag;
  return tag == SYN_TAG_NOUN || tag == SYN_TAG_ADJ;
}

/* What was found at one place so far. */
typedef struct time_best {
  time_match match;
  syn_time time;
} time_best;

static bool is_better(const time_best *best, const time_match *match, const time_ending *ending) {
  if (best->match.ending == NULL || match->count > best->match.count) return true;
  return match->count == best->match.count && ending->order < best->match.ending->order;
}

/* Tries what ends at a node; keeps the longest that builds, and the length of the longest date that does not exist. */
static syn_status try_endings(time_search *search, const time_node *node, time_match *match, time_best *best) {
  bool checked = false;
  for (const time_ending *ending = node->endings; ending != NULL; ending = ending->next) {
    syn_time time;
    if (!is_better(best, match, ending)) continue;
    if (!checked && (!has_clean_ends(search, match) || is_inside_name(search, match, ending->build))) return SYN_OK;
    checked = true;
    match->ending = ending;
    syn_status status = syn_time_build(&search->context, match, &time);
    if (status == SYN_BAD_INPUT && match->count > search->impossible_count && !counts_what_follows(search, match))
      search->impossible_count = match->count;
    if (status == SYN_NOT_FOUND || status == SYN_BAD_INPUT) continue;
    if (status != SYN_OK) return status;
    best->match = *match;
    best->time = time;
  }
  return SYN_OK;
}

/* Walks the tree from a node that may match the next piece; depth is bounded by TIME_PATTERN_LIMIT. */
static syn_status walk(time_search *search, const time_node *node, time_match *match, time_best *best) {
  uint32_t at = match->count;
  match->values[at] = (time_value){0};
  if (!matches_at(search, &node->element, match->first + at, &match->values[at])) return SYN_OK;
  match->elements[at] = node->element;
  match->count++;
  syn_status status = try_endings(search, node, match, best);
  for (const time_node *child = node->children; status == SYN_OK && child != NULL; child = child->next)
    status = walk(search, child, match, best);
  match->count--;
  return status;
}

static syn_status find_at(time_search *search, uint32_t first, time_best *best) {
  static const time_class figure_classes[] = {TIME_DAY, TIME_MONTHNUMBER, TIME_YEAR, TIME_HOUR, TIME_NUMBER, TIME_AMOUNT, TIME_ORDINAL};
  const time_piece *piece = &search->pieces.items[first];
  const time_words *words = search->context.words;
  time_match match = {.first = first};
  syn_status status = SYN_OK;
  best->match.ending = NULL;
  best->match.count = 0;
  if (piece->word != NULL && piece->word->literal != 0 && words->by_literal[piece->word->literal] != NULL)
    status = walk(search, words->by_literal[piece->word->literal], &match, best);
  for (uint32_t i = 0; status == SYN_OK && piece->word != NULL && i < piece->word->reading_count; i++) {
    time_class class = (time_class)piece->word->readings[i].class;
    bool figure = class == TIME_NUMBER || class == TIME_ORDINAL;
    if (!figure && words->by_class[class] != NULL) status = walk(search, words->by_class[class], &match, best);
  }
  if (piece->number < 0 && piece->ordinal < 0) return status;
  for (size_t i = 0; status == SYN_OK && i < sizeof(figure_classes) / sizeof(*figure_classes); i++)
    if (words->by_class[figure_classes[i]] != NULL) status = walk(search, words->by_class[figure_classes[i]], &match, best);
  return status;
}

/* ---- what others count from ---- */

static const syn_time *referred(const time_search *search, time_reference reference, uint32_t reach) {
  const syn_time_array *times = &search->finding->times;
  if (reference.time >= times->count || search->sentence_index > reference.sentence + reach) return NULL;
  const syn_time *time = &times->items[reference.time];
  return time->span.field == search->sentence->span.field ? time : NULL;
}

static bool is_open_reference(const syn_time *time) {
  return syn_text_find(time->value, SYN_TEXT("_REF"), 0) != SIZE_MAX || (syn_time_is_clock(time) && time->interval.basis == SYN_BASIS_NONE);
}

/* What companies report on beside quarters. */
static bool is_other_period(const syn_time *time, time_build build) {
  bool months = syn_text_equal(time->value, SYN_TEXT("P6M")) || syn_text_equal(time->value, SYN_TEXT("P9M"));
  bool year = build == TIME_BUILD_PERIOD && (syn_text_equal(time->value, SYN_TEXT("P1Y")) || time->shift_unit == 'Y');
  return (time->type == SYN_TIME_DURATION && months) || year;
}

/* The newest time becomes what others count from; "a year earlier" is only looked back at. */
static void remember(time_search *search, const time_match *match) {
  uint32_t index = (uint32_t)search->finding->times.count - 1;
  const syn_time *time = &search->finding->times.items[index];
  time_build build = match->ending->build;
  bool back = build == TIME_BUILD_PERIOD || (build == TIME_BUILD_ANCHORED && time->interval.basis != SYN_BASIS_NONE &&
                                             search->context.anchor != NULL && search->context.anchor->interval.basis != SYN_BASIS_NONE &&
                                             time->interval.to.day < search->context.anchor->interval.from.day);
  bool dated = time->type == SYN_TIME_DATE || time->type == SYN_TIME_TIME;
  if (dated && !back && !is_open_reference(time)) search->anchor = (time_reference){index, search->sentence_index};
  if (build == TIME_BUILD_QUARTER || build == TIME_BUILD_HALF) search->period = (time_reference){index, search->sentence_index};
  /* "for the nine months", "in the year ended June 30": then it is these that are compared */
  if (is_other_period(time, build)) search->period = (time_reference){NO_TIME, 0};
}

/* ---- adding ---- */

static time_direction direction_of(const time_search *search, uint32_t first_token, uint32_t end_token) {
  time_scene scene = {search->context.document, search->context.words, search->finding->marks, search->sentence};
  return syn_time_direction(&scene, first_token, end_token);
}

/* "In two years" is a day ahead where the sentence tells of what comes, else a length. */
static syn_status settle_ahead(const time_search *search, const time_match *match, time_place *place) {
  const time_piece *pieces = search->pieces.items;
  uint32_t first_token = pieces[place->first].token;
  place->first++; /* the preposition is no part of it */
  if (direction_of(search, first_token, pieces[place->end - 1].token + 1).side > 0) return SYN_OK;
  time_fields fields = syn_time_fields_read(match);
  *place->time = (syn_time){0};
  return syn_time_set_duration(&search->context, place->time, fields.number_count > 0 ? fields.numbers[0] : 1, fields.unit);
}

/* Before the day stand at most a zone and a joining word: "EST on Monday"; and it is no subject: "Monday was quiet." */
static bool continues_at(const time_search *search, const time_place *place) {
  enum { MOST_BEFORE = 2 };
  const time_context *context = &search->context;
  if (place->first > MOST_BEFORE || (place->first > 0 && syn_time_reading_at(context, 0, TIME_ZONE) == NULL)) return false;
  if (place->first == MOST_BEFORE && syn_time_reading_at(context, 1, TIME_JOIN) == NULL) return false;
  unsigned tag = place->end < context->piece_count ? context->document->tokens[context->pieces[place->end].token].tag : SYN_TAG_PUNCT;
  return tag != SYN_TAG_AUX && tag != SYN_TAG_VERB;
}

/* An hour whose own full stop was taken for the end of the sentence: "10 p.m. Wednesday", "5 p.m. EST Nov. 9". */
static bool continues_clock(const time_search *search, const time_place *place) {
  const syn_time_array *times = &search->finding->times;
  if (times->count == 0 || !continues_at(search, place)) return false;
  if (search->last_sentence + 1 != search->sentence_index || !search->ends_sentence) return false;
  const syn_time *last = &times->items[times->count - 1];
  bool same_field = last->span.field == search->sentence->span.field && last->span.index == search->sentence->span.index;
  return same_field && syn_time_is_clock(last) && syn_time_is_day(place->time);
}

static void set_direction(const time_search *search, const time_place *place) {
  syn_time *time = place->time;
  const time_piece *pieces = search->pieces.items;
  if ((time->shift_unit != 'N' && time->shift_unit != 'C') || time->direction != 0) return;
  time_direction direction;
  if (continues_clock(search, place)) {
    time_scene scene = {search->context.document, search->context.words, search->finding->marks, search->sentence - 1};
    direction = syn_time_direction(&scene, search->last_tokens[0], search->last_tokens[1]);
  } else {
    direction = direction_of(search, pieces[place->first].token, pieces[place->end - 1].token + 1);
  }
  time->direction = time->shift_unit == 'C' && direction.weak ? 0 : (int8_t)direction.side;
  if (time->direction == 0 && time->shift_unit == 'N') time->direction = -1;
}

/* The time before this one may make one with it. */
static bool may_join_last(const time_search *search, const time_place *place) {
  if (search->finding->times.count == 0) return false;
  if (search->last_sentence == search->sentence_index) return place->first >= search->last_end;
  return continues_clock(search, place);
}

static syn_status add_place(time_search *search, time_place *place) {
  syn_time_array *times = &search->finding->times;
  bool joined = false;
  if (may_join_last(search, place)) {
    bool same = search->last_sentence == search->sentence_index;
    time_place last = {&times->items[times->count - 1], search->last_first, same ? search->last_end : place->first};
    syn_status status = syn_time_join(&search->context, &last, place, &joined);
    if (status != SYN_OK) return status;
    if (joined) place->first = same ? last.first : place->first;
  }
  /* a length taken into "two weeks before Christmas" */
  while (!joined && times->count > 0 && search->last_sentence == search->sentence_index && place->first < search->last_end &&
         times->items[times->count - 1].span.start >= place->time->span.start &&
         times->items[times->count - 1].span.field == place->time->span.field)
    times->count--;
  if (joined) return SYN_OK;
  syn_time *added = SYN_ARRAY_ADD(times, search->context.arena);
  if (added == NULL) return SYN_NO_MEMORY;
  *added = *place->time;
  return SYN_OK;
}

static void set_span(const time_search *search, time_place *place) {
  const time_piece *pieces = search->pieces.items;
  place->time->span =
      (syn_span){pieces[place->first].start, pieces[place->end - 1].end, search->sentence->span.field, search->sentence->span.index};
}

static syn_status add_time(time_search *search, const time_match *match, syn_time *time) {
  time_place place = {time, match->first, match->first + match->count};
  const time_piece *pieces = search->pieces.items;
  syn_status status = SYN_OK;
  if (match->ending->build == TIME_BUILD_AHEAD) status = settle_ahead(search, match, &place);
  if (status != SYN_OK) return status;
  set_direction(search, &place);
  set_span(search, &place);
  status = syn_time_settle(&search->context, match->ending->rule, time);
  if (status == SYN_OK) status = syn_time_take_before(&search->context, &place);
  if (status != SYN_OK) return status;
  set_span(search, &place);
  uint32_t first_token = pieces[place.first].token, end_token = pieces[place.end - 1].token + 1;
  status = add_place(search, &place);
  if (status != SYN_OK) return status;
  for (uint32_t t = first_token; t < end_token; t++) search->finding->marks[t].time = (uint32_t)search->finding->times.count;
  remember(search, match);
  search->last_sentence = search->sentence_index;
  search->last_first = place.first;
  search->last_end = place.end;
  search->last_tokens[0] = first_token;
  search->last_tokens[1] = end_token;
  search->ends_sentence = place.end == search->pieces.count;
  return SYN_OK;
}

/* ---- hours without a day ---- */

static bool has_one_day(const syn_time *time) {
  return (time->type == SYN_TIME_DATE || time->type == SYN_TIME_TIME) && time->interval.basis != SYN_BASIS_NONE &&
         time->interval.from.day == time->interval.to.day;
}

/* An hour alone is one of the day told before it: in its sentence, else as the anchor; else of the first day told behind it. */
static void give_days(const time_search *search, size_t first_time, const syn_time *anchor) {
  const syn_time_array *times = &search->finding->times;
  const syn_time *day = anchor != NULL && has_one_day(anchor) ? anchor : NULL;
  for (size_t i = first_time; i < times->count; i++) {
    syn_time *time = &times->items[i];
    if (!syn_time_is_clock(time) && has_one_day(time)) day = time;
    if (!syn_time_is_clock(time) || time->interval.basis != SYN_BASIS_NONE) continue;
    const syn_time *own = i > first_time && day != anchor ? day : NULL;
    for (size_t k = i + 1; own == NULL && k < times->count; k++)
      if (!syn_time_is_clock(&times->items[k]) && has_one_day(&times->items[k])) own = &times->items[k];
    if (own == NULL) own = day;
    if (own == NULL) continue;
    syn_interval interval = syn_time_days(own->interval.from.day, own->interval.to.day);
    syn_time_set_hour(&interval, time);
    time->interval = interval;
    time->relative = own->relative;
  }
}

static syn_status find_in_sentence(time_search *search) {
  size_t first_time = search->finding->times.count;
  syn_status status =
      syn_time_pieces_make(search->context.words, search->context.document, search->sentence, search->context.arena, &search->pieces);
  if (status != SYN_OK) return status;
  search->context.pieces = search->pieces.items;
  search->context.piece_count = search->pieces.count;
  const syn_time *before = referred(search, search->anchor, 1);
  syn_time copy = before != NULL ? *before : (syn_time){0};
  for (uint32_t at = 0; at < search->pieces.count;) {
    time_best best = {0};
    search->context.anchor = referred(search, search->anchor, ANCHOR_SENTENCES);
    search->context.period = referred(search, search->period, PERIOD_SENTENCES);
    bool same = search->finding->times.count > 0 && search->last_sentence == search->sentence_index;
    search->context.last = same ? &search->finding->times.items[search->finding->times.count - 1] : NULL;
    search->context.last_first = search->last_first;
    search->context.last_end = search->last_end;
    search->impossible_count = 0;
    status = find_at(search, at, &best);
    uint32_t count = best.match.ending != NULL ? best.match.count : 0;
    /* "31 February" is not February */
    bool is_time = count > search->impossible_count;
    if (status == SYN_OK && is_time) status = add_time(search, &best.match, &best.time);
    if (status != SYN_OK) return status;
    if (!is_time) count = search->impossible_count;
    at += count > 0 ? count : 1;
  }
  give_days(search, first_time < search->finding->times.count ? first_time : search->finding->times.count, before != NULL ? &copy : NULL);
  return SYN_OK;
}

static syn_status find(const void *state, syn_finding *finding, syn_error *error) {
  time_search search = {
      .finding = finding,
      .anchor = {NO_TIME, 0},
      .period = {NO_TIME, 0},
      .context = {
          .document = finding->document, .words = state, .published = finding->document->article->published, .arena = finding->arena}};
  for (uint32_t s = 0; s < finding->document->sentence_count; s++) {
    search.sentence = &finding->document->sentences[s];
    search.sentence_index = s;
    syn_status status = find_in_sentence(&search);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

const syn_finder syn_time_finder = {"times", create, find};
