/*
 * How it works
 *
 * From the noun that is counted (or the number, where there is none) the tree is followed to the word that governs it: a verb of which it
 * is subject or object, a noun of which it is the "of" phrase, an adjective said of it. Participles and adjectives that depend on the noun
 * are read in the same way ("a man killed in the blast"). Verbs side by side ("shot and killed") give the graver of their fates: that of
 * the earlier row. Words are looked for within WINDOW tokens, so that the cost does not grow with the length of the sentence.
 */
#include "facts/quantity_fates.h"

#include <string.h>

enum { WINDOW = 40, CLIMB = 4, PHRASE_CLIMB = 6, DATELINE_TOKENS = 8, ORPHAN_REACH = 15, KEY_BYTES = 64 };

typedef struct fate_search {
  const syn_fate_frames *frames;
  const syn_document *document;
  uint32_t begin, end; /* tokens of the sentence */
} fate_search;

static const char *const PLACE_NAMES[SYN_FATE_PLACE_COUNT] = {"patient", "subject", "self",   "state",  "of",     "bearer", "receive",
                                                              "carry",   "care",    "adverb", "result", "target", "hit",    "body",
                                                              "victim",  "article", "life",   "taker",  "loser"};

static bool find_place(syn_text name, unsigned *out_place) {
  for (unsigned i = 0; i < SYN_FATE_PLACE_COUNT; i++) {
    if (!syn_text_equal(name, syn_text_from(PLACE_NAMES[i]))) continue;
    *out_place = i;
    return true;
  }
  return false;
}

