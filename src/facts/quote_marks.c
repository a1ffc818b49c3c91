/*
 * How it works
 *
 * A paragraph is read once from left to right. Each mark is judged by its neighbours first (a space before and a letter after: it opens; a
 * letter before and a space after: it closes) and by its shape second, since pages mix shapes: “ … " and '' … " occur. Double marks pair up
 * with any double mark. Single ones count only outside of double ones, where the closing one can be told from an apostrophe. An opening
 * mark without a closing one takes a closing single mark at a good place, else the rest of the paragraph; when the next paragraph begins
 * with an opening mark, it goes on there (newspapers open each paragraph of a long quotation and close only the last).
 */
#include "facts/quote_marks.h"

#include "base/utf8.h"

/* Marks within which a single one is closed: apostrophes must not make the search quadratic. */
enum { SINGLE_REACH = 60 };

/* ---- paragraphs ---- */

static bool is_same_field(syn_span a, syn_span b) {
  return a.field == b.field && a.index == b.index;
}

syn_status syn_paragraphs_find(const syn_document *document, syn_arena *arena, syn_paragraph_array *paragraphs) {
  for (uint32_t i = 0; i < document->sentence_count; i++) {
    const syn_sentence *sentence = &document->sentences[i];
    syn_paragraph *last = paragraphs->count ? &paragraphs->items[paragraphs->count - 1] : NULL;
    bool is_new =
        !last || document->sentences[last->first_sentence].paragraph != sentence->paragraph || !is_same_field(last->span, sentence->span);
    if (is_new) {
      last = SYN_ARRAY_ADD(paragraphs, arena);
      if (!last) return SYN_NO_MEMORY;
      *last = (syn_paragraph){.span = sentence->span, .first_sentence = i};
    }
    last->span.end = sentence->span.end;
    last->sentence_count++;
  }
  return SYN_OK;
}

/* ---- marks ---- */

typedef enum mark_shape { SHAPE_NONE, SHAPE_DOUBLE, SHAPE_SINGLE } mark_shape;

typedef struct mark {
  uint32_t start, end;
  mark_shape shape;
  bool opens, closes; /* by its neighbours and its shape */
  bool is_used;
} mark;

typedef SYN_ARRAY(mark) mark_array;

static mark_shape shape_of(uint32_t codepoint) {
  switch (codepoint) {
  case '"':
  case 0x201C:
  case 0x201D:
  case 0x201E:
  case 0x201F:
  case 0xAB:
  case 0xBB:
  case 0x2033:
  case 0x300C:
  case 0x300D:
  case 0xFF02:
    return SHAPE_DOUBLE;
  case '\'':
  case '`':
  case 0xB4:
  case 0x2018:
  case 0x2019:
  case 0x201A:
  case 0x201B:
  case 0x2039:
  case 0x203A:
  case 0x2032:
    return SHAPE_SINGLE;
  default:
    return SHAPE_NONE;
  }
}

/* Marks that open in every style (»…« and ”…” aside, which the neighbours tell). */
static bool looks_opening(uint32_t codepoint) {
  return codepoint == 0x201C || codepoint == 0x201E || codepoint == 0x201F || codepoint == 0x2018 || codepoint == 0x201A ||
         codepoint == 0x201B || codepoint == 0xAB || codepoint == 0x2039 || codepoint == '`' || codepoint == 0x300C;
}

static bool looks_closing(uint32_t codepoint) {
  return codepoint == 0x201D || codepoint == 0xBB || codepoint == 0x203A || codepoint == 0x300D;
}

static bool is_wordy(uint32_t codepoint) {
  return syn_utf8_is_letter(codepoint) || syn_utf8_is_digit(codepoint);
}

static bool is_dash(uint32_t codepoint) {
  return codepoint == '-' || (codepoint >= 0x2010 && codepoint <= 0x2015);
}

static bool is_bracket(uint32_t codepoint) {
  return codepoint == '(' || codepoint == '[' || codepoint == '{';
}

