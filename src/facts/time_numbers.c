#include "facts/time_numbers.h"

enum { LONGEST = 12, LARGEST = 99999, HUNDREDTHS = 100, TEENS = 10, FIRST_TEEN = 13, LAST_TEEN = 20 };

static bool is_class(const time_piece *piece, time_class class) {
  return piece != NULL && syn_time_word_reading(piece->word, class) != NULL;
}

static const time_piece *piece_at(const time_piece_array *pieces, size_t at) {
  return at < pieces->count ? &pieces->items[at] : NULL;
}

static bool is_unit(const time_piece *piece) {
  return is_class(piece, TIME_UNIT) || is_class(piece, TIME_MANY);
}

/* A sign that is one byte: '.' or '/' */
static bool is_sign(const syn_document *document, const time_piece *piece, char sign) {
  if (piece == NULL || piece->figures || piece->end != piece->start + 1) return false;
  syn_text word = syn_document_word(document, piece->token);
  return word.data[piece->start - document->tokens[piece->token].start] == sign;
}

/* A unit of time behind a number, maybe with a dash between: "2.5-hour". */
static bool is_before_unit(const time_piece_array *pieces, size_t at) {
  const time_piece *next = piece_at(pieces, at);
  return is_unit(next) || (is_class(next, TIME_DASH) && is_unit(piece_at(pieces, at + 1)));
}

/* Takes `count` pieces from `at` into one. */
static time_piece merge(const time_piece_array *pieces, size_t at, size_t count) {
  time_piece piece = pieces->items[at];
  piece.end = pieces->items[at + count - 1].end;
  return piece;
}

/* "31st": how many pieces, or 0. */
static size_t join_suffix(const time_piece_array *pieces, size_t at, time_piece *out_piece) {
  const time_piece *piece = &pieces->items[at], *next = piece_at(pieces, at + 1);
  if (!piece->figures || next == NULL || !next->glued || !is_class(next, TIME_ORDINALSUFFIX)) return 0;
  *out_piece = merge(pieces, at, 2);
  out_piece->ordinal = piece->number;
  out_piece->number = -1;
  out_piece->figures = false;
  return 2;
}

static int32_t hundredths_of(const time_piece *figures) {
  return figures->figure_count == 1 ? figures->number * TEENS : figures->figure_count == 2 ? figures->number : -1;
}

/* "2.5", "2 1/2", "1/2", "2½", "½", only before a unit of time: elsewhere they are other numbers. */
static size_t join_fraction(const syn_document *document, const time_piece_array *pieces, size_t at, time_piece *out_piece) {
  const time_piece *piece = &pieces->items[at];
  size_t whole = piece->figures ? 1 : 0, count = 0;
  int32_t part = -1, number = piece->number;
  const time_piece *a = piece_at(pieces, at + whole), *b = piece_at(pieces, at + whole + 1), *c = piece_at(pieces, at + whole + 2);
  if (whole == 1 && is_sign(document, a, '.') && a->glued && b != NULL && b->glued && b->figures) {
    part = hundredths_of(b);
    count = 3;
  } else if (is_class(a, TIME_FRACTIONSIGN)) {
    part = syn_time_word_reading(a->word, TIME_FRACTIONSIGN)->number;
    count = whole + 1;
  } else if (whole == 1 && a != NULL && a->figures && !a->glued && is_sign(document, b, '/') && c != NULL && c->figures && c->number > 1) {
    part = a->number < c->number ? a->number * HUNDREDTHS / c->number : -1;
    count = 4;
  } else if (whole == 1 && is_sign(document, a, '/') && a->glued && b != NULL && b->figures && b->number > 1 && piece->number > 0) {
    part = piece->number < b->number ? piece->number * HUNDREDTHS / b->number : -1;
    number = 0;
    count = 3;
  }
  if (part < 0 || (whole == 1 && number < 0) || !is_before_unit(pieces, at + count)) return 0;
  *out_piece = merge(pieces, at, count);
  out_piece->number = whole == 1 ? number : 0;
  out_piece->hundredths = part;
  out_piece->figures = false;
  return count;
}

/* ---- words ---- */

static int32_t unit_of(const time_piece *piece) {
  const time_reading *reading = piece == NULL || piece->figures ? NULL : syn_time_word_reading(piece->word, TIME_NUMBER);
  return reading != NULL ? reading->number : -1;
}

static int32_t ten_of(const time_piece *piece) {
  const time_reading *reading = piece == NULL ? NULL : syn_time_word_reading(piece->word, TIME_TEN);
  return reading != NULL ? reading->number : -1;
}

