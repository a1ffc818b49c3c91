/*
 * How it works: a row of the lexicon says what a word may tell; whether it does so here, in a page about football, shares or a film, is a
 * matter of many small signs. Each is a feature, a short text such as "v kill ASSAULT" (the word), "o ball" (what the object is), "a ORG"
 * (who acts), "d sport 3" (how much of the article is of that field). The weights of the features that hold are added up, as in logistic
 * regression, and below the threshold nothing is told. The weights were learned from events that a reader judged in texts of the training
 * data (train/train-event-senses says how); features that are not in the table weigh nothing. The fields of an article come from words that
 * are much more frequent in articles of one field than in all others (domain_words.tsv).
 *
 * An event costs some thirty look-ups; the fields of a document one for each token.
 */
#include "facts/event_senses.h"

#include <string.h>

#include "records/names.h"

/* ---- tables ---- */

static syn_status wrong_row(const syn_table *table, size_t row, syn_text value, syn_error *error) {
  return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: row %zu: \"%.*s\" is no whole number.", table->name, row + 1,
                       SYN_TEXT_ARGUMENTS(value));
}

static bool parse_whole(syn_text text, int32_t *out_value) {
  syn_decimal value;
  if (syn_decimal_parse(text, &value) != SYN_OK || value.exponent < 0 || value.exponent > 9) return false;
  int64_t digits = value.digits;
  for (int32_t i = 0; i < value.exponent; i++) {
    if (digits > INT32_MAX || digits < INT32_MIN) return false;
    digits *= 10;
  }
  if (digits > INT32_MAX || digits < INT32_MIN) return false;
  *out_value = (int32_t)digits;
  return true;
}

static const char threshold_row[] = "threshold";

static syn_status read_weights(const syn_table *table, syn_arena *arena, syn_event_senses *senses, syn_error *error) {
  size_t feature_column = syn_table_column(table, "feature"), weight_column = syn_table_column(table, "weight");
  senses->values = SYN_ARENA_ARRAY(arena, int32_t, table->row_count);
  if (!senses->values || syn_map_reserve(&senses->weights, table->row_count) != SYN_OK) return SYN_NO_MEMORY;
  for (size_t row = 0; row < table->row_count; row++) {
    syn_text feature = syn_table_cell(table, row, feature_column), weight = syn_table_cell(table, row, weight_column);
    if (!parse_whole(weight, &senses->values[row])) return wrong_row(table, row, weight, error);
    if (syn_text_equal(feature, SYN_TEXT(threshold_row)))
      senses->threshold = senses->values[row];
    else if (syn_map_put(&senses->weights, feature, row) != SYN_OK)
      return SYN_NO_MEMORY;
  }
  senses->is_known = true;
  return SYN_OK;
}

enum { FIELD_BITS = 8, FIELD_MASK = (1 << FIELD_BITS) - 1 }; /* of the value of a word: its field; above them its strength */

static bool find_domain(syn_event_senses *senses, syn_text name, uint32_t *out_domain) {
  for (*out_domain = 0; *out_domain < senses->domain_count; ++*out_domain) {
    if (syn_text_equal(senses->names[*out_domain], name)) return true;
  }
  if (senses->domain_count == SYN_DOMAIN_LIMIT) return false;
  senses->names[senses->domain_count++] = name;
  return true;
}

