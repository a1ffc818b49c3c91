/*
 * The side without rights: takes requests, does the job, answers. Whatever happens here stays here.
 */
#include <limits.h>
#include <malloc.h>

#include "engine/engine_internal.h"
#include "engine/isolation_internal.h"
#include "engine/sandbox.h"

enum {
  LARGE_BYTES = 16 * 1024 * 1024,     /* what is larger is mapped on its own, and unmapped when it is freed */
  LARGE_PAGE_BYTES = 2 * 1024 * 1024, /* a page from which on memory is given back at its end */
  PASSED_BYTES = 16 * 1024            /* taken at once of what is not kept */
};

typedef struct process {
  const syn_isolated_job *job;
  syn_wire wire;
  syn_arena *arena; /* of the page under way */
  syn_buffer buffers[SYN_RECORD_LINES_COUNT];
} process;

void syn_isolation_page_fields(syn_page *page, syn_text *out_fields[SYN_ISOLATION_PAGE_FIELDS]) {
  syn_text *const fields[SYN_ISOLATION_PAGE_FIELDS] = {
      &page->source, &page->url,    &page->captured, &page->bytes,  &page->declared_charset, &page->outlet,    &page->title,
      &page->date,   &page->byline, &page->language, &page->credit, &page->based_on,         &page->recurring,
  };
  for (size_t i = 0; i < SYN_ISOLATION_PAGE_FIELDS; i++) out_fields[i] = fields[i];
}

/* Takes a part for which there is no memory off the wire, so that an answer can follow. */
static syn_status pass_over(process *self, uint64_t size) {
  char bytes[PASSED_BYTES];
  syn_status status = SYN_OK;
  while (status == SYN_OK && size > 0) {
    size_t piece = size < sizeof bytes ? (size_t)size : sizeof bytes;
    status = syn_wire_receive(&self->wire, bytes, piece);
    size -= piece;
  }
  return status;
}

/* Takes the parts of a request into the arena. SYN_OK, SYN_IO; SYN_NO_MEMORY: the request is over, and can be answered. */
static syn_status take_parts(process *self, const syn_wire_head *head, syn_text *const *parts) {
  bool fits = true;
  for (uint32_t i = 0; i < head->part_count; i++) {
    char *bytes = syn_arena_take(self->arena, head->sizes[i] + 1, 1);
    syn_status status = bytes ? syn_wire_receive(&self->wire, bytes, head->sizes[i]) : pass_over(self, head->sizes[i]);
    if (status != SYN_OK) return status;
    fits = fits && bytes;
    *parts[i] = (syn_text){bytes, bytes ? head->sizes[i] : 0};
  }
  return fits ? SYN_OK : SYN_NO_MEMORY;
}

static syn_status parse(process *self, const syn_wire_head *request) {
  size_t reader_count;
  const syn_reader *const *readers = syn_readers(&reader_count);
  if (request->part_count != SYN_ISOLATION_PARCEL_PARTS || request->numbers[0] >= reader_count) return SYN_BAD_INPUT;
  syn_parcel parcel = {.reader = readers[request->numbers[0]],
                       .line_number = request->numbers[1],
                       .offset = request->numbers[2],
                       .page_bytes = request->numbers[3],
                       .is_list = request->numbers[4] != 0};
  syn_status status = take_parts(self, request, (syn_text *[]){&parcel.bytes, &parcel.name, &parcel.declared_charset, &parcel.url});
  if (status == SYN_IO) return status;
  syn_page page = {0};
  syn_error error = {0};
  const syn_isolated_job *job = self->job;
  if (status == SYN_OK)
    status = job->parse ? job->parse(job->context, &parcel, self->arena, &page, &error)
                        : parcel.reader->parse(&parcel, self->arena, &page, &error);
  syn_text *fields[SYN_ISOLATION_PAGE_FIELDS], parts[SYN_ISOLATION_PARSED_PARTS] = {syn_text_from(error.text)};
  syn_isolation_page_fields(&page, fields);
  for (size_t i = 0; status == SYN_OK && i < SYN_ISOLATION_PAGE_FIELDS; i++) parts[1 + i] = *fields[i];
  syn_wire_head answer = {
      .kind = SYN_ISOLATION_PARSED, .part_count = SYN_ISOLATION_PARSED_PARTS, .numbers = {status, error.offset, page.media}};
  return syn_wire_send(&self->wire, &answer, parts);
}

static syn_status read(process *self, const syn_wire_head *request) {
  if (request->part_count != SYN_ISOLATION_PAGE_FIELDS) return SYN_BAD_INPUT;
  syn_page page = {.media = (syn_media)request->numbers[0]};
  syn_text *fields[SYN_ISOLATION_PAGE_FIELDS];
  syn_isolation_page_fields(&page, fields);
  syn_status status = take_parts(self, request, fields);
  if (status == SYN_IO) return status;
  syn_record_lines lines;
  for (size_t i = 0; i < SYN_RECORD_LINES_COUNT; i++) {
    syn_buffer_reset(&self->buffers[i]);
    lines.buffers[i] = &self->buffers[i];
  }
  syn_error error = {0};
  if (status == SYN_OK) status = self->job->read(self->job->context, &page, self->arena, &lines, &error);
  syn_text parts[SYN_ISOLATION_DONE_PARTS] = {syn_text_from(error.text)};
  for (size_t i = 0; status == SYN_OK && i < SYN_RECORD_LINES_COUNT; i++) parts[1 + i] = syn_buffer_text(&self->buffers[i]);
  syn_wire_head answer = {.kind = SYN_ISOLATION_DONE, .part_count = SYN_ISOLATION_DONE_PARTS, .numbers = {status, error.offset}};
  return syn_wire_send(&self->wire, &answer, parts);
}

/*
 * In a copy of a thread that was not the first of its program, the C library's malloc opens a file of /proc before it shrinks its heap. So
 * it is not to shrink it on its own; after a large page see serve.
 */
static void keep_memory(void) {
#ifdef M_TRIM_THRESHOLD
  mallopt(M_TRIM_THRESHOLD, INT_MAX);
  mallopt(M_MMAP_THRESHOLD, LARGE_BYTES);
#endif
}

static void give_memory_back(void) {
#ifdef M_TRIM_THRESHOLD
  malloc_trim(0);
#endif
}

static syn_status serve(process *self) {
  syn_wire_head request;
  syn_arena_reset(self->arena);
  syn_status status = syn_wire_receive(&self->wire, &request, sizeof request);
  if (status != SYN_OK) return status;
  status = request.kind == SYN_ISOLATION_PARSE ? parse(self, &request) : read(self, &request);
  if (syn_arena_used(self->arena) > LARGE_PAGE_BYTES) give_memory_back();
  return status;
}

void syn_isolated_process_run(const syn_isolated_job *job, const syn_isolation_limits *limits, int socket) {
  process self = {.job = job, .wire = {.socket = socket}};
  syn_isolation_level level = SYN_ISOLATED_NOT;
  for (size_t i = 0; i < SYN_RECORD_LINES_COUNT; i++) syn_buffer_init(&self.buffers[i], SYN_ENGINE_LINES_LIMIT);
  keep_memory();
  if (syn_arena_create(limits->page_memory_bytes, &self.arena) != SYN_OK || syn_sandbox_enter(limits->memory_bytes, &level) != SYN_OK)
    return;
  syn_wire_head greeting = {.kind = SYN_ISOLATION_GREETING, .numbers = {level}};
  syn_status status = syn_wire_send(&self.wire, &greeting, NULL);
  while (status == SYN_OK) status = serve(&self);
}
