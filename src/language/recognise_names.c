/*
 * How it works: a first-order linear chain (Collins 2002, structured perceptron, averaged), decoded with Viterbi over the 25
 * labels of the scheme begin, inside, last, unit. Pairs that make no name (inside after outside) are never taken. Decisions in
 * earlier sentences of the article are features of later ones. Cost: about 70 features and 25 * 25 additions a token; runs of words that
 * cannot be names are as expensive as others.
 */
#include "language/recognise_names.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

syn_status syn_name_recogniser_open(const syn_model *model, syn_text language, syn_name_recogniser *out_recogniser, syn_error *error) {
  char name[64];
  const syn_weights *transitions = NULL;
  const uint64_t dimensions[] = {SYN_NAME_LABELS + 1, SYN_NAME_LABELS};
  (void)snprintf(name, sizeof name, "%.*s/names/transitions", SYN_TEXT_ARGUMENTS(language));
  syn_status status = syn_model_require(model, name, SYN_WEIGHT_INT32, 2, dimensions, &transitions, error);
  if (status != SYN_OK) return status;
  syn_name_recogniser recogniser = {.transitions = transitions->data};
  for (size_t i = 0; i < (size_t)(SYN_NAME_LABELS + 1) * SYN_NAME_LABELS; i++) {
    int32_t weight = ((const int32_t *)transitions->data)[i];
    if (weight > 1 << 20 || weight < -(1 << 20)) return syn_error_set(error, SYN_BAD_INPUT, 0, "model: %s: a weight is out of range", name);
  }
  (void)snprintf(name, sizeof name, "%.*s/names", SYN_TEXT_ARGUMENTS(language));
  status = syn_scorer_open(model, name, SYN_NAME_LABELS, &recogniser.scorer, error);
  if (status == SYN_OK) *out_recogniser = recogniser;
  return status;
}

/* ---- gazetteer ---- */

enum { /* bits of `known`; those below are 1 << syn_known_kind */
       KNOWN_ADJECTIVE = 1 << 7,
       KNOWN_DEMONYM = 1 << 8,
       KNOWN_ACRONYM = 1 << 9,
       KNOWN_BEGIN = 1 << 10,
       KNOWN_INSIDE = 1 << 11,
       KNOWN_LAST = 1 << 12,
       LEXICON_SHIFT = 13
};

enum { LONGEST_LOOKUP = 8, LOOKUP_BYTES = 128 };

bool syn_name_is_norp(uint32_t known) {
  return (known & (KNOWN_BEGIN | KNOWN_LAST)) == (KNOWN_BEGIN | KNOWN_LAST) && (known & (KNOWN_ADJECTIVE | KNOWN_DEMONYM)) != 0;
}

/* Bits of one reading: its kind, or that it is an adjective or a people. */
static uint32_t reading_bits(const syn_known_form *form) {
  uint32_t bits = 1u << form->known->kind;
  if (form->form == SYN_FORM_ADJECTIVE) bits = KNOWN_ADJECTIVE;
  if (form->form == SYN_FORM_DEMONYM) bits = KNOWN_DEMONYM;
  if (form->form == SYN_FORM_ACRONYM) bits |= KNOWN_ACRONYM;
  return bits;
}

