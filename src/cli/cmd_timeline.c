/*
 * The timeline as a table: when, who, what, where, how many accounts and origins; below each line the words of an account that
 * tells it, with its outlet, the days that other accounts state, and what became of a promise. On a narrow terminal each item is a
 * paragraph.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/picture.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "synoptic/calendar.h"
#include "synoptic/names.h"
#include "synoptic/timeline.h"

enum {
  DAY_WIDTH = 13, /* "by 2024-03-12"; a range takes two lines */
  ACCOUNTS_WIDTH = 8,
  ORIGINS_WIDTH = 7,
  GAP = 2,
  NARROWEST = 12,
  COLUMN_COUNT = 6,
  TEXT_SIZE = 1024,
  NAMES_SHOWN = 4,
  DIFFERING_SHOWN = 6,
  BONDS_SHOWN = 12,
  WORDS_SIZE = 240, /* bytes of the account's words that are shown */
  MOST = 1000000000
};

typedef struct timeline_table {
  const syn_timeline *timeline;
  syn_terminal terminal;
  unsigned widths[COLUMN_COUNT];
  bool is_table;
} timeline_table;

/* Adds text that may be cut; `out_text` stays ended. */
static void append(char *out_text, syn_text text) {
  size_t used = strlen(out_text), left = TEXT_SIZE - used - 1;
  size_t taken = text.size < left ? text.size : left;
  memcpy(out_text + used, text.data, taken);
  out_text[used + taken] = '\0';
}

static void append_names(const timeline_table *table, const syn_id_list *ids, char out_text[TEXT_SIZE]) {
  char more[32];
  for (uint32_t i = 0; i < ids->count && i < NAMES_SHOWN; i++) {
    if (i > 0) append(out_text, SYN_TEXT(", "));
    append(out_text, syn_timeline_name(table->timeline, ids->items[i]));
  }
  if (ids->count <= NAMES_SHOWN) return;
  snprintf(more, sizeof more, " and %u more", ids->count - NAMES_SHOWN);
  append(out_text, syn_text_from(more));
}

/* "A, B → C"; of a joint act "A, B". */
static void format_parties(const timeline_table *table, const syn_id_list *who, const syn_id_list *whom, char out_text[TEXT_SIZE]) {
  out_text[0] = '\0';
  append_names(table, who, out_text);
  if (who->count == 0) append(out_text, SYN_TEXT("not stated"));
  if (whom->count == 0) return;
  append(out_text, SYN_TEXT(" → "));
  append_names(table, whom, out_text);
}

static void append_kind(const syn_occurrence *told, char out_text[TEXT_SIZE]) {
  append(out_text, syn_text_from(syn_event_type_name(told->type)));
  if (told->modality == SYN_MODALITY_HAPPENED) return;
  append(out_text, SYN_TEXT(", "));
  append(out_text, syn_text_from(syn_modality_name(told->modality)));
}

/* "AID, promised, $1.5 billion" */
static void format_what(const syn_timeline_item *item, char out_text[TEXT_SIZE]) {
  const syn_timeline_account *account = item->account_count > 0 ? &item->accounts[item->teller] : NULL;
  char words[SYN_DECIMAL_TEXT_SIZE];
  out_text[0] = '\0';
  append_kind(&item->occurrence, out_text);
  if (account && account->is_negated && item->occurrence.modality != SYN_MODALITY_DENIED) append(out_text, SYN_TEXT(", did not happen"));
  if (!account || account->amount_count == 0) return;
  syn_reading_format(&account->amounts[0], words, sizeof words);
  append(out_text, SYN_TEXT(", "));
  append(out_text, syn_text_from(words));
}

/* ---- below the line ---- */

static void print_below(const timeline_table *table, const char *line) {
  unsigned indent = table->is_table ? DAY_WIDTH + GAP : GAP;
  syn_terminal_print_wrapped(&table->terminal, syn_text_from(line), indent, indent + GAP, SYN_STYLE_FAINT);
}

/* At most `size` bytes, cut at a blank; where there is none, at a character. */
static syn_text cut(syn_text words, size_t size, bool *out_is_cut) {
  *out_is_cut = words.size > size;
  if (!*out_is_cut) return words;
  size_t blank = size;
  while (blank > 0 && words.data[blank] != ' ') blank--;
  return syn_text_slice(words, 0, blank > 0 ? blank : syn_utf8_align(words, size));
}

