/*
 * What the accounts say of the items of a timeline, article by article: the facts of one are read, what belongs to an item is taken, the
 * rest is forgotten.
 */
#include <stdlib.h>

#include "base/id_list.h"
#include "base/map.h"
#include "engine/timeline_internal.h"
#include "synopsis/point_claims.h"

enum { AMOUNT_LIMIT = 8, LEFT_OUT_BYTES = 40 };

typedef SYN_ARRAY(syn_timeline_account) account_array;
typedef SYN_ARRAY(syn_interval) interval_array;

/* What is gathered for one item. */
typedef struct item_accounts {
  account_array accounts;
  unsigned quality; /* of the event that tells the last of them */
  const syn_occurrence *told;
  interval_array dates; /* that events of it state */
} item_accounts;

typedef struct account_reading {
  syn_timeline_reading *reading;
  const syn_article_set *set;
  syn_map events; /* id of an event -> item */
  item_accounts *gathered;
} account_reading;

static syn_status index_events(account_reading *job, const syn_timeline_item *items, uint32_t item_count) {
  syn_map_init(&job->events, job->reading->arena);
  for (uint32_t i = 0; i < item_count; i++) {
    for (uint32_t e = 0; e < items[i].occurrence.events.count; e++) {
      if (syn_map_put(&job->events, syn_id_bytes(&items[i].occurrence.events.items[e]), i) != SYN_OK) return SYN_NO_MEMORY;
    }
  }
  return SYN_OK;
}

/* ---- one event ---- */

static bool is_inside(const syn_span *span, const syn_span *sentence) {
  return span->field == sentence->field && span->index == sentence->index && span->start >= sentence->start && span->end <= sentence->end;
}

/* From the first word of the sentence that tells a slot or a figure to its end; what would be left out is told too where it is short. */
static syn_text telling_words(const syn_article *article, const syn_facts *facts, const syn_event *event) {
  syn_span words = event->sentence;
  uint32_t first = words.end;
  for (unsigned slot = 0; slot < SYN_SLOT_COUNT; slot++) {
    for (uint32_t i = 0; i < event->evidence[slot].count; i++) {
      const syn_span *span = &event->evidence[slot].items[i];
      if (is_inside(span, &words) && span->start < first) first = span->start;
    }
  }
  for (uint32_t i = 0; i < event->quantities.count && event->quantities.items[i] < facts->quantity_count; i++) {
    const syn_span *span = &facts->quantities[event->quantities.items[i]].span;
    if (is_inside(span, &words) && span->start < first) first = span->start;
  }
  if (first < words.end && first - words.start > LEFT_OUT_BYTES) words.start = first;
  return syn_article_words(article, words);
}

/* The words of a date that is stated and cannot be placed. */
static syn_text open_date(const syn_article *article, const syn_facts *facts, const syn_event *event) {
  if (event->date.basis != SYN_BASIS_NONE || event->time >= facts->time_count) return (syn_text){0};
  return syn_article_words(article, facts->times[event->time].span);
}

static syn_status take_amounts(account_reading *job, const syn_facts *facts, const syn_event *event, syn_timeline_account *account) {
  syn_arena *arena = job->reading->arena;
  syn_reading *amounts = SYN_ARENA_ARRAY(arena, syn_reading, AMOUNT_LIMIT);
  if (!amounts) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < event->quantities.count && account->amount_count < AMOUNT_LIMIT; i++) {
    uint32_t number = event->quantities.items[i];
    if (number >= facts->quantity_count || facts->quantities[number].kind != SYN_QUANTITY_MONEY) continue;
    syn_reading *amount = &amounts[account->amount_count++];
    *amount = syn_claim_reading(&facts->quantities[number]);
    amount->article = account->article;
    syn_status status = syn_arena_copy(arena, amount->unit, &amount->unit);
    if (status != SYN_OK) return status;
  }
  account->amounts = amounts;
  return SYN_OK;
}

/* Whether an event tells the occurrence as what it is: an occurrence can have events of several types and modalities. */
static bool is_alike(const syn_event *event, const syn_occurrence *told) {
  return event->type == told->type && event->modality == told->modality;
}

static bool has_money(const syn_facts *facts, const syn_event *event) {
  for (uint32_t i = 0; i < event->quantities.count; i++) {
    uint32_t number = event->quantities.items[i];
    if (number < facts->quantity_count && facts->quantities[number].kind == SYN_QUANTITY_MONEY) return true;
  }
  return false;
}

/* How well an event tells the occurrence for its account: as what it is, with a sum, with a day, in the running text, with its actor. */
static unsigned quality(const syn_facts *facts, const syn_event *event, const syn_occurrence *told) {
  return (is_alike(event, told) ? 16U : 0) + (has_money(facts, event) ? 8U : 0) + (event->date.basis != SYN_BASIS_NONE ? 4U : 0) +
         (event->sentence.field == SYN_FIELD_TEXT ? 2U : 0) + (event->actors.count > 0 ? 1U : 0);
}

