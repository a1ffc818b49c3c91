/*
 * How it works: a line is taken for a byline when it begins with a word that introduces authors, or when metadata say so; it is cut at
 * commas and joining words, and each piece is judged: known to the world (agency, outlet), made of words that no person is called by, or
 * shaped like a person's name (two to five words, capitals, small particles). Credits are lists after introducing words, or agencies in
 * brackets at the end; a list counts only when one of its names is known or written in capitals.
 */
#include "article/page_credits.h"

#include <string.h>

#include "base/utf8.h"

enum {
  NAME_BYTES = 70,
  NAME_WORDS = 5,
  PARTICLE_BYTES = 4, /* "van", "al-", "dell" */
  BYLINE_WORDS = 24,
  CREDIT_WORDS = 40,
  HANDLE_BYTES = 30,
  GLUED_BYTES = 8,
  SIGNATURE_WORDS = 4,
  JOINING_BYTES = 3, /* of a word in capitals that may join names */
  INITIALS_BYTES = 5,
  ABBREVIATION_BYTES = 5, /* of a word with its stop: "Prof." */
  DATELINE_BYTES = 90
};

syn_status syn_names_add_once(syn_text_array *list, syn_text name, syn_arena *arena) {
  for (size_t i = 0; i < list->count; i++)
    if (syn_text_equal_ascii_case(list->items[i], name)) return SYN_OK;
  syn_text *place = SYN_ARRAY_ADD(list, arena);
  if (!place) return SYN_NO_MEMORY;
  *place = name;
  return SYN_OK;
}

/* A name without the marks around it. */
static syn_text trim_name(syn_text name) {
  static const char marks[] = ",;:.()[]<>*|/-\"' \t\n";
  name = syn_text_trim(name);
  while (name.size > 0 && strchr(marks, name.data[0]) && name.data[0]) name = syn_text_slice(name, 1, name.size);
  while (name.size > 0 && strchr(marks, name.data[name.size - 1]) && name.data[name.size - 1]) {
    bool abbreviation = name.data[name.size - 1] == '.' && name.size > 2 && name.data[name.size - 3] == ' '; /* "Jr." is kept too */
    abbreviation = abbreviation || (name.data[name.size - 1] == '.' && name.size > 3 && name.data[name.size - 4] == ' ');
    if (abbreviation) break;
    name.size--;
  }
  return syn_text_trim(name);
}

/* The next word from `at`; false at the end. */
static bool next_word(syn_text text, size_t *at, syn_text *out_word) {
  size_t start = *at;
  while (start < text.size && text.data[start] == ' ') start++;
  size_t end = start;
  while (end < text.size && text.data[end] != ' ') end++;
  *out_word = syn_text_slice(text, start, end);
  *at = end;
  return end > start;
}

typedef struct shape {
  uint32_t words, capitals, particles, shouted; /* shouted: two capitals or more and no small letter */
  bool has_digit, has_mark;
} shape;

static shape shape_of(syn_text name) {
  shape s = {0};
  syn_text word;
  for (size_t at = 0; next_word(name, &at, &word);) {
    s.words++;
    size_t size;
    uint32_t first = syn_utf8_decode(word, 0, &size);
    bool small = false;
    uint32_t uppers = 0;
    for (size_t i = 0; i < word.size; i += size) {
      uint32_t c = syn_utf8_decode(word, i, &size);
      small = small || syn_utf8_is_lower(c);
      uppers += syn_utf8_is_upper(c);
      s.has_digit = s.has_digit || syn_utf8_is_digit(c);
      s.has_mark = s.has_mark || (c < 0x80 && strchr("@:/!?_=#%&+\"", (int)c) && c);
    }
    bool caseless = syn_utf8_is_letter(first) && !syn_utf8_is_upper(first) && !syn_utf8_is_lower(first);
    if (syn_utf8_is_upper(first) || caseless || uppers > 0)
      s.capitals++;
    else if (word.size <= PARTICLE_BYTES)
      s.particles++;
    s.shouted += uppers >= 2 && !small;
  }
  return s;
}

