/* The fetcher of a program that was built without the network (-Dnetwork=disabled). */
#include "fetch/fetcher.h"

const syn_fetch_options syn_fetch_options_default = {0};
const char syn_fetch_agent[] = "synoptic/" SYN_VERSION;

bool syn_fetch_is_address(syn_text text) {
  return syn_text_equal_ascii_case(syn_text_slice(text, 0, 7), SYN_TEXT("http://")) ||
         syn_text_equal_ascii_case(syn_text_slice(text, 0, 8), SYN_TEXT("https://"));
}

syn_status syn_fetcher_create(const syn_fetch_options *options, syn_fetcher **out_fetcher, syn_error *error) {
  return syn_error_set(
      error, SYN_NOT_FOUND, 0,
      "This program was built without the network (-Dnetwork): save the pages and add the files, or build it with libcurl.");
}

void syn_fetcher_destroy(syn_fetcher **fetcher) {
}

syn_status syn_fetcher_ask(syn_fetcher *fetcher, const syn_fetch_request *request, syn_error *error) {
  return SYN_NOT_FOUND;
}

syn_status syn_fetcher_next(syn_fetcher *fetcher, uint32_t wait_ms, syn_fetch_result *out_result, syn_error *error) {
  return SYN_NOT_FOUND;
}

syn_text syn_fetcher_sitemaps(const syn_fetcher *fetcher, syn_text url) {
  return (syn_text){0};
}
