/*
 * The outlets as a table: how much was collected of each and when, who copied whom, how much is its own, what failed. On a narrow terminal
 * each outlet is a paragraph. With a name: one outlet in detail, the days that are covered and the gaps between them.
 */
#include <string.h>

#include "base/buffer.h"
#include "cli/session.h"
#include "cli/site_texts_list.h"
#include "cli/terminal.h"
#include "synoptic/calendar.h"
#include "synoptic/names.h"
#include "synoptic/sources.h"

enum {
  COUNT_WIDTH = 8, /* "ARTICLES" */
  DAYS_WIDTH = 12, /* "2031-05-12 –", with the last day below */
  SMALL_WIDTH = 4, /* "TOOK" */
  OWN_WIDTH = 8,   /* "12 of 15" */
  FAILED_WIDTH = 6,
  GAP = 2,
  INDENT = 2,
  NARROWEST_OUTLET = 16,
  COLUMN_COUNT = 8,
  NAMED = 10, /* names, gaps and failures in a list; more are counted */
  TEXT_LIMIT = 1 << 20
};

typedef struct sources_table {
  syn_terminal terminal;
  unsigned widths[COLUMN_COUNT];
  bool is_table;
} sources_table;

/* ---- words ---- */

static const char *ending(uint64_t count) {
  return count == 1 ? "" : "s";
}

static void add_day(syn_buffer *text, int32_t day) {
  char moment[SYN_MOMENT_TEXT_SIZE];
  (void)syn_moment_format((syn_moment){day, SYN_SECOND_NONE, SYN_ZONE_NONE}, moment);
  syn_buffer_add(text, syn_text_from(moment));
}

static void add_days(syn_buffer *text, int32_t first, int32_t last) {
  add_day(text, first);
  if (first == last) return;
  syn_buffer_add(text, SYN_TEXT(" – "));
  add_day(text, last);
}

/* From the first day that is covered to the last. */
static void add_reach(syn_buffer *text, const syn_source *source) {
  if (source->days_count == 0)
    syn_buffer_add(text, SYN_TEXT("not stated"));
  else
    add_days(text, source->days[0].first, source->days[source->days_count - 1].last);
}

static uint32_t sum_of(syn_source_tallies list) {
  uint32_t sum = 0;
  for (uint32_t i = 0; i < list.count; i++) sum += list.items[i].article_count;
  return sum;
}

/* "Coast Wire (3), Harbour Agency (1)" */
static void add_tallies(syn_buffer *text, syn_source_tallies list) {
  for (uint32_t i = 0; i < list.count && i < NAMED; i++) {
    if (i > 0) syn_buffer_add(text, SYN_TEXT(", "));
    syn_buffer_add(text, list.items[i].name);
    syn_buffer_format(text, " (%u)", list.items[i].article_count);
  }
  if (list.count > NAMED) syn_buffer_format(text, " and %u more", list.count - NAMED);
}

/* Articles that count: earlier versions stand for themselves no more. */
static uint32_t counted(const syn_source *source) {
  return source->article_count - source->replaced_count;
}

/* ---- table ---- */

static void print_row(const sources_table *table, const syn_source *source) {
  char articles[16], days[16], gave[16], took[16], own[40], failed[16];
  syn_buffer reach;
  syn_buffer_init(&reach, TEXT_LIMIT);
  add_reach(&reach, source);
  snprintf(articles, sizeof articles, "%u", source->article_count);
  snprintf(days, sizeof days, "%u", source->day_count);
  snprintf(gave, sizeof gave, "%u", sum_of(source->gave));
  snprintf(took, sizeof took, "%u", sum_of(source->took));
  snprintf(own, sizeof own, "%u of %u", source->own_count, counted(source));
  snprintf(failed, sizeof failed, "%u", source->failed_count);
  const syn_cell cells[COLUMN_COUNT] = {{.text = source->name, .line_limit = 3},
                                        {.text = syn_text_from(articles), .is_right = true},
                                        {.text = syn_buffer_text(&reach)},
                                        {.text = syn_text_from(days), .is_right = true},
                                        {.text = syn_text_from(gave), .is_right = true},
                                        {.text = syn_text_from(took), .is_right = true},
                                        {.text = syn_text_from(own), .is_right = true},
                                        {.text = syn_text_from(failed), .is_right = true}};
  syn_terminal_print_row(&table->terminal, cells, table->widths, COLUMN_COUNT);
  syn_buffer_clear(&reach);
}