static syn_status take_event(account_reading *job, const syn_article *article, const syn_facts *facts, const syn_event *event,
                             item_accounts *own) {
  syn_arena *arena = job->reading->arena;
  if (event->date.basis != SYN_BASIS_NONE) {
    syn_interval *date = SYN_ARRAY_ADD(&own->dates, arena);
    if (!date) return SYN_NO_MEMORY;
    *date = event->date;
  }
  syn_timeline_account *last = own->accounts.count > 0 ? &own->accounts.items[own->accounts.count - 1] : NULL;
  bool is_again = last && syn_id_compare(last->article, article->id) == 0;
  if (is_again && quality(facts, event, own->told) <= own->quality) return SYN_OK;
  if (!is_again && own->accounts.count >= SYN_TIMELINE_ACCOUNT_LIMIT) return SYN_OK;
  if (!is_again) last = SYN_ARRAY_ADD(&own->accounts, arena);
  if (!last) return SYN_NO_MEMORY;
  own->quality = quality(facts, event, own->told);
  *last = (syn_timeline_account){.article = article->id,
                                 .event = event->id,
                                 .date = event->date,
                                 .open_date = open_date(article, facts, event),
                                 .sentence = event->sentence,
                                 .words = telling_words(article, facts, event),
                                 .is_negated = event->negated,
                                 .is_alike = is_alike(event, own->told)};
  return take_amounts(job, facts, event, last);
}

static syn_status read_article(account_reading *job, const syn_article *article) {
  syn_timeline_reading *reading = job->reading;
  syn_facts facts;
  syn_arena_reset(reading->scratch);
  syn_status status = syn_article_set_facts(reading->collection, job->set, article->id, reading->scratch, &facts, reading->error);
  for (uint32_t e = 0; status == SYN_OK && e < facts.event_count; e++) {
    uint64_t item;
    if (syn_map_get(&job->events, syn_id_bytes(&facts.events[e].id), &item))
      status = take_event(job, article, &facts, &facts.events[e], &job->gathered[item]);
  }
  return status;
}

/* ---- in time ---- */

typedef struct dated_account {
  syn_timeline_account account;
  syn_interval published;
} dated_account;

static int order_accounts(const void *a, const void *b) {
  const dated_account *x = a, *y = b;
  int order = syn_timeline_compare(&x->published, &y->published);
  return order != 0 ? order : syn_id_compare(x->account.article, y->account.article);
}

static syn_status sort_accounts(account_reading *job, item_accounts *own) {
  size_t count = own->accounts.count;
  dated_account *dated = SYN_ARENA_ARRAY(job->reading->scratch, dated_account, count);
  if (!dated) return SYN_NO_MEMORY;
  for (size_t i = 0; i < count; i++) {
    const syn_record_context *context = syn_article_set_context(job->set, own->accounts.items[i].article);
    dated[i] = (dated_account){own->accounts.items[i], context->article->published};
  }
  if (count > 1) qsort(dated, count, sizeof *dated, order_accounts);
  for (size_t i = 0; i < count; i++) own->accounts.items[i] = dated[i].account;
  return SYN_OK;
}

/* The publication by whose end the first account has appeared. */
static syn_interval first_publication(const account_reading *job, const item_accounts *own) {
  syn_interval first = {.basis = SYN_BASIS_NONE};
  for (size_t i = 0; i < own->accounts.count; i++) {
    const syn_interval *published = &syn_article_set_context(job->set, own->accounts.items[i].article)->article->published;
    if (published->basis == SYN_BASIS_NONE || published->to.day == SYN_DAY_MAXIMUM) continue;
    if (first.basis == SYN_BASIS_NONE || published->to.day < first.to.day) first = *published;
  }
  return first;
}

static void place(const account_reading *job, const item_accounts *own, syn_timeline_item *item) {
  item->date = syn_timeline_join(own->dates.items, own->dates.count, &item->days_differ);
  if (item->date.basis == SYN_BASIS_NONE) item->date = item->occurrence.date;
  item->placing = SYN_PLACING_STATED;
  if (item->date.basis != SYN_BASIS_NONE) return;
  item->date = first_publication(job, own);
  item->placing = item->date.basis == SYN_BASIS_NONE ? SYN_PLACING_OPEN : SYN_PLACING_TOLD;
}

/* The first account that tells it as what it is, one that names a sum before those that name none. */
static uint32_t choose_teller(const syn_timeline_item *item) {
  uint32_t teller = item->account_count;
  for (uint32_t i = 0; i < item->account_count; i++) {
    if (!item->accounts[i].is_alike) continue;
    if (item->accounts[i].amount_count > 0) return i;
    if (teller == item->account_count) teller = i;
  }
  return teller < item->account_count ? teller : 0;
}

syn_status syn_timeline_read_accounts(syn_timeline_reading *reading, const syn_article_set *set, syn_timeline_item *items,
                                      uint32_t item_count) {
  account_reading job = {.reading = reading, .set = set};
  syn_status status = index_events(&job, items, item_count);
  job.gathered = SYN_ARENA_ARRAY(reading->arena, item_accounts, item_count);
  if (status == SYN_OK && !job.gathered) status = SYN_NO_MEMORY;
  for (uint32_t i = 0; status == SYN_OK && i < item_count; i++) job.gathered[i].told = &items[i].occurrence;
  for (uint32_t i = 0; status == SYN_OK && i < set->count; i++) status = read_article(&job, &set->articles[i]);
  for (uint32_t i = 0; status == SYN_OK && i < item_count; i++) {
    syn_arena_reset(reading->scratch);
    status = sort_accounts(&job, &job.gathered[i]);
    place(&job, &job.gathered[i], &items[i]);
    items[i].accounts = job.gathered[i].accounts.items;
    items[i].account_count = (uint32_t)job.gathered[i].accounts.count;
    items[i].teller = choose_teller(&items[i]);
  }
  return status;
}