/* A name that a user took: letters, digits and marks that join them, a letter among them. */
static bool is_handle(syn_text name) {
  size_t letters = 0, digits = 0;
  if (name.size > HANDLE_BYTES) return false;
  for (size_t i = 0; i < name.size; i++) {
    char c = name.data[i];
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'), digit = c >= '0' && c <= '9';
    if (!letter && !digit && !strchr("_-.", c)) return false;
    letters += letter;
    digits += digit;
  }
  return letters > 0 && letters + 1 >= digits;
}

/* "example.org": a site. */
static bool is_host(syn_text name) {
  size_t dot = name.size;
  while (dot > 0 && name.data[dot - 1] >= 'a' && name.data[dot - 1] <= 'z') dot--;
  size_t letters = name.size - dot;
  return dot > 3 && letters >= 2 && letters <= 4 && name.data[dot - 1] == '.' && !memchr(name.data, ' ', name.size);
}

/* "Pius XII": popes and kings are spoken of and sign nothing. */
static bool is_numbered(syn_text name, const shape *s) {
  size_t start = name.size;
  while (start > 0 && strchr("IVX", name.data[start - 1]) && name.data[start - 1]) start--;
  return s->words == 2 && s->shouted == 1 && start > 0 && name.data[start - 1] == ' ' && name.size - start >= 2;
}

syn_status syn_name_judge(const syn_extractor *extractor, syn_text name, syn_arena *arena, syn_name_kind *out_kind) {
  *out_kind = SYN_NAME_NONE;
  name = trim_name(name);
  if (name.size < 2 || name.size > NAME_BYTES) return SYN_OK;
  syn_text folded, form;
  syn_status status = syn_utf8_fold(name, arena, &folded);
  if (status == SYN_OK) status = syn_furniture_form(name, arena, &form);
  if (status != SYN_OK) return status;
  const syn_known_form *forms = NULL;
  size_t count = syn_world_find(extractor->world, folded, name, &forms);
  for (size_t i = 0; i < count; i++) {
    if (forms[i].known->kind == SYN_KNOWN_AGENCY) *out_kind = SYN_NAME_AGENCY;
    if (forms[i].known->kind == SYN_KNOWN_OUTLET) *out_kind = SYN_NAME_OUTLET;
    if (*out_kind != SYN_NAME_NONE) return SYN_OK;
  }
  for (size_t i = 0; i < count; i++)
    if (forms[i].known->kind == SYN_KNOWN_ORGANIZATION || forms[i].known->kind == SYN_KNOWN_COUNTRY) *out_kind = SYN_NAME_NOBODY;
  if (syn_furniture_classify(&extractor->furniture, form) & SYN_FURNITURE_NOBODY) *out_kind = SYN_NAME_NOBODY;
  if (*out_kind != SYN_NAME_NONE) return SYN_OK;
  shape s = shape_of(name);
  if (is_host(name) || is_numbered(name, &s)) {
    *out_kind = SYN_NAME_NOBODY;
    return SYN_OK;
  }
  if (s.words == 1 && (s.has_digit || syn_text_find(name, SYN_TEXT("_"), 0) != SIZE_MAX)) {
    if (is_handle(name)) *out_kind = SYN_NAME_HANDLE;
    return SYN_OK;
  }
  if (s.has_digit || s.has_mark || s.words > NAME_WORDS || (s.words > 1 && (s.capitals == 0 || s.capitals + s.particles < s.words)))
    return SYN_OK;
  if (s.words == 1)
    *out_kind = SYN_NAME_SINGLE;
  else if (s.capitals >= 2)
    *out_kind = SYN_NAME_PERSON;
  return SYN_OK;
}

syn_status syn_name_has_given(const syn_extractor *x, syn_text name, syn_arena *arena, bool *out) {
  syn_text word, folded;
  size_t at = 0;
  *out = false;
  if (!next_word(name, &at, &word)) return SYN_OK;
  size_t hyphen = syn_text_find(word, SYN_TEXT("-"), 0); /* "Hans-Peter" */
  if (hyphen != SIZE_MAX && hyphen > 1) word = syn_text_slice(word, 0, hyphen);
  syn_status status = syn_utf8_fold(word, arena, &folded);
  if (status == SYN_OK) *out = syn_map_find(&x->given_names, folded) != NULL;
  return status;
}

