/*
 * How it works
 *
 * Each sentence is cut into pieces; at each piece the longest pattern that builds a time is taken (of equal ones the first row of
 * time_patterns), and the search goes on behind it. A time of the day next to a date becomes one time with it. Whether a weekday or a date
 * without a year lies before or after the publication is told by the verb that governs it: the nearest finite verb before it, or the
 * one right after it, with the words that put things into the future between them. News tells what was, so the past is assumed where
 * neither a verb nor such a word is found, in weekdays; dates without a year are then taken to be near.
 *
 * Words of names ("Sunday Times", "April Jones") are no times. The cost is linear: patterns have a bounded length.
 */
#include "facts/finder.h"

#include "facts/time_build.h"

enum { ANCHOR_SENTENCES = 2, CLOCK_GAP = 2, TENSE_REACH = 40, VERB_GROUP = 4 };

typedef struct time_search {
  time_context context;
  syn_finding *finding;
  const syn_sentence *sentence;
  uint32_t sentence_index;
  uint32_t last_sentence; /* of the newest time */
  uint32_t last_piece_end;
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
  return piece->word != NULL && piece->word->literal == element->literal;
}

static bool match_pattern(const time_search *search, const time_pattern *pattern, uint32_t first, time_match *out_match) {
  out_match->pattern = pattern;
  out_match->first = first;
  for (uint32_t i = 0; i < pattern->element_count; i++) {
    out_match->values[i] = (time_value){0};
    if (!matches_at(search, &pattern->elements[i], first + i, &out_match->values[i])) return false;
  }
  return true;
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
  uint32_t first = match->first, last = first + match->pattern->element_count - 1;
  if (pieces[first].figures && first > 0 && pieces[first].glued) {
    unsigned tag = document->tokens[pieces[first - 1].token].tag;
    if (is_number_sign(document, &pieces[first - 1]) && first > 1 && pieces[first - 2].figures) return false;
    if (tag == SYN_TAG_SYM || pieces[first - 1].word != NULL) return syn_time_word_reading(pieces[first - 1].word, TIME_DASH) != NULL;
  }
  if (pieces[last].figures && last + 1 < search->pieces.count && pieces[last + 1].glued) {
    bool number = is_number_sign(document, &pieces[last + 1]);
    bool goes_on = last + 2 < search->pieces.count && pieces[last + 2].figures && pieces[last + 2].glued;
    if (number && goes_on) return false;
    if (syn_text_equal(syn_document_word(document, pieces[last + 1].token), SYN_TEXT("%"))) return false;
  }
  return true;
}

/* A name of a person, organisation or work keeps its words: finders run after that of entities. */
static bool is_inside_name(const time_search *search, const time_match *match) {
  for (uint32_t i = match->first; i < match->first + match->pattern->element_count; i++) {
    uint32_t entity = search->finding->marks[search->pieces.items[i].token].entity;
    if (entity == 0) continue;
    syn_entity_type type = search->finding->entities.items[entity - 1].type;
    if (type == SYN_ENTITY_PERSON || type == SYN_ENTITY_ORGANIZATION || type == SYN_ENTITY_WORK) return true;
  }
  return false;
}

/* "In February 30 houses burned": figures before what they count are no day. */
static bool counts_what_follows(const time_search *search, const time_match *match) {
  uint32_t end = match->first + match->pattern->element_count;
  if (end >= search->pieces.count || !search->pieces.items[end - 1].figures) return false;
  unsigned tag = search->context.document->tokens[search->pieces.items[end].token].tag;
  return tag == SYN_TAG_NOUN || tag == SYN_TAG_ADJ;
}

/* Tries one chain of patterns; keeps the longest that builds, and the length of the longest date that does not exist. */
static syn_status try_chain(time_search *search, const time_pattern *chain, uint32_t first, time_match *best, syn_time *best_time) {
  for (const time_pattern *pattern = chain; pattern != NULL; pattern = pattern->next) {
    if (best->pattern != NULL && pattern->element_count <= best->pattern->element_count) continue;
    time_match match;
    syn_time time;
    if (!match_pattern(search, pattern, first, &match) || !has_clean_ends(search, &match) || is_inside_name(search, &match)) continue;
    syn_status status = syn_time_build(&search->context, &match, &time);
    if (status == SYN_BAD_INPUT && pattern->element_count > search->impossible_count && !counts_what_follows(search, &match))
      search->impossible_count = pattern->element_count;
    if (status == SYN_NOT_FOUND || status == SYN_BAD_INPUT) continue;
    if (status != SYN_OK) return status;
    *best = match;
    *best_time = time;
  }
  return SYN_OK;
}