/* Judges a mark by the characters before and after it (0 at the ends of the paragraph). */
static void judge(mark *item, uint32_t codepoint, uint32_t before, uint32_t after) {
  bool is_free_before =
      before == 0 || syn_utf8_is_space(before) || is_bracket(before) || is_dash(before) || shape_of(before) != SHAPE_NONE || before == ':';
  bool is_free_after = after == 0 || syn_utf8_is_space(after) ||
                       (!is_wordy(after) && !is_bracket(after) && shape_of(after) == SHAPE_NONE && after != '$') || is_dash(after);
  item->opens = is_free_before && after != 0 && !syn_utf8_is_space(after);
  item->closes = before != 0 && !syn_utf8_is_space(before);
  if (looks_opening(codepoint)) {
    /* „…“ closes with what opens elsewhere. */
    item->closes = item->closes && is_free_after;
    item->opens = item->opens || (after != 0 && !item->closes);
  } else if (looks_closing(codepoint)) {
    item->opens = item->opens && is_free_before && is_wordy(after);
    item->closes = item->closes || before != 0;
    if (item->opens && before != 0 && !syn_utf8_is_space(before)) item->opens = false;
  } else if (item->shape == SHAPE_SINGLE) {
    item->opens = item->opens && is_wordy(after) && !syn_utf8_is_digit(after);
    item->closes = item->closes && is_free_after;
  } else {
    if (item->opens && item->closes && is_free_after) item->opens = false;
    if (item->opens && item->closes && is_wordy(after)) item->closes = shape_of(before) != SHAPE_NONE || is_dash(before);
  }
}

/* An inch or a second: a straight mark that sticks to a digit, with no opening before it. */
static bool is_measure(syn_text text, size_t at, uint32_t before, uint32_t after) {
  return (text.data[at] == '"' || text.data[at] == '\'') && syn_utf8_is_digit(before) && (after == 0 || !is_wordy(after));
}

static syn_status collect_marks(syn_text text, uint32_t offset, syn_arena *arena, mark_array *marks) {
  uint32_t before = 0;
  size_t at = 0;
  marks->count = 0;
  while (at < text.size) {
    size_t size;
    uint32_t codepoint = syn_utf8_decode(text, at, &size);
    mark_shape shape = shape_of(codepoint);
    size_t end = at + size;
    if (shape == SHAPE_NONE) {
      before = codepoint;
      at = end;
      continue;
    }
    size_t next_size = 0;
    uint32_t after = end < text.size ? syn_utf8_decode(text, end, &next_size) : 0;
    /* Two single marks side by side are a double one. */
    if (shape == SHAPE_SINGLE && after == codepoint) {
      shape = SHAPE_DOUBLE;
      end += next_size;
      after = end < text.size ? syn_utf8_decode(text, end, &next_size) : 0;
    }
    mark item = {.start = offset + (uint32_t)at, .end = offset + (uint32_t)end, .shape = shape};
    judge(&item, shape == SHAPE_DOUBLE && codepoint == '\'' ? '"' : codepoint, before, after);
    if (is_measure(text, at, before, after)) item.opens = false;
    mark *added = SYN_ARRAY_ADD(marks, arena);
    if (!added) return SYN_NO_MEMORY;
    *added = item;
    before = codepoint;
    at = end;
  }
  return SYN_OK;
}

/* ---- pairing ---- */

typedef struct pairing {
  const syn_document *document;
  syn_text field;
  const syn_paragraph *paragraph;
  uint32_t paragraph_index;
  mark_array *marks;
  size_t last_close;            /* behind the last double mark that may close */
  const syn_table *apostrophes; /* or NULL */
  size_t ending_column;
  syn_arena *arena;
  syn_quoted_array *quoted;
} pairing;

static bool has_words(syn_text text) {
  size_t size;
  for (size_t at = 0; at < text.size; at += size) {
    if (is_wordy(syn_utf8_decode(text, at, &size))) return true;
  }
  return false;
}

