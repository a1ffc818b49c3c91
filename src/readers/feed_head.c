#include <string.h>

#include "readers/feed_draft.h"
#include "readers/relative_url.h"

/* What an element of a feed's head states, and how: see feed_item.c. A field that is there already is not stated again by a worse one. */
typedef enum head_field {
  HEAD_TITLE,
  HEAD_LINK,
  HEAD_LANGUAGE,
  HEAD_UPDATED,
  HEAD_AUTHOR,
  HEAD_COPYRIGHT,
  HEAD_RANKED, /* those above have ranks */
  HEAD_TTL = HEAD_RANKED,
  HEAD_PERIOD,
  HEAD_FREQUENCY,
  HEAD_NEW_ADDRESS,
  HEAD_SKIP_HOURS,
  HEAD_SKIP_DAYS
} head_field;

typedef struct head_rule {
  const char *name;
  uint8_t space, field, rank; /* the lowest rank is best */
} head_rule;

#define PLAIN SYN_FEED_SPACE_PLAIN
#define ATOM SYN_FEED_SPACE_ATOM
#define DC SYN_FEED_SPACE_DC
#define TERMS SYN_FEED_SPACE_TERMS
#define ITUNES SYN_FEED_SPACE_ITUNES
#define UPDATES SYN_FEED_SPACE_UPDATES

static const head_rule rules[] = {
    {"title", PLAIN, HEAD_TITLE, 0},
    {"title", ATOM, HEAD_TITLE, 1},
    {"title", DC, HEAD_TITLE, 2},
    {"title", ITUNES, HEAD_TITLE, 3},
    {"link", PLAIN, HEAD_LINK, 0},
    {"language", PLAIN, HEAD_LANGUAGE, 0},
    {"language", DC, HEAD_LANGUAGE, 1},
    {"language", ITUNES, HEAD_LANGUAGE, 2},
    {"updated", ATOM, HEAD_UPDATED, 0},
    {"modified", ATOM, HEAD_UPDATED, 1},
    {"lastbuilddate", PLAIN, HEAD_UPDATED, 2},
    {"modified", TERMS, HEAD_UPDATED, 3},
    {"pubdate", PLAIN, HEAD_UPDATED, 4},
    {"date", DC, HEAD_UPDATED, 5},
    {"datemodified", PLAIN, HEAD_UPDATED, 6}, /* of OPML */
    {"datecreated", PLAIN, HEAD_UPDATED, 7},
    {"managingeditor", PLAIN, HEAD_AUTHOR, 0},
    {"author", ATOM, HEAD_AUTHOR, 1},
    {"creator", DC, HEAD_AUTHOR, 2},
    {"author", DC, HEAD_AUTHOR, 2},
    {"author", ITUNES, HEAD_AUTHOR, 3},
    {"author", PLAIN, HEAD_AUTHOR, 4},
    {"webmaster", PLAIN, HEAD_AUTHOR, 5},
    {"ownername", PLAIN, HEAD_AUTHOR, 6},
    {"copyright", PLAIN, HEAD_COPYRIGHT, 0},
    {"rights", ATOM, HEAD_COPYRIGHT, 1},
    {"copyright", ATOM, HEAD_COPYRIGHT, 2},
    {"rights", DC, HEAD_COPYRIGHT, 3},
    {"ttl", PLAIN, HEAD_TTL, 0},
    {"updateperiod", UPDATES, HEAD_PERIOD, 0},
    {"updatefrequency", UPDATES, HEAD_FREQUENCY, 0},
    {"new-feed-url", ITUNES, HEAD_NEW_ADDRESS, 0},
    {"newlocation", PLAIN, HEAD_NEW_ADDRESS, 0},
    {"skiphours", PLAIN, HEAD_SKIP_HOURS, 0},
    {"skipdays", PLAIN, HEAD_SKIP_DAYS, 0},
};

