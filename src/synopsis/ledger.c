/*
 * How it works: each transfer of an account is a claim. Claims are of one matter where unit, instrument and amount agree and their sides
 * can be the same: across stories both sides must be told; inside a story a claim that leaves a side open goes to the one entry that it
 * fits. Events with different days at one stage are different matters. Claims of one matter and one story are one entry, at the furthest
 * stage that its accounts tell; so are those of other stories at the same stage. What other stories tell at another stage follows. What was
 * refused, cancelled, owed or repaid is never one with what was promised or paid. Who holds an office of a state in the articles stands for
 * that state in loans, aid and debts. A tranche whose loan its own sentence does not name is part of the only larger loan with the same
 * provider, and takes an open side from it.
 *
 * Claims are sorted by unit and value, and a claim is compared with the WINDOW claims on its sides at most: linear after sorting. All
 * orders end with ids, so that the outcome depends on the set.
 */
#include "synopsis/ledger.h"

#include <stdlib.h>

#include "base/digest.h"
#include "synopsis/linkage.h"
#include "synopsis/offices.h"
#include "synopsis/point_claims.h"
#include "synopsis/point_labels.h"

enum { WINDOW = 256 };

typedef struct money_claim {
  uint32_t account, quantity; /* indexes */
  const syn_quantity *money;
  syn_id_list providers, receivers; /* identities, sorted */
} money_claim;

typedef SYN_ARRAY(money_claim) claim_array;
typedef SYN_ARRAY(syn_entry) entry_array;

typedef struct ledger_making {
  syn_gathering *gathering;
  claim_array claims;
  uint32_t *matters; /* forest over claims: one matter */
  uint32_t *entries; /* forest over claims: one entry */
  entry_array made;
  uint32_t *entry_of; /* of each claim: index into made */
  syn_offices offices;
} ledger_making;

/* ---- claims ---- */

/* The state for which an official gives, takes, lends or owes; the identity itself for all else, and for what he may do for himself. */
static uint32_t who_acts(const ledger_making *making, syn_instrument instrument, uint32_t identity) {
  bool is_public = instrument <= SYN_INSTRUMENT_DEBT || instrument == SYN_INSTRUMENT_OTHER;
  return is_public ? syn_offices_who_acts(&making->offices, making->gathering->identities, identity) : identity;
}

/* The identities of one side, sorted. */
static syn_status take_side(const ledger_making *making, uint32_t account, syn_instrument instrument, const syn_index_list *side,
                            syn_id_list *out_side) {
  const syn_gathering *gathering = making->gathering;
  out_side->items = SYN_ARENA_ARRAY(gathering->arena, syn_id, side->count + 1);
  if (!out_side->items) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < side->count; i++) {
    uint32_t identity = syn_gathering_identity(gathering, account, side->items[i]);
    if (identity < gathering->identity_count)
      out_side->items[out_side->count++] = gathering->identities[who_acts(making, instrument, identity)].id;
  }
  out_side->count = (uint32_t)syn_sort_ids(out_side->items, out_side->count);
  return SYN_OK;
}

static int order_claims(const void *a, const void *b) {
  const money_claim *x = a, *y = b;
  int order = syn_order_texts(&x->money->unit, &y->money->unit);
  if (order == 0) order = syn_decimal_compare(x->money->value, y->money->value);
  return order != 0 ? order : syn_id_compare(x->money->id, y->money->id);
}

static syn_status gather_claims(ledger_making *making) {
  syn_gathering *gathering = making->gathering;
  for (uint32_t a = 0; a < gathering->account_count; a++) {
    const syn_facts *facts = gathering->accounts[a].facts;
    for (uint32_t q = 0; q < facts->quantity_count; q++) {
      const syn_transfer *transfer = facts->quantities[q].transfer;
      if (!transfer || facts->quantities[q].kind != SYN_QUANTITY_MONEY) continue;
      money_claim *claim = SYN_ARRAY_ADD(&making->claims, gathering->arena);
      if (!claim) return SYN_NO_MEMORY;
      *claim = (money_claim){.account = a, .quantity = q, .money = &facts->quantities[q]};
      syn_status status = take_side(making, a, transfer->instrument, &transfer->providers, &claim->providers);
      if (status == SYN_OK) status = take_side(making, a, transfer->instrument, &transfer->receivers, &claim->receivers);
      if (status != SYN_OK) return status;
    }
  }
  if (making->claims.count > 1) qsort(making->claims.items, making->claims.count, sizeof *making->claims.items, order_claims);
  return SYN_OK;
}

