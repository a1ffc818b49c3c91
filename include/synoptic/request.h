/*
 * Request: something that was asked for on the way to articles (a file, a folder, a feed, an address), when, what came and what failed.
 *
 * The ledger of what was collected is made of these: without it a silence cannot be told from a gap. Whoever hands out a request owns its
 * texts and lists.
 */
#ifndef SYNOPTIC_REQUEST_H
#define SYNOPTIC_REQUEST_H

#include "synoptic/synopsis.h"

typedef enum syn_request_kind {
  SYN_REQUEST_FILE,
  SYN_REQUEST_FOLDER,
  SYN_REQUEST_STREAM, /* standard input */
  SYN_REQUEST_FEED,
  SYN_REQUEST_ADDRESS,
  SYN_REQUEST_KIND_COUNT
} syn_request_kind;

/* An input that gave no article. */
typedef struct syn_request_failure {
  syn_text source; /* what the input is called; may be empty */
  syn_text why;
} syn_request_failure;

typedef struct syn_request {
  syn_id id; /* from kind and source, and from the time where that is stated */
  syn_request_kind kind;
  syn_text source;             /* as it was asked for: a path, an address */
  syn_text outlet;             /* whose it is, where the request tells (a feed); else empty */
  syn_text first_asked, asked; /* the first time and the last, in UTC: "2024-03-12T18:40:00Z" */
  /*
   * What was asked over a network was there at that time, so that its time says something of the outlet; when a file was read says nothing.
   * Only stated times count for silences and leave through an export.
   */
  bool is_stated;
  uint64_t times;                /* how often it was asked for */
  syn_id_list articles;          /* that came, at any of these times, and are there; sorted */
  syn_request_failure *failures; /* of the last time, in the order of the input */
  uint32_t failure_count;
  uint32_t unnamed_count; /* further failures, of which nothing is kept but their number */
} syn_request;

#endif
