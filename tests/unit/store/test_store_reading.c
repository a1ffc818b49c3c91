/* Reading a store: one state, derived records of one's own, and no need to be allowed to write. */
#include "sample_articles.h"
#include "store/neighbours.h"

/* ---- derived records ---- */

typedef struct heard {
  char words[256];
} heard;

static syn_status hear(void *context, const syn_store_derived *record) {
  heard *h = context;
  size_t size = strlen(h->words);
  snprintf(h->words + size, sizeof(h->words) - size, "%.*s|", SYN_TEXT_ARGUMENTS(record->line));
  return SYN_OK;
}

/* What is derived from neighbourhood 1, and of which generation it is. */
static syn_status put_derived(syn_store *store, uint64_t generation, const syn_store_derived *records, size_t count, syn_error *error) {
  const syn_neighbour_methods *methods = syn_store_neighbours(store);
  syn_status status = syn_store_begin(store, error);
  if (status != SYN_OK) return status;
  status = methods->put_derived(store, 1, records, count, error);
  if (status == SYN_OK) status = methods->set_generation(store, generation, error);
  if (status == SYN_OK) return syn_store_commit(store, error);
  syn_store_rollback(store);
  return status;
}

static void derived_records_are_replaced_by_neighbourhood_and_points_keep_their_order(void **state) {
  fixture *f = *state;
  syn_id none = {{0}};
  uint64_t generation = 7;
  open_store(f, true);
  assert_int_equal(syn_store_derived_generation(f->store, &generation, NULL), SYN_OK);
  assert_int_equal(generation, 0);
  syn_store_derived first[] = {{SYN_TEXT("story"), make_id(9), none, SYN_TEXT("[9]\n")},
                               {SYN_TEXT("point"), make_id(3), make_id(9), SYN_TEXT("[3]\n")},
                               {SYN_TEXT("point"), make_id(2), make_id(8), SYN_TEXT("[2]\n")},
                               {SYN_TEXT("point"), make_id(1), make_id(9), SYN_TEXT("[1]\n")},
                               {SYN_TEXT("lent"), none, none, SYN_TEXT("[0]\n")}};
  assert_int_equal(put_derived(f->store, 12, first, 5, &f->error), SYN_OK);
  heard all = {{0}}, of_story = {{0}}, lent = {{0}}, after = {{0}};
  assert_int_equal(syn_store_each_derived(f->store, "point", none, hear, &all, &f->error), SYN_OK);
  assert_string_equal(all.words, "[2]\n|[3]\n|[1]\n|"); /* by story */
  assert_int_equal(syn_store_each_derived(f->store, "point", make_id(9), hear, &of_story, &f->error), SYN_OK);
  assert_string_equal(of_story.words, "[3]\n|[1]\n|");
  assert_int_equal(syn_store_each_derived(f->store, "lent", none, hear, &lent, &f->error), SYN_OK);
  assert_string_equal(lent.words, "[0]\n|");
  assert_int_equal(syn_store_derived_generation(f->store, &generation, NULL), SYN_OK);
  assert_int_equal(generation, 12);
  assert_int_equal(put_derived(f->store, 13, first, 1, &f->error), SYN_OK);
  assert_int_equal(syn_store_each_derived(f->store, "point", none, hear, &after, &f->error), SYN_OK);
  assert_string_equal(after.words, "");
}

static void the_generation_is_told_without_counting(void **state) {
  fixture *f = *state;
  uint64_t count, counted = 7, told = 9;
  open_store(f, true);
  assert_int_equal(syn_store_generation(f->store, &told, &f->error), SYN_OK);
  assert_int_equal(told, 0);
  add(f, 1, "a", true);
  assert_int_equal(syn_store_generation(f->store, &told, &f->error), SYN_OK);
  assert_int_equal(syn_store_count(f->store, &count, &counted, &f->error), SYN_OK);
  assert_true(told > 0);
  assert_int_equal(told, counted);
}

static syn_status set_aside(syn_store *store, const syn_store_derived *records, size_t count, syn_error *error) {
  const syn_neighbour_methods *methods = syn_store_neighbours(store);
  syn_status status = methods->set_aside(store, error);
  return status == SYN_OK ? methods->put_derived(store, 1, records, count, error) : status;
}

static void a_reading_sees_one_state_and_derived_records_of_its_own(void **state) {
  fixture *f = *state;
  syn_id none = {{0}};
  syn_store *other = NULL;
  uint64_t generation = 0;
  syn_store_derived kept[] = {{SYN_TEXT("story"), make_id(9), none, SYN_TEXT("[9]\n")}};
  syn_store_derived aside[] = {{SYN_TEXT("story"), make_id(8), none, SYN_TEXT("[8]\n")},
                               {SYN_TEXT("point"), make_id(1), make_id(8), SYN_TEXT("[1]\n")}};
  heard of_kept = {{0}}, of_aside = {{0}}, of_story = {{0}}, after = {{0}};
  open_store(f, true);
  add(f, 1, "a", true);
  assert_int_equal(put_derived(f->store, 1, kept, 1, &f->error), SYN_OK);
  assert_int_equal(set_aside(f->store, aside, 2, NULL), SYN_BAD_ARGUMENT); /* no reading has begun */
  assert_int_equal(syn_store_begin_read(f->store, &f->error), SYN_OK);
  assert_int_equal(syn_store_open(f->path, false, &other, &f->error), SYN_OK);
  syn_store_article article = make_article(2, "b");
  assert_int_equal(syn_store_add_article(other, &article, NULL, &f->error), SYN_OK);
  assert_int_equal(count_articles(f, &generation), 1);
  assert_int_equal(generation, 1);
  assert_int_equal(syn_store_each_derived(f->store, "story", none, hear, &of_kept, &f->error), SYN_OK);
  assert_string_equal(of_kept.words, "[9]\n|");
  assert_int_equal(set_aside(f->store, aside, 2, &f->error), SYN_OK);
  assert_int_equal(syn_store_each_derived(f->store, "story", none, hear, &of_aside, &f->error), SYN_OK);
  assert_string_equal(of_aside.words, "[8]\n|");
  assert_int_equal(syn_store_each_derived(f->store, "point", make_id(8), hear, &of_story, &f->error), SYN_OK);
  assert_string_equal(of_story.words, "[1]\n|");
  assert_int_equal(syn_store_end_read(f->store, SYN_OK, &f->error), SYN_OK);
  assert_int_equal(count_articles(f, NULL), 2);
  assert_int_equal(syn_store_each_derived(f->store, "story", none, hear, &after, &f->error), SYN_OK);
  assert_string_equal(after.words, "[9]\n|");
  syn_store_close(&other);
}

