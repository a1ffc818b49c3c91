#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/suggestion.h"
#include "cli/terminal.h"
#include "synoptic/names.h"
#include "synoptic/own_world.h"

static const char *point_kind(size_t index) {
  return index < SYN_POINT_KIND_COUNT ? syn_point_kind_name((unsigned)index) : NULL;
}

static const char *event_type(size_t index) {
  return index < SYN_EVENT_TYPE_COUNT ? syn_event_type_name((unsigned)index) : NULL;
}

static const char *label(size_t index) {
  return index < SYN_LABEL_COUNT ? syn_label_name((unsigned)index) : NULL;
}

static const syn_option OPTIONS[] = {
    {OPTION_DB, "db", "FILE", "the store (default: synoptic.db in the current folder)"},
    {OPTION_FROM, "from", "KIND", "what the input is (default: recognised)", .nth_value = syn_input_kind_name},
    {OPTION_TO, "to", "FORMAT", "records as lines, or words and trees", .values = "jsonl conllu"},
    {OPTION_FORMAT, "format", "FORMAT", "how the records are written", .nth_value = syn_export_format_name},
    {OPTION_OUTPUT, "output", "FILE", "write there instead of the default place; - is standard output"},
    {OPTION_MODEL, "model", "FILE", "use these weights instead of those in the program"},
    {OPTION_WORLD, "world", "FOLDER", "lay these tables over those in the program"},
    {OPTION_EVENTS, "events", "FILE", "tell events by this dictionary (PETRARCH) instead of the own one"},
    {OPTION_THREADS, "threads", "N", "work with N threads (default: one a core)"},
    {OPTION_ISOLATION, "isolation", "HOW", "read pages in processes without rights (default: auto)", .values = "auto off required"},
    {OPTION_KIND, "kind", "KIND", "only points of this kind", .nth_value = point_kind},
    {OPTION_WITH, "with", "WHAT", "also write the keys by which articles find each other", .values = "sketch"},
    {OPTION_JSON, "json", NULL, "write JSON Lines instead of text for people"},
    {OPTION_SENTENCES, "sentences", NULL, "show the sentence under each value"},
    {OPTION_DIFFER_ONLY, "differ-only", NULL, "only points on which the accounts do not agree"},
    {OPTION_WHY, "why", NULL, "say why: of an actor's mentions, of a point and its label"},
    {OPTION_COLOR, "color", "WHEN", "bold and colours (default: auto, on a terminal)", .values = "auto always never"},
    {OPTION_MAN, "man", NULL, NULL} /* of `help`: the page of the manual as source for scdoc */,
    {OPTION_NO_BYTES, "no-bytes", NULL, "keep the digests of the pages, not the pages themselves"},
    {OPTION_OUTLET, "outlet", "NAME", "the articles of this outlet"},
    {OPTION_FURNITURE, "furniture", "HOST", "what recurs on the pages of this site and was left out of its articles"},
    {OPTION_STORY, "story", "STORY", "the articles of this story, named by the beginning of its id"},
    {OPTION_DRY_RUN, "dry-run", NULL, "say what would be done, and do nothing"},
    {OPTION_FORCE, "force", NULL, "also in place of a file that is there"},
    {OPTION_ALL, "all", NULL, "all articles, not only those that others read"},
    {OPTION_MAX_PAGE_SIZE, "max-page-size", "SIZE", "refuse larger pages (default: 8M)"},
    {OPTION_MAX_LINE_SIZE, "max-line-size", "SIZE", "refuse longer lines of JSON Lines (default: 16M)"},
    {OPTION_MAX_PAGE_TIME, "max-page-time", "TIME", "refuse pages whose markup takes longer (default: 2s)"},
    {OPTION_MAX_PAGE_MEMORY, "max-page-memory", "SIZE", "refuse pages that need more memory (default: 512M)"},
    {OPTION_MAX_FOLDER_DEPTH, "max-folder-depth", "N", "go no deeper into folders (default: 32)"},
    {OPTION_MAX_MEMORY, "max-memory", "SIZE", "refuse jobs over the store that need more memory (default: 16G)"},
    {OPTION_TIMEOUT, "timeout", "TIME", "give up an address that has not come by then (default: 30s)"},
    {OPTION_PAUSE, "pause", "TIME", "between two requests to one host (default: 1s)"},
    {OPTION_ALLOW_PRIVATE, "allow-private", NULL, "also ask this machine and private networks for addresses"},
    {OPTION_IGNORE_ROBOTS, "ignore-robots", NULL, "also what robots.txt forbids: only for sites whose owner agrees"},
    {OPTION_CONTACT, "contact", "ADDRESS", "tell hosts where they can reach you: an address or a mail address"},
    {OPTION_CA_FILE, "ca-file", "FILE", "trust these authorities (PEM) instead of the system's"},
    {OPTION_GOLD_TOKENS, "gold-tokens", NULL, "take sentences and words as they are given"},
    {OPTION_ONLY, "only", "WORDS", "only documents whose id has these words"},
    {OPTION_TYPES, "types", "TYPES", "which label is which type: LABEL=TYPE|..."},
    {OPTION_LANGUAGE, "language", "CODE", "the language of the files (default: en)"},
    {OPTION_AS, "as", "KIND", "what the file is (default: recognised)", .nth_value = syn_own_kind_nth},
    {OPTION_ACTOR, "actor", "NAME", "this actor takes part, or is spoken of"},
    {OPTION_PLACE, "place", "NAME", "it was there, or the place is spoken of"},
    {OPTION_SPEAKER, "speaker", "NAME", "quotes of this speaker"},
    {OPTION_TYPE, "type", "TYPE", "events of this type", .nth_value = event_type},
    {OPTION_LABEL, "label", "LABEL", "points with this label", .nth_value = label},
    {OPTION_POINT_KIND, "kind", "KIND", "points of this kind", .nth_value = point_kind},
    {OPTION_FROM_DAY, "from", "DATE", "not before this day, month or year (2020-01-31, 2020-01, 2020)"},
    {OPTION_TO_DAY, "to", "DATE", "not after it"},
    {OPTION_LIMIT, "limit", "N", "show N at most (default: 20)"},
    {OPTION_WHERE, "place", "PLACE", "only what was there; of a country also in its places"},
    {OPTION_EVENT_TYPE, "kind", "TYPE", "only events of this type", .nth_value = event_type},
    {OPTION_DAYS, "days", "N", "only the N days of which the accounts make most"},
    {OPTION_LINES, "limit", "N", "at most N lines, the heaviest (default: 200)"},
    {OPTION_SVG, "svg", "FILE", "write a picture there instead of text; - is standard output"},
    {OPTION_ONCE, "once", NULL, "ask all that are due, and end"},
    {OPTION_EVERY, "every", "TIME", "ask every 10m, 1h … (default: as each feed has it)"},
    {OPTION_FEED_ONLY, "feed-only", NULL, "take what the feeds themselves hold, and ask for no pages"},
    {OPTION_LIST, "list", NULL, "show what is watched, and end"},
    {OPTION_STOP, "stop", "ADDRESS", "watch it no more, and end"},
    {OPTION_PAGES, "limit", "N", "ask for N pages at most in one round (default: 1000)"},
    {OPTION_HELP, "help", NULL, "show this help"},
};

