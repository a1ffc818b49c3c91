/*
 * How it works
 *
 * Two forms of a word. The even form exchanges what romanisations exchange without merging much else: kh becomes h, ts becomes t, x becomes
 * ks, w becomes v, y and j become i, -off and -ow at the end -ov, vowel pairs with a glide (ya, iu) the vowel alone, doubled letters one.
 * "Yaroslavskaya" and "Iaroslavskaia" both give "aroslavska". The skeleton goes on from there: only consonants, sibilants as one letter, h
 * and v left out behind the first letter, g, h, k and q as one in its place ("Gaddafi", "Qaddafi"). It only decides which names are
 * compared at all; the even forms are then compared by edit distance, in which one vowel for another costs half. How far they may be apart
 * depends on their length.
 */
#include "synopsis/name_matching.h"

#include <string.h>

#include "base/utf8.h"

enum { WORD_LIMIT = 48, VOWEL_COST = 1, LETTER_COST = 2 };
enum { PARTICLE_OF_NAME = 1, PARTICLE_ARTICLE = 2 };

typedef struct replacement {
  const char *from, *to;
  bool at_end; /* only at the end of the word */
} replacement;

/* The first that fits wins: longer ones first. Letters are folded. */
static const replacement replacements[] = {
    {"schtsch", "s^", false}, {"shch", "s^", false}, {"tsch", "c^", false},   {"sch", "s^", false},    {"tch", "c^", false},
    {"dzh", "j^", false},     {"dz", "d", false},    {"sh", "s^", false},     {"ch", "c^", false},     {"zh", "z^", false},
    {"kh", "h", false},       {"gh", "g", false},    {"ph", "f", false},      {"th", "t", false},      {"ts", "t", false},
    {"tz", "t", false},       {"icz", "ic^", true},  {"ics", "ic^", true},    {"itsj", "ic^", true},   {"ic", "ic^", true},
    {"dh", "d", false},       {"cz", "c^", false},   {"sz", "s^", false},     {"ck", "k", false},      {"ouf", "ov", true},
    {"off", "ov", true},      {"eff", "ev", true},   {"ow", "ov", true},      {"ew", "ev", true},      {"iy", "i", true},
    {"yi", "i", false},       {"ij", "i", true},     {"yj", "i", true},       {"ii", "i", false},      {"iya", "a", false},
    {"ya", "a", false},       {"ia", "a", false},    {"ja", "a", false},      {"yu", "u", false},      {"iu", "u", false},
    {"ju", "u", false},       {"ye", "e", false},    {"ie", "e", false},      {"je", "e", false},      {"yo", "o", false},
    {"io", "o", false},       {"jo", "o", false},    {"ousk", "ovsk", false}, {"ausk", "avsk", false}, {"eusk", "evsk", false},
    {"ou", "u", false},       {"oo", "u", false},    {"ee", "i", false},      {"x", "ks", false},      {"ə", "a", false},
    {"w", "v", false},        {"y", "i", false},     {"j", "i", false},
};

static bool is_vowel(char letter) {
  return letter && strchr("aeiou", letter) != NULL;
}

/* The even form into `out` (WORD_LIMIT + 4 bytes); returns its length. Letters beyond ASCII are kept. */
static size_t even_out(syn_text word, char *out) {
  size_t size = 0, at = 0;
  while (at < word.size && size < WORD_LIMIT) {
    syn_text rest = syn_text_slice(word, at, word.size);
    const replacement *chosen = NULL;
    for (size_t i = 0; i < sizeof replacements / sizeof *replacements && !chosen; i++) {
      if (replacements[i].from[0] != rest.data[0]) continue;
      syn_text from = syn_text_from(replacements[i].from);
      if (syn_text_starts_with(rest, from) && (!replacements[i].at_end || from.size == rest.size)) chosen = &replacements[i];
    }
    const char *letters = chosen ? chosen->to : NULL;
    char own[2] = {rest.data[0], '\0'};
    /* c before e and i is a sibilant, else k */
    if (!chosen && own[0] == 'c') own[0] = rest.size > 1 && strchr("eiy", rest.data[1]) ? 's' : 'k';
    if (!letters) letters = own;
    at += chosen ? strlen(chosen->from) : 1;
    for (; *letters && size < WORD_LIMIT; letters++) {
      if (*letters == '\'' || *letters == '-' || *letters == '.') continue;
      if (size > 0 && out[size - 1] == *letters) continue;
      out[size++] = *letters;
    }
  }
  return size;
}

