/*
 * Command: one word of the program, as a struct in a table (main.c). Adding one is one file and one line.
 *
 * Options are told in a table too (arguments.c). Parser, `--help`, completion scripts and manual pages are made from the two tables, so
 * that nothing else is to be done for a new command or option.
 */
#ifndef SYN_CLI_COMMAND_H
#define SYN_CLI_COMMAND_H

#include <stdbool.h>

#include "synoptic/collection.h"

/* Exit codes of the program. */
enum { EXIT_DONE = 0, EXIT_SOME_FAILED = 1, EXIT_USAGE = 2, EXIT_UNUSABLE = 3 };

/* Which value an option sets. */
typedef enum syn_option_key {
  OPTION_DB,
  OPTION_FROM,
  OPTION_TO,
  OPTION_FORMAT,
  OPTION_OUTPUT,
  OPTION_MODEL,
  OPTION_WORLD,
  OPTION_EVENTS,
  OPTION_THREADS,
  OPTION_ISOLATION,
  OPTION_KIND,
  OPTION_WITH,
  OPTION_JSON,
  OPTION_SENTENCES,
  OPTION_DIFFER_ONLY,
  OPTION_WHY,
  OPTION_COLOR,
  OPTION_MAN,
  OPTION_NO_BYTES,
  OPTION_OUTLET,
  OPTION_STORY,
  OPTION_DRY_RUN,
  OPTION_FORCE,
  OPTION_ALL,
  OPTION_MAX_PAGE_SIZE,
  OPTION_MAX_LINE_SIZE,
  OPTION_MAX_PAGE_TIME,
  OPTION_MAX_PAGE_MEMORY,
  OPTION_MAX_FOLDER_DEPTH,
  OPTION_MAX_MEMORY,
  OPTION_ALLOW_PRIVATE,
  OPTION_IGNORE_ROBOTS,
  OPTION_TIMEOUT,
  OPTION_PAUSE,
  OPTION_CONTACT,
  OPTION_CA_FILE,
  OPTION_GOLD_TOKENS,
  OPTION_ONLY,
  OPTION_TYPES,
  OPTION_LANGUAGE,
  OPTION_AS,
  OPTION_ACTOR,
  OPTION_PLACE,
  OPTION_SPEAKER,
  OPTION_TYPE,
  OPTION_LABEL,
  OPTION_POINT_KIND,
  OPTION_FROM_DAY,
  OPTION_TO_DAY,
  OPTION_LIMIT,
  OPTION_WHERE,
  OPTION_EVENT_TYPE,
  OPTION_DAYS,
  OPTION_LINES,
  OPTION_SVG,
  OPTION_FURNITURE,
  OPTION_ONCE,
  OPTION_EVERY,
  OPTION_FEED_ONLY,
  OPTION_LIST,
  OPTION_STOP,
  OPTION_PAGES,
  OPTION_HELP,
  OPTION_COUNT
} syn_option_key;

/* Those of a command that is given pages, in the order in which its help shows them. */
#define READING_OPTIONS \
  OPTION_MODEL, OPTION_WORLD, OPTION_EVENTS, OPTION_THREADS, OPTION_ISOLATION, OPTION_MAX_PAGE_SIZE, OPTION_MAX_LINE_SIZE, \
      OPTION_MAX_PAGE_TIME, OPTION_MAX_PAGE_MEMORY, OPTION_MAX_FOLDER_DEPTH

/* Those of a command that is given addresses. */
#define NETWORK_OPTIONS OPTION_TIMEOUT, OPTION_PAUSE, OPTION_ALLOW_PRIVATE, OPTION_IGNORE_ROBOTS, OPTION_CONTACT, OPTION_CA_FILE

typedef struct syn_option {
  syn_option_key key;
  const char *name;     /* "db" for --db */
  const char *argument; /* "FILE", "FOLDER" (completed as such), another word; NULL: a switch */
  const char *help;     /* NULL: for the build, not for people; told nowhere */
  const char *values;   /* all that it takes, with blanks between ("auto off required"); NULL: anything, or as `nth_value` has it */
  const char *(*nth_value)(size_t index); /* all that it takes, of a table of the library; NULL behind the last */
} syn_option;

/* What stood on the command line. */
typedef struct syn_arguments {
  const char *values[OPTION_COUNT]; /* NULL: not given; switches: "" */
  const char *const *words;         /* what is no option */
  size_t word_count;
} syn_arguments;

typedef struct syn_command {
  const char *name;
  const char *words;             /* for the usage line; PATH and FILE are completed as files, COMMAND as the commands' names */
  const char *summary;           /* one line */
  const char *details;           /* a paragraph, or NULL */
  const char *examples;          /* lines of "  command\n" */
  const syn_option_key *options; /* ended by OPTION_COUNT */
  int (*run)(const syn_arguments *arguments);
  const char *word_values; /* all that the words may be, with blanks between; NULL: see `words` */
} syn_command;

extern const syn_command syn_command_add;
extern const syn_command syn_command_stories;
extern const syn_command syn_command_compare;
extern const syn_command syn_command_who;
extern const syn_command syn_command_find;
extern const syn_command syn_command_report;
extern const syn_command syn_command_export;
extern const syn_command syn_command_annotate;
extern const syn_command syn_command_completion;
extern const syn_command syn_command_help;
extern const syn_command syn_command_evidence;
extern const syn_command syn_command_remove;
extern const syn_command syn_command_update;
extern const syn_command syn_command_check;
extern const syn_command syn_command_backup;
extern const syn_command syn_command_eval;
extern const syn_command syn_command_ledger;
extern const syn_command syn_command_timeline;
extern const syn_command syn_command_world;
extern const syn_command syn_command_sources;
extern const syn_command syn_command_watch;

/* All commands, ended by NULL. */
extern const syn_command *const syn_commands[];

/*
 * Reads `argv` for a command. On a mistake says what is wrong on standard error and returns false. `words` has place for argc entries and
 * receives what is no option.
 */
bool syn_arguments_parse(const syn_command *command, int argc, char **argv, const char **words, syn_arguments *out_arguments);

/* The description of an option. */
const syn_option *syn_option_describe(syn_option_key key);

/* Whether the option takes certain values only, and the next of them; false after the last. Begin with `*at` as 0. */
bool syn_option_has_values(const syn_option *option);
bool syn_option_next_value(const syn_option *option, size_t *at, syn_text *out_value);

/* The next of words with blanks between; false after the last. Begin with `*rest` as the whole. */
bool syn_next_word(syn_text *rest, syn_text *out_word);

/* The command of that name, or NULL. */
const syn_command *syn_command_by_name(const char *name);

/* Says on standard error that there is no such command, and which may be meant. Returns the exit code. */
int syn_command_refuse(const char *name);

#endif
