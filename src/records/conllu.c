#include <string.h>

#include "base/array.h"
#include "records/conllu.h"

typedef struct feature_bit {
  const char *name;
  uint32_t bit;
} feature_bit;

static const feature_bit feature_bits[] = {
    {"Number=Sing", SYN_FEATURE_SINGULAR},    {"Number=Plur", SYN_FEATURE_PLURAL},
    {"Person=1", SYN_FEATURE_FIRST},          {"Person=2", SYN_FEATURE_SECOND},
    {"Person=3", SYN_FEATURE_THIRD},          {"Tense=Past", SYN_FEATURE_PAST},
    {"Tense=Imp", SYN_FEATURE_PAST},          {"Tense=Pres", SYN_FEATURE_PRESENT},
    {"Tense=Fut", SYN_FEATURE_FUTURE},        {"VerbForm=Fin", SYN_FEATURE_FINITE},
    {"VerbForm=Inf", SYN_FEATURE_INFINITIVE}, {"VerbForm=Part", SYN_FEATURE_PARTICIPLE},
    {"VerbForm=Ger", SYN_FEATURE_GERUND},     {"Voice=Pass", SYN_FEATURE_PASSIVE},
    {"Gender=Masc", SYN_FEATURE_MASCULINE},   {"Gender=Fem", SYN_FEATURE_FEMININE},
    {"Poss=Yes", SYN_FEATURE_POSSESSIVE},     {"PronType=Prs", SYN_FEATURE_PERSONAL},
    {"PronType=Rel", SYN_FEATURE_RELATIVE},   {"PronType=Dem", SYN_FEATURE_DEMONSTRATIVE},
    {"Definite=Def", SYN_FEATURE_DEFINITE},   {"PronType=Neg", SYN_FEATURE_NEGATIVE},
    {"Polarity=Neg", SYN_FEATURE_NEGATIVE},   {"Degree=Cmp", SYN_FEATURE_COMPARATIVE},
    {"Degree=Sup", SYN_FEATURE_SUPERLATIVE},  {"VerbType=Mod", SYN_FEATURE_MODAL},
};

uint32_t syn_conllu_features(syn_text text, syn_text own_tag) {
  uint32_t features = syn_text_equal(own_tag, SYN_TEXT("MD")) ? SYN_FEATURE_MODAL : 0; /* Penn Treebank */
  while (text.size > 0) {
    const char *bar = memchr(text.data, '|', text.size);
    size_t size = bar ? (size_t)(bar - text.data) : text.size;
    for (size_t i = 0; i < sizeof feature_bits / sizeof *feature_bits; i++) {
      if (syn_text_equal((syn_text){text.data, size}, syn_text_from(feature_bits[i].name))) features |= feature_bits[i].bit;
    }
    text = syn_text_slice(text, size + 1, text.size);
  }
  return features;
}

bool syn_conllu_columns(syn_text line, syn_text columns[SYN_CONLLU_COLUMNS]) {
  for (int i = 0; i < SYN_CONLLU_COLUMNS; i++) {
    const char *tab = line.size ? memchr(line.data, '\t', line.size) : NULL;
    if (!tab == (i + 1 < SYN_CONLLU_COLUMNS)) return false;
    size_t size = tab ? (size_t)(tab - line.data) : line.size;
    if (size == 0) return false;
    columns[i] = (syn_text){line.data, size};
    line = syn_text_slice(line, size + 1, line.size);
  }
  return true;
}

static bool next_line(syn_text *rest, syn_text *out_line) {
  if (rest->size == 0) return false;
  const char *end = memchr(rest->data, '\n', rest->size);
  size_t size = end ? (size_t)(end - rest->data) : rest->size, used = end ? size + 1 : size;
  while (size > 0 && rest->data[size - 1] == '\r') size--;
  *out_line = (syn_text){rest->data, size};
  *rest = syn_text_slice(*rest, used, rest->size);
  return true;
}

bool syn_conllu_next_document(syn_text *rest, syn_text *out_document) {
  syn_text line, left = *rest, start = *rest;
  bool has_lines = false;
  for (;;) {
    syn_text before = left;
    if (!next_line(&left, &line)) break;
    if (line.size == 0 && !has_lines) {
      start = left;
      continue;
    }
    if (has_lines && syn_text_starts_with(line, SYN_TEXT("# newdoc"))) {
      left = before;
      break;
    }
    has_lines = true;
  }
  *out_document = syn_text_slice(start, 0, (size_t)(left.data - start.data));
  *rest = left;
  return has_lines;
}

/* ---- a document under construction ---- */

/* A multiword token whose words are being read. */
typedef struct multiword {
  syn_text form;
  uint32_t last;                        /* number of its last word; 0: none is open */
  bool space_after, is_whole, is_first; /* whole: its words' forms together are its form */
} multiword;

