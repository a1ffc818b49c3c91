/* What mail programs put around a text goes out, and nothing else. */
#include "article/mail_text.h"
#include "article_setup.h"

static void expect(const char *text, const char *wanted) {
  syn_text got;
  assert_int_equal(syn_mail_text(&extractor->furniture, syn_text_from(text), arena, &got), SYN_OK);
  EXPECT_TEXT(got, wanted);
}

static void a_text_that_is_no_mail_is_given_back_as_it_is(void **state) {
  syn_text text = SYN_TEXT("Date: a fruit\n\nDates grow on palms.\n-- \nso they say\n"), got;
  assert_int_equal(syn_mail_text(&extractor->furniture, text, arena, &got), SYN_OK);
  assert_ptr_equal(got.data, text.data);
  assert_int_equal(got.size, text.size);
}

static void of_the_head_the_subject_stays(void **state) {
  expect("From: a@b.example\nReceived: from c\n\tby d\nSubject: The night ferry\nDate: today\n\nIt runs.\n",
         "The night ferry\n\n\nIt runs.\n");
  expect("Von: a@b.example\r\nAn: c\r\n\r\nSie fährt.\r\n", "\nSie fährt.\n");
}

static void one_line_is_no_head(void **state) {
  expect("Subject: The night ferry\nIt runs.\n", "Subject: The night ferry\nIt runs.\n");
}

static void the_signature_of_a_mail_goes_out(void **state) {
  expect("From: a\nTo: b\n\nIt runs.\n-- \nTessa\n", "\nIt runs.\n");
}

static void a_long_part_below_two_hyphens_is_no_signature(void **state) {
  expect("From: a\nTo: b\nOne.\n--\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n", "One.\n--\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n");
}

static void quoted_lines_go_out_with_the_line_that_introduces_them(void **state) {
  expect("It runs.\nJonas wrote:\n> When?\n> And why?\nFrom June on.\nSo there.\n", "It runs.\n\n\nFrom June on.\nSo there.\n");
}

static void where_most_is_quoted_only_the_marks_go(void **state) {
  expect("> It runs.\n> > From June on.\n>\n> So there.\n", "It runs.\nFrom June on.\n\nSo there.\n");
}

static void a_single_mark_says_nothing(void **state) {
  expect("> 400 people came.\nThey left.\n", "> 400 people came.\nThey left.\n");
}

RUN(cmocka_unit_test(a_text_that_is_no_mail_is_given_back_as_it_is), cmocka_unit_test(of_the_head_the_subject_stays),
    cmocka_unit_test(one_line_is_no_head), cmocka_unit_test(the_signature_of_a_mail_goes_out),
    cmocka_unit_test(a_long_part_below_two_hyphens_is_no_signature),
    cmocka_unit_test(quoted_lines_go_out_with_the_line_that_introduces_them), cmocka_unit_test(where_most_is_quoted_only_the_marks_go),
    cmocka_unit_test(a_single_mark_says_nothing))
