#include "synopsis/point_reasons.h"

#include "base/buffer.h"
#include "synoptic/names.h"

enum { REASON_LIMIT = 1 << 12, CLAIMS_ASKED = 64 };

static const char *const LABEL_REASONS[SYN_LABEL_COUNT] = {
    [SYN_LABEL_AGREE] = "agree: the same value and bound",
    [SYN_LABEL_COMPATIBLE] = "compatible: all can be true at once, and none is more than a quarter of the larger away",
    [SYN_LABEL_DIFFER] = "differ: not all can be true at once, or they are far apart",
    [SYN_LABEL_VARIANT] = "variant: the words are not all the same",
};

static const char *const DIFFERENCE_REASONS[SYN_DIFFERENCE_COUNT] = {
    [SYN_DIFFERENCE_ROUNDING] = "rounding: values differ within the last stated digit",
    [SYN_DIFFERENCE_BOUND] = "bound: words as “about” or “at least” make room for the other values",
    [SYN_DIFFERENCE_CONVERSION] = "conversion: an amount in brackets converts another",
    [SYN_DIFFERENCE_SCOPE] = "scope: other persons, another place or another time are counted",
    [SYN_DIFFERENCE_UPDATE] = "update: later accounts state more, or the sentence says that the count has grown",
    [SYN_DIFFERENCE_CONTRADICTION] = "contradiction: nothing near the figures explains it",
    [SYN_DIFFERENCE_EXCERPT] = "excerpt: only parts are left out",
    [SYN_DIFFERENCE_WORDING] = "wording: words are exchanged",
};

/* What all claims asked have in common with the first. */
typedef struct common_ground {
  bool value, fate, noun, persons, event, unit;
} common_ground;

static common_ground find_common(const syn_claim_set *set, const syn_claim *const *group, uint32_t count) {
  common_ground common = {true, true, true, true, true, true};
  const syn_claim_noun *first = &group[0]->nouns[group[0]->main];
  const syn_quantity *quantity = syn_claim_quantity(set, group[0]);
  int event = group[0]->contexts[group[0]->main].event_type;
  common.fate = first->fate.size > 0;
  common.noun = first->noun.size > 0;
  common.persons = first->persons.size > 0;
  common.event = event >= 0;
  for (uint32_t i = 1; i < count && i < CLAIMS_ASKED; i++) {
    const syn_claim_noun *other = &group[i]->nouns[group[i]->main];
    const syn_quantity *of_other = syn_claim_quantity(set, group[i]);
    common.value = common.value && syn_decimal_compare(quantity->value, of_other->value) == 0;
    common.unit = common.unit && syn_text_equal(quantity->unit, of_other->unit);
    common.fate = common.fate && syn_text_equal(first->fate, other->fate);
    common.noun = common.noun && syn_text_equal(first->noun, other->noun);
    common.persons = common.persons && syn_text_equal(first->persons, other->persons);
    common.event = common.event && group[i]->contexts[group[i]->main].event_type == event;
  }
  return common;
}

static void add_label(syn_buffer *line, const syn_point *point) {
  if (LABEL_REASONS[point->label]) syn_buffer_format(line, ". %s", LABEL_REASONS[point->label]);
  bool is_own = point->difference == SYN_DIFFERENCE_CONTRADICTION &&
                (point->label == SYN_LABEL_AGREE || point->label == SYN_LABEL_COMPATIBLE || point->label == SYN_LABEL_SINGLE);
  const char *reason = is_own ? "contradiction: an account states values that cannot all be true" : DIFFERENCE_REASONS[point->difference];
  if (reason) syn_buffer_format(line, "; %s", reason);
}

static syn_status keep(const syn_point_making *making, syn_buffer *line, syn_text *out_text) {
  syn_status status = line->status;
  if (status == SYN_OK) status = syn_arena_copy(making->gathering->arena, syn_buffer_text(line), out_text);
  syn_buffer_clear(line);
  return status;
}

syn_status syn_point_explain_figures(const syn_claim_set *set, const syn_claim *const *group, uint32_t count, syn_point *point) {
  if (point->label == SYN_LABEL_SINGLE && point->difference == SYN_DIFFERENCE_NONE) return SYN_OK;
  const syn_claim *first = group[0];
  const syn_claim_noun *noun = &first->nouns[first->main];
  common_ground common = find_common(set, group, count);
  syn_buffer line;
  syn_buffer_init(&line, REASON_LIMIT);
  syn_buffer_add(&line, common.unit ? SYN_TEXT("one fact: one unit") : SYN_TEXT("one fact: one number of several digits"));
  if (common.value) syn_buffer_add(&line, SYN_TEXT(", equal values"));
  if (common.fate) syn_buffer_format(&line, ", what became of them (%.*s)", SYN_TEXT_ARGUMENTS(noun->fate));
  if (common.persons)
    syn_buffer_format(&line, ", who they are (%.*s)", SYN_TEXT_ARGUMENTS(noun->persons));
  else if (common.noun)
    syn_buffer_format(&line, ", the noun (%.*s)", SYN_TEXT_ARGUMENTS(syn_claim_quantity(set, first)->of));
  if (common.event)
    syn_buffer_format(&line, ", the kind of event (%s)", syn_event_type_name((syn_event_type)first->contexts[first->main].event_type));
  if (!common.value && !common.fate && !common.noun && !common.event) syn_buffer_add(&line, SYN_TEXT(", words around them"));
  add_label(&line, point);
  return keep(set->making, &line, &point->why);
}

syn_status syn_point_explain_quote(const syn_point_making *making, bool has_speaker, syn_point *point) {
  if (point->label == SYN_LABEL_SINGLE) return SYN_OK;
  syn_buffer line;
  syn_buffer_init(&line, REASON_LIMIT);
  syn_buffer_add(&line,
                 has_speaker ? SYN_TEXT("one utterance: one speaker, mostly the same words") : SYN_TEXT("one utterance: the same words"));
  add_label(&line, point);
  return keep(making, &line, &point->why);
}
