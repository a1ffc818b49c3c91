/*
 * How it works: a run of letters and digits is a word; a character between two of them may join them ("1.5", "AT&T", "O'Neil",
 * "non-profit"), which a small function decides for each joiner. The word is then cut by the tables: whole words ("cannot"), clitics
 * ("n't"), elisions ("l'"), units after numbers ("bn"). A full stop goes with a word that is an abbreviation. All other
 * characters are tokens of their own, except runs ("...", "--", "?!") and addresses.
 *
 * Every byte is looked at a bounded number of times: words are cut at SYN_TOKEN_MAXIMUM_BYTES, looking ahead is bounded.
 */
#include "language/tokenise.h"

#include <string.h>

#include "base/utf8.h"

typedef enum character_class { CLASS_SPACE, CLASS_LETTER, CLASS_DIGIT, CLASS_OTHER } character_class;

typedef struct token_scanner {
  const syn_token_rules *rules;
  syn_text text;  /* the field up to the end of the paragraph */
  uint32_t start; /* of the paragraph */
  syn_arena *arena;
  syn_token_array *tokens;
  bool space_before;
} token_scanner;

/* Class and size of the character at `at`, which is below the end. Marks and format characters count as letters. */
static character_class class_at(syn_text text, uint32_t at, uint32_t *out_codepoint, uint32_t *out_size) {
  unsigned char byte = (unsigned char)text.data[at];
  *out_codepoint = byte;
  *out_size = 1;
  if (byte < 0x80) {
    if ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') return CLASS_LETTER;
    if (byte >= '0' && byte <= '9') return CLASS_DIGIT;
    return byte <= ' ' || byte == 0x7F ? CLASS_SPACE : CLASS_OTHER;
  }
  size_t size = 0;
  *out_codepoint = syn_utf8_decode(text, at, &size);
  *out_size = (uint32_t)size;
  if (*out_codepoint == SYN_UTF8_REPLACEMENT) return CLASS_OTHER;
  if (syn_utf8_is_space(*out_codepoint)) return CLASS_SPACE;
  if (syn_utf8_is_digit(*out_codepoint)) return CLASS_DIGIT;
  return syn_utf8_is_punctuation(*out_codepoint) ? CLASS_OTHER : CLASS_LETTER;
}

static character_class class_of(syn_text text, uint32_t at) {
  uint32_t codepoint, size;
  return at < text.size ? class_at(text, at, &codepoint, &size) : CLASS_SPACE;
}

static uint32_t codepoint_of(syn_text text, uint32_t at) {
  uint32_t codepoint = 0, size;
  if (at < text.size) (void)class_at(text, at, &codepoint, &size);
  return codepoint;
}

static bool is_upper_at(syn_text text, uint32_t at) {
  return at < text.size && syn_utf8_is_upper(codepoint_of(text, at));
}

static bool is_apostrophe(uint32_t codepoint) {
  return codepoint == '\'' || codepoint == 0x2019;
}

static bool is_hyphen(uint32_t codepoint) {
  return codepoint == '-' || codepoint == 0x2010 || codepoint == 0x2011;
}

static bool add_token(token_scanner *scanner, uint32_t start, uint32_t end) {
  while (start < end) {
    uint32_t stop = end;
    if (end - start > SYN_TOKEN_MAXIMUM_BYTES) {
      stop = (uint32_t)syn_utf8_align(scanner->text, start + SYN_TOKEN_MAXIMUM_BYTES);
      if (stop <= start) stop = start + SYN_TOKEN_MAXIMUM_BYTES;
    }
    syn_token *token = SYN_ARRAY_ADD(scanner->tokens, scanner->arena);
    if (!token) return false;
    *token = (syn_token){.start = start, .end = stop, .space_before = scanner->space_before, .tag = SYN_TAG_X, .head = SYN_HEAD_NONE};
    scanner->space_before = false;
    start = stop;
  }
  return true;
}

/* Digits from `at` on, at most 5 counted. */
static uint32_t digit_run(syn_text text, uint32_t at) {
  uint32_t count = 0;
  while (count < 5 && at + count < text.size && text.data[at + count] >= '0' && text.data[at + count] <= '9') count++;
  return count;
}

