#include "synopsis/acts.h"

#include <stdlib.h>

#include "synopsis/point_claims.h"
#include "synopsis/point_labels.h"

enum { EVENTS_COMPARED = 4 /* of each act, whose sentences and amounts are looked at */ };

const syn_event *syn_act_event(const syn_act_set *set, uint32_t event) {
  const syn_gathering *gathering = set->gathering;
  uint32_t account = set->accounts[event];
  return &gathering->accounts[account].facts->events[event - gathering->first_event[account]];
}

/* ---- reading ---- */

static int order_article_with_lent(const void *key, const void *element) {
  return syn_id_compare(*(const syn_id *)key, ((const syn_lent_date *)element)->article);
}

static syn_interval publication(const syn_gathering *gathering, const syn_article *article) {
  const syn_lent_date *lent = NULL;
  if (article->published.basis == SYN_BASIS_NONE && gathering->lent_date_count > 0)
    lent = bsearch(&article->id, gathering->lent_dates, gathering->lent_date_count, sizeof *gathering->lent_dates, order_article_with_lent);
  return lent ? lent->interval : article->published;
}

static syn_status number_members(syn_act_set *set) {
  const syn_gathering *gathering = set->gathering;
  uint32_t event_count = gathering->account_count > 0 ? gathering->first_event[gathering->account_count] : 0;
  uint32_t *ends = SYN_ARENA_ARRAY(gathering->arena, uint32_t, (size_t)gathering->occurrence_count + 1);
  set->accounts = SYN_ARENA_ARRAY(gathering->arena, uint32_t, event_count);
  set->members = SYN_ARENA_ARRAY(gathering->arena, uint32_t, event_count);
  set->acts = SYN_ARENA_ARRAY(gathering->arena, syn_act, gathering->occurrence_count);
  if (!ends || !set->accounts || !set->members || !set->acts) return SYN_NO_MEMORY;
  for (uint32_t a = 0; a < gathering->account_count; a++)
    for (uint32_t e = gathering->first_event[a]; e < gathering->first_event[a + 1]; e++) set->accounts[e] = a;
  for (uint32_t e = 0; e < event_count; e++) ends[gathering->occurrence_of[e] + 1]++;
  for (uint32_t i = 0; i < gathering->occurrence_count; i++) {
    set->acts[i] = (syn_act){.occurrence = i, .events = set->members + ends[i], .event_count = ends[i + 1]};
    ends[i + 1] += ends[i];
  }
  for (uint32_t e = 0; e < event_count; e++) set->members[ends[gathering->occurrence_of[e]]++] = e;
  return SYN_OK;
}

/* Whether the account reports the event as its news: in the title, or in the first paragraph. */
static bool is_news(const syn_article *article, const syn_event *event) {
  if (event->sentence.field == SYN_FIELD_TITLE) return true;
  return event->sentence.field == SYN_FIELD_TEXT &&
         syn_text_find(syn_text_slice(article->text, 0, event->sentence.start), SYN_TEXT("\n\n"), 0) == SIZE_MAX;
}

static void read_act(syn_act_set *set, syn_act *act) {
  const syn_gathering *gathering = set->gathering;
  const syn_occurrence *told = &gathering->occurrences[act->occurrence];
  const syn_event *first = act->event_count > 0 ? syn_act_event(set, act->events[0]) : NULL;
  act->type = told->type;
  act->standing = syn_standing_of(told->modality, first && first->negated);
  if (act->type == SYN_EVENT_REJECT && act->standing == SYN_STANDING_DONE && first && syn_text_equal(first->mode, SYN_TEXT("meet"))) {
    act->type = SYN_EVENT_CONSULT;
    act->standing = SYN_STANDING_REFUSED;
  }
  act->is_promise = act->standing == SYN_STANDING_TO_COME && act->type != SYN_EVENT_THREATEN &&
                    (told->modality == SYN_MODALITY_PLANNED || told->modality == SYN_MODALITY_PROMISED ||
                     told->modality == SYN_MODALITY_OFFERED || told->modality == SYN_MODALITY_THREATENED);
  int32_t told_last = SYN_DAY_MINIMUM;
  act->told_from = act->told_to = SYN_DAY_MAXIMUM;
  for (uint32_t i = 0; i < act->event_count; i++) {
    const syn_article *article = gathering->accounts[set->accounts[act->events[i]]].article;
    syn_interval published = publication(gathering, article);
    act->is_news = act->is_news || is_news(article, syn_act_event(set, act->events[i]));
    if (published.basis == SYN_BASIS_NONE) continue;
    if (published.from.day < act->told_from) act->told_from = published.from.day;
    if (published.to.day < act->told_to) act->told_to = published.to.day;
    if (published.from.day > told_last) told_last = published.from.day;
  }
  /* "was to meet on Monday", told on Tuesday, promises nothing; told as still to come afterwards it was not for that day */
  if (told->date.basis != SYN_BASIS_NONE && told->date.to.day < told_last) act->is_promise = false;
}

