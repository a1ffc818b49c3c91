/*
 * How it works: each sentence is read as phrases with codes (pattern_sentence.h); each verb that the dictionary knows is matched against
 * its patterns (pattern_match.h), and the code that comes out is told between source and target (pattern_roles.h). A code of two halves
 * ("032:033") is told both ways. The type is that of the code in world/event_codes.
 *
 * Parties are entities: the one whose name the code was read from, with the code among its identifiers; for who is described ("Osgiliath
 * soldiers") an entity of its own, one for each code in an article.
 */
#include "facts/pattern_events.h"

#include "facts/pattern_lexicon.h"
#include "facts/pattern_roles.h"

enum { AUXILIARY_STEPS = 8 };

struct syn_pattern_events {
  syn_pattern_lexicon lexicon;
  syn_actor_codes codes;
  syn_word_classes words;
};

typedef struct event_work {
  const syn_pattern_events *events;
  syn_finding *finding;
  syn_pattern_reading reading;
  const syn_sentence *sentence;
  syn_map described; /* code -> entity + 1 */
} event_work;

syn_status syn_pattern_events_create(const syn_world *world, syn_text language, syn_arena *arena, syn_pattern_events **out_events,
                                     syn_error *error) {
  syn_pattern_events *events = SYN_ARENA_NEW(arena, syn_pattern_events);
  if (!events) return SYN_NO_MEMORY;
  syn_status status = syn_word_classes_read(world, language, arena, &events->words, error);
  if (status == SYN_OK) status = syn_pattern_lexicon_read(world, arena, &events->lexicon, error);
  if (status != SYN_OK) return status;
  status = syn_actor_codes_read(world, arena, &events->codes);
  if (status == SYN_OK || status == SYN_NOT_FOUND) *out_events = events;
  return status == SYN_NOT_FOUND ? SYN_OK : status;
}

/* ---- entities ---- */

static syn_status add_entity(event_work *work, const syn_coded_party *party, syn_mention_kind kind, syn_text name, syn_entity_type type,
                             uint32_t *out_entity) {
  syn_finding *finding = work->finding;
  syn_entity *entity = SYN_ARRAY_ADD(&finding->entities, finding->arena);
  syn_mention *mention = SYN_ARENA_NEW(finding->arena, syn_mention);
  if (!entity || !mention) return SYN_NO_MEMORY;
  *mention = (syn_mention){syn_document_span(finding->document, party->first, party->count), kind};
  *entity = (syn_entity){.type = type, .name = name, .mentions = mention, .mention_count = 1};
  *out_entity = (uint32_t)finding->entities.count - 1;
  return syn_entity_set_code(entity, party->code, finding->arena);
}

/* One more mention of an entity that this file made. */
static syn_status add_mention(event_work *work, uint32_t index, const syn_coded_party *party, syn_mention_kind kind) {
  syn_entity *entity = &work->finding->entities.items[index];
  syn_span span = syn_document_span(work->finding->document, party->first, party->count);
  const syn_mention *last = &entity->mentions[entity->mention_count - 1];
  if (last->span.field == span.field && last->span.index == span.index && last->span.start >= span.start) return SYN_OK;
  syn_mention *mentions = SYN_ARENA_ARRAY(work->finding->arena, syn_mention, entity->mention_count + 1);
  if (!mentions) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < entity->mention_count; i++) mentions[i] = entity->mentions[i];
  mentions[entity->mention_count++] = (syn_mention){span, kind};
  entity->mentions = mentions;
  return SYN_OK;
}

/* The entity whose first mention has just these words; 0: none. Two entities of one place would have one id. */
static uint32_t entity_at(const event_work *work, const syn_coded_party *party) {
  uint32_t mark = work->finding->marks[party->first].entity;
  if (!mark || work->finding->entities.items[mark - 1].mention_count == 0) return 0;
  syn_span span = syn_document_span(work->finding->document, party->first, party->count);
  syn_span first = work->finding->entities.items[mark - 1].mentions[0].span;
  return first.start == span.start && first.end == span.end && first.field == span.field && first.index == span.index ? mark : 0;
}

