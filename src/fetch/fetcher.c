/*
 * How it works. Jobs wait in a list at their host. A turn of syn_fetcher_next begins at each host that has nothing under way and whose
 * pause is over the first job that may be asked for, lets libcurl work, and takes what is done: a redirect makes the job wait at its next
 * host, a robots.txt lets others go on, all else is an answer. Hosts take turns, so that one with a long list keeps no other waiting.
 */
#include "fetch/fetcher.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"
#include "fetch/fetcher_internal.h"

enum { POLL_MOST_MS = 1000, RETRY_WAITED_MS = 10 * 1000, CONNECTIONS_KEPT = 32 };

const syn_fetch_options syn_fetch_options_default = {.body_bytes = 8 * 1024 * 1024,
                                                     .timeout_ms = 30000,
                                                     .connect_timeout_ms = 10000,
                                                     .pause_ms = 1000,
                                                     .connection_count = 16,
                                                     .redirect_count = 5,
                                                     .agent = syn_fetch_agent};
const char syn_fetch_agent[] = "synoptic/" SYN_VERSION;

uint64_t syn_fetch_now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* ---- life ---- */

static syn_fetch_options complete(const syn_fetch_options *options) {
  const syn_fetch_options *standard = &syn_fetch_options_default;
  syn_fetch_options all = options ? *options : *standard;
  if (all.body_bytes == 0) all.body_bytes = standard->body_bytes;
  if (all.timeout_ms == 0) all.timeout_ms = standard->timeout_ms;
  if (all.connect_timeout_ms == 0) all.connect_timeout_ms = standard->connect_timeout_ms;
  if (all.connection_count == 0) all.connection_count = standard->connection_count;
  if (all.redirect_count == 0) all.redirect_count = standard->redirect_count;
  if (all.redirect_count > FETCH_REDIRECTS_MOST) all.redirect_count = FETCH_REDIRECTS_MOST;
  if (!all.agent) all.agent = standard->agent;
  return all;
}

/* A contact is one line of plain characters, so that it can neither end the header nor the comment that it is in. */
static syn_status name_agent(syn_fetcher *fetcher, syn_error *error) {
  const char *contact = fetcher->options.contact;
  bool is_plain = true;
  for (const char *c = contact ? contact : ""; *c; c++) is_plain = is_plain && *c > ' ' && *c < 0x7F && !strchr("()\\\"", *c);
  const int size = contact ? snprintf(fetcher->agent, sizeof fetcher->agent, "%s (+%s)", fetcher->options.agent, contact)
                           : snprintf(fetcher->agent, sizeof fetcher->agent, "%s", fetcher->options.agent);
  if (is_plain && size > 0 && (size_t)size < sizeof fetcher->agent) return SYN_OK;
  return syn_error_set(error, SYN_BAD_ARGUMENT, 0,
                       "The contact that hosts are told has to be one word of at most 200 plain characters: an address or a mail address.");
}

syn_status syn_fetcher_create(const syn_fetch_options *options, syn_fetcher **out_fetcher, syn_error *error) {
  const syn_curl *curl = NULL;
  syn_status status = syn_curl_open(&curl, error);
  if (status != SYN_OK) return status;
  syn_fetcher *fetcher = syn_memory_allocate(sizeof *fetcher);
  if (fetcher) *fetcher = (syn_fetcher){.curl = curl, .multi = curl->multi_init(), .options = complete(options)};
  if (!fetcher || !fetcher->multi || curl->multi_setopt(fetcher->multi, CURLMOPT_MAXCONNECTS, (long)CONNECTIONS_KEPT) != CURLM_OK) {
    syn_fetcher_destroy(&fetcher);
    return syn_error_set(error, SYN_NO_MEMORY, 0, "Not enough memory for the network.");
  }
  status = name_agent(fetcher, error);
  if (status != SYN_OK) {
    syn_fetcher_destroy(&fetcher);
    return status;
  }
  *out_fetcher = fetcher;
  return SYN_OK;
}

