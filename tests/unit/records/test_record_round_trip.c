/* Writer to reader to writer gives the same bytes, for every record. */
#include "sample.h"

typedef struct fixture {
  syn_arena *arena;
  syn_article article;
  syn_record_context context;
  syn_facts facts;
  syn_buffer first, second;
} fixture;

static const syn_record_context *find_context(const void *user, syn_id article) {
  const fixture *f = user;
  return syn_id_compare(article, f->article.id) == 0 ? &f->context : NULL;
}

static int set_up(void **state) {
  static fixture f;
  f = (fixture){.article = sample_article()};
  assert_int_equal(syn_arena_create(1 << 22, &f.arena), SYN_OK);
  assert_int_equal(syn_record_context_init(&f.article, f.arena, &f.context), SYN_OK);
  f.facts = sample_facts(&f.article);
  syn_buffer_init(&f.first, 1 << 20);
  syn_buffer_init(&f.second, 1 << 20);
  *state = &f;
  return 0;
}

static int tear_down(void **state) {
  fixture *f = *state;
  syn_buffer_clear(&f->first);
  syn_buffer_clear(&f->second);
  syn_arena_destroy(&f->arena);
  return 0;
}

static void assert_same(const syn_buffer *first, const syn_buffer *second) {
  assert_int_equal(first->status, SYN_OK);
  assert_int_equal(second->status, SYN_OK);
  assert_true(first->size > 0);
  if (!syn_text_equal(syn_buffer_text(first), syn_buffer_text(second)))
    fail_msg("\n%.*s\nbecame\n%.*s", SYN_TEXT_ARGUMENTS(syn_buffer_text(first)), SYN_TEXT_ARGUMENTS(syn_buffer_text(second)));
}

static bool holds(const syn_buffer *buffer, const char *part) {
  return syn_text_find(syn_buffer_text(buffer), syn_text_from(part), 0) != SIZE_MAX;
}

static void an_article_keeps_every_key(void **state) {
  fixture *f = *state;
  syn_article read = {0};
  syn_error error = {0};
  syn_record_write_article(&f->first, &f->article);
  if (syn_record_read_article(syn_buffer_text(&f->first), f->arena, &read, &error) != SYN_OK) fail_msg("%s", error.text);
  syn_record_write_article(&f->second, &read);
  assert_same(&f->first, &f->second);
  assert_true(holds(&f->first, "{\"record\":\"article\",\"id\":\"a0000000000000000001\",\"source\":\"pages/harbour.html\","));
  assert_true(holds(
      &f->first, "\"published\":{\"from\":\"2031-05-30\",\"to\":\"2031-05-31\",\"basis\":\"text\",\"why\":\"the text names two days\"}"));
  assert_true(holds(&f->first, "\"modified\":\"2031-06-01T10:00:00+02:00\",\"captured\""));
  assert_true(holds(&f->first, "\"version_of\":\"a0000000000000000002\"}\n"));
}

static void an_empty_article_has_only_the_required_keys(void **state) {
  fixture *f = *state;
  syn_article empty = {.id = sample_id(1)}, read;
  syn_record_write_article(&f->first, &empty);
  assert_string_equal(
      "{\"record\":\"article\",\"id\":\"a0000000000000000001\",\"source\":\"\",\"byline\":[],\"language\":\"und\",\"credits\":[],"
      "\"captions\":[],\"text\":\"\",\"digest\":\"\"}\n",
      (syn_buffer_add_byte(&f->first, '\0'), f->first.data));
  f->first.size--;
  assert_int_equal(syn_record_read_article(syn_buffer_text(&f->first), f->arena, &read, NULL), SYN_OK);
  syn_record_write_article(&f->second, &read);
  assert_same(&f->first, &f->second);
}

