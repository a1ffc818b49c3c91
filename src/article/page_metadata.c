#include "article/page_metadata.h"

#include "article/character_references.h"
#include "article/page_headings.h"

#include "base/utf8.h"

enum {
  NAME_BYTES = 64,
  VALUE_BYTES = 4096,
  ITEM_STEPS = 12,   /* elements around one of microdata */
  NAME_STEPS = 64,   /* nodes below an author in which its name is looked for */
  TEXT_BYTES = 1024, /* of an element that is read as a value */
  TEXT_NODES = 256
};

static bool field_of(syn_text name, syn_metadata_field *out_field) {
  static const char *const names[SYN_METADATA_FIELD_COUNT] = {"title",    "site",   "url",       "language", "published",
                                                              "modified", "author", "publisher", "subtitle", "tag",
                                                              "source",   "credit", "correction"};
  for (unsigned i = 0; i < SYN_METADATA_FIELD_COUNT; i++)
    if (syn_text_equal(name, syn_text_from(names[i]))) {
      *out_field = (syn_metadata_field)i;
      return true;
    }
  return false;
}

static unsigned place_index(syn_metadata_place place) {
  return place == SYN_METADATA_META ? 0 : place == SYN_METADATA_ITEMPROP ? 1 : 2;
}

syn_status syn_metadata_names_load(const syn_world *world, syn_arena *arena, syn_metadata_names *out_names) {
  syn_metadata_names names = {0};
  for (unsigned i = 0; i < 3; i++) syn_map_init(&names.by_place[i], arena);
  const syn_table *table = syn_world_table(world, "world/page_metadata");
  size_t field_column = table ? syn_table_column(table, "field") : 0, rank_column = table ? syn_table_column(table, "rank") : 0;
  size_t place_column = table ? syn_table_column(table, "place") : 0, names_column = table ? syn_table_column(table, "names") : 0;
  for (size_t row = 0; table && row < table->row_count; row++) {
    syn_metadata_field field;
    syn_text place = syn_table_cell(table, row, place_column), rank = syn_table_cell(table, row, rank_column);
    if (!field_of(syn_table_cell(table, row, field_column), &field) || rank.size != 1) continue;
    unsigned index = syn_text_equal(place, SYN_TEXT("meta")) ? 0 : syn_text_equal(place, SYN_TEXT("itemprop")) ? 1 : 2;
    syn_text rest = syn_table_cell(table, row, names_column), name;
    while (syn_table_next_item(&rest, '|', &name)) {
      syn_status status = syn_map_put(&names.by_place[index], name, (uint64_t)field << 8 | (uint64_t)(rank.data[0] - '0'));
      if (status != SYN_OK) return status;
    }
  }
  *out_names = names;
  return SYN_OK;
}

bool syn_metadata_find(const syn_metadata_names *names, syn_metadata_place place, syn_text name, syn_metadata_field *out_field,
                       uint8_t *out_rank) {
  char lower[NAME_BYTES];
  if (name.size == 0 || name.size > NAME_BYTES) return false;
  for (size_t i = 0; i < name.size; i++) lower[i] = name.data[i] >= 'A' && name.data[i] <= 'Z' ? (char)(name.data[i] + 32) : name.data[i];
  uint64_t found = 0;
  if (!syn_map_get(&names->by_place[place_index(place)], (syn_text){lower, name.size}, &found)) return false;
  *out_field = (syn_metadata_field)(found >> 8);
  *out_rank = (uint8_t)(found & 0xFF);
  return true;
}

static syn_metadata_list *list_of(syn_page_metadata *metadata, syn_metadata_field field) {
  switch (field) {
  case SYN_METADATA_AUTHOR:
    return &metadata->authors;
  case SYN_METADATA_TAG:
    return &metadata->tags;
  case SYN_METADATA_SOURCE:
    return &metadata->sources;
  case SYN_METADATA_CREDIT:
    return &metadata->credits;
  case SYN_METADATA_CORRECTION:
    return &metadata->corrections;
  default:
    return NULL;
  }
}

void syn_metadata_state(syn_page_metadata *metadata, syn_metadata_field field, uint8_t rank, syn_text value) {
  value = syn_text_trim(value);
  if (value.size == 0 || value.size > VALUE_BYTES) return;
  if (field == SYN_METADATA_TITLE && metadata->title_count < SYN_METADATA_TITLE_LIMIT) metadata->titles[metadata->title_count++] = value;
  if (field == SYN_METADATA_PUBLISHED && rank <= SYN_METADATA_SURE_RANK && metadata->day_count < SYN_METADATA_DAY_LIMIT)
    metadata->days[metadata->day_count++] = value;
  syn_metadata_value *known = &metadata->fields[field];
  if (known->text.size == 0 || rank < known->rank) *known = (syn_metadata_value){value, rank};
  syn_metadata_list *list = list_of(metadata, field);
  if (!list || list->count == SYN_METADATA_LIST_LIMIT) return;
  for (uint32_t i = 0; i < list->count; i++)
    if (list->items[i].rank == rank && syn_text_equal(list->items[i].text, value)) return;
  list->items[list->count++] = (syn_metadata_value){value, rank};
}

static syn_status read_meta(const syn_metadata_names *names, const syn_dom_node *node, syn_arena *arena, syn_page_metadata *metadata) {
  static const char *const keys[] = {"property", "name", "itemprop", "http-equiv"};
  syn_text content = syn_dom_attribute_value(node, "content");
  for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]) && content.size > 0; i++) {
    syn_metadata_field field;
    uint8_t rank;
    if (!syn_metadata_find(names, SYN_METADATA_META, syn_dom_attribute_value(node, keys[i]), &field, &rank)) continue;
    syn_status status = syn_resolve_references(content, arena, &content); /* often escaped twice */
    if (status != SYN_OK) return status;
    syn_metadata_state(metadata, field, rank, content);
  }
  return SYN_OK;
}