/* ---- one matter ---- */

static bool sides_meet(const syn_id_list *a, const syn_id_list *b) {
  for (uint32_t i = 0; i < a->count; i++) {
    for (uint32_t k = 0; k < b->count; k++) {
      if (syn_id_compare(a->items[i], b->items[k]) == 0) return true;
    }
  }
  return false;
}

/* What ended otherwise is a matter of its own: the sum asked for is not the sum refused. */
static unsigned kind_of_stage(syn_stage stage) {
  return stage <= SYN_STAGE_PAID ? 0 : (unsigned)stage;
}

static bool is_same_instrument(syn_instrument a, syn_instrument b) {
  bool is_loan = (a == SYN_INSTRUMENT_LOAN && b == SYN_INSTRUMENT_TRANCHE) || (a == SYN_INSTRUMENT_TRANCHE && b == SYN_INSTRUMENT_LOAN);
  return a == b || is_loan || a == SYN_INSTRUMENT_OTHER || b == SYN_INSTRUMENT_OTHER;
}

/* Two payments of one size on different days are two; what is promised on one day and paid on another is not told apart by that. */
static bool are_apart(const syn_gathering *gathering, const money_claim *a, const money_claim *b) {
  const syn_facts *x = gathering->accounts[a->account].facts, *y = gathering->accounts[b->account].facts;
  if (a->money->transfer->stage != b->money->transfer->stage) return false;
  if (a->money->event >= x->event_count || b->money->event >= y->event_count) return false;
  const syn_interval *p = &x->events[a->money->event].date, *q = &y->events[b->money->event].date;
  if (p->basis == SYN_BASIS_NONE || q->basis == SYN_BASIS_NONE) return false;
  return p->to.day < q->from.day || q->to.day < p->from.day;
}

/* "the $40 million tranche of a $45 million loan" */
static bool is_part(const money_claim *a, const money_claim *b) {
  return a->account == b->account && (a->money->transfer->part_of == b->quantity || b->money->transfer->part_of == a->quantity);
}

static bool is_open(const money_claim *claim) {
  return claim->providers.count == 0 || claim->receivers.count == 0;
}

/* Inside a story a side that one does not tell is taken as open. */
static bool is_one_matter(const syn_gathering *gathering, const money_claim *a, const money_claim *b) {
  const syn_transfer *x = a->money->transfer, *y = b->money->transfer;
  if (!syn_text_equal(a->money->unit, b->money->unit)) return false;
  if (!is_same_instrument(x->instrument, y->instrument) || kind_of_stage(x->stage) != kind_of_stage(y->stage)) return false;
  const syn_reading p = syn_claim_reading(a->money), q = syn_claim_reading(b->money);
  if (!syn_readings_meet(&p, &q) || !syn_readings_within_quarter(&p, &q) || is_part(a, b) || are_apart(gathering, a, b)) return false;
  bool provider = sides_meet(&a->providers, &b->providers), receiver = sides_meet(&a->receivers, &b->receivers);
  if (gathering->story_of[a->account] != gathering->story_of[b->account]) return provider && receiver;
  bool provider_open = a->providers.count == 0 || b->providers.count == 0,
       receiver_open = a->receivers.count == 0 || b->receivers.count == 0;
  return (provider || provider_open) && (receiver || receiver_open) && (provider || receiver);
}

static void join(ledger_making *making, uint32_t a, uint32_t b) {
  const syn_gathering *gathering = making->gathering;
  syn_forest_join(making->matters, a, b);
  if (gathering->story_of[making->claims.items[a].account] == gathering->story_of[making->claims.items[b].account])
    syn_forest_join(making->entries, a, b);
}

/* Claims that tell the same sides, both or one. */
static void join_told(ledger_making *making, uint32_t claim) {
  const money_claim *b = &making->claims.items[claim];
  for (uint32_t k = claim > WINDOW ? claim - WINDOW : 0; k < claim; k++) {
    const money_claim *a = &making->claims.items[k];
    bool is_told_alike = (a->providers.count == 0) == (b->providers.count == 0) && (a->receivers.count == 0) == (b->receivers.count == 0);
    if (is_told_alike && is_one_matter(making->gathering, a, b)) join(making, k, claim);
  }
}

