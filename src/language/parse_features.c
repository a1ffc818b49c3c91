#include "language/parse_features.h"

const syn_parser_part syn_parser_parts[SYN_PARSER_PART_COUNT] = {
    {"clusters", 512, 32}, {"suffix2", 1024, 16}, {"suffix3", 4096, 40}, {"suffix4", 8192, 24}, {"prefix3", 4096, 24}, {"shapes", 512, 24},
};

static uint32_t row_of(uint64_t hash, uint32_t rows) {
  return (uint32_t)((syn_word_mix(0x51, hash) >> 32) * rows >> 32);
}

void syn_parser_rows(const syn_word *word, bool is_first, uint32_t rows[SYN_PARSER_PART_COUNT]) {
  const uint64_t hashes[SYN_PARSER_PART_COUNT] = {
      0, word->suffix[1], word->suffix[2], word->suffix[3], word->prefix[2], syn_word_mix(word->shape, is_first)};
  rows[0] = word->cluster < syn_parser_parts[0].rows ? word->cluster : 0;
  for (uint32_t i = 1; i < SYN_PARSER_PART_COUNT; i++) rows[i] = row_of(hashes[i], syn_parser_parts[i].rows);
}

uint32_t syn_parser_distance(int32_t way) {
  /* Classes of 0 to 40 tokens; more are one. */
  static const uint8_t classes[] = {0,  1,  2,  3,  4,  5,  6,  7,  7,  8,  8,  8,  9,  9,  9,  9,  10, 10, 10, 10, 10,
                                    11, 11, 11, 11, 11, 11, 11, 11, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12};
  uint32_t size = (uint32_t)(way < 0 ? -way : way), class = size < sizeof classes ? classes[size] : 13;
  return way < 0 ? class : 14 + class;
}
