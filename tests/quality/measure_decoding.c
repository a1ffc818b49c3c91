/*
 * Measures whether bytes become the text that the Encoding Standard says: measure_decoding FOLDER
 *
 * The folder holds utf8tests/utf8tests.txt (valid and invalid UTF-8, with what replaces it) and encoding_rs (for each encoding of several
 * bytes all its characters, and some bytes that are none, a line each, and a file with the text that they mean). Printed: the share of the
 * cases, and of the lines by encoding, that are decoded as expected; with a second word also those that are not.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "readers/charset_convert.h"

enum { FILE_BYTES = 4 * 1024 * 1024, PATH_BYTES = 4096, CASE_BYTES = 1024 };

static bool shows_misses;

static syn_text read_file(const char *folder, const char *name, syn_arena *arena) {
  char path[PATH_BYTES];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "rb");
  char *bytes = SYN_ARENA_ARRAY(arena, char, FILE_BYTES);
  if (file == NULL || bytes == NULL) {
    fprintf(stderr, "measure_decoding: %s: cannot be read\n", path);
    exit(1);
  }
  syn_text text = {bytes, fread(bytes, 1, FILE_BYTES, file)};
  fclose(file);
  return text;
}

static syn_text decode(syn_text bytes, const char *label, syn_arena *arena) {
  syn_text text = {0};
  size_t replaced_count;
  const syn_charset_encoding *encoding = syn_charset_find(syn_text_from(label), true);
  if (encoding == NULL || syn_charset_convert(bytes, encoding, arena, &text, &replaced_count) != SYN_OK) {
    fprintf(stderr, "measure_decoding: %s: cannot be decoded\n", label);
    exit(1);
  }
  return text;
}

static bool next_part(syn_text *rest, char separator, syn_text *out_part) {
  if (rest->data == NULL) return false;
  const char *end = memchr(rest->data, separator, rest->size);
  *out_part = (syn_text){rest->data, end ? (size_t)(end - rest->data) : rest->size};
  *rest = end ? (syn_text){end + 1, rest->size - out_part->size - 1} : (syn_text){0};
  return true;
}

/* "C3 A9" or "C3A9" -> two bytes. */
static syn_text read_hexadecimal(syn_text text, char bytes[CASE_BYTES]) {
  size_t count = 0;
  for (size_t at = 0; at + 1 < text.size && count < CASE_BYTES;) {
    char digits[3] = {text.data[at], text.data[at + 1], 0};
    if (digits[0] == ' ') {
      at++;
      continue;
    }
    bytes[count++] = (char)strtoul(digits, NULL, 16);
    at += 2;
  }
  return (syn_text){bytes, count};
}

/* NUL characters are dropped by contract, here from what is expected too. */
static syn_text without_nuls(syn_text text, char bytes[CASE_BYTES]) {
  size_t count = 0;
  for (size_t i = 0; i < text.size; i++)
    if (text.data[i] != 0) bytes[count++] = text.data[i];
  return (syn_text){bytes, count};
}

/* A line "number:kind:given:skipped:replaced"; false: it is no case. */
static bool measure_case(syn_text line, syn_arena *arena, bool *out_is_right) {
  char given_bytes[CASE_BYTES], expected_bytes[CASE_BYTES], kept_bytes[CASE_BYTES];
  syn_text rest = line, part[5] = {{0}};
  size_t count = 0;
  while (count < 5 && next_part(&rest, ':', &part[count])) count++;
  if (line.size == 0 || line.data[0] == '#' || count < 3) return false;
  bool is_hexadecimal = !syn_text_equal(part[1], SYN_TEXT("valid"));
  syn_text given = is_hexadecimal ? read_hexadecimal(part[2], given_bytes) : part[2];
  syn_text expected = count > 4 ? read_hexadecimal(part[4], expected_bytes) : given;
  *out_is_right = syn_text_equal(decode(given, "utf-8", arena), without_nuls(expected, kept_bytes));
  if (!*out_is_right && shows_misses) printf("  %.*s\n", SYN_TEXT_ARGUMENTS(line));
  return true;
}

static void measure_utf8(const char *folder, syn_arena *arena) {
  unsigned right = 0, total = 0;
  syn_text rest = read_file(folder, "utf8tests/utf8tests.txt", arena), line;
  while (next_part(&rest, '\n', &line)) {
    bool is_right;
    if (!measure_case(line, arena, &is_right)) continue;
    total++;
    right += is_right;
  }
  printf("utf8tests utf-8: cases decoded as expected %.4f (%u of %u)\n", total ? (double)right / total : 0.0, right, total);
}

static void measure_table(const char *folder, const char *name, const char *label, syn_arena *arena) {
  char given_name[64], expected_name[64];
  unsigned right = 0, total = 0;
  snprintf(given_name, sizeof given_name, "encoding_rs/%s_in.txt", name);
  snprintf(expected_name, sizeof expected_name, "encoding_rs/%s_in_ref.txt", name);
  syn_text found = decode(read_file(folder, given_name, arena), label, arena), expected = read_file(folder, expected_name, arena);
  syn_text line = {0}, wanted;
  while (next_part(&expected, '\n', &wanted)) {
    if (!next_part(&found, '\n', &line)) line = (syn_text){0};
    bool is_right = syn_text_equal(line, wanted);
    total++;
    right += is_right;
    if (!is_right && shows_misses)
      printf("  %s line %u: %.*s, not %.*s\n", name, total, SYN_TEXT_ARGUMENTS(line), SYN_TEXT_ARGUMENTS(wanted));
  }
  printf("encoding_rs %s: lines decoded as expected %.4f (%u of %u)\n", name, total ? (double)right / total : 0.0, right, total);
}

int main(int argc, char **argv) {
  static const char *const tables[][2] = {
      {"big5", "big5"},           {"euc_kr", "euc-kr"},  {"gb18030", "gb18030"}, {"iso_2022_jp", "iso-2022-jp"},
      {"shift_jis", "shift_jis"}, {"jis0208", "euc-jp"}, {"jis0212", "euc-jp"}};
  syn_arena *arena = NULL;
  if (argc < 2 || syn_arena_create((size_t)256 << 20, &arena) != SYN_OK) {
    fprintf(stderr, "usage: measure_decoding FOLDER [misses]\n");
    return 1;
  }
  shows_misses = argc > 2;
  measure_utf8(argv[1], arena);
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
    syn_arena_reset(arena);
    measure_table(argv[1], tables[i][0], tables[i][1], arena);
  }
  syn_arena_destroy(&arena);
  return 0;
}
