/*
 * How it works
 *
 * The events of a story's accounts that are of one matter (occurrences.h) make a point: who tells it at all, and whether as done, as to
 * come or as denied. What is denied here and done there is a contradiction; what is to come here and done there is an update. Of a matter
 * that is done, the days and the places that accounts state make points of their own: narrower and wider days that meet are compatible.
 *
 * Only what several accounts tell is a point, or what an account has in its title; the largest EVENT_POINTS of a story, and of the first
 * SLOT_MATTERS of them the days and places: a reader wants the few that matter.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "records/wording.h"
#include "synopsis/points.h"
#include "synopsis/tellings.h"
#include "synoptic/names.h"

enum {
  EVENT_POINTS = 12,
  SLOT_MATTERS = 3,
  ABOUT_NAMES = 3,
  ABOUT_LIMIT = 4096,
  IN_TITLE = 40,
  PARTIES_COMPARED = 8,
  EVENTS_COMPARED = 64,
  WORDS_COMPARED = 60,
  LEAST_WORDS = 3
};

typedef struct told_event {
  uint32_t column, account, event; /* event: index into the account's events */
  uint32_t matter, key;            /* key: the matter, or the occurrence of one that is divided */
  const syn_event *facts;
  const syn_interval *date;
} told_event;

typedef SYN_ARRAY(told_event) told_array;

/* One matter: its events in order of columns. */
typedef struct told_matter {
  const told_event *events;
  uint32_t count, account_count;
  bool is_in_title;
} told_matter;

typedef SYN_ARRAY(told_matter) matter_array;

static int order_told(const void *a, const void *b) {
  const told_event *x = a, *y = b;
  if (x->key != y->key) return x->key < y->key ? -1 : 1;
  if (x->column != y->column) return x->column < y->column ? -1 : 1;
  return x->event < y->event ? -1 : x->event > y->event;
}

static syn_status list_told(const syn_point_making *making, told_array *told) {
  const syn_gathering *gathering = making->gathering;
  uint32_t limit = syn_point_account_limit(making);
  for (uint32_t column = 0; column < making->count; column++) {
    uint32_t account = making->columns[column];
    const syn_facts *facts = gathering->accounts[account].facts;
    for (uint32_t e = 0; e < facts->event_count && e < limit; e++) {
      uint32_t number = gathering->first_event[account] + e;
      told_event *one = SYN_ARRAY_ADD(told, making->scratch);
      if (!one) return SYN_NO_MEMORY;
      uint32_t matter = gathering->matter_of[number];
      *one = (told_event){column, account, e, matter, matter, &facts->events[e], &gathering->dates_of[number]};
    }
  }
  if (told->count > 1) qsort(told->items, told->count, sizeof *told->items, order_told);
  return SYN_OK;
}

static int32_t published_day(const syn_article *article) {
  const syn_interval *published = &article->published;
  return published->basis == SYN_BASIS_NONE || published->basis == SYN_BASIS_LINKED ? SYN_DAY_MAXIMUM : published->from.day;
}

static syn_standing standing_of(const told_event *told) {
  return syn_standing_of(told->facts->modality, told->facts->negated);
}

/* Whether all that tell it as to come appeared before those that tell it as done. */
static bool is_update(const syn_point_making *making, const told_event *events, size_t count) {
  int32_t latest_plan = SYN_DAY_MINIMUM, earliest_deed = SYN_DAY_MAXIMUM;
  for (size_t i = 0; i < count; i++) {
    int32_t day = published_day(making->gathering->accounts[events[i].account].article);
    if (day == SYN_DAY_MAXIMUM) return false;
    bool is_done = standing_of(&events[i]) == SYN_STANDING_DONE;
    if (is_done && day < earliest_deed) earliest_deed = day;
    if (!is_done && day > latest_plan) latest_plan = day;
  }
  return latest_plan < earliest_deed;
}