/* The bits of the longest known form that begins at token `first`; its tokens in `out_count`. */
static syn_status look_up_at(const syn_world *world, syn_text language, const syn_document *document, syn_text field, uint32_t first,
                             uint32_t limit, syn_arena *arena, uint32_t *out_count, uint32_t *out_bits) {
  *out_count = 0;
  syn_text word = {field.data + document->tokens[first].start, document->tokens[first].end - document->tokens[first].start}, folded;
  if (syn_utf8_fold(word, arena, &folded) != SYN_OK) return SYN_NO_MEMORY;
  size_t longest = syn_world_longest_from(world, folded);
  if (longest > LONGEST_LOOKUP) longest = LONGEST_LOOKUP;
  if (longest > limit) longest = limit;
  for (uint32_t count = (uint32_t)longest; count > 0; count--) {
    uint32_t start = document->tokens[first].start, end = document->tokens[first + count - 1].end;
    if (end - start > LOOKUP_BYTES) continue;
    syn_text written = {field.data + start, end - start};
    if (count > 1 && syn_utf8_fold(written, arena, &folded) != SYN_OK) return SYN_NO_MEMORY;
    if (count == 1 && longest > 1 && syn_utf8_fold(written, arena, &folded) != SYN_OK) return SYN_NO_MEMORY;
    const syn_known_form *forms = NULL;
    size_t form_count = syn_world_find_in(world, language, folded, written, &forms);
    if (form_count == 0) continue;
    *out_bits = 0;
    for (size_t i = 0; i < form_count && i < 4; i++) *out_bits |= reading_bits(&forms[i]);
    *out_count = count;
    return SYN_OK;
  }
  return SYN_OK;
}

syn_status syn_name_look_up(const syn_world *world, syn_text language, const syn_name_lexicon *lexicon, const syn_document *document,
                            uint32_t first, uint32_t count, syn_arena *arena, uint32_t *known) {
  for (uint32_t i = 0; i < count; i++) known[i] = syn_name_lexicon_find(lexicon, document->tokens[first + i].lower) << LEXICON_SHIFT;
  if (!world || count == 0) return SYN_OK;
  const syn_sentence *sentence = &document->sentences[syn_document_sentence_of(document, first)];
  syn_text field = syn_article_field(document->article, sentence->span.field, sentence->span.index);
  for (uint32_t i = 0; i < count;) {
    size_t size = 0;
    uint32_t codepoint = syn_utf8_decode(field, document->tokens[first + i].start, &size), matched = 0, bits = 0;
    /* Names begin with a capital or a digit; "al-Jazeera" is found by its second part too. */
    if (syn_utf8_is_upper(codepoint) || syn_utf8_is_digit(codepoint)) {
      syn_status status = look_up_at(world, language, document, field, first + i, count - i, arena, &matched, &bits);
      if (status != SYN_OK) return status;
    }
    for (uint32_t j = 0; j < matched; j++)
      known[i + j] |= bits | (j == 0 ? KNOWN_BEGIN : KNOWN_INSIDE) | (j + 1 == matched ? KNOWN_LAST : 0);
    i += matched ? matched : 1;
  }
  return SYN_OK;
}

/* ---- features ---- */

bool syn_name_is_shouted(const syn_word *words, size_t count) {
  size_t capitals = 0, smalls = 0;
  for (size_t i = 0; i < count; i++) {
    if (words[i].flags & SYN_WORD_CAPITAL)
      capitals++;
    else if ((words[i].flags & SYN_WORD_LOWER) && words[i].suffix[3] != 0)
      smalls++;
  }
  return capitals > 3 && capitals > 2 * smalls;
}

static uint8_t recall(const syn_name_memory *memory, uint64_t lower) {
  size_t slot = lower & (SYN_NAME_MEMORY_SLOTS - 1);
  return memory->keys[slot] == lower ? memory->labels[slot] : 0;
}

static const syn_word no_word = {.lower = 1, .suffix = {2, 2, 2, 2}, .shape = 3};

typedef struct neighbour {
  const syn_word *word;
  unsigned tag;
  uint32_t known, lexicon;
} neighbour;

static neighbour neighbour_at(const syn_name_view *view, size_t index, long distance) {
  long at = (long)index + distance;
  if (at < 0 || (size_t)at >= view->count) return (neighbour){&no_word, SYN_TAG_COUNT, 0, 0};
  return (neighbour){&view->words[at], view->tokens[at].tag, view->known[at] & ((1u << LEXICON_SHIFT) - 1),
                     view->known[at] >> LEXICON_SHIFT};
}

