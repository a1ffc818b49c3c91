/*
 * Status and error: how a function of this library says that something failed.
 *
 * Functions that can fail return a syn_status. Details for a person travel in the
 * caller's syn_error, the last argument, which may be NULL.
 */
#ifndef SYNOPTIC_STATUS_H
#define SYNOPTIC_STATUS_H

#include <stdint.h>

#if defined(__GNUC__)
#define SYN_MUST_CHECK __attribute__((warn_unused_result))
#define SYN_PRINTF(format_index, first_index) __attribute__((format(printf, format_index, first_index)))
#define SYN_PUBLIC __attribute__((visibility("default")))
#else
#define SYN_MUST_CHECK
#define SYN_PRINTF(format_index, first_index)
#define SYN_PUBLIC
#endif

/* Around what a header declares, so that programs in C++ can call it. */
#ifdef __cplusplus
#define SYN_C_BEGIN extern "C" {
#define SYN_C_END }
#else
#define SYN_C_BEGIN
#define SYN_C_END
#endif

SYN_C_BEGIN

typedef enum syn_status {
  SYN_OK = 0,
  SYN_NOT_FOUND,    /* what was asked for does not exist */
  SYN_BAD_INPUT,    /* bytes from outside do not have the form that they claim */
  SYN_BAD_ARGUMENT, /* the caller asked for something that makes no sense */
  SYN_LIMIT,        /* a limit on size, depth, number or time was reached */
  SYN_IO,           /* reading or writing failed */
  SYN_NO_MEMORY     /* memory, or an arena's share of it, is used up */
} syn_status;

enum { SYN_ERROR_TEXT_SIZE = 512 };

/* What went wrong. `text` is a sentence: file or address, place, expectation, remedy. */
typedef struct syn_error {
  syn_status status;
  uint64_t offset; /* bytes into the input, where that is known; else 0 */
  char text[SYN_ERROR_TEXT_SIZE];
} syn_error;

/* The name of a status in lower case ("bad_input"); never NULL. */
SYN_PUBLIC const char *syn_status_name(syn_status status);

/*
 * Fills `error` (which may be NULL) and returns `status`, so that a failure is one line:
 *     return syn_error_set(error, SYN_IO, 0, "%s: cannot be read: %s", path, strerror(errno));
 * Of a text that is too long, the middle is left out: what remains are its beginning, "…" and its end.
 */
SYN_PUBLIC syn_status syn_error_set(syn_error *error, syn_status status, uint64_t offset, const char *format, ...) SYN_PRINTF(4, 5);

SYN_C_END

#ifdef __clang_analyzer__
/* The analyser does not see into other files: that the status comes back is told here, or it follows failures that went on as successes. */
#define syn_error_set(error, status, ...) ((void)(syn_error_set)((error), (status), __VA_ARGS__), (status))
#endif

#endif