/* A claim with an open side goes to the one entry of its story that it fits; where it fits several it stays alone. */
static void join_open(ledger_making *making, uint32_t claim) {
  const money_claim *b = &making->claims.items[claim];
  uint32_t count = (uint32_t)making->claims.count, found = UINT32_MAX;
  for (uint32_t k = claim > WINDOW ? claim - WINDOW : 0; k < count && k <= claim + WINDOW; k++) {
    const money_claim *a = &making->claims.items[k];
    if (k == claim || is_open(a) || !is_one_matter(making->gathering, a, b)) continue;
    if (found != UINT32_MAX && syn_forest_root(making->entries, found) != syn_forest_root(making->entries, k)) return;
    found = k;
  }
  if (found != UINT32_MAX) join(making, found, claim);
}

static syn_status join_matters(ledger_making *making) {
  uint32_t count = (uint32_t)making->claims.count;
  making->matters = SYN_ARENA_ARRAY(making->gathering->arena, uint32_t, count + 1);
  making->entries = SYN_ARENA_ARRAY(making->gathering->arena, uint32_t, count + 1);
  if (!making->matters || !making->entries) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) making->matters[i] = making->entries[i] = i;
  for (uint32_t i = 0; i < count; i++) join_told(making, i);
  for (uint32_t i = 0; i < count; i++) {
    if (is_open(&making->claims.items[i])) join_open(making, i);
  }
  return SYN_OK;
}

/* The furthest stage of each entry so far, at its root. */
static syn_status find_stages(const ledger_making *making, syn_stage **out_stages) {
  syn_stage *stages = SYN_ARENA_ARRAY(making->gathering->arena, syn_stage, making->claims.count + 1);
  if (!stages) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < making->claims.count; i++) {
    uint32_t root = syn_forest_root(making->entries, i);
    syn_stage stage = making->claims.items[i].money->transfer->stage;
    if (root == i || stage > stages[root]) stages[root] = stage;
  }
  *out_stages = stages;
  return SYN_OK;
}

/* Stories that tell one matter at one stage tell one entry. */
static syn_status join_stages(ledger_making *making) {
  syn_stage *stages = NULL;
  syn_status status = find_stages(making, &stages);
  if (status != SYN_OK) return status;
  uint32_t count = (uint32_t)making->claims.count;
  uint32_t *firsts = SYN_ARENA_ARRAY(making->gathering->arena, uint32_t, (size_t)count * SYN_STAGE_COUNT + 1); /* of a matter and a stage */
  if (!firsts) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t root = syn_forest_root(making->entries, i);
    if (root != i) continue;
    uint32_t *first = &firsts[(size_t)syn_forest_root(making->matters, i) * SYN_STAGE_COUNT + stages[root]];
    if (*first == 0)
      *first = i + 1;
    else
      syn_forest_join(making->entries, *first - 1, i);
  }
  return SYN_OK;
}

/* ---- entries ---- */

static void add_ids(const syn_id_list *from, syn_id_list *to) {
  for (uint32_t i = 0; i < from->count; i++) to->items[to->count++] = from->items[i];
}

/* Whether `reading` says the amount better than `than`: with more digits, exactly, first. */
static bool says_better(const syn_reading *reading, const syn_reading *than) {
  int order = syn_decimal_compare(reading->step, than->step);
  if (order != 0) return order < 0;
  return reading->bound == SYN_BOUND_EXACT && than->bound != SYN_BOUND_EXACT;
}

/* The shorter of two stretches of time says more; of equal ones the earlier. */
static bool says_day_better(const syn_interval *date, const syn_interval *than) {
  int64_t days = (int64_t)date->to.day - date->from.day, others = (int64_t)than->to.day - than->from.day;
  return days != others ? days < others : date->from.day < than->from.day;
}

