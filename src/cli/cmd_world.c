#include <stdlib.h>
#include <string.h>

#include "cli/session.h"
#include "cli/terminal.h"
#include "synoptic/own_world.h"

enum { PATH_LIMIT = 4096, SHOWN_PROBLEMS = 5 };

/* What is told while files are added. */
typedef struct adding {
  uint64_t shown;
  bool as_json;
} adding;

static void show_problem(void *context, const syn_error *error) {
  adding *state = context;
  if (state->shown++ >= SHOWN_PROBLEMS) return;
  fputs("synoptic: ", stderr);
  syn_terminal_print(stderr, syn_text_from(error->text));
  fputc('\n', stderr);
}

static const char *kind_name(syn_own_kind kind) {
  const char *name = syn_own_kind_name(kind);
  return name ? name : "tables";
}

static void print_summary(const syn_own_summary *summary, bool as_json) {
  if (as_json)
    printf("{\"source\":\"%s\",\"kind\":\"%s\",\"rows\":%llu,\"problems\":%llu}\n", summary->source, kind_name(summary->kind),
           (unsigned long long)summary->row_count, (unsigned long long)summary->problem_count);
  else if (summary->problem_count)
    printf("%-32s %-10s %9llu rows, %llu lines left out\n", summary->source, kind_name(summary->kind),
           (unsigned long long)summary->row_count, (unsigned long long)summary->problem_count);
  else
    printf("%-32s %-10s %9llu rows\n", summary->source, kind_name(summary->kind), (unsigned long long)summary->row_count);
}

static syn_own_kind chosen_kind(const char *name) {
  for (int kind = 1; name && kind < SYN_OWN_KIND_COUNT; kind++)
    if (strcmp(name, syn_own_kind_name((syn_own_kind)kind)) == 0) return (syn_own_kind)kind;
  return SYN_OWN_UNKNOWN;
}

static int add_files(const syn_arguments *arguments, const char *folder) {
  int code = EXIT_DONE;
  for (size_t i = 1; i < arguments->word_count; i++) {
    adding state = {.as_json = arguments->values[OPTION_JSON] != NULL};
    const syn_own_world_observer observer = {.problem = show_problem, .context = &state};
    syn_own_summary summary;
    syn_error error = {0};
    if (syn_own_world_add(folder, arguments->words[i], chosen_kind(arguments->values[OPTION_AS]), &observer, &summary, &error) != SYN_OK) {
      (void)syn_session_fail(&error);
      code = EXIT_SOME_FAILED;
      continue;
    }
    if (state.shown > SHOWN_PROBLEMS)
      fprintf(stderr, "synoptic: %llu more lines were left out.\n", (unsigned long long)(state.shown - SHOWN_PROBLEMS));
    print_summary(&summary, state.as_json);
  }
  return code;
}

static void list_source(void *context, const syn_own_summary *summary) {
  print_summary(summary, context != NULL);
}

static int list_sources(const syn_arguments *arguments, const char *folder) {
  syn_error error = {0};
  /* the switch itself is what the context tells */
  void *as_json = arguments->values[OPTION_JSON] ? (void *)(uintptr_t)arguments : NULL;
  return syn_own_world_list(folder, list_source, as_json, &error) == SYN_OK ? EXIT_DONE : syn_session_fail(&error);
}

static int remove_sources(const syn_arguments *arguments, const char *folder) {
  int code = EXIT_DONE;
  for (size_t i = 1; i < arguments->word_count; i++) {
    syn_error error = {0};
    if (syn_own_world_remove(folder, arguments->words[i], &error) != SYN_OK) code = syn_session_fail(&error);
  }
  return code;
}

/* What the first word asks for. */
static const struct {
  const char *name;
  bool takes_words;
  int (*run)(const syn_arguments *arguments, const char *folder);
} ACTIONS[] = {{"add", true, add_files}, {"list", false, list_sources}, {"remove", true, remove_sources}};

static int run(const syn_arguments *arguments) {
  char own_folder[PATH_LIMIT];
  syn_error error = {0};
  const char *folder = arguments->values[OPTION_WORLD];
  if (!folder && syn_own_world_folder(own_folder, sizeof own_folder, &error) != SYN_OK) {
    (void)syn_session_fail(&error);
    return EXIT_UNUSABLE;
  }
  for (size_t i = 0; arguments->word_count > 0 && i < sizeof ACTIONS / sizeof ACTIONS[0]; i++)
    if (strcmp(arguments->words[0], ACTIONS[i].name) == 0 && (arguments->word_count > 1) == ACTIONS[i].takes_words)
      return ACTIONS[i].run(arguments, folder ? folder : own_folder);
  fprintf(stderr, "synoptic world: say what to do: add FILE..., list, remove SOURCE... `synoptic world --help` shows examples.\n");
  return EXIT_USAGE;
}

static const syn_option_key OPTIONS[] = {OPTION_AS, OPTION_WORLD, OPTION_JSON, OPTION_COUNT};

const syn_command syn_command_world = {
    .name = "world",
    .words = "add FILE...|list|remove SOURCE...",
    .summary = "Actors, places and dictionaries of one's own, for every command.",
    .details =
        "`add` reads a CSV of actors (columns name, type, names, acronyms, adjectives, country, wikidata, cameo), entities of Wikidata "
        "(one\n"
        "JSON object a line), or a dictionary of TABARI or PETRARCH (actors, agents, verbs, discards), and keeps it as tables of its own "
        "in\n"
        "the folder of --world, else in $XDG_DATA_HOME/synoptic/world or ~/.local/share/synoptic/world, which every command lays over the\n"
        "world data of the program. Adding a file again replaces what it gave before. A dictionary of verbs takes the place of the "
        "lexicon\n"
        "of events; --events FILE does so for one run. Formats: docs/dictionaries.md.",
    .examples = "  synoptic world add actors.csv\n  synoptic world add --as verbs CAMEO.2.0.txt\n  synoptic world list\n"
                "  synoptic world remove actors\n",
    .options = OPTIONS,
    .run = run,
};
