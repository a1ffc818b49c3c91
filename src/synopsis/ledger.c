/*
 * How it works: each transfer of an account is a claim. Claims are of one matter where unit, instrument and amount agree and their sides
 * can be the same: inside a story a side that one account leaves out is taken as open, across stories both sides must be told. Claims of
 * one matter and one story are one entry, at the furthest stage that its accounts tell; so are those of other stories at the same stage.
 * What other stories tell at another stage follows. What was refused, cancelled, owed or repaid is never one with what was promised or
 * paid.
 *
 * Who holds an office of a state in the articles stands for that state in loans, aid and debts. A tranche whose loan its own sentence does
 * not name is part of the only larger loan with the same provider, and takes an open side from it.
 *
 * Claims are sorted by unit and value, and a claim is compared with the WINDOW claims before it at most: linear after sorting. All orders
 * end with ids, so that the outcome depends on the set.
 */
#include "synopsis/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/map.h"
#include "synopsis/linkage.h"
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
  syn_map offices;    /* lemmas of titles that are offices, in all languages */
} ledger_making;

/* ---- claims ---- */

/* The identities of one side; an account of the wrong shape gives none. */
static syn_status take_side(const syn_gathering *gathering, uint32_t account, const syn_index_list *side, syn_id_list *out_side) {
  out_side->items = SYN_ARENA_ARRAY(gathering->arena, syn_id, side->count + 1);
  if (!out_side->items) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < side->count; i++) {
    uint32_t identity = syn_gathering_identity(gathering, account, side->items[i]);
    if (identity < gathering->identity_count) out_side->items[out_side->count++] = gathering->identities[identity].id;
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
      if (!transfer) continue;
      money_claim *claim = SYN_ARRAY_ADD(&making->claims, gathering->arena);
      if (!claim) return SYN_NO_MEMORY;
      *claim = (money_claim){.account = a, .quantity = q, .money = &facts->quantities[q]};
      syn_status status = take_side(gathering, a, &transfer->providers, &claim->providers);
      if (status == SYN_OK) status = take_side(gathering, a, &transfer->receivers, &claim->receivers);
      if (status != SYN_OK) return status;
    }
  }
  if (making->claims.count > 1) qsort(making->claims.items, making->claims.count, sizeof *making->claims.items, order_claims);
  return SYN_OK;
}

/* ---- one matter ---- */

static syn_status read_offices(ledger_making *making) {
  const syn_world *world = making->gathering->world;
  size_t language_count = 0;
  const syn_text *languages = world ? syn_world_languages(world, &language_count) : NULL;
  syn_map_init(&making->offices, making->gathering->arena);
  for (size_t l = 0; l < language_count; l++) {
    const syn_table *titles = syn_world_language_table(world, languages[l], "titles");
    size_t row_count = titles ? titles->row_count : 0;
    for (size_t row = 0; row < row_count; row++) {
      if (!syn_text_equal(syn_table_cell(titles, row, syn_table_column(titles, "kind")), SYN_TEXT("office"))) continue;
      if (syn_map_put(&making->offices, syn_table_cell(titles, row, syn_table_column(titles, "form")), 1) != SYN_OK) return SYN_NO_MEMORY;
    }
  }
  return SYN_OK;
}

/* A person speaks for the state whose office he is told to hold. */
static bool is_same_side(const syn_gathering *gathering, syn_id a, syn_id b) {
  if (syn_id_compare(a, b) == 0) return true;
  const syn_identity *x = syn_gathering_find_identity(gathering, a), *y = syn_gathering_find_identity(gathering, b);
  if (!x || !y || x->country.size == 0 || !syn_text_equal(x->country, y->country)) return false;
  bool is_office = (x->type == SYN_ENTITY_PERSON && x->roles.count > 0) || (y->type == SYN_ENTITY_PERSON && y->roles.count > 0);
  return is_office && (x->type == SYN_ENTITY_COUNTRY || y->type == SYN_ENTITY_COUNTRY);
}

