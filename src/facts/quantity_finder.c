/*
 * How it works
 *
 * Each sentence is cut into pieces; where a number may begin, the quantity reader reads it with unit, money and bounds. What it read is
 * accepted as a quantity only when something says so: a unit, a currency, a noun in the plural that the number counts, a verb that
 * speaks of persons, or the form of an age, a score or an ordinal before its noun. Numbers inside names, dates and codes, numbers that
 * label
 * ("article 5") and small numbers that point back ("the two leaders") are left out. Precision comes first: a number about which nothing is
 * known is no quantity. A quantity in brackets right after another of its kind converts it.
 */
#include <string.h>

#include "facts/finder.h"
#include "facts/quantity_bare.h"
#include "facts/quantity_counted.h"
#include "facts/quantity_fates.h"
#include "facts/quantity_reader.h"
#include "facts/quantity_trees.h"

typedef struct quantity_state {
  syn_quantity_tables tables;
  syn_fate_frames fates;
} quantity_state;

/* One sentence under work. */
typedef struct sentence_work {
  const syn_quantity_tables *tables;
  const syn_fate_frames *fates;
  syn_finding *finding;
  const syn_document *document;
  syn_measure_context context;
  const syn_sentence *sentence;
  size_t last_end;        /* pieces: the end of the last quantity */
  uint32_t last_quantity; /* its index, SYN_NO_INDEX at the beginning */
  bool has_score_word;
} sentence_work;

/* A word that more currencies share ("dollar") keeps its default. */
enum { SHARED_CODES = 12, NAMED_REACH = 400 /* tokens before a sum in which a country is looked for */ };

static const syn_decimal ONE = {1, 0};
static const syn_decimal TEN = {1, 1};

static uint32_t token_of(const sentence_work *work, size_t piece) {
  return work->context.pieces[piece].token;
}

static const syn_token *token_before(const sentence_work *work, size_t piece) {
  uint32_t token = token_of(work, piece);
  return token > work->sentence->first_token ? &work->document->tokens[token - 1] : NULL;
}

static uint32_t token_index_before(const sentence_work *work, size_t piece) {
  uint32_t token = token_of(work, piece);
  return token > work->sentence->first_token ? token - 1 : SYN_NO_INDEX;
}

/* The first token after piece `end`, which may be that of the next sentence. */
static uint32_t token_after(const sentence_work *work, size_t end) {
  if (end < work->context.count && (end == 0 || token_of(work, end) != token_of(work, end - 1))) return token_of(work, end);
  return token_of(work, end - 1) + 1;
}

static bool is_last_token(const sentence_work *work, uint32_t token) {
  return token >= work->sentence->first_token + work->sentence->token_count;
}

static unsigned counted_bits(const sentence_work *work, const syn_token *token) {
  return token ? syn_quantity_counted_bits(work->tables, token->lemma) | syn_quantity_counted_bits(work->tables, token->lower) : 0;
}

/* ---- what numbers are not ---- */

/* The name that the token belongs to, or NULL. */
static const syn_name *name_of(const syn_document *document, uint32_t token) {
  uint32_t low = 0, high = document->name_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    const syn_name *name = &document->names[middle];
    if (name->first_token + name->token_count <= token)
      low = middle + 1;
    else
      high = middle;
  }
  return low < document->name_count && document->names[low].first_token <= token ? &document->names[low] : NULL;
}

/* Whether the number is part of a name: a mention of an entity by name, or what the recogniser took for one. */
static bool is_named(const sentence_work *work, const syn_measure *measure) {
  size_t end = measure->from.first + measure->from.count;
  for (size_t i = measure->from.first; i < end; i++) {
    uint32_t token = token_of(work, i);
    if (name_of(work->document, token)) return true;
    const syn_token_marks *mark = &work->finding->marks[token];
    if (!mark->entity || !mark->mention) continue;
    const syn_entity *entity = &work->finding->entities.items[mark->entity - 1];
    if (mark->mention - 1 < entity->mention_count && entity->mentions[mark->mention - 1].kind != SYN_MENTION_NOMINAL) return true;
  }
  return false;
}

/* The time that covers the number, or NULL. */
static const syn_time *time_of(const sentence_work *work, const syn_measure *measure) {
  uint32_t time = work->finding->marks[token_of(work, measure->from.first + measure->from.count - 1)].time;
  if (!time) time = work->finding->marks[token_of(work, measure->from.first)].time;
  return time ? &work->finding->times.items[time - 1] : NULL;
}

