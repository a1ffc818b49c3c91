#include "facts/quantity_refusals.h"

static const syn_decimal ONE = {1, 0};
static const syn_decimal TEN = {1, 1};

const syn_time *syn_quantity_time(const syn_quantity_sentence *work, const syn_measure *measure) {
  uint32_t time = work->finding->marks[syn_quantity_token(work, measure->from.first + measure->from.count - 1)].time;
  if (!time) time = work->finding->marks[syn_quantity_token(work, measure->from.first)].time;
  return time ? &work->finding->times.items[time - 1] : NULL;
}

bool syn_quantity_is_named(const syn_quantity_sentence *work, const syn_measure *measure) {
  size_t end = measure->from.first + measure->from.count;
  for (size_t i = measure->from.first; i < end; i++) {
    uint32_t token = syn_quantity_token(work, i);
    if (syn_quantity_name(work->document, token)) return true;
    const syn_token_marks *mark = &work->finding->marks[token];
    if (!mark->entity || !mark->mention) continue;
    const syn_entity *entity = &work->finding->entities.items[mark->entity - 1];
    if (mark->mention - 1 < entity->mention_count && entity->mentions[mark->mention - 1].kind != SYN_MENTION_NOMINAL) return true;
  }
  return false;
}

bool syn_quantity_is_named_whole(const syn_quantity_sentence *work, const syn_measure *measure) {
  if (measure->money || measure->unit->kind == SYN_QUANTITY_PERCENT) return false;
  const syn_name *name = syn_quantity_name(work->document, syn_quantity_token(work, measure->from.first));
  return name && name == syn_quantity_name(work->document, syn_quantity_token(work, measure->core_end - 1));
}

bool syn_quantity_is_year_like(const syn_number *number) {
  return number->in_figures && number->digit_count == 4 && !number->is_grouped && !number->has_decimals && !number->has_scale &&
         number->value.digits > 0 && syn_decimal_compare(number->value, (syn_decimal){15, 2}) >= 0 &&
         syn_decimal_compare(number->value, (syn_decimal){21, 2}) < 0;
}

bool syn_quantity_is_time(const syn_quantity_sentence *work, const syn_measure *measure) {
  const syn_time *time = syn_quantity_time(work, measure);
  if (!time || measure->money) return false;
  bool is_duration = measure->unit && measure->unit->kind == SYN_QUANTITY_DURATION;
  if (measure->unit && !is_duration) return false;
  if (time->type == SYN_TIME_DURATION) return !is_duration && !measure->is_age;
  return true;
}

bool syn_quantity_begins_in_time(const syn_quantity_sentence *work, const syn_measure *measure) {
  if (!measure->is_range) return false;
  uint32_t first = work->finding->marks[syn_quantity_token(work, measure->from.first)].time;
  return first != 0 && work->finding->marks[syn_quantity_token(work, measure->to.first)].time != first;
}

bool syn_quantity_is_label(const syn_quantity_sentence *work, const syn_measure *measure) {
  if (measure->unit || measure->money || measure->has_bound || measure->from.has_scale || measure->from.is_grouped) return false;
  const syn_token *before = syn_quantity_token_before(work, measure->from.first);
  if (!before) return false;
  if (syn_quantity_bits_of(work, before) & SYN_COUNTED_NUMBERED) return true;
  if (before->tag != SYN_TAG_PROPN || !measure->from.in_figures) return false;
  const syn_token_marks *mark = &work->finding->marks[before - work->document->tokens];
  if (mark->time || !mark->entity) return !mark->time;
  unsigned type = work->finding->entities.items[mark->entity - 1].type;
  return type != SYN_ENTITY_COUNTRY && type != SYN_ENTITY_PLACE;
}

bool syn_quantity_points_back(const syn_quantity_sentence *work, const syn_measure *measure) {
  if (measure->from.in_figures || measure->has_bound || measure->is_range || measure->unit || measure->money) return false;
  if (syn_decimal_compare(measure->from.value, TEN) > 0) return false;
  const syn_token *before = syn_quantity_token_before(work, measure->first);
  if (!before) return false;
  if (syn_quantity_bits_of(work, before) & SYN_COUNTED_DEFINITE) return true;
  if (before->tag != SYN_TAG_ADJ || before == &work->document->tokens[work->sentence->first_token]) return false;
  return syn_quantity_bits_of(work, before - 1) & SYN_COUNTED_DEFINITE;
}

bool syn_quantity_is_loose_one(const syn_quantity_sentence *work, const syn_measure *measure) {
  if (measure->from.in_figures || measure->is_hyphenated || measure->has_bound || measure->is_range) return false;
  if (syn_decimal_compare(measure->from.value, ONE) != 0) return false;
  const syn_token *before = syn_quantity_token_before(work, measure->first);
  return !before || !(syn_quantity_bits_of(work, before) & SYN_COUNTED_SPREAD || before->tag == SYN_TAG_ADP || before->tag == SYN_TAG_DET);
}

bool syn_quantity_follows_ordinal(const syn_quantity_sentence *work, const syn_measure *measure) {
  size_t at = measure->from.first;
  return at > 0 && syn_number_word_of(&work->tables->numbers, &work->context.pieces[at - 1], SYN_NUMBER_ORDINAL);
}

bool syn_quantity_is_odds(const syn_quantity_sentence *work, const syn_measure *measure) {
  uint32_t at = syn_quantity_token(work, measure->first), first = work->sentence->first_token;
  const syn_token *tokens = work->document->tokens;
  unsigned steps = 0;
  while (at > first && tokens[at - 1].tag == SYN_TAG_ADP && steps < 2 &&
         !(steps == 0 && syn_quantity_bits_of(work, &tokens[at - 1]) & SYN_COUNTED_PART)) {
    at--;
    steps++;
  }
  return steps > 0 && at > first && tokens[at - 1].tag == SYN_TAG_NUM && !work->finding->marks[at - 1].time;
}
