/*
 * How it works. The tokeniser's tokens go one by one through the rules of the present insertion mode, as in the HTML standard, 13.2. What
 * differs from browsers differs on purpose:
 *
 * - Depth. A start tag beyond the limit is dropped, and so is the end tag that belongs to it; text stays, with a blank where a block was.
 * - Formatting elements that are open at once are bounded (html_formatting.c), nodes, attributes and time as well.
 * - A lean reading never makes what no article shows: scripts and styles are jumped over in the tokeniser, comments are not read, drawings
 *   and templates go when they end.
 *
 * Text is not copied where a page's bytes are what it means.
 */
#include "dom/html_parser.h"

#include <time.h>

#include "dom/html_text.h"
#include "dom/html_tree.h"

enum { DATA_BLOCK_LIMIT = 256 /* of one page */, TOKENS_PER_CLOCK = 512 };

typedef struct driver {
  syn_html_parser parser;
  syn_html_texts data_blocks;
  uint64_t deadline_ns; /* 0: none */
  uint32_t token_count;
} driver;

static uint64_t thread_clock_ns(void) {
  struct timespec now;
  if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) != 0) return 0;
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

size_t syn_html_leading_space(syn_text text) {
  size_t size = 0;
  while (size < text.size && syn_html_is_space(text.data[size])) size++;
  return size;
}

static bool apply_rule(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_rule rule = syn_html_rules_of_page[parser->mode];
  if (rule == NULL) rule = syn_html_rules_of_table[parser->mode];
  return rule(parser, token);
}

void syn_html_dispatch(syn_html_parser *parser, const syn_html_token *token) {
  bool again = true;
  while (again && parser->status == SYN_OK) again = apply_rule(parser, token);
}

/* As syn_html_dispatch, from the beginning: a token that is handled again may be one for foreign content then. */
static void handle(syn_html_parser *parser, const syn_html_token *token) {
  bool again = true;
  while (again && parser->status == SYN_OK)
    again = syn_html_is_foreign(parser, token) ? syn_html_in_foreign(parser, token) : apply_rule(parser, token);
}

/* ---- limits ---- */

static void note_cut(syn_html_parser *parser, syn_text why) {
  if (parser->cut_why.size == 0) parser->cut_why = why;
}

/* Whether the tag is one too deep, or the end of such a one. */
static bool is_too_deep(syn_html_parser *parser, const syn_html_token *token) {
  uint32_t flags = syn_html_tags[token->tag].flags;
  if (token->type == SYN_HTML_TOKEN_END_TAG) {
    if (parser->dropped_count == 0 || parser->dropped_of_tag[token->tag] == 0) return false;
    parser->dropped_of_tag[token->tag]--;
    parser->dropped_count--;
    return true;
  }
  if (parser->open_count < parser->options->limits.depth) {
    if (parser->dropped_count > 0) { /* end tags that never came */
      for (unsigned tag = 0; tag < SYN_HTML_TAG_COUNT; tag++) parser->dropped_of_tag[tag] = 0;
      parser->dropped_count = 0;
    }
    return false;
  }
  if (flags & (SYN_HTML_VOID | SYN_HTML_RAW)) return false;
  note_cut(parser, SYN_TEXT("elements nested deeper than the limit"));
  parser->dropped_of_tag[token->tag]++;
  parser->dropped_count++;
  return true;
}

/* ---- what a lean reading leaves out ---- */

/* Types are written with character references and parameters at times: "application/ld+json; charset=utf-8". */
static bool is_data_type(syn_text value) {
  value = syn_text_trim(value);
  size_t end = syn_text_find(value, SYN_TEXT(";"), 0);
  if (end != SIZE_MAX) value = syn_text_trim(syn_text_slice(value, 0, end));
  return syn_text_equal_ascii_case(value, SYN_TEXT("application/ld+json"));
}

static void keep_data_block(driver *drive, syn_text block) {
  if (block.size == 0 || drive->data_blocks.count >= DATA_BLOCK_LIMIT) return;
  syn_text *kept = SYN_ARRAY_ADD(&drive->data_blocks, drive->parser.arena);
  if (kept == NULL)
    drive->parser.status = SYN_NO_MEMORY;
  else
    *kept = block;
}

