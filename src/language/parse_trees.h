/*
 * Parser: tags, features and the dependency tree of each sentence, by one small network in 8-bit integers.
 *
 * Linear in the text: sentences are parsed one by one, and what is longer than SYN_PARSER_LONGEST tokens in pieces; a listing is laid flat.
 * Records of the model, all below "<language>/parser/": "labels" uint32 [n] (relation << 3 | subtype), "tags" uint32 [n][2] (tag,
 * features), "own/keys" and "own/values" (word table: row + 1), "own/rows" and the tables of syn_parser_parts int8 [rows][size], "layer0" …
 * (dense, and "…/state" int16 [2][192]), "out", "arc", "label", "tag" (dense), "steps" int16 [4], "root" int16 [96], "root_label" int16
 * [64], "distances" int32 [32]; and "<language>/vectors" of words, if it is there.
 */
#ifndef SYN_LANGUAGE_PARSE_TREES_H
#define SYN_LANGUAGE_PARSE_TREES_H

#include "language/parse_features.h"
#include "weights/dense.h"

enum { SYN_PARSER_LONGEST = 256, SYN_PARSER_LABELS = 128, SYN_PARSER_TAGS = 256 };

/* A sentence longer than this of which no third are words is a listing: no tree is looked for in it. */
enum { SYN_PARSER_PROSE = 200 };

/* Columns of what the network says of a word. */
enum {
  SYN_PARSER_DEPENDENT = 0,
  SYN_PARSER_HEAD = SYN_PARSER_ARC,
  SYN_PARSER_LABEL_DEPENDENT = 2 * SYN_PARSER_ARC,
  SYN_PARSER_LABEL_HEAD = SYN_PARSER_LABEL_DEPENDENT + SYN_PARSER_LABEL,
  SYN_PARSER_OUT = SYN_PARSER_LABEL_HEAD + SYN_PARSER_LABEL
};

/* Limits within which sums fit into 32 bits. */
enum { SYN_PARSER_HEAD_LIMIT = 2047, SYN_PARSER_QUERY_LIMIT = 8191, SYN_PARSER_DISTANCE_LIMIT = 1 << 28 };

typedef struct syn_tree_parser {
  syn_word_table own_words, given_words;
  const int8_t *own, *given; /* [rows][SYN_PARSER_WORD] */
  const int8_t *parts[SYN_PARSER_PART_COUNT];
  syn_dense layers[SYN_PARSER_LAYERS], out, arc, label, tag;
  const int16_t *states[SYN_PARSER_LAYERS]; /* [2][SYN_PARSER_WIDTH] */
  const int16_t *steps;                     /* of the way to 8 bits before each layer, and before the outputs */
  const int16_t *root, *root_label;
  const int32_t *distances;
  const uint32_t *labels, *tags;
  uint32_t label_count, tag_count; /* 0: there is no parser */
  syn_kernel kernel;
} syn_tree_parser;

/* Returns SYN_OK, SYN_NOT_FOUND (none for this language), SYN_BAD_INPUT. */
SYN_MUST_CHECK syn_status syn_tree_parser_open(const syn_model *model, syn_text language, syn_tree_parser *out_parser, syn_error *error);

/*
 * Sets tag, features, head, relation and subtype of all tokens of the document, and has_trees. `words` describes its tokens. Returns
 * SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_parse_trees(const syn_tree_parser *parser, const syn_word *words, syn_document *document, syn_arena *arena);

#endif