/* "twenty", "twenty-four", "fifteen", "six": the number below a hundred at a place and its pieces, 0 where there is none. */
static size_t read_below_hundred(const time_piece_array *pieces, size_t at, int32_t *out_number, bool *out_ordinal) {
  const time_piece *piece = piece_at(pieces, at);
  int32_t ten = ten_of(piece);
  *out_ordinal = false;
  if (ten < 0) {
    *out_number = unit_of(piece);
    *out_ordinal = *out_number < 0 && piece != NULL && !piece->figures && piece->ordinal > 0;
    if (*out_ordinal) *out_number = piece->ordinal;
    return *out_number >= 0 && *out_number < HUNDREDTHS ? 1 : 0;
  }
  const time_piece *next = piece_at(pieces, at + 1);
  bool dash = is_class(next, TIME_DASH) && next->glued;
  const time_piece *ones = dash ? piece_at(pieces, at + 2) : next;
  int32_t unit = unit_of(ones);
  *out_number = ten;
  bool ordinal = ones != NULL && !ones->figures && ones->ordinal >= 1 && ones->ordinal <= 9;
  if (!ordinal && (unit < 1 || unit > 9)) return 1;
  *out_ordinal = ordinal;
  *out_number = ten + (ordinal ? ones->ordinal : unit);
  return dash ? 3 : 2;
}

/* "nineteen ninety-four", "twenty fifteen", "seventeen hundred (and) thirty-three" */
static size_t read_spelled_year(const time_piece_array *pieces, size_t at, int32_t *out_year) {
  int32_t century = 0, rest = 0;
  bool ordinal = false;
  size_t count = read_below_hundred(pieces, at, &century, &ordinal);
  if (count != 1 || ordinal || (century != LAST_TEEN && (century < FIRST_TEEN || century > LAST_TEEN))) return 0;
  bool hundred = is_class(piece_at(pieces, at + count), TIME_HUNDRED);
  if (hundred) count++;
  const time_reading *joiner = NULL;
  const time_piece *next = piece_at(pieces, at + count);
  if (hundred && next != NULL) joiner = syn_time_word_reading(next->word, TIME_TO);
  if (joiner != NULL && joiner->number == 1) count++;
  size_t more = read_below_hundred(pieces, at + count, &rest, &ordinal);
  if (more == 0 || ordinal || (!hundred && rest < TEENS)) return 0;
  *out_year = century * HUNDREDTHS + rest;
  return count + more;
}

/* Hundreds and thousands: "two thousand and fifteen", "a hundred" before a unit of time. */
static size_t read_large(const time_piece_array *pieces, size_t at, int32_t *out_number) {
  int64_t total = 0, current = 0;
  bool ordinal = false, scaled = false;
  size_t count = 0;
  if (is_class(&pieces->items[at], TIME_ARTICLE)) {
    current = 1;
    count = 1;
  }
  while (count < LONGEST) {
    const time_piece *piece = piece_at(pieces, at + count);
    int32_t number = 0;
    size_t more = 0;
    if (current > 0 && is_class(piece, TIME_HUNDRED)) {
      current *= HUNDREDTHS;
      scaled = true;
      more = 1;
    } else if (current > 0 && is_class(piece, TIME_SCALE)) {
      total += current * syn_time_word_reading(piece->word, TIME_SCALE)->number;
      current = 0;
      scaled = true;
      more = 1;
    } else if (current % HUNDREDTHS == 0 && (scaled || count == 0)) {
      const time_reading *joiner = scaled && piece != NULL ? syn_time_word_reading(piece->word, TIME_TO) : NULL;
      size_t skip = joiner != NULL && joiner->number == 1 ? 1 : 0;
      more = read_below_hundred(pieces, at + count + skip, &number, &ordinal);
      if (ordinal) more = 0;
      current += number >= 0 && more > 0 ? number : 0;
      if (more > 0) more += skip;
    }
    if (more == 0 || total + current > LARGEST) break;
    count += more;
  }
  *out_number = (int32_t)(total + current);
  return scaled ? count : 0;
}

static size_t join_words(const time_piece_array *pieces, size_t at, time_piece *out_piece) {
  int32_t number = 0;
  bool ordinal = false;
  const time_piece *piece = &pieces->items[at];
  if (piece->word == NULL || piece->figures) return 0;
  size_t count = read_spelled_year(pieces, at, &number);
  bool is_year = count > 0;
  if (count == 0) {
    count = read_large(pieces, at, &number);
    is_year = count > 0 && number > 2000 && number < 2100;
    if (number == 2000) is_year = true;
    if (count > 0 && is_class(piece, TIME_ARTICLE) && !is_before_unit(pieces, at + count)) count = 0;
  }
  if (count == 0) {
    if (ten_of(piece) < 0) return 0;
    count = read_below_hundred(pieces, at, &number, &ordinal);
  }
  if (count < 2) return 0;
  *out_piece = merge(pieces, at, count);
  out_piece->number = ordinal ? -1 : number;
  out_piece->ordinal = ordinal ? number : -1;
  out_piece->is_year = is_year;
  out_piece->is_joined = true;
  return count;
}

void syn_time_numbers_join(const syn_document *document, time_piece_array *pieces) {
  size_t kept = 0;
  for (size_t i = 0; i < pieces->count;) {
    time_piece piece = pieces->items[i];
    size_t count = join_suffix(pieces, i, &piece);
    if (count == 0) count = join_fraction(document, pieces, i, &piece);
    if (count == 0) count = join_words(pieces, i, &piece);
    pieces->items[kept++] = piece;
    i += count > 0 ? count : 1;
  }
  pieces->count = kept;
}
