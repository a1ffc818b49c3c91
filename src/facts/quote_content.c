/*
 * How it works
 *
 * The content of a verb is the first of these that stands there: the clause that it governs, after it ("said the bridge was safe"), before
 * it or around it ("The bridge, she said, was safe"); the clause that it is thrown into as an aside; what the table allows (infinitive,
 * object, predicate, a phrase with a preposition). A content is what lies below its head in the tree, without the conjunction, and without
 * the cue and its subject where these interrupt it.
 */
#include "facts/quote_content.h"

#include "facts/quote_indirect.h"

enum { CLAUSE_WORDS = 3, CLIMB_LIMIT = 64, ASIDE_LIMIT = 40, EXTENSIONS = 8, SUBTYPE_PASSIVE = 1 };

#define BIT SYN_RELATION_BIT

static const syn_token *token_at(const syn_content_frame *in, uint32_t at) {
  return &in->source->finding->document->tokens[at];
}

static unsigned bits_at(const syn_content_frame *in, uint32_t at) {
  return syn_quote_cue_bits(in->source->cues, token_at(in, at));
}

static bool is_punctuation(const syn_content_frame *in, uint32_t at) {
  return token_at(in, at)->tag == SYN_TAG_PUNCT;
}

static uint32_t child_of(const syn_content_frame *in, uint32_t head, uint64_t relations) {
  return syn_quote_tree_child(in->tree, head, relations, SYN_NO_TOKEN);
}

/* Whether `token` lies below `head`, which is no more than CLIMB_LIMIT above it. */
static bool is_below(const syn_content_frame *in, uint32_t token, uint32_t head) {
  for (unsigned steps = 0; steps < CLIMB_LIMIT && token != SYN_NO_TOKEN; steps++) {
    if (token == head) return true;
    token = syn_quote_tree_head(in->tree, token);
  }
  return false;
}

/* ---- pieces ---- */

static unsigned word_count(const syn_content_frame *in, uint32_t first, uint32_t end) {
  unsigned count = 0;
  for (uint32_t at = first; at < end && count < CLAUSE_WORDS; at++) count += !is_punctuation(in, at);
  return count;
}

/* Adds [first, end) without signs at its ends and without what only opens a content ("that"). */
static void add_piece(const syn_content_frame *in, uint32_t first, uint32_t end, syn_reported *out) {
  if (first < in->begin) first = in->begin;
  if (end > in->end) end = in->end;
  while (first < end && (is_punctuation(in, first) || bits_at(in, first) & SYN_CUE_COMPLEMENT) && !in->source->quoted[first]) {
    bool is_determiner = token_at(in, first)->relation != SYN_RELATION_MARK && !is_punctuation(in, first);
    if (is_determiner) break;
    first++;
  }
  while (end > first && is_punctuation(in, end - 1)) end--;
  if (first >= end || out->piece_count >= SYN_REPORTED_PIECES) return;
  out->first[out->piece_count] = first;
  out->end[out->piece_count++] = end;
}

/* [first, end) without the aside [from, to) that stands in it. */
static bool add_around(const syn_content_frame *in, uint32_t first, uint32_t end, uint32_t from, uint32_t to, syn_reported *out) {
  if (first < from) add_piece(in, first, from < end ? from : end, out);
  if (to < end) add_piece(in, to > first ? to : first, end, out);
  unsigned words = 0;
  for (uint32_t i = 0; i < out->piece_count; i++) words += word_count(in, out->first[i], out->end[i]);
  if (words >= CLAUSE_WORDS) return true;
  out->piece_count = 0;
  return false;
}

