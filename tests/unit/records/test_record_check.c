/* What the writer writes is what docs/records.schema.json describes; and tools/check-records, which says so, sees what is wrong. */
#include "sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static char path[64];
static syn_buffer export_lines;
static syn_article article, other;
static syn_record_context context, other_context;

static const syn_record_context *find_context(const void *user, syn_id id) {
  (void)user;
  return syn_id_compare(id, article.id) == 0 ? &context : &other_context;
}

/* An export of the sample and an account beside it that is silent on one point. */
static void write_export(syn_arena *arena) {
  syn_facts facts;
  syn_id ids[] = {sample_id(1), sample_id(2)}, actors[] = {sample_id(10), sample_id(11)};
  syn_text why[] = {SYN_TEXT("two newsrooms")};
  syn_sketch sketch = {.word_count = 7};
  article = sample_article();
  article.version_of = (syn_id){{0}}; /* both are accounts of the story */
  other = (syn_article){.id = sample_id(2), .source = SYN_TEXT("other.txt"), .text = SYN_TEXT("Nobody knows."), .digest = article.digest};
  assert_int_equal(syn_record_context_init(&article, arena, &context), SYN_OK);
  assert_int_equal(syn_record_context_init(&other, arena, &other_context), SYN_OK);
  facts = sample_facts(&article);
  facts.quantities[2].bound = SYN_BOUND_ABOUT;
  syn_reading reading = {.article = article.id,
                         .span = facts.quantities[0].span,
                         .is_number = true,
                         .value = sample_decimal("2350000000"),
                         .unit = SYN_TEXT("EUR"),
                         .step = sample_decimal("10000000")};
  syn_point point = {.id = sample_id(70),
                     .story = sample_id(60),
                     .kind = SYN_QUANTITY_MONEY,
                     .about = SYN_TEXT("loan"),
                     .label = SYN_LABEL_SINGLE,
                     .readings = &reading,
                     .reading_count = 1,
                     .silent = {ids + 1, 1},
                     .origins = 1};
  syn_coverage silent = {.outlet = SYN_TEXT("Gull"), .article_count = 2, .day_count = 1};
  silent.first_day = silent.last_day = sample_days(2031, 5, 27, 27, SYN_BASIS_TEXT).from.day;
  syn_story story = {.id = sample_id(60),
                     .title = SYN_TEXT("Harbour"),
                     .articles = {ids, 2},
                     .date = sample_days(2031, 5, 26, 31, SYN_BASIS_TEXT),
                     .place = sample_id(11),
                     .actors = {actors, 2},
                     .origins = 2,
                     .origins_why = {why, 1},
                     .window = sample_days(2031, 5, 26, 31, SYN_BASIS_TEXT),
                     .silent = {&silent, 1}};
  syn_id events[] = {facts.events[0].id, facts.events[1].id};
  syn_occurrence occurrence = {.id = sample_id(98),
                               .story = sample_id(60),
                               .place = sample_id(11),
                               .actors = {actors, 1},
                               .events = {events, 2},
                               .articles = {ids, 1},
                               .origins = 1};
  syn_passage passage = {facts.quotes[1].span, {0, 6, SYN_FIELD_TEXT, 0}};
  syn_reprint reprint = {.id = sample_id(80),
                         .a = ids[0],
                         .b = ids[1],
                         .share = sample_decimal("0.4"),
                         .direction = SYN_DIRECTION_A_B,
                         .passages = &passage,
                         .passage_count = 1};
  syn_record_lookup lookup = {find_context, NULL};
  syn_record_write_header(&export_lines, "0.1.0", SYN_TEXT("0"), SYN_TEXT("0"));
  syn_record_write_article(&export_lines, &article);
  syn_record_write_facts(&export_lines, &context, &facts, NULL);
  syn_record_write_sketch(&export_lines, &article, &sketch);
  syn_record_write_article(&export_lines, &other);
  syn_record_write_reprint(&export_lines, &lookup, &reprint);
  syn_record_write_story(&export_lines, &story);
  syn_record_write_occurrence(&export_lines, &occurrence);
  syn_record_write_point(&export_lines, &lookup, &point);
  assert_int_equal(export_lines.status, SYN_OK);
}