static void print_paragraph(const sources_table *table, const syn_source *source) {
  syn_buffer text;
  syn_buffer_init(&text, TEXT_LIMIT);
  syn_terminal_print_wrapped(&table->terminal, source->name, 0, GAP, SYN_STYLE_HEADING);
  syn_buffer_format(&text, "%u article%s, ", source->article_count, ending(source->article_count));
  add_reach(&text, source);
  syn_buffer_format(&text, " (%u day%s); own %u of %u, gave %u, took %u, failed %u", source->day_count, ending(source->day_count),
                    source->own_count, counted(source), sum_of(source->gave), sum_of(source->took), source->failed_count);
  syn_terminal_print_wrapped(&table->terminal, syn_buffer_text(&text), INDENT, INDENT, SYN_STYLE_PLAIN);
  syn_buffer_clear(&text);
}

static void print_heads(const sources_table *table) {
  static const char *const names[COLUMN_COUNT] = {"OUTLET", "ARTICLES", "FROM, TO", "DAYS", "GAVE", "TOOK", "OWN", "FAILED"};
  syn_cell heads[COLUMN_COUNT];
  for (unsigned i = 0; i < COLUMN_COUNT; i++)
    heads[i] = (syn_cell){.text = syn_text_from(names[i]), .style = SYN_STYLE_HEADING, .is_right = i == 1 || i > 2};
  syn_terminal_print_row(&table->terminal, heads, table->widths, COLUMN_COUNT);
  syn_terminal_print_rule(&table->terminal, table->widths, COLUMN_COUNT);
}

static void set_widths(sources_table *table) {
  const unsigned used = COUNT_WIDTH + DAYS_WIDTH + 3 * SMALL_WIDTH + OWN_WIDTH + FAILED_WIDTH + (COLUMN_COUNT - 1) * GAP;
  table->is_table = table->terminal.width >= used + NARROWEST_OUTLET;
  if (!table->is_table) return;
  const unsigned widths[COLUMN_COUNT] = {
      table->terminal.width - used, COUNT_WIDTH, DAYS_WIDTH, SMALL_WIDTH, SMALL_WIDTH, SMALL_WIDTH, OWN_WIDTH, FAILED_WIDTH};
  memcpy(table->widths, widths, sizeof widths);
}

/* "Nordholm Courier took from The Lantern (3)" */
static void print_copies(const sources_table *table, const syn_sources *sources) {
  bool has_begun = false;
  for (uint32_t s = 0; s < sources->source_count; s++) {
    const syn_source *source = &sources->sources[s];
    syn_buffer text;
    if (source->took.count == 0) continue;
    if (!has_begun) {
      printf("\n");
      syn_terminal_print_wrapped(&table->terminal, SYN_TEXT("WHO COPIED WHOM"), 0, 0, SYN_STYLE_HEADING);
      has_begun = true;
    }
    syn_buffer_init(&text, TEXT_LIMIT);
    syn_buffer_add(&text, source->name);
    syn_buffer_add(&text, SYN_TEXT(" took from "));
    add_tallies(&text, source->took);
    syn_terminal_print_wrapped(&table->terminal, syn_buffer_text(&text), 0, INDENT, SYN_STYLE_PLAIN);
    syn_buffer_clear(&text);
  }
}

/* "pages/c.html: empty: …" */
static void print_failures(const syn_terminal *terminal, const syn_request *request, uint32_t *named) {
  for (uint32_t i = 0; i < request->failure_count && *named < NAMED; i++, (*named)++) {
    syn_buffer text;
    syn_buffer_init(&text, TEXT_LIMIT);
    syn_buffer_add(&text, request->failures[i].source);
    if (request->failures[i].source.size > 0) syn_buffer_add(&text, SYN_TEXT(": "));
    syn_buffer_add(&text, request->failures[i].why);
    syn_terminal_print_wrapped(terminal, syn_buffer_text(&text), INDENT, 2 * INDENT, SYN_STYLE_PLAIN);
    syn_buffer_clear(&text);
  }
}

static void print_all_failures(const sources_table *table, const syn_sources *sources) {
  uint32_t named = 0;
  if (sources->failed_count == 0) return;
  printf("\n");
  syn_terminal_print_wrapped(&table->terminal, SYN_TEXT("FAILED"), 0, 0, SYN_STYLE_HEADING);
  for (uint32_t r = 0; r < sources->request_count; r++) print_failures(&table->terminal, &sources->requests[r], &named);
  if (sources->failed_count > named) printf("  and %llu more\n", (unsigned long long)(sources->failed_count - named));
}