const syn_option *syn_option_describe(syn_option_key key) {
  for (size_t i = 0; i < sizeof OPTIONS / sizeof OPTIONS[0]; i++) {
    if (OPTIONS[i].key == key) return &OPTIONS[i];
  }
  return NULL;
}

bool syn_next_word(syn_text *rest, syn_text *out_word) {
  while (rest->size > 0 && rest->data[0] == ' ') *rest = syn_text_slice(*rest, 1, rest->size);
  size_t end = syn_text_find(*rest, SYN_TEXT(" "), 0);
  *out_word = syn_text_slice(*rest, 0, end);
  *rest = syn_text_slice(*rest, out_word->size, rest->size);
  return out_word->size > 0;
}

bool syn_option_has_values(const syn_option *option) {
  return option->values || option->nth_value;
}

bool syn_option_next_value(const syn_option *option, size_t *at, syn_text *out_value) {
  if (option->nth_value) {
    const char *value = option->nth_value(*at);
    if (value) *out_value = syn_text_from(value);
    *at += value ? 1 : 0;
    return value;
  }
  syn_text values = syn_text_from(option->values), rest = syn_text_slice(values, *at, values.size);
  bool is_found = syn_next_word(&rest, out_value);
  *at = values.size - rest.size;
  return is_found;
}