/* The exit status of the checker on the export with `from` (once) replaced by `to`. */
static int check_with(const char *from, const char *to) {
  char command[1400];
  syn_text text = syn_buffer_text(&export_lines);
  size_t at = *from ? syn_text_find(text, syn_text_from(from), 0) : 0;
  if (at == SIZE_MAX) fail_msg("the export has no %s", from);
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  fwrite(text.data, 1, at, file);
  fputs(to, file);
  fwrite(text.data + at + strlen(from), 1, text.size - at - strlen(from), file);
  assert_int_equal(fclose(file), 0);
  snprintf(command, sizeof(command), "python3 '%s/tools/check-records' '%s' 2>&1", getenv("SYN_SOURCE_ROOT"), path);
  FILE *output = popen(command, "r");
  assert_non_null(output);
  char line[512];
  while (fgets(line, sizeof(line), output))
    if (!*from) fputs(line, stderr); /* the export that should be right */
  int status = pclose(output);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int set_up(void **state) {
  static syn_arena *arena;
  if (!getenv("SYN_SOURCE_ROOT")) setenv("SYN_SOURCE_ROOT", ".", 1);
  strcpy(path, "/tmp/syn_records_XXXXXX");
  int file = mkstemp(path);
  if (file < 0 || syn_arena_create(1 << 22, &arena) != SYN_OK) return -1;
  close(file);
  syn_buffer_init(&export_lines, 1 << 20);
  write_export(arena);
  *state = arena;
  return 0;
}

static int tear_down(void **state) {
  syn_arena *arena = *state;
  syn_arena_destroy(&arena);
  syn_buffer_clear(&export_lines);
  return unlink(path);
}

static void the_export_is_as_described(void **state) {
  (void)state;
  assert_int_equal(check_with("", ""), 0);
}

static void what_is_wrong_is_seen(void **state) {
  static const char *const changes[][2] = {
      {"\"schema\":1", "\"schema\":2"},                                     /* a format that is not described */
      {"\"byline\":", "\"bylines\":"},                                      /* a key that is not described, another missing */
      {"\"type\":\"PERSON\"", "\"type\":\"Person\""},                       /* a word that is none of an enumeration */
      {"\"start\":0,\"end\":11,", "\"start\":0,\"end\":11000,"},            /* outside of the text */
      {"\"start\":0,\"end\":11,", "\"start\":0,\"end\":0,"},                /* no words */
      {"\"in\":\"caption\",\"index\":0", "\"in\":\"caption\",\"index\":1"}, /* a caption that is not there */
      {"\"speaker\":[\"a0", "\"speaker\":[\"b0"},                           /* nobody of this id */
      {"\"from\":\"2031-05-30\"", "\"from\":\"2031-06-30\""},               /* from after to */
      {"\"bound\":\"between\"", "\"bound\":\"exact\""},                     /* two values of one */
      {"\"direct\":true", "\"direct\":false"},                              /* contradicts the kind */
      {"\"silent\":[\"a0000000000000000002\"]", "\"silent\":[]"},           /* an account too few */
      {"\"label\":\"single\"", "\"label\":\"agree\""},                      /* one account cannot agree */
      {"\"articles\":[\"a0000000000000000001\"],\"origins\"",
       "\"articles\":[\"a0000000000000000002\"],\"origins\""},   /* an account that tells none of the events */
      {"\"events\":[\"a0000000000000000032\",", "\"events\":["}, /* an event of no occurrence */
      {"\"articles\":[\"a0000000000000000001\",\"a0000000000000000002\"],\"date\"",
       "\"articles\":[\"a0000000000000000001\"],\"date\""}, /* left out of all stories */
  };
  (void)state;
  for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++)
    if (check_with(changes[i][0], changes[i][1]) != 1) fail_msg("%s instead of %s was not seen", changes[i][1], changes[i][0]);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(the_export_is_as_described), cmocka_unit_test(what_is_wrong_is_seen)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
