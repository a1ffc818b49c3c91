/*
 * How it works: sources are asked in order of trust until one names a person. Elements that are called after authors, or are links to an
 * author's page, are ranked by where they stand (between the headline and the text, below the text, elsewhere); those of other articles
 * stand elsewhere. A given name alone is completed from the page, where it names somebody in full. Lines without such elements count when
 * they begin with a word for "by", hold it behind a date ("Posted on 3 May by Ana Petrescu"), or are a date and a person's name.
 */
#include "article/page_authors.h"

#include <string.h>

#include "article/author_element.h"
#include "article/author_reader.h"
#include "article/page_title.h"
#include "base/utf8.h"

enum {
  WORST_RANK = 9,      /* of metadata */
  ELEMENT_BYTES = 120, /* of text in one of them */
  LARGE_BYTES = 300,   /* … that stands between headline and text, and has a person that is sure */
  ELSEWHERE_LIMIT = 24,
  NAME_PART_WORDS = 2,
  USER_BYTES = 64,
  USER_LEAST = 3,     /* letters of a user's name that are found in a person's */
  ELEMENT_STEPS = 12, /* between one of them and one inside it */
  NODES_BEFORE_TITLE = 100,
  NODES_AFTER_TITLE = 60,
  NODES_AFTER_TEXT = 300,
  BEST_RANK = 6,
  LIST_NODES = 16, /* between two authors of one article */
  MICRODATA_RANK = 3,
  JSON_RANK = 1,
  ARTICLE_LIMIT = 2, /* in the JSON-LD of a page that is one of them */
  SITE_WORDS = 5,
  CAPTION_STEPS = 4,
  CARD_STEPS = 3,
  HIDDEN_STEPS = 8,
  VOICE_STEPS = 6,
  SHOWN_BYTES = 24,   /* beside a name that stands for itself */
  REPEATED_LIMIT = 3, /* elements of one name that name authors of other articles */
  PLACED_RANK = 5,    /* from which a name of one word counts in an element */
  OUTSIDE_STEPS = 40,
};

syn_status syn_author_read_names(syn_author_reader *r, syn_text text, bool is_stated) {
  size_t before = r->credits->persons.count;
  syn_status status = syn_credits_read_byline(r->page->extractor, text, is_stated, r->arena, r->credits);
  if (status == SYN_NOT_FOUND || r->credits->persons.count == before) return status == SYN_NOT_FOUND ? SYN_OK : status;
  syn_text site = r->page->metadata->fields[SYN_METADATA_SITE].text;
  return status == SYN_OK ? syn_authors_drop_site(r->page->extractor, site, r->page->host, r->arena, r->credits) : status;
}

bool syn_author_is_found(const syn_author_reader *r) {
  return r->credits->persons.count > 0;
}

/* Whether all that was found is one word that is no given name: as often a user, a desk or a house as a person. */
static syn_status is_doubtful(const syn_author_reader *r, bool *out) {
  bool has_given = false;
  *out = false;
  if (r->credits->persons.count != 1 || memchr(r->credits->persons.items[0].data, ' ', r->credits->persons.items[0].size)) return SYN_OK;
  size_t size;
  uint32_t first = syn_utf8_decode(r->credits->persons.items[0], 0, &size);
  bool has_case =
      syn_utf8_is_upper(first) || syn_utf8_is_lower(first) || first < 0x80; /* where letters have none, names are written as one word */
  if (!has_case) return SYN_OK;
  syn_status status = syn_name_has_given(r->page->extractor, r->credits->persons.items[0], r->arena, &has_given);
  *out = status == SYN_OK && !has_given;
  return status;
}

/* ---- elements ---- */

static bool is_below(const syn_dom_node *node, const syn_dom_node *above) {
  unsigned steps = 0;
  while (node && node != above && steps++ < ELEMENT_STEPS) node = node->parent;
  return node == above;
}

static bool is_in_caption(const syn_author_reader *r, const syn_dom_node *node) {
  for (unsigned steps = 0; node && steps < CAPTION_STEPS; steps++, node = node->parent) {
    if (node->element == SYN_ELEMENT_FIGURE || node->element == SYN_ELEMENT_FIGCAPTION) return true;
    if (steps < 2 && (r->page->blocks->elements[node->order].roles & SYN_LAYOUT_CAPTION)) return true;
  }
  return false;
}