syn_status syn_metadata_element_text(const syn_dom_node *element, syn_arena *arena, syn_text *out_text) {
  size_t bytes = 0, nodes = 0;
  *out_text = (syn_text){0};
  for (const syn_dom_node *node = element; node; node = syn_dom_next(element, node, false)) {
    bytes += node->text.size;
    if (bytes > TEXT_BYTES || ++nodes > TEXT_NODES) return SYN_OK;
  }
  return syn_dom_text(element, arena, out_text);
}

/* Whether an element belongs to a comment on what the page is about, or to a customer's review of it. */
static bool is_in_comment(const syn_dom_node *node) {
  const syn_dom_node *above = node->parent;
  for (unsigned steps = 0; above && steps < ITEM_STEPS; steps++, above = above->parent) {
    syn_text item = syn_dom_attribute_value(above, "itemprop");
    if (syn_text_equal_ascii_case(item, SYN_TEXT("review")) || syn_text_equal_ascii_case(item, SYN_TEXT("reviews")) ||
        syn_text_equal_ascii_case(item, SYN_TEXT("comment")))
      return true;
  }
  return false;
}

/* Microdata: the machine-readable value if there is one, else the words. The name of an author or a publisher lies in an itemprop "name"
 * below. */
static syn_status read_itemprop(const syn_metadata_names *names, const syn_dom_node *node, syn_arena *arena, syn_page_metadata *metadata) {
  syn_metadata_field field;
  uint8_t rank;
  if (!syn_metadata_find(names, SYN_METADATA_ITEMPROP, syn_dom_attribute_value(node, "itemprop"), &field, &rank)) return SYN_OK;
  if ((field == SYN_METADATA_AUTHOR || field == SYN_METADATA_PUBLISHED) && is_in_comment(node)) return SYN_OK;
  syn_text value = syn_dom_attribute_value(node, "content");
  if (value.size == 0) value = syn_dom_attribute_value(node, "datetime");
  if (value.size == 0 && syn_text_equal(node->name, SYN_TEXT("abbr"))) value = syn_dom_attribute_value(node, "title");
  if (value.size > 0) {
    syn_metadata_state(metadata, field, rank, value);
    return SYN_OK;
  }
  const syn_metadata_value *known = &metadata->fields[field];
  bool full = field != SYN_METADATA_AUTHOR || metadata->authors.count == SYN_METADATA_LIST_LIMIT;
  if (known->text.size > 0 && (rank > known->rank || (rank == known->rank && full))) return SYN_OK;
  const syn_dom_node *holder = node;
  unsigned steps = field == SYN_METADATA_AUTHOR || field == SYN_METADATA_PUBLISHER ? NAME_STEPS : 0;
  for (const syn_dom_node *below = node; below && steps > 0; steps--, below = syn_dom_next(node, below, false))
    if (syn_text_equal(syn_dom_attribute_value(below, "itemprop"), SYN_TEXT("name"))) {
      holder = below;
      break;
    }
  value = syn_dom_attribute_value(holder, "content");
  syn_status status = value.size > 0 ? SYN_OK : syn_metadata_element_text(holder, arena, &value);
  if (status == SYN_OK) syn_metadata_state(metadata, field, rank, value);
  return status;
}

static void read_link(const syn_dom_node *node, syn_page_metadata *metadata) {
  if (syn_text_equal_ascii_case(syn_dom_attribute_value(node, "rel"), SYN_TEXT("canonical")) && metadata->canonical.size == 0)
    metadata->canonical = syn_text_trim(syn_dom_attribute_value(node, "href"));
}

syn_status syn_page_metadata_read(const syn_metadata_names *names, const syn_layout *layout, const syn_dom *dom, syn_arena *arena,
                                  syn_page_metadata *out_metadata) {
  syn_page_metadata metadata = {0};
  syn_map roles;
  syn_map_init(&roles, arena);
  metadata.html_language = syn_dom_attribute_value(dom->root, "lang");
  if (metadata.html_language.size == 0) metadata.html_language = syn_dom_attribute_value(dom->root, "xml:lang");
  syn_status status = SYN_OK;
  for (const syn_dom_node *node = dom->root; node && status == SYN_OK; node = syn_dom_next(dom->root, node, false)) {
    if (node->is_text) continue;
    if (node->element == SYN_ELEMENT_META)
      status = read_meta(names, node, arena, &metadata);
    else if (node->element == SYN_ELEMENT_LINK)
      read_link(node, &metadata);
    else if (node->element == SYN_ELEMENT_TITLE && metadata.title_element.size == 0)
      status = syn_metadata_element_text(node, arena, &metadata.title_element);
    else if (node->element == SYN_ELEMENT_H1 || node->element == SYN_ELEMENT_H2)
      status = syn_heading_read(layout, node, &roles, arena, &metadata);
    if (status == SYN_OK && node->element != SYN_ELEMENT_META && node->attribute_count > 0)
      status = read_itemprop(names, node, arena, &metadata);
  }
  for (uint32_t i = 0; i < dom->data_block_count && status == SYN_OK; i++)
    status = syn_metadata_read_json(names, dom->data_blocks[i], arena, &metadata);
  if (status == SYN_OK) *out_metadata = metadata;
  return status;
}
