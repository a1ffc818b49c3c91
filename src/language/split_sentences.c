/*
 * How it works: a sentence may end at a token that ends sentences (".", "?", "!", "…") or at an abbreviation. Quotation marks and
 * brackets that close right after it belong to it. Whether it does end is told by what follows: never before a
 * small letter, a comma or a word without a space before; after an abbreviation it depends on its kind; after "!" or "?" and a closing
 * quote not where the words that follow introduce the quote ("… ?" Smith asked).
 */
#include "base/utf8.h"
#include "language/tokenise.h"

typedef struct sentence_splitter {
  const syn_token_rules *rules;
  syn_text field;
  const syn_token *tokens;
  size_t count; /* of the paragraph */
} sentence_splitter;

typedef enum end_kind { END_NONE, END_STOP, END_SHOUT, END_DOTS, END_ABBREVIATION } end_kind;

static syn_text word_of(const sentence_splitter *splitter, size_t index) {
  return syn_text_slice(splitter->field, splitter->tokens[index].start, splitter->tokens[index].end);
}

static uint32_t first_codepoint(const sentence_splitter *splitter, size_t index) {
  size_t size = 0;
  return syn_utf8_decode(splitter->field, splitter->tokens[index].start, &size);
}

static end_kind end_kind_of(const sentence_splitter *splitter, size_t index, syn_abbreviation *out_kind) {
  syn_text word = word_of(splitter, index);
  char last = word.data[word.size - 1];
  if (last == '!' || last == '?') return word.data[0] == '!' || word.data[0] == '?' ? END_SHOUT : END_NONE;
  if (last == '.') {
    if (word.size == 1) return END_STOP;
    if (word.data[0] == '.') return END_DOTS;
    uint64_t kind = SYN_ABBREVIATION_NAME;
    (void)syn_map_get(&splitter->rules->abbreviations, word, &kind);
    size_t size = 0;
    (void)syn_utf8_decode(word, 0, &size);
    if (size + 1 == word.size) kind = SYN_ABBREVIATION_TITLE; /* an initial */
    *out_kind = (syn_abbreviation)kind;
    return END_ABBREVIATION;
  }
  uint32_t codepoint = first_codepoint(splitter, index);
  if (codepoint == 0x2026) return END_DOTS;
  return codepoint == 0x3002 || codepoint == 0xFF01 || codepoint == 0xFF1F || codepoint == 0x61F || codepoint == 0x6D4 || codepoint == 0x964
             ? END_SHOUT
             : END_NONE;
}

static bool is_closing(const sentence_splitter *splitter, size_t index) {
  if (splitter->tokens[index].space_before) return false;
  switch (first_codepoint(splitter, index)) {
  case '"':
  case '\'':
  case ')':
  case ']':
  case '}':
  case 0x2019:
  case 0x201D:
  case 0x00BB:
  case 0x203A:
    return true;
  default:
    return false;
  }
}

static bool is_opening(uint32_t codepoint) {
  switch (codepoint) {
  case '"':
  case '\'':
  case '(':
  case '[':
  case '`':
  case 0x2018:
  case 0x201C:
  case 0x201E:
  case 0x00AB:
  case 0x2039:
  case 0x00BF:
  case 0x00A1:
    return true;
  default:
    return false;
  }
}

static bool is_in(const syn_map *map, syn_text word) {
  char buffer[SYN_RULE_WORD_SIZE];
  syn_text folded = syn_token_rules_fold(word, buffer);
  return folded.size > 0 && syn_map_find(map, folded) != NULL;
}

/* Whether the words at `next` introduce the quote before them: a name, then soon a verb of saying. */
static bool introduces(const sentence_splitter *splitter, size_t next) {
  for (size_t i = next; i < splitter->count && i < next + 5; i++) {
    uint32_t codepoint = first_codepoint(splitter, i);
    if (syn_utf8_is_punctuation(codepoint)) return false;
    if (is_in(&splitter->rules->cues, word_of(splitter, i))) return i + 1 >= splitter->count || first_codepoint(splitter, i + 1) != ':';
  }
  return false;
}

