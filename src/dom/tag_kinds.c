#include "dom/tag_kinds.h"

#include <string.h>

enum { NAME_MAXIMUM = 12, UNKNOWN_ID = 1u << 30 };

#define BLOCK SYN_TAG_KIND_CLOSES_P
#define FORMATTING SYN_TAG_KIND_FORMATTING
#define VOID SYN_TAG_KIND_VOID
#define SCOPE SYN_TAG_KIND_SCOPE
#define MARKER (SYN_TAG_KIND_SCOPE | SYN_TAG_KIND_MARKER)
#define LIST SYN_TAG_KIND_LIST

/* Sorted by name, so that a search can halve it. */
static const struct {
  char name[NAME_MAXIMUM];
  uint32_t flags;
} kinds[] = {
    {"a", FORMATTING | SYN_TAG_KIND_SINGLE},
    {"address", BLOCK},
    {"applet", MARKER},
    {"area", VOID},
    {"article", BLOCK},
    {"aside", BLOCK},
    {"b", FORMATTING},
    {"base", VOID},
    {"basefont", VOID},
    {"bgsound", VOID},
    {"big", FORMATTING},
    {"blockquote", BLOCK},
    {"br", VOID},
    {"button", SCOPE},
    {"caption", MARKER | SYN_TAG_KIND_ROW_GROUP},
    {"center", BLOCK},
    {"code", FORMATTING},
    {"col", VOID},
    {"colgroup", SYN_TAG_KIND_ROW_GROUP},
    {"command", VOID},
    {"dd", BLOCK | SYN_TAG_KIND_TERM},
    {"details", BLOCK},
    {"dialog", BLOCK},
    {"dir", BLOCK | LIST},
    {"div", BLOCK},
    {"dl", BLOCK | LIST},
    {"dt", BLOCK | SYN_TAG_KIND_TERM},
    {"em", FORMATTING},
    {"embed", VOID},
    {"fieldset", BLOCK},
    {"figcaption", BLOCK},
    {"figure", BLOCK},
    {"font", FORMATTING},
    {"footer", BLOCK},
    {"form", BLOCK},
    {"frame", VOID},
    {"h1", BLOCK},
    {"h2", BLOCK},
    {"h3", BLOCK},
    {"h4", BLOCK},
    {"h5", BLOCK},
    {"h6", BLOCK},
    {"header", BLOCK},
    {"hgroup", BLOCK},
    {"hr", BLOCK | VOID},
    {"html", SCOPE},
    {"i", FORMATTING},
    {"iframe", SYN_TAG_KIND_RAW_KEPT},
    {"image", VOID},
    {"img", VOID},
    {"input", VOID},
    {"isindex", SYN_TAG_KIND_UNWRAPPED},
    {"keygen", VOID},
    {"li", BLOCK | SYN_TAG_KIND_ITEM},
    {"link", VOID},
    {"listing", BLOCK},
    {"main", BLOCK},
    {"marquee", MARKER},
    {"math", SYN_TAG_KIND_UNWRAPPED},
    {"menu", BLOCK | LIST},
    {"meta", VOID},
    {"nav", BLOCK},
    {"nobr", FORMATTING | SYN_TAG_KIND_SINGLE},
    {"noembed", SYN_TAG_KIND_RAW_DROPPED},
    {"noframes", SYN_TAG_KIND_RAW_DROPPED},
    {"object", MARKER},
    {"ol", BLOCK | LIST},
    {"optgroup", SYN_TAG_KIND_OPTION},
    {"option", SYN_TAG_KIND_OPTION},
    {"p", BLOCK | SYN_TAG_KIND_P},
    {"param", VOID},
    {"plaintext", SYN_TAG_KIND_UNWRAPPED},
    {"pre", BLOCK},
    {"s", FORMATTING},
    {"script", SYN_TAG_KIND_SCRIPT},
    {"section", BLOCK},
    {"select", LIST | SCOPE},
    {"small", FORMATTING},
    {"source", VOID},
    {"strike", FORMATTING},
    {"strong", FORMATTING},
    {"style", SYN_TAG_KIND_RAW_DROPPED},
    {"summary", BLOCK},
    {"svg", MARKER | SYN_TAG_KIND_HIDDEN},
    {"table", SCOPE | LIST | SYN_TAG_KIND_TABLE},
    {"tbody", SYN_TAG_KIND_ROW_GROUP},
    {"td", MARKER | SYN_TAG_KIND_CELL},
    {"template", MARKER | SYN_TAG_KIND_HIDDEN},
    {"textarea", SYN_TAG_KIND_RAW_KEPT},
    {"tfoot", SYN_TAG_KIND_ROW_GROUP},
    {"th", MARKER | SYN_TAG_KIND_CELL},
    {"thead", SYN_TAG_KIND_ROW_GROUP},
    {"title", SYN_TAG_KIND_RAW_KEPT},
    {"tr", SYN_TAG_KIND_ROW},
    {"track", VOID},
    {"tt", FORMATTING},
    {"u", FORMATTING},
    {"ul", BLOCK | LIST},
    {"wbr", VOID},
    {"xmp", BLOCK | SYN_TAG_KIND_RAW_KEPT},
};

static char lower(char byte) {
  return byte >= 'A' && byte <= 'Z' ? (char)(byte + ('a' - 'A')) : byte;
}

/* FNV-1a; never 0 and never an index of the table. */
static syn_tag_kind unknown(syn_text name) {
  uint32_t hash = 2166136261u;
  for (size_t i = 0; i < name.size; i++) hash = (hash ^ (unsigned char)lower(name.data[i])) * 16777619u;
  return (syn_tag_kind){.id = hash | UNKNOWN_ID};
}

syn_tag_kind syn_tag_kind_find(syn_text name) {
  if (name.size == 0 || name.size >= NAME_MAXIMUM) return unknown(name);
  char key[NAME_MAXIMUM] = {0};
  for (size_t i = 0; i < name.size; i++) key[i] = lower(name.data[i]);
  size_t first = 0, count = sizeof(kinds) / sizeof(kinds[0]);
  while (count > 0) {
    size_t half = count / 2;
    int order = strcmp(key, kinds[first + half].name);
    if (order == 0) return (syn_tag_kind){.id = (uint32_t)(first + half) + 1, .flags = kinds[first + half].flags};
    if (order > 0) {
      first += half + 1;
      count -= half + 1;
    } else {
      count = half;
    }
  }
  return unknown(name);
}
