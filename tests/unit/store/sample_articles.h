/* What the tests of a store's articles share: small articles whose records say which they are. */
#ifndef SYN_TESTS_STORE_SAMPLE_ARTICLES_H
#define SYN_TESTS_STORE_SAMPLE_ARTICLES_H

#include "store_test.h"

/* An article whose record says so; lives in static memory until the next but three. */
static inline syn_store_article make_article(unsigned number, const char *source) {
  static struct { char article[512], facts[512], sketch[128]; } lines[4];
  static unsigned next;
  char id[SYN_ID_TEXT_SIZE];
  unsigned slot = next++ % 4;
  syn_id_format(make_id(number), id);
  snprintf(
      lines[slot].article, sizeof(lines[slot].article),
      "{\"record\":\"article\",\"id\":\"%s\",\"source\":\"%s\",\"outlet\":\"The Lantern\",\"title\":\"Title %u\",\"byline\":[],"
      "\"published\":{\"from\":\"2031-05-30\",\"to\":\"2031-05-31\",\"basis\":\"text\"},\"language\":\"en\",\"credits\":[],\"captions\":[],"
      "\"text\":\"Orla spoke.\",\"digest\":\"xxh128:00\"}\n",
      id, source, number);
  snprintf(lines[slot].facts, sizeof(lines[slot].facts),
           "{\"record\":\"entity\",\"id\":\"00000000000000000001\",\"type\":\"PERSON\",\"name\":\"Orla\",\"mentions\":[]}\n"
           "{\"record\":\"quantity\",\"id\":\"00000000000000000002\",\"value\":%u}\n",
           number);
  snprintf(lines[slot].sketch, sizeof(lines[slot].sketch), "{\"record\":\"sketch\",\"article\":\"%s\",\"words\":2}\n", id);
  return (syn_store_article){make_id(number),
                             syn_text_from(source),
                             syn_text_from(lines[slot].article),
                             syn_text_from(lines[slot].facts),
                             syn_text_from(lines[slot].sketch),
                             SYN_TEXT("m1"),
                             SYN_TEXT("w1")};
}

/* Adds it; whether it is new must be as expected. */
static inline void add(fixture *f, unsigned number, const char *source, bool expected_new) {
  syn_store_article article = make_article(number, source);
  bool added = !expected_new;
  if (syn_store_add_article(f->store, &article, &added, &f->error) != SYN_OK) fail_msg("%s", f->error.text);
  assert_int_equal(added, expected_new);
}

#endif