/* Whether an element stands among comments or in a menu: there authors are readers, or none. */
static bool is_elsewhere(const syn_author_reader *r, const syn_dom_node *node) {
  for (unsigned steps = 0; node && steps < OUTSIDE_STEPS; steps++, node = node->parent)
    if (node->element == SYN_ELEMENT_NAV ||
        (r->page->blocks->elements[node->order].is_out && (r->page->blocks->elements[node->order].roles & SYN_LAYOUT_COMMENTS)))
      return true;
  return false;
}

static bool is_hidden(const syn_dom_node *node) {
  for (unsigned steps = 0; node && steps < HIDDEN_STEPS; steps++, node = node->parent)
    if (!node->is_text && syn_layout_is_hidden(node)) return true;
  return false;
}

/* Whether an element stands in a quotation or a review: there the one who is named speaks, and did not write the page. */
static bool is_in_voice(const syn_author_reader *r, const syn_dom_node *node) {
  for (unsigned steps = 0; node && steps < VOICE_STEPS; steps++, node = node->parent)
    if (node->element == SYN_ELEMENT_BLOCKQUOTE || (r->page->blocks->elements[node->order].roles & SYN_LAYOUT_VOICE)) return true;
  return false;
}

/*
 * Whether readers see a name beside the article, standing for itself or behind a word or two ("posted by mira"). Metadata name the accounts
 * of those who put a page up; a page that does not show such a name does not say that this is its author.
 */
static bool is_shown(const syn_author_reader *r, syn_text name) {
  const syn_page_blocks *blocks = r->page->blocks;
  uint32_t last = r->end_order + NODES_AFTER_TEXT;
  for (uint32_t i = r->title_order > NODES_BEFORE_TITLE ? r->title_order - NODES_BEFORE_TITLE : 0; i < blocks->element_count && i <= last;
       i++) {
    const syn_element_facts *facts = &blocks->elements[i];
    if (!facts->node || !facts->node->is_text || facts->text_bytes < name.size || facts->text_bytes > name.size + SHOWN_BYTES) continue;
    syn_text text = syn_text_trim(facts->node->text);
    while (text.size > 0 && strchr(",;:|.)", text.data[text.size - 1])) text = syn_text_trim(syn_text_slice(text, 0, text.size - 1));
    if (text.size < name.size || !syn_text_equal_ascii_case(syn_text_slice(text, text.size - name.size, text.size), name)) continue;
    bool is_whole = text.size == name.size || strchr(" :/|(@", text.data[text.size - name.size - 1]);
    if (is_whole && !is_hidden(facts->node) && !is_elsewhere(r, facts->node)) return true;
  }
  return false;
}

/*
 * Whether an element that is not shown is an author's in the microformats "vcard" or "fn": pages state authors so for machines, as they do
 * in microdata. It must stand in the article or right below.
 */
static bool is_stated_hidden(const syn_author_reader *r, const syn_dom_node *node) {
  if (node->order < r->title_order || node->order > r->end_order + NODES_AFTER_TEXT || is_elsewhere(r, node)) return false;
  for (unsigned steps = 0; node && steps < CARD_STEPS; steps++, node = node->parent) {
    syn_text called = syn_dom_attribute_value(node, "class");
    if (syn_text_find(called, SYN_TEXT("vcard"), 0) != SIZE_MAX) return syn_text_find(called, SYN_TEXT("author"), 0) != SIZE_MAX;
  }
  return false;
}

/* How well an element is placed to name the author: BEST_RANK between headline and text, 0 not at all. */
static unsigned rank_of(const syn_author_reader *r, const syn_dom_node *node) {
  uint32_t order = node->order;
  uint32_t near_title = r->title_order + NODES_AFTER_TITLE;
  bool outside = syn_page_is_outside(r->page->blocks, node);
  bool above = order + NODES_BEFORE_TITLE >= r->title_order && order < (outside && near_title > r->body_order ? near_title : r->body_order);
  if (is_hidden(node)) return is_stated_hidden(r, node) && !outside ? 1 : 0;
  if (is_in_caption(r, node) || is_in_voice(r, node) || (outside && (!above || is_elsewhere(r, node)))) return 0;
  if (above) return outside ? 3 : order >= r->title_order ? BEST_RANK : BEST_RANK - 1;
  if (order > r->end_order && order <= r->end_order + NODES_AFTER_TEXT) return 4;
  return order >= r->title_order && order <= r->end_order ? 2 : 1;
}