/* A matter that is to come here and done there, with nothing that says it came to pass meanwhile or that it is denied, is two. */
static bool is_divided(const syn_point_making *making, const told_event *events, size_t count) {
  bool stands[SYN_STANDING_COUNT] = {false};
  for (size_t i = 0; i < count; i++) stands[standing_of(&events[i])] = true;
  return stands[SYN_STANDING_DONE] && stands[SYN_STANDING_TO_COME] && !stands[SYN_STANDING_REFUSED] && !is_update(making, events, count);
}

/* ---- whether two accounts tell of one deed ---- */

/* Whether two lists name one actor in common, by name or as described: "the army" here and there. */
static bool share_party(const syn_gathering *gathering, const told_event *a, const syn_index_list *x, const told_event *b,
                        const syn_index_list *y) {
  for (uint32_t i = 0; i < x->count && i < PARTIES_COMPARED; i++)
    for (uint32_t k = 0; k < y->count && k < PARTIES_COMPARED; k++) {
      uint32_t identity = syn_gathering_identity(gathering, a->account, x->items[i]);
      if (identity != UINT32_MAX && identity == syn_gathering_identity(gathering, b->account, y->items[k])) return true;
    }
  return false;
}

static bool has_stem(const syn_point_making *making, const syn_word_list *words, uint32_t column, syn_text stem) {
  for (uint32_t i = 0; i < words->count; i++)
    if (syn_text_equal(syn_word_stem(&making->function_words[column], words->items[i].folded), stem)) return true;
  return false;
}

/* Whether two sentences say the same in mostly the same words: four of five of the shorter one's. */
static bool are_worded_alike(const syn_point_making *making, const told_event *a, const told_event *b) {
  const syn_gathering *gathering = making->gathering;
  const told_event *told[] = {a, b};
  syn_word_list words[2];
  for (unsigned i = 0; i < 2; i++) {
    syn_span at = told[i]->facts->sentence;
    syn_text field = syn_article_field(gathering->accounts[told[i]->account].article, at.field, at.index);
    if (syn_words_of(field, at.start, at.end, making->scratch, &words[i]) != SYN_OK) return false;
  }
  unsigned shorter = words[0].count <= words[1].count ? 0 : 1;
  uint32_t count = 0, common = 0;
  for (uint32_t i = 0; i < words[shorter].count && i < WORDS_COMPARED; i++) {
    syn_text word = words[shorter].items[i].folded;
    if (!syn_is_content_word(&making->function_words[told[shorter]->column], word)) continue;
    syn_text stem = syn_word_stem(&making->function_words[told[shorter]->column], word);
    count++;
    common += has_stem(making, &words[1 - shorter], told[1 - shorter]->column, stem);
  }
  return count >= LEAST_WORDS && 5 * common >= 4 * count;
}

/*
 * That days or standings differ is said only of what is plainly one deed: the same kind of act, by one actor on one recipient, or by either
 * of them where a day or a place says the rest, or what is told in the same words. Of those who meet, each may stand on either side.
 */
static bool is_one_deed(const syn_point_making *making, const told_event *a, const told_event *b, bool by_day) {
  const syn_gathering *gathering = making->gathering;
  const syn_event *x = a->facts, *y = b->facts;
  if (x->type != y->type) return false;
  bool is_actor = share_party(gathering, a, &x->actors, b, &y->actors) || share_party(gathering, a, &x->actors, b, &y->recipients);
  bool is_recipient =
      share_party(gathering, a, &x->recipients, b, &y->recipients) || share_party(gathering, a, &x->recipients, b, &y->actors);
  uint32_t place = syn_gathering_identity(gathering, a->account, x->place);
  bool is_place = place != UINT32_MAX && place == syn_gathering_identity(gathering, b->account, y->place);
  bool is_day = by_day && a->date->basis != SYN_BASIS_NONE && b->date->basis != SYN_BASIS_NONE && !syn_intervals_exclude(a->date, b->date);
  bool is_denial = x->modality == SYN_MODALITY_DENIED || y->modality == SYN_MODALITY_DENIED; /* it says itself what it denies */
  unsigned common = (unsigned)is_actor + is_recipient + is_place + is_day;
  return common >= (is_denial ? 1 : 2) || are_worded_alike(making, a, b);
}