static syn_status read_words(const syn_table *table, syn_event_senses *senses, syn_error *error) {
  size_t word_column = syn_table_column(table, "word"), domain_column = syn_table_column(table, "domain");
  size_t weight_column = syn_table_column(table, "weight");
  if (syn_map_reserve(&senses->words, table->row_count) != SYN_OK) return SYN_NO_MEMORY;
  for (size_t row = 0; row < table->row_count; row++) {
    int32_t weight;
    uint32_t domain;
    syn_text cell = syn_table_cell(table, row, weight_column);
    if (!parse_whole(cell, &weight) || weight < 0) return wrong_row(table, row, cell, error);
    syn_text field = syn_table_cell(table, row, domain_column);
    if (syn_text_equal(field, SYN_TEXT("public"))) continue; /* what is not foreign is trusted in any case */
    if (!find_domain(senses, field, &domain))
      return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: row %zu: more than %d fields.", table->name, row + 1, SYN_DOMAIN_LIMIT);
    if (syn_map_put(&senses->words, syn_table_cell(table, row, word_column), (uint64_t)weight << FIELD_BITS | domain) != SYN_OK)
      return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

syn_status syn_event_senses_read(const syn_world *world, syn_text language, syn_arena *arena, syn_event_senses *out_senses,
                                 syn_error *error) {
  const syn_table *weights = syn_world_language_table(world, language, "event_senses");
  const syn_table *words = syn_world_language_table(world, language, "domain_words");
  *out_senses = (syn_event_senses){0};
  syn_map_init(&out_senses->weights, arena);
  syn_map_init(&out_senses->words, arena);
  syn_status status = words ? read_words(words, out_senses, error) : SYN_OK;
  if (status == SYN_OK && weights) status = read_weights(weights, arena, out_senses, error);
  return status;
}

/* ---- fields ---- */

/* Strength per token, in sixteenths, at which each level begins. */
static const uint32_t level_starts[SYN_DOMAIN_LEVELS] = {0, 1, 2, 4, 6, 9};

static syn_domains domains_of(const syn_event_senses *senses, const syn_document *document, uint32_t first, uint32_t end) {
  uint64_t sums[SYN_DOMAIN_LIMIT] = {0}, hits[SYN_DOMAIN_LIMIT] = {0}, count = 0;
  syn_domains domains = {{0}};
  for (uint32_t token = first; token < end; token++) {
    uint64_t value;
    if (document->tokens[token].tag == SYN_TAG_PUNCT) continue;
    count++;
    if (!syn_map_get(&senses->words, document->tokens[token].lower, &value)) continue;
    sums[value & FIELD_MASK] += value >> FIELD_BITS;
    hits[value & FIELD_MASK]++;
  }
  for (uint32_t i = 0; i < senses->domain_count; i++) {
    for (unsigned level = 1; level < SYN_DOMAIN_LEVELS; level++) {
      if (sums[i] * 16 >= level_starts[level] * count && sums[i] > 0) domains.levels[i] = (uint8_t)level;
    }
    domains.is_foreign = domains.is_foreign || (domains.levels[i] >= SYN_DOMAIN_FOREIGN_LEVEL && hits[i] >= SYN_DOMAIN_FOREIGN_WORDS);
  }
  return domains;
}

syn_domains syn_event_senses_domains(const syn_event_senses *senses, const syn_document *document) {
  return domains_of(senses, document, 0, document->token_count);
}

/* ---- features ---- */

enum { FEATURE_SIZE = 160, NEAR_TOKENS = 40 /* of one sentence, on each side of the word */ };

typedef struct visiting {
  const syn_event_senses *senses;
  const syn_event_evidence *evidence;
  const char *type;
  syn_event_feature_visit *visit;
  void *context;
} visiting;

/* Names one feature: its parts with spaces between; one that is too long is left out. */
static void name_feature(const visiting *job, const syn_text *parts, size_t count) {
  char buffer[FEATURE_SIZE];
  size_t size = 0;
  for (size_t i = 0; i < count; i++) {
    if (size + parts[i].size + 1 > sizeof buffer) return;
    if (i > 0) buffer[size++] = ' ';
    memcpy(buffer + size, parts[i].data, parts[i].size);
    size += parts[i].size;
  }
  job->visit(job->context, (syn_text){buffer, size});
}

/* A feature by itself and with the type of the event. */
static void name_both(const visiting *job, const char *kind, syn_text first, syn_text second) {
  const syn_text parts[] = {syn_text_from(kind), first, syn_text_from(job->type), second};
  const syn_text general[] = {syn_text_from(kind), first, second};
  name_feature(job, parts, second.size > 0 ? 4 : 3);
  name_feature(job, general, second.size > 0 ? 3 : 2);
}

static const syn_token *token_at(const visiting *job, uint32_t token) {
  return &job->evidence->site->finding->document->tokens[token];
}

static syn_text kind_of_entity(const syn_entity *entity) {
  if (entity->type == SYN_ENTITY_PERSON) return entity->role_count > 0 ? SYN_TEXT("<office>") : SYN_TEXT("<person>");
  if (entity->type == SYN_ENTITY_ORGANIZATION) return entity->identifier_count > 0 ? SYN_TEXT("<body>") : SYN_TEXT("<organization>");
  if (entity->type == SYN_ENTITY_COUNTRY) return SYN_TEXT("<country>");
  return entity->type == SYN_ENTITY_PLACE ? SYN_TEXT("<place>") : SYN_TEXT("<other>");
}

/* The word at the head of a phrase, or what kind of thing it names. */
static syn_text word_at(const visiting *job, uint32_t token) {
  const syn_finding *finding = job->evidence->site->finding;
  const syn_token_marks *marks = &finding->marks[token];
  const syn_token *word = token_at(job, token);
  if (marks->entity && word->tag != SYN_TAG_NOUN) return kind_of_entity(&finding->entities.items[marks->entity - 1]);
  if (marks->time) return SYN_TEXT("<time>");
  if (word->tag == SYN_TAG_NUM || word->tag == SYN_TAG_SYM) return SYN_TEXT("#");
  return word->tag == SYN_TAG_PROPN ? SYN_TEXT("<name>") : word->lemma;
}

static syn_text head_word(const visiting *job, uint32_t chunk) {
  const syn_clause_list *list = job->evidence->site->list;
  return chunk == SYN_NO_CHUNK || chunk >= list->chunk_count ? SYN_TEXT("-") : word_at(job, list->chunks[chunk].head);
}

/* Who stands in a slot: the kind of the first entity, or of the word that describes it. */
static syn_text party_kind(const visiting *job, const syn_party_list *parties) {
  const syn_event_site *site = job->evidence->site;
  if (parties->count == 0) return SYN_TEXT("-");
  uint32_t entity = parties->items[0].entity;
  if (!(entity & SYN_DESCRIBED_PARTY)) return kind_of_entity(&site->finding->entities.items[entity]);
  const syn_token *word = token_at(job, entity & ~SYN_DESCRIBED_PARTY);
  return word->tag == SYN_TAG_PROPN ? SYN_TEXT("<name>") : SYN_TEXT("<described>");
}

static void name_party(const visiting *job, const char *kind, const char *word_kind, const syn_party_list *parties) {
  name_both(job, kind, party_kind(job, parties), (syn_text){0});
  if (parties->count == 0 || !(parties->items[0].entity & SYN_DESCRIBED_PARTY)) return;
  const syn_token *word = token_at(job, parties->items[0].entity & ~SYN_DESCRIBED_PARTY);
  if (word->tag == SYN_TAG_NOUN) name_both(job, word_kind, word->lemma, (syn_text){0});
}

static void name_domains(const visiting *job, const char *kind, const syn_domains *domains) {
  static const char *const levels[SYN_DOMAIN_LEVELS] = {"0", "1", "2", "3", "4", "5"};
  for (uint32_t i = 0; i < job->senses->domain_count; i++)
    name_feature(job, (const syn_text[]){syn_text_from(kind), job->senses->names[i], syn_text_from(levels[domains->levels[i]])}, 3);
}

/* What stands around the word that tells: objects, subject, prepositions, the verb of a noun. */
static void name_places(const visiting *job, syn_text word) {
  const syn_event_site *site = job->evidence->site;
  const syn_clause *clause = site->clause;
  syn_prepositional items[SYN_CLAUSE_PREPOSITION_LIMIT];
  uint32_t count = syn_event_prepositionals(site, items, SYN_CLAUSE_PREPOSITION_LIMIT);
  for (uint32_t i = 0; i < count && i < 4; i++) {
    syn_text preposition = token_at(job, items[i].preposition)->lower;
    name_both(job, "p", preposition, (syn_text){0});
    const syn_text parts[] = {SYN_TEXT("q"), word, preposition, head_word(job, items[i].phrase)};
    name_feature(job, parts, 4);
  }
  if (!clause) return;
  if (site->noun != SYN_NO_CHUNK) {
    const syn_text parts[] = {SYN_TEXT("g"), word, token_at(job, clause->main_verb)->lemma};
    name_feature(job, parts, 3);
    return;
  }
  uint32_t object = clause->is_passive ? clause->subject : clause->object;
  syn_text object_word = head_word(job, object), subject_word = head_word(job, clause->is_passive ? SYN_NO_CHUNK : clause->subject);
  const syn_text with_object[] = {SYN_TEXT("vo"), word, object_word}, with_subject[] = {SYN_TEXT("vs"), word, subject_word};
  name_feature(job, with_object, 3);
  name_feature(job, with_subject, 3);
  name_both(job, "o", object_word, (syn_text){0});
  name_both(job, "s", subject_word, (syn_text){0});
  if (clause->is_passive) name_both(job, "u", SYN_TEXT("passive"), (syn_text){0});
}

/* Whether somebody is stated where a party should stand, and was not read. */
static void name_gaps(const visiting *job) {
  const syn_event_evidence *evidence = job->evidence;
  const syn_clause *clause = evidence->site->clause;
  if (!clause || evidence->site->noun != SYN_NO_CHUNK) return;
  bool has_subject = !clause->is_passive && clause->subject != SYN_NO_CHUNK;
  uint32_t object = clause->is_passive ? clause->subject : clause->object;
  if (evidence->actors->count == 0) name_both(job, "u", has_subject ? SYN_TEXT("subject") : SYN_TEXT("nobody"), (syn_text){0});
  if (evidence->recipients->count == 0 && object != SYN_NO_CHUNK) name_both(job, "u", SYN_TEXT("object"), (syn_text){0});
}

void syn_event_senses_features(const syn_event_senses *senses, const syn_event_evidence *evidence, syn_event_feature_visit *visit,
                               void *context) {
  const syn_event_site *site = evidence->site;
  const syn_event_frame *frame = evidence->frame;
  visiting job = {senses, evidence, syn_event_type_name(frame->type), visit, context};
  uint32_t trigger = syn_event_trigger(site), first, end;
  syn_text word = token_at(&job, trigger)->lemma;
  name_both(&job, site->noun == SYN_NO_CHUNK ? "v" : "n", word, (syn_text){0});
  const syn_text bias[] = {SYN_TEXT("t"), syn_text_from(job.type)};
  name_feature(&job, bias, 1);
  name_feature(&job, bias, 2);
  name_both(&job, "m", syn_text_from(syn_modality_name(evidence->standing->modality)),
            evidence->standing->is_negated ? SYN_TEXT("not") : (syn_text){0});
  name_party(&job, "a", "aw", evidence->actors);
  name_party(&job, "r", "rw", evidence->recipients);
  const syn_text pair[] = {SYN_TEXT("ar"), party_kind(&job, evidence->actors), party_kind(&job, evidence->recipients)};
  name_feature(&job, pair, 3);
  bool is_narrow = frame->objects.lemmas.size > 0 || frame->when.lemmas.size > 0 || frame->particle.size > 0;
  name_both(&job, "f", is_narrow ? SYN_TEXT("narrow") : SYN_TEXT("wide"), (syn_text){0});
  name_places(&job, word);
  name_gaps(&job);
  name_domains(&job, "d", evidence->domains);
  const syn_sentence *sentence = &site->finding->document->sentences[syn_document_sentence_of(site->finding->document, trigger)];
  first = trigger > sentence->first_token + NEAR_TOKENS ? trigger - NEAR_TOKENS : sentence->first_token;
  end = sentence->first_token + sentence->token_count;
  syn_domains near = domains_of(senses, site->finding->document, first, end < trigger + NEAR_TOKENS ? end : trigger + NEAR_TOKENS);
  name_domains(&job, "e", &near);
}

/* ---- the sum ---- */

typedef struct weighing {
  const syn_event_senses *senses;
  int64_t sum;
} weighing;

static void add_weight(void *context, syn_text feature) {
  weighing *job = context;
  uint64_t index;
  if (syn_map_get(&job->senses->weights, feature, &index)) job->sum += job->senses->values[index];
}

bool syn_event_senses_accept(const syn_event_senses *senses, const syn_event_evidence *evidence) {
  weighing job = {.senses = senses};
  if (senses->watch) senses->watch(senses->watch_context, senses, evidence);
  if (!senses->is_known || !evidence->domains->is_foreign) return true;
  syn_event_senses_features(senses, evidence, add_weight, &job);
  return job.sum >= senses->threshold;
}
