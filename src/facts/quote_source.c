#include "facts/quote_source.h"

/* Tokens of a phrase, and how far back a shared subject or a pair is looked for. */
enum { PHRASE_TOKENS = 25, SUBJECT_REACH = 120, APPOSED_NAMES = 4 };

static const syn_token *token_of(const syn_source_context *in, uint32_t at) {
  return &in->finding->document->tokens[at];
}

static unsigned tag_of(const syn_source_context *in, uint32_t at) {
  return token_of(in, at)->tag;
}

static bool is_sign(const syn_source_context *in, uint32_t at, char sign) {
  const syn_token *token = token_of(in, at);
  return token->lower.size == 1 && token->lower.data[0] == sign;
}

static const syn_token_marks *marks_of(const syn_source_context *in, uint32_t at) {
  return &in->finding->marks[at];
}

static bool is_time(const syn_source_context *in, uint32_t at) {
  return marks_of(in, at)->time != 0;
}

static bool is_nominal(const syn_source_context *in, uint32_t at) {
  unsigned tag = tag_of(in, at);
  return tag == SYN_TAG_NOUN || tag == SYN_TAG_PROPN || marks_of(in, at)->entity != 0;
}

static bool is_personal(const syn_source_context *in, uint32_t at) {
  const syn_token *token = token_of(in, at);
  return token->tag == SYN_TAG_PRON && !(token->features & (SYN_FEATURE_RELATIVE | SYN_FEATURE_POSSESSIVE));
}

static bool is_relative(const syn_source_context *in, uint32_t at) {
  const syn_token *token = token_of(in, at);
  return token->tag == SYN_TAG_PRON && token->features & SYN_FEATURE_RELATIVE;
}

static void add_speaker(syn_source *source, uint32_t entity) {
  for (uint32_t i = 0; i < source->speaker_count; i++) {
    if (source->speakers[i] == entity) return;
  }
  if (source->speaker_count < SYN_SOURCE_SPEAKERS) source->speakers[source->speaker_count++] = entity;
}

/* ---- noun phrases ---- */

/* Whether the token can stand inside a noun phrase. */
static bool is_inside(const syn_source_context *in, uint32_t at) {
  if (in->quoted[at]) return false;
  const syn_token *token = token_of(in, at);
  switch (token->tag) {
  case SYN_TAG_NOUN:
  case SYN_TAG_PROPN:
  case SYN_TAG_ADJ:
  case SYN_TAG_DET:
  case SYN_TAG_NUM:
  case SYN_TAG_PART:
  case SYN_TAG_X:
  case SYN_TAG_SYM:
    return true;
  case SYN_TAG_PRON:
    return (token->features & SYN_FEATURE_POSSESSIVE) != 0;
  default:
    return marks_of(in, at)->entity != 0 || (is_sign(in, at, '-') && !token->space_before) || is_sign(in, at, '.');
  }
}

/* Two phrases side by side: "Petrova and Ivanov". The joiner stands at `at`. */
static bool is_joint(const syn_source_context *in, uint32_t begin, uint32_t at, uint32_t end) {
  if (tag_of(in, at) != SYN_TAG_CCONJ || at <= begin || at + 1 >= end) return false;
  uint32_t next = at + 1;
  while (next < end && (tag_of(in, next) == SYN_TAG_DET || tag_of(in, next) == SYN_TAG_ADJ)) next++;
  return next < end && is_nominal(in, next) && is_nominal(in, at - 1) && !in->quoted[at - 1];
}

/* The start of the phrase that ends before `end`. Prepositions join phrases ("a spokesman for the ministry"). */
static uint32_t phrase_start(const syn_source_context *in, uint32_t begin, uint32_t end) {
  uint32_t at = end;
  while (at > begin && end - at < PHRASE_TOKENS) {
    uint32_t before = at - 1;
    bool is_link = tag_of(in, before) == SYN_TAG_ADP && before > begin && is_nominal(in, before - 1) && !in->quoted[before - 1] && at < end;
    if (!is_inside(in, before) && !is_link && !is_joint(in, begin, before, end)) break;
    at = before;
  }
  return at;
}

