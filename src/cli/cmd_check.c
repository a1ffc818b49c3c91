#include <string.h>

#include "base/json_writer.h"
#include "cli/session.h"
#include "cli/sizes.h"
#include "cli/terminal.h"

enum { JSON_LIMIT = 16 * 1024 * 1024, SHORT_DIGEST = 12 };

/* ---- for people ---- */

static void print_count(const char *name, uint64_t count, const char *remark) {
  printf("%-12s %10llu%s\n", name, (unsigned long long)count, remark);
}

static void print_size(const char *name, uint64_t bytes, const char *remark) {
  char size[SIZE_TEXT_SIZE];
  syn_size_format(bytes, size);
  printf("%-12s %10s%s\n", name, size, remark);
}

static void print_pages(const syn_counts *counts) {
  char remark[96], packed[SIZE_TEXT_SIZE];
  snprintf(remark, sizeof remark, " of %llu articles", (unsigned long long)counts->article_count);
  print_count("pages kept", counts->kept_count, remark);
  if (counts->kept_count == 0 || counts->page_bytes == 0) return;
  syn_size_format(counts->packed_bytes, packed);
  snprintf(remark, sizeof remark, ", packed to %s (%.1f %%)", packed, 100.0 * (double)counts->packed_bytes / (double)counts->page_bytes);
  print_size("  in bytes", counts->page_bytes, remark);
}

static void print_counts(const syn_check *check) {
  const syn_counts *counts = &check->counts;
  char remark[96], free_bytes[SIZE_TEXT_SIZE];
  print_count("articles", counts->article_count, "");
  for (size_t i = 0; i < counts->fact_kind_count; i++) {
    char name[64];
    snprintf(name, sizeof name, "  %s", counts->facts[i].name);
    print_count(name, counts->facts[i].count, "");
  }
  print_count("outlets", counts->outlet_count, "");
  print_count("stories", counts->story_count, check->has_stories ? "" : ", to be computed again");
  print_pages(counts);
  syn_size_format(counts->free_bytes, free_bytes);
  snprintf(remark, sizeof remark, ", %s of it unused", free_bytes);
  print_size("file", counts->file_bytes, remark);
}

static void print_readers(const syn_check *check) {
  const syn_counts *counts = &check->counts;
  if (counts->reader_count == 0) return;
  printf("\nread by version  model         world         articles\n");
  for (size_t i = 0; i < counts->reader_count; i++) {
    const syn_reading_tally *reader = &counts->readers[i];
    syn_text version = reader->version[0] ? syn_text_from(reader->version) : SYN_TEXT("not known");
    printf("%-15.*s  %-12.*s  %-12.*s  %8llu\n", SYN_TEXT_ARGUMENTS(version), SHORT_DIGEST, reader->model, SHORT_DIGEST, reader->world,
           (unsigned long long)reader->count);
  }
  uint64_t others = counts->article_count - check->current_count;
  if (others > 0)
    printf("%llu were read by another version, model or world: `synoptic update` analyses them again.\n", (unsigned long long)others);
}

static void print_problem(const syn_problem *problem) {
  char id[SYN_ID_TEXT_SIZE];
  if (!syn_id_is_none(problem->article)) {
    syn_id_format(problem->article, id);
    printf("article %s: ", id);
  }
  syn_terminal_print(stdout, problem->what);
  fputs("\n  remedy: ", stdout);
  syn_terminal_print(stdout, problem->remedy);
  fputs(".\n", stdout);
}

static void print_check(const syn_check *check) {
  uint64_t count = check->problem_count + check->further_count;
  print_counts(check);
  print_readers(check);
  putchar('\n');
  for (uint32_t i = 0; i < check->problem_count; i++) print_problem(&check->problems[i]);
  if (check->further_count > 0) printf("And %llu more.\n", (unsigned long long)check->further_count);
  if (count == 0)
    printf("Nothing is wrong.\n");
  else
    printf("%llu %s.\n", (unsigned long long)count, count == 1 ? "problem" : "problems");
}

/* ---- for programs ---- */

static void write_counts(syn_json_writer *writer, const syn_check *check) {
  const syn_counts *counts = &check->counts;
  syn_json_key_integer(writer, "articles", (int64_t)counts->article_count);
  syn_json_key(writer, "facts");
  syn_json_begin_object(writer);
  for (size_t i = 0; i < counts->fact_kind_count; i++) {
    /* a damaged store may hold anything as a kind */
    if (strspn(counts->facts[i].name, "abcdefghijklmnopqrstuvwxyz_") == strlen(counts->facts[i].name))
      syn_json_key_integer(writer, counts->facts[i].name, (int64_t)counts->facts[i].count);
  }
  syn_json_end_object(writer);
  syn_json_key_integer(writer, "outlets", (int64_t)counts->outlet_count);
  syn_json_key_integer(writer, "stories", (int64_t)counts->story_count);
  syn_json_key_boolean(writer, "stories_are_current", check->has_stories);
  syn_json_key_integer(writer, "captures", (int64_t)counts->capture_count);
  syn_json_key_integer(writer, "pages_kept", (int64_t)counts->kept_count);
  syn_json_key_integer(writer, "page_bytes", (int64_t)counts->page_bytes);
  syn_json_key_integer(writer, "packed_bytes", (int64_t)counts->packed_bytes);
  syn_json_key_integer(writer, "file_bytes", (int64_t)counts->file_bytes);
  syn_json_key_integer(writer, "free_bytes", (int64_t)counts->free_bytes);
  syn_json_key_integer(writer, "current", (int64_t)check->current_count);
}