static syn_status find_at(time_search *search, uint32_t first, time_match *best, syn_time *best_time) {
  static const time_class figure_classes[] = {TIME_DAY, TIME_MONTHNUMBER, TIME_YEAR, TIME_HOUR, TIME_NUMBER, TIME_ORDINAL};
  const time_piece *piece = &search->pieces.items[first];
  const time_words *words = search->context.words;
  syn_status status = SYN_OK;
  best->pattern = NULL;
  if (piece->word != NULL && piece->word->literal != 0)
    status = try_chain(search, words->by_literal[piece->word->literal], first, best, best_time);
  for (uint32_t i = 0; status == SYN_OK && piece->word != NULL && i < piece->word->reading_count; i++) {
    time_class class = (time_class)piece->word->readings[i].class;
    if (class != TIME_NUMBER && class != TIME_ORDINAL) status = try_chain(search, words->by_class[class], first, best, best_time);
  }
  if (piece->number < 0 && piece->ordinal < 0) return status;
  for (size_t i = 0; status == SYN_OK && i < sizeof(figure_classes) / sizeof(*figure_classes); i++)
    status = try_chain(search, words->by_class[figure_classes[i]], first, best, best_time);
  return status;
}

/* ---- tense ---- */

static bool token_is(const time_search *search, uint32_t token, time_class class) {
  return syn_time_token_is(search->context.words, &search->context.document->tokens[token], class);
}

static bool is_verb(const syn_token *token) {
  return token->tag == SYN_TAG_VERB || token->tag == SYN_TAG_AUX;
}

/* +1 or -1 by the verb and the words of future before the time, 0 when there is no verb on that side. */
static int look_back(const time_search *search, uint32_t first) {
  const syn_token *tokens = search->context.document->tokens;
  bool infinitive = false, future = false;
  for (uint32_t back = 1; back <= TENSE_REACH && first >= search->sentence->first_token + back; back++) {
    const syn_token *token = &tokens[first - back];
    if (search->finding->marks[first - back].time != 0) continue;
    if (token_is(search, first - back, TIME_FUTURE) || token_is(search, first - back, TIME_MODAL)) future = true;
    if (infinitive && token_is(search, first - back, TIME_INTEND)) future = true;
    if (!is_verb(token)) continue;
    if (token->features & SYN_FEATURE_INFINITIVE) infinitive = true;
    /* a participle alone right before the time ("the decision, announced on Monday") is of the past */
    bool alone = back <= 2 && (token->features & SYN_FEATURE_PARTICIPLE) != 0 && (token->features & SYN_FEATURE_PAST) != 0 &&
                 (first - back == search->sentence->first_token || tokens[first - back - 1].tag != SYN_TAG_AUX);
    if (alone && !future && (first - back < search->sentence->first_token + 2 || tokens[first - back - 2].tag != SYN_TAG_AUX)) return -1;
    if ((token->features & SYN_FEATURE_FINITE) == 0 && (token->features & SYN_FEATURE_MODAL) == 0) continue;
    /* a group of verbs: "will have been", "is due to" */
    for (uint32_t k = 1; k <= 2 && first >= search->sentence->first_token + back + k; k++)
      if (tokens[first - back - k].tag == SYN_TAG_AUX && token_is(search, first - back - k, TIME_FUTURE)) future = true;
    /* an auxiliary right before an infinitive with its particle: "are to agree" */
    if (token->tag == SYN_TAG_AUX && infinitive && tokens[first - back + 1].tag == SYN_TAG_PART) future = true;
    return future ? 1 : -1;
  }
  return future ? 1 : 0;
}

/* +1 or -1 by the first verb after the time. */
static int look_ahead(const time_search *search, uint32_t end) {
  const syn_token *tokens = search->context.document->tokens;
  uint32_t sentence_end = search->sentence->first_token + search->sentence->token_count;
  for (uint32_t i = end; i < sentence_end && i < end + TENSE_REACH; i++) {
    if (!is_verb(&tokens[i]) && !token_is(search, i, TIME_FUTURE)) continue;
    for (uint32_t k = i; k < sentence_end && k < i + VERB_GROUP; k++)
      if (token_is(search, k, TIME_FUTURE)) return 1;
    return -1;
  }
  return 0;
}

static int8_t find_direction(const time_search *search, const syn_time *time, uint32_t first, uint32_t end) {
  const syn_document *document = search->context.document;
  uint32_t sentence_end = search->sentence->first_token + search->sentence->token_count;
  /* "the meeting on Monday will …": the verb right behind the time governs what it belongs to */
  if (end < sentence_end && document->tokens[end].tag == SYN_TAG_AUX && token_is(search, end, TIME_FUTURE)) return 1;
  int side = look_back(search, first);
  if (side == 0) side = look_ahead(search, end);
  if (side == 0 && time->shift_unit == 'N') side = -1;
  return (int8_t)side;
}

/* ---- adding ---- */

static const syn_time *find_anchor(const time_search *search) {
  const syn_time_array *times = &search->finding->times;
  if (times->count == 0 || search->sentence_index > search->last_sentence + ANCHOR_SENTENCES) return NULL;
  for (size_t i = times->count; i > 0 && i + 3 > times->count; i--) {
    const syn_time *time = &times->items[i - 1];
    if (time->span.field != search->sentence->span.field) return NULL;
    if (time->type == SYN_TIME_DATE || time->type == SYN_TIME_TIME) return time;
  }
  return NULL;
}

static bool is_clock(const syn_time *time) {
  return time->type == SYN_TIME_TIME && time->value.size > 0 && time->value.data[0] == 'T';
}