/* Numbers of occurrences follow those of matters. */
static void divide(const syn_point_making *making, told_array *told) {
  const syn_gathering *gathering = making->gathering;
  uint32_t matters = gathering->first_event[gathering->account_count];
  for (size_t i = 0, end; i < told->count; i = end) {
    for (end = i; end < told->count && told->items[end].matter == told->items[i].matter; end++) {
    }
    if (!is_divided(making, &told->items[i], end - i)) continue;
    for (size_t k = i; k < end; k++)
      told->items[k].key = matters + gathering->occurrence_of[gathering->first_event[told->items[k].account] + told->items[k].event];
  }
  if (told->count > 1) qsort(told->items, told->count, sizeof *told->items, order_told);
}

static syn_status list_matters(const syn_point_making *making, const told_array *told, matter_array *matters) {
  for (size_t i = 0, end; i < told->count; i = end) {
    told_matter one = {.events = &told->items[i]};
    for (end = i; end < told->count && told->items[end].key == told->items[i].key; end++) {
      one.account_count += end == i || told->items[end].column != told->items[end - 1].column;
      one.is_in_title = one.is_in_title || told->items[end].facts->sentence.field == SYN_FIELD_TITLE;
    }
    one.count = (uint32_t)(end - i);
    if (one.account_count < 2 && (!one.is_in_title || making->count < 2)) continue;
    told_matter *kept = SYN_ARRAY_ADD(matters, making->scratch);
    if (!kept) return SYN_NO_MEMORY;
    *kept = one;
  }
  return SYN_OK;
}

/* Those that more accounts tell, in their titles, before others; of equal ones the first id. */
static int order_matters(const void *a, const void *b) {
  const told_matter *x = a, *y = b;
  if (x->account_count != y->account_count) return x->account_count > y->account_count ? -1 : 1;
  if (x->is_in_title != y->is_in_title) return x->is_in_title ? -1 : 1;
  return syn_id_compare(x->events[0].facts->id, y->events[0].facts->id);
}

/* ---- what a point is about ---- */

static syn_span trigger_of(const told_event *told) {
  return told->facts->mentions.count > 0 ? told->facts->mentions.items[0] : told->facts->sentence;
}

/* The event that speaks for a matter: one of a body whose parties are named, the first. */
static const told_event *main_event(const told_matter *matter) {
  const told_event *best = &matter->events[0];
  uint32_t best_value = 0;
  for (uint32_t i = 0; i < matter->count; i++) {
    const syn_event *event = matter->events[i].facts;
    uint32_t value = (event->actors.count > 0) + (event->recipients.count > 0) + 2 * (event->sentence.field == SYN_FIELD_TEXT);
    if (value <= best_value) continue;
    best = &matter->events[i];
    best_value = value;
  }
  return best;
}

static void add_names(const syn_point_making *making, const told_event *told, const syn_index_list *entities, uint32_t *left,
                      syn_buffer *text) {
  const syn_gathering *gathering = making->gathering;
  for (uint32_t i = 0; i<entities->count && * left> 0; i++) {
    uint32_t identity = syn_gathering_identity(gathering, told->account, entities->items[i]);
    if (identity == UINT32_MAX) continue;
    syn_text name = gathering->identities[identity].name;
    if (syn_text_find(syn_buffer_text(text), name, 0) != SIZE_MAX) continue;
    syn_buffer_add(text, *left == ABOUT_NAMES ? SYN_TEXT(" · ") : SYN_TEXT(", "));
    syn_buffer_add(text, name);
    (*left)--;
  }
}

