/*
 * How it works
 *
 * Quoted stretches are found paragraph by paragraph (quote_marks.c). Each is attributed by the cue of its own sentence
 * (quote_attribution.c); a stretch without one takes the speaker who has the word: of the stretch that it goes on with, of the quote right
 * before it, or of the sentence before. What then has neither cue nor speaker, and is short, names or labels: it is no quote. Clauses that
 * a cue reports without marks become indirect quotes. All is read once, in the order of the document.
 */
#include <stdlib.h>

#include "facts/quote_headline.h"
#include "facts/quote_indirect.h"
#include "facts/quote_reported.h"
#include "facts/quote_translated.h"

enum { NEAR_CUES = 4, SCARE_WORDS = 2, CARRIED_WORDS = 3, FAR_CARRIED_WORDS = 6 };

typedef struct quote_state {
  syn_quote_cues cues;
  const syn_table *apostrophes; /* or NULL */
} quote_state;

/* Who has the word, and since when. */
typedef struct speaker_memory {
  syn_source source;
  uint32_t sentence, paragraph;
  bool is_quote; /* the source of a quote, not only of a reported clause */
} speaker_memory;

typedef struct quote_work {
  syn_finding *finding;
  const syn_document *document;
  const quote_state *state;
  syn_source_context source;
  syn_paragraph_array paragraphs;
  syn_quoted_array quoted;
  syn_quote_tree tree; /* where the document has trees */
  syn_reported_array reported;
  uint32_t *records; /* for each stretch: index of its quote, or SYN_NO_INDEX */
  speaker_memory memory;
} quote_work;

static const syn_attribution NO_ATTRIBUTION = {0};

/* ---- speakers ---- */

static void remember(quote_work *work, const syn_source *source, uint32_t sentence, uint32_t paragraph, bool is_quote) {
  if (source->first == source->end) return;
  /* Who goes on in reported speech between quotes still has the word. */
  const syn_source *old = &work->memory.source;
  bool is_same = old->speaker_count > 0 && source->speaker_count == old->speaker_count && source->speakers[0] == old->speakers[0];
  if (is_same && work->memory.is_quote) is_quote = true;
  work->memory = (speaker_memory){*source, sentence, paragraph, is_quote};
}

/* A pronoun that the entity finder left open takes the speaker before, where number fits. */
static void resolve_pronoun(const quote_work *work, syn_source *source, uint32_t paragraph) {
  if (!source->is_pronoun || source->speaker_count > 0) return;
  const syn_source *last = &work->memory.source;
  bool is_near = last->speaker_count > 0 && paragraph <= work->memory.paragraph + 2;
  bool is_several = last->speaker_count > 1;
  if (source->is_plural_pronoun && !(is_near && is_several)) {
    if (syn_source_last_pair(&work->source, source->first, source)) return;
    /* "the ministry said … They added …" */
    unsigned type = is_near ? work->finding->entities.items[last->speakers[0]].type : SYN_ENTITY_PERSON;
    if (type != SYN_ENTITY_ORGANIZATION && type != SYN_ENTITY_COUNTRY) return;
  }
  if (!is_near || (!source->is_plural_pronoun && is_several)) return;
  uint32_t first = source->first, end = source->end;
  *source = *last;
  source->first = first;
  source->end = end;
}

static syn_status set_speakers(quote_work *work, syn_quote *quote, const syn_source *source) {
  quote->speakers = (syn_index_list){NULL, 0};
  if (source->speaker_count == 0) return SYN_OK;
  quote->speakers.items = SYN_ARENA_ARRAY(work->finding->arena, uint32_t, source->speaker_count);
  if (!quote->speakers.items) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < source->speaker_count; i++) quote->speakers.items[i] = source->speakers[i];
  quote->speakers.count = source->speaker_count;
  return SYN_OK;
}

/* ---- records ---- */

static syn_span token_span(const quote_work *work, uint32_t first, uint32_t end) {
  if (first >= end) return (syn_span){0};
  return syn_document_span(work->document, first, end - first);
}

/* The word that denies: the cue itself, or the verb under which it stands ("denied saying"). `cue_end` where nothing does. */
static uint32_t denial_of(const quote_work *work, const syn_attribution *attribution) {
  if (attribution->cue == attribution->cue_end || (attribution->bits & SYN_CUE_DENY)) return attribution->cue;
  for (uint32_t steps = 1; steps <= 3 && steps <= attribution->cue; steps++) {
    const syn_token *token = &work->document->tokens[attribution->cue - steps];
    if (syn_quote_cue_bits(&work->state->cues, token) & SYN_CUE_DENY) return attribution->cue - steps;
  }
  return attribution->cue_end;
}