/* ---- lists of names ---- */

typedef struct name_list {
  syn_text names[SYN_METADATA_LIST_LIMIT];
  syn_name_kind kinds[SYN_METADATA_LIST_LIMIT];
  bool is_drawn_on[SYN_METADATA_LIST_LIMIT]; /* after "with" */
  uint32_t count;
} name_list;

static bool is_whole(const syn_extractor *x, syn_text word, syn_arena *arena, uint32_t classes, syn_status *status) {
  syn_text form;
  if (*status == SYN_OK) *status = syn_furniture_form(word, arena, &form);
  return *status == SYN_OK && (syn_furniture_whole(&x->furniture, form) & classes);
}

/* No-break spaces and runs of blanks as single blanks. */
static syn_status fold_blanks(syn_text *name, syn_arena *arena) {
  if (syn_text_find(*name, SYN_TEXT("\xC2\xA0"), 0) == SIZE_MAX && syn_text_find(*name, SYN_TEXT("  "), 0) == SIZE_MAX) return SYN_OK;
  char *data = syn_arena_take(arena, name->size, 1);
  if (!data) return SYN_NO_MEMORY;
  size_t size = 0, step;
  for (size_t i = 0; i < name->size; i += step) {
    bool space = syn_utf8_is_space(syn_utf8_decode(*name, i, &step));
    if (space && size > 0 && data[size - 1] == ' ') continue;
    memcpy(data + size, space ? " " : name->data + i, space ? 1 : step);
    size += space ? 1 : step;
  }
  *name = (syn_text){data, size};
  return SYN_OK;
}

/*
 * What a person does is no part of the name: "Reporter Ana Petrescu", "Ana Petrescu Staff Writer". Cut only where the words that are left
 * are shaped like a person's name.
 */
static syn_status cut_roles(const syn_extractor *x, syn_text *name, syn_arena *arena) {
  syn_text word, form;
  syn_status status = SYN_OK;
  size_t at = 0, start = 0, end = name->size, words = 0;
  for (size_t begin = 0; next_word(*name, &at, &word) && status == SYN_OK; begin = at) {
    status = syn_furniture_form(word, arena, &form);
    bool is_role = status == SYN_OK && (word.data[0] == '@' || (syn_furniture_whole(&x->furniture, form) & SYN_FURNITURE_ROLE) != 0 ||
                                        (form.size > 0 && syn_furniture_prefix(&x->furniture, form, SYN_FURNITURE_CAPTION) == form.size));
    if (is_role && words == 0) start = at;
    if (!is_role) words++;
    if (is_role && words > 0) {
      end = begin;
      break;
    }
  }
  if (status != SYN_OK || (start == 0 && end == name->size)) return status;
  syn_text rest = trim_name(syn_text_slice(*name, start, end));
  syn_name_kind kind;
  status = syn_name_judge(x, rest, arena, &kind);
  if (status == SYN_OK && kind == SYN_NAME_PERSON) *name = rest;
  return status;
}

static syn_status add_name(const syn_extractor *x, syn_text name, bool drawn_on, syn_arena *arena, name_list *list) {
  name = trim_name(name);
  if (name.size == 0 || list->count == SYN_METADATA_LIST_LIMIT) return SYN_OK;
  syn_status status = fold_blanks(&name, arena);
  if (status == SYN_OK) status = cut_roles(x, &name, arena);
  if (status != SYN_OK) return status;
  list->names[list->count] = name;
  list->is_drawn_on[list->count] = drawn_on;
  return syn_name_judge(x, name, arena, &list->kinds[list->count++]);
}

