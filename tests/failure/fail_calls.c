/*
 * Fail calls: preloaded into a program (LD_PRELOAD), makes one of its calls to the system fail.
 *
 * How it works. Allocations, reads and writes of the program and of every library in it come through here and are counted by class. The
 * environment tells what shall become of them; it passes into child processes.
 *
 *     FAIL_CLASS  memory, read or write
 *     FAIL_AT     fail the n-th call of this class, from 1; absent: none
 *     FAIL_ON     with FAIL_AT: all later calls fail too (a full disk stays full)
 *     FAIL_LOG    append "n place" for each call that comes from a place that was not seen before, and "n" for the last call of all
 *     FAIL_TRACE  print the calls that lead to the failing one
 *
 * A place is the chain of the innermost callers, as a number that is the same in each run of one program; a helper that everybody calls
 * is thus many places. What stdio does below its functions is out of reach: they fail as a whole, with the stream's flag.
 */
#undef _FILE_OFFSET_BITS /* or open would be another name of open64, and both are needed */

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <unwind.h>

#define EXPORT __attribute__((visibility("default")))

enum { CALLERS = 10, PLACE_SLOTS = 1 << 16, MODULE_LIMIT = 64, STREAM_ERROR_FLAG = 0x20 };

typedef enum call_class { CLASS_NONE, CLASS_MEMORY, CLASS_READ, CLASS_WRITE } call_class;

typedef struct module {
  uintptr_t base, end;
} module;

static struct {
  call_class class;
  long fail_at, count;
  bool fails_on, traces, is_armed;
  int log; /* descriptor; -1: none */
  uint64_t places[PLACE_SLOTS];
  module modules[MODULE_LIMIT];
  int module_count;
} state = {.log = -1};

static __thread bool is_inside; /* calls of this file are not counted */

/* ---- places ---- */

static int add_module(struct dl_phdr_info *info, size_t size, void *context) {
  (void)size;
  (void)context;
  module found = {.base = info->dlpi_addr, .end = info->dlpi_addr};
  for (int i = 0; i < info->dlpi_phnum; i++) {
    uintptr_t end = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr + info->dlpi_phdr[i].p_memsz;
    if (info->dlpi_phdr[i].p_type == PT_LOAD && end > found.end) found.end = end;
  }
  if (state.module_count < MODULE_LIMIT) state.modules[state.module_count++] = found;
  return 0;
}

/* The same in each run, wherever the modules were loaded. */
static uint64_t place_of_address(uintptr_t address) {
  for (int i = 0; i < state.module_count; i++)
    if (address >= state.modules[i].base && address < state.modules[i].end) return ((uint64_t)i << 48) + (address - state.modules[i].base);
  return address & 0xFFF;
}

typedef struct walk {
  int skipped, taken;
  uint64_t hash;
} walk;

static _Unwind_Reason_Code take_frame(struct _Unwind_Context *context, void *data) {
  walk *at = data;
  if (at->skipped++ < 3) return _URC_NO_REASON; /* this file's own */
  at->hash = (at->hash ^ place_of_address(_Unwind_GetIP(context))) * 0x9E3779B97F4A7C15u;
  at->hash ^= at->hash >> 29;
  return ++at->taken < CALLERS ? _URC_NO_REASON : _URC_END_OF_STACK;
}

static __attribute__((noinline)) bool is_new_place(uint64_t *out_place) {
  walk at = {.hash = 1};
  _Unwind_Backtrace(take_frame, &at);
  uint64_t place = *out_place = at.hash | 1;
  for (size_t i = place % PLACE_SLOTS, tries = 0; tries < PLACE_SLOTS; i = (i + 1) % PLACE_SLOTS, tries++) {
    if (state.places[i] == place) return false;
    if (state.places[i] != 0) continue;
    state.places[i] = place;
    return true;
  }
  return false;
}

/* ---- counting ---- */

/* The function that the program would have called without us. */
#define REAL(name) ((__typeof__(&name))real(#name))

static void *real(const char *name) {
  bool was_inside = is_inside;
  is_inside = true;
  void *found = dlsym(RTLD_NEXT, name);
  is_inside = was_inside;
  return found;
}

static void trace(void) {
  void *frames[40];
  backtrace_symbols_fd(frames, backtrace(frames, 40), STDERR_FILENO);
}