/* Dates (2015-02-12) and telephone numbers (555-0100, 212-555-0100) keep their hyphens; ranges (10-15) do not. */
static bool hyphen_joins_digits(syn_text text, uint32_t segment, uint32_t hyphen) {
  uint32_t before = digit_run(text, segment);
  if (segment + before != hyphen || before < 2) return false;
  uint32_t second = digit_run(text, hyphen + 1), after = hyphen + 1 + second;
  bool third_follows = after + 1 < text.size && text.data[after] == '-' && digit_run(text, after + 1) > 0;
  if (before == 4 && second == 2) return third_follows;
  if (before == 2 && second == 2) return hyphen >= segment + 2 && segment > 0 && text.data[segment - 1] == '-';
  if (before == 3) return (second == 3 && third_follows) || (second == 4 && !third_follows);
  return false;
}

static bool is_prefix(const token_scanner *scanner, uint32_t start, uint32_t end) {
  char buffer[SYN_RULE_WORD_SIZE];
  if (scanner->rules->keeps_hyphens) return true;
  if (end - start > 16) return false;
  syn_text prefix = syn_token_rules_fold(syn_text_slice(scanner->text, start, end), buffer);
  return prefix.size > 0 && syn_map_find(&scanner->rules->prefixes, prefix) != NULL;
}

static bool is_lower_run(syn_text text, uint32_t start, uint32_t end) {
  for (uint32_t i = start; i < end; i++) {
    if (text.data[i] < 'a' || text.data[i] > 'z') return false;
  }
  return true;
}

/* Whether what follows up to the next "@" could be the rest of an e-mail address. */
static bool is_before_at(syn_text text, uint32_t at) {
  for (uint32_t end = at; end < text.size && end < at + 64; end++) {
    char byte = text.data[end];
    if (byte == '@') return end > at && class_of(text, end + 1) == CLASS_LETTER;
    if (byte != '.' && byte != '_' && byte != '-' && class_of(text, end) == CLASS_OTHER) return false;
    if (class_of(text, end) == CLASS_SPACE) return false;
  }
  return false;
}

/* A full stop inside a word: numbers (1.5), acronyms (U.S, Ph.D), names of computers (example.com). */
static bool stop_joins(syn_text text, uint32_t segment, uint32_t stop, character_class before, character_class after) {
  if (before == CLASS_DIGIT) return after == CLASS_DIGIT;
  uint32_t codepoint, size;
  (void)class_at(text, segment, &codepoint, &size);
  if (segment + size == stop) {
    uint32_t next_size;
    (void)class_at(text, stop + 1, &codepoint, &next_size);
    return class_of(text, stop + 1 + next_size) != CLASS_LETTER || !is_upper_at(text, stop + 1);
  }
  if (stop - segment <= 3 && class_of(text, stop + 1) == CLASS_LETTER && stop + 2 < text.size && text.data[stop + 2] == '.') return true;
  if (is_before_at(text, stop + 1)) return true;
  uint32_t end = stop + 1;
  while (end < text.size && end < stop + 6 && class_of(text, end) == CLASS_LETTER) end++;
  return stop - segment >= 2 && stop - segment < 64 && end - stop <= 5 && is_lower_run(text, segment + 1, stop) &&
         is_lower_run(text, stop + 1, end);
}

/*
 * Whether the character at `at` joins what stands before it in the word [start, at), whose last part begins at `segment`, to
 * the letter or digit after it.
 */
static bool joins(const token_scanner *scanner, uint32_t start, uint32_t segment, uint32_t at, uint32_t codepoint, uint32_t size) {
  syn_text text = scanner->text;
  character_class after = class_of(text, at + size);
  character_class before = text.data[at - 1] >= '0' && text.data[at - 1] <= '9' ? CLASS_DIGIT : CLASS_LETTER;
  if (after != CLASS_LETTER && after != CLASS_DIGIT) return false;
  if (is_apostrophe(codepoint)) return true;
  if (is_hyphen(codepoint)) {
    if (before == CLASS_DIGIT && after == CLASS_DIGIT) return hyphen_joins_digits(text, segment, at);
    return is_prefix(scanner, segment, at);
  }
  switch (codepoint) {
  case '.':
    return stop_joins(text, segment, at, before, after);
  case ',':
  case ':':
    return before == CLASS_DIGIT && after == CLASS_DIGIT;
  case '/':
    if (before == CLASS_DIGIT) return after == CLASS_DIGIT;
    return at - segment == 1 && class_of(text, at + 2) != CLASS_LETTER;
  case '&':
    return is_upper_at(text, at - 1) && is_upper_at(text, at + 1) && at - start <= 4;
  case '@':
  case '_':
    return true;
  default:
    return false;
  }
}