static void a_reading_writes_nothing(void **state) {
  fixture *f = *state;
  open_store(f, true);
  assert_int_equal(syn_store_begin_read(f->store, &f->error), SYN_OK);
  syn_store_article article = make_article(1, "a");
  assert_int_equal(syn_store_begin_read(f->store, NULL), SYN_BAD_ARGUMENT);
  assert_int_equal(syn_store_begin(f->store, NULL), SYN_BAD_ARGUMENT);
  assert_int_equal(syn_store_add_article(f->store, &article, NULL, NULL), SYN_BAD_ARGUMENT);
  assert_int_equal(put_derived(f->store, 1, NULL, 0, NULL), SYN_BAD_ARGUMENT);
  assert_int_equal(syn_store_end_read(f->store, SYN_OK, &f->error), SYN_OK);
  assert_int_equal(count_articles(f, NULL), 0);
  add(f, 1, "a", true);
}

static void make_store_of_two(fixture *f) {
  const syn_store_derived story = {.kind = SYN_TEXT("story"), .line = SYN_TEXT("[9]\n")};
  open_store(f, true);
  add(f, 1, "a", true);
  add(f, 2, "b", true);
  assert_int_equal(put_derived(f->store, 1, &story, 1, &f->error), SYN_OK);
  syn_store_close(&f->store);
}

/* Reading works, also with records set aside; writing says that it is not permitted. */
static void read_without_writing(fixture *f) {
  const syn_store_derived story = {.kind = SYN_TEXT("story"), .line = SYN_TEXT("[8]\n")};
  heard kept = {{0}}, aside = {{0}};
  open_store(f, false);
  assert_true(syn_store_is_read_only(f->store));
  if (syn_store_begin_read(f->store, &f->error) != SYN_OK) fail_msg("%s", f->error.text);
  assert_int_equal(count_articles(f, NULL), 2);
  assert_int_equal(syn_store_each_derived(f->store, "story", (syn_id){{0}}, hear, &kept, &f->error), SYN_OK);
  assert_string_equal(kept.words, "[9]\n|");
  if (set_aside(f->store, &story, 1, &f->error) != SYN_OK) fail_msg("%s", f->error.text);
  assert_int_equal(syn_store_each_derived(f->store, "story", (syn_id){{0}}, hear, &aside, &f->error), SYN_OK);
  assert_string_equal(aside.words, "[8]\n|");
  assert_int_equal(syn_store_end_read(f->store, SYN_OK, &f->error), SYN_OK);
  syn_store_article article = make_article(3, "c");
  assert_int_equal(syn_store_add_article(f->store, &article, NULL, &f->error), SYN_IO);
  assert_non_null(strstr(f->error.text, "permissions"));
}

static void a_file_that_may_not_be_written_is_read(void **state) {
  fixture *f = *state;
  make_store_of_two(f);
  take_permission(f, 0700, 0400);
  read_without_writing(f);
}

static void a_store_in_a_folder_that_may_not_be_written_is_read(void **state) {
  fixture *f = *state;
  make_store_of_two(f);
  take_permission(f, 0500, 0400);
  read_without_writing(f);
  syn_store_close(&f->store);
  assert_int_equal(chmod(f->path, 0600), 0); /* the file may, but what lies beside it may not */
  read_without_writing(f);
}

static void a_store_with_an_odd_name_is_read_without_permission(void **state) {
  fixture *f = *state;
  snprintf(f->path, sizeof(f->path), "%s/a ?%%41#\xC3\xA4&=.db", f->folder);
  make_store_of_two(f);
  take_permission(f, 0500, 0400);
  read_without_writing(f);
}

static void a_change_beneath_a_reader_that_cannot_lock_is_told(void **state) {
  fixture *f = *state;
  make_store_of_two(f);
  take_permission(f, 0500, 0600);
  open_store(f, false);
  assert_int_equal(syn_store_begin_read(f->store, &f->error), SYN_OK);
  assert_int_equal(chmod(f->folder, 0700), 0);
  execute(f->path, "UPDATE meta SET value = value + 1");
  assert_int_equal(syn_store_end_read(f->store, SYN_OK, &f->error), SYN_IO);
  assert_non_null(strstr(f->error.text, "again"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(derived_records_are_replaced_by_neighbourhood_and_points_keep_their_order),
      TEST(the_generation_is_told_without_counting),
      TEST(a_reading_sees_one_state_and_derived_records_of_its_own),
      TEST(a_reading_writes_nothing),
      TEST(a_file_that_may_not_be_written_is_read),
      TEST(a_store_in_a_folder_that_may_not_be_written_is_read),
      TEST(a_store_with_an_odd_name_is_read_without_permission),
      TEST(a_change_beneath_a_reader_that_cannot_lock_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
