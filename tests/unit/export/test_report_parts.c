/* The other parts of a report: dates in order, credits and copies, and what it was made from. Nothing stands there that is not stated. */
#include "report_sample.h"

enum { TIMES = 6 };

/* Facts of the first account: times that a test fills. */
typedef struct dated {
  sample s;
  syn_time times[TIMES];
  syn_event event;
  syn_facts facts[ACCOUNTS];
} dated;

static void init_dated(dated *d) {
  memset(d, 0, sizeof *d);
  init_sample(&d->s);
  d->facts[0].times = d->times;
  d->facts[0].events = &d->event;
  d->s.report.facts = d->facts;
}

static void add_time(dated *d, uint32_t start, uint32_t end, const char *value, syn_interval interval) {
  d->times[d->facts[0].time_count++] =
      (syn_time){.span = {.start = start, .end = end}, .type = SYN_TIME_DATE, .value = syn_text_from(value), .interval = interval};
}

/* ---- timeline ---- */

static void dates_stand_in_order_and_lead_to_their_words_and_back(void **state) {
  (void)state;
  dated d;
  init_dated(&d);
  add_time(&d, 16, 24, "2031-05", days(2031, 5, 1, 31, SYN_BASIS_TEXT));
  add_time(&d, 0, 4, "2031-04-30", days(2031, 4, 30, 30, SYN_BASIS_TEXT));
  add_time(&d, 5, 10, "2031-05-01", days(2031, 5, 1, 1, SYN_BASIS_TEXT));
  const char *text = page(&d.s);
  const char *first = strstr(text, "30 April 2031"), *second = strstr(text, ">1 May 2031"), *third = strstr(text, ">May 2031");
  assert_true(first && second && third && first < second && second < third);
  assert_has(text, "<li id=\"d0\"><h3><span class=\"number\">D1</span> <time datetime=\"2031-04-30\">30 April 2031</time>");
  assert_has(text, "<a href=\"#t0-1\"><bdi>Tidings</bdi></a>");
  assert_has(text, "<span class=\"when\">Nine</span> boats sank off Lund.</span>");
  assert_has(text,
             "<i id=\"t0-1\"></i><span class=\"keep\">Nine<sup><a href=\"#d0\" aria-label=\"Back to date 1\">D1</a></sup></span></span> ");
  syn_buffer_clear(&d.s.html);
}

static void dates_of_the_same_days_are_one_row(void **state) {
  (void)state;
  dated d;
  init_dated(&d);
  d.s.articles[0].published = d.s.articles[1].published = days(2031, 5, 2, 2, SYN_BASIS_METADATA);
  d.s.articles[1].published.from.second = d.s.articles[1].published.to.second = 18 * 3600 + 5 * 60;
  d.s.articles[1].published.from.zone_minutes = d.s.articles[1].published.to.zone_minutes = -210;
  add_time(&d, 0, 4, "2031-05-02", days(2031, 5, 2, 2, SYN_BASIS_TEXT));
  add_time(&d, 26, 33, "2031-05-02", days(2031, 5, 2, 2, SYN_BASIS_TEXT));
  const char *list = between(page(&d.s), "<ol class=\"dates\">", "</ol>");
  assert_int_equal(count(list, "<li id=\"d"), 1);
  assert_int_equal(count(list, "published</span>"), 2); /* at different times */
  assert_has(list, "published</span> at 18:05 UTC−03:30</p>");
  assert_int_equal(count(list, "href=\"#t0-0\""), 1);
  assert_has(list, "Also: <a href=\"#t0-1\"><bdi>A tenth</bdi></a></span></p>");
  syn_buffer_clear(&d.s.html);
}

static void accounts_that_date_in_the_same_words_are_told_together(void **state) {
  (void)state;
  dated d;
  init_dated(&d);
  syn_time other = {.span = {.start = 0, .end = 4},
                    .type = SYN_TIME_DATE,
                    .value = SYN_TEXT("2031-05-02"),
                    .interval = days(2031, 5, 2, 2, SYN_BASIS_TEXT)};
  d.s.articles[1].text = d.s.articles[0].text;
  d.s.articles[0].published = d.s.articles[1].published = days(2031, 5, 2, 2, SYN_BASIS_METADATA);
  d.facts[1].times = &other;
  d.facts[1].time_count = 1;
  add_time(&d, 0, 4, "2031-05-02", days(2031, 5, 2, 2, SYN_BASIS_TEXT));
  const char *list = between(page(&d.s), "<ol class=\"dates\">", "</ol>");
  assert_int_equal(count(list, "boats sank off Lund."), 1);
  assert_has(list, "<a href=\"#t0-0\"><bdi>Tidings</bdi></a>, <a href=\"#t1-0\"><bdi>Gazette</bdi></a> <span");
  assert_has(list,
             "<a href=\"#a0\"><bdi>Tidings</bdi></a>, <a href=\"#a1\"><bdi>Gazette</bdi></a> <span class=\"tag\">published</span></p>");
  assert_int_equal(count(list, "<li"), 3);
  syn_buffer_clear(&d.s.html);
}

