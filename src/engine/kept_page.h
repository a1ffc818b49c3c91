/*
 * Kept page: the page of an article, out of the store, to be analysed again.
 */
#ifndef SYN_ENGINE_KEPT_PAGE_H
#define SYN_ENGINE_KEPT_PAGE_H

#include "store/store.h"

/*
 * Into `arena`. `*out_has_bytes` false: the page was not kept, and `error` says so. Returns SYN_OK; SYN_NOT_FOUND when the article is not
 * there (any more); SYN_BAD_INPUT when what is kept is damaged or belongs to another article; statuses of the store.
 */
SYN_MUST_CHECK syn_status syn_kept_page_read(syn_store *store, syn_id article, syn_arena *arena, syn_page *out_page, bool *out_has_bytes,
                                             syn_error *error);

#endif
