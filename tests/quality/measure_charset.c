/*
 * Measures how often the charset is told rightly: measure_charset FOLDER
 *
 * The folder holds one folder for each encoding (named as in the chardet test data: "EUC-JP",
 * "windows-1250-czech"), with files in it. Printed: by folder, the share of files whose encoding was named as the folder is, and the
 * share whose text is the same as the folder's encoding gives (encodings overlap, so this one counts).
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "readers/charset.h"
#include "readers/charset_convert.h"

enum { PATH_BYTES = 4096, FILE_BYTES = 16 * 1024 * 1024 };

typedef struct charset_score {
  unsigned file_count, named_count, same_count;
} charset_score;

/* "windows-1250-czech" -> the encoding "windows-1250": words are cut off the end until the rest is a label. */
static const syn_charset_encoding *find_by_folder(const char *folder) {
  syn_text label = syn_text_from(folder);
  while (label.size > 0) {
    if (syn_text_equal(label, SYN_TEXT("utf-8-sig"))) label.size = 5;
    if (syn_text_equal_ascii_case(label, SYN_TEXT("utf-32"))) return NULL; /* with a mark: either order */
    if (syn_text_equal_ascii_case(label, SYN_TEXT("utf-16"))) return NULL;
    const syn_charset_encoding *encoding = syn_charset_find(label, true);
    if (encoding != NULL) return encoding;
    while (label.size > 0 && label.data[label.size - 1] != '-') label.size--;
    if (label.size > 0) label.size--;
  }
  return NULL;
}

static void measure_file(const char *path, const syn_charset_encoding *expected, syn_arena *arena, charset_score *score) {
  static char bytes[FILE_BYTES];
  FILE *file = fopen(path, "rb");
  if (file == NULL) return;
  syn_text content = {bytes, fread(bytes, 1, sizeof(bytes), file)};
  fclose(file);
  score->file_count++;
  syn_decoding decoding;
  size_t replaced_count;
  syn_text text = {0};
  bool is_html = strstr(path, ".html") != NULL || strstr(path, ".xml") != NULL;
  syn_status status = syn_charset_decode(content, (syn_text){0}, is_html, arena, &decoding, NULL);
  bool is_named =
      status == SYN_OK && (expected == NULL ? decoding.basis == SYN_CHARSET_BOM : strcmp(decoding.encoding, expected->name) == 0);
  bool is_same = is_named;
  if (status == SYN_OK && expected != NULL && !is_same) {
    is_same = syn_charset_convert(content, expected, arena, &text, &replaced_count) == SYN_OK && syn_text_equal(text, decoding.text);
  }
  score->named_count += is_named;
  score->same_count += is_same;
  if (!is_same)
    printf("  %s: %s (basis %d)\n", path, status == SYN_OK ? decoding.encoding : "none", status == SYN_OK ? (int)decoding.basis : -1);
  syn_arena_reset(arena);
}

static void measure_folder(const char *root, const char *name, syn_arena *arena, charset_score *all) {
  char path[PATH_BYTES];
  snprintf(path, sizeof(path), "%s/%s", root, name);
  struct dirent **entries = NULL;
  int count = scandir(path, &entries, NULL, alphasort);
  const syn_charset_encoding *expected = find_by_folder(name);
  charset_score folder = {0};
  for (int i = 0; i < count; i++) {
    if (entries[i]->d_name[0] != '.') {
      snprintf(path, sizeof(path), "%s/%s/%s", root, name, entries[i]->d_name);
      measure_file(path, expected, arena, &folder);
    }
    free(entries[i]);
  }
  free(entries);
  if (folder.file_count == 0) return;
  printf("%-28s %3u files, %3u named so, %3u same text\n", name, folder.file_count, folder.named_count, folder.same_count);
  all->file_count += folder.file_count;
  all->named_count += folder.named_count;
  all->same_count += folder.same_count;
}

int main(int argument_count, char **arguments) {
  if (argument_count != 2) {
    fprintf(stderr, "usage: measure_charset FOLDER\n");
    return 2;
  }
  syn_arena *arena = NULL;
  if (syn_arena_create(256u * 1024 * 1024, &arena) != SYN_OK) return 3;
  struct dirent **entries = NULL;
  int count = scandir(arguments[1], &entries, NULL, alphasort);
  charset_score all = {0};
  for (int i = 0; i < count; i++) {
    if (entries[i]->d_name[0] != '.' && entries[i]->d_type == DT_DIR) measure_folder(arguments[1], entries[i]->d_name, arena, &all);
    free(entries[i]);
  }
  free(entries);
  printf("%-28s %3u files, %.1f %% named so, %.1f %% same text\n", "all", all.file_count,
         100.0 * all.named_count / (all.file_count ? all.file_count : 1), 100.0 * all.same_count / (all.file_count ? all.file_count : 1));
  syn_arena_destroy(&arena);
  return 0;
}