static syn_status add_quote(quote_work *work, syn_span span, syn_quote_kind kind, const syn_attribution *attribution,
                            const syn_source *source, uint32_t *out_index) {
  syn_quote *quote = SYN_ARRAY_ADD(&work->finding->quotes, work->finding->arena);
  if (!quote) return SYN_NO_MEMORY;
  *quote = (syn_quote){.span = span, .kind = kind, .continues = SYN_NO_INDEX};
  if (attribution->is_found) {
    uint32_t denial = denial_of(work, attribution);
    quote->denied = denial < attribution->cue_end;
    quote->cue = token_span(work, quote->denied ? denial : attribution->cue, attribution->cue_end);
    quote->source = token_span(work, attribution->source.first, attribution->source.end);
    if (attribution->cue < attribution->cue_end)
      quote->translated = syn_quote_translation(work->finding, work->source.quoted, attribution->cue);
  }
  *out_index = (uint32_t)work->finding->quotes.count - 1;
  return set_speakers(work, quote, source);
}

/* The content without a comma that belongs to the sentence around it. */
static syn_span content_span(const quote_work *work, const syn_quoted *quoted) {
  syn_span span = quoted->span;
  syn_text text = syn_article_words(work->document->article, span);
  while (text.size > 1 && (text.data[text.size - 1] == ',' || text.data[text.size - 1] == ' ')) text.size--;
  span.end = span.start + (uint32_t)text.size;
  return span;
}

/* ---- quoted stretches ---- */

/* Who has the word where the stretch has no cue of its own; NULL: nobody. */
static const syn_source *carried_source(const quote_work *work, const syn_quote_frame *frame, uint32_t index) {
  const syn_quoted *quoted = frame->quoted;
  const speaker_memory *memory = &work->memory;
  if (memory->source.first == memory->source.end) return NULL;
  /* A speaker without a name goes on only with whole sentences. */
  if (memory->source.speaker_count == 0 && !(frame->begins_sentence && memory->is_quote)) return NULL;
  uint32_t sentence = syn_document_sentence_of(work->document, quoted->first_token);
  bool same_paragraph = memory->paragraph == quoted->paragraph;
  bool is_neighbour = same_paragraph && sentence <= memory->sentence + 2;
  if (index > 0 && work->records[index - 1] != SYN_NO_INDEX && work->quoted.items[index - 1].paragraph == quoted->paragraph)
    is_neighbour = true;
  unsigned least = is_neighbour ? CARRIED_WORDS : FAR_CARRIED_WORDS;
  if (is_neighbour && frame->begins_sentence && memory->is_quote) least = 1;
  if (frame->word_count < least) return NULL;
  if (same_paragraph) return &memory->source;
  bool is_next = quoted->paragraph == memory->paragraph + 1;
  if (!is_next || quoted->span.field != SYN_FIELD_TEXT) return NULL;
  /* Words inside a sentence may still be those of the speaker of the paragraph before, when they are many. */
  return frame->begins_sentence || memory->is_quote ? &memory->source : NULL;
}

static syn_quote_kind kind_of(const quote_work *work, const syn_quote_frame *frame) {
  if (frame->begins_sentence) return SYN_QUOTE_DIRECT;
  const syn_token *first = &work->document->tokens[frame->quoted->first_token];
  syn_text word = syn_document_word(work->document, frame->quoted->first_token);
  bool is_capital = word.size > 0 && !syn_text_equal(word, first->lower);
  return frame->follows_pause && is_capital ? SYN_QUOTE_DIRECT : is_capital && frame->word_count > 4 ? SYN_QUOTE_DIRECT : SYN_QUOTE_MIXED;
}

