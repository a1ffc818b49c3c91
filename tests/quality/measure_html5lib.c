/*
 * How much of the html5lib test suite (https://github.com/html5lib/html5lib-tests) the HTML parser meets.
 *
 * usage: measure_html5lib [--misses] FILE...
 *
 * FILE.dat: tree construction; FILE.test: tokeniser. Prints a line for each kind: tests met, tests in all; with --misses also each test
 * that is not met. Tests that need scripts to run ("#script-on") are left out. Names of foreign elements and attributes are kept in lower
 * case by the parser; the suite writes them in the case of SVG, and prefixes apart, so that is done here.
 */
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "dom/html_parser.h"
#include "dom/html_text.h"
#include "dom/html_tokeniser.h"

enum { TEXT_LIMIT = 64 << 20 };

typedef struct counts {
  unsigned met, all;
  bool shows_misses;
} counts;

static syn_arena *arena;

/* ---- the tree as the suite writes it ---- */

static const char *const svg_tags[] = {
    "altGlyph",
    "altGlyphDef",
    "altGlyphItem",
    "animateColor",
    "animateMotion",
    "animateTransform",
    "clipPath",
    "feBlend",
    "feColorMatrix",
    "feComposite",
    "feFlood",
    "feComponentTransfer",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feImage",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "foreignObject",
    "glyphRef",
    "linearGradient",
    "radialGradient",
    "textPath",
};

static const char *const svg_attributes[] = {
    "attributeName",
    "attributeType",
    "baseFrequency",
    "baseProfile",
    "calcMode",
    "clipPathUnits",
    "diffuseConstant",
    "edgeMode",
    "filterUnits",
    "glyphRef",
    "gradientTransform",
    "gradientUnits",
    "kernelMatrix",
    "kernelUnitLength",
    "keyPoints",
    "keySplines",
    "keyTimes",
    "lengthAdjust",
    "limitingConeAngle",
    "markerHeight",
    "markerUnits",
    "markerWidth",
    "maskContentUnits",
    "maskUnits",
    "numOctaves",
    "pathLength",
    "patternContentUnits",
    "patternTransform",
    "patternUnits",
    "pointsAtX",
    "pointsAtY",
    "pointsAtZ",
    "preserveAlpha",
    "preserveAspectRatio",
    "primitiveUnits",
    "refX",
    "refY",
    "repeatCount",
    "repeatDur",
    "requiredExtensions",
    "requiredFeatures",
    "specularConstant",
    "specularExponent",
    "spreadMethod",
    "startOffset",
    "stdDeviation",
    "stitchTiles",
    "surfaceScale",
    "systemLanguage",
    "tableValues",
    "targetX",
    "targetY",
    "textLength",
    "viewBox",
    "viewTarget",
    "xChannelSelector",
    "yChannelSelector",
    "zoomAndPan",
};

static syn_text in_case(syn_text name, const char *const *known, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (syn_text_equal_ascii_case(name, syn_text_from(known[i]))) return syn_text_from(known[i]);
  }
  return name;
}

static void add_foreign_name(syn_buffer *out, const syn_html_node *node, syn_text name) {
  static const char *const prefixed[] = {"xlink:actuate", "xlink:arcrole", "xlink:href", "xlink:role", "xlink:show",
                                         "xlink:title",   "xlink:type",    "xml:lang",   "xml:space",  "xmlns:xlink"};
  if (node->space == SYN_HTML_SPACE_SVG) name = in_case(name, svg_attributes, sizeof svg_attributes / sizeof svg_attributes[0]);
  if (node->space == SYN_HTML_SPACE_MATH && syn_text_equal(name, SYN_TEXT("definitionurl"))) name = SYN_TEXT("definitionURL");
  for (size_t i = 0; i < sizeof prefixed / sizeof prefixed[0]; i++) {
    if (!syn_text_equal(name, syn_text_from(prefixed[i]))) continue;
    size_t colon = syn_text_find(name, SYN_TEXT(":"), 0);
    syn_buffer_format(out, "%.*s %.*s", (int)colon, name.data, (int)(name.size - colon - 1), name.data + colon + 1);
    return;
  }
  syn_buffer_add(out, name);
}