static uint32_t phrase_end(const syn_source_context *in, uint32_t first, uint32_t end) {
  uint32_t at = first;
  while (at < end && at - first < PHRASE_TOKENS) {
    bool is_link = tag_of(in, at) == SYN_TAG_ADP && at > first && is_nominal(in, at - 1) && at + 1 < end && is_inside(in, at + 1) &&
                   !is_time(in, at + 1);
    if (is_time(in, at) || (!is_inside(in, at) && !is_link && !is_joint(in, first, at, end))) break;
    at++;
  }
  while (at > first && is_sign(in, at - 1, '.')) at--;
  return at;
}

/* The person whose name the token belongs to, as an entity, or SYN_NO_INDEX. */
static uint32_t named_person(const syn_source_context *in, uint32_t at) {
  const syn_token_marks *marks = marks_of(in, at);
  if (!marks->entity || !marks->mention) return SYN_NO_INDEX;
  const syn_entity *entity = &in->finding->entities.items[marks->entity - 1];
  bool is_name = marks->mention - 1 < entity->mention_count && entity->mentions[marks->mention - 1].kind == SYN_MENTION_NAME;
  return is_name && entity->type == SYN_ENTITY_PERSON ? marks->entity - 1 : SYN_NO_INDEX;
}

/* "director of rugby Jan Novak": the name that ends the phrase is the person, unless it is what the preposition governs ("a friend of Jan
 * Novak"). */
static void add_final_name(const syn_source_context *in, syn_source *source) {
  uint32_t at = source->end;
  uint32_t person = at > source->first ? named_person(in, at - 1) : SYN_NO_INDEX;
  if (person == SYN_NO_INDEX) return;
  while (at > source->first && named_person(in, at - 1) == person) at--;
  if (at <= source->first) return;
  unsigned tag = tag_of(in, at - 1);
  if (tag == SYN_TAG_NOUN || tag == SYN_TAG_PROPN || tag == SYN_TAG_ADJ) add_speaker(source, person);
}

/* Fills the source from the phrase [first, end): the heads are the last nominals before the first preposition, joint ones all. */
static bool read_phrase(const syn_source_context *in, uint32_t first, uint32_t end, syn_source *source) {
  uint32_t head = SYN_NO_INDEX;
  *source = (syn_source){.first = first, .end = end};
  for (uint32_t at = first; at < end; at++) {
    bool is_possessor = at + 1 < end && tag_of(in, at + 1) == SYN_TAG_PART && !token_of(in, at + 1)->space_before;
    if (is_nominal(in, at) && !is_possessor && !is_time(in, at)) head = at;
    bool is_break = tag_of(in, at) == SYN_TAG_ADP && head != SYN_NO_INDEX && !marks_of(in, at)->mention;
    bool is_join = is_joint(in, first, at, end) && marks_of(in, at)->mention == 0;
    if (!is_break && !is_join && at + 1 < end) continue;
    if (head != SYN_NO_INDEX && marks_of(in, head)->entity) add_speaker(source, marks_of(in, head)->entity - 1);
    if (is_break) {
      /* What follows the preposition belongs to the head; a joint subject may come after it, but rarely does. */
      if (source->speaker_count == 0) add_final_name(in, source);
      return true;
    }
    if (is_join) head = SYN_NO_INDEX;
  }
  return head != SYN_NO_INDEX || source->speaker_count > 0;
}

/* ---- pronouns ---- */

bool syn_source_last_pair(const syn_source_context *in, uint32_t at, syn_source *source) {
  uint32_t sentence = syn_document_sentence_of(in->finding->document, at);
  uint32_t first = sentence >= 2 ? sentence - 2 : 0;
  const syn_sentence *oldest = &in->finding->document->sentences[first];
  uint32_t stop = at > oldest->first_token + SUBJECT_REACH ? at - SUBJECT_REACH : oldest->first_token;
  for (uint32_t i = at; i > stop + 1; i--) {
    uint32_t join = i - 1;
    if (tag_of(in, join) != SYN_TAG_CCONJ || join + 1 >= at || in->quoted[join]) continue;
    uint32_t left = marks_of(in, join - 1)->entity;
    uint32_t right = 0;
    for (uint32_t k = join + 1; k < at && k < join + 5 && !right; k++) right = marks_of(in, k)->entity;
    if (!left || !right || left == right) continue;
    const syn_entity *entities = in->finding->entities.items;
    if (entities[left - 1].type != entities[right - 1].type || entities[left - 1].type == SYN_ENTITY_PLACE) continue;
    add_speaker(source, left - 1);
    add_speaker(source, right - 1);
    return true;
  }
  return false;
}

