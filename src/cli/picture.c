#include "cli/picture.h"

#include <string.h>

#include "cli/output.h"
#include "cli/terminal.h"

int syn_picture_write(const syn_arguments *arguments, const char *command, syn_picture_writer write, const void *drawn) {
  syn_error error = {0};
  syn_output output;
  const char *path = arguments->values[OPTION_SVG];
  int code = syn_output_open(&output, command, path, syn_session_store_path(arguments));
  if (code != EXIT_DONE) return code;
  const syn_sink sink = syn_output_sink(&output);
  syn_status status = write(drawn, &sink, &error);
  if (status != SYN_OK && !output.has_failed) code = syn_session_fail(&error);
  code = syn_output_close(&output, status == SYN_OK, code);
  if (code == EXIT_DONE && status == SYN_OK && strcmp(path, "-") != 0) {
    fputs("The picture is in ", stdout);
    syn_terminal_print(stdout, syn_text_from(path));
    fputs(".\n", stdout);
  }
  return code;
}
