/*
 * How it works: each word with its group (tag and inflection) has one edit, the most frequent of its lemmas. Endings of 0 to 6
 * bytes vote: an ending gets the edit of most words that have it (each word one vote), and is kept where that differs from the
 * edit of the next shorter kept ending and at least two words agree. Words that come out wrong are kept whole.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "language/analyser.h"
#include "train/learner.h"
#include "train/trainers.h"

typedef struct lemma_item {
  uint64_t group;
  syn_text word;
  uint32_t edit, count;
} lemma_item;

typedef struct lemma_vote {
  uint64_t key, shorter; /* of the ending, and of the next shorter one */
  uint32_t edit, count;
} lemma_vote;

typedef struct lemma_work {
  const training *trainer;
  syn_arena *arena;
  syn_map edit_index; /* "<strip>:<added>" -> index */
  SYN_ARRAY(uint32_t) edits;
  syn_buffer text;
  lemma_item *items;
  size_t item_count;
  /* decisions: open addressing */
  uint64_t *keys;
  uint16_t *values;
  size_t decided_mask, decided_count;
} lemma_work;

static void *take(size_t count, size_t size) {
  void *memory = calloc(count + 1, size);
  if (!memory) abort();
  return memory;
}

static size_t slot_of(const lemma_work *work, uint64_t key) {
  size_t at = key & work->decided_mask;
  while (work->keys[at] && work->keys[at] != key) at = (at + 1) & work->decided_mask;
  return at;
}

static uint16_t decided(const lemma_work *work, uint64_t key) {
  size_t at = slot_of(work, key);
  return work->keys[at] == key ? work->values[at] : 0;
}

static void decide(lemma_work *work, uint64_t key, uint32_t edit) {
  size_t at = slot_of(work, key);
  if (!work->keys[at]) work->decided_count++;
  work->keys[at] = key;
  work->values[at] = (uint16_t)edit;
}

/* The number of the edit that makes `lemma` of `word`; 0 when it does not fit the format. */
static uint32_t find_edit(lemma_work *work, syn_text word, syn_text lemma) {
  size_t common = 0;
  while (common < word.size && common < lemma.size && word.data[common] == lemma.data[common]) common++;
  common = syn_utf8_align(word, common);
  size_t strip = word.size - common, added = lemma.size - common;
  syn_text key;
  if (strip > 255 || added > 255 || syn_arena_format(work->arena, &key, "%zu:%.*s", strip, (int)added, lemma.data + common) != SYN_OK)
    return 0;
  uint64_t index = 0;
  if (syn_map_get(&work->edit_index, key, &index)) return (uint32_t)index;
  size_t offset = syn_buffer_text(&work->text).size;
  if (offset + added > UINT16_MAX || work->edits.count >= UINT16_MAX) return 0;
  (void)syn_buffer_add(&work->text, (syn_text){lemma.data + common, added});
  uint32_t *edit = SYN_ARRAY_ADD(&work->edits, work->arena);
  if (!edit) abort();
  *edit = (uint32_t)(strip << 24 | added << 16 | offset);
  index = work->edits.count - 1;
  if (syn_map_put(&work->edit_index, key, index) != SYN_OK) abort();
  return (uint32_t)index;
}

static void collect(lemma_work *work, gold_corpus *corpus) {
  size_t count = 0;
  for (size_t d = 0; d < corpus->count; d++) count += corpus->items[d].document.token_count;
  work->items = take(count, sizeof *work->items);
  for (size_t d = 0; d < corpus->count; d++) {
    gold_document *document = &corpus->items[d];
    if (syn_document_lower(&document->document, work->arena) != SYN_OK) abort();
    for (uint32_t t = 0; t < document->document.token_count; t++) {
      const syn_token *token = &document->document.tokens[t];
      const gold_token *gold = &document->gold[t];
      syn_text lemma = gold->lemma, word = token->lower;
      if (gold->tag == SYN_TAG_PROPN)
        word = syn_text_slice(document->article.text, token->start, token->end);
      else if (syn_utf8_lower(gold->lemma, work->arena, &lemma) != SYN_OK)
        abort();
      uint32_t edit = lemma.size ? find_edit(work, word, lemma) : 0;
      if (edit) work->items[work->item_count++] = (lemma_item){syn_lemma_group(gold->tag, gold->features), word, edit, 1};
    }
  }
}

static int compare_items(const void *a, const void *b) {
  const lemma_item *x = a, *y = b;
  if (x->group != y->group) return x->group < y->group ? -1 : 1;
  int order = syn_text_compare(x->word, y->word);
  return order ? order : (x->edit > y->edit) - (x->edit < y->edit);
}

/* One item a word and group: with its most frequent edit. */
static void merge_items(lemma_work *work) {
  qsort(work->items, work->item_count, sizeof *work->items, compare_items);
  size_t kept = 0;
  for (size_t i = 0; i < work->item_count;) {
    lemma_item best = work->items[i];
    best.count = 0;
    size_t end = i;
    while (end < work->item_count && work->items[end].group == best.group && syn_text_equal(work->items[end].word, best.word)) {
      size_t run = end;
      while (run < work->item_count && compare_items(&work->items[run], &work->items[end]) == 0) run++;
      if (run - end > best.count) {
        best.edit = work->items[end].edit;
        best.count = (uint32_t)(run - end);
      }
      end = run;
    }
    work->items[kept++] = best;
    i = end;
  }
  work->item_count = kept;
}