static bool is_separator(syn_text text, size_t at, size_t *out_size) {
  uint32_t c = syn_utf8_decode(text, at, out_size);
  if (c == '/' && at > 0 && at + 1 < text.size && text.data[at - 1] != ' ' && text.data[at + 1] != ' ') {
    return at + 3 < text.size && text.data[at + 2] != ' ' && text.data[at + 3] != ' '; /* "dpa/AFP", but "RFE/RL" is one */
  }
  if (c == '-' || c == 0x2013 || c == 0x2014) return at > 0 && text.data[at - 1] == ' ';
  return c == ',' || c == ';' || c == '|' || c == '/' || c == '&' || c == 0x2022 || c == 0xB7 || c == '(' || c == ')' || c == '+' ||
         c == 0x3001 || c == 0x060C;
}

static bool is_shouted(syn_text text) {
  size_t size;
  for (size_t i = 0; i < text.size; i += size)
    if (syn_utf8_is_lower(syn_utf8_decode(text, i, &size))) return false;
  return true;
}

/* Whether a word may be one that joins names: these are small, unless everything is in capitals; "E" in "John E Halloran" is not, "And" is.
 */
static bool may_join(syn_text word, bool shouted) {
  size_t size;
  return word.size > 0 &&
         (!syn_utf8_is_upper(syn_utf8_decode(word, 0, &size)) || (shouted && word.size >= 2) || word.size >= JOINING_BYTES);
}

/*
 * Cuts a text into names. What follows a word like "in" or "for" up to the next mark is a place or an employer and is left out.
 */
static syn_status cut_names(const syn_extractor *x, syn_text text, syn_arena *arena, name_list *list) {
  size_t start = 0;
  bool drawn_on = false, skipping = false, shouted = is_shouted(text);
  syn_status status = SYN_OK;
  for (size_t at = 0; at < text.size && status == SYN_OK;) {
    size_t size;
    if (is_separator(text, at, &size)) {
      if (!skipping) status = add_name(x, syn_text_slice(text, start, at), drawn_on, arena, list);
      at += size;
      start = at;
      skipping = false;
      continue;
    }
    bool word_start = text.data[at] != ' ' && (at == 0 || text.data[at - 1] == ' ');
    if (!word_start) {
      at += size;
      continue;
    }
    size_t end = at;
    while (end < text.size && text.data[end] != ' ' && !is_separator(text, end, &size)) end += size;
    syn_text word = syn_text_slice(text, at, end);
    if (!may_join(word, shouted)) {
      at = end > at ? end : at + 1;
      continue;
    }
    bool joins = is_whole(x, word, arena, SYN_FURNITURE_AND | SYN_FURNITURE_WITH, &status);
    bool leads_on = !joins && at > start && is_whole(x, word, arena, SYN_FURNITURE_FROM, &status);
    if (status == SYN_OK && (joins || leads_on)) {
      if (!skipping) status = add_name(x, syn_text_slice(text, start, at), drawn_on, arena, list);
      if (joins && status == SYN_OK) drawn_on = drawn_on || is_whole(x, word, arena, SYN_FURNITURE_WITH, &status);
      skipping = leads_on;
      start = end;
    }
    at = end > at ? end : at + 1;
  }
  if (status == SYN_OK && !skipping) status = add_name(x, syn_text_slice(text, start, text.size), drawn_on, arena, list);
  return status;
}

/* ---- bylines ---- */

/* The text after as many words as the phrase has. */
static syn_text skip_phrase(syn_text text, syn_text form, size_t prefix) {
  size_t words = 1;
  for (size_t i = 0; i < prefix && i < form.size; i++) words += form.data[i] == ' ';
  size_t at = 0, size;
  while (words > 0 && at < text.size) {
    while (at < text.size) { /* marks before the word */
      uint32_t c = syn_utf8_decode(text, at, &size);
      if (!syn_utf8_is_punctuation(c) && !syn_utf8_is_space(c)) break;
      at += size;
    }
    while (at < text.size) {
      uint32_t c = syn_utf8_decode(text, at, &size);
      if ((syn_utf8_is_punctuation(c) && c != '\'' && c != 0x2019) || syn_utf8_is_space(c)) break;
      at += size;
      size_t next;
      if (syn_utf8_is_lower(c) && at < text.size && syn_utf8_is_upper(syn_utf8_decode(text, at, &next))) break; /* "ByAna" */
    }
    words--;
  }
  return syn_text_slice(text, at, text.size);
}