static bool read_pronoun(const syn_source_context *in, uint32_t at, syn_source *source) {
  const syn_token *token = token_of(in, at);
  *source = (syn_source){.first = at, .end = at + 1, .is_pronoun = true};
  bool is_plural = token->features & SYN_FEATURE_PLURAL && token->features & SYN_FEATURE_THIRD;
  source->is_plural_pronoun = is_plural;
  if (marks_of(in, at)->entity) add_speaker(source, marks_of(in, at)->entity - 1);
  return true;
}

/* ---- before the verb ---- */

/* Over auxiliaries, adverbs and times to the end of what stands before: the token after the subject. */
static uint32_t skip_back(const syn_source_context *in, uint32_t begin, uint32_t verb) {
  uint32_t at = verb;
  while (at > begin) {
    uint32_t before = at - 1;
    unsigned tag = tag_of(in, before);
    bool is_skipped = (tag == SYN_TAG_AUX || tag == SYN_TAG_ADV || tag == SYN_TAG_PART) && !in->quoted[before];
    bool is_timed = is_time(in, before) || (tag == SYN_TAG_ADP && at < verb && is_time(in, at));
    if (!is_skipped && !is_timed) break;
    at = before;
  }
  return at;
}

/* Before an apposition between commas ("Petrova, the minister, said"): the end of the phrase that it explains, or `end` when there is none.
 */
static uint32_t before_apposition(const syn_source_context *in, uint32_t begin, uint32_t end) {
  if (end <= begin + 1) return end;
  char opening = is_sign(in, end - 1, ')') ? '(' : is_sign(in, end - 1, ',') ? ',' : '\0';
  if (opening == '\0') return end;
  for (uint32_t at = end - 1; at > begin && end - at < PHRASE_TOKENS; at--) {
    if (in->quoted[at]) return end;
    if (at == end - 1 || !is_sign(in, at, opening)) continue;
    if (is_nominal(in, at - 1)) return at;
  }
  return end;
}

/* "the ambassador, Jan Novak, said": where the phrase names nobody, the name between the commas does; of several persons all names in a
 * row ("the ministers, Jan Novak and Marta Ilves, said"). */
static void add_apposed_name(const syn_source_context *in, uint32_t comma, uint32_t end, syn_source *source) {
  uint32_t at = comma + 1;
  if (source->speaker_count > 0 || at >= end || !is_sign(in, comma, ',')) return;
  uint32_t person = named_person(in, at);
  bool is_several = comma > source->first && (token_of(in, comma - 1)->features & SYN_FEATURE_PLURAL);
  if (person == SYN_NO_INDEX) return;
  for (unsigned names = 0; names < APPOSED_NAMES && person != SYN_NO_INDEX; names++) {
    add_speaker(source, person);
    while (at < end && named_person(in, at) == person) at++;
    source->end = at;
    while (at < end && at < source->end + 2 && (tag_of(in, at) == SYN_TAG_CCONJ || is_sign(in, at, ','))) at++;
    person = is_several && at > source->end && at < end ? named_person(in, at) : SYN_NO_INDEX;
  }
}

/* The subject that stands right before the verb at `word`. */
static bool own_subject(const syn_source_context *in, uint32_t begin, uint32_t word, syn_source *source) {
  uint32_t after = skip_back(in, begin, word);
  uint32_t end = before_apposition(in, begin, after);
  if (end <= begin || in->quoted[end - 1]) return false;
  if (is_personal(in, end - 1)) return read_pronoun(in, end - 1, source);
  uint32_t first = phrase_start(in, begin, end);
  bool is_found = first < end && is_nominal(in, end - 1) && !is_time(in, end - 1) && tag_of(in, first) != SYN_TAG_ADP &&
                  read_phrase(in, first, end, source);
  if (is_found && end < after) add_apposed_name(in, end, after, source);
  return is_found;
}

