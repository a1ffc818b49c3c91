#include "cli/help.h"

#include <stdio.h>
#include <string.h>

#include "cli/suggestion.h"
#include "cli/terminal.h"

enum { WIDEST_HELP = 100, INDENT = 2, WIDEST_LEFT = 22, NARROWEST_RIGHT = 20, TEXT_LIMIT = 64 << 10 };

const char syn_program_summary[] = "synoptic lays several accounts of the same affair side by side.";

const char syn_program_examples[] = "  synoptic add pages/     read a folder of pages into synoptic.db\n"
                                    "  synoptic stories        what happened, newest first\n"
                                    "  synoptic compare        the accounts of the largest story\n";

const syn_note syn_exit_notes[] = {
    {"0", "done"},        {"1", "some inputs failed, or there is nothing of that kind, or the output could not be written; each is told"},
    {"2", "wrong usage"}, {"3", "the store or the model cannot be used"},
    {NULL, NULL},
};

const syn_note syn_file_notes[] = {
    {"synoptic.db", "the store in the current folder, unless --db names another"},
    {NULL, NULL},
};

const syn_note syn_environment_notes[] = {
    {"NO_COLOR", "set to anything: neither bold nor colours, unless --color says otherwise"},
    {"CLICOLOR_FORCE", "set to anything but 0: bold and colours in pipes too"},
    {"COLUMNS", "how wide tables may be (default: as wide as the terminal; 80 in a pipe)"},
    {"TERM", "with dumb neither bold nor colours are used, and no progress is shown"},
    {"LC_ALL, LC_CTYPE, LANG", "where none of them names UTF-8, lines are drawn in ASCII"},
    {NULL, NULL},
};

const syn_option *syn_command_next_option(const syn_command *command, size_t *index) {
  if (*index == SIZE_MAX) return NULL;
  while (command->options[*index] != OPTION_COUNT) {
    const syn_option *option = syn_option_describe(command->options[(*index)++]);
    if (option->help && option->key != OPTION_HELP) return option;
  }
  *index = SIZE_MAX;
  return syn_option_describe(OPTION_HELP);
}

void syn_option_explain(const syn_option *option, syn_buffer *text) {
  syn_buffer_add(text, syn_text_from(option->help));
  syn_text value;
  for (size_t at = 0, count = 0; syn_option_next_value(option, &at, &value); count++)
    syn_buffer_format(text, "%s%.*s", count > 0 ? ", " : ": ", SYN_TEXT_ARGUMENTS(value));
}

static void format_option(const syn_option *option, char *out_text, size_t size) {
  snprintf(out_text, size, "--%s%s%s", option->name, option->argument ? " " : "", option->argument ? option->argument : "");
}

static void print_heading(const syn_terminal *terminal, const char *heading) {
  fputc('\n', terminal->stream);
  syn_terminal_print_wrapped(terminal, syn_text_from(heading), 0, 0, SYN_STYLE_HEADING);
}

/* Two columns: what is written, and what it does; on a narrow terminal one below the other. */
static void print_entry(const syn_terminal *terminal, const char *left, unsigned left_width, syn_text right) {
  unsigned used = left_width + 2 * INDENT;
  if (terminal->width < used + NARROWEST_RIGHT) {
    syn_terminal_print_wrapped(terminal, syn_text_from(left), INDENT, 2 * INDENT, SYN_STYLE_PLAIN);
    syn_terminal_print_wrapped(terminal, right, 2 * INDENT, 2 * INDENT, SYN_STYLE_PLAIN);
    return;
  }
  const syn_cell cells[] = {{.text = {0}}, {.text = syn_text_from(left)}, {.text = right}};
  const unsigned widths[] = {0, left_width, terminal->width - used};
  syn_terminal_print_row(terminal, cells, widths, 3);
}

static void print_notes(const syn_terminal *terminal, const syn_note *notes) {
  unsigned width = 0;
  for (const syn_note *note = notes; note->word; note++) width = strlen(note->word) > width ? (unsigned)strlen(note->word) : width;
  for (const syn_note *note = notes; note->word; note++)
    print_entry(terminal, note->word, width < WIDEST_LEFT ? width : WIDEST_LEFT, syn_text_from(note->text));
}

