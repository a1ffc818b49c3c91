/*
 * How it works: each sentence is cut into clauses (clause.h). The main verb of a clause, and the head of each noun phrase, is looked up in
 * the lexicon of events; the first row whose required object and particle are there tells the type and where the parties stand
 * (event_places.h). All slots come from that one clause; what it does not state stays empty. Modality and source are read off the verb
 * group and the clauses around it (event_modality.h). Afterwards mentions of one event lend each other date and place
 * (event_coreference.h), which is marked as such. Linear in the length of the text.
 */
#include "facts/event_coreference.h"
#include "facts/event_frames.h"
#include "facts/event_gaps.h"
#include "facts/event_means.h"
#include "facts/event_modality.h"
#include "facts/event_occasion.h"
#include "facts/event_senses.h"
#include "facts/event_times.h"
#include "facts/event_vectors.h"
#include "facts/finders.h"
#include "facts/pattern_events.h"

typedef struct event_state {
  syn_pattern_events *patterns; /* of a dictionary that takes the place of the lexicon, or NULL */
  syn_word_classes words;
  syn_event_lexicon lexicon;
  syn_described_classes described;
  syn_event_senses senses;
  syn_event_vectors vectors;
} event_state;

enum { ONE_SIDED_MARGIN = 200 }; /* likeness (event_vectors.h) that an event with one side needs beyond the threshold */

typedef struct search {
  const event_state *state;
  syn_finding *finding;
  const syn_sentence *sentence;
  uint64_t topics;     /* what the document is about */
  syn_domains domains; /* and of which fields it is */
  syn_word_sum words;  /* and the vectors of its words */
  bool has_words;
  syn_clause_list list;
  uint32_t *clause_of;   /* of each chunk: index of the last clause whose stretch holds it + 1 */
  uint32_t named_source; /* chunk that opens "according to X", or SYN_NO_CHUNK */
  bool *is_used;         /* chunks that told an event, or were required by one */
} search;

static syn_status create(const syn_world *world, syn_text language, syn_arena *arena, void **out_state, syn_error *error) {
  event_state *state = SYN_ARENA_NEW(arena, event_state);
  if (!state) return SYN_NO_MEMORY;
  syn_status patterns = syn_pattern_events_create(world, language, arena, &state->patterns, error);
  if (patterns != SYN_NOT_FOUND) {
    *out_state = patterns == SYN_OK ? state : NULL;
    return patterns;
  }
  syn_status status = syn_word_classes_read(world, language, arena, &state->words, error);
  if (status == SYN_OK) status = syn_event_lexicon_read(world, language, arena, &state->lexicon, error);
  if (status == SYN_OK) syn_described_classes_find(&state->lexicon.words, &state->described);
  if (status == SYN_OK) status = syn_event_senses_read(world, language, arena, &state->senses, error);
  if (status == SYN_OK) status = syn_event_vectors_read(world, language, arena, &state->vectors, error);
  *out_state = status == SYN_OK ? state : NULL;
  return status == SYN_NOT_FOUND ? SYN_OK : status;
}

syn_event_senses *syn_event_finder_senses(void *state) {
  event_state *events = state;
  return events && !events->patterns ? &events->senses : NULL;
}

/* ---- filling slots ---- */

static syn_status add_span(syn_span_list *list, syn_span span, syn_arena *arena) {
  syn_span *items = SYN_ARENA_ARRAY(arena, syn_span, list->count + 1);
  if (!items) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < list->count; i++) items[i] = list->items[i];
  items[list->count++] = span;
  list->items = items;
  return SYN_OK;
}

