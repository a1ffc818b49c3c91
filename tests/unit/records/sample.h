/*
 * A sample article with one of everything: invented people, characters of one to four bytes, combining marks.
 */
#ifndef TEST_RECORDS_SAMPLE_H
#define TEST_RECORDS_SAMPLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "records/calendar.h"
#include "records/record_reader.h"
#include "records/record_writer.h"

#define SAMPLE_TITLE \
  "\xF0\x9F\x9A\xA2 Harbour of Vi\xC3\xB1" \
  "a: \xE2\x82\xAC" \
  "2.35 billion promised"
#define SAMPLE_TEXT \
  "Orla Te\xCC\x81nda, president of Veloria, met Ivo Brandt on Monday.\n\n" \
  "\xE2\x80\x9CWe lend \xE2\x82\xAC" \
  "2.35 billion,\xE2\x80\x9D she said \xF0\x9F\x98\x80. He did not say more than 400 were there."
#define SAMPLE_CAPTION "A crane \xF0\x9F\x8F\x97 in the harbour, where over 400 stood"

static inline syn_id sample_id(unsigned number) {
  syn_id id = {{0}};
  id.bytes[0] = 0xA0;
  id.bytes[8] = (uint8_t)(number >> 8);
  id.bytes[9] = (uint8_t)number;
  return id;
}

/* The bytes of `words` in a field: they must be there. */
static inline syn_span sample_span(const syn_article *article, unsigned field, const char *words) {
  syn_text text = syn_article_field(article, field, 0);
  size_t at = syn_text_find(text, syn_text_from(words), 0);
  assert_true(at != SIZE_MAX);
  return (syn_span){(uint32_t)at, (uint32_t)(at + strlen(words)), (uint16_t)field, 0};
}

static inline syn_interval sample_days(int32_t year, int32_t month, int32_t first, int32_t last, syn_basis basis) {
  syn_moment from = {syn_calendar_day(year, month, first), SYN_SECOND_NONE, SYN_ZONE_NONE};
  syn_moment to = {syn_calendar_day(year, month, last), SYN_SECOND_NONE, SYN_ZONE_NONE};
  return (syn_interval){from, to, basis};
}

static inline syn_decimal sample_decimal(const char *digits) {
  syn_decimal decimal = {0};
  assert_int_equal(syn_decimal_parse(syn_text_from(digits), &decimal), SYN_OK);
  return decimal;
}

static inline syn_article sample_article(void) {
  static syn_text byline[] = {{"Mira \"Quill\" Os\\ten", 19}, {"Tam\tLi", 6}}, credits[] = {{"Northwire", 9}},
                  tags[] = {{"harbour", 7}, {"Veloria", 7}}, based_on[] = {{"https://www.example.org/first", 29}},
                  corrections[] = {{"An earlier version gave another day.", 36}},
                  captions[] = {{SAMPLE_CAPTION, sizeof(SAMPLE_CAPTION) - 1}};
  return (syn_article){.id = sample_id(1),
                       .source = SYN_TEXT("pages/harbour.html"),
                       .url = SYN_TEXT("https://www.example.org/harbour?a=1&b=2"),
                       .canonical = SYN_TEXT("https://www.example.org/harbour"),
                       .outlet = SYN_TEXT("The Veloria Lantern"),
                       .carrier = SYN_TEXT("Carrier"),
                       .title = SYN_TEXT(SAMPLE_TITLE),
                       .subtitle = SYN_TEXT("What the harbour says"),
                       .byline = byline,
                       .byline_count = 2,
                       .credits = credits,
                       .credit_count = 1,
                       .published = sample_days(2031, 5, 30, 31, SYN_BASIS_TEXT),
                       .published_why = SYN_TEXT("the text names two days"),
                       .modified = {{22431, 36000, 120}, {22431, 36000, 120}, SYN_BASIS_METADATA},
                       .captured = SYN_TEXT("2031-06-01T00:00:00Z"),
                       .language = SYN_TEXT("en"),
                       .tags = tags,
                       .tag_count = 2,
                       .based_on = based_on,
                       .based_on_count = 1,
                       .corrections = corrections,
                       .correction_count = 1,
                       .captions = captions,
                       .caption_count = 1,
                       .text = SYN_TEXT(SAMPLE_TEXT),
                       .digest = SYN_TEXT("xxh128:00112233445566778899aabbccddeeff"),
                       .version_of = sample_id(2)};
}

