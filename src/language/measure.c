/*
 * How it works: words are aligned where they have the same place in the text. A gold word of a token that is more than its letters ("du"
 * for "de le") has no place of its own and stays unaligned, as it would in the shared task, where its form decides. Recall and precision
 * then count over all gold words and all found ones.
 */
#include "language/measure.h"

#include <string.h>

enum { NO_WORD = UINT32_MAX, ROOT_WORD = UINT32_MAX - 1 };

/* A word of either side. */
typedef struct measured_word {
  uint32_t start, end;    /* equal: it has no place */
  uint32_t head;          /* word, ROOT_WORD, or NO_WORD without tree */
  uint32_t match;         /* the word of the other side, or NO_WORD */
  const syn_token *token; /* NULL: a later word of a token */
  uint8_t relation;
} measured_word;

typedef struct word_list {
  measured_word *items;
  uint32_t count;
  uint32_t *first_child, *next_child; /* functional children in their order; NO_WORD ends */
} word_list;

static void count(syn_evaluation *evaluation, syn_measure_key key, uint64_t right, uint64_t found, uint64_t gold) {
  syn_measure *measure = &evaluation->measures[key];
  measure->right += right;
  measure->found += found;
  measure->gold += gold;
}

static bool is_functional(uint8_t relation) {
  return relation == SYN_RELATION_AUX || relation == SYN_RELATION_COP || relation == SYN_RELATION_MARK || relation == SYN_RELATION_DET ||
         relation == SYN_RELATION_CLF || relation == SYN_RELATION_CASE || relation == SYN_RELATION_CC;
}

static bool is_content(const measured_word *word) {
  return !is_functional(word->relation) && word->relation != SYN_RELATION_PUNCT && word->relation != SYN_RELATION_NONE;
}

/* ---- lists of words ---- */

static syn_status link_children(word_list *list, syn_arena *arena) {
  list->first_child = SYN_ARENA_ARRAY(arena, uint32_t, list->count + 1);
  list->next_child = SYN_ARENA_ARRAY(arena, uint32_t, list->count + 1);
  if (!list->first_child || !list->next_child) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < list->count; i++) list->first_child[i] = list->next_child[i] = NO_WORD;
  for (uint32_t i = list->count; i-- > 0;) {
    uint32_t head = list->items[i].head;
    if (head >= ROOT_WORD || !is_functional(list->items[i].relation)) continue;
    list->next_child[i] = list->first_child[head];
    list->first_child[head] = i;
  }
  return SYN_OK;
}

static uint32_t head_word(int32_t head) {
  return head == SYN_HEAD_ROOT ? ROOT_WORD : head < 0 ? NO_WORD : (uint32_t)head;
}

static syn_status list_found(const syn_document *document, syn_arena *arena, word_list *out_list) {
  word_list list = {.items = SYN_ARENA_ARRAY(arena, measured_word, document->token_count + 1), .count = document->token_count};
  if (!list.items) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < list.count; i++) {
    const syn_token *token = &document->tokens[i];
    list.items[i] = (measured_word){token->start, token->end, head_word(token->head), NO_WORD, token, token->relation};
  }
  *out_list = list;
  return link_children(out_list, arena);
}

/* Gold words are the lines of the file: more than tokens where a token has words that are not its letters. */
static syn_status list_gold(const syn_conllu *gold, syn_arena *arena, word_list *out_list) {
  uint32_t *words = SYN_ARENA_ARRAY(arena, uint32_t, gold->document.token_count + 1); /* first word of each token */
  word_list list = {.items = SYN_ARENA_ARRAY(arena, measured_word, gold->line_count + 1)};
  if (!words || !list.items) return SYN_NO_MEMORY;
  for (size_t i = 0; i < gold->line_count; i++) {
    const syn_conllu_line *line = &gold->lines[i];
    if (line->kind != SYN_CONLLU_WORD) continue;
    const syn_token *token = &gold->document.tokens[line->token];
    measured_word *word = &list.items[list.count];
    if (line->is_first) {
      *word = (measured_word){token->start, token->end, NO_WORD, NO_WORD, token, token->relation};
      words[line->token] = list.count;
    } else {
      *word = (measured_word){.head = NO_WORD, .match = NO_WORD, .relation = SYN_RELATION_DEP};
      list.items[words[line->token]].end = list.items[words[line->token]].start;
    }
    list.count++;
  }
  for (uint32_t i = 0; i < list.count; i++) {
    const syn_token *token = list.items[i].token;
    uint32_t head = token ? head_word(token->head) : NO_WORD;
    list.items[i].head = head < ROOT_WORD ? words[head] : head;
  }
  *out_list = list;
  return link_children(out_list, arena);
}

static void align(word_list *found, word_list *gold) {
  for (uint32_t i = 0, j = 0; i < found->count && j < gold->count;) {
    measured_word *a = &found->items[i], *b = &gold->items[j];
    if (b->start == b->end) {
      j++;
    } else if (a->start == b->start && a->end == b->end) {
      a->match = j++;
      b->match = i++;
    } else if (a->start < b->start || (a->start == b->start && a->end < b->end)) {
      i++;
    } else {
      j++;
    }
  }
}