/* "arrested · protesters": the words that tell it, and whom it concerns; `what` stands before them. */
static syn_status describe(const syn_point_making *making, const told_matter *matter, const char *what, syn_text *out_about) {
  const told_event *told = main_event(matter);
  syn_buffer text;
  uint32_t left = ABOUT_NAMES;
  syn_buffer_init(&text, ABOUT_LIMIT);
  syn_buffer_add(&text, syn_text_from(what));
  syn_buffer_add(&text, syn_article_words(making->gathering->accounts[told->account].article, trigger_of(told)));
  add_names(making, told, &told->facts->actors, &left, &text);
  add_names(making, told, &told->facts->recipients, &left, &text);
  syn_status status = text.status == SYN_OK ? syn_arena_copy(making->gathering->arena, syn_buffer_text(&text), out_about) : text.status;
  syn_buffer_clear(&text);
  return status == SYN_LIMIT ? SYN_NO_MEMORY : status;
}

/* ---- points ---- */

/* A point in the making: readings in order of columns. */
typedef struct event_point {
  syn_point point;
  uint8_t *spoke;
  syn_text *facts;
} event_point;

static syn_status open_point(const syn_point_making *making, const told_matter *matter, unsigned kind, event_point *out_point) {
  *out_point = (event_point){.point = {.kind = kind, .readings = SYN_ARENA_ARRAY(making->gathering->arena, syn_reading, matter->count)},
                             .spoke = SYN_ARENA_ARRAY(making->scratch, uint8_t, making->count),
                             .facts = SYN_ARENA_ARRAY(making->scratch, syn_text, (size_t)matter->count + 1)};
  return out_point->point.readings && out_point->spoke && out_point->facts ? SYN_OK : SYN_NO_MEMORY;
}

/* An account says one thing once; a second time it is left out. */
static void add_reading(const syn_point_making *making, const told_event *told, syn_span span, syn_text words, event_point *made) {
  syn_point *point = &made->point;
  syn_id article = making->gathering->accounts[told->account].article->id;
  made->spoke[told->column] = 2;
  for (uint32_t r = 0; r < point->reading_count; r++)
    if (syn_id_compare(point->readings[r].article, article) == 0 && syn_text_equal(point->readings[r].words, words)) return;
  made->facts[point->reading_count] = syn_id_bytes(&told->facts->id);
  point->readings[point->reading_count++] = (syn_reading){.article = article, .span = span, .words = words, .is_plain = true};
}

static syn_status close_point(syn_point_making *making, const told_matter *matter, event_point *made, uint32_t emphasis) {
  uint32_t spoken = 0;
  for (uint32_t i = 0; i < making->count; i++) spoken += made->spoke[i] == 2;
  if (!syn_point_is_kept(making, made->spoke)) return SYN_OK;
  if (spoken < 2) made->point.label = SYN_LABEL_SINGLE;
  if (spoken < 2) made->point.difference = SYN_DIFFERENCE_NONE;
  emphasis += matter->is_in_title ? IN_TITLE : 0;
  made->facts[made->point.reading_count] = syn_text_from(syn_point_kind_name(made->point.kind)); /* its days are of the same events */
  syn_status status = syn_point_complete(making, &made->point, made->spoke, emphasis, made->facts, made->point.reading_count + 1);
  /* that all agree on what happened tells less than that they agree on a figure */
  if (made->point.label == SYN_LABEL_AGREE || made->point.label == SYN_LABEL_COMPATIBLE) made->point.weight /= 2;
  syn_point *kept = status == SYN_OK ? SYN_ARRAY_ADD(making->points, making->gathering->arena) : NULL;
  if (!kept) return SYN_NO_MEMORY;
  *kept = made->point;
  return SYN_OK;
}