static void a_date_that_was_lent_or_inferred_says_so(void **state) {
  (void)state;
  dated d;
  init_dated(&d);
  d.s.articles[1].published = days(2031, 5, 2, 8, SYN_BASIS_LINKED);
  d.s.articles[1].published_why = SYN_TEXT("Tidings <dates> it");
  add_time(&d, 0, 4, "XXXX-WXX-5", days(2031, 5, 2, 2, SYN_BASIS_LINKED));
  const char *list = between(page(&d.s), "<ol class=\"dates\">", "</ol>");
  assert_has(list, "(placed with the help of another account)");
  assert_has(list, "(inferred: <bdi>Tidings &lt;dates&gt; it</bdi>)");
  assert_has(list, "<span>2 – 8 May 2031</span>");
  syn_buffer_clear(&d.s.html);
}

static void what_tells_no_day_is_named_and_not_placed(void **state) {
  (void)state;
  dated d;
  init_dated(&d);
  const syn_interval open = {.basis = SYN_BASIS_NONE};
  add_time(&d, 0, 4, "XXXX-07-18", open);
  add_time(&d, 5, 10, "PRESENT_REF", open);
  add_time(&d, 16, 24, "P3D", open);
  d.times[2].type = SYN_TIME_DURATION;
  const char *text = page(&d.s);
  assert_has(
      text,
      "Stated, but not placed, since the year or the week is not told: <b><bdi>Tidings</bdi></b> <a href=\"#t0-0\"><bdi>Nine</bdi></a>.");
  assert_lacks(text, "<ol class=\"dates\">");
  assert_lacks(text, "<svg");
  assert_int_equal(count(text, "id=\"t0-"), 1);
  syn_buffer_clear(&d.s.html);
}

static void without_dates_there_is_no_timeline(void **state) {
  (void)state;
  sample s;
  init_sample(&s);
  const char *text = page(&s);
  assert_lacks(text, "Timeline");
  assert_lacks(text, "href=\"#timeline\"");
  syn_buffer_clear(&s.html);
}

static void open_intervals_are_placed_at_the_side_that_is_known(void **state) {
  (void)state;
  dated d;
  init_dated(&d);
  syn_interval until = days(2031, 5, 2, 2, SYN_BASIS_TEXT), from = days(2031, 5, 1, 1, SYN_BASIS_TEXT);
  until.from.day = SYN_DAY_MINIMUM;
  from.to.day = SYN_DAY_MAXIMUM;
  add_time(&d, 0, 4, "2031", until);
  add_time(&d, 5, 10, "2031", from);
  const char *list = between(page(&d.s), "<ol class=\"dates\">", "</ol>");
  const char *first = strstr(list, "from 1 May 2031"), *second = strstr(list, "until 2 May 2031");
  assert_true(first && second && first < second);
  syn_buffer_clear(&d.s.html);
}

static void what_is_dated_is_told_in_a_word(void **state) {
  (void)state;
  dated d;
  init_dated(&d);
  add_time(&d, 0, 4, "2031-05-02", days(2031, 5, 2, 2, SYN_BASIS_TEXT));
  d.facts[0].event_count = 1;
  d.event = (syn_event){.type = SYN_EVENT_CONSULT, .modality = SYN_MODALITY_PLANNED, .time = 0};
  assert_has(page(&d.s), "<span class=\"tag\">talks, planned</span>");
  syn_buffer_clear(&d.s.html);
  d.event.negated = true;
  syn_buffer_init(&d.s.html, PAGE_LIMIT);
  assert_lacks(page(&d.s), "<span class=\"tag\">talks");
  syn_buffer_clear(&d.s.html);
}

