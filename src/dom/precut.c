/*
 * How it works. The page is cut into text and tags by the rules of the tokeniser in the HTML
 * standard (13.2.5), as far as they decide where a tag ends. What stays is copied, mostly in whole
 * slices; what goes is jumped over. The output is never longer than the input.
 *
 * Dropped: comments, <?…>, <!…> but a doctype, scripts, styles, noframes, noembed, the contents of
 * iframe, svg and template (a template only when it ends), event handlers (on…) and attributes whose values are
 * larger than any that is read. A tag that goes over a limit is dropped and its text stays.
 *
 * Beware of joining: in "<<!-- -->b>" the first '<' is text, and must not become a tag when the
 * comment goes. A blank is put between (drop_here).
 */
#include "dom/precut.h"

#include <string.h>

#include "dom/open_elements.h"

enum {
  ATTRIBUTE_VALUE_MAXIMUM = 16 * 1024, /* bytes: JSON state and pictures in attributes */
  DOCTYPE_MAXIMUM = 512,               /* bytes */
  DATA_BLOCK_MAXIMUM = 256             /* of one page */
};

typedef SYN_ARRAY(syn_text) text_array;

typedef struct cutter {
  const char *data;
  size_t size, at; /* at: next byte to read */
  char *out;
  size_t out_size;
  const syn_dom_limits *limits;
  syn_arena *arena;
  syn_open_elements *open;
  text_array data_blocks;
  uint32_t tag_count;
  /* inside svg or template: what was put out since is taken back at the end tag */
  uint32_t hidden_id, hidden_depth;
  bool hidden_is_drawing; /* svg: "/>" ends an element */
  uint32_t foreign_depth; /* open foreignObject elements in it: there HTML is at home */
  size_t hidden_out_size;
  syn_text cut_why;
} cutter;

typedef struct start_tag {
  size_t start, end; /* end: after '>' */
  syn_text name;
  bool is_self_closing;
  bool is_data_block; /* type="application/ld+json" */
} start_tag;

static bool is_space(char byte) {
  return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r' || byte == '\f';
}

static bool is_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static void put(cutter *cut, size_t start, size_t end) {
  memcpy(cut->out + cut->out_size, cut->data + start, end - start);
  cut->out_size += end - start;
}

/* Called where at least one byte of the input is left out: keeps a '<' that is text from making a tag with what follows. */
static void drop_here(cutter *cut) {
  if (cut->out_size > 0 && cut->out[cut->out_size - 1] == '<') cut->out[cut->out_size++] = ' ';
}

/* The same where the tag may have parted two words. */
static void drop_tag_here(cutter *cut) {
  if (cut->out_size > 0 && !is_space(cut->out[cut->out_size - 1])) cut->out[cut->out_size++] = ' ';
}

static void note_cut(cutter *cut, syn_text why) {
  if (cut->cut_why.size == 0) cut->cut_why = why;
}

/* The offset of `byte` at or after `from`, or the size. */
static size_t find_byte(const cutter *cut, size_t from, char byte) {
  if (from >= cut->size) return cut->size;
  const char *found = memchr(cut->data + from, byte, cut->size - from);
  return found ? (size_t)(found - cut->data) : cut->size;
}

static bool has_prefix_at(const cutter *cut, size_t at, const char *lower_case) {
  size_t size = strlen(lower_case);
  return at <= cut->size && cut->size - at >= size &&
         syn_text_equal_ascii_case((syn_text){cut->data + at, size}, (syn_text){lower_case, size});
}

/* --- comments and declarations --- */

/* The end of the comment whose "<!--" stands at `start`. */
static size_t comment_end(const cutter *cut, size_t start) {
  size_t at = start + 4;
  if (at < cut->size && cut->data[at] == '>') return at + 1;
  if (has_prefix_at(cut, at, "->")) return at + 2;
  for (;;) {
    at = find_byte(cut, at, '-');
    if (at >= cut->size) return cut->size;
    if (has_prefix_at(cut, at, "-->")) return at + 3;
    if (has_prefix_at(cut, at, "--!>")) return at + 4;
    at++;
  }
}

/* The end of <!…>, <?…> or </ …> at `start`. */
static size_t bogus_end(const cutter *cut, size_t start) {
  size_t end = find_byte(cut, start, '>');
  return end < cut->size ? end + 1 : cut->size;
}