static syn_status add_quoted(const pairing *work, const mark *open, uint32_t end, uint32_t close, bool is_closed) {
  syn_span span = work->paragraph->span;
  span.start = open->end;
  span.end = end;
  syn_text content = syn_text_slice(work->field, span.start, span.end);
  syn_text trimmed = syn_text_trim(content);
  if (!has_words(trimmed)) return SYN_OK;
  span.start += (uint32_t)(trimmed.data - content.data);
  span.end = span.start + (uint32_t)trimmed.size;
  syn_quoted *item = SYN_ARRAY_ADD(work->quoted, work->arena);
  if (!item) return SYN_NO_MEMORY;
  *item = (syn_quoted){.span = span, .open = open->start, .close = close, .paragraph = work->paragraph_index, .is_closed = is_closed};
  item->is_single = open->shape == SHAPE_SINGLE;
  return SYN_OK;
}

/* The character before `offset`. */
static uint32_t character_before(syn_text text, uint32_t offset) {
  if (offset == 0 || offset > text.size) return 0;
  size_t size;
  size_t start = syn_utf8_align(text, offset - 1);
  return syn_utf8_decode(text, start, &size);
}

static uint32_t character_at(syn_text text, uint32_t offset) {
  size_t size;
  return offset < text.size ? syn_utf8_decode(text, offset, &size) : 0;
}

/* Whether the mark at `offset` may be an apostrophe, by the end of the word before it. */
static bool may_be_apostrophe(const pairing *work, uint32_t offset) {
  syn_text before = syn_text_slice(work->field, 0, offset);
  for (size_t row = 0; work->apostrophes && row < work->apostrophes->row_count; row++) {
    syn_text ending = syn_table_cell(work->apostrophes, row, work->ending_column);
    if (ending.size > 0 && syn_text_ends_with(before, ending)) return true;
  }
  return false;
}

/* How well a single mark closes: 0 not at all (an apostrophe), 1 perhaps ("workers’ rights"), 2 surely (after or before punctuation). */
static unsigned closing_weight(const pairing *work, const mark *item) {
  if (item->shape != SHAPE_SINGLE || !item->closes) return 0;
  uint32_t before = character_before(work->field, item->start);
  bool is_end = item->end >= work->paragraph->span.end;
  if (is_end || (!is_wordy(before) && !syn_utf8_is_space(before))) return 2;
  return may_be_apostrophe(work, item->start) ? 1 : 2;
}

/* The mark that closes the double one at `open`, or the count. */
static size_t closing_double(const pairing *work, size_t open) {
  if (open + 1 >= work->last_close) return work->marks->count;
  for (size_t i = open + 1; i < work->marks->count; i++) {
    const mark *item = &work->marks->items[i];
    if (item->shape == SHAPE_DOUBLE && item->closes) return i;
  }
  return work->marks->count;
}

/* Without a double mark: the last single one that surely closes and has no opening partner. */
static size_t closing_mixed(const pairing *work, size_t open) {
  size_t found = work->marks->count;
  int depth = 0;
  for (size_t i = open + 1; i < work->marks->count; i++) {
    const mark *item = &work->marks->items[i];
    if (item->shape == SHAPE_DOUBLE && item->opens) break;
    if (item->shape != SHAPE_SINGLE) continue;
    if (item->opens && !item->closes)
      depth++;
    else if (closing_weight(work, item) == 2 && --depth < 0)
      found = i;
  }
  return found;
}

/* The mark that closes the single one at `open` before the next double opening, or the count. */
static size_t closing_single(const pairing *work, size_t open) {
  size_t perhaps = work->marks->count;
  size_t limit = open + SINGLE_REACH < work->marks->count ? open + SINGLE_REACH : work->marks->count;
  for (size_t i = open + 1; i < limit; i++) {
    const mark *item = &work->marks->items[i];
    unsigned weight = closing_weight(work, item);
    if (weight == 2) return i;
    if (weight == 1) perhaps = i;
  }
  return perhaps;
}

static syn_status pair_double(const pairing *work, size_t open, size_t *out_next) {
  const mark *opening = &work->marks->items[open];
  size_t close = closing_double(work, open);
  if (close == work->marks->count) close = closing_mixed(work, open);
  if (close < work->marks->count) {
    const mark *closing = &work->marks->items[close];
    *out_next = close + 1;
    return add_quoted(work, opening, closing->start, closing->end, true);
  }
  *out_next = work->marks->count;
  return add_quoted(work, opening, work->paragraph->span.end, work->paragraph->span.end, false);
}

