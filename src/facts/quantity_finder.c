/*
 * How it works
 *
 * Each sentence is cut into pieces; where a number may begin, the quantity reader reads it with unit, money and bounds. What it read is
 * accepted as a quantity only when something says so: a unit, a currency, a noun in the plural that the number counts, a verb that
 * speaks of persons, or the form of an age, a score or an ordinal before its noun. Numbers inside names, dates and codes, numbers that
 * label ("article 5") and small numbers that point back ("the two leaders") are left out (quantity_refusals.h). Precision comes first: a
 * number about which nothing is known is no quantity. A quantity in brackets right after another of its kind converts it.
 */
#include <string.h>

#include "facts/quantity_bare.h"
#include "facts/quantity_counted.h"
#include "facts/quantity_currency.h"
#include "facts/quantity_refusals.h"
#include "facts/quantity_trees.h"

typedef struct quantity_state {
  syn_quantity_tables tables;
  syn_fate_frames fates;
} quantity_state;

static const syn_decimal ONE = {1, 0};

/* Takes the words up to the end of `token` into the measure. */
static void extend_to_token(const syn_quantity_sentence *work, syn_measure *measure, uint32_t token) {
  while (measure->end < work->context.count && syn_quantity_token(work, measure->end) <= token) measure->end++;
}

/* ---- kinds ---- */

/* "t/ha": the unit of a rate. */
static syn_status rate_unit(const syn_quantity_sentence *work, const syn_measure *measure, syn_text *out_unit) {
  syn_text whole = measure->unit->unit, per = measure->per->unit;
  char *text = SYN_ARENA_ARRAY(work->finding->arena, char, whole.size + per.size + 1);
  if (!text) return SYN_NO_MEMORY;
  memcpy(text, whole.data, whole.size);
  text[whole.size] = '/';
  memcpy(text + whole.size + 1, per.data, per.size);
  *out_unit = (syn_text){text, whole.size + per.size + 1};
  return SYN_OK;
}

static syn_status add_measured(syn_quantity_sentence *work, syn_measure *measure) {
  syn_quantity_kind kind = measure->money ? SYN_QUANTITY_MONEY : measure->unit->kind;
  syn_text unit = measure->money ? syn_quantity_currency(work, measure) : measure->unit->unit;
  if (measure->per && measure->unit) {
    kind = kind == SYN_QUANTITY_DISTANCE && measure->per->kind == SYN_QUANTITY_DURATION ? SYN_QUANTITY_SPEED : SYN_QUANTITY_OTHER;
    syn_status status = rate_unit(work, measure, &unit);
    if (status != SYN_OK) return status;
  }
  if (measure->is_age) kind = SYN_QUANTITY_AGE;
  if (kind == SYN_QUANTITY_DURATION && (syn_quantity_is_loose_one(work, measure) || measure->from.value.digits == 0)) return SYN_OK;
  if (syn_quantity_is_named_whole(work, measure)) return SYN_OK;
  syn_measure_bound_after(&work->context, measure->core_end, measure);
  syn_text of = syn_measured_find(work->tables, work->finding, work->context.sentence, syn_quantity_token(work, measure->first),
                                  syn_quantity_token_after(work, measure->end), kind);
  return syn_quantity_add(work, measure, kind, unit, of);
}

/* "3-1" near a word for matches or votes. */
static bool is_score(const syn_quantity_sentence *work, const syn_measure *measure) {
  return measure->is_pair && work->has_score_word && measure->from.in_figures && measure->to.in_figures && measure->from.digit_count <= 3 &&
         measure->to.digit_count <= 3 && !measure->from.has_decimals && !measure->to.has_decimals && !measure->from.has_scale;
}

static bool is_person_token(const syn_quantity_sentence *work, uint32_t token) {
  uint32_t entity = work->finding->marks[token].entity;
  if (entity) return work->finding->entities.items[entity - 1].type == SYN_ENTITY_PERSON;
  const syn_name *name = syn_quantity_name(work->document, token);
  if (name) return name->type == SYN_NAME_PERSON;
  return work->document->tokens[token].tag == SYN_TAG_NOUN &&
         syn_quantity_bits_of(work, &work->document->tokens[token]) & SYN_COUNTED_PERSON;
}