static bool is_day(const syn_time *time) {
  bool open_day = time->shift_unit == 'D' || time->shift_unit == 'N' || time->shift_unit == 'W';
  return time->type == SYN_TIME_DATE && (open_day || time->value.size == 10);
}

/* The newest time and `time` are a day and an hour of it, with nothing but joining words between them. */
static bool joins_last(const time_search *search, const syn_time *time, uint32_t first_piece) {
  const syn_time_array *times = &search->finding->times;
  if (times->count == 0 || search->last_sentence != search->sentence_index || first_piece > search->last_piece_end + CLOCK_GAP)
    return false;
  const syn_time *last = &times->items[times->count - 1];
  if (!(is_clock(last) && is_day(time)) && !(is_day(last) && is_clock(time))) return false;
  for (uint32_t i = search->last_piece_end; i < first_piece; i++)
    if (syn_time_word_reading(search->pieces.items[i].word, TIME_JOIN) == NULL) return false;
  return true;
}

static void set_clock(syn_interval *interval, syn_text clock) {
  if (interval->basis == SYN_BASIS_NONE || interval->from.day != interval->to.day || clock.size < 6) return;
  int32_t hour = (clock.data[1] - '0') * 10 + clock.data[2] - '0', minute = (clock.data[4] - '0') * 10 + clock.data[5] - '0';
  interval->from.second = interval->to.second = (hour * 60 + minute) * 60;
}

static syn_status join_last(time_search *search, const syn_time *time) {
  syn_time *last = &search->finding->times.items[search->finding->times.count - 1];
  syn_time day = is_clock(time) ? *last : *time;
  syn_text clock = is_clock(time) ? time->value : last->value;
  day.span = (syn_span){last->span.start, time->span.end, last->span.field, last->span.index};
  day.type = SYN_TIME_TIME;
  set_clock(&day.interval, clock);
  syn_status status =
      syn_arena_format(search->context.arena, &day.value, "%.*s%.*s", SYN_TEXT_ARGUMENTS(day.value), SYN_TEXT_ARGUMENTS(clock));
  if (status == SYN_OK) *last = day;
  return status;
}

/* "early", "late" and "mid" before a date are part of it. */
static uint32_t with_modifier(const time_search *search, const time_match *match) {
  uint32_t first = match->first;
  if (first == 0 || match->pattern->build == TIME_BUILD_DURATION || match->pattern->build == TIME_BUILD_REF) return first;
  const time_piece *before = &search->pieces.items[first - 1];
  if (syn_time_word_reading(before->word, TIME_MODIFIER) != NULL) return first - 1;
  bool dash = syn_time_word_reading(before->word, TIME_DASH) != NULL && before->glued && first > 1;
  return dash && syn_time_word_reading(search->pieces.items[first - 2].word, TIME_MODIFIER) != NULL ? first - 2 : first;
}

static syn_status add_time(time_search *search, const time_match *match, syn_time *time) {
  uint32_t first = with_modifier(search, match), end = match->first + match->pattern->element_count;
  const time_piece *pieces = search->pieces.items;
  uint32_t first_token = pieces[first].token, end_token = pieces[end - 1].token + 1;
  bool open = (time->shift_unit == 'N' || time->shift_unit == 'C') && time->direction == 0;
  if (open) time->direction = find_direction(search, time, first_token, end_token);
  time->span = (syn_span){pieces[first].start, pieces[end - 1].end, search->sentence->span.field, search->sentence->span.index};
  syn_status status = syn_time_settle(&search->context, time);
  if (status != SYN_OK) return status;
  if (joins_last(search, time, first)) {
    status = join_last(search, time);
  } else {
    syn_time *added = SYN_ARRAY_ADD(&search->finding->times, search->context.arena);
    if (added == NULL) return SYN_NO_MEMORY;
    *added = *time;
  }
  for (uint32_t t = first_token; t < end_token; t++) search->finding->marks[t].time = (uint32_t)search->finding->times.count;
  search->last_sentence = search->sentence_index;
  search->last_piece_end = end;
  return status;
}

static syn_status find_in_sentence(time_search *search) {
  syn_status status =
      syn_time_pieces_make(search->context.words, search->context.document, search->sentence, search->context.arena, &search->pieces);
  if (status != SYN_OK) return status;
  search->context.pieces = search->pieces.items;
  search->context.piece_count = search->pieces.count;
  for (uint32_t at = 0; at < search->pieces.count;) {
    time_match match = {0};
    syn_time time;
    search->context.anchor = find_anchor(search);
    search->impossible_count = 0;
    status = find_at(search, at, &match, &time);
    uint32_t count = match.pattern != NULL ? match.pattern->element_count : 0;
    /* "31 February" is not February */
    bool is_time = count > search->impossible_count;
    if (status == SYN_OK && is_time) status = add_time(search, &match, &time);
    if (status != SYN_OK) return status;
    if (!is_time) count = search->impossible_count;
    at += count > 0 ? count : 1;
  }
  return SYN_OK;
}

static syn_status find(const void *state, syn_finding *finding, syn_error *error) {
  time_search search = {
      .finding = finding,
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
