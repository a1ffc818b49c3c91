/*
 * How it works
 *
 * Every cue of the sentence is asked for its subject (quote_subject.c) and its content (quote_content.c). A cue that does not say that
 * something was said tells nothing: denied ("did not say"), possible ("may say"), under a condition, an infinitive of what is only wished
 * or planned. Then what stands inside another content is left out.
 */
#include "facts/quote_content.h"

#define BIT SYN_RELATION_BIT

enum { SMALL_WORDS = 32 }; /* that are looked at before one cue */

typedef struct reported_work {
  syn_content_frame frame;
  syn_arena *arena;
  syn_reported_array *reported;
  bool is_question;
} reported_work;

static const syn_token *token_at(const reported_work *in, uint32_t at) {
  return &in->frame.source->finding->document->tokens[at];
}

static unsigned bits_at(const reported_work *in, uint32_t at) {
  return syn_quote_cue_bits(in->frame.source->cues, token_at(in, at));
}

static uint32_t child_of(const reported_work *in, uint32_t head, uint64_t relations, uint32_t after) {
  return syn_quote_tree_child(in->frame.tree, head, relations, after);
}

/* ---- whether it is said ---- */

/* What the small words before a cue make of it. */
typedef struct cue_mood {
  bool is_negated, is_modal, is_conditional, is_infinitive;
} cue_mood;

static cue_mood read_mood(const reported_work *in, uint32_t cue) {
  static const uint64_t SMALL = BIT(SYN_RELATION_ADVMOD) | BIT(SYN_RELATION_AUX) | BIT(SYN_RELATION_MARK);
  cue_mood mood = {0};
  uint32_t child = SYN_NO_TOKEN;
  for (unsigned steps = 0; steps < SMALL_WORDS; steps++) {
    child = child_of(in, cue, SMALL, child);
    if (child == SYN_NO_TOKEN || child > cue) break;
    const syn_token *token = token_at(in, child);
    unsigned bits = bits_at(in, child);
    if (bits & SYN_CUE_NEGATION || token->features & SYN_FEATURE_NEGATIVE) mood.is_negated = true;
    if (token->relation == SYN_RELATION_AUX && token->features & SYN_FEATURE_MODAL) mood.is_modal = true;
    if (bits & SYN_CUE_CONDITION) mood.is_conditional = true;
    if (token->relation == SYN_RELATION_MARK && token->tag == SYN_TAG_PART) mood.is_infinitive = true;
  }
  return mood;
}

/* An infinitive happens where its verb says that it begins or goes on. */
static bool is_carried(const reported_work *in, uint32_t cue) {
  uint32_t head = syn_quote_tree_head(in->frame.tree, cue);
  return head != SYN_NO_TOKEN && bits_at(in, head) & SYN_CUE_ASPECT;
}

static bool is_asserted(const reported_work *in, syn_reported *reported) {
  cue_mood mood = read_mood(in, reported->cue);
  if (mood.is_conditional || in->is_question) return false;
  if (mood.is_infinitive && !is_carried(in, reported->cue)) return false;
  bool is_thought = (reported->bits & (SYN_CUE_THINK | SYN_CUE_HOLD | SYN_CUE_ADJECTIVE)) != 0;
  if (mood.is_negated && !is_thought) return false;
  reported->is_denied = mood.is_negated;
  return !mood.is_modal;
}

/* ---- sources ---- */

/* Whether somebody can be meant: the writer and the reader ("I", "you") are not, nor is "it" that stands for nothing. */
static bool is_somebody(const reported_work *in, const syn_reported *reported) {
  const syn_source *source = &reported->source;
  if (source->first == source->end) return false;
  if (!source->is_pronoun) return true;
  const syn_token *pronoun = token_at(in, source->first);
  if (pronoun->features & (SYN_FEATURE_FIRST | SYN_FEATURE_SECOND | SYN_FEATURE_DEMONSTRATIVE)) return false;
  bool is_person = pronoun->features & (SYN_FEATURE_MASCULINE | SYN_FEATURE_FEMININE | SYN_FEATURE_PLURAL);
  return is_person || source->speaker_count > 0 || reported->bits & SYN_CUE_SAY;
}