static bool is_year_like(const syn_number *number) {
  return number->in_figures && number->digit_count == 4 && !number->is_grouped && !number->has_decimals && !number->has_scale &&
         number->value.digits > 0 && syn_decimal_compare(number->value, (syn_decimal){15, 2}) >= 0 &&
         syn_decimal_compare(number->value, (syn_decimal){21, 2}) < 0;
}

/* Whether a date, a time of day or a set of times explains the number better. */
static bool is_time(const sentence_work *work, const syn_measure *measure) {
  const syn_time *time = time_of(work, measure);
  if (!time || measure->money) return false;
  bool is_duration = measure->unit && measure->unit->kind == SYN_QUANTITY_DURATION;
  if (measure->unit && !is_duration) return false;
  if (time->type == SYN_TIME_DURATION) return !is_duration && !measure->is_age;
  return true;
}

/* "the weeks ended February 27 to 16.39 million": no range, since the first number belongs to a date. */
static bool begins_in_time(const sentence_work *work, const syn_measure *measure) {
  if (!measure->is_range) return false;
  uint32_t first = work->finding->marks[token_of(work, measure->from.first)].time;
  return first != 0 && work->finding->marks[token_of(work, measure->to.first)].time != first;
}

/* A number that labels what stands before it: "article 5", "Boeing 737". */
static bool is_label(const sentence_work *work, const syn_measure *measure) {
  if (measure->unit || measure->money || measure->has_bound || measure->from.has_scale || measure->from.is_grouped) return false;
  const syn_token *before = token_before(work, measure->from.first);
  if (!before) return false;
  if (counted_bits(work, before) & SYN_COUNTED_NUMBERED) return true;
  if (before->tag != SYN_TAG_PROPN || !measure->from.in_figures) return false;
  const syn_token_marks *mark = &work->finding->marks[before - work->document->tokens];
  if (mark->time || !mark->entity) return !mark->time;
  unsigned type = work->finding->entities.items[mark->entity - 1].type;
  return type != SYN_ENTITY_COUNTRY && type != SYN_ENTITY_PLACE;
}

/* "the two leaders", "these three", "the last two": known things, no figure. */
static bool points_back(const sentence_work *work, const syn_measure *measure) {
  if (measure->from.in_figures || measure->has_bound || measure->is_range || measure->unit || measure->money) return false;
  if (syn_decimal_compare(measure->from.value, TEN) > 0) return false;
  const syn_token *before = token_before(work, measure->first);
  if (!before) return false;
  if (counted_bits(work, before) & SYN_COUNTED_DEFINITE) return true;
  if (before->tag != SYN_TAG_ADJ || before == &work->document->tokens[work->sentence->first_token]) return false;
  return counted_bits(work, before - 1) & SYN_COUNTED_DEFINITE;
}

/* ---- writing what was found ---- */

static void mark_tokens(sentence_work *work, size_t first, size_t end, uint32_t index) {
  uint32_t last = token_of(work, end - 1);
  for (uint32_t token = token_of(work, first); token <= last; token++) work->finding->marks[token].quantity = index + 1;
}

/* The quantity before, when this one stands in brackets or after "or" as its conversion. */
static uint32_t converted(const sentence_work *work, const syn_measure *measure, syn_quantity_kind kind, syn_text unit) {
  if (work->last_quantity == SYN_NO_INDEX) return SYN_NO_INDEX;
  const syn_quantity *last = &work->finding->quantities.items[work->last_quantity];
  if (last->kind != kind || syn_text_equal(last->unit, unit) || kind == SYN_QUANTITY_COUNT) return SYN_NO_INDEX;
  size_t gap = measure->first - work->last_end;
  const syn_piece *pieces = work->context.pieces + work->last_end;
  bool is_bracket = gap >= 1 && pieces[gap - 1].kind == SYN_PIECE_SIGN && (pieces[gap - 1].sign == '(' || pieces[gap - 1].sign == '[');
  /* "a $5 million loan (€4.5 million)": a noun may stand between */
  if (is_bracket && gap <= 4) return work->last_quantity;
  /* "$5bn (£3bn; 4bn euros)" */
  bool is_next = gap == 1 && pieces[0].kind == SYN_PIECE_SIGN && pieces[0].sign == ';';
  if (is_next && last->converts != SYN_NO_INDEX) return last->converts;
  bool is_or = gap == 2 && pieces[0].kind == SYN_PIECE_SIGN && pieces[0].sign == ',' &&
               syn_number_word_of(&work->tables->numbers, &pieces[1], SYN_NUMBER_RANGE);
  return is_or ? work->last_quantity : SYN_NO_INDEX;
}

