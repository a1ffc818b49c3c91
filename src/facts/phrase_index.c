#include "facts/phrase_index.h"

#include <string.h>

#include "base/utf8.h"

void syn_phrase_index_init(syn_phrase_index *index, syn_arena *arena) {
  *index = (syn_phrase_index){.arena = arena};
  syn_map_init(&index->phrases, arena);
  syn_map_init(&index->first_words, arena);
}

/* A key on its way: words with single spaces between. */
typedef struct phrase_key {
  char bytes[SYN_PHRASE_BYTES];
  size_t size, words;
  bool is_full;
} phrase_key;

static void add_bytes(phrase_key *key, syn_text folded) {
  for (size_t i = 0; i < folded.size; i++) {
    char byte = folded.data[i] == '-' ? ' ' : folded.data[i];
    if (byte == '.' || byte == '\'' || (byte == ' ' && (key->size == 0 || key->bytes[key->size - 1] == ' '))) continue;
    if (key->size == sizeof key->bytes) {
      key->is_full = true;
      return;
    }
    if (byte != ' ' && (key->size == 0 || key->bytes[key->size - 1] == ' ')) key->words++;
    key->bytes[key->size++] = byte;
  }
}

static syn_text key_text(const phrase_key *key) {
  size_t size = key->size;
  while (size && key->bytes[size - 1] == ' ') size--;
  return (syn_text){key->bytes, size};
}

static syn_text first_word(syn_text key) {
  return syn_text_slice(key, 0, syn_text_find(key, SYN_TEXT(" "), 0));
}

syn_status syn_phrase_index_add(syn_phrase_index *index, syn_text phrase, uint32_t value) {
  phrase_key key = {.size = 0};
  syn_text folded, kept;
  uint64_t words = 0;
  if (syn_utf8_fold(phrase, index->arena, &folded) != SYN_OK) return SYN_NO_MEMORY;
  add_bytes(&key, folded);
  syn_text text = key_text(&key);
  if (key.is_full || text.size == 0 || syn_map_get(&index->phrases, text, NULL)) return SYN_OK;
  if (syn_arena_copy(index->arena, text, &kept) != SYN_OK || syn_map_put(&index->phrases, kept, (uint64_t)value + 1) != SYN_OK)
    return SYN_NO_MEMORY;
  syn_text word = first_word(kept);
  if (syn_map_get(&index->first_words, word, &words) && words >= key.words) return SYN_OK;
  return syn_map_put(&index->first_words, word, key.words);
}

/* Letters beyond ASCII are folded by the arena-free path only where they are alone in a token; else they are compared as they are. */
static void add_token(phrase_key *key, const syn_document *document, uint32_t token, bool has_space) {
  if (has_space) add_bytes(key, SYN_TEXT(" "));
  add_bytes(key, document->tokens[token].lower);
}

uint32_t syn_phrase_index_find(const syn_phrase_index *index, const syn_document *document, uint32_t first, uint32_t end,
                               uint32_t *out_value) {
  phrase_key key = {.size = 0};
  uint64_t longest = 0, value;
  uint32_t best = 0;
  for (uint32_t token = first; token < end && token - first < SYN_PHRASE_TOKENS; token++) {
    add_token(&key, document, token, token > first && document->tokens[token].space_before);
    if (key.is_full) break;
    syn_text text = key_text(&key);
    if (longest == 0 && text.size && !syn_map_get(&index->first_words, first_word(text), &longest)) {
      /* "al" of "al-Qaeda" may be a token of its own, or "U" of "U.S.": one more token may complete the word. */
      if (token > first + 1 || key.words > 1) break;
      continue;
    }
    if (longest && key.words > longest) break;
    if (!syn_map_get(&index->phrases, text, &value)) continue;
    best = token - first + 1;
    *out_value = (uint32_t)(value - 1);
  }
  return best;
}