static void destroy_list(syn_fetch_job *job) {
  for (syn_fetch_job *next; job; job = next) {
    next = job->next;
    syn_fetch_job_destroy(job);
  }
}

void syn_fetcher_destroy(syn_fetcher **fetcher) {
  if (!fetcher || !*fetcher) return;
  syn_fetcher *self = *fetcher;
  destroy_list(self->active);
  destroy_list(self->done);
  syn_fetch_job_destroy(self->delivered);
  syn_fetch_hosts_destroy(self);
  if (self->multi) self->curl->multi_cleanup(self->multi);
  syn_memory_free(self);
  *fetcher = NULL;
}

/* ---- asking ---- */

bool syn_fetch_is_address(syn_text text) {
  return syn_text_equal_ascii_case(syn_text_slice(text, 0, 7), SYN_TEXT("http://")) ||
         syn_text_equal_ascii_case(syn_text_slice(text, 0, 8), SYN_TEXT("https://"));
}

static void note_time(syn_fetch_job *job) {
  struct tm parts;
  const time_t now = time(NULL);
  if (job->asked[0] == 0 && gmtime_r(&now, &parts)) strftime(job->asked, sizeof job->asked, "%Y-%m-%dT%H:%M:%SZ", &parts);
}

/* A job with its result goes to the caller; a robots.txt to those that wait for it. */
static void finish(syn_fetcher *fetcher, syn_fetch_job *job) {
  note_time(job);
  if (job->robots_of) {
    syn_fetch_take_robots(job);
    syn_fetch_job_destroy(job);
    return;
  }
  job->next = NULL;
  if (fetcher->done)
    fetcher->done_last->next = job;
  else
    fetcher->done = job;
  fetcher->done_last = job;
  fetcher->done_count++;
}

/* The job waits at the host of its address. */
static void queue(syn_fetcher *fetcher, syn_fetch_job *job, bool is_first) {
  syn_fetch_host *host = NULL;
  if (syn_fetch_find_host(fetcher, &job->url, &host) == SYN_OK) {
    syn_fetch_queue(host, job, is_first);
    return;
  }
  syn_fetch_fail(job, SYN_FETCH_FAILED, SYN_NO_MEMORY, "no memory left to ask for it");
  finish(fetcher, job);
}

syn_status syn_fetcher_ask(syn_fetcher *fetcher, const syn_fetch_request *request, syn_error *error) {
  const char *fault = NULL;
  if (fetcher->job_count >= FETCH_JOBS_MOST)
    return syn_error_set(error, SYN_LIMIT, 0, "%d addresses are asked for already: take their answers first.", FETCH_JOBS_MOST);
  syn_fetch_job *job = syn_fetch_job_create(fetcher, request);
  if (!job) return syn_error_set(error, SYN_NO_MEMORY, 0, "Not enough memory to ask for another address.");
  fetcher->job_count++;
  syn_status status = syn_fetch_url_parse(fetcher->curl, job->request.url, NULL, &job->url, &fault);
  if (status == SYN_OK) {
    queue(fetcher, job, false);
    return SYN_OK;
  }
  syn_fetch_fail(job, SYN_FETCH_FAILED, status, "it cannot be asked for: %s", fault ? fault : "no memory left");
  finish(fetcher, job);
  return SYN_OK;
}

/* ---- beginning ---- */

static void begin(syn_fetcher *fetcher, syn_fetch_job *job) {
  note_time(job);
  if (job->left_ms == 0) {
    syn_fetch_conclude(job, CURLE_OPERATION_TIMEDOUT);
  } else if (syn_fetch_begin(job) == SYN_OK) {
    job->next = fetcher->active;
    fetcher->active = job;
    fetcher->active_count++;
    job->host->active_count++;
    return;
  } else {
    syn_fetch_fail(job, SYN_FETCH_FAILED, SYN_NO_MEMORY, "no memory left to ask for it");
  }
  finish(fetcher, job);
}