/* A word with those around it, and how the names before it in the document were told. */
typedef struct name_window {
  neighbour here, left, right, left2, right2;
  uint64_t shape; /* with its place in the sentence */
  uint64_t remembered, remembered_left, remembered_right;
} name_window;

/* Numbers are part of what the weights were learned for: the order stays. */
#define FEATURE(value) features[n] = syn_word_mix((uint64_t)n + 101, (value)), n++

static size_t add_own(const name_window *w, uint64_t *features, size_t n) {
  const syn_word *word = w->here.word;
  FEATURE(0);
  FEATURE(word->lower);
  FEATURE(syn_word_mix(word->lower, w->shape));
  FEATURE(w->shape);
  FEATURE(word->prefix[1]);
  FEATURE(word->prefix[2]);
  FEATURE(word->prefix[3]);
  FEATURE(word->suffix[1]);
  FEATURE(word->suffix[2]);
  FEATURE(word->suffix[3]);
  FEATURE(syn_word_mix(word->suffix[2], (word->flags & SYN_WORD_CAPITAL) != 0));
  FEATURE(w->here.tag);
  FEATURE(syn_word_mix(w->here.tag, w->shape));
  FEATURE(word->cluster);
  FEATURE(syn_word_mix(word->cluster, w->shape));
  FEATURE(w->here.known);
  FEATURE(syn_word_mix(w->here.known, w->shape));
  FEATURE(syn_word_mix(w->here.known, w->here.tag));
  FEATURE(w->remembered);
  FEATURE(syn_word_mix(w->remembered, w->shape));
  return n;
}

static size_t add_neighbours(const name_window *w, uint64_t *features, size_t n) {
  FEATURE(w->left.word->lower);
  FEATURE(w->left.word->shape);
  FEATURE(w->left.tag);
  FEATURE(w->left.word->cluster);
  FEATURE(w->left.known);
  FEATURE(w->remembered_left);
  FEATURE(w->left.word->suffix[2]);
  FEATURE(w->right.word->lower);
  FEATURE(w->right.word->shape);
  FEATURE(w->right.tag);
  FEATURE(w->right.word->cluster);
  FEATURE(w->right.known);
  FEATURE(w->remembered_right);
  FEATURE(w->right.word->suffix[2]);
  FEATURE(w->left2.word->lower);
  FEATURE(w->left2.word->shape);
  FEATURE(w->left2.word->cluster);
  FEATURE(w->right2.word->lower);
  FEATURE(w->right2.word->shape);
  FEATURE(w->right2.word->cluster);
  return n;
}

static size_t add_pairs(const name_window *w, uint64_t *features, size_t n) {
  const syn_word *word = w->here.word;
  FEATURE(syn_word_mix(w->left.word->lower, word->lower));
  FEATURE(syn_word_mix(word->lower, w->right.word->lower));
  FEATURE(syn_word_mix(w->left.word->lower, w->shape));
  FEATURE(syn_word_mix(w->right.word->lower, w->shape));
  FEATURE(syn_word_mix(w->left.word->shape, w->shape));
  FEATURE(syn_word_mix(w->shape, w->right.word->shape));
  FEATURE(syn_word_mix(syn_word_mix(w->left.word->shape, w->shape), w->right.word->shape));
  FEATURE(syn_word_mix(w->left.tag, w->here.tag));
  FEATURE(syn_word_mix(w->here.tag, w->right.tag));
  FEATURE(syn_word_mix(syn_word_mix(w->left.tag, w->here.tag), w->right.tag));
  FEATURE(syn_word_mix(w->left2.word->lower, w->left.word->lower));
  FEATURE(syn_word_mix(w->right.word->lower, w->right2.word->lower));
  FEATURE(syn_word_mix(w->left.word->cluster, word->cluster));
  FEATURE(syn_word_mix(word->cluster, w->right.word->cluster));
  FEATURE(syn_word_mix(w->left.word->cluster, w->shape));
  FEATURE(syn_word_mix(w->right.word->cluster, w->shape));
  return n;
}