static void take_event(const ledger_making *making, const money_claim *claim, syn_entry *entry) {
  const syn_facts *facts = making->gathering->accounts[claim->account].facts;
  if (claim->money->event >= facts->event_count) return;
  const syn_event *event = &facts->events[claim->money->event];
  bool is_better = entry->date.basis == SYN_BASIS_NONE || says_day_better(&event->date, &entry->date);
  if (event->date.basis != SYN_BASIS_NONE && is_better) entry->date = event->date;
  entry->events.items[entry->events.count++] = event->id;
}

static void take_claim(const ledger_making *making, const money_claim *claim, syn_entry *entry) {
  const syn_transfer *transfer = claim->money->transfer;
  syn_reading *reading = &entry->readings[entry->reading_count++];
  *reading = syn_claim_reading(claim->money);
  reading->article = making->gathering->accounts[claim->account].article->id;
  if (entry->reading_count == 1 || says_better(reading, &entry->amount)) entry->amount = *reading;
  if (entry->reading_count == 1 || transfer->stage > entry->stage) entry->stage = transfer->stage;
  if (entry->reading_count == 1 || entry->instrument == SYN_INSTRUMENT_OTHER) entry->instrument = transfer->instrument;
  add_ids(&claim->providers, &entry->providers);
  add_ids(&claim->receivers, &entry->receivers);
  take_event(making, claim, entry);
}

/* Room for the lists of an entry of these claims. */
static syn_status open_entry(ledger_making *making, const uint32_t *members, uint32_t count, syn_entry *entry) {
  syn_arena *arena = making->gathering->arena;
  size_t providers = 1, receivers = 1;
  for (uint32_t i = 0; i < count; i++) {
    providers += making->claims.items[members[i]].providers.count;
    receivers += making->claims.items[members[i]].receivers.count;
  }
  *entry = (syn_entry){.readings = SYN_ARENA_ARRAY(arena, syn_reading, count + 1)};
  entry->providers.items = SYN_ARENA_ARRAY(arena, syn_id, providers);
  entry->receivers.items = SYN_ARENA_ARRAY(arena, syn_id, receivers);
  entry->events.items = SYN_ARENA_ARRAY(arena, syn_id, count + 1);
  bool has_room = entry->readings && entry->providers.items && entry->receivers.items && entry->events.items;
  return has_room ? SYN_OK : SYN_NO_MEMORY;
}

static void sort_list(syn_id_list *list) {
  list->count = (uint32_t)syn_sort_ids(list->items, list->count);
}

static syn_status make_entry(ledger_making *making, const uint32_t *members, uint32_t count) {
  syn_arena *arena = making->gathering->arena;
  syn_entry *entry = SYN_ARRAY_ADD(&making->made, arena);
  syn_text *parts = SYN_ARENA_ARRAY(arena, syn_text, count + 1);
  if (!entry || !parts) return SYN_NO_MEMORY;
  if (open_entry(making, members, count, entry) != SYN_OK) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) {
    take_claim(making, &making->claims.items[members[i]], entry);
    parts[i] = syn_id_bytes(&making->claims.items[members[i]].money->id);
    making->entry_of[members[i]] = (uint32_t)making->made.count - 1;
  }
  sort_list(&entry->providers);
  sort_list(&entry->receivers);
  sort_list(&entry->events);
  entry->id = syn_digest_id("entry", parts, count);
  return SYN_OK;
}

