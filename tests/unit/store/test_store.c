/* The store: what is added once is there once, what was committed stays, whatever becomes of the disk, the process or another writer. */
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

#include "records/record_reader.h"
#include "sample_articles.h"

static bool is_current(fixture *f, unsigned number) {
  const syn_store_article article = {.id = make_id(number)};
  syn_store_state state = {0};
  if (syn_store_look(f->store, &article, &state, &f->error) != SYN_OK) fail_msg("%s", f->error.text);
  return state.is_current;
}

static void assert_same(syn_text text, syn_text expected) {
  if (!syn_text_equal(text, expected)) fail_msg("\"%.*s\" instead of \"%.*s\"", SYN_TEXT_ARGUMENTS(text), SYN_TEXT_ARGUMENTS(expected));
}

/* ---- articles ---- */

static void an_article_comes_back_as_it_was(void **state) {
  fixture *f = *state;
  open_store(f, true);
  syn_store_article given = make_article(1, "a.html"), read;
  add(f, 1, "a.html", true);
  assert_int_equal(syn_store_get_article(f->store, make_id(1), f->arena, &read, &f->error), SYN_OK);
  assert_same(read.source, given.source);
  assert_same(read.article, given.article);
  assert_same(read.facts, given.facts);
  assert_same(read.sketch, given.sketch);
  assert_same(read.model, given.model);
  assert_same(read.world, given.world);
  assert_int_equal(syn_id_compare(read.id, given.id), 0);
}

static void the_same_article_twice_adds_nothing(void **state) {
  fixture *f = *state;
  uint64_t before, after;
  open_store(f, true);
  add(f, 1, "a.html", true);
  assert_int_equal(count_articles(f, &before), 1);
  add(f, 1, "a.html", false);
  add(f, 1, "b.html", false);
  assert_int_equal(count_articles(f, &after), 1);
  assert_int_equal(before, after);
}

static void of_two_sources_the_first_in_the_alphabet_stays(void **state) {
  fixture *f = *state;
  uint64_t before, after;
  syn_store_article read, expected = make_article(1, "a \\\"quoted\\\" name.html");
  open_store(f, true);
  add(f, 1, "b.html", true);
  count_articles(f, &before);
  syn_store_article renamed = {.id = make_id(1), .source = SYN_TEXT("a \"quoted\" name.html")}; /* no record: known already */
  assert_int_equal(syn_store_add_article(f->store, &renamed, NULL, &f->error), SYN_OK);
  count_articles(f, &after);
  assert_true(after > before);
  assert_int_equal(syn_store_get_article(f->store, make_id(1), f->arena, &read, NULL), SYN_OK);
  assert_same(read.source, SYN_TEXT("a \"quoted\" name.html"));
  assert_same(read.article, expected.article);
  assert_same(read.facts, expected.facts);
}

static void an_article_that_is_not_there_needs_its_record(void **state) {
  fixture *f = *state;
  open_store(f, true);
  syn_store_article bare = {.id = make_id(1), .source = SYN_TEXT("a.html")};
  assert_int_equal(syn_store_add_article(f->store, &bare, NULL, &f->error), SYN_BAD_ARGUMENT);
  assert_int_equal(count_articles(f, NULL), 0);
}

static void an_article_of_another_model_is_read_again_and_replaced(void **state) {
  fixture *f = *state;
  open_store(f, true);
  add(f, 1, "a.html", true);
  assert_true(is_current(f, 1));
  assert_int_equal(syn_store_set_reader(f->store, SYN_TEXT("1.0"), SYN_TEXT("m2"), SYN_TEXT("w1")), SYN_OK);
  assert_false(is_current(f, 1));
  syn_store_article article = make_article(1, "b.html"), read;
  article.model = SYN_TEXT("m2");
  article.version = SYN_TEXT("1.0");
  article.facts = SYN_TEXT("{\"record\":\"time\",\"id\":\"00000000000000000009\"}\n");
  assert_int_equal(syn_store_add_article(f->store, &article, NULL, &f->error), SYN_OK);
  assert_true(is_current(f, 1));
  assert_int_equal(syn_store_get_article(f->store, make_id(1), f->arena, &read, NULL), SYN_OK);
  assert_same(read.facts, article.facts);
  assert_same(read.source, SYN_TEXT("a.html"));
  assert_same(read.model, SYN_TEXT("m2"));
}