static size_t add_known(const name_window *w, uint64_t *features, size_t n) {
  FEATURE(w->here.lexicon);
  FEATURE(syn_word_mix(w->here.lexicon, w->shape));
  FEATURE(w->left.lexicon);
  FEATURE(syn_word_mix(w->left.lexicon, w->shape));
  FEATURE(w->right.lexicon);
  FEATURE(w->left2.lexicon);
  FEATURE(syn_word_mix(w->left.known, w->here.known));
  FEATURE(syn_word_mix(w->here.known, w->right.known));
  return n;
}

#undef FEATURE

size_t syn_name_features(const syn_name_view *view, const syn_name_memory *memory, size_t index, uint64_t features[SYN_NAME_FEATURES]) {
  name_window w = {
      .here = neighbour_at(view, index, 0),
      .left = neighbour_at(view, index, -1),
      .right = neighbour_at(view, index, 1),
      .left2 = neighbour_at(view, index, -2),
      .right2 = neighbour_at(view, index, 2),
  };
  uint64_t place = (uint64_t)(index == 0) | (uint64_t)view->is_shouted << 1;
  w.shape = syn_word_mix(w.here.word->shape, place);
  w.remembered = recall(memory, w.here.word->lower);
  w.remembered_left = recall(memory, w.left.word->lower);
  w.remembered_right = recall(memory, w.right.word->lower);
  size_t n = add_own(&w, features, 0);
  n = add_neighbours(&w, features, n);
  n = add_pairs(&w, features, n);
  return add_known(&w, features, n);
}

/* ---- decoding ---- */

bool syn_name_may_follow(unsigned label, unsigned next) {
  bool open = label >= 1 && label < SYN_NAME_LABELS && ((label - 1) % 4 == SYN_NAME_BEGIN || (label - 1) % 4 == SYN_NAME_INSIDE);
  if (next == 0) return !open;
  unsigned place = (next - 1) % 4;
  if (place == SYN_NAME_BEGIN || place == SYN_NAME_UNIT) return !open;
  return open && (label - 1) / 4 == (next - 1) / 4;
}

static const int64_t impossible = INT64_MIN / 4;

/* Labels after which a name is closed; the same labels but for LAST and with BEGIN are those that may come after them. */
enum { CLOSED_LABELS = 1 + 2 * SYN_NAME_TYPE_COUNT };

static void list_labels(uint8_t closed[CLOSED_LABELS], uint8_t starting[CLOSED_LABELS]) {
  size_t closed_count = 0, starting_count = 0;
  for (unsigned label = 0; label < SYN_NAME_LABELS; label++) {
    if (syn_name_may_follow(label, 0)) closed[closed_count++] = (uint8_t)label;
    if (syn_name_may_follow(0, label)) starting[starting_count++] = (uint8_t)label;
  }
}

typedef struct name_decoder {
  const int32_t *transitions;
  uint8_t closed[CLOSED_LABELS], starting[CLOSED_LABELS];
} name_decoder;

static void try_label(const name_decoder *decoder, unsigned label, unsigned next, const int64_t *before, int64_t *best, uint8_t *back) {
  int64_t score = before[label] + decoder->transitions[label * SYN_NAME_LABELS + next];
  if (score <= *best) return;
  *best = score;
  *back = (uint8_t)label;
}

/* Best scores of each label at a token, given those at the token before; remembers the way. */
static void step(const name_decoder *decoder, const int32_t *scores, const int64_t *before, int64_t *after, uint8_t *back) {
  for (size_t i = 0; i < CLOSED_LABELS; i++) {
    unsigned next = decoder->starting[i];
    int64_t best = impossible;
    for (size_t j = 0; j < CLOSED_LABELS; j++) try_label(decoder, decoder->closed[j], next, before, &best, &back[next]);
    after[next] = best + scores[next];
  }
  for (unsigned type = 0; type < SYN_NAME_TYPE_COUNT; type++) {
    for (unsigned place = SYN_NAME_INSIDE; place <= SYN_NAME_LAST; place++) {
      unsigned first = 1 + type * 4, next = first + place;
      int64_t best = impossible;
      try_label(decoder, first + SYN_NAME_BEGIN, next, before, &best, &back[next]);
      try_label(decoder, first + SYN_NAME_INSIDE, next, before, &best, &back[next]);
      after[next] = best + scores[next];
    }
  }
}