/* Those within reach of the article, or those `elsewhere`, which are few. */
static void find_candidates(syn_author_reader *r, bool elsewhere) {
  const syn_page_blocks *blocks = r->page->blocks;
  uint32_t first = r->title_order > NODES_BEFORE_TITLE ? r->title_order - NODES_BEFORE_TITLE : 0, last = r->end_order + NODES_AFTER_TEXT;
  size_t limit = elsewhere ? ELSEWHERE_LIMIT : SYN_AUTHOR_ELEMENTS;
  r->found_count = 0;
  for (uint32_t i = elsewhere ? 0 : first; i < blocks->element_count && r->found_count < limit && (elsewhere || i <= last); i++) {
    const syn_element_facts *facts = &blocks->elements[i];
    if (facts->text_bytes < 2 || facts->text_bytes >= LARGE_BYTES || !facts->node || facts->node->is_text) continue;
    bool is_link = !elsewhere && facts->node->element == SYN_ELEMENT_A;
    if (!(facts->roles & SYN_LAYOUT_AUTHOR) &&
        !(is_link && syn_author_link_leads_to(&r->page->extractor->layout, facts->node, SYN_LAYOUT_AUTHOR | SYN_LAYOUT_PEOPLE)))
      continue;
    unsigned rank = rank_of(r, facts->node);
    if (rank > 0 && (rank == 1) == elsewhere) r->found[r->found_count++] = (syn_author_candidate){facts->node, rank};
  }
}

static bool is_author_link(const syn_author_reader *r, const syn_dom_node *node) {
  while (node->element != SYN_ELEMENT_A && node->parent && node->first_child && !node->first_child->is_text) node = node->first_child;
  const syn_dom_node *link = node->element == SYN_ELEMENT_A ? node : node->parent;
  return link && link->element == SYN_ELEMENT_A && syn_author_link_leads_to(&r->page->extractor->layout, link, SYN_LAYOUT_AUTHOR);
}

/* Whether a name is surely one: a link to an author's page, or with a given name that is known. */
static syn_status is_sure(const syn_author_reader *r, const syn_dom_node *node, syn_text name, bool *out) {
  *out = false;
  syn_status status = memchr(name.data, ' ', name.size) ? syn_name_has_given(r->page->extractor, name, r->arena, out) : SYN_OK;
  return status != SYN_OK || *out ? status : syn_author_element_links(&r->page->extractor->layout, node, name, r->arena, out);
}

/*
 * Of the names that were read from an element, those from `first` on: where some are sure, others count that stand beside them or are
 * marked as they are; the rest is what these persons do, where they work, or words of the page ("Search").
 */
static syn_status keep_sure(syn_author_reader *r, const syn_dom_node *node, const syn_author_parts *parts, size_t first) {
  syn_text_array *persons = &r->credits->persons;
  bool sure[SYN_METADATA_LIST_LIMIT] = {false}, any = false;
  size_t count = persons->count - first < SYN_METADATA_LIST_LIMIT ? persons->count - first : SYN_METADATA_LIST_LIMIT, kept = first;
  for (size_t i = 0; i < count; i++) {
    syn_status status = is_sure(r, node, persons->items[first + i], &sure[i]);
    if (status != SYN_OK) return status;
    any = any || sure[i];
  }
  for (size_t i = 0; i < count && any; i++) {
    bool keep = sure[i];
    for (size_t k = 0; k < count && !keep; k++)
      keep = sure[k] && syn_author_parts_match(parts, persons->items[first + k], persons->items[first + i]);
    if (keep) persons->items[kept++] = persons->items[first + i];
  }
  if (any) persons->count = kept;
  return SYN_OK;
}

/* Whether the parts of an element may be those of one name: "Ana", "Petrescu". */
static bool may_be_one_name(const syn_author_parts *parts) {
  for (size_t i = 0; i < parts->count; i++)
    if (syn_count_words(parts->items[i].text) > NAME_PART_WORDS) return parts->count == 1;
  return true;
}