static bool is_passive(const reported_work *in, uint32_t verb) {
  uint32_t child = child_of(in, verb, BIT(SYN_RELATION_NSUBJ) | BIT(SYN_RELATION_AUX) | BIT(SYN_RELATION_CSUBJ), SYN_NO_TOKEN);
  for (; child != SYN_NO_TOKEN;
       child = child_of(in, verb, BIT(SYN_RELATION_NSUBJ) | BIT(SYN_RELATION_AUX) | BIT(SYN_RELATION_CSUBJ), child)) {
    if (token_at(in, child)->subtype == 1) return true;
  }
  return false;
}

/* "her claim", "the ministry's claim"; "expressed hope", where the verb utters the noun. */
static bool noun_source(const reported_work *in, uint32_t noun, syn_source *out) {
  const syn_quote_tree *tree = in->frame.tree;
  uint32_t child = SYN_NO_TOKEN;
  while ((child = child_of(in, noun, BIT(SYN_RELATION_NMOD) | BIT(SYN_RELATION_DET), child)) != SYN_NO_TOKEN && child < noun) {
    const syn_token *token = token_at(in, child);
    bool is_possessor = token->subtype == 2 || token->features & SYN_FEATURE_POSSESSIVE;
    if (is_possessor && token->tag == SYN_TAG_PRON) {
      *out = (syn_source){.first = child, .end = child + 1, .is_pronoun = true};
      uint32_t entity = in->frame.source->finding->marks[child].entity;
      if (entity) out->speakers[out->speaker_count++] = entity - 1;
      out->is_plural_pronoun = token->features & SYN_FEATURE_PLURAL && token->features & SYN_FEATURE_THIRD;
      return true;
    }
    if (is_possessor) return syn_source_words(in->frame.source, tree->left[child], child + 1, child, out);
  }
  uint32_t verb = syn_quote_tree_head(tree, noun);
  if (verb == SYN_NO_TOKEN || token_at(in, noun)->relation != SYN_RELATION_OBJ || !(bits_at(in, verb) & SYN_CUE_UTTER)) return false;
  cue_mood mood = read_mood(in, verb);
  return !mood.is_negated && !mood.is_modal && !mood.is_infinitive && syn_source_by_tree(in->frame.source, tree, verb, out);
}

/* ---- cues ---- */

static bool read_verb(const reported_work *in, syn_reported *out) {
  if (syn_content_around_aside(&in->frame, out)) return is_somebody(in, out) && is_asserted(in, out);
  out->piece_count = 0;
  (void)syn_source_by_tree(in->frame.source, in->frame.tree, out->cue, &out->source);
  if (!is_asserted(in, out)) return false;
  if (is_passive(in, out->cue) && out->source.first == out->source.end)
    return out->bits & (SYN_CUE_SAY | SYN_CUE_WRITE) && syn_content_of_verb(&in->frame, out);
  return is_somebody(in, out) && syn_content_of_verb(&in->frame, out);
}

static bool read_adjective(const reported_work *in, syn_reported *out) {
  if (child_of(in, out->cue, BIT(SYN_RELATION_COP) | BIT(SYN_RELATION_AUX), SYN_NO_TOKEN) == SYN_NO_TOKEN) return false;
  if (!syn_source_by_tree(in->frame.source, in->frame.tree, out->cue, &out->source)) {
    uint32_t subject = child_of(in, out->cue, BIT(SYN_RELATION_NSUBJ), SYN_NO_TOKEN);
    if (subject == SYN_NO_TOKEN || !is_passive(in, out->cue)) return false; /* "and was told that": nobody is said */
    if (!syn_source_of_head(in->frame.source, in->frame.tree, subject, &out->source)) return false;
  }
  return is_asserted(in, out) && is_somebody(in, out) && syn_content_of_noun(&in->frame, out);
}