static bool ends_phrase(const syn_quantity_sentence *work, uint32_t token) {
  return syn_quantity_is_past(work, token) || work->document->tokens[token].tag == SYN_TAG_PUNCT;
}

/* "Petrova, 58, said", "Petrova (58)", "she is 58." */
static bool is_bare_age(const syn_quantity_sentence *work, const syn_measure *measure) {
  const syn_number *number = &measure->from;
  if (!number->in_figures || number->has_decimals || number->has_scale || number->is_ordinal || number->digit_count > 3) return false;
  if (measure->has_bound || measure->is_range || measure->is_pair || syn_decimal_compare(number->value, (syn_decimal){12, 1}) > 0)
    return false;
  uint32_t before = syn_quantity_index_before(work, measure->first);
  if (before == SYN_NO_INDEX || before == work->sentence->first_token ||
      !ends_phrase(work, syn_quantity_token_after(work, measure->core_end)))
    return false;
  const syn_token *sign = &work->document->tokens[before];
  const syn_token *owner = sign - 1;
  if (sign->tag == SYN_TAG_PUNCT) {
    bool is_comma = sign->lower.size == 1 && (sign->lower.data[0] == ',' || sign->lower.data[0] == '(');
    return is_comma && is_person_token(work, before - 1) && number->value.digits > 0;
  }
  if (sign->tag != SYN_TAG_AUX) return false;
  if (owner->tag == SYN_TAG_PRON) return (owner->features & (SYN_FEATURE_MASCULINE | SYN_FEATURE_FEMININE | SYN_FEATURE_FIRST)) != 0;
  return is_person_token(work, before - 1);
}

static syn_status add_age(syn_quantity_sentence *work, syn_measure *measure) {
  return syn_quantity_add(work, measure, SYN_QUANTITY_AGE, SYN_TEXT("year"), (syn_text){NULL, 0});
}

static syn_status add_rank(syn_quantity_sentence *work, syn_measure *measure) {
  uint32_t token = syn_quantity_token_after(work, measure->core_end);
  if (syn_quantity_is_named(work, measure) || syn_quantity_is_past(work, token)) return SYN_OK;
  syn_text of = syn_measured_find(work->tables, work->finding, work->context.sentence, syn_quantity_token(work, measure->first), token,
                                  SYN_QUANTITY_RANK);
  unsigned tag = work->document->tokens[token].tag;
  /* "for the first time" */
  if (syn_quantity_counted_bits(work->tables, of) & SYN_COUNTED_IDLE) return SYN_OK;
  if (of.size == 0 || (tag != SYN_TAG_NOUN && tag != SYN_TAG_ADJ && tag != SYN_TAG_PROPN)) return SYN_OK;
  return syn_quantity_add(work, measure, SYN_QUANTITY_RANK, (syn_text){NULL, 0}, of);
}

/* "two-thirds of the votes": only with what it is a part of. */
static syn_status add_share(syn_quantity_sentence *work, syn_measure *measure) {
  if (syn_quantity_follows_ordinal(work, measure)) return SYN_OK;
  uint32_t token = syn_quantity_token_after(work, measure->core_end);
  if (syn_quantity_is_past(work, token) || !(syn_quantity_bits_of(work, &work->document->tokens[token]) & SYN_COUNTED_PART)) return SYN_OK;
  syn_text of = syn_measured_find(work->tables, work->finding, work->context.sentence, syn_quantity_token(work, measure->first), token,
                                  SYN_QUANTITY_OTHER);
  if (of.size == 0) return SYN_OK;
  return syn_quantity_add(work, measure, SYN_QUANTITY_OTHER, (syn_text){NULL, 0}, of);
}