/* The words of the cue and its subject inside of the content of `head`: the neighbours of the cue that do not lie below it. */
static void find_aside(const syn_content_frame *in, uint32_t head, const syn_reported *reported, uint32_t *out_from, uint32_t *out_to) {
  uint32_t from = reported->cue, to = reported->cue + 1;
  if (reported->source.end > reported->source.first && reported->source.first < from && from - reported->source.first < ASIDE_LIMIT)
    from = reported->source.first;
  if (reported->source.end > to && reported->source.end - to < ASIDE_LIMIT) to = reported->source.end;
  while (from > in->begin && reported->cue - from < ASIDE_LIMIT && !is_below(in, from - 1, head)) from--;
  while (to < in->end && to - reported->cue < ASIDE_LIMIT && !is_below(in, to, head)) to++;
  *out_from = from;
  *out_to = to;
}

/* ---- clauses ---- */

/* Whether a conjunction other than "that" and "whether" opens the clause: "said after meeting them" reports nothing. */
static bool is_circumstance(const syn_content_frame *in, uint32_t clause) {
  uint32_t mark = child_of(in, clause, BIT(SYN_RELATION_MARK) | BIT(SYN_RELATION_CASE));
  if (mark == SYN_NO_TOKEN || mark > clause || token_at(in, mark)->tag == SYN_TAG_PART) return false;
  return !(bits_at(in, mark) & (SYN_CUE_COMPLEMENT | SYN_CUE_CONDITION));
}

static uint32_t child_behind(const syn_content_frame *in, uint32_t cue, uint64_t relations);

/* Where a clause without a subject begins: its subject was taken for the object of the cue ("says the only way to go is up"). */
static uint32_t clause_start(const syn_content_frame *in, uint32_t clause, const syn_reported *reported) {
  static const uint64_t OWN = BIT(SYN_RELATION_NSUBJ) | BIT(SYN_RELATION_MARK) | BIT(SYN_RELATION_CSUBJ) | BIT(SYN_RELATION_EXPL);
  uint32_t first = in->tree->left[clause];
  if (child_of(in, clause, OWN) != SYN_NO_TOKEN) return first;
  uint32_t object = child_behind(in, reported->cue, BIT(SYN_RELATION_OBJ) | BIT(SYN_RELATION_NSUBJ));
  bool is_before = object != SYN_NO_TOKEN && in->tree->right[object] == first && in->tree->left[object] == reported->cue + 1;
  return is_before ? reported->cue + 1 : first;
}

/* The word that stands highest of those whose first word is `at`. */
static uint32_t top_of(const syn_content_frame *in, uint32_t at) {
  uint32_t top = at;
  for (unsigned steps = 0; steps < CLIMB_LIMIT; steps++) {
    uint32_t head = syn_quote_tree_head(in->tree, top);
    if (head == SYN_NO_TOKEN || in->tree->left[head] < at) break;
    top = head;
  }
  return top;
}

/* Whether what stands beside the content and hangs on the cue goes on with the content: "that …, and that …", "…, but he would …". */
static bool goes_on(const syn_content_frame *in, uint32_t top, uint32_t cue) {
  const syn_token *token = token_at(in, top);
  if (syn_quote_tree_head(in->tree, top) != cue || bits_at(in, top) & (SYN_CUE_SPEAKS | SYN_CUE_SHOW)) return false;
  if (token->relation == SYN_RELATION_CCOMP) return !is_circumstance(in, top);
  if (token->relation != SYN_RELATION_CONJ && token->relation != SYN_RELATION_ADVCL) return false;
  if (child_of(in, top, BIT(SYN_RELATION_NSUBJ)) != SYN_NO_TOKEN) return true;
  uint32_t small = SYN_NO_TOKEN;
  while ((small = syn_quote_tree_child(in->tree, top, BIT(SYN_RELATION_AUX) | BIT(SYN_RELATION_MARK), small)) != SYN_NO_TOKEN &&
         small < top) {
    if (token_at(in, small)->features & SYN_FEATURE_MODAL || bits_at(in, small) & SYN_CUE_COMPLEMENT) return true;
  }
  return false;
}