syn_status syn_acts_read(syn_gathering *gathering, syn_act_set *out_set) {
  out_set->gathering = gathering;
  syn_map_init(&out_set->languages, gathering->arena);
  syn_status status =
      syn_offices_read(gathering->tables, gathering->identities, gathering->identity_count, gathering->arena, &out_set->offices);
  if (status == SYN_OK) status = number_members(out_set);
  for (uint32_t i = 0; status == SYN_OK && i < gathering->occurrence_count; i++) read_act(out_set, &out_set->acts[i]);
  return status;
}

/* ---- parties ---- */

bool syn_act_is_joint(syn_event_type type) {
  return type == SYN_EVENT_CONSULT || type == SYN_EVENT_AGREE || type == SYN_EVENT_COOPERATE;
}

/* One actor, or a state and who holds an office of it; two officials of one state are two. */
static bool is_party(const syn_act_set *set, syn_id a, syn_id b) {
  const syn_gathering *gathering = set->gathering;
  if (syn_id_compare(a, b) == 0) return true;
  const syn_identity *x = syn_gathering_find_identity(gathering, a), *y = syn_gathering_find_identity(gathering, b);
  if (!x || !y) return false;
  uint32_t p = (uint32_t)(x - gathering->identities), q = (uint32_t)(y - gathering->identities);
  return syn_offices_who_acts(&set->offices, gathering->identities, p) == q ||
         syn_offices_who_acts(&set->offices, gathering->identities, q) == p;
}

static uint32_t count_parties(const syn_act_set *set, const syn_id_list *a, const syn_id_list *b) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < a->count && i < EVENTS_COMPARED; i++) {
    bool is_there = false;
    for (uint32_t k = 0; k < b->count && k < EVENTS_COMPARED && !is_there; k++) is_there = is_party(set, a->items[i], b->items[k]);
    count += is_there;
  }
  return count;
}

/* Who does it has to be there in both; to whom has to be where both say so. Of a joint act two have to be there. */
static void compare_parties(const syn_act_set *set, const syn_occurrence *a, const syn_occurrence *b, bool is_joint, syn_matter *matter) {
  uint32_t actors = count_parties(set, &a->actors, &b->actors), recipients = count_parties(set, &a->recipients, &b->recipients);
  uint32_t crossed = count_parties(set, &a->actors, &b->recipients), back = count_parties(set, &a->recipients, &b->actors);
  matter->has_actors = actors > 0;
  matter->has_recipients = recipients > 0;
  if (is_joint && !(matter->has_actors && matter->has_recipients) && crossed > 0 && back > 0)
    matter->has_actors = matter->has_recipients = true;
  bool has_others = a->recipients.count > 0 && b->recipients.count > 0 && !matter->has_recipients;
  if (!matter->has_actors || has_others) matter->is_apart = true;
}

/* ---- amounts, days, places ---- */

static const syn_quantity *money_of(const syn_act_set *set, const syn_act *act, uint32_t *at) {
  for (; *at < act->event_count * (uint32_t)EVENTS_COMPARED && *at / EVENTS_COMPARED < EVENTS_COMPARED; (*at)++) {
    const syn_event *event = syn_act_event(set, act->events[*at / EVENTS_COMPARED]);
    const syn_facts *facts = set->gathering->accounts[set->accounts[act->events[*at / EVENTS_COMPARED]]].facts;
    uint32_t nth = *at % EVENTS_COMPARED;
    if (nth >= event->quantities.count || event->quantities.items[nth] >= facts->quantity_count) continue;
    const syn_quantity *quantity = &facts->quantities[event->quantities.items[nth]];
    if (quantity->kind != SYN_QUANTITY_MONEY) continue;
    (*at)++;
    return quantity;
  }
  return NULL;
}

