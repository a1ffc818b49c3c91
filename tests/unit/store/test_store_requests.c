/* The ledger of collection: what was asked for, what came, what failed; and that what is removed is gone from it. */
#include "base/embedded.h"
#include "store/sqlite_schema.h"
#include "store_test.h"

enum { REQUEST_LIMIT = 8, TEXT_SIZE = 256 };

/* What a visit saw of one request. */
typedef struct seen_request {
  char source[TEXT_SIZE], outlet[TEXT_SIZE], asked[TEXT_SIZE], first_asked[TEXT_SIZE], failures[TEXT_SIZE];
  syn_request_kind kind;
  uint64_t times;
  uint32_t article_count;
} seen_request;

/* What the last visit saw. */
static seen_request seen_requests[REQUEST_LIMIT];
static unsigned seen_count;

static void add(fixture *f, unsigned number) {
  char record[512], sketch[128], source[32], id[SYN_ID_TEXT_SIZE];
  syn_id_format(make_id(number), id);
  snprintf(source, sizeof source, "secret%u.html", number);
  snprintf(record, sizeof record,
           "{\"record\":\"article\",\"id\":\"%s\",\"source\":\"%s\",\"byline\":[],\"language\":\"en\",\"credits\":[],\"captions\":[],"
           "\"text\":\"A ferry was late.\",\"digest\":\"xxh128:00\"}\n",
           id, source);
  snprintf(sketch, sizeof sketch, "{\"record\":\"sketch\",\"article\":\"%s\",\"words\":4}\n", id);
  const syn_store_article article = {.id = make_id(number),
                                     .source = syn_text_from(source),
                                     .article = syn_text_from(record),
                                     .sketch = syn_text_from(sketch),
                                     .model = SYN_TEXT("m"),
                                     .world = SYN_TEXT("w"),
                                     .version = SYN_TEXT("1")};
  if (syn_store_add_article(f->store, &article, NULL, &f->error) != SYN_OK) fail_msg("%s", f->error.text);
}

static void note(fixture *f, const syn_request *request) {
  if (syn_store_note_request(f->store, request, &f->error) != SYN_OK) fail_msg("%s", f->error.text);
}

static void copy(char out_text[TEXT_SIZE], syn_text text) {
  snprintf(out_text, TEXT_SIZE, "%.*s", SYN_TEXT_ARGUMENTS(text));
}

static syn_status see(void *context, const syn_request *request) {
  assert_true(seen_count < REQUEST_LIMIT);
  seen_request *seen = &seen_requests[seen_count++];
  *seen = (seen_request){.kind = request->kind, .times = request->times, .article_count = request->articles.count};
  copy(seen->source, request->source);
  copy(seen->outlet, request->outlet);
  copy(seen->asked, request->asked);
  copy(seen->first_asked, request->first_asked);
  for (uint32_t i = 0; i < request->failure_count; i++) {
    size_t used = strlen(seen->failures);
    snprintf(seen->failures + used, TEXT_SIZE - used, "%.*s=%.*s;", SYN_TEXT_ARGUMENTS(request->failures[i].source),
             SYN_TEXT_ARGUMENTS(request->failures[i].why));
  }
  return SYN_OK;
}

/* The request of this source, or NULL. */
static const seen_request *find(fixture *f, const char *source) {
  seen_count = 0;
  if (syn_store_each_request(f->store, see, f, &f->error) != SYN_OK) fail_msg("%s", f->error.text);
  for (unsigned i = 0; i < seen_count; i++)
    if (strcmp(seen_requests[i].source, source) == 0) return &seen_requests[i];
  return NULL;
}

static syn_request over_files(const char *source, const char *asked, syn_id *articles, uint32_t count) {
  return (syn_request){.kind = SYN_REQUEST_FOLDER,
                       .source = syn_text_from(source),
                       .first_asked = syn_text_from(asked),
                       .asked = syn_text_from(asked),
                       .articles = {articles, count}};
}

static void a_request_keeps_what_came_and_what_failed(void **state) {
  fixture *f = *state;
  syn_id ids[] = {make_id(1), make_id(2), make_id(9)}; /* the last one is not there */
  syn_request_failure failure = {SYN_TEXT("pages/c.html"), SYN_TEXT("empty")};
  open_store(f, true);
  add(f, 1);
  add(f, 2);
  syn_request request = over_files("pages", "2031-05-01T10:00:00Z", ids, 3);
  request.failures = &failure;
  request.failure_count = 1;
  note(f, &request);
  const seen_request *seen = find(f, "pages");
  assert_non_null(seen);
  assert_int_equal(seen->kind, SYN_REQUEST_FOLDER);
  assert_int_equal(seen->article_count, 2);
  assert_string_equal(seen->failures, "pages/c.html=empty;");
}

