/*
 * How it works: phrases and lines are brought to one form (folded words, one blank between), so that a phrase is found by looking up
 * runs of words in a hash map: all runs that begin a line, all that end it, and, for the few phrases that count
 * anywhere, those that begin at a word with which such a phrase begins. Costs time linear in the line.
 */
#include "article/furniture.h"

#include <string.h>

#include "base/utf8.h"

typedef struct class_name {
  const char *name;
  uint32_t bit;
} class_name;

static const class_name class_names[] = {
    {"line", SYN_FURNITURE_LINE},         {"list", SYN_FURNITURE_LIST},     {"rest", SYN_FURNITURE_REST},
    {"caption", SYN_FURNITURE_CAPTION},   {"byline", SYN_FURNITURE_BYLINE}, {"credit", SYN_FURNITURE_CREDIT},
    {"about", SYN_FURNITURE_ABOUT},       {"banner", SYN_FURNITURE_BANNER}, {"nobody", SYN_FURNITURE_NOBODY},
    {"and", SYN_FURNITURE_AND},           {"with", SYN_FURNITURE_WITH},     {"published", SYN_FURNITURE_PUBLISHED},
    {"modified", SYN_FURNITURE_MODIFIED}, {"from", SYN_FURNITURE_FROM},     {"address", SYN_FURNITURE_ADDRESS},
    {"origin", SYN_FURNITURE_ORIGIN},     {"inside", SYN_FURNITURE_INSIDE}, {"header", SYN_FURNITURE_HEADER},
    {"subject", SYN_FURNITURE_SUBJECT},   {"role", SYN_FURNITURE_ROLE},     {"correction", SYN_FURNITURE_CORRECTION},
};

static uint32_t class_bit(syn_text name) {
  for (size_t i = 0; i < sizeof(class_names) / sizeof(class_names[0]); i++)
    if (syn_text_equal(name, syn_text_from(class_names[i].name))) return class_names[i].bit;
  return 0;
}

static syn_status put_class(syn_map *map, syn_text form, uint32_t bit) {
  uint64_t bits = 0;
  syn_map_get(map, form, &bits);
  return syn_map_put(map, form, bits | bit);
}

static size_t count_words(syn_text form) {
  size_t count = form.size > 0;
  for (size_t i = 0; i < form.size; i++) count += form.data[i] == ' ';
  return count;
}

static syn_text first_word(syn_text form) {
  const char *blank = form.size ? memchr(form.data, ' ', form.size) : NULL;
  return blank ? syn_text_slice(form, 0, (size_t)(blank - form.data)) : form;
}

static syn_text last_word(syn_text form) {
  size_t start = form.size;
  while (start > 0 && form.data[start - 1] != ' ') start--;
  return syn_text_slice(form, start, form.size);
}

static syn_status add_phrase(syn_furniture *furniture, syn_text class_text, syn_text place, syn_text phrase, syn_arena *arena) {
  uint32_t bit = class_bit(class_text);
  syn_text form;
  syn_status status = syn_furniture_form(phrase, arena, &form);
  if (status != SYN_OK || bit == 0 || form.size == 0) return status;
  size_t words = count_words(form);
  if (words > furniture->longest_phrase) furniture->longest_phrase = words;
  bool start = syn_text_equal(place, SYN_TEXT("start")), end = syn_text_equal(place, SYN_TEXT("end"));
  if (!start && !end && !syn_text_equal(place, SYN_TEXT("within"))) return put_class(&furniture->whole, form, bit);
  status = put_class(start ? &furniture->start : end ? &furniture->end : &furniture->within, form, bit);
  if (status != SYN_OK) return status;
  syn_map *outer = start ? &furniture->start_words : end ? &furniture->end_words : &furniture->first_words;
  return syn_map_put(outer, end ? last_word(form) : first_word(form), 1);
}

