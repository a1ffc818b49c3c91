/*
 * How it works: words that are used alike have vectors that point the same way (they come with the model, learned from plain text). Six
 * views of an event are sums of such vectors: the word that tells it, its object, its subject, the content words of the sentence, those
 * near by and those of the document. Each is made a unit vector, the mean of all events is taken off, and the inner product with the
 * difference of two centroids is taken: that of events that a reader judged right and that of events that tell a word in another sense,
 * once of all events and once of those of the type. This is the nearest centroid, with the products added up over the views. Few judged
 * events are enough, since there is nothing to fit but means; weights of single words (event_senses.c) need each word to have been judged.
 *
 * Whole numbers only: unit is 1024. An event costs twelve inner products of 96; a document one sum over at most its first 400 tokens.
 */
#include "facts/event_vectors.h"

#include "records/names.h"

enum { UNIT = 1024, NEAR_TOKENS = 6, LEAST_SENTENCES = 3, SENTENCE_TOKENS = 120 /* on each side */ };

/* ---- the table ---- */

static const char *const view_names[SYN_EVENT_VIEW_COUNT] = {"trigger", "object", "subject", "sentence", "near", "document"};

static syn_status wrong_row(const syn_table *table, size_t row, syn_text value, syn_error *error) {
  return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: row %zu: \"%.*s\" is no view, type or list of %d whole numbers.", table->name, row + 1,
                       SYN_TEXT_ARGUMENTS(value), SYN_EVENT_VECTOR_SIZE);
}

/* Reads whole numbers with one space between. */
static bool parse_numbers(syn_text cell, int16_t *out_numbers, size_t count) {
  size_t at = 0;
  for (size_t i = 0; i < count; i++) {
    if (i > 0 && (at >= cell.size || cell.data[at++] != ' ')) return false;
    bool is_negative = at < cell.size && cell.data[at] == '-';
    if (is_negative) at++;
    int32_t value = 0;
    size_t first = at;
    for (; at < cell.size && at < first + 5 && cell.data[at] >= '0' && cell.data[at] <= '9'; at++)
      value = value * 10 + (cell.data[at] - '0');
    if (at == first || value > INT16_MAX) return false;
    out_numbers[i] = (int16_t)(is_negative ? -value : value);
  }
  return at == cell.size;
}

/* Where the numbers of a row belong; NULL for a view or type that is none. */
static const int16_t **slot_of(syn_event_vectors *vectors, syn_text view, syn_text type) {
  syn_event_type kind;
  if (syn_text_equal(view, SYN_TEXT("first"))) return &vectors->first;
  for (size_t i = 0; i < SYN_EVENT_VIEW_COUNT; i++) {
    if (!syn_text_equal(view, syn_text_from(view_names[i]))) continue;
    if (syn_text_equal(type, SYN_TEXT("middle"))) return &vectors->middle[i];
    if (syn_text_equal(type, SYN_TEXT("general"))) return &vectors->general[i];
    return syn_event_type_parse(type, &kind) ? &vectors->typed[i][kind] : NULL;
  }
  return NULL;
}

static syn_status read_row(const syn_table *table, size_t row, syn_arena *arena, syn_event_vectors *vectors, syn_error *error) {
  syn_text view = syn_table_cell(table, row, syn_table_column(table, "view"));
  syn_text type = syn_table_cell(table, row, syn_table_column(table, "type"));
  syn_text cell = syn_table_cell(table, row, syn_table_column(table, "numbers"));
  int16_t threshold;
  if (syn_text_equal(view, SYN_TEXT("threshold"))) {
    if (!parse_numbers(cell, &threshold, 1)) return wrong_row(table, row, cell, error);
    bool is_foreign = syn_text_equal(type, SYN_TEXT("foreign"));
    if (!is_foreign && !syn_text_equal(type, SYN_TEXT("public"))) return wrong_row(table, row, type, error);
    vectors->thresholds[is_foreign] = threshold;
    return SYN_OK;
  }
  const int16_t **slot = slot_of(vectors, view, type);
  if (!slot) return wrong_row(table, row, view, error);
  int16_t *numbers = SYN_ARENA_ARRAY(arena, int16_t, SYN_EVENT_VECTOR_SIZE);
  if (!numbers) return SYN_NO_MEMORY;
  if (!parse_numbers(cell, numbers, SYN_EVENT_VECTOR_SIZE)) return wrong_row(table, row, view, error);
  *slot = numbers;
  return SYN_OK;
}

syn_status syn_event_vectors_read(const syn_world *world, syn_text language, syn_arena *arena, syn_event_vectors *out_vectors,
                                  syn_error *error) {
  const syn_table *table = syn_world_language_table(world, language, "event_vectors");
  syn_status status = SYN_OK;
  *out_vectors = (syn_event_vectors){.is_known = table != NULL};
  for (size_t row = 0; table && row < table->row_count && status == SYN_OK; row++) status = read_row(table, row, arena, out_vectors, error);
  return status;
}

/* ---- views ---- */

static bool is_content(uint8_t tag) {
  return tag == SYN_TAG_NOUN || tag == SYN_TAG_VERB || tag == SYN_TAG_ADJ || tag == SYN_TAG_PROPN;
}

