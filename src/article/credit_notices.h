/*
 * Credit notices: whose reporting an article draws on where neither a byline nor a credit line says so in words.
 */
#ifndef SYN_ARTICLE_CREDIT_NOTICES_H
#define SYN_ARTICLE_CREDIT_NOTICES_H

#include "article/page_credits.h"

/*
 * Adds the agencies that a notice of rights below a text names ("© 2012 Agency/Agency"), up to the first name that is none. Returns SYN_OK,
 * SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_credits_read_notice(const syn_extractor *extractor, syn_text line, syn_arena *arena,
                                                  syn_page_credits *credits);

/*
 * Mends the credits once the outlet is known: an outlet that stands where authors stand is a source where the page is another outlet's; one
 * unknown word that is the outlet in short ("FR with Agency" in the Far Review) is none. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_credits_mend(const syn_extractor *extractor, syn_text outlet, syn_text host, syn_arena *arena,
                                           syn_page_credits *credits);

#endif
