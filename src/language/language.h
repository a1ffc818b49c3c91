/*
 * Language: an article becomes sentences and tokens with tags, trees, lemmas and names.
 *
 * Rules of a language are tables in data/<language>/ (abbreviations, …), its weights records "<language>/…" of the model.
 * A language without a model is still cut into sentences and tokens; tags are then X and there are no names. No code path is named after a
 * language. Made once, read-only, shared by threads.
 */
#ifndef SYN_LANGUAGE_LANGUAGE_H
#define SYN_LANGUAGE_LANGUAGE_H

#include "base/arena.h"
#include "records/document.h"
#include "weights/model.h"
#include "world/world.h"

typedef struct syn_analyser syn_analyser;

/* Both outlive the analyser. Returns SYN_OK, SYN_BAD_INPUT (a model that does not fit), SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_analyser_create(const syn_model *model, const syn_world *world, syn_analyser **out_analyser,
                                              syn_error *error);
void syn_analyser_destroy(syn_analyser **analyser);

/*
 * Analyses title, text and captions of `article`, which the document refers to afterwards. Linear in the size of the text.
 * Returns SYN_OK, SYN_LIMIT, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_document_analyse(const syn_analyser *analyser, const syn_article *article, syn_arena *arena,
                                               syn_document *out_document, syn_error *error);

/*
 * The same for a document that is cut into tokens already: tags, trees, lemmas and names (`lower` and `lemma` need not be set). Where it
 * has trees, its tags, features, lemmas and trees stay. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_document_annotate(const syn_analyser *analyser, syn_document *document, syn_arena *arena, syn_error *error);

#endif
