/*
 * How it works. A name of at most twelve letters is packed into an integer and hashed into a table of bytes that is filled once, at the
 * first page. Names that the rules do not know find nothing there, mostly at the first look.
 */
#include "dom/html_tags.h"

#include <pthread.h>
#include <string.h>

enum { SLOT_BITS = 9, SLOT_COUNT = 1 << SLOT_BITS, NAME_MAXIMUM = 12 };

#define SPECIAL SYN_HTML_SPECIAL
#define BREAKS SYN_HTML_BREAKS_OUT
#define SCOPE (SYN_HTML_SPECIAL | SYN_HTML_SCOPE)
#define LIST (SYN_HTML_SPECIAL | SYN_HTML_LIST_SCOPE)
#define IMPLIED (SYN_HTML_IMPLIED_END | SYN_HTML_THOROUGH_END)
#define VOID (SYN_HTML_SPECIAL | SYN_HTML_VOID)
#define HEAD_CONTENT (SYN_HTML_SPECIAL | SYN_HTML_HEAD_CONTENT)
#define RAW SYN_HTML_RAW
#define UNSEEN (SYN_HTML_RAW | SYN_HTML_UNSEEN)
#define PART (SYN_HTML_SPECIAL | SYN_HTML_TABLE_PART)
#define HEADING (SYN_HTML_SPECIAL | SYN_HTML_HEADING | SYN_HTML_BREAKS_OUT)
#define FORMATTING SYN_HTML_FORMATTING

