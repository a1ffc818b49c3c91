/*
 * How it works
 *
 * Names that neither the recogniser nor the gazetteer found, told by a noun beside them that says what they are: "the river Velka", "the
 * Meridian agency", "Grand Harbour", "Velka Lines". A run of words that the tagger calls names is taken with the type of the noun: one
 * right before it in small letters, one right behind it behind an article, or its own last word where it has several. In headlines with
 * capitals everywhere nothing is told. The other way round, a place in "Treaty of Rome" or "Minsk agreement" is part of a longer name.
 */
#include "facts/mention_draft.h"

enum { LONGEST_RUN = 6 };

/* The tagger calls it a name, or an adjective with a capital before one ("Grand Harbour"). */
static bool is_name_word(const entity_work *work, uint32_t sentence, uint32_t token) {
  const syn_token *at = &work->document->tokens[token];
  const syn_sentence *in = &work->document->sentences[sentence];
  const uint32_t other = ENTITY_STOP_NAME | ENTITY_HONORIFIC | ENTITY_ROLE;
  bool leads = at->tag == SYN_TAG_ADJ && token > in->first_token && token + 1 < in->first_token + in->token_count &&
               at[1].tag == SYN_TAG_PROPN && work->mention_at[token + 1] == 0;
  return (at->tag == SYN_TAG_PROPN || leads) && work->mention_at[token] == 0 && work->adjective[token] == NULL &&
         syn_draft_is_capital(work, token) && !syn_draft_token_is(work, sentence, token, other);
}

/* Whether most words of a sentence begin with a capital. */
static bool is_headline(const entity_work *work, const syn_sentence *in) {
  uint32_t words = 0, capitals = 0;
  for (uint32_t t = in->first_token; t < in->first_token + in->token_count; t++) {
    if (work->document->tokens[t].lower.size < 4 || work->document->tokens[t].tag == SYN_TAG_NUM) continue;
    words++;
    capitals += syn_draft_is_capital(work, t);
  }
  return capitals * 2 > words;
}

/* What a noun says that a name beside it is; NONE for persons and for words that are no such noun. */
static entity_noun kind_at(const entity_work *work, uint32_t token) {
  const syn_token *at = &work->document->tokens[token];
  const entity_word *word = syn_entity_words_find(work->words, at->lower);
  bool is_kind = word != NULL && word->noun >= ENTITY_NOUN_COMPANY && word->noun <= ENTITY_NOUN_THING;
  return is_kind && (at->tag == SYN_TAG_NOUN || at->tag == SYN_TAG_PROPN) && (at->features & SYN_FEATURE_PLURAL) == 0 ? word->noun
                                                                                                                      : ENTITY_NOUN_NONE;
}

static bool is_body(entity_noun kind) {
  return kind == ENTITY_NOUN_COMPANY || kind == ENTITY_NOUN_ORGANIZATION;
}

/* What the words around a run, or its last word, say that it is. */
static entity_noun kind_of_run(const entity_work *work, uint32_t sentence, uint32_t first, uint32_t end) {
  const syn_sentence *in = &work->document->sentences[sentence];
  if (first > in->first_token && !syn_draft_is_capital(work, first - 1) && work->document->tokens[first - 1].tag == SYN_TAG_NOUN) {
    entity_noun before = kind_at(work, first - 1);
    if (before != ENTITY_NOUN_NONE) return before;
  }
  bool definite = first > in->first_token && syn_draft_token_is(work, sentence, first - 1, ENTITY_DEFINITE);
  if (definite && end < in->first_token + in->token_count && !syn_draft_is_capital(work, end)) {
    entity_noun behind = kind_at(work, end);
    if (is_body(behind)) return behind;
  }
  if (end - first < 2) return ENTITY_NOUN_NONE;
  const entity_word *last = syn_entity_words_find(work->words, work->document->tokens[end - 1].lower);
  if (last != NULL && (last->noun == ENTITY_NOUN_NAME_END || (last->classes & ENTITY_CORPORATE) != 0)) return ENTITY_NOUN_COMPANY;
  entity_noun own = kind_at(work, end - 1);
  return own == ENTITY_NOUN_CITY ? ENTITY_NOUN_NONE : own; /* "Renaissance Capital" */
}

static syn_status add_run(entity_work *work, uint32_t sentence, uint32_t first, uint32_t end) {
  entity_noun kind = kind_of_run(work, sentence, first, end);
  if (kind == ENTITY_NOUN_NONE) return SYN_OK;
  mention_draft mention = {.first = first, .count = end - first, .sentence = sentence, .title = first, .entity = DRAFT_NONE};
  mention.type = is_body(kind) ? SYN_ENTITY_ORGANIZATION : kind == ENTITY_NOUN_THING ? SYN_ENTITY_OTHER : SYN_ENTITY_PLACE;
  syn_status status = syn_draft_fold(work, first, end - first, &mention.folded);
  return status == SYN_OK ? syn_draft_add_mention(work, &mention) : status;
}