static void open_sides_are_left_out_and_come_back_open(void **state) {
  fixture *f = *state;
  syn_article article = {.id = sample_id(1)}, read;
  article.published = sample_days(2031, 5, 30, 30, SYN_BASIS_WORLD);
  article.published.from.day = SYN_DAY_MINIMUM;
  article.modified = sample_days(2031, 5, 30, 31, SYN_BASIS_TEXT);
  article.modified.to.day = SYN_DAY_MAXIMUM;
  syn_record_write_article(&f->first, &article);
  assert_true(holds(&f->first, "\"published\":{\"to\":\"2031-05-30\",\"basis\":\"world\"}"));
  assert_true(holds(&f->first, "\"modified\":\"2031-05-30/\""));
  assert_int_equal(syn_record_read_article(syn_buffer_text(&f->first), f->arena, &read, NULL), SYN_OK);
  assert_int_equal(read.published.from.day, SYN_DAY_MINIMUM);
  assert_int_equal(read.modified.to.day, SYN_DAY_MAXIMUM);
  syn_record_write_article(&f->second, &read);
  assert_same(&f->first, &f->second);
}

static void facts_keep_every_key_and_reference(void **state) {
  fixture *f = *state;
  syn_facts read;
  syn_error error = {0};
  syn_record_write_facts(&f->first, &f->context, &f->facts, NULL);
  if (syn_record_read_facts(syn_buffer_text(&f->first), &f->context, f->arena, &read, &error) != SYN_OK) fail_msg("%s", error.text);
  syn_record_write_facts(&f->second, &f->context, &read, NULL);
  assert_same(&f->first, &f->second);
  assert_int_equal(read.quantities[0].event, 1);
  assert_int_equal(read.quantities[0].converts, 1);
  assert_int_equal(read.quantities[1].event, SYN_NO_INDEX);
  assert_int_equal(read.quotes[1].continues, 0);
  assert_int_equal(read.events[0].time, 0);
  assert_int_equal(read.events[1].place, SYN_NO_INDEX);
  assert_int_equal(read.times[0].shift, -3);
  assert_int_equal(read.times[0].shift_unit, 'N');
  assert_int_equal(read.entities[0].mentions[0].span.end, f->facts.entities[0].mentions[0].span.end);
  assert_int_equal(read.entities[0].mentions[0].link, SYN_LINK_NONE);
  assert_int_equal(read.entities[0].mentions[1].link, SYN_LINK_ONLY_PERSON);
}

static void facts_may_come_in_any_order_of_lines(void **state) {
  fixture *f = *state;
  syn_facts read;
  for (uint32_t i = 0; i < f->facts.event_count; i++) syn_record_write_event(&f->first, &f->context, &f->facts, NULL, &f->facts.events[i]);
  syn_record_write_quote(&f->first, &f->context, &f->facts, NULL, &f->facts.quotes[0]);
  for (uint32_t i = 0; i < 3; i++) syn_record_write_quantity(&f->first, &f->context, &f->facts, NULL, &f->facts.quantities[i]);
  for (uint32_t i = 0; i < 2; i++) syn_record_write_entity(&f->first, &f->context, &f->facts.entities[i]);
  for (uint32_t i = 0; i < 2; i++) syn_record_write_time(&f->first, &f->context, &f->facts.times[i]);
  assert_int_equal(syn_record_read_facts(syn_buffer_text(&f->first), &f->context, f->arena, &read, NULL), SYN_OK);
  assert_int_equal(read.event_count, 2);
  assert_int_equal(read.events[0].actors.items[0], 0);
}

static void a_number_beyond_64_bits_stays_exact(void **state) {
  fixture *f = *state;
  syn_facts read;
  syn_record_write_facts(&f->first, &f->context, &f->facts, NULL);
  assert_true(holds(&f->first, "\"value\":7000000000000000000000000000000,"));
  assert_int_equal(syn_record_read_facts(syn_buffer_text(&f->first), &f->context, f->arena, &read, NULL), SYN_OK);
  assert_int_equal(read.quantities[2].value.digits, 7);
  assert_int_equal(read.quantities[2].value.exponent, 30);
}

static void offsets_leave_as_code_points(void **state) {
  fixture *f = *state;
  syn_record_write_facts(&f->first, &f->context, &f->facts, NULL);
  /* a combining acute is a code point of its own; the ship before the title is one code point of four bytes */
  assert_true(holds(&f->first, "\"start\":0,\"end\":11,\"kind\":\"name\""));
  assert_true(holds(&f->first, "\"start\":13,\"end\":17,\"in\":\"title\",\"kind\":\"metonym\""));
  assert_true(holds(&f->first, "\"start\":17,\"end\":24,\"in\":\"caption\",\"index\":0,\"kind\":\"nominal\""));
}