static void cut_declaration(cutter *cut) {
  size_t start = cut->at;
  if (has_prefix_at(cut, start, "<!--")) {
    cut->at = comment_end(cut, start);
  } else if (cut->hidden_depth > 0 && has_prefix_at(cut, start, "<![cdata[")) {
    syn_text page = {cut->data, cut->size};
    size_t end = syn_text_find(page, SYN_TEXT("]]>"), start);
    cut->at = end == SIZE_MAX ? cut->size : end + 3;
  } else {
    cut->at = bogus_end(cut, start);
    if (has_prefix_at(cut, start, "<!doctype") && cut->at - start <= DOCTYPE_MAXIMUM) {
      put(cut, start, cut->at);
      return;
    }
  }
  drop_here(cut);
}

/* --- tags --- */

typedef struct attribute_place {
  size_t start, name_start, name_end, value_start, value_end, end; /* start: with what parts it from the one before */
} attribute_place;

static size_t skip_spaces(const cutter *cut, size_t at) {
  while (at < cut->size && is_space(cut->data[at])) at++;
  return at;
}

/* Reads the value after '='; false at the end of the page. */
static bool read_value(const cutter *cut, size_t at, attribute_place *out) {
  at = skip_spaces(cut, at);
  if (at >= cut->size) return false;
  char quote = cut->data[at];
  if (quote == '"' || quote == '\'') {
    out->value_start = at + 1;
    out->value_end = find_byte(cut, at + 1, quote);
    out->end = out->value_end + 1;
    return out->value_end < cut->size;
  }
  out->value_start = at;
  while (at < cut->size && !is_space(cut->data[at]) && cut->data[at] != '>') at++;
  out->value_end = out->end = at;
  return at < cut->size;
}

/* Reads one attribute from `at`. SYN_NOT_FOUND at the end of the tag (out->start is at '>'), SYN_BAD_INPUT at the end of the page. */
static syn_status read_attribute(const cutter *cut, size_t at, attribute_place *out) {
  *out = (attribute_place){.start = at};
  while (at < cut->size && (is_space(cut->data[at]) || cut->data[at] == '/')) at++;
  if (at >= cut->size) return SYN_BAD_INPUT;
  out->name_start = at;
  if (cut->data[at] == '>') {
    out->start = at;
    return SYN_NOT_FOUND;
  }
  at++; /* a '=' at the beginning belongs to the name */
  while (at < cut->size && !is_space(cut->data[at]) && cut->data[at] != '/' && cut->data[at] != '>' && cut->data[at] != '=') at++;
  out->name_end = out->end = out->value_start = out->value_end = at;
  at = skip_spaces(cut, at);
  if (at >= cut->size) return SYN_BAD_INPUT;
  if (cut->data[at] != '=') return SYN_OK;
  return read_value(cut, at + 1, out) ? SYN_OK : SYN_BAD_INPUT;
}

/* Types are written with character references and parameters at times: "application/ld&#x2B;json; charset=utf-8". */
static bool is_data_type(syn_text value) {
  value = syn_text_trim(value);
  size_t end = syn_text_find(value, SYN_TEXT(";charset"), 0);
  if (end == SIZE_MAX) end = syn_text_find(value, SYN_TEXT("; charset"), 0);
  if (end != SIZE_MAX) value.size = end;
  const syn_text beginning = SYN_TEXT("application/ld"), ending = SYN_TEXT("json");
  if (value.size < beginning.size + ending.size || value.size > 40) return false;
  return syn_text_equal_ascii_case(syn_text_slice(value, 0, beginning.size), beginning) &&
         syn_text_equal_ascii_case(syn_text_slice(value, value.size - ending.size, value.size), ending);
}

static bool is_useless(const cutter *cut, const attribute_place *attribute) {
  const char *name = cut->data + attribute->name_start;
  bool is_handler = attribute->name_end - attribute->name_start > 2 && (name[0] | 0x20) == 'o' && (name[1] | 0x20) == 'n';
  return is_handler || attribute->value_end - attribute->value_start > ATTRIBUTE_VALUE_MAXIMUM;
}

/*
 * Reads the start tag at cut->at and puts it out without the attributes that go. False at the end of the page: such a tag is none.
 * What was put out begins at the out_size before the call.
 */
