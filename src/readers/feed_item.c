/*
 * How it works. Each element of an entry may state one field, better or worse than others do: a table tells which, and how well. The best
 * that has anything in it counts. Authors and categories are gathered.
 */
#include <string.h>

#include "readers/feed_dates.h"
#include "readers/feed_draft.h"
#include "readers/relative_url.h"

typedef enum item_field {
  FIELD_ID,
  FIELD_LINK,
  FIELD_TITLE,
  FIELD_CONTENT,
  FIELD_SUMMARY,
  FIELD_PUBLISHED,
  FIELD_UPDATED,
  FIELD_LANGUAGE,
  FIELD_SOURCE,
  FIELD_COUNT, /* those of which one counts */
  FIELD_AUTHOR = FIELD_COUNT,
  FIELD_ATOM_AUTHOR,
  FIELD_OTHER_AUTHOR, /* where there is no other */
  FIELD_CATEGORY,
  FIELD_CATEGORIES, /* several, between commas */
  FIELD_INNER       /* what is in it states fields */
} item_field;

typedef struct item_rule {
  const char *name;
  uint8_t space, field, rank; /* the lowest rank is best */
} item_rule;

#define PLAIN SYN_FEED_SPACE_PLAIN
#define ATOM SYN_FEED_SPACE_ATOM
#define DC SYN_FEED_SPACE_DC
#define TERMS SYN_FEED_SPACE_TERMS
#define ITUNES SYN_FEED_SPACE_ITUNES
#define MEDIA SYN_FEED_SPACE_MEDIA
#define NEWS SYN_FEED_SPACE_NEWS

static const item_rule rules[] = {
    {"guid", PLAIN, FIELD_ID, 0},
    {"id", ATOM, FIELD_ID, 1},
    {"identifier", DC, FIELD_ID, 2},
    {"origlink", SYN_FEED_SPACE_FEEDBURNER, FIELD_LINK, 0},
    {"link", PLAIN, FIELD_LINK, 2},
    {"loc", PLAIN, FIELD_LINK, 1},
    {"title", PLAIN, FIELD_TITLE, 0},
    {"title", ATOM, FIELD_TITLE, 1},
    {"title", NEWS, FIELD_TITLE, 2},
    {"title", DC, FIELD_TITLE, 3},
    {"title", ITUNES, FIELD_TITLE, 4},
    {"title", MEDIA, FIELD_TITLE, 5},
    {"encoded", SYN_FEED_SPACE_CONTENT, FIELD_CONTENT, 0},
    {"content", ATOM, FIELD_CONTENT, 1},
    {"body", SYN_FEED_SPACE_XHTML, FIELD_CONTENT, 2},
    {"body", PLAIN, FIELD_CONTENT, 2},
    {"fullitem", PLAIN, FIELD_CONTENT, 3},
    {"fullitem", SYN_FEED_SPACE_OTHER, FIELD_CONTENT, 3},
    {"full-text", SYN_FEED_SPACE_OTHER, FIELD_CONTENT, 4},
    {"description", PLAIN, FIELD_SUMMARY, 0},
    {"summary", ATOM, FIELD_SUMMARY, 1},
    {"summary", PLAIN, FIELD_SUMMARY, 2},
    {"abstract", TERMS, FIELD_SUMMARY, 3},
    {"description", DC, FIELD_SUMMARY, 4},
    {"summary", ITUNES, FIELD_SUMMARY, 5},
    {"description", MEDIA, FIELD_SUMMARY, 6},
    {"subtitle", ITUNES, FIELD_SUMMARY, 7},
    {"pubdate", PLAIN, FIELD_PUBLISHED, 0},
    {"published", ATOM, FIELD_PUBLISHED, 1},
    {"issued", ATOM, FIELD_PUBLISHED, 2},
    {"publication_date", NEWS, FIELD_PUBLISHED, 3},
    {"published", PLAIN, FIELD_PUBLISHED, 4},
    {"date", DC, FIELD_PUBLISHED, 5},
    {"issued", TERMS, FIELD_PUBLISHED, 6},
    {"created", ATOM, FIELD_PUBLISHED, 7},
    {"created", TERMS, FIELD_PUBLISHED, 8},
    {"updated", ATOM, FIELD_UPDATED, 0},
    {"modified", ATOM, FIELD_UPDATED, 1},
    {"modified", TERMS, FIELD_UPDATED, 2},
    {"lastmod", PLAIN, FIELD_UPDATED, 3},
    {"lastbuilddate", PLAIN, FIELD_UPDATED, 4},
    {"language", PLAIN, FIELD_LANGUAGE, 0},
    {"language", DC, FIELD_LANGUAGE, 1},
    {"source", PLAIN, FIELD_SOURCE, 0},
    {"source", ATOM, FIELD_SOURCE, 1},
    {"source", DC, FIELD_SOURCE, 2},
    {"creator", DC, FIELD_AUTHOR, 0},
    {"author", PLAIN, FIELD_AUTHOR, 0},
    {"author", DC, FIELD_AUTHOR, 0},
    {"author", ATOM, FIELD_ATOM_AUTHOR, 0},
    {"author", ITUNES, FIELD_OTHER_AUTHOR, 0},
    {"category", PLAIN, FIELD_CATEGORY, 0},
    {"category", ATOM, FIELD_CATEGORY, 0},
    {"subject", DC, FIELD_CATEGORY, 0},
    {"subject", ATOM, FIELD_CATEGORY, 0},
    {"keywords", NEWS, FIELD_CATEGORIES, 0},
    {"keywords", ITUNES, FIELD_CATEGORIES, 0},
    {"keywords", MEDIA, FIELD_CATEGORIES, 0},
    {"news", NEWS, FIELD_INNER, 0},
    {"group", MEDIA, FIELD_INNER, 0},
};