/* Elements of HTML that are never shown: over them, and what a data block holds is kept. */
static bool skip_unseen(driver *drive, const syn_html_token *token) {
  syn_html_parser *parser = &drive->parser;
  bool is_unseen = token->type == SYN_HTML_TOKEN_START && (syn_html_tags[token->tag].flags & SYN_HTML_UNSEEN);
  if (!parser->options->is_lean || !is_unseen || parser->tokeniser.allows_cdata) return false;
  if (token->tag != SYN_HTML_SCRIPT) {
    syn_html_tokeniser_skip_raw(&parser->tokeniser, token->name);
    return true;
  }
  bool is_data = false;
  for (size_t i = 0; i < parser->tokeniser.attributes.count; i++) {
    const syn_dom_attribute *attribute = &parser->tokeniser.attributes.items[i];
    if (syn_text_equal(attribute->name, SYN_TEXT("type"))) is_data = is_data_type(attribute->value);
  }
  syn_text contents = syn_html_tokeniser_skip_script(&parser->tokeniser);
  if (is_data) keep_data_block(drive, contents);
  return true;
}

/* ---- tokens ---- */

/* A line end right behind <pre> or <textarea> is not shown. */
static void drop_line_end(syn_html_parser *parser, syn_html_token *token) {
  bool drops = parser->drops_line_end && token->type == SYN_HTML_TOKEN_TEXT && token->text.data[0] == '\n';
  if (drops) token->text = syn_text_slice(token->text, 1, token->text.size);
  parser->drops_line_end = false;
}

static void take_token(driver *drive, syn_html_token *token) {
  syn_html_parser *parser = &drive->parser;
  bool is_tag = token->type == SYN_HTML_TOKEN_START || token->type == SYN_HTML_TOKEN_END_TAG;
  if (skip_unseen(drive, token)) return;
  if (is_tag && is_too_deep(parser, token)) {
    bool parts_words = !(syn_html_tags[token->tag].flags & SYN_HTML_FORMATTING);
    if (parts_words) syn_html_insert_text(parser, SYN_TEXT(" "));
    return;
  }
  drop_line_end(parser, token);
  if (token->type == SYN_HTML_TOKEN_TEXT && token->text.size == 0) return;
  handle(parser, token);
  bool is_empty_frame = parser->options->is_lean && token->type == SYN_HTML_TOKEN_START && token->tag == SYN_HTML_IFRAME &&
                        parser->mode == SYN_HTML_MODE_TEXT && parser->status == SYN_OK;
  if (!is_empty_frame) return;
  syn_html_tokeniser_skip_raw(&parser->tokeniser, token->name); /* what stands in a frame is for browsers without frames */
  parser->tokeniser.content = SYN_HTML_MARKUP;
  const syn_html_token end = {.type = SYN_HTML_TOKEN_END_TAG, .tag = token->tag, .name = token->name};
  handle(parser, &end);
}

static bool is_overdue(driver *drive) {
  if (drive->deadline_ns == 0 || ++drive->token_count % TOKENS_PER_CLOCK != 0) return false;
  return thread_clock_ns() > drive->deadline_ns;
}

static void read_tokens(driver *drive) {
  syn_html_parser *parser = &drive->parser;
  syn_html_token token = {.type = SYN_HTML_TOKEN_TEXT};
  while (parser->status == SYN_OK && token.type != SYN_HTML_TOKEN_END) {
    if (is_overdue(drive)) {
      parser->status = SYN_LIMIT;
      return;
    }
    if (parser->node_count >= parser->options->limits.node_count) {
      note_cut(parser, SYN_TEXT("more nodes than the limit"));
      return;
    }
    parser->tokeniser.allows_cdata = parser->open_count > 0 && syn_html_adjusted_current(parser)->space != SYN_HTML_SPACE_HTML;
    syn_status status = syn_html_tokeniser_next(&parser->tokeniser, &token);
    if (status == SYN_OK)
      take_token(drive, &token);
    else
      parser->status = status;
  }
  if (parser->tokeniser.was_cut) note_cut(parser, SYN_TEXT("more attributes in a tag than the limit"));
}

/* ---- beginning and end ---- */

static syn_html_node *new_node(syn_html_parser *parser, syn_html_kind kind) {
  syn_html_node *node = SYN_ARENA_NEW(parser->arena, syn_html_node);
  if (node != NULL) node->kind = (uint8_t)kind;
  return node;
}