/* "a 12-member panel": persons only. */
static syn_status add_compound_count(syn_quantity_sentence *work, syn_measure *measure) {
  const syn_piece *word = &work->context.pieces[measure->core_end + 1];
  if (!(syn_quantity_counted_bits(work->tables, word->lower) & SYN_COUNTED_PERSON)) return SYN_OK;
  measure->end = measure->core_end + 2;
  return syn_quantity_add(work, measure, SYN_QUANTITY_COUNT, SYN_TEXT("person"), word->lower);
}

/* "injured seven others": a noun that a number counts only where a fate is told. */
static bool counts_idle_noun(const syn_quantity_sentence *work, uint32_t number, syn_counted *out) {
  const syn_token *tokens = work->document->tokens;
  uint32_t noun = number + 1;
  bool is_idle = !syn_quantity_is_past(work, noun) && tokens[number].relation == SYN_RELATION_NUMMOD &&
                 tokens[number].head == (int32_t)noun && syn_quantity_bits_of(work, &tokens[noun]) & SYN_COUNTED_VAGUE;
  if (!is_idle || !syn_fate_of_number(work->fates, work->document, work->context.sentence, number).size) return false;
  *out = (syn_counted){.head = noun, .last = noun, .has_words = true, .is_person = true};
  return true;
}

/* "killed 12 and injured 30", "five of them were arrested", "twelve of those hurt were children": the number stands for persons. */
static bool counts_persons_alone(const syn_quantity_sentence *work, uint32_t number, syn_text *out_fate, syn_counted *out) {
  if (!syn_tree_is_elided(work->document, number) || work->finding->marks[number].time) return counts_idle_noun(work, number, out);
  *out_fate = syn_fate_of_number(work->fates, work->document, work->context.sentence, number);
  *out = (syn_counted){.head = SYN_NO_INDEX, .is_person = true};
  uint32_t noun = syn_tree_predicate(work->document, work->context.sentence, number);
  bool is_said = noun != SYN_NO_INDEX && syn_quantity_bits_of(work, &work->document->tokens[noun]) & SYN_COUNTED_PERSON &&
                 work->document->tokens[noun].features & SYN_FEATURE_PLURAL;
  if (is_said) out->head = noun;
  return out_fate->size > 0 || is_said;
}

/* A number without a noun of its own. */
static syn_status add_bare_count(syn_quantity_sentence *work, syn_measure *measure, uint32_t after) {
  syn_text of, unit;
  if (measure->is_range || syn_quantity_is_named(work, measure) || syn_quantity_time(work, measure)) return SYN_OK;
  const syn_number *number = &measure->from;
  syn_bare_number bare = {
      .sentence = work->context.sentence,
      .first = syn_quantity_token(work, measure->first),
      .end = after,
      .value = number->value,
      .is_large = (number->is_grouped && !number->has_decimals) || number->has_scale,
      .last = work->last_quantity == SYN_NO_INDEX ? NULL : &work->finding->quantities.items[work->last_quantity],
  };
  if (!syn_bare_count_find(work->tables, work->finding, &bare, &of, &unit)) return SYN_OK;
  syn_measure_bound_after(&work->context, measure->end, measure);
  return syn_quantity_add(work, measure, SYN_QUANTITY_COUNT, unit, of);
}

static syn_status add_count(syn_quantity_sentence *work, syn_measure *measure) {
  syn_counted counted;
  syn_text fate = {NULL, 0};
  bool is_one = syn_decimal_compare(measure->from.value, ONE) == 0;
  if (measure->from.value.digits < 0 || measure->from.is_fraction) return SYN_OK;
  uint32_t before = syn_quantity_index_before(work, measure->first);
  uint32_t after = syn_quantity_token_after(work, measure->core_end);
  uint32_t number = syn_quantity_token(work, measure->from.first + measure->from.count - 1);
  if (!syn_counted_find(work->tables, work->finding, work->context.sentence, after, before, is_one, &counted) &&
      !counts_persons_alone(work, number, &fate, &counted))
    return add_bare_count(work, measure, after);
  if (syn_quantity_is_year_like(&measure->from) && !measure->has_bound) {
    const syn_token *previous = syn_quantity_token_before(work, measure->first);
    bool is_free = !previous || previous->tag == SYN_TAG_VERB || previous->tag == SYN_TAG_AUX || previous->tag == SYN_TAG_CCONJ;
    if (!counted.is_person || !is_free) return SYN_OK;
  }
  if (syn_quantity_is_odds(work, measure)) return SYN_OK;
  if (counted.has_words) extend_to_token(work, measure, counted.last);
  syn_measure_bound_after(&work->context, measure->end, measure);
  syn_text of = counted.head == SYN_NO_INDEX ? SYN_TEXT("person") : work->document->tokens[counted.head].lemma;
  size_t known = work->finding->quantities.count;
  syn_status status = syn_quantity_add(work, measure, SYN_QUANTITY_COUNT, counted.is_person ? SYN_TEXT("person") : of, of);
  if (status == SYN_OK && counted.is_person && work->finding->quantities.count > known)
    work->finding->quantities.items[known].fate = syn_fate_of_number(work->fates, work->document, work->context.sentence, number);
  return status;
}