/* The words of a sentence, marked where they are not its beginning. */
static void print_quoted(const timeline_table *table, syn_text words, syn_span sentence, syn_id article) {
  char line[TEXT_SIZE] = "“";
  bool is_cut;
  if (words.size < sentence.end - sentence.start) append(line, SYN_TEXT("… "));
  append(line, cut(words, WORDS_SIZE, &is_cut));
  append(line, is_cut ? SYN_TEXT(" …” ") : SYN_TEXT("” "));
  append(line, syn_timeline_outlet(table->timeline, article));
  print_below(table, line);
}

/* What an account says of the day although it cannot be placed, or as others do not. */
static void print_days(const timeline_table *table, const syn_timeline_item *item) {
  char line[TEXT_SIZE] = "The accounts differ in the day: ", day[64];
  uint32_t shown = 0;
  if (!item->days_differ) {
    if (item->placing == SYN_PLACING_STATED || item->account_count == 0 || item->accounts[item->teller].open_date.size == 0) return;
    line[0] = '\0';
    append(line, SYN_TEXT("The account says “"));
    append(line, item->accounts[item->teller].open_date);
    append(line, SYN_TEXT("” and does not tell the year or the week."));
    print_below(table, line);
    return;
  }
  for (uint32_t i = 0; i < item->account_count && shown < DIFFERING_SHOWN; i++) {
    const syn_timeline_account *account = &item->accounts[i];
    if (account->date.basis == SYN_BASIS_NONE) continue;
    syn_interval_format(account->date, day, sizeof day);
    if (shown++ > 0) append(line, SYN_TEXT("; "));
    append(line, syn_text_from(day));
    append(line, SYN_TEXT(" "));
    append(line, syn_timeline_outlet(table->timeline, account->article));
  }
  append(line, SYN_TEXT("."));
  print_below(table, line);
}

static const char *bond_words(syn_fulfilment_kind kind, bool is_promise) {
  static const char *const OF_PROMISE[] = {"Confirmed", "Fulfilled", "Broken"};
  static const char *const OF_DEED[] = {"Confirms", "Fulfils", "Breaks"};
  return is_promise ? OF_PROMISE[kind] : OF_DEED[kind];
}

/* "Fulfils: by 2020-09-14 AID, promised, Russia → Belarus" */
static void print_bonds(const timeline_table *table, const syn_timeline_item *item) {
  for (uint32_t i = 0; i < item->fulfilments.count && i < BONDS_SHOWN; i++) {
    const syn_fulfilment *bond = &table->timeline->fulfilments[item->fulfilments.items[i]];
    bool is_promise = syn_id_compare(bond->promise, item->occurrence.id) == 0;
    syn_id other = is_promise ? bond->deed : bond->promise;
    const syn_occurrence *told = syn_timeline_occurrence(table->timeline, other);
    char line[TEXT_SIZE] = "", parties[TEXT_SIZE], day[64];
    if (!told) continue;
    syn_interval date = syn_timeline_date(table->timeline, other);
    bool is_by = told->date.basis == SYN_BASIS_NONE && date.basis != SYN_BASIS_NONE;
    syn_interval_format(date, day, sizeof day);
    append(line, syn_text_from(bond_words(bond->kind, is_promise)));
    append(line, is_by ? SYN_TEXT(": by ") : SYN_TEXT(": "));
    append(line, syn_text_from(day));
    append(line, SYN_TEXT(" "));
    append_kind(told, line);
    append(line, SYN_TEXT(", "));
    format_parties(table, &told->actors, &told->recipients, parties);
    append(line, syn_text_from(parties));
    if (bond->why.size > 0) {
      append(line, SYN_TEXT(" ("));
      append(line, bond->why);
      append(line, SYN_TEXT(")"));
    }
    print_below(table, line);
  }
}

/* ---- items ---- */

static void print_item(const timeline_table *table, const syn_timeline_item *item) {
  char day[64], parties[TEXT_SIZE], what[TEXT_SIZE], accounts[16], origins[16];
  syn_text place = syn_timeline_name(table->timeline, item->place);
  syn_timeline_format_day(item, day, sizeof day);
  format_parties(table, &item->who, &item->whom, parties);
  format_what(item, what);
  snprintf(accounts, sizeof accounts, "%u", item->occurrence.articles.count);
  snprintf(origins, sizeof origins, "%u", item->occurrence.origins);
  if (table->is_table) {
    const syn_cell cells[COLUMN_COUNT] = {{.text = syn_text_from(day)},
                                          {.text = syn_text_from(parties)},
                                          {.text = syn_text_from(what)},
                                          {.text = place},
                                          {.text = syn_text_from(accounts), .is_right = true},
                                          {.text = syn_text_from(origins), .is_right = true}};
    syn_terminal_print_row(&table->terminal, cells, table->widths, COLUMN_COUNT);
  } else {
    char line[4 * TEXT_SIZE];
    snprintf(line, sizeof line, "%s  %s: %s%s%.*s; %s account%s, %s origin%s", day, parties, what, place.size > 0 ? ", " : "",
             SYN_TEXT_ARGUMENTS(place), accounts, strcmp(accounts, "1") == 0 ? "" : "s", origins, strcmp(origins, "1") == 0 ? "" : "s");
    syn_terminal_print_wrapped(&table->terminal, syn_text_from(line), 0, GAP, SYN_STYLE_ID);
  }
  const syn_timeline_account *teller = item->account_count > 0 ? &item->accounts[item->teller] : NULL;
  if (teller) print_quoted(table, teller->words, teller->sentence, teller->article);
  print_days(table, item);
  print_bonds(table, item);
}