static void print_all(const syn_sources *sources, const syn_arguments *arguments) {
  sources_table table = {.terminal = syn_terminal_output(arguments->values[OPTION_COLOR])};
  syn_buffer text;
  if (sources->article_count == 0 && sources->request_count == 0) {
    printf("The store holds no articles yet: add some with `synoptic add PATH`.\n");
    return;
  }
  set_widths(&table);
  if (table.is_table && sources->source_count > 0) print_heads(&table);
  for (uint32_t s = 0; s < sources->source_count; s++) {
    if (table.is_table)
      print_row(&table, &sources->sources[s]);
    else
      print_paragraph(&table, &sources->sources[s]);
  }
  print_copies(&table, sources);
  print_all_failures(&table, sources);
  syn_buffer_init(&text, TEXT_LIMIT);
  syn_buffer_format(&text, "%u outlet%s, %u article%s", sources->source_count, ending(sources->source_count), sources->article_count,
                    ending(sources->article_count));
  if (sources->without_outlet > 0) syn_buffer_format(&text, " (%u of no outlet)", sources->without_outlet);
  syn_buffer_format(&text, ", %u request%s. `synoptic sources OUTLET` shows the days of one.", sources->request_count,
                    ending(sources->request_count));
  printf("\n");
  syn_terminal_print_wrapped(&table.terminal, syn_buffer_text(&text), 0, 0, SYN_STYLE_FAINT);
  syn_buffer_clear(&text);
}

/* ---- one outlet ---- */

static void print_line(const syn_terminal *terminal, const char *title, syn_buffer *text) {
  syn_buffer line;
  syn_buffer_init(&line, TEXT_LIMIT);
  syn_buffer_add(&line, syn_text_from(title));
  syn_buffer_add(&line, syn_buffer_text(text));
  syn_terminal_print_wrapped(terminal, syn_buffer_text(&line), 0, INDENT, SYN_STYLE_PLAIN);
  syn_buffer_clear(&line);
  syn_buffer_reset(text);
}

static void print_tallies(const syn_terminal *terminal, const char *title, syn_source_tallies list, syn_buffer *text) {
  if (list.count == 0) return;
  add_tallies(text, list);
  print_line(terminal, title, text);
}

static void print_amount(const syn_terminal *terminal, const syn_source *source, syn_buffer *text) {
  syn_buffer_format(text, "%u article%s, ", source->article_count, ending(source->article_count));
  add_reach(text, source);
  if (source->undated_count > 0) syn_buffer_format(text, "; %u without a stated day", source->undated_count);
  if (source->replaced_count > 0) syn_buffer_format(text, "; %u replaced by later versions", source->replaced_count);
  print_line(terminal, "", text);
  if (source->owner.size > 0 || source->country.size > 0) {
    syn_buffer_add(text, source->owner);
    if (source->owner.size > 0 && source->country.size > 0) syn_buffer_add(text, SYN_TEXT(", "));
    syn_buffer_add(text, source->country);
    print_line(terminal, source->owner.size > 0 ? "Owner: " : "Country: ", text);
  }
  syn_buffer_format(text, "%u of %u article%s", source->own_count, counted(source), ending(counted(source)));
  if (source->unclear_count > 0)
    syn_buffer_format(text, "; %u share%s passages with another, and nobody knows who was first", source->unclear_count,
                      source->unclear_count == 1 ? "s" : "");
  print_line(terminal, "Its own: ", text);
}

static void print_covered(const syn_terminal *terminal, const syn_source *source, syn_buffer *text) {
  if (source->days_count == 0) return;
  uint32_t first = source->days_count > NAMED ? source->days_count - NAMED : 0; /* the latest */
  for (uint32_t i = first; i < source->days_count; i++) {
    if (i > first) syn_buffer_add(text, SYN_TEXT("; "));
    add_days(text, source->days[i].first, source->days[i].last);
    syn_buffer_format(text, " (%u)", source->days[i].article_count);
  }
  if (first > 0) syn_buffer_format(text, "; and %u earlier", first);
  print_line(terminal, "Days covered: ", text);
  for (uint32_t i = first + 1; i < source->days_count; i++) {
    if (i > first + 1) syn_buffer_add(text, SYN_TEXT("; "));
    add_days(text, source->days[i - 1].last + 1, source->days[i].first - 1);
  }
  if (first > 0) syn_buffer_format(text, "; and %u earlier", first);
  if (source->days_count > 1) print_line(terminal, "Gaps: ", text);
}