syn_status syn_name_skeleton(syn_text folded_word, syn_arena *arena, syn_text *out_skeleton) {
  char even[WORD_LIMIT + 4], kept[WORD_LIMIT + 4];
  size_t size = even_out(folded_word, even), count = 0;
  for (size_t i = 0; i < size; i++) {
    char letter = even[i];
    if (letter == '^') continue;
    if (letter == 'z' || letter == 'c') letter = 's';
    if (letter == 'g') letter = 'h';
    if (letter == 'q' || (i == 0 && letter == 'h')) letter = 'k';
    if (is_vowel(letter)) {
      if (i > 0) continue;
      letter = 'a';
    }
    if (count > 0 && (letter == 'h' || letter == 'v' || letter == 'f' || kept[count - 1] == letter)) continue;
    kept[count++] = letter;
  }
  if (count == 0) return syn_arena_copy(arena, folded_word, out_skeleton);
  return syn_arena_copy(arena, (syn_text){kept, count}, out_skeleton);
}

static unsigned change_cost(char a, char b, bool is_first) {
  if (a == b) return 0;
  if (is_vowel(a) && is_vowel(b)) return VOWEL_COST;
  const char *near_pairs[] = {"sz", "gh", "td", "uv", "vf", "qg", "qk", "hk"};
  size_t last = is_first ? 1 : 0; /* Horin is not Korin */
  for (size_t i = 0; i + last < sizeof near_pairs / sizeof *near_pairs; i++)
    if ((near_pairs[i][0] == a && near_pairs[i][1] == b) || (near_pairs[i][0] == b && near_pairs[i][1] == a)) return VOWEL_COST;
  return is_first ? 2 * LETTER_COST : LETTER_COST;
}

static unsigned skip_cost(char letter) {
  return letter == '^' || letter == 'i' || letter == 'h' ? VOWEL_COST : LETTER_COST;
}

static unsigned smallest(unsigned a, unsigned b, unsigned c) {
  unsigned least = a < b ? a : b;
  return least < c ? least : c;
}

static unsigned edit_distance(const char *a, size_t a_size, const char *b, size_t b_size) {
  unsigned row[WORD_LIMIT + 5];
  row[0] = 0;
  for (size_t k = 0; k < b_size; k++) row[k + 1] = row[k] + skip_cost(b[k]);
  for (size_t i = 0; i < a_size; i++) {
    unsigned diagonal = row[0];
    row[0] += skip_cost(a[i]);
    for (size_t k = 0; k < b_size; k++) {
      unsigned above = row[k + 1];
      row[k + 1] = smallest(diagonal + change_cost(a[i], b[k], i == 0 && k == 0), above + skip_cost(a[i]), row[k] + skip_cost(b[k]));
      diagonal = above;
    }
  }
  return row[b_size];
}

static unsigned count_syllables(const char *word, size_t size) {
  unsigned count = 0;
  for (size_t i = 0; i < size; i++) count += is_vowel(word[i]) && (i == 0 || !is_vowel(word[i - 1]));
  return count;
}

static unsigned word_distance(syn_text folded_a, syn_text folded_b) {
  if (syn_text_equal(folded_a, folded_b)) return 0;
  char a[WORD_LIMIT + 4], b[WORD_LIMIT + 4];
  size_t a_size = even_out(folded_a, a), b_size = even_out(folded_b, b);
  if (a_size == b_size && memcmp(a, b, a_size) == 0) return 0;
  if (a_size == 0 || b_size == 0) return 2;
  unsigned cost = edit_distance(a, a_size, b, b_size);
  size_t shorter = a_size < b_size ? a_size : b_size;
  if (count_syllables(a, a_size) < 2 || count_syllables(b, b_size) < 2) return cost == 0 ? 1 : 2; /* Zhang is not Zheng */
  unsigned allowed = shorter < 4 ? 0 : shorter < 6 ? VOWEL_COST : shorter < 9 ? LETTER_COST : LETTER_COST + VOWEL_COST;
  return cost <= allowed ? 1 : 2;
}

/* Double names part by part, each with what its own length allows: "jong-un" is not "yong-hyun". */
unsigned syn_name_distance(syn_text folded_a, syn_text folded_b) {
  unsigned farthest = 0;
  for (;;) {
    size_t a_end = syn_text_find(folded_a, SYN_TEXT("-"), 0), b_end = syn_text_find(folded_b, SYN_TEXT("-"), 0);
    if (a_end == SIZE_MAX || b_end == SIZE_MAX) break;
    unsigned distance = word_distance(syn_text_slice(folded_a, 0, a_end), syn_text_slice(folded_b, 0, b_end));
    if (distance > farthest) farthest = distance;
    folded_a = syn_text_slice(folded_a, a_end + 1, folded_a.size);
    folded_b = syn_text_slice(folded_b, b_end + 1, folded_b.size);
  }
  unsigned distance = word_distance(folded_a, folded_b);
  return distance > farthest ? distance : farthest;
}

