/*
 * Raw text: unannotated articles for counting words: JSON Lines, CSV and plain text files.
 *
 * Only counts leave this reader's users; no text is kept.
 */
#ifndef SYN_TRAIN_RAW_TEXT_H
#define SYN_TRAIN_RAW_TEXT_H

#include "train/trainers.h"

/* Called for each document. Anything but SYN_OK ends the reading. The text is valid during the call only. */
typedef syn_status (*raw_text_visitor)(void *context, syn_text text, syn_error *error);

/*
 * Visits the documents of all sources of the task "text" of the trainer's language, in the order of the table. `types` names the keys
 * of a JSON Lines file that hold text. The file may be a pattern. Returns SYN_OK, SYN_IO, SYN_NO_MEMORY, or what the visitor returned.
 */
SYN_MUST_CHECK syn_status raw_text_visit(const training *trainer, raw_text_visitor visit, void *context, syn_error *error);

#endif