static syn_id rename_all(const void *context, syn_id id) {
  (void)id;
  return *(const syn_id *)context;
}

static void renaming_leaves_entities_out_and_writes_two_that_became_one_once(void **state) {
  fixture *f = *state;
  syn_id one = sample_id(99);
  syn_record_write_facts(&f->first, &f->context, &f->facts, &(syn_record_renaming){rename_all, &one});
  assert_false(holds(&f->first, "\"record\":\"entity\""));
  assert_true(holds(&f->first, "\"speaker\":[\"a0000000000000000063\"]"));
  assert_true(holds(&f->first, "\"place\":\"a0000000000000000063\""));
}

static void a_sketch_comes_back(void **state) {
  fixture *f = *state;
  syn_term terms[] = {{SYN_TEXT("harbour"), 5310}, {SYN_TEXT("t\xC3\xA9nda"), 12}};
  syn_sketch sketch = {terms, 2, 30, 26, {0}}, read;
  for (uint32_t i = 0; i < SYN_SKETCH_SIGNATURE_SIZE; i++) sketch.signature[i] = UINT32_MAX - i;
  syn_record_write_sketch(&f->first, &f->article, &sketch);
  assert_int_equal(syn_record_read_sketch(syn_buffer_text(&f->first), f->arena, &read, NULL), SYN_OK);
  assert_memory_equal(read.signature, sketch.signature, sizeof(sketch.signature));
  syn_record_write_sketch(&f->second, &f->article, &read);
  assert_same(&f->first, &f->second);
}

static void a_story_comes_back(void **state) {
  fixture *f = *state;
  syn_id ids[] = {sample_id(1), sample_id(3)};
  syn_text why[] = {SYN_TEXT("two origins: \"Lantern\" and Northwire")};
  syn_story_link links[] = {{sample_id(61), SYN_TEXT("follow_up")}};
  syn_story story = {sample_id(60),
                     SYN_TEXT("Harbour"),
                     {ids, 2},
                     sample_days(2031, 5, 26, 31, SYN_BASIS_TEXT),
                     sample_id(11),
                     {ids, 1},
                     2,
                     {why, 1},
                     links,
                     1},
            read;
  syn_coverage silent = {SYN_TEXT("Gull"), 2, 1, true, 22431, 22440}, gap = {SYN_TEXT("Post"), 7, 3, false, 22400, 22410};
  story.window = sample_days(2031, 5, 26, 31, SYN_BASIS_TEXT);
  story.silent = (syn_coverage_list){&silent, 1};
  story.not_collected = (syn_coverage_list){&gap, 1};
  syn_record_write_story(&f->first, &story);
  assert_int_equal(syn_record_read_story(syn_buffer_text(&f->first), f->arena, &read, NULL), SYN_OK);
  syn_record_write_story(&f->second, &read);
  assert_same(&f->first, &f->second);
  assert_true(holds(&f->first, "\"silent\":[{\"outlet\":\"Gull\",\"articles\":2,\"days\":1,\"asked\":true,\"from\":\"2031-06-01\""));
  assert_true(holds(&f->first, "\"links\":[{\"story\":\"a000000000000000003d\",\"kind\":\"follow_up\"}]"));
}