static void set_widths(timeline_table *table) {
  unsigned used = DAY_WIDTH + ACCOUNTS_WIDTH + ORIGINS_WIDTH + (COLUMN_COUNT - 1) * GAP;
  table->is_table = table->terminal.width >= used + 3 * NARROWEST;
  unsigned rest = table->is_table ? table->terminal.width - used : 0;
  unsigned place = rest / 4, what = rest / 3;
  const unsigned widths[COLUMN_COUNT] = {DAY_WIDTH, rest - what - place, what, place, ACCOUNTS_WIDTH, ORIGINS_WIDTH};
  memcpy(table->widths, widths, sizeof widths);
}

static void print_heads(const timeline_table *table) {
  static const char *const NAMES[COLUMN_COUNT] = {"DATE", "WHO", "WHAT", "WHERE", "ACCOUNTS", "ORIGINS"};
  syn_cell heads[COLUMN_COUNT];
  for (unsigned i = 0; i < COLUMN_COUNT; i++)
    heads[i] = (syn_cell){.text = syn_text_from(NAMES[i]), .style = SYN_STYLE_HEADING, .is_right = i >= 4};
  syn_terminal_print_row(&table->terminal, heads, table->widths, COLUMN_COUNT);
  syn_terminal_print_rule(&table->terminal, table->widths, COLUMN_COUNT);
}

static void print_open_head(const timeline_table *table) {
  printf("\n");
  syn_terminal_print_wrapped(&table->terminal, SYN_TEXT("Not placed: no account states a day, and none is dated itself."), 0, 0,
                             SYN_STYLE_HEADING);
}

/* ---- days ---- */

static void print_day(const timeline_table *table, const syn_timeline_day *day, uint32_t *at) {
  const syn_timeline *timeline = table->timeline;
  char text[SYN_MOMENT_TEXT_SIZE], line[TEXT_SIZE];
  syn_moment_format((syn_moment){day->day, SYN_SECOND_NONE, SYN_ZONE_NONE}, text);
  snprintf(line, sizeof line, "%s  named by %u account%s, %u published", text, day->named_count, day->named_count == 1 ? "" : "s",
           day->published_count);
  syn_terminal_print_wrapped(&table->terminal, syn_text_from(line), 0, GAP, SYN_STYLE_HEADING);
  while (*at < timeline->item_count && timeline->items[*at].date.from.day < day->day) (*at)++;
  uint32_t first = *at;
  for (; *at < timeline->item_count && timeline->items[*at].date.from.day == day->day; (*at)++) print_item(table, &timeline->items[*at]);
  if (*at == first && day->words.size > 0) print_quoted(table, day->words, day->sentence, day->article);
}

static void print_summary(const timeline_table *table) {
  const syn_timeline *timeline = table->timeline;
  char line[TEXT_SIZE] = "";
  if (timeline->found_count > timeline->item_count)
    snprintf(line, sizeof line, "The heaviest %u of %llu are shown; `--limit` asks for more. ", timeline->item_count,
             (unsigned long long)timeline->found_count);
  append(line, SYN_TEXT("“by” a day: no account states when it was, and the first appeared on that day."));
  printf("\n");
  syn_terminal_print_wrapped(&table->terminal, syn_text_from(line), 0, 0, SYN_STYLE_FAINT);
}