static syn_status open_parser(syn_html_parser *parser, syn_text html, const syn_html_options *options, syn_arena *arena) {
  *parser = (syn_html_parser){.options = options, .arena = arena, .may_have_frameset = true, .mode = SYN_HTML_MODE_INITIAL};
  parser->open_capacity = options->limits.depth + SYN_HTML_STACK_SLACK;
  parser->open = SYN_ARENA_ARRAY(arena, syn_html_node *, parser->open_capacity);
  parser->template_modes = SYN_ARENA_ARRAY(arena, uint8_t, parser->open_capacity + 1);
  parser->document = new_node(parser, SYN_HTML_KIND_DOCUMENT);
  if (parser->open == NULL || parser->template_modes == NULL || parser->document == NULL) return SYN_NO_MEMORY;
  syn_status status = syn_html_text_normalise(html, arena, &html);
  if (status != SYN_OK) return status;
  syn_html_tokeniser_init(&parser->tokeniser, html, options->limits.attribute_count, arena);
  parser->tokeniser.is_lean = options->is_lean;
  parser->tokeniser.keeps_comments = !options->is_lean;
  return SYN_OK;
}

/* How the contents of an element are read when a fragment stands in it. */
static syn_html_content content_in(syn_html_tag tag) {
  switch (tag) {
  case SYN_HTML_TITLE:
  case SYN_HTML_TEXTAREA:
    return SYN_HTML_RCDATA;
  case SYN_HTML_STYLE:
  case SYN_HTML_XMP:
  case SYN_HTML_IFRAME:
  case SYN_HTML_NOEMBED:
  case SYN_HTML_NOFRAMES:
    return SYN_HTML_RAWTEXT;
  case SYN_HTML_SCRIPT:
    return SYN_HTML_SCRIPT_DATA;
  case SYN_HTML_PLAINTEXT:
    return SYN_HTML_PLAIN;
  default:
    return SYN_HTML_MARKUP;
  }
}

/* The HTML fragment parsing algorithm (13.4): the page is what stands inside an element. */
static void begin_fragment(syn_html_parser *parser) {
  const syn_html_options *options = parser->options;
  syn_text name = syn_text_from(options->context_name);
  syn_html_tag tag = options->context_space == SYN_HTML_SPACE_HTML ? syn_html_tag_find(name) : SYN_HTML_OTHER;
  const syn_html_token context = {.type = SYN_HTML_TOKEN_START, .tag = tag, .name = name};
  const syn_html_token root = {.type = SYN_HTML_TOKEN_START, .tag = SYN_HTML_HTML};
  syn_html_node *html = syn_html_make_element(parser, &root);
  syn_html_append(parser->document, html);
  syn_html_push(parser, html);
  if (options->context_space == SYN_HTML_SPACE_HTML) {
    parser->context = syn_html_make_element(parser, &context);
    parser->tokeniser.content = content_in(tag); /* which no end tag ends, for none was opened */
  } else {
    parser->context = syn_html_insert_foreign(parser, &context, options->context_space);
    syn_html_pop(parser);
    syn_html_unlink(parser->context);
  }
  if (tag == SYN_HTML_TEMPLATE) parser->template_modes[parser->template_count++] = SYN_HTML_MODE_IN_TEMPLATE;
  if (tag == SYN_HTML_FORM) parser->form = parser->context;
  syn_html_reset_mode(parser);
}

syn_status syn_html_parse(syn_text html, const syn_html_options *options, syn_arena *arena, syn_html_page *out_page) {
  driver drive = {0};
  if (options->limits.deadline_ms > 0) drive.deadline_ns = thread_clock_ns() + (uint64_t)options->limits.deadline_ms * 1000000u;
  syn_status status = open_parser(&drive.parser, html, options, arena);
  if (status != SYN_OK) return status;
  if (options->context_name != NULL) begin_fragment(&drive.parser);
  read_tokens(&drive);
  if (drive.parser.status != SYN_OK) return drive.parser.status;
  *out_page = (syn_html_page){.document = drive.parser.document,
                              .data_blocks = drive.data_blocks.items,
                              .data_block_count = (uint32_t)drive.data_blocks.count,
                              .cut_why = drive.parser.cut_why};
  return SYN_OK;
}
