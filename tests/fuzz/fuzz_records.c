/*
 * Feeds bytes to the record readers as JSON lines. The first line is an article, which the others point into. What can be read is written
 * and read again, and must then be the same bytes; what cannot must say why.
 */
#include <stdlib.h>

#include "fuzz_target.h"
#include "records/correction_record.h"
#include "records/page_marks.h"
#include "records/record_reader.h"

enum { ARENA_BYTES = 64 * 1024 * 1024, LINE_BYTES = 16 * 1024 * 1024 };

typedef struct pass {
  syn_arena *arena;
  const syn_record_context *context;
  syn_record_lookup lookup;
  syn_error error;
} pass;

static const syn_record_context *find_context(const void *user, syn_id article) {
  const syn_record_context *context = user;
  return syn_id_compare(article, context->article->id) == 0 ? context : NULL;
}

/* Reads one line of any kind but article and writes it to `out`. */
static syn_status rewrite_line(pass *p, syn_text line, syn_buffer *out) {
  syn_text kind = syn_record_kind(line);
  syn_status status = SYN_NOT_FOUND;
  if (syn_text_equal(kind, SYN_TEXT("story"))) {
    syn_story story;
    if ((status = syn_record_read_story(line, p->arena, &story, &p->error)) == SYN_OK) syn_record_write_story(out, &story);
  } else if (syn_text_equal(kind, SYN_TEXT("point"))) {
    syn_point point;
    if ((status = syn_record_read_point(line, &p->lookup, p->arena, &point, &p->error)) == SYN_OK)
      syn_record_write_point(out, &p->lookup, &point);
  } else if (syn_text_equal(kind, SYN_TEXT("occurrence"))) {
    syn_occurrence occurrence;
    if ((status = syn_record_read_occurrence(line, p->arena, &occurrence, &p->error)) == SYN_OK)
      syn_record_write_occurrence(out, &occurrence);
  } else if (syn_text_equal(kind, SYN_TEXT("fulfilment"))) {
    syn_fulfilment fulfilment;
    if ((status = syn_record_read_fulfilment(line, p->arena, &fulfilment, &p->error)) == SYN_OK)
      syn_record_write_fulfilment(out, &fulfilment);
  } else if (syn_text_equal(kind, SYN_TEXT("reprint"))) {
    syn_reprint reprint;
    if ((status = syn_record_read_reprint(line, &p->lookup, p->arena, &reprint, &p->error)) == SYN_OK)
      syn_record_write_reprint(out, &p->lookup, &reprint);
  } else if (syn_text_equal(kind, SYN_TEXT("sketch"))) {
    syn_sketch sketch;
    if ((status = syn_record_read_sketch(line, p->arena, &sketch, &p->error)) == SYN_OK)
      syn_record_write_sketch(out, p->context->article, &sketch);
  } else if (syn_text_equal(kind, SYN_TEXT("correction"))) {
    syn_correction correction;
    if ((status = syn_record_read_correction(line, &p->lookup, p->arena, &correction, &p->error)) == SYN_OK)
      syn_record_write_correction(out, &p->lookup, &correction);
  } else if (syn_text_equal(kind, SYN_TEXT("marks"))) {
    syn_page_marks marks;
    if ((status = syn_record_read_marks(line, p->arena, &marks, &p->error)) == SYN_OK)
      syn_record_write_marks(out, p->context->article->id, &marks);
  } else if (syn_text_equal(kind, SYN_TEXT("lent"))) {
    syn_lent_date lent;
    if ((status = syn_record_read_lent(line, p->arena, &lent, &p->error)) == SYN_OK) syn_record_write_lent(out, &lent);
  } else if (syn_text_equal(kind, SYN_TEXT("entity"))) {
    syn_identity identity;
    if ((status = syn_record_read_identity(line, p->arena, &identity, &p->error)) == SYN_OK)
      syn_record_write_identity(out, &identity, (syn_text){0});
  }
  return status;
}

static syn_status rewrite_facts(pass *p, syn_text lines, syn_buffer *out) {
  syn_facts facts;
  syn_status status = syn_record_read_facts(lines, p->context, p->arena, &facts, &p->error);
  if (status == SYN_OK) syn_record_write_facts(out, p->context, &facts, NULL);
  return status;
}

static syn_status rewrite_article(pass *p, syn_text line, syn_buffer *out) {
  syn_article article;
  syn_status status = syn_record_read_article(line, p->arena, &article, &p->error);
  if (status == SYN_OK) syn_record_write_article(out, &article);
  return status;
}

/* Once to make it canonical, once more to see that it stays. */
static void check(pass *p, syn_status (*rewrite)(pass *p, syn_text lines, syn_buffer *out), syn_text lines) {
  syn_buffer first, second;
  syn_buffer_init(&first, LINE_BYTES);
  syn_buffer_init(&second, LINE_BYTES);
  p->error.text[0] = '\0';
  syn_status status = rewrite(p, lines, &first);
  if (status != SYN_OK && status != SYN_NOT_FOUND && p->error.text[0] == '\0') abort();
  if (status == SYN_OK && first.status == SYN_OK && first.size > 0) {
    if (rewrite(p, syn_buffer_text(&first), &second) != SYN_OK) abort();
    if (!syn_text_equal(syn_buffer_text(&first), syn_buffer_text(&second))) abort();
  }
  syn_buffer_clear(&first);
  syn_buffer_clear(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static syn_arena *arena;
  if (!arena && syn_arena_create(ARENA_BYTES, &arena) != SYN_OK) return 0;
  syn_text all = {(const char *)data, size};
  size_t end = syn_text_find(all, SYN_TEXT("\n"), 0);
  syn_text first = syn_text_slice(all, 0, end), rest = end == SIZE_MAX ? (syn_text){0} : syn_text_slice(all, end + 1, size);
  syn_article article = {0};
  syn_record_context context;
  pass p = {.arena = arena};
  if (syn_record_read_article(first, arena, &article, &p.error) != SYN_OK && p.error.text[0] == '\0') abort();
  if (syn_record_context_init(&article, arena, &context) == SYN_OK) {
    p.context = &context;
    p.lookup = (syn_record_lookup){find_context, &context};
    check(&p, rewrite_article, first);
    check(&p, rewrite_facts, rest);
    for (size_t at = 0; at < rest.size;) {
      end = syn_text_find(rest, SYN_TEXT("\n"), at);
      check(&p, rewrite_line, syn_text_slice(rest, at, end));
      at = end == SIZE_MAX ? rest.size : end + 1;
    }
  }
  syn_arena_reset(arena);
  return 0;
}