/* A host that asked for peace: who waits for a moment waits, others are told. Whether the first job still waits. */
static bool is_held_off(syn_fetcher *fetcher, syn_fetch_host *host, uint64_t now_ms) {
  if (host->retry_until_ms <= now_ms) return false;
  const uint64_t left_ms = host->retry_until_ms - now_ms;
  if (left_ms <= RETRY_WAITED_MS) return true;
  while (host->first && !host->first->robots_of) {
    syn_fetch_job *job = syn_fetch_unqueue(host);
    job->result.retry_after_s = (uint32_t)((left_ms + 999) / 1000);
    char wait[FETCH_WAIT_SIZE];
    syn_fetch_tell_wait(job->result.retry_after_s, wait);
    syn_fetch_fail(job, SYN_FETCH_LATER, SYN_IO, "its host has asked to come later: try again in %s", wait);
    finish(fetcher, job);
  }
  return host->first == NULL;
}

/* Answers that nobody has taken lie in memory: they keep others from being begun. */
static bool has_place(const syn_fetcher *fetcher) {
  return fetcher->active_count + fetcher->done_count < fetcher->options.connection_count;
}

/* Begins the first job of a host that may be asked for now. */
static void begin_at(syn_fetcher *fetcher, syn_fetch_host *host) {
  const uint64_t now_ms = syn_fetch_now_ms();
  while (host->first && host->active_count == 0 && has_place(fetcher)) {
    syn_fetch_job *job = host->first;
    if (!job->robots_of && is_held_off(fetcher, host, now_ms)) return;
    job = host->first;
    if (!job->robots_of) {
      if (now_ms < host->next_ms) return; /* before the rules are looked at: there may be many, and this is asked again and again */
      const syn_fetch_leave leave = fetcher->options.ignores_robots ? FETCH_LEAVE_GIVEN : syn_fetch_ask_leave(job);
      if (leave == FETCH_LEAVE_WAITS) return;
      if (leave == FETCH_LEAVE_ASKED) continue;
      syn_fetch_unqueue(host);
      if (leave == FETCH_LEAVE_REFUSED) {
        finish(fetcher, job);
        continue;
      }
    } else {
      syn_fetch_unqueue(host);
    }
    begin(fetcher, job);
  }
}

/* Who has begun goes to the end of the list. */
static void begin_all(syn_fetcher *fetcher) {
  syn_fetch_host *begun = NULL, **begun_end = &begun, **at = &fetcher->hosts;
  while (*at) {
    syn_fetch_host *host = *at;
    const uint32_t before = fetcher->active_count;
    if (host->first) begin_at(fetcher, host);
    if (fetcher->active_count == before) {
      at = &host->next;
      continue;
    }
    *at = host->next;
    host->next = NULL;
    *begun_end = host;
    begun_end = &host->next;
  }
  *at = begun;
}

/* ---- what is done ---- */

static void remove_active(syn_fetcher *fetcher, syn_fetch_job *job) {
  syn_fetch_job **at = &fetcher->active;
  while (*at != job) at = &(*at)->next;
  *at = job->next;
  job->next = NULL;
  fetcher->active_count--;
  job->host->active_count--;
}

static void take_done(syn_fetcher *fetcher, syn_fetch_job *job, CURLcode code) {
  long status = 0;
  fetcher->curl->easy_getinfo(job->easy, CURLINFO_RESPONSE_CODE, &status);
  job->result.http_status = (uint32_t)status;
  remove_active(fetcher, job);
  syn_fetch_end(job);
  const uint64_t now_ms = syn_fetch_now_ms();
  if (!job->robots_of) job->host->next_ms = now_ms + syn_fetch_pause_ms(job);
  const syn_fetch_hop hop = syn_fetch_follow(job, code);
  if (hop == FETCH_HOP_NEXT) {
    queue(fetcher, job, true);
    return;
  }
  if (hop == FETCH_HOP_NONE) syn_fetch_conclude(job, code);
  if (job->result.outcome == SYN_FETCH_LATER && !job->robots_of) job->host->retry_until_ms = now_ms + job->result.retry_after_s * 1000ull;
  finish(fetcher, job);
}