_Static_assert((int)SYN_FEED_HEAD_FIELDS == (int)HEAD_RANKED, "a rank for each field");

static syn_status read_author(syn_feed_draft *draft, const syn_xml_node *node, syn_text *out_author) {
  const syn_xml_node *name = node;
  bool has_parts = false;
  for (const syn_xml_node *child = node->first; child; child = child->next) {
    has_parts = has_parts || child->space == ATOM;
    if (syn_text_equal_ascii_case(child->name, SYN_TEXT("name"))) {
      name = child;
      break;
    }
  }
  *out_author = (syn_text){0};
  if (has_parts && name == node) return SYN_OK;
  syn_text stated;
  syn_status status = syn_feed_read_word(draft, name, &stated);
  return status == SYN_OK ? syn_feed_read_name(draft, stated, out_author) : status;
}

static syn_status read_link(syn_feed_draft *draft, const syn_xml_node *node, syn_text *out_url) {
  syn_text stated;
  syn_status status = syn_feed_read_word(draft, node, &stated);
  if (status == SYN_OK && stated.size == 0) stated = syn_xml_tree_attribute(node, 0, "href");
  return status == SYN_OK ? syn_feed_resolve(draft, node, stated, out_url) : status;
}

static syn_status read_ranked(syn_feed_draft *draft, const syn_xml_node *node, const head_rule *rule) {
  syn_text *const fields[HEAD_RANKED] = {&draft->feed.title,   &draft->feed.url,    &draft->feed.language,
                                         &draft->feed.updated, &draft->feed.author, &draft->feed.copyright};
  syn_text *field = fields[rule->field], stated = {0};
  bool is_known = field->size > 0 && draft->head_ranks[rule->field] <= rule->rank;
  if (is_known && (rule->field != HEAD_LINK || draft->head_ranks[HEAD_LINK] < rule->rank)) return SYN_OK; /* of several links the last */
  syn_status status;
  switch (rule->field) {
  case HEAD_LINK:
    status = read_link(draft, node, &stated);
    break;
  case HEAD_UPDATED:
    status = syn_feed_read_date(draft, node, &stated, NULL);
    break;
  case HEAD_AUTHOR:
    status = read_author(draft, node, &stated);
    break;
  case HEAD_LANGUAGE:
    status = syn_feed_read_word(draft, node, &stated);
    if (status == SYN_OK) status = syn_feed_copy_language(draft, stated, &stated);
    break;
  default:
    status = syn_feed_read_plain(draft, node, &stated);
  }
  if (status != SYN_OK || stated.size == 0) return status;
  *field = stated;
  draft->head_ranks[rule->field] = rule->rank;
  return SYN_OK;
}

/* Whole minutes; 0 where it is none or beyond a year. */
static uint32_t read_count(syn_text text) {
  enum { YEAR_MINUTES = 366 * 24 * 60 };
  uint32_t value = 0;
  for (size_t i = 0; i < text.size; i++) {
    if (text.data[i] < '0' || text.data[i] > '9') return 0;
    value = value * 10 + (uint32_t)(text.data[i] - '0');
    if (value > YEAR_MINUTES) return 0;
  }
  return value;
}

static uint32_t period_minutes(syn_text name) {
  static const struct {
    const char *name;
    uint32_t minutes;
  } periods[] = {{"hourly", 60}, {"daily", 24 * 60}, {"weekly", 7 * 24 * 60}, {"monthly", 30 * 24 * 60}, {"yearly", 365 * 24 * 60}};
  for (size_t i = 0; i < sizeof periods / sizeof *periods; i++) {
    if (syn_text_equal_ascii_case(name, syn_text_from(periods[i].name))) return periods[i].minutes;
  }
  return 0;
}

