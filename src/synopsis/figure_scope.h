/*
 * Figure scope: of how much, of where and of which time a figure is, and whether it tells that the count has changed, as far as its
 * sentence says.
 */
#ifndef SYN_SYNOPSIS_FIGURE_SCOPE_H
#define SYN_SYNOPSIS_FIGURE_SCOPE_H

#include "synopsis/claim_nouns.h"
#include "synopsis/point_labels.h"

/* Words of data/<language>/figure_words.tsv, by class; nothing is told where there is no such table. */
typedef struct syn_figure_words {
  const syn_table *table; /* may be NULL */
} syn_figure_words;

syn_figure_words syn_figure_words_find(const syn_world *world, syn_text language);

/* Whether a phrase of the class stands among the words. */
bool syn_figure_words_have(const syn_figure_words *figure_words, const syn_word_list *words, syn_text class);

/*
 * Reads the scope of a figure into `out_traits` (scope, has_grown, is_former). Memory: `scratch`. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_figure_scope_read(const syn_figure_words *words, const syn_noun_tables *nouns, const syn_article *article,
                                                const syn_facts *facts, const syn_quantity *quantity, const syn_claim_noun *noun,
                                                syn_arena *scratch, syn_reading_traits *out_traits);

/* Days of a TIMEX3 duration of one unit ("P2W": 14); 0: of hours, of several units, or open. */
uint32_t syn_figure_duration_days(syn_text value);

/* The days of a figure's event, where the text dates it, else of the date that stands nearest to it in `around`; NULL: it is not dated. */
const syn_interval *syn_figure_days(const syn_facts *facts, const syn_quantity *quantity, syn_span around);

/* The day on which the article says that it appeared; INT32_MAX: it does not, or the day is lent. */
int32_t syn_figure_published(const syn_article *article);

/* Whether two figures are of another extent: a city and its country, a day and a week, the dead and the dead with the hurt, children and
 * all. */
bool syn_figure_scopes_differ(const syn_figure_scope *a, const syn_figure_scope *b);

#endif