static void print_timeline(const syn_timeline *timeline, const syn_arguments *arguments) {
  timeline_table table = {.timeline = timeline, .terminal = syn_terminal_output(arguments->values[OPTION_COLOR])};
  bool is_open = false;
  uint32_t at = 0;
  if (timeline->item_count == 0 && timeline->day_count == 0) {
    printf("No article in the store tells of anything that fits. `--place` asks for what was in a country, `synoptic who` for names.\n");
    return;
  }
  set_widths(&table);
  if (table.is_table) print_heads(&table);
  for (uint32_t i = 0; i < timeline->day_count; i++) print_day(&table, &timeline->days[i], &at);
  for (uint32_t i = 0; timeline->day_count == 0 && i < timeline->item_count; i++) {
    if (!is_open && timeline->items[i].placing == SYN_PLACING_OPEN) {
      is_open = true;
      print_open_head(&table);
    }
    print_item(&table, &timeline->items[i]);
  }
  print_summary(&table);
}

/* ---- the command ---- */

/* A number of at least 1; says so if it is none. */
static bool read_number(const syn_arguments *arguments, syn_option_key key, uint32_t *out_number) {
  const char *text = arguments->values[key];
  char *end = NULL;
  if (!text) return true;
  unsigned long number = strtoul(text, &end, 10);
  if (text[0] >= '1' && text[0] <= '9' && *end == '\0' && number <= MOST) {
    *out_number = (uint32_t)number;
    return true;
  }
  fprintf(stderr, "synoptic timeline: --%s takes a number from 1 on.\n", syn_option_describe(key)->name);
  return false;
}

static syn_status draw(const void *timeline, const syn_sink *sink, syn_error *error) {
  return syn_timeline_write_picture(timeline, sink, error);
}

static int show(const syn_timeline *timeline, const syn_arguments *arguments) {
  syn_error error = {0};
  const syn_sink sink = syn_session_sink(stdout);
  if (arguments->values[OPTION_SVG]) return syn_picture_write(arguments, "timeline", draw, timeline);
  if (!arguments->values[OPTION_JSON]) {
    print_timeline(timeline, arguments);
    return EXIT_DONE;
  }
  return syn_timeline_write_records(timeline, &sink, &error) == SYN_OK ? EXIT_DONE : syn_session_fail(&error);
}

static int run(const syn_arguments *arguments) {
  syn_session session;
  syn_error error = {0};
  syn_timeline *timeline = NULL;
  syn_timeline_request request = {.actors = arguments->words,
                                  .actor_count = arguments->word_count,
                                  .place = arguments->values[OPTION_WHERE],
                                  .story = arguments->values[OPTION_STORY],
                                  .from = arguments->values[OPTION_FROM_DAY],
                                  .to = arguments->values[OPTION_TO_DAY],
                                  .type = arguments->values[OPTION_EVENT_TYPE]};
  if (arguments->word_count > 2) {
    fprintf(stderr, "synoptic timeline: takes one actor or two; write names of several words in quotation marks.\n");
    return EXIT_USAGE;
  }
  if (!read_number(arguments, OPTION_LINES, &request.limit) || !read_number(arguments, OPTION_DAYS, &request.day_count)) return EXIT_USAGE;
  int code = syn_session_open(&session, arguments);
  if (code == EXIT_DONE) code = syn_session_open_store(&session, arguments, false, false);
  if (code == EXIT_DONE) {
    syn_status status = syn_collection_timeline(session.collection, &request, &timeline, &error);
    code = status == SYN_OK ? show(timeline, arguments) : syn_session_fail(&error);
  }
  syn_timeline_destroy(&timeline);
  syn_session_close(&session);
  return code;
}

static const syn_option_key OPTIONS[] = {OPTION_DB,    OPTION_WHERE,   OPTION_STORY,      OPTION_FROM_DAY, OPTION_TO_DAY, OPTION_EVENT_TYPE,
                                         OPTION_DAYS,  OPTION_LINES,   OPTION_JSON,       OPTION_SVG,      OPTION_COLOR,  OPTION_MODEL,
                                         OPTION_WORLD, OPTION_THREADS, OPTION_MAX_MEMORY, OPTION_COUNT};

const syn_command syn_command_timeline = {
    .name = "timeline",
    .words = "[ACTOR [ACTOR]]",
    .summary = "What happened, in order: of an actor, of two, of a place, of a story.",
    .details =
        "One line a happening, however many accounts tell of it, with the words of the first. A month stays a month: it stands where "
        "it begins. What no account dates is told \"by\" the day on which the first account appeared. A place that is named as the one "
        "ACTOR "
        "is also where things happened; of a country ask with --place.",
    .examples = "  synoptic timeline\n  synoptic timeline Malta Moldova --kind CONSULT\n  synoptic timeline --days 10\n  synoptic timeline "
                "Malta --svg malta.svg\n",
    .options = OPTIONS,
    .run = run,
};