/* The text before a second label or sentence: "Author: A Tags: …", "A. Updated …". */
static syn_text up_to_label(syn_text text) {
  syn_text word;
  unsigned words = 0;
  for (size_t at = 0, before = 0; next_word(text, &at, &word); before = at) {
    if (words++ >= 3 && word.size > 2 && word.data[word.size - 1] == ':') return syn_text_slice(text, 0, before);
    if (words >= 2 && word.size > ABBREVIATION_BYTES && word.data[word.size - 1] == '.') return syn_text_slice(text, 0, at - 1);
  }
  return text;
}

/* "ByAna Petrescu", "von:Ana": the word for "by" that markup glued to the name goes. */
static syn_status cut_glued_word(const syn_extractor *x, syn_arena *arena, syn_text *text) {
  size_t end = 0, size;
  syn_text form;
  while (end < text->size && end < GLUED_BYTES && text->data[end] != ' ' &&
         (end == 0 || !syn_utf8_is_upper(syn_utf8_decode(*text, end, &size))))
    end++;
  if (end == 0 || end >= text->size || !syn_utf8_is_upper(syn_utf8_decode(*text, end, &size))) return SYN_OK;
  syn_status status = syn_furniture_form(syn_text_slice(*text, 0, end), arena, &form);
  if (status == SYN_OK && form.size > 0 && syn_furniture_prefix(&x->furniture, form, SYN_FURNITURE_BYLINE) == form.size)
    *text = syn_text_slice(*text, end, text->size);
  return status;
}

static bool starts_small(syn_text name) {
  size_t size;
  return name.size > 0 && syn_utf8_is_lower(syn_utf8_decode(name, 0, &size));
}

syn_status syn_credits_read_byline(const syn_extractor *extractor, syn_text text, bool is_stated, syn_arena *arena,
                                   syn_page_credits *credits) {
  syn_text form;
  text = up_to_label(text);
  if (is_stated && cut_glued_word(extractor, arena, &text) != SYN_OK) return SYN_NO_MEMORY;
  if (syn_count_words(text) > BYLINE_WORDS || syn_text_find(text, SYN_TEXT("://"), 0) != SIZE_MAX) return SYN_NOT_FOUND;
  syn_status status = syn_furniture_form(text, arena, &form);
  if (status != SYN_OK) return status;
  size_t prefix = syn_furniture_prefix(&extractor->furniture, form, SYN_FURNITURE_BYLINE);
  if (prefix == 0 && !is_stated) return SYN_NOT_FOUND;
  if (prefix == form.size) return SYN_NOT_FOUND;
  if (prefix > 0) text = skip_phrase(text, form, prefix);
  name_list list = {0};
  status = cut_names(extractor, text, arena, &list);
  bool any_drawn_on = false, found = false;
  uint32_t name_count = 0;
  for (uint32_t i = 0; i < list.count; i++) {
    any_drawn_on = any_drawn_on || list.is_drawn_on[i];
    name_count += list.kinds[i] != SYN_NAME_NONE;
  }
  for (uint32_t i = 0; i < list.count && status == SYN_OK; i++) {
    syn_name_kind kind = list.kinds[i];
    bool single = kind == SYN_NAME_SINGLE || (kind == SYN_NAME_HANDLE && is_stated);
    if (kind == SYN_NAME_NONE && i == 0 && !is_stated) return SYN_NOT_FOUND;                                  /* "By the time …" */
    if (i == 0 && !is_stated && kind == SYN_NAME_PERSON && starts_small(list.names[i])) return SYN_NOT_FOUND; /* "Von der Brücke fiel" */
    if (i == 0 && list.is_drawn_on[i] && kind == SYN_NAME_PERSON) return SYN_NOT_FOUND;                       /* "Interview with A" */
    /* "Office for Research and Trade": what follows a word that no person has is a part of the same name, unless it is surely a person's */
    bool has_given = true;
    if (kind == SYN_NAME_PERSON && i > 0 && list.kinds[0] == SYN_NAME_NOBODY)
      status = syn_name_has_given(extractor, list.names[i], arena, &has_given);
    if (status != SYN_OK) return status;
    if (!has_given) continue;
    if (kind == SYN_NAME_PERSON || (single && is_stated && name_count == 1)) {
      status = syn_names_add_once(&credits->persons, list.names[i], arena);
    } else if (kind == SYN_NAME_AGENCY || (list.is_drawn_on[i] && (single || kind == SYN_NAME_OUTLET))) {
      status = syn_names_add_once(&credits->credits, list.names[i], arena);
    } else if (credits->outlet.size == 0 && (kind == SYN_NAME_OUTLET || (single && any_drawn_on))) {
      credits->outlet = list.names[i];
    } else {
      continue;
    }
    found = true;
  }
  return status != SYN_OK ? status : found ? SYN_OK : SYN_NOT_FOUND;
}