static syn_status fill_parties(const search *job, const syn_party_list *parties, syn_index_list *out_list, syn_span_list *evidence) {
  syn_finding *finding = job->finding;
  if (parties->count == 0) return SYN_OK;
  out_list->items = SYN_ARENA_ARRAY(finding->arena, uint32_t, parties->count);
  evidence->items = SYN_ARENA_ARRAY(finding->arena, syn_span, parties->count);
  if (!out_list->items || !evidence->items) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < parties->count; i++) {
    const syn_party *party = &parties->items[i];
    uint32_t entity = party->entity;
    if (entity & SYN_DESCRIBED_PARTY) {
      syn_status status = syn_described_entity(finding, &job->state->lexicon.words, &job->state->described, entity & ~SYN_DESCRIBED_PARTY,
                                               party->span, &entity);
      if (status != SYN_OK) return status;
    }
    out_list->items[out_list->count++] = entity;
    if (party->span.end > party->span.start) evidence->items[evidence->count++] = party->span;
  }
  return SYN_OK;
}

/* "starts tomorrow", "meets next week" */
static bool lies_ahead(const search *job, const syn_time *time) {
  const syn_interval *published = &job->finding->document->article->published;
  if (published->basis != SYN_BASIS_NONE && time->interval.basis != SYN_BASIS_NONE) return time->interval.from.day > published->to.day;
  return time->direction > 0 && (time->shift > 0 || time->shift_unit == 'N' || time->shift_unit == 'C');
}

static syn_status fill_date(const search *job, const syn_event_site *site, syn_event *event) {
  event->time = syn_event_time(site, event->type);
  if (event->time == SYN_NO_INDEX) event->time = syn_event_occasion_time(site);
  if (event->time == SYN_NO_INDEX) return SYN_OK;
  const syn_time *time = &job->finding->times.items[event->time];
  event->date = time->interval;
  bool is_present = site->noun == SYN_NO_CHUNK && site->clause && !site->clause->is_passive &&
                    (job->finding->document->tokens[site->clause->main_verb].features & SYN_FEATURE_PRESENT);
  if (is_present && event->modality == SYN_MODALITY_HAPPENED && lies_ahead(job, time)) event->modality = SYN_MODALITY_PLANNED;
  return add_span(&event->evidence[SYN_SLOT_DATE], time->span, job->finding->arena);
}

/* Quantities of the stretch belong to the event; the first event of a quantity is the one whose clause it stands in. */
static syn_status fill_quantities(const search *job, const syn_event_site *site, uint32_t event_index, syn_event *event) {
  syn_finding *finding = job->finding;
  uint32_t first, end, count = 0, last = 0;
  syn_event_stretch(site, &first, &end);
  for (uint32_t token = first; token < end; token++) {
    uint32_t mark = finding->marks[token].quantity;
    if (!mark || mark == last || !syn_event_owns(site, token)) continue;
    last = mark;
    count++;
  }
  if (count == 0) return SYN_OK;
  uint32_t *items = SYN_ARENA_ARRAY(finding->arena, uint32_t, count);
  if (!items) return SYN_NO_MEMORY;
  event->quantities.items = items;
  last = 0;
  for (uint32_t token = first; token < end; token++) {
    uint32_t mark = finding->marks[token].quantity;
    if (!mark || mark == last || !syn_event_owns(site, token)) continue;
    last = mark;
    items[event->quantities.count++] = mark - 1;
    syn_quantity *quantity = &finding->quantities.items[mark - 1];
    if (quantity->event == SYN_NO_INDEX) quantity->event = event_index;
  }
  return SYN_OK;
}

static bool has_quantity(const search *job, const syn_event_site *site) {
  uint32_t first, end;
  syn_event_stretch(site, &first, &end);
  for (uint32_t token = first; token < end; token++) {
    if (job->finding->marks[token].quantity && syn_event_owns(site, token)) return true;
  }
  return false;
}

/* Nobody is one's own recipient: "congratulated his colleague" is about the colleague, though "his" stands there. */
static void remove_actors(const syn_party_list *actors, syn_party_list *recipients) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < recipients->count; i++) {
    bool acts = false;
    for (uint32_t a = 0; a < actors->count; a++) acts = acts || actors->items[a].entity == recipients->items[i].entity;
    if (!acts) recipients->items[kept++] = recipients->items[i];
  }
  recipients->count = kept;
}