syn_status syn_given_names_read(const syn_world *world, syn_arena *arena, syn_given_names *out_names) {
  syn_map_init(&out_names->groups, arena);
  syn_map_init(&out_names->particles, arena);
  const syn_table *names = world ? syn_world_table(world, "world/given_names") : NULL;
  const syn_table *particles = world ? syn_world_table(world, "world/name_particles") : NULL;
  if (names && !(out_names->row_names = SYN_ARENA_ARRAY(arena, syn_text, names->row_count))) return SYN_NO_MEMORY;
  for (size_t row = 0; names && row < names->row_count; row++) {
    syn_text rest = syn_table_cell(names, row, syn_table_column(names, "forms")), item, folded;
    while (syn_table_next_item(&rest, '|', &item)) {
      if (syn_utf8_fold(item, arena, &folded) != SYN_OK) return SYN_NO_MEMORY;
      if (out_names->row_names[row].size == 0) out_names->row_names[row] = folded;
      if (!syn_map_find(&out_names->groups, folded) && syn_map_put(&out_names->groups, folded, row) != SYN_OK) return SYN_NO_MEMORY;
    }
  }
  for (size_t row = 0; particles && row < particles->row_count; row++) {
    syn_text folded;
    if (syn_utf8_fold(syn_table_cell(particles, row, 0), arena, &folded) != SYN_OK) return SYN_NO_MEMORY;
    bool is_article = syn_text_equal(syn_table_cell(particles, row, syn_table_column(particles, "use")), SYN_TEXT("article"));
    if (syn_map_put(&out_names->particles, folded, is_article ? PARTICLE_ARTICLE : PARTICLE_OF_NAME) != SYN_OK) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

/* "al-Assad" and "Al Assad" are written "Assad" too. */
static syn_text without_article(syn_text word, const syn_given_names *names) {
  uint64_t kind = 0;
  size_t hyphen = syn_text_find(word, SYN_TEXT("-"), 0);
  if (hyphen == SIZE_MAX || hyphen + 3 > word.size) return word;
  bool is_article = syn_map_get(&names->particles, syn_text_slice(word, 0, hyphen), &kind) && kind == PARTICLE_ARTICLE;
  return is_article ? syn_text_slice(word, hyphen + 1, word.size) : word;
}

syn_person_name syn_person_name_parse(syn_text folded, const syn_given_names *names) {
  syn_person_name name = {.folded = folded};
  size_t space = syn_text_find(folded, SYN_TEXT(" "), 0), last = folded.size;
  while (last > 0 && folded.data[last - 1] != ' ') last--;
  name.surname = without_article(syn_text_slice(folded, last, folded.size), names);
  if (space == SIZE_MAX) return name;
  /* Particles before the last word belong to it; a name that begins with one ("van Houten") is a bare surname. */
  size_t surname = last;
  while (surname > 0) {
    size_t start = surname - 1;
    while (start > 0 && folded.data[start - 1] != ' ') start--;
    if (!syn_map_find(&names->particles, syn_text_slice(folded, start, surname - 1))) break;
    surname = start;
  }
  if (surname == 0) return name;
  name.given = syn_text_slice(folded, 0, space);
  if (surname > space) name.middle = syn_text_trim(syn_text_slice(folded, space, surname));
  return name;
}

static bool is_initial(syn_text given) {
  return given.size == 1 || (given.size == 2 && given.data[1] == '.');
}

/* In very many languages an "a" at the end tells a woman's name from a man's: Mario, Maria; Stanislav, Stanislava. */
static bool genders_differ(syn_text a, syn_text b) {
  return (a.data[a.size - 1] == 'a') != (b.data[b.size - 1] == 'a');
}

unsigned syn_given_name_distance(const syn_given_names *names, syn_text a, syn_text b) {
  if (syn_text_equal(a, b)) return 0;
  if (a.size == 0 || b.size == 0) return 2;
  if (is_initial(a) || is_initial(b)) return a.data[0] == b.data[0] ? 1 : 2;
  uint64_t a_group, b_group;
  bool a_known = syn_map_get(&names->groups, a, &a_group), b_known = syn_map_get(&names->groups, b, &b_group);
  if (a_known && b_known) return a_group == b_group ? 0 : 2;
  if (genders_differ(a, b)) return 2;
  return syn_name_distance(a, b);
}

syn_status syn_given_name_key(const syn_given_names *names, syn_text given, syn_arena *arena, syn_text *out_key) {
  uint64_t group;
  return syn_name_skeleton(syn_map_get(&names->groups, given, &group) ? names->row_names[group] : given, arena, out_key);
}
