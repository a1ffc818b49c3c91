/*
 * Asks for addresses with the fetcher and tells what came, an answer a line, for fetching.py:
 *
 *   fetch_urls [NAME=VALUE]... URL...
 *
 * Names are those of syn_fetch_options, and etag, last_modified, feed. Fields of a line are separated by tabs: key, outcome, status, final
 * address, moved_to, media type, charset, etag, last_modified, retry_after_s, size of the body, its SHA-256, message. After all of them a
 * line with the time that it took, in milliseconds. With "FAIL=1" all is done again and again, with another allocation failing each time,
 * until none fails; a line tells how often it was done and how often all addresses came.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"
#include "base/sha256.h"
#include "fetch/fetcher.h"

typedef struct settings {
  syn_fetch_options options;
  syn_fetch_request request;
  bool lets_fail, is_silent, wants_sitemaps;
} settings;

static const char *const outcomes[] = {"came", "unchanged", "gone", "later", "forbidden", "failed"};

static uint64_t now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static bool take_setting(settings *to, const char *name, const char *value) {
  const uint32_t number = (uint32_t)strtoul(value, NULL, 10);
  if (strcmp(name, "body_bytes") == 0)
    to->options.body_bytes = number;
  else if (strcmp(name, "timeout_ms") == 0)
    to->options.timeout_ms = number;
  else if (strcmp(name, "connect_timeout_ms") == 0)
    to->options.connect_timeout_ms = number;
  else if (strcmp(name, "pause_ms") == 0)
    to->options.pause_ms = number;
  else if (strcmp(name, "connection_count") == 0)
    to->options.connection_count = number;
  else if (strcmp(name, "redirect_count") == 0)
    to->options.redirect_count = number;
  else if (strcmp(name, "allows_private") == 0)
    to->options.allows_private = number != 0;
  else if (strcmp(name, "ignores_robots") == 0)
    to->options.ignores_robots = number != 0;
  else if (strcmp(name, "agent") == 0)
    to->options.agent = value;
  else if (strcmp(name, "contact") == 0)
    to->options.contact = value;
  else if (strcmp(name, "ca_file") == 0)
    to->options.ca_file = value;
  else if (strcmp(name, "etag") == 0)
    to->request.etag = syn_text_from(value);
  else if (strcmp(name, "last_modified") == 0)
    to->request.last_modified = syn_text_from(value);
  else if (strcmp(name, "feed") == 0)
    to->request.is_feed = number != 0;
  else if (strcmp(name, "sitemaps") == 0)
    to->wants_sitemaps = number != 0;
  else if (strcmp(name, "FAIL") == 0)
    to->lets_fail = number != 0;
  else
    return false;
  return true;
}

static void print_result(const syn_fetch_result *result) {
  char sha256[SYN_SHA256_TEXT_SIZE];
  syn_sha256_of(result->body, sha256);
  printf("%" PRIu64 "\t%s\t%u\t%.*s\t%.*s\t", result->key, outcomes[result->outcome], result->http_status,
         SYN_TEXT_ARGUMENTS(result->final_url), SYN_TEXT_ARGUMENTS(result->moved_to));
  printf("%.*s\t%.*s\t%.*s\t%.*s\t", SYN_TEXT_ARGUMENTS(result->media_type), SYN_TEXT_ARGUMENTS(result->charset),
         SYN_TEXT_ARGUMENTS(result->etag), SYN_TEXT_ARGUMENTS(result->last_modified));
  printf("%u\t%zu\t%s\t%d\t%u\t%s\n", result->retry_after_s, result->body.size, sha256, result->is_gone_for_good, result->fresh_s,
         result->error.text);
}

/* Whether all that was asked for was answered; out: how many came. */
static bool ask_all(const settings *with, char **urls, int count, int *out_came_count) {
  syn_fetcher *fetcher = NULL;
  syn_error error = {0};
  syn_fetch_result result;
  int came_count = 0;
  syn_status status = syn_fetcher_create(&with->options, &fetcher, &error);
  for (int i = 0; i < count && status == SYN_OK; i++) {
    syn_fetch_request request = with->request;
    request.url = syn_text_from(urls[i]);
    request.key = (uint64_t)i;
    status = syn_fetcher_ask(fetcher, &request, &error);
  }
  while (status == SYN_OK || status == SYN_LIMIT) {
    status = syn_fetcher_next(fetcher, 100, &result, &error);
    if (status == SYN_OK && !with->is_silent) print_result(&result);
    if (status == SYN_OK && result.outcome == SYN_FETCH_CAME) came_count++;
  }
  if (status == SYN_NOT_FOUND && with->wants_sitemaps)
    printf("%.*s", SYN_TEXT_ARGUMENTS(syn_fetcher_sitemaps(fetcher, syn_text_from(urls[0]))));
  syn_fetcher_destroy(&fetcher);
  *out_came_count = came_count;
  if (status == SYN_NOT_FOUND && error.status == SYN_OK) return true;
  if (!with->is_silent || status != SYN_NO_MEMORY) printf("error\t%s\t%s\n", syn_status_name(status), error.text);
  return false;
}

static void ask_without_memory(settings *with, char **urls, int count) {
  long times = 0, complete = 0;
  with->is_silent = true;
  for (bool is_pending = false; !is_pending; times++) {
    int came_count = 0;
    syn_memory_fail_after(times);
    ask_all(with, urls, count, &came_count);
    is_pending = syn_memory_fail_pending();
    if (came_count == count) complete++;
  }
  syn_memory_fail_after(-1);
  printf("%ld\t%ld\n", times, complete);
}

int main(int argc, char **argv) {
  settings with = {.options = syn_fetch_options_default};
  int at = 1, came_count;
  bool is_answered = true;
  for (; at < argc && strchr(argv[at], '=') && !syn_fetch_is_address(syn_text_from(argv[at])); at++) {
    char *value = strchr(argv[at], '=');
    *value = 0;
    if (!take_setting(&with, argv[at], value + 1)) {
      fprintf(stderr, "fetch_urls: there is no setting %s\n", argv[at]);
      return 2;
    }
  }
  const uint64_t begun_ms = now_ms();
  if (with.lets_fail)
    ask_without_memory(&with, argv + at, argc - at);
  else
    is_answered = ask_all(&with, argv + at, argc - at, &came_count);
  printf("%" PRIu64 "\n", now_ms() - begun_ms);
  return is_answered ? 0 : 1;
}