/* Whether the clause says who acts, though not by name ("the opposition", "prosecutors"): a common noun as subject, or agent of a passive.
 */
static bool describes_actor(const syn_event_site *site) {
  const syn_clause *clause = site->clause;
  if (!clause || site->noun != SYN_NO_CHUNK) return false;
  uint32_t actor = clause->is_passive ? SYN_NO_CHUNK : clause->subject;
  for (uint32_t i = 0; clause->is_passive && i < clause->prepositional_count; i++) {
    syn_text preposition = site->finding->document->tokens[clause->prepositionals[i].preposition].lower;
    if (syn_word_is(site->words, preposition, SYN_WORD_AGENT)) actor = clause->prepositionals[i].phrase;
  }
  if (actor == SYN_NO_CHUNK) return false;
  uint8_t tag = site->finding->document->tokens[site->list->chunks[actor].head].tag;
  return tag == SYN_TAG_NOUN || tag == SYN_TAG_PROPN;
}

static uint32_t named_count(const syn_party_list *parties) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < parties->count; i++) count += !(parties->items[i].entity & SYN_DESCRIBED_PARTY);
  return count;
}

/* Whether enough is named for the frame to be told. */
static bool names_enough(const syn_event_site *site, const syn_event_frame *frame, uint32_t actor_count, uint32_t recipient_count,
                         bool has_figure) {
  syn_party place;
  syn_party_list means = {.count = 0};
  uint32_t party_count = actor_count > 0 && recipient_count > 0   ? 2
                         : actor_count > 1 || recipient_count > 1 ? 2
                                                                  : actor_count + recipient_count;
  if (frame->needs_recipient && recipient_count == 0 && !syn_event_describes(site, &frame->recipients)) return false;
  if (frame->needs_means && (!syn_event_means(site, &means) || (frame->is_noun && means.count == 0))) return false;
  if (frame->needs_actor && actor_count == 0 && !describes_actor(site)) return false;
  if (frame->needs_pair && party_count == 1)
    return has_figure || syn_event_location(site, frame->type, &place) ||
           (recipient_count == 0 && syn_event_describes(site, &frame->recipients));
  if (frame->needs_pair && party_count == 0)
    return describes_actor(site) &&
           (has_figure || syn_event_location(site, frame->type, &place)); /* "the two leaders met in Riga", "for an hour" */
  if (frame->needs_pair) return party_count == 2;
  return !frame->needs_party || party_count > 0 || describes_actor(site);
}

/* "supposed to meet with X or Y": who meets them is another one, though nobody knows who. */
static bool names_company(const syn_event_site *site) {
  syn_prepositional items[SYN_CLAUSE_PREPOSITION_LIMIT];
  uint32_t count = syn_event_prepositionals(site, items, SYN_CLAUSE_PREPOSITION_LIMIT);
  for (uint32_t i = 0; i < count; i++) {
    if (syn_word_is(site->words, site->finding->document->tokens[items[i].preposition].lower, SYN_WORD_COMPANY)) return true;
  }
  return false;
}

/* Who stands in the frame's places; of a joint act each is the other's recipient. */
static void find_parties(const search *job, const syn_event_site *site, const syn_event_frame *frame, const syn_event_standing *standing,
                         syn_party_list *actors, syn_party_list *recipients) {
  syn_event_site with = *site; /* who is described counts too */
  with.described = &job->state->described;
  syn_event_parties(&with, &frame->actors, actors);
  with.takes_places = frame->type == SYN_EVENT_ASSAULT || frame->type == SYN_EVENT_COERCE; /* what acts upon places */
  syn_event_parties(&with, &frame->recipients, recipients);
  with.takes_places = false;
  if (actors->count == 0) syn_event_light_subject(&with, actors);
  bool takes_theme = false;
  for (uint32_t i = 0; i < frame->recipients.count; i++) takes_theme = takes_theme || frame->recipients.items[i].kind == SYN_PLACE_OBJECT;
  if (recipients->count == 0 && takes_theme) syn_event_described_theme(&with, recipients);
  if (recipients->count == 0)
    syn_event_complement_parties(&with, frame->type == SYN_EVENT_REQUEST || frame->type == SYN_EVENT_ACCUSE, recipients);
  remove_actors(actors, recipients);
  for (uint32_t i = 0; i < frame->actors.count && actors->count == 0; i++) {
    if (frame->actors.items[i].kind == SYN_PLACE_SOURCE) *actors = standing->sources;
  }
  if (frame->is_joint && actors->count > 1 && recipients->count == 0) *recipients = *actors;
  if (frame->is_joint && actors->count == 0 && recipients->count > 1 && !names_company(site)) *actors = *recipients;
}