static int compare_texts(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static void add_attributes(syn_buffer *out, const syn_html_node *node, unsigned depth) {
  char *lines[1024];
  uint32_t count = node->node.attribute_count;
  for (uint32_t i = 0; i < count; i++) {
    syn_buffer line;
    syn_buffer_init(&line, TEXT_LIMIT);
    if (node->space == SYN_HTML_SPACE_HTML)
      syn_buffer_add(&line, node->node.attributes[i].name);
    else
      add_foreign_name(&line, node, node->node.attributes[i].name);
    syn_buffer_format(&line, "=\"%.*s\"", SYN_TEXT_ARGUMENTS(node->node.attributes[i].value));
    lines[i] = strndup(syn_buffer_text(&line).data, syn_buffer_text(&line).size);
    syn_buffer_clear(&line);
  }
  qsort(lines, count, sizeof lines[0], compare_texts);
  for (uint32_t i = 0; i < count; i++) {
    syn_buffer_format(out, "| %*s%s\n", (int)(2 * depth), "", lines[i]);
    free(lines[i]);
  }
}

static void add_node(syn_buffer *out, const syn_html_node *node, unsigned depth) {
  syn_text name = node->node.name;
  syn_buffer_format(out, "| %*s", (int)(2 * depth), "");
  switch (node->kind) {
  case SYN_HTML_KIND_TEXT:
    syn_buffer_format(out, "\"%.*s\"\n", SYN_TEXT_ARGUMENTS(node->node.text));
    break;
  case SYN_HTML_KIND_COMMENT:
    syn_buffer_format(out, "<!-- %.*s -->\n", SYN_TEXT_ARGUMENTS(node->node.text));
    break;
  case SYN_HTML_KIND_DOCTYPE:
    syn_buffer_format(out, "<!DOCTYPE %.*s", SYN_TEXT_ARGUMENTS(name));
    if (node->public_id.size > 0 || node->system_id.size > 0)
      syn_buffer_format(out, " \"%.*s\" \"%.*s\"", SYN_TEXT_ARGUMENTS(node->public_id), SYN_TEXT_ARGUMENTS(node->system_id));
    syn_buffer_add(out, SYN_TEXT(">\n"));
    break;
  case SYN_HTML_KIND_CONTENTS:
    syn_buffer_add(out, SYN_TEXT("content\n"));
    break;
  default:
    if (node->space == SYN_HTML_SPACE_SVG) name = in_case(name, svg_tags, sizeof svg_tags / sizeof svg_tags[0]);
    syn_buffer_format(out, "<%s%.*s>\n",
                      node->space == SYN_HTML_SPACE_SVG    ? "svg "
                      : node->space == SYN_HTML_SPACE_MATH ? "math "
                                                           : "",
                      SYN_TEXT_ARGUMENTS(name));
    add_attributes(out, node, depth + 1);
  }
}

static void add_tree(syn_buffer *out, const syn_dom_node *parent, unsigned depth) {
  for (const syn_dom_node *child = parent->first_child; child != NULL; child = child->next) {
    add_node(out, (const syn_html_node *)child, depth);
    add_tree(out, child, depth + 1);
  }
}

/* ---- tree construction ---- */

typedef struct tree_test {
  syn_text data, context, document;
  bool needs_scripts;
} tree_test;

static const syn_dom_limits limits = {.byte_count = 1 << 20, .depth = 512, .attribute_count = 1000, .node_count = 100000};

static void run_tree_test(const tree_test *test, counts *count) {
  syn_html_options options = {.limits = limits};
  char context[64] = "";
  syn_text name = test->context;
  if (syn_text_starts_with(name, SYN_TEXT("svg "))) options.context_space = SYN_HTML_SPACE_SVG;
  if (syn_text_starts_with(name, SYN_TEXT("math "))) options.context_space = SYN_HTML_SPACE_MATH;
  if (options.context_space == SYN_HTML_SPACE_SVG) name = syn_text_slice(name, 4, name.size);
  if (options.context_space == SYN_HTML_SPACE_MATH) name = syn_text_slice(name, 5, name.size);
  for (size_t i = 0; i < name.size && i < sizeof context - 1; i++)
    context[i] = name.data[i] >= 'A' && name.data[i] <= 'Z' ? (char)(name.data[i] | 32) : name.data[i];
  if (name.size > 0) options.context_name = context;
  syn_html_page page;
  syn_buffer found;
  syn_arena_reset(arena);
  syn_buffer_init(&found, TEXT_LIMIT);
  syn_status status = syn_html_parse(test->data, &options, arena, &page);
  if (status == SYN_OK) add_tree(&found, name.size > 0 ? page.document->node.first_child : &page.document->node, 0);
  bool is_met = status == SYN_OK && syn_text_equal(syn_buffer_text(&found), test->document);
  count->all++;
  count->met += is_met;
  if (!is_met && count->shows_misses)
    printf("#data\n%.*s\n#context %.*s\n#expected\n%.*s#found %s\n%.*s\n", SYN_TEXT_ARGUMENTS(test->data),
           SYN_TEXT_ARGUMENTS(test->context), SYN_TEXT_ARGUMENTS(test->document), syn_status_name(status),
           SYN_TEXT_ARGUMENTS(syn_buffer_text(&found)));
  syn_buffer_clear(&found);
}

/* The lines of a section, up to the next line that begins with one of the section words. */
static syn_text read_section(syn_text file, size_t *at) {
  static const char *const words[] = {"#data\n",       "#errors\n",    "#new-errors\n", "#document-fragment\n",
                                      "#script-off\n", "#script-on\n", "#document\n"};
  size_t start = *at;
  while (*at < file.size) {
    syn_text rest = syn_text_slice(file, *at, file.size);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
      if (syn_text_starts_with(rest, syn_text_from(words[i]))) return syn_text_slice(file, start, *at);
    }
    size_t end = syn_text_find(file, SYN_TEXT("\n"), *at);
    *at = end == SIZE_MAX ? file.size : end + 1;
  }
  return syn_text_slice(file, start, file.size);
}