/* Whether the article names the entity at the token; nouns that are told again ("his wife … the wife") do not. */
static bool has_name(const syn_quantity_sentence *work, uint32_t token) {
  uint32_t mark = work->finding->marks[token].entity;
  if (!mark) return false;
  const syn_entity *entity = &work->finding->entities.items[mark - 1];
  for (uint32_t i = 0; i < entity->mention_count; i++) {
    if (entity->mentions[i].kind == SYN_MENTION_NAME || entity->mentions[i].kind == SYN_MENTION_METONYM) return true;
  }
  return false;
}

/* "a man was shot": one person without a number, where a fate is told of him. Numbers within the words are read after it all the same. */
static syn_status consider_one(syn_quantity_sentence *work, size_t at) {
  uint32_t token = syn_quantity_token(work, at), head;
  syn_text fate;
  if (at > 0 && syn_quantity_token(work, at - 1) == token) return SYN_OK;
  if (!syn_fate_of_one(work->fates, work->document, work->context.sentence, token, &head, &fate)) return SYN_OK;
  const syn_token *tokens = work->document->tokens;
  bool is_aged = head > token && tokens[head].tag != SYN_TAG_NOUN && tokens[head - 1].tag == SYN_TAG_PUNCT; /* "a 19-year-old" */
  bool is_alone = head == token && tokens[head].tag != SYN_TAG_NOUN;                                        /* "another" */
  bool is_person = (syn_quantity_bits_of(work, &tokens[head]) & SYN_COUNTED_PERSON) != 0;
  if (is_alone ? tokens[head].tag == SYN_TAG_NUM : !is_aged && !is_person) return SYN_OK;
  /* "the actress", "his wife", of whom the article knows the name */
  bool is_known = tokens[token].tag == SYN_TAG_PRON || tokens[token].features & SYN_FEATURE_DEFINITE;
  if (is_known && has_name(work, head)) return SYN_OK;
  syn_quantity *quantity = SYN_ARRAY_ADD(&work->finding->quantities, work->finding->arena);
  if (!quantity) return SYN_NO_MEMORY;
  *quantity = (syn_quantity){.span = syn_document_span(work->document, token, head - token + 1),
                             .kind = SYN_QUANTITY_COUNT,
                             .value = ONE,
                             .step = ONE,
                             .unit = SYN_TEXT("person"),
                             .of = is_aged ? SYN_TEXT("person") : tokens[head].lemma,
                             .fate = fate,
                             .event = SYN_NO_INDEX,
                             .converts = SYN_NO_INDEX};
  for (uint32_t i = token; i <= head; i++) work->finding->marks[i].quantity = (uint32_t)work->finding->quantities.count;
  return SYN_OK;
}

