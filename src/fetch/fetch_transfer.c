/*
 * One hop as libcurl does it. It undoes content codings as the bytes come and hands them to a callback that counts, so that a bomb is
 * stopped while it unpacks; it decides nothing: redirects, addresses and limits are ours.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/header_fields.h"
#include "fetch/fetcher_internal.h"
#include "fetch/net_address.h"

enum { SLOW_BYTES_PER_S = 64, SLOW_S = 15, VALIDATOR_BYTES = 1024, FIELD_BYTES = VALIDATOR_BYTES + 64 };

static const char ACCEPT_PAGE[] = "Accept: text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.5";
static const char ACCEPT_FEED[] = "Accept: application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, "
                                  "text/xml;q=0.9, application/rdf+xml;q=0.9, application/json;q=0.8, */*;q=0.5";

/* ---- callbacks ---- */

static long http_status(const syn_fetch_job *job) {
  long status = 0;
  job->fetcher->curl->easy_getinfo(job->easy, CURLINFO_RESPONSE_CODE, &status);
  return status;
}

static size_t stop(syn_fetch_job *job, syn_fetch_stop why) {
  job->stop = why;
  return 0; /* libcurl ends the transfer when fewer bytes are taken than came */
}

/* A line of the header. A status line begins another answer (100 before 200), of which nothing is kept. */
static size_t take_header(char *bytes, size_t one, size_t size, void *context) {
  (void)one;
  syn_fetch_job *job = context;
  job->header_bytes += size;
  if (job->header_bytes > 2 * FETCH_HEADER_BYTES) return stop(job, FETCH_STOPPED_HEADER);
  if (syn_text_starts_with((syn_text){bytes, size}, SYN_TEXT("HTTP/"))) syn_buffer_reset(&job->header);
  syn_status status = syn_buffer_add(&job->header, (syn_text){bytes, size});
  return status == SYN_OK ? size : stop(job, status == SYN_LIMIT ? FETCH_STOPPED_HEADER : FETCH_STOPPED_MEMORY);
}

/* A page that says that it is larger than its limit is not begun. */
static bool is_stated_too_large(const syn_fetch_job *job) {
  uint64_t stated = 0;
  return !job->robots_of && job->body.size == 0 &&
         syn_header_number(syn_header_find(syn_buffer_text(&job->header), "content-length"), &stated) && stated > job->limit_bytes;
}

static size_t take_body(char *bytes, size_t one, size_t size, void *context) {
  (void)one;
  syn_fetch_job *job = context;
  const long status = http_status(job);
  if (status != 200 && status != 203) {
    job->aside_bytes += size;
    return job->aside_bytes <= FETCH_ASIDE_BYTES ? size : stop(job, FETCH_STOPPED_ENOUGH);
  }
  const uint64_t place = job->limit_bytes - job->body.size;
  if (is_stated_too_large(job)) return stop(job, FETCH_STOPPED_LARGE);
  if (size > place && !job->robots_of) return stop(job, FETCH_STOPPED_LARGE);
  if (syn_buffer_add(&job->body, (syn_text){bytes, size < place ? size : (size_t)place}) != SYN_OK) return stop(job, FETCH_STOPPED_MEMORY);
  return size <= place ? size : stop(job, FETCH_STOPPED_ENOUGH);
}

/* Packed bytes count, too: they may be endless and unpack to nothing. */
static int look_at_progress(void *context, curl_off_t total, curl_off_t packed, curl_off_t to_send, curl_off_t sent) {
  (void)total;
  (void)to_send;
  (void)sent;
  syn_fetch_job *job = context;
  if (packed < 0 || (uint64_t)packed <= job->limit_bytes + FETCH_ASIDE_BYTES) return 0;
  job->stop = job->robots_of ? FETCH_STOPPED_ENOUGH : FETCH_STOPPED_LARGE;
  return 1;
}

