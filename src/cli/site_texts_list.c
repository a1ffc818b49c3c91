#include "cli/site_texts_list.h"

#include "base/buffer.h"
#include "cli/terminal.h"
#include "synoptic/site_texts.h"

enum { INDENT = 2, TEXT_LIMIT = 1 << 20, COUNT_WIDTH = 6 };

static const char *ending(uint32_t count) {
  return count == 1 ? "" : "s";
}

static void print(const syn_site_texts *texts, const syn_arguments *arguments) {
  const syn_terminal terminal = syn_terminal_output(arguments->values[OPTION_COLOR]);
  syn_buffer line;
  syn_buffer_init(&line, TEXT_LIMIT);
  for (uint32_t i = 0; i < texts->text_count; i++) {
    syn_buffer_format(&line, "%*u  ", COUNT_WIDTH, texts->texts[i].article_count);
    syn_buffer_add(&line, texts->texts[i].text);
    syn_terminal_print_wrapped(&terminal, syn_buffer_text(&line), 0, COUNT_WIDTH + INDENT, SYN_STYLE_PLAIN);
    syn_buffer_reset(&line);
  }
  if (texts->text_count > 0) printf("\n");
  syn_buffer_add(&line, texts->site);
  syn_buffer_format(&line, ": %u page%s; something that recurs was left out of %u.", texts->page_count, ending(texts->page_count),
                    texts->cut_count);
  if (texts->uncut_count > 0)
    syn_buffer_format(&line, " %u still hold%s such text: `synoptic update` takes it out where the page was kept.", texts->uncut_count,
                      texts->uncut_count == 1 ? "s" : "");
  syn_terminal_print_wrapped(&terminal, syn_buffer_text(&line), 0, 0, SYN_STYLE_FAINT);
  syn_buffer_clear(&line);
}

int syn_print_site_texts(syn_session *session, const syn_arguments *arguments) {
  syn_site_texts *texts = NULL;
  syn_error error = {0};
  const syn_sink sink = syn_session_sink(stdout);
  syn_status status = syn_collection_site_texts(session->collection, arguments->values[OPTION_FURNITURE], &texts, &error);
  if (status == SYN_OK && arguments->values[OPTION_JSON])
    status = syn_site_texts_write(texts, &sink, &error);
  else if (status == SYN_OK)
    print(texts, arguments);
  syn_site_texts_destroy(&texts);
  return status == SYN_OK ? EXIT_DONE : syn_session_fail(&error);
}