static void the_same_request_again_is_one_with_the_failures_of_the_last_time(void **state) {
  fixture *f = *state;
  syn_id first = make_id(1), second = make_id(2);
  syn_request_failure failure = {SYN_TEXT("pages/c.html"), SYN_TEXT("empty")};
  open_store(f, true);
  add(f, 1);
  add(f, 2);
  uint64_t before = generation_of(f);
  syn_request request = over_files("pages", "2031-05-02T10:00:00Z", &first, 1);
  request.failures = &failure;
  request.failure_count = 1;
  note(f, &request);
  request = over_files("pages", "2031-05-09T10:00:00Z", &second, 1);
  note(f, &request);
  const seen_request *seen = find(f, "pages");
  assert_int_equal(seen_count, 1);
  assert_int_equal(seen->times, 2);
  assert_int_equal(seen->article_count, 2);
  assert_string_equal(seen->failures, "");
  assert_string_equal(seen->first_asked, "2031-05-02T10:00:00Z");
  assert_string_equal(seen->asked, "2031-05-09T10:00:00Z");
  assert_int_equal(generation_of(f), before); /* when files are read says nothing of any story */
}

static void what_is_asked_for_at_stated_times_is_a_request_each_time(void **state) {
  fixture *f = *state;
  open_store(f, true);
  add(f, 1);
  uint64_t before = generation_of(f);
  for (int day = 1; day <= 2; day++) {
    const char *asked = day == 1 ? "2031-05-01T10:00:00Z" : "2031-05-02T10:00:00Z";
    const syn_request request = {.kind = SYN_REQUEST_FEED,
                                 .source = SYN_TEXT("https://lantern.example/feed"),
                                 .outlet = SYN_TEXT("The Lantern"),
                                 .first_asked = syn_text_from(asked),
                                 .asked = syn_text_from(asked),
                                 .is_stated = true};
    note(f, &request);
  }
  const seen_request *seen = find(f, "https://lantern.example/feed");
  assert_int_equal(seen_count, 2);
  assert_string_equal(seen->outlet, "The Lantern");
  assert_int_equal(generation_of(f), before + 2);
}

static void a_request_goes_with_its_last_article(void **state) {
  fixture *f = *state;
  syn_id ids[] = {make_id(1), make_id(2)};
  uint64_t removed;
  open_store(f, true);
  add(f, 1);
  add(f, 2);
  syn_request own = over_files("secret1.html", "2031-05-01T10:00:00Z", &ids[0], 1),
              both = over_files("all", "2031-05-01T10:00:00Z", ids, 2);
  syn_request_failure failures[] = {{SYN_TEXT("secret1.html"), SYN_TEXT("empty")}, {SYN_TEXT("other.html"), SYN_TEXT("empty")}};
  own.kind = SYN_REQUEST_FILE;
  both.failures = failures;
  both.failure_count = 2;
  note(f, &own);
  note(f, &both);
  const syn_request empty = over_files("nothing-in-it", "2031-05-01T10:00:00Z", NULL, 0);
  note(f, &empty);
  assert_int_equal(syn_store_remove_articles(f->store, ids, 1, &removed, &f->error), SYN_OK);
  assert_null(find(f, "secret1.html"));
  assert_non_null(find(f, "nothing-in-it"));
  const seen_request *seen = find(f, "all");
  assert_int_equal(seen->article_count, 1);
  assert_string_equal(seen->failures, "other.html=empty;");
  assert_int_equal(syn_store_compact(f->store, &f->error), SYN_OK);
  char command[512];
  snprintf(command, sizeof command, "! cat '%s' '%s-wal' 2>/dev/null | grep -a -q secret1.html", f->path, f->path);
  assert_int_equal(system(command), 0);
}

static void a_store_of_version_2_gets_a_ledger(void **state) {
  fixture *f = *state;
  const char *const scripts[] = {syn_embedded_find("src/store/schema/1.sql").data, syn_embedded_find("src/store/schema/2.sql").data};
  sqlite3 *db = NULL;
  assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
  assert_int_equal(syn_sqlite_migrate(db, f->path, true, scripts, 2, &f->error), SYN_OK);
  sqlite3_close(db);
  open_store(f, true);
  add(f, 1);
  syn_id id = make_id(1);
  const syn_request request = over_files("pages", "2031-05-01T10:00:00Z", &id, 1);
  note(f, &request);
  assert_int_equal(find(f, "pages")->article_count, 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_request_keeps_what_came_and_what_failed),
      TEST(the_same_request_again_is_one_with_the_failures_of_the_last_time),
      TEST(what_is_asked_for_at_stated_times_is_a_request_each_time),
      TEST(a_request_goes_with_its_last_article),
      TEST(a_store_of_version_2_gets_a_ledger),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