static bool cut_attributes(cutter *cut, start_tag *tag) {
  size_t at = cut->at + 1;
  while (at < cut->size && !is_space(cut->data[at]) && cut->data[at] != '/' && cut->data[at] != '>') at++;
  tag->start = cut->at;
  tag->name = (syn_text){cut->data + cut->at + 1, at - cut->at - 1};
  size_t kept_from = cut->at; /* not yet put out */
  uint32_t count = 0;
  attribute_place attribute;
  syn_status status;
  while ((status = read_attribute(cut, at, &attribute)) == SYN_OK) {
    bool is_over = count >= cut->limits->attribute_count;
    if (is_over) note_cut(cut, SYN_TEXT("more attributes in a tag than the limit"));
    if (is_over || is_useless(cut, &attribute)) {
      put(cut, kept_from, attribute.start);
      kept_from = attribute.end;
      /* the next may stand without a blank, as in a="1"b="2" */
      if (kept_from < cut->size && !is_space(cut->data[kept_from]) && cut->data[kept_from] != '>') cut->out[cut->out_size++] = ' ';
    } else {
      count++;
      if (!tag->is_data_block && attribute.name_end - attribute.name_start == 4 && has_prefix_at(cut, attribute.name_start, "type")) {
        tag->is_data_block = is_data_type((syn_text){cut->data + attribute.value_start, attribute.value_end - attribute.value_start});
      }
    }
    at = attribute.end;
  }
  if (status == SYN_BAD_INPUT) return false;
  tag->end = attribute.start + 1;
  tag->is_self_closing = cut->data[attribute.start - 1] == '/';
  put(cut, kept_from, tag->end);
  return true;
}

/* The offset of "</name" followed by what ends a name, or the size. */
static size_t find_end_tag(const cutter *cut, size_t from, syn_text name) {
  for (size_t at = find_byte(cut, from, '<'); at < cut->size; at = find_byte(cut, at + 1, '<')) {
    size_t after = at + 2 + name.size;
    if (after > cut->size || cut->data[at + 1] != '/') continue;
    if (!syn_text_equal_ascii_case((syn_text){cut->data + at + 2, name.size}, name)) continue;
    if (after == cut->size || is_space(cut->data[after]) || cut->data[after] == '/' || cut->data[after] == '>') return at;
  }
  return cut->size;
}

/* Whether a name of `word` stands at `at`, ended as a tag's name is. */
static bool is_tag_at(const cutter *cut, size_t at, const char *word) {
  size_t after = at + strlen(word);
  return has_prefix_at(cut, at, word) && after < cut->size &&
         (is_space(cut->data[after]) || cut->data[after] == '/' || cut->data[after] == '>');
}

/* The end of a script's contents. "<!-- <script" hides one end tag, as the standard has it. */
static size_t script_end(const cutter *cut, size_t from) {
  bool is_escaped = false, is_hidden = false;
  for (size_t at = from; at < cut->size; at++) {
    char byte = cut->data[at];
    if (byte == '-') {
      if (is_escaped && has_prefix_at(cut, at, "-->")) is_escaped = is_hidden = false;
      continue;
    }
    if (byte != '<') {
      if (!is_escaped) at = find_byte(cut, at, '<') - 1;
      continue;
    }
    if (is_tag_at(cut, at, "</script")) {
      if (!is_hidden) return at;
      is_hidden = false;
    } else if (is_escaped && is_tag_at(cut, at, "<script")) {
      is_hidden = true;
    } else if (!is_escaped && has_prefix_at(cut, at, "<!--")) {
      is_escaped = true;
      at += 1; /* its dashes may be those of "-->" */
    }
  }
  return cut->size;
}

/* After an end tag's "</name": over its attributes to after '>'. */
static size_t end_tag_end(const cutter *cut, size_t at) {
  attribute_place attribute;
  syn_status status;
  while ((status = read_attribute(cut, at, &attribute)) == SYN_OK) at = attribute.end;
  return status == SYN_BAD_INPUT ? cut->size : attribute.start + 1;
}

static syn_status cut_script(cutter *cut, const start_tag *tag) {
  size_t end = script_end(cut, tag->end);
  if (tag->is_data_block && cut->data_blocks.count < DATA_BLOCK_MAXIMUM && end > tag->end) {
    syn_text *block = SYN_ARRAY_ADD(&cut->data_blocks, cut->arena);
    if (block == NULL) return SYN_NO_MEMORY;
    *block = (syn_text){cut->data + tag->end, end - tag->end};
  }
  cut->at = end < cut->size ? end_tag_end(cut, end + strlen("</script")) : cut->size;
  drop_here(cut);
  return SYN_OK;
}