static bool look_at_call(void) {
  state.count++;
  if (state.fail_at > 0 && (state.count == state.fail_at || (state.fails_on && state.count > state.fail_at))) {
    if (state.traces && state.count == state.fail_at) trace();
    return true;
  }
  uint64_t place;
  if (state.log < 0 || !is_new_place(&place)) return false;
  char line[64];
  int length = snprintf(line, sizeof line, "%ld %016llx\n", state.count, (unsigned long long)place);
  if (REAL(write)(state.log, line, (size_t)length) != length) _exit(99);
  return false;
}

/* Whether this call of the class is to fail, with this errno. */
static __attribute__((noinline)) bool fails(call_class class, int number) {
  if (!state.is_armed || class != state.class || is_inside) return false;
  int before = errno;
  is_inside = true;
  bool is_failing = look_at_call();
  is_inside = false;
  errno = is_failing ? number : before;
  return is_failing;
}

static __attribute__((constructor)) void arm(void) {
  const char *class = getenv("FAIL_CLASS"), *at = getenv("FAIL_AT"), *log = getenv("FAIL_LOG");
  if (!class) return;
  state.class = strcmp(class, "memory") == 0 ? CLASS_MEMORY : strcmp(class, "read") == 0 ? CLASS_READ : CLASS_WRITE;
  state.fail_at = at ? strtol(at, NULL, 10) : 0;
  state.fails_on = getenv("FAIL_ON") != NULL;
  state.traces = getenv("FAIL_TRACE") != NULL;
  if (log) state.log = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  dl_iterate_phdr(add_module, NULL);
  state.is_armed = true;
}

static __attribute__((destructor)) void tell_count(void) {
  char line[32];
  int length = snprintf(line, sizeof line, "%ld\n", state.count);
  if (state.log >= 0 && REAL(write)(state.log, line, (size_t)length) != length) _exit(99);
}

/* ---- memory: the names under which glibc keeps its own ---- */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

EXPORT void *malloc(size_t size) {
  return fails(CLASS_MEMORY, ENOMEM) ? NULL : __libc_malloc(size);
}

EXPORT void *calloc(size_t count, size_t size) {
  return fails(CLASS_MEMORY, ENOMEM) ? NULL : __libc_calloc(count, size);
}

EXPORT void *realloc(void *memory, size_t size) {
  return size > 0 && fails(CLASS_MEMORY, ENOMEM) ? NULL : __libc_realloc(memory, size);
}

EXPORT void *aligned_alloc(size_t alignment, size_t size) {
  return fails(CLASS_MEMORY, ENOMEM) ? NULL : __libc_memalign(alignment, size);
}

EXPORT int posix_memalign(void **out_memory, size_t alignment, size_t size) {
  if (fails(CLASS_MEMORY, ENOMEM)) return ENOMEM;
  *out_memory = __libc_memalign(alignment, size);
  return *out_memory ? 0 : ENOMEM;
}

EXPORT void *mmap64(void *address, size_t size, int protection, int flags, int descriptor, off_t offset) {
  return fails(CLASS_MEMORY, ENOMEM) ? MAP_FAILED : REAL(mmap)(address, size, protection, flags, descriptor, offset);
}

/* ---- reading ---- */

static int open_at(int folder, const char *path, int flags, mode_t mode) {
  if (fails(flags & O_CREAT ? CLASS_WRITE : CLASS_READ, flags & O_CREAT ? ENOSPC : EIO)) return -1;
  return REAL(openat)(folder, path, flags, mode);
}

#define OPEN_MODE(flags) \
  mode_t mode = 0; \
  if ((flags)&O_CREAT) { \
    va_list rest; \
    va_start(rest, flags); \
    mode = va_arg(rest, unsigned); \
    va_end(rest); \
  }

EXPORT int open64(const char *path, int flags, ...) {
  OPEN_MODE(flags)
  return open_at(AT_FDCWD, path, flags, mode);
}

EXPORT int open(const char *path, int flags, ...) {
  OPEN_MODE(flags)
  return open_at(AT_FDCWD, path, flags, mode);
}

EXPORT FILE *fopen64(const char *path, const char *mode) {
  bool reads = mode[0] == 'r';
  return fails(reads ? CLASS_READ : CLASS_WRITE, reads ? EIO : ENOSPC) ? NULL : REAL(fopen)(path, mode);
}

EXPORT ssize_t read(int descriptor, void *bytes, size_t size) {
  return fails(CLASS_READ, EIO) ? -1 : REAL(read)(descriptor, bytes, size);
}

EXPORT ssize_t pread64(int descriptor, void *bytes, size_t size, off_t at) {
  return fails(CLASS_READ, EIO) ? -1 : REAL(pread)(descriptor, bytes, size, at);
}