static bool is_verb(const syn_content_frame *in, uint32_t at) {
  return at < in->end && (token_at(in, at)->tag == SYN_TAG_AUX || token_at(in, at)->tag == SYN_TAG_VERB);
}

static bool is_comma(const syn_content_frame *in, uint32_t at) {
  return at >= in->begin && at < in->end && token_at(in, at)->lower.size == 1 && token_at(in, at)->lower.data[0] == ',';
}

static bool is_semicolon(const syn_content_frame *in, uint32_t at) {
  return token_at(in, at)->lower.size == 1 && token_at(in, at)->lower.data[0] == ';';
}

/* The end of a content behind its cue: further than the tree says, where the tree breaks off in the middle. */
static uint32_t clause_end(const syn_content_frame *in, uint32_t end, uint32_t cue) {
  for (unsigned steps = 0; steps < EXTENSIONS && end < in->end; steps++) {
    if (is_verb(in, end)) {
      while (end < in->end && !is_comma(in, end)) end++;
      continue;
    }
    uint32_t at = is_comma(in, end) ? end + 1 : end;
    if (at >= in->end) break;
    uint32_t top = top_of(in, at);
    if (!goes_on(in, top, cue)) break;
    end = in->tree->right[top];
  }
  return end;
}

/* The clause that the cue governs: behind it, else before it. */
static bool governed_clause(const syn_content_frame *in, syn_reported *out) {
  uint32_t before = SYN_NO_TOKEN, child = SYN_NO_TOKEN;
  static const uint64_t CLAUSES = BIT(SYN_RELATION_CCOMP) | BIT(SYN_RELATION_CSUBJ);
  while ((child = syn_quote_tree_child(in->tree, out->cue, CLAUSES, child)) != SYN_NO_TOKEN) {
    if (token_at(in, child)->relation == SYN_RELATION_CSUBJ && token_at(in, child)->subtype != SUBTYPE_PASSIVE) continue;
    if (child > out->cue && !is_circumstance(in, child)) break;
    if (child < out->cue) before = child;
  }
  uint32_t clause = child != SYN_NO_TOKEN ? child : before;
  if (clause == SYN_NO_TOKEN) return false;
  uint32_t first = in->tree->left[clause], end = in->tree->right[clause];
  if (first > out->cue) {
    add_piece(in, clause_start(in, clause, out), clause_end(in, end, out->cue), out);
    if (out->piece_count == 0 || word_count(in, out->first[0], out->end[0]) < 2) out->piece_count = 0;
    return out->piece_count > 0;
  }
  uint32_t from, to;
  find_aside(in, clause, out, &from, &to);
  return add_around(in, first, end, from, to, out);
}

/* "the bridge, which Petrova said was safe, …": the verb behind the cue has its subject before it. */
static bool clause_in_relative(const syn_content_frame *in, syn_reported *out) {
  uint32_t first = out->cue + 1, end = first;
  if (token_at(in, out->cue)->relation != SYN_RELATION_ACL || out->source.end != out->cue || !is_verb(in, first)) return false;
  while (end < in->end && !is_comma(in, end)) end++;
  return add_around(in, first, end, first, first, out);
}

/* "Petrova said: the bridge is safe" */
static bool clause_after_colon(const syn_content_frame *in, syn_reported *out) {
  uint32_t child = SYN_NO_TOKEN;
  while ((child = syn_quote_tree_child(in->tree, out->cue, BIT(SYN_RELATION_PARATAXIS), child)) != SYN_NO_TOKEN) {
    uint32_t first = in->tree->left[child];
    if (first <= out->cue + 1) continue;
    const syn_token *sign = token_at(in, is_punctuation(in, first) ? first : first - 1);
    if (sign->lower.size != 1 || sign->lower.data[0] != ':') continue;
    return add_around(in, first, in->tree->right[child], first, first, out);
  }
  return false;
}

