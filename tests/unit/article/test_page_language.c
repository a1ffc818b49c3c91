#include "article/page_language.h"
#include "article_setup.h"

static void expect_language(const char *text, const char *stated, const char *wanted) {
  syn_text language;
  assert_int_equal(syn_page_language(&extractor->language_words, syn_text_from(text), syn_text_from(stated), arena, &language), SYN_OK);
  EXPECT_TEXT(language, wanted);
}

static void texts_are_told_by_their_small_words(void **state) {
  expect_language("The ferry that the town had asked for was not in the port, and it will not be there for another year.", "", "en");
  expect_language("Die Fähre, um die die Stadt gebeten hatte, ist nicht im Hafen, und sie wird auch im nächsten Jahr noch nicht da sein.",
                  "", "de");
  expect_language(
      "Le bac que la ville avait demandé n'est pas dans le port, et il ne sera pas là avant un an, selon les élus de la région.", "", "fr");
  expect_language("Паром, о котором просил город, не пришел в порт, и его не будет еще год, как сообщил на этой неделе его капитан.", "",
                  "ru");
  expect_language("Пором, про який просило місто, не прийшов у порт, і його не буде ще рік, як повідомив цього тижня його капітан.", "",
                  "uk");
  expect_language("町が求めていたフェリーは港にいなかった。そして来年もいないだろうと船長は今週話した。", "", "ja");
  expect_language("城市要求的渡轮不在港口，而且明年也不会有，船长在这个星期说过的话就是这样的。", "", "zh");
}

static void a_stated_language_is_believed_unless_the_text_speaks_against_it(void **state) {
  expect_language("Noon.", "en-GB", "en");
  expect_language("The ferry that the town had asked for was not in the port, and it will not be there for another year.", "de", "en");
  expect_language("Fergen som byen har bedt om, er ikke i havn, og den vil ikke være her før om et år, sier de som bor her.", "no", "no");
}

static void letters_tell_what_few_words_do_not(void **state) {
  expect_language("העיר ביקשה מעבורת", "", "he");
  expect_language("Το πλοίο έφυγε", "", "el");
  expect_language("도시가 배를 요청했다", "", "ko");
  expect_language("Żółć", "", "pl");
}

static void too_little_text_has_no_language(void **state) {
  expect_language("Xyzzy 123", "", "und");
  expect_language("", "", "und");
  expect_language("Xyzzy", "tlh", "und");
}

RUN(cmocka_unit_test(letters_tell_what_few_words_do_not), cmocka_unit_test(texts_are_told_by_their_small_words),
    cmocka_unit_test(a_stated_language_is_believed_unless_the_text_speaks_against_it), cmocka_unit_test(too_little_text_has_no_language))