/* ---- counting ---- */

typedef struct tree_measuring {
  const syn_document *document;
  word_list found, gold;
  syn_evaluation *evaluation;
} tree_measuring;

static bool has_same_head(const tree_measuring *job, const measured_word *found, const measured_word *gold) {
  if (gold->head == ROOT_WORD || found->head == ROOT_WORD) return gold->head == found->head;
  if (gold->head == NO_WORD || found->head == NO_WORD) return false;
  return job->found.items[found->head].match == gold->head;
}

static bool has_same_form(const measured_word *found, const measured_word *gold) {
  return found->token->tag == gold->token->tag && found->token->features == gold->token->features;
}

/* Whether both words have the same functional words below them, with the same tags and features. */
static bool has_same_children(const tree_measuring *job, uint32_t found, uint32_t gold) {
  uint32_t a = job->found.first_child[found], b = job->gold.first_child[gold];
  while (a != NO_WORD && b != NO_WORD) {
    const measured_word *x = &job->found.items[a], *y = &job->gold.items[b];
    if (x->match != b || x->relation != y->relation || !has_same_form(x, y)) return false;
    a = job->found.next_child[a];
    b = job->gold.next_child[b];
  }
  return a == b;
}

/* Whatever the case of letters: a document's lemmas are in lower case unless names. */
static bool is_same_lemma(const measured_word *found, const measured_word *gold) {
  return syn_text_equal(gold->token->lemma, SYN_TEXT("_")) || syn_text_equal_ascii_case(found->token->lemma, gold->token->lemma);
}

static const struct {
  uint8_t relation;
  syn_measure_key key;
} single_relations[] = {
    {SYN_RELATION_NSUBJ, SYN_MEASURE_LAS_NSUBJ}, {SYN_RELATION_OBJ, SYN_MEASURE_LAS_OBJ},     {SYN_RELATION_OBL, SYN_MEASURE_LAS_OBL},
    {SYN_RELATION_ADVCL, SYN_MEASURE_LAS_ADVCL}, {SYN_RELATION_CCOMP, SYN_MEASURE_LAS_CCOMP}, {SYN_RELATION_ACL, SYN_MEASURE_LAS_ACL},
    {SYN_RELATION_CONJ, SYN_MEASURE_LAS_CONJ},
};

/* What each side has: everywhere the same words, or those of a kind. */
static void count_sides(const tree_measuring *job, const word_list *list, uint64_t is_found) {
  syn_evaluation *evaluation = job->evaluation;
  static const syn_measure_key of_all[] = {SYN_MEASURE_WORDS,  SYN_MEASURE_UPOS, SYN_MEASURE_UFEATS,
                                           SYN_MEASURE_LEMMAS, SYN_MEASURE_UAS,  SYN_MEASURE_LAS};
  static const syn_measure_key of_content[] = {SYN_MEASURE_CLAS, SYN_MEASURE_MLAS, SYN_MEASURE_BLEX};
  for (uint32_t i = 0; i < list->count; i++) {
    const measured_word *word = &list->items[i];
    for (size_t k = 0; k < sizeof of_all / sizeof *of_all; k++) count(evaluation, of_all[k], 0, is_found, 1 - is_found);
    for (size_t k = 0; k < sizeof of_content / sizeof *of_content && is_content(word); k++)
      count(evaluation, of_content[k], 0, is_found, 1 - is_found);
    for (size_t k = 0; k < sizeof single_relations / sizeof *single_relations; k++) {
      if (word->relation == single_relations[k].relation) count(evaluation, single_relations[k].key, 0, is_found, 1 - is_found);
    }
  }
}

static void count_pair(const tree_measuring *job, uint32_t g) {
  syn_evaluation *evaluation = job->evaluation;
  const measured_word *gold = &job->gold.items[g], *found = &job->found.items[gold->match];
  bool head = has_same_head(job, found, gold), arc = head && found->relation == gold->relation;
  count(evaluation, SYN_MEASURE_WORDS, 1, 0, 0);
  count(evaluation, SYN_MEASURE_UPOS, found->token->tag == gold->token->tag, 0, 0);
  count(evaluation, SYN_MEASURE_UFEATS, found->token->features == gold->token->features, 0, 0);
  count(evaluation, SYN_MEASURE_LEMMAS, is_same_lemma(found, gold), 0, 0);
  count(evaluation, SYN_MEASURE_UAS, head, 0, 0);
  count(evaluation, SYN_MEASURE_LAS, arc, 0, 0);
  if (!arc) return;
  for (size_t k = 0; k < sizeof single_relations / sizeof *single_relations; k++) {
    if (gold->relation == single_relations[k].relation) count(evaluation, single_relations[k].key, 1, 0, 0);
  }
  if (!is_content(gold)) return;
  count(evaluation, SYN_MEASURE_CLAS, 1, 0, 0);
  count(evaluation, SYN_MEASURE_MLAS, has_same_form(found, gold) && has_same_children(job, gold->match, g), 0, 0);
  count(evaluation, SYN_MEASURE_BLEX, is_same_lemma(found, gold), 0, 0);
}

