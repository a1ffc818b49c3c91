/*
 * Page marks: what a page gives to the profile of its site (article/site_profile.h), and what that took from it.
 *
 * A mark stands for one paragraph, caption or other running text of the page: a digest of its words and what speaks for or against its
 * being furniture, but not the words. They are those of the page read on its own, whatever its site has taught, so that a profile is a
 * function of the set of pages. Slices belong to whoever made them.
 */
#ifndef SYN_RECORDS_PAGE_MARKS_H
#define SYN_RECORDS_PAGE_MARKS_H

#include "base/arena.h"
#include "base/buffer.h"
#include "synoptic/id.h"

enum {
  SYN_MARK_LIMIT = 128,      /* marks of one page */
  SYN_MARK_BYTES = 10,       /* of a mark when packed: digest, words, traits */
  SYN_MARK_DIGEST_BYTES = 8, /* of a digest in a list of digests */
  SYN_RECURRING_LIMIT = 256, /* digests that one site may teach */
  SYN_MARK_CUT_LIMIT = 64,   /* texts that are named of one page */
  SYN_MARK_CUT_BYTES = 400,  /* of each of them */
  SYN_MARK_SITE_BYTES = 255, /* of the name of a host */
};

/* What speaks for or against a block; one bit each. */
typedef enum syn_mark_trait {
  SYN_MARK_KEPT = 1 << 0,       /* the page on its own has it as a paragraph or caption of the article */
  SYN_MARK_CAPTION = 1 << 1,    /* as a caption */
  SYN_MARK_SENTENCE = 1 << 2,   /* ends as sentences do, or is part of a list or table */
  SYN_MARK_OWN_WORDS = 1 << 3,  /* speaks as "we" or to "you", and quotes nobody */
  SYN_MARK_APART = 1 << 4,      /* lies in other elements than most of the text */
  SYN_MARK_LINKED = 1 << 5,     /* a good part of it is links */
  SYN_MARK_EMPHASISED = 1 << 6, /* all of it in italics, bold or small print */
  SYN_MARK_OUTLET = 1 << 7,     /* names the site */
} syn_mark_trait;

typedef struct syn_mark {
  uint64_t digest;
  uint8_t word_count; /* 255: that many or more */
  uint8_t traits;
} syn_mark;

typedef struct syn_page_marks {
  syn_text site;         /* the host, in lower case and without "www."; empty: the page has no address, and no part in a profile */
  uint64_t title;        /* digest of the title; 0: none */
  const syn_mark *marks; /* in the order of the page */
  uint32_t mark_count;
  uint64_t applied;    /* of what the site had taught, that which concerns these marks, by name (syn_digests_name); 0: nothing */
  const syn_text *cut; /* beginnings of what the page on its own would have in its article, and the profile took out */
  uint32_t cut_count;
} syn_page_marks;

/* {"record":"marks","article":…,"site":…,"title":…,"blocks":…,"applied":…,"cut":[…]} and a newline: for the program itself, never exported.
 */
void syn_record_write_marks(syn_buffer *line, syn_id article, const syn_page_marks *marks);

/* Reads such a line. Returns SYN_OK, SYN_BAD_INPUT, SYN_LIMIT, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_record_read_marks(syn_text line, syn_arena *arena, syn_page_marks *out_marks, syn_error *error);

/* Marks as bytes, SYN_MARK_BYTES each, and back. Returns SYN_OK, SYN_BAD_INPUT (no such length), SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_marks_pack(const syn_mark *marks, uint32_t count, syn_arena *arena, syn_text *out_bytes);
SYN_MUST_CHECK syn_status syn_marks_unpack(syn_text bytes, syn_arena *arena, const syn_mark **out_marks, uint32_t *out_count);

/*
 * Lists of digests as bytes, the most significant byte first: sorted, each once, SYN_MARK_DIGEST_BYTES each. has: whether a digest is in
 * a list. name: a number for the whole list, 0 for an empty one.
 */
void syn_digests_put(char *bytes, uint64_t digest);
uint64_t syn_digests_get(const char *bytes);
bool syn_digests_have(syn_text list, uint64_t digest);
uint64_t syn_digests_name(syn_text list);

#endif
