#include "readers/conllu_reader.h"
#include "readers/feed_reader.h"
#include "readers/html_reader.h"
#include "readers/jsonl_reader.h"
#include "readers/text_reader.h"
#include "readers/wacz_reader.h"
#include "readers/warc_reader.h"

const syn_reader_limits syn_reader_limits_default = {
    .page_bytes = 8u * 1024 * 1024,
    .line_bytes = 16u * 1024 * 1024,
    .folder_depth = 32,
};

/* To add a reader: one file that defines a syn_reader, and one line here. */
static const syn_reader *const readers[] = {
    &syn_reader_conllu, &syn_reader_feed, &syn_reader_html, &syn_reader_jsonl, &syn_reader_text, &syn_reader_wacz, &syn_reader_warc,
};

const syn_reader *syn_reader_find(syn_text name) {
  for (size_t i = 0; i < sizeof(readers) / sizeof(readers[0]); i++) {
    if (syn_text_equal(name, syn_text_from(readers[i]->name))) return readers[i];
  }
  return NULL;
}

const syn_reader *const *syn_readers(size_t *out_count) {
  *out_count = sizeof(readers) / sizeof(readers[0]);
  return readers;
}