/* An element's names by its parts, where these hold a person in full, else by its text. */
static syn_status read_author_element(syn_author_reader *r, const syn_dom_node *node, syn_text text) {
  syn_author_parts parts;
  syn_text parted;
  size_t before = r->credits->persons.count;
  syn_status status = syn_author_element_parts(node, r->arena, &parts, &parted);
  if (status == SYN_OK) status = syn_author_read_names(r, parted, true);
  if (status == SYN_OK) status = keep_sure(r, node, &parts, before);
  for (size_t i = before; i < r->credits->persons.count; i++)
    if (memchr(r->credits->persons.items[i].data, ' ', r->credits->persons.items[i].size)) return status;
  if (status != SYN_OK || !may_be_one_name(&parts)) return status;
  r->credits->persons.count = before;
  return syn_author_read_names(r, text, true);
}

/* What one element says; a button or a heading of a list says nothing. */
static syn_status read_element(syn_author_reader *r, const syn_dom_node *node) {
  const syn_furniture *furniture = &r->page->extractor->furniture;
  syn_text text, form;
  syn_status status = syn_dom_text(node, r->arena, &text);
  if (status == SYN_OK) status = syn_furniture_form(text, r->arena, &form);
  if (status != SYN_OK) return status;
  bool is_label = syn_furniture_classify(furniture, form) & (SYN_FURNITURE_LINE | SYN_FURNITURE_LIST | SYN_FURNITURE_REST);
  is_label = is_label || syn_text_equal(text, r->page->metadata->brand);
  is_label = is_label || syn_furniture_prefix(furniture, form, SYN_FURNITURE_PUBLISHED | SYN_FURNITURE_MODIFIED) == form.size ||
             syn_furniture_prefix(furniture, form, SYN_FURNITURE_CAPTION) > 0;
  if (is_label) return SYN_OK;
  const syn_layout *layout = &r->page->extractor->layout;
  bool is_author =
      (r->page->blocks->elements[node->order].roles & SYN_LAYOUT_AUTHOR) || syn_author_link_leads_to(layout, node, SYN_LAYOUT_AUTHOR);
  if (is_author) return read_author_element(r, node, text);
  status = syn_credits_read_signature(r->page->extractor, text, r->arena, r->credits);
  return status == SYN_NOT_FOUND ? SYN_OK : status;
}

/* Whether an element is one of many called the same with other words: authors of a list of other articles, or of comments. */
static bool is_repeated(const syn_author_reader *r, const syn_dom_node *node) {
  unsigned count = 0;
  syn_text called = syn_dom_attribute_value(node, "class");
  for (size_t i = 0; i < r->found_count && called.size > 0; i++)
    count += r->found[i].node->element == node->element && syn_text_equal(syn_dom_attribute_value(r->found[i].node, "class"), called);
  return count > REPEATED_LIMIT;
}

/* Beside a person's whole name a word alone is none. */
static void drop_singles(syn_page_credits *credits) {
  size_t kept = 0, whole = 0;
  for (size_t i = 0; i < credits->persons.count; i++)
    whole += memchr(credits->persons.items[i].data, ' ', credits->persons.items[i].size) != NULL;
  for (size_t i = 0; i < credits->persons.count && whole > 0; i++)
    if (memchr(credits->persons.items[i].data, ' ', credits->persons.items[i].size))
      credits->persons.items[kept++] = credits->persons.items[i];
  if (whole > 0) credits->persons.count = kept;
}

/* Whether one of the names from `first` on is surely a person's. */
static syn_status has_sure(const syn_author_reader *r, const syn_dom_node *node, size_t first, bool *out) {
  syn_status status = SYN_OK;
  *out = false;
  for (size_t i = first; i < r->credits->persons.count && status == SYN_OK && !*out; i++)
    status = is_sure(r, node, r->credits->persons.items[i], out);
  return status;
}

/* Which elements of a rank are read: the innermost, or those around them; only those that surely name a person, or all. */
typedef struct turn {
  unsigned rank;
  bool outer, needs_sure;
} turn;

