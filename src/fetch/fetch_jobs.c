#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/header_fields.h"
#include "base/memory.h"
#include "base/web_address.h"
#include "fetch/fetcher_internal.h"

enum { RETRY_MOST_S = 30 * 24 * 60 * 60, FRESH_MOST_S = 365 * 24 * 60 * 60, DATE_BYTES = 64, SHOWN_BYTES = 240, LOCATION_BYTES = 200 };

/* ---- life ---- */

static char *copy(char *to, syn_text text, syn_text *out_copy) {
  if (text.size > 0) memcpy(to, text.data, text.size);
  *out_copy = (syn_text){to, text.size};
  return to + text.size;
}

syn_fetch_job *syn_fetch_job_create(syn_fetcher *fetcher, const syn_fetch_request *request) {
  const size_t text_size = request->url.size + request->etag.size + request->last_modified.size;
  syn_fetch_job *job = syn_memory_allocate(sizeof *job + text_size);
  if (!job) return NULL;
  memset(job, 0, sizeof *job);
  char *texts = copy((char *)(job + 1), request->url, &job->request.url);
  texts = copy(texts, request->etag, &job->request.etag);
  copy(texts, request->last_modified, &job->request.last_modified);
  job->fetcher = fetcher;
  job->request.key = request->key;
  job->request.is_feed = request->is_feed;
  job->request.body_bytes = request->body_bytes ? request->body_bytes : fetcher->options.body_bytes;
  job->is_permanent = true;
  job->left_ms = fetcher->options.timeout_ms;
  return job;
}

void syn_fetch_job_destroy(syn_fetch_job *job) {
  if (!job) return;
  syn_fetch_end(job);
  syn_fetch_url_clear(&job->url);
  syn_fetch_url_clear(&job->moved_to);
  syn_buffer_clear(&job->header);
  syn_buffer_clear(&job->body);
  syn_memory_free(job);
}

void syn_fetch_fail(syn_fetch_job *job, syn_fetch_outcome outcome, syn_status status, const char *format, ...) {
  char why[SYN_ERROR_TEXT_SIZE];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(why, sizeof why, format, arguments);
  va_end(arguments);
  job->result.outcome = outcome;
  syn_text before, after; /* without a name and password, for messages are shown and kept */
  syn_web_address_login(job->request.url, &before, &after);
  const syn_text first = syn_text_slice(before, 0, SHOWN_BYTES), second = syn_text_slice(after, 0, SHOWN_BYTES - first.size);
  const bool is_cut = first.size + second.size < before.size + after.size;
  syn_error_set(&job->result.error, status, 0, "%.*s%.*s%s: %s", SYN_TEXT_ARGUMENTS(first), SYN_TEXT_ARGUMENTS(second), is_cut ? "…" : "",
                why);
}

/* ---- redirects ---- */

