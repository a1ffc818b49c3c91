/*
 * How it works
 *
 * A promise is an occurrence that is promised, planned, offered or threatened. What may answer it has the same type of event and the same
 * parties, became known later, and was not told by the promise's own account. Evidence of one matter is added up: the same recipient, a sum
 * of money that can be the same, the day that it was promised for, the same place, and words of the sentences that tell neither who, when
 * nor the event itself. An undated deed can be an old one that is told again, so that only a sum ties it. What was done fulfils, what was
 * denied or did not happen breaks, what is still to come confirms. A promise has one deed of each kind at most: the one with most evidence,
 * the earliest of equal ones.
 *
 * The ledger's entries that follow an earlier one, and tranches that are paid, tie the occurrences in whose clauses they are told; of one
 * matter what was refused or cancelled later breaks what was promised.
 *
 * Acts are sorted by type and party, and a promise is compared with the WINDOW acts that became known after it: linear after sorting.
 */
#include "synopsis/fulfilments.h"

#include <stdlib.h>

#include "base/digest.h"
#include "synopsis/acts.h"
#include "synopsis/point_labels.h"
#include "synoptic/names.h"

enum {
  WINDOW = 128,
  WORDS_COMPARED = 64, /* deeds of a promise whose sentences are compared with it */
  PARTIES_INDEXED = 6,
  ENOUGH = 3, /* evidence that ties */
  AMOUNT_EVIDENCE = 2,
  DAY_EVIDENCE = 2,
  FEW_WORDS = 2,
  MANY_WORDS = 4,       /* one less where they are half of a sentence's */
  LONGEST_DAYS = 400,   /* between promise and deed */
  LONGEST_UNPAID = 120, /* where no sum of money ties them */
  LONGEST_UNDATED = 45  /* nor a day */
};

/* An act under one of its parties. */
typedef struct indexed_act {
  uint32_t type, party; /* party: the state for an official */
  int32_t known;        /* day */
  uint32_t act;
} indexed_act;

typedef struct fulfilment_making {
  syn_gathering *gathering;
  syn_act_set set;
  SYN_ARRAY(indexed_act) index;
  SYN_ARRAY(syn_fulfilment) made;
  syn_map pairs; /* of promise and deed, so that each is made once */
} fulfilment_making;

/* ---- the index ---- */

static const syn_occurrence *told(const fulfilment_making *making, const syn_act *act) {
  return &making->gathering->occurrences[act->occurrence];
}

/* The day from which on the act is known: a deed from its own day, a promise from its first account. */
static int32_t known_from(const fulfilment_making *making, const syn_act *act) {
  const syn_interval *date = &told(making, act)->date;
  bool is_dated = date->basis != SYN_BASIS_NONE && date->from.day != SYN_DAY_MINIMUM;
  return !act->is_promise && is_dated ? date->from.day : act->told_from;
}

static syn_status index_party(fulfilment_making *making, uint32_t act, syn_id party) {
  const syn_gathering *gathering = making->gathering;
  const syn_identity *identity = syn_gathering_find_identity(gathering, party);
  if (!identity) return SYN_OK;
  indexed_act *added = SYN_ARRAY_ADD(&making->index, gathering->arena);
  if (!added) return SYN_NO_MEMORY;
  uint32_t number = (uint32_t)(identity - gathering->identities);
  *added = (indexed_act){.type = making->set.acts[act].type,
                         .party = syn_offices_who_acts(&making->set.offices, gathering->identities, number),
                         .known = known_from(making, &making->set.acts[act]),
                         .act = act};
  return SYN_OK;
}

static int order_indexed(const void *a, const void *b) {
  const indexed_act *x = a, *y = b;
  if (x->type != y->type) return x->type < y->type ? -1 : 1;
  if (x->party != y->party) return x->party < y->party ? -1 : 1;
  if (x->known != y->known) return x->known < y->known ? -1 : 1;
  return x->act < y->act ? -1 : x->act > y->act;
}