/* "The bridge, said Petrova, is safe", "as Petrova said, …": the clause that the cue is thrown into. */
static bool clause_around(const syn_content_frame *in, syn_reported *out) {
  const syn_token *token = token_at(in, out->cue);
  uint32_t head = syn_quote_tree_head(in->tree, out->cue);
  uint32_t from = in->tree->left[out->cue], to = in->tree->right[out->cue];
  if (head == SYN_NO_TOKEN || out->source.first == out->source.end || to - from > ASIDE_LIMIT) return false;
  bool is_as = false;
  if (token->relation == SYN_RELATION_ADVCL) {
    uint32_t mark = child_of(in, out->cue, BIT(SYN_RELATION_MARK) | BIT(SYN_RELATION_ADVMOD) | BIT(SYN_RELATION_CASE));
    is_as = mark != SYN_NO_TOKEN && mark < out->cue && bits_at(in, mark) & SYN_CUE_AS;
  }
  if (!is_as && token->relation != SYN_RELATION_PARATAXIS) return false;
  if (child_of(in, out->cue, BIT(SYN_RELATION_OBJ) | BIT(SYN_RELATION_XCOMP)) != SYN_NO_TOKEN) return false;
  uint32_t first = in->tree->left[head], end = in->tree->right[head];
  if (out->source.first < from) from = out->source.first;
  if (out->source.end > to) to = out->source.end;
  if (is_semicolon(in, from) || (from > first && is_semicolon(in, from - 1))) return false; /* "police said X; organisers spoke of Y" */
  return add_around(in, first, end, from, to, out);
}

bool syn_content_around_aside(const syn_content_frame *in, syn_reported *out) {
  uint32_t cue = out->cue, from = cue, to = cue + 1;
  if (cue <= in->begin + 1 || !(out->bits & (SYN_CUE_SAY | SYN_CUE_WRITE | SYN_CUE_THINK))) return false;
  syn_source source;
  if (is_comma(in, cue + 1) && syn_source_before(in->source, in->begin, cue, &source) && source.end == cue && source.first > in->begin) {
    from = source.first;
  } else if (is_comma(in, cue - 1) && syn_source_after(in->source, cue, in->end, &source) && source.first <= cue + 2) {
    to = source.end;
  } else {
    return false;
  }
  if (!is_comma(in, from - 1) || !is_comma(in, to)) return false;
  out->source = source;
  return add_around(in, in->begin, in->end, from, to, out) && out->piece_count == SYN_REPORTED_PIECES;
}

/* ---- what the table allows ---- */

static bool allows(syn_text content, const char *item) {
  return syn_quote_content_has(content, syn_text_from(item));
}

static bool has_infinitive_mark(const syn_content_frame *in, uint32_t verb) {
  uint32_t mark = child_of(in, verb, BIT(SYN_RELATION_MARK));
  return mark != SYN_NO_TOKEN && mark < verb && token_at(in, mark)->tag == SYN_TAG_PART;
}

/* The first child behind the cue, of one of the relations. */
static uint32_t child_behind(const syn_content_frame *in, uint32_t cue, uint64_t relations) {
  uint32_t child = child_of(in, cue, relations);
  while (child != SYN_NO_TOKEN && child < cue) child = syn_quote_tree_child(in->tree, cue, relations, child);
  return child;
}

/* The word that opens a phrase or clause: its preposition or conjunction, where the table allows it. */
static uint32_t listed_opener(const syn_content_frame *in, syn_text content, uint32_t phrase) {
  uint32_t opener = child_of(in, phrase, BIT(SYN_RELATION_CASE) | BIT(SYN_RELATION_MARK));
  if (opener == SYN_NO_TOKEN || opener > phrase || !syn_quote_content_has(content, token_at(in, opener)->lower)) return SYN_NO_TOKEN;
  return opener;
}