static void a_broken_record_is_refused_and_leaves_nothing(void **state) {
  fixture *f = *state;
  uint64_t generation;
  open_store(f, true);
  syn_store_article article = make_article(1, "a.html");
  article.facts = SYN_TEXT("{\"record\":\"time\",\"id\":\"00000000000000000009\"}\n{\"record\":\"time\",\n");
  assert_int_equal(syn_store_begin(f->store, &f->error), SYN_OK);
  assert_int_equal(syn_store_add_article(f->store, &article, NULL, &f->error), SYN_BAD_INPUT);
  add(f, 2, "b.html", true);
  assert_int_equal(syn_store_commit(f->store, &f->error), SYN_OK);
  assert_int_equal(count_articles(f, &generation), 1);
  assert_int_equal(generation, 1);
}

typedef struct visited {
  unsigned count, stop_at;
  syn_id last;
  fixture *f;
} visited;

static syn_status visit(void *context, const syn_store_article *article) {
  visited *v = context;
  syn_store_article again;
  assert_true(v->count == 0 || syn_id_compare(v->last, article->id) < 0);
  assert_int_equal(syn_store_get_article(v->f->store, make_id(1), v->f->arena, &again, NULL), SYN_OK); /* does not disturb */
  assert_true(syn_text_starts_with(article->facts, SYN_TEXT("{\"record\":\"entity\"")));
  v->last = article->id;
  return ++v->count == v->stop_at ? SYN_LIMIT : SYN_OK;
}

static void articles_come_in_order_of_id_until_the_visitor_stops(void **state) {
  fixture *f = *state;
  open_store(f, true);
  for (unsigned number = 20; number > 0; number--) add(f, number * 7 % 23, "x", true);
  visited all = {.f = f}, some = {.f = f, .stop_at = 3};
  assert_int_equal(syn_store_each_article(f->store, visit, &all, &f->error), SYN_OK);
  assert_int_equal(all.count, 20);
  assert_int_equal(syn_store_each_article(f->store, visit, &some, &f->error), SYN_LIMIT);
  assert_int_equal(some.count, 3);
  add(f, 100, "y", true); /* the reading left no transaction behind */
}

static void what_is_not_there_is_not_found(void **state) {
  fixture *f = *state;
  syn_store_article read;
  open_store(f, true);
  assert_int_equal(syn_store_get_article(f->store, make_id(9), f->arena, &read, &f->error), SYN_NOT_FOUND);
  assert_false(is_current(f, 9));
}

/* ---- transactions ---- */

static void a_rollback_takes_back_what_was_added(void **state) {
  fixture *f = *state;
  uint64_t generation;
  open_store(f, true);
  assert_int_equal(syn_store_begin(f->store, NULL), SYN_OK);
  add(f, 1, "a", true);
  assert_int_equal(syn_store_commit(f->store, NULL), SYN_OK);
  assert_int_equal(syn_store_begin(f->store, NULL), SYN_OK);
  add(f, 2, "b", true);
  syn_store_rollback(f->store);
  syn_store_rollback(f->store); /* nothing more to take back */
  assert_int_equal(count_articles(f, &generation), 1);
  assert_int_equal(generation, 1);
}

static void begin_and_commit_belong_together(void **state) {
  fixture *f = *state;
  open_store(f, true);
  assert_int_equal(syn_store_commit(f->store, &f->error), SYN_BAD_ARGUMENT);
  assert_int_equal(syn_store_begin(f->store, &f->error), SYN_OK);
  assert_int_equal(syn_store_begin(f->store, &f->error), SYN_BAD_ARGUMENT);
}

static void what_was_committed_outlives_a_kill(void **state) {
  fixture *f = *state;
  int ready[2];
  char byte;
  assert_int_equal(pipe(ready), 0);
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) { /* commits five, then dies in the middle of the next five */
    bool fine = syn_store_open(f->path, true, &f->store, NULL) == SYN_OK && syn_store_begin(f->store, NULL) == SYN_OK;
    for (unsigned number = 1; fine && number <= 10; number++) {
      syn_store_article article = make_article(number, "x");
      fine = syn_store_add_article(f->store, &article, NULL, NULL) == SYN_OK;
      if (number == 5) fine = fine && syn_store_commit(f->store, NULL) == SYN_OK && syn_store_begin(f->store, NULL) == SYN_OK;
    }
    if (fine && write(ready[1], "x", 1) == 1) pause();
    _exit(1);
  }
  assert_int_equal(read(ready[0], &byte, 1), 1);
  kill(child, SIGKILL);
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_true(WIFSIGNALED(status));
  close(ready[0]);
  close(ready[1]);
  open_store(f, false);
  assert_int_equal(count_articles(f, NULL), 5);
  add(f, 6, "x", true);
  assert_int_equal(count_articles(f, NULL), 6);
  syn_store_close(&f->store);
  assert_int_equal(query(f->path, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"), 1);
}

static void a_full_disk_is_told_and_keeps_what_was_committed(void **state) {
  fixture *f = *state;
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) { /* the limit on the size of files stands for the end of the disk */
    struct rlimit limit = {800000, 800000};
    signal(SIGXFSZ, SIG_IGN);
    bool fine = syn_store_open(f->path, true, &f->store, NULL) == SYN_OK && setrlimit(RLIMIT_FSIZE, &limit) == 0;
    syn_status status = SYN_OK;
    unsigned number = 0;
    while (fine && status == SYN_OK && number < 4000) {
      number++;
      syn_store_article article = make_article(number, "x");
      status = syn_store_add_article(f->store, &article, NULL, &f->error);
    }
    uint64_t count = 0, generation = 0;
    fine = fine && status == SYN_IO && strstr(f->error.text, f->path) && syn_store_count(f->store, &count, &generation, NULL) == SYN_OK;
    syn_store_close(&f->store);
    _exit(fine && count == number - 1 && count > 10 ? 0 : 1);
  }
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  open_store(f, false);
  assert_true(count_articles(f, NULL) > 10);
  add(f, 5000, "y", true);
}

