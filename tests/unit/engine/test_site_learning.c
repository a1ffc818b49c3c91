/*
 * What the pages of a site teach, in a store: furniture goes out of all its articles, whatever the order in which they came, the number of
 * threads and of runs; a sentence that the outlet repeats stays; a removal, a kill and an update come to the same.
 */
#include "sample_pages.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "engine/site_learning.h"
#include "synoptic/site_texts.h"

enum { PAGES = 12, NAME_SIZE = 16, PAGE_SIZE = 4096, TEXT_SIZE = 2000 };

#define NOTICE "This site keeps small files on your machine so that our pages load faster and your settings stay."
#define LETTER "Each morning we send you the news of the harbour towns before the first ferry leaves."
#define ABOUT "The Amary Ledger has been printed in Port Amary since 1871 and is edited by its readers."
#define REPEATED "The war between Amary and Velden began in May 2019, when soldiers crossed the river, and has driven 40,000 people out."

static char names[PAGES + 1][NAME_SIZE];
static const char *paths[PAGES + 1];

typedef struct fixture {
  syn_collection *collection;
  sample_record record;
  syn_error error;
} fixture;

/* Words that are those of no other page. */
static void write_paragraph(char *out, unsigned page, unsigned number) {
  static const char *const towns[] = {"Brenn", "Oskarby", "Tarnow", "Velden", "Quill", "Rask",
                                      "Senna", "Torvik",  "Ulmer",  "Wick",   "Lund",  "Moor"};
  static const char *const things[] = {"bridge", "school", "ferry", "store", "library"};
  snprintf(out, TEXT_SIZE,
           "The %s of %s was closed for %u days after %u people had complained. Mayor Ida Renn of %s said on Monday that the work would "
           "cost %u million crowns, and that the %s would open in %u.",
           things[number % 5], towns[page % 12], page * 3 + number + 2, page * 40 + number * 7 + 11, towns[(page + number) % 12],
           page + number + 3, things[(number + 1) % 5], 2032 + page);
}

static void write_page(unsigned page) {
  char text[PAGE_SIZE], paragraph[TEXT_SIZE];
  int size = snprintf(text, sizeof text,
                      "<html><head><title>The Amary Ledger</title><link rel=canonical href=\"https://www.ledger.example/%u.html\"></head>"
                      "<body><div class=story><h1>Council number %u meets</h1><p>" NOTICE "</p>",
                      page, page);
  for (unsigned i = 0; i < 4; i++) {
    write_paragraph(paragraph, page, i);
    size += snprintf(text + size, sizeof text - (size_t)size, "<p>%s</p>", paragraph);
    if (i == 1 && page % 2 == 0) size += snprintf(text + size, sizeof text - (size_t)size, "<p>" REPEATED "</p>");
  }
  if (page % 2 == 1) size += snprintf(text + size, sizeof text - (size_t)size, "<p>" REPEATED "</p>");
  snprintf(text + size, sizeof text - (size_t)size, "<p>" LETTER "</p><p class=who><em>" ABOUT "</em></p></div></body></html>");
  snprintf(names[page], NAME_SIZE, "%02u.html", page);
  paths[page] = names[page];
  sample_write(names[page], text);
}

static int set_up(void **state) {
  static fixture f;
  memset(&f, 0, sizeof f);
  sample_record_init(&f.record);
  int result = sample_set_up_folder(state);
  for (unsigned page = 0; page <= PAGES; page++) write_page(page);
  *state = &f;
  return result;
}

static int tear_down(void **state) {
  fixture *f = *state;
  syn_collection_close(&f->collection);
  sample_record_clear(&f->record);
  return sample_tear_down_folder(state);
}

/* In runs of eight. */
static void add_pages(syn_collection *collection, unsigned first, unsigned page_count, sample_record *record) {
  for (unsigned end = first + page_count; first < end; first += 8)
    sample_add(collection, paths + first, end - first < 8 ? end - first : 8, record, SYN_OK);
}

static syn_text export(fixture *f) {
  syn_buffer_reset(&f->record.output);
  sample_export(f->collection, &f->record);
  return syn_buffer_text(&f->record.output);
}

static unsigned count(syn_text all, const char *words) {
  unsigned found = 0;
  for (size_t at = 0; (at = syn_text_find(all, syn_text_from(words), at)) != SIZE_MAX; at++) found++;
  return found;
}