static syn_status fill_event(const search *job, const syn_event_site *site, const syn_event_frame *frame,
                             const syn_event_standing *standing, const syn_party_list *actors, const syn_party_list *recipients,
                             uint32_t trigger, syn_event *event) {
  syn_arena *arena = job->finding->arena;
  const syn_document *document = job->finding->document;
  syn_party place;
  event->sentence = job->sentence->span;
  event->type = frame->type;
  event->mode = frame->mode;
  event->cameo = frame->cameo;
  event->has_scale = frame->has_scale;
  event->scale = frame->scale;
  event->place = SYN_NO_INDEX;
  event->modality = standing->modality;
  event->negated = standing->is_negated;
  syn_status status = add_span(&event->mentions, syn_document_span(document, trigger, 1), arena);
  if (status == SYN_OK) status = add_span(&event->evidence[SYN_SLOT_TYPE], syn_document_span(document, trigger, 1), arena);
  if (status == SYN_OK) status = fill_parties(job, actors, &event->actors, &event->evidence[SYN_SLOT_ACTORS]);
  if (status == SYN_OK) status = fill_parties(job, recipients, &event->recipients, &event->evidence[SYN_SLOT_RECIPIENTS]);
  if (status == SYN_OK) status = fill_parties(job, &standing->sources, &event->attributed_to, &event->evidence[SYN_SLOT_ATTRIBUTED_TO]);
  if (status == SYN_OK && standing->modality_token != SYN_NO_CHUNK)
    status = add_span(&event->evidence[SYN_SLOT_MODALITY], syn_document_span(document, standing->modality_token, 1), arena);
  bool has_place = syn_event_location(site, frame->type, &place) || syn_event_occasion_location(site, &place);
  if (status == SYN_OK && has_place) {
    event->place = place.entity;
    status = add_span(&event->evidence[SYN_SLOT_PLACE], place.span, arena);
  }
  if (status == SYN_OK) status = fill_date(job, site, event);
  return status;
}

/* Whether a state, or somebody in office, is among the parties. */
static bool names_office(const search *job, const syn_party_list *parties) {
  for (uint32_t i = 0; i < parties->count; i++) {
    uint32_t index = parties->items[i].entity;
    if (index & SYN_DESCRIBED_PARTY) continue;
    const syn_entity *entity = &job->finding->entities.items[index];
    if (entity->type == SYN_ENTITY_COUNTRY || (entity->type == SYN_ENTITY_PERSON && entity->role_count > 0)) return true;
  }
  return false;
}

/*
 * Where one side alone is told, or nobody, the word is more often meant in another sense (of 158 such events that were read 31 % were
 * wrong, of those with two sides 27 %); but what is asked for or given may be a thing ("the dockers demand 3 euros").
 */
static bool is_one_sided(const syn_event_evidence *evidence) {
  if (evidence->frame->type == SYN_EVENT_REQUEST || evidence->frame->type == SYN_EVENT_AID) return false;
  return evidence->actors->count == 0 || evidence->recipients->count == 0;
}

