/*
 * Fetcher: asks for addresses over HTTP and HTTPS, many at a time, politely.
 *
 * One thread uses a fetcher. It holds to robots.txt (RFC 9309), leaves a pause between two requests to one host, checks every hop of a
 * redirect (scheme, private networks, loop, count) and bounds bytes (packed and unpacked), time and number. Nothing is asked of the network
 * before syn_fetcher_ask. What a fetcher has learnt of hosts (robots.txt, Retry-After) it forgets with its end; the caller keeps back-off.
 * docs/fetch.md
 */
#ifndef SYN_FETCH_FETCHER_H
#define SYN_FETCH_FETCHER_H

#include "synoptic/text.h"

/* Zero is the default, of `pause_ms` no pause. */
typedef struct syn_fetch_options {
  uint64_t body_bytes;         /* of one answer, unpacked: 8 MiB; of a feed or sitemap the asker may say more */
  uint32_t timeout_ms;         /* of one request with all hops, waiting apart: 30,000; also a least speed */
  uint32_t connect_timeout_ms; /* 10,000 */
  uint32_t pause_ms;           /* between two requests to one host: 1,000; a Crawl-delay counts where it is longer (up to a minute) */
  uint32_t connection_count;   /* at once: 16, of one host: 1 */
  uint32_t redirect_count;     /* 5; at most 20 */
  bool allows_private;         /* loopback, link-local, RFC 1918, unique local, … */
  bool ignores_robots;
  const char *agent;   /* NULL: syn_fetch_agent */
  const char *contact; /* where whoever asks can be reached, said behind the agent, "synoptic/0.1.0 (+contact)"; or NULL */
  const char *ca_file; /* NULL: the system's */
} syn_fetch_options;

extern const syn_fetch_options syn_fetch_options_default;

/* "synoptic/0.1.0"; robots.txt is read for "synoptic", whatever the options say. */
extern const char syn_fetch_agent[];

typedef struct syn_fetch_request {
  syn_text url;
  syn_text etag, last_modified; /* validators of an earlier answer, as it stated them; or empty */
  uint64_t key;                 /* the caller's */
  uint64_t body_bytes;          /* 0: of the options */
  bool is_feed;                 /* what is accepted: a feed, else a page */
} syn_fetch_request;

typedef enum syn_fetch_outcome {
  SYN_FETCH_CAME,      /* 200: `body` */
  SYN_FETCH_UNCHANGED, /* 304 */
  SYN_FETCH_GONE,      /* 410, 404: `http_status`; `error` */
  SYN_FETCH_LATER,     /* 429, 503 and the like: not before `retry_after_s` (0: not stated); `error` */
  SYN_FETCH_FORBIDDEN, /* by robots.txt, or a private address: `error` says which */
  SYN_FETCH_FAILED     /* network, limit, other statuses, an address that is none: `error` */
} syn_fetch_outcome;

/* Lives until the next call of syn_fetcher_next. */
typedef struct syn_fetch_result {
  syn_fetch_outcome outcome;
  uint64_t key;
  syn_text url, final_url;            /* as asked; after all hops, without fragment */
  syn_text moved_to;                  /* where 301 and 308 alone led, else empty: the caller takes it for the address from now on */
  syn_text body, media_type, charset; /* body without content coding; empty where not stated */
  syn_text etag, last_modified;
  syn_text asked; /* time in UTC: "2024-03-12T18:40:00Z" */
  uint32_t http_status, retry_after_s;
  uint32_t fresh_s; /* how long what came, or has not changed, holds by its host (Cache-Control, Expires), up to a year; 0: not stated */
  bool is_gone_for_good; /* 410, at the address that was asked or behind permanent redirects alone */
  syn_error error;       /* begins with the address; SYN_OK where it came or is unchanged */
} syn_fetch_result;

typedef struct syn_fetcher syn_fetcher;

/* Whether a text is an address that a fetcher takes: http:// or https://. */
bool syn_fetch_is_address(syn_text text);

/* Options NULL: the default; texts of the options outlive the fetcher. Returns SYN_OK; SYN_BAD_ARGUMENT: a contact that no header can hold;
 * SYN_NOT_FOUND: this program or this system has no library for the network; SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_fetcher_create(const syn_fetch_options *options, syn_fetcher **out_fetcher, syn_error *error);

/* What is under way is given up. */
void syn_fetcher_destroy(syn_fetcher **fetcher);

/*
 * Asks for an address; the request is copied. What is wrong with the address comes as a result. Returns SYN_OK, SYN_LIMIT (10,000 are asked
 * for: take answers first), SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_fetcher_ask(syn_fetcher *fetcher, const syn_fetch_request *request, syn_error *error);

/*
 * The next answer, in any order. Returns SYN_OK; SYN_NOT_FOUND: nothing is asked for or under way; SYN_LIMIT: nothing within `wait_ms` (go
 * on); SYN_IO, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_fetcher_next(syn_fetcher *fetcher, uint32_t wait_ms, syn_fetch_result *out_result, syn_error *error);

/* The addresses that the Sitemap lines of a host's robots.txt name, one a line, if it was read for `url`; else empty. Lives as a result. */
syn_text syn_fetcher_sitemaps(const syn_fetcher *fetcher, syn_text url);

#endif