/* Elements whose contents are no markup. */
static void cut_raw(cutter *cut, const start_tag *tag, uint32_t flags, size_t out_before) {
  size_t end = find_end_tag(cut, tag->end, tag->name);
  size_t after = end < cut->size ? end_tag_end(cut, end + 2 + tag->name.size) : cut->size;
  cut->at = after;
  if (flags & SYN_TAG_KIND_RAW_DROPPED) {
    cut->out_size = out_before;
    drop_here(cut);
    return;
  }
  bool is_frame = syn_text_equal_ascii_case(tag->name, SYN_TEXT("iframe"));
  if (!is_frame) put(cut, tag->end, end);
  put(cut, end, after);
}

/* The start tag of svg or template: neither it nor its contents are put out, if it ends. */
static syn_status begin_hidden(cutter *cut, const start_tag *tag, syn_tag_kind kind, size_t out_before) {
  cut->out_size = out_before;
  drop_here(cut);
  bool is_drawing = syn_text_equal_ascii_case(tag->name, SYN_TEXT("svg"));
  if (tag->is_self_closing && is_drawing) return SYN_OK;
  if (cut->hidden_depth == 0) {
    cut->hidden_id = kind.id;
    cut->hidden_out_size = cut->out_size;
    cut->hidden_is_drawing = is_drawing;
    cut->foreign_depth = 0;
  }
  if (kind.id == cut->hidden_id) cut->hidden_depth++;
  bool keep;
  return syn_open_elements_start(cut->open, kind, &keep);
}

/* Whether a tag of this name in the midst of a drawing is HTML: then the drawing's end tag was forgotten, and browsers end it. */
static bool ends_drawing(const cutter *cut, syn_text name, uint32_t flags) {
  if (cut->hidden_depth == 0 || !cut->hidden_is_drawing || cut->foreign_depth > 0) return false;
  if (flags & (SYN_TAG_KIND_CLOSES_P | SYN_TAG_KIND_TABLE | SYN_TAG_KIND_CELL)) return true;
  /* these are elements of drawings too */
  if (syn_text_equal_ascii_case(name, SYN_TEXT("image")) || syn_text_equal_ascii_case(name, SYN_TEXT("font"))) return false;
  return (flags & SYN_TAG_KIND_VOID) || ((flags & SYN_TAG_KIND_FORMATTING) && !(flags & SYN_TAG_KIND_SINGLE));
}

/* Takes back what was put out since the drawing began, but for the tag that ends it. */
static size_t end_drawing(cutter *cut, size_t out_before) {
  size_t tag_size = cut->out_size - out_before;
  memmove(cut->out + cut->hidden_out_size, cut->out + out_before, tag_size);
  out_before = cut->hidden_out_size;
  cut->out_size = out_before + tag_size;
  while (cut->hidden_depth > 0) {
    (void)syn_open_elements_end(cut->open, syn_tag_kind_find(SYN_TEXT("svg")));
    cut->hidden_depth--;
  }
  return out_before;
}

static syn_status cut_start_tag(cutter *cut) {
  start_tag tag = {0};
  size_t out_before = cut->out_size;
  if (!cut_attributes(cut, &tag)) {
    cut->at = cut->size;
    cut->out_size = out_before;
    return SYN_OK;
  }
  syn_tag_kind kind = syn_tag_kind_find(tag.name);
  cut->at = tag.end;
  if (kind.flags & SYN_TAG_KIND_HIDDEN) return begin_hidden(cut, &tag, kind, out_before);
  if (ends_drawing(cut, tag.name, kind.flags)) out_before = end_drawing(cut, out_before);
  bool is_drawn = cut->hidden_depth > 0 && cut->hidden_is_drawing && tag.is_self_closing;
  if (cut->hidden_depth > 0 && !is_drawn && syn_text_equal_ascii_case(tag.name, SYN_TEXT("foreignobject"))) cut->foreign_depth++;
  if ((kind.flags & SYN_TAG_KIND_UNWRAPPED) || is_drawn) {
    cut->out_size = out_before;
    drop_here(cut);
    return SYN_OK;
  }
  if (kind.flags & SYN_TAG_KIND_SCRIPT) {
    cut->out_size = out_before;
    return cut_script(cut, &tag);
  }
  cut->tag_count++;
  if (kind.flags & (SYN_TAG_KIND_RAW_DROPPED | SYN_TAG_KIND_RAW_KEPT)) {
    cut_raw(cut, &tag, kind.flags, out_before);
    return SYN_OK;
  }
  bool keep;
  syn_status status = syn_open_elements_start(cut->open, kind, &keep);
  if (status != SYN_OK || keep) return status;
  cut->out_size = out_before;
  if (kind.flags & SYN_TAG_KIND_FORMATTING) {
    drop_here(cut);
  } else {
    drop_tag_here(cut);
  }
  return SYN_OK;
}

