/* Who holds whose sentences: passages, paragraphs, resemblance, direction. */
#include "talks.h"

static const char first[] =
    "The ferry between Kolvik and the island of Brenn ran again on Friday, nine days after a storm had torn its ramp away.\n\n"
    "The ramp will be replaced in spring, the harbour master said, and until then lorries have to wait for high water.\n\n"
    "Forty cars crossed on the first morning, most of them with people who had been kept on the island since the storm.";

static const syn_reprint *only_reprint(const fixture *f) {
  assert_int_equal(f->synopsis.reprint_count, 1);
  return &f->synopsis.reprints[0];
}

static void assert_reprint(const fixture *f, uint32_t source, uint32_t copy, const char *why) {
  const syn_reprint *reprint = only_reprint(f);
  assert_int_equal(reprint->direction, SYN_DIRECTION_A_B);
  assert_int_equal(syn_id_compare(reprint->a, f->articles[source].id), 0);
  assert_int_equal(syn_id_compare(reprint->b, f->articles[copy].id), 0);
  if (syn_text_find(reprint->why, syn_text_from(why), 0) == SIZE_MAX) fail_msg("%.*s", SYN_TEXT_ARGUMENTS(reprint->why));
}

static void the_same_text_has_a_resemblance_of_one(void **state) {
  fixture *f = *state;
  (void)add_account(f, "Lantern", "2024-03-04", "Ferry", first);
  (void)add_account(f, "Courier", "2024-03-05", "Ferry", first);
  compute(f);
  assert_int_equal(syn_decimal_compare(only_reprint(f)->resemblance, test_decimal("1")), 0);
  assert_int_equal(only_reprint(f)->paragraph_count, 3);
}

static void paragraphs_of_its_own_are_not_named_and_edited_ones_are_told(void **state) {
  fixture *f = *state;
  uint32_t source = add_account(f, "Lantern", "2024-03-04", "Ferry", first);
  uint32_t copy = add_account(
      f, "Courier", "2024-03-05", "Ferry",
      "The ferry between Kolvik and the island of Brenn ran again on Friday, nine days after a storm had torn its ramp away.\n\n"
      "Islanders told the Courier that they had lived on fish and turnips, which nobody minded much.\n\n"
      "The ramp will be mended in spring, the harbour master said, and until then vans must wait for high water.");
  compute(f);
  assert_reprint(f, source, copy, "published earlier");
  const syn_reprint *reprint = only_reprint(f);
  assert_int_equal(reprint->paragraph_count, 2);
  assert_false(reprint->paragraphs[0].is_edited);
  assert_true(reprint->paragraphs[1].is_edited);
  assert_true(syn_decimal_compare(reprint->resemblance, test_decimal("0.5")) < 0);
}

static void a_notice_at_the_end_tells_the_source_against_the_dates(void **state) {
  fixture *f = *state;
  char text[1024];
  (void)snprintf(text, sizeof text, "%s\n\nThis report comes from Harbour Ledger.", first);
  uint32_t source = add_account(f, "The Harbour Ledger", "2024-03-05", "Ferry", first);
  uint32_t copy = add_account(f, "Courier", "2024-03-04", "Ferry", text);
  compute(f);
  assert_reprint(f, source, copy, "credits The Harbour Ledger");
}

static void nothing_that_tells_leaves_the_direction_undecided(void **state) {
  fixture *f = *state;
  (void)add_account(f, "Lantern", NULL, "Ferry", first);
  (void)add_account(f, "Courier", NULL, "Ferry", first);
  compute(f);
  assert_int_equal(only_reprint(f)->direction, SYN_DIRECTION_UNDECIDED);
}

static void one_quote_that_two_heard_is_no_reprint(void **state) {
  fixture *f = *state;
  (void)add_account(
      f, "Lantern", "2024-03-04", "Ramp",
      "\"Lorries have to wait for high water until the ramp is replaced\", said the harbour master of Kolvik on Friday, when asked about "
      "the queue of lorries that reaches to the church and beyond it, past the mill and the school, up to the old lighthouse road.");
  (void)add_account(
      f, "Courier", "2024-03-04", "Queue",
      "Drivers slept in their cabs again, some for the third night. What can be done? \"Lorries have to wait for high water until the "
      "ramp is replaced\", answered Edda Karsten, who runs the port. The council has sent tea, bread, blankets and a fiddler to them.");
  compute(f);
  assert_int_equal(f->synopsis.reprint_count, 0);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, fixture_open, fixture_close)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(the_same_text_has_a_resemblance_of_one),
      TEST(paragraphs_of_its_own_are_not_named_and_edited_ones_are_told),
      TEST(a_notice_at_the_end_tells_the_source_against_the_dates),
      TEST(nothing_that_tells_leaves_the_direction_undecided),
      TEST(one_quote_that_two_heard_is_no_reprint),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