static void a_point_comes_back_with_numbers_and_words(void **state) {
  fixture *f = *state;
  syn_id ids[] = {sample_id(1), sample_id(3)};
  syn_span drift = {4, 6, SYN_FIELD_TEXT, 0};
  syn_reading readings[3] = {{.article = sample_id(1),
                              .span = sample_span(&f->article, SYN_FIELD_TITLE,
                                                  "\xE2\x82\xAC"
                                                  "2.35 billion"),
                              .is_number = true,
                              .value = sample_decimal("2350000000"),
                              .unit = SYN_TEXT("EUR"),
                              .step = sample_decimal("10000000"),
                              .attributed_to = {ids, 1}},
                             {.article = sample_id(1),
                              .span = sample_span(&f->article, SYN_FIELD_CAPTION, "over 400"),
                              .is_number = true,
                              .value = sample_decimal("400"),
                              .has_value_to = true,
                              .value_to = sample_decimal("800"),
                              .bound = SYN_BOUND_BETWEEN,
                              .step = sample_decimal("1")},
                             {.article = sample_id(3),
                              .span = {4, 9, SYN_FIELD_TEXT, 0},
                              .words = SYN_TEXT("We lend\nmuch"),
                              .speakers = {ids, 2},
                              .drift = {&drift, 1},
                              .cut = {&drift, 1}}};
  syn_text one_origin = SYN_TEXT("Lantern, Courier: one passage");
  syn_point point = {.id = sample_id(70),
                     .story = sample_id(60),
                     .kind = SYN_POINT_QUOTE,
                     .about = SYN_TEXT("loan \xC2\xB7 Veloria"),
                     .label = SYN_LABEL_DIFFER,
                     .difference = SYN_DIFFERENCE_ROUNDING,
                     .readings = readings,
                     .reading_count = 3,
                     .without_value = {ids, 1},
                     .silent = {ids + 1, 1},
                     .origins = 2,
                     .origins_why = {&one_origin, 1},
                     .why = SYN_TEXT("one fact: one unit"),
                     .weight = 90},
            read;
  syn_record_lookup lookup = {find_context, f};
  syn_error error = {0};
  syn_record_write_point(&f->first, &lookup, &point);
  if (syn_record_read_point(syn_buffer_text(&f->first), &lookup, f->arena, &read, &error) != SYN_OK) fail_msg("%s", error.text);
  assert_int_equal(read.readings[0].span.end, readings[0].span.end);
  assert_int_equal(read.readings[2].span.start, 4);
  assert_int_equal(read.readings[2].drift.count, 1);
  assert_int_equal(read.readings[2].cut.items[0].end, 6);
  assert_true(syn_text_equal(read.why, point.why));
  assert_int_equal(read.origins_why.count, 1);
  syn_record_write_point(&f->second, &lookup, &read);
  assert_same(&f->first, &f->second);
}

static void an_occurrence_comes_back(void **state) {
  fixture *f = *state;
  syn_id ids[] = {sample_id(1), sample_id(3), sample_id(5)};
  syn_occurrence occurrence = {.id = sample_id(98),
                               .story = sample_id(60),
                               .type = SYN_EVENT_COERCE,
                               .modality = SYN_MODALITY_PROMISED,
                               .date = sample_days(2031, 5, 26, 31, SYN_BASIS_LINKED),
                               .place = sample_id(7),
                               .actors = {ids, 2},
                               .recipients = {ids + 1, 1},
                               .events = {ids, 3},
                               .articles = {ids + 1, 2},
                               .origins = 2,
                               .weight = 22,
                               .why = SYN_TEXT("3 events of one day")},
                 read;
  syn_error error = {0};
  syn_record_write_occurrence(&f->first, &occurrence);
  if (syn_record_read_occurrence(syn_buffer_text(&f->first), f->arena, &read, &error) != SYN_OK) fail_msg("%s", error.text);
  assert_int_equal(read.type, SYN_EVENT_COERCE);
  assert_int_equal(read.events.count, 3);
  assert_int_equal(read.origins, 2);
  syn_record_write_occurrence(&f->second, &read);
  assert_same(&f->first, &f->second);
  assert_true(holds(&f->first, "\"type\":\"COERCE\",\"modality\":\"promised\",\"date\":{\"from\":\"2031-05-26\",\"to\":\"2031-05-31\""));
  assert_int_equal(syn_record_read_occurrence(SYN_TEXT("{\"record\":\"occurrence\",\"type\":\"AID\",\"modality\":\"offered\"}"), f->arena,
                                              &read, &error),
                   SYN_BAD_INPUT);
}

static void a_fulfilment_comes_back(void **state) {
  fixture *f = *state;
  const syn_fulfilment fulfilment = {.id = sample_id(11),
                                     .promise = sample_id(12),
                                     .deed = sample_id(13),
                                     .kind = SYN_FULFILMENT_BREAKS,
                                     .why = SYN_TEXT("the same actor, sum of money")};
  syn_fulfilment read;
  syn_error error = {0};
  syn_record_write_fulfilment(&f->first, &fulfilment);
  if (syn_record_read_fulfilment(syn_buffer_text(&f->first), f->arena, &read, &error) != SYN_OK) fail_msg("%s", error.text);
  assert_int_equal(read.kind, SYN_FULFILMENT_BREAKS);
  syn_record_write_fulfilment(&f->second, &read);
  assert_true(syn_text_equal(syn_buffer_text(&f->first), syn_buffer_text(&f->second)));
  assert_int_equal(syn_record_read_fulfilment(SYN_TEXT("{\"record\":\"fulfilment\",\"kind\":\"fulfils\"}"), f->arena, &read, &error),
                   SYN_BAD_INPUT);
}