/* The end of the token as written that begins with this word: "don't" is two words. */
static uint32_t written_end(const syn_document *document, uint32_t word) {
  while (word + 1 < document->token_count && document->tokens[word + 1].is_joined) word++;
  return document->tokens[word].end;
}

/* Whether a token with this place was found; `next` goes through the found ones. */
static bool has_token(const syn_document *found, uint32_t *next, uint32_t start, uint32_t end) {
  while (*next < found->token_count && (found->tokens[*next].start < start || found->tokens[*next].is_joined)) (*next)++;
  return *next < found->token_count && found->tokens[*next].start == start && written_end(found, *next) == end;
}

/* Tokens as written: the words of a multiword token are not counted. */
static void count_tokens(const tree_measuring *job, const syn_conllu *gold) {
  uint32_t next = 0, right = 0, total = 0, inside = 0;
  for (size_t i = 0; i < gold->line_count; i++) {
    const syn_conllu_line *line = &gold->lines[i];
    bool is_multiword = line->kind == SYN_CONLLU_MULTIWORD, is_word = line->kind == SYN_CONLLU_WORD && inside == 0;
    syn_text columns[SYN_CONLLU_COLUMNS];
    if (line->kind == SYN_CONLLU_WORD && inside > 0) inside--;
    if (!(is_multiword || is_word) || !syn_conllu_columns(line->text, columns)) continue;
    uint32_t start = gold->document.tokens[line->token].start;
    right += has_token(job->document, &next, start, start + (uint32_t)columns[1].size);
    total++;
    if (is_multiword) inside = line->words;
  }
  uint32_t found = 0;
  for (uint32_t i = 0; i < job->document->token_count; i++) found += !job->document->tokens[i].is_joined;
  count(job->evaluation, SYN_MEASURE_TOKENS, right, found, total);
}

static void count_sentences(const tree_measuring *job, const syn_document *gold) {
  const syn_document *found = job->document;
  uint64_t right = 0;
  for (uint32_t i = 0, j = 0; i < found->sentence_count && j < gold->sentence_count;) {
    syn_span a = found->sentences[i].span, b = gold->sentences[j].span;
    right += a.start == b.start && a.end == b.end;
    if (a.start <= b.start) i++;
    if (b.start <= a.start) j++;
  }
  count(job->evaluation, SYN_MEASURE_SENTENCES, right, found->sentence_count, gold->sentence_count);
}

syn_status syn_measure_trees(const syn_document *found, const syn_conllu *gold, syn_arena *arena, syn_evaluation *evaluation) {
  tree_measuring job = {.document = found, .evaluation = evaluation};
  syn_status status = list_found(found, arena, &job.found);
  if (status == SYN_OK) status = list_gold(gold, arena, &job.gold);
  if (status != SYN_OK) return status;
  align(&job.found, &job.gold);
  count_tokens(&job, gold);
  count_sentences(&job, &gold->document);
  count_sides(&job, &job.found, 1);
  count_sides(&job, &job.gold, 0);
  for (uint32_t g = 0; g < job.gold.count; g++) {
    if (job.gold.items[g].match != NO_WORD) count_pair(&job, g);
  }
  evaluation->document_count++;
  return SYN_OK;
}

/* ---- names ---- */

static bool is_same_span(const syn_document *a, const syn_name *x, const syn_document *b, const syn_name *y) {
  return a->tokens[x->first_token].start == b->tokens[y->first_token].start &&
         a->tokens[x->first_token + x->token_count - 1].end == b->tokens[y->first_token + y->token_count - 1].end;
}

static void count_name(syn_evaluation *evaluation, syn_name_type type, uint64_t right, uint64_t found, uint64_t gold) {
  count(evaluation, (syn_measure_key)(SYN_MEASURE_PERSON + type), right, found, gold);
  count(evaluation, SYN_MEASURE_NAMES, right, found, gold);
}

void syn_measure_names(const syn_document *found, const syn_document *gold, uint32_t types, syn_evaluation *evaluation) {
  uint32_t next = 0;
  for (uint32_t i = 0; i < gold->name_count; i++) {
    const syn_name *name = &gold->names[i];
    uint32_t start = gold->tokens[name->first_token].start;
    while (next < found->name_count && found->tokens[found->names[next].first_token].start < start) next++;
    bool right = next < found->name_count && found->names[next].type == name->type && is_same_span(found, &found->names[next], gold, name);
    count_name(evaluation, name->type, right, 0, 1);
  }
  for (uint32_t i = 0; i < found->name_count; i++) {
    if (types & 1u << found->names[i].type) count_name(evaluation, found->names[i].type, 0, 1, 0);
  }
  evaluation->document_count++;
}