static void write_readers(syn_json_writer *writer, const syn_counts *counts) {
  syn_json_key(writer, "readers");
  syn_json_begin_array(writer);
  for (size_t i = 0; i < counts->reader_count; i++) {
    syn_json_begin_object(writer);
    if (counts->readers[i].version[0]) syn_json_key_text(writer, "version", syn_text_from(counts->readers[i].version));
    syn_json_key_text(writer, "model", syn_text_from(counts->readers[i].model));
    syn_json_key_text(writer, "world", syn_text_from(counts->readers[i].world));
    syn_json_key_integer(writer, "articles", (int64_t)counts->readers[i].count);
    syn_json_end_object(writer);
  }
  syn_json_end_array(writer);
}

static void write_problems(syn_json_writer *writer, const syn_check *check) {
  char id[SYN_ID_TEXT_SIZE];
  syn_json_key(writer, "problems");
  syn_json_begin_array(writer);
  for (uint32_t i = 0; i < check->problem_count; i++) {
    const syn_problem *problem = &check->problems[i];
    syn_json_begin_object(writer);
    syn_id_format(problem->article, id);
    if (!syn_id_is_none(problem->article)) syn_json_key_text(writer, "article", syn_text_from(id));
    syn_json_key_text(writer, "what", problem->what);
    syn_json_key_text(writer, "remedy", problem->remedy);
    syn_json_end_object(writer);
  }
  syn_json_end_array(writer);
  syn_json_key_integer(writer, "further_problems", (int64_t)check->further_count);
}

static int write_check(const syn_check *check) {
  syn_buffer line;
  syn_json_writer writer;
  syn_error error = {0};
  syn_buffer_init(&line, JSON_LIMIT);
  syn_json_init(&writer, &line);
  syn_json_begin_object(&writer);
  write_counts(&writer, check);
  write_readers(&writer, &check->counts);
  write_problems(&writer, check);
  syn_json_end_object(&writer);
  syn_status status = syn_json_finish(&writer);
  if (status == SYN_OK) printf("%.*s\n", SYN_TEXT_ARGUMENTS(syn_buffer_text(&line)));
  syn_buffer_clear(&line);
  if (status == SYN_OK) return EXIT_DONE;
  syn_error_set(&error, status, 0, "Not enough memory to write what was found.");
  return syn_session_fail(&error);
}

static int check_store(syn_session *session, const syn_arguments *arguments) {
  syn_error error = {0};
  syn_check *check = NULL;
  syn_status status = syn_collection_check(session->collection, &session->observer, &check, &error);
  syn_session_end_progress(session);
  if (status != SYN_OK) return syn_session_fail(&error);
  int code = EXIT_DONE;
  if (arguments->values[OPTION_JSON])
    code = write_check(check);
  else
    print_check(check);
  if (code == EXIT_DONE && check->problem_count > 0) code = EXIT_SOME_FAILED;
  syn_check_destroy(&check);
  return code;
}

static int run(const syn_arguments *arguments) {
  syn_session session;
  if (arguments->word_count > 0) {
    fprintf(stderr, "synoptic check: takes no words; it looks at the store (--db FILE).\n");
    return EXIT_USAGE;
  }
  int code = syn_session_open(&session, arguments);
  if (code == EXIT_DONE) code = syn_session_open_store(&session, arguments, false, false);
  if (code == EXIT_DONE) code = check_store(&session, arguments);
  syn_session_close(&session);
  return code;
}

static const syn_option_key OPTIONS[] = {OPTION_DB, OPTION_JSON, OPTION_MODEL, OPTION_WORLD, OPTION_COUNT};

const syn_command syn_command_check = {
    .name = "check",
    .words = "",
    .summary = "Look whether the store is whole, and what is in it.",
    .details = "Reads everything: the file, each record, each kept page with its SHA-256. Tells how much there is and who read it. Exit "
               "code 1 when "
               "something is\n"
               "wrong; each problem is named with its remedy.",
    .examples = "  synoptic check\n  synoptic check --db news.db --json\n",
    .options = OPTIONS,
    .run = run,
};