/* "called her a liar", "urged them to leave", "accused them of lying": the object with what is said of it. */
static bool predicate_content(const syn_content_frame *in, syn_text content, syn_reported *out) {
  static const uint64_t SAID = BIT(SYN_RELATION_XCOMP) | BIT(SYN_RELATION_OBL) | BIT(SYN_RELATION_ADVCL) | BIT(SYN_RELATION_CCOMP);
  uint32_t object = child_behind(in, out->cue, BIT(SYN_RELATION_OBJ) | BIT(SYN_RELATION_IOBJ));
  if (object == SYN_NO_TOKEN) return false;
  uint32_t second = syn_quote_tree_child(in->tree, out->cue, BIT(SYN_RELATION_OBJ), object);
  if (second != SYN_NO_TOKEN && out->bits & (SYN_CUE_CALL | SYN_CUE_HOLD)) {
    add_piece(in, in->tree->left[object], in->tree->right[second], out);
    return out->piece_count > 0;
  }
  for (uint32_t said = child_behind(in, out->cue, SAID); said != SYN_NO_TOKEN;
       said = syn_quote_tree_child(in->tree, out->cue, SAID, said)) {
    if (in->tree->left[said] < in->tree->right[object]) continue;
    bool is_verb_or_word = token_at(in, said)->relation == SYN_RELATION_XCOMP || token_at(in, said)->relation == SYN_RELATION_CCOMP;
    if (!is_verb_or_word && listed_opener(in, content, said) == SYN_NO_TOKEN) continue;
    add_piece(in, in->tree->left[object], in->tree->right[said], out);
    return out->piece_count > 0;
  }
  return false;
}

static bool phrase_content(const syn_content_frame *in, syn_text content, syn_reported *out) {
  static const uint64_t PHRASES = BIT(SYN_RELATION_OBL) | BIT(SYN_RELATION_ADVCL) | BIT(SYN_RELATION_OBJ);
  for (uint32_t phrase = child_behind(in, out->cue, PHRASES); phrase != SYN_NO_TOKEN;
       phrase = syn_quote_tree_child(in->tree, out->cue, PHRASES, phrase)) {
    uint32_t opener = listed_opener(in, content, phrase);
    if (opener == SYN_NO_TOKEN || in->source->finding->marks[phrase].time) continue;
    add_piece(in, opener + 1, in->tree->right[phrase], out);
    if (opener == out->cue + 1) out->cue_end = opener + 1;
    return out->piece_count > 0;
  }
  return false;
}

/* An object that is more than a pronoun. */
static bool object_content(const syn_content_frame *in, syn_reported *out) {
  uint32_t object = child_behind(in, out->cue, BIT(SYN_RELATION_OBJ));
  if (object == SYN_NO_TOKEN || token_at(in, object)->tag == SYN_TAG_PRON || in->source->finding->marks[object].time) return false;
  if (child_of(in, object, BIT(SYN_RELATION_CASE)) != SYN_NO_TOKEN) return false;
  add_piece(in, in->tree->left[object], in->tree->right[object], out);
  return out->piece_count > 0;
}

static bool infinitive_content(const syn_content_frame *in, uint64_t relations, syn_reported *out) {
  uint32_t verb = child_behind(in, out->cue, relations);
  if (verb == SYN_NO_TOKEN || !has_infinitive_mark(in, verb)) return false;
  add_piece(in, in->tree->left[verb], in->tree->right[verb], out);
  return out->piece_count > 0;
}

/* Where the tree shows no clause, the order of the words may. */
static bool clause_by_tags(const syn_content_frame *in, syn_reported *out) {
  uint32_t first, end;
  if (!syn_indirect_find(in->source, in->begin, in->end, out->cue, &out->source, &first, &end)) return false;
  for (uint32_t at = out->cue + 1; at < first; at++) {
    if (bits_at(in, at) & SYN_CUE_NOUN) return false; /* "expressed hope that": the noun's */
  }
  add_piece(in, first, end, out);
  return out->piece_count > 0;
}