static syn_status add_quantity(sentence_work *work, const syn_measure *measure, syn_quantity_kind kind, syn_text unit, syn_text of) {
  uint32_t converts = converted(work, measure, kind, unit);
  /* A conversion measures what the sum before it measures. */
  if (converts != SYN_NO_INDEX && of.size == 0) of = work->finding->quantities.items[converts].of;
  syn_quantity *quantity = SYN_ARRAY_ADD(&work->finding->quantities, work->finding->arena);
  if (!quantity) return SYN_NO_MEMORY;
  uint32_t index = (uint32_t)work->finding->quantities.count - 1;
  *quantity = (syn_quantity){
      .span = work->sentence->span,
      .kind = kind,
      .value = measure->from.value,
      .step = measure->from.step,
      .unit = unit,
      .bound = measure->bound,
      .of = of,
      .event = SYN_NO_INDEX,
      .converts = converts,
  };
  if (kind == SYN_QUANTITY_AGE)
    quantity->fate = syn_fate_of_aged(work->fates, work->document, work->context.sentence, token_of(work, measure->from.first));
  quantity->span.start = work->context.pieces[measure->first].start;
  quantity->span.end = work->context.pieces[measure->end - 1].end;
  if (measure->is_range || kind == SYN_QUANTITY_SCORE) {
    quantity->has_value_to = true;
    quantity->value_to = measure->to.value;
  }
  work->last_end = measure->end;
  work->last_quantity = index;
  mark_tokens(work, measure->first, measure->end, index);
  return SYN_OK;
}

/* Takes the words up to the end of `token` into the measure. */
static void extend_to_token(const sentence_work *work, syn_measure *measure, uint32_t token) {
  while (measure->end < work->context.count && token_of(work, measure->end) <= token) measure->end++;
}

/* ---- kinds ---- */

/* "one day", "one hour": often no measure but "some day"; kept where it is hyphenated, bounded or stands after a word that asks for it. */
static bool is_loose_one(const sentence_work *work, const syn_measure *measure) {
  if (measure->from.in_figures || measure->is_hyphenated || measure->has_bound || measure->is_range) return false;
  if (syn_decimal_compare(measure->from.value, ONE) != 0) return false;
  const syn_token *before = token_before(work, measure->first);
  return !before || !(counted_bits(work, before) & SYN_COUNTED_SPREAD || before->tag == SYN_TAG_ADP || before->tag == SYN_TAG_DET);
}

/* Whether the article speaks of a country that uses the currency. */
static bool has_country_of(const sentence_work *work, syn_text code) {
  syn_text countries = syn_quantity_currency_countries(work->tables, code), country;
  while (syn_table_next_item(&countries, '|', &country)) {
    for (size_t i = 0; i < work->finding->entities.count; i++) {
      const syn_entity *entity = &work->finding->entities.items[i];
      if (entity->type == SYN_ENTITY_COUNTRY && syn_text_equal(entity->country, country)) return true;
    }
  }
  return false;
}

static bool has_many_codes(syn_text codes) {
  syn_text code;
  unsigned count = 0;
  while (count <= SHARED_CODES && syn_table_next_item(&codes, '|', &code)) count++;
  return count > SHARED_CODES;
}

/* Which of the currencies the country uses; empty: none. */
static syn_text code_of_country(const sentence_work *work, syn_text codes, syn_text country) {
  syn_text code, countries, other;
  while (syn_table_next_item(&codes, '|', &code)) {
    countries = syn_quantity_currency_countries(work->tables, code);
    while (syn_table_next_item(&countries, '|', &other))
      if (syn_text_equal(other, country)) return code;
  }
  return (syn_text){NULL, 0};
}

/*
 * Of the currencies that share a word, the one whose country (or a place or person of it) was named last before the sum, unless that of
 * the default stands in the same sentence; empty: none was, within reach.
 */
