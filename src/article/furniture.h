/*
 * Furniture: the words by which the fittings of a page are told from its article.
 *
 * Each language lists them in data/<language>/furniture.tsv: share buttons, "read more" lines,
 * headings of lists of links, legal footers, and the words that introduce authors, credits,
 * captions and dates. The tables of all languages are in force at once, since pages mix them.
 * Read-only after creation, shared by threads; belongs to the extractor.
 */
#ifndef SYN_ARTICLE_FURNITURE_H
#define SYN_ARTICLE_FURNITURE_H

#include "base/map.h"
#include "world/world.h"

/* What a phrase says about the line that it stands in; one bit each. */
typedef enum syn_furniture_class {
  SYN_FURNITURE_LINE = 1 << 0,        /* the line is no part of the article */
  SYN_FURNITURE_LIST = 1 << 1,        /* nor are the lines of links that follow it */
  SYN_FURNITURE_REST = 1 << 2,        /* nor is the rest of the page */
  SYN_FURNITURE_CAPTION = 1 << 3,     /* a caption, or whose picture it is */
  SYN_FURNITURE_BYLINE = 1 << 4,      /* names of authors follow */
  SYN_FURNITURE_CREDIT = 1 << 5,      /* names of agencies follow */
  SYN_FURNITURE_ABOUT = 1 << 6,       /* an outlet speaks of itself, or the law does */
  SYN_FURNITURE_BANNER = 1 << 7,      /* what stands before names the outlet */
  SYN_FURNITURE_NOBODY = 1 << 8,      /* a word that no person is called by: "staff" */
  SYN_FURNITURE_AND = 1 << 9,         /* joins names in a list */
  SYN_FURNITURE_WITH = 1 << 10,       /* joins an outlet and the agencies it drew on */
  SYN_FURNITURE_PUBLISHED = 1 << 11,  /* the date that follows is the day of publication */
  SYN_FURNITURE_MODIFIED = 1 << 12,   /* … of a later change */
  SYN_FURNITURE_FROM = 1 << 13,       /* in a byline: a place or an outlet follows the person */
  SYN_FURNITURE_ADDRESS = 1 << 14,    /* speaks as "we" or to "you": tells an outlet's own words below an article */
  SYN_FURNITURE_ORIGIN = 1 << 15,     /* who published the article first follows */
  SYN_FURNITURE_INSIDE = 1 << 16,     /* a small word that goes on with a name: "of" */
  SYN_FURNITURE_HEADER = 1 << 17,     /* names a line of the head of a mail: "Date" */
  SYN_FURNITURE_SUBJECT = 1 << 18,    /* … the line that has the title: "Subject" */
  SYN_FURNITURE_ROLE = 1 << 19,       /* what a person does, beside the name: "reporter" */
  SYN_FURNITURE_CORRECTION = 1 << 20, /* the line tells what was corrected in the article */
} syn_furniture_class;

typedef struct syn_furniture {
  syn_map whole, start, end, within; /* form of a phrase -> classes */
  syn_map start_words, end_words,
      first_words;       /* first words of `start`, last ones of `end`, first ones of `within`: most lines have none */
  size_t longest_phrase; /* words */
} syn_furniture;

/* Reads the tables of all languages; what is missing is left out. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_furniture_load(const syn_world *world, syn_arena *arena, syn_furniture *out_furniture);

/*
 * The form in which lines and phrases are compared: folded words with one blank between them and no
 * punctuation. Words that markup glued together ("articleComments") are parted. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_furniture_form(syn_text text, syn_arena *arena, syn_text *out_form);

/* The classes of a line, given its form. */
uint32_t syn_furniture_classify(const syn_furniture *furniture, syn_text form);

/* The same for a form that is only the beginning of a line: what it ends with says nothing. */
uint32_t syn_furniture_classify_beginning(const syn_furniture *furniture, syn_text form);

/* The classes of phrases that are the whole form. */
uint32_t syn_furniture_whole(const syn_furniture *furniture, syn_text form);

/* The bytes of the longest phrase of one of `classes` that begins the form, or 0. */
size_t syn_furniture_prefix(const syn_furniture *furniture, syn_text form, uint32_t classes);

/* The same for what ends the form. */
size_t syn_furniture_suffix(const syn_furniture *furniture, syn_text form, uint32_t classes);

#endif
