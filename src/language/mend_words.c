/*
 * How it works: "killed in police firing" is read as if the police fired at the killed: the parser takes a noun in -ing for a verb and
 * hangs the word before it elsewhere. Where such a word of the table has no subject, no object and no auxiliary, and stands right behind a
 * noun that a preposition governs (or that the tree takes for a second subject beside it), both are one phrase: the word takes over the
 * place, the preposition and the articles of that noun, which becomes its compound. Right behind a preposition of the table, with another
 * preposition or nothing behind it, it is a noun too, and so it is where its place in the tree is that of a noun. Nothing is moved where
 * that would make a circle. A bounded number of words is looked at for each.
 */
#include "language/mend_words.h"

enum {
  IS_NOUN = 1 << 0,
  IS_BEFORE = 1 << 1,
  NEAR_TOKENS = 12, /* to either side, where children of a word are looked for */
  STEP_LIMIT = 64   /* heads that are looked up for a circle */
};

static syn_status read_acts(const syn_table *table, syn_word_mending *mending, syn_error *error) {
  for (size_t row = 0; table && row < table->row_count; row++) {
    syn_text word = syn_table_cell(table, row, syn_table_column(table, "word"));
    syn_text class = syn_table_cell(table, row, syn_table_column(table, "class"));
    uint64_t bits = 0, bit = syn_text_equal(class, SYN_TEXT("noun")) ? IS_NOUN : syn_text_equal(class, SYN_TEXT("before")) ? IS_BEFORE : 0;
    if (!bit)
      return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: row %zu: \"%.*s\" is no class (noun, before).", table->name, row + 1,
                           SYN_TEXT_ARGUMENTS(class));
    (void)syn_map_get(&mending->acts, word, &bits);
    if (syn_map_put(&mending->acts, word, bits | bit) != SYN_OK) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

syn_status syn_word_mending_load(const syn_world *world, syn_text language, syn_arena *arena, syn_word_mending *out_mending,
                                 syn_error *error) {
  syn_word_mending mending = {.forms = world ? syn_world_language_table(world, language, "event_forms") : NULL};
  syn_map_init(&mending.form_rows, arena);
  syn_map_init(&mending.acts, arena);
  size_t row_count = mending.forms ? mending.forms->row_count : 0;
  if (mending.forms) mending.lemma_column = syn_table_column(mending.forms, "lemma");
  for (size_t row = 0; row < row_count; row++) {
    syn_text form = syn_table_cell(mending.forms, row, syn_table_column(mending.forms, "form"));
    if (syn_map_put(&mending.form_rows, form, row) != SYN_OK) return SYN_NO_MEMORY;
  }
  syn_status status = read_acts(world ? syn_world_language_table(world, language, "act_nouns") : NULL, &mending, error);
  if (status == SYN_OK) *out_mending = mending;
  return status;
}

syn_text syn_word_mending_lemma(const syn_word_mending *mending, const syn_token *token) {
  uint64_t row;
  if (token->tag != SYN_TAG_VERB || mending->form_rows.count == 0 || !syn_map_get(&mending->form_rows, token->lower, &row))
    return token->lemma;
  return syn_table_cell(mending->forms, row, mending->lemma_column);
}

/* ---- nouns that look like verbs ---- */

typedef struct place {
  const syn_word_mending *mending;
  syn_token *tokens;   /* of the document */
  uint32_t first, end; /* the sentence */
  uint32_t word;       /* what may be a noun */
} place;

static bool is_act(const syn_word_mending *mending, const syn_token *token, uint64_t bit) {
  uint64_t bits = 0;
  return syn_map_get(&mending->acts, token->lower, &bits) && (bits & bit);
}

static uint32_t near_first(const place *at) {
  return at->word - at->first > NEAR_TOKENS ? at->word - NEAR_TOKENS : at->first;
}

static uint32_t near_end(const place *at) {
  return at->end - at->word > NEAR_TOKENS ? at->word + NEAR_TOKENS : at->end;
}

/* Whether what hangs on the word makes it a verb. */
static bool acts_as_verb(const place *at) {
  for (uint32_t token = near_first(at); token < near_end(at); token++) {
    if (at->tokens[token].head != (int32_t)at->word) continue;
    switch (at->tokens[token].relation) {
    case SYN_RELATION_AUX:
    case SYN_RELATION_OBJ:
    case SYN_RELATION_IOBJ:
    case SYN_RELATION_CCOMP:
    case SYN_RELATION_XCOMP:
    case SYN_RELATION_ADVMOD:
      return true;
    case SYN_RELATION_NSUBJ:
      if (token + 1 != at->word) return true;
      break;
    default:
      break;
    }
  }
  return false;
}

static bool ends_phrase(const place *at) {
  if (at->word + 1 == at->end) return true;
  uint8_t tag = at->tokens[at->word + 1].tag;
  if (tag == SYN_TAG_PRON && (at->tokens[at->word + 1].features & SYN_FEATURE_RELATIVE)) return true;
  return tag == SYN_TAG_ADP || tag == SYN_TAG_PUNCT || tag == SYN_TAG_CCONJ || tag == SYN_TAG_VERB || tag == SYN_TAG_AUX ||
         tag == SYN_TAG_SCONJ;
}

static bool has_child(const place *at, uint32_t head, syn_relation relation) {
  for (uint32_t token = near_first(at); token < at->word; token++) {
    if (at->tokens[token].head == (int32_t)head && at->tokens[token].relation == relation) return true;
  }
  return false;
}

/* Whether the word would come above itself, hung on `head`. */
static bool makes_circle(const place *at, int32_t head) {
  for (int step = 0; head >= 0 && step < STEP_LIMIT; step++, head = at->tokens[head].head) {
    if (head == (int32_t)at->word) return true;
  }
  return head >= 0;
}

/* Phrases behind a noun describe it. */
static void make_noun(const place *at) {
  syn_token *word = &at->tokens[at->word];
  word->tag = SYN_TAG_NOUN;
  word->features = SYN_FEATURE_SINGULAR;
  word->lemma = word->lower;
  for (uint32_t token = at->word + 1; token < near_end(at); token++) {
    syn_token *child = &at->tokens[token];
    if (child->head != (int32_t)at->word || child->relation != SYN_RELATION_OBL) continue;
    child->relation = SYN_RELATION_NMOD;
    child->subtype = 0;
  }
}

/* "in police firing", "the police firing left": the noun before it becomes its compound. */
static bool take_compound(const place *at) {
  if (at->word == at->first) return false;
  uint32_t before = at->word - 1;
  syn_token *word = &at->tokens[at->word], *noun = &at->tokens[before];
  bool is_name = noun->tag == SYN_TAG_PROPN, is_bare = noun->tag == SYN_TAG_NOUN && syn_text_equal(noun->lemma, noun->lower);
  if (!is_name && !is_bare) return false;
  bool is_governed = has_child(at, before, SYN_RELATION_CASE), is_second = word->relation == SYN_RELATION_CSUBJ && noun->head == word->head;
  if (!is_governed && !is_second) return false;
  bool hangs_below = noun->head == (int32_t)at->word;
  int32_t head = hangs_below ? word->head : noun->head;
  if (head == SYN_HEAD_ROOT || makes_circle(at, head)) return false;
  if (hangs_below) {
    uint8_t tag = at->tokens[head].tag;
    word->relation = tag == SYN_TAG_VERB || tag == SYN_TAG_ADJ ? SYN_RELATION_OBL : SYN_RELATION_NMOD;
    word->subtype = 0;
  } else {
    word->relation = noun->relation;
    word->subtype = noun->subtype;
  }
  word->head = head;
  for (uint32_t token = near_first(at); token < before; token++) {
    if (at->tokens[token].head == (int32_t)before && at->tokens[token].relation != SYN_RELATION_COMPOUND)
      at->tokens[token].head = (int32_t)at->word;
  }
  noun->head = (int32_t)at->word;
  noun->relation = SYN_RELATION_COMPOUND;
  noun->subtype = 0;
  return true;
}

/* "in the police firing", whose tree is that of a noun. */
static bool stands_as_noun(const place *at) {
  uint8_t relation = at->tokens[at->word].relation;
  bool is_nominal =
      relation == SYN_RELATION_OBL || relation == SYN_RELATION_NMOD || relation == SYN_RELATION_NSUBJ || relation == SYN_RELATION_OBJ;
  return is_nominal && (has_child(at, at->word, SYN_RELATION_COMPOUND) || has_child(at, at->word, SYN_RELATION_DET));
}

/* "in firing by guards" */
static bool follows_preposition(const place *at) {
  if (at->word == at->first) return false;
  syn_token *word = &at->tokens[at->word], *before = &at->tokens[at->word - 1];
  bool hangs = before->head == (int32_t)at->word && (before->relation == SYN_RELATION_MARK || before->relation == SYN_RELATION_CASE);
  if (!hangs || word->head < 0 || !is_act(at->mending, before, IS_BEFORE)) return false;
  uint8_t tag = at->tokens[word->head].tag;
  before->relation = SYN_RELATION_CASE;
  before->tag = SYN_TAG_ADP;
  word->relation = tag == SYN_TAG_VERB || tag == SYN_TAG_ADJ ? SYN_RELATION_OBL : SYN_RELATION_NMOD;
  word->subtype = 0;
  return true;
}

void syn_mend_act_nouns(const syn_word_mending *mending, const syn_sentence *sentence, syn_token *tokens) {
  if (mending->acts.count == 0) return;
  place at = {.mending = mending, .tokens = tokens, .first = sentence->first_token, .end = sentence->first_token + sentence->token_count};
  for (at.word = at.first; at.word < at.end; at.word++) {
    if (tokens[at.word].tag != SYN_TAG_VERB || tokens[at.word].head < 0 || !is_act(mending, &tokens[at.word], IS_NOUN)) continue;
    if (!ends_phrase(&at) || acts_as_verb(&at)) continue;
    if (stands_as_noun(&at) || take_compound(&at) || follows_preposition(&at)) make_noun(&at);
  }
}