static syn_status find_in_sentence(entity_work *work, uint32_t sentence) {
  const syn_sentence *in = &work->document->sentences[sentence];
  uint32_t sentence_end = in->first_token + in->token_count;
  syn_status status = SYN_OK;
  if (is_headline(work, in)) return SYN_OK;
  for (uint32_t t = in->first_token, end; status == SYN_OK && t < sentence_end; t = end) {
    for (end = t; end < sentence_end && is_name_word(work, sentence, end);) end++;
    /* the rest of a name that was found is none */
    bool is_rest = end > t && ((t > in->first_token && work->mention_at[t - 1] != 0) || (end < sentence_end && work->mention_at[end] != 0));
    if (end > t && end - t <= LONGEST_RUN && !is_rest) status = add_run(work, sentence, t, end);
    if (end == t) end++;
  }
  return status;
}

/* ---- treaties and battles ---- */

static entity_noun noun_at(const entity_work *work, uint32_t token) {
  const entity_word *word = syn_entity_words_find(work->words, work->document->tokens[token].lower);
  return word != NULL ? word->noun : ENTITY_NOUN_NONE;
}

/* "Treaty of" with a capital before a place: its first token, or that of the place. */
static uint32_t begin_of_matter(const entity_work *work, const mention_draft *mention) {
  const syn_sentence *in = &work->document->sentences[mention->sentence];
  uint32_t at = mention->first;
  if (at > in->first_token && syn_draft_token_is(work, mention->sentence, at - 1, ENTITY_DEFINITE)) at--; /* "of the Somme" */
  if (at < in->first_token + 2 || !syn_draft_token_is(work, mention->sentence, at - 1, ENTITY_OF)) return mention->first;
  entity_noun noun = noun_at(work, at - 2);
  bool is_matter = noun == ENTITY_NOUN_TREATY || noun == ENTITY_NOUN_BATTLE;
  return is_matter && syn_draft_is_capital(work, at - 2) && work->mention_at[at - 2] == 0 ? at - 2 : mention->first;
}

/* Behind "Minsk agreement": a town is no side of it, as a state might be. */
static uint32_t end_of_matter(const entity_work *work, const mention_draft *mention) {
  const syn_sentence *in = &work->document->sentences[mention->sentence];
  uint32_t end = mention->first + mention->count;
  bool is_town = mention->known != NULL && mention->known->kind == SYN_KNOWN_PLACE;
  if (!is_town || end >= in->first_token + in->token_count || work->mention_at[end] != 0) return end;
  unsigned tag = work->document->tokens[end].tag;
  bool is_noun = tag == SYN_TAG_NOUN || tag == SYN_TAG_PROPN;
  return is_noun && noun_at(work, end) == ENTITY_NOUN_TREATY ? end + 1 : end;
}

/* A place in the name of what was agreed or fought there is no place of its own. */
static syn_status name_matters(entity_work *work) {
  bool changed = false;
  for (size_t i = 0; i < work->mentions.count; i++) {
    mention_draft *mention = &work->mentions.items[i];
    bool is_place = mention->type == SYN_ENTITY_PLACE || mention->type == SYN_ENTITY_COUNTRY;
    if (!is_place && mention->state == NULL) continue;
    uint32_t first = begin_of_matter(work, mention),
             end = first < mention->first ? mention->first + mention->count : end_of_matter(work, mention);
    if (first == mention->first && end == mention->first + mention->count) continue;
    mention_draft matter = {.first = first, .count = end - first, .sentence = mention->sentence, .title = first, .entity = DRAFT_NONE};
    matter.type = SYN_ENTITY_OTHER;
    syn_status status = syn_draft_fold(work, first, end - first, &matter.folded);
    if (status != SYN_OK) return status;
    *mention = matter;
    changed = true;
  }
  if (changed) syn_draft_sort(work);
  return SYN_OK;
}

syn_status syn_mentions_find_kinds(entity_work *work) {
  size_t before = work->mentions.count;
  syn_status status = SYN_OK;
  for (uint32_t s = 0; status == SYN_OK && s < work->document->sentence_count; s++) status = find_in_sentence(work, s);
  if (status == SYN_OK && work->mentions.count > before) syn_draft_sort(work);
  return status == SYN_OK ? name_matters(work) : status;
}