typedef struct builder {
  syn_arena *arena;
  syn_error *error;
  syn_conllu *made;
  syn_buffer text;
  SYN_ARRAY(syn_token) tokens;
  SYN_ARRAY(syn_sentence) sentences;
  SYN_ARRAY(syn_conllu_line) lines;
  uint32_t sentence_start, word_count, headless_count; /* first token; words of the sentence so far, and those without a head */
  uint32_t paragraph, line_number, sentence_line;
  uint32_t *words, *heads; /* of the sentence: token of each word, and the word that is its head (0 the root), from index 1 */
  multiword open;
  bool paragraph_next, space_next, all_have_trees;
} builder;

static syn_status fail(const builder *build, syn_status status, const char *what) {
  return syn_error_set(build->error, status, build->line_number, "line %u: %s", build->line_number, what);
}

static syn_status no_memory(const builder *build) {
  return syn_error_set(build->error, SYN_NO_MEMORY, build->line_number, "no memory for a document of CoNLL-U");
}

/* A number at the beginning of a text; what follows into `out_rest`. False where there is none. */
static bool take_number(syn_text text, uint32_t *out_number, syn_text *out_rest) {
  size_t at = 0;
  uint32_t number = 0;
  while (at < text.size && at < 9 && text.data[at] >= '0' && text.data[at] <= '9') number = number * 10 + (uint32_t)(text.data[at++] - '0');
  *out_number = number;
  *out_rest = syn_text_slice(text, at, text.size);
  return at > 0;
}

static bool parse_number(syn_text text, uint32_t *out_number) {
  syn_text rest;
  return take_number(text, out_number, &rest) && rest.size == 0;
}

/* MISC is a list of Name=Value, parted by bars. */
static bool has_space_after(syn_text misc) {
  for (size_t start = 0; start < misc.size;) {
    size_t end = syn_text_find(misc, SYN_TEXT("|"), start);
    if (end == SIZE_MAX) end = misc.size;
    if (syn_text_equal(syn_text_slice(misc, start, end), SYN_TEXT("SpaceAfter=No"))) return false;
    start = end + 1;
  }
  return true;
}

/* "nsubj:pass" */
static void parse_relation(syn_text text, syn_token *token) {
  static const char *const subtypes[] = {"pass", "poss", "agent", "tmod"};
  size_t colon = syn_text_find(text, SYN_TEXT(":"), 0);
  syn_relation relation = SYN_RELATION_NONE;
  (void)syn_relation_parse(colon == SIZE_MAX ? text : syn_text_slice(text, 0, colon), &relation);
  token->relation = (uint8_t)relation;
  for (uint8_t i = 0; colon != SIZE_MAX && i < sizeof subtypes / sizeof *subtypes; i++) {
    if (syn_text_equal(syn_text_slice(text, colon + 1, text.size), syn_text_from(subtypes[i]))) token->subtype = (uint8_t)(i + 1);
  }
}

static syn_status add_token(builder *build, syn_text form, bool space_before, const syn_text columns[SYN_CONLLU_COLUMNS]) {
  bool is_first = build->tokens.count == build->sentence_start;
  syn_token *token = SYN_ARRAY_ADD(&build->tokens, build->arena);
  if (!token) return no_memory(build);
  if (is_first && build->tokens.count > 1) {
    (void)syn_buffer_add(&build->text, build->paragraph_next ? SYN_TEXT("\n\n") : SYN_TEXT(" "));
    if (build->paragraph_next) build->paragraph++;
  } else if (space_before && !is_first) {
    (void)syn_buffer_add_byte(&build->text, ' ');
  }
  if (is_first) build->paragraph_next = false;
  syn_tag tag = SYN_TAG_X;
  (void)syn_tag_parse(columns[3], &tag);
  bool has_lemma = !syn_text_equal(columns[2], SYN_TEXT("_")) || form.size == 1; /* "_" may be the lemma of a sign */
  *token = (syn_token){.start = (uint32_t)syn_buffer_text(&build->text).size,
                       .lemma = has_lemma ? columns[2] : form,
                       .features = syn_conllu_features(columns[5], columns[4]),
                       .tag = (uint8_t)tag,
                       .space_before = is_first || space_before,
                       .head = SYN_HEAD_NONE};
  parse_relation(columns[7], token);
  if (syn_buffer_add(&build->text, form) != SYN_OK) return no_memory(build);
  token->end = (uint32_t)syn_buffer_text(&build->text).size;
  return SYN_OK;
}