/* Reads one element and takes back what does not count. */
static syn_status try_element(syn_author_reader *r, const syn_dom_node *node, const turn *now) {
  size_t before = r->credits->persons.count;
  bool doubtful = false, sure = true;
  syn_status status = read_element(r, node);
  if (status == SYN_OK && now->rank < PLACED_RANK) status = is_doubtful(r, &doubtful);
  if (status == SYN_OK && now->needs_sure) status = has_sure(r, node, before, &sure);
  if (doubtful) r->credits->persons.count = 0;
  if (!sure) r->credits->persons.count = before;
  return status;
}

/* The first element of one rank that names a person, and its neighbours in the same list. */
static syn_status read_rank(syn_author_reader *r, const turn *now) {
  const syn_author_candidate *found = r->found;
  size_t count = r->found_count;
  const syn_dom_node *first = NULL;
  uint32_t last_order = 0;
  for (size_t i = 0; i < count; i++) {
    const syn_dom_node *node = found[i].node;
    if (found[i].rank != now->rank || (i + 1 < count && is_below(found[i + 1].node, node)) != now->outer) continue;
    bool is_large = r->page->blocks->elements[node->order].text_bytes >= ELEMENT_BYTES;
    if (now->rank < PLACED_RANK && (is_large || is_repeated(r, node))) continue;
    if (is_large && !now->needs_sure) continue;
    bool beside = !first || (node->parent && (is_below(node->parent, first->parent) || is_below(node, first->parent->parent)));
    bool in_list = now->rank >= BEST_RANK - 1 && first && node->order - last_order <= LIST_NODES && is_author_link(r, first) &&
                   is_author_link(r, node);
    if (!beside && !in_list) break;
    size_t before = r->credits->persons.count;
    const turn rest = {now->rank, now->outer, now->needs_sure && !first};
    syn_status status = try_element(r, node, &rest);
    if (status != SYN_OK) return status;
    if (r->credits->persons.count <= before) continue;
    if (!first) first = node;
    last_order = node->order;
  }
  drop_singles(r->credits);
  return SYN_OK;
}

/* Elements of the ranks from `best` down to `worst`. */
static syn_status read_elements(syn_author_reader *r, unsigned best, unsigned worst) {
  syn_status status = SYN_OK;
  bool elsewhere = best == 1;
  if (!r->is_searched || elsewhere) find_candidates(r, elsewhere);
  r->is_searched = true;
  for (unsigned rank = best; rank >= worst && !syn_author_is_found(r) && status == SYN_OK; rank--)
    for (unsigned i = 0; i < (rank < 3 ? 2 : 4) && !syn_author_is_found(r) && status == SYN_OK; i++) {
      const turn now = {rank, i % 2 == 1, i < 2};
      status = read_rank(r, &now);
    }
  return status;
}

/* Whether a name is what a user signs in with: small letters, figures and marks. */
static bool is_sign_in(syn_text name) {
  for (size_t i = 0; i < name.size; i++)
    if (name.data[i] == ' ' || (name.data[i] >= 'A' && name.data[i] <= 'Z') || (unsigned char)name.data[i] >= 0x80) return false;
  return true;
}

/* "mira" or "m.solberg": what a name without its marks begins or ends with. */
static bool is_user_of(syn_text user, syn_text name) {
  char letters[USER_BYTES];
  size_t size = 0, own = 0;
  for (size_t i = 0; i < name.size && size < USER_BYTES; i++)
    if (name.data[i] != ' ' && name.data[i] != '-' && name.data[i] != '.')
      letters[size++] = name.data[i] >= 'A' && name.data[i] <= 'Z' ? (char)(name.data[i] + 32) : name.data[i];
  char wanted[USER_BYTES];
  for (size_t i = 0; i < user.size && own < USER_BYTES; i++)
    if (!strchr("-._", user.data[i])) wanted[own++] = user.data[i];
  return own >= USER_LEAST && own <= size && (memcmp(letters, wanted, own) == 0 || memcmp(letters + size - own, wanted, own) == 0);
}

/*
 * A single name in the metadata is often the beginning of one that the page gives in full ("Mira", "Mira Solberg"), or the name of a user
 * where the page names the person.
 */
