#include "facts/mention_draft.h"

#include <stdlib.h>

#include "base/utf8.h"

enum { LONGEST_ROLE = 4 };

syn_status syn_draft_fold(entity_work *work, uint32_t first, uint32_t count, syn_text *out_folded) {
  syn_span span = syn_document_span(work->document, first, count);
  return syn_utf8_fold(syn_article_words(work->document->article, span), work->arena, out_folded);
}

syn_status syn_draft_add_mention(entity_work *work, const mention_draft *mention) {
  mention_draft *added = SYN_ARRAY_ADD(&work->mentions, work->arena);
  if (added == NULL) return SYN_NO_MEMORY;
  *added = *mention;
  for (uint32_t t = mention->first; t < mention->first + mention->count; t++) work->mention_at[t] = (uint32_t)work->mentions.count;
  return SYN_OK;
}

static int compare_mentions(const void *a, const void *b) {
  const mention_draft *left = a, *right = b;
  if (left->first != right->first) return left->first < right->first ? -1 : 1;
  return left->count < right->count ? -1 : left->count > right->count;
}

void syn_draft_sort(entity_work *work) {
  if (work->mentions.count > 1) qsort(work->mentions.items, work->mentions.count, sizeof(*work->mentions.items), compare_mentions);
  for (size_t i = 0; i < work->mentions.count; i++) {
    const mention_draft *mention = &work->mentions.items[i];
    for (uint32_t t = mention->first; t < mention->first + mention->count; t++) work->mention_at[t] = (uint32_t)i + 1;
  }
}

bool syn_draft_is_capital(const entity_work *work, uint32_t token) {
  size_t size = 0;
  syn_text word = syn_document_word(work->document, token);
  return word.size > 0 && syn_utf8_is_upper(syn_utf8_decode(word, 0, &size));
}

bool syn_draft_token_is(const entity_work *work, uint32_t sentence, uint32_t token, uint32_t classes) {
  const syn_sentence *in = &work->document->sentences[sentence];
  if (token < in->first_token || token >= in->first_token + in->token_count) return false;
  return syn_entity_token_is(work->words, &work->document->tokens[token], classes);
}

const entity_word *syn_draft_role_at(entity_work *work, uint32_t sentence, uint32_t token, uint32_t *out_first) {
  const syn_sentence *in = &work->document->sentences[sentence];
  for (uint32_t count = LONGEST_ROLE; count > 0; count--) {
    if (token + 1 < in->first_token + count) continue;
    syn_text folded;
    uint32_t first = token + 1 - count;
    if (count == 1)
      folded = work->document->tokens[token].lower;
    else if (syn_draft_fold(work, first, count, &folded) != SYN_OK)
      return NULL;
    const entity_word *word = syn_entity_words_find(work->words, folded);
    if (word == NULL || (word->classes & (ENTITY_ROLE | ENTITY_COUNTERPART)) == 0) continue;
    *out_first = first;
    return word;
  }
  return NULL;
}
