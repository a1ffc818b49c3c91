#include "train/named_mentions.h"

#include <string.h>

#include "base/table.h"
#include "records/iob2.h"

enum { OPEN_MAXIMUM = 64, NO_TYPE = -1 };

/* A mention whose end has not come yet. */
typedef struct open_mention {
  syn_text id;
  int type;
  uint32_t first;
} open_mention;

typedef struct marking {
  syn_text types;
  gold_document *document;
  open_mention open[OPEN_MAXIMUM];
  size_t open_count;
} marking;

static const gold_token *gold_at(const marking *work, uint32_t token) {
  return &work->document->gold[token];
}

/* The token of the mention whose head stands outside it. */
static uint32_t find_head(const marking *work, uint32_t first, uint32_t last) {
  for (uint32_t t = first; t <= last; t++) {
    int32_t head = gold_at(work, t)->head;
    if (head < 0 || (uint32_t)head < first || (uint32_t)head > last) return t;
  }
  return last;
}

static bool is_proper(const marking *work, uint32_t token) {
  return gold_at(work, token)->tag == SYN_TAG_PROPN;
}

/* "President" of "President Lima": a description of the name, not its part. */
static bool is_title(const marking *work, uint32_t token, uint32_t head) {
  return gold_at(work, token)->relation == SYN_RELATION_NMOD && gold_at(work, token)->head == (int32_t)head && token < head;
}

static void mark_mention(const marking *work, const open_mention *mention, uint32_t end) {
  uint32_t head = find_head(work, mention->first, end), first = head, last = head;
  bool is_person = mention->type == SYN_NAME_PERSON;
  if (!is_proper(work, head)) return;
  while (first > mention->first && is_proper(work, first - 1) && !(is_person && is_title(work, first - 1, head))) first--;
  for (;;) {
    if (last < end && is_proper(work, last + 1)) {
      last++;
    } else if (!is_person && last + 2 <= end && syn_text_equal(gold_at(work, last + 1)->lemma, SYN_TEXT("of")) &&
               is_proper(work, last + 2)) {
      last += 2;
    } else {
      break;
    }
  }
  for (uint32_t t = first; t <= last; t++)
    work->document->gold[t].name = (uint8_t)((mention->type + 1) | (t == first ? GOLD_NAME_FIRST : 0));
}

static void close_mention(marking *work, syn_text id, uint32_t token) {
  for (size_t i = work->open_count; i-- > 0;) {
    if (!syn_text_equal(work->open[i].id, id)) continue;
    if (work->open[i].type != NO_TYPE) mark_mention(work, &work->open[i], token);
    memmove(&work->open[i], &work->open[i + 1], (work->open_count - i - 1) * sizeof *work->open);
    work->open_count--;
    return;
  }
}

static void open_one(marking *work, syn_text description, uint32_t token) {
  syn_text id, label = {0};
  syn_name_type type;
  if (!syn_table_next_item(&description, '-', &id) || !syn_table_next_item(&description, '-', &label)) return;
  if (work->open_count == OPEN_MAXIMUM) return;
  bool is_known = syn_iob2_find_type(work->types, label, &type);
  work->open[work->open_count++] = (open_mention){id, is_known ? (int)type : NO_TYPE, token};
}

/* "(1-person-new-…(2-place-…)" opens two and closes the second, "2)1)" closes both. */
static void read_brackets(marking *work, syn_text brackets, uint32_t token) {
  for (size_t at = 0; at < brackets.size;) {
    bool opens = brackets.data[at] == '(';
    size_t end = at + (opens ? 1 : 0);
    while (end < brackets.size && brackets.data[end] != '(' && brackets.data[end] != ')') end++;
    bool closes = end < brackets.size && brackets.data[end] == ')';
    syn_text words = syn_text_slice(brackets, at + (opens ? 1 : 0), end), id = words;
    if (opens) {
      open_one(work, words, token);
      size_t dash = syn_text_find(words, SYN_TEXT("-"), 0);
      id = syn_text_slice(words, 0, dash == SIZE_MAX ? words.size : dash);
    }
    if (closes) close_mention(work, id, token);
    at = end + (closes ? 1 : 0);
  }
}

void named_mentions_mark(const syn_conllu *read, syn_text types, gold_document *document) {
  const syn_text key = SYN_TEXT("Entity=");
  marking work = {.types = types, .document = document};
  for (size_t l = 0; l < read->line_count; l++) {
    syn_text columns[SYN_CONLLU_COLUMNS], item;
    if (read->lines[l].kind == SYN_CONLLU_END) work.open_count = 0;
    if (read->lines[l].kind != SYN_CONLLU_WORD || !syn_conllu_columns(read->lines[l].text, columns)) continue;
    syn_text misc = columns[SYN_CONLLU_COLUMNS - 1];
    while (syn_table_next_item(&misc, '|', &item)) {
      if (syn_text_starts_with(item, key)) read_brackets(&work, syn_text_slice(item, key.size, item.size), read->lines[l].token);
    }
  }
}
