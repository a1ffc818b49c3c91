/*
 * Named mentions: names to learn from, from the entities of a treebank ("Entity=" in MISC, as in CorefUD).
 *
 * Such annotation marks all that is spoken of, "the old bridge" as well as "Lima". A name is what stands around a head that is a proper
 * noun: its neighbours that are proper nouns too, and for organisations and places an "of"-phrase of one. Titles, which hang on the name as
 * its description, are left out.
 */
#ifndef SYN_TRAIN_NAMED_MENTIONS_H
#define SYN_TRAIN_NAMED_MENTIONS_H

#include "records/conllu.h"
#include "train/corpus.h"

/*
 * Sets the names of `document`, which was read from `read` and has its gold tags and trees. `types`: which type an entity's has,
 * "person=PERSON|place=PLACE"; others are no names. Mentions that are not closed in their sentence, and more than 64 open at once, are left
 * out.
 */
void named_mentions_mark(const syn_conllu *read, syn_text types, gold_document *document);

#endif