typedef SYN_ARRAY(syn_text) text_array;

/* What the elements of an entry state. */
typedef struct item_reading {
  syn_feed_draft *draft;
  const syn_xml_node *best[FIELD_COUNT];
  uint8_t rank[FIELD_COUNT];
  text_array authors, categories;
  const syn_xml_node *other_author;
  syn_feed_item item;
} item_reading;

static const item_rule *find_rule(const syn_xml_node *node) {
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
    if (rules[i].space == node->space && syn_text_equal_ascii_case(node->name, syn_text_from(rules[i].name))) return &rules[i];
  }
  return NULL;
}

static bool has_content(const syn_xml_node *node) {
  for (const syn_xml_node *child = node->first; child; child = child->next) {
    if (child->name.size > 0 || syn_text_trim(child->text).size > 0) return true;
  }
  return false;
}

/* --- lists --- */

static syn_status add_once(item_reading *reading, text_array *list, syn_text text) {
  if (text.size == 0 || list->count >= SYN_FEED_LIST_MAXIMUM) return SYN_OK;
  for (size_t i = 0; i < list->count; i++) {
    if (syn_text_equal(list->items[i], text)) return SYN_OK;
  }
  syn_text *added = SYN_ARRAY_ADD(list, reading->draft->arena);
  if (!added) return SYN_NO_MEMORY;
  *added = text;
  return SYN_OK;
}

static syn_status add_author(item_reading *reading, const syn_xml_node *node) {
  syn_text stated, name;
  syn_status status = syn_feed_read_word(reading->draft, node, &stated);
  if (status == SYN_OK) status = syn_feed_read_name(reading->draft, stated, &name);
  return status == SYN_OK ? add_once(reading, &reading->authors, name) : status;
}

/* <author><name>…</name></author>; some feeds write the name alone. */
static syn_status add_atom_author(item_reading *reading, const syn_xml_node *node) {
  bool has_parts = false;
  for (const syn_xml_node *child = node->first; child; child = child->next) {
    has_parts = has_parts || child->space == ATOM;
    if (!syn_text_equal_ascii_case(child->name, SYN_TEXT("name"))) continue;
    syn_status status = add_author(reading, child);
    if (status != SYN_OK) return status;
  }
  return has_parts ? SYN_OK : add_author(reading, node);
}