static syn_text nearest_currency(const sentence_work *work, const syn_measure *measure) {
  syn_text nearest = {NULL, 0};
  uint32_t token = token_of(work, measure->first);
  if (has_many_codes(measure->money->codes)) return nearest;
  for (unsigned steps = 0; token > 0 && steps < NAMED_REACH; steps++) {
    uint32_t entity = work->finding->marks[--token].entity;
    if (!entity) continue;
    syn_text country = work->finding->entities.items[entity - 1].country;
    syn_text code = country.size ? code_of_country(work, measure->money->codes, country) : country;
    if (!code.size) continue;
    bool is_here = token >= work->sentence->first_token;
    if (is_here && syn_text_equal(code, measure->money->code)) return code;
    if (!nearest.size) nearest = code;
    if (!is_here) break;
  }
  return nearest;
}

/*
 * The currency of a word that many share ("pesos", "lei"): the one whose country was named last before it, else the only one whose country
 * the article speaks of. A default gives way only when the article speaks of none of its countries before; that of a sign ("$") never does,
 * since it is used for the world's trade. Empty: it cannot be told.
 */
static syn_text currency_of(const sentence_work *work, const syn_measure *measure) {
  const syn_money *money = measure->money;
  const syn_text none = {NULL, 0};
  if (money->code.size) {
    bool is_sign = work->context.pieces[measure->core_first].kind == SYN_PIECE_SIGN;
    if (is_sign || syn_text_equal(money->code, money->codes)) return money->code;
    syn_text nearest = nearest_currency(work, measure);
    if (nearest.size) return nearest;
    if (has_country_of(work, money->code)) return money->code;
  }
  syn_text codes = money->codes, code, found = none;
  unsigned count = 0;
  while (syn_table_next_item(&codes, '|', &code)) {
    if (++count > SHARED_CODES) return money->code;
    if (!has_country_of(work, code)) continue;
    if (found.size) return money->code;
    found = code;
  }
  return found.size ? found : money->code;
}

/* Number and unit inside one name: "24 Hour Party". */
static bool is_named_whole(const sentence_work *work, const syn_measure *measure) {
  if (measure->money || measure->unit->kind == SYN_QUANTITY_PERCENT) return false;
  const syn_name *name = name_of(work->document, token_of(work, measure->from.first));
  return name && name == name_of(work->document, token_of(work, measure->core_end - 1));
}

/* "t/ha": the unit of a rate. */
static syn_status rate_unit(const sentence_work *work, const syn_measure *measure, syn_text *out_unit) {
  syn_text whole = measure->unit->unit, per = measure->per->unit;
  char *text = SYN_ARENA_ARRAY(work->finding->arena, char, whole.size + per.size + 1);
  if (!text) return SYN_NO_MEMORY;
  memcpy(text, whole.data, whole.size);
  text[whole.size] = '/';
  memcpy(text + whole.size + 1, per.data, per.size);
  *out_unit = (syn_text){text, whole.size + per.size + 1};
  return SYN_OK;
}

static syn_status add_measured(sentence_work *work, syn_measure *measure) {
  syn_quantity_kind kind = measure->money ? SYN_QUANTITY_MONEY : measure->unit->kind;
  syn_text unit = measure->money ? currency_of(work, measure) : measure->unit->unit;
  if (measure->per && measure->unit) {
    kind = kind == SYN_QUANTITY_DISTANCE && measure->per->kind == SYN_QUANTITY_DURATION ? SYN_QUANTITY_SPEED : SYN_QUANTITY_OTHER;
    syn_status status = rate_unit(work, measure, &unit);
    if (status != SYN_OK) return status;
  }
  if (measure->is_age) kind = SYN_QUANTITY_AGE;
  if (kind == SYN_QUANTITY_DURATION && (is_loose_one(work, measure) || measure->from.value.digits == 0)) return SYN_OK;
  if (is_named_whole(work, measure)) return SYN_OK;
  syn_measure_bound_after(&work->context, measure->core_end, measure);
  syn_text of = syn_measured_find(work->tables, work->finding, work->context.sentence, token_of(work, measure->first),
                                  token_after(work, measure->end), kind);
  return add_quantity(work, measure, kind, unit, of);
}

/* "3-1" near a word for matches or votes. */
static bool is_score(const sentence_work *work, const syn_measure *measure) {
  return measure->is_pair && work->has_score_word && measure->from.in_figures && measure->to.in_figures && measure->from.digit_count <= 3 &&
         measure->to.digit_count <= 3 && !measure->from.has_decimals && !measure->to.has_decimals && !measure->from.has_scale;
}