static void run_sql(fixture *f, const char *sql) {
  sqlite3 *db = NULL;
  char *message = NULL;
  syn_collection_close(&f->collection);
  assert_int_equal(sqlite3_open(sample_path("a.db"), &db), SQLITE_OK);
  if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK) fail_msg("%s", message);
  sqlite3_close(db);
  f->collection = sample_open(sample_engine, "a.db");
}

/* The export of a store of its own with the first `page_count` pages. */
static void assert_exports(fixture *f, unsigned page_count) {
  sample_record record;
  sample_record_init(&record);
  syn_collection *other = sample_open(sample_engine, NULL);
  add_pages(other, 0, page_count, &record);
  sample_export(other, &record);
  assert_true(syn_text_equal(export(f), syn_buffer_text(&record.output)));
  syn_collection_close(&other);
  sample_record_clear(&record);
}

static void assert_cut(fixture *f, bool is_cut) {
  syn_text all = export(f);
  assert_true((count(all, "your settings stay") == 0) == is_cut);
  assert_true((count(all, "before the first ferry") == 0) == is_cut);
  assert_true((count(all, "edited by its readers") == 0) == is_cut);
  assert_true(count(all, "soldiers crossed the river") >= 3);
}

static void three_pages_teach_nothing_and_twelve_do(void **state) {
  fixture *f = *state;
  f->collection = sample_open(sample_engine, "a.db");
  sample_add(f->collection, paths, 3, &f->record, SYN_OK);
  assert_cut(f, false);
  add_pages(f->collection, 0, PAGES, &f->record);
  assert_cut(f, true);
  for (unsigned page = 0; page < PAGES; page++) {
    char title[64];
    snprintf(title, sizeof title, "\"title\":\"Council number %u meets\"", page);
    assert_true(count(export(f), title) >= 1);
  }
}

static void order_threads_and_runs_change_nothing(void **state) {
  fixture *f = *state;
  f->collection = sample_open(sample_threads, "a.db");
  for (unsigned i = 0; i < PAGES; i++) {
    const char *const one[] = {paths[(i * 7 + 3) % PAGES]};
    sample_add(f->collection, one, 1, &f->record, SYN_OK);
  }
  assert_exports(f, PAGES);
}

static void a_removal_takes_back_what_was_learnt(void **state) {
  fixture *f = *state;
  syn_article_list *list = NULL;
  uint64_t removed;
  f->collection = sample_open(sample_engine, "a.db");
  add_pages(f->collection, 0, PAGES, &f->record);
  assert_int_equal(syn_collection_select(f->collection, &(syn_selection){0}, &list, &f->error), SYN_OK);
  for (uint32_t i = 0; i < list->article_count; i++) {
    bool is_first = false;
    for (unsigned page = 0; page < 3; page++)
      is_first = is_first || syn_text_ends_with(list->articles[i].source, syn_text_from(paths[page]));
    if (!is_first) assert_int_equal(syn_collection_remove(f->collection, &list->articles[i].id, 1, &removed, &f->error), SYN_OK);
  }
  syn_article_list_destroy(&list);
  assert_cut(f, true); /* nothing was read again yet */
  syn_update update;
  assert_int_equal(syn_collection_update(f->collection, false, NULL, &update, &f->error), SYN_OK);
  assert_int_equal(update.updated_count, 0);
  assert_cut(f, false);
  assert_exports(f, 3);
}

static void a_kill_before_the_pages_were_read_again_is_made_up_for(void **state) {
  fixture *f = *state;
  const char *const last[] = {paths[PAGES]};
  f->collection = sample_open(sample_engine, "a.db");
  for (unsigned page = 0; page < 3; page++) sample_add(f->collection, &paths[page], 1, &f->record, SYN_OK);
  add_pages(f->collection, 0, PAGES, &f->record);
  /* as a kill leaves them: half of the articles were read without what the site teaches, and the change is noted */
  run_sql(f, "UPDATE site_page SET applied = 0, cut = NULL WHERE article IN (SELECT article FROM site_page ORDER BY article LIMIT 6);"
             "INSERT OR REPLACE INTO site_change VALUES ('ledger.example', 1)");
  sample_add(f->collection, last, 1, &f->record, SYN_OK);
  assert_exports(f, PAGES + 1);
}