/* What is told in an article looks like events that were right; where states or people in office act the lexicon is trusted. */
static bool is_like_right_ones(const search *job, const syn_event_evidence *evidence) {
  const syn_event_vectors *vectors = &job->state->vectors;
  syn_word_sum views[SYN_EVENT_VIEW_COUNT];
  if (!job->has_words) return true;
  if (names_office(job, evidence->actors) || names_office(job, evidence->recipients)) return true;
  syn_event_vectors_views(evidence->site, &job->words, views);
  return syn_event_vectors_likeness(vectors, evidence->frame->type, views) >=
         vectors->thresholds[job->domains.is_foreign] + (is_one_sided(evidence) ? ONE_SIDED_MARGIN : 0);
}

/* Tells the event at the site, if the frame's conditions hold. */
static syn_status tell_event(search *job, syn_event_site *site, const syn_event_frame *frame, uint32_t trigger, bool *out_told) {
  syn_event_standing standing;
  syn_party_list actors = {.count = 0}, recipients = {.count = 0};
  syn_event_standing_read(site, &job->state->lexicon, frame, &standing);
  find_parties(job, site, frame, &standing, &actors, &recipients);
  *out_told = false;
  if (!names_enough(site, frame, named_count(&actors), named_count(&recipients), has_quantity(job, site))) return SYN_OK;
  if (syn_event_has_gap(site, frame, &actors, &recipients)) return SYN_OK;
  const syn_event_evidence evidence = {site, frame, &standing, &actors, &recipients, &job->domains};
  if (!syn_event_senses_accept(&job->state->senses, &evidence) || !is_like_right_ones(job, &evidence)) return SYN_OK;
  syn_finding *finding = job->finding;
  syn_event *event = SYN_ARRAY_ADD(&finding->events, finding->arena);
  if (!event) return SYN_NO_MEMORY;
  *out_told = true;
  syn_status status = fill_event(job, site, frame, &standing, &actors, &recipients, trigger, event);
  if (status == SYN_OK) status = fill_quantities(job, site, (uint32_t)finding->events.count - 1, event);
  return status;
}

/* ---- looking ---- */

static syn_event_site site_at(const search *job, const syn_clause *clause, uint32_t noun) {
  return (syn_event_site){
      .finding = job->finding,
      .words = &job->state->words,
      .event_words = &job->state->lexicon.words,
      .known = &job->state->described,
      .topics = job->topics,
      .list = &job->list,
      .clause = clause,
      .noun = noun,
      .theme = SYN_NO_CHUNK,
      .named_source = job->named_source,
  };
}

/* "EU-backed": part of a word. */
static bool is_in_compound(const search *job, uint32_t token) {
  const syn_token *tokens = job->finding->document->tokens;
  return token > job->sentence->first_token && !tokens[token].space_before && tokens[token - 1].tag == SYN_TAG_PUNCT &&
         !tokens[token - 1].space_before && token - 1 > job->sentence->first_token;
}

static syn_status look_at_verb(search *job, const syn_clause *clause) {
  syn_event_site site = site_at(job, clause, SYN_NO_CHUNK);
  uint32_t head = clause->main_verb;
  if (is_in_compound(job, head)) return SYN_OK;
  const syn_event_frame *frame = syn_event_lexicon_find(&job->state->lexicon, false, job->finding->document->tokens[head].lemma);
  for (; frame; frame = syn_event_lexicon_next(&job->state->lexicon, frame)) {
    bool is_question = clause->asks && frame->type == SYN_EVENT_REQUEST; /* "asked whether": nothing is requested */
    if (is_question || !syn_event_frame_fits(&site, frame)) continue;
    if (frame->tells_nothing) return SYN_OK;
    bool told = false;
    syn_status status = tell_event(job, &site, frame, head, &told);
    if (status != SYN_OK) return status;
    if (!told) continue;
    if (site.theme != SYN_NO_CHUNK) job->is_used[site.theme] = true;
    return SYN_OK;
  }
  return SYN_OK;
}