static syn_status complete_name(syn_author_reader *r) {
  if (r->credits->persons.count != 1 || memchr(r->credits->persons.items[0].data, ' ', r->credits->persons.items[0].size)) return SYN_OK;
  syn_page_credits others = {0};
  syn_author_reader other = *r;
  other.credits = &others;
  syn_text single = r->credits->persons.items[0];
  syn_status status = read_elements(&other, BEST_RANK, 3);
  for (size_t i = 0; i < others.persons.count && status == SYN_OK; i++) {
    syn_text name = others.persons.items[i];
    bool begins = name.size > single.size && syn_text_starts_with(name, single) && name.data[single.size] == ' ';
    bool is_whole = memchr(name.data, ' ', name.size) != NULL;
    bool is_user = is_sign_in(single) && is_whole && (others.persons.count == 1 || is_user_of(single, name));
    if (begins || is_user) {
      r->credits->persons.items[0] = name;
      break;
    }
  }
  return status;
}

/* ---- all sources ---- */

static void find_places(syn_author_reader *r) {
  const syn_page_blocks *page = r->page->blocks;
  r->title = syn_title_block(page);
  r->first = r->last = 0;
  r->end_order = r->body_order = UINT32_MAX - NODES_AFTER_TEXT;
  bool found = false;
  unsigned count = 0;
  for (size_t i = 0; i < page->blocks.count; i++) {
    const syn_block *block = &page->blocks.items[i];
    if (block->use != SYN_BLOCK_BODY) continue;
    if (!found) r->first = i;
    found = true;
    r->last = i;
    if (!block->node) continue;
    if (count < 2) r->body_order = block->node->order; /* the first may be the lead, above the byline */
    count++;
    r->end_order = block->node->order;
  }
  bool has_title = r->title < page->blocks.count && page->blocks.items[r->title].node;
  r->title_order = has_title ? page->blocks.items[r->title].node->order : 0;
}

static bool starts_byline(const syn_author_reader *r, syn_text text, syn_status *status) {
  syn_text form;
  *status = syn_furniture_form(text, r->arena, &form);
  return *status == SYN_OK && syn_furniture_prefix(&r->page->extractor->furniture, form, SYN_FURNITURE_BYLINE) > 0;
}

/* "Wines of the Bay and Tamsa Cellars": what the page's title has in full names the site. */
static bool is_part_of_title(const syn_author_reader *r, syn_text author, syn_status *status) {
  bool has_given = true;
  if (syn_count_words(author) < SITE_WORDS || syn_text_find(r->page->metadata->title_element, author, 0) == SIZE_MAX) return false;
  *status = syn_name_has_given(r->page->extractor, author, r->arena, &has_given);
  return !has_given;
}

static syn_status read_metadata(syn_author_reader *r) {
  const syn_metadata_list *authors = &r->page->metadata->authors;
  syn_status status = SYN_OK;
  for (uint8_t rank = 0; rank <= WORST_RANK && !syn_author_is_found(r); rank++) {
    if (rank == JSON_RANK && r->page->metadata->article_count > ARTICLE_LIMIT) continue; /* a list of other articles */
    for (uint32_t i = 0; i < authors->count && status == SYN_OK; i++) {
      if (authors->items[i].rank != rank || is_part_of_title(r, authors->items[i].text, &status)) continue;
      /* of several bylines in the page's elements the first is the article's, the others those of teasers */
      if (rank == MICRODATA_RANK && syn_author_is_found(r) && starts_byline(r, authors->items[i].text, &status)) break;
      if (status == SYN_OK) status = syn_author_read_names(r, authors->items[i].text, true);
      bool doubtful = false;
      if (status == SYN_OK && r->page->dom) status = is_doubtful(r, &doubtful);
      if (doubtful && !is_shown(r, r->credits->persons.items[0])) r->credits->persons.count = 0;
    }
  }
  return status;
}

syn_status syn_authors_read(const syn_author_page *page, syn_arena *arena, syn_page_credits *credits) {
  syn_author_reader r = {.page = page, .arena = arena, .credits = credits};
  find_places(&r);
  syn_status status = page->hint.size > 0 ? syn_author_read_names(&r, page->hint, true) : SYN_OK;
  if (status == SYN_OK && !syn_author_is_found(&r)) status = read_metadata(&r);
  if (status == SYN_OK && page->dom && syn_author_is_found(&r)) status = complete_name(&r);
  if (status == SYN_OK && page->dom && !syn_author_is_found(&r)) status = read_elements(&r, BEST_RANK, 2);
  if (status == SYN_OK && page->dom && !syn_author_is_found(&r)) status = syn_author_read_lines(&r);
  if (status == SYN_OK && page->dom && !syn_author_is_found(&r)) status = syn_author_read_closing_name(&r);
  if (status == SYN_OK && page->dom && !syn_author_is_found(&r)) status = read_elements(&r, 1, 1);
  return status;
}