static syn_status index_acts(fulfilment_making *making) {
  syn_status status = SYN_OK;
  for (uint32_t i = 0; status == SYN_OK && i < making->gathering->occurrence_count; i++) {
    const syn_occurrence *act = &making->gathering->occurrences[i];
    uint32_t others = syn_act_is_joint(making->set.acts[i].type) ? act->recipients.count : 0;
    if (known_from(making, &making->set.acts[i]) == SYN_DAY_MAXIMUM) continue;
    for (uint32_t k = 0; status == SYN_OK && k < act->actors.count && k < PARTIES_INDEXED; k++)
      status = index_party(making, i, act->actors.items[k]);
    for (uint32_t k = 0; status == SYN_OK && k < others && k < PARTIES_INDEXED; k++)
      status = index_party(making, i, act->recipients.items[k]);
  }
  if (making->index.count > 1) qsort(making->index.items, making->index.count, sizeof *making->index.items, order_indexed);
  return status;
}

/* ---- a promise and its deeds ---- */

static syn_fulfilment_kind kind_of(const syn_act *deed) {
  static const syn_fulfilment_kind KINDS[] = {[SYN_STANDING_DONE] = SYN_FULFILMENT_FULFILS,
                                              [SYN_STANDING_TO_COME] = SYN_FULFILMENT_CONFIRMS,
                                              [SYN_STANDING_REFUSED] = SYN_FULFILMENT_BREAKS};
  return KINDS[deed->standing];
}

static bool shares_account(const syn_occurrence *a, const syn_occurrence *b) {
  for (uint32_t i = 0, k = 0; i < a->articles.count && k < b->articles.count;) {
    int order = syn_id_compare(a->articles.items[i], b->articles.items[k]);
    if (order == 0) return true;
    i += order < 0;
    k += order > 0;
  }
  return false;
}

/* Whether the deed became known after the promise, and an account of its own tells it. */
static bool is_later(const fulfilment_making *making, const syn_act *promise, const syn_act *deed) {
  int32_t known = known_from(making, deed);
  if (deed->standing == SYN_STANDING_TO_COME && !deed->is_promise) return false;
  if (known <= promise->told_to || (int64_t)known - promise->told_to > LONGEST_DAYS) return false;
  return !shares_account(told(making, promise), told(making, deed));
}

/* That a word tells both says little, and nothing of what was not done. */
static uint32_t evidence_of(const syn_matter *matter, syn_fulfilment_kind kind) {
  uint32_t words = matter->words + matter->is_half >= MANY_WORDS ? 2 : matter->words >= FEW_WORDS ? 1 : 0;
  return (uint32_t)matter->has_recipients + (matter->has_amount ? AMOUNT_EVIDENCE : 0) + (matter->has_day ? DAY_EVIDENCE : 0) +
         (uint32_t)(matter->has_month && !matter->has_day) + (uint32_t)matter->has_place + words +
         (uint32_t)(matter->has_act && kind == SYN_FULFILMENT_FULFILS);
}

/*
 * Whether what is in common ties this deed to this promise at all, however much it is. An undated deed may be an old one that is told
 * again, unless it is the news of its account. Who is said to have broken his word has to be told with the recipient, the sum or the day.
 */
static bool can_tie(const fulfilment_making *making, const syn_act *promise, const syn_act *deed, const syn_matter *matter) {
  if (matter->is_apart) return false;
  bool is_dated = told(making, deed)->date.basis != SYN_BASIS_NONE;
  int64_t days = (int64_t)known_from(making, deed) - promise->told_to;
  if (deed->standing == SYN_STANDING_DONE && !is_dated && !matter->has_amount && (!deed->is_news || days > LONGEST_UNDATED)) return false;
  if (deed->standing == SYN_STANDING_REFUSED && !matter->has_recipients && !matter->has_amount && !matter->has_day) return false;
  return matter->has_amount || matter->has_month || days <= LONGEST_UNPAID;
}

/* The best deed of a kind so far. */
typedef struct best_deed {
  uint32_t act; /* UINT32_MAX: none */
  uint32_t evidence;
  int32_t known;
  syn_matter matter;
} best_deed;

static void keep_best(best_deed *best, syn_fulfilment_kind kind, uint32_t act, int32_t known, const syn_matter *matter) {
  uint32_t evidence = evidence_of(matter, kind);
  if (evidence < ENOUGH) return;
  bool is_better = best->act == UINT32_MAX || evidence > best->evidence ||
                   (evidence == best->evidence && (known < best->known || (known == best->known && act < best->act)));
  if (is_better) *best = (best_deed){act, evidence, known, *matter};
}