/* A transfer with every slot filled. Lives until the next call. */
static inline syn_transfer *sample_transfer(const syn_article *article) {
  static uint32_t sides[] = {0, 1};
  static syn_span spans[1];
  static syn_transfer transfer;
  spans[0] = sample_span(article, SYN_FIELD_TEXT, "she");
  transfer = (syn_transfer){.instrument = SYN_INSTRUMENT_TRANCHE,
                            .stage = SYN_STAGE_OFFERED,
                            .providers = {sides, 1},
                            .receivers = {sides + 1, 1},
                            .part_of = 2,
                            .cue = sample_span(article, SYN_FIELD_TITLE, "promised"),
                            .sides = {spans, 1}};
  return &transfer;
}

static inline syn_entity *sample_entities(const syn_article *article) {
  static syn_identifier identifiers[] = {{{"wikidata", 8}, {"Q0", 2}}, {{"iso3166", 7}, {"XV", 2}}};
  static syn_text roles[] = {{"president", 9}};
  static syn_mention mentions[4];
  static syn_entity entities[2];
  mentions[0] = (syn_mention){sample_span(article, SYN_FIELD_TEXT, "Orla Te\xCC\x81nda"), SYN_MENTION_NAME};
  mentions[1] = (syn_mention){sample_span(article, SYN_FIELD_TEXT, "she"), SYN_MENTION_PRONOUN, SYN_LINK_ONLY_PERSON};
  mentions[2] = (syn_mention){sample_span(article, SYN_FIELD_TITLE,
                                          "Vi\xC3\xB1"
                                          "a"),
                              SYN_MENTION_METONYM};
  mentions[3] = (syn_mention){sample_span(article, SYN_FIELD_CAPTION, "harbour"), SYN_MENTION_NOMINAL};
  entities[0] =
      (syn_entity){sample_id(10), SYN_ENTITY_PERSON, SYN_TEXT("Orla Te\xCC\x81nda"), SYN_TEXT("XV"), identifiers, 2, roles, 1, mentions, 2};
  entities[1] = (syn_entity){.id = sample_id(11),
                             .type = SYN_ENTITY_PLACE,
                             .name = SYN_TEXT("Vi\xC3\xB1"
                                              "a"),
                             .mentions = mentions + 2,
                             .mention_count = 2};
  return entities;
}

static inline syn_time *sample_times(const syn_article *article) {
  static syn_time times[2];
  times[0] = (syn_time){sample_id(20),
                        sample_span(article, SYN_FIELD_TEXT, "Monday"),
                        SYN_TIME_DATE,
                        SYN_TEXT("XXXX-WXX-1"),
                        sample_days(2031, 5, 26, 26, SYN_BASIS_LINKED),
                        -1,
                        true,
                        -3,
                        'N'};
  times[1] = (syn_time){
      .id = sample_id(21), .span = sample_span(article, SYN_FIELD_TITLE, "promised"), .type = SYN_TIME_DURATION, .value = SYN_TEXT("P3D")};
  return times;
}

static inline syn_quantity *sample_quantities(const syn_article *article) {
  static syn_quantity quantities[3];
  quantities[0] = (syn_quantity){.id = sample_id(30),
                                 .span = sample_span(article, SYN_FIELD_TITLE,
                                                     "\xE2\x82\xAC"
                                                     "2.35 billion"),
                                 .kind = SYN_QUANTITY_MONEY,
                                 .value = sample_decimal("2350000000"),
                                 .step = sample_decimal("10000000"),
                                 .unit = SYN_TEXT("EUR"),
                                 .bound = SYN_BOUND_EXACT,
                                 .of = SYN_TEXT("loan"),
                                 .event = 1,
                                 .converts = 1,
                                 .transfer = sample_transfer(article)};
  quantities[1] = (syn_quantity){.id = sample_id(31),
                                 .span = sample_span(article, SYN_FIELD_CAPTION, "over 400"),
                                 .kind = SYN_QUANTITY_COUNT,
                                 .value = sample_decimal("400"),
                                 .has_value_to = true,
                                 .value_to = sample_decimal("412.5"),
                                 .step = sample_decimal("0.1"),
                                 .unit = SYN_TEXT("person"),
                                 .bound = SYN_BOUND_BETWEEN,
                                 .fate = SYN_TEXT("hurt"),
                                 .event = SYN_NO_INDEX,
                                 .converts = SYN_NO_INDEX};
  quantities[2] = quantities[1];
  quantities[2].id = sample_id(32);
  quantities[2].value = (syn_decimal){7, 30}; /* beyond 64 bits */
  quantities[2].has_value_to = false;
  quantities[2].value_to = (syn_decimal){0};
  return quantities;
}