static syn_status add_category(item_reading *reading, const syn_xml_node *node, bool is_list) {
  syn_text stated = syn_xml_tree_attribute(node, 0, "label"), text;
  if (stated.size == 0) stated = syn_xml_tree_attribute(node, 0, "term");
  syn_status status = SYN_OK;
  if (node->space != ATOM || stated.size == 0)
    status = syn_feed_read_plain(reading->draft, node, &text);
  else
    status = syn_feed_make_plain(reading->draft, stated, &text);
  for (size_t start = 0; status == SYN_OK && is_list && start < text.size;) {
    size_t end = syn_text_find(text, SYN_TEXT(","), start);
    status = add_once(reading, &reading->categories, syn_text_trim(syn_text_slice(text, start, end)));
    start = end == SIZE_MAX ? text.size : end + 1;
  }
  return status == SYN_OK && !is_list ? add_once(reading, &reading->categories, text) : status;
}

/* --- links --- */

static bool is_value(const syn_xml_node *node, const char *attribute, const char *value) {
  return syn_text_equal_ascii_case(syn_text_trim(syn_xml_tree_attribute(node, 0, attribute)), syn_text_from(value));
}

/* A link of Atom: its address becomes the entry's, or its via. Of several pages the first of HTML. */
static syn_status read_atom_link(item_reading *reading, const syn_xml_node *node) {
  enum { RANK_PAGE = 3, RANK_OTHER = 4, RANK_SELF = 9 };
  if (syn_xml_tree_attribute(node, 0, "href").size == 0) return SYN_OK;
  const syn_text rel = syn_text_trim(syn_xml_tree_attribute(node, 0, "rel")), type = syn_xml_tree_attribute(node, 0, "type");
  if (is_value(node, "rel", "via") && reading->item.via_url.size == 0)
    return syn_feed_resolve(reading->draft, node, syn_xml_tree_attribute(node, 0, "href"), &reading->item.via_url);
  bool is_page = rel.size == 0 || syn_text_ends_with(rel, SYN_TEXT("alternate"));
  bool is_html = type.size == 0 || syn_text_find(type, SYN_TEXT("html"), 0) != SIZE_MAX;
  if (!is_page && !is_value(node, "rel", "self")) return SYN_OK;
  uint8_t rank = !is_page ? RANK_SELF : is_html ? RANK_PAGE : RANK_OTHER;
  if (reading->best[FIELD_LINK] && reading->rank[FIELD_LINK] <= rank) return SYN_OK;
  reading->best[FIELD_LINK] = node;
  reading->rank[FIELD_LINK] = rank;
  return SYN_OK;
}

/* Whether the guid is an address: it says so, or looks so and does not say otherwise. */
static bool is_permanent(const syn_xml_node *guid, syn_text id) {
  return !is_value(guid, "isPermaLink", "false") && syn_url_is_web(id);
}

static syn_status choose_url(item_reading *reading, const syn_xml_node *item) {
  const syn_xml_node *link = reading->best[FIELD_LINK], *id = reading->best[FIELD_ID];
  syn_feed_item *out = &reading->item;
  syn_text stated = {0};
  syn_status status = SYN_OK;
  if (link) stated = syn_xml_tree_attribute(link, 0, "href");
  if (link && has_content(link)) status = syn_feed_read_word(reading->draft, link, &stated);
  if (status == SYN_OK && stated.size > 0) status = syn_feed_resolve(reading->draft, link, stated, &out->url);
  syn_text about = syn_xml_tree_attribute(item, SYN_FEED_SPACE_RDF, "about");
  if (status == SYN_OK && out->id.size == 0) status = syn_feed_resolve(reading->draft, NULL, about, &out->id);
  bool is_guid = id && id->space == PLAIN && is_permanent(id, out->id);
  if (status == SYN_OK && out->url.size == 0 && is_guid) status = syn_arena_copy(reading->draft->arena, out->id, &out->url);
  if (status == SYN_OK && out->url.size == 0 && syn_url_is_web(about)) out->url = out->id;
  stated = syn_xml_tree_attribute(item, 0, "href"); /* of CDF */
  if (status == SYN_OK && out->url.size == 0 && stated.size > 0) status = syn_feed_resolve(reading->draft, item, stated, &out->url);
  return status;
}

