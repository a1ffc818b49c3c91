/*
 * How it works
 *
 * Whose words a cue reports, by the tree. A cue has a subject of its own, or shares that of the verb that it is coordinated with, that it
 * describes ("left, saying that …") or that carries it ("went on to say"); in a relative clause the antecedent is meant, of a passive the
 * agent
 * ("was announced by the ministry"). Climbing is bounded.
 */
#include "facts/quote_source.h"

enum { CLIMB_LIMIT = 8, PHRASE_LIMIT = 40, SUBTYPE_PASSIVE = 1, SUBTYPE_AGENT = 3 };

#define SUBJECTS (SYN_RELATION_BIT(SYN_RELATION_NSUBJ))
#define CARRIED (SYN_RELATION_BIT(SYN_RELATION_ADVCL) | SYN_RELATION_BIT(SYN_RELATION_XCOMP))

static const syn_token *token_of(const syn_source_context *in, uint32_t at) {
  return &in->finding->document->tokens[at];
}

/* What explains a head, and is no part of its name: where the phrase ends, seen from the head. */
static uint32_t phrase_end(const syn_source_context *in, const syn_quote_tree *tree, uint32_t head) {
  static const uint64_t EXPLAINING = SYN_RELATION_BIT(SYN_RELATION_ACL) | SYN_RELATION_BIT(SYN_RELATION_APPOS) |
                                     SYN_RELATION_BIT(SYN_RELATION_PARATAXIS) | SYN_RELATION_BIT(SYN_RELATION_ADVCL) |
                                     SYN_RELATION_BIT(SYN_RELATION_CCOMP) | SYN_RELATION_BIT(SYN_RELATION_PUNCT);
  uint32_t end = tree->right[head] > head + PHRASE_LIMIT ? head + PHRASE_LIMIT : tree->right[head];
  bool is_joint = syn_quote_tree_child(tree, head, SYN_RELATION_BIT(SYN_RELATION_CONJ), SYN_NO_TOKEN) != SYN_NO_TOKEN;
  uint32_t child = SYN_NO_TOKEN;
  while ((child = syn_quote_tree_child(tree, head, EXPLAINING, child)) != SYN_NO_TOKEN && child < end) {
    if (child < head) continue;
    if (token_of(in, child)->relation == SYN_RELATION_PUNCT && (is_joint || !token_of(in, child)->space_before) &&
        token_of(in, child)->lower.data[0] != ',')
      continue;
    if (token_of(in, child)->relation == SYN_RELATION_PUNCT && is_joint) continue;
    if (tree->left[child] > head && tree->left[child] < end) end = tree->left[child];
  }
  while (end > head + 1 && token_of(in, end - 1)->tag == SYN_TAG_PUNCT) end--;
  return end;
}

bool syn_source_of_head(const syn_source_context *in, const syn_quote_tree *tree, uint32_t head, syn_source *out_source) {
  uint32_t first = tree->left[head] + PHRASE_LIMIT < head ? head : tree->left[head];
  while (first < head && (token_of(in, first)->tag == SYN_TAG_PUNCT || token_of(in, first)->tag == SYN_TAG_CCONJ ||
                          token_of(in, first)->tag == SYN_TAG_ADP || in->quoted[first]))
    first++;
  return syn_source_words(in, first, phrase_end(in, tree, head), head, out_source);
}

static bool is_relative(const syn_token *token) {
  return (token->tag == SYN_TAG_PRON || token->tag == SYN_TAG_DET) && token->features & SYN_FEATURE_RELATIVE;
}

/* "by the ministry", of a passive. */
static uint32_t agent_of(const syn_source_context *in, const syn_quote_tree *tree, uint32_t verb) {
  uint32_t child = SYN_NO_TOKEN;
  while ((child = syn_quote_tree_child(tree, verb, SYN_RELATION_BIT(SYN_RELATION_OBL), child)) != SYN_NO_TOKEN) {
    if (token_of(in, child)->subtype == SUBTYPE_AGENT) return child;
  }
  return SYN_NO_TOKEN;
}

/*
 * "The agency quoted X as saying": the words are X's. `below` is the verb of saying that was climbed from, or the verb of quoting itself
 * where that is the cue. SYN_NO_TOKEN: nobody is quoted so.
 */
static uint32_t quoted_object(const syn_source_context *in, const syn_quote_tree *tree, uint32_t verb, uint32_t below) {
  if (!(syn_quote_cue_bits(in->cues, token_of(in, verb)) & SYN_CUE_QUOTED) || token_of(in, verb)->features & SYN_FEATURE_PASSIVE)
    return SYN_NO_TOKEN;
  uint32_t child = below == verb ? SYN_NO_TOKEN : below, object;
  uint32_t said = below == verb ? SYN_NO_TOKEN : syn_quote_tree_child(tree, below, SYN_RELATION_BIT(SYN_RELATION_CCOMP), SYN_NO_TOKEN);
  if (below != verb && (said == SYN_NO_TOKEN || said < below)) return SYN_NO_TOKEN; /* what is said stands before both */
  while (below == verb && (child = syn_quote_tree_child(tree, verb, CARRIED, child)) != SYN_NO_TOKEN) {
    if (syn_quote_cue_bits(in->cues, token_of(in, child)) & SYN_CUE_SAY) break;
  }
  object = syn_quote_tree_child(tree, verb, SYN_RELATION_BIT(SYN_RELATION_OBJ), SYN_NO_TOKEN);
  return child != SYN_NO_TOKEN && object > verb && object < child ? object : SYN_NO_TOKEN;
}

/* The head of the subject, or SYN_NO_TOKEN. */
static uint32_t subject_of(const syn_source_context *in, const syn_quote_tree *tree, uint32_t cue) {
  uint32_t verb = cue, below = cue;
  for (unsigned steps = 0; steps < CLIMB_LIMIT && verb != SYN_NO_TOKEN; steps++) {
    const syn_token *token = token_of(in, verb);
    uint32_t subject = syn_quote_tree_child(tree, verb, SUBJECTS, SYN_NO_TOKEN);
    uint32_t head = syn_quote_tree_head(tree, verb), quoted = quoted_object(in, tree, verb, below);
    if (quoted != SYN_NO_TOKEN) return quoted;
    if (subject != SYN_NO_TOKEN) {
      if (verb == cue && token_of(in, subject)->subtype == SUBTYPE_PASSIVE) return agent_of(in, tree, verb);
      return is_relative(token_of(in, subject)) && token->relation == SYN_RELATION_ACL ? head : subject;
    }
    if (token->relation == SYN_RELATION_ACL) return head;
    if (token->relation != SYN_RELATION_CONJ && token->relation != SYN_RELATION_XCOMP && token->relation != SYN_RELATION_ADVCL)
      return SYN_NO_TOKEN;
    below = verb;
    verb = head;
  }
  return SYN_NO_TOKEN;
}

bool syn_source_by_tree(const syn_source_context *in, const syn_quote_tree *tree, uint32_t cue, syn_source *out_source) {
  uint32_t head = subject_of(in, tree, cue);
  *out_source = (syn_source){0};
  return head != SYN_NO_TOKEN && head != cue && syn_source_of_head(in, tree, head, out_source);
}