/* Sees the very address that the socket is then connected to, whatever a name stood for before. */
static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address) {
  syn_fetch_job *job = context;
  (void)purpose;
  if (!job->fetcher->options.allows_private && !syn_net_is_public(&address->addr, address->addrlen)) {
    job->is_private_refused = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/* ---- settings ---- */

/* A value from an earlier answer goes into the header of this one: nothing may end its line. */
static syn_status add_validator(syn_fetch_job *job, const char *name, syn_text value) {
  char field[FIELD_BYTES];
  if (value.size == 0 || value.size > VALIDATOR_BYTES) return SYN_OK;
  for (size_t i = 0; i < value.size; i++)
    if ((unsigned char)value.data[i] < ' ' || value.data[i] == 0x7F) return SYN_OK;
  snprintf(field, sizeof field, "%s: %.*s", name, SYN_TEXT_ARGUMENTS(value));
  struct curl_slist *more = job->fetcher->curl->slist_append(job->fields, field);
  if (more) job->fields = more;
  return more ? SYN_OK : SYN_NO_MEMORY;
}

static syn_status make_fields(syn_fetch_job *job) {
  const char *accept = job->robots_of ? "Accept: text/plain, */*;q=0.5" : job->request.is_feed ? ACCEPT_FEED : ACCEPT_PAGE;
  job->fields = job->fetcher->curl->slist_append(NULL, accept);
  if (!job->fields) return SYN_NO_MEMORY;
  syn_status status = add_validator(job, "If-None-Match", job->request.etag);
  return status == SYN_OK ? add_validator(job, "If-Modified-Since", job->request.last_modified) : status;
}

/* Sets an option; what libcurl was built without cannot be set and is not missed. */
#define SET(option, value) \
  (is_set = \
       is_set && (code = set((easy), (option), (value)), code == CURLE_OK || code == CURLE_UNKNOWN_OPTION || code == CURLE_NOT_BUILT_IN))

typedef CURLcode (*setter)(CURL *easy, CURLoption option, ...);

/* What is never asked for or sent: no proxy or password of the environment, no cookie, no other protocol. */
static bool set_refusals(setter set, CURL *easy) {
  CURLcode code;
  bool is_set = true;
  SET(CURLOPT_PROTOCOLS_STR, "http,https");
  SET(CURLOPT_FOLLOWLOCATION, 0L);
  SET(CURLOPT_PROXY, "");
  SET(CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
  SET(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  SET(CURLOPT_HTTP09_ALLOWED, 0L);
  SET(CURLOPT_SSL_VERIFYPEER, 1L);
  SET(CURLOPT_SSL_VERIFYHOST, 2L);
  SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
  SET(CURLOPT_NOSIGNAL, 1L);
  return is_set;
}

static bool set_callbacks(setter set, syn_fetch_job *job) {
  CURL *easy = job->easy;
  CURLcode code;
  bool is_set = true;
  SET(CURLOPT_PRIVATE, (void *)job);
  SET(CURLOPT_HEADERFUNCTION, take_header);
  SET(CURLOPT_HEADERDATA, (void *)job);
  SET(CURLOPT_WRITEFUNCTION, take_body);
  SET(CURLOPT_WRITEDATA, (void *)job);
  SET(CURLOPT_XFERINFOFUNCTION, look_at_progress);
  SET(CURLOPT_XFERINFODATA, (void *)job);
  SET(CURLOPT_NOPROGRESS, 0L);
  SET(CURLOPT_OPENSOCKETFUNCTION, open_socket);
  SET(CURLOPT_OPENSOCKETDATA, (void *)job);
  return is_set;
}

static bool set_request(setter set, syn_fetch_job *job) {
  const syn_fetch_options *options = &job->fetcher->options;
  const uint32_t slow_s = options->timeout_ms / 2000 < SLOW_S ? options->timeout_ms / 2000 + 1 : SLOW_S;
  CURL *easy = job->easy;
  CURLcode code;
  bool is_set = true;
  SET(CURLOPT_URL, job->url.whole.data);
  SET(CURLOPT_HTTPHEADER, job->fields);
  SET(CURLOPT_USERAGENT, job->fetcher->agent);
  SET(CURLOPT_ACCEPT_ENCODING, "");
  SET(CURLOPT_TIMEOUT_MS, (long)job->left_ms);
  SET(CURLOPT_CONNECTTIMEOUT_MS, (long)options->connect_timeout_ms);
  SET(CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES_PER_S);
  SET(CURLOPT_LOW_SPEED_TIME, (long)slow_s);
  if (options->ca_file) SET(CURLOPT_CAINFO, options->ca_file);
  return is_set;
}

/* ---- a hop ---- */

syn_status syn_fetch_begin(syn_fetch_job *job) {
  const syn_curl *curl = job->fetcher->curl;
  job->limit_bytes = job->robots_of ? SYN_ROBOTS_BYTES : job->request.body_bytes;
  syn_buffer_clear(&job->header); /* of the hop before */
  syn_buffer_clear(&job->body);
  syn_buffer_init(&job->header, FETCH_HEADER_BYTES);
  syn_buffer_init(&job->body, job->limit_bytes);
  job->header_bytes = job->aside_bytes = 0;
  job->stop = FETCH_NOT_STOPPED;
  job->is_private_refused = false;
  job->begun_ms = syn_fetch_now_ms();
  job->easy = curl->easy_init();
  syn_status status = job->easy ? make_fields(job) : SYN_NO_MEMORY;
  if (status == SYN_OK &&
      !(set_refusals(curl->easy_setopt, job->easy) && set_callbacks(curl->easy_setopt, job) && set_request(curl->easy_setopt, job)))
    status = SYN_NO_MEMORY;
  if (status == SYN_OK && curl->multi_add_handle(job->fetcher->multi, job->easy) != CURLM_OK) status = SYN_NO_MEMORY;
  if (status != SYN_OK) syn_fetch_end(job);
  return status;
}

void syn_fetch_end(syn_fetch_job *job) {
  const syn_curl *curl = job->fetcher->curl;
  if (job->easy) {
    curl->multi_remove_handle(job->fetcher->multi, job->easy);
    curl->easy_cleanup(job->easy);
  }
  if (job->fields) curl->slist_free_all(job->fields);
  job->easy = NULL;
  job->fields = NULL;
  const uint64_t taken_ms = syn_fetch_now_ms() - job->begun_ms;
  job->left_ms = taken_ms < job->left_ms ? job->left_ms - (uint32_t)taken_ms : 0;
}