/* The end of the word that begins at `start`. */
static uint32_t word_end(const token_scanner *scanner, uint32_t start) {
  uint32_t at = start, segment = start;
  while (at < scanner->text.size && at - start < 4 * SYN_TOKEN_MAXIMUM_BYTES) {
    uint32_t codepoint, size;
    character_class class = class_at(scanner->text, at, &codepoint, &size);
    if (class == CLASS_OTHER) {
      if (at == start || !joins(scanner, start, segment, at, codepoint, size)) break;
      segment = at + size;
    } else if (class == CLASS_SPACE) {
      break;
    }
    at += size;
  }
  return at;
}

static uint32_t skip_space(syn_text text, uint32_t at, uint32_t limit) {
  for (uint32_t steps = 0; at < text.size && steps < limit; steps++) {
    uint32_t codepoint, size;
    if (class_at(text, at, &codepoint, &size) != CLASS_SPACE) break;
    at += size;
  }
  return at;
}

/* Whether the word that begins at `at` is one that begins sentences ("The"). */
static bool starter_at(const syn_token_rules *rules, syn_text text, uint32_t at) {
  uint32_t end = at;
  while (end < text.size && end - at < 24) {
    uint32_t codepoint, size;
    if (class_at(text, end, &codepoint, &size) != CLASS_LETTER) break;
    end += size;
  }
  char buffer[SYN_RULE_WORD_SIZE];
  syn_text word = syn_token_rules_fold(syn_text_slice(text, at, end), buffer);
  return word.size > 0 && syn_map_find(&rules->starters, word) != NULL;
}

static syn_abbreviation abbreviation_kind(const syn_token_rules *rules, syn_text word) {
  uint64_t kind = SYN_ABBREVIATION_NONE;
  if (syn_map_get(&rules->abbreviations, word, &kind) || word.size < 3 || word.size > 8) return (syn_abbreviation)kind;
  char capitalised[8]; /* "SEC." is "Sec." */
  for (size_t i = 0; i < word.size; i++) {
    bool letter = word.data[i] >= 'A' && word.data[i] <= 'Z';
    if (!letter && i + 1 < word.size) return SYN_ABBREVIATION_NONE;
    capitalised[i] = (char)(letter && i > 0 ? word.data[i] + 32 : word.data[i]);
  }
  (void)syn_map_get(&rules->abbreviations, (syn_text){capitalised, word.size}, &kind);
  return (syn_abbreviation)kind;
}

/* Whether [start, end) with the full stop at `end` is an abbreviation, an initial or an acronym. */
static bool takes_stop(const token_scanner *scanner, uint32_t start, uint32_t end) {
  syn_text text = scanner->text;
  if (end >= text.size || text.data[end] != '.' || (end + 1 < text.size && text.data[end + 1] == '.')) return false;
  if (end - start > 24) return false;
  uint32_t next = skip_space(text, end + 1, 8);
  syn_abbreviation kind = abbreviation_kind(scanner->rules, syn_text_slice(text, start, end + 1));
  if (kind == SYN_ABBREVIATION_NUMBER) return class_of(text, next) == CLASS_DIGIT;
  if (kind != SYN_ABBREVIATION_NONE) return true;
  uint32_t codepoint, size;
  if (class_at(text, start, &codepoint, &size) != CLASS_LETTER) return false;
  if (start + size == end) { /* an initial: before another capital, or inside a sentence */
    if (!syn_utf8_is_upper(codepoint)) return false;
    return (is_upper_at(text, next) && !starter_at(scanner->rules, text, next)) || (next < text.size && text.data[next] == ',');
  }
  bool has_stop = false;
  for (uint32_t at = start; at < end; at += size) {
    character_class class = class_at(text, at, &codepoint, &size);
    if (codepoint == '.')
      has_stop = true;
    else if (class != CLASS_LETTER || (at + size < end && text.data[at + size] != '.'))
      return false;
  }
  return has_stop;
}