/* The option that `word` (without the dashes, up to '=') names, among those of the command. */
static const syn_option *find_option(const syn_command *command, const char *word) {
  size_t size = strcspn(word, "=");
  for (const syn_option_key *key = command->options; *key != OPTION_COUNT; key++) {
    const syn_option *option = syn_option_describe(*key);
    if (strlen(option->name) == size && memcmp(option->name, word, size) == 0) return option;
  }
  return size == 4 && memcmp(word, "help", 4) == 0 ? syn_option_describe(OPTION_HELP) : NULL;
}

/* "synoptic add: BEFORE WORD AFTER", with the word made safe. */
static void complain(const syn_command *command, const char *before, const char *word, const char *after) {
  fprintf(stderr, "synoptic %s: %s", command->name, before);
  syn_terminal_print(stderr, syn_text_from(word));
  fputs(after, stderr);
}

static void refuse_option(const syn_command *command, const char *word) {
  syn_text name = syn_text_slice(syn_text_from(word), 2, strcspn(word, "="));
  syn_suggestion suggestion = syn_suggestion_begin(name);
  for (const syn_option_key *key = command->options; *key != OPTION_COUNT; key++) {
    const syn_option *option = syn_option_describe(*key);
    if (option->help) syn_suggestion_consider(&suggestion, syn_text_from(option->name));
  }
  complain(command, "there is no option ", word, ".");
  if (suggestion.best.size > 0) fprintf(stderr, " Did you mean --%.*s?", SYN_TEXT_ARGUMENTS(suggestion.best));
  fprintf(stderr, " `synoptic %s --help` lists them.\n", command->name);
}

/* Whether the option takes the value; says so if not. */
static bool check_value(const syn_command *command, const syn_option *option, const char *value) {
  syn_text word;
  syn_suggestion suggestion = syn_suggestion_begin(syn_text_from(value));
  if (!syn_option_has_values(option)) return true;
  for (size_t at = 0; syn_option_next_value(option, &at, &word);) {
    if (syn_text_equal(word, syn_text_from(value))) return true;
    syn_suggestion_consider(&suggestion, word);
  }
  fprintf(stderr, "synoptic %s: --%s knows no \"", command->name, option->name);
  syn_terminal_print(stderr, syn_text_from(value));
  fputs("\".", stderr);
  if (suggestion.best.size > 0) fprintf(stderr, " Did you mean %.*s?", SYN_TEXT_ARGUMENTS(suggestion.best));
  fputs(" It takes", stderr);
  for (size_t at = 0, count = 0; syn_option_next_value(option, &at, &word); count++)
    fprintf(stderr, "%s%.*s", count > 0 ? ", " : ": ", SYN_TEXT_ARGUMENTS(word));
  fputs(".\n", stderr);
  return false;
}

/* Takes one option at argv[*index], its value too. */
static bool take_option(const syn_command *command, int argc, char **argv, int *index, syn_arguments *arguments) {
  const char *word = argv[*index] + 2;
  const syn_option *option = find_option(command, word);
  const char *value = strchr(word, '=');
  if (!option) {
    refuse_option(command, argv[*index]);
    return false;
  }
  if (!option->argument && value) {
    fprintf(stderr, "synoptic %s: --%s takes no value.\n", command->name, option->name);
    return false;
  }
  if (option->argument && !value && *index + 1 >= argc) {
    fprintf(stderr, "synoptic %s: --%s needs a value: --%s %s.\n", command->name, option->name, option->name, option->argument);
    return false;
  }
  value = !option->argument ? "" : value ? value + 1 : argv[++*index];
  arguments->values[option->key] = value;
  return !option->argument || check_value(command, option, value);
}

bool syn_arguments_parse(const syn_command *command, int argc, char **argv, const char **words, syn_arguments *out_arguments) {
  syn_arguments arguments = {.words = words};
  bool only_words = false;
  for (int i = 0; i < argc; i++) {
    if (!only_words && strcmp(argv[i], "--") == 0) {
      only_words = true;
    } else if (!only_words && strcmp(argv[i], "-h") == 0) {
      arguments.values[OPTION_HELP] = "";
    } else if (!only_words && strncmp(argv[i], "--", 2) == 0) {
      if (!take_option(command, argc, argv, &i, &arguments)) return false;
    } else if (!only_words && argv[i][0] == '-' && argv[i][1]) {
      complain(command, "there is no option ", argv[i], "; options are words, as in --help.\n");
      return false;
    } else {
      words[arguments.word_count++] = argv[i];
    }
  }
  *out_arguments = arguments;
  return true;
}