static bool is_redirect(long status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

static syn_fetch_hop refuse(syn_fetch_job *job, syn_status status, const char *why, syn_text location) {
  syn_text before, after;
  syn_web_address_login(location, &before, &after);
  before = syn_text_slice(before, 0, LOCATION_BYTES);
  after = syn_text_slice(after, 0, LOCATION_BYTES);
  syn_fetch_fail(job, SYN_FETCH_FAILED, status, "it leads on to %.*s%.*s, where it is not followed: %s", SYN_TEXT_ARGUMENTS(before),
                 SYN_TEXT_ARGUMENTS(after), why);
  return FETCH_HOP_FAILED;
}

/* Makes `next` the address of the job. */
static syn_fetch_hop go_on(syn_fetch_job *job, syn_fetch_url *next, bool is_permanent) {
  const char *fault = NULL;
  job->visited[job->hop_count++] = syn_digest_of(job->url.whole);
  job->is_permanent = job->is_permanent && is_permanent;
  syn_fetch_url_clear(&job->url);
  job->url = *next;
  if (!job->is_permanent) return FETCH_HOP_NEXT;
  syn_fetch_url_clear(&job->moved_to);
  if (syn_fetch_url_parse(job->fetcher->curl, job->url.whole, NULL, &job->moved_to, &fault) == SYN_OK) return FETCH_HOP_NEXT;
  syn_fetch_fail(job, SYN_FETCH_FAILED, SYN_NO_MEMORY, "no memory left to follow it");
  return FETCH_HOP_FAILED;
}

static bool was_visited(const syn_fetch_job *job, const syn_fetch_url *url) {
  const syn_digest digest = syn_digest_of(url->whole);
  bool was = syn_text_equal(url->whole, job->url.whole);
  for (uint32_t i = 0; i < job->hop_count; i++) was = was || memcmp(&job->visited[i], &digest, sizeof digest) == 0;
  return was;
}

syn_fetch_hop syn_fetch_follow(syn_fetch_job *job, CURLcode code) {
  const bool is_answer = code == CURLE_OK || job->stop == FETCH_STOPPED_ENOUGH;
  if (!is_answer || !is_redirect(job->result.http_status)) return FETCH_HOP_NONE;
  const syn_text location = syn_header_find(syn_buffer_text(&job->header), "location");
  syn_fetch_url next = {0};
  const char *fault = "no memory left";
  if (location.size == 0) {
    syn_fetch_fail(job, SYN_FETCH_FAILED, SYN_BAD_INPUT, "it leads on (status %u) without saying where", job->result.http_status);
    return FETCH_HOP_FAILED;
  }
  syn_status status = syn_fetch_url_parse(job->fetcher->curl, location, &job->url, &next, &fault);
  if (status != SYN_OK) return refuse(job, status, fault, location);
  syn_fetch_hop hop = FETCH_HOP_NONE;
  if (job->url.is_secure && !next.is_secure)
    hop = refuse(job, SYN_BAD_INPUT, "from https:// to http:// anybody on the way could change the page; ask for that address itself",
                 next.whole);
  else if (was_visited(job, &next))
    hop = refuse(job, SYN_LIMIT, "it leads in a circle", next.whole);
  else if (job->hop_count >= job->fetcher->options.redirect_count)
    hop = refuse(job, SYN_LIMIT, "it was led on too often; ask for the last address itself", next.whole);
  job->is_astray = hop == FETCH_HOP_FAILED && job->result.error.status == SYN_LIMIT;
  if (hop == FETCH_HOP_NONE) return go_on(job, &next, job->result.http_status == 301 || job->result.http_status == 308);
  syn_fetch_url_clear(&next);
  return hop;
}

/* ---- results ---- */

/* ---- freshness (RFC 9111, 4.2) ---- */

/* A date of HTTP in seconds since 1970; 0: none. */
static int64_t date_in(const syn_fetch_job *job, const char *name) {
  const syn_text value = syn_header_find(syn_buffer_text(&job->header), name);
  char date[DATE_BYTES];
  if (value.size == 0 || value.size >= sizeof date) return 0;
  memcpy(date, value.data, value.size);
  date[value.size] = 0;
  const time_t then = job->fetcher->curl->getdate(date, NULL);
  return then > 0 ? (int64_t)then : 0;
}

/* max-age of a Cache-Control. False: it states none. `*out_seconds` 0 also where nothing may be kept. */
static bool read_max_age(syn_text value, uint64_t *out_seconds) {
  const syn_text name = SYN_TEXT("max-age=");
  bool is_stated = false, is_kept = true;
  uint64_t seconds = 0;
  for (size_t start = 0, end; start < value.size; start = end == SIZE_MAX ? value.size : end + 1) {
    end = syn_text_find(value, SYN_TEXT(","), start);
    const syn_text part = syn_text_trim(syn_text_slice(value, start, end));
    if (syn_text_equal_ascii_case(part, SYN_TEXT("no-cache")) || syn_text_equal_ascii_case(part, SYN_TEXT("no-store"))) is_kept = false;
    if (!syn_text_equal_ascii_case(syn_text_slice(part, 0, name.size), name)) continue;
    syn_text number = syn_text_slice(part, name.size, part.size);
    if (number.size > 1 && number.data[0] == '"' && number.data[number.size - 1] == '"')
      number = syn_text_slice(number, 1, number.size - 1);
    is_stated = syn_header_number(number, &seconds);
    if (!is_stated) seconds = 0;
  }
  *out_seconds = is_kept ? seconds : 0;
  return is_stated || !is_kept;
}

static uint32_t fresh_s(const syn_fetch_job *job) {
  const syn_text header = syn_buffer_text(&job->header);
  uint64_t seconds = 0, age = 0;
  if (!read_max_age(syn_header_find(header, "cache-control"), &seconds)) {
    const int64_t expires = date_in(job, "expires"), date = date_in(job, "date"), from = date > 0 ? date : (int64_t)time(NULL);
    seconds = expires > from ? (uint64_t)(expires - from) : 0;
  }
  if (!syn_header_number(syn_header_find(header, "age"), &age)) age = 0;
  seconds = seconds > age ? seconds - age : 0;
  return (uint32_t)(seconds < FRESH_MOST_S ? seconds : FRESH_MOST_S);
}

/* Seconds or a date; 0: not stated. */
static uint32_t retry_after_s(const syn_fetch_job *job) {
  const syn_text value = syn_header_find(syn_buffer_text(&job->header), "retry-after");
  uint64_t seconds = 0;
  if (!syn_header_number(value, &seconds)) {
    const int64_t then = date_in(job, "retry-after"), now = (int64_t)time(NULL);
    seconds = then > now ? (uint64_t)(then - now) : 0;
  }
  return (uint32_t)(seconds < RETRY_MOST_S ? seconds : RETRY_MOST_S);
}

void syn_fetch_tell_wait(uint32_t seconds, char out_text[FETCH_WAIT_SIZE]) {
  static const struct {
    const char *name;
    uint32_t seconds, count_least;
  } units[] = {{"days", 24 * 60 * 60, 2}, {"hours", 60 * 60, 2}, {"minutes", 60, 3}};
  for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
    const uint32_t count = seconds / units[i].seconds + (seconds % units[i].seconds > 0);
    if (seconds / units[i].seconds < units[i].count_least) continue;
    snprintf(out_text, FETCH_WAIT_SIZE, "%u %s", count, units[i].name);
    return;
  }
  snprintf(out_text, FETCH_WAIT_SIZE, "%u s", seconds);
}