bool syn_content_of_verb(const syn_content_frame *in, syn_reported *out) {
  syn_text content = syn_quote_cue_content(in->source->cues, token_at(in, out->cue));
  bool is_passive = child_of(in, out->cue, BIT(SYN_RELATION_AUX)) != SYN_NO_TOKEN && token_at(in, out->cue)->features & SYN_FEATURE_PASSIVE;
  if (!(out->bits & SYN_CUE_CALL) || out->bits & SYN_CUE_SAY) {
    if (governed_clause(in, out) || clause_in_relative(in, out) || clause_after_colon(in, out) || clause_around(in, out)) return true;
  }
  if (!is_passive && out->bits & (SYN_CUE_SAY | SYN_CUE_WRITE | SYN_CUE_THINK) && clause_by_tags(in, out)) return true;
  if (is_passive || content.size == 0) return false;
  if (allows(content, "predicate") && predicate_content(in, content, out)) return true;
  if (allows(content, "infinitive") && infinitive_content(in, BIT(SYN_RELATION_XCOMP) | BIT(SYN_RELATION_CCOMP), out)) return true;
  if (phrase_content(in, content, out)) return true;
  return allows(content, "object") && object_content(in, out);
}

bool syn_content_of_noun(const syn_content_frame *in, syn_reported *out) {
  static const uint64_t CLAUSES = BIT(SYN_RELATION_ACL) | BIT(SYN_RELATION_CCOMP) | BIT(SYN_RELATION_XCOMP) | BIT(SYN_RELATION_ADVCL);
  syn_text content = syn_quote_cue_content(in->source->cues, token_at(in, out->cue));
  for (uint32_t clause = child_behind(in, out->cue, CLAUSES); clause != SYN_NO_TOKEN;
       clause = syn_quote_tree_child(in->tree, out->cue, CLAUSES, clause)) {
    uint32_t mark = child_of(in, clause, BIT(SYN_RELATION_MARK));
    bool is_clause = mark != SYN_NO_TOKEN && mark < clause && bits_at(in, mark) & SYN_CUE_COMPLEMENT;
    bool is_infinitive = allows(content, "infinitive") && has_infinitive_mark(in, clause);
    bool is_bare = out->bits & SYN_CUE_ADJECTIVE && token_at(in, clause)->relation == SYN_RELATION_CCOMP;
    if (!is_clause && !is_infinitive && !is_bare) continue;
    add_piece(in, in->tree->left[clause], in->tree->right[clause], out);
    return out->piece_count > 0;
  }
  return false;
}

/* ---- according to ---- */

/* Up from a word to the clause that it stands in. */
static uint32_t clause_of(const syn_content_frame *in, uint32_t token) {
  static const uint64_t CLAUSES = BIT(SYN_RELATION_CCOMP) | BIT(SYN_RELATION_ROOT) | BIT(SYN_RELATION_PARATAXIS);
  for (unsigned steps = 0; steps < CLIMB_LIMIT; steps++) {
    uint32_t head = syn_quote_tree_head(in->tree, token);
    if (head == SYN_NO_TOKEN || BIT(token_at(in, token)->relation) & CLAUSES) break;
    token = head;
  }
  return token;
}

bool syn_content_of_according(const syn_content_frame *in, uint32_t head, syn_reported *out) {
  uint32_t above = syn_quote_tree_head(in->tree, head);
  uint32_t from = in->tree->left[head] < out->cue ? in->tree->left[head] : out->cue, to = in->tree->right[head];
  if (word_count(in, in->begin, from) == 0) return add_around(in, to, in->end, to, to, out);
  if (word_count(in, to, in->end) == 0) return add_around(in, in->begin, from, from, from, out);
  if (above == SYN_NO_TOKEN) return false;
  uint32_t clause = clause_of(in, above);
  return add_around(in, in->tree->left[clause], in->tree->right[clause], from, to, out);
}
