/*
 * Feeds plain text to every stage behind the article: sentences, tokens, tags, names, and all finders of facts (numbers, dates, amounts,
 * quotes, events), then writes the records and reads them again. Spans must lie in the text, and the records must be whole.
 */
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "base/utf8.h"
#include "facts/finder.h"
#include "facts/publication.h"
#include "fuzz_target.h"
#include "language/language.h"
#include "records/record_reader.h"
#include "records/record_writer.h"

enum { ARENA_BYTES = 512 << 20, LINE_BYTES = 256 << 20, TEXT_BYTES = 64 * 1024 };

static struct {
  syn_model *model;
  syn_world *world;
  syn_analyser *analyser;
  syn_fact_finder *finder;
  syn_arena *arena;
} stages;

static void require(bool condition) {
  if (!condition) abort();
}

static void open_stages(void) {
  syn_text model = syn_embedded_find("models/embedded.synmodel");
  require(syn_model_read(model, &stages.model, NULL) == SYN_OK && syn_world_open(NULL, &stages.world, NULL) == SYN_OK);
  require(syn_analyser_create(stages.model, stages.world, &stages.analyser, NULL) == SYN_OK);
  require(syn_fact_finder_create(stages.model, stages.world, &stages.finder, NULL) == SYN_OK);
  require(syn_arena_create(ARENA_BYTES, &stages.arena) == SYN_OK);
}

static void check_span(const syn_article *article, syn_span span) {
  size_t size = syn_article_field(article, span.field, span.index).size;
  require(span.start <= span.end && span.end <= size);
}

static void check_facts(const syn_article *article, const syn_facts *facts) {
  for (uint32_t i = 0; i < facts->time_count; i++) check_span(article, facts->times[i].span);
  for (uint32_t i = 0; i < facts->quantity_count; i++) check_span(article, facts->quantities[i].span);
  for (uint32_t i = 0; i < facts->quote_count; i++) check_span(article, facts->quotes[i].span);
  for (uint32_t i = 0; i < facts->entity_count; i++)
    for (uint32_t m = 0; m < facts->entities[i].mention_count; m++) check_span(article, facts->entities[i].mentions[m].span);
}

/* What was written must be read, and be the same when it is written again. */
static void check_records(const syn_article *article, const syn_facts *facts) {
  syn_record_context context;
  syn_facts again;
  syn_buffer first, second;
  syn_buffer_init(&first, LINE_BYTES);
  syn_buffer_init(&second, LINE_BYTES);
  require(syn_record_context_init(article, stages.arena, &context) == SYN_OK);
  syn_record_write_facts(&first, &context, facts, NULL);
  require(first.status == SYN_OK);
  require(syn_record_read_facts(syn_buffer_text(&first), &context, stages.arena, &again, NULL) == SYN_OK);
  syn_record_write_facts(&second, &context, &again, NULL);
  require(syn_text_equal(syn_buffer_text(&first), syn_buffer_text(&second)));
  syn_buffer_clear(&first);
  syn_buffer_clear(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (!stages.arena) open_stages();
  if (size > TEXT_BYTES) return 0;
  syn_text text;
  size_t replaced_count;
  require(syn_utf8_repair((syn_text){(const char *)data, size}, stages.arena, &text, &replaced_count) == SYN_OK);
  size_t line_end = syn_text_find(text, SYN_TEXT("\n"), 0);
  syn_article article = {.source = SYN_TEXT("fuzz"), .language = SYN_TEXT("en"), .title = syn_text_trim(syn_text_slice(text, 0, line_end))};
  article.text = line_end == SIZE_MAX ? (syn_text){0} : syn_text_trim(syn_text_slice(text, line_end, text.size));
  bool has_nul = text.size > 0 && memchr(text.data, '\0', text.size);
  if (article.text.size > 0 && !has_nul) {
    syn_document document = {0};
    syn_facts facts = {0};
    require(syn_document_analyse(stages.analyser, &article, stages.arena, &document, NULL) == SYN_OK);
    syn_status status = syn_facts_find(stages.finder, &document, stages.arena, &facts, NULL);
    require(status == SYN_OK || status == SYN_NO_MEMORY);
    if (status == SYN_OK) {
      require(syn_publication_infer(stages.world, &article, &facts, stages.arena) == SYN_OK);
      check_facts(&article, &facts);
      check_records(&article, &facts);
    }
  }
  syn_arena_reset(stages.arena);
  return 0;
}
