#include "facts/event_lexicon.h"

#include "base/array.h"
#include "facts/event_scale.h"
#include "records/names.h"

typedef SYN_ARRAY(syn_event_frame) frame_array;
typedef SYN_ARRAY(syn_colouring) colouring_array;

typedef struct reading {
  const syn_world *world;
  syn_arena *arena;
  syn_error *error;
  syn_event_lexicon *lexicon;
  frame_array frames;
  colouring_array colourings;
} reading;

static const struct {
  syn_text name;
  syn_place_kind kind;
} PLACES[] = {
    {{"subject", 7}, SYN_PLACE_SUBJECT},   {{"object", 6}, SYN_PLACE_OBJECT}, {{"possessor", 9}, SYN_PLACE_POSSESSOR},
    {{"modifier", 8}, SYN_PLACE_MODIFIER}, {{"source", 6}, SYN_PLACE_SOURCE}, {{"complement", 10}, SYN_PLACE_COMPLEMENT},
    {{"body", 4}, SYN_PLACE_BODY},
};

/* Whether a '|' list holds the item. */
static bool lists(syn_text list, syn_text item) {
  syn_text rest = list, one;
  while (syn_table_next_item(&rest, '|', &one)) {
    if (syn_text_equal(one, item)) return true;
  }
  return false;
}

static void read_places(syn_text cell, syn_place_list *out_places) {
  syn_text rest = cell, item;
  *out_places = (syn_place_list){.count = 0};
  while (out_places->count < SYN_FRAME_PLACE_LIMIT && syn_table_next_item(&rest, '|', &item)) {
    syn_place place = {.kind = SYN_PLACE_PREPOSITION, .preposition = item};
    for (size_t i = 0; i < sizeof PLACES / sizeof PLACES[0]; i++) {
      if (syn_text_equal(PLACES[i].name, item)) place.kind = PLACES[i].kind;
    }
    out_places->items[out_places->count++] = place;
  }
}

/* Puts the frame under one of its words, behind the frames that stand there. */
static syn_status index_frame(reading *job, syn_map *words, syn_text word, const syn_event_frame *frame) {
  syn_event_frame *added = SYN_ARRAY_ADD(&job->frames, job->arena);
  if (!added) return SYN_NO_MEMORY;
  *added = *frame;
  uint64_t first;
  if (!syn_map_get(words, word, &first)) return syn_map_put(words, word, job->frames.count);
  syn_event_frame *last = &job->frames.items[first - 1];
  while (last->next) last = &job->frames.items[last->next - 1];
  last->next = (uint32_t)job->frames.count;
  return SYN_OK;
}

static syn_status wrong_row(const reading *job, const syn_table *table, size_t row, const char *column, syn_text value) {
  return syn_error_set(job->error, SYN_BAD_INPUT, 0, "%s: row %zu: \"%.*s\" is no %s.", table->name, row + 1, SYN_TEXT_ARGUMENTS(value),
                       column);
}

static syn_status read_condition(const reading *job, const syn_table *table, size_t row, const char *column,
                                 syn_event_condition *out_condition) {
  syn_text unknown, cell = syn_table_cell(table, row, syn_table_column(table, column));
  if (syn_event_condition_parse(&job->lexicon->words, cell, out_condition, &unknown)) return SYN_OK;
  return wrong_row(job, table, row, "class of event_words", unknown);
}

/* What must stand around the word. A row whose objects are given by class only ("<person>") has no theme: the object is a party. */
static syn_status read_conditions(const reading *job, const syn_table *table, size_t row, syn_event_frame *frame) {
  syn_text objects = syn_table_cell(table, row, syn_table_column(table, "objects"));
  frame->has_no_object = syn_text_equal(objects, SYN_TEXT("-"));
  syn_status status = frame->has_no_object ? SYN_OK : read_condition(job, table, row, "objects", &frame->objects);
  frame->takes_theme = frame->objects.classes == 0;
  if (status == SYN_OK) status = read_condition(job, table, row, "subjects", &frame->subjects);
  if (status == SYN_OK) status = read_condition(job, table, row, "when", &frame->when);
  if (status == SYN_OK) status = read_condition(job, table, row, "unless", &frame->unless);
  return status;
}

static void read_flags(syn_text flags, syn_event_frame *frame) {
  frame->is_joint = lists(flags, SYN_TEXT("joint"));
  frame->needs_party = lists(flags, SYN_TEXT("party"));
  frame->needs_pair = lists(flags, SYN_TEXT("pair"));
  frame->needs_actor = lists(flags, SYN_TEXT("actor"));
  frame->needs_recipient = lists(flags, SYN_TEXT("recipient"));
}

