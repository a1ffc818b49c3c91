/*
 * Token rules: what a language's tables say about cutting its text into tokens and sentences.
 *
 * From data/<language>/abbreviations.tsv (abbreviation, kind) and data/<language>/tokens.tsv (kind, form, split). A language without
 * tables has empty rules and is cut by the general ones. Read-only after loading; lives in the arena.
 */
#ifndef SYN_LANGUAGE_TOKEN_RULES_H
#define SYN_LANGUAGE_TOKEN_RULES_H

#include "base/map.h"
#include "base/table.h"

/* What a full stop after an abbreviation may mean besides. */
typedef enum syn_abbreviation {
  SYN_ABBREVIATION_NONE,
  SYN_ABBREVIATION_TITLE,  /* stands before a name: never ends a sentence ("Mr.") */
  SYN_ABBREVIATION_NUMBER, /* is one only before a number ("No.") */
  SYN_ABBREVIATION_NAME,   /* part or end of a name: ends a sentence only before a word that begins one ("Inc.") */
  SYN_ABBREVIATION_WORD    /* ends a sentence before any capital ("etc.") */
} syn_abbreviation;

typedef struct syn_token_rules {
  syn_map abbreviations; /* form with its full stop -> syn_abbreviation */
  syn_map clitics;       /* "n't": cut off the end of a word; apostrophes as ' */
  syn_map elisions;      /* "l'": cut off the beginning of a word */
  syn_map splits;        /* "cannot" -> bytes of the first part */
  syn_map prefixes;      /* "non": keeps its hyphen and what follows; "*": every word does */
  syn_map units;         /* "bn": cut off the end of a number */
  syn_map starters;      /* "the": in capitals after a full stop it begins a sentence */
  syn_map followers;     /* "monday": behind an abbreviation that may end a sentence it goes on with it ("5 p.m. Monday") */
  syn_map cues;          /* "said": the words after a quote go on with its sentence */
  syn_map joined;        /* "clitic", "split": kinds whose words are one token as written */
  size_t longest_clitic; /* bytes */
  bool keeps_hyphens;    /* the prefix "*" */
  bool joins_clitics, joins_splits;
} syn_token_rules;

/*
 * Either table may be NULL; both outlive the rules. Returns SYN_OK, SYN_BAD_INPUT (an unknown kind: the message names the
 * row), SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_token_rules_load(const syn_table *abbreviations, const syn_table *tokens, syn_arena *arena,
                                               syn_token_rules *out_rules, syn_error *error);

enum { SYN_RULE_WORD_SIZE = 48 };

/*
 * The word in lower case with ASCII apostrophes, in `buffer`: the form in which tables are asked. Empty where it is longer
 * than the buffer: no table holds such a word.
 */
syn_text syn_token_rules_fold(syn_text word, char buffer[SYN_RULE_WORD_SIZE]);

#endif
