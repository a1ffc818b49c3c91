#include "cli/manual.h"

#include <ctype.h>
#include <string.h>

#include "cli/help.h"

enum { TEXT_LIMIT = 64 << 10 };

/* With what scdoc would read as markup behind a backslash. An end of line is a blank: what begins a line has a meaning too. */
static void write_text(FILE *stream, syn_text text) {
  for (size_t i = 0; i < text.size; i++) {
    if (strchr("\\*_", text.data[i]) || (i == 0 && strchr("#-|[];.`!<>", text.data[i]))) fputc('\\', stream);
    fputc(text.data[i] == '\n' ? ' ' : text.data[i], stream);
  }
}

static void write_string(FILE *stream, const char *text) {
  write_text(stream, syn_text_from(text));
}

static void write_paragraphs(FILE *stream, const char *text) {
  syn_text rest = syn_text_from(text);
  while (rest.size > 0) {
    size_t end = syn_text_find(rest, SYN_TEXT("\n\n"), 0);
    syn_text paragraph = syn_text_slice(rest, 0, end);
    write_text(stream, syn_text_trim(paragraph));
    fputs("\n\n", stream);
    rest = syn_text_trim(syn_text_slice(rest, paragraph.size, rest.size));
  }
}

/* A summary as it stands behind a name: "Read pages." becomes "read pages". */
static void write_summary(FILE *stream, const char *summary) {
  syn_text text = syn_text_from(summary);
  if (syn_text_ends_with(text, SYN_TEXT("."))) text.size--;
  bool lowers = text.size > 1 && isupper((unsigned char)text.data[0]) && !isupper((unsigned char)text.data[1]);
  if (lowers) fputc(tolower((unsigned char)text.data[0]), stream);
  write_text(stream, lowers ? syn_text_slice(text, 1, text.size) : text);
  fputc('\n', stream);
}

static void write_notes(FILE *stream, const char *heading, const syn_note *notes) {
  fprintf(stream, "\n# %s\n\n", heading);
  for (const syn_note *note = notes; note->word; note++) {
    fputc('*', stream);
    write_string(stream, note->word);
    fputs("*\n\t", stream);
    write_string(stream, note->text);
    fputs("\n\n", stream);
  }
}

static void write_option(FILE *stream, const syn_option *option) {
  syn_buffer text;
  syn_buffer_init(&text, TEXT_LIMIT);
  syn_option_explain(option, &text);
  fprintf(stream, "*--%s*", option->name);
  if (option->argument) fprintf(stream, " _%s_", option->argument);
  fputs("\n\t", stream);
  write_text(stream, syn_buffer_text(&text));
  fputs("\n\n", stream);
  syn_buffer_clear(&text);
}

static void write_examples(FILE *stream, const char *examples) {
  fprintf(stream, "# EXAMPLES\n\n```\n%s```\n", examples);
}

static bool uses(const syn_command *command, syn_option_key key) {
  for (const syn_option_key *option = command->options; *option != OPTION_COUNT; option++) {
    if (*option == key) return true;
  }
  return false;
}

static void write_see_also(FILE *stream, const syn_command *about) {
  fputs("\n# SEE ALSO\n\n", stream);
  const char *before = "";
  if (about) {
    fputs("*synoptic*(1)", stream);
    before = ", ";
  }
  for (const syn_command *const *command = syn_commands; *command; command++) {
    if (*command == about) continue;
    fprintf(stream, "%s*synoptic-%s*(1)", before, (*command)->name);
    before = ", ";
  }
  fputc('\n', stream);
}

static void write_command_page(FILE *stream, const syn_command *command) {
  const syn_option *option;
  fprintf(stream, "synoptic-%s(1) \"synoptic %s\" \"Synoptic\"\n\n# NAME\n\nsynoptic-%s - ", command->name, syn_version(), command->name);
  write_summary(stream, command->summary);
  fprintf(stream, "\n# SYNOPSIS\n\n*synoptic %s* [_OPTIONS_] ", command->name);
  write_string(stream, command->words);
  fputs("\n\n# DESCRIPTION\n\n", stream);
  write_paragraphs(stream, command->summary);
  if (command->details) write_paragraphs(stream, command->details);
  fputs("# OPTIONS\n\n", stream);
  for (size_t i = 0; (option = syn_command_next_option(command, &i));) write_option(stream, option);
  write_examples(stream, command->examples);
  write_notes(stream, "EXIT STATUS", syn_exit_notes);
  if (uses(command, OPTION_DB)) write_notes(stream, "FILES", syn_file_notes);
  write_notes(stream, "ENVIRONMENT", syn_environment_notes);
  write_see_also(stream, command);
}

static void write_program_page(FILE *stream) {
  fprintf(stream,
          "synoptic(1) \"synoptic %s\" \"Synoptic\"\n\n# NAME\n\nsynoptic - lay several accounts of the same affair side by side\n\n"
          "# SYNOPSIS\n\n*synoptic* _COMMAND_ [_OPTIONS_] ...++\n*synoptic* *--help*++\n*synoptic* *--version*\n\n# DESCRIPTION\n\n"
          "Synoptic reads the pages of several news outlets and lays their accounts side by side: one line a fact, one column an account. "
          "It keeps what it read in one file, the store, and asks the network only for the addresses that it is given.\n\n# COMMANDS\n\n",
          syn_version());
  for (const syn_command *const *command = syn_commands; *command; command++) {
    fprintf(stream, "*synoptic-%s*(1)\n\t", (*command)->name);
    write_string(stream, (*command)->summary);
    fputs("\n\n", stream);
  }
  fputs("# OPTIONS\n\n*--help*\n\tshow the commands; behind a command, its options and examples\n\n"
        "*--version*\n\tname the version, and the digests of model and world\n\n",
        stream);
  write_examples(stream, syn_program_examples);
  write_notes(stream, "EXIT STATUS", syn_exit_notes);
  write_notes(stream, "FILES", syn_file_notes);
  write_notes(stream, "ENVIRONMENT", syn_environment_notes);
  write_see_also(stream, NULL);
}

void syn_manual_write(FILE *stream, const syn_command *command) {
  if (command)
    write_command_page(stream, command);
  else
    write_program_page(stream);
}
