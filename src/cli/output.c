#include "cli/output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/terminal.h"

static const char TEMPORARY_ENDING[] = ".XXXXXX";

static int refuse(const syn_output *output, const char *why, int code) {
  fprintf(stderr, "synoptic %s: ", output->command);
  syn_terminal_print(stderr, output->path[0] ? syn_text_from(output->path) : SYN_TEXT("\"\""));
  fprintf(stderr, " %s.\n", why);
  return code;
}

static int cannot_write(const syn_output *output, int number) {
  char why[256];
  snprintf(why, sizeof why, "cannot be written: %s%s", strerror(number),
           output->stream == stdout ? "" : "; mend that, or name another file with --output");
  return refuse(output, why, EXIT_SOME_FAILED);
}

static bool is_same_file(const struct stat *file, const char *path) {
  struct stat other;
  return stat(path, &other) == 0 && other.st_dev == file->st_dev && other.st_ino == file->st_ino;
}

/* Whether the file is the store, or one of the two that SQLite keeps beside it. */
static bool is_store(const struct stat *file, const char *store_path) {
  static const char *const ENDINGS[] = {"", "-wal", "-shm"};
  char beside[4096];
  for (size_t i = 0; store_path && i < sizeof ENDINGS / sizeof ENDINGS[0]; i++) {
    if ((size_t)snprintf(beside, sizeof beside, "%s%s", store_path, ENDINGS[i]) >= sizeof beside) continue;
    if (is_same_file(file, beside)) return true;
  }
  return false;
}

static int open_in_place(syn_output *output) {
  output->stream = fopen(output->path, "wb");
  return output->stream ? EXIT_DONE : cannot_write(output, errno);
}

/* A new file with the rights that the old one has, or that a new one would have. */
static int open_beside(syn_output *output, const struct stat *old) {
  size_t size = strlen(output->path) + sizeof TEMPORARY_ENDING;
  output->temporary = malloc(size);
  if (!output->temporary) return cannot_write(output, ENOMEM);
  snprintf(output->temporary, size, "%s%s", output->path, TEMPORARY_ENDING);
  mode_t mask = umask(0);
  umask(mask);
  int descriptor = mkstemp(output->temporary);
  if (descriptor >= 0 && fchmod(descriptor, old ? old->st_mode & 07777 : 0666 & ~mask) == 0) output->stream = fdopen(descriptor, "wb");
  if (output->stream) return EXIT_DONE;
  int number = errno;
  if (descriptor >= 0) {
    close(descriptor);
    unlink(output->temporary);
  }
  free(output->temporary);
  output->temporary = NULL;
  return cannot_write(output, number);
}

int syn_output_open(syn_output *output, const char *command, const char *path, const char *store_path) {
  struct stat old;
  *output = (syn_output){.command = command, .path = path ? path : "-"};
  if (strcmp(output->path, "-") == 0) {
    output->path = "standard output";
    output->stream = stdout;
    return EXIT_DONE;
  }
  bool exists = stat(output->path, &old) == 0;
  if (!output->path[0]) return refuse(output, "is no name of a file: name one with --output, or - for standard output", EXIT_USAGE);
  if (exists && is_store(&old, store_path)) return refuse(output, "is the store itself: name another file with --output", EXIT_USAGE);
  if (exists && !S_ISREG(old.st_mode)) return open_in_place(output);
  return open_beside(output, exists ? &old : NULL);
}

static syn_status write_bytes(void *context, syn_text bytes) {
  syn_output *output = context;
  if (bytes.size > 0 && fwrite(bytes.data, 1, bytes.size, output->stream) != bytes.size) {
    output->has_failed = true;
    output->failure = errno;
  }
  return output->has_failed ? SYN_IO : SYN_OK;
}

syn_sink syn_output_sink(syn_output *output) {
  return (syn_sink){.write = write_bytes, .context = output};
}

int syn_output_close(syn_output *output, bool is_whole, int code) {
  if (!output->stream) return code;
  bool to_stdout = output->stream == stdout;
  errno = 0;
  bool is_written = !output->has_failed && fflush(output->stream) == 0 && !ferror(output->stream);
  int number = output->has_failed ? output->failure : errno;
  if (!to_stdout && fclose(output->stream) != 0) is_written = false;
  if (output->temporary && is_written && is_whole && rename(output->temporary, output->path) != 0) {
    is_written = false;
    number = errno;
  }
  if (output->temporary && !(is_written && is_whole)) unlink(output->temporary);
  free(output->temporary);
  if (to_stdout || is_written || code != EXIT_DONE) return code; /* main tells of standard output */
  return cannot_write(output, number ? number : ENOSPC);
}