static void an_entry_of_the_ledger_comes_back(void **state) {
  fixture *f = *state;
  syn_id ids[] = {sample_id(1), sample_id(3)};
  syn_reading readings[] = {{.article = sample_id(1),
                             .span = sample_span(&f->article, SYN_FIELD_CAPTION, "over 400"),
                             .is_number = true,
                             .value = sample_decimal("400"),
                             .unit = SYN_TEXT("EUR"),
                             .bound = SYN_BOUND_MORE_THAN,
                             .step = sample_decimal("100")}};
  syn_entry entry = {.id = sample_id(95),
                     .instrument = SYN_INSTRUMENT_TRANCHE,
                     .stage = SYN_STAGE_PAID,
                     .providers = {ids, 2},
                     .receivers = {ids + 1, 1},
                     .amount = readings[0],
                     .part_of = sample_id(96),
                     .follows = sample_id(97),
                     .date = sample_days(2031, 5, 26, 31, SYN_BASIS_TEXT),
                     .events = {ids, 1},
                     .readings = readings,
                     .reading_count = 1},
            read;
  syn_record_lookup lookup = {find_context, f};
  syn_error error = {0};
  syn_record_write_entry(&f->first, &lookup, &entry);
  if (syn_record_read_entry(syn_buffer_text(&f->first), &lookup, f->arena, &read, &error) != SYN_OK) fail_msg("%s", error.text);
  assert_int_equal(read.readings[0].span.end, readings[0].span.end);
  syn_record_write_entry(&f->second, &lookup, &read);
  assert_same(&f->first, &f->second);
  assert_true(holds(&f->first, "\"instrument\":\"tranche\",\"provider\":[\"a0000000000000000001\""));
}

static void a_reprint_comes_back(void **state) {
  fixture *f = *state;
  syn_passage passages[] = {{sample_span(&f->article, SYN_FIELD_TEXT, "she said \xF0\x9F\x98\x80"), {7, 30, SYN_FIELD_TEXT, 0}}};
  syn_copied_paragraph paragraphs[] = {{{0, 30, SYN_FIELD_TEXT, 0}, false}, {{32, 40, SYN_FIELD_TEXT, 0}, true}};
  syn_reprint reprint = {.id = sample_id(80),
                         .a = sample_id(1),
                         .b = sample_id(3),
                         .share = sample_decimal("0.85"),
                         .resemblance = sample_decimal("0.6"),
                         .direction = SYN_DIRECTION_A_B,
                         .why = SYN_TEXT("a is credited"),
                         .passages = passages,
                         .passage_count = 1,
                         .paragraphs = paragraphs,
                         .paragraph_count = 2},
              read;
  syn_record_lookup lookup = {find_context, f};
  syn_record_write_reprint(&f->first, &lookup, &reprint);
  assert_true(holds(&f->first, "\"share\":0.85,\"resemblance\":0.6,\"direction\":\"a-b\""));
  assert_int_equal(syn_record_read_reprint(syn_buffer_text(&f->first), &lookup, f->arena, &read, NULL), SYN_OK);
  assert_int_equal(read.passages[0].a.end, passages[0].a.end);
  assert_int_equal(read.paragraph_count, 2);
  assert_true(read.paragraphs[1].is_edited && !read.paragraphs[0].is_edited);
  syn_record_write_reprint(&f->second, &lookup, &read);
  assert_same(&f->first, &f->second);
}