/*
 * For verbs that share their subject ("met the press and said …", "…, adding that …"): that of the nearest cue before, else that of the
 * nearest finite verb.
 */
static bool shared_subject(const syn_source_context *in, uint32_t begin, uint32_t verb, syn_source *source) {
  if (verb > begin + SUBJECT_REACH) begin = verb - SUBJECT_REACH;
  for (unsigned pass = 0; pass < 2; pass++) {
    for (uint32_t at = verb; at > begin; at--) {
      uint32_t word = at - 1;
      const syn_token *token = token_of(in, word);
      if ((token->tag != SYN_TAG_VERB && token->tag != SYN_TAG_AUX) || in->quoted[word] || !(token->features & SYN_FEATURE_FINITE))
        continue;
      if (pass == 0 && !(syn_quote_cue_bits(in->cues, token) & SYN_CUE_SPEAKS)) continue;
      if (own_subject(in, begin, word, source)) return true;
    }
  }
  return false;
}

/* "Petrova, who said …" */
static bool read_relative(const syn_source_context *in, uint32_t begin, uint32_t pronoun, syn_source *source) {
  uint32_t antecedent = pronoun;
  if (antecedent > begin && is_sign(in, antecedent - 1, ',')) antecedent--;
  if (antecedent <= begin || !is_nominal(in, antecedent - 1)) return false;
  return read_phrase(in, phrase_start(in, begin, antecedent), antecedent, source);
}

bool syn_source_before(const syn_source_context *in, uint32_t begin, uint32_t verb, syn_source *out_source) {
  uint32_t end = skip_back(in, begin, verb);
  if (end <= begin) return false;
  if (is_relative(in, end - 1)) return read_relative(in, begin, end - 1, out_source);
  return own_subject(in, begin, verb, out_source) || shared_subject(in, begin, verb, out_source);
}

/* ---- after the verb ---- */

bool syn_source_phrase(const syn_source_context *in, uint32_t first, uint32_t end, syn_source *out_source) {
  if (first >= end) return false;
  if (is_personal(in, first)) return read_pronoun(in, first, out_source);
  uint32_t stop = phrase_end(in, first, end);
  if (stop <= first || !read_phrase(in, first, stop, out_source)) return false;
  if (stop < end) add_apposed_name(in, stop, end, out_source);
  return true;
}

bool syn_source_after(const syn_source_context *in, uint32_t verb, uint32_t end, syn_source *out_source) {
  uint32_t first = verb + 1;
  while (first < end && tag_of(in, first) == SYN_TAG_ADV) first++;
  return syn_source_phrase(in, first, end, out_source);
}

/* ---- by the tree ---- */

bool syn_source_words(const syn_source_context *in, uint32_t first, uint32_t end, uint32_t head, syn_source *out_source) {
  if (is_personal(in, head)) return read_pronoun(in, head, out_source);
  if (first + PHRASE_TOKENS * 2 < end) first = end - PHRASE_TOKENS * 2;
  if (first >= end || in->quoted[head] ||
      !(is_nominal(in, head) || tag_of(in, head) == SYN_TAG_DET || tag_of(in, head) == SYN_TAG_NUM || tag_of(in, head) == SYN_TAG_ADJ ||
        tag_of(in, head) == SYN_TAG_PRON))
    return false;
  (void)read_phrase(in, first, end, out_source);
  if (out_source->speaker_count == 0 && marks_of(in, head)->entity) add_speaker(out_source, marks_of(in, head)->entity - 1);
  const syn_sentence *sentence = &in->finding->document->sentences[syn_document_sentence_of(in->finding->document, head)];
  uint32_t sentence_end = sentence->first_token + sentence->token_count;
  if (end < sentence_end) add_apposed_name(in, end, sentence_end, out_source);
  return true;
}