static syn_status look_at_noun(search *job, uint32_t chunk) {
  uint32_t head = job->list.chunks[chunk].head;
  const syn_token *word = &job->finding->document->tokens[head];
  /* the first word of a sentence may look like a name: "Talks between" */
  bool is_opening = word->tag == SYN_TAG_PROPN && head == job->sentence->first_token;
  if ((word->tag != SYN_TAG_NOUN && !is_opening) || job->is_used[chunk] || job->finding->marks[head].entity) return SYN_OK;
  const syn_event_frame *frame = syn_event_lexicon_find(&job->state->lexicon, true, is_opening ? word->lower : word->lemma);
  if (!frame) return SYN_OK;
  syn_event_site site = site_at(job, job->clause_of[chunk] ? &job->list.clauses[job->clause_of[chunk] - 1] : NULL, chunk);
  for (; frame; frame = syn_event_lexicon_next(&job->state->lexicon, frame)) {
    bool told = false;
    if (!syn_event_frame_fits(&site, frame)) continue;
    if (frame->tells_nothing) return SYN_OK;
    syn_status status = tell_event(job, &site, frame, head, &told);
    if (status != SYN_OK || told) return status;
  }
  return SYN_OK;
}

/* Notes of each chunk the last clause whose stretch holds it. Stretches end at the next verb: a chunk lies in two at most. */
static void note_clauses(search *job) {
  for (uint32_t chunk = 0; job->list.has_tree && chunk < job->list.chunk_count; chunk++)
    job->clause_of[chunk] = job->list.clause_of[job->list.chunks[chunk].head - job->list.tree.first];
  for (uint32_t i = 0; !job->list.has_tree && i < job->list.clause_count; i++) {
    const syn_clause *clause = &job->list.clauses[i];
    uint32_t chunk = clause->verb;
    while (chunk > 0 && job->list.chunks[chunk - 1].first >= clause->first_token) chunk--;
    for (; chunk < job->list.chunk_count && job->list.chunks[chunk].first < clause->end_token; chunk++) job->clause_of[chunk] = i + 1;
  }
}

static syn_status read_sentence(search *job) {
  job->is_used = SYN_ARENA_ARRAY(job->finding->arena, bool, job->list.chunk_count);
  job->clause_of = SYN_ARENA_ARRAY(job->finding->arena, uint32_t, job->list.chunk_count);
  if (!job->is_used || !job->clause_of) return SYN_NO_MEMORY;
  note_clauses(job);
  job->named_source = syn_event_named_source(job->finding, &job->state->words, &job->list);
  return SYN_OK;
}

static syn_status look_at_sentence(search *job) {
  syn_status status = syn_clauses_find(job->finding, &job->state->words, job->sentence, &job->list);
  if (status != SYN_OK) return status;
  status = read_sentence(job);
  for (uint32_t i = 0; status == SYN_OK && i < job->list.clause_count; i++) status = look_at_verb(job, &job->list.clauses[i]);
  for (uint32_t i = 0; status == SYN_OK && i < job->list.chunk_count; i++) {
    if (job->list.chunks[i].kind == SYN_CHUNK_NOUN) status = look_at_noun(job, i);
  }
  return status;
}

static syn_status find(const void *state, syn_finding *finding, syn_error *error) {
  const syn_document *document = finding->document;
  if (((const event_state *)state)->patterns) return syn_pattern_events_find(((const event_state *)state)->patterns, finding);
  search job = {
      .state = state, .finding = finding, .topics = syn_event_words_topics(&((const event_state *)state)->lexicon.words, document)};
  job.domains = syn_event_senses_domains(&job.state->senses, document);
  job.has_words = syn_event_vectors_fit(&job.state->vectors, document) && syn_event_vectors_document(document, &job.words);
  syn_status status = SYN_OK;
  for (uint32_t i = 0; status == SYN_OK && i < document->sentence_count; i++) {
    job.sentence = &document->sentences[i];
    status = look_at_sentence(&job);
  }
  return status == SYN_OK ? syn_event_coreference(finding) : status;
}

const syn_finder syn_event_finder = {"events", create, find};
