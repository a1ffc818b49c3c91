/*
 * Page credits: who wrote an article (persons) and whose reporting it draws on (agencies and outlets).
 */
#ifndef SYN_ARTICLE_PAGE_CREDITS_H
#define SYN_ARTICLE_PAGE_CREDITS_H

#include "article/extractor_state.h"
#include "article/page_blocks.h"

typedef SYN_ARRAY(syn_text) syn_text_array;

typedef struct syn_page_credits {
  syn_text_array persons, credits;
  syn_text outlet; /* named where authors are named; else empty */
} syn_page_credits;

/* What a name stands for, as far as can be told. */
typedef enum syn_name_kind {
  SYN_NAME_NONE, /* no name at all */
  SYN_NAME_PERSON,
  SYN_NAME_SINGLE, /* one word: a person, an agency or an outlet that nobody knows */
  SYN_NAME_AGENCY,
  SYN_NAME_OUTLET,
  SYN_NAME_HANDLE, /* one word with figures or marks, as users take: a person where authors are stated */
  SYN_NAME_NOBODY  /* "our staff" */
} syn_name_kind;

/* Adds a name that the list does not have, in letters of whatever case. The text is not copied. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_names_add_once(syn_text_array *list, syn_text name, syn_arena *arena);

/* Judges a name. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_name_judge(const syn_extractor *extractor, syn_text name, syn_arena *arena, syn_name_kind *out_kind);

/* Whether the first word of a name is a given name that is known. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_name_has_given(const syn_extractor *extractor, syn_text name, syn_arena *arena, bool *out);

/* Adds the agencies and outlets of a text that metadata state as credit. Returns SYN_OK, SYN_NOT_FOUND, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_credits_read_stated(const syn_extractor *extractor, syn_text text, syn_arena *arena,
                                                  syn_page_credits *credits);

/*
 * Reads a line that is nothing but the name of a person whose given name is known: at the end of a text its signature. Returns SYN_OK,
 * SYN_NOT_FOUND, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_credits_read_signature(const syn_extractor *extractor, syn_text line, syn_arena *arena,
                                                     syn_page_credits *credits);

/*
 * Reads the author out of a line beside the headline that dates the page: "Posted on 3 May 2021 by A", "3 May 2021 - A". Returns SYN_OK,
 * SYN_NOT_FOUND, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_credits_read_dated_line(const syn_extractor *extractor, syn_text line, syn_arena *arena,
                                                      syn_page_credits *credits);

/*
 * Reads names out of a byline ("By A and B, Outlet, with C"). `is_stated`: metadata say that these are authors, so that one word may be a
 * person. Nothing is added where the text is no byline. Returns SYN_OK, SYN_NOT_FOUND (no byline), SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_credits_read_byline(const syn_extractor *extractor, syn_text text, bool is_stated, syn_arena *arena,
                                                  syn_page_credits *credits);

/*
 * Reads a line that says whose reporting is used ("With reporting by A, B and C"; initials and "(A, B)"), or who published it first
 * ("This article first appeared in A"). `out_is_only` tells that
 * the line says nothing else. `is_end`: it ends the text, so that agencies in brackets are a credit, not a matter of the sentence.
 * Returns SYN_OK, SYN_NOT_FOUND, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_credits_read_line(const syn_extractor *extractor, const syn_block *block, bool is_end, syn_arena *arena,
                                                syn_page_credits *credits, bool *out_is_only);

/* Reads the agency of a dateline ("PLACE (Agency) - …") off the first paragraph. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_credits_read_dateline(const syn_extractor *extractor, syn_text paragraph, syn_arena *arena,
                                                    syn_page_credits *credits);

#endif
