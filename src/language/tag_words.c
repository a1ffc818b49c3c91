/*
 * How it works: averaged perceptron, greedy from left to right (Collins 2002). Tags and features are predicted jointly as one
 * label, so that they agree; about 130 labels for English. Unambiguous words cost a lookup, others about 35 features.
 */
#include "language/tag_words.h"

#include <stdio.h>
#include <string.h>

syn_status syn_tagger_open(const syn_model *model, syn_text language, syn_tagger *out_tagger, syn_error *error) {
  char name[64];
  const syn_weights *labels = NULL;
  (void)snprintf(name, sizeof name, "%.*s/tagger/labels", SYN_TEXT_ARGUMENTS(language));
  const uint64_t dimensions[] = {0, 2};
  syn_status status = syn_model_require(model, name, SYN_WEIGHT_UINT32, 2, dimensions, &labels, error);
  if (status != SYN_OK) return status;
  if (labels->dimensions[0] == 0 || labels->dimensions[0] > SYN_SCORER_MAXIMUM_LABELS) {
    return syn_error_set(error, SYN_BAD_INPUT, 0, "model: %s: expected 1 to 256 labels", name);
  }
  syn_tagger tagger = {.labels = labels->data, .label_count = (uint32_t)labels->dimensions[0]};
  for (uint32_t i = 0; i < tagger.label_count; i++) {
    if (tagger.labels[2 * i] >= SYN_TAG_COUNT) return syn_error_set(error, SYN_BAD_INPUT, 0, "model: %s: label %u has no tag", name, i);
  }
  (void)snprintf(name, sizeof name, "%.*s/tagger", SYN_TEXT_ARGUMENTS(language));
  status = syn_scorer_open(model, name, tagger.label_count, &tagger.scorer, error);
  if (status != SYN_OK) return status;
  (void)snprintf(name, sizeof name, "%.*s/tagger/known", SYN_TEXT_ARGUMENTS(language));
  status = syn_word_table_open(model, name, tagger.label_count + 1, &tagger.known, error);
  if (status == SYN_OK) *out_tagger = tagger;
  return status;
}

/* Stands for the words before and behind a sentence. */
static const syn_word no_word = {.lower = 1, .suffix = {2, 2, 2, 2}, .shape = 3};

size_t syn_tagger_features(const syn_word *words, size_t count, size_t index, unsigned previous, unsigned before,
                           uint64_t features[SYN_TAGGER_FEATURES]) {
  const syn_word *word = &words[index];
  const syn_word *left = index >= 1 ? word - 1 : &no_word, *left2 = index >= 2 ? word - 2 : &no_word;
  const syn_word *right = index + 1 < count ? word + 1 : &no_word, *right2 = index + 2 < count ? word + 2 : &no_word;
  uint64_t first = index == 0, labels = previous * 512u + before + 1;
  uint64_t shape = syn_word_mix(word->shape, first);
  size_t n = 0;
#define FEATURE(value) features[n] = syn_word_mix((uint64_t)n + 1, (value)), n++
  FEATURE(0);
  FEATURE(word->lower);
  FEATURE(syn_word_mix(word->lower, shape));
  FEATURE(word->prefix[0]);
  FEATURE(word->prefix[1]);
  FEATURE(word->prefix[2]);
  FEATURE(word->suffix[0]);
  FEATURE(word->suffix[1]);
  FEATURE(word->suffix[2]);
  FEATURE(word->suffix[3]);
  FEATURE(shape);
  FEATURE(syn_word_mix(word->suffix[1], shape));
  FEATURE(previous);
  FEATURE(labels);
  FEATURE(syn_word_mix(word->lower, previous));
  FEATURE(syn_word_mix(word->suffix[2], previous));
  FEATURE(syn_word_mix(word->suffix[1], labels));
  FEATURE(syn_word_mix(right->lower, previous));
  FEATURE(left->lower);
  FEATURE(left->suffix[2]);
  FEATURE(left2->lower);
  FEATURE(right->lower);
  FEATURE(right->suffix[2]);
  FEATURE(right->suffix[1]);
  FEATURE(right->shape);
  FEATURE(right2->lower);
  FEATURE(right2->suffix[2]);
  FEATURE(syn_word_mix(left->lower, word->lower));
  FEATURE(syn_word_mix(word->lower, right->lower));
  FEATURE(syn_word_mix(left->lower, right->lower));
  FEATURE(syn_word_mix(left2->lower, left->lower));
  FEATURE(syn_word_mix(right->lower, right2->lower));
  FEATURE(syn_word_mix(word->suffix[2], right->suffix[1]));
  FEATURE(syn_word_mix(word->lower, right->suffix[1]));
  FEATURE(word->cluster);
  FEATURE(syn_word_mix(word->cluster, previous));
  FEATURE(left->cluster);
  FEATURE(right->cluster);
  FEATURE(right2->cluster);
  FEATURE(syn_word_mix(left->cluster, right->cluster));
  FEATURE(syn_word_mix(word->cluster, right->cluster));
  FEATURE(word->flags & (SYN_WORD_HAS_DIGIT | SYN_WORD_HAS_HYPHEN | SYN_WORD_CAPITAL | SYN_WORD_ALL_CAPITALS));
#undef FEATURE
  return n;
}

void syn_tag_words(const syn_tagger *tagger, const syn_word *words, syn_token *tokens, size_t count) {
  unsigned previous = SYN_SCORER_MAXIMUM_LABELS, before = SYN_SCORER_MAXIMUM_LABELS;
  for (size_t i = 0; i < count; i++) {
    unsigned best = syn_word_table_find(&tagger->known, words[i].lower);
    if (best > 0) {
      best--;
    } else {
      uint64_t features[SYN_TAGGER_FEATURES];
      int32_t scores[SYN_SCORER_MAXIMUM_LABELS] = {0};
      size_t feature_count = syn_tagger_features(words, count, i, previous, before, features);
      syn_scorer_add(&tagger->scorer, features, feature_count, scores);
      for (unsigned label = 1; label < tagger->label_count; label++) {
        if (scores[label] > scores[best]) best = label;
      }
    }
    tokens[i].tag = (uint8_t)tagger->labels[2 * best];
    tokens[i].features = tagger->labels[2 * best + 1];
    before = previous;
    previous = best;
  }
}