static inline syn_quote *sample_quotes(const syn_article *article) {
  static uint32_t both[] = {1, 0};
  static syn_quote quotes[2];
  quotes[0] = (syn_quote){sample_id(40),
                          sample_span(article, SYN_FIELD_TEXT,
                                      "We lend \xE2\x82\xAC"
                                      "2.35 billion,"),
                          {both, 2},
                          SYN_QUOTE_DIRECT,
                          sample_span(article, SYN_FIELD_TEXT, "said"),
                          sample_span(article, SYN_FIELD_TEXT, "she"),
                          SYN_NO_INDEX,
                          false,
                          sample_span(article, SYN_FIELD_TEXT, "she")};
  quotes[1] = (syn_quote){.id = sample_id(41),
                          .span = sample_span(article, SYN_FIELD_TEXT, "more than 400 were there"),
                          .kind = SYN_QUOTE_INDIRECT,
                          .continues = 0,
                          .denied = true};
  return quotes;
}

static inline syn_event *sample_events(const syn_article *article) {
  static uint32_t one[] = {0}, both[] = {1, 0}, second[] = {1};
  static syn_span trigger[2], where[1];
  static syn_event events[2];
  trigger[0] = sample_span(article, SYN_FIELD_TEXT, "met");
  trigger[1] = sample_span(article, SYN_FIELD_TITLE, "promised");
  where[0] = sample_span(article, SYN_FIELD_CAPTION, "in the harbour");
  events[0] =
      (syn_event){.id = sample_id(50),
                  .sentence = sample_span(article, SYN_FIELD_TEXT, "Orla Te\xCC\x81nda, president of Veloria, met Ivo Brandt on Monday."),
                  .type = SYN_EVENT_CONSULT,
                  .mode = SYN_TEXT("meet"),
                  .cameo = SYN_TEXT("042"),
                  .has_scale = true,
                  .scale = sample_decimal("2.5"),
                  .actors = {one, 1},
                  .recipients = {second, 1},
                  .date = sample_days(2031, 5, 26, 26, SYN_BASIS_COREFERENCE),
                  .time = 0,
                  .place = 1,
                  .modality = SYN_MODALITY_HAPPENED,
                  .attributed_to = {one, 1},
                  .quantities = {both, 2},
                  .mentions = {trigger, 2}};
  events[0].evidence[SYN_SLOT_TYPE] = (syn_span_list){trigger, 1};
  events[0].evidence[SYN_SLOT_PLACE] = (syn_span_list){where, 1};
  events[1] = (syn_event){.id = sample_id(51),
                          .sentence = sample_span(article, SYN_FIELD_TITLE, "promised"),
                          .type = SYN_EVENT_AID,
                          .time = SYN_NO_INDEX,
                          .place = SYN_NO_INDEX,
                          .modality = SYN_MODALITY_PROMISED,
                          .negated = true};
  return events;
}

/* Facts of the sample with every slot filled somewhere and empty somewhere else. Lives until the next call. */
static inline syn_facts sample_facts(const syn_article *article) {
  return (syn_facts){.entities = sample_entities(article),
                     .times = sample_times(article),
                     .quantities = sample_quantities(article),
                     .quotes = sample_quotes(article),
                     .events = sample_events(article),
                     .entity_count = 2,
                     .time_count = 2,
                     .quantity_count = 3,
                     .quote_count = 2,
                     .event_count = 2};
}

#endif
