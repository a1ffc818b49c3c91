/*
 * Page date: when a page says that it was published.
 */
#ifndef SYN_ARTICLE_PAGE_DATE_H
#define SYN_ARTICLE_PAGE_DATE_H

#include "article/page_metadata.h"
#include "synoptic/span.h"

/* Month names of all languages, and in which order a language writes day and month as numbers. */
typedef struct syn_date_words {
  syn_map months;      /* folded word -> 1 to 12 */
  syn_map month_first; /* languages that write the month before the day */
  syn_map day_first;   /* regions of these that do not */
} syn_date_words;

/* Reads data/<language>/datelines.tsv of all languages. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_date_words_load(const syn_world *world, syn_arena *arena, syn_date_words *out_words);

/*
 * The first complete date (day, month, year) in a short text; its place in bytes of the folded text in `out_end`, which may be
 * NULL. Returns SYN_OK, SYN_NOT_FOUND, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_date_find(const syn_date_words *words, syn_text text, syn_text language, syn_arena *arena,
                                        syn_interval *out_interval);

/* A stated moment: ISO 8601, seconds since 1970, or a date in words. Returns SYN_OK, SYN_NOT_FOUND, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_date_read(const syn_date_words *words, syn_text text, syn_text language, syn_arena *arena,
                                        syn_interval *out_interval);

/*
 * The day or moment, in ISO 8601, that whoever brings a page states: of any year since there are newspapers, while a page itself is held to
 * be of 1990 at the earliest. Returns whether it is one.
 */
bool syn_date_of_carrier(syn_text text, syn_interval *out_interval);

/* The day in the path of an address ("/2019/09/16/"). Returns whether there is one. */
bool syn_date_of_url(syn_text url, syn_interval *out_interval);

#endif
