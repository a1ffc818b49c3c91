/*
 * The ledger as a table: when, how far it has come, how much, what it is, from whom to whom, how many accounts. On a narrow terminal each
 * entry is a paragraph. Below it what adds up.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/picture.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "synoptic/calendar.h"
#include "synoptic/ledger.h"
#include "synoptic/names.h"

enum {
  DAY_WIDTH = 13,    /* "by 2024-03-12" */
  STAGE_WIDTH = 10,  /* "negotiated" */
  AMOUNT_WIDTH = 18, /* "about $2.35 billion" takes two lines */
  COUNT_WIDTH = 8,   /* "ACCOUNTS" */
  GAP = 2,
  NARROWEST = 14,
  COLUMN_COUNT = 6,
  TEXT_SIZE = 512,
  SUM_LIMIT = 256
};

typedef struct ledger_table {
  const syn_ledger *ledger;
  syn_terminal terminal;
  unsigned widths[COLUMN_COUNT];
  bool is_table;
} ledger_table;

/* The day that is stated, or that by which it was told. */
static void format_day(const ledger_table *table, const syn_entry *entry, char *out_text, size_t size) {
  syn_interval date = syn_ledger_date(table->ledger, entry);
  syn_moment moment = date.from;
  char day[SYN_MOMENT_TEXT_SIZE];
  moment.second = SYN_SECOND_NONE;
  syn_moment_format(moment, day);
  if (date.basis == SYN_BASIS_NONE || moment.day == SYN_DAY_MINIMUM)
    snprintf(out_text, size, "not stated");
  else
    snprintf(out_text, size, "%s%s", entry->date.basis == SYN_BASIS_NONE ? "by " : "", day);
}

/* Adds text that may be cut; `out_text` stays ended. */
static void append(char *out_text, size_t size, syn_text text) {
  size_t used = strlen(out_text), left = size - used - 1;
  size_t taken = text.size < left ? text.size : left;
  memcpy(out_text + used, text.data, taken);
  out_text[used + taken] = '\0';
}

/* "A, B", or "not stated". */
static void append_side(const ledger_table *table, const syn_id_list *side, char *out_text, size_t size) {
  if (side->count == 0) append(out_text, size, SYN_TEXT("not stated"));
  for (uint32_t i = 0; i < side->count; i++) {
    if (i > 0) append(out_text, size, SYN_TEXT(", "));
    append(out_text, size, syn_ledger_name(table->ledger, side->items[i]));
  }
}

static void format_sides(const ledger_table *table, const syn_entry *entry, char out_text[TEXT_SIZE]) {
  out_text[0] = '\0';
  append_side(table, &entry->providers, out_text, TEXT_SIZE);
  if (entry->instrument == SYN_INSTRUMENT_TRADE) return;
  append(out_text, TEXT_SIZE, SYN_TEXT(" → "));
  append_side(table, &entry->receivers, out_text, TEXT_SIZE);
}

/* "tranche of a $3 billion loan", "loan, earlier promised" */
static void format_instrument(const ledger_table *table, const syn_entry *entry, char out_text[TEXT_SIZE]) {
  const syn_entry *whole = syn_ledger_entry(table->ledger, entry->part_of), *earlier = syn_ledger_entry(table->ledger, entry->follows);
  char amount[SYN_DECIMAL_TEXT_SIZE];
  snprintf(out_text, TEXT_SIZE, "%s", syn_instrument_name(entry->instrument));
  if (whole) {
    syn_reading_format(&whole->amount, amount, sizeof amount);
    append(out_text, TEXT_SIZE, SYN_TEXT(" of the "));
    append(out_text, TEXT_SIZE, syn_text_from(syn_instrument_name(whole->instrument)));
    append(out_text, TEXT_SIZE, SYN_TEXT(" of "));
    append(out_text, TEXT_SIZE, syn_text_from(amount));
  }
  if (earlier) {
    append(out_text, TEXT_SIZE, SYN_TEXT(", earlier "));
    append(out_text, TEXT_SIZE, syn_text_from(syn_stage_name(earlier->stage)));
  }
}