static syn_text without_last(syn_text text) {
  return syn_text_slice(text, 0, text.size > 0 ? text.size - 1 : 0);
}

static void run_tree_file(syn_text file, counts *count) {
  tree_test test = {0};
  for (size_t at = 0; at < file.size;) {
    size_t end = syn_text_find(file, SYN_TEXT("\n"), at);
    syn_text word = syn_text_slice(file, at, end);
    at = end == SIZE_MAX ? file.size : end + 1;
    syn_text section = read_section(file, &at);
    if (syn_text_equal(word, SYN_TEXT("#data"))) test = (tree_test){.data = without_last(section)};
    if (syn_text_equal(word, SYN_TEXT("#document-fragment"))) test.context = without_last(section);
    if (syn_text_equal(word, SYN_TEXT("#script-on"))) test.needs_scripts = true;
    if (!syn_text_equal(word, SYN_TEXT("#document"))) continue;
    test.document = at < file.size ? without_last(section) : section; /* a blank line stands between tests */
    if (!test.needs_scripts) run_tree_test(&test, count);
  }
}

/* ---- tokeniser ---- */

typedef struct token_output {
  json_object *list;
  syn_buffer text; /* characters not yet in the list */
} token_output;

static void add_item(token_output *out, json_object *item) {
  json_object_array_add(out->list, item);
}

static json_object *string_of(syn_text text) {
  return json_object_new_string_len(text.size > 0 ? text.data : "", (int)text.size);
}

static json_object *optional_string(bool has, syn_text text) {
  return has ? string_of(text) : NULL;
}

static json_object *new_token(const char *kind) {
  json_object *item = json_object_new_array();
  json_object_array_add(item, json_object_new_string(kind));
  return item;
}

