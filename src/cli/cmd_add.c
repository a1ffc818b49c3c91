#include "base/json_writer.h"
#include "cli/session.h"

static int print_summary(const syn_session *session, const syn_arguments *arguments) {
  const syn_progress *progress = &session->progress;
  const bool has_archive = progress->revisit_count + progress->other_count > 0;
  if (arguments->values[OPTION_JSON]) {
    syn_buffer line;
    syn_json_writer writer;
    syn_buffer_init(&line, 4096);
    syn_json_init(&writer, &line);
    syn_json_begin_object(&writer);
    syn_json_key_integer(&writer, "added", (int64_t)progress->article_count);
    syn_json_key_integer(&writer, "unchanged", (int64_t)progress->unchanged_count);
    syn_json_key_integer(&writer, "failed", (int64_t)progress->failed_count);
    if (has_archive) syn_json_key_integer(&writer, "revisits", (int64_t)progress->revisit_count);
    if (has_archive) syn_json_key_integer(&writer, "other_records", (int64_t)progress->other_count);
    syn_json_end_object(&writer);
    if (syn_json_finish(&writer) == SYN_OK) printf("%.*s\n", SYN_TEXT_ARGUMENTS(syn_buffer_text(&line)));
    syn_buffer_clear(&line);
  } else {
    printf("%llu added, %llu there already, %llu failed.\n", (unsigned long long)progress->article_count,
           (unsigned long long)progress->unchanged_count, (unsigned long long)progress->failed_count);
    if (has_archive)
      printf("Of archives also: %llu revisits of pages as they were before, %llu records that are no pages.\n",
             (unsigned long long)progress->revisit_count, (unsigned long long)progress->other_count);
  }
  return progress->failed_count > 0 ? EXIT_SOME_FAILED : EXIT_DONE;
}

static int run(const syn_arguments *arguments) {
  syn_session session;
  syn_error error = {0};
  if (arguments->word_count == 0) {
    fprintf(stderr, "synoptic add: name files, folders, addresses or - (standard input). `synoptic add --help` shows examples.\n");
    return EXIT_USAGE;
  }
  int code = syn_session_open(&session, arguments);
  if (code == EXIT_DONE) code = syn_session_open_store(&session, arguments, true, false);
  if (code == EXIT_DONE) {
    const syn_input input = {.paths = arguments->words,
                             .path_count = arguments->word_count,
                             .from = arguments->values[OPTION_FROM],
                             .without_bytes = arguments->values[OPTION_NO_BYTES] != NULL,
                             .network = &session.network};
    syn_status status = syn_collection_add(session.collection, &input, &session.observer, &session.progress, &error);
    syn_session_end_progress(&session);
    code = status == SYN_OK ? print_summary(&session, arguments) : syn_session_fail(&error);
  }
  syn_session_close(&session);
  return code;
}

static const syn_option_key OPTIONS[] = {OPTION_DB,       OPTION_FROM,     OPTION_NO_BYTES, OPTION_JSON,
                                         READING_OPTIONS, NETWORK_OPTIONS, OPTION_COUNT};

const syn_command syn_command_add = {
    .name = "add",
    .words = "PATH|URL|-...",
    .summary = "Read pages into the store.",
    .details = "Takes files and folders of HTML, plain text, JSON Lines and archives of the web (WARC, WACZ), addresses (http://, "
               "https://), or -\n"
               "for standard input. What is there already is left as it is; an input that cannot be read is named, and the rest goes on.\n"
               "Only for an address is the network asked: with robots.txt, a pause between two requests to a host, and no private network "
               "unless\n"
               "--allow-private is given.\n"
               "The pages themselves are kept as evidence, packed, with their SHA-256 and the time; --no-bytes keeps the SHA-256 and the "
               "time alone.",
    .examples = "  synoptic add article.html notes.txt\n  synoptic add --db news.db pages/\n  synoptic add "
                "https://news.example/2024/flood.html\n  zcat crawl.jsonl.gz | synoptic add --from jsonl -\n",
    .options = OPTIONS,
    .run = run,
};
