#include "dom/html_doctype.h"

#include <string.h>

#include "dom/html_text.h"

typedef struct doctype_reading {
  syn_text page;
  size_t at;
  syn_arena *arena;
  syn_html_doctype *doctype;
  bool may_be_cut; /* by the end of the page, without quirks */
} doctype_reading;

static bool is_over(const doctype_reading *reading) {
  return reading->at >= reading->page.size || reading->page.data[reading->at] == '>';
}

static void skip_spaces(doctype_reading *reading) {
  while (reading->at < reading->page.size && syn_html_is_space(reading->page.data[reading->at])) reading->at++;
}

static syn_status read_name(doctype_reading *reading) {
  skip_spaces(reading);
  size_t start = reading->at;
  while (!is_over(reading) && !syn_html_is_space(reading->page.data[reading->at])) reading->at++;
  reading->doctype->has_name = reading->at > start;
  if (!reading->doctype->has_name) {
    reading->doctype->forces_quirks = true;
    return SYN_OK;
  }
  return syn_html_text_lower(syn_text_slice(reading->page, start, reading->at), reading->arena, &reading->doctype->name);
}

static bool take_word(doctype_reading *reading, syn_text word) {
  syn_text found = syn_text_slice(reading->page, reading->at, reading->at + word.size);
  if (!syn_text_equal_ascii_case(found, word)) return false;
  reading->at += word.size;
  return true;
}

/* A quoted identifier; `*out_has` tells whether there is one. One that '>' or the page cuts off is kept, in quirks mode. */
static syn_status read_id(doctype_reading *reading, syn_text *out_id, bool *out_has) {
  skip_spaces(reading);
  char quote = reading->at < reading->page.size ? reading->page.data[reading->at] : '\0';
  *out_has = quote == '"' || quote == '\'';
  if (!*out_has) return SYN_OK;
  size_t start = ++reading->at;
  while (!is_over(reading) && reading->page.data[reading->at] != quote) reading->at++;
  syn_status status = syn_html_text_replace_nul(syn_text_slice(reading->page, start, reading->at), reading->arena, out_id);
  if (is_over(reading))
    reading->doctype->forces_quirks = true;
  else
    reading->at++;
  return status;
}

static syn_status read_ids(doctype_reading *reading) {
  syn_html_doctype *doctype = reading->doctype;
  skip_spaces(reading);
  if (is_over(reading)) return SYN_OK;
  bool is_public = take_word(reading, SYN_TEXT("public"));
  if (!is_public && !take_word(reading, SYN_TEXT("system"))) {
    doctype->forces_quirks = true;
    return SYN_OK;
  }
  syn_status status = SYN_OK;
  if (is_public) {
    status = read_id(reading, &doctype->public_id, &doctype->has_public_id);
    if (status != SYN_OK) return status;
    if (!doctype->has_public_id) doctype->forces_quirks = true;
    if (doctype->forces_quirks) return SYN_OK;
  }
  status = read_id(reading, &doctype->system_id, &doctype->has_system_id);
  skip_spaces(reading);
  /* nothing may stand instead of an identifier; behind the last one anything may, and then the page's end does not matter */
  if (!doctype->has_system_id && (!is_public || !is_over(reading))) doctype->forces_quirks = true;
  reading->may_be_cut = doctype->has_system_id && !is_over(reading);
  return status;
}

syn_status syn_html_doctype_read(syn_text page, size_t at, syn_arena *arena, syn_html_doctype *out_doctype, size_t *out_end) {
  *out_doctype = (syn_html_doctype){0};
  doctype_reading reading = {.page = page, .at = at, .arena = arena, .doctype = out_doctype};
  syn_status status = read_name(&reading);
  if (status == SYN_OK && out_doctype->has_name) status = read_ids(&reading);
  if (status != SYN_OK) return status;
  while (!is_over(&reading)) reading.at++;
  if (reading.at >= page.size && !reading.may_be_cut) out_doctype->forces_quirks = true;
  *out_end = reading.at < page.size ? reading.at + 1 : page.size;
  return SYN_OK;
}

/* Public identifiers that begin so are older than standards mode. */
static const char *const quirky_beginnings[] = {
    "+//silmaril//dtd html pro v0r11 19970101//",
    "-//as//dtd html 3.0 aswedit + extensions//",
    "-//advasoft ltd//dtd html 3.0 aswedit + extensions//",
    "-//ietf//dtd html",
    "-//metrius//dtd metrius presentational//",
    "-//microsoft//dtd internet explorer 2.0",
    "-//microsoft//dtd internet explorer 3.0",
    "-//netscape comm. corp.//dtd html//",
    "-//netscape comm. corp.//dtd strict html//",
    "-//o'reilly and associates//dtd html",
    "-//sq//dtd html 2.0 hotmetal + extensions//",
    "-//softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//",
    "-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//",
    "-//spyglass//dtd html 2.0 extended//",
    "-//sun microsystems corp.//dtd hotjava ",
    "-//w3c//dtd html 3 1995-03-24//",
    "-//w3c//dtd html 3.2 draft//",
    "-//w3c//dtd html 3.2 final//",
    "-//w3c//dtd html 3.2//",
    "-//w3c//dtd html 3.2s draft//",
    "-//w3c//dtd html 4.0 frameset//",
    "-//w3c//dtd html 4.0 transitional//",
    "-//w3c//dtd html experimental 19960712//",
    "-//w3c//dtd html experimental 970421//",
    "-//w3c//dtd w3 html//",
    "-//w3o//dtd w3 html 3.0//",
    "-//webtechs//dtd mozilla html",
};

static bool begins_with(syn_text text, const char *beginning) {
  syn_text wanted = syn_text_from(beginning);
  return syn_text_equal_ascii_case(syn_text_slice(text, 0, wanted.size), wanted);
}

static bool is_one_of(syn_text text, const char *one, const char *other) {
  return syn_text_equal_ascii_case(text, syn_text_from(one)) || syn_text_equal_ascii_case(text, syn_text_from(other));
}

bool syn_html_doctype_is_quirky(const syn_html_doctype *doctype) {
  syn_text id = doctype->public_id;
  if (doctype->forces_quirks || !syn_text_equal(doctype->name, SYN_TEXT("html"))) return true;
  if (is_one_of(id, "-//w3o//dtd w3 html strict 3.0//en//", "-/w3c/dtd html 4.0 transitional/en")) return true;
  if (is_one_of(id, "html", "html")) return true;
  if (syn_text_equal_ascii_case(doctype->system_id, SYN_TEXT("http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd"))) return true;
  for (size_t i = 0; i < sizeof quirky_beginnings / sizeof quirky_beginnings[0]; i++) {
    if (begins_with(id, quirky_beginnings[i])) return true;
  }
  return !doctype->has_system_id &&
         (begins_with(id, "-//w3c//dtd html 4.01 frameset//") || begins_with(id, "-//w3c//dtd html 4.01 transitional//"));
}
