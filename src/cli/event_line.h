/*
 * Event line: an event in one line, as lists of them show it, and the verb of an utterance.
 */
#ifndef SYN_CLI_EVENT_LINE_H
#define SYN_CLI_EVENT_LINE_H

#include "base/buffer.h"
#include "synoptic/article.h"
#include "synoptic/facts.h"

/*
 * Adds "CONSULT, happened: by Malta, to Moldova, in Valletta, according to Elena Borg"; of each kind of party the first four, the place if
 * it is asked for. The event is one of `facts`.
 */
void syn_event_line_add(syn_buffer *text, const syn_facts *facts, const syn_event *event, bool with_place);

/* Adds `before` and the names of the entities, the first four; nothing where none is named. */
void syn_event_line_add_parties(syn_buffer *text, const syn_facts *facts, const syn_index_list *list, const char *before);

/*
 * Adds how something was uttered: "said"; the account's own verb of what it reports in its words, or says was denied ("promised, in words
 * of the account", "denied saying"), so that nothing is shown as if it had been said so. The quote is one of `article`.
 */
void syn_event_line_add_saying(syn_buffer *text, const syn_article *article, const syn_quote *quote);

#endif