/* --- source --- */

static syn_status read_atom_source(item_reading *reading, const syn_xml_node *source) {
  syn_feed_item *out = &reading->item;
  syn_text id = {0};
  int best = 0; /* alternate before self */
  syn_status status = SYN_OK;
  for (const syn_xml_node *child = source->first; child && status == SYN_OK; child = child->next) {
    syn_text href = syn_xml_tree_attribute(child, 0, "href"), rel = syn_xml_tree_attribute(child, 0, "rel");
    int quality = rel.size == 0 || syn_text_ends_with(rel, SYN_TEXT("alternate")) ? 2 : syn_text_equal(rel, SYN_TEXT("self")) ? 1 : 0;
    if (syn_text_equal_ascii_case(child->name, SYN_TEXT("title")) && out->source.size == 0) {
      status = syn_feed_read_plain(reading->draft, child, &out->source);
    } else if (syn_text_equal_ascii_case(child->name, SYN_TEXT("link")) && href.size > 0 && quality > best) {
      best = quality;
      status = syn_feed_resolve(reading->draft, child, href, &out->source_url);
    } else if (syn_text_equal_ascii_case(child->name, SYN_TEXT("id"))) {
      status = syn_feed_read_word(reading->draft, child, &id);
    }
  }
  if (best == 0) out->source_url = id;
  return status;
}

static syn_status read_source(item_reading *reading) {
  const syn_xml_node *source = reading->best[FIELD_SOURCE];
  syn_feed_item *out = &reading->item;
  if (!source) return SYN_OK;
  if (source->space == ATOM) return read_atom_source(reading, source);
  syn_status status = syn_feed_read_plain(reading->draft, source, &out->source);
  syn_text address = syn_xml_tree_attribute(source, 0, "url");
  if (status == SYN_OK && address.size > 0) return syn_feed_resolve(reading->draft, source, address, &out->source_url);
  if (status == SYN_OK && syn_url_is_web(out->source)) {
    out->source_url = out->source;
    out->source = (syn_text){0};
  }
  return status;
}

static syn_status read_language_of(item_reading *reading, const syn_xml_node *node) {
  syn_text stated;
  syn_status status = syn_feed_read_word(reading->draft, node, &stated);
  return status == SYN_OK ? syn_feed_copy_language(reading->draft, stated, &reading->item.language) : status;
}

/* <news:publication><news:name>…</news:name><news:language>…: the outlet. */
static syn_status read_publication(item_reading *reading, const syn_xml_node *publication) {
  syn_status status = SYN_OK;
  for (const syn_xml_node *child = publication->first; child && status == SYN_OK; child = child->next) {
    if (syn_text_equal_ascii_case(child->name, SYN_TEXT("name")))
      status = syn_feed_read_plain(reading->draft, child, &reading->item.source);
    else if (syn_text_equal_ascii_case(child->name, SYN_TEXT("language")))
      status = read_language_of(reading, child);
  }
  return status;
}

/* --- elements --- */

static syn_status note(item_reading *reading, const syn_xml_node *node);

/* One level deep, whatever is in it. */
static syn_status read_inner(item_reading *reading, const syn_xml_node *node) {
  syn_status status = SYN_OK;
  for (const syn_xml_node *child = node->first; child && status == SYN_OK; child = child->next) {
    const item_rule *rule = child->name.size > 0 ? find_rule(child) : NULL;
    if (child->space == NEWS && syn_text_equal_ascii_case(child->name, SYN_TEXT("publication")))
      status = read_publication(reading, child);
    else if (rule && rule->field != FIELD_INNER)
      status = note(reading, child);
  }
  return status;
}

static void note_best(item_reading *reading, const syn_xml_node *node, const item_rule *rule) {
  bool is_link = rule->field == FIELD_LINK; /* of several the last, as other readers of feeds have it */
  bool is_better = !reading->best[rule->field] || rule->rank < reading->rank[rule->field] + (is_link ? 1 : 0);
  if (!is_better || (!has_content(node) && !is_link && rule->field != FIELD_SOURCE)) return;
  if (is_link && !has_content(node) && syn_xml_tree_attribute(node, 0, "href").size == 0) return;
  reading->best[rule->field] = node;
  reading->rank[rule->field] = rule->rank;
}

