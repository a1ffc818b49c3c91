#include "engine/kept_page.h"

static void tell_lack(const syn_capture *capture, syn_error *error) {
  syn_error_set(error, SYN_NOT_FOUND, 0, "%.*s: its page was not kept, so it cannot be analysed again; add it again",
                SYN_TEXT_ARGUMENTS(syn_text_slice(capture->page.source, 0, 200)));
}

/* Ids come from content: a page whose id is not that of its article has been damaged. */
static syn_status open_page(const syn_capture *capture, syn_id id, syn_arena *arena, syn_page *out_page, syn_error *error) {
  syn_error cause = {0};
  syn_status status = syn_capture_open(capture, arena, out_page, &cause);
  if (status == SYN_OK && syn_id_compare(syn_page_id(out_page), id) != 0)
    status = syn_error_set(&cause, SYN_BAD_INPUT, 0, "what is kept of the page belongs to another article");
  if (status == SYN_OK) return SYN_OK;
  return syn_error_set(error, status, 0, "%.*s: %s; take it from a backup, or remove the article and add the page again",
                       SYN_TEXT_ARGUMENTS(syn_text_slice(capture->page.source, 0, 150)), cause.text);
}

syn_status syn_kept_page_read(syn_store *store, syn_id article, syn_arena *arena, syn_page *out_page, bool *out_has_bytes,
                              syn_error *error) {
  syn_capture capture;
  syn_status status = syn_store_get_capture(store, article, true, arena, &capture, error);
  if (status != SYN_OK) return status;
  *out_has_bytes = capture.has_bytes;
  if (capture.has_bytes) return open_page(&capture, article, arena, out_page, error);
  tell_lack(&capture, error);
  return SYN_OK;
}
