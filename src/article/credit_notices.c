#include "article/credit_notices.h"

#include <string.h>

#include "article/page_title.h"
#include "base/utf8.h"

enum { NOTICE_WORDS = 16, SHORT_BYTES = 8 };

/* The line behind its mark of rights and a year; empty where it has no such mark. */
static syn_text after_mark(syn_text line) {
  static const char *const marks[] = {"\xC2\xA9", "(c)", "(C)", "Copyright"};
  bool found = false;
  line = syn_text_trim(line);
  for (size_t i = 0; i < 2 * sizeof(marks) / sizeof(marks[0]); i++) {
    syn_text mark = syn_text_from(marks[i % (sizeof(marks) / sizeof(marks[0]))]);
    if (!syn_text_starts_with(line, mark)) continue;
    line = syn_text_trim(syn_text_slice(line, mark.size, line.size));
    found = true;
  }
  while (line.size > 0 && ((line.data[0] >= '0' && line.data[0] <= '9') || strchr(" -,:", line.data[0])))
    line = syn_text_slice(line, 1, line.size);
  return found ? line : (syn_text){0};
}

syn_status syn_credits_read_notice(const syn_extractor *extractor, syn_text line, syn_arena *arena, syn_page_credits *credits) {
  syn_text rest = syn_count_words(line) <= NOTICE_WORDS ? after_mark(line) : (syn_text){0};
  while (rest.size > 0) {
    size_t end = 0;
    while (end < rest.size && !strchr("/|,;", rest.data[end])) end++;
    syn_text name = syn_text_trim(syn_text_slice(rest, 0, end));
    syn_name_kind kind;
    syn_status status = syn_name_judge(extractor, name, arena, &kind);
    if (status != SYN_OK || kind != SYN_NAME_AGENCY) return status;
    status = syn_names_add_once(&credits->credits, name, arena);
    if (status != SYN_OK) return status;
    rest = end < rest.size ? syn_text_slice(rest, end + 1, rest.size) : (syn_text){0};
  }
  return SYN_OK;
}

/* Whether a short word is made of the first letters of a name's words: "FR", "Far Review". */
static bool is_short_for(syn_text word, syn_text name) {
  size_t at = 0;
  for (size_t i = 0; i < name.size && at < word.size; i++) {
    if (i > 0 && name.data[i - 1] != ' ' && name.data[i - 1] != '-') continue;
    if (!syn_text_equal_ascii_case(syn_text_slice(name, i, i + 1), syn_text_slice(word, at, at + 1))) return false;
    at++;
  }
  return word.size > 1 && at == word.size;
}

/* Whether two names are of one outlet that the world knows. */
static syn_status is_same_outlet(const syn_extractor *extractor, syn_text name, syn_text outlet, syn_arena *arena, bool *out) {
  syn_text folded[2];
  const syn_known_form *forms[2];
  size_t counts[2];
  *out = false;
  for (size_t i = 0; i < 2; i++) {
    syn_text text = i ? outlet : name;
    syn_status status = syn_utf8_fold(text, arena, &folded[i]);
    if (status != SYN_OK) return status;
    counts[i] = syn_world_find(extractor->world, folded[i], text, &forms[i]);
  }
  for (size_t i = 0; i < counts[0]; i++)
    for (size_t k = 0; k < counts[1]; k++) *out = *out || forms[0][i].known == forms[1][k].known;
  return SYN_OK;
}

/* Whether the words of one name are found in the other, or are the host. */
static bool is_related(syn_text form, syn_text outlet_form, syn_text host) {
  if (form.size == 0 || syn_is_host_name(form, host)) return true;
  const char *first = memchr(form.data, ' ', form.size);
  if (first && syn_is_host_name(syn_text_slice(form, 0, (size_t)(first - form.data)), host)) return true; /* "Review Online" */
  return syn_text_find(outlet_form, form, 0) != SIZE_MAX || syn_text_find(form, outlet_form, 0) != SIZE_MAX;
}

syn_status syn_credits_mend(const syn_extractor *extractor, syn_text outlet, syn_text host, syn_arena *arena, syn_page_credits *credits) {
  syn_text outlet_form, form;
  size_t kept = 0;
  syn_status status = syn_furniture_form(outlet, arena, &outlet_form);
  if (status != SYN_OK || outlet_form.size == 0) return status;
  for (size_t i = 0; i < credits->credits.count; i++) {
    syn_text name = credits->credits.items[i];
    syn_name_kind kind;
    status = syn_name_judge(extractor, name, arena, &kind);
    if (status == SYN_OK) status = syn_furniture_form(name, arena, &form);
    if (status != SYN_OK) return status;
    bool is_own = kind == SYN_NAME_SINGLE && name.size <= SHORT_BYTES && (is_short_for(name, outlet) || syn_is_host_name(form, host));
    if (!is_own) credits->credits.items[kept++] = name;
  }
  credits->credits.count = kept;
  syn_name_kind kind = SYN_NAME_NONE;
  if (credits->outlet.size > 0) status = syn_name_judge(extractor, credits->outlet, arena, &kind);
  if (status == SYN_OK) status = syn_furniture_form(credits->outlet, arena, &form);
  if (status != SYN_OK || kind != SYN_NAME_OUTLET || is_related(form, outlet_form, host)) return status;
  bool is_same = false;
  status = is_same_outlet(extractor, credits->outlet, outlet, arena, &is_same);
  return status != SYN_OK || is_same ? status : syn_names_add_once(&credits->credits, credits->outlet, arena);
}