static void conclude_failure(syn_fetch_job *job, CURLcode code) {
  const syn_fetch_options *options = &job->fetcher->options;
  const char *what = job->fetcher->curl->easy_strerror(code);
  switch (code) {
  case CURLE_COULDNT_RESOLVE_HOST:
    syn_fetch_fail(job, SYN_FETCH_FAILED, SYN_IO, "the name of its host is not known: check the spelling and the network");
    return;
  case CURLE_OPERATION_TIMEDOUT:
    syn_fetch_fail(job, SYN_FETCH_FAILED, SYN_LIMIT,
                   "it did not come within %u s, or at less than %d bytes/s: try later, or raise --timeout",
                   (options->timeout_ms + 999) / 1000, 64);
    return;
  case CURLE_PEER_FAILED_VERIFICATION:
  case CURLE_SSL_CONNECT_ERROR:
  case CURLE_SSL_CACERT_BADFILE:
  case CURLE_SSL_ISSUER_ERROR:
    syn_fetch_fail(job, SYN_FETCH_FAILED, SYN_IO, "no trusted connection (%s): expected a valid certificate of its host", what);
    return;
  case CURLE_COULDNT_CONNECT:
    syn_fetch_fail(job, SYN_FETCH_FAILED, SYN_IO, "nothing answers there: check the address, or try later");
    return;
  case CURLE_UNSUPPORTED_PROTOCOL:
  case CURLE_WEIRD_SERVER_REPLY:
    syn_fetch_fail(job, SYN_FETCH_FAILED, SYN_BAD_INPUT, "what answers there does not speak HTTP");
    return;
  case CURLE_BAD_CONTENT_ENCODING:
    syn_fetch_fail(job, SYN_FETCH_FAILED, SYN_BAD_INPUT, "its packed bytes are damaged: half an article would be a wrong one; try later");
    return;
  case CURLE_OUT_OF_MEMORY:
    syn_fetch_fail(job, SYN_FETCH_FAILED, SYN_NO_MEMORY, "no memory left to ask for it");
    return;
  default:
    syn_fetch_fail(job, SYN_FETCH_FAILED, SYN_IO, "it broke off (%s): half an article would be a wrong one; try later", what);
    return;
  }
}