static uint32_t count_accounts(const syn_entry *entry) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < entry->reading_count; i++) {
    bool came_before = false;
    for (uint32_t k = 0; k < i && !came_before; k++)
      came_before = syn_id_compare(entry->readings[i].article, entry->readings[k].article) == 0;
    count += !came_before;
  }
  return count;
}

static void print_entry(const ledger_table *table, const syn_entry *entry) {
  char day[SYN_MOMENT_TEXT_SIZE + 4], amount[SYN_DECIMAL_TEXT_SIZE], accounts[16], sides[TEXT_SIZE], what[TEXT_SIZE];
  format_day(table, entry, day, sizeof day);
  syn_reading_format(&entry->amount, amount, sizeof amount);
  format_sides(table, entry, sides);
  format_instrument(table, entry, what);
  snprintf(accounts, sizeof accounts, "%u", count_accounts(entry));
  if (table->is_table) {
    const syn_cell cells[COLUMN_COUNT] = {{.text = syn_text_from(day)},
                                          {.text = syn_text_from(syn_stage_name(entry->stage))},
                                          {.text = syn_text_from(amount), .is_right = true},
                                          {.text = syn_text_from(what)},
                                          {.text = syn_text_from(sides)},
                                          {.text = syn_text_from(accounts), .is_right = true}};
    syn_terminal_print_row(&table->terminal, cells, table->widths, COLUMN_COUNT);
    return;
  }
  char line[3 * TEXT_SIZE];
  snprintf(line, sizeof line, "%s  %s %s, %s", day, amount, what, syn_stage_name(entry->stage));
  syn_terminal_print_wrapped(&table->terminal, syn_text_from(line), 0, GAP, SYN_STYLE_ID);
  snprintf(line, sizeof line, "%s; %s account%s", sides, accounts, strcmp(accounts, "1") == 0 ? "" : "s");
  syn_terminal_print_wrapped(&table->terminal, syn_text_from(line), GAP, GAP, SYN_STYLE_PLAIN);
}

static void set_widths(ledger_table *table) {
  unsigned used = DAY_WIDTH + STAGE_WIDTH + AMOUNT_WIDTH + COUNT_WIDTH + (COLUMN_COUNT - 1) * GAP;
  table->is_table = table->terminal.width >= used + 2 * NARROWEST;
  unsigned rest = table->is_table ? table->terminal.width - used : 0;
  const unsigned widths[COLUMN_COUNT] = {DAY_WIDTH, STAGE_WIDTH, AMOUNT_WIDTH, rest / 2, rest - rest / 2, COUNT_WIDTH};
  memcpy(table->widths, widths, sizeof widths);
}

static void print_heads(const ledger_table *table) {
  static const char *const names[COLUMN_COUNT] = {"DATE", "STAGE", "AMOUNT", "WHAT", "FROM → TO", "ACCOUNTS"};
  syn_cell heads[COLUMN_COUNT];
  for (unsigned i = 0; i < COLUMN_COUNT; i++)
    heads[i] = (syn_cell){.text = syn_text_from(names[i]), .style = SYN_STYLE_HEADING, .is_right = i == 2 || i == 5};
  syn_terminal_print_row(&table->terminal, heads, table->widths, COLUMN_COUNT);
  syn_terminal_print_rule(&table->terminal, table->widths, COLUMN_COUNT);
}

