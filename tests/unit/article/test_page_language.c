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

static void relatives_are_told_apart(void **state) {
  expect_language("Ferja som byen hadde bedt om, kom ikke til havnen, og ingen vet hva som blir gjort etter dette.", "", "no");
  expect_language("Færgen, som byen havde bedt om, kom ikke til havnen, og ingen ved, hvad der bliver gjort efter dette.", "", "da");
  expect_language("O barco que a vila pediu non chegou ao porto, e ninguén sabe cando virá unha nova nave.", "", "gl");
  expect_language("O barco que a vila pediu não chegou ao porto, e ninguém sabe quando virá uma nova embarcação.", "", "pt");
  expect_language("El vaixell que la vila havia demanat no ha arribat al port, i ningú no sap quan en vindrà un altre.", "", "ca");
  expect_language("Паром, аб якім прасіў горад, не прыйшоў у порт, і ніхто не ведае, калі ён будзе тут.", "", "be");
  expect_language("Фериботът, който градът поиска, не дойде в пристанището и никой не знае кога ще бъде тук.", "", "bg");
  expect_language("Trajekt koji je grad tražio nije stigao u luku, a nitko ne zna kada će doći drugi brod.", "", "hr");
  expect_language("Trajekt, ki ga je mesto zahtevalo, ni prišel v pristanišče in nihče ne ve, kdaj bo prišel drugi.", "", "sl");
  expect_language("Feri yang diminta oleh bandar itu tidak sampai ke pelabuhan kerana enjinnya rosak, dan ia tiada di sana.", "", "ms");
  expect_language("Feri yang diminta kota itu tidak tiba di pelabuhan karena mesinnya rusak, tetapi bisa diganti.", "", "id");
}

/* One word more than any other language has is enough: "the". */
static void a_short_text_has_the_language_of_most_of_its_words(void **state) {
  expect_language("It is a ferry in the port.", "", "en");
  expect_language("เมืองขอเรือข้ามฟาก", "", "th");
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

RUN(cmocka_unit_test(relatives_are_told_apart), cmocka_unit_test(a_short_text_has_the_language_of_most_of_its_words),
    cmocka_unit_test(letters_tell_what_few_words_do_not), cmocka_unit_test(texts_are_told_by_their_small_words),
    cmocka_unit_test(a_stated_language_is_believed_unless_the_text_speaks_against_it), cmocka_unit_test(too_little_text_has_no_language))
