#include "records/correction_lookup.h"

#include <stdlib.h>

#include "records/wording.h"
#include "synoptic/calendar.h"

enum { VALUE_LIMIT = 64 * 1024, CHAIN_LIMIT = 1000 };

static int compare_id_with_correction(const void *key, const void *element) {
  return syn_id_compare(*(const syn_id *)key, ((const syn_correction *)element)->article);
}

const syn_correction *syn_correction_of(syn_correction_list list, syn_id article) {
  return list.count > 0 ? bsearch(&article, list.items, list.count, sizeof *list.items, compare_id_with_correction) : NULL;
}

static bool stands_at(const syn_change *change, const syn_reading *reading) {
  return change->to.field == reading->span.field && change->to.start < reading->span.end && reading->span.start < change->to.end;
}

/*
 * Whether the change made the value that the reading states: in the text of its own version by the place; in a title, whose change is told
 * as a whole, and in an earlier version by the value alone.
 */
static bool makes(const syn_change *change, const syn_reading *reading, syn_text value, bool is_own) {
  bool fits = change->kind == (reading->is_number ? SYN_CHANGE_FIGURE : SYN_CHANGE_QUOTE);
  if (!fits || !change->has_from || !change->has_to) return false;
  return is_own && reading->span.field == SYN_FIELD_TEXT ? stands_at(change, reading) : syn_text_equal(change->value_to, value);
}

const syn_change *syn_correction_find_change(syn_correction_list list, const syn_reading *reading, const syn_correction **out_correction) {
  syn_buffer value;
  const syn_change *found = NULL;
  const syn_correction *correction = syn_correction_of(list, reading->article);
  if (!correction) return NULL;
  syn_buffer_init(&value, VALUE_LIMIT);
  if (reading->is_number)
    syn_wording_reading(&value, reading);
  else
    syn_buffer_add(&value, reading->words);
  for (unsigned step = 0; correction && !found && step < CHAIN_LIMIT; step++) {
    for (uint32_t i = 0; i < correction->change_count && !found; i++)
      if (makes(&correction->changes[i], reading, syn_buffer_text(&value), step == 0)) found = &correction->changes[i];
    if (found) *out_correction = correction;
    correction = syn_correction_of(list, correction->version_of);
  }
  syn_buffer_clear(&value);
  return found;
}

void syn_correction_add_version(syn_buffer *text, const syn_article *article) {
  enum { DAY = 10, MINUTE_FROM = 11, MINUTE_TO = 16 };
  char moment[SYN_MOMENT_TEXT_SIZE];
  syn_text when = article->captured;
  syn_interval changed = article->modified.basis != SYN_BASIS_NONE ? article->modified : article->published;
  if (when.size == 0 && changed.basis != SYN_BASIS_NONE && changed.from.day != SYN_DAY_MINIMUM)
    when = (syn_text){moment, syn_moment_format(changed.from, moment)};
  if (when.size == 0) when = SYN_TEXT("unknown date");
  bool has_time = when.size >= MINUTE_TO && when.data[DAY] == 'T';
  syn_buffer_add(text, has_time ? syn_text_slice(when, 0, DAY) : when);
  if (!has_time) return;
  syn_buffer_add_byte(text, ' ');
  syn_buffer_add(text, syn_text_slice(when, MINUTE_FROM, MINUTE_TO));
}