static void an_identity_and_a_lent_date_come_back(void **state) {
  fixture *f = *state;
  syn_id members[] = {sample_id(10), sample_id(12)};
  syn_identifier identifiers[] = {{SYN_TEXT("wikidata"), SYN_TEXT("Q0")}};
  syn_text roles[] = {SYN_TEXT("president")};
  syn_identity identity = {sample_id(90), SYN_ENTITY_PERSON, SYN_TEXT("Orla T\xC3\xA9nda"),      SYN_TEXT("XV"), identifiers, 1,
                           {roles, 1},    {members, 2},      SYN_TEXT("same surname and office")},
               read;
  syn_record_write_identity(&f->first, &identity, (syn_text){0});
  assert_int_equal(syn_record_read_identity(syn_buffer_text(&f->first), f->arena, &read, NULL), SYN_OK);
  syn_record_write_identity(&f->second, &read, (syn_text){0});
  syn_lent_date lent = {sample_id(1), sample_days(2031, 5, 26, 31, SYN_BASIS_LINKED), SYN_TEXT("account a0 dates it")}, lent_read;
  size_t start = f->first.size;
  syn_record_write_lent(&f->first, &lent);
  assert_int_equal(syn_record_read_lent(syn_text_slice(syn_buffer_text(&f->first), start, f->first.size), f->arena, &lent_read, NULL),
                   SYN_OK);
  syn_record_write_lent(&f->second, &lent_read);
  assert_same(&f->first, &f->second);
}

static void an_identity_lists_the_mentions_of_its_members(void **state) {
  fixture *f = *state;
  syn_id members[] = {sample_id(10)};
  syn_identity identity = {.id = sample_id(90), .type = SYN_ENTITY_PERSON, .name = SYN_TEXT("Orla"), .members = {members, 1}};
  syn_record_write_identity(&f->first, &identity, SYN_TEXT("[{\"article\":\"x\"},{\"article\":\"y\"}]"));
  assert_true(holds(&f->first, "\"mentions\":[{\"article\":\"x\"},{\"article\":\"y\"}],\"_members\":[\"a000000000000000000a\"]}"));
}

static void a_buffer_that_is_too_small_keeps_its_failure(void **state) {
  fixture *f = *state;
  syn_record_write_facts(&f->first, &f->context, &f->facts, NULL);
  for (size_t limit = 0; limit < f->first.size; limit += 37) {
    syn_buffer small;
    syn_buffer_init(&small, limit);
    syn_record_write_facts(&small, &f->context, &f->facts, NULL);
    assert_int_equal(small.status, SYN_LIMIT);
    assert_true(small.size <= limit);
    syn_buffer_clear(&small);
  }
}

static void the_header_names_schema_and_versions(void **state) {
  fixture *f = *state;
  syn_record_write_header(&f->first, "0.1.0", SYN_TEXT("m"), SYN_TEXT("w"));
  assert_true(holds(
      &f->first, "{\"record\":\"header\",\"schema\":1,\"program\":\"synoptic\",\"version\":\"0.1.0\",\"model\":\"m\",\"world\":\"w\"}\n"));
}

static void the_kind_of_a_line_is_its_first_key(void **state) {
  (void)state;
  assert_true(syn_text_equal(syn_record_kind(SYN_TEXT(" { \"record\" : \"time\", ")), SYN_TEXT("time")));
  assert_int_equal(syn_record_kind(SYN_TEXT("{\"id\":\"record\"}")).size, 0);
  assert_int_equal(syn_record_kind(SYN_TEXT("{\"record\":\"ti")).size, 0);
  assert_int_equal(syn_record_kind((syn_text){0}).size, 0);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {TEST(an_article_keeps_every_key),
                                     TEST(an_empty_article_has_only_the_required_keys),
                                     TEST(open_sides_are_left_out_and_come_back_open),
                                     TEST(facts_keep_every_key_and_reference),
                                     TEST(facts_may_come_in_any_order_of_lines),
                                     TEST(a_number_beyond_64_bits_stays_exact),
                                     TEST(offsets_leave_as_code_points),
                                     TEST(renaming_leaves_entities_out_and_writes_two_that_became_one_once),
                                     TEST(a_sketch_comes_back),
                                     TEST(a_story_comes_back),
                                     TEST(a_point_comes_back_with_numbers_and_words),
                                     TEST(an_occurrence_comes_back),
                                     TEST(a_fulfilment_comes_back),
                                     TEST(an_entry_of_the_ledger_comes_back),
                                     TEST(a_reprint_comes_back),
                                     TEST(an_identity_and_a_lent_date_come_back),
                                     TEST(an_identity_lists_the_mentions_of_its_members),
                                     TEST(a_buffer_that_is_too_small_keeps_its_failure),
                                     TEST(the_header_names_schema_and_versions),
                                     TEST(the_kind_of_a_line_is_its_first_key)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