static void add_word(const syn_document *document, uint32_t token, syn_word_sum *sum) {
  uint32_t row = document->vector_rows[token];
  const int8_t *vector = document->vectors + (size_t)(row > 0 ? row - 1 : 0) * SYN_EVENT_VECTOR_SIZE;
  for (uint32_t k = 0; row > 0 && k < SYN_EVENT_VECTOR_SIZE; k++) sum->items[k] += vector[k];
}

static void add_stretch(const syn_document *document, uint32_t first, uint32_t end, syn_word_sum *sum) {
  for (uint32_t token = first; token < end; token++) {
    if (is_content(document->tokens[token].tag)) add_word(document, token, sum);
  }
}

bool syn_event_vectors_fit(const syn_event_vectors *vectors, const syn_document *document) {
  if (!vectors->is_known || !document->vectors || document->vector_size != SYN_EVENT_VECTOR_SIZE) return false;
  for (size_t k = 0; vectors->first && k < SYN_EVENT_VECTOR_SIZE; k++) {
    if (document->vectors[k] != vectors->first[k]) return false;
  }
  return vectors->first != NULL;
}

bool syn_event_vectors_document(const syn_document *document, syn_word_sum *out_sum) {
  *out_sum = (syn_word_sum){{0}};
  if (!document->vectors || document->vector_size != SYN_EVENT_VECTOR_SIZE || document->sentence_count < LEAST_SENTENCES) return false;
  uint32_t end = document->token_count < SYN_EVENT_VECTOR_TOKENS ? document->token_count : SYN_EVENT_VECTOR_TOKENS;
  add_stretch(document, 0, end, out_sum);
  return true;
}

static void add_head(const syn_event_site *site, uint32_t chunk, syn_word_sum *sum) {
  if (chunk != SYN_NO_CHUNK) add_word(site->finding->document, site->list->chunks[chunk].head, sum);
}

/* Object and subject of a verb; of a noun what its first preposition brings. */
static void add_places(const syn_event_site *site, syn_word_sum *object, syn_word_sum *subject) {
  syn_prepositional first;
  if (site->noun != SYN_NO_CHUNK || !site->clause) {
    if (syn_event_prepositionals(site, &first, 1) > 0) add_head(site, first.phrase, object);
    return;
  }
  add_head(site, site->clause->is_passive ? site->clause->subject : site->clause->object, object);
  add_head(site, site->clause->is_passive ? SYN_NO_CHUNK : site->clause->subject, subject);
}

static void add_around(const syn_document *document, uint32_t trigger, uint32_t distance, syn_word_sum *sum) {
  const syn_sentence *sentence = &document->sentences[syn_document_sentence_of(document, trigger)];
  uint32_t first = sentence->first_token, end = first + sentence->token_count;
  add_stretch(document, trigger > first + distance ? trigger - distance : first,
              trigger + distance + 1 < end ? trigger + distance + 1 : end, sum);
}

void syn_event_vectors_views(const syn_event_site *site, const syn_word_sum *of_document, syn_word_sum views[SYN_EVENT_VIEW_COUNT]) {
  const syn_document *document = site->finding->document;
  uint32_t trigger = syn_event_trigger(site);
  for (size_t i = 0; i < SYN_EVENT_VIEW_COUNT; i++) views[i] = (syn_word_sum){{0}};
  add_word(document, trigger, &views[0]);
  add_places(site, &views[1], &views[2]);
  add_around(document, trigger, SENTENCE_TOKENS, &views[3]);
  add_around(document, trigger, NEAR_TOKENS, &views[4]);
  views[5] = *of_document;
}

/* ---- likeness ---- */

static int64_t square_root(uint64_t value) {
  uint64_t root = 0;
  for (uint64_t bit = UINT64_C(1) << 31; bit > 0; bit >>= 1) {
    if ((root + bit) * (root + bit) <= value) root += bit;
  }
  return (int64_t)root;
}

/* Makes the sum a vector of length UNIT; false for one without direction. */
static bool make_unit(syn_word_sum *sum) {
  uint64_t square = 0;
  for (size_t k = 0; k < SYN_EVENT_VECTOR_SIZE; k++) square += (uint64_t)((int64_t)sum->items[k] * sum->items[k]);
  int64_t length = square_root(square);
  for (size_t k = 0; length > 0 && k < SYN_EVENT_VECTOR_SIZE; k++) sum->items[k] = (int32_t)((int64_t)sum->items[k] * UNIT / length);
  return length > 0;
}

static int64_t product(const syn_word_sum *view, const int16_t *numbers) {
  int64_t sum = 0;
  for (size_t k = 0; numbers && k < SYN_EVENT_VECTOR_SIZE; k++) sum += (int64_t)view->items[k] * numbers[k];
  return sum;
}

int32_t syn_event_vectors_likeness(const syn_event_vectors *vectors, syn_event_type type, const syn_word_sum views[SYN_EVENT_VIEW_COUNT]) {
  int64_t sum = 0;
  for (size_t i = 0; i < SYN_EVENT_VIEW_COUNT; i++) {
    syn_word_sum view = views[i];
    if (!make_unit(&view)) continue;
    for (size_t k = 0; vectors->middle[i] && k < SYN_EVENT_VECTOR_SIZE; k++) view.items[k] -= vectors->middle[i][k];
    (void)make_unit(&view);
    sum += product(&view, vectors->general[i]) + product(&view, vectors->typed[i][type]);
  }
  return (int32_t)(sum / UNIT);
}