static void an_update_comes_to_the_same(void **state) {
  fixture *f = *state;
  syn_update update;
  f->collection = sample_open(sample_threads, "a.db");
  add_pages(f->collection, 0, PAGES, &f->record);
  run_sql(f, "UPDATE article SET version = '0.0.1'; DELETE FROM site_page; DELETE FROM site_change");
  assert_int_equal(syn_collection_update(f->collection, false, NULL, &update, &f->error), SYN_OK);
  assert_int_equal(update.updated_count, PAGES);
  assert_exports(f, PAGES);
  assert_int_equal(syn_collection_update(f->collection, true, NULL, &update, &f->error), SYN_OK);
  assert_exports(f, PAGES);
}

static void what_was_not_kept_stays_and_is_told(void **state) {
  fixture *f = *state;
  syn_site_texts *texts = NULL;
  const char *path = sample_path(paths[0]);
  const syn_input bare = {.paths = &path, .path_count = 1, .without_bytes = true};
  f->collection = sample_open(sample_engine, "a.db");
  assert_int_equal(syn_collection_add(f->collection, &bare, NULL, NULL, &f->error), SYN_OK);
  add_pages(f->collection, 1, PAGES - 1, &f->record);
  if (syn_collection_site_texts(f->collection, "https://WWW.ledger.example/x", &texts, &f->error) != SYN_OK) fail_msg("%s", f->error.text);
  assert_int_equal(texts->page_count, PAGES);
  assert_int_equal(texts->cut_count, PAGES - 1);
  assert_int_equal(texts->uncut_count, 1);
  assert_int_equal(texts->text_count, 3);
  for (uint32_t i = 0; i < texts->text_count; i++) assert_int_equal(texts->texts[i].article_count, PAGES - 1);
  syn_site_texts_destroy(&texts);
  assert_null(texts);
  sample_add(f->collection, paths, 1, &f->record, SYN_OK); /* now the page is kept */
  assert_exports(f, PAGES);
}

/* How much the site teaches when it was asked once before its pages came, and a hundred times afterwards. */
static size_t ask_often(fixture *f, bool is_fixed) {
  enum { TIMES = 100 };
  syn_site_lessons lessons;
  syn_text recurring;
  f->collection = sample_open(sample_engine, NULL);
  assert_int_equal(syn_site_lessons_init(&lessons, f->collection, &f->error), SYN_OK);
  lessons.is_fixed = is_fixed;
  for (unsigned i = 0; i <= TIMES; i++) {
    assert_int_equal(syn_site_lessons_of(&lessons, SYN_TEXT("ledger.example"), &recurring, &f->error), SYN_OK);
    if (i == 0) add_pages(f->collection, 0, PAGES, &f->record);
  }
  size_t size = recurring.size;
  syn_site_lessons_clear(&lessons);
  syn_collection_close(&f->collection);
  return size;
}

static void what_is_fixed_does_not_depend_on_what_is_written_meanwhile(void **state) {
  fixture *f = *state;
  assert_true(ask_often(f, false) > 0);
  assert_int_equal(ask_often(f, true), 0);
}

static void a_site_that_is_not_there_is_told(void **state) {
  fixture *f = *state;
  syn_site_texts *texts = NULL;
  f->collection = sample_open(sample_engine, "a.db");
  sample_add(f->collection, paths, 1, &f->record, SYN_OK);
  assert_int_equal(syn_collection_site_texts(f->collection, "courier.example", &texts, &f->error), SYN_NOT_FOUND);
  assert_non_null(strstr(f->error.text, "courier.example"));
}

int main(void) {
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      IN_FOLDER(three_pages_teach_nothing_and_twelve_do),
      IN_FOLDER(order_threads_and_runs_change_nothing),
      IN_FOLDER(a_removal_takes_back_what_was_learnt),
      IN_FOLDER(a_kill_before_the_pages_were_read_again_is_made_up_for),
      IN_FOLDER(an_update_comes_to_the_same),
      IN_FOLDER(what_was_not_kept_stays_and_is_told),
      IN_FOLDER(what_is_fixed_does_not_depend_on_what_is_written_meanwhile),
      IN_FOLDER(a_site_that_is_not_there_is_told),
  };
  return cmocka_run_group_tests(tests, sample_set_up_engines, sample_tear_down_engines);
}