static void conclude_stop(syn_fetch_job *job) {
  if (job->stop == FETCH_STOPPED_LARGE)
    syn_fetch_fail(job, SYN_FETCH_FAILED, SYN_LIMIT, "it is larger than the limit of %llu bytes: raise it with --max-page-size",
                   (unsigned long long)job->limit_bytes);
  else if (job->stop == FETCH_STOPPED_HEADER)
    syn_fetch_fail(job, SYN_FETCH_FAILED, SYN_LIMIT, "the header of its answer is larger than 64 KiB: no page has that");
  else
    syn_fetch_fail(job, SYN_FETCH_FAILED, SYN_NO_MEMORY, "no memory left for what came");
}

static void conclude_status(syn_fetch_job *job) {
  const uint32_t status = job->result.http_status;
  const bool has_validators = job->request.etag.size + job->request.last_modified.size > 0;
  if (status == 200 || status == 203) {
    job->result.outcome = SYN_FETCH_CAME;
  } else if (status == 304 && has_validators) {
    job->result.outcome = SYN_FETCH_UNCHANGED;
  } else if (status == 404 || status == 410) {
    job->result.is_gone_for_good = status == 410 && job->is_permanent;
    syn_fetch_fail(job, SYN_FETCH_GONE, SYN_NOT_FOUND, "there is no such page (status %u): check the address", status);
  } else if (status == 408 || status == 425 || status == 429 || (status >= 502 && status <= 504)) {
    char wait[FETCH_WAIT_SIZE];
    job->result.retry_after_s = retry_after_s(job);
    syn_fetch_tell_wait(job->result.retry_after_s, wait);
    if (job->result.retry_after_s > 0)
      syn_fetch_fail(job, SYN_FETCH_LATER, SYN_IO, "its host asks to come later (status %u): try again in %s", status, wait);
    else
      syn_fetch_fail(job, SYN_FETCH_LATER, SYN_IO, "its host cannot answer now (status %u): try again later", status);
  } else if (status == 401 || status == 402 || status == 403 || status == 407 || status == 451) {
    syn_fetch_fail(job, SYN_FETCH_FAILED, SYN_IO,
                   "its host does not give it to this program (status %u): save the page in a browser and add the file", status);
  } else {
    syn_fetch_fail(job, SYN_FETCH_FAILED, SYN_IO, "its host answered with status %u, where 200 was expected: try later, or in a browser",
                   status);
  }
}

static void fill_texts(syn_fetch_job *job) {
  syn_fetch_result *result = &job->result;
  const syn_text header = syn_buffer_text(&job->header), type = syn_header_find(header, "content-type");
  const bool has_come = result->outcome == SYN_FETCH_CAME || result->outcome == SYN_FETCH_UNCHANGED;
  result->final_url = job->url.whole;
  if (!has_come) return;
  result->moved_to = job->moved_to.whole;
  result->fresh_s = fresh_s(job);
  result->etag = syn_header_find(header, "etag");
  result->last_modified = syn_header_find(header, "last-modified");
  result->media_type = syn_header_media_type(type);
  result->charset = syn_header_charset(type);
  if (result->outcome == SYN_FETCH_CAME) result->body = syn_buffer_text(&job->body);
}

void syn_fetch_conclude(syn_fetch_job *job, CURLcode code) {
  if (job->is_private_refused && code == CURLE_COULDNT_CONNECT)
    syn_fetch_fail(job, SYN_FETCH_FORBIDDEN, SYN_BAD_ARGUMENT,
                   "it leads to this machine or a private network, of which nothing is asked: allow it with --allow-private");
  else if (job->stop > FETCH_STOPPED_ENOUGH)
    conclude_stop(job);
  else if (code != CURLE_OK && job->stop != FETCH_STOPPED_ENOUGH)
    conclude_failure(job, code);
  else
    conclude_status(job);
  fill_texts(job);
}