static syn_status add_table(syn_furniture *furniture, const syn_table *table, syn_arena *arena) {
  size_t class_column = syn_table_column(table, "class"), place_column = syn_table_column(table, "place");
  size_t phrase_column = syn_table_column(table, "phrases");
  for (size_t row = 0; row < table->row_count; row++) {
    syn_text rest = syn_table_cell(table, row, phrase_column), phrase;
    while (syn_table_next_item(&rest, '|', &phrase)) {
      syn_status status =
          add_phrase(furniture, syn_table_cell(table, row, class_column), syn_table_cell(table, row, place_column), phrase, arena);
      if (status != SYN_OK) return status;
    }
  }
  return SYN_OK;
}

syn_status syn_furniture_load(const syn_world *world, syn_arena *arena, syn_furniture *out_furniture) {
  syn_furniture furniture = {0};
  syn_map *maps[] = {&furniture.whole,       &furniture.start,     &furniture.end,        &furniture.within,
                     &furniture.start_words, &furniture.end_words, &furniture.first_words};
  for (size_t i = 0; i < sizeof(maps) / sizeof(maps[0]); i++) syn_map_init(maps[i], arena);
  size_t count = 0;
  const syn_text *languages = syn_world_languages(world, &count);
  for (size_t i = 0; i < count; i++) {
    const syn_table *table = syn_world_language_table(world, languages[i], "furniture");
    syn_status status = table ? add_table(&furniture, table, arena) : SYN_OK;
    if (status != SYN_OK) return status;
  }
  *out_furniture = furniture;
  return SYN_OK;
}

/* ---- form ---- */

enum { GLUED_PART_LETTERS = 4 }; /* shorter parts are how names are written: "YouTube", "McDonald" */

/* Whether a small letter meets a capital at `offset`, with parts on both sides that are long enough to be words. */
static bool is_glued_at(syn_text text, size_t offset) {
  if (offset < GLUED_PART_LETTERS || offset + GLUED_PART_LETTERS > text.size) return false;
  if (text.data[offset] < 'A' || text.data[offset] > 'Z') return false;
  for (size_t i = 1; i <= GLUED_PART_LETTERS; i++) {
    char c = text.data[offset - i];
    if (c < 'a' || c > 'z') return i == GLUED_PART_LETTERS && c >= 'A' && c <= 'Z';
  }
  for (size_t i = 1; i < GLUED_PART_LETTERS; i++) {
    char c = text.data[offset + i];
    if (c < 'a' || c > 'z') return false;
  }
  return true;
}

static bool is_word_byte(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
}

/* Marks that fold does not turn into ASCII but that part words all the same. */
static bool is_wide_punctuation(syn_text text, size_t offset, size_t *out_size) {
  uint32_t codepoint = syn_utf8_decode(text, offset, out_size);
  return syn_utf8_is_punctuation(codepoint) || syn_utf8_is_space(codepoint);
}

/* The text with a blank wherever words are glued together: the text itself where none are. */
static syn_status part_glued(syn_text text, syn_arena *arena, syn_text *out_parted) {
  size_t first = 0, size = 0;
  while (first < text.size && !is_glued_at(text, first)) first++;
  *out_parted = text;
  if (first == text.size) return SYN_OK;
  char *parted = syn_arena_take(arena, text.size * 2 + 1, 1);
  if (!parted) return SYN_NO_MEMORY;
  for (size_t i = 0; i < text.size; i++) {
    if (i >= first && is_glued_at(text, i)) parted[size++] = ' ';
    parted[size++] = text.data[i];
  }
  *out_parted = (syn_text){parted, size};
  return SYN_OK;
}

syn_status syn_furniture_form(syn_text text, syn_arena *arena, syn_text *out_form) {
  syn_text parted, folded;
  syn_status status = part_glued(text, arena, &parted);
  if (status == SYN_OK) status = syn_utf8_fold(parted, arena, &folded);
  if (status != SYN_OK) return status;
  char *form = syn_arena_take(arena, folded.size + 1, 1);
  if (!form) return SYN_NO_MEMORY;
  size_t size = 0;
  bool pending = false;
  for (size_t i = 0; i < folded.size;) {
    unsigned char c = (unsigned char)folded.data[i];
    size_t step = 1;
    bool is_apostrophe = c == '\'' && size > 0 && i + 1 < folded.size && is_word_byte((unsigned char)folded.data[i + 1]) && !pending;
    if (is_apostrophe) { /* "don't" and "dont" are one word */
      i++;
      continue;
    }
    bool is_word = is_word_byte(c) && (c < 0x80 || !is_wide_punctuation(folded, i, &step));
    if (!is_word) {
      pending = size > 0;
      i += step;
      continue;
    }
    if (pending) form[size++] = ' ';
    pending = false;
    memcpy(form + size, folded.data + i, step);
    size += step;
    i += step;
  }
  *out_form = (syn_text){form, size};
  return SYN_OK;
}