/* Whether the forms of the next words, one after the other, are `form` ("du" is not "de le"). */
static bool is_joined(syn_text form, uint32_t word_count, syn_text rest) {
  size_t taken = 0;
  syn_text line, columns[SYN_CONLLU_COLUMNS];
  while (word_count > 0 && next_line(&rest, &line) && syn_conllu_columns(line, columns)) {
    uint32_t number;
    if (!parse_number(columns[0], &number)) continue;
    if (!syn_text_equal(syn_text_slice(form, taken, taken + columns[1].size), columns[1])) return false;
    taken += columns[1].size;
    word_count--;
  }
  return word_count == 0 && taken == form.size;
}

static syn_status begin_multiword(builder *build, const syn_text columns[SYN_CONLLU_COLUMNS], uint32_t first, syn_text rest) {
  uint32_t last = 0;
  bool is_range = parse_number(
      columns[0].size ? syn_text_slice(columns[0], syn_text_find(columns[0], SYN_TEXT("-"), 0) + 1, columns[0].size) : columns[0], &last);
  if (!is_range || build->open.last || first != build->word_count + 1 || last < first || last - first >= 64)
    return fail(build, SYN_BAD_INPUT, "expected the range of the words of one token that follow, such as 3-4");
  build->open = (multiword){.form = columns[1],
                            .last = last,
                            .is_first = true,
                            .space_after = has_space_after(columns[9]),
                            .is_whole = is_joined(columns[1], last - first + 1, rest)};
  return SYN_OK;
}

/* The token of a word, made unless it is a later word of a token that is one. */
static syn_status add_word_token(builder *build, const syn_text columns[SYN_CONLLU_COLUMNS], bool *out_is_first) {
  multiword *open = &build->open;
  syn_status status = SYN_OK;
  *out_is_first = true;
  if (open->last == 0) {
    status = add_token(build, columns[1], build->space_next, columns);
    build->space_next = has_space_after(columns[9]);
    return status;
  }
  if (open->is_whole) {
    status = add_token(build, columns[1], open->is_first && build->space_next, columns);
    if (status == SYN_OK) build->tokens.items[build->tokens.count - 1].is_joined = !open->is_first;
  } else if (open->is_first) {
    status = add_token(build, open->form, build->space_next, columns);
  } else {
    *out_is_first = false;
  }
  open->is_first = false;
  if (build->word_count == open->last) {
    build->space_next = open->space_after;
    open->last = 0;
  }
  return status;
}

static syn_status read_word(builder *build, const syn_text columns[SYN_CONLLU_COLUMNS], syn_conllu_line *line) {
  if (build->word_count == SYN_CONLLU_LONGEST_SENTENCE) return fail(build, SYN_LIMIT, "the sentence has more than 10,000 words; cut it");
  uint32_t head = 0;
  bool has_head = !syn_text_equal(columns[6], SYN_TEXT("_"));
  if (has_head && !parse_number(columns[6], &head)) return fail(build, SYN_BAD_INPUT, "expected a number or _ as HEAD, the seventh column");
  build->word_count++;
  syn_status status = add_word_token(build, columns, &line->is_first);
  if (status != SYN_OK) return status;
  line->token = (uint32_t)build->tokens.count - 1;
  build->words[build->word_count] = line->token;
  build->heads[build->word_count] = head;
  if (!has_head) build->headless_count++;
  return SYN_OK;
}

static syn_status read_row(builder *build, syn_text text, syn_text rest, syn_conllu_line *line) {
  syn_text columns[SYN_CONLLU_COLUMNS], tail;
  uint32_t number = 0;
  if (!syn_conllu_columns(text, columns))
    return fail(build, SYN_BAD_INPUT, "expected ten columns parted by tabs, none of them empty (_ stands for nothing)");
  bool has_number = take_number(columns[0], &number, &tail);
  if (build->word_count == 0) build->sentence_line = build->line_number;
  if (has_number && tail.size > 1 && tail.data[0] == '-') {
    line->kind = SYN_CONLLU_MULTIWORD;
    line->token = (uint32_t)build->tokens.count;
    syn_status status = begin_multiword(build, columns, number, rest);
    line->words = build->open.last - number + 1;
    return status;
  }
  if (has_number && tail.size > 1 && tail.data[0] == '.') {
    line->kind = SYN_CONLLU_EMPTY_NODE;
    return SYN_OK;
  }
  line->kind = SYN_CONLLU_WORD;
  if (!has_number || tail.size > 0 || number != build->word_count + 1)
    return fail(build, SYN_BAD_INPUT, "expected the next word's number in the first column: words count from 1 in each sentence");
  return read_word(build, columns, line);
}

/* ---- trees ---- */

/* Whether all words lead to the root. `marks` has place for them. */
static bool is_tree(const uint32_t *heads, uint32_t count, uint32_t *marks) {
  memset(marks, 0, ((size_t)count + 1) * sizeof *marks);
  for (uint32_t i = 1; i <= count; i++) {
    uint32_t at = i;
    while (at != 0 && marks[at] == 0) {
      marks[at] = i;
      at = heads[at];
    }
    if (at != 0 && marks[at] == i) return false;
  }
  return true;
}

