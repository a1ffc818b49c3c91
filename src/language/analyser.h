/*
 * Analyser: what is loaded for each language, and the steps of the analysis for those who need them one by one (train/, tests).
 */
#ifndef SYN_LANGUAGE_ANALYSER_H
#define SYN_LANGUAGE_ANALYSER_H

#include "language/language.h"
#include "language/lemmatise.h"
#include "language/mend_words.h"
#include "language/parse_trees.h"
#include "language/recognise_names.h"
#include "language/tag_words.h"
#include "language/token_rules.h"

/* One language. Without weights (no records in the model) tagger, parser, lemmas and names are absent. */
typedef struct syn_language {
  syn_text code; /* "en" */
  syn_token_rules rules;
  syn_word_table clusters;
  syn_tagger tagger;
  syn_tree_parser parser;
  syn_lemmatiser lemmatiser;
  syn_word_mending mending;
  syn_name_recogniser recogniser;
  syn_name_lexicon lexicon;
} syn_language;

struct syn_analyser {
  const syn_world *world; /* may be NULL: no tables, no gazetteer */
  syn_arena *arena;
  syn_language *languages; /* the first has no code: it is taken for languages that are not known */
  size_t language_count;
};

/* What is loaded for a language, or the rules without tables; never NULL. */
const syn_language *syn_analyser_language(const syn_analyser *analyser, syn_text code);

/*
 * Cuts the fields of `article` into sentences and tokens; tags are X, lemmas the words in lower case, there are no names.
 * Returns SYN_OK, SYN_LIMIT (a field of more than 64 MiB), SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_document_split(const syn_analyser *analyser, const syn_article *article, syn_arena *arena,
                                             syn_document *out_document, syn_error *error);

/* Sets `lower`, and as the lemma the same, of all tokens. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_document_lower(syn_document *document, syn_arena *arena);

#endif