static void the_strip_draws_what_is_near_and_counts_the_rest(void **state) {
  (void)state;
  dated d;
  init_dated(&d);
  d.s.articles[0].published = days(2031, 5, 2, 2, SYN_BASIS_METADATA);
  d.s.articles[1].published = days(2031, 5, 3, 9, SYN_BASIS_LINKED);
  add_time(&d, 0, 4, "1991-05-02", days(1991, 5, 2, 2, SYN_BASIS_TEXT));
  add_time(&d, 5, 10, "2031-04-30", days(2031, 4, 30, 30, SYN_BASIS_TEXT));
  syn_interval year = days(2031, 1, 1, 1, SYN_BASIS_TEXT);
  year.to.day = syn_calendar_day(2031, 12, 31);
  add_time(&d, 16, 24, "2031", year);
  const char *strip = between(page(&d.s), "<figure class=\"strip\">", "</figure>");
  assert_int_equal(count(strip, "<circle"), 1);
  assert_int_equal(count(strip, "class=\"out\""), 2);
  assert_int_equal(count(strip, "<li>"), 2);
  assert_has(strip, "Drawn: 30 April – 9 May 2031; not drawn, but in the list: 1 earlier, 1 longer period.");
  syn_buffer_clear(&d.s.html);
}

static void days_at_the_ends_of_the_calendar_do_no_harm(void **state) {
  (void)state;
  static const int32_t DAYS[] = {SYN_DAY_MINIMUM + 1, SYN_DAY_MAXIMUM - 1, -719162, 2932896};
  dated d;
  init_dated(&d);
  for (uint32_t i = 0; i < 4; i++) {
    syn_interval interval = days(2031, 1, 1, 1, SYN_BASIS_TEXT);
    interval.from.day = interval.to.day = DAYS[i];
    add_time(&d, i, i + 1, "2031", interval);
  }
  const char *strip = between(page(&d.s), "<figure class=\"strip\">", "</figure>");
  assert_int_equal(count(strip, "<circle"), 2);
  assert_true(count(strip, "class=\"tick\"") < 12);
  syn_buffer_clear(&d.s.html);
}

/* ---- credits ---- */

static void credits_are_told_and_drawn_once_a_source(void **state) {
  (void)state;
  sample s;
  syn_text first[] = {SYN_TEXT("Northwire"), SYN_TEXT("Gazette")}, second[] = {SYN_TEXT("NORTHWIRE")};
  init_sample(&s);
  s.articles[0].credits = first;
  s.articles[0].credit_count = 2;
  s.articles[1].credits = second;
  s.articles[1].credit_count = 1;
  const char *text = page(&s), *picture = between(text, "<figure class=\"credits\">", "</figure>");
  assert_int_equal(count(picture, "<path class=\"credit\""), 3);
  assert_int_equal(count(picture, "orthwire"), 1);
  assert_has(picture, "<li class=\"own\"><bdi>Gazette</bdi></li>");
  assert_has(text, "<b><bdi>Tidings</bdi></b> credits <bdi>Northwire</bdi>, <bdi>Gazette</bdi></li>");
  assert_has(text, "<b><bdi>Gazette</bdi></b> credits <bdi>NORTHWIRE</bdi></li>");
  syn_buffer_clear(&s.html);
}

static void copies_are_told_from_passages_whose_direction_is_not_known(void **state) {
  (void)state;
  sample s;
  init_sample(&s);
  syn_reprint reprint = {.a = id_of(1), .b = id_of(2), .share = {4, -1}, .direction = SYN_DIRECTION_A_B, .why = SYN_TEXT("later")};
  s.report.reprints = &reprint;
  s.report.reprint_count = 1;
  const char *text = page(&s);
  assert_has(text, "<path class=\"copy\"");
  assert_has(text, "<b><bdi>Gazette</bdi></b> credits nobody; copies <bdi>Tidings</bdi> (40 % of the shorter text: <bdi>later</bdi>)</li>");
  syn_buffer_clear(&s.html);
  reprint.direction = SYN_DIRECTION_UNDECIDED;
  reprint.why = (syn_text){0};
  syn_buffer_init(&s.html, PAGE_LIMIT);
  text = page(&s);
  assert_has(text, "<path class=\"share\"");
  assert_has(text, "shares passages with <bdi>Tidings</bdi> (40 % of the shorter text)</li>");
  syn_buffer_clear(&s.html);
}

static void accounts_that_all_share_passages_have_one_line_each(void **state) {
  (void)state;
  enum { MANY = 8 };
  sample s;
  syn_article articles[MANY];
  syn_reprint reprints[MANY * MANY];
  uint32_t reprint_count = 0;
  init_sample(&s);
  for (uint8_t i = 0; i < MANY; i++) {
    articles[i] = s.articles[0];
    articles[i].id = id_of((uint8_t)(MANY - i)); /* the order of ids is not that of the columns */
    for (uint8_t k = 0; k < i; k++)
      reprints[reprint_count++] =
          (syn_reprint){.a = id_of((uint8_t)(MANY - i)), .b = id_of((uint8_t)(MANY - k)), .share = {9, -1}, .why = SYN_TEXT("same day")};
  }
  s.report.articles = articles;
  s.report.article_count = MANY;
  s.report.reprints = reprints;
  s.report.reprint_count = reprint_count;
  const char *text = page(&s);
  assert_int_equal(count(text, "<path class=\"share\""), MANY - 1);
  assert_has(text, "(90 % of the shorter text: <bdi>same day</bdi>), <bdi>Tidings</bdi> (2) (90 %)");
  assert_has(text, "(90 %) and 3 more</li>");
  syn_buffer_clear(&s.html);
}