static syn_status note(item_reading *reading, const syn_xml_node *node) {
  if (node->space == ATOM && syn_text_equal_ascii_case(node->name, SYN_TEXT("link"))) return read_atom_link(reading, node);
  const item_rule *rule = find_rule(node);
  if (!rule) return SYN_OK;
  switch (rule->field) {
  case FIELD_AUTHOR:
    return node->first && has_content(node) ? add_atom_author(reading, node) : SYN_OK;
  case FIELD_ATOM_AUTHOR:
    return add_atom_author(reading, node);
  case FIELD_OTHER_AUTHOR:
    if (!reading->other_author) reading->other_author = node;
    return SYN_OK;
  case FIELD_CATEGORY:
  case FIELD_CATEGORIES:
    return add_category(reading, node, rule->field == FIELD_CATEGORIES);
  case FIELD_INNER:
    return read_inner(reading, node);
  default:
    note_best(reading, node, rule);
    return SYN_OK;
  }
}

static syn_status read_language(item_reading *reading, const syn_xml_node *item) {
  if (reading->item.language.size > 0) return SYN_OK;
  if (reading->best[FIELD_LANGUAGE]) return read_language_of(reading, reading->best[FIELD_LANGUAGE]);
  syn_text stated = syn_xml_tree_attribute(item, SYN_FEED_SPACE_XML, "lang");
  const syn_xml_node *content = reading->best[FIELD_CONTENT];
  if (stated.size == 0 && content) stated = syn_xml_tree_attribute(content, SYN_FEED_SPACE_XML, "lang");
  return syn_feed_copy_language(reading->draft, stated, &reading->item.language);
}

static syn_status read_texts(item_reading *reading) {
  syn_feed_draft *draft = reading->draft;
  syn_feed_item *item = &reading->item;
  const syn_xml_node *const *best = reading->best;
  syn_status status = SYN_OK;
  if (best[FIELD_ID]) status = syn_feed_read_word(draft, best[FIELD_ID], &item->id);
  if (status == SYN_OK && best[FIELD_TITLE]) status = syn_feed_read_plain(draft, best[FIELD_TITLE], &item->title);
  if (status == SYN_OK && best[FIELD_CONTENT]) status = syn_feed_read_html(draft, best[FIELD_CONTENT], &item->content);
  if (status == SYN_OK && best[FIELD_SUMMARY]) status = syn_feed_read_html(draft, best[FIELD_SUMMARY], &item->summary);
  if (status == SYN_OK && best[FIELD_PUBLISHED]) status = syn_feed_read_date(draft, best[FIELD_PUBLISHED], &item->published, &item->dated);
  if (status == SYN_OK && best[FIELD_UPDATED])
    status = syn_feed_read_date(draft, best[FIELD_UPDATED], &item->updated, item->dated.size > 0 ? NULL : &item->dated);
  return status;
}

syn_status syn_feed_read_item(syn_feed_draft *draft, const syn_xml_node *node) {
  syn_status status;
  syn_feed_item *added = syn_feed_add_item(draft, &status);
  if (!added) return status;
  item_reading reading = {.draft = draft};
  status = SYN_OK;
  for (const syn_xml_node *child = node->first; child && status == SYN_OK; child = child->next) {
    if (child->name.size > 0) status = note(&reading, child);
  }
  if (status == SYN_OK) status = read_texts(&reading);
  if (status == SYN_OK) status = choose_url(&reading, node);
  if (status == SYN_OK) status = read_source(&reading);
  if (status == SYN_OK) status = read_language(&reading, node);
  if (status == SYN_OK && reading.authors.count == 0 && reading.other_author) status = add_author(&reading, reading.other_author);
  reading.item.authors = reading.authors.items;
  reading.item.author_count = (uint32_t)reading.authors.count;
  reading.item.categories = reading.categories.items;
  reading.item.category_count = (uint32_t)reading.categories.count;
  *added = reading.item;
  return status;
}