/* Of each account, the first event of each standing. */
static syn_status add_standings(const syn_point_making *making, const told_matter *matter, bool *stands, event_point *made) {
  bool told_before[SYN_STANDING_COUNT];
  for (uint32_t i = 0; i < matter->count; i++) {
    const told_event *told = &matter->events[i];
    syn_modality modality = told->facts->negated ? SYN_MODALITY_DENIED : told->facts->modality;
    syn_standing standing = syn_standing_of(modality, false);
    if (i == 0 || told->column != matter->events[i - 1].column) memset(told_before, 0, sizeof told_before);
    if (told_before[standing]) continue;
    told_before[standing] = stands[standing] = true;
    add_reading(making, told, trigger_of(told), syn_text_from(syn_modality_name(modality)), made);
    syn_reading *reading = &made->point.readings[made->point.reading_count - 1];
    if (syn_point_identities(making, told->account, told->facts->attributed_to, &reading->attributed_to) != SYN_OK) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

/*
 * Whether accounts differ on what became of a matter: of one deed, one account denies what another tells. That an account says of itself
 * that nobody did something ("has not named suspects yet") denies only what another tells of the same deed.
 */
static bool is_disputed(const syn_point_making *making, const told_matter *matter, syn_standing one, syn_standing other) {
  for (uint32_t i = 0; i < matter->count && i < EVENTS_COMPARED; i++) {
    if (standing_of(&matter->events[i]) != one) continue;
    for (uint32_t k = 0; k < matter->count && k < EVENTS_COMPARED; k++)
      if (matter->events[k].column != matter->events[i].column && standing_of(&matter->events[k]) == other &&
          is_one_deed(making, &matter->events[i], &matter->events[k], true))
        return true;
  }
  return false;
}

static syn_status add_event_point(syn_point_making *making, const told_matter *matter) {
  event_point made;
  bool stands[SYN_STANDING_COUNT] = {false};
  if (open_point(making, matter, SYN_POINT_EVENT, &made) != SYN_OK) return SYN_NO_MEMORY;
  if (add_standings(making, matter, stands, &made) != SYN_OK) return SYN_NO_MEMORY;
  bool is_denied = stands[SYN_STANDING_REFUSED] && (is_disputed(making, matter, SYN_STANDING_REFUSED, SYN_STANDING_DONE) ||
                                                    is_disputed(making, matter, SYN_STANDING_REFUSED, SYN_STANDING_TO_COME));
  bool is_open = is_disputed(making, matter, SYN_STANDING_DONE, SYN_STANDING_TO_COME);
  bool are_same = true;
  for (uint32_t r = 1; r < made.point.reading_count; r++)
    are_same = are_same && syn_text_equal(made.point.readings[r].words, made.point.readings[0].words);
  made.point.label = is_denied || is_open ? SYN_LABEL_DIFFER : are_same ? SYN_LABEL_AGREE : SYN_LABEL_COMPATIBLE;
  if (is_denied)
    made.point.difference = SYN_DIFFERENCE_CONTRADICTION;
  else if (is_open && is_update(making, matter->events, matter->count))
    made.point.difference = SYN_DIFFERENCE_UPDATE;
  syn_status status = describe(making, matter, "", &made.point.about);
  return status == SYN_OK ? close_point(making, matter, &made, 0) : status;
}

/* ---- days ---- */

static syn_status word_date(syn_interval date, syn_arena *arena, syn_text *out_words) {
  syn_buffer text;
  syn_buffer_init(&text, ABOUT_LIMIT);
  date.from.second = date.to.second = SYN_SECOND_NONE;
  syn_wording_interval(&text, date);
  syn_status status = text.status == SYN_OK ? syn_arena_copy(arena, syn_buffer_text(&text), out_words) : text.status;
  syn_buffer_clear(&text);
  return status == SYN_LIMIT ? SYN_NO_MEMORY : status;
}

/* Days of what is done; an account that tells it without a day speaks of it without a value. */
static syn_status add_date_point(syn_point_making *making, const told_matter *matter) {
  event_point made;
  const syn_interval *first = NULL;
  bool are_equal = true, exclude = false, are_deeds = true;
  if (open_point(making, matter, SYN_POINT_DATE, &made) != SYN_OK) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < matter->count; i++) {
    const told_event *told = &matter->events[i];
    const syn_facts *facts = making->gathering->accounts[told->account].facts;
    if (standing_of(told) != SYN_STANDING_DONE) continue;
    if (made.spoke[told->column] == 0) made.spoke[told->column] = 1;
    if (told->date->basis == SYN_BASIS_NONE || told->facts->time >= facts->time_count) continue;
    syn_text words;
    if (word_date(*told->date, making->gathering->arena, &words) != SYN_OK) return SYN_NO_MEMORY;
    for (uint32_t k = 0; k < i; k++) {
      if (standing_of(&matter->events[k]) != SYN_STANDING_DONE || !syn_intervals_exclude(matter->events[k].date, told->date)) continue;
      exclude = true;
      are_deeds = are_deeds && is_one_deed(making, &matter->events[k], told, false);
    }
    if (!first) first = told->date;
    are_equal = are_equal && first->from.day == told->date->from.day && first->to.day == told->date->to.day;
    add_reading(making, told, facts->times[told->facts->time].span, words, &made);
  }
  uint32_t spoken = 0;
  for (uint32_t i = 0; i < making->count; i++) spoken += made.spoke[i] == 2;
  if (spoken < 2 || (exclude && !are_deeds)) return SYN_OK;
  made.point.label = exclude ? SYN_LABEL_DIFFER : are_equal ? SYN_LABEL_AGREE : SYN_LABEL_COMPATIBLE;
  made.point.difference = exclude ? SYN_DIFFERENCE_CONTRADICTION : are_equal ? SYN_DIFFERENCE_NONE : SYN_DIFFERENCE_ROUNDING;
  syn_status status = describe(making, matter, "day · ", &made.point.about);
  return status == SYN_OK ? close_point(making, matter, &made, 0) : status;
}

/* ---- places ---- */

static syn_status add_place_point(syn_point_making *making, const told_matter *matter) {
  const syn_gathering *gathering = making->gathering;
  event_point made;
  uint32_t first = UINT32_MAX;
  bool are_equal = true;
  if (open_point(making, matter, SYN_POINT_PLACE, &made) != SYN_OK) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < matter->count; i++) {
    const told_event *told = &matter->events[i];
    uint32_t place = syn_gathering_identity(gathering, told->account, told->facts->place);
    if (standing_of(told) != SYN_STANDING_DONE) continue;
    if (made.spoke[told->column] == 0) made.spoke[told->column] = 1;
    const syn_span_list *evidence = &told->facts->evidence[SYN_SLOT_PLACE];
    if (place == UINT32_MAX || evidence->count == 0) continue;
    if (first == UINT32_MAX) first = place;
    are_equal = are_equal && place == first;
    add_reading(making, told, evidence->items[0], gathering->identities[place].name, &made);
  }
  uint32_t spoken = 0;
  for (uint32_t i = 0; i < making->count; i++) spoken += made.spoke[i] == 2;
  if (spoken < 2) return SYN_OK;
  made.point.label = are_equal ? SYN_LABEL_AGREE : SYN_LABEL_COMPATIBLE;
  made.point.difference = are_equal ? SYN_DIFFERENCE_NONE : SYN_DIFFERENCE_SCOPE;
  syn_status status = describe(making, matter, "place · ", &made.point.about);
  return status == SYN_OK ? close_point(making, matter, &made, 0) : status;
}

syn_status syn_points_of_events(syn_point_making *making) {
  told_array told = {0};
  matter_array matters = {0};
  syn_status status = list_told(making, &told);
  if (status == SYN_OK) divide(making, &told);
  if (status == SYN_OK) status = list_matters(making, &told, &matters);
  if (status != SYN_OK) return status;
  if (matters.count > 1) qsort(matters.items, matters.count, sizeof *matters.items, order_matters);
  for (size_t i = 0; i < matters.count && i < EVENT_POINTS && status == SYN_OK; i++) {
    status = add_event_point(making, &matters.items[i]);
    if (status == SYN_OK && i < SLOT_MATTERS) status = add_date_point(making, &matters.items[i]);
    if (status == SYN_OK && i < SLOT_MATTERS) status = add_place_point(making, &matters.items[i]);
  }
  return status;
}
