#include "engine/candidates.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"

enum { ID_DIGITS = 10, OUTLET_BYTES = 30, TITLE_BYTES = 40, WORDS_LIMIT = 4096 };

bool syn_id_begins_with(syn_id id, const char *prefix) {
  char text[SYN_ID_TEXT_SIZE];
  syn_id_format(id, text);
  return strncasecmp(text, prefix, strlen(prefix)) == 0;
}

void syn_candidates_init(syn_candidates *candidates) {
  *candidates = (syn_candidates){0};
  syn_buffer_init(&candidates->words, WORDS_LIMIT);
}

static syn_text shorten(syn_text text, size_t size) {
  return text.size <= size ? text : syn_text_slice(text, 0, syn_utf8_align(text, size));
}

void syn_candidates_add(syn_candidates *candidates, syn_id id, syn_text outlet, syn_text title) {
  char text[SYN_ID_TEXT_SIZE];
  if (candidates->count++ >= SYN_CANDIDATES_NAMED) return;
  syn_id_format(id, text);
  syn_buffer_format(&candidates->words, "%s%.*s", candidates->count > 1 ? ", " : "", ID_DIGITS, text);
  if (outlet.size + title.size == 0) return;
  syn_buffer_format(&candidates->words, " (%.*s%s%.*s)", SYN_TEXT_ARGUMENTS(shorten(outlet, OUTLET_BYTES)),
                    outlet.size > 0 && title.size > 0 ? ": " : "", SYN_TEXT_ARGUMENTS(shorten(title, TITLE_BYTES)));
}

static void count_others(syn_candidates *candidates) {
  if (candidates->count > SYN_CANDIDATES_NAMED)
    syn_buffer_format(&candidates->words, " and %zu more", candidates->count - SYN_CANDIDATES_NAMED);
}

void syn_candidates_tell_named(syn_candidates *candidates, const char *name, syn_error *error) {
  count_others(candidates);
  syn_error_set(error, SYN_BAD_ARGUMENT, 0,
                "Several in the store are called \"%s\": %.*s. Give more of the name, or the beginning of an id.", name,
                SYN_TEXT_ARGUMENTS(syn_buffer_text(&candidates->words)));
  syn_buffer_clear(&candidates->words);
}

void syn_candidates_tell(syn_candidates *candidates, const char *kind, const char *prefix, syn_error *error) {
  count_others(candidates);
  syn_error_set(error, SYN_BAD_ARGUMENT, 0, "Several %s begin with \"%s\": %.*s. Give more digits of the id.", kind, prefix,
                SYN_TEXT_ARGUMENTS(syn_buffer_text(&candidates->words)));
  syn_buffer_clear(&candidates->words);
}
