/*
 * How it works: the words of the first kilobytes are looked up in lists of the commonest function words of each language, and, for
 * scripts that do not part words, letters in lists of the commonest letters. The language with most hits wins; what the page states is kept
 * when it has nearly as many, since close relatives share their words. A few hits are no evidence.
 */
#include "article/page_language.h"

#include "base/utf8.h"

enum {
  SAMPLE_BYTES = 3000,
  WORD_BYTES = 32,
  LEAST_HITS = 4, /* fewer: the text is too short to tell, */
  CLEAR_HITS = 1, /* unless no other language has nearly as many */
  CLEAR_RATIO = 2,
  CLEAR_LEAD = 2,
  FIRST_OF_RANGES = 0x370,
  STATED_PERCENT = 70, /* of the best's hits with which the stated language is believed */
  LETTERS_PER_HIT = 2  /* letters of a script without blanks that count as one word */
};

static syn_status put_bit(syn_map *map, syn_text key, uint32_t index) {
  uint64_t bits = 0;
  syn_map_get(map, key, &bits);
  return syn_map_put(map, key, bits | (uint64_t)1 << index);
}

/* "가-힣": all letters between two. */
static bool read_range(syn_text item, uint32_t index, syn_letter_range *out) {
  size_t first, last;
  if (item.size < 3) return false;
  out->first = syn_utf8_decode(item, 0, &first);
  if (first + 1 >= item.size || item.data[first] != '-') return false;
  out->last = syn_utf8_decode(item, first + 1, &last);
  out->language = index;
  return first + 1 + last == item.size && out->first <= out->last;
}

static syn_status add_letter(syn_language_words *words, syn_text letter, uint32_t index) {
  size_t size;
  uint32_t c = syn_utf8_decode(letter, 0, &size);
  if (c >= SYN_LANGUAGE_LOW_LETTERS) return put_bit(&words->letters, letter, index);
  words->low_letters[c] |= (uint64_t)1 << index;
  return SYN_OK;
}

static syn_status add_letters(syn_language_words *words, syn_text list, uint32_t index) {
  syn_text item;
  while (syn_table_next_item(&list, '|', &item)) {
    syn_letter_range range;
    syn_status status = SYN_OK;
    if (read_range(item, index, &range) && words->range_count < SYN_LANGUAGE_RANGE_LIMIT)
      words->ranges[words->range_count++] = range;
    else if (item.size > 0)
      status = add_letter(words, item, index);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

static syn_status add_list(syn_map *map, syn_text list, uint32_t index) {
  syn_text item;
  while (syn_table_next_item(&list, '|', &item)) {
    syn_status status = item.size > 0 ? put_bit(map, item, index) : SYN_OK;
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

syn_status syn_language_words_load(const syn_world *world, syn_arena *arena, syn_language_words *out_words) {
  syn_language_words words = {0};
  syn_map_init(&words.words, arena);
  syn_map_init(&words.letters, arena);
  const syn_table *table = syn_world_table(world, "world/languages");
  size_t language_column = table ? syn_table_column(table, "language") : 0, words_column = table ? syn_table_column(table, "words") : 0;
  size_t letters_column = table ? syn_table_column(table, "letters") : 0;
  for (size_t row = 0; table && row < table->row_count && words.count < SYN_LANGUAGE_LIMIT; row++) {
    words.languages[words.count] = syn_table_cell(table, row, language_column);
    syn_status status = add_list(&words.words, syn_table_cell(table, row, words_column), words.count);
    if (status == SYN_OK) status = add_letters(&words, syn_table_cell(table, row, letters_column), words.count);
    if (status != SYN_OK) return status;
    words.count++;
  }
  *out_words = words;
  return SYN_OK;
}

static void count_bits(uint64_t bits, uint32_t *hits, uint32_t amount) {
  for (; bits; bits &= bits - 1) hits[__builtin_ctzll(bits)] += amount;
}

static void count_hits(const syn_language_words *words, syn_text lower, uint32_t *hits) {
  for (size_t i = 0; i < lower.size;) {
    size_t start = i, size = 1;
    while (i < lower.size) {
      uint32_t c = syn_utf8_decode(lower, i, &size);
      bool is_mark = c >= 0x80 && !syn_utf8_is_punctuation(c) && !syn_utf8_is_space(c); /* vowel signs are no letters, but parts of words */
      if (!syn_utf8_is_letter(c) && !is_mark && c != '\'') break;
      uint64_t bits = 0;
      if (c < SYN_LANGUAGE_LOW_LETTERS)
        bits = words->low_letters[c];
      else
        syn_map_get(&words->letters, syn_text_slice(lower, i, i + size), &bits);
      count_bits(bits, hits, 1);
      for (uint32_t k = 0; c >= FIRST_OF_RANGES && k < words->range_count; k++)
        if (c >= words->ranges[k].first && c <= words->ranges[k].last) hits[words->ranges[k].language]++;
      i += size;
    }
    uint64_t bits = 0;
    if (i > start && i - start <= WORD_BYTES && syn_map_get(&words->words, syn_text_slice(lower, start, i), &bits))
      count_bits(bits, hits, LETTERS_PER_HIT);
    if (i == start) i += size;
  }
}

static uint32_t index_of_tag(const syn_language_words *words, syn_text tag) {
  size_t size = 0;
  while (size < tag.size && ((tag.data[size] | 32) >= 'a' && (tag.data[size] | 32) <= 'z')) size++;
  for (uint32_t i = 0; i < words->count; i++)
    if (syn_text_equal_ascii_case(words->languages[i], syn_text_slice(tag, 0, size))) return i;
  return UINT32_MAX;
}

syn_status syn_page_language(const syn_language_words *words, syn_text text, syn_text stated, syn_arena *arena, syn_text *out_language) {
  uint32_t hits[SYN_LANGUAGE_LIMIT] = {0}, best = 0;
  text = syn_text_slice(text, 0, syn_utf8_align(text, text.size < SAMPLE_BYTES ? text.size : SAMPLE_BYTES));
  syn_text lower;
  syn_status status = syn_utf8_lower(text, arena, &lower);
  if (status != SYN_OK) return status;
  count_hits(words, lower, hits);
  for (uint32_t i = 1; i < words->count; i++)
    if (hits[i] > hits[best]) best = i;
  uint32_t claimed = index_of_tag(words, syn_text_trim(stated));
  uint32_t second = best == 0 ? 1 : 0;
  for (uint32_t i = 0; i < words->count; i++)
    if (i != best && hits[i] > hits[second]) second = i;
  bool is_clear = words->count > 1 && (hits[best] >= CLEAR_RATIO * hits[second] || hits[best] >= hits[second] + CLEAR_LEAD);
  uint32_t least = (is_clear ? CLEAR_HITS : LEAST_HITS) * LETTERS_PER_HIT;
  bool believed = claimed != UINT32_MAX && (hits[best] < least || (uint64_t)hits[claimed] * 100 >= (uint64_t)hits[best] * STATED_PERCENT);
  if (believed)
    *out_language = words->languages[claimed];
  else
    *out_language = words->count > 0 && hits[best] >= least ? words->languages[best] : SYN_TEXT("und");
  return SYN_OK;
}