static int compare_votes(const void *a, const void *b) {
  const lemma_vote *x = a, *y = b;
  if (x->key != y->key) return x->key < y->key ? -1 : 1;
  return (x->edit > y->edit) - (x->edit < y->edit);
}

static uint64_t ending_key(const lemma_item *item, size_t size) {
  return syn_lemma_ending_key(item->group, syn_text_slice(item->word, item->word.size - size, item->word.size));
}

/* The edit that the endings kept so far, up to `size` bytes, give. */
static uint32_t apply(const lemma_work *work, const lemma_item *item, size_t size) {
  if (size > item->word.size) size = item->word.size;
  for (size_t i = size + 1; i-- > 0;) {
    uint32_t edit = decided(work, ending_key(item, i));
    if (edit) return edit;
  }
  return 0;
}

static void vote(lemma_work *work, size_t size) {
  lemma_vote *votes = take(work->item_count, sizeof *votes);
  size_t count = 0;
  for (size_t i = 0; i < work->item_count; i++) {
    const lemma_item *item = &work->items[i];
    if (item->word.size < size || (size > 0 && ((unsigned char)item->word.data[item->word.size - size] & 0xC0) == 0x80)) continue;
    votes[count++] = (lemma_vote){ending_key(item, size), size ? apply(work, item, size - 1) : 0, item->edit, 1};
  }
  qsort(votes, count, sizeof *votes, compare_votes);
  for (size_t i = 0; i < count;) {
    size_t end = i, best = 0;
    uint32_t best_edit = 0;
    while (end < count && votes[end].key == votes[i].key) {
      size_t run = end;
      while (run < count && votes[run].key == votes[i].key && votes[run].edit == votes[end].edit) run++;
      if (run - end > best) {
        best = run - end;
        best_edit = votes[end].edit;
      }
      end = run;
    }
    if (best_edit != votes[i].shorter && (size == 0 || best >= 2)) decide(work, votes[i].key, best_edit);
    i = end;
  }
  free(votes);
}

static syn_status write_lemmas(lemma_work *work) {
  uint64_t *keys = take(work->decided_count, sizeof *keys);
  uint16_t *values = take(work->decided_count, sizeof *values);
  size_t count = 0;
  for (size_t i = 0; i <= work->decided_mask; i++) {
    if (!work->keys[i]) continue;
    keys[count] = work->keys[i];
    values[count++] = work->values[i];
  }
  char record[128];
  const training *trainer = work->trainer;
  syn_status status = learner_write_table(trainer_record(trainer, "lemmas", record), keys, values, count, trainer->writer);
  uint64_t edit_count = work->edits.count, text_size = syn_buffer_text(&work->text).size;
  if (status == SYN_OK) {
    status = syn_model_writer_add(trainer->writer, trainer_record(trainer, "lemmas/edits", record), SYN_WEIGHT_UINT32, 1, &edit_count,
                                  work->edits.items);
  }
  if (status == SYN_OK) {
    status = syn_model_writer_add(trainer->writer, trainer_record(trainer, "lemmas/text", record), SYN_WEIGHT_BYTES, 1, &text_size,
                                  syn_buffer_text(&work->text).data);
  }
  printf("  %zu words, %zu rules and exceptions, %llu edits\n", work->item_count, count, (unsigned long long)edit_count);
  free(keys);
  free(values);
  return status;
}

syn_status train_lemmas(const training *trainer, syn_error *error) {
  gold_corpus corpus = {0};
  syn_status status = trainer_read(trainer, "lemmas", &corpus, error);
  if (status != SYN_OK || corpus.count == 0) return status;
  lemma_work work = {.trainer = trainer, .arena = trainer->arena, .decided_mask = ((size_t)1 << 20) - 1};
  syn_map_init(&work.edit_index, trainer->arena);
  syn_buffer_init(&work.text, UINT16_MAX);
  work.keys = take(work.decided_mask + 1, sizeof *work.keys);
  work.values = take(work.decided_mask + 1, sizeof *work.values);
  if (!SYN_ARRAY_ADD(&work.edits, work.arena)) abort(); /* 0 is no edit */
  (void)syn_buffer_add_byte(&work.text, ' ');
  collect(&work, &corpus);
  merge_items(&work);
  for (size_t size = 0; size <= SYN_LEMMA_LONGEST_ENDING; size++) vote(&work, size);
  size_t exceptions = 0;
  for (size_t i = 0; i < work.item_count; i++) {
    const lemma_item *item = &work.items[i];
    if (apply(&work, item, SYN_LEMMA_LONGEST_ENDING) == item->edit) continue;
    decide(&work, syn_lemma_word_key(item->group, item->word), item->edit);
    exceptions++;
  }
  status = write_lemmas(&work);
  free(work.items);
  free(work.keys);
  free(work.values);
  syn_buffer_clear(&work.text);
  return status;
}