#define TAG(name, text, element, start, end, flags) \
  [SYN_HTML_##name] = {text, SYN_ELEMENT_##element, SYN_HTML_START_##start, SYN_HTML_END_##end, (flags)}

const syn_html_tag_facts syn_html_tags[SYN_HTML_TAG_COUNT] = {
    TAG(OTHER, "", OTHER, OTHER, OTHER, 0),
    TAG(A, "a", A, A, FORMATTING, FORMATTING),
    TAG(ADDRESS, "address", ADDRESS, BLOCK, BLOCK, SPECIAL),
    TAG(APPLET, "applet", OTHER, OBJECT, OBJECT, SCOPE),
    TAG(AREA, "area", OTHER, IMG, OTHER, VOID),
    TAG(ARTICLE, "article", ARTICLE, BLOCK, BLOCK, SPECIAL),
    TAG(ASIDE, "aside", ASIDE, BLOCK, BLOCK, SPECIAL),
    TAG(B, "b", B, FORMATTING, FORMATTING, FORMATTING | BREAKS),
    TAG(BASE, "base", OTHER, HEAD_CONTENT, OTHER, VOID | HEAD_CONTENT),
    TAG(BASEFONT, "basefont", OTHER, HEAD_CONTENT, OTHER, VOID | HEAD_CONTENT),
    TAG(BGSOUND, "bgsound", OTHER, HEAD_CONTENT, OTHER, VOID | HEAD_CONTENT),
    TAG(BIG, "big", OTHER, FORMATTING, FORMATTING, FORMATTING | BREAKS),
    TAG(BLOCKQUOTE, "blockquote", BLOCKQUOTE, BLOCK, BLOCK, SPECIAL | BREAKS),
    TAG(BODY, "body", BODY, BODY, BODY, SPECIAL | BREAKS),
    TAG(BR, "br", BR, IMG, BR, VOID | BREAKS),
    TAG(BUTTON, "button", BUTTON, BUTTON, BLOCK, SPECIAL | SYN_HTML_BUTTON_SCOPE),
    TAG(CAPTION, "caption", CAPTION, IGNORED, OTHER, SCOPE | PART | SYN_HTML_THOROUGH_END),
    TAG(CENTER, "center", OTHER, BLOCK, BLOCK, SPECIAL | BREAKS),
    TAG(CITE, "cite", CITE, OTHER, OTHER, 0),
    TAG(CODE, "code", CODE, FORMATTING, FORMATTING, FORMATTING | BREAKS),
    TAG(COL, "col", OTHER, IGNORED, OTHER, VOID | PART),
    TAG(COLGROUP, "colgroup", OTHER, IGNORED, OTHER, PART | SYN_HTML_THOROUGH_END),
    TAG(DD, "dd", DD, TERM, ITEM, SPECIAL | IMPLIED | BREAKS),
    TAG(DETAILS, "details", DETAILS, BLOCK, BLOCK, SPECIAL),
    TAG(DIALOG, "dialog", OTHER, BLOCK, BLOCK, 0),
    TAG(DIR, "dir", OTHER, BLOCK, BLOCK, SPECIAL),
    TAG(DIV, "div", DIV, BLOCK, BLOCK, SPECIAL | BREAKS),
    TAG(DL, "dl", DL, BLOCK, BLOCK, SPECIAL | BREAKS),
    TAG(DT, "dt", DT, TERM, ITEM, SPECIAL | IMPLIED | BREAKS),
    TAG(EM, "em", EM, FORMATTING, FORMATTING, FORMATTING | BREAKS),
    TAG(EMBED, "embed", OTHER, IMG, OTHER, VOID | BREAKS),
    TAG(FIELDSET, "fieldset", OTHER, BLOCK, BLOCK, SPECIAL),
    TAG(FIGCAPTION, "figcaption", FIGCAPTION, BLOCK, BLOCK, SPECIAL),
    TAG(FIGURE, "figure", FIGURE, BLOCK, BLOCK, SPECIAL),
    TAG(FONT, "font", OTHER, FORMATTING, FORMATTING, FORMATTING),
    TAG(FOOTER, "footer", FOOTER, BLOCK, BLOCK, SPECIAL),
    TAG(FORM, "form", FORM, FORM, FORM, SPECIAL),
    TAG(FRAME, "frame", OTHER, IGNORED, OTHER, VOID),
    TAG(FRAMESET, "frameset", OTHER, FRAMESET, OTHER, SPECIAL),
    TAG(H1, "h1", H1, HEADING, HEADING, HEADING),
    TAG(H2, "h2", H2, HEADING, HEADING, HEADING),
    TAG(H3, "h3", H3, HEADING, HEADING, HEADING),
    TAG(H4, "h4", H4, HEADING, HEADING, HEADING),
    TAG(H5, "h5", H5, HEADING, HEADING, HEADING),
    TAG(H6, "h6", H6, HEADING, HEADING, HEADING),
    TAG(HEAD, "head", HEAD, IGNORED, OTHER, SPECIAL | BREAKS),
    TAG(HEADER, "header", HEADER, BLOCK, BLOCK, SPECIAL),
    TAG(HGROUP, "hgroup", OTHER, BLOCK, BLOCK, SPECIAL),
    TAG(HR, "hr", HR, HR, OTHER, VOID | BREAKS),
    TAG(HTML, "html", HTML, HTML, HTML, SCOPE | SYN_HTML_TABLE_SCOPE),
    TAG(I, "i", I, FORMATTING, FORMATTING, FORMATTING | BREAKS),
    TAG(IFRAME, "iframe", IFRAME, IFRAME, OTHER, SPECIAL | RAW),
    TAG(IMAGE, "image", OTHER, IMAGE, OTHER, 0),
    TAG(IMG, "img", IMG, IMG, OTHER, VOID | BREAKS),
    TAG(INPUT, "input", INPUT, INPUT, OTHER, VOID),
    TAG(KEYGEN, "keygen", OTHER, IMG, OTHER, VOID),
    TAG(LABEL, "label", LABEL, OTHER, OTHER, 0),
    TAG(LI, "li", LI, ITEM, ITEM, SPECIAL | IMPLIED | BREAKS),
    TAG(LINK, "link", LINK, HEAD_CONTENT, OTHER, VOID | HEAD_CONTENT),
    TAG(LISTING, "listing", OTHER, PRE, BLOCK, SPECIAL | BREAKS),
    TAG(MAIN, "main", MAIN, BLOCK, BLOCK, SPECIAL),
    TAG(MARQUEE, "marquee", OTHER, OBJECT, OBJECT, SCOPE),
    TAG(MATH, "math", OTHER, FOREIGN, OTHER, 0),
    TAG(MENU, "menu", OTHER, BLOCK, BLOCK, SPECIAL | BREAKS),
    TAG(META, "meta", META, HEAD_CONTENT, OTHER, VOID | HEAD_CONTENT | BREAKS),
    TAG(NAV, "nav", NAV, BLOCK, BLOCK, SPECIAL),
    TAG(NOBR, "nobr", OTHER, NOBR, FORMATTING, FORMATTING | BREAKS),
    TAG(NOEMBED, "noembed", OTHER, NOEMBED, OTHER, SPECIAL | UNSEEN),
    TAG(NOFRAMES, "noframes", OTHER, HEAD_CONTENT, OTHER, HEAD_CONTENT | UNSEEN),
    TAG(NOSCRIPT, "noscript", NOSCRIPT, OTHER, OTHER, SPECIAL),
    TAG(OBJECT, "object", OTHER, OBJECT, OBJECT, SCOPE),
    TAG(OL, "ol", OL, BLOCK, BLOCK, LIST | BREAKS),
    TAG(OPTGROUP, "optgroup", OTHER, OPTGROUP, OTHER, IMPLIED),
    TAG(OPTION, "option", OTHER, OPTION, OTHER, IMPLIED),
    TAG(P, "p", P, BLOCK, P, SPECIAL | IMPLIED | BREAKS),
    TAG(PARAM, "param", OTHER, PARAM, OTHER, VOID),
    TAG(PLAINTEXT, "plaintext", OTHER, PLAINTEXT, OTHER, SPECIAL | RAW),
    TAG(PRE, "pre", PRE, PRE, BLOCK, SPECIAL | BREAKS),
    TAG(Q, "q", Q, OTHER, OTHER, 0),
    TAG(RB, "rb", OTHER, RUBY_BASE, OTHER, IMPLIED),
    TAG(RP, "rp", OTHER, RUBY_TEXT, OTHER, IMPLIED),
    TAG(RT, "rt", OTHER, RUBY_TEXT, OTHER, IMPLIED),
    TAG(RTC, "rtc", OTHER, RUBY_BASE, OTHER, IMPLIED),
    TAG(RUBY, "ruby", OTHER, OTHER, OTHER, BREAKS),
    TAG(S, "s", OTHER, FORMATTING, FORMATTING, FORMATTING | BREAKS),
    TAG(SCRIPT, "script", OTHER, HEAD_CONTENT, OTHER, HEAD_CONTENT | UNSEEN),
    TAG(SEARCH, "search", OTHER, BLOCK, BLOCK, SPECIAL),
    TAG(SECTION, "section", SECTION, BLOCK, BLOCK, SPECIAL),
    TAG(SELECT, "select", SELECT, SELECT, BLOCK, SCOPE),
    TAG(SMALL, "small", SMALL, FORMATTING, FORMATTING, FORMATTING | BREAKS),
    TAG(SOURCE, "source", OTHER, PARAM, OTHER, VOID),
    TAG(SPAN, "span", SPAN, OTHER, OTHER, BREAKS),
    TAG(STRIKE, "strike", OTHER, FORMATTING, FORMATTING, FORMATTING | BREAKS),
    TAG(STRONG, "strong", STRONG, FORMATTING, FORMATTING, FORMATTING | BREAKS),
    TAG(STYLE, "style", OTHER, HEAD_CONTENT, OTHER, HEAD_CONTENT | UNSEEN),
    TAG(SUB, "sub", SUB, OTHER, OTHER, BREAKS),
    TAG(SUMMARY, "summary", OTHER, BLOCK, BLOCK, SPECIAL),
    TAG(SUP, "sup", SUP, OTHER, OTHER, BREAKS),
    TAG(SVG, "svg", SVG, FOREIGN, OTHER, 0),
    TAG(TABLE, "table", TABLE, TABLE, OTHER, SCOPE | SYN_HTML_TABLE_SCOPE | BREAKS),
    TAG(TBODY, "tbody", TBODY, IGNORED, OTHER, PART | SYN_HTML_THOROUGH_END),
    TAG(TD, "td", TD, IGNORED, OTHER, SCOPE | PART | SYN_HTML_THOROUGH_END),
    TAG(TEMPLATE, "template", OTHER, HEAD_CONTENT, TEMPLATE, SCOPE | SYN_HTML_TABLE_SCOPE | HEAD_CONTENT),
    TAG(TEXTAREA, "textarea", TEXTAREA, TEXTAREA, OTHER, SPECIAL | RAW),
    TAG(TFOOT, "tfoot", OTHER, IGNORED, OTHER, PART | SYN_HTML_THOROUGH_END),
    TAG(TH, "th", TH, IGNORED, OTHER, SCOPE | PART | SYN_HTML_THOROUGH_END),
    TAG(THEAD, "thead", THEAD, IGNORED, OTHER, PART | SYN_HTML_THOROUGH_END),
    TAG(TIME, "time", TIME, OTHER, OTHER, 0),
    TAG(TITLE, "title", TITLE, HEAD_CONTENT, OTHER, HEAD_CONTENT | RAW),
    TAG(TR, "tr", TR, IGNORED, OTHER, PART | SYN_HTML_THOROUGH_END),
    TAG(TRACK, "track", OTHER, PARAM, OTHER, VOID),
    TAG(TT, "tt", OTHER, FORMATTING, FORMATTING, FORMATTING | BREAKS),
    TAG(U, "u", OTHER, FORMATTING, FORMATTING, FORMATTING | BREAKS),
    TAG(UL, "ul", UL, BLOCK, BLOCK, LIST | BREAKS),
    TAG(VAR, "var", OTHER, OTHER, OTHER, BREAKS),
    TAG(VIDEO, "video", VIDEO, OTHER, OTHER, 0),
    TAG(WBR, "wbr", OTHER, IMG, OTHER, VOID),
    TAG(XMP, "xmp", OTHER, XMP, OTHER, SPECIAL | RAW),
};

static uint8_t slots[SLOT_COUNT]; /* syn_html_tag, open addressing; 0: free */
static pthread_once_t filling = PTHREAD_ONCE_INIT;

static uint32_t slot_of(syn_text name) {
  uint64_t key = name.size;
  for (size_t i = 0; i < name.size; i++) key = key * 37 + (uint8_t)name.data[i];
  return (uint32_t)(key * 0x9E3779B97F4A7C15u >> (64 - SLOT_BITS));
}

static void fill(void) {
  _Static_assert(SYN_HTML_TAG_COUNT < 256, "tags are kept in bytes");
  for (unsigned tag = 1; tag < SYN_HTML_TAG_COUNT; tag++) {
    uint32_t slot = slot_of(syn_text_from(syn_html_tags[tag].name));
    while (slots[slot] != 0) slot = (slot + 1) % SLOT_COUNT;
    slots[slot] = (uint8_t)tag;
  }
}

void syn_html_tags_prepare(void) {
  (void)pthread_once(&filling, fill);
}

syn_html_tag syn_html_tag_find(syn_text name) {
  if (name.size > NAME_MAXIMUM) return SYN_HTML_OTHER;
  for (uint32_t slot = slot_of(name); slots[slot] != 0; slot = (slot + 1) % SLOT_COUNT) {
    const char *known = syn_html_tags[slots[slot]].name;
    if (strncmp(known, name.data, name.size) == 0 && known[name.size] == '\0') return (syn_html_tag)slots[slot];
  }
  return SYN_HTML_OTHER;
}