/* Whether the stretch is worth a record. */
static bool is_quote(const syn_quote_frame *frame, const syn_attribution *attribution, const syn_source *source, syn_quote_kind kind) {
  const syn_quoted *quoted = frame->quoted;
  if (frame->word_count == 0 || syn_quote_is_label(frame, attribution)) return false;
  if (quoted->span.field != SYN_FIELD_TEXT && (!source || source->speaker_count == 0)) return false;
  if (quoted->is_single && !source && frame->word_count < FAR_CARRIED_WORDS) return false;
  if (!attribution->is_found && kind == SYN_QUOTE_MIXED && !source) return false;
  if (!attribution->is_found && !source) return frame->word_count >= FAR_CARRIED_WORDS && (quoted->is_closed || quoted->runs_on);
  if (kind == SYN_QUOTE_MIXED && frame->word_count < SCARE_WORDS) {
    if (!attribution->is_found) return false;
    if (frame->is_joined) return true;
    return syn_quote_is_predicate(frame, attribution) && !(attribution->bits & (SYN_CUE_THINK | SYN_CUE_DENY));
  }
  return true;
}

/* Gives earlier stretches of one long quote the speaker that only a later one names. */
static syn_status give_back(quote_work *work, uint32_t index, const syn_source *source) {
  if (source->speaker_count == 0) return SYN_OK;
  for (uint32_t i = index; i > 0 && work->quoted.items[i].resumes; i--) {
    uint32_t record = work->records[i - 1];
    if (record == SYN_NO_INDEX || work->finding->quotes.items[record].speakers.count) return SYN_OK;
    syn_status status = set_speakers(work, &work->finding->quotes.items[record], source);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

/* The record that this one goes on with: a stretch before that ran on, or one that shares its cue. */
static uint32_t continued(const quote_work *work, uint32_t index, const syn_attribution *attribution, const syn_attribution *last) {
  if (index == 0 || work->records[index - 1] == SYN_NO_INDEX) return SYN_NO_INDEX;
  const syn_quoted *quoted = &work->quoted.items[index];
  if (quoted->resumes) return work->records[index - 1];
  bool is_shared = attribution->is_found && last->is_found && last->is_after && attribution->cue == last->cue;
  return is_shared && quoted->paragraph == work->quoted.items[index - 1].paragraph ? work->records[index - 1] : SYN_NO_INDEX;
}

/* Whether only commas, articles and a conjunction stand between two stretches: "“rude”, “loud” and “sick”". */
static bool is_joined(const quote_work *work, const syn_quoted *before, const syn_quoted *quoted) {
  if (before->paragraph != quoted->paragraph || quoted->first_token - before->end_token > 6) return false;
  for (uint32_t i = before->end_token; i < quoted->first_token; i++) {
    unsigned tag = work->document->tokens[i].tag;
    if (tag != SYN_TAG_PUNCT && tag != SYN_TAG_DET && tag != SYN_TAG_CCONJ) return false;
  }
  return true;
}

static bool covers(const syn_reported *one, const syn_quoted *quoted) {
  for (uint32_t i = 0; i < one->piece_count; i++) {
    if (one->first[i] <= quoted->first_token && quoted->end_token <= one->end[i]) return true;
  }
  return false;
}

/* The cue in whose reported content the stretch stands ("said the bridge was “safe”"): one of the nearest before it, or NULL. */
static const syn_reported *reported_around(const quote_work *work, const syn_quoted *quoted) {
  size_t low = 0, high = work->reported.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (work->reported.items[middle].cue < quoted->first_token)
      low = middle + 1;
    else
      high = middle;
  }
  for (size_t i = low; i > 0 && low - i < NEAR_CUES; i--) {
    if (covers(&work->reported.items[i - 1], quoted)) return &work->reported.items[i - 1];
  }
  return NULL;
}

/* The tree knows the cue of words inside of a reported clause better than the order of the words does. */
static void attribute_by_tree(const quote_work *work, const syn_quote_frame *frame, syn_attribution *attribution) {
  const syn_reported *one = frame->begins_sentence ? NULL : reported_around(work, frame->quoted);
  if (!one || one->source.first == one->source.end) return;
  if (attribution->is_found && attribution->cue != one->cue) return;
  *attribution = (syn_attribution){true, one->cue, one->cue_end, one->bits, one->source, false};
}

static syn_status find_quoted(quote_work *work, uint32_t index, syn_attribution *last) {
  const syn_quoted *quoted = &work->quoted.items[index];
  syn_quote_frame frame;
  syn_attribution attribution;
  work->records[index] = SYN_NO_INDEX;
  if (quoted->first_token >= quoted->end_token) return SYN_OK;
  syn_quote_frame_make(&work->source, &work->paragraphs.items[quoted->paragraph], quoted, &frame);
  syn_quote_attribute(&frame, &attribution);
  attribute_by_tree(work, &frame, &attribution);
  const syn_source *source = NULL;
  if (attribution.is_found) {
    resolve_pronoun(work, &attribution.source, quoted->paragraph);
    source = &attribution.source;
  } else {
    source = carried_source(work, &frame, index);
  }
  frame.is_joined = index > 0 && work->records[index - 1] != SYN_NO_INDEX && is_joined(work, &work->quoted.items[index - 1], quoted);
  syn_quote_kind kind = kind_of(work, &frame);
  bool goes_on = quoted->resumes && index > 0 && work->records[index - 1] != SYN_NO_INDEX;
  if (!goes_on && !is_quote(&frame, &attribution, source, kind)) {
    *last = NO_ATTRIBUTION;
    return SYN_OK;
  }
  syn_source nobody = {0};
  uint32_t record;
  if (goes_on && !source) source = &work->memory.source;
  syn_status status = add_quote(work, content_span(work, quoted), kind, &attribution, source ? source : &nobody, &record);
  if (status != SYN_OK) return status;
  /* Carried: the words that named the speaker stand elsewhere. */
  if (!attribution.is_found && source) work->finding->quotes.items[record].source = token_span(work, source->first, source->end);
  uint32_t continues = continued(work, index, &attribution, last);
  work->finding->quotes.items[record].continues = continues;
  /* "“The road,” she said, “is long.”": both halves are one utterance. */
  if (continues != SYN_NO_INDEX) work->finding->quotes.items[record].kind = work->finding->quotes.items[continues].kind;
  work->records[index] = record;
  uint32_t sentence = syn_document_sentence_of(work->document, quoted->end_token - 1);
  if (source) {
    syn_source speaker = *source;
    remember(work, &speaker, sentence, quoted->paragraph, true);
    status = give_back(work, index, &speaker);
  } else {
    /* Nobody is known to speak: whoever spoke before does not go on. */
    if (quoted->runs_on) work->memory = (speaker_memory){0};
  }
  *last = attribution;
  return status;
}

/* ---- reported clauses ---- */

static syn_status find_indirect(quote_work *work, uint32_t sentence, uint32_t paragraph) {
  const syn_sentence *record = &work->document->sentences[sentence];
  uint32_t begin = record->first_token, end = begin + record->token_count;
  uint32_t covered = begin;
  for (uint32_t at = begin; at < end; at++) {
    if (work->source.quoted[at]) continue;
    unsigned bits = syn_quote_cue_bits(&work->state->cues, &work->document->tokens[at]);
    if (!(bits & SYN_CUE_SPEAKS) || !syn_quote_is_active(&work->source, at, bits)) continue;
    syn_attribution attribution = {.is_found = true, .cue = at, .cue_end = at + 1, .bits = bits};
    if (!syn_source_before(&work->source, begin, at, &attribution.source)) continue;
    resolve_pronoun(work, &attribution.source, paragraph);
    uint32_t first, stop;
    bool has_clause = !(bits & (SYN_CUE_CALL | SYN_CUE_QUOTED)) && at >= covered &&
                      syn_indirect_find(&work->source, begin, end, at, &attribution.source, &first, &stop);
    if (has_clause && attribution.source.speaker_count > 0) {
      uint32_t index;
      syn_status status = add_quote(work, token_span(work, first, stop), SYN_QUOTE_INDIRECT, &attribution, &attribution.source, &index);
      if (status != SYN_OK) return status;
      covered = stop > at ? stop : covered;
    }
    if (attribution.source.speaker_count > 0 && at + (has_clause ? record->token_count : 0) >= covered) {
      remember(work, &attribution.source, sentence, paragraph, work->memory.is_quote && work->memory.sentence == sentence);
    }
  }
  return SYN_OK;
}

/* The span of a piece of reported content: a quotation mark that opens inside of it is closed inside of it. */
static syn_span piece_span(const quote_work *work, uint32_t first, uint32_t end) {
  syn_span span = token_span(work, first, end);
  uint32_t opened = work->source.quoted[first], closed = work->source.quoted[end - 1];
  if (opened && work->quoted.items[opened - 1].first_token == first && opened != closed) span.start = work->quoted.items[opened - 1].open;
  if (closed && work->quoted.items[closed - 1].end_token == end && opened != closed) span.end = work->quoted.items[closed - 1].close;
  return span;
}

static syn_status add_reported(quote_work *work, const syn_reported *one) {
  syn_attribution attribution = {.is_found = true, .cue = one->cue, .cue_end = one->cue_end, .bits = one->bits, .source = one->source};
  uint32_t before = SYN_NO_INDEX, index;
  for (uint32_t i = 0; i < one->piece_count; i++) {
    syn_span span = piece_span(work, one->first[i], one->end[i]);
    syn_status status = add_quote(work, span, SYN_QUOTE_INDIRECT, &attribution, &one->source, &index);
    if (status != SYN_OK) return status;
    syn_quote *quote = &work->finding->quotes.items[index];
    quote->continues = before;
    if (one->is_denied) quote->denied = true;
    before = index;
  }
  return SYN_OK;
}

static void remember_reporter(quote_work *work, const syn_source *source, uint32_t sentence, uint32_t paragraph) {
  if (source->speaker_count > 0) remember(work, source, sentence, paragraph, work->memory.is_quote && work->memory.sentence == sentence);
}

/* Who speaks without a content ("Petrova answered at once."). */
static void hear_verb(quote_work *work, uint32_t at, uint32_t sentence, uint32_t paragraph) {
  syn_source source;
  unsigned bits = syn_quote_cue_bits(&work->state->cues, &work->document->tokens[at]);
  if (work->source.quoted[at] || !(bits & SYN_CUE_SPEAKS) || !syn_quote_is_active(&work->source, at, bits)) return;
  if (!syn_source_before(&work->source, work->document->sentences[sentence].first_token, at, &source)) return;
  resolve_pronoun(work, &source, paragraph);
  remember_reporter(work, &source, sentence, paragraph);
}

/* Reported clauses by the trees. */
static syn_status find_reported(quote_work *work, uint32_t sentence, uint32_t paragraph) {
  const syn_sentence *record = &work->document->sentences[sentence];
  uint32_t end = record->first_token + record->token_count, covered = record->first_token;
  size_t next = 0;
  syn_status status = SYN_OK;
  for (uint32_t at = record->first_token; at < end && status == SYN_OK; at++) {
    if (at >= covered) hear_verb(work, at, sentence, paragraph);
    if (next == work->reported.count || work->reported.items[next].cue != at) continue;
    syn_reported *one = &work->reported.items[next++];
    resolve_pronoun(work, &one->source, paragraph);
    status = add_reported(work, one);
    if (one->bits & SYN_CUE_SPEAKS) remember_reporter(work, &one->source, sentence, paragraph);
    if (one->piece_count > 0 && one->end[one->piece_count - 1] > covered) covered = one->end[one->piece_count - 1];
  }
  return status;
}

/* ---- the whole document ---- */

/* The order of the document: title, text, captions, then by place. */
static int compare_places(const void *a, const void *b) {
  static const int FIELD_ORDER[] = {[SYN_FIELD_TEXT] = 1, [SYN_FIELD_TITLE] = 0, [SYN_FIELD_CAPTION] = 2};
  const syn_quote *one = a, *other = b;
  int fields = FIELD_ORDER[one->span.field] - FIELD_ORDER[other->span.field];
  if (fields) return fields;
  if (one->span.index != other->span.index) return one->span.index < other->span.index ? -1 : 1;
  if (one->span.start != other->span.start) return one->span.start < other->span.start ? -1 : 1;
  if (one->span.end != other->span.end) return one->span.end < other->span.end ? -1 : 1;
  return (int)one->kind - (int)other->kind;
}

/* Puts the records in order; references follow. Spans of two records are never the same with the same kind. */
static syn_status sort_quotes(quote_work *work) {
  syn_quote_array *quotes = &work->finding->quotes;
  syn_span *targets = SYN_ARENA_ARRAY(work->finding->arena, syn_span, quotes->count);
  if (!targets) return SYN_NO_MEMORY;
  /* While the records move, a reference is kept as the span of its target and the index of that span. */
  for (size_t i = 0; i < quotes->count; i++) {
    uint32_t target = quotes->items[i].continues;
    if (target != SYN_NO_INDEX) targets[i] = quotes->items[target].span;
    quotes->items[i].continues = target == SYN_NO_INDEX ? SYN_NO_INDEX : (uint32_t)i;
  }
  if (quotes->count > 1) qsort(quotes->items, quotes->count, sizeof *quotes->items, compare_places);
  for (size_t i = 0; i < quotes->count; i++) {
    uint32_t old = quotes->items[i].continues;
    if (old == SYN_NO_INDEX) continue;
    quotes->items[i].continues = SYN_NO_INDEX;
    for (size_t k = i; k > 0; k--) {
      const syn_quote *before = &quotes->items[k - 1];
      bool is_indirect = quotes->items[i].kind == SYN_QUOTE_INDIRECT;
      if ((before->kind == SYN_QUOTE_INDIRECT) != is_indirect || before->span.start != targets[old].start ||
          before->span.field != targets[old].field)
        continue;
      quotes->items[i].continues = (uint32_t)(k - 1);
      break;
    }
  }
  return SYN_OK;
}

static void mark_tokens(quote_work *work) {
  const syn_document *document = work->document;
  for (size_t i = 0; i < work->finding->quotes.count; i++) {
    const syn_quote *quote = &work->finding->quotes.items[i];
    if (quote->kind == SYN_QUOTE_INDIRECT) continue;
    uint32_t token = syn_document_token_at(document, quote->span.field, quote->span.index, quote->span.start);
    uint32_t sentence = token < document->token_count ? syn_document_sentence_of(document, token) : document->sentence_count;
    while (sentence < document->sentence_count) {
      const syn_sentence *record = &document->sentences[sentence];
      if (record->span.field != quote->span.field || record->span.index != quote->span.index) break;
      if (token >= record->first_token + record->token_count) {
        sentence++;
        continue;
      }
      if (document->tokens[token].start >= quote->span.end) break;
      work->finding->marks[token++].quote = (uint32_t)i + 1;
    }
  }
}

static syn_status prepare(quote_work *work) {
  syn_arena *arena = work->finding->arena;
  syn_status status = syn_paragraphs_find(work->document, arena, &work->paragraphs);
  if (status == SYN_OK) status = syn_quoted_find(work->document, &work->paragraphs, work->state->apostrophes, arena, &work->quoted);
  if (status != SYN_OK) return status;
  uint32_t *inside = SYN_ARENA_ARRAY(arena, uint32_t, work->document->token_count);
  work->records = SYN_ARENA_ARRAY(arena, uint32_t, work->quoted.count);
  if (!inside || !work->records) return SYN_NO_MEMORY;
  for (size_t i = 0; i < work->quoted.count; i++) {
    for (uint32_t token = work->quoted.items[i].first_token; token < work->quoted.items[i].end_token; token++)
      inside[token] = (uint32_t)i + 1;
  }
  work->source = (syn_source_context){work->finding, &work->state->cues, inside};
  return work->document->has_trees ? syn_quote_tree_make(work->document, arena, &work->tree) : SYN_OK;
}

static syn_status find(const void *state, syn_finding *finding, syn_error *error) {
  quote_work work = {.finding = finding, .document = finding->document, .state = state};
  syn_attribution last = NO_ATTRIBUTION;
  syn_status status = prepare(&work);
  uint32_t next = 0, paragraph = 0;
  for (uint32_t i = 0; i < work.document->sentence_count && status == SYN_OK; i++) {
    while (paragraph + 1 < work.paragraphs.count && i >= work.paragraphs.items[paragraph + 1].first_sentence) paragraph++;
    uint32_t begin = work.document->sentences[i].first_token, end = begin + work.document->sentences[i].token_count;
    work.reported.count = 0;
    if (work.document->has_trees && begin < end) status = syn_reported_find(&work.source, &work.tree, begin, end, &work.reported);
    while (next < work.quoted.count && work.quoted.items[next].first_token < end && status == SYN_OK)
      status = find_quoted(&work, next++, &last);
    if (status == SYN_OK) status = work.document->has_trees ? find_reported(&work, i, paragraph) : find_indirect(&work, i, paragraph);
  }
  if (status == SYN_OK) status = syn_quote_headlines_add(finding);
  if (status == SYN_OK) status = sort_quotes(&work);
  if (status == SYN_OK) mark_tokens(&work);
  return status;
}

static syn_status create(const syn_world *world, syn_text language, syn_arena *arena, void **out_state, syn_error *error) {
  quote_state *state = SYN_ARENA_NEW(arena, quote_state);
  if (!state) return SYN_NO_MEMORY;
  state->apostrophes = syn_world_language_table(world, language, "apostrophes");
  syn_status status = syn_quote_cues_load(world, language, arena, &state->cues, error);
  *out_state = status == SYN_OK ? state : NULL;
  return status == SYN_NOT_FOUND ? SYN_OK : status;
}

const syn_finder syn_quote_finder = {"quotes", create, find};