static void flush_text(token_output *out) {
  if (out->text.size == 0) return;
  json_object *item = new_token("Character");
  json_object_array_add(item, string_of(syn_buffer_text(&out->text)));
  add_item(out, item);
  syn_buffer_reset(&out->text);
}

static void add_tag(token_output *out, const syn_html_tokeniser *tokeniser, const syn_html_token *token) {
  bool is_start = token->type == SYN_HTML_TOKEN_START;
  json_object *item = new_token(is_start ? "StartTag" : "EndTag");
  json_object_array_add(item, string_of(token->name));
  if (is_start) {
    json_object *attributes = json_object_new_object();
    for (size_t i = 0; i < tokeniser->attributes.count; i++) {
      char name[4096];
      snprintf(name, sizeof name, "%.*s", SYN_TEXT_ARGUMENTS(tokeniser->attributes.items[i].name));
      json_object_object_add(attributes, name, string_of(tokeniser->attributes.items[i].value));
    }
    json_object_array_add(item, attributes);
    if (token->is_self_closing) json_object_array_add(item, json_object_new_boolean(1));
  }
  add_item(out, item);
}

static void add_token(token_output *out, const syn_html_tokeniser *tokeniser, const syn_html_token *token) {
  const syn_html_doctype *doctype = &token->doctype;
  if (token->type == SYN_HTML_TOKEN_TEXT) {
    syn_buffer_add(&out->text, token->text);
    return;
  }
  if (token->type == SYN_HTML_TOKEN_NUL) {
    syn_buffer_add_byte(&out->text, '\0');
    return;
  }
  flush_text(out);
  if (token->type == SYN_HTML_TOKEN_COMMENT) {
    json_object *item = new_token("Comment");
    json_object_array_add(item, string_of(token->text));
    add_item(out, item);
  } else if (token->type == SYN_HTML_TOKEN_DOCTYPE) {
    json_object *item = new_token("DOCTYPE");
    json_object_array_add(item, optional_string(doctype->has_name, doctype->name));
    json_object_array_add(item, optional_string(doctype->has_public_id, doctype->public_id));
    json_object_array_add(item, optional_string(doctype->has_system_id, doctype->system_id));
    json_object_array_add(item, json_object_new_boolean(!doctype->forces_quirks));
    add_item(out, item);
  } else if (token->type != SYN_HTML_TOKEN_END) {
    add_tag(out, tokeniser, token);
  }
}

static syn_html_content content_of(const char *state) {
  if (strcmp(state, "PLAINTEXT state") == 0) return SYN_HTML_PLAIN;
  if (strcmp(state, "RCDATA state") == 0) return SYN_HTML_RCDATA;
  if (strcmp(state, "RAWTEXT state") == 0) return SYN_HTML_RAWTEXT;
  if (strcmp(state, "Script data state") == 0) return SYN_HTML_SCRIPT_DATA;
  return strcmp(state, "CDATA section state") == 0 ? SYN_HTML_CDATA : SYN_HTML_MARKUP;
}

/* "\u0000" in strings that are escaped once more. */
static syn_text unescape(const char *text, size_t size) {
  syn_text copy;
  if (syn_arena_copy(arena, (syn_text){text, size}, &copy) != SYN_OK) exit(1);
  char *bytes = (char *)(uintptr_t)copy.data;
  size_t out = 0;
  for (size_t i = 0; i < size;) {
    if (size - i >= 6 && bytes[i] == '\\' && bytes[i + 1] == 'u') {
      char digits[5] = {bytes[i + 2], bytes[i + 3], bytes[i + 4], bytes[i + 5], 0};
      out += syn_utf8_encode((uint32_t)strtoul(digits, NULL, 16), bytes + out);
      i += 6;
    } else {
      bytes[out++] = bytes[i++];
    }
  }
  return (syn_text){bytes, out};
}

static json_object *unescape_all(json_object *value) {
  if (json_object_is_type(value, json_type_string))
    return string_of(unescape(json_object_get_string(value), (size_t)json_object_get_string_len(value)));
  if (!json_object_is_type(value, json_type_array)) return json_object_get(value);
  json_object *copy = json_object_new_array();
  for (size_t i = 0; i < json_object_array_length(value); i++)
    json_object_array_add(copy, unescape_all(json_object_array_get_idx(value, i)));
  return copy;
}