static void a_second_writer_is_told_to_wait(void **state) {
  fixture *f = *state;
  syn_store *second = NULL;
  open_store(f, true);
  assert_int_equal(syn_store_open(f->path, false, &second, NULL), SYN_OK);
  assert_int_equal(syn_store_begin(f->store, NULL), SYN_OK);
  add(f, 1, "a", true);
  uint64_t count = 9, generation = 9;
  assert_int_equal(syn_store_count(second, &count, &generation, NULL), SYN_OK); /* readers do not wait and see the last commit */
  assert_int_equal(count, 0);
  assert_int_equal(syn_store_commit(f->store, NULL), SYN_OK);
  assert_int_equal(syn_store_count(second, &count, &generation, NULL), SYN_OK);
  assert_int_equal(count, 1);
  assert_int_equal(syn_store_begin(second, NULL), SYN_OK);
  syn_store_close(&second); /* with a transaction open: taken back */
  add(f, 2, "b", true);
}

static void a_known_article_does_not_wait_for_a_writer(void **state) {
  fixture *f = *state;
  sqlite3 *writer = NULL;
  open_store(f, true);
  add(f, 1, "b", true);
  assert_int_equal(sqlite3_open(f->path, &writer), SQLITE_OK);
  assert_int_equal(sqlite3_exec(writer, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
  time_t begun = time(NULL);
  add(f, 1, "b", false);
  add(f, 1, "c", false);
  syn_store_article bare = {.id = make_id(1), .source = SYN_TEXT("b")};
  assert_int_equal(syn_store_add_article(f->store, &bare, NULL, &f->error), SYN_OK);
  assert_true(time(NULL) - begun < 30); /* a writer would have been refused after a minute */
  assert_int_equal(sqlite3_exec(writer, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
  assert_int_equal(sqlite3_close(writer), SQLITE_OK);
}

static void columns_and_facts_answer_plain_sql(void **state) {
  fixture *f = *state;
  open_store(f, true);
  add(f, 3, "a.html", true);
  syn_store_close(&f->store);
  assert_int_equal(
      query(f->path, "SELECT count(*) FROM article WHERE outlet = 'The Lantern' AND title = 'Title 3' AND language = 'en' AND url IS NULL "
                     "AND published_from = '2031-05-30' AND published_to = '2031-05-31' AND digest = 'xxh128:00'"),
      1);
  assert_int_equal(query(f->path, "SELECT json_extract(record, '$.value') FROM fact WHERE kind = 'quantity'"), 3);
  assert_int_equal(query(f->path, "SELECT count(*) FROM fact WHERE id = '00000000000000000001' AND kind = 'entity'"), 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(an_article_comes_back_as_it_was),
      TEST(the_same_article_twice_adds_nothing),
      TEST(of_two_sources_the_first_in_the_alphabet_stays),
      TEST(an_article_that_is_not_there_needs_its_record),
      TEST(an_article_of_another_model_is_read_again_and_replaced),
      TEST(a_broken_record_is_refused_and_leaves_nothing),
      TEST(articles_come_in_order_of_id_until_the_visitor_stops),
      TEST(what_is_not_there_is_not_found),
      TEST(a_rollback_takes_back_what_was_added),
      TEST(begin_and_commit_belong_together),
      TEST(what_was_committed_outlives_a_kill),
      TEST(a_full_disk_is_told_and_keeps_what_was_committed),
      TEST(a_second_writer_is_told_to_wait),
      TEST(a_known_article_does_not_wait_for_a_writer),
      TEST(columns_and_facts_answer_plain_sql),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