/* Where the last word for "by" in a line ends, or SIZE_MAX. */
static syn_status find_by(const syn_extractor *x, syn_text line, syn_arena *arena, size_t *out_end) {
  syn_text word, form;
  *out_end = SIZE_MAX;
  syn_status status = SYN_OK;
  for (size_t at = 0; status == SYN_OK && next_word(line, &at, &word);) {
    status = syn_furniture_form(word, arena, &form);
    if (status == SYN_OK && form.size > 0 && syn_furniture_prefix(&x->furniture, form, SYN_FURNITURE_BYLINE) == form.size) *out_end = at;
  }
  return status;
}

/* The text up to the first figure or mark that parts a byline from what follows. */
static syn_text up_to_mark(syn_text text) {
  size_t end = 0, size;
  while (end < text.size && !strchr("|@(/\xC2", text.data[end])) {
    uint32_t c = syn_utf8_decode(text, end, &size);
    if (c == 0x2022 || c == 0x2013 || c == 0x2014 || c == 0xBB || c == 0xB7) break;
    end += size;
  }
  return syn_text_slice(text, 0, end);
}

syn_status syn_credits_read_signature(const syn_extractor *x, syn_text line, syn_arena *arena, syn_page_credits *credits) {
  syn_text name = line;
  while (name.size > 0 && strchr("()+*| ", name.data[0])) name = syn_text_slice(name, 1, name.size);
  while (name.size > 0 && strchr("()+*|, ", name.data[name.size - 1])) name.size--;
  syn_name_kind kind = SYN_NAME_NONE;
  bool has_given = false;
  if (syn_count_words(name) > SIGNATURE_WORDS) return SYN_NOT_FOUND;
  syn_status status = syn_name_judge(x, name, arena, &kind);
  if (status == SYN_OK && kind == SYN_NAME_PERSON) status = syn_name_has_given(x, name, arena, &has_given);
  if (status != SYN_OK) return status;
  return has_given ? syn_credits_read_byline(x, name, true, arena, credits) : SYN_NOT_FOUND;
}

syn_status syn_credits_read_dated_line(const syn_extractor *x, syn_text line, syn_arena *arena, syn_page_credits *credits) {
  syn_interval date;
  bool has_digit = false;
  for (size_t i = 0; i < line.size && !has_digit; i++) has_digit = line.data[i] >= '0' && line.data[i] <= '9';
  syn_status status = has_digit ? syn_date_find(&x->date_words, line, (syn_text){0}, arena, &date) : SYN_NOT_FOUND;
  size_t by = SIZE_MAX;
  if (status == SYN_OK) status = find_by(x, line, arena, &by);
  if (status != SYN_OK) return status;
  if (by != SIZE_MAX)
    return syn_credits_read_byline(x, up_to_mark(syn_text_trim(syn_text_slice(line, by, line.size))), true, arena, credits);
  /* the pieces between marks: one of them a person whose given name is known */
  for (size_t start = 0; start < line.size;) {
    size_t size, end = start;
    while (end < line.size && !is_separator(line, end, &size) && !syn_utf8_is_digit(syn_utf8_decode(line, end, &size))) end += size;
    syn_text piece = trim_name(syn_text_slice(line, start, end));
    syn_name_kind kind;
    bool has_given = false;
    status = syn_name_judge(x, piece, arena, &kind);
    if (status == SYN_OK && kind == SYN_NAME_PERSON) status = syn_name_has_given(x, piece, arena, &has_given);
    if (status != SYN_OK) return status;
    if (has_given) return syn_credits_read_byline(x, piece, true, arena, credits);
    start = end + (end < line.size ? size : 0);
    if (end == line.size) break;
  }
  return SYN_NOT_FOUND;
}