/* The number of an hour, 24 being 0 as in older feeds, or of a day from Monday on; 32: it is none. */
static uint32_t read_skipped(syn_text text, bool is_day) {
  static const char *const days[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
  enum { NONE = 32 };
  uint32_t hour = 0;
  text = syn_text_trim(text);
  for (uint32_t i = 0; is_day && i < sizeof days / sizeof *days; i++)
    if (syn_text_equal_ascii_case(text, syn_text_from(days[i]))) return i;
  if (is_day || text.size == 0 || text.size > 2) return NONE;
  for (size_t i = 0; i < text.size; i++) {
    if (text.data[i] < '0' || text.data[i] > '9') return NONE;
    hour = hour * 10 + (uint32_t)(text.data[i] - '0');
  }
  return hour > 24 ? NONE : hour % 24;
}

/* <skipHours><hour>3</hour>…, <skipDays><day>Sunday</day>… */
static syn_status read_skips(syn_feed_draft *draft, const syn_xml_node *node, bool is_day, uint32_t *skips) {
  for (const syn_xml_node *child = node->first; child; child = child->next) {
    syn_text stated;
    if (!syn_text_equal_ascii_case(child->name, is_day ? SYN_TEXT("day") : SYN_TEXT("hour"))) continue;
    syn_status status = syn_feed_read_word(draft, child, &stated);
    if (status != SYN_OK) return status;
    const uint32_t number = read_skipped(stated, is_day);
    if (number < 32) *skips |= (uint32_t)1 << number;
  }
  return SYN_OK;
}

static syn_status read_other(syn_feed_draft *draft, const syn_xml_node *node, const head_rule *rule) {
  if (rule->field == HEAD_SKIP_HOURS) return read_skips(draft, node, false, &draft->feed.skip_hours);
  if (rule->field == HEAD_SKIP_DAYS) return read_skips(draft, node, true, &draft->feed.skip_days);
  syn_text stated;
  syn_status status = syn_feed_read_word(draft, node, &stated);
  if (status != SYN_OK) return status;
  if (rule->field == HEAD_TTL) draft->feed.ttl_minutes = read_count(stated);
  if (rule->field == HEAD_PERIOD) draft->period_minutes = period_minutes(stated);
  if (rule->field == HEAD_FREQUENCY) draft->period_count = read_count(stated);
  if (rule->field != HEAD_NEW_ADDRESS || stated.size == 0) return SYN_OK;
  draft->has_moved = true;
  return syn_feed_resolve(draft, node, stated, &draft->feed.feed_url);
}

static syn_status read_atom_link(syn_feed_draft *draft, const syn_xml_node *node) {
  const syn_text rel = syn_text_trim(syn_xml_tree_attribute(node, 0, "rel")), href = syn_xml_tree_attribute(node, 0, "href");
  const syn_text type = syn_xml_tree_attribute(node, 0, "type");
  bool is_page = rel.size == 0 || syn_text_ends_with(rel, SYN_TEXT("alternate"));
  uint8_t rank = type.size == 0 || syn_text_find(type, SYN_TEXT("html"), 0) != SIZE_MAX ? 1 : 2;
  if (href.size == 0) return SYN_OK;
  if (syn_text_ends_with(rel, SYN_TEXT("self")) && !draft->has_moved && draft->feed.feed_url.size == 0)
    return syn_feed_resolve(draft, node, href, &draft->feed.feed_url);
  const bool is_next = syn_text_equal_ascii_case(rel, SYN_TEXT("next")),
             is_older = syn_text_equal_ascii_case(rel, SYN_TEXT("prev-archive"));
  if (is_next || (is_older && draft->feed.next_url.size == 0)) return syn_feed_resolve(draft, node, href, &draft->feed.next_url);
  if (!is_page || (draft->feed.url.size > 0 && draft->head_ranks[HEAD_LINK] <= rank)) return SYN_OK;
  draft->head_ranks[HEAD_LINK] = rank;
  return syn_feed_resolve(draft, node, href, &draft->feed.url);
}

/* <author> of an Atom feed. */
static syn_status note_author(syn_feed_draft *draft, const syn_xml_node *node) {
  syn_text name;
  if (draft->authors.count >= SYN_FEED_LIST_MAXIMUM) return SYN_OK;
  syn_status status = read_author(draft, node, &name);
  if (status != SYN_OK || name.size == 0) return status;
  syn_text *added = SYN_ARRAY_ADD(&draft->authors, draft->arena);
  if (!added) return SYN_NO_MEMORY;
  *added = name;
  return SYN_OK;
}

void syn_feed_lend_authors(syn_feed_draft *draft) {
  for (size_t i = 0; draft->authors.count > 0 && i < draft->items.count; i++) {
    syn_feed_item *item = &draft->items.items[i];
    if (item->author_count > 0 || item->source.size > 0 || item->source_url.size > 0 || item->via_url.size > 0) continue;
    item->authors = draft->authors.items;
    item->author_count = (uint32_t)draft->authors.count;
  }
}

syn_status syn_feed_read_head(syn_feed_draft *draft, const syn_xml_node *node) {
  if (draft->feed.kind == SYN_FEED_ATOM && node->space == ATOM && syn_text_equal_ascii_case(node->name, SYN_TEXT("author"))) {
    syn_status status = note_author(draft, node);
    if (status != SYN_OK) return status;
  }
  if (node->space == ATOM && syn_text_equal_ascii_case(node->name, SYN_TEXT("link"))) return read_atom_link(draft, node);
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
    const head_rule *rule = &rules[i];
    if (rule->space != node->space || !syn_text_equal_ascii_case(node->name, syn_text_from(rule->name))) continue;
    return rule->field < HEAD_RANKED ? read_ranked(draft, node, rule) : read_other(draft, node, rule);
  }
  return SYN_OK;
}