/* An entity for a code that no entity of the article stands for yet. */
static syn_status make_entity(event_work *work, const syn_coded_party *party, uint32_t *out_entity) {
  uint64_t index;
  bool is_name = party->actor && !party->has_agent;
  syn_mention_kind kind = is_name ? SYN_MENTION_NAME : SYN_MENTION_NOMINAL;
  if (syn_map_get(&work->described, party->code, &index)) {
    *out_entity = (uint32_t)index - 1;
    return add_mention(work, *out_entity, party, kind);
  }
  syn_text name =
      syn_article_words(work->finding->document->article, syn_document_span(work->finding->document, party->first, party->count));
  syn_entity_type type = SYN_ENTITY_ORGANIZATION;
  if (is_name) {
    name = syn_actor_codes_name(&work->events->codes, party->actor - 1);
    type = syn_actor_codes_type(&work->events->codes, party->actor - 1);
  }
  syn_status status = add_entity(work, party, kind, name, type, out_entity);
  return status == SYN_OK ? syn_map_put(&work->described, party->code, (uint64_t)*out_entity + 1) : status;
}

/* The entity of a party; the words of a person's name that ends the phrase ("Gondor's minister Falastur") are that person. */
static syn_status find_entity(event_work *work, const syn_coded_phrase *phrase, const syn_coded_party *party, uint32_t *out_entity) {
  const syn_finding *finding = work->finding;
  if (party->entity) {
    *out_entity = party->entity - 1;
    return SYN_OK;
  }
  uint32_t of_name = party->actor ? finding->marks[party->actor_first].entity : 0;
  uint32_t of_head = phrase->party_count == 1 ? finding->marks[phrase->end - 1].entity : 0;
  uint32_t chosen = party->has_agent ? 0 : of_name;
  if (party->has_agent && of_head && of_head != of_name && finding->entities.items[of_head - 1].type == SYN_ENTITY_PERSON) chosen = of_head;
  if (!chosen) chosen = entity_at(work, party);
  if (!chosen) return make_entity(work, party, out_entity);
  *out_entity = chosen - 1;
  return syn_entity_set_code(&work->finding->entities.items[chosen - 1], party->code, finding->arena);
}

/* ---- slots ---- */

static syn_status fill_parties(event_work *work, const syn_coded_phrase *phrase, syn_index_list *list, syn_span_list *evidence) {
  syn_arena *arena = work->finding->arena;
  if (!phrase || phrase->party_count == 0) return SYN_OK;
  list->items = SYN_ARENA_ARRAY(arena, uint32_t, phrase->party_count);
  evidence->items = SYN_ARENA_ARRAY(arena, syn_span, phrase->party_count);
  if (!list->items || !evidence->items) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < phrase->party_count; i++) {
    const syn_coded_party *party = &phrase->parties[i];
    uint32_t entity;
    syn_status status = find_entity(work, phrase, party, &entity);
    if (status != SYN_OK) return status;
    bool is_there = false;
    for (uint32_t k = 0; k < list->count; k++) is_there = is_there || list->items[k] == entity;
    if (is_there) continue;
    list->items[list->count++] = entity;
    evidence->items[evidence->count++] = syn_document_span(work->finding->document, party->first, party->count);
  }
  return SYN_OK;
}

/* The time that stands nearest to the verb among the tokens that its pattern may ask for. */
static uint32_t nearest_time(const syn_finding *finding, const syn_pattern_site *site) {
  uint32_t count = site->before_count > site->after_count ? site->before_count : site->after_count;
  for (uint32_t i = 0; i < count; i++)
    for (int side = 0; side < 2; side++) {
      const uint32_t *row = side ? site->before : site->after;
      if (i >= (side ? site->before_count : site->after_count)) continue;
      uint32_t mark = finding->marks[row[i]].time;
      if (!mark) continue;
      syn_time_type type = finding->times.items[mark - 1].type;
      if (type == SYN_TIME_DATE || type == SYN_TIME_TIME) return mark - 1;
    }
  return SYN_NO_INDEX;
}

static syn_status one_span(syn_span_list *list, syn_span span, syn_arena *arena) {
  list->items = SYN_ARENA_NEW(arena, syn_span);
  if (!list->items) return SYN_NO_MEMORY;
  list->items[0] = span;
  list->count = 1;
  return SYN_OK;
}