static bool is_credited(const syn_page_credits *credits, syn_text name) {
  for (size_t i = 0; i < credits->credits.count; i++)
    if (syn_text_equal_ascii_case(credits->credits.items[i], name)) return true;
  return false;
}

/* "Lena Holt Kitchens" at the site of Lena Holt: a part of the house, not its namesake. */
static bool goes_on_from_site(syn_text name, syn_text site, syn_text host) {
  if (site.size > 0 && memchr(site.data, ' ', site.size) && name.size > site.size && syn_text_starts_with(name, site)) return true;
  const char *first = name.size > 0 ? memchr(name.data, ' ', name.size) : NULL;
  const char *second = first ? memchr(first + 1, ' ', (size_t)(name.data + name.size - first - 1)) : NULL;
  return second && syn_is_host_name(syn_text_slice(name, 0, (size_t)(second - name.data)), host);
}

syn_status syn_authors_drop_site(const syn_extractor *extractor, syn_text site_name, syn_text host, syn_arena *arena,
                                 syn_page_credits *credits) {
  syn_text site, name;
  syn_status status = syn_furniture_form(site_name, arena, &site);
  size_t kept = 0;
  for (size_t i = 0; i < credits->persons.count && status == SYN_OK; i++) {
    status = syn_furniture_form(credits->persons.items[i], arena, &name);
    if (status != SYN_OK) return status;
    bool has_given = false, is_person = memchr(name.data, ' ', name.size) != NULL;
    if (is_person) status = syn_name_has_given(extractor, credits->persons.items[i], arena, &has_given);
    bool is_part = false;
    for (size_t k = 0; k < credits->persons.count && !is_person && !is_part; k++) {
      syn_text other = credits->persons.items[k], single = credits->persons.items[i];
      is_part = other.size > single.size && syn_text_starts_with(other, single) && other.data[single.size] == ' ';
    }
    if (is_part) continue;
    bool is_part_of_site = site.size > name.size && is_sign_in(credits->persons.items[i]); /* a blog named after its author */
    bool is_site = site.size > 0 && !is_part_of_site && (syn_text_find(site, name, 0) != SIZE_MAX || syn_text_starts_with(name, site));
    if (is_credited(credits, credits->persons.items[i])) continue;
    if (goes_on_from_site(name, site, host)) continue;
    if (has_given || (!is_site && !syn_is_host_name(name, host))) credits->persons.items[kept++] = credits->persons.items[i];
  }
  credits->persons.count = kept;
  return status;
}

/* The same name, or one has a word more before the other: "The Lorne Courier", "Lorne Courier". A last name alone is no outlet. */
static bool is_called(syn_text name, syn_text outlet) {
  if (name.size == outlet.size) return syn_text_equal(name, outlet);
  syn_text longer = name.size > outlet.size ? name : outlet, shorter = name.size > outlet.size ? outlet : name;
  if (shorter.size == 0 || (longer.data == name.data && !memchr(outlet.data, ' ', outlet.size))) return false;
  size_t more = longer.size - shorter.size;
  return memchr(longer.data, ' ', more) == longer.data + more - 1 && syn_text_equal(syn_text_slice(longer, more, longer.size), shorter);
}

syn_status syn_authors_drop_outlet(const syn_extractor *extractor, syn_text outlet, syn_arena *arena, syn_page_credits *credits) {
  syn_text form, name;
  syn_status status = syn_furniture_form(outlet, arena, &form);
  size_t kept = 0;
  for (size_t i = 0; i < credits->persons.count && status == SYN_OK; i++) {
    syn_text person = credits->persons.items[i];
    bool has_given = false;
    status = syn_furniture_form(person, arena, &name);
    if (status == SYN_OK) status = syn_name_has_given(extractor, person, arena, &has_given);
    if (status != SYN_OK) return status;
    if (has_given || !is_called(name, form)) credits->persons.items[kept++] = person;
  }
  if (status == SYN_OK) credits->persons.count = kept;
  return status;
}