/* Sums of one currency that cannot be the same keep two acts apart; one that can be makes them of one matter. */
static void compare_amounts(const syn_act_set *set, const syn_act *a, const syn_act *b, syn_matter *matter) {
  bool has_other = false;
  const syn_quantity *x, *y;
  for (uint32_t i = 0; (x = money_of(set, a, &i)) != NULL;) {
    for (uint32_t k = 0; (y = money_of(set, b, &k)) != NULL;) {
      if (!syn_text_equal(x->unit, y->unit)) continue;
      const syn_reading p = syn_claim_reading(x), q = syn_claim_reading(y);
      if (syn_readings_meet(&p, &q) && syn_readings_within_quarter(&p, &q))
        matter->has_amount = true;
      else
        has_other = true;
    }
  }
  if (has_other && !matter->has_amount) matter->is_apart = true;
}

/* Whether a place lies in the other, as far as is known: a country and a place of it. */
static bool is_inside(const syn_identity *place, const syn_identity *country) {
  return country->type == SYN_ENTITY_COUNTRY && country->country.size > 0 && syn_text_equal(country->country, place->country);
}

static void compare_places(const syn_act_set *set, const syn_occurrence *a, const syn_occurrence *b, syn_matter *matter) {
  if (syn_id_is_none(a->place) || syn_id_is_none(b->place)) return;
  matter->has_place = syn_id_compare(a->place, b->place) == 0;
  if (matter->has_place) return;
  const syn_identity *x = syn_gathering_find_identity(set->gathering, a->place), *y = syn_gathering_find_identity(set->gathering, b->place);
  if (x && y && !is_inside(x, y) && !is_inside(y, x)) matter->is_apart = true;
}

/* A promise for a day is kept on that day, or not by this deed; for a month, many deeds can be in it. */
static void compare_days(const syn_occurrence *a, const syn_occurrence *b, syn_matter *matter) {
  enum { WEEK = 7, MONTH = 31 };
  if (a->date.basis == SYN_BASIS_NONE || b->date.basis == SYN_BASIS_NONE) return;
  if (syn_intervals_exclude(&a->date, &b->date)) matter->is_apart = true;
  int64_t days = (int64_t)a->date.to.day - a->date.from.day, others = (int64_t)b->date.to.day - b->date.from.day;
  matter->has_month = !matter->is_apart && days < MONTH && others < MONTH;
  matter->has_day = matter->has_month && days < WEEK && others < WEEK;
}

syn_matter syn_acts_compare(const syn_act_set *set, const syn_act *promise, const syn_act *deed) {
  const syn_occurrence *a = &set->gathering->occurrences[promise->occurrence], *b = &set->gathering->occurrences[deed->occurrence];
  syn_matter matter = {0};
  compare_parties(set, a, b, syn_act_is_joint(promise->type), &matter);
  if (!matter.is_apart) compare_days(a, b, &matter);
  if (!matter.is_apart) compare_places(set, a, b, &matter);
  if (!matter.is_apart) compare_amounts(set, promise, deed, &matter);
  return matter;
}

/* ---- words ---- */

static syn_status function_words(syn_act_set *set, syn_text language, const syn_function_words **out_words) {
  uint64_t place;
  if (!syn_map_get(&set->languages, language, &place)) {
    syn_function_words *words = SYN_ARRAY_ADD(&set->words, set->gathering->arena);
    if (!words) return SYN_NO_MEMORY;
    place = set->words.count - 1;
    syn_status status = syn_tables_function_words(set->gathering->tables, language, set->gathering->arena, words);
    if (status == SYN_OK) status = syn_map_put(&set->languages, language, place);
    if (status != SYN_OK) return status;
  }
  *out_words = &set->words.items[place];
  return SYN_OK;
}