static syn_status pair_single(const pairing *work, size_t open, size_t *out_next) {
  size_t close = closing_single(work, open);
  *out_next = open + 1;
  if (close == work->marks->count) return SYN_OK;
  /* A stretch of a letter or two is an elision ("rock 'n' roll"). */
  const mark *opening = &work->marks->items[open], *closing = &work->marks->items[close];
  if (closing->start - opening->end < 3) return SYN_OK;
  *out_next = close + 1;
  return add_quoted(work, opening, closing->start, closing->end, true);
}

static syn_status pair_marks(const pairing *work) {
  size_t at = 0;
  while (at < work->marks->count) {
    const mark *item = &work->marks->items[at];
    size_t next = at + 1;
    syn_status status = SYN_OK;
    if (item->opens && item->shape == SHAPE_DOUBLE)
      status = pair_double(work, at, &next);
    else if (item->opens && item->shape == SHAPE_SINGLE)
      status = pair_single(work, at, &next);
    if (status != SYN_OK) return status;
    at = next;
  }
  return SYN_OK;
}

/* ---- the whole document ---- */

static bool begins_with_mark(const syn_document *document, const syn_paragraph *paragraph) {
  syn_text field = syn_article_field(document->article, paragraph->span.field, paragraph->span.index);
  uint32_t first = character_at(field, paragraph->span.start);
  return shape_of(first) == SHAPE_DOUBLE || looks_opening(first);
}

static void link_paragraphs(const syn_document *document, const syn_paragraph_array *paragraphs, syn_quoted_array *quoted) {
  for (size_t i = 0; i < quoted->count; i++) {
    syn_quoted *item = &quoted->items[i];
    item->first_token = syn_document_token_at(document, item->span.field, item->span.index, item->span.start);
    item->end_token = item->first_token;
    while (item->end_token < document->token_count && document->tokens[item->end_token].start < item->span.end) {
      const syn_sentence *last =
          &document->sentences[paragraphs->items[item->paragraph].first_sentence + paragraphs->items[item->paragraph].sentence_count - 1];
      if (item->end_token >= last->first_token + last->token_count) break;
      item->end_token++;
    }
    if (item->is_closed || item->paragraph + 1 >= paragraphs->count) continue;
    const syn_paragraph *next = &paragraphs->items[item->paragraph + 1];
    item->runs_on = is_same_field(item->span, next->span) && begins_with_mark(document, next);
    if (item->runs_on && i + 1 < quoted->count && quoted->items[i + 1].paragraph == item->paragraph + 1)
      quoted->items[i + 1].resumes = true;
    else
      item->runs_on = false;
  }
}

syn_status syn_quoted_find(const syn_document *document, const syn_paragraph_array *paragraphs, const syn_table *apostrophes,
                           syn_arena *arena, syn_quoted_array *quoted) {
  mark_array marks = {0};
  size_t ending_column = apostrophes ? syn_table_column(apostrophes, "ending") : SIZE_MAX;
  for (uint32_t i = 0; i < paragraphs->count; i++) {
    const syn_paragraph *paragraph = &paragraphs->items[i];
    pairing work = {.document = document, .paragraph = paragraph, .paragraph_index = i, .marks = &marks, .arena = arena, .quoted = quoted};
    work.apostrophes = apostrophes;
    work.ending_column = ending_column;
    work.field = syn_article_field(document->article, paragraph->span.field, paragraph->span.index);
    syn_text text = syn_text_slice(work.field, paragraph->span.start, paragraph->span.end);
    syn_status status = collect_marks(text, paragraph->span.start, arena, &marks);
    for (size_t k = 0; k < marks.count; k++) {
      if (marks.items[k].shape == SHAPE_DOUBLE && marks.items[k].closes) work.last_close = k + 1;
    }
    if (status == SYN_OK) status = pair_marks(&work);
    if (status != SYN_OK) return status;
  }
  link_paragraphs(document, paragraphs, quoted);
  return SYN_OK;
}