static void print_sums(const ledger_table *table) {
  syn_ledger_sum sums[SUM_LIMIT];
  uint32_t count = syn_ledger_sums(table->ledger, sums, SUM_LIMIT);
  bool has_several = false;
  for (uint32_t i = 0; i < count; i++) has_several = has_several || sums[i].entry_count > 1;
  if (!has_several) return;
  printf("\n");
  for (uint32_t i = 0; i < count; i++) {
    if (sums[i].entry_count < 2) continue;
    const syn_reading amount = {
        .is_number = true, .value = sums[i].amount, .unit = sums[i].unit, .bound = sums[i].is_about ? SYN_BOUND_ABOUT : SYN_BOUND_EXACT};
    char text[SYN_DECIMAL_TEXT_SIZE], line[2 * TEXT_SIZE];
    syn_text from = syn_ledger_name(table->ledger, sums[i].provider), to = syn_ledger_name(table->ledger, sums[i].receiver);
    syn_reading_format(&amount, text, sizeof text);
    snprintf(line, sizeof line, "%.*s → %.*s, %s %s: %s in %u entries", SYN_TEXT_ARGUMENTS(from), SYN_TEXT_ARGUMENTS(to),
             syn_instrument_name(sums[i].instrument), syn_stage_name(sums[i].stage), text, sums[i].entry_count);
    syn_terminal_print_wrapped(&table->terminal, syn_text_from(line), 0, GAP, SYN_STYLE_PLAIN);
  }
}

static void print_ledger(const syn_ledger *ledger, const syn_arguments *arguments) {
  ledger_table table = {.ledger = ledger, .terminal = syn_terminal_output(arguments->values[OPTION_COLOR])};
  if (ledger->entry_count == 0) {
    printf("No article in the store tells of money%s.\n", arguments->word_count == 0   ? " between actors"
                                                          : arguments->word_count == 1 ? " that this actor gave or got"
                                                                                       : " between these actors");
    return;
  }
  set_widths(&table);
  if (table.is_table) print_heads(&table);
  for (uint32_t i = 0; i < ledger->entry_count; i++) print_entry(&table, &ledger->entries[i]);
  print_sums(&table);
  printf("\n");
  syn_terminal_print_wrapped(&table.terminal,
                             SYN_TEXT("Amounts are as stated. Sums leave out parts, what another entry goes on with, trade and prices."), 0,
                             0, SYN_STYLE_FAINT);
}

static syn_status draw(const void *ledger, const syn_sink *sink, syn_error *error) {
  return syn_ledger_write_picture(ledger, sink, error);
}

static int run(const syn_arguments *arguments) {
  syn_session session;
  syn_error error = {0};
  syn_ledger *ledger = NULL;
  if (arguments->word_count > 2) {
    fprintf(stderr, "synoptic ledger: takes one actor or two; write names of several words in quotation marks.\n");
    return EXIT_USAGE;
  }
  int code = syn_session_open(&session, arguments);
  if (code == EXIT_DONE) code = syn_session_open_store(&session, arguments, false, false);
  if (code == EXIT_DONE) {
    syn_status status = syn_collection_ledger(session.collection, arguments->words, arguments->word_count, &ledger, &error);
    const syn_sink sink = syn_session_sink(stdout);
    if (status == SYN_OK && arguments->values[OPTION_SVG])
      code = syn_picture_write(arguments, "ledger", draw, ledger);
    else if (status == SYN_OK && arguments->values[OPTION_JSON])
      status = syn_ledger_write_records(ledger, &sink, &error);
    else if (status == SYN_OK)
      print_ledger(ledger, arguments);
    if (status != SYN_OK) code = syn_session_fail(&error);
  }
  syn_ledger_destroy(&ledger);
  syn_session_close(&session);
  return code;
}

static const syn_option_key OPTIONS[] = {OPTION_DB,    OPTION_JSON,    OPTION_SVG,        OPTION_COLOR, OPTION_MODEL,
                                         OPTION_WORLD, OPTION_THREADS, OPTION_MAX_MEMORY, OPTION_COUNT};

const syn_command syn_command_ledger = {
    .name = "ledger",
    .words = "[ACTOR [ACTOR]]",
    .summary = "Money and commitments: who gave, promised or owes what to whom.",
    .details = "One line a matter, however many articles tell of it. A tranche is told as part of its loan, a payment as going on with its "
               "promise; neither is added to the other.",
    .examples = "  synoptic ledger\n  synoptic ledger Malta\n  synoptic ledger Malta Moldova\n  synoptic ledger Malta --svg malta.svg\n",
    .options = OPTIONS,
    .run = run,
};
