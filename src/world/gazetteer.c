/*
 * How it works: a form is folded (base/utf8.h) and made a key: hyphens become spaces, dots and apostrophes go, so that the many ways of
 * writing "U.N.", "al-Jazeera" and "N'Djamena" meet. A hash map leads from the key to its readings, which were sorted when the gazetteer
 * was finished, so that finding is one look into the map and returns a piece of one array.
 *
 * Which readings hold depends on the language and on the writing (no capital, some, capitals only). For each key there is one range of the
 * array for each writing; keys with forms of single languages have that for each language too. Most keys have a single reading instead.
 *
 * Most tokens of a text begin no name. They are turned away by one look into a table of bytes, indexed by a hash of the first word, that
 * holds the length of the longest form beginning so. Words that meet in one place only make a search longer than it need be.
 */
#include "world/gazetteer.h"

#include <string.h>

#include "base/utf8.h"

/* What a form asks of the writing; also the ways that something can be written, in the same order. */
enum { WRITING_SMALL, WRITING_SOME_CAPITAL, WRITING_CAPITALS, WRITING_COUNT };

/* Sets of ranges of a key that has forms of single languages: all languages, only what is for all, then each language. */
enum { SET_ALL, SET_NEUTRAL, SET_FIRST_LANGUAGE };

enum { FIRST_WORD_BITS = 19 };

syn_status syn_gazetteer_begin(syn_gazetteer *gazetteer, const syn_text *languages, size_t language_count, size_t expected_count,
                               syn_arena *arena) {
  *gazetteer = (syn_gazetteer){.arena = arena, .languages = languages, .language_count = language_count};
  syn_map_init(&gazetteer->ids, arena);
  syn_map_init(&gazetteer->key_indexes, arena);
  gazetteer->first_words = SYN_ARENA_ARRAY(arena, uint8_t, (size_t)1 << FIRST_WORD_BITS);
  if (!gazetteer->first_words || syn_map_reserve(&gazetteer->ids, expected_count / 2) != SYN_OK ||
      syn_map_reserve(&gazetteer->key_indexes, expected_count) != SYN_OK ||
      SYN_ARRAY_RESERVE(&gazetteer->known, expected_count, arena) != SYN_OK ||
      SYN_ARRAY_RESERVE(&gazetteer->forms, expected_count, arena) != SYN_OK ||
      SYN_ARRAY_RESERVE(&gazetteer->keys, expected_count, arena) != SYN_OK)
    return SYN_NO_MEMORY;
  return SYN_OK;
}

/* ---- keys ---- */