/* Paragraphs, which an empty line separates; a single end of line is a blank. */
static void print_paragraphs(const syn_terminal *terminal, const char *text) {
  syn_text rest = syn_text_from(text);
  while (rest.size > 0) {
    size_t end = syn_text_find(rest, SYN_TEXT("\n\n"), 0);
    syn_text paragraph = syn_text_slice(rest, 0, end);
    fputc('\n', terminal->stream);
    syn_terminal_print_wrapped(terminal, paragraph, 0, 0, SYN_STYLE_PLAIN);
    rest = syn_text_trim(syn_text_slice(rest, paragraph.size, rest.size));
  }
}

static void print_options(const syn_terminal *terminal, const syn_command *command) {
  char left[64];
  unsigned width = 0;
  const syn_option *option;
  for (size_t i = 0; (option = syn_command_next_option(command, &i));) {
    format_option(option, left, sizeof left);
    if (strlen(left) > width) width = (unsigned)strlen(left);
  }
  if (width > WIDEST_LEFT) width = WIDEST_LEFT;
  for (size_t i = 0; (option = syn_command_next_option(command, &i));) {
    syn_buffer right;
    syn_buffer_init(&right, TEXT_LIMIT);
    format_option(option, left, sizeof left);
    syn_option_explain(option, &right);
    print_entry(terminal, left, width, syn_buffer_text(&right));
    syn_buffer_clear(&right);
  }
}

static void print_command_help(const syn_terminal *terminal, const syn_command *command) {
  char usage[256];
  snprintf(usage, sizeof usage, "Usage: synoptic %s [OPTIONS]%s%s", command->name, command->words[0] ? " " : "", command->words);
  syn_terminal_print_wrapped(terminal, syn_text_from(usage), 0, 4, SYN_STYLE_HEADING);
  print_paragraphs(terminal, command->summary);
  if (command->details) print_paragraphs(terminal, command->details);
  print_heading(terminal, "Options:");
  print_options(terminal, command);
  print_heading(terminal, "Examples:");
  fputs(command->examples, terminal->stream);
}

static void print_program_help(const syn_terminal *terminal) {
  unsigned width = 0;
  syn_terminal_print_wrapped(terminal, syn_text_from(syn_program_summary), 0, 0, SYN_STYLE_PLAIN);
  print_heading(terminal, "Usage: synoptic COMMAND [OPTIONS] ...");
  print_heading(terminal, "Commands:");
  for (const syn_command *const *command = syn_commands; *command; command++) {
    if (strlen((*command)->name) > width) width = (unsigned)strlen((*command)->name);
  }
  for (const syn_command *const *command = syn_commands; *command; command++)
    print_entry(terminal, (*command)->name, width, syn_text_from((*command)->summary));
  print_paragraphs(terminal, "`synoptic COMMAND --help` tells more of one. `synoptic --version` names version, model and world.");
  print_heading(terminal, "Examples:");
  fputs(syn_program_examples, terminal->stream);
  print_heading(terminal, "Exit codes:");
  print_notes(terminal, syn_exit_notes);
}

void syn_help_print(const syn_command *command) {
  syn_terminal terminal = syn_terminal_output(NULL);
  if (terminal.width > WIDEST_HELP) terminal.width = WIDEST_HELP;
  if (command)
    print_command_help(&terminal, command);
  else
    print_program_help(&terminal);
}

const syn_command *syn_command_by_name(const char *name) {
  for (const syn_command *const *command = syn_commands; *command; command++) {
    if (strcmp((*command)->name, name) == 0) return *command;
  }
  return NULL;
}

int syn_command_refuse(const char *name) {
  if (name[0] == '-') {
    fputs("synoptic: there is no option ", stderr);
    syn_terminal_print(stderr, syn_text_from(name));
    fputs(" before a command; options follow the command, as in `synoptic stories --json`. `synoptic --help` lists the commands.\n",
          stderr);
    return EXIT_USAGE;
  }
  syn_suggestion suggestion = syn_suggestion_begin(syn_text_from(name));
  for (const syn_command *const *command = syn_commands; *command; command++)
    syn_suggestion_consider(&suggestion, syn_text_from((*command)->name));
  fputs("synoptic: there is no command \"", stderr);
  syn_terminal_print(stderr, syn_text_from(name));
  fputs("\".", stderr);
  if (suggestion.best.size > 0) fprintf(stderr, " Did you mean %.*s?", SYN_TEXT_ARGUMENTS(suggestion.best));
  fputs(" `synoptic --help` lists them.\n", stderr);
  return EXIT_USAGE;
}