/* Goes on behind the promise's own place in the index, under one of its parties. */
static syn_status look_behind(fulfilment_making *making, size_t place, best_deed best[SYN_FULFILMENT_KIND_COUNT]) {
  const indexed_act *own = &making->index.items[place];
  const syn_act *promise = &making->set.acts[own->act];
  uint32_t words_compared = 0;
  for (size_t i = place + 1; i < making->index.count && i <= place + WINDOW; i++) {
    const indexed_act *other = &making->index.items[i];
    if (other->type != own->type || other->party != own->party) break;
    const syn_act *deed = &making->set.acts[other->act];
    if (other->act == own->act || !is_later(making, promise, deed)) continue;
    syn_matter matter = syn_acts_compare(&making->set, promise, deed);
    if (!can_tie(making, promise, deed, &matter)) continue;
    if (words_compared++ < WORDS_COMPARED) {
      syn_status status = syn_acts_compare_words(&making->set, promise, deed, &matter);
      if (status != SYN_OK) return status;
    }
    if (!matter.is_retold) keep_best(&best[kind_of(deed)], kind_of(deed), other->act, other->known, &matter);
  }
  return SYN_OK;
}

/* "the same recipient, sum of money and day" */
static syn_status tell_why(syn_arena *arena, const syn_matter *matter, syn_text *out_why) {
  const struct {
    bool is_there;
    const char *words;
  } parts[] = {{matter->has_act, "act"},
               {matter->has_recipients, "recipient"},
               {matter->has_amount, "sum of money"},
               {matter->has_day, "day"},
               {matter->has_month && !matter->has_day, "month"},
               {matter->has_place, "place"},
               {matter->words >= FEW_WORDS, "words"}};
  syn_text why = SYN_TEXT("the same actor");
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
    if (!parts[i].is_there) continue;
    syn_status status = syn_arena_format(arena, &why, "%.*s, %s", SYN_TEXT_ARGUMENTS(why), parts[i].words);
    if (status != SYN_OK) return status;
  }
  *out_why = why;
  return SYN_OK;
}

static syn_status add_fulfilment(fulfilment_making *making, uint32_t promise, uint32_t deed, syn_fulfilment_kind kind, syn_text why) {
  const syn_gathering *gathering = making->gathering;
  const syn_id ids[2] = {gathering->occurrences[promise].id, gathering->occurrences[deed].id};
  const syn_text parts[] = {syn_id_bytes(&ids[0]), syn_id_bytes(&ids[1])};
  syn_id id = syn_digest_id("fulfilment", parts, 2);
  syn_text key;
  if (syn_map_find(&making->pairs, syn_id_bytes(&id))) return SYN_OK;
  syn_status status = syn_arena_copy(gathering->arena, syn_id_bytes(&id), &key);
  if (status == SYN_OK) status = syn_map_put(&making->pairs, key, 1);
  if (status != SYN_OK) return status;
  syn_fulfilment *made = SYN_ARRAY_ADD(&making->made, gathering->arena);
  if (!made) return SYN_NO_MEMORY;
  *made = (syn_fulfilment){.id = id, .promise = ids[0], .deed = ids[1], .kind = kind, .why = why};
  return SYN_OK;
}

static int order_best(const void *a, const void *b) {
  const indexed_act *x = a, *y = b;
  return x->act < y->act ? -1 : x->act > y->act;
}

/* The places of each promise in the index, promise by promise, so that all its parties are looked at before one deed is chosen. */
static syn_status list_promises(const fulfilment_making *making, indexed_act **out_places, size_t *out_count) {
  indexed_act *places = SYN_ARENA_ARRAY(making->gathering->arena, indexed_act, making->index.count);
  size_t count = 0;
  if (!places) return SYN_NO_MEMORY;
  for (size_t i = 0; i < making->index.count; i++) {
    if (!making->set.acts[making->index.items[i].act].is_promise) continue;
    places[count] = making->index.items[i];
    places[count++].party = (uint32_t)i; /* where it stands */
  }
  if (count > 1) qsort(places, count, sizeof *places, order_best);
  *out_places = places;
  *out_count = count;
  return SYN_OK;
}

