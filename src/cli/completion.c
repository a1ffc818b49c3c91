#include "cli/completion.h"

#include <string.h>

syn_takes syn_option_takes(const syn_option *option) {
  if (!option->argument) return SYN_TAKES_NOTHING;
  if (syn_option_has_values(option)) return SYN_TAKES_WORDS;
  if (strcmp(option->argument, "FILE") == 0) return SYN_TAKES_FILES;
  return strcmp(option->argument, "FOLDER") == 0 ? SYN_TAKES_FOLDERS : SYN_TAKES_ANYTHING;
}

static bool names_commands(const syn_command *command) {
  return strstr(command->words, "COMMAND") != NULL;
}

syn_takes syn_command_takes(const syn_command *command) {
  if (command->word_values || names_commands(command)) return SYN_TAKES_WORDS;
  if (strstr(command->words, "PATH") || strstr(command->words, "FILE")) return SYN_TAKES_FILES;
  if (strstr(command->words, "FOLDER")) return SYN_TAKES_FOLDERS;
  return command->words[0] ? SYN_TAKES_ANYTHING : SYN_TAKES_NOTHING;
}

void syn_command_write_words(FILE *stream, const syn_command *command, const char *before) {
  if (command->word_values) {
    syn_text rest = syn_text_from(command->word_values), word;
    while (syn_next_word(&rest, &word)) fprintf(stream, "%s%.*s", before, SYN_TEXT_ARGUMENTS(word));
    return;
  }
  for (const syn_command *const *other = syn_commands; *other && names_commands(command); other++)
    fprintf(stream, "%s%s", before, (*other)->name);
}

void syn_option_write_values(FILE *stream, const syn_option *option) {
  syn_text value;
  for (size_t at = 0, count = 0; syn_option_next_value(option, &at, &value); count++)
    fprintf(stream, "%s%.*s", count > 0 ? " " : "", SYN_TEXT_ARGUMENTS(value));
}

void syn_completion_write_text(FILE *stream, const char *text, const char *dropped) {
  for (; *text; text++) {
    if (!strchr(dropped, *text)) fputc(*text == '\n' ? ' ' : *text, stream);
  }
}