/* Whether a sentence ends between `end` (whose closing marks end before `next`) and `next`. */
static bool is_boundary(const sentence_splitter *splitter, size_t sentence_start, size_t end, size_t next, end_kind kind,
                        syn_abbreviation abbreviation) {
  if (next >= splitter->count) return true;
  uint32_t codepoint = first_codepoint(splitter, next);
  bool opened = is_opening(codepoint) && next + 1 < splitter->count;
  size_t word = opened ? next + 1 : next;
  if (opened) codepoint = first_codepoint(splitter, word);
  bool capital = !syn_utf8_is_lower(codepoint) && syn_utf8_is_letter(codepoint);
  bool digit = syn_utf8_is_digit(codepoint);
  if (!splitter->tokens[next].space_before) {
    /* A space was forgotten ("end.Next"), or this is no end at all ("3.)"). */
    return (kind == END_STOP || kind == END_SHOUT) && capital && end > 0 && next == end + 1 &&
           splitter->tokens[end - 1].end - splitter->tokens[end - 1].start > 1;
  }
  if (kind == END_ABBREVIATION) {
    if (abbreviation == SYN_ABBREVIATION_TITLE || abbreviation == SYN_ABBREVIATION_NUMBER) return false;
    if (abbreviation == SYN_ABBREVIATION_WORD) return capital && (opened || !is_in(&splitter->rules->followers, word_of(splitter, word)));
    return capital && (opened || is_in(&splitter->rules->starters, word_of(splitter, word)));
  }
  if (kind == END_STOP && end == sentence_start + 1 && syn_utf8_is_digit(first_codepoint(splitter, sentence_start)) &&
      splitter->tokens[sentence_start].end - splitter->tokens[sentence_start].start <= 3) {
    return false; /* the number of an item in a list */
  }
  bool item = opened && word + 1 < splitter->count && first_codepoint(splitter, word + 1) == ')' &&
              splitter->tokens[word].end - splitter->tokens[word].start <= 4;
  if (item) return true; /* "(ii)" */
  if (!capital && !digit) {
    /* Another mark: a dash or bullet begins a line of its own, a comma goes on. */
    return kind != END_DOTS && !opened && !syn_utf8_is_letter(codepoint) && codepoint != ',' && codepoint != ';' && codepoint != ':' &&
           codepoint != '-' && codepoint != 0x2013 && codepoint != 0x2014 && codepoint != ')' && codepoint != 0x201D && codepoint != '"';
  }
  if (kind == END_SHOUT && next > end + 1 && !opened) return !introduces(splitter, next);
  return true;
}

/* The index behind the sentence that begins at `start`. */
static size_t sentence_end(const sentence_splitter *splitter, size_t start) {
  for (size_t i = start; i < splitter->count; i++) {
    if (i - start + 1 >= SYN_SENTENCE_MAXIMUM_TOKENS) return i + 1;
    syn_abbreviation abbreviation = SYN_ABBREVIATION_NONE;
    end_kind kind = end_kind_of(splitter, i, &abbreviation);
    if (kind == END_NONE) continue;
    size_t next = i + 1;
    while (next < splitter->count && next < i + 6 && is_closing(splitter, next)) next++;
    if (is_boundary(splitter, start, i, next, kind, abbreviation)) return next;
    i = next - 1;
  }
  return splitter->count;
}

syn_status syn_split_sentences(const syn_token_rules *rules, syn_text field, const syn_token_array *tokens, size_t first, syn_span where,
                               uint32_t paragraph, syn_arena *arena, syn_sentence_array *sentences) {
  sentence_splitter splitter = {.rules = rules, .field = field, .tokens = tokens->items + first, .count = tokens->count - first};
  for (size_t start = 0; start < splitter.count;) {
    size_t end = sentence_end(&splitter, start);
    syn_sentence *sentence = SYN_ARRAY_ADD(sentences, arena);
    if (!sentence) return SYN_NO_MEMORY;
    *sentence = (syn_sentence){
        .span = where, .first_token = (uint32_t)(first + start), .token_count = (uint32_t)(end - start), .paragraph = paragraph};
    sentence->span.start = splitter.tokens[start].start;
    sentence->span.end = splitter.tokens[end - 1].end;
    start = end;
  }
  return SYN_OK;
}