static syn_status answer_promises(fulfilment_making *making) {
  indexed_act *places;
  size_t count;
  syn_status status = list_promises(making, &places, &count);
  for (size_t i = 0; status == SYN_OK && i < count;) {
    best_deed best[SYN_FULFILMENT_KIND_COUNT];
    uint32_t promise = places[i].act;
    for (unsigned kind = 0; kind < SYN_FULFILMENT_KIND_COUNT; kind++) best[kind] = (best_deed){.act = UINT32_MAX};
    for (; status == SYN_OK && i < count && places[i].act == promise; i++) status = look_behind(making, places[i].party, best);
    for (unsigned kind = 0; status == SYN_OK && kind < SYN_FULFILMENT_KIND_COUNT; kind++) {
      syn_text why;
      if (best[kind].act == UINT32_MAX) continue;
      status = tell_why(making->gathering->arena, &best[kind].matter, &why);
      if (status == SYN_OK) status = add_fulfilment(making, promise, best[kind].act, (syn_fulfilment_kind)kind, why);
    }
  }
  return status;
}

/* ---- the ledger ---- */

static int order_entry_with_id(const void *key, const void *element) {
  return syn_id_compare(*(const syn_id *)key, ((const syn_entry *)element)->id);
}

/* id of an event -> its occurrence */
static syn_status index_events(const fulfilment_making *making, syn_map *events) {
  const syn_gathering *gathering = making->gathering;
  syn_map_init(events, gathering->arena);
  for (uint32_t i = 0; i < gathering->occurrence_count; i++) {
    const syn_id_list *own = &gathering->occurrences[i].events;
    for (uint32_t e = 0; e < own->count; e++) {
      if (syn_map_put(events, syn_id_bytes(&own->items[e]), i) != SYN_OK) return SYN_NO_MEMORY;
    }
  }
  return SYN_OK;
}

static bool lists_meet(const syn_id_list *a, const syn_id_list *b) {
  for (uint32_t i = 0; i < a->count; i++) {
    for (uint32_t k = 0; k < b->count; k++) {
      if (syn_id_compare(a->items[i], b->items[k]) == 0) return true;
    }
  }
  return false;
}

/* Ties the occurrences in whose clauses two entries of one matter are told. */
static syn_status tie_entries(fulfilment_making *making, const syn_map *events, const syn_entry *promise, const syn_entry *deed,
                              syn_fulfilment_kind kind) {
  syn_text why;
  syn_status status = syn_arena_format(making->gathering->arena, &why, "the ledger: %s, then %s", syn_stage_name(promise->stage),
                                       syn_stage_name(deed->stage));
  for (uint32_t i = 0; status == SYN_OK && i < promise->events.count; i++) {
    uint64_t a, b;
    if (!syn_map_get(events, syn_id_bytes(&promise->events.items[i]), &a) || !making->set.acts[a].is_promise) continue;
    for (uint32_t k = 0; status == SYN_OK && k < deed->events.count; k++) {
      if (!syn_map_get(events, syn_id_bytes(&deed->events.items[k]), &b) || a == b) continue;
      if (kind_of(&making->set.acts[b]) != kind) continue; /* an entry may hold a pledge beside the payment */
      if (making->set.acts[b].told_from <= making->set.acts[a].told_to && making->set.acts[b].told_from != SYN_DAY_MAXIMUM) continue;
      status = add_fulfilment(making, (uint32_t)a, (uint32_t)b, kind, why);
    }
  }
  return status;
}

static bool is_promised(const syn_entry *entry) {
  return entry->stage == SYN_STAGE_OFFERED || entry->stage == SYN_STAGE_PROMISED || entry->stage == SYN_STAGE_AGREED;
}

static int order_entries(const void *a, const void *b) {
  const syn_entry *x = *(const syn_entry *const *)a, *y = *(const syn_entry *const *)b;
  int order = syn_order_texts(&x->amount.unit, &y->amount.unit);
  if (order == 0) order = syn_decimal_compare(x->amount.value, y->amount.value);
  return order != 0 ? order : syn_id_compare(x->id, y->id);
}