/* Tells the newest token to be one, as written, with that before it. */
static void join(const token_scanner *scanner) {
  scanner->tokens->items[scanner->tokens->count - 1].is_joined = true;
}

/* Where the clitic begins that ends the word, or `end`. */
static uint32_t clitic_start(const token_scanner *scanner, uint32_t start, uint32_t end) {
  uint32_t reach = (uint32_t)scanner->rules->longest_clitic + 4; /* a typographic apostrophe has two bytes more */
  uint32_t from = end - start > reach ? (uint32_t)syn_utf8_align(scanner->text, end - reach) : start;
  char buffer[SYN_RULE_WORD_SIZE];
  for (uint32_t at = from > start ? from : start + 1; at < end; at++) {
    if (((unsigned char)scanner->text.data[at] & 0xC0) == 0x80) continue;
    syn_text tail = syn_token_rules_fold(syn_text_slice(scanner->text, at, end), buffer);
    if (tail.size > 0 && syn_map_find(&scanner->rules->clitics, tail)) return at;
  }
  return end;
}

/* Where the first part of the word ends, by the tables of whole words, elisions and units; `end` when it is one token. */
static uint32_t first_part_end(const token_scanner *scanner, uint32_t start, uint32_t end, bool has_mark) {
  char buffer[SYN_RULE_WORD_SIZE];
  uint64_t first_size = 0;
  syn_text text = scanner->text;
  if (class_of(text, start) == CLASS_DIGIT) {
    uint32_t unit = end;
    while (unit > start && end - unit < 16 && class_of(text, unit - 1) == CLASS_LETTER) unit--;
    syn_text letters = syn_token_rules_fold(syn_text_slice(text, unit, end), buffer);
    if (unit > start && unit < end && syn_map_find(&scanner->rules->units, letters)) return unit;
    return end;
  }
  syn_text word = syn_token_rules_fold(syn_text_slice(text, start, end), buffer);
  if (word.size > 0 && syn_map_get(&scanner->rules->splits, word, &first_size) && first_size < end - start) {
    return start + (uint32_t)first_size;
  }
  if (!has_mark) return end;
  for (uint32_t at = start; at < end && at - start < 12; at++) {
    uint32_t codepoint = codepoint_of(text, at);
    if (!is_apostrophe(codepoint)) continue;
    uint32_t after = at + (codepoint == '\'' ? 1 : 3);
    syn_text head = syn_token_rules_fold(syn_text_slice(text, start, after), buffer);
    return head.size > 0 && after < end && syn_map_find(&scanner->rules->elisions, head) ? after : end;
  }
  return end;
}

/* One word with what belongs to it; moves `*at` behind it. */
static bool scan_word(token_scanner *scanner, uint32_t *at) {
  uint32_t start = *at, end = word_end(scanner, start);
  bool stop = takes_stop(scanner, start, end);
  if (!stop && end < scanner->text.size && scanner->text.data[end] == '$' && end - start <= 3) { /* US$ */
    bool capitals = true;
    for (uint32_t i = start; i < end; i++) capitals = capitals && scanner->text.data[i] >= 'A' && scanner->text.data[i] <= 'Z';
    if (capitals && class_of(scanner->text, end + 1) == CLASS_DIGIT) stop = true;
  }
  if (stop) {
    *at = end + 1;
    return add_token(scanner, start, end + 1);
  }
  bool has_mark = false;
  for (uint32_t i = start; i < end && !has_mark; i++) {
    has_mark = scanner->text.data[i] == '\'' || scanner->text.data[i] == '-' || (unsigned char)scanner->text.data[i] == 0xE2;
  }
  *at = end;
  uint32_t clitic = has_mark ? clitic_start(scanner, start, end) : end;
  uint32_t first = first_part_end(scanner, start, clitic, has_mark);
  char buffer[SYN_RULE_WORD_SIZE];
  syn_text word = syn_token_rules_fold(syn_text_slice(scanner->text, start, clitic), buffer);
  if (!add_token(scanner, start, first) || !add_token(scanner, first, clitic)) return false;
  if (scanner->rules->joins_splits && first > start && first < clitic && syn_map_find(&scanner->rules->splits, word)) join(scanner);
  if (!add_token(scanner, clitic, end)) return false;
  if (scanner->rules->joins_clitics && clitic > start && clitic < end) join(scanner);
  return true;
}