static syn_status fill_date(const event_work *work, const syn_pattern_site *site, syn_event *event) {
  event->time = nearest_time(work->finding, site);
  if (event->time == SYN_NO_INDEX) return SYN_OK;
  const syn_time *time = &work->finding->times.items[event->time];
  event->date = time->interval;
  return one_span(&event->evidence[SYN_SLOT_DATE], time->span, work->finding->arena);
}

static syn_status fill_quantities(const event_work *work, const syn_pattern_site *site, syn_event *event) {
  syn_finding *finding = work->finding;
  uint32_t last = 0, index = (uint32_t)finding->events.count;
  uint32_t *items = SYN_ARENA_ARRAY(finding->arena, uint32_t, site->after_count);
  if (!items) return SYN_NO_MEMORY;
  event->quantities.items = items;
  for (uint32_t i = 0; i < site->after_count; i++) {
    uint32_t mark = finding->marks[site->after[i]].quantity;
    if (!mark || mark == last) continue;
    last = mark;
    items[event->quantities.count++] = mark - 1;
    syn_quantity *quantity = &finding->quantities.items[mark - 1];
    if (quantity->event == SYN_NO_INDEX) quantity->event = index;
  }
  return SYN_OK;
}

/* Whether the pattern itself asked for a word of denial: then its code has that in it ("WILL NOT * [121]"). */
static bool asks_for_negation(const event_work *work, const syn_pattern *pattern) {
  const syn_word_classes *words = &work->events->words;
  for (uint32_t i = 0; pattern && i < pattern->before_count; i++) {
    const syn_pattern_element *element = &pattern->before[i];
    if (element->kind == SYN_PATTERN_WORD && syn_word_is(words, element->word, SYN_WORD_NEGATION)) return true;
    if (element->kind != SYN_PATTERN_SET) continue;
    const syn_pattern_set *set = &work->events->lexicon.sets.items[element->set];
    for (size_t k = 0; k < set->words.count; k++)
      for (uint32_t w = 0; w < set->words.items[k].count; w++)
        if (syn_word_is(words, set->words.items[k].items[w], SYN_WORD_NEGATION)) return true;
  }
  return false;
}

