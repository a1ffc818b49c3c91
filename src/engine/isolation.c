/*
 * The side that has files and trusts nothing. Seats hold one process each; a thread takes a seat, has its page read there and gives the
 * seat back. A seat whose process has ended, or is to end, gets a new one when it is needed next.
 */
#include "engine/isolation.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "engine/isolation_internal.h"
#include "engine/zygote.h"
#include "readers/charset_convert.h"

const syn_isolation_limits syn_isolation_limits_default = {
    .work_seconds = 240,
    .wait_seconds = 1200,
    .pages_per_process = 256,
    .memory_bytes = (size_t)2 << 30,
    .page_memory_bytes = (size_t)512 << 20,
};

/* Of work, to give up the rights: libseccomp 2.5 works on for ever where it has no memory. */
enum { START_SECONDS = 5 };

typedef struct seat {
  const syn_isolation_limits *limits;
  bool is_taken; /* guarded by the pool's mutex */
  /* the process */
  pid_t pid; /* 0: none */
  syn_wire wire;
  unsigned page_count;
  /* the page under way */
  double begun, worked;  /* seconds: by the clock, and of the process's work, at its beginning */
  unsigned work_seconds; /* that are allowed */
  unsigned late_seconds; /* the limit that it went over; 0: none */
  const char *fault;     /* what cannot be in the answer, or NULL */
  syn_status told;       /* what the process says of the page */
  syn_error cause;       /* why, in its words */
} seat;

struct syn_isolation_pool {
  syn_isolated_job job;
  syn_isolation_limits limits;
  syn_isolation_level level;
  bool is_filter_required;
  syn_zygote *zygote;
  pthread_mutex_t mutex;
  pthread_cond_t has_seat;
  unsigned seat_count;
  seat *seats;
};

/* --- time --- */