static bool covers(syn_span span, syn_span sentence, const syn_word *word) {
  return span.field == sentence.field && span.index == sentence.index && span.start < word->end && word->start < span.end;
}

/* Whether the word names somebody, a day or a figure, or tells the event. */
static bool is_told_otherwise(const syn_facts *facts, const syn_event *event, const syn_word *word) {
  for (uint32_t i = 0; i < event->mentions.count; i++)
    if (covers(event->mentions.items[i], event->sentence, word)) return true;
  for (uint32_t i = 0; i < facts->time_count; i++)
    if (covers(facts->times[i].span, event->sentence, word)) return true;
  for (uint32_t i = 0; i < facts->quantity_count; i++)
    if (covers(facts->quantities[i].span, event->sentence, word)) return true;
  for (uint32_t i = 0; i < facts->entity_count; i++) {
    for (uint32_t m = 0; m < facts->entities[i].mention_count; m++) {
      const syn_mention *mention = &facts->entities[i].mentions[m];
      bool is_name = mention->kind == SYN_MENTION_NAME || mention->kind == SYN_MENTION_METONYM;
      if (is_name && covers(mention->span, event->sentence, word)) return true;
    }
  }
  return false;
}

static syn_status list_stems(syn_act_set *set, const syn_act *act, syn_text **out_stems, uint32_t *out_count) {
  const syn_gathering *gathering = set->gathering;
  uint32_t account = set->accounts[act->events[0]], kept = 0;
  const syn_article *article = gathering->accounts[account].article;
  const syn_facts *facts = gathering->accounts[account].facts;
  const syn_event *event = syn_act_event(set, act->events[0]);
  syn_text field = syn_article_field(article, event->sentence.field, event->sentence.index);
  const syn_function_words *words;
  syn_word_list list;
  syn_status status = function_words(set, article->language, &words);
  if (status == SYN_OK) status = syn_words_of(field, event->sentence.start, event->sentence.end, set->scratch, &list);
  if (status != SYN_OK) return status;
  for (uint32_t i = 0; i < list.count; i++)
    if (!is_told_otherwise(facts, event, &list.items[i])) list.items[kept++] = list.items[i];
  list.count = kept;
  return syn_content_stems(&list, words, set->scratch, out_stems, out_count);
}

/* The stem of the word that tells the event; empty where there is none. */
static syn_status act_stem(syn_act_set *set, const syn_act *act, syn_text *out_stem) {
  const syn_event *event = syn_act_event(set, act->events[0]);
  const syn_article *article = set->gathering->accounts[set->accounts[act->events[0]]].article;
  const syn_function_words *words;
  syn_word_list list = {0};
  *out_stem = (syn_text){0};
  if (event->mentions.count == 0) return SYN_OK;
  const syn_span trigger = event->mentions.items[0];
  syn_status status = function_words(set, article->language, &words);
  if (status == SYN_OK)
    status = syn_words_of(syn_article_field(article, trigger.field, trigger.index), trigger.start, trigger.end, set->scratch, &list);
  if (status == SYN_OK && list.count > 0) *out_stem = syn_word_stem(words, list.items[0].folded);
  return status;
}

syn_status syn_acts_compare_words(syn_act_set *set, const syn_act *a, const syn_act *b, syn_matter *matter) {
  enum { FEWEST_RETOLD = 4 };
  syn_text *x, *y, own = {0}, other = {0};
  uint32_t x_count, y_count;
  syn_arena_reset(set->scratch);
  syn_status status = list_stems(set, a, &x, &x_count);
  if (status == SYN_OK) status = list_stems(set, b, &y, &y_count);
  if (status == SYN_OK) status = act_stem(set, a, &own);
  if (status == SYN_OK) status = act_stem(set, b, &other);
  if (status != SYN_OK) return status;
  uint32_t longer = x_count > y_count ? x_count : y_count;
  matter->words = syn_count_common(x, x_count, y, y_count);
  matter->is_half = 2 * matter->words >= (x_count < y_count ? x_count : y_count);
  matter->has_act = !syn_act_is_joint(a->type) && own.size > 0 && syn_text_equal(own, other);
  matter->is_retold = longer >= FEWEST_RETOLD && 5 * matter->words >= 4 * longer;
  return SYN_OK;
}