syn_status syn_feed_finish_head(syn_feed_draft *draft) {
  syn_feed *feed = &draft->feed;
  if (feed->ttl_minutes == 0 && draft->period_minutes > 0)
    feed->ttl_minutes = draft->period_minutes / (draft->period_count > 0 ? draft->period_count : 1);
  syn_feed_lend_authors(draft);
  return feed->language.size > 0 ? SYN_OK : syn_feed_copy_language(draft, draft->language, &feed->language);
}

/* --- OPML --- */

syn_status syn_feed_read_outline(syn_feed_draft *draft, const syn_xml_scanner *scanner) {
  const syn_xml_node node = {.attributes = scanner->attributes, .attribute_count = scanner->attribute_count};
  syn_text address = syn_xml_tree_attribute(&node, 0, "xmlUrl"), title = syn_xml_tree_attribute(&node, 0, "title");
  const syn_text type = syn_xml_tree_attribute(&node, 0, "type");
  bool is_feed = syn_text_equal_ascii_case(type, SYN_TEXT("rss")) || syn_text_equal_ascii_case(type, SYN_TEXT("atom"));
  if (address.size == 0 && is_feed) address = syn_xml_tree_attribute(&node, 0, "url");
  if (syn_text_trim(address).size == 0) return SYN_OK;
  if (title.size == 0) title = syn_xml_tree_attribute(&node, 0, "text");
  syn_status status;
  syn_feed_item *item = syn_feed_add_item(draft, &status);
  if (!item) return status;
  status = syn_feed_resolve(draft, NULL, address, &item->url);
  if (status == SYN_OK) status = syn_feed_make_plain(draft, title, &item->title);
  if (status == SYN_OK) status = syn_feed_resolve(draft, NULL, syn_xml_tree_attribute(&node, 0, "htmlUrl"), &item->source_url);
  if (status == SYN_OK) status = syn_feed_make_plain(draft, syn_xml_tree_attribute(&node, 0, "description"), &item->summary);
  if (status == SYN_OK) status = syn_feed_copy_language(draft, syn_xml_tree_attribute(&node, 0, "language"), &item->language);
  return status;
}