/* What was refused or cancelled is an entry of its own; it breaks what was promised of the same sum between the same sides. */
static syn_status answer_broken(fulfilment_making *making, const syn_map *events) {
  const syn_gathering *gathering = making->gathering;
  const syn_entry **sorted = SYN_ARENA_ARRAY(gathering->arena, const syn_entry *, gathering->entry_count);
  syn_status status = sorted ? SYN_OK : SYN_NO_MEMORY;
  for (uint32_t i = 0; status == SYN_OK && i < gathering->entry_count; i++) sorted[i] = &gathering->entries[i];
  if (status == SYN_OK && gathering->entry_count > 1) qsort(sorted, gathering->entry_count, sizeof(syn_entry *), order_entries);
  for (uint32_t i = 0; status == SYN_OK && i < gathering->entry_count; i++) {
    const syn_entry *deed = sorted[i];
    if (deed->stage != SYN_STAGE_REFUSED && deed->stage != SYN_STAGE_CANCELLED) continue;
    for (uint32_t k = i > WINDOW ? i - WINDOW : 0; status == SYN_OK && k < gathering->entry_count && k < i + WINDOW; k++) {
      const syn_entry *promise = sorted[k];
      bool is_one_matter = is_promised(promise) && promise->instrument == deed->instrument &&
                           syn_text_equal(promise->amount.unit, deed->amount.unit) && lists_meet(&promise->providers, &deed->providers) &&
                           lists_meet(&promise->receivers, &deed->receivers) && syn_readings_meet(&promise->amount, &deed->amount) &&
                           syn_readings_within_quarter(&promise->amount, &deed->amount);
      if (is_one_matter) status = tie_entries(making, events, promise, deed, SYN_FULFILMENT_BREAKS);
    }
  }
  return status;
}

static syn_status answer_ledger(fulfilment_making *making) {
  const syn_gathering *gathering = making->gathering;
  syn_map events;
  if (gathering->entry_count == 0) return SYN_OK;
  syn_status status = index_events(making, &events);
  for (uint32_t i = 0; status == SYN_OK && i < gathering->entry_count; i++) {
    const syn_entry *deed = &gathering->entries[i];
    bool is_paid = deed->stage == SYN_STAGE_PAID || deed->stage == SYN_STAGE_REPAID;
    syn_id earlier = syn_id_is_none(deed->follows) && is_paid ? deed->part_of : deed->follows;
    if (syn_id_is_none(earlier)) continue;
    const syn_entry *promise =
        bsearch(&earlier, gathering->entries, gathering->entry_count, sizeof *gathering->entries, order_entry_with_id);
    if (!promise || !is_promised(promise)) continue;
    status = tie_entries(making, &events, promise, deed, is_paid ? SYN_FULFILMENT_FULFILS : SYN_FULFILMENT_CONFIRMS);
  }
  return status == SYN_OK ? answer_broken(making, &events) : status;
}

/* ---- all ---- */

static int order_fulfilments(const void *a, const void *b) {
  return syn_id_compare(((const syn_fulfilment *)a)->id, ((const syn_fulfilment *)b)->id);
}

syn_status syn_fulfilments_find(syn_gathering *gathering) {
  enum { SCRATCH_LIMIT = 1 << 28 };
  fulfilment_making making = {.gathering = gathering};
  syn_map_init(&making.pairs, gathering->arena);
  syn_status status = syn_arena_create(SCRATCH_LIMIT, &making.set.scratch);
  if (status == SYN_OK) status = syn_acts_read(gathering, &making.set);
  if (status == SYN_OK) status = index_acts(&making);
  if (status == SYN_OK) status = answer_ledger(&making); /* what a pair has in the ledger is said before other reasons */
  if (status == SYN_OK) status = answer_promises(&making);
  if (making.made.count > 1) qsort(making.made.items, making.made.count, sizeof *making.made.items, order_fulfilments);
  gathering->fulfilments = making.made.items;
  gathering->fulfilment_count = (uint32_t)making.made.count;
  syn_arena_destroy(&making.set.scratch);
  return status;
}