/* ---- credits ---- */

static bool is_source(const name_list *list, uint32_t i) {
  syn_name_kind kind = list->kinds[i];
  return kind == SYN_NAME_AGENCY || kind == SYN_NAME_OUTLET || kind == SYN_NAME_SINGLE ||
         (kind == SYN_NAME_PERSON && shape_of(list->names[i]).shouted > 0); /* "RIA Something" */
}

/*
 * Adds the agencies and outlets of a list, if at least one is known or the list was introduced. Beside a source, what is shaped like a
 * person's name is another source, unless its first word is a given name.
 */
static syn_status add_credit_list(const syn_extractor *x, syn_text text, bool needs_known, syn_arena *arena, syn_page_credits *credits) {
  name_list list = {0};
  syn_status status = cut_names(x, text, arena, &list);
  if (status != SYN_OK) return status;
  bool known = !needs_known, any = false;
  for (uint32_t i = 0; i < list.count; i++) {
    if (list.kinds[i] == SYN_NAME_NONE) return SYN_NOT_FOUND;
    known = known || list.kinds[i] == SYN_NAME_AGENCY || list.kinds[i] == SYN_NAME_OUTLET;
    any = any || is_source(&list, i);
  }
  if (!known || !any) return SYN_NOT_FOUND;
  for (uint32_t i = 0; i < list.count && status == SYN_OK; i++) {
    bool is_person = list.kinds[i] == SYN_NAME_NOBODY;
    if (list.kinds[i] == SYN_NAME_PERSON && !is_source(&list, i)) status = syn_name_has_given(x, list.names[i], arena, &is_person);
    if (status == SYN_OK && !is_person) status = syn_names_add_once(&credits->credits, list.names[i], arena);
  }
  return status;
}

syn_status syn_credits_read_stated(const syn_extractor *extractor, syn_text text, syn_arena *arena, syn_page_credits *credits) {
  return syn_count_words(text) > CREDIT_WORDS ? SYN_NOT_FOUND : add_credit_list(extractor, text, false, arena, credits);
}

/* Editors' initials: words of a few small letters between commas, slashes and blanks. */
static bool is_initials(syn_text text) {
  size_t run = 0;
  for (size_t i = 0; i < text.size; i++) {
    char c = text.data[i];
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    run = letter ? run + 1 : 0;
    if (run > INITIALS_BYTES || (!letter && !strchr(" ,/;-.&+", c))) return false;
  }
  return true;
}

/*
 * Adds the outlet that a text begins with: its first word, and the words in capitals after it, as far as no mark parts them. A day or a
 * month, a licence, or "with permission" begins with a small word or a figure.
 */
static syn_status add_origin(const syn_extractor *x, syn_text text, syn_arena *arena, syn_page_credits *credits) {
  size_t at = 0, end = 0, size;
  syn_text word;
  syn_status status = SYN_OK;
  for (uint32_t words = 0; words < NAME_WORDS + 2 && next_word(text, &at, &word); words++) {
    uint32_t first = syn_utf8_decode(word, 0, &size), last = (unsigned char)word.data[word.size - 1];
    bool goes_on = words > 0 && is_whole(x, word, arena, SYN_FURNITURE_INSIDE, &status);
    if (words > 0 && !syn_utf8_is_upper(first) && !goes_on) break;
    if (!goes_on) end = at;
    if (last == ',' || last == ';' || last == ':' || last == ')' || (last == '.' && word.size > 2)) break;
  }
  syn_text name = trim_name(syn_text_slice(text, 0, end));
  if (status == SYN_OK) status = fold_blanks(&name, arena);
  if (status != SYN_OK) return status;
  return name.size < 2 || name.size > NAME_BYTES ? SYN_NOT_FOUND : syn_names_add_once(&credits->credits, name, arena);
}

