/* What of an article decides who its neighbours are: the same from bytes, the same from either side, and never from bytes of another kind.
 */
#include "accounts.h"
#include "synopsis/traits.h"

static const char DOCK[] = "A fire in a warehouse at the Brennholm dock killed 14 people on Monday, the harbour police said.";
static const char CHOIR[] = "The choir of Sundvik won the first prize at a festival of songs, its leader said on a stage of wood.";

static syn_traits traits_of(fixture *f, uint32_t account) {
  syn_traits traits;
  assert_int_equal(syn_traits_make(&f->accounts[account], f->arena, &traits), SYN_OK);
  return traits;
}

static void traits_come_back_from_their_bytes(void **state) {
  fixture *f = *state;
  syn_traits traits = traits_of(f, add_account(f, "The Lantern", "2031-05-12", "Dock fire", DOCK)), read;
  syn_text bytes, again;
  assert_true(traits.term_count > 0);
  assert_int_equal(syn_traits_write(&traits, f->arena, &bytes), SYN_OK);
  assert_int_equal(syn_traits_read(bytes, &read), SYN_OK);
  assert_int_equal(syn_traits_write(&read, f->arena, &again), SYN_OK);
  assert_true(syn_text_equal(bytes, again));
  assert_int_equal(syn_traits_strength(&traits, &traits), syn_traits_strength(&read, &traits));
}

static void bytes_that_are_cut_or_of_another_kind_are_refused(void **state) {
  fixture *f = *state;
  syn_traits traits = traits_of(f, add_account(f, "The Lantern", "2031-05-12", "Dock fire", DOCK)), read;
  syn_text bytes;
  assert_int_equal(syn_traits_write(&traits, f->arena, &bytes), SYN_OK);
  for (size_t size = 0; size < bytes.size; size++) {
    char *cut = malloc(size + 1); /* of its own, so that a sanitizer sees what is read behind it */
    assert_non_null(cut);
    memcpy(cut, bytes.data, size);
    char *tight = realloc(cut, size > 0 ? size : 1);
    assert_int_equal(syn_traits_read((syn_text){tight, size}, &read), SYN_BAD_INPUT);
    free(tight);
  }
  for (unsigned at = 0; at < 8; at++) { /* the counts */
    char *other = malloc(bytes.size);
    assert_non_null(other);
    memcpy(other, bytes.data, bytes.size);
    other[at] = (char)0xFF;
    syn_status status = syn_traits_read((syn_text){other, bytes.size}, &read);
    assert_true(status == SYN_BAD_INPUT || at == 7);
    free(other);
  }
}

static void strength_is_the_same_from_either_side(void **state) {
  fixture *f = *state;
  syn_traits a = traits_of(f, add_account(f, "The Lantern", "2031-05-12", "Dock fire", DOCK));
  syn_traits b = traits_of(f, add_account(f, "Morning Gull", "2031-05-13", "Fire at the dock kills 14", DOCK));
  syn_traits c = traits_of(f, add_account(f, "Sundvik Post", "2031-05-12", "Choir wins", CHOIR));
  assert_int_equal(syn_traits_strength(&a, &b), syn_traits_strength(&b, &a));
  assert_int_equal(syn_traits_strength(&a, &c), syn_traits_strength(&c, &a));
  assert_true(syn_traits_strength(&a, &b) >= SYN_STRENGTH_LEAST);
  assert_true(syn_traits_strength(&a, &c) < SYN_STRENGTH_LEAST);
}

static void captures_of_one_address_always_belong_together(void **state) {
  fixture *f = *state;
  uint32_t dock = add_account(f, "The Lantern", "2031-05-12", "Dock fire", DOCK);
  uint32_t choir = add_account(f, "The Lantern", "2035-05-12", "Choir wins", CHOIR);
  f->articles[dock].url = SYN_TEXT("https://www.example.org/today?utm_source=mail");
  f->articles[choir].url = SYN_TEXT("http://example.org/today/");
  syn_traits a = traits_of(f, dock), b = traits_of(f, choir);
  assert_int_equal(syn_traits_strength(&a, &b), SYN_STRENGTH_ALWAYS);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(traits_come_back_from_their_bytes),
      TEST(bytes_that_are_cut_or_of_another_kind_are_refused),
      TEST(strength_is_the_same_from_either_side),
      TEST(captures_of_one_address_always_belong_together),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