EXPORT size_t fread(void *bytes, size_t size, size_t count, FILE *stream) {
  if (!fails(CLASS_READ, EIO)) return REAL(fread)(bytes, size, count, stream);
  stream->_flags |= STREAM_ERROR_FLAG;
  return 0;
}

EXPORT int stat64(const char *path, struct stat64 *info) {
  return fails(CLASS_READ, EIO) ? -1 : REAL(stat64)(path, info);
}

EXPORT int fstat64(int descriptor, struct stat64 *info) {
  return fails(CLASS_READ, EIO) ? -1 : REAL(fstat64)(descriptor, info);
}

EXPORT DIR *opendir(const char *path) {
  return fails(CLASS_READ, EIO) ? NULL : REAL(opendir)(path);
}

EXPORT struct dirent64 *readdir64(DIR *folder) {
  return fails(CLASS_READ, EIO) ? NULL : REAL(readdir64)(folder);
}

/* ---- writing; what goes to standard error always arrives ---- */

static bool stream_fails(FILE *stream) {
  if (stream == stderr || !fails(CLASS_WRITE, ENOSPC)) return false;
  stream->_flags |= STREAM_ERROR_FLAG;
  return true;
}

EXPORT ssize_t write(int descriptor, const void *bytes, size_t size) {
  return descriptor != STDERR_FILENO && fails(CLASS_WRITE, ENOSPC) ? -1 : REAL(write)(descriptor, bytes, size);
}

EXPORT ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off_t at) {
  return fails(CLASS_WRITE, ENOSPC) ? -1 : REAL(pwrite)(descriptor, bytes, size, at);
}

EXPORT size_t fwrite(const void *bytes, size_t size, size_t count, FILE *stream) {
  return stream_fails(stream) ? 0 : REAL(fwrite)(bytes, size, count, stream);
}

EXPORT int fputs(const char *text, FILE *stream) {
  return stream_fails(stream) ? EOF : REAL(fputs)(text, stream);
}

EXPORT int fputc(int byte, FILE *stream) {
  return stream_fails(stream) ? EOF : REAL(fputc)(byte, stream);
}

EXPORT int putc(int byte, FILE *stream) {
  return stream_fails(stream) ? EOF : REAL(fputc)(byte, stream);
}

EXPORT int puts(const char *text) {
  return stream_fails(stdout) ? EOF : REAL(puts)(text);
}

EXPORT int printf(const char *format, ...) {
  if (stream_fails(stdout)) return -1;
  va_list arguments;
  va_start(arguments, format);
  int size = vprintf(format, arguments);
  va_end(arguments);
  return size;
}

EXPORT int fprintf(FILE *stream, const char *format, ...) {
  if (stream_fails(stream)) return -1;
  va_list arguments;
  va_start(arguments, format);
  int size = vfprintf(stream, format, arguments);
  va_end(arguments);
  return size;
}

EXPORT int fflush(FILE *stream) {
  return stream && stream_fails(stream) ? EOF : REAL(fflush)(stream);
}

EXPORT int fclose(FILE *stream) {
  bool is_failing = fails(CLASS_WRITE, ENOSPC);
  int result = REAL(fclose)(stream);
  if (!is_failing) return result;
  errno = ENOSPC;
  return EOF;
}

EXPORT int fsync(int descriptor) {
  return fails(CLASS_WRITE, EIO) ? -1 : REAL(fsync)(descriptor);
}

EXPORT int fdatasync(int descriptor) {
  return fails(CLASS_WRITE, EIO) ? -1 : REAL(fdatasync)(descriptor);
}

EXPORT int ftruncate64(int descriptor, off_t size) {
  return fails(CLASS_WRITE, EIO) ? -1 : REAL(ftruncate)(descriptor, size);
}

EXPORT int rename(const char *from, const char *to) {
  return fails(CLASS_WRITE, EIO) ? -1 : REAL(rename)(from, to);
}

EXPORT int unlink(const char *path) {
  return !state.fails_on && fails(CLASS_WRITE, EIO) ? -1 : REAL(unlink)(path); /* a full disk lets files go */
}

EXPORT int mkstemp64(char *path) {
  return fails(CLASS_WRITE, ENOSPC) ? -1 : REAL(mkstemp)(path);
}

EXPORT int fchmod(int descriptor, mode_t mode) {
  return fails(CLASS_WRITE, EPERM) ? -1 : REAL(fchmod)(descriptor, mode);
}