static double seconds_of(clockid_t clock) {
  struct timespec time = {0};
  clock_gettime(clock, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* What the process has worked since its start. */
static double work_of(pid_t pid) {
  clockid_t clock;
  return clock_getcpuclockid(pid, &clock) == 0 ? seconds_of(clock) : 0;
}

/* For syn_wire: asked once a second. */
static bool may_wait(void *context) {
  seat *self = context;
  if (work_of(self->pid) - self->worked > self->work_seconds)
    self->late_seconds = self->work_seconds;
  else if (seconds_of(CLOCK_MONOTONIC) - self->begun > self->limits->wait_seconds)
    self->late_seconds = self->limits->wait_seconds;
  return self->late_seconds == 0;
}

static void begin_work(seat *self, unsigned work_seconds) {
  self->work_seconds = work_seconds;
  self->late_seconds = 0;
  self->fault = NULL;
  self->told = SYN_OK;
  self->cause = (syn_error){0};
  self->begun = seconds_of(CLOCK_MONOTONIC);
  self->worked = work_of(self->pid);
}

/* --- processes --- */

static int compare_bytes(const void *a, const void *b) {
  return memcmp(a, b, 1);
}

/* The C library asks the system how much memory there is when it first sorts more than a little, and remembers the answer. */
static void sort_once(void) {
  char bytes[16 * 1024] = {0};
  qsort(bytes, sizeof bytes, 1, compare_bytes);
}

static void prepare_process(void *context) {
  const syn_isolation_pool *pool = context;
  syn_charset_load_converters();
  sort_once();
  if (pool->job.prepare) pool->job.prepare(pool->job.context);
}

static void run_process(void *context, int socket) {
  const syn_isolation_pool *pool = context;
  syn_isolated_process_run(&pool->job, &pool->limits, socket);
}

/* Ends the process of a seat; how it ended, as waitpid tells, or -1 where that is not known. */
static int end_process(syn_isolation_pool *pool, seat *self) {
  int wait_status = -1;
  if (self->pid == 0) return wait_status;
  close(self->wire.socket);
  if (syn_zygote_end(pool->zygote, self->pid, &wait_status) != SYN_OK) wait_status = -1;
  self->pid = 0;
  return wait_status;
}

static syn_status greet(const syn_isolation_pool *pool, seat *self, syn_isolation_level *out_level) {
  syn_wire_head greeting;
  begin_work(self, START_SECONDS);
  syn_status status = syn_wire_receive_head(&self->wire, SYN_ISOLATION_GREETING, 0, 0, &greeting);
  if (status != SYN_OK) return status;
  if (greeting.numbers[0] > SYN_ISOLATED_BY_FILTER) return SYN_BAD_INPUT;
  *out_level = (syn_isolation_level)greeting.numbers[0];
  return pool->is_filter_required && *out_level != SYN_ISOLATED_BY_FILTER ? SYN_IO : SYN_OK;
}

static syn_status start_process(syn_isolation_pool *pool, seat *self, syn_isolation_level *out_level, syn_error *error) {
  static const struct timeval LOOK_UP = {.tv_sec = 1};
  syn_status status = syn_zygote_fork(pool->zygote, &self->wire.socket, &self->pid, error);
  if (status != SYN_OK) return status;
  self->wire = (syn_wire){.socket = self->wire.socket, .may_wait = may_wait, .context = self};
  self->page_count = 0;
  setsockopt(self->wire.socket, SOL_SOCKET, SO_RCVTIMEO, &LOOK_UP, sizeof LOOK_UP);
  setsockopt(self->wire.socket, SOL_SOCKET, SO_SNDTIMEO, &LOOK_UP, sizeof LOOK_UP);
  if (greet(pool, self, out_level) == SYN_OK) return SYN_OK;
  end_process(pool, self);
  return syn_error_set(error, SYN_IO, 0, "a process to read pages in could not give up its rights%s",
                       pool->is_filter_required ? " as is required (isolation \"auto\" takes what there is)" : "");
}

/* --- pool --- */

syn_status syn_isolation_open(const syn_isolated_job *job, unsigned caller_count, bool is_filter_required,
                              const syn_isolation_limits *limits, syn_isolation_pool **out_pool, syn_error *error) {
  syn_isolation_pool *pool = syn_memory_allocate(sizeof *pool);
  if (!pool) return syn_error_set(error, SYN_NO_MEMORY, 0, "not enough memory for processes to read pages in");
  *pool = (syn_isolation_pool){.job = *job,
                               .limits = limits ? *limits : syn_isolation_limits_default,
                               .is_filter_required = is_filter_required,
                               .mutex = PTHREAD_MUTEX_INITIALIZER,
                               .has_seat = PTHREAD_COND_INITIALIZER,
                               .seats = syn_memory_allocate(caller_count * sizeof(seat))};
  syn_status status = pool->seats ? SYN_OK : syn_error_set(error, SYN_NO_MEMORY, 0, "not enough memory for processes to read pages in");
  for (; pool->seats && pool->seat_count < caller_count; pool->seat_count++)
    pool->seats[pool->seat_count] = (seat){.limits = &pool->limits};
  const syn_zygote_job work = {.prepare = prepare_process, .run = run_process, .context = pool};
  if (status == SYN_OK) status = syn_zygote_start(&work, &pool->zygote, error);
  /* the first process shows what can be had */
  if (status == SYN_OK) status = start_process(pool, &pool->seats[0], &pool->level, error);
  if (status != SYN_OK) {
    syn_isolation_close(&pool);
    return status;
  }
  *out_pool = pool;
  return SYN_OK;
}

void syn_isolation_close(syn_isolation_pool **pool) {
  if (!pool || !*pool) return;
  for (unsigned i = 0; i < (*pool)->seat_count; i++) end_process(*pool, &(*pool)->seats[i]);
  syn_zygote_stop(&(*pool)->zygote);
  pthread_cond_destroy(&(*pool)->has_seat);
  pthread_mutex_destroy(&(*pool)->mutex);
  syn_memory_free((*pool)->seats);
  syn_memory_free(*pool);
  *pool = NULL;
}

syn_isolation_level syn_isolation_pool_level(const syn_isolation_pool *pool) {
  return pool->level;
}

static seat *find_free_seat(syn_isolation_pool *pool) {
  for (unsigned i = 0; i < pool->seat_count; i++) {
    if (!pool->seats[i].is_taken) return &pool->seats[i]; /* the first: no more processes than are needed at once */
  }
  return NULL;
}

/* A seat with a process in it. */
static syn_status take_seat(syn_isolation_pool *pool, seat **out_seat, syn_error *error) {
  seat *found;
  pthread_mutex_lock(&pool->mutex);
  while (!(found = find_free_seat(pool))) pthread_cond_wait(&pool->has_seat, &pool->mutex);
  found->is_taken = true;
  pthread_mutex_unlock(&pool->mutex);
  *out_seat = found;
  if (found->pid != 0 && found->page_count >= pool->limits.pages_per_process) end_process(pool, found);
  syn_isolation_level level;
  syn_status status = found->pid == 0 ? start_process(pool, found, &level, error) : SYN_OK;
  if (status != SYN_OK) return status;
  found->page_count++;
  begin_work(found, pool->limits.work_seconds);
  return SYN_OK;
}

static void give_back(syn_isolation_pool *pool, seat *self) {
  pthread_mutex_lock(&pool->mutex);
  self->is_taken = false;
  pthread_cond_signal(&pool->has_seat);
  pthread_mutex_unlock(&pool->mutex);
}

/* --- failures --- */

/* Ends the process after a conversation that broke off with `broken`, and says what became of the page. */
static syn_status fail(syn_isolation_pool *pool, seat *self, syn_status broken, syn_error *error) {
  int wait_status = end_process(pool, self);
  if (broken == SYN_NO_MEMORY) return syn_error_set(error, broken, 0, "not enough memory for what was read of it");
  if (self->late_seconds > 0)
    return syn_error_set(error, SYN_LIMIT, 0, "it was not read within %u s: leave the page out and report it", self->late_seconds);
  if (self->fault)
    return syn_error_set(error, SYN_BAD_INPUT, 0,
                         "the process that read it gave an answer that cannot be (%s): leave the page out and report it", self->fault);
  if (wait_status == -1) return syn_error_set(error, SYN_IO, 0, "the processes that read pages were ended from outside: begin again");
  if (WIFSIGNALED(wait_status) && WTERMSIG(wait_status) == SIGSYS)
    return syn_error_set(error, SYN_BAD_INPUT, 0,
                         "reading it asked the system for what no page needs, and ended its process (signal %d): leave the page out and "
                         "report it",
                         SIGSYS);
  if (WIFSIGNALED(wait_status))
    return syn_error_set(error, SYN_BAD_INPUT, 0, "reading it ended its process (signal %d): leave the page out and report it",
                         WTERMSIG(wait_status));
  return syn_error_set(error, SYN_BAD_INPUT, 0, "reading it ended its process (exit code %d): leave the page out and report it",
                       WEXITSTATUS(wait_status));
}

/* The answer is not one of a process that does its job. */
static syn_status find_fault(seat *self, const char *fault) {
  self->fault = fault;
  return SYN_BAD_INPUT;
}

/* The beginning of an answer, up to the first part: how the page fared, and why. */
static syn_status take_outcome(seat *self, uint32_t kind, uint32_t part_count, uint64_t limit_bytes, syn_wire_head *out_answer) {
  char text[SYN_ERROR_TEXT_SIZE] = "";
  syn_status status = syn_wire_receive_head(&self->wire, kind, part_count, limit_bytes, out_answer);
  if (status == SYN_BAD_INPUT) return find_fault(self, "its form or its length is none");
  if (status != SYN_OK) return status;
  if (out_answer->numbers[0] > SYN_NO_MEMORY) return find_fault(self, "there is no such status");
  if (out_answer->sizes[0] >= sizeof text) return find_fault(self, "its message is too long");
  status = syn_wire_receive(&self->wire, text, out_answer->sizes[0]);
  if (status != SYN_OK) return status;
  if (syn_utf8_valid_prefix(syn_text_from(text)) != strlen(text)) return find_fault(self, "its message is not UTF-8");
  self->told = (syn_status)out_answer->numbers[0];
  if (self->told != SYN_OK) syn_error_set(&self->cause, self->told, out_answer->numbers[1], "%s", text);
  return SYN_OK;
}

/* --- reading --- */

static syn_status send_page(seat *self, const syn_page *page) {
  syn_text *fields[SYN_ISOLATION_PAGE_FIELDS], parts[SYN_ISOLATION_PAGE_FIELDS];
  syn_page copy = *page;
  syn_isolation_page_fields(&copy, fields);
  for (size_t i = 0; i < SYN_ISOLATION_PAGE_FIELDS; i++) parts[i] = *fields[i];
  syn_wire_head request = {.kind = SYN_ISOLATION_READ, .part_count = SYN_ISOLATION_PAGE_FIELDS, .numbers = {page->media}};
  return syn_wire_send(&self->wire, &request, parts);
}

static syn_status take_lines(seat *self, const syn_wire_head *answer, const syn_record_lines *lines) {
  for (size_t i = 0; i < SYN_RECORD_LINES_COUNT; i++) {
    syn_buffer *buffer = lines->buffers[i];
    size_t size = answer->sizes[1 + i];
    syn_status status = syn_buffer_reserve(buffer, size);
    if (status == SYN_LIMIT) return find_fault(self, "its records are too long");
    if (status == SYN_OK) status = syn_wire_receive(&self->wire, buffer->data, size);
    if (status != SYN_OK) return status;
    buffer->size = size;
  }
  return SYN_OK;
}

/* SYN_OK: the conversation came to its end, with an answer that can be. */
static syn_status converse_on_page(const syn_isolated_job *job, seat *self, const syn_page *page, syn_id id,
                                   const syn_record_lines *lines) {
  syn_wire_head answer;
  syn_status status = send_page(self, page);
  if (status == SYN_OK) status = take_outcome(self, SYN_ISOLATION_DONE, SYN_ISOLATION_DONE_PARTS, SYN_ISOLATION_ANSWER_LIMIT, &answer);
  if (status == SYN_OK) status = take_lines(self, &answer, lines);
  if (status != SYN_OK || self->told != SYN_OK) return status;
  const char *fault = job->find_fault ? job->find_fault(lines) : syn_isolation_find_fault(lines, id);
  return fault ? find_fault(self, fault) : SYN_OK;
}

syn_status syn_isolation_read(syn_isolation_pool *pool, const syn_page *page, syn_id id, const syn_record_lines *lines, syn_error *error) {
  seat *mine;
  syn_status status = take_seat(pool, &mine, error);
  if (status == SYN_OK) {
    status = converse_on_page(&pool->job, mine, page, id, lines);
    if (status != SYN_OK) {
      status = fail(pool, mine, status, error);
    } else if (mine->told != SYN_OK) {
      status = mine->told;
      if (error) *error = mine->cause;
    }
  }
  give_back(pool, mine);
  for (size_t i = 0; status != SYN_OK && i < SYN_RECORD_LINES_COUNT; i++) syn_buffer_reset(lines->buffers[i]);
  return status;
}

/* --- parsing --- */

static uint64_t reader_number(const syn_reader *reader) {
  size_t count, number = 0;
  const syn_reader *const *readers = syn_readers(&count);
  while (number < count && readers[number] != reader) number++;
  return number;
}

static syn_status send_parcel(seat *self, const syn_parcel *parcel) {
  const syn_text parts[SYN_ISOLATION_PARCEL_PARTS] = {parcel->bytes, parcel->name, parcel->declared_charset, parcel->url};
  syn_wire_head request = {
      .kind = SYN_ISOLATION_PARSE,
      .part_count = SYN_ISOLATION_PARCEL_PARTS,
      .numbers = {reader_number(parcel->reader), parcel->line_number, parcel->offset, parcel->page_bytes, parcel->is_list}};
  return syn_wire_send(&self->wire, &request, parts);
}

static syn_status take_page(seat *self, const syn_wire_head *answer, const syn_parcel *parcel, syn_arena *arena, syn_page *out_page) {
  syn_text *fields[SYN_ISOLATION_PAGE_FIELDS];
  out_page->media = answer->numbers[2] == SYN_MEDIA_HTML ? SYN_MEDIA_HTML : SYN_MEDIA_TEXT;
  syn_isolation_page_fields(out_page, fields);
  for (size_t i = 0; i < SYN_ISOLATION_PAGE_FIELDS; i++) {
    size_t size = answer->sizes[1 + i];
    char *bytes = syn_arena_take(arena, size + 1, 1);
    syn_status status = bytes ? syn_wire_receive(&self->wire, bytes, size) : SYN_NO_MEMORY;
    if (status != SYN_OK) return status;
    *fields[i] = (syn_text){bytes, size};
    if (fields[i] == &out_page->bytes && parcel->reader->has_any_encoding) continue;
    if (syn_utf8_valid_prefix(*fields[i]) != size) return find_fault(self, "what it says of a page is not UTF-8");
  }
  return SYN_OK;
}

/* Bytes of the page in a parcel with its texts, at most. */
static uint64_t answer_limit(const syn_parcel *parcel) {
  const uint64_t unpacked = parcel->reader->has_any_encoding ? parcel->page_bytes : 0;
  return (uint64_t)parcel->bytes.size * SYN_ISOLATION_PARSED_GROWTH + unpacked + parcel->name.size + SYN_ISOLATION_PARSED_SLACK;
}

/* As converse_on_page. */
static syn_status converse_on_parcel(seat *self, const syn_parcel *parcel, syn_arena *arena, syn_page *out_page) {
  syn_wire_head answer;
  syn_status status = send_parcel(self, parcel);
  if (status == SYN_OK) status = take_outcome(self, SYN_ISOLATION_PARSED, SYN_ISOLATION_PARSED_PARTS, answer_limit(parcel), &answer);
  /* for who asks, that would be the end of the file: a line that lies must not hide those behind it */
  if (status == SYN_OK && self->told == SYN_NOT_FOUND) status = find_fault(self, "there is no such status");
  if (status == SYN_OK) status = take_page(self, &answer, parcel, arena, out_page);
  if (status != SYN_OK || self->told != SYN_OK) return status;
  bool can_be = out_page->bytes.size > 0 && out_page->bytes.size <= parcel->page_bytes && out_page->source.size > 0;
  return can_be ? SYN_OK : find_fault(self, "a page is empty, too long or without a name");
}

syn_status syn_isolation_parse(void *context, const syn_parcel *parcel, syn_arena *arena, syn_page *out_page, syn_error *error) {
  syn_isolation_pool *pool = context;
  seat *mine;
  syn_page page = {0};
  syn_error cause = {0};
  syn_status status = take_seat(pool, &mine, &cause);
  if (status == SYN_OK) {
    status = converse_on_parcel(mine, parcel, arena, &page);
    if (status != SYN_OK) status = fail(pool, mine, status, &cause);
  }
  const syn_status told = mine->told;
  if (status == SYN_OK && told != SYN_OK && error) *error = mine->cause;
  give_back(pool, mine);
  if (status != SYN_OK)
    return syn_error_set(error, status, parcel->offset, "%.*s:%llu: %s", SYN_TEXT_ARGUMENTS(parcel->name),
                         (unsigned long long)parcel->line_number, cause.text);
  if (told == SYN_OK) *out_page = page;
  return told;
}