static syn_status make_entries(ledger_making *making) {
  syn_arena *arena = making->gathering->arena;
  uint32_t count = (uint32_t)making->claims.count;
  uint32_t *firsts = SYN_ARENA_ARRAY(arena, uint32_t, (size_t)count + 2), *members = SYN_ARENA_ARRAY(arena, uint32_t, count + 1);
  making->entry_of = SYN_ARENA_ARRAY(arena, uint32_t, count + 1);
  if (!firsts || !members || !making->entry_of) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) firsts[syn_forest_root(making->entries, i) + 2]++;
  for (uint32_t i = 2; i < count + 2; i++) firsts[i] += firsts[i - 1];
  for (uint32_t i = 0; i < count; i++) members[firsts[syn_forest_root(making->entries, i) + 1]++] = i;
  for (uint32_t i = 0; i < count; i++) {
    syn_status status = firsts[i + 1] > firsts[i] ? make_entry(making, members + firsts[i], firsts[i + 1] - firsts[i]) : SYN_OK;
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

/* The claim of a quantity of an account; UINT32_MAX where it is none. */
static uint32_t claim_of(const ledger_making *making, uint32_t account, uint32_t quantity) {
  for (uint32_t i = 0; quantity != SYN_NO_INDEX && i < making->claims.count; i++) {
    if (making->claims.items[i].account == account && making->claims.items[i].quantity == quantity) return i;
  }
  return UINT32_MAX;
}

/* What is part of what, and what follows what: of each matter the entries by stage. */
static syn_status link_entries(ledger_making *making) {
  uint32_t count = (uint32_t)making->claims.count;
  uint32_t *latest = SYN_ARENA_ARRAY(making->gathering->arena, uint32_t, (size_t)count * SYN_STAGE_COUNT + 1);
  if (!latest) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) {
    const money_claim *claim = &making->claims.items[i];
    syn_entry *entry = &making->made.items[making->entry_of[i]];
    uint32_t whole = claim_of(making, claim->account, claim->money->transfer->part_of);
    if (whole != UINT32_MAX && making->entry_of[whole] != making->entry_of[i])
      entry->part_of = making->made.items[making->entry_of[whole]].id;
    latest[(size_t)syn_forest_root(making->matters, i) * SYN_STAGE_COUNT + entry->stage] = making->entry_of[i] + 1;
  }
  for (uint32_t i = 0; i < count; i++) {
    syn_entry *entry = &making->made.items[making->entry_of[i]];
    const uint32_t *of_matter = latest + (size_t)syn_forest_root(making->matters, i) * SYN_STAGE_COUNT;
    for (unsigned stage = 0; stage < entry->stage; stage++) {
      if (of_matter[stage]) entry->follows = making->made.items[of_matter[stage] - 1].id;
    }
  }
  return SYN_OK;
}

/* The only loan of which the tranche can be a part; NULL where there is none, or several. */
static const syn_entry *loan_of(const ledger_making *making, const syn_entry *tranche) {
  const syn_entry *found = NULL;
  for (size_t i = 0; i < making->made.count; i++) {
    const syn_entry *loan = &making->made.items[i];
    if (loan->instrument != SYN_INSTRUMENT_LOAN || loan->stage < SYN_STAGE_PROMISED || loan->stage > SYN_STAGE_PAID) continue;
    if (!syn_id_is_none(loan->follows)) continue;
    if (!syn_text_equal(loan->amount.unit, tranche->amount.unit) || syn_decimal_compare(loan->amount.value, tranche->amount.value) <= 0)
      continue;
    bool receiver = tranche->receivers.count == 0 || sides_meet(&loan->receivers, &tranche->receivers);
    if (!receiver || !sides_meet(&loan->providers, &tranche->providers)) continue;
    if (found) return NULL;
    found = loan;
  }
  return found;
}

static void find_wholes(ledger_making *making) {
  for (size_t i = 0; i < making->made.count; i++) {
    syn_entry *tranche = &making->made.items[i];
    if (tranche->instrument != SYN_INSTRUMENT_TRANCHE || !syn_id_is_none(tranche->part_of)) continue;
    const syn_entry *loan = loan_of(making, tranche);
    if (!loan) continue;
    tranche->part_of = loan->id;
    if (tranche->receivers.count == 0) tranche->receivers = loan->receivers;
  }
}

static int order_entries(const void *a, const void *b) {
  return syn_id_compare(((const syn_entry *)a)->id, ((const syn_entry *)b)->id);
}

syn_status syn_ledger_find(syn_gathering *gathering) {
  ledger_making making = {.gathering = gathering};
  syn_status status =
      syn_offices_read(gathering->tables, gathering->identities, gathering->identity_count, gathering->arena, &making.offices);
  if (status == SYN_OK) status = gather_claims(&making);
  if (status == SYN_OK) status = join_matters(&making);
  if (status == SYN_OK) status = join_stages(&making);
  if (status == SYN_OK) status = make_entries(&making);
  if (status == SYN_OK) status = link_entries(&making);
  if (status != SYN_OK) return status;
  find_wholes(&making);
  if (making.made.count > 1) qsort(making.made.items, making.made.count, sizeof *making.made.items, order_entries);
  gathering->entries = making.made.items;
  gathering->entry_count = (uint32_t)making.made.count;
  return SYN_OK;
}