static bool sides_meet(const syn_gathering *gathering, const syn_id_list *a, const syn_id_list *b) {
  for (uint32_t i = 0; i < a->count; i++) {
    for (uint32_t k = 0; k < b->count; k++) {
      if (is_same_side(gathering, a->items[i], b->items[k])) return true;
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

static bool is_one_matter(const syn_gathering *gathering, const money_claim *a, const money_claim *b) {
  const syn_transfer *x = a->money->transfer, *y = b->money->transfer;
  if (!is_same_instrument(x->instrument, y->instrument) || kind_of_stage(x->stage) != kind_of_stage(y->stage)) return false;
  const syn_reading p = syn_claim_reading(a->money), q = syn_claim_reading(b->money);
  if (!syn_readings_meet(&p, &q) || !syn_readings_within_quarter(&p, &q)) return false;
  bool is_one_story = gathering->story_of[a->account] == gathering->story_of[b->account];
  bool provider = sides_meet(gathering, &a->providers, &b->providers), receiver = sides_meet(gathering, &a->receivers, &b->receivers);
  if (!is_one_story) return provider && receiver;
  bool provider_open = a->providers.count == 0 || b->providers.count == 0,
       receiver_open = a->receivers.count == 0 || b->receivers.count == 0;
  return (provider || provider_open) && (receiver || receiver_open) && (provider || receiver);
}

static syn_status join_matters(ledger_making *making) {
  const syn_gathering *gathering = making->gathering;
  uint32_t count = (uint32_t)making->claims.count;
  making->matters = SYN_ARENA_ARRAY(gathering->arena, uint32_t, count + 1);
  making->entries = SYN_ARENA_ARRAY(gathering->arena, uint32_t, count + 1);
  if (!making->matters || !making->entries) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) making->matters[i] = making->entries[i] = i;
  for (uint32_t i = 0; i < count; i++) {
    for (uint32_t k = i > WINDOW ? i - WINDOW : 0; k < i; k++) {
      const money_claim *a = &making->claims.items[k], *b = &making->claims.items[i];
      if (!syn_text_equal(a->money->unit, b->money->unit) || !is_one_matter(gathering, a, b)) continue;
      syn_forest_join(making->matters, i, k);
      if (gathering->story_of[a->account] == gathering->story_of[b->account]) syn_forest_join(making->entries, i, k);
    }
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

static syn_status add_ids(syn_arena *arena, const syn_id_list *from, syn_id_list *to) {
  syn_id *items = SYN_ARENA_ARRAY(arena, syn_id, to->count + from->count + 1);
  if (!items) return SYN_NO_MEMORY;
  if (to->count) memcpy(items, to->items, to->count * sizeof *items);
  if (from->count) memcpy(items + to->count, from->items, from->count * sizeof *items);
  *to = (syn_id_list){items, (uint32_t)syn_sort_ids(items, to->count + from->count)};
  return SYN_OK;
}

/* The state for which an official gives, takes, lends or owes; none for what he may do for himself. */
static syn_id state_of(const ledger_making *making, syn_instrument instrument, syn_id person) {
  const syn_identity *official = syn_gathering_find_identity(making->gathering, person);
  bool is_public = instrument <= SYN_INSTRUMENT_DEBT || instrument == SYN_INSTRUMENT_OTHER;
  bool holds_office = false;
  if (!official || !is_public || official->type != SYN_ENTITY_PERSON || official->country.size == 0) return (syn_id){{0}};
  for (uint32_t i = 0; i < official->roles.count; i++)
    holds_office = holds_office || syn_map_find(&making->offices, official->roles.items[i]);
  for (uint32_t i = 0; i < making->gathering->identity_count && holds_office; i++) {
    const syn_identity *state = &making->gathering->identities[i];
    if (state->type == SYN_ENTITY_COUNTRY && syn_text_equal(state->country, official->country)) return state->id;
  }
  return (syn_id){{0}};
}

static void put_states(const ledger_making *making, syn_instrument instrument, syn_id_list *side) {
  for (uint32_t i = 0; i < side->count; i++) {
    syn_id state = state_of(making, instrument, side->items[i]);
    if (!syn_id_is_none(state)) side->items[i] = state;
  }
  side->count = (uint32_t)syn_sort_ids(side->items, side->count);
}

/* Where a state is told, its officials are not told beside it. */
static void drop_officials(const syn_gathering *gathering, syn_id_list *side) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < side->count; i++) {
    const syn_identity *one = syn_gathering_find_identity(gathering, side->items[i]);
    bool is_spoken_for = false;
    for (uint32_t k = 0; k < side->count && one && one->type == SYN_ENTITY_PERSON; k++)
      is_spoken_for = is_spoken_for || (k != i && is_same_side(gathering, side->items[i], side->items[k]));
    if (!is_spoken_for) side->items[kept++] = side->items[i];
  }
  side->count = kept;
}

/* Whether `reading` says the amount better than `than`: with more digits, exactly, first. */
static bool says_better(const syn_reading *reading, const syn_reading *than) {
  int order = syn_decimal_compare(reading->step, than->step);
  if (order != 0) return order < 0;
  return reading->bound == SYN_BOUND_EXACT && than->bound != SYN_BOUND_EXACT;
}

static syn_status take_event(const ledger_making *making, const money_claim *claim, syn_entry *entry) {
  const syn_facts *facts = making->gathering->accounts[claim->account].facts;
  if (claim->money->event >= facts->event_count) return SYN_OK;
  const syn_event *event = &facts->events[claim->money->event];
  if (entry->date.basis == SYN_BASIS_NONE) entry->date = event->date;
  syn_id id = event->id;
  return add_ids(making->gathering->arena, &(syn_id_list){&id, 1}, &entry->events);
}

static syn_status take_claim(ledger_making *making, const money_claim *claim, syn_entry *entry) {
  syn_arena *arena = making->gathering->arena;
  const syn_transfer *transfer = claim->money->transfer;
  syn_reading *reading = &entry->readings[entry->reading_count++];
  *reading = syn_claim_reading(claim->money);
  reading->article = making->gathering->accounts[claim->account].article->id;
  if (entry->reading_count == 1 || says_better(reading, &entry->amount)) entry->amount = *reading;
  if (entry->reading_count == 1 || transfer->stage > entry->stage) entry->stage = transfer->stage;
  if (entry->reading_count == 1 || entry->instrument == SYN_INSTRUMENT_OTHER) entry->instrument = transfer->instrument;
  syn_status status = add_ids(arena, &claim->providers, &entry->providers);
  if (status == SYN_OK) status = add_ids(arena, &claim->receivers, &entry->receivers);
  return status == SYN_OK ? take_event(making, claim, entry) : status;
}

static syn_status make_entry(ledger_making *making, const uint32_t *members, uint32_t count) {
  syn_arena *arena = making->gathering->arena;
  syn_entry *entry = SYN_ARRAY_ADD(&making->made, arena);
  syn_text *parts = SYN_ARENA_ARRAY(arena, syn_text, count + 1);
  if (!entry || !parts) return SYN_NO_MEMORY;
  *entry = (syn_entry){.readings = SYN_ARENA_ARRAY(arena, syn_reading, count + 1)};
  if (!entry->readings) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) {
    syn_status status = take_claim(making, &making->claims.items[members[i]], entry);
    if (status != SYN_OK) return status;
    parts[i] = syn_id_bytes(&making->claims.items[members[i]].money->id);
    making->entry_of[members[i]] = (uint32_t)making->made.count - 1;
  }
  put_states(making, entry->instrument, &entry->providers);
  put_states(making, entry->instrument, &entry->receivers);
  drop_officials(making->gathering, &entry->providers);
  drop_officials(making->gathering, &entry->receivers);
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
    bool receiver = tranche->receivers.count == 0 || sides_meet(making->gathering, &loan->receivers, &tranche->receivers);
    if (!receiver || !sides_meet(making->gathering, &loan->providers, &tranche->providers)) continue;
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
  syn_status status = read_offices(&making);
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
