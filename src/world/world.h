/*
 * World: what is known beforehand, as tables that a person can read and replace.
 *
 * Tables below data/: "world/<table>" holds for every language, "<language>/<table>" for one. Over them the gazetteer: names that are
 * known, found by their folded form (syn_utf8_fold). Read-only after opening, shared by threads; lives in one arena.
 */
#ifndef SYN_WORLD_WORLD_H
#define SYN_WORLD_WORLD_H

#include "base/digest.h"
#include "base/table.h"
#include "synoptic/facts.h"

typedef struct syn_world syn_world;

/* `path` NULL: the embedded tables; else a folder of the layout of data/, whose tables replace embedded ones of the same name. */
SYN_MUST_CHECK syn_status syn_world_open(const char *path, syn_world **out_world, syn_error *error);
void syn_world_close(syn_world **world);

/* What a world is made of besides the embedded tables; each may be NULL. */
typedef struct syn_world_options {
  const char *path;        /* as for syn_world_open */
  const char *events_path; /* a dictionary of verbs and patterns, for this run in the place of the lexicon of events */
} syn_world_options;

SYN_MUST_CHECK syn_status syn_world_open_with(const syn_world_options *options, syn_world **out_world, syn_error *error);

/* The digest that a world opened with this path has, without reading more of its tables than their bytes. As syn_world_open. */
SYN_MUST_CHECK syn_status syn_world_digest_of(const char *path, syn_digest *out_digest, syn_error *error);

/* The tables of sources of one's own: the `index`-th of "world/actors@…" for "actors", in the order of their names; NULL behind the last.
 */
const syn_table *syn_world_own_table(const syn_world *world, const char *table, size_t index);

/* A table ("en/units", "world/outlets"), or NULL; NULL too for those that are looked up where they stand (world/towns, world/divisions). */
const syn_table *syn_world_table(const syn_world *world, const char *name);

/* A table of a language: "<language>/<table>", or NULL. */
const syn_table *syn_world_language_table(const syn_world *world, syn_text language, const char *table);

/* The languages that have a folder, in alphabetical order. */
const syn_text *syn_world_languages(const syn_world *world, size_t *out_count);

/* The line of a row in its file, counted from 1, and in `out_file` (may be NULL) the file's name: for messages. 0 for a table of another
 * world. */
size_t syn_world_line(const syn_world *world, const syn_table *table, size_t row, const char **out_file);

/*
 * Checks that a table has the columns that its reader cannot do without: `columns` "form|value". A table that is NULL is not there, which
 * is no failure. Returns SYN_OK, SYN_BAD_INPUT (the message names the file and the column).
 */
SYN_MUST_CHECK syn_status syn_world_require_columns(const syn_world *world, const syn_table *table, const char *columns, syn_error *error);

/* Of all tables in use. */
syn_digest syn_world_digest(const syn_world *world);

/* ---- gazetteer ---- */

typedef enum syn_known_kind {
  SYN_KNOWN_COUNTRY,
  SYN_KNOWN_PLACE,
  SYN_KNOWN_ORGANIZATION,
  SYN_KNOWN_OUTLET,
  SYN_KNOWN_AGENCY,
  SYN_KNOWN_PERSON
} syn_known_kind;

/* How a written form stands for what is known. */
typedef enum syn_form {
  SYN_FORM_NAME,      /* "Estonia" */
  SYN_FORM_ADJECTIVE, /* "Estonian" */
  SYN_FORM_DEMONYM,   /* "Estonians" */
  SYN_FORM_SEAT,      /* "Tallinn", "the White House": may stand for the state or organisation */
  SYN_FORM_ACRONYM
} syn_form;

/* Something known. `id` is stable: "country:EE", "org:european-union", "place:tartu-ee". */
typedef struct syn_known {
  syn_text id, name, country; /* country: ISO 3166-1 alpha-2, or empty */
  syn_known_kind kind;
  uint32_t population;                          /* of places and countries, 0 where unknown: for choosing */
  syn_text wikidata, cameo, geonames, division; /* codes, or empty: "Q184"; "BLR"; "630336"; of a part of a country ISO 3166-2 */
} syn_known;

/* One reading of a written form. */
typedef struct syn_known_form {
  const syn_known *known;
  syn_form form;
} syn_known_form;

/*
 * The readings of a folded text (syn_utf8_fold): the more likely first. `language` ("en"): forms of that language's tables and of the
 * tables for all languages; empty: of all tables, which finds French "Maurice" (Mauritius) in English too. Pass the text as it was written
 * as well: an acronym matches only where that is in capitals ("WHO", not "who"), a name that has capitals only where that has one.
 * Dots and apostrophes do not count and a hyphen is a space: "U.N." is "UN", "al-Jazeera" is "Al Jazeera". A form holds no article, nor a
 * possessive ending: leave both out ("The Hague" alone is found with its article too). Returns how many there are; the list belongs to
 * the world.
 */
size_t syn_world_find_in(const syn_world *world, syn_text language, syn_text folded, syn_text written, const syn_known_form **out_forms);

/* The same in all languages. */
size_t syn_world_find(const syn_world *world, syn_text folded, syn_text written, const syn_known_form **out_forms);

/*
 * Tokens in the longest known form that begins with this word (folded; a whole token, "u.s." too): 0 where none does. A bound for
 * longest-match search that is cheap enough to ask at every token. Punctuation inside a form counts as tokens.
 */
size_t syn_world_longest_from(const syn_world *world, syn_text folded_first_word);

/* Tokens in the longest known form: a bound for longest-match search. */
size_t syn_world_longest_form(const syn_world *world);

/* By id ("country:BY"), or NULL. */
const syn_known *syn_world_get(const syn_world *world, syn_text id);

/*
 * The place that a name means of which something else says that it is a place's: towns and parts of countries (world/towns,
 * world/divisions), which the functions above leave out, since many are words or names of people. It lies in one of `countries` (ISO 3166-1
 * alpha-2): those that the text speaks of. Of several of one name only one with at least four times the people of any other is taken. What
 * `*out_known` points to belongs to `arena` and the world. Returns SYN_OK, SYN_NOT_FOUND, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_world_find_minor_place(const syn_world *world, syn_text folded, const syn_text *countries,
                                                     size_t country_count, syn_arena *arena, syn_known *out_known);

/*
 * The codes of something known, for records: "cameo", "geonames", "iso3166" (of countries), "iso3166_2" (of their parts), "synoptic" (the
 * id), "wikidata", in this order, those that there are. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_world_identify(const syn_world *world, const syn_known *known, syn_arena *arena,
                                             syn_identifier **out_identifiers, uint32_t *out_count);

/* All that is known, in a fixed order. */
const syn_known *syn_world_all(const syn_world *world, size_t *out_count);

#endif
