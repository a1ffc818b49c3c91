#include <stdlib.h>

#include "cli/article_rows.h"
#include "cli/session.h"

static void print_summary(const syn_arguments *arguments, uint64_t count) {
  bool is_dry = arguments->values[OPTION_DRY_RUN] != NULL;
  if (arguments->values[OPTION_JSON])
    printf("{\"%s\":%llu}\n", is_dry ? "would_remove" : "removed", (unsigned long long)count);
  else
    printf("%llu %s %s.\n", (unsigned long long)count, count == 1 ? "article" : "articles", is_dry ? "would be removed" : "removed");
}

static int remove_listed(syn_session *session, const syn_arguments *arguments, const syn_article_list *list) {
  syn_error error = {0};
  uint64_t count = 0;
  syn_id *ids = calloc(list->article_count + 1, sizeof *ids);
  if (!ids) {
    syn_error_set(&error, SYN_NO_MEMORY, 0, "Not enough memory to remove the articles.");
    return syn_session_fail(&error);
  }
  for (uint32_t i = 0; i < list->article_count; i++) ids[i] = list->articles[i].id;
  syn_status status = syn_collection_remove(session->collection, ids, list->article_count, &count, &error);
  free(ids);
  if (count > 0 || status == SYN_OK) print_summary(arguments, count);
  if (status == SYN_OK) return EXIT_DONE;
  int code = syn_session_fail(&error);
  return count > 0 ? EXIT_SOME_FAILED : code; /* removed, but something of it may still stand in the file */
}

/* What is meant is shown first, so that it can be read also when something fails. */
static int remove_selected(syn_session *session, const syn_arguments *arguments) {
  syn_error error = {0};
  syn_article_list *list = NULL;
  const syn_selection selection = {.articles = arguments->words,
                                   .article_count = arguments->word_count,
                                   .outlet = arguments->values[OPTION_OUTLET],
                                   .story = arguments->values[OPTION_STORY]};
  syn_status status = syn_collection_select(session->collection, &selection, &list, &error);
  if (status == SYN_OK && arguments->values[OPTION_JSON])
    status = syn_article_rows_write(list, &error);
  else if (status == SYN_OK)
    syn_article_rows_print(list, arguments->values[OPTION_COLOR]);
  int code = status == SYN_OK ? EXIT_DONE : syn_session_fail(&error);
  if (code == EXIT_DONE && arguments->values[OPTION_DRY_RUN])
    print_summary(arguments, list->article_count);
  else if (code == EXIT_DONE)
    code = remove_listed(session, arguments, list);
  syn_article_list_destroy(&list);
  return code;
}

/* An empty name is the beginning of every id: a script whose variable is empty should not remove what it does not name. */
static bool has_empty_name(const syn_arguments *arguments) {
  const char *outlet = arguments->values[OPTION_OUTLET], *story = arguments->values[OPTION_STORY];
  bool is_empty = (outlet && !outlet[0]) || (story && !story[0]);
  for (size_t i = 0; i < arguments->word_count; i++) is_empty = is_empty || !arguments->words[i][0];
  return is_empty;
}

static int run(const syn_arguments *arguments) {
  syn_session session;
  if (has_empty_name(arguments)) {
    fprintf(stderr, "synoptic remove: a name is empty; nothing is removed. `synoptic evidence` lists the articles, `synoptic stories` the "
                    "stories.\n");
    return EXIT_USAGE;
  }
  if (arguments->word_count == 0 && !arguments->values[OPTION_OUTLET] && !arguments->values[OPTION_STORY]) {
    fprintf(stderr, "synoptic remove: name articles by the beginnings of their ids, or --outlet NAME, or --story STORY. "
                    "`synoptic evidence` lists the articles.\n");
    return EXIT_USAGE;
  }
  int code = syn_session_open(&session, arguments);
  if (code == EXIT_DONE) code = syn_session_open_store(&session, arguments, false, false);
  if (code == EXIT_DONE) code = remove_selected(&session, arguments);
  syn_session_close(&session);
  return code;
}

static const syn_option_key OPTIONS[] = {OPTION_DB,    OPTION_OUTLET, OPTION_STORY, OPTION_DRY_RUN, OPTION_JSON,
                                         OPTION_COLOR, OPTION_MODEL,  OPTION_WORLD, OPTION_THREADS, OPTION_COUNT};

const syn_command syn_command_remove = {
    .name = "remove",
    .words = "[ARTICLE...]",
    .summary = "Take articles out of the store.",
    .details =
        "Removes the articles that are named, with their pages and all that was read from them: all of them or, if something fails, none. "
        "What they\n"
        "took is overwritten and given back to the disk. Copies elsewhere, backups too, stay as they are.",
    .examples = "  synoptic remove 3f2a\n  synoptic remove --outlet \"The Lantern\" --dry-run\n  synoptic remove --story 7156\n",
    .options = OPTIONS,
    .run = run,
};