static syn_status work(syn_fetcher *fetcher, syn_error *error) {
  int count = 0;
  CURLMcode code = fetcher->curl->multi_perform(fetcher->multi, &count);
  if (code != CURLM_OK) return syn_error_set(error, code == CURLM_OUT_OF_MEMORY ? SYN_NO_MEMORY : SYN_IO, 0, "The network cannot be used.");
  for (CURLMsg *message; (message = fetcher->curl->multi_info_read(fetcher->multi, &count));) {
    if (message->msg != CURLMSG_DONE) continue;
    const CURLcode result = message->data.result;
    void *job = NULL;
    fetcher->curl->easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &job);
    take_done(fetcher, job, result);
  }
  return SYN_OK;
}

/* ---- answers ---- */

/* When the next job can begin that waits for time alone, at most `most_ms` from now. */
static int until_next(const syn_fetcher *fetcher, uint64_t most_ms) {
  const uint64_t now_ms = syn_fetch_now_ms();
  if (most_ms > POLL_MOST_MS) most_ms = POLL_MOST_MS;
  const bool is_full = fetcher->active_count >= fetcher->options.connection_count;
  for (const syn_fetch_host *host = is_full ? NULL : fetcher->hosts; host; host = host->next) {
    if (!host->first || host->active_count > 0) continue;
    const uint64_t due_ms = host->next_ms > host->retry_until_ms ? host->next_ms : host->retry_until_ms;
    if (due_ms > now_ms && due_ms - now_ms < most_ms) most_ms = due_ms - now_ms;
  }
  return (int)most_ms;
}

static bool is_anything_asked(const syn_fetcher *fetcher) {
  return fetcher->job_count > 0;
}

static void deliver(syn_fetcher *fetcher, syn_fetch_result *out_result) {
  syn_fetch_job *job = fetcher->done;
  fetcher->done = job->next;
  fetcher->done_count--;
  job->next = NULL;
  fetcher->delivered = job;
  fetcher->job_count--;
  job->result.key = job->request.key;
  job->result.url = job->request.url;
  job->result.asked = syn_text_from(job->asked);
  *out_result = job->result;
}

syn_status syn_fetcher_next(syn_fetcher *fetcher, uint32_t wait_ms, syn_fetch_result *out_result, syn_error *error) {
  const uint64_t end_ms = syn_fetch_now_ms() + wait_ms;
  syn_fetch_job_destroy(fetcher->delivered);
  fetcher->delivered = NULL;
  for (;;) {
    begin_all(fetcher);
    syn_status status = work(fetcher, error);
    if (status != SYN_OK) return status;
    if (fetcher->done) break;
    if (!is_anything_asked(fetcher)) return SYN_NOT_FOUND;
    const uint64_t now_ms = syn_fetch_now_ms();
    if (now_ms >= end_ms) return SYN_LIMIT;
    begin_all(fetcher); /* what a robots.txt or a redirect was waited for */
    if (fetcher->done) break;
    fetcher->curl->multi_poll(fetcher->multi, NULL, 0, until_next(fetcher, end_ms - now_ms), NULL);
  }
  deliver(fetcher, out_result);
  return SYN_OK;
}

syn_text syn_fetcher_sitemaps(const syn_fetcher *fetcher, syn_text url) {
  syn_fetch_url parsed = {0};
  syn_text sitemaps = {0};
  const char *fault = NULL;
  if (syn_fetch_url_parse(fetcher->curl, url, NULL, &parsed, &fault) != SYN_OK) return sitemaps;
  for (const syn_fetch_host *host = fetcher->hosts; host; host = host->next)
    for (const syn_fetch_origin *origin = host->origins; origin; origin = origin->next)
      if (syn_text_equal(origin->name, parsed.origin)) sitemaps = syn_buffer_text(&origin->robots.sitemaps);
  syn_fetch_url_clear(&parsed);
  return sitemaps;
}