static void origins_have_their_reasons(void **state) {
  (void)state;
  sample s;
  syn_text why[] = {SYN_TEXT("Tidings: its own report"), SYN_TEXT("Gazette: its own report")};
  init_sample(&s);
  s.story.origins_why = (syn_text_list){why, 2};
  const char *text = between(page(&s), "<section id=\"credits\"", "</section>");
  assert_has(text, "<h3>2 independent origins</h3>");
  assert_has(text, "<li><bdi>Tidings: its own report</bdi></li>");
  assert_lacks(text, "<svg"); /* nobody credits anybody */
  syn_buffer_clear(&s.html);
}

/* ---- how it was made ---- */

static void inputs_show_what_is_kept_of_their_pages(void **state) {
  (void)state;
  sample s;
  init_sample(&s);
  s.articles[1].source = SYN_TEXT("gazette.html");
  s.articles[1].url = SYN_TEXT("https://gazette.example/1");
  s.articles[1].digest = SYN_TEXT("xxh128:00112233445566778899aabbccddeeff");
  add_reading(&s, 2, 0, 9);
  syn_evidence evidence = {.article = id_of(2),
                           .sha256 = SYN_TEXT("fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210"),
                           .captured = SYN_TEXT("2031-05-02T08:00:00Z"),
                           .size = 1234567};
  s.report.evidence = &evidence;
  s.report.evidence_count = 1;
  const char *text = page(&s);
  const char *input = between(text, "<li id=\"i1\">", "</li>");
  assert_has(input, "<dt>Address</dt><dd><bdi>https://gazette.example/1</bdi></dd>");
  assert_has(input, "<dt>Read from</dt><dd><bdi>gazette.html</bdi></dd>");
  assert_has(input, "<dt>Captured</dt><dd><bdi>2031-05-02T08:00:00Z</bdi></dd>");
  assert_has(input, "<dt>Size</dt><dd>1,234,567 bytes</dd>");
  assert_has(input,
             "<dt>SHA-256</dt><dd class=\"digest\"><bdi>fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210</bdi></dd>");
  assert_has(input, "xxh128:00112233445566778899aabbccddeeff");
  assert_has(text, "SHA-256 fedcba9876543210, captured 2031-05-02T08:00:00Z</cite>");
  syn_buffer_clear(&s.html);
}

static void inputs_leave_out_what_is_not_known(void **state) {
  (void)state;
  sample s;
  init_sample(&s);
  s.articles[0].source = s.articles[0].url = SYN_TEXT("https://tidings.example/1");
  const char *text = page(&s), *input = between(text, "<li id=\"i0\">", "</li>");
  assert_lacks(input, "Captured");
  assert_lacks(input, "SHA-256");
  assert_lacks(input, "Size");
  assert_lacks(input, "Read from");
  assert_has(text, "<dt>Inputs</dt><dd>2</dd>");
  assert_has(text, "<dt>Model</dt><dd class=\"digest\"><bdi>m</bdi></dd>");
  syn_buffer_clear(&s.html);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(dates_stand_in_order_and_lead_to_their_words_and_back),
      cmocka_unit_test(dates_of_the_same_days_are_one_row),
      cmocka_unit_test(accounts_that_date_in_the_same_words_are_told_together),
      cmocka_unit_test(a_date_that_was_lent_or_inferred_says_so),
      cmocka_unit_test(what_tells_no_day_is_named_and_not_placed),
      cmocka_unit_test(without_dates_there_is_no_timeline),
      cmocka_unit_test(open_intervals_are_placed_at_the_side_that_is_known),
      cmocka_unit_test(what_is_dated_is_told_in_a_word),
      cmocka_unit_test(the_strip_draws_what_is_near_and_counts_the_rest),
      cmocka_unit_test(days_at_the_ends_of_the_calendar_do_no_harm),
      cmocka_unit_test(credits_are_told_and_drawn_once_a_source),
      cmocka_unit_test(copies_are_told_from_passages_whose_direction_is_not_known),
      cmocka_unit_test(accounts_that_all_share_passages_have_one_line_each),
      cmocka_unit_test(origins_have_their_reasons),
      cmocka_unit_test(inputs_show_what_is_kept_of_their_pages),
      cmocka_unit_test(inputs_leave_out_what_is_not_known),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
