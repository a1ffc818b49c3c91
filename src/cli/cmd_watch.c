/*
 * Feeds, sitemaps and lists of feeds, asked again and again. Ctrl-C ends the watching: what has come is kept, what was under way is asked
 * for again the next time. A second Ctrl-C ends the program at once, which leaves the store whole too.
 */
#include <signal.h>
#include <stdio.h>

#include "cli/limit_options.h"
#include "cli/session.h"
#include "cli/watch_output.h"

enum { MS_PER_S = 1000, MOST_PAGES = 1000000 };

static volatile sig_atomic_t was_interrupted;

static void interrupt(int signal_number) {
  (void)signal_number;
  was_interrupted = 1;
}

static void catch_interrupts(void) {
  struct sigaction action = {.sa_handler = interrupt, .sa_flags = (int)SA_RESETHAND};
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
}

static bool may_go_on(void *context) {
  (void)context;
  return !was_interrupted && !ferror(stdout);
}

static void show_event(void *context, const syn_watch_event *event) {
  syn_watch_output_event(context, event);
}

static void show_progress(void *context, const syn_watch_progress *progress) {
  syn_watch_output_progress(context, progress);
}

static bool read_options(const syn_session *session, const syn_arguments *arguments, syn_watch_options *out_options) {
  uint32_t every_ms = 0;
  syn_watch_options options = {.addresses = arguments->words,
                               .address_count = arguments->word_count,
                               .is_once = arguments->values[OPTION_ONCE] != NULL,
                               .is_feed_only = arguments->values[OPTION_FEED_ONLY] != NULL,
                               .without_bytes = arguments->values[OPTION_NO_BYTES] != NULL,
                               .network = &session->network};
  bool is_right = syn_time_option_read(arguments, OPTION_EVERY, &every_ms) &&
                  syn_count_option_read(arguments, OPTION_PAGES, MOST_PAGES, &options.page_limit);
  options.every_s = (every_ms + MS_PER_S - 1) / MS_PER_S;
  if (is_right) *out_options = options;
  return is_right;
}

static int show_list(syn_session *session, const syn_arguments *arguments) {
  syn_watched_list *list = NULL;
  syn_error error = {0};
  if (syn_collection_watched(session->collection, &list, &error) != SYN_OK) return syn_session_fail(&error);
  syn_watch_output_list(list, arguments->values[OPTION_JSON] != NULL, arguments->values[OPTION_COLOR]);
  syn_watched_list_destroy(&list);
  return EXIT_DONE;
}

static int stop(syn_session *session, const char *address) {
  syn_error error = {0};
  syn_status status = syn_collection_stop_watching(session->collection, address, &error);
  return status == SYN_OK ? EXIT_DONE : syn_session_fail(&error);
}

static int watch(syn_session *session, const syn_arguments *arguments, const syn_watch_options *options) {
  syn_watch_progress progress = {0};
  syn_watch_output output;
  syn_error error = {0};
  syn_watch_output_init(&output, arguments->values[OPTION_JSON] != NULL);
  catch_interrupts();
  const syn_watch_observer observer = {.event = show_event, .progress = show_progress, .may_go_on = may_go_on, .context = &output};
  syn_status status = syn_collection_watch(session->collection, options, &observer, &progress, &error);
  if (status == SYN_OK || progress.asked_count > 0) syn_watch_output_end(&output, &progress, was_interrupted != 0);
  if (status != SYN_OK) return syn_session_fail(&error);
  bool has_failed = progress.failed_count + progress.feed_failures > 0 || was_interrupted;
  return options->is_once && has_failed ? EXIT_SOME_FAILED : EXIT_DONE;
}

static int run(const syn_arguments *arguments) {
  syn_session session;
  syn_watch_options options = {0};
  const char *address = arguments->values[OPTION_STOP];
  bool has_list = arguments->values[OPTION_LIST] != NULL;
  if ((address || has_list) && (arguments->word_count > 0 || (address && has_list))) {
    fprintf(stderr, "synoptic watch: --list and --stop ADDRESS stand alone.\n");
    return EXIT_USAGE;
  }
  int code = syn_session_open(&session, arguments);
  if (code == EXIT_DONE && !read_options(&session, arguments, &options)) code = EXIT_USAGE;
  if (code == EXIT_DONE) code = syn_session_open_store(&session, arguments, arguments->word_count > 0, false);
  if (code == EXIT_DONE)
    code = has_list ? show_list(&session, arguments) : address ? stop(&session, address) : watch(&session, arguments, &options);
  syn_session_close(&session);
  return code;
}

static const syn_option_key OPTIONS[] = {OPTION_DB,       OPTION_ONCE,     OPTION_EVERY,    OPTION_FEED_ONLY, OPTION_PAGES,
                                         OPTION_LIST,     OPTION_STOP,     OPTION_NO_BYTES, OPTION_JSON,      OPTION_COLOR,
                                         NETWORK_OPTIONS, READING_OPTIONS, OPTION_COUNT};

const syn_command syn_command_watch = {
    .name = "watch",
    .words = "[ADDRESS|FILE...]",
    .summary = "Keep reading from feeds and news sitemaps.",
    .details =
        "Takes addresses of feeds (RSS, Atom, JSON Feed), sitemaps, lists of feeds (OPML, also as a file) and of sites that name their "
        "feed. They are kept in the\n"
        "store: without an address, all of them are watched on. Each item's page is read into the store, again when it has changed, as a "
        "new version.\n"
        "What was asked for and what came stands in the ledger that `synoptic sources` shows. Goes on until it is interrupted, unless "
        "--once is given.",
    .examples = "  synoptic watch https://news.example/feed.xml feeds.opml\n  synoptic watch --once\n  synoptic watch --every 15m\n"
                "  synoptic watch --list\n  synoptic watch --stop https://news.example/feed.xml\n",
    .options = OPTIONS,
    .run = run,
};