static void print_requests(const syn_terminal *terminal, const syn_sources *sources, const syn_source *source, syn_buffer *text) {
  if (source->request_count == 0) return;
  printf("\n");
  syn_terminal_print_wrapped(terminal, SYN_TEXT("ASKED FOR"), 0, 0, SYN_STYLE_HEADING);
  uint32_t first = source->request_count > NAMED ? source->request_count - NAMED : 0; /* the latest */
  for (uint32_t i = first; i < source->request_count; i++) {
    const syn_request *request = &sources->requests[source->requests[i]];
    uint32_t named = 0;
    syn_buffer_format(text, "%s ", syn_request_kind_name(request->kind));
    syn_buffer_add(text, request->source);
    syn_buffer_add(text, SYN_TEXT(", "));
    syn_buffer_add(text, request->asked);
    syn_buffer_format(text, ": %u article%s", request->articles.count, ending(request->articles.count));
    const uint32_t failed = request->failure_count + request->unnamed_count;
    if (failed > 0) syn_buffer_format(text, ", %u failed", failed);
    print_line(terminal, "", text);
    print_failures(terminal, request, &named);
  }
  if (first > 0) printf("and %u earlier\n", first);
}

static void print_one(const syn_sources *sources, const syn_arguments *arguments) {
  const syn_source *source = &sources->sources[0];
  syn_terminal terminal = syn_terminal_output(arguments->values[OPTION_COLOR]);
  syn_buffer text;
  syn_buffer_init(&text, TEXT_LIMIT);
  syn_terminal_print_wrapped(&terminal, source->name, 0, 0, SYN_STYLE_HEADING);
  print_amount(&terminal, source, &text);
  print_covered(&terminal, source, &text);
  print_tallies(&terminal, "Agencies credited: ", source->agencies, &text);
  print_tallies(&terminal, "Copied by: ", source->gave, &text);
  print_tallies(&terminal, "Copied from: ", source->took, &text);
  print_tallies(&terminal, "Shares passages with: ", source->shares, &text);
  print_requests(&terminal, sources, source, &text);
  syn_buffer_clear(&text);
}

static int run(const syn_arguments *arguments) {
  syn_session session;
  syn_error error = {0};
  syn_sources *sources = NULL;
  if (arguments->word_count > 1) {
    fprintf(stderr, "synoptic sources: takes one outlet; write a name of several words in quotation marks.\n");
    return EXIT_USAGE;
  }
  int code = syn_session_open(&session, arguments);
  if (code == EXIT_DONE) code = syn_session_open_store(&session, arguments, false, false);
  if (code == EXIT_DONE && arguments->values[OPTION_FURNITURE]) {
    code = syn_print_site_texts(&session, arguments);
  } else if (code == EXIT_DONE) {
    const char *outlet = arguments->word_count > 0 ? arguments->words[0] : NULL;
    const syn_sink sink = syn_session_sink(stdout);
    syn_status status = syn_collection_sources(session.collection, outlet, &sources, &error);
    if (status == SYN_OK && arguments->values[OPTION_JSON])
      status = syn_sources_write_records(sources, &sink, &error);
    else if (status == SYN_OK && outlet)
      print_one(sources, arguments);
    else if (status == SYN_OK)
      print_all(sources, arguments);
    if (status != SYN_OK) code = syn_session_fail(&error);
  }
  syn_sources_destroy(&sources);
  syn_session_close(&session);
  return code;
}

static const syn_option_key OPTIONS[] = {OPTION_FURNITURE, OPTION_DB,      OPTION_JSON,       OPTION_COLOR, OPTION_MODEL,
                                         OPTION_WORLD,     OPTION_THREADS, OPTION_MAX_MEMORY, OPTION_COUNT};

const syn_command syn_command_sources = {
    .name = "sources",
    .words = "[OUTLET]",
    .summary = "The outlets: what was collected, who copied whom, what is their own.",
    .details = "GAVE and TOOK: articles that others copied, and that are copied from others. OWN: articles that are neither copied nor an "
               "agency's alone.\nWith OUTLET, one in detail: the days that are covered, the gaps, the agencies that it credits, what was "
               "asked for and what failed.",
    .examples = "  synoptic sources\n  synoptic sources \"Harbour Courier\"\n  synoptic sources --json\n"
                "  synoptic sources --furniture harbour-courier.example\n",
    .options = OPTIONS,
    .run = run,
};
