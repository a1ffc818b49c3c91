#include "world/own_import.h"

#include <string.h>

#include "world/dictionary_kinds.h"

/* A kind of file. Adding one is its reader and a line here. */
static const struct {
  const char *name, *table;
  syn_dictionary_import_function *import;
} kinds[SYN_OWN_KIND_COUNT] = {
    [SYN_OWN_CSV] = {"csv", "actors", syn_actor_csv_import},
    [SYN_OWN_WIKIDATA] = {"wikidata", "actors", syn_wikidata_import},
    [SYN_OWN_ACTORS] = {"actors", "actors", syn_actor_dictionary_import},
    [SYN_OWN_AGENTS] = {"agents", "agents", syn_agent_dictionary_import},
    [SYN_OWN_VERBS] = {"verbs", "patterns", syn_verb_dictionary_import},
    [SYN_OWN_DISCARDS] = {"discards", "discards", syn_discard_dictionary_import},
};

const char *syn_own_kind_name(syn_own_kind kind) {
  return (unsigned)kind < SYN_OWN_KIND_COUNT ? kinds[kind].name : NULL;
}

const char *syn_own_kind_nth(size_t index) {
  return index + 1 < SYN_OWN_KIND_COUNT ? kinds[index + 1].name : NULL;
}

const char *syn_own_kind_table(syn_own_kind kind) {
  return (unsigned)kind < SYN_OWN_KIND_COUNT ? kinds[kind].table : NULL;
}

/* ---- recognising ---- */

typedef struct line_counts {
  size_t patterns, codes, agents, lines, issues;
} line_counts;

static void count_line(syn_text line, line_counts *counts) {
  syn_text head, braces, codes, code;
  bool has_braces;
  syn_dictionary_parts(line, &head, &has_braces, &braces, &codes);
  counts->lines++;
  if (syn_text_starts_with(line, SYN_TEXT("<ISSUE"))) counts->issues++;
  if (line.data[0] == '-' && (memchr(line.data, '*', line.size) || syn_text_starts_with(line, SYN_TEXT("---")))) counts->patterns++;
  if (!syn_dictionary_next_code(&codes, &code)) return;
  counts->codes++;
  if (memchr(code.data, '~', code.size)) counts->agents++;
}

static bool is_csv_header(syn_text bytes) {
  syn_text line = syn_text_slice(bytes, 0, syn_text_find(bytes, SYN_TEXT("\n"), 0)), cell;
  if (syn_text_find(line, SYN_TEXT("["), 0) != SIZE_MAX) return false;
  if (syn_text_starts_with(line, SYN_TEXT("\xEF\xBB\xBF"))) line = syn_text_slice(line, 3, line.size);
  while (syn_table_next_item(&line, ',', &cell)) {
    cell = syn_text_trim(cell);
    if (syn_text_equal_ascii_case(cell, SYN_TEXT("name")) || syn_text_equal_ascii_case(cell, SYN_TEXT("\"name\""))) return true;
  }
  return false;
}

static bool is_json(syn_text bytes) {
  syn_text text = syn_text_trim(syn_text_slice(bytes, 0, 4096));
  if (syn_text_starts_with(text, SYN_TEXT("\xEF\xBB\xBF"))) text = syn_text_slice(text, 3, text.size);
  if (text.size && text.data[0] == '[') text = syn_text_trim(syn_text_slice(text, 1, text.size));
  return text.size && text.data[0] == '{' && memchr(text.data, '"', text.size);
}

syn_own_kind syn_own_kind_recognise(const char *file, syn_text bytes) {
  if (is_json(bytes)) return SYN_OWN_WIKIDATA;
  if (is_csv_header(bytes)) return SYN_OWN_CSV;
  /* Only the beginning is looked at; bytes that are no UTF-8 do no harm here. */
  syn_dictionary_reader lines = {.file = file, .text = syn_text_slice(bytes, 0, 1024 * 1024)};
  line_counts counts = {0};
  syn_text line;
  while (syn_dictionary_next(&lines, &line))
    if (line.size) count_line(line, &counts);
  if (counts.issues) return SYN_OWN_UNKNOWN;
  if (counts.patterns) return SYN_OWN_VERBS;
  if (counts.agents * 2 > counts.codes) return SYN_OWN_AGENTS;
  if (counts.codes) return SYN_OWN_ACTORS;
  return counts.lines && strstr(file, "discard") ? SYN_OWN_DISCARDS : SYN_OWN_UNKNOWN;
}

/* ---- importing ---- */

static syn_status refuse_unknown(const char *file, syn_error *error) {
  return syn_error_set(error, SYN_BAD_INPUT, 0,
                       "%s: what it is cannot be told: expected is a CSV with a column \"name\", entities of Wikidata as JSON Lines, or a "
                       "dictionary of TABARI or PETRARCH (actors, agents, verbs, discards); say which with --as KIND",
                       file);
}

syn_status syn_own_import(const char *file, syn_text bytes, syn_own_kind kind, const syn_world *world,
                          const syn_own_world_observer *observer, syn_arena *arena, syn_buffer *rows, syn_own_summary *out_summary,
                          syn_error *error) {
  syn_dictionary_reader lines;
  if (kind == SYN_OWN_UNKNOWN) kind = syn_own_kind_recognise(file, bytes);
  if ((unsigned)kind >= SYN_OWN_KIND_COUNT || !kinds[kind].import) return refuse_unknown(file, error);
  syn_status status = syn_dictionary_begin(&lines, file, bytes, arena, observer, error);
  if (status != SYN_OK) return status;
  syn_dictionary_import import = {.lines = &lines, .world = world, .arena = arena, .rows = rows};
  syn_error cause = {0};
  status = kinds[kind].import(&import, &cause);
  out_summary->kind = kind;
  out_summary->row_count = import.count;
  out_summary->problem_count = lines.problem_count;
  if (status == SYN_OK && rows->status != SYN_OK) status = rows->status;
  if (status == SYN_NO_MEMORY) return syn_error_set(error, status, 0, "%s: not enough memory to read it", file);
  if (status == SYN_LIMIT) return syn_error_set(error, status, 0, "%s: makes a table that is too large: cut it into several files", file);
  if (status != SYN_OK) return syn_error_set(error, status, cause.offset, "%s", cause.text);
  if (import.count > 0) return SYN_OK;
  return syn_error_set(error, SYN_BAD_INPUT, 0, "%s:%zu: nothing in it can be used as %s; `synoptic world --help` names the formats", file,
                       lines.line, kinds[kind].name);
}