/* Heads from words to tokens. A token of several words has the head of the first that depends on another token. */
static syn_status set_heads(builder *build) {
  uint32_t count = build->word_count, *marks = build->heads + SYN_CONLLU_LONGEST_SENTENCE + 1;
  build->line_number = build->sentence_line;
  for (uint32_t w = 1; w <= count; w++) {
    if (build->heads[w] > count || build->heads[w] == w)
      return fail(build, SYN_BAD_INPUT, "a word of the sentence that begins here has a head that is not in the sentence, or is itself");
  }
  if (!is_tree(build->heads, count, marks)) return fail(build, SYN_BAD_INPUT, "the heads of the sentence that begins here make a circle");
  for (uint32_t w = count; w > 0; w--) {
    uint32_t token = build->words[w], head = build->heads[w];
    if (head > 0 && build->words[head] == token) continue;
    build->tokens.items[token].head = head == 0 ? SYN_HEAD_ROOT : (int32_t)build->words[head];
  }
  return SYN_OK;
}

static syn_status end_sentence(builder *build) {
  uint32_t first = build->sentence_start, count = (uint32_t)build->tokens.count - first;
  if (build->open.last) return fail(build, SYN_BAD_INPUT, "the sentence ends before the words of its last multiword token");
  if (count == 0) return SYN_OK;
  uint32_t line_number = build->line_number;
  syn_status status = SYN_OK;
  if (build->headless_count == 0)
    status = set_heads(build);
  else
    build->all_have_trees = false;
  build->line_number = line_number;
  syn_sentence *sentence = status == SYN_OK ? SYN_ARRAY_ADD(&build->sentences, build->arena) : NULL;
  if (!sentence) return status == SYN_OK ? no_memory(build) : status;
  *sentence = (syn_sentence){.span = {build->tokens.items[first].start, build->tokens.items[first + count - 1].end, SYN_FIELD_TEXT, 0},
                             .first_token = first,
                             .token_count = count,
                             .paragraph = build->paragraph};
  build->sentence_start = (uint32_t)build->tokens.count;
  build->word_count = build->headless_count = 0;
  build->space_next = false;
  return SYN_OK;
}

static syn_status read_line(builder *build, syn_text text, syn_text rest) {
  syn_conllu_line *line = SYN_ARRAY_ADD(&build->lines, build->arena);
  if (!line) return no_memory(build);
  *line = (syn_conllu_line){.text = text};
  build->line_number++;
  if (text.size == 0) {
    line->kind = SYN_CONLLU_END;
    return end_sentence(build);
  }
  if (text.data[0] != '#') return read_row(build, text, rest, line);
  line->kind = SYN_CONLLU_COMMENT;
  if (syn_text_starts_with(text, SYN_TEXT("# newpar"))) build->paragraph_next = true;
  return SYN_OK;
}

static syn_status finish(builder *build) {
  syn_conllu *made = build->made;
  syn_status status = end_sentence(build);
  if (status == SYN_OK && build->tokens.count == 0) status = fail(build, SYN_NOT_FOUND, "there are no words");
  if (status == SYN_OK && syn_arena_copy(build->arena, syn_buffer_text(&build->text), &made->article.text) != SYN_OK)
    status = no_memory(build);
  made->lines = build->lines.items;
  made->line_count = build->lines.count;
  made->document = (syn_document){.article = &made->article,
                                  .sentences = build->sentences.items,
                                  .tokens = build->tokens.items,
                                  .sentence_count = (uint32_t)build->sentences.count,
                                  .token_count = (uint32_t)build->tokens.count,
                                  .has_trees = build->all_have_trees};
  return status;
}

syn_status syn_conllu_read(syn_text text, syn_arena *arena, syn_conllu **out_conllu, syn_error *error) {
  builder build = {.arena = arena, .error = error, .all_have_trees = true, .made = SYN_ARENA_NEW(arena, syn_conllu)};
  build.words = SYN_ARENA_ARRAY(arena, uint32_t, SYN_CONLLU_LONGEST_SENTENCE + 1);
  build.heads = SYN_ARENA_ARRAY(arena, uint32_t, 2 * (SYN_CONLLU_LONGEST_SENTENCE + 1)); /* and marks */
  if (!build.made || !build.words || !build.heads) return no_memory(&build);
  syn_buffer_init(&build.text, UINT32_MAX);
  syn_text line;
  syn_status status = SYN_OK;
  while (status == SYN_OK && next_line(&text, &line)) status = read_line(&build, line, text);
  if (status == SYN_OK) status = finish(&build);
  syn_buffer_clear(&build.text);
  if (status == SYN_OK) *out_conllu = build.made;
  return status;
}