static syn_status load_row(const syn_table *table, size_t row, syn_fate_frames *frames, syn_error *error) {
  unsigned place = 0;
  syn_text name = syn_table_cell(table, row, syn_table_column(table, "place"));
  if (!find_place(name, &place))
    return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: row %zu: there is no place \"%.*s\"", table->name, row + 1,
                         SYN_TEXT_ARGUMENTS(name));
  syn_text rest = syn_table_cell(table, row, syn_table_column(table, "words")), word;
  while (syn_table_next_item(&rest, '|', &word)) {
    uint64_t first;
    if (syn_map_get(&frames->words[place], word, &first)) continue; /* the graver holds */
    if (syn_map_put(&frames->words[place], word, row + 1) != SYN_OK) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

/* "dead the": a fate and a word for which one person without a number counts. Empty when it does not fit. */
static syn_text single_key(syn_text fate, syn_text word, char *buffer) {
  if (fate.size + word.size + 1 > KEY_BYTES) return (syn_text){buffer, 0};
  memcpy(buffer, fate.data, fate.size);
  buffer[fate.size] = ' ';
  memcpy(buffer + fate.size + 1, word.data, word.size);
  return (syn_text){buffer, fate.size + word.size + 1};
}

static syn_status load_single(const syn_table *table, size_t row, syn_arena *arena, syn_fate_frames *frames) {
  char buffer[KEY_BYTES];
  unsigned place = 0;
  if (!find_place(syn_table_cell(table, row, syn_table_column(table, "place")), &place) || place != SYN_FATE_ARTICLE) return SYN_OK;
  syn_text fate = syn_table_cell(table, row, syn_table_column(table, "fate"));
  syn_text rest = syn_table_cell(table, row, syn_table_column(table, "words")), word, key;
  if (syn_map_put(&frames->single, fate, 1) != SYN_OK) return SYN_NO_MEMORY;
  while (syn_table_next_item(&rest, '|', &word)) {
    if (syn_arena_copy(arena, single_key(fate, word, buffer), &key) != SYN_OK) return SYN_NO_MEMORY;
    if (key.size && syn_map_put(&frames->single, key, 1) != SYN_OK) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

syn_status syn_fate_frames_load(const syn_world *world, syn_text language, syn_arena *arena, syn_fate_frames *out_frames,
                                syn_error *error) {
  *out_frames = (syn_fate_frames){0};
  const syn_table *table = syn_world_language_table(world, language, "fate_frames");
  if (!table) return SYN_OK;
  syn_status status = syn_word_classes_read(world, language, arena, &out_frames->classes, error);
  if (status != SYN_OK) return status == SYN_NOT_FOUND ? SYN_OK : status;
  for (unsigned i = 0; i < SYN_FATE_PLACE_COUNT; i++) syn_map_init(&out_frames->words[i], arena);
  syn_map_init(&out_frames->single, arena);
  for (size_t row = 0; row < table->row_count && status == SYN_OK; row++) {
    status = load_row(table, row, out_frames, error);
    if (status == SYN_OK) status = load_single(table, row, arena, out_frames);
  }
  out_frames->fate = syn_table_column(table, "fate");
  out_frames->table = table;
  return status;
}

/* ---- words and trees ---- */

/* The row of the word in this place, 0: none. */
static size_t row_of(const fate_search *in, uint32_t at, syn_fate_place place) {
  uint64_t row = 0;
  const syn_token *token = &in->document->tokens[at];
  if (syn_map_get(&in->frames->words[place], token->lower, &row)) return (size_t)row;
  return syn_map_get(&in->frames->words[place], token->lemma, &row) ? (size_t)row : 0;
}

static size_t graver(size_t a, size_t b) {
  return a == 0 || (b != 0 && b < a) ? b : a;
}

static const syn_token *token_at(const fate_search *in, uint32_t at) {
  return &in->document->tokens[at];
}

static bool has_head(const fate_search *in, uint32_t at) {
  int32_t head = token_at(in, at)->head;
  return head >= (int32_t)in->begin && head < (int32_t)in->end;
}

/* The bounds of what is looked at around a token. */
static uint32_t window_begin(const fate_search *in, uint32_t at) {
  return at > in->begin + WINDOW ? at - WINDOW : in->begin;
}

static uint32_t window_end(const fate_search *in, uint32_t at) {
  return at + WINDOW < in->end ? at + WINDOW : in->end;
}

static bool is_class(const fate_search *in, uint32_t at, uint32_t class) {
  return syn_word_is(&in->frames->classes, token_at(in, at)->lower, class);
}

/* The next child of `head` with the relation, from `*at` on; SYN_RELATION_NONE: any. */
static bool next_child(const fate_search *in, uint32_t head, syn_relation relation, uint32_t *at) {
  for (uint32_t end = window_end(in, head); *at < end; ++*at) {
    const syn_token *token = token_at(in, *at);
    if (token->head == (int32_t)head && (relation == SYN_RELATION_NONE || token->relation == relation)) return true;
  }
  return false;
}

static bool has_child(const fate_search *in, uint32_t head, syn_relation relation) {
  uint32_t at = window_begin(in, head);
  return next_child(in, head, relation, &at);
}

/* Denied, possible or conditional: "was not hurt", "could kill", "if two die". */
static bool is_denied_verb(const fate_search *in, uint32_t verb) {
  for (uint32_t at = window_begin(in, verb); next_child(in, verb, SYN_RELATION_NONE, &at); at++) {
    const syn_token *token = token_at(in, at);
    if (is_class(in, at, SYN_WORD_NEGATION) || (token->relation == SYN_RELATION_MARK && is_class(in, at, SYN_WORD_CONDITION))) return true;
    if (token->relation == SYN_RELATION_AUX && token->features & SYN_FEATURE_MODAL) return true;
    if (token->relation == SYN_RELATION_AUX && is_class(in, at, SYN_WORD_FUTURE | SYN_WORD_POSSIBLE)) return true;
  }
  return false;
}

/* Only meant: "tried to kill", but not "is said to have killed". */
static bool is_meant(const fate_search *in, uint32_t verb) {
  bool is_infinitive = false;
  for (uint32_t at = window_begin(in, verb); next_child(in, verb, SYN_RELATION_NONE, &at); at++) {
    if (token_at(in, at)->relation == SYN_RELATION_AUX) return false;
    is_infinitive = is_infinitive || (token_at(in, at)->relation == SYN_RELATION_MARK && is_class(in, at, SYN_WORD_INFINITIVE));
  }
  return is_infinitive;
}

static bool is_unreal(const fate_search *in, uint32_t verb) {
  return is_denied_verb(in, verb) || is_meant(in, verb);
}

/* "neither X nor their three children", "no one" */
static bool is_denied(const fate_search *in, uint32_t noun) {
  for (uint32_t at = window_begin(in, noun); next_child(in, noun, SYN_RELATION_NONE, &at); at++) {
    if (is_class(in, at, SYN_WORD_NEGATION)) return true;
  }
  return false;
}

/* Whether one of the dependents of `verb` (objects, obliques, modifiers) is a word of the place; with the preposition's class, if any. */
static size_t dependent_row(const fate_search *in, uint32_t verb, syn_fate_place place) {
  size_t best = 0;
  for (uint32_t at = window_begin(in, verb); next_child(in, verb, SYN_RELATION_NONE, &at); at++) {
    switch (token_at(in, at)->relation) {
    case SYN_RELATION_OBJ:
    case SYN_RELATION_OBL:
    case SYN_RELATION_ADVMOD:
    case SYN_RELATION_NMOD:
    case SYN_RELATION_XCOMP:
    case SYN_RELATION_ADVCL:
    case SYN_RELATION_AMOD:
      best = graver(best, row_of(in, at, place));
      break;
    default:
      break;
    }
  }
  return best;
}

/* ---- what a verb tells of its subject or object ---- */

static bool is_passive(const fate_search *in, uint32_t verb) {
  for (uint32_t at = window_begin(in, verb); next_child(in, verb, SYN_RELATION_NONE, &at); at++) {
    const syn_token *token = token_at(in, at);
    if ((token->relation == SYN_RELATION_AUX || token->relation == SYN_RELATION_NSUBJ) && token->subtype == 1) return true;
  }
  return false;
}

/* What the verb alone, with its own complements, tells of the persons in this place. */
static size_t own_fate(const fate_search *in, uint32_t verb, syn_fate_place place) {
  /* "arrived to find a man dead" did find him. */
  if (is_denied_verb(in, verb) || (is_meant(in, verb) && !row_of(in, verb, SYN_FATE_RECEIVE))) return 0;
  size_t row = row_of(in, verb, place);
  if (place == SYN_FATE_SUBJECT && row_of(in, verb, SYN_FATE_PATIENT) && dependent_row(in, verb, SYN_FATE_SELF))
    row = graver(row, row_of(in, verb, SYN_FATE_PATIENT));
  /* "lost their lives" */
  if (place == SYN_FATE_SUBJECT && row_of(in, verb, SYN_FATE_LOSER) && dependent_row(in, verb, SYN_FATE_LIFE))
    row = graver(row, row_of(in, verb, SYN_FATE_LOSER));
  if (row_of(in, verb, SYN_FATE_RECEIVE)) row = graver(row, dependent_row(in, verb, SYN_FATE_BEARER));
  if (row_of(in, verb, SYN_FATE_CARRY)) row = graver(row, dependent_row(in, verb, SYN_FATE_CARE));
  if (row_of(in, verb, SYN_FATE_HIT) && place == SYN_FATE_PATIENT) row = graver(row, dependent_row(in, verb, SYN_FATE_BODY));
  if (row) row = graver(row, graver(dependent_row(in, verb, SYN_FATE_ADVERB), dependent_row(in, verb, SYN_FATE_RESULT)));
  /* "was found dead", "left two people injured" */
  bool is_shared = place == SYN_FATE_PATIENT || !has_child(in, verb, SYN_RELATION_OBJ); /* not "they saw him shot" */
  for (uint32_t at = window_begin(in, verb); is_shared && next_child(in, verb, SYN_RELATION_XCOMP, &at); at++) {
    row = graver(row, row_of(in, at, SYN_FATE_STATE));
    size_t told = token_at(in, at)->features & SYN_FEATURE_PARTICIPLE ? row_of(in, at, SYN_FATE_PATIENT) : 0;
    if (told) row = graver(graver(row, told), graver(dependent_row(in, at, SYN_FATE_ADVERB), dependent_row(in, at, SYN_FATE_RESULT)));
  }
  return row;
}

/* The same with the verbs that stand beside it and share the persons: "was shot and died", "shot and killed two". */
static size_t verb_fate(const fate_search *in, uint32_t noun, uint32_t verb, syn_fate_place place) {
  size_t row = own_fate(in, verb, place);
  for (uint32_t at = verb + 1; next_child(in, verb, SYN_RELATION_CONJ, &at); at++) {
    if (has_child(in, at, SYN_RELATION_NSUBJ)) continue;
    bool is_object = place == SYN_FATE_PATIENT && !is_passive(in, verb);
    /* "wounded 30 and killed five": an object between the verbs is of the first alone. */
    if (is_object && ((noun > verb && noun < at) || has_child(in, at, SYN_RELATION_OBJ))) continue;
    bool is_participle = (token_at(in, at)->features & SYN_FEATURE_PARTICIPLE) != 0;
    if (!is_object && token_at(in, at)->tag != SYN_TAG_VERB) row = graver(row, is_unreal(in, at) ? 0 : row_of(in, at, SYN_FATE_STATE));
    row = graver(row, own_fate(in, at, is_object || is_participle ? SYN_FATE_PATIENT : SYN_FATE_SUBJECT));
    if (!is_object && is_participle) row = graver(row, own_fate(in, at, SYN_FATE_SUBJECT));
    /* "shot and killed himself" */
    bool is_self = place == SYN_FATE_SUBJECT && (dependent_row(in, verb, SYN_FATE_SELF) || dependent_row(in, at, SYN_FATE_SELF));
    if (is_self) row = graver(row, graver(row_of(in, verb, SYN_FATE_PATIENT), row_of(in, at, SYN_FATE_PATIENT)));
  }
  return row;
}

/* "shot at": the subject is not the patient. */
static bool has_target(const fate_search *in, uint32_t verb) {
  for (uint32_t at = verb + 1; next_child(in, verb, SYN_RELATION_NONE, &at); at++) {
    if (row_of(in, at, SYN_FATE_TARGET)) return true;
    uint32_t child = window_begin(in, at);
    if (next_child(in, at, SYN_RELATION_CASE, &child) && child < at && row_of(in, child, SYN_FATE_TARGET)) return true;
  }
  return false;
}

/* Headlines leave auxiliaries out: "Man shot in club", "Two hurt in crash", and the parser takes them for the active. */
static bool is_bare_participle(const fate_search *in, uint32_t verb, uint32_t subject) {
  const syn_token *token = token_at(in, verb);
  if (has_child(in, verb, SYN_RELATION_OBJ) || has_child(in, verb, SYN_RELATION_AUX) || has_child(in, verb, SYN_RELATION_CCOMP))
    return false;
  if (has_target(in, verb)) return false;
  return verb > subject && !(token->features & SYN_FEATURE_PRESENT) && !has_child(in, subject, SYN_RELATION_DET);
}

static size_t subject_fate(const fate_search *in, uint32_t noun, uint32_t verb) {
  if (token_at(in, noun)->subtype == 1) return verb_fate(in, noun, verb, SYN_FATE_PATIENT);
  if (token_at(in, verb)->tag != SYN_TAG_VERB) return is_unreal(in, verb) ? 0 : row_of(in, verb, SYN_FATE_STATE);
  size_t row = verb_fate(in, noun, verb, SYN_FATE_SUBJECT);
  if (is_passive(in, verb) || is_bare_participle(in, verb, noun)) row = graver(row, verb_fate(in, noun, verb, SYN_FATE_PATIENT));
  return row;
}

/* ---- what depends on the noun ---- */

static size_t clause_fate(const fate_search *in, uint32_t noun, uint32_t verb) {
  const syn_token *token = token_at(in, verb);
  if (is_unreal(in, verb)) return 0;
  if (token->tag != SYN_TAG_VERB) return row_of(in, verb, SYN_FATE_STATE);
  bool has_subject = has_child(in, verb, SYN_RELATION_NSUBJ);
  if (has_subject && !is_passive(in, verb)) return verb_fate(in, noun, verb, SYN_FATE_SUBJECT);
  if (token->features & SYN_FEATURE_GERUND) return verb_fate(in, noun, verb, SYN_FATE_SUBJECT);
  return verb_fate(in, noun, verb, has_child(in, verb, SYN_RELATION_OBJ) ? SYN_FATE_SUBJECT : SYN_FATE_PATIENT);
}

/* An adjective may make it graver: "a fatal gunshot wound", "the fatal shooting of". */
static size_t with_adjectives(const fate_search *in, uint32_t noun, size_t row) {
  for (uint32_t at = window_begin(in, noun); row && next_child(in, noun, SYN_RELATION_AMOD, &at); at++)
    row = graver(row, row_of(in, at, SYN_FATE_ADVERB));
  return row;
}

static size_t dependents_fate(const fate_search *in, uint32_t noun) {
  size_t row = 0;
  for (uint32_t at = window_begin(in, noun); next_child(in, noun, SYN_RELATION_NONE, &at); at++) {
    switch (token_at(in, at)->relation) {
    case SYN_RELATION_ACL:
      row = graver(row, clause_fate(in, noun, at));
      break;
    case SYN_RELATION_AMOD:
      row = graver(row, graver(row_of(in, at, SYN_FATE_STATE), at > noun ? row_of(in, at, SYN_FATE_PATIENT) : 0));
      break;
    case SYN_RELATION_COMPOUND:
      if (row_of(in, noun, SYN_FATE_VICTIM)) row = graver(row, graver(row_of(in, at, SYN_FATE_BEARER), row_of(in, at, SYN_FATE_OF)));
      break;
    case SYN_RELATION_NMOD:
      if (at > noun && !has_child(in, at, SYN_RELATION_NUMMOD)) row = graver(row, with_adjectives(in, at, row_of(in, at, SYN_FATE_BEARER)));
      break;
    default:
      break;
    }
  }
  return row;
}

/* "claimed 12 lives", "lives were lost": what was taken from the persons. */
static size_t life_fate(const fate_search *in, uint32_t life) {
  if (!row_of(in, life, SYN_FATE_LIFE) || !has_head(in, life)) return 0;
  uint32_t verb = (uint32_t)token_at(in, life)->head;
  bool is_taken =
      token_at(in, life)->relation == SYN_RELATION_OBJ || (token_at(in, life)->relation == SYN_RELATION_NSUBJ && is_passive(in, verb));
  return is_taken && !is_unreal(in, verb) ? row_of(in, verb, SYN_FATE_TAKER) : 0;
}

/* "the killing of two men", "claimed the lives of two": the noun before. */
static size_t of_fate(const fate_search *in, uint32_t noun, uint32_t governor) {
  for (uint32_t at = window_begin(in, noun); next_child(in, noun, SYN_RELATION_CASE, &at); at++) {
    if (is_class(in, at, SYN_WORD_PARTITIVE))
      return graver(with_adjectives(in, governor, row_of(in, governor, SYN_FATE_OF)), life_fate(in, governor));
  }
  return 0;
}

static bool is_nominal(const fate_search *in, uint32_t at) {
  unsigned tag = token_at(in, at)->tag;
  return tag == SYN_TAG_NOUN || tag == SYN_TAG_PROPN || tag == SYN_TAG_NUM || tag == SYN_TAG_PRON || tag == SYN_TAG_ADJ;
}

/*
 * The parser does not always join a subject to its verb over a dateline or a long apposition. A verb in the passive without a subject,
 * not far behind a noun without a place of its own, has that for subject.
 */
static size_t orphan_fate(const fate_search *in, uint32_t noun) {
  switch (token_at(in, noun)->relation) {
  case SYN_RELATION_ROOT:
  case SYN_RELATION_APPOS:
  case SYN_RELATION_NSUBJ:
  case SYN_RELATION_PARATAXIS:
  case SYN_RELATION_DEP:
    break;
  default:
    return 0;
  }
  for (uint32_t at = noun + 1; at < in->end && at < noun + ORPHAN_REACH; at++) {
    if (token_at(in, at)->tag != SYN_TAG_VERB || !has_child(in, at, SYN_RELATION_AUX)) continue;
    if (has_child(in, at, SYN_RELATION_NSUBJ)) return 0;
    if (is_passive(in, at)) return verb_fate(in, noun, at, SYN_FATE_PATIENT);
  }
  return 0;
}

/* "killed one and injured seven": the second verb may be tagged an adjective, and its object hung on the first. */
static size_t misread_fate(const fate_search *in, uint32_t noun, uint32_t verb) {
  for (uint32_t at = verb + 1; next_child(in, verb, SYN_RELATION_CONJ, &at) && at < noun; at++) {
    bool is_verb = token_at(in, at)->tag == SYN_TAG_ADJ && row_of(in, at, SYN_FATE_PATIENT);
    if (is_verb && has_child(in, verb, SYN_RELATION_OBJ)) return row_of(in, at, SYN_FATE_PATIENT);
  }
  return 0;
}

static size_t object_fate(const fate_search *in, uint32_t noun, uint32_t verb) {
  size_t misread = misread_fate(in, noun, verb);
  return misread ? misread : verb_fate(in, noun, verb, SYN_FATE_PATIENT);
}

/* "at least five": a number that only its bound makes look like a prepositional phrase. */
static bool is_bounded_number(const fate_search *in, uint32_t at) {
  if (token_at(in, at)->tag != SYN_TAG_NUM || at == in->begin) return false;
  unsigned before = token_at(in, at - 1)->tag;
  return before == SYN_TAG_ADJ || before == SYN_TAG_ADV;
}

static size_t governed_fate(const fate_search *in, uint32_t noun) {
  size_t row = dependents_fate(in, noun);
  uint32_t top = noun;
  for (unsigned steps = 0; steps < CLIMB && has_head(in, top); steps++) {
    if (token_at(in, top)->relation != SYN_RELATION_CONJ && token_at(in, top)->relation != SYN_RELATION_APPOS) break;
    uint32_t next = (uint32_t)token_at(in, top)->head;
    if (!is_nominal(in, next)) break;
    top = next;
  }
  if (is_denied(in, noun) || is_denied(in, top)) return 0;
  if (!has_head(in, top)) return graver(row, dependents_fate(in, top));
  uint32_t governor = (uint32_t)token_at(in, top)->head;
  switch (token_at(in, top)->relation) {
  case SYN_RELATION_NSUBJ:
    return graver(row, subject_fate(in, top, governor));
  case SYN_RELATION_OBJ:
    return graver(row, object_fate(in, top, governor));
  case SYN_RELATION_OBL:
    /* "killed at least five" */
    if (is_bounded_number(in, top)) return graver(row, verb_fate(in, top, governor, SYN_FATE_PATIENT));
    return has_child(in, top, SYN_RELATION_CASE) ? row : graver(row, misread_fate(in, top, governor));
  case SYN_RELATION_NMOD:
    return graver(row, of_fate(in, top, governor));
  default:
    return row;
  }
}

static size_t noun_fate(const fate_search *in, uint32_t noun) {
  size_t row = graver(governed_fate(in, noun), is_denied(in, noun) ? 0 : life_fate(in, noun));
  return row || is_denied(in, noun) ? row : orphan_fate(in, noun);
}

/* ---- one person without a number ---- */

/* "OSLO — A man": what stands before the dash or bracket is capitals and signs to the beginning of the sentence. */
static bool is_dateline(const fate_search *in, uint32_t noun) {
  uint32_t head = (uint32_t)token_at(in, noun)->head;
  if (head > in->begin + DATELINE_TOKENS) return false;
  for (uint32_t at = head + 1; at < noun; at++) {
    const syn_token *token = token_at(in, at);
    bool is_comma = token->lower.size == 1 && token->lower.data[0] == ',';
    if (token->tag == SYN_TAG_PUNCT) return !is_comma;
  }
  return false;
}

/* The noun of the phrase that begins at `at`, over what stands before it: "19-year-old man". */
static uint32_t phrase_noun(const fate_search *in, uint32_t at) {
  uint32_t noun = at;
  for (unsigned steps = 0; steps < PHRASE_CLIMB && has_head(in, noun); steps++) {
    const syn_token *token = token_at(in, noun);
    bool is_before = token->head > (int32_t)noun && token->head <= (int32_t)(at + WINDOW);
    if (!is_before) break;
    bool is_part = token->relation == SYN_RELATION_DET || token->relation == SYN_RELATION_NUMMOD || token->relation == SYN_RELATION_AMOD ||
                   token->relation == SYN_RELATION_COMPOUND || token->relation == SYN_RELATION_NMOD ||
                   (token->relation == SYN_RELATION_OBL && token_at(in, (uint32_t)token->head)->tag == SYN_TAG_ADJ);
    if (!is_part) break;
    noun = (uint32_t)token->head;
  }
  return noun;
}

/* "his wife Audrey", "Audrey Holm, a well-known actress": who is named is no one to count. */
static bool is_named(const fate_search *in, uint32_t noun) {
  if (noun + 1 < in->end && token_at(in, noun + 1)->tag == SYN_TAG_PROPN) return true;
  uint32_t at = noun;
  if (next_child(in, noun, SYN_RELATION_APPOS, &at) && token_at(in, at)->tag == SYN_TAG_PROPN) return true;
  bool is_apposed = token_at(in, noun)->relation == SYN_RELATION_APPOS && has_head(in, noun);
  /* A dateline is no name: it has the first place of the sentence. */
  if (!is_apposed || is_dateline(in, noun)) return false;
  uint32_t head = (uint32_t)token_at(in, noun)->head;
  return token_at(in, head)->tag == SYN_TAG_PROPN || (head + 1 < noun && token_at(in, head + 1)->tag == SYN_TAG_PROPN);
}

/* Whether nothing but signs and bare figures stands before `token` in its sentence: where headlines begin. */
static bool is_beginning(const fate_search *in, uint32_t token) {
  for (uint32_t at = token; at > in->begin; at--) {
    unsigned tag = token_at(in, at - 1)->tag;
    if (token - at >= CLIMB || (tag != SYN_TAG_PUNCT && tag != SYN_TAG_SYM && tag != SYN_TAG_X)) return false;
  }
  return true;
}

/* ---- the interface ---- */

static fate_search make_search(const syn_fate_frames *frames, const syn_document *document, uint32_t sentence) {
  const syn_sentence *record = &document->sentences[sentence];
  return (fate_search){frames, document, record->first_token, record->first_token + record->token_count};
}

static syn_text fate_name(const syn_fate_frames *frames, size_t row) {
  return row ? syn_table_cell(frames->table, row - 1, frames->fate) : (syn_text){NULL, 0};
}

syn_text syn_fate_of_number(const syn_fate_frames *frames, const syn_document *document, uint32_t sentence, uint32_t token) {
  fate_search in = make_search(frames, document, sentence);
  if (!frames->table || !document->has_trees || token < in.begin || token >= in.end) return (syn_text){NULL, 0};
  uint32_t noun = token;
  for (unsigned steps = 0; steps < CLIMB && has_head(&in, noun); steps++) {
    unsigned relation = token_at(&in, noun)->relation;
    if (relation != SYN_RELATION_NUMMOD && relation != SYN_RELATION_COMPOUND && relation != SYN_RELATION_FLAT) break;
    noun = (uint32_t)token_at(&in, noun)->head;
  }
  /* "40 dead" */
  size_t row = noun != token && token_at(&in, noun)->tag == SYN_TAG_ADJ ? row_of(&in, noun, SYN_FATE_STATE) : 0;
  return fate_name(frames, row ? row : noun_fate(&in, noun));
}

/* Whether the fate has a row of articles: it may be told of one person. */
static bool counts_single(const syn_fate_frames *frames, syn_text fate) {
  uint64_t counts;
  return fate.size > 0 && syn_map_get(&frames->single, fate, &counts);
}

syn_text syn_fate_of_aged(const syn_fate_frames *frames, const syn_document *document, uint32_t sentence, uint32_t token) {
  fate_search in = make_search(frames, document, sentence);
  if (!frames->table || !document->has_trees || token < in.begin || token >= in.end) return (syn_text){NULL, 0};
  uint32_t noun = token;
  for (unsigned steps = 0; steps < PHRASE_CLIMB && has_head(&in, noun); steps++) {
    const syn_token *item = token_at(&in, noun);
    /* Up from figures, "old" and the unit before it, as far as the first noun. */
    bool is_noun = item->tag == SYN_TAG_NOUN || item->tag == SYN_TAG_PROPN;
    bool is_unit = is_noun && item->head > (int32_t)noun && token_at(&in, (uint32_t)item->head)->tag == SYN_TAG_ADJ;
    bool is_subject = item->relation == SYN_RELATION_NSUBJ || item->relation == SYN_RELATION_OBJ || item->relation == SYN_RELATION_CONJ;
    if ((is_noun && !is_unit) || is_subject || !is_nominal(&in, (uint32_t)item->head)) break;
    noun = (uint32_t)item->head;
  }
  /* Only what may be told of one person: many gather. */
  syn_text fate = fate_name(frames, noun_fate(&in, noun));
  return counts_single(frames, fate) ? fate : (syn_text){NULL, 0};
}

bool syn_fate_of_one(const syn_fate_frames *frames, const syn_document *document, uint32_t sentence, uint32_t token, uint32_t *out_head,
                     syn_text *out_fate) {
  fate_search in = make_search(frames, document, sentence);
  if (!frames->table || !document->has_trees || token < in.begin || token >= in.end) return false;
  const syn_token *first = token_at(&in, token);
  bool is_article = row_of(&in, token, SYN_FATE_ARTICLE) > 0;
  bool is_headline = !is_article && (first->tag == SYN_TAG_NOUN || first->tag == SYN_TAG_NUM) && is_beginning(&in, token);
  if (!is_article && !is_headline) return false;
  /* An article that the tagger took for a part of a name still begins a phrase. */
  uint32_t noun = phrase_noun(&in, is_article && first->tag == SYN_TAG_PROPN && token + 1 < in.end ? token + 1 : token);
  bool is_alone = noun == token && is_article && (first->relation == SYN_RELATION_OBJ || first->relation == SYN_RELATION_NSUBJ) &&
                  !(first->features & (SYN_FEATURE_PERSONAL | SYN_FEATURE_POSSESSIVE));
  if (is_article && noun == token && !is_alone) return false;
  if (is_named(&in, noun)) return false;
  if (token_at(&in, noun)->features & SYN_FEATURE_PLURAL || has_child(&in, noun, SYN_RELATION_NUMMOD)) return false;
  char buffer[KEY_BYTES];
  *out_fate = fate_name(frames, noun_fate(&in, noun));
  *out_head = noun;
  if (is_headline) return counts_single(frames, *out_fate) && !(noun + 1 < in.end && token_at(&in, noun + 1)->tag == SYN_TAG_CCONJ);
  uint64_t counts;
  return out_fate->size && syn_map_get(&frames->single, single_key(*out_fate, first->lower, buffer), &counts);
}