static bool starts_address(syn_text text, uint32_t at) {
  static const char *const beginnings[] = {"http://", "https://", "www."};
  for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
    syn_text beginning = syn_text_from(beginnings[i]);
    if (syn_text_equal_ascii_case(syn_text_slice(text, at, at + beginning.size), beginning)) return true;
  }
  return false;
}

/* An address runs to the next white space, without the punctuation at its end. */
static uint32_t address_end(syn_text text, uint32_t start) {
  uint32_t end = start;
  while (end < text.size && end - start < 4 * SYN_TOKEN_MAXIMUM_BYTES) {
    uint32_t codepoint, size;
    if (class_at(text, end, &codepoint, &size) == CLASS_SPACE || codepoint == '"' || codepoint == '<' || codepoint == '>') break;
    if (codepoint >= 0x2018 && codepoint <= 0x201F) break;
    end += size;
  }
  while (end > start + 1) {
    char last = text.data[end - 1];
    if (last != '.' && last != ',' && last != ';' && last != ':' && last != '!' && last != '?' && last != ')' && last != ']' &&
        last != '\'') {
      break;
    }
    end--;
  }
  return end;
}

/* The end of a run of the same character, or of a mixture of "!" and "?". */
static uint32_t run_end(syn_text text, uint32_t start) {
  char first = text.data[start];
  bool shout = first == '!' || first == '?';
  uint32_t end = start + 1;
  while (end < text.size && (text.data[end] == first || (shout && (text.data[end] == '!' || text.data[end] == '?')))) end++;
  return end;
}

/* Anything that is neither word nor space. */
static bool scan_other(token_scanner *scanner, uint32_t *at, uint32_t codepoint, uint32_t size) {
  syn_text text = scanner->text;
  uint32_t start = *at, end = start + size;
  character_class next = class_of(text, end);
  bool is_clitic = false;
  if (is_apostrophe(codepoint) && next == CLASS_LETTER) {
    uint32_t word = word_end(scanner, end);
    char buffer[SYN_RULE_WORD_SIZE];
    syn_text folded = syn_token_rules_fold(syn_text_slice(text, start, word), buffer);
    is_clitic = folded.size > 0 && syn_map_find(&scanner->rules->clitics, folded);
    if (is_clitic) end = word;
  } else if (codepoint == '.' && next == CLASS_DIGIT && scanner->space_before) {
    end = word_end(scanner, end);
  } else if ((codepoint == '#' || codepoint == '@') && next == CLASS_LETTER) {
    end = word_end(scanner, end);
  } else if (codepoint < 0x80 && strchr(".-!?*=_~<>'`", (int)codepoint)) {
    end = run_end(text, start);
  }
  *at = end;
  /* "U.S.'s": behind a word, not behind a sign */
  bool is_joined = is_clitic && scanner->rules->joins_clitics && !scanner->space_before && scanner->tokens->count > 0 &&
                   class_of(text, scanner->tokens->items[scanner->tokens->count - 1].start) == CLASS_LETTER;
  if (!add_token(scanner, start, end)) return false;
  if (is_joined) join(scanner);
  return true;
}

syn_status syn_tokenise(const syn_token_rules *rules, syn_text field, uint32_t start, uint32_t end, syn_arena *arena,
                        syn_token_array *tokens) {
  token_scanner scanner = {
      .rules = rules, .text = syn_text_slice(field, 0, end), .start = start, .arena = arena, .tokens = tokens, .space_before = true};
  bool added = true;
  for (uint32_t at = start; at < scanner.text.size && added;) {
    uint32_t codepoint, size;
    character_class class = class_at(scanner.text, at, &codepoint, &size);
    if (class == CLASS_SPACE) {
      scanner.space_before = true;
      at += size;
    } else if (class == CLASS_OTHER) {
      added = scan_other(&scanner, &at, codepoint, size);
    } else if ((codepoint | 0x20) == 'h' || (codepoint | 0x20) == 'w') {
      uint32_t stop = starts_address(scanner.text, at) ? address_end(scanner.text, at) : at;
      if (stop > at) {
        added = add_token(&scanner, at, stop);
        at = stop;
      } else {
        added = scan_word(&scanner, &at);
      }
    } else {
      added = scan_word(&scanner, &at);
    }
  }
  return added ? SYN_OK : SYN_NO_MEMORY;
}