static bool is_word_byte(unsigned char byte) {
  return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_left_out(char byte) {
  return byte == '.' || byte == '\'';
}

syn_text syn_gazetteer_key_of(syn_text folded, char buffer[SYN_GAZETTEER_KEY_SIZE]) {
  size_t at = 0;
  while (at < folded.size && !is_left_out(folded.data[at]) && folded.data[at] != '-') at++;
  if (at == folded.size) return folded.size <= SYN_GAZETTEER_KEY_SIZE ? folded : (syn_text){0};
  size_t size = 0;
  for (at = 0; at < folded.size; at++) {
    char byte = folded.data[at] == '-' ? ' ' : folded.data[at];
    if (is_left_out(byte) || (byte == ' ' && (size == 0 || buffer[size - 1] == ' '))) continue;
    if (size == SYN_GAZETTEER_KEY_SIZE) return (syn_text){0};
    buffer[size++] = byte;
  }
  while (size && buffer[size - 1] == ' ') size--;
  return (syn_text){buffer, size};
}

/* The first letters or digits without a break: signs before them ("+972 Magazine") are passed over. */
static syn_text first_word_of(syn_text key) {
  size_t start = 0;
  while (start < key.size && !is_word_byte((unsigned char)key.data[start])) start++;
  size_t end = start;
  while (end < key.size && is_word_byte((unsigned char)key.data[end])) end++;
  return syn_text_slice(key, start, end);
}

/* At most how many tokens a tokeniser makes of this: words and single signs between them. */
static size_t count_tokens(syn_text folded) {
  size_t count = 0;
  bool in_word = false;
  for (size_t i = 0; i < folded.size; i++) {
    bool is_word = is_word_byte((unsigned char)folded.data[i]);
    if (is_word ? !in_word : folded.data[i] != ' ') count++;
    in_word = is_word;
  }
  return count;
}

/* How something is written. What has no letters with case at all passes for a name. */
static unsigned writing_of(syn_text written) {
  bool has_upper = false, has_lower = false;
  for (size_t at = 0, step = 1; at < written.size && !(has_upper && has_lower); at += step) {
    unsigned char byte = (unsigned char)written.data[at];
    step = 1;
    if (byte < 0x80) {
      has_upper |= byte >= 'A' && byte <= 'Z';
      has_lower |= byte >= 'a' && byte <= 'z';
      continue;
    }
    uint32_t codepoint = syn_utf8_decode(written, at, &step);
    has_upper |= syn_utf8_is_upper(codepoint);
    has_lower |= syn_utf8_is_lower(codepoint);
  }
  if (has_upper) return has_lower ? WRITING_SOME_CAPITAL : WRITING_CAPITALS;
  return has_lower ? WRITING_SMALL : WRITING_SOME_CAPITAL;
}

/* ---- building ---- */

syn_status syn_gazetteer_add(syn_gazetteer *gazetteer, syn_known known, uint32_t *out_index) {
  if (syn_map_get(&gazetteer->ids, known.id, NULL)) return SYN_BAD_INPUT;
  if (gazetteer->known.count >= UINT32_MAX - 1) return SYN_NO_MEMORY;
  uint32_t index = (uint32_t)gazetteer->known.count;
  syn_known *added = SYN_ARRAY_ADD(&gazetteer->known, gazetteer->arena);
  if (!added || syn_map_put(&gazetteer->ids, known.id, index) != SYN_OK) return SYN_NO_MEMORY;
  *added = known;
  *out_index = index;
  return SYN_OK;
}

/* The place of a word in the table of first words (FNV-1a, its upper bits folded down). */
static size_t first_word_place(syn_text word) {
  uint64_t hash = 0xCBF29CE484222325u;
  for (size_t i = 0; i < word.size; i++) hash = (hash ^ (unsigned char)word.data[i]) * 0x100000001B3u;
  return (size_t)((hash ^ hash >> 32) & (((uint64_t)1 << FIRST_WORD_BITS) - 1));
}

static void note_first_word(syn_gazetteer *gazetteer, syn_text key, size_t tokens) {
  if (tokens > UINT8_MAX) tokens = UINT8_MAX; /* a key is shorter: SYN_GAZETTEER_KEY_SIZE */
  if (tokens > gazetteer->longest_form) gazetteer->longest_form = tokens;
  uint8_t *longest = &gazetteer->first_words[first_word_place(first_word_of(key))];
  if (tokens > *longest) *longest = (uint8_t)tokens;
}

/* The index of the key's entry, made where there is none: keys have the same numbers in the map and in the list. */
static syn_status put_key(syn_gazetteer *gazetteer, syn_text key, bool in_buffer, size_t *out_index) {
  uint64_t index;
  if (!syn_map_get(&gazetteer->key_indexes, key, &index)) {
    if (in_buffer && syn_arena_copy(gazetteer->arena, key, &key) != SYN_OK) return SYN_NO_MEMORY;
    index = gazetteer->keys.count;
    if (!SYN_ARRAY_ADD(&gazetteer->keys, gazetteer->arena) || syn_map_put(&gazetteer->key_indexes, key, index) != SYN_OK)
      return SYN_NO_MEMORY;
  }
  *out_index = (size_t)index;
  return SYN_OK;
}

/* What the writing must look like for this form. "NATO" given as a name, not an acronym, may be written "Nato". */
static unsigned needs_of(syn_form form, syn_text written) {
  if (form == SYN_FORM_ACRONYM) return WRITING_CAPITALS;
  unsigned writing = writing_of(written);
  return writing == WRITING_CAPITALS ? WRITING_SOME_CAPITAL : writing;
}

/* Whether the key has the form already, in this language or for all; it then asks for the less of the two. */
static bool has_form(syn_gazetteer *gazetteer, const syn_gazetteer_key *entry, const syn_gazetteer_form *form) {
  for (uint32_t at = entry->first_form; at; at = gazetteer->forms.items[at - 1].next) {
    syn_gazetteer_form *other = &gazetteer->forms.items[at - 1];
    if (other->known != form->known || other->form != form->form) continue;
    if (other->language != form->language && (other->language != SYN_GAZETTEER_ALL_LANGUAGES || form->needs < other->needs)) continue;
    if (form->needs < other->needs) other->needs = form->needs;
    return true;
  }
  return false;
}

syn_status syn_gazetteer_add_form(syn_gazetteer *gazetteer, uint32_t known, syn_form form, unsigned language, syn_text written) {
  syn_text folded;
  char buffer[SYN_GAZETTEER_KEY_SIZE];
  size_t index;
  if (syn_utf8_fold(written, gazetteer->arena, &folded) != SYN_OK) return SYN_NO_MEMORY;
  syn_text key = syn_gazetteer_key_of(folded, buffer);
  if (first_word_of(key).size == 0) return SYN_BAD_INPUT;
  if (put_key(gazetteer, key, key.data == buffer, &index) != SYN_OK) return SYN_NO_MEMORY;
  syn_gazetteer_key *entry = &gazetteer->keys.items[index];
  syn_gazetteer_form made = {
      .known = known, .language = (uint16_t)language, .form = (uint8_t)form, .needs = (uint8_t)needs_of(form, written)};
  if (has_form(gazetteer, entry, &made)) return SYN_OK;
  syn_gazetteer_form *added = SYN_ARRAY_ADD(&gazetteer->forms, gazetteer->arena);
  if (!added) return SYN_NO_MEMORY;
  *added = made;
  uint32_t place = (uint32_t)gazetteer->forms.count;
  if (entry->last_form)
    gazetteer->forms.items[entry->last_form - 1].next = place;
  else
    entry->first_form = place;
  entry->last_form = place;
  note_first_word(gazetteer, key, count_tokens(folded));
  return SYN_OK;
}

/* ---- order ---- */

/* Of the same form, in this order: a country is meant more often than a company or a town of its name. */
static unsigned kind_rank(syn_known_kind kind) {
  static const unsigned char ranks[] = {
      [SYN_KNOWN_COUNTRY] = 0, [SYN_KNOWN_ORGANIZATION] = 1, [SYN_KNOWN_PLACE] = 2,
      [SYN_KNOWN_AGENCY] = 3,  [SYN_KNOWN_OUTLET] = 4,       [SYN_KNOWN_PERSON] = 5,
  };
  return ranks[kind];
}

/* Capitals speak for an acronym; a seat is first of all the place. */
static unsigned form_rank(unsigned form, unsigned writing) {
  if (form == SYN_FORM_ACRONYM) return writing == WRITING_CAPITALS ? 0 : 3;
  return form == SYN_FORM_SEAT ? 2 : 1;
}

/* Negative where `a` is more likely meant than `b`. Total: ids differ, and forms of one thing do. */
static int compare_readings(const syn_known_form *a, const syn_known_form *b, unsigned writing) {
  unsigned rank_a = form_rank(a->form, writing), rank_b = form_rank(b->form, writing);
  if (rank_a != rank_b) return rank_a < rank_b ? -1 : 1;
  if (kind_rank(a->known->kind) != kind_rank(b->known->kind)) return kind_rank(a->known->kind) < kind_rank(b->known->kind) ? -1 : 1;
  if (a->known->population != b->known->population) return a->known->population > b->known->population ? -1 : 1;
  int order = syn_text_compare(a->known->id, b->known->id);
  return order ? order : (int)a->form - (int)b->form;
}

/* Readings that say the same: that a thing is named. "Luxembourg" is the name of the country as well as its seat. */
static bool is_same_use(const syn_known_form *a, const syn_known_form *b) {
  if (a->known != b->known) return false;
  bool is_described_a = a->form == SYN_FORM_ADJECTIVE || a->form == SYN_FORM_DEMONYM;
  bool is_described_b = b->form == SYN_FORM_ADJECTIVE || b->form == SYN_FORM_DEMONYM;
  return a->form == b->form || (!is_described_a && !is_described_b);
}

/* Puts a reading into its place among those from `start` on; of two that say the same the better stays. */
static syn_status insert_reading(syn_gazetteer *gazetteer, size_t start, syn_known_form reading, unsigned writing) {
  syn_known_form *items = gazetteer->readings.items;
  size_t at = start, count = gazetteer->readings.count;
  while (at < count && !is_same_use(&items[at], &reading)) at++;
  if (at < count) {
    if (compare_readings(&items[at], &reading, writing) <= 0) return SYN_OK;
  } else {
    if (!SYN_ARRAY_ADD(&gazetteer->readings, gazetteer->arena)) return SYN_NO_MEMORY;
    items = gazetteer->readings.items;
  }
  for (; at > start && compare_readings(&reading, &items[at - 1], writing) < 0; at--) items[at] = items[at - 1];
  items[at] = reading;
  return SYN_OK;
}

static bool is_in_set(const syn_gazetteer_form *form, size_t set) {
  if (set == SET_ALL || form->language == SYN_GAZETTEER_ALL_LANGUAGES) return true;
  return set >= SET_FIRST_LANGUAGE && form->language == set - SET_FIRST_LANGUAGE;
}

/* The readings of one set for one way of writing. */
static syn_status add_range(syn_gazetteer *gazetteer, const syn_gazetteer_key *entry, size_t set, unsigned writing) {
  size_t start = gazetteer->readings.count;
  for (uint32_t at = entry->first_form; at; at = gazetteer->forms.items[at - 1].next) {
    const syn_gazetteer_form *form = &gazetteer->forms.items[at - 1];
    if (form->needs > writing || !is_in_set(form, set)) continue;
    syn_known_form reading = {&gazetteer->known.items[form->known], (syn_form)form->form};
    if (insert_reading(gazetteer, start, reading, writing) != SYN_OK) return SYN_NO_MEMORY;
  }
  syn_gazetteer_range *range = SYN_ARRAY_ADD(&gazetteer->ranges, gazetteer->arena);
  if (!range) return SYN_NO_MEMORY;
  *range = (syn_gazetteer_range){(uint32_t)start, (uint32_t)(gazetteer->readings.count - start)};
  return SYN_OK;
}

/* Whether the key has a form of this set's language alone: else the set is that of what is for all. */
static bool has_own_set(const syn_gazetteer *gazetteer, const syn_gazetteer_key *entry, size_t set) {
  if (set < SET_FIRST_LANGUAGE) return true;
  for (uint32_t at = entry->first_form; at; at = gazetteer->forms.items[at - 1].next)
    if (gazetteer->forms.items[at - 1].language == set - SET_FIRST_LANGUAGE) return true;
  return false;
}

static syn_status add_ranges(syn_gazetteer *gazetteer, syn_gazetteer_key *entry, bool is_by_language) {
  entry->place = (uint32_t)gazetteer->ranges.count;
  entry->storage = is_by_language ? SYN_GAZETTEER_RANGES_BY_LANGUAGE : SYN_GAZETTEER_RANGES;
  size_t set_count = is_by_language ? SET_FIRST_LANGUAGE + gazetteer->language_count : 1;
  if (SYN_ARRAY_RESERVE(&gazetteer->ranges, set_count * WRITING_COUNT, gazetteer->arena) != SYN_OK) return SYN_NO_MEMORY;
  for (size_t set = 0; set < set_count; set++) {
    bool has_own = has_own_set(gazetteer, entry, set);
    for (unsigned writing = 0; writing < WRITING_COUNT; writing++) {
      if (has_own) {
        if (add_range(gazetteer, entry, set, writing) != SYN_OK) return SYN_NO_MEMORY;
        continue;
      }
      syn_gazetteer_range *range = SYN_ARRAY_ADD(&gazetteer->ranges, gazetteer->arena); /* there is place: reserved above */
      *range = gazetteer->ranges.items[entry->place + SET_NEUTRAL * WRITING_COUNT + writing];
    }
  }
  return SYN_OK;
}

static bool has_language(const syn_gazetteer *gazetteer, const syn_gazetteer_key *entry) {
  for (uint32_t at = entry->first_form; at; at = gazetteer->forms.items[at - 1].next)
    if (gazetteer->forms.items[at - 1].language != SYN_GAZETTEER_ALL_LANGUAGES) return true;
  return false;
}

syn_status syn_gazetteer_finish(syn_gazetteer *gazetteer) {
  if (SYN_ARRAY_RESERVE(&gazetteer->readings, gazetteer->forms.count * 2, gazetteer->arena) != SYN_OK) return SYN_NO_MEMORY;
  for (size_t i = 0; i < gazetteer->keys.count; i++) {
    syn_gazetteer_key *entry = &gazetteer->keys.items[i];
    const syn_gazetteer_form *form = &gazetteer->forms.items[entry->first_form - 1];
    bool is_by_language = has_language(gazetteer, entry);
    if (form->next || is_by_language) {
      if (add_ranges(gazetteer, entry, is_by_language) != SYN_OK) return SYN_NO_MEMORY;
      continue;
    }
    entry->place = (uint32_t)gazetteer->readings.count;
    entry->storage = SYN_GAZETTEER_SINGLE;
    entry->needs = form->needs;
    syn_known_form *reading = SYN_ARRAY_ADD(&gazetteer->readings, gazetteer->arena);
    if (!reading) return SYN_NO_MEMORY;
    *reading = (syn_known_form){&gazetteer->known.items[form->known], (syn_form)form->form};
  }
  return SYN_OK;
}

/* ---- finding ---- */

/* The set of ranges for a language ("en", "en-GB"). */
static size_t set_of(const syn_gazetteer *gazetteer, syn_text language) {
  if (language.size == 0) return SET_ALL;
  for (size_t i = 0; i < gazetteer->language_count; i++) {
    syn_text known = gazetteer->languages[i];
    if (!syn_text_starts_with(language, known)) continue;
    if (language.size == known.size || language.data[known.size] == '-' || language.data[known.size] == '_') return SET_FIRST_LANGUAGE + i;
  }
  return SET_NEUTRAL;
}

size_t syn_gazetteer_find(const syn_gazetteer *gazetteer, syn_text language, syn_text folded, syn_text written,
                          const syn_known_form **out_forms) {
  char buffer[SYN_GAZETTEER_KEY_SIZE];
  syn_text key = syn_gazetteer_key_of(folded, buffer);
  uint64_t index;
  if (key.size == 0 || !syn_map_get(&gazetteer->key_indexes, key, &index)) return 0;
  const syn_gazetteer_key *entry = &gazetteer->keys.items[index];
  unsigned writing = writing_of(written);
  syn_gazetteer_range range = {entry->place, entry->needs <= writing};
  if (entry->storage != SYN_GAZETTEER_SINGLE) {
    size_t set = entry->storage == SYN_GAZETTEER_RANGES_BY_LANGUAGE ? set_of(gazetteer, language) : SET_ALL;
    range = gazetteer->ranges.items[entry->place + set * WRITING_COUNT + writing];
  }
  if (range.count) *out_forms = gazetteer->readings.items + range.start;
  return range.count;
}

size_t syn_gazetteer_longest_from(const syn_gazetteer *gazetteer, syn_text folded_first_word) {
  char buffer[SYN_GAZETTEER_KEY_SIZE];
  syn_text word = first_word_of(syn_gazetteer_key_of(folded_first_word, buffer));
  return word.size ? gazetteer->first_words[first_word_place(word)] : 0;
}
