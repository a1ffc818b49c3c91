#include "readers/text_reader.h"

#include "readers/charset.h"
#include "readers/whole_file.h"

static const char *const extensions[] = {".txt", ".text", ".md", NULL};

/* Whatever is not binary may be text; other readers know their own kind better. */
static int recognise(syn_text beginning, syn_text name) {
  if (syn_charset_is_binary(beginning)) return 0;
  return syn_reader_has_extension(extensions, name) ? 50 : 10;
}

static syn_status next(void *state, syn_arena *arena, syn_page *out_page, syn_error *error) {
  return syn_whole_file_next(state, SYN_MEDIA_TEXT, arena, out_page, error);
}

const syn_reader syn_reader_text = {
    .name = "text",
    .extensions = extensions,
    .recognise = recognise,
    .open = syn_whole_file_open,
    .next = next,
    .close = syn_whole_file_close,
};
