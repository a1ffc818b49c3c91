/* The capture of a page: bytes that come back only as they were, times of one form, the record. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/json_writer.h"
#include "records/capture.h"

typedef struct fixture {
  syn_packer *packer;
  syn_buffer packed;
  syn_arena *arena;
  syn_page page;
  syn_id id;
  syn_error error;
} fixture;

static int set_up(void **state) {
  static fixture f;
  memset(&f, 0, sizeof(f));
  assert_int_equal(syn_packer_create(&f.packer), SYN_OK);
  assert_int_equal(syn_arena_create(1 << 20, &f.arena), SYN_OK);
  syn_buffer_init(&f.packed, 1 << 20);
  f.page = (syn_page){.source = SYN_TEXT("a.html"),
                      .captured = SYN_TEXT("2031-05-30T10:00:00Z"),
                      .media = SYN_MEDIA_HTML,
                      .bytes = SYN_TEXT("<p>Orla ran.</p>"),
                      .outlet = SYN_TEXT("The Lantern")};
  f.id = syn_page_id(&f.page);
  *state = &f;
  return 0;
}

static int tear_down(void **state) {
  fixture *f = *state;
  syn_packer_destroy(&f->packer);
  syn_arena_destroy(&f->arena);
  syn_buffer_clear(&f->packed);
  return 0;
}

static syn_capture make(fixture *f, bool with_bytes) {
  syn_capture capture;
  assert_int_equal(syn_capture_make(&f->page, f->id, with_bytes ? f->packer : NULL, f->arena, &f->packed, &capture), SYN_OK);
  return capture;
}

static void a_page_comes_back_with_all_that_its_article_is_made_from(void **state) {
  fixture *f = *state;
  syn_capture capture = make(f, true);
  syn_page page;
  assert_int_equal(capture.size, f->page.bytes.size);
  assert_int_equal(syn_capture_open(&capture, f->arena, &page, &f->error), SYN_OK);
  assert_true(syn_text_equal(page.bytes, f->page.bytes));
  assert_int_equal(syn_id_compare(syn_page_id(&page), f->id), 0);
}

static void without_bytes_only_the_digest_is_kept(void **state) {
  fixture *f = *state;
  syn_capture with = make(f, true), without = make(f, false);
  syn_page page;
  assert_true(syn_text_equal(with.sha256, without.sha256));
  assert_int_equal(with.sha256.size, SYN_SHA256_TEXT_SIZE - 1);
  assert_false(without.has_bytes);
  assert_int_equal(without.packed.size, 0);
  assert_int_equal(syn_capture_open(&without, f->arena, &page, &f->error), SYN_NOT_FOUND);
}

static void other_bytes_than_those_of_the_digest_are_refused(void **state) {
  fixture *f = *state;
  syn_capture capture = make(f, true);
  syn_page page;
  char digest[SYN_SHA256_TEXT_SIZE];
  memcpy(digest, capture.sha256.data, sizeof(digest));
  digest[5] = digest[5] == '0' ? '1' : '0';
  capture.sha256.data = digest;
  assert_int_equal(syn_capture_open(&capture, f->arena, &page, &f->error), SYN_BAD_INPUT);
  assert_non_null(strstr(f->error.text, "SHA-256"));
}

static void a_size_beyond_the_limit_is_not_believed(void **state) {
  fixture *f = *state;
  syn_capture capture = make(f, true);
  syn_page page;
  capture.size = (uint64_t)1 << 40;
  assert_int_equal(syn_capture_open(&capture, f->arena, &page, &f->error), SYN_LIMIT);
  capture.size = 3;
  assert_int_equal(syn_capture_open(&capture, f->arena, &page, &f->error), SYN_BAD_INPUT);
}

static void times_of_capture_have_one_form(void **state) {
  static const struct {
    const char *stated, *expected;
  } cases[] = {{"2024-03-12T18:40:00Z", "2024-03-12T18:40:00Z"},
               {"2024-03-12T19:40:00+01:00", "2024-03-12T18:40:00Z"},
               {"2024-03-01T00:10:00.5+0200", "2024-02-29T22:10:00Z"},
               {"2024-12-31 23:30:00-02", "2025-01-01T01:30:00Z"},
               {"2024-03-12T18:40:00", "2024-03-12T18:40:00Z"},
               {"2024-03-12", "2024-03-12"},
               {"2024-03", ""},
               {"yesterday", ""},
               {"", ""}};
  fixture *f = *state;
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    syn_text captured;
    assert_int_equal(syn_page_captured(syn_text_from(cases[i].stated), f->arena, &captured), SYN_OK);
    if (!syn_text_equal(captured, syn_text_from(cases[i].expected)))
      fail_msg("%s became \"%.*s\"", cases[i].stated, SYN_TEXT_ARGUMENTS(captured));
  }
}

static void others_see_the_stated_time_before_that_of_reading(void **state) {
  fixture *f = *state;
  syn_capture capture = make(f, true);
  capture.read = SYN_TEXT("2031-06-02T00:00:00Z");
  assert_true(syn_text_equal(syn_capture_evidence(&capture).captured, f->page.captured));
  assert_true(syn_capture_evidence(&capture).has_bytes);
  capture.page.captured = (syn_text){0};
  assert_true(syn_text_equal(syn_capture_evidence(&capture).captured, capture.read));
}

/* The time of reading is of one machine and one day: a record must not depend on it. */
static void the_record_holds_only_what_is_stated(void **state) {
  fixture *f = *state;
  syn_capture capture = make(f, false);
  syn_buffer line;
  syn_buffer_init(&line, 4096);
  capture.read = SYN_TEXT("2031-06-02T00:00:00Z");
  capture.article = (syn_id){{0xA0}};
  capture.sha256 = SYN_TEXT("00");
  syn_record_write_capture(&line, &capture);
  syn_text expected = SYN_TEXT("{\"record\":\"capture\",\"article\":\"a0000000000000000000\",\"sha256\":\"00\",\"size\":16,"
                               "\"captured\":\"2031-05-30T10:00:00Z\",\"has_bytes\":false}\n");
  if (!syn_text_equal(syn_buffer_text(&line), expected)) fail_msg("%.*s", SYN_TEXT_ARGUMENTS(syn_buffer_text(&line)));
  syn_buffer_reset(&line);
  capture.page.captured = (syn_text){0};
  syn_record_write_capture(&line, &capture);
  assert_int_equal(syn_text_find(syn_buffer_text(&line), SYN_TEXT("captured"), 0), SIZE_MAX);
  syn_buffer_clear(&line);
}

int main(void) {
#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      WITH_FIXTURE(a_page_comes_back_with_all_that_its_article_is_made_from),
      WITH_FIXTURE(without_bytes_only_the_digest_is_kept),
      WITH_FIXTURE(other_bytes_than_those_of_the_digest_are_refused),
      WITH_FIXTURE(a_size_beyond_the_limit_is_not_believed),
      WITH_FIXTURE(times_of_capture_have_one_form),
      WITH_FIXTURE(others_see_the_stated_time_before_that_of_reading),
      WITH_FIXTURE(the_record_holds_only_what_is_stated),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