static json_object *member(json_object *object, const char *name) {
  json_object *value = NULL;
  json_object_object_get_ex(object, name, &value);
  return value;
}

static void run_token_test(json_object *test, const char *state, counts *count) {
  bool is_escaped = json_object_get_boolean(member(test, "doubleEscaped"));
  json_object *input = member(test, "input"), *last = member(test, "lastStartTag");
  json_object *expected = is_escaped ? unescape_all(member(test, "output")) : json_object_get(member(test, "output"));
  token_output out = {.list = json_object_new_array()};
  syn_html_tokeniser tokeniser;
  syn_html_token token = {.type = SYN_HTML_TOKEN_TEXT};
  syn_arena_reset(arena);
  syn_buffer_init(&out.text, TEXT_LIMIT);
  syn_text page = {json_object_get_string(input), (size_t)json_object_get_string_len(input)};
  if (is_escaped) page = unescape(page.data, page.size);
  if (syn_html_text_normalise(page, arena, &page) != SYN_OK) exit(1);
  syn_html_tokeniser_init(&tokeniser, page, 1000, arena);
  tokeniser.keeps_comments = true;
  tokeniser.content = content_of(state);
  tokeniser.raw_name = syn_text_from(last ? json_object_get_string(last) : "none");
  while (token.type != SYN_HTML_TOKEN_END && syn_html_tokeniser_next(&tokeniser, &token) == SYN_OK) add_token(&out, &tokeniser, &token);
  flush_text(&out);
  bool is_met = json_object_equal(out.list, expected);
  count->all++;
  count->met += is_met;
  if (!is_met && count->shows_misses)
    printf("%s [%s]\n  input    %s\n  expected %s\n  found    %s\n", json_object_get_string(member(test, "description")), state,
           json_object_to_json_string(input), json_object_to_json_string(expected), json_object_to_json_string(out.list));
  json_object_put(out.list);
  json_object_put(expected);
  syn_buffer_clear(&out.text);
}

static void run_token_file(const char *path, counts *count) {
  json_object *file = json_object_from_file(path), *tests = member(file, "tests");
  for (size_t i = 0; tests != NULL && i < json_object_array_length(tests); i++) {
    json_object *test = json_object_array_get_idx(tests, i), *states = member(test, "initialStates");
    if (states == NULL) run_token_test(test, "Data state", count);
    for (size_t s = 0; states != NULL && s < json_object_array_length(states); s++)
      run_token_test(test, json_object_get_string(json_object_array_get_idx(states, s)), count);
  }
  json_object_put(file);
}

int main(int argc, char **argv) {
  counts trees = {0}, tokens = {0};
  if (syn_arena_create(256 << 20, &arena) != SYN_OK) return 1;
  for (int i = 1; i < argc; i++) {
    if (strcmp(argv[i], "--misses") == 0) {
      trees.shows_misses = tokens.shows_misses = true;
      continue;
    }
    if (syn_text_ends_with(syn_text_from(argv[i]), SYN_TEXT(".test"))) {
      run_token_file(argv[i], &tokens);
      continue;
    }
    static char bytes[1 << 22];
    FILE *stream = fopen(argv[i], "rb");
    if (stream == NULL) {
      fprintf(stderr, "measure_html5lib: %s: cannot be read\n", argv[i]);
      return 1;
    }
    size_t size = fread(bytes, 1, sizeof bytes, stream);
    fclose(stream);
    run_tree_file((syn_text){bytes, size}, &trees);
  }
  if (trees.all > 0) printf("tree construction: %.4f (%u of %u met)\n", (double)trees.met / trees.all, trees.met, trees.all);
  if (tokens.all > 0) printf("tokeniser: %.4f (%u of %u met)\n", (double)tokens.met / tokens.all, tokens.met, tokens.all);
  syn_arena_destroy(&arena);
  return 0;
}
