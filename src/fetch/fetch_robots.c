/*
 * robots.txt before anything else of an origin (RFC 9309, 2.3.1): where it can be read, its rules hold; where there is none (400 to 499, or
 * redirects without end), all may be asked for; where it cannot be reached, nothing is.
 */
#include <stdio.h>
#include <string.h>

#include "fetch/fetcher_internal.h"

enum {
  KNOWN_MS = 24 * 60 * 60 * 1000,
  UNREACHABLE_LEAST_S = 60,
  UNREACHABLE_MOST_S = 60 * 60,
  DELAY_MOST_MS = 60 * 1000,
  ADDRESS_BYTES = SYN_FETCH_URL_BYTES + 32
};

static syn_fetch_leave refuse_for_memory(syn_fetch_job *job) {
  syn_fetch_fail(job, SYN_FETCH_FAILED, SYN_NO_MEMORY, "no memory left to ask for it");
  return FETCH_LEAVE_REFUSED;
}

/* A job for the robots.txt, before all that waits at the host. */
static syn_fetch_leave ask_robots(syn_fetch_job *job, syn_fetch_origin *origin) {
  char address[ADDRESS_BYTES];
  const char *fault = NULL;
  snprintf(address, sizeof address, "%.*s/robots.txt", SYN_TEXT_ARGUMENTS(origin->name));
  const syn_fetch_request request = {.url = syn_text_from(address)};
  syn_fetch_job *robots = syn_fetch_job_create(job->fetcher, &request);
  if (!robots) return refuse_for_memory(job);
  robots->robots_of = origin;
  if (syn_fetch_url_parse(job->fetcher->curl, request.url, NULL, &robots->url, &fault) != SYN_OK) {
    syn_fetch_job_destroy(robots);
    return refuse_for_memory(job);
  }
  origin->state = ROBOTS_ASKED;
  syn_fetch_queue(job->host, robots, true);
  return FETCH_LEAVE_ASKED;
}

static syn_fetch_leave refuse_unreachable(syn_fetch_job *job, const syn_fetch_origin *origin) {
  const uint64_t now_ms = syn_fetch_now_ms();
  job->result.http_status = origin->http_status;
  if (origin->outcome == SYN_FETCH_LATER && origin->retry_until_ms > now_ms)
    job->result.retry_after_s = (uint32_t)((origin->retry_until_ms - now_ms + 999) / 1000);
  if (origin->outcome == SYN_FETCH_FORBIDDEN)
    syn_fetch_fail(job, SYN_FETCH_FORBIDDEN, SYN_BAD_ARGUMENT, "%s", origin->why);
  else
    syn_fetch_fail(job, origin->outcome, SYN_IO, "nothing is asked of a host whose robots.txt cannot be read (%s)", origin->why);
  return FETCH_LEAVE_REFUSED;
}

syn_fetch_leave syn_fetch_ask_leave(syn_fetch_job *job) {
  syn_fetch_origin *origin = NULL;
  bool is_allowed = false;
  if (syn_fetch_find_origin(job->fetcher, job->host, &job->url, &origin) != SYN_OK) return refuse_for_memory(job);
  const bool is_known = origin->state == ROBOTS_KNOWN || origin->state == ROBOTS_UNREACHABLE;
  if (origin->state == ROBOTS_ASKED) return FETCH_LEAVE_WAITS;
  if (!is_known || origin->until_ms <= syn_fetch_now_ms()) return ask_robots(job, origin);
  if (origin->state == ROBOTS_UNREACHABLE) return refuse_unreachable(job, origin);
  if (syn_robots_check(&origin->robots, job->url.path, &is_allowed) != SYN_OK) return refuse_for_memory(job);
  if (is_allowed) return FETCH_LEAVE_GIVEN;
  syn_fetch_fail(job, SYN_FETCH_FORBIDDEN, SYN_BAD_ARGUMENT,
                 "the robots.txt of its host asks programs to leave it alone: save the page in a browser and add the file");
  return FETCH_LEAVE_REFUSED;
}

