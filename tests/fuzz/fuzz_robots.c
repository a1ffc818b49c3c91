/*
 * Feeds bytes to the reader of robots.txt: the first line is a path, what follows the file. The rules that are kept are lines of their
 * form, and a path is judged the same by the rules of a file and by those of one that says the same in canonical form.
 */
#include <stdlib.h>
#include <string.h>

#include "fetch/robots.h"
#include "fuzz_target.h"

static void require(bool condition) {
  if (!condition) abort();
}

/* The rules as a file. */
static void write_file(const syn_robots *robots, syn_buffer *file) {
  const syn_text rules = syn_buffer_text(&robots->rules);
  syn_buffer_add(file, SYN_TEXT("User-agent: synoptic\nDisallow:\n"));
  for (size_t start = 0, end; start < rules.size; start = end + 1) {
    end = syn_text_find(rules, SYN_TEXT("\n"), start);
    require(end != SIZE_MAX && end > start + 1 && (rules.data[start] == '+' || rules.data[start] == '-'));
    syn_buffer_add(file, rules.data[start] == '+' ? SYN_TEXT("Allow: ") : SYN_TEXT("Disallow: "));
    for (size_t i = start + 1; i < end; i++) /* begins a comment */
      rules.data[i] == '#' ? syn_buffer_add(file, SYN_TEXT("%23")) : syn_buffer_add_byte(file, rules.data[i]);
    syn_buffer_add_byte(file, '\n');
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const syn_text input = {(const char *)data, size};
  const size_t line = syn_text_find(input, SYN_TEXT("\n"), 0);
  if (line == SIZE_MAX || line > 8192 || size > 64 * 1024) return 0;
  const syn_text path = syn_text_slice(input, 0, line);
  syn_robots robots, again;
  syn_buffer file;
  bool is_allowed, is_allowed_again;
  require(syn_robots_parse(syn_text_slice(input, line + 1, size), SYN_TEXT("synoptic"), &robots) == SYN_OK);
  require(syn_robots_check(&robots, path, &is_allowed) == SYN_OK);
  syn_buffer_init(&file, 1 << 20);
  write_file(&robots, &file);
  require(file.status == SYN_OK && syn_robots_parse(syn_buffer_text(&file), SYN_TEXT("synoptic"), &again) == SYN_OK);
  require(syn_robots_check(&again, path, &is_allowed_again) == SYN_OK && is_allowed == is_allowed_again);
  require(syn_text_equal(syn_buffer_text(&robots.rules), syn_buffer_text(&again.rules)));
  syn_buffer_clear(&file);
  syn_robots_clear(&robots);
  syn_robots_clear(&again);
  return 0;
}
