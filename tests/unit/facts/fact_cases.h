/*
 * Golden cases for finders of facts: texts with what should be found in them, in a file that a linguist can read and add to.
 *
 *     # a comment
 *     title: Bank lends $5 million
 *     The bank lent Peru $5 million.
 *     A second paragraph.
 *       $5 million = money 5000000 USD exact of=loan
 *
 * Lines at the margin are the text, a paragraph each (but "title: ", "caption: ", and "published: " with a day); indented ones are what is
 * found, in order: the words, " = ", and what the caller's `write` makes of the fact. A blank line ends a case. "…" in the words of an
 * expectation stands for any words.
 */
#ifndef SYN_TEST_FACT_CASES_H
#define SYN_TEST_FACT_CASES_H

#include "base/buffer.h"
#include "synoptic/article.h"
#include "synoptic/facts.h"

/* Writes one line for each fact, each ended by a line feed. */
typedef void write_facts(syn_buffer *lines, const syn_article *article, const syn_facts *facts);

/* Runs all cases of tests/cases/<name>; prints what differs; returns how many cases failed, and in *out_count how many there are. */
unsigned run_fact_cases(const char *name, write_facts *write, unsigned *out_count);

#endif
