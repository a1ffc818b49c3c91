/*
 * What the parts of the fetcher share: jobs, hosts and origins.
 *
 * A job is an address that was asked for, or a robots.txt that is needed for one. It waits at its host, is a transfer of libcurl for each
 * hop, and ends as a result. The fetcher owns all jobs: each is in the list of its host, under way, done or delivered.
 */
#ifndef SYN_FETCH_FETCHER_INTERNAL_H
#define SYN_FETCH_FETCHER_INTERNAL_H

#include "base/buffer.h"
#include "base/digest.h"
#include "fetch/fetch_url.h"
#include "fetch/fetcher.h"
#include "fetch/robots.h"

enum {
  FETCH_REDIRECTS_MOST = 20,
  FETCH_JOBS_MOST = 10000,
  FETCH_ORIGINS_MOST = 32,              /* remembered of one host: it has 65,535 ports */
  FETCH_ROBOTS_MOST = 64 * 1024 * 1024, /* bytes of all rules that are remembered: one who has many names is not to fill the memory */
  FETCH_ROBOTS_SMALL = 16 * 1024,       /* those that always have a place */
  FETCH_HEADER_BYTES = 64 * 1024,       /* of one answer */
  FETCH_ASIDE_BYTES = 64 * 1024,        /* of a body that nobody wants, as of a redirect: read so that the connection can be used again */
  FETCH_TIME_SIZE = 21,
  FETCH_AGENT_SIZE = 320
};

typedef struct syn_fetch_job syn_fetch_job;
typedef struct syn_fetch_host syn_fetch_host;
typedef struct syn_fetch_origin syn_fetch_origin;

/* Why a transfer was stopped by us. */
typedef enum syn_fetch_stop {
  FETCH_NOT_STOPPED,
  FETCH_STOPPED_ENOUGH, /* nothing more is wanted: no failure */
  FETCH_STOPPED_LARGE,
  FETCH_STOPPED_HEADER,
  FETCH_STOPPED_MEMORY
} syn_fetch_stop;

struct syn_fetch_job {
  syn_fetch_job *next;
  syn_fetcher *fetcher;
  syn_fetch_origin *robots_of; /* of a robots.txt: whose; else NULL */
  syn_fetch_request request;   /* its texts lie behind the job */
  /* the hop */
  syn_fetch_url url;
  syn_fetch_host *host;
  syn_digest visited[FETCH_REDIRECTS_MOST + 1];
  uint32_t hop_count;
  bool is_permanent; /* all hops so far */
  syn_fetch_url moved_to;
  uint32_t left_ms; /* of its time */
  uint64_t begun_ms;
  /* the transfer */
  CURL *easy;
  struct curl_slist *fields;
  syn_buffer header, body;
  uint64_t limit_bytes;
  size_t header_bytes, aside_bytes;
  syn_fetch_stop stop;
  bool is_private_refused, is_astray; /* astray: led in a circle or too far */
  /* the result */
  char asked[FETCH_TIME_SIZE];
  syn_fetch_result result;
};

typedef enum syn_robots_state { ROBOTS_UNKNOWN, ROBOTS_ASKED, ROBOTS_KNOWN, ROBOTS_UNREACHABLE } syn_robots_state;

/* Scheme, host and port: what a robots.txt speaks for. */
struct syn_fetch_origin {
  syn_fetch_origin *next;
  syn_text name;
  syn_robots_state state;
  uint64_t until_ms; /* what is known holds so long */
  syn_robots robots;
  /* of an unreachable one: what is answered */
  syn_fetch_outcome outcome;
  uint32_t http_status;
  uint64_t retry_until_ms;
  char why[SYN_ERROR_TEXT_SIZE];
};

/* What a pause is kept for. */
struct syn_fetch_host {
  syn_fetch_host *next;
  syn_text name;
  uint64_t hash;
  syn_fetch_job *first, *last; /* waiting */
  uint32_t active_count;
  uint64_t next_ms;        /* no request before */
  uint64_t retry_until_ms; /* as it said itself */
  syn_fetch_origin *origins;
};