static bool read_according(const reported_work *in, syn_reported *out) {
  const syn_quote_tree *tree = in->frame.tree;
  uint32_t head = syn_quote_tree_head(tree, out->cue), next = out->cue + 1;
  if (head == SYN_NO_TOKEN || head < next || next >= in->frame.end || token_at(in, next)->tag != SYN_TAG_ADP) return false;
  out->cue_end = next + 1;
  if (!syn_source_words(in->frame.source, out->cue_end, head + 1, head, &out->source) || !is_somebody(in, out)) return false;
  syn_source whole;
  if (syn_source_of_head(in->frame.source, tree, head, &whole) && whole.end > out->source.end && !out->source.is_pronoun) {
    whole.first = out->source.first;
    out->source = whole;
  }
  return syn_content_of_according(&in->frame, head, out);
}

static bool read_cue(const reported_work *in, syn_reported *out) {
  if (out->bits & SYN_CUE_ACCORDING) return read_according(in, out);
  if (out->bits & SYN_CUE_REPORTS && read_verb(in, out)) return true;
  out->piece_count = 0;
  if (out->bits & SYN_CUE_ADJECTIVE) return read_adjective(in, out);
  if (!(out->bits & SYN_CUE_NOUN)) return false;
  return noun_source(in, out->cue, &out->source) && is_somebody(in, out) && syn_content_of_noun(&in->frame, out);
}

/* Whether the content is quoted as a whole: then it is a quote of its own. */
static bool is_quoted(const reported_work *in, const syn_reported *reported) {
  for (uint32_t i = 0; i < reported->piece_count; i++) {
    for (uint32_t at = reported->first[i]; at < reported->end[i]; at++) {
      if (!in->frame.source->quoted[at] && token_at(in, at)->tag != SYN_TAG_PUNCT) return false;
    }
  }
  return true;
}

/* ---- the sentence ---- */

/* Leaves out what stands inside another content. Contents that a paper or a study tells ("according to") may hold what somebody said. */
static syn_status drop_nested(const reported_work *in, size_t first) {
  syn_reported_array *reported = in->reported;
  uint32_t begin = in->frame.begin, count = in->frame.end - begin;
  if (reported->count - first < 2) return SYN_OK;
  int32_t *depth = SYN_ARENA_ARRAY(in->arena, int32_t, (size_t)count + 1);
  if (!depth) return SYN_NO_MEMORY;
  for (size_t i = first; i < reported->count; i++) {
    const syn_reported *one = &reported->items[i];
    if (one->bits & (SYN_CUE_ACCORDING | SYN_CUE_SHOW)) continue;
    for (uint32_t k = 0; k < one->piece_count; k++) {
      depth[one->first[k] - begin]++;
      depth[one->end[k] - begin]--;
    }
  }
  for (uint32_t i = 1; i <= count; i++) depth[i] += depth[i - 1];
  size_t kept = first;
  for (size_t i = first; i < reported->count; i++) {
    if (depth[reported->items[i].cue - begin] == 0) reported->items[kept++] = reported->items[i];
  }
  reported->count = kept;
  return SYN_OK;
}

syn_status syn_reported_find(const syn_source_context *context, const syn_quote_tree *tree, uint32_t begin, uint32_t end,
                             syn_reported_array *reported) {
  reported_work work = {.frame = {context, tree, begin, end}, .arena = context->finding->arena, .reported = reported};
  const syn_token *last = &context->finding->document->tokens[end - 1];
  work.is_question = end > begin && last->lower.data[0] == '?' && !context->quoted[end - 1];
  size_t first = reported->count;
  for (uint32_t at = begin; at < end; at++) {
    if (context->quoted[at]) continue;
    syn_reported found = {.cue = at, .cue_end = at + 1, .bits = syn_quote_cue_bits(context->cues, &context->finding->document->tokens[at])};
    if (!(found.bits & (SYN_CUE_REPORTS | SYN_CUE_ACCORDING | SYN_CUE_NOUN | SYN_CUE_ADJECTIVE))) continue;
    if (!read_cue(&work, &found) || is_quoted(&work, &found)) continue;
    syn_reported *added = SYN_ARRAY_ADD(reported, work.arena);
    if (!added) return SYN_NO_MEMORY;
    *added = found;
  }
  return drop_nested(&work, first);
}
