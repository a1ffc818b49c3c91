/*
 * Dictionary reader: the lines of an actor, agent, verb or discard dictionary in the manner of TABARI and PETRARCH, without their comments.
 *
 * Comments are "#" and ";" outside of square brackets up to the end of the line, and "<!-- … -->" over lines. Bytes that are no UTF-8 are
 * taken for Latin-1, which is what the older of these files are written in. What cannot be used of a file is told to `problem`, with its
 * line, and passed over: dictionaries grew for decades under many hands, and one bad date should not cost the other 40,000 lines.
 */
#ifndef SYN_WORLD_DICTIONARY_READER_H
#define SYN_WORLD_DICTIONARY_READER_H

#include "base/array.h"
#include "synoptic/own_world.h"

enum {
  SYN_DICTIONARY_BYTES_LIMIT = 64 * 1024 * 1024,
  SYN_DICTIONARY_LINE_LIMIT = 64 * 1024, /* bytes of a line */
  SYN_DICTIONARY_FORM_LIMIT = 160        /* bytes of a name, a word or a code */
};

typedef SYN_ARRAY(syn_text) syn_text_array;

typedef struct syn_dictionary_reader {
  const char *file; /* for messages */
  syn_text text;    /* valid UTF-8 */
  size_t at, line;  /* line: of the last line given, from 1 */
  syn_arena *arena;
  bool in_comment;
  const syn_own_world_observer *observer; /* may be NULL */
  size_t problem_count;
} syn_dictionary_reader;

/* Begins at the first line of `bytes`, which must outlive the reader. Returns SYN_OK, SYN_LIMIT (too large), SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_dictionary_begin(syn_dictionary_reader *reader, const char *file, syn_text bytes, syn_arena *arena,
                                               const syn_own_world_observer *observer, syn_error *error);

/*
 * The next line, trimmed; false at the end. It is empty where the line holds nothing, so that who reads blocks sees where they end.
 */
bool syn_dictionary_next(syn_dictionary_reader *reader, syn_text *out_line);

/* Says that the present line, or a part of it, cannot be used, what was expected, and goes on. */
void syn_dictionary_skip(syn_dictionary_reader *reader, const char *expected, syn_text found);

/*
 * Cuts "NAME {A B} [CODE] [CODE2]" into what stands before the first bracket or brace, what stands in the braces, and the rest from the
 * first square bracket on. Missing parts are empty.
 */
void syn_dictionary_parts(syn_text line, syn_text *out_head, bool *out_has_braces, syn_text *out_braces, syn_text *out_codes);

/* Takes the content of the next "[…]" off `*rest`; false where there is none. */
bool syn_dictionary_next_code(syn_text *rest, syn_text *out_code);

/* Takes the next word between blanks off `*rest`. */
bool syn_dictionary_next_word(syn_text *rest, syn_text *out_word);

/* "MINAS_TIRITH_" as words: "MINAS TIRITH". Signs that only tables of ours use ("|", tabs) become blanks. */
SYN_MUST_CHECK syn_status syn_dictionary_words(syn_text form, syn_arena *arena, syn_text *out_words);

/* The regular plural of an English word in capitals: PARTY, PARTIES; CHURCH, CHURCHES; ENVOY, ENVOYS. */
SYN_MUST_CHECK syn_status syn_dictionary_plural(syn_text word, syn_arena *arena, syn_text *out_plural);

#endif