static bool is_person_token(const sentence_work *work, uint32_t token) {
  uint32_t entity = work->finding->marks[token].entity;
  if (entity) return work->finding->entities.items[entity - 1].type == SYN_ENTITY_PERSON;
  const syn_name *name = name_of(work->document, token);
  if (name) return name->type == SYN_NAME_PERSON;
  return work->document->tokens[token].tag == SYN_TAG_NOUN && counted_bits(work, &work->document->tokens[token]) & SYN_COUNTED_PERSON;
}

static bool ends_phrase(const sentence_work *work, uint32_t token) {
  return is_last_token(work, token) || work->document->tokens[token].tag == SYN_TAG_PUNCT;
}

/* "Petrova, 58, said", "Petrova (58)", "she is 58." */
static bool is_bare_age(const sentence_work *work, const syn_measure *measure) {
  const syn_number *number = &measure->from;
  if (!number->in_figures || number->has_decimals || number->has_scale || number->is_ordinal || number->digit_count > 3) return false;
  if (measure->has_bound || measure->is_range || measure->is_pair || syn_decimal_compare(number->value, (syn_decimal){12, 1}) > 0)
    return false;
  uint32_t before = token_index_before(work, measure->first);
  if (before == SYN_NO_INDEX || before == work->sentence->first_token || !ends_phrase(work, token_after(work, measure->core_end)))
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

static syn_status add_age(sentence_work *work, syn_measure *measure) {
  return add_quantity(work, measure, SYN_QUANTITY_AGE, SYN_TEXT("year"), (syn_text){NULL, 0});
}

static syn_status add_rank(sentence_work *work, syn_measure *measure) {
  uint32_t token = token_after(work, measure->core_end);
  if (is_named(work, measure) || is_last_token(work, token)) return SYN_OK;
  syn_text of =
      syn_measured_find(work->tables, work->finding, work->context.sentence, token_of(work, measure->first), token, SYN_QUANTITY_RANK);
  unsigned tag = work->document->tokens[token].tag;
  /* "for the first time" */
  if (syn_quantity_counted_bits(work->tables, of) & SYN_COUNTED_IDLE) return SYN_OK;
  if (of.size == 0 || (tag != SYN_TAG_NOUN && tag != SYN_TAG_ADJ && tag != SYN_TAG_PROPN)) return SYN_OK;
  return add_quantity(work, measure, SYN_QUANTITY_RANK, (syn_text){NULL, 0}, of);
}

/* "the first half": no part but a period. */
static bool follows_ordinal(const sentence_work *work, const syn_measure *measure) {
  size_t at = measure->from.first;
  return at > 0 && syn_number_word_of(&work->tables->numbers, &work->context.pieces[at - 1], SYN_NUMBER_ORDINAL);
}

/* "two-thirds of the votes": only with what it is a part of. */
static syn_status add_share(sentence_work *work, syn_measure *measure) {
  if (follows_ordinal(work, measure)) return SYN_OK;
  uint32_t token = token_after(work, measure->core_end);
  if (is_last_token(work, token) || !(counted_bits(work, &work->document->tokens[token]) & SYN_COUNTED_PART)) return SYN_OK;
  syn_text of =
      syn_measured_find(work->tables, work->finding, work->context.sentence, token_of(work, measure->first), token, SYN_QUANTITY_OTHER);
  if (of.size == 0) return SYN_OK;
  return add_quantity(work, measure, SYN_QUANTITY_OTHER, (syn_text){NULL, 0}, of);
}

/* "a 12-member panel": persons only. */
static syn_status add_compound_count(sentence_work *work, syn_measure *measure) {
  const syn_piece *word = &work->context.pieces[measure->core_end + 1];
  if (!(syn_quantity_counted_bits(work->tables, word->lower) & SYN_COUNTED_PERSON)) return SYN_OK;
  measure->end = measure->core_end + 2;
  return add_quantity(work, measure, SYN_QUANTITY_COUNT, SYN_TEXT("person"), word->lower);
}

/* "one in ten users", "three out of four": a ratio. */
static bool is_odds(const sentence_work *work, const syn_measure *measure) {
  uint32_t at = token_of(work, measure->first), first = work->sentence->first_token;
  const syn_token *tokens = work->document->tokens;
  unsigned steps = 0;
  while (at > first && tokens[at - 1].tag == SYN_TAG_ADP && steps < 2 &&
         !(steps == 0 && counted_bits(work, &tokens[at - 1]) & SYN_COUNTED_PART)) {
    at--;
    steps++;
  }
  return steps > 0 && at > first && tokens[at - 1].tag == SYN_TAG_NUM && !work->finding->marks[at - 1].time;
}

/* "injured seven others": a noun that a number counts only where a fate is told. */
static bool counts_idle_noun(const sentence_work *work, uint32_t number, syn_counted *out) {
  const syn_token *tokens = work->document->tokens;
  uint32_t noun = number + 1;
  bool is_idle = !is_last_token(work, noun) && tokens[number].relation == SYN_RELATION_NUMMOD && tokens[number].head == (int32_t)noun &&
                 counted_bits(work, &tokens[noun]) & SYN_COUNTED_VAGUE;
  if (!is_idle || !syn_fate_of_number(work->fates, work->document, work->context.sentence, number).size) return false;
  *out = (syn_counted){.head = noun, .last = noun, .has_words = true, .is_person = true};
  return true;
}

/* "killed 12 and injured 30", "five of them were arrested", "twelve of those hurt were children": the number stands for persons. */
static bool counts_persons_alone(const sentence_work *work, uint32_t number, syn_text *out_fate, syn_counted *out) {
  if (!syn_tree_is_elided(work->document, number) || work->finding->marks[number].time) return counts_idle_noun(work, number, out);
  *out_fate = syn_fate_of_number(work->fates, work->document, work->context.sentence, number);
  *out = (syn_counted){.head = SYN_NO_INDEX, .is_person = true};
  uint32_t noun = syn_tree_predicate(work->document, work->context.sentence, number);
  bool is_said = noun != SYN_NO_INDEX && counted_bits(work, &work->document->tokens[noun]) & SYN_COUNTED_PERSON &&
                 work->document->tokens[noun].features & SYN_FEATURE_PLURAL;
  if (is_said) out->head = noun;
  return out_fate->size > 0 || is_said;
}

/* A number without a noun of its own. */
static syn_status add_bare_count(sentence_work *work, syn_measure *measure, uint32_t after) {
  syn_text of, unit;
  if (measure->is_range || is_named(work, measure) || time_of(work, measure)) return SYN_OK;
  const syn_number *number = &measure->from;
  syn_bare_number bare = {
      .sentence = work->context.sentence,
      .first = token_of(work, measure->first),
      .end = after,
      .value = number->value,
      .is_large = (number->is_grouped && !number->has_decimals) || number->has_scale,
      .last = work->last_quantity == SYN_NO_INDEX ? NULL : &work->finding->quantities.items[work->last_quantity],
  };
  if (!syn_bare_count_find(work->tables, work->finding, &bare, &of, &unit)) return SYN_OK;
  syn_measure_bound_after(&work->context, measure->end, measure);
  return add_quantity(work, measure, SYN_QUANTITY_COUNT, unit, of);
}

static syn_status add_count(sentence_work *work, syn_measure *measure) {
  syn_counted counted;
  syn_text fate = {NULL, 0};
  bool is_one = syn_decimal_compare(measure->from.value, ONE) == 0;
  if (measure->from.value.digits < 0 || measure->from.is_fraction) return SYN_OK;
  uint32_t before = token_index_before(work, measure->first);
  uint32_t after = token_after(work, measure->core_end);
  uint32_t number = token_of(work, measure->from.first + measure->from.count - 1);
  if (!syn_counted_find(work->tables, work->finding, work->context.sentence, after, before, is_one, &counted) &&
      !counts_persons_alone(work, number, &fate, &counted))
    return add_bare_count(work, measure, after);
  if (is_year_like(&measure->from) && !measure->has_bound) {
    const syn_token *previous = token_before(work, measure->first);
    bool is_free = !previous || previous->tag == SYN_TAG_VERB || previous->tag == SYN_TAG_AUX || previous->tag == SYN_TAG_CCONJ;
    if (!counted.is_person || !is_free) return SYN_OK;
  }
  if (is_odds(work, measure)) return SYN_OK;
  if (counted.has_words) extend_to_token(work, measure, counted.last);
  syn_measure_bound_after(&work->context, measure->end, measure);
  syn_text of = counted.head == SYN_NO_INDEX ? SYN_TEXT("person") : work->document->tokens[counted.head].lemma;
  size_t known = work->finding->quantities.count;
  syn_status status = add_quantity(work, measure, SYN_QUANTITY_COUNT, counted.is_person ? SYN_TEXT("person") : of, of);
  if (status == SYN_OK && counted.is_person && work->finding->quantities.count > known)
    work->finding->quantities.items[known].fate = syn_fate_of_number(work->fates, work->document, work->context.sentence, number);
  return status;
}

/* Whether the article names the entity at the token; nouns that are told again ("his wife … the wife") do not. */
static bool has_name(const sentence_work *work, uint32_t token) {
  uint32_t mark = work->finding->marks[token].entity;
  if (!mark) return false;
  const syn_entity *entity = &work->finding->entities.items[mark - 1];
  for (uint32_t i = 0; i < entity->mention_count; i++) {
    if (entity->mentions[i].kind == SYN_MENTION_NAME || entity->mentions[i].kind == SYN_MENTION_METONYM) return true;
  }
  return false;
}

/* "a man was shot": one person without a number, where a fate is told of him. Numbers within the words are read after it all the same. */
static syn_status consider_one(sentence_work *work, size_t at) {
  uint32_t token = token_of(work, at), head;
  syn_text fate;
  if (at > 0 && token_of(work, at - 1) == token) return SYN_OK;
  if (!syn_fate_of_one(work->fates, work->document, work->context.sentence, token, &head, &fate)) return SYN_OK;
  const syn_token *tokens = work->document->tokens;
  bool is_aged = head > token && tokens[head].tag != SYN_TAG_NOUN && tokens[head - 1].tag == SYN_TAG_PUNCT; /* "a 19-year-old" */
  bool is_alone = head == token && tokens[head].tag != SYN_TAG_NOUN;                                        /* "another" */
  bool is_person = (counted_bits(work, &tokens[head]) & SYN_COUNTED_PERSON) != 0;
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

static syn_status consider(sentence_work *work, syn_measure *measure) {
  if (is_time(work, measure)) return SYN_OK;
  if (measure->is_age && !measure->unit) return add_age(work, measure);
  if (measure->unit || measure->money) return measure->from.is_ordinal ? SYN_OK : add_measured(work, measure);
  if (is_score(work, measure)) return add_quantity(work, measure, SYN_QUANTITY_SCORE, (syn_text){NULL, 0}, (syn_text){NULL, 0});
  if (measure->is_pair || is_named(work, measure) || is_label(work, measure)) return SYN_OK;
  if (measure->from.is_ordinal) return add_rank(work, measure);
  if (measure->from.is_fraction) return add_share(work, measure);
  if (points_back(work, measure)) return SYN_OK;
  if (measure->is_open) return add_compound_count(work, measure);
  if (is_bare_age(work, measure)) return add_age(work, measure);
  return add_count(work, measure);
}

/* ---- the whole document ---- */

/* Whether a number or a sign of money may begin here: a cheap look before reading. */
static bool may_begin(const sentence_work *work, size_t at) {
  const syn_piece *piece = &work->context.pieces[at];
  if (piece->kind == SYN_PIECE_DIGITS) return true;
  if (syn_phrases_get(&work->tables->numbers.phrases, piece, 1)) return true;
  for (size_t i = at + 1; i < work->context.count && i <= at + 4; i++) {
    if (work->context.pieces[i].kind == SYN_PIECE_DIGITS) return true;
  }
  return piece->kind == SYN_PIECE_SIGN && piece->sign > 0x7F;
}

static bool has_score_word(const sentence_work *work) {
  for (uint32_t i = 0; i < work->sentence->token_count; i++) {
    if (counted_bits(work, &work->document->tokens[work->sentence->first_token + i]) & SYN_COUNTED_SCORE_WORD) return true;
  }
  return false;
}

static syn_status find_in_sentence(const quantity_state *state, syn_finding *finding, uint32_t sentence, syn_piece_array *pieces) {
  const syn_document *document = finding->document;
  if (document->sentences[sentence].token_count == 0) return SYN_OK;
  syn_status status = syn_pieces_of_sentence(document, sentence, finding->arena, pieces);
  if (status != SYN_OK) return status;
  sentence_work work = {
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
      if (begins_in_time(&work, &measure))
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