static void set_unreachable(syn_fetch_origin *origin, const syn_fetch_result *result) {
  uint32_t wait_s = result->retry_after_s;
  if (wait_s < UNREACHABLE_LEAST_S) wait_s = UNREACHABLE_LEAST_S;
  if (wait_s > UNREACHABLE_MOST_S) wait_s = UNREACHABLE_MOST_S;
  const bool is_private = result->outcome == SYN_FETCH_FORBIDDEN;
  const char *why = is_private ? strstr(result->error.text, ": ") : NULL;
  const bool is_broken = result->http_status >= 500 && result->http_status <= 599;
  origin->state = ROBOTS_UNREACHABLE;
  origin->outcome = is_broken ? SYN_FETCH_LATER : result->outcome == SYN_FETCH_GONE ? SYN_FETCH_FAILED : result->outcome;
  origin->http_status = result->http_status;
  origin->retry_until_ms = syn_fetch_now_ms() + result->retry_after_s * 1000ull;
  origin->until_ms = syn_fetch_now_ms() + wait_s * 1000ull;
  snprintf(origin->why, sizeof origin->why, "%s", why ? why + 2 : result->error.text);
}

/* Whether there is a place for rules of a host. */
static bool has_place(const syn_fetcher *fetcher, size_t size) {
  return size <= FETCH_ROBOTS_SMALL || fetcher->robots_bytes + size <= FETCH_ROBOTS_MOST;
}

static void take_rules(syn_fetch_job *job, syn_fetch_origin *origin) {
  syn_fetcher *fetcher = job->fetcher;
  if (syn_robots_parse(job->result.body, SYN_TEXT("synoptic"), &origin->robots) != SYN_OK) {
    syn_fetch_fail(job, SYN_FETCH_FAILED, SYN_NO_MEMORY, "no memory left to read it");
    set_unreachable(origin, &job->result);
    return;
  }
  const size_t size = origin->robots.rules.capacity + origin->robots.sitemaps.capacity;
  const bool is_kept = has_place(fetcher, size);
  fetcher->robots_bytes += size;
  if (is_kept) return;
  syn_fetch_forget_rules(fetcher, origin);
  syn_fetch_fail(job, SYN_FETCH_LATER, SYN_LIMIT, "no place for its rules beside those of other hosts: try again later");
  set_unreachable(origin, &job->result);
}

void syn_fetch_take_robots(syn_fetch_job *job) {
  syn_fetch_origin *origin = job->robots_of;
  syn_fetch_result *result = &job->result;
  const uint32_t status = result->http_status;
  const bool is_asked_later = result->outcome == SYN_FETCH_LATER;
  const bool is_none =
      result->outcome != SYN_FETCH_FORBIDDEN && !is_asked_later && (job->is_astray || status == 204 || (status >= 400 && status <= 499));
  syn_fetch_forget_rules(job->fetcher, origin);
  if (job->fetcher->robots_bytes > FETCH_ROBOTS_MOST / 2) syn_fetch_forget_idle(job->fetcher); /* not this host: it is being asked */
  origin->state = ROBOTS_KNOWN;
  origin->until_ms = syn_fetch_now_ms() + KNOWN_MS;
  if (is_none) return;
  if (result->outcome == SYN_FETCH_CAME)
    take_rules(job, origin);
  else
    set_unreachable(origin, result);
}

uint32_t syn_fetch_pause_ms(const syn_fetch_job *job) {
  uint32_t delay_ms = 0;
  for (const syn_fetch_origin *origin = job->host->origins; origin; origin = origin->next)
    if (syn_text_equal(origin->name, job->url.origin)) delay_ms = origin->robots.crawl_delay_ms;
  if (delay_ms > DELAY_MOST_MS) delay_ms = DELAY_MOST_MS;
  return delay_ms > job->fetcher->options.pause_ms ? delay_ms : job->fetcher->options.pause_ms;
}