static syn_status consider(syn_quantity_sentence *work, syn_measure *measure) {
  if (syn_quantity_is_time(work, measure)) return SYN_OK;
  if (measure->is_age && !measure->unit) return add_age(work, measure);
  if (measure->unit || measure->money) return measure->from.is_ordinal ? SYN_OK : add_measured(work, measure);
  if (is_score(work, measure)) return syn_quantity_add(work, measure, SYN_QUANTITY_SCORE, (syn_text){NULL, 0}, (syn_text){NULL, 0});
  if (measure->is_pair || syn_quantity_is_named(work, measure) || syn_quantity_is_label(work, measure)) return SYN_OK;
  if (measure->from.is_ordinal) return add_rank(work, measure);
  if (measure->from.is_fraction) return add_share(work, measure);
  if (syn_quantity_points_back(work, measure)) return SYN_OK;
  if (measure->is_open) return add_compound_count(work, measure);
  if (is_bare_age(work, measure)) return add_age(work, measure);
  return add_count(work, measure);
}

/* ---- the whole document ---- */

/* Whether a number or a sign of money may begin here: a cheap look before reading. */
static bool may_begin(const syn_quantity_sentence *work, size_t at) {
  const syn_piece *piece = &work->context.pieces[at];
  if (piece->kind == SYN_PIECE_DIGITS) return true;
  if (syn_phrases_get(&work->tables->numbers.phrases, piece, 1)) return true;
  for (size_t i = at + 1; i < work->context.count && i <= at + 4; i++) {
    if (work->context.pieces[i].kind == SYN_PIECE_DIGITS) return true;
  }
  return piece->kind == SYN_PIECE_SIGN && piece->sign > 0x7F;
}

static bool has_score_word(const syn_quantity_sentence *work) {
  for (uint32_t i = 0; i < work->sentence->token_count; i++) {
    if (syn_quantity_bits_of(work, &work->document->tokens[work->sentence->first_token + i]) & SYN_COUNTED_SCORE_WORD) return true;
  }
  return false;
}

static syn_status find_in_sentence(const quantity_state *state, syn_finding *finding, uint32_t sentence, syn_piece_array *pieces) {
  const syn_document *document = finding->document;
  if (document->sentences[sentence].token_count == 0) return SYN_OK;
  syn_status status = syn_pieces_of_sentence(document, sentence, finding->arena, pieces);
  if (status != SYN_OK) return status;
  syn_quantity_sentence work = {
      .tables = &state->tables,
      .fates = &state->fates,
      .finding = finding,
      .document = document,
      .context = {&state->tables, document, sentence, pieces->items, pieces->count},
      .sentence = &document->sentences[sentence],
      .last_quantity = SYN_NO_INDEX,
  };
  work.has_score_word = has_score_word(&work);
  size_t at = 0;
  while (at < pieces->count && status == SYN_OK) {
    syn_measure measure;
    size_t next;
    status = consider_one(&work, at);
    if (status == SYN_OK && !may_begin(&work, at)) {
      at++;
      continue;
    }
    if (status != SYN_OK) break;
    if (syn_measure_read(&work.context, work.last_end, at, &measure, &next)) {
      if (syn_quantity_begins_in_time(&work, &measure))
        next = measure.from.first + measure.from.count;
      else
        status = consider(&work, &measure);
    }
    at = next > work.last_end ? next : work.last_end;
  }
  return status;
}

static syn_status create(const syn_world *world, syn_text language, syn_arena *arena, void **out_state, syn_error *error) {
  quantity_state *state = SYN_ARENA_NEW(arena, quantity_state);
  if (!state) return SYN_NO_MEMORY;
  syn_status status = syn_quantity_tables_load(world, language, arena, &state->tables, error);
  if (status == SYN_OK) status = syn_fate_frames_load(world, language, arena, &state->fates, error);
  *out_state = status == SYN_OK ? state : NULL;
  return status == SYN_NOT_FOUND ? SYN_OK : status;
}

static syn_status find(const void *state, syn_finding *finding, syn_error *error) {
  syn_piece_array pieces = {0};
  for (uint32_t i = 0; i < finding->document->sentence_count; i++) {
    syn_status status = find_in_sentence(state, finding, i, &pieces);
    if (status != SYN_OK)
      return syn_error_set(error, status, finding->document->sentences[i].span.start, "%s in sentence %u", syn_status_name(status), i + 1);
  }
  return SYN_OK;
}

const syn_finder syn_quantity_finder = {"quantities", create, find};