static bool ends_well(unsigned label) {
  return syn_name_may_follow(label, 0);
}

syn_status syn_name_decode(const syn_name_recogniser *recogniser, const syn_name_view *view, const syn_name_memory *memory,
                           syn_arena *arena, uint8_t *labels) {
  if (view->count == 0) return SYN_OK;
  uint8_t(*back)[SYN_NAME_LABELS] = syn_arena_take_array(arena, view->count, sizeof *back, 1);
  if (!back) return SYN_NO_MEMORY;
  int64_t best[2][SYN_NAME_LABELS];
  name_decoder decoder = {.transitions = recogniser->transitions};
  list_labels(decoder.closed, decoder.starting);
  for (size_t i = 0; i < view->count; i++) {
    uint64_t features[SYN_NAME_FEATURES];
    int32_t scores[SYN_NAME_LABELS] = {0};
    size_t feature_count = syn_name_features(view, memory, i, features);
    syn_scorer_add(&recogniser->scorer, features, feature_count, scores);
    if (i > 0) {
      step(&decoder, scores, best[(i - 1) & 1], best[i & 1], back[i]);
      continue;
    }
    for (unsigned label = 0; label < SYN_NAME_LABELS; label++) {
      bool allowed = syn_name_may_follow(SYN_NAME_LABELS, label);
      best[0][label] = allowed ? scores[label] + recogniser->transitions[SYN_NAME_LABELS * SYN_NAME_LABELS + label] : impossible;
    }
  }
  const int64_t *last = best[(view->count - 1) & 1];
  unsigned label = 0;
  for (unsigned i = 1; i < SYN_NAME_LABELS; i++) {
    if (ends_well(i) && last[i] > last[label]) label = i;
  }
  for (size_t i = view->count; i-- > 0;) {
    labels[i] = (uint8_t)label;
    label = back[i][label];
  }
  return SYN_OK;
}

void syn_name_remember(const syn_name_view *view, const uint8_t *labels, syn_name_memory *memory) {
  for (size_t i = 0; i < view->count; i++) {
    if (labels[i] == 0 || !(view->words[i].flags & SYN_WORD_CAPITAL)) continue;
    size_t slot = view->words[i].lower & (SYN_NAME_MEMORY_SLOTS - 1);
    memory->keys[slot] = view->words[i].lower;
    memory->labels[slot] = (uint8_t)((labels[i] - 1) / 4 + 1);
  }
}

syn_status syn_name_collect(const uint8_t *labels, size_t count, uint32_t first, syn_arena *arena, syn_name_array *names) {
  for (size_t i = 0; i < count;) {
    if (labels[i] == 0) {
      i++;
      continue;
    }
    int type = (labels[i] - 1) / 4;
    size_t end = i + 1;
    while (end < count && labels[end] != 0 && (labels[end] - 1) / 4 == type && syn_name_may_follow(labels[end - 1], labels[end]) &&
           (labels[end] - 1) % 4 != SYN_NAME_BEGIN && (labels[end] - 1) % 4 != SYN_NAME_UNIT) {
      end++;
    }
    syn_name *name = SYN_ARRAY_ADD(names, arena);
    if (!name) return SYN_NO_MEMORY;
    *name = (syn_name){.first_token = first + (uint32_t)i, .token_count = (uint32_t)(end - i), .type = (syn_name_type)type};
    i = end;
  }
  return SYN_OK;
}
