/*
 * How it works: first the plain means that every Linux has (no files, no new files, no new processes, no core, no writing, bounded memory,
 * no new privileges, not to be looked into), then a seccomp filter with a list of what is allowed. The list is what malloc, the clock
 * and a read and write on one socket need. What is not on it ends the process at once (SIGSYS) and not with an error code that
 * whoever took over the process could go on from.
 *
 * What a library would load later (converters of character sets, tables of ICU) must have been loaded before: see isolation.c.
 */
#include "engine/sandbox.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The list of what is allowed is that of systems with 64 bits: others have second names for clocks, locks and memory. */
#if defined(SYN_HAS_SECCOMP) && defined(__LP64__)
#define HAS_FILTER
#include <linux/seccomp.h>
#include <seccomp.h>
#endif

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define IS_SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define IS_SANITIZED true
#endif
#endif
#ifndef IS_SANITIZED
#define IS_SANITIZED false
#endif

/* Valgrind says so in no other way that needs no header of its own. */
static bool is_instrumented(void) {
  const char *preloaded = getenv("LD_PRELOAD");
  return IS_SANITIZED || (preloaded && strstr(preloaded, "vgpreload"));
}

syn_isolation_level syn_sandbox_available(void) {
#if defined(HAS_FILTER) && defined(SECCOMP_GET_ACTION_AVAIL)
  uint32_t action = SECCOMP_RET_KILL_PROCESS;
  if (!is_instrumented() && syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0) return SYN_ISOLATED_BY_FILTER;
#endif
  return SYN_ISOLATED_BY_PROCESS;
}

/* By way of the number: C libraries learned the name later than kernels did. */
static bool close_all(unsigned first) {
#ifdef SYS_close_range
  return syscall(SYS_close_range, first, ~0U, 0) == 0;
#else
  return false;
#endif
}

/* For kernels before 5.9. */
static void close_one_by_one(unsigned first) {
  long end = sysconf(_SC_OPEN_MAX);
  for (long file = first; file < (end > 0 ? end : 1024); file++) close((int)file);
}

syn_status syn_sandbox_close_files(int file) {
  if (file != SYN_SANDBOX_FILE && dup2(file, SYN_SANDBOX_FILE) < 0) return SYN_IO;
  if (!close_all(SYN_SANDBOX_FILE + 1)) close_one_by_one(SYN_SANDBOX_FILE + 1);
  return SYN_OK;
}

/* Bytes of address space that this process has. */
static size_t address_space(void) {
  unsigned long pages = 0;
  FILE *file = fopen("/proc/self/statm", "re");
  if (!file) return 0;
  if (fscanf(file, "%lu", &pages) != 1) pages = 0;
  fclose(file);
  return (size_t)pages * (size_t)sysconf(_SC_PAGESIZE);
}

/* Lowers a limit for good; one that is lower already stays. */
static bool limit(int resource, rlim_t value) {
  struct rlimit both;
  if (getrlimit(resource, &both) != 0) return false;
  if (both.rlim_max > value) both.rlim_max = value;
  if (both.rlim_cur > both.rlim_max) both.rlim_cur = both.rlim_max;
  return setrlimit(resource, &both) == 0;
}

static syn_status set_limits(size_t memory_bytes) {
  size_t present = address_space();
  /* the shadow memory of sanitizers has no bounds; without /proc the present size is not known */
  bool done = is_instrumented() || present == 0 || limit(RLIMIT_AS, present + memory_bytes);
  done = limit(RLIMIT_CORE, 0) && done;
  done = limit(RLIMIT_FSIZE, 0) && done;
  done = limit(RLIMIT_NPROC, 0) && done;
  /* sanitizers read /proc when they report */
  done = (is_instrumented() || limit(RLIMIT_NOFILE, 0)) && done;
  return done ? SYN_OK : SYN_IO;
}

#ifdef HAS_FILTER

/* Allowed with any arguments. */
static const int ALLOWED[] = {
    SCMP_SYS(brk),         SCMP_SYS(munmap),        SCMP_SYS(mremap),          SCMP_SYS(madvise),   SCMP_SYS(futex),
    SCMP_SYS(sched_yield), SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday),    SCMP_SYS(getrandom), SCMP_SYS(exit),
    SCMP_SYS(exit_group),  SCMP_SYS(rt_sigreturn),  SCMP_SYS(restart_syscall),
};

/* Allowed on SYN_SANDBOX_FILE alone. */
static const int ALLOWED_ON_FILE[] = {
    SCMP_SYS(recvfrom),
    SCMP_SYS(sendmsg),
};

/* Allowed for memory that is not to be executed; the third argument of both is the protection. */
static const int ALLOWED_WITHOUT_EXECUTION[] = {SCMP_SYS(mmap), SCMP_SYS(mprotect)};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static bool add_rules(scmp_filter_ctx filter) {
  bool done = true;
  for (size_t i = 0; i < COUNT(ALLOWED); i++) done = seccomp_rule_add(filter, SCMP_ACT_ALLOW, ALLOWED[i], 0) == 0 && done;
  const struct scmp_arg_cmp is_file = SCMP_A0(SCMP_CMP_EQ, SYN_SANDBOX_FILE);
  for (size_t i = 0; i < COUNT(ALLOWED_ON_FILE); i++)
    done = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, ALLOWED_ON_FILE[i], 1, &is_file) == 0 && done;
  const struct scmp_arg_cmp is_not_executed = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
  for (size_t i = 0; i < COUNT(ALLOWED_WITHOUT_EXECUTION); i++)
    done = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, ALLOWED_WITHOUT_EXECUTION[i], 1, &is_not_executed) == 0 && done;
  return done;
}

static bool load_filter(void) {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
  if (!filter) return false;
  bool done = seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) == 0 && add_rules(filter);
  /* a binary tree instead of a list, where the library knows it: each call of the system goes through the filter */
  if (done) (void)seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);
  done = done && seccomp_load(filter) == 0;
  seccomp_release(filter);
  return done;
}

#else

static bool load_filter(void) {
  return false;
}

#endif

syn_status syn_sandbox_enter(size_t memory_bytes, syn_isolation_level *out_level) {
  syn_status status = set_limits(memory_bytes);
  if (status != SYN_OK) return status;
  bool done = prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
  if (!done) return SYN_IO;
  *out_level = SYN_ISOLATED_BY_PROCESS;
  if (syn_sandbox_available() == SYN_ISOLATED_BY_FILTER && load_filter()) *out_level = SYN_ISOLATED_BY_FILTER;
  return SYN_OK;
}
