#include "facts/transfer_lexicon.h"

#include "records/names.h"

typedef struct row_reading {
  const syn_table *table;
  size_t row;
  syn_error *error;
} row_reading;

static syn_text cell(const row_reading *job, const char *column) {
  return syn_table_cell(job->table, job->row, syn_table_column(job->table, column));
}

static syn_status wrong(const row_reading *job, const char *what, syn_text value) {
  return syn_error_set(job->error, SYN_BAD_INPUT, 0, "%s: row %zu: \"%.*s\" is no %s.", job->table->name, job->row + 1,
                       SYN_TEXT_ARGUMENTS(value), what);
}

static void read_places(syn_text rest, syn_transfer_places *out_places) {
  static const struct {
    syn_text name;
    syn_transfer_place_kind kind;
  } names[] = {{{"subject", 7}, SYN_TRANSFER_SUBJECT},
               {{"object", 6}, SYN_TRANSFER_OBJECT},
               {{"possessor", 9}, SYN_TRANSFER_POSSESSOR},
               {{"joint", 5}, SYN_TRANSFER_JOINT}};
  syn_text item;
  *out_places = (syn_transfer_places){.count = 0};
  while (out_places->count < SYN_TRANSFER_PLACE_LIMIT && syn_table_next_item(&rest, '|', &item)) {
    syn_transfer_place place = {.kind = SYN_TRANSFER_PREPOSITION, .preposition = item};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
      if (syn_text_equal(names[i].name, item)) place.kind = names[i].kind;
    }
    out_places->items[out_places->count++] = place;
  }
}

static syn_status read_flags(const row_reading *job, syn_transfer_word *word) {
  syn_text rest = cell(job, "flags"), flag;
  const struct {
    syn_text name;
    bool *is_set;
  } flags[] = {{{"moves", 5}, &word->moves}, {{"moved", 5}, &word->moved}, {{"equals", 6}, &word->equals}, {{"price", 5}, &word->price},
               {{"rate", 4}, &word->rate},   {{"part", 4}, &word->part},   {{"empty", 5}, &word->empty}};
  while (syn_table_next_item(&rest, '|', &flag)) {
    size_t i = 0;
    while (i < sizeof flags / sizeof *flags && !syn_text_equal(flags[i].name, flag)) i++;
    if (i == sizeof flags / sizeof *flags) return wrong(job, "flag (moves, moved, equals, price, rate, part, empty)", flag);
    *flags[i].is_set = true;
  }
  return SYN_OK;
}

static syn_status read_word(const row_reading *job, syn_transfer_word *word) {
  syn_text instrument = cell(job, "instrument"), stage = cell(job, "stage");
  *word = (syn_transfer_word){.has_instrument = instrument.size > 0, .has_stage = stage.size > 0};
  if (word->has_instrument && !syn_instrument_parse(instrument, &word->instrument)) return wrong(job, "instrument", instrument);
  if (word->has_stage && !syn_stage_parse(stage, &word->stage)) return wrong(job, "stage", stage);
  read_places(cell(job, "provider"), &word->providers);
  read_places(cell(job, "receiver"), &word->receivers);
  return read_flags(job, word);
}

syn_status syn_transfer_lexicon_read(const syn_world *world, syn_text language, syn_arena *arena, syn_transfer_lexicon *out_lexicon,
                                     syn_error *error) {
  row_reading job = {.table = syn_world_language_table(world, language, "transfers"), .error = error};
  if (!job.table) return SYN_NOT_FOUND;
  syn_transfer_lexicon lexicon = {.words = SYN_ARENA_ARRAY(arena, syn_transfer_word, job.table->row_count + 1)};
  if (!lexicon.words) return SYN_NO_MEMORY;
  syn_map_init(&lexicon.verbs, arena);
  syn_map_init(&lexicon.nouns, arena);
  syn_map_init(&lexicon.others, arena);
  for (job.row = 0; job.row < job.table->row_count; job.row++) {
    syn_text pos = cell(&job, "pos"), rest = cell(&job, "words"), lemma;
    syn_map *words = syn_text_equal(pos, SYN_TEXT("noun"))    ? &lexicon.nouns
                     : syn_text_equal(pos, SYN_TEXT("verb"))  ? &lexicon.verbs
                     : syn_text_equal(pos, SYN_TEXT("other")) ? &lexicon.others
                                                              : NULL;
    if (!words) return wrong(&job, "part of speech (verb, noun, other)", pos);
    syn_status status = read_word(&job, &lexicon.words[job.row]);
    while (status == SYN_OK && syn_table_next_item(&rest, '|', &lemma)) status = syn_map_put(words, lemma, job.row);
    if (status != SYN_OK) return status;
  }
  *out_lexicon = lexicon;
  return SYN_OK;
}

static const syn_transfer_word *find(const syn_transfer_lexicon *lexicon, const syn_map *words, syn_text lemma) {
  uint64_t row;
  return syn_map_get(words, lemma, &row) ? &lexicon->words[row] : NULL;
}

const syn_transfer_word *syn_transfer_verb(const syn_transfer_lexicon *lexicon, syn_text lemma) {
  return find(lexicon, &lexicon->verbs, lemma);
}

const syn_transfer_word *syn_transfer_noun(const syn_transfer_lexicon *lexicon, syn_text lemma) {
  return find(lexicon, &lexicon->nouns, lemma);
}

const syn_transfer_word *syn_transfer_other(const syn_transfer_lexicon *lexicon, syn_text word) {
  return find(lexicon, &lexicon->others, word);
}
