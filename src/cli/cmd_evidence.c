#include <unistd.h>

#include "cli/article_rows.h"
#include "cli/output.h"
#include "cli/session.h"
#include "cli/sizes.h"
#include "cli/terminal.h"

static void print_line(const char *name, syn_text value, const char *remark) {
  if (value.size == 0) return;
  printf("%-9s ", name);
  syn_terminal_print(stdout, value);
  printf("%s\n", remark);
}

static void print_article(const syn_article *article, const syn_evidence *evidence) {
  char id[SYN_ID_TEXT_SIZE], size[SIZE_TEXT_SIZE];
  syn_id_format(article->id, id);
  print_line("article", syn_text_from(id), "");
  print_line("source", article->source, "");
  print_line("outlet", article->outlet, "");
  print_line("title", article->title, "");
  print_line("address", article->url, "");
  if (!evidence) {
    printf("%-9s not kept: add it again\n", "page");
    return;
  }
  print_line("captured", evidence->captured, article->captured.size > 0 ? ", as its carrier states" : ", when it was read into the store");
  print_line("SHA-256", evidence->sha256, "");
  syn_size_format(evidence->size, size);
  print_line("page", syn_text_from(size),
             evidence->has_bytes ? ", kept: --output FILE writes it" : ", not kept: add it again without --no-bytes");
}

static int write_page(syn_session *session, const syn_arguments *arguments, syn_id article) {
  syn_error error = {0};
  syn_output output;
  int code = syn_output_open(&output, "evidence", arguments->values[OPTION_OUTPUT], syn_session_store_path(arguments));
  if (code != EXIT_DONE) return code;
  const syn_sink sink = syn_output_sink(&output);
  syn_status status = syn_collection_write_page(session->collection, article, &sink, &error);
  if (status != SYN_OK && !output.has_failed) code = syn_session_fail(&error);
  if (status == SYN_BAD_INPUT) code = EXIT_SOME_FAILED; /* this page is damaged; the store can be used */
  return syn_output_close(&output, status == SYN_OK, code);
}

static int show_list(const syn_article_list *list, const syn_arguments *arguments) {
  syn_error error = {0};
  if (list->damaged_count > 0)
    fprintf(stderr, "synoptic evidence: %u of the articles cannot be read; `synoptic check` tells what is wrong with them.\n",
            list->damaged_count);
  int code = list->damaged_count > 0 ? EXIT_SOME_FAILED : EXIT_DONE;
  if (arguments->values[OPTION_JSON]) return syn_article_rows_write(list, &error) == SYN_OK ? code : syn_session_fail(&error);
  if (list->article_count == 0)
    printf("The store holds no articles yet: add some with `synoptic add PATH`.\n");
  else
    syn_article_rows_print(list, arguments->values[OPTION_COLOR]);
  return code;
}

static int show(syn_session *session, const syn_arguments *arguments) {
  syn_error error = {0};
  syn_article_list *list = NULL;
  bool is_one = arguments->word_count > 0;
  const syn_selection selection = {.articles = arguments->words, .article_count = arguments->word_count};
  if (syn_collection_select(session->collection, &selection, &list, &error) != SYN_OK) return syn_session_fail(&error);
  int code = EXIT_DONE;
  if (!is_one || arguments->values[OPTION_JSON])
    code = show_list(list, arguments);
  else if (!arguments->values[OPTION_OUTPUT] && isatty(STDOUT_FILENO))
    print_article(&list->articles[0], syn_article_rows_evidence(list, list->articles[0].id));
  else
    code = write_page(session, arguments, list->articles[0].id);
  syn_article_list_destroy(&list);
  return code;
}

static int run(const syn_arguments *arguments) {
  syn_session session;
  if (arguments->word_count > 1 || (arguments->word_count == 0 && arguments->values[OPTION_OUTPUT])) {
    fprintf(stderr, "synoptic evidence: name one article, by the beginning of its id; without one all are listed.\n");
    return EXIT_USAGE;
  }
  int code = syn_session_open(&session, arguments);
  if (code == EXIT_DONE) code = syn_session_open_store(&session, arguments, false, false);
  if (code == EXIT_DONE) code = show(&session, arguments);
  syn_session_close(&session);
  return code;
}

static const syn_option_key OPTIONS[] = {OPTION_DB, OPTION_OUTPUT, OPTION_JSON, OPTION_COLOR, OPTION_COUNT};

const syn_command syn_command_evidence = {
    .name = "evidence",
    .words = "[ARTICLE]",
    .summary = "The pages that articles were read from, as captured.",
    .details =
        "Without an article: all of them, with the beginnings of their ids, the time of capture and the size. With one: its page, byte "
        "for byte, into\n"
        "--output or a pipe, once its SHA-256 is seen to be right; on a terminal, or with --json, what is known of it.",
    .examples = "  synoptic evidence\n  synoptic evidence 3f2a --output page.html\n  synoptic evidence 3f2a | sha256sum\n",
    .options = OPTIONS,
    .run = run,
};
