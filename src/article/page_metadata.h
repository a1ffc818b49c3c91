/*
 * Page metadata: what a page states about itself outside its text, and in elements marked for it.
 *
 * Values are as stated; nothing is judged here. All slices live in the document's arena.
 */
#ifndef SYN_ARTICLE_PAGE_METADATA_H
#define SYN_ARTICLE_PAGE_METADATA_H

#include "article/page_blocks.h"

typedef enum syn_metadata_field {
  SYN_METADATA_TITLE,
  SYN_METADATA_SITE,
  SYN_METADATA_URL,
  SYN_METADATA_LANGUAGE,
  SYN_METADATA_PUBLISHED,
  SYN_METADATA_MODIFIED,
  SYN_METADATA_AUTHOR,
  SYN_METADATA_PUBLISHER,
  SYN_METADATA_SUBTITLE,
  SYN_METADATA_TAG,
  SYN_METADATA_SOURCE,     /* what it is based on or translated from: a title, a name, an address */
  SYN_METADATA_CREDIT,     /* whose work it uses, in words */
  SYN_METADATA_CORRECTION, /* what was corrected, in words */
  SYN_METADATA_FIELD_COUNT
} syn_metadata_field;

/* SURE_RANK: of dates that mean publication; worse ones may mean anything. */
enum {
  SYN_METADATA_NO_RANK = 255,
  SYN_METADATA_LIST_LIMIT = 32,
  SYN_METADATA_HEADING_LIMIT = 12,
  SYN_METADATA_TITLE_LIMIT = 4,
  SYN_METADATA_DAY_LIMIT = 8,
  SYN_METADATA_SURE_RANK = 5
};

/* Where a name is looked for; one bit each. */
typedef enum syn_metadata_place { SYN_METADATA_META = 1, SYN_METADATA_ITEMPROP = 2, SYN_METADATA_JSON = 4 } syn_metadata_place;

typedef struct syn_metadata_names {
  syn_map by_place[3]; /* name -> field << 8 | rank; in the order of syn_metadata_place */
} syn_metadata_names;

typedef struct syn_metadata_value {
  syn_text text;
  uint8_t rank;
} syn_metadata_value;

/* A heading of level 1 or 2. */
typedef struct syn_page_heading {
  syn_text text, whole; /* without and with its kicker */
  const syn_dom_node *node;
} syn_page_heading;

/* All values of a field that may have several, each once with each rank, in the order of the page. */
typedef struct syn_metadata_list {
  syn_metadata_value items[SYN_METADATA_LIST_LIMIT];
  uint32_t count;
} syn_metadata_list;

typedef struct syn_page_metadata {
  syn_metadata_value fields[SYN_METADATA_FIELD_COUNT]; /* of several values the first of the best rank */
  syn_metadata_list authors, tags, sources, credits, corrections;
  syn_text titles[SYN_METADATA_TITLE_LIMIT]; /* the first that are stated, of any rank */
  uint32_t title_count;
  syn_text days[SYN_METADATA_DAY_LIMIT]; /* all that are stated for the publication, of sure ranks */
  uint32_t day_count;
  uint32_t article_count; /* headlines of articles in JSON-LD, one after another the same counted once */
  syn_text last_article;
  syn_text title_element, canonical, html_language;
  syn_text brand;                                        /* a heading that names the site */
  syn_page_heading headings[SYN_METADATA_HEADING_LIMIT]; /* the first of levels 1 and 2; those of level 1 first */
  uint32_t heading_count, first_level_count;
} syn_page_metadata;

/* Reads data/world/page_metadata.tsv; without it nothing is found. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_metadata_names_load(const syn_world *world, syn_arena *arena, syn_metadata_names *out_names);

/* Keeps a value when no better one is known, and in its list where the field has one. */
void syn_metadata_state(syn_page_metadata *metadata, syn_metadata_field field, uint8_t rank, syn_text value);

/* The field of a name (in lower case) at a place; false when it is none. */
bool syn_metadata_find(const syn_metadata_names *names, syn_metadata_place place, syn_text name, syn_metadata_field *out_field,
                       uint8_t *out_rank);

/*
 * The text below an element, empty where it is longer than values are: elements nested in each other must not be read whole each.
 * Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_metadata_element_text(const syn_dom_node *element, syn_arena *arena, syn_text *out_text);

/* Everything stated in the tree and its JSON-LD. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_page_metadata_read(const syn_metadata_names *names, const syn_layout *layout, const syn_dom *dom,
                                                 syn_arena *arena, syn_page_metadata *out_metadata);

/* Adds what one block of JSON-LD states; one that is broken states nothing. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_metadata_read_json(const syn_metadata_names *names, syn_text json, syn_arena *arena,
                                                 syn_page_metadata *metadata);

#endif