struct syn_fetcher {
  const syn_curl *curl;
  CURLM *multi;
  syn_fetch_options options;
  char agent[FETCH_AGENT_SIZE]; /* with the contact */
  syn_fetch_host *hosts;
  uint32_t host_count;
  size_t robots_bytes;   /* of the rules of all origins */
  syn_fetch_job *active; /* under way */
  syn_fetch_job *done, *done_last, *delivered;
  uint32_t job_count; /* of the caller's: asked for and not delivered */
  uint32_t active_count, done_count;
};

/* Milliseconds of a clock that only goes on. */
uint64_t syn_fetch_now_ms(void);

/* ---- fetch_hosts.c ---- */

/* The host and origin of an address, made where they are new. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_fetch_find_host(syn_fetcher *fetcher, const syn_fetch_url *url, syn_fetch_host **out_host);
SYN_MUST_CHECK syn_status syn_fetch_find_origin(syn_fetcher *fetcher, syn_fetch_host *host, const syn_fetch_url *url,
                                                syn_fetch_origin **out_origin);

/* Forgets hosts that nothing is asked of, so that a fetcher that runs for months does not grow with all that it met. */
void syn_fetch_forget_idle(syn_fetcher *fetcher);

/* Forgets the rules of an origin. */
void syn_fetch_forget_rules(syn_fetcher *fetcher, syn_fetch_origin *origin);

/* Puts a job at the end of its host's list, or at the beginning. */
void syn_fetch_queue(syn_fetch_host *host, syn_fetch_job *job, bool is_first);
syn_fetch_job *syn_fetch_unqueue(syn_fetch_host *host);

void syn_fetch_hosts_destroy(syn_fetcher *fetcher);

/* ---- fetch_transfer.c ---- */

/* Begins the transfer of a job's hop. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_fetch_begin(syn_fetch_job *job);

/* Gives back what the transfer of a hop took, but for what came. */
void syn_fetch_end(syn_fetch_job *job);

/* ---- fetch_robots.c ---- */

/* Whether a job may be asked for by the robots.txt of its origin. */
typedef enum syn_fetch_leave {
  FETCH_LEAVE_GIVEN,
  FETCH_LEAVE_WAITS,  /* for the robots.txt, which is under way */
  FETCH_LEAVE_ASKED,  /* the robots.txt is now the first that waits at the host */
  FETCH_LEAVE_REFUSED /* the job has its result */
} syn_fetch_leave;
syn_fetch_leave syn_fetch_ask_leave(syn_fetch_job *job);

/* Takes what became of a robots.txt; the job has its result. */
void syn_fetch_take_robots(syn_fetch_job *job);

/* What a host is left in peace for after an answer: the fetcher's pause, or what its robots.txt asks for. */
uint32_t syn_fetch_pause_ms(const syn_fetch_job *job);

/* ---- fetch_jobs.c ---- */

/* A job for a request, whose texts are copied; NULL without memory. */
syn_fetch_job *syn_fetch_job_create(syn_fetcher *fetcher, const syn_fetch_request *request);
void syn_fetch_job_destroy(syn_fetch_job *job);

/* "90 s", "5 minutes", "2 hours", "3 days": no shorter than it is. */
enum { FETCH_WAIT_SIZE = 24 };
void syn_fetch_tell_wait(uint32_t seconds, char out_text[FETCH_WAIT_SIZE]);

/* Makes the result a failure; the message begins with the address. */
void syn_fetch_fail(syn_fetch_job *job, syn_fetch_outcome outcome, syn_status status, const char *format, ...) SYN_PRINTF(4, 5);

/* Fills the result from an answer that is no redirect, or from the failure `code` of its transfer. */
void syn_fetch_conclude(syn_fetch_job *job, CURLcode code);

/* Whether what came is a redirect to follow: then the job's address is the next one. A redirect that is not followed is a failure. */
typedef enum syn_fetch_hop { FETCH_HOP_NONE, FETCH_HOP_NEXT, FETCH_HOP_FAILED } syn_fetch_hop;
syn_fetch_hop syn_fetch_follow(syn_fetch_job *job, CURLcode code);

#endif