/* What the auxiliaries right before the verb say of it. */
static syn_status fill_modality(const event_work *work, const syn_pattern_site *site, const syn_pattern *pattern, syn_event *event) {
  const syn_document *document = work->finding->document;
  const syn_word_classes *words = &work->events->words;
  bool negates = !asks_for_negation(work, pattern);
  for (uint32_t i = 0; i < site->before_count && i < AUXILIARY_STEPS; i++) {
    const syn_token *at = &document->tokens[site->before[i]];
    if (at->tag != SYN_TAG_AUX && at->tag != SYN_TAG_ADV && at->tag != SYN_TAG_PART) break;
    if (negates && syn_word_is(words, at->lower, SYN_WORD_NEGATION)) event->negated = true;
    if (at->tag != SYN_TAG_AUX || event->modality != SYN_MODALITY_HAPPENED) continue;
    if (syn_word_is(words, at->lower, SYN_WORD_FUTURE)) event->modality = SYN_MODALITY_PLANNED;
    if (syn_word_is(words, at->lower, SYN_WORD_POSSIBLE)) event->modality = SYN_MODALITY_POSSIBLE;
    if (event->modality == SYN_MODALITY_HAPPENED) continue;
    syn_status status =
        one_span(&event->evidence[SYN_SLOT_MODALITY], syn_document_span(document, site->before[i], 1), work->finding->arena);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

/* ---- events ---- */

static bool is_null_code(syn_text code) {
  return code.size == 0 || code.data[0] == '-' || code.data[0] == '+' || code.data[0] == '#';
}

static syn_status tell_event(event_work *work, const syn_pattern_site *site, const syn_pattern_match *match, syn_text code,
                             const syn_coded_phrase *source, const syn_coded_phrase *target) {
  syn_finding *finding = work->finding;
  syn_code_meaning meaning;
  if (is_null_code(code) || !syn_pattern_lexicon_meaning(&work->events->lexicon, code, &meaning)) return SYN_OK;
  syn_event event = {.sentence = work->sentence->span,
                     .type = meaning.type,
                     .mode = meaning.mode,
                     .cameo = code,
                     .place = SYN_NO_INDEX,
                     .time = SYN_NO_INDEX,
                     .modality = SYN_MODALITY_HAPPENED};
  syn_span trigger = syn_document_span(finding->document, match->first, 1);
  syn_status status = one_span(&event.mentions, trigger, finding->arena);
  if (status == SYN_OK) status = one_span(&event.evidence[SYN_SLOT_TYPE], trigger, finding->arena);
  if (status == SYN_OK) status = fill_parties(work, source, &event.actors, &event.evidence[SYN_SLOT_ACTORS]);
  if (status == SYN_OK) status = fill_parties(work, target, &event.recipients, &event.evidence[SYN_SLOT_RECIPIENTS]);
  if (status == SYN_OK) status = fill_date(work, site, &event);
  if (status == SYN_OK) status = fill_modality(work, site, match->pattern, &event);
  if (status == SYN_OK) status = fill_quantities(work, site, &event);
  syn_event *added = status == SYN_OK ? SYN_ARRAY_ADD(&finding->events, finding->arena) : NULL;
  if (!added) return SYN_NO_MEMORY;
  *added = event;
  return SYN_OK;
}

static bool is_verb(const syn_token *token) {
  return token->tag == SYN_TAG_VERB && token->relation != SYN_RELATION_AMOD && token->relation != SYN_RELATION_COMPOUND;
}

static syn_status look_at_verb(event_work *work, const syn_pattern_sentence *sentence, uint32_t token) {
  syn_pattern_site site;
  syn_pattern_match match;
  syn_pattern_roles roles;
  syn_pattern_site_at(sentence, token, &site);
  if (!syn_pattern_match_verb(&work->events->lexicon, &site, &match) || is_null_code(match.code)) return SYN_OK;
  syn_pattern_roles_find(&site, &match, &work->events->words, &roles);
  if (!roles.source && !roles.target) return SYN_OK;
  size_t colon = syn_text_find(match.code, SYN_TEXT(":"), 0);
  syn_text there = syn_text_slice(match.code, 0, colon);
  syn_text back = colon == SIZE_MAX ? (syn_text){0} : syn_text_slice(match.code, colon + 1, match.code.size);
  syn_status status = tell_event(work, &site, &match, there, roles.source, roles.target);
  if (status != SYN_OK || back.size == 0 || !roles.source || !roles.target || roles.is_joint) return status;
  return tell_event(work, &site, &match, back, roles.target, roles.source);
}

static bool has_discard(const syn_phrase_index *discards, const syn_document *document, uint32_t first, uint32_t end) {
  uint32_t value;
  for (uint32_t token = first; discards->phrases.count && token < end; token++)
    if (syn_phrase_index_find(discards, document, token, end, &value)) return true;
  return false;
}

static syn_status look_at_sentence(event_work *work) {
  const syn_sentence *in = work->sentence;
  syn_pattern_sentence sentence;
  uint32_t end = in->first_token + in->token_count;
  if (has_discard(&work->events->codes.sentence_discards, work->finding->document, in->first_token, end)) return SYN_OK;
  syn_status status = syn_pattern_sentence_read(&work->reading, in, &sentence);
  for (uint32_t token = in->first_token; status == SYN_OK && token < end; token++)
    if (is_verb(&work->finding->document->tokens[token])) status = look_at_verb(work, &sentence, token);
  return status;
}

syn_status syn_pattern_events_find(const syn_pattern_events *events, syn_finding *finding) {
  char buffer[SYN_MOMENT_TEXT_SIZE];
  const syn_document *document = finding->document;
  event_work work = {.events = events, .finding = finding};
  work.reading = (syn_pattern_reading){
      .finding = finding, .codes = &events->codes, .words = &events->words, .day = syn_actor_codes_day(document->article, buffer)};
  syn_map_init(&work.described, finding->arena);
  if (has_discard(&events->codes.article_discards, document, 0, document->token_count)) return SYN_OK;
  syn_status status = SYN_OK;
  for (uint32_t i = 0; status == SYN_OK && i < document->sentence_count; i++) {
    work.sentence = &document->sentences[i];
    status = look_at_sentence(&work);
  }
  return status;
}