/* ---- look up ---- */

static uint32_t bits_of(const syn_map *map, syn_text form) {
  uint64_t bits = 0;
  return syn_map_get(map, form, &bits) ? (uint32_t)bits : 0;
}

/* The end of the word run that begins at `start` and whose last word is extended by one more; SIZE_MAX past the last word. */
static size_t extend(syn_text form, size_t end) {
  if (end >= form.size) return SIZE_MAX;
  const char *blank = memchr(form.data + end + 1, ' ', form.size - end - 1);
  return blank ? (size_t)(blank - form.data) : form.size;
}

static uint32_t bits_from(const syn_map *map, syn_text form, size_t start, size_t longest, uint32_t classes, size_t *out_size) {
  uint32_t bits = 0;
  syn_text rest = syn_text_slice(form, start, form.size);
  size_t end = first_word(rest).size;
  for (size_t words = 0; words < longest && end != SIZE_MAX && rest.size > 0; words++, end = extend(rest, end)) {
    uint32_t found = bits_of(map, syn_text_slice(rest, 0, end)) & classes;
    if (found && out_size) *out_size = end;
    bits |= found;
  }
  return bits;
}

static uint32_t bits_until(const syn_map *map, syn_text form, size_t longest, uint32_t classes, size_t *out_size) {
  uint32_t bits = 0;
  size_t start = form.size;
  for (size_t words = 0; words < longest && start > 0; words++) {
    if (start < form.size) start--; /* the blank before the last run */
    while (start > 0 && form.data[start - 1] != ' ') start--;
    uint32_t found = bits_of(map, syn_text_slice(form, start, form.size)) & classes;
    if (found && out_size) *out_size = form.size - start;
    bits |= found;
  }
  return bits;
}

uint32_t syn_furniture_whole(const syn_furniture *furniture, syn_text form) {
  return bits_of(&furniture->whole, form);
}

size_t syn_furniture_prefix(const syn_furniture *furniture, syn_text form, uint32_t classes) {
  size_t size = 0;
  bits_from(&furniture->start, form, 0, furniture->longest_phrase, classes, &size);
  return size;
}

size_t syn_furniture_suffix(const syn_furniture *furniture, syn_text form, uint32_t classes) {
  size_t size = 0;
  bits_until(&furniture->end, form, furniture->longest_phrase, classes, &size);
  return size;
}

static uint32_t classify(const syn_furniture *furniture, syn_text form, bool is_cut) {
  uint32_t bits = bits_of(&furniture->whole, form) & ~(uint32_t)(SYN_FURNITURE_HEADER | SYN_FURNITURE_SUBJECT);
  if (syn_map_find(&furniture->start_words, first_word(form)))
    bits |= bits_from(&furniture->start, form, 0, furniture->longest_phrase, UINT32_MAX, NULL);
  if (!is_cut && syn_map_find(&furniture->end_words, last_word(form)))
    bits |= bits_until(&furniture->end, form, furniture->longest_phrase, UINT32_MAX, NULL);
  for (size_t start = 0; start < form.size;) {
    syn_text word = first_word(syn_text_slice(form, start, form.size));
    if (syn_map_find(&furniture->first_words, word))
      bits |= bits_from(&furniture->within, form, start, furniture->longest_phrase, UINT32_MAX, NULL);
    start += word.size + 1;
  }
  return bits;
}

uint32_t syn_furniture_classify(const syn_furniture *furniture, syn_text form) {
  return classify(furniture, form, false);
}

uint32_t syn_furniture_classify_beginning(const syn_furniture *furniture, syn_text form) {
  return classify(furniture, form, true);
}
