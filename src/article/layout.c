#include "article/layout.h"

#include <string.h>

enum {
  VALUE_BYTES = 512, /* of an attribute value that are looked at: more is a style sheet, not a name */
  PREFIX_BYTES = 4,  /* the least that a prefix has */
};

static uint32_t role_bit(syn_text role) {
  static const char *const names[] = {"body",     "main",    "out",  "never", "caption", "author", "date",     "title",  "lead",
                                      "comments", "changed", "keep", "none",  "kicker",  "brand",  "subtitle", "people", "voice"};
  for (uint32_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
    if (syn_text_equal(role, syn_text_from(names[i]))) return 1u << i;
  return 0;
}

static syn_status add_entry(syn_layout *layout, syn_text words, uint32_t bit) {
  bool is_prefix = syn_text_ends_with(words, SYN_TEXT("*"));
  if (is_prefix) words.size--;
  size_t count = 1;
  for (size_t i = 0; i < words.size; i++) count += words.data[i] == ' ';
  if (count > layout->longest_words) layout->longest_words = count;
  syn_map *map = is_prefix ? &layout->prefixes : &layout->words;
  uint64_t bits = 0;
  syn_map_get(map, words, &bits);
  return syn_map_put(map, words, bits | bit);
}

syn_status syn_layout_load(const syn_world *world, syn_arena *arena, syn_layout *out_layout) {
  syn_layout layout = {0};
  syn_map_init(&layout.words, arena);
  syn_map_init(&layout.prefixes, arena);
  const syn_table *table = syn_world_table(world, "world/layout");
  size_t role_column = table ? syn_table_column(table, "role") : 0, words_column = table ? syn_table_column(table, "words") : 0;
  for (size_t row = 0; table && row < table->row_count; row++) {
    uint32_t bit = role_bit(syn_table_cell(table, row, role_column));
    syn_text rest = syn_table_cell(table, row, words_column), words;
    while (syn_table_next_item(&rest, '|', &words)) {
      syn_status status = words.size > 0 ? add_entry(&layout, words, bit) : SYN_OK;
      if (status != SYN_OK) return status;
    }
  }
  *out_layout = layout;
  return SYN_OK;
}

/*
 * Words in lower case with one blank between: "entryContent", "entry_content" and "entry-content" are "entry content". A value that holds
 * several names keeps them apart by two blanks, so that no entry spans two of them.
 */
static size_t split_words(syn_text value, char *out, size_t capacity) {
  size_t size = 0;
  char before = ' ';
  for (size_t i = 0; i < value.size && i < VALUE_BYTES && size + 3 < capacity; i++) {
    char c = value.data[i];
    bool upper = c >= 'A' && c <= 'Z', letter = upper || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80, digit = c >= '0' && c <= '9';
    bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    bool part = upper && before >= 'a' && before <= 'z';
    if (part && size > 0) out[size++] = ' ';
    if (letter || digit)
      out[size++] = upper ? (char)(c - 'A' + 'a') : c;
    else if (space && size > 0 && out[size - 1] != ' ')
      out[size++] = ' ', out[size++] = ' ';
    else if (size > 0 && out[size - 1] != ' ')
      out[size++] = ' ';
    before = c;
  }
  return size;
}

static uint32_t prefix_bits(const syn_map *map, syn_text word) {
  uint32_t bits = 0;
  for (size_t size = PREFIX_BYTES; size <= word.size && size <= 16; size++) {
    uint64_t found = 0;
    if (syn_map_get(map, syn_text_slice(word, 0, size), &found)) bits |= (uint32_t)found;
  }
  return bits;
}

uint32_t syn_layout_roles(const syn_layout *layout, syn_text value) {
  char buffer[2 * VALUE_BYTES + 8];
  syn_text words = {buffer, split_words(value, buffer, sizeof(buffer))};
  uint32_t bits = 0;
  for (size_t start = 0; start < words.size;) {
    size_t end = start, meaningless_end = 0;
    uint32_t here = 0;
    for (size_t count = 0; count < layout->longest_words && end < words.size; count++) {
      if (count > 0) end++; /* the blank */
      if (count > 0 && end < words.size && words.data[end] == ' ') break;
      while (end < words.size && words.data[end] != ' ') end++;
      uint64_t found = 0;
      syn_text run = syn_text_slice(words, start, end);
      if (syn_map_get(&layout->words, run, &found)) here |= (uint32_t)found;
      if (found & SYN_LAYOUT_NONE) meaningless_end = end;
      if (count == 0) here |= prefix_bits(&layout->prefixes, run);
    }
    if (meaningless_end > 0)
      start = meaningless_end;
    else
      bits |= here;
    while (start < words.size && words.data[start] != ' ') start++;
    while (start < words.size && words.data[start] == ' ') start++;
  }
  return bits;
}

/* Whether values of an attribute of this name tell what an element is for. Most are told apart by their size. */
static bool is_telling(syn_text name) {
  static const syn_text telling[] = {
      {"class", 5}, {"id", 2}, {"itemprop", 8}, {"role", 4}, {"rel", 3}, {"data-component", 14}, {"data-testid", 11}, {"data-type", 9},
  };
  for (size_t i = 0; i < sizeof(telling) / sizeof(telling[0]); i++)
    if (name.size == telling[i].size && memcmp(name.data, telling[i].data, name.size) == 0) return true;
  return false;
}

syn_status syn_layout_element_roles(const syn_layout *layout, const syn_dom_node *element, syn_map *cache, uint32_t *out_roles) {
  uint32_t roles = 0;
  for (uint32_t i = 0; i < element->attribute_count; i++) {
    const syn_dom_attribute *attribute = &element->attributes[i];
    if (attribute->value.size == 0 || !is_telling(attribute->name)) continue;
    uint64_t bits = 0;
    if (!syn_map_get(cache, attribute->value, &bits)) {
      bits = syn_layout_roles(layout, attribute->value);
      syn_status status = syn_map_put(cache, attribute->value, bits);
      if (status != SYN_OK) return status;
    }
    roles |= (uint32_t)bits;
  }
  *out_roles = roles;
  return SYN_OK;
}

static bool style_hides(syn_text style) {
  /* "display : none" with any blanks */
  size_t at = 0;
  while ((at = syn_text_find(style, SYN_TEXT("display"), at)) != SIZE_MAX) {
    at += 7;
    while (at < style.size && (style.data[at] == ' ' || style.data[at] == ':')) at++;
    if (syn_text_starts_with(syn_text_slice(style, at, style.size), SYN_TEXT("none"))) return true;
  }
  return false;
}

bool syn_layout_is_hidden(const syn_dom_node *element) {
  if (syn_dom_has_attribute(element, "hidden")) return true;
  syn_text style = syn_dom_attribute_value(element, "style");
  return style.size > 0 && style_hides(style);
}
