#include "facts/quantity_sentence.h"

uint32_t syn_quantity_token(const syn_quantity_sentence *work, size_t piece) {
  return work->context.pieces[piece].token;
}

const syn_token *syn_quantity_token_before(const syn_quantity_sentence *work, size_t piece) {
  uint32_t token = syn_quantity_token(work, piece);
  return token > work->sentence->first_token ? &work->document->tokens[token - 1] : NULL;
}

uint32_t syn_quantity_index_before(const syn_quantity_sentence *work, size_t piece) {
  uint32_t token = syn_quantity_token(work, piece);
  return token > work->sentence->first_token ? token - 1 : SYN_NO_INDEX;
}

uint32_t syn_quantity_token_after(const syn_quantity_sentence *work, size_t end) {
  if (end < work->context.count && (end == 0 || syn_quantity_token(work, end) != syn_quantity_token(work, end - 1)))
    return syn_quantity_token(work, end);
  return syn_quantity_token(work, end - 1) + 1;
}

bool syn_quantity_is_past(const syn_quantity_sentence *work, uint32_t token) {
  return token >= work->sentence->first_token + work->sentence->token_count;
}

unsigned syn_quantity_bits_of(const syn_quantity_sentence *work, const syn_token *token) {
  return token ? syn_quantity_counted_bits(work->tables, token->lemma) | syn_quantity_counted_bits(work->tables, token->lower) : 0;
}

const syn_name *syn_quantity_name(const syn_document *document, uint32_t token) {
  uint32_t low = 0, high = document->name_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    const syn_name *name = &document->names[middle];
    if (name->first_token + name->token_count <= token)
      low = middle + 1;
    else
      high = middle;
  }
  return low < document->name_count && document->names[low].first_token <= token ? &document->names[low] : NULL;
}

/* ---- writing what was found ---- */

static void mark_tokens(syn_quantity_sentence *work, size_t first, size_t end, uint32_t index) {
  uint32_t last = syn_quantity_token(work, end - 1);
  for (uint32_t token = syn_quantity_token(work, first); token <= last; token++) work->finding->marks[token].quantity = index + 1;
}

/* The quantity before, when this one stands in brackets or after "or" as its conversion. */
static uint32_t converted(const syn_quantity_sentence *work, const syn_measure *measure, syn_quantity_kind kind, syn_text unit) {
  if (work->last_quantity == SYN_NO_INDEX) return SYN_NO_INDEX;
  const syn_quantity *last = &work->finding->quantities.items[work->last_quantity];
  if (last->kind != kind || syn_text_equal(last->unit, unit) || kind == SYN_QUANTITY_COUNT) return SYN_NO_INDEX;
  size_t gap = measure->first - work->last_end;
  const syn_piece *pieces = work->context.pieces + work->last_end;
  bool is_bracket = gap >= 1 && pieces[gap - 1].kind == SYN_PIECE_SIGN && (pieces[gap - 1].sign == '(' || pieces[gap - 1].sign == '[');
  /* "a $5 million loan (€4.5 million)": a noun may stand between */
  if (is_bracket && gap <= 4) return work->last_quantity;
  /* "$5bn (£3bn; 4bn euros)" */
  bool is_next = gap == 1 && pieces[0].kind == SYN_PIECE_SIGN && pieces[0].sign == ';';
  if (is_next && last->converts != SYN_NO_INDEX) return last->converts;
  bool is_or = gap == 2 && pieces[0].kind == SYN_PIECE_SIGN && pieces[0].sign == ',' &&
               syn_number_word_of(&work->tables->numbers, &pieces[1], SYN_NUMBER_RANGE);
  return is_or ? work->last_quantity : SYN_NO_INDEX;
}

syn_status syn_quantity_add(syn_quantity_sentence *work, const syn_measure *measure, syn_quantity_kind kind, syn_text unit, syn_text of) {
  uint32_t converts = converted(work, measure, kind, unit);
  /* A conversion measures what the sum before it measures. */
  if (converts != SYN_NO_INDEX && of.size == 0) of = work->finding->quantities.items[converts].of;
  syn_quantity *quantity = SYN_ARRAY_ADD(&work->finding->quantities, work->finding->arena);
  if (!quantity) return SYN_NO_MEMORY;
  uint32_t index = (uint32_t)work->finding->quantities.count - 1;
  *quantity = (syn_quantity){
      .span = work->sentence->span,
      .kind = kind,
      .value = measure->from.value,
      .step = measure->from.step,
      .unit = unit,
      .bound = measure->bound,
      .of = of,
      .event = SYN_NO_INDEX,
      .converts = converts,
  };
  if (kind == SYN_QUANTITY_AGE)
    quantity->fate = syn_fate_of_aged(work->fates, work->document, work->context.sentence, syn_quantity_token(work, measure->from.first));
  quantity->span.start = work->context.pieces[measure->first].start;
  quantity->span.end = work->context.pieces[measure->end - 1].end;
  if (measure->is_range || kind == SYN_QUANTITY_SCORE) {
    quantity->has_value_to = true;
    quantity->value_to = measure->to.value;
  }
  work->last_end = measure->end;
  work->last_quantity = index;
  mark_tokens(work, measure->first, measure->end, index);
  return SYN_OK;
}