static syn_status read_frame(reading *job, const syn_table *table, size_t row) {
  syn_event_frame frame = {0};
  syn_text pos = syn_table_cell(table, row, syn_table_column(table, "pos"));
  syn_text type = syn_table_cell(table, row, syn_table_column(table, "type"));
  syn_text modality = syn_table_cell(table, row, syn_table_column(table, "modality"));
  frame.is_noun = syn_text_equal(pos, SYN_TEXT("noun"));
  if (!frame.is_noun && !syn_text_equal(pos, SYN_TEXT("verb"))) return wrong_row(job, table, row, "part of speech (verb, noun)", pos);
  frame.tells_nothing = syn_text_equal(type, SYN_TEXT("-"));
  if (!frame.tells_nothing && !syn_event_type_parse(type, &frame.type)) return wrong_row(job, table, row, "event type", type);
  frame.has_modality = modality.size > 0;
  if (frame.has_modality && !syn_modality_parse(modality, &frame.modality)) return wrong_row(job, table, row, "modality", modality);
  syn_status status = read_conditions(job, table, row, &frame);
  if (status != SYN_OK) return status;
  read_flags(syn_table_cell(table, row, syn_table_column(table, "flags")), &frame);
  frame.particle = syn_table_cell(table, row, syn_table_column(table, "particle"));
  frame.mode = syn_table_cell(table, row, syn_table_column(table, "mode"));
  frame.cameo = syn_table_cell(table, row, syn_table_column(table, "cameo"));
  status = frame.tells_nothing ? SYN_NOT_FOUND : syn_event_scale(job->world, frame.type, frame.mode, &frame.scale, job->error);
  if (status != SYN_OK && status != SYN_NOT_FOUND) return status;
  frame.has_scale = status == SYN_OK;
  read_places(syn_table_cell(table, row, syn_table_column(table, "actor")), &frame.actors);
  read_places(syn_table_cell(table, row, syn_table_column(table, "recipient")), &frame.recipients);
  syn_text rest = syn_table_cell(table, row, syn_table_column(table, "words")), word;
  syn_map *words = frame.is_noun ? &job->lexicon->nouns : &job->lexicon->verbs;
  while (syn_table_next_item(&rest, '|', &word)) {
    status = index_frame(job, words, word, &frame);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

static syn_status read_colouring(reading *job, const syn_table *table, size_t row) {
  syn_text modality = syn_table_cell(table, row, syn_table_column(table, "modality"));
  syn_text flags = syn_table_cell(table, row, syn_table_column(table, "flags"));
  syn_text rest = syn_table_cell(table, row, syn_table_column(table, "words")), word;
  syn_colouring colouring = {.modality = SYN_MODALITY_HAPPENED};
  if (modality.size > 0 && !syn_modality_parse(modality, &colouring.modality)) return wrong_row(job, table, row, "modality", modality);
  colouring.negates = lists(flags, SYN_TEXT("negates"));
  colouring.reports = lists(flags, SYN_TEXT("reports"));
  colouring.moves = lists(flags, SYN_TEXT("moves"));
  colouring.lifts = lists(flags, SYN_TEXT("lifts"));
  colouring.in_progress = lists(flags, SYN_TEXT("progressive"));
  syn_colouring *added = SYN_ARRAY_ADD(&job->colourings, job->arena);
  if (!added) return SYN_NO_MEMORY;
  *added = colouring;
  while (syn_table_next_item(&rest, '|', &word)) {
    if (syn_map_put(&job->lexicon->colouring_words, word, job->colourings.count - 1) != SYN_OK) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

static syn_status read_forms(const syn_world *world, syn_text language, syn_arena *arena, syn_event_lexicon *lexicon) {
  syn_map_init(&lexicon->form_rows, arena);
  lexicon->forms = syn_world_language_table(world, language, "event_forms");
  size_t row_count = lexicon->forms ? lexicon->forms->row_count : 0;
  for (size_t row = 0; row < row_count; row++) {
    syn_text form = syn_table_cell(lexicon->forms, row, syn_table_column(lexicon->forms, "form"));
    if (syn_map_put(&lexicon->form_rows, form, row) != SYN_OK) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

syn_status syn_event_lexicon_read(const syn_world *world, syn_text language, syn_arena *arena, syn_event_lexicon *out_lexicon,
                                  syn_error *error) {
  const syn_table *events = syn_world_language_table(world, language, "events");
  const syn_table *modality = syn_world_language_table(world, language, "modality");
  if (!events || !modality) return SYN_NOT_FOUND;
  syn_status status = syn_event_words_read(world, language, arena, &out_lexicon->words, error);
  if (status == SYN_OK) status = read_forms(world, language, arena, out_lexicon);
  if (status != SYN_OK) return status;
  reading job = {.world = world, .arena = arena, .error = error, .lexicon = out_lexicon};
  syn_map_init(&out_lexicon->verbs, arena);
  syn_map_init(&out_lexicon->nouns, arena);
  syn_map_init(&out_lexicon->colouring_words, arena);
  for (size_t row = 0; row < events->row_count; row++) {
    status = read_frame(&job, events, row);
    if (status != SYN_OK) return status;
  }
  for (size_t row = 0; row < modality->row_count; row++) {
    status = read_colouring(&job, modality, row);
    if (status != SYN_OK) return status;
  }
  out_lexicon->frames = job.frames.items;
  out_lexicon->frame_count = job.frames.count;
  out_lexicon->colourings = job.colourings.items;
  return SYN_OK;
}

syn_text syn_event_lexicon_verb(const syn_event_lexicon *lexicon, const syn_token *token) {
  uint64_t row;
  if (!syn_map_get(&lexicon->form_rows, token->lower, &row)) return token->lemma;
  return syn_table_cell(lexicon->forms, row, syn_table_column(lexicon->forms, "lemma"));
}

const syn_event_frame *syn_event_lexicon_find(const syn_event_lexicon *lexicon, bool is_noun, syn_text lemma) {
  uint64_t frame;
  return syn_map_get(is_noun ? &lexicon->nouns : &lexicon->verbs, lemma, &frame) ? &lexicon->frames[frame - 1] : NULL;
}

const syn_event_frame *syn_event_lexicon_next(const syn_event_lexicon *lexicon, const syn_event_frame *frame) {
  return frame->next ? &lexicon->frames[frame->next - 1] : NULL;
}

const syn_colouring *syn_event_lexicon_colouring(const syn_event_lexicon *lexicon, syn_text lemma) {
  uint64_t index;
  return syn_map_get(&lexicon->colouring_words, lemma, &index) ? &lexicon->colourings[index] : NULL;
}