syn_status syn_credits_read_line(const syn_extractor *extractor, const syn_block *block, bool is_end, syn_arena *arena,
                                 syn_page_credits *credits, bool *out_is_only) {
  *out_is_only = false;
  syn_text text = syn_text_trim(block->text);
  size_t origin = syn_furniture_prefix(&extractor->furniture, block->form, SYN_FURNITURE_ORIGIN);
  if (block->word_count <= CREDIT_WORDS && origin > 0 && origin < block->form.size) {
    syn_status status = add_origin(extractor, skip_phrase(text, block->form, origin), arena, credits);
    *out_is_only = status == SYN_OK;
    if (status != SYN_NOT_FOUND) return status;
  }
  size_t prefix = syn_furniture_prefix(&extractor->furniture, block->form, SYN_FURNITURE_CREDIT);
  size_t suffix = syn_furniture_suffix(&extractor->furniture, block->form, SYN_FURNITURE_CREDIT);
  if (block->word_count <= CREDIT_WORDS && prefix > 0 && prefix < block->form.size) {
    syn_status status = add_credit_list(extractor, skip_phrase(text, block->form, prefix), false, arena, credits);
    *out_is_only = status == SYN_OK;
    return status;
  }
  if (block->word_count <= CREDIT_WORDS && suffix > 0 && suffix < block->form.size) {
    size_t words = 0, at = 0, left = 1, all = 1;
    for (size_t i = 0; i < block->form.size; i++) all += block->form.data[i] == ' ';
    for (size_t i = block->form.size - suffix; i < block->form.size; i++) left += block->form.data[i] == ' ';
    syn_text word;
    while (words < all - left && next_word(text, &at, &word)) words++;
    syn_status status = add_credit_list(extractor, syn_text_slice(text, 0, at), true, arena, credits);
    *out_is_only = status == SYN_OK;
    return status;
  }
  while (text.size > 0 && (text.data[text.size - 1] == '.' || text.data[text.size - 1] == ' ')) text.size--;
  if (!is_end || text.size < 4 || text.data[text.size - 1] != ')') return SYN_NOT_FOUND;
  size_t open = text.size - 1;
  while (open > 0 && text.data[open] != '(' && text.size - open < DATELINE_BYTES) open--;
  if (text.data[open] != '(') return SYN_NOT_FOUND;
  syn_status status = add_credit_list(extractor, syn_text_slice(text, open + 1, text.size - 1), true, arena, credits);
  *out_is_only = status == SYN_OK && is_initials(syn_text_slice(text, 0, open));
  return status;
}

/* Whether a dateline's place is in capitals: then what stands in brackets is an agency, known or not. */
static bool is_place_in_capitals(syn_text place) {
  size_t size, letters = 0;
  for (size_t i = 0; i < place.size && place.data[i] != ','; i += size) {
    uint32_t c = syn_utf8_decode(place, i, &size);
    if (syn_utf8_is_lower(c)) return false;
    letters += syn_utf8_is_upper(c);
  }
  return letters >= 3;
}

syn_status syn_credits_read_dateline(const syn_extractor *extractor, syn_text paragraph, syn_arena *arena, syn_page_credits *credits) {
  syn_text head = syn_text_slice(paragraph, 0, DATELINE_BYTES);
  size_t open = syn_text_find(head, SYN_TEXT("("), 0), close = open == SIZE_MAX ? SIZE_MAX : syn_text_find(head, SYN_TEXT(")"), open);
  if (close == SIZE_MAX) return SYN_OK;
  size_t after = close + 1;
  while (after < head.size && head.data[after] == ' ') after++;
  size_t size = 1;
  uint32_t dash = after < head.size ? syn_utf8_decode(paragraph, after, &size) : 0;
  if (dash != '-' && dash != 0x2013 && dash != 0x2014 && dash != ':') return SYN_OK;
  bool needs_known = !is_place_in_capitals(syn_text_slice(head, 0, open));
  syn_status status = add_credit_list(extractor, syn_text_slice(head, open + 1, close), needs_known, arena, credits);
  return status == SYN_NOT_FOUND ? SYN_OK : status;
}
