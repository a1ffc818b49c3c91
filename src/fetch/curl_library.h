/*
 * The functions of libcurl that are used, found when the network is first asked for: a program that is given no address never maps the
 * library, its TLS and its other protocols, which takes longer than most pages (docs/fetch.md).
 */
#ifndef SYN_FETCH_CURL_LIBRARY_H
#define SYN_FETCH_CURL_LIBRARY_H

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

#include "synoptic/status.h"

typedef struct syn_curl {
  CURLcode (*global_init_mem)(long flags, curl_malloc_callback allocate, curl_free_callback release, curl_realloc_callback reallocate,
                              curl_strdup_callback duplicate, curl_calloc_callback allocate_zeroed);
  CURL *(*easy_init)(void);
  CURLcode (*easy_setopt)(CURL *easy, CURLoption option, ...);
  CURLcode (*easy_getinfo)(CURL *easy, CURLINFO info, ...);
  void (*easy_cleanup)(CURL *easy);
  const char *(*easy_strerror)(CURLcode code);
  CURLM *(*multi_init)(void);
  CURLMcode (*multi_setopt)(CURLM *multi, CURLMoption option, ...);
  CURLMcode (*multi_add_handle)(CURLM *multi, CURL *easy);
  CURLMcode (*multi_remove_handle)(CURLM *multi, CURL *easy);
  CURLMcode (*multi_perform)(CURLM *multi, int *running_count);
  CURLMcode (*multi_poll)(CURLM *multi, struct curl_waitfd *more, unsigned more_count, int timeout_ms, int *ready_count);
  CURLMsg *(*multi_info_read)(CURLM *multi, int *left_count);
  CURLMcode (*multi_cleanup)(CURLM *multi);
  struct curl_slist *(*slist_append)(struct curl_slist *list, const char *text);
  void (*slist_free_all)(struct curl_slist *list);
  CURLU *(*url)(void);
  void (*url_cleanup)(CURLU *url);
  CURLUcode (*url_set)(CURLU *url, CURLUPart part, const char *text, unsigned flags);
  CURLUcode (*url_get)(const CURLU *url, CURLUPart part, char **out_text, unsigned flags);
  void (*free)(void *memory);
  time_t (*getdate)(const char *text, const time_t *unused);
  curl_version_info_data *(*version_info)(CURLversion version);
} syn_curl;

/* The same for all threads and for the rest of the process. Returns SYN_OK; SYN_NOT_FOUND: the system has no libcurl, or one older than
 * 7.85; SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_curl_open(const syn_curl **out_curl, syn_error *error);

#endif