static void cut_end_tag(cutter *cut) {
  size_t start = cut->at, at = start + 2;
  while (at < cut->size && !is_space(cut->data[at]) && cut->data[at] != '/' && cut->data[at] != '>') at++;
  syn_text name = {cut->data + start + 2, at - start - 2};
  cut->at = end_tag_end(cut, at);
  syn_tag_kind kind = syn_tag_kind_find(name);
  if (kind.flags & SYN_TAG_KIND_HIDDEN) {
    if (cut->hidden_depth > 0 && kind.id == cut->hidden_id) {
      if (--cut->hidden_depth == 0) cut->out_size = cut->hidden_out_size;
      (void)syn_open_elements_end(cut->open, kind);
    }
    drop_here(cut);
    return;
  }
  if (cut->foreign_depth > 0 && syn_text_equal_ascii_case(name, SYN_TEXT("foreignobject"))) cut->foreign_depth--;
  bool is_unfinished = cut->at == cut->size && cut->data[cut->size - 1] != '>';
  if (is_unfinished || (kind.flags & (SYN_TAG_KIND_UNWRAPPED | SYN_TAG_KIND_SCRIPT | SYN_TAG_KIND_RAW_DROPPED))) {
    drop_here(cut);
    return;
  }
  if (ends_drawing(cut, name, kind.flags)) (void)end_drawing(cut, cut->out_size);
  if (!syn_open_elements_end(cut->open, kind)) {
    if (kind.flags & SYN_TAG_KIND_FORMATTING) {
      drop_here(cut);
    } else {
      drop_tag_here(cut);
    }
    return;
  }
  cut->tag_count++;
  put(cut, start, at);
  cut->out[cut->out_size++] = '>';
}

/* One piece of markup that begins with the '<' at cut->at. */
static syn_status cut_markup(cutter *cut) {
  char next = cut->at + 1 < cut->size ? cut->data[cut->at + 1] : '\0';
  if (is_letter(next)) return cut_start_tag(cut);
  if (next == '/' && cut->at + 2 < cut->size) {
    if (is_letter(cut->data[cut->at + 2])) {
      cut_end_tag(cut);
    } else {
      cut->at = bogus_end(cut, cut->at);
      drop_here(cut);
    }
    return SYN_OK;
  }
  if (next == '!' || next == '?') {
    cut_declaration(cut);
    return SYN_OK;
  }
  put(cut, cut->at, cut->at + 1);
  cut->at++;
  return SYN_OK;
}

static syn_status cut_page(cutter *cut) {
  while (cut->at < cut->size) {
    size_t markup = find_byte(cut, cut->at, '<');
    put(cut, cut->at, markup);
    cut->at = markup;
    if (markup == cut->size) break;
    if (cut->tag_count >= cut->limits->node_count) {
      note_cut(cut, SYN_TEXT("more tags than the limit"));
      break;
    }
    syn_status status = cut_markup(cut);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

syn_status syn_precut_run(syn_text html, const syn_dom_limits *limits, syn_arena *arena, syn_precut *out_precut) {
  cutter cut = {.data = html.data, .size = html.size, .limits = limits, .arena = arena};
  cut.out = syn_arena_take(arena, html.size + 1, 1);
  cut.open = SYN_ARENA_NEW(arena, syn_open_elements);
  if (cut.out == NULL || cut.open == NULL) return SYN_NO_MEMORY;
  syn_open_elements_init(cut.open, limits->depth, arena);
  syn_status status = cut_page(&cut);
  if (status != SYN_OK) return status;
  if (cut.open->was_too_deep) note_cut(&cut, SYN_TEXT("elements nested deeper than the limit"));
  *out_precut = (syn_precut){
      .html = {cut.out, cut.out_size},
      .data_blocks = cut.data_blocks.items,
      .data_block_count = (uint32_t)cut.data_blocks.count,
      .was_cut = cut.cut_why.size > 0,
      .cut_why = cut.cut_why,
  };
  return SYN_OK;
}
