/*
 * How it works: one pass over the tags cuts a sentence into chunks: noun phrases (determiners, adjectives, numbers, nouns, possessives),
 * verb groups (auxiliaries, negation, adverbs, main verb) and the words between them. Each verb group then looks for its places. To its
 * left the nearest noun phrase that no preposition governs is the subject, jumping over appositions and relative clauses between commas; a
 * verb without one (infinitive, participle, second of two joined verbs) takes that of the verb that it depends on, or, after verbs that
 * move someone ("asked X to"), their object. To its right the first bare noun phrases are the objects, and prepositional phrases follow
 * until the next verb group. It is the method of chunk parsers (Abney 1991) with attachment by nearness, linear in the length of the
 * sentence but for the walks to the left, which stop at the verb before. What it cannot tell stays empty.
 */
#include "facts/clause.h"

#include "base/array.h"
#include "facts/clause_tree.h"

typedef SYN_ARRAY(syn_chunk) chunk_array;
typedef SYN_ARRAY(syn_clause) clause_array;

enum { CHAIN_LIMIT = 32 }; /* joined phrases that are followed, so that a sentence without end stays linear */

typedef struct cutting {
  const syn_finding *finding;
  const syn_document *document;
  const syn_word_classes *words;
  uint32_t end; /* token after the sentence */
  chunk_array chunks;
  clause_array clauses;
} cutting;

/* ---- chunks ---- */

static const syn_token *token_at(const cutting *cut, uint32_t token) {
  return &cut->document->tokens[token];
}

static bool is_class(const cutting *cut, uint32_t token, uint32_t classes) {
  return token < cut->end && syn_word_is(cut->words, token_at(cut, token)->lower, classes);
}

static bool lemma_is_class(const cutting *cut, uint32_t token, uint32_t classes) {
  return token < cut->end && syn_word_is(cut->words, token_at(cut, token)->lemma, classes);
}

static bool is_noun(uint8_t tag) {
  return tag == SYN_TAG_NOUN || tag == SYN_TAG_PROPN || tag == SYN_TAG_PRON || tag == SYN_TAG_NUM || tag == SYN_TAG_SYM;
}

static bool is_relative(const cutting *cut, uint32_t token) {
  const syn_token *word = token_at(cut, token);
  return (word->tag == SYN_TAG_PRON || word->tag == SYN_TAG_DET) && (word->features & SYN_FEATURE_RELATIVE);
}

static bool is_possessive_mark(const cutting *cut, uint32_t token) {
  return token < cut->end && token_at(cut, token)->tag == SYN_TAG_PART && is_class(cut, token, SYN_WORD_POSSESSIVE);
}

static bool is_infinitive_mark(const cutting *cut, uint32_t token) {
  return token < cut->end && token_at(cut, token)->tag == SYN_TAG_PART && is_class(cut, token, SYN_WORD_INFINITIVE);
}

/* A time after a noun is a phrase of its own ("deported a man Friday"), unless it describes the noun after it ("EU Friday talks"). */
static bool begins_time(const cutting *cut, uint32_t token) {
  const syn_token_marks *marks = cut->finding->marks;
  if (!marks[token].time || marks[token - 1].time || !is_noun(token_at(cut, token - 1)->tag)) return false;
  uint32_t end = token;
  while (end < cut->end && marks[end].time == marks[token].time) end++;
  return end == cut->end || (token_at(cut, end)->tag != SYN_TAG_NOUN && !is_possessive_mark(cut, end));
}

/* "fined the firm two million dollars", "lend X $5 million". */
static bool begins_money(const cutting *cut, uint32_t token) {
  uint32_t quantity = cut->finding->marks[token].quantity;
  if (!quantity || cut->finding->marks[token - 1].quantity == quantity || !is_noun(token_at(cut, token - 1)->tag)) return false;
  return cut->finding->quantities.items[quantity - 1].kind == SYN_QUANTITY_MONEY;
}

/* Whether a new phrase begins at `token`, though the tags would let the one that began at `first` go on. */
static bool begins_phrase(const cutting *cut, uint32_t first, uint32_t token) {
  const syn_token *word = token_at(cut, token), *before = token_at(cut, token - 1);
  if (is_possessive_mark(cut, token - 1)) return false;
  if (word->tag == SYN_TAG_DET || word->tag == SYN_TAG_PRON) return is_noun(before->tag);
  if (begins_time(cut, token) || begins_money(cut, token)) return true;
  if (cut->finding->marks[token - 1].time && !cut->finding->marks[token].time) return word->tag == SYN_TAG_PROPN;
  uint32_t mark = cut->finding->marks[token].entity, mark_before = cut->finding->marks[token - 1].entity;
  if (word->tag != SYN_TAG_PROPN || !mark || mark == mark_before) return false;
  if (mark_before && cut->finding->entities.items[mark - 1].type == SYN_ENTITY_PERSON &&
      cut->finding->entities.items[mark_before - 1].type != SYN_ENTITY_PERSON)
    return false; /* "Malta Borg": whose Borg is */
  if (mark_before) return cut->finding->marks[token].mention != cut->finding->marks[token - 1].mention;
  return before->tag == SYN_TAG_NOUN && (before->features & SYN_FEATURE_PLURAL); /* "told reporters Estonia would" */
}

/* "with newly elected mayors": an adverb that opens a phrase, after a preposition. */
static bool opens_with_adverb(const cutting *cut, uint32_t token) {
  if (token_at(cut, token)->tag != SYN_TAG_ADV || token + 2 >= cut->end || cut->chunks.count == 0) return false;
  if (cut->chunks.items[cut->chunks.count - 1].kind != SYN_CHUNK_PREPOSITION) return false;
  const syn_token *next = token_at(cut, token + 1), *after = token_at(cut, token + 2);
  bool describes = next->tag == SYN_TAG_ADJ || (next->tag == SYN_TAG_VERB && (next->features & SYN_FEATURE_PARTICIPLE));
  return describes && (after->tag == SYN_TAG_NOUN || after->tag == SYN_TAG_PROPN);
}

/* A quantity in brackets inside a phrase ("a $3 million (€2.8 million) loan"): the token after the bracket, or `token`. */
static uint32_t after_bracketed_quantity(const cutting *cut, uint32_t token) {
  enum { BRACKET_LIMIT = 12 };
  if (token + 2 >= cut->end || token_at(cut, token)->tag != SYN_TAG_PUNCT || !cut->finding->marks[token + 1].quantity) return token;
  uint32_t quantity = cut->finding->marks[token + 1].quantity, end = token + 1;
  while (end < cut->end && end < token + BRACKET_LIMIT && cut->finding->marks[end].quantity == quantity) end++;
  if (end + 1 >= cut->end || token_at(cut, end)->tag != SYN_TAG_PUNCT) return token;
  return token_at(cut, end + 1)->tag == SYN_TAG_NOUN ? end + 1 : token;
}

/* A hyphen inside a word: "long-standing", "EU-led". */
static bool is_hyphen(const cutting *cut, uint32_t token) {
  return token + 1 < cut->end && token_at(cut, token)->tag == SYN_TAG_PUNCT && !token_at(cut, token)->space_before &&
         !token_at(cut, token + 1)->space_before && syn_text_equal(token_at(cut, token)->lower, SYN_TEXT("-"));
}

static bool is_described(uint8_t tag) {
  return is_noun(tag) || tag == SYN_TAG_ADJ || tag == SYN_TAG_ADV || tag == SYN_TAG_VERB;
}

/* "at least six people": words of a quantity that go before its number, whatever their tag. */
static bool is_in_quantity(const cutting *cut, uint32_t first, uint32_t token) {
  const syn_token_marks *marks = cut->finding->marks;
  if (!marks[token].quantity || token + 1 >= cut->end || marks[token + 1].quantity != marks[token].quantity) return false;
  return token > first ? marks[token - 1].quantity == marks[token].quantity
                       : token == 0 || marks[token - 1].quantity != marks[token].quantity;
}

/* The token after the noun phrase that begins at `first`, or `first` when none does; its head in `out_head`. */
static uint32_t noun_phrase_end(const cutting *cut, uint32_t first, uint32_t *out_head) {
  uint32_t end = first, head = UINT32_MAX;
  while (end < cut->end) {
    const syn_token *word = token_at(cut, end);
    bool goes_on = is_noun(word->tag) || word->tag == SYN_TAG_ADJ || word->tag == SYN_TAG_DET || is_possessive_mark(cut, end);
    bool joins = word->tag == SYN_TAG_VERB && (word->features & (SYN_FEATURE_PARTICIPLE | SYN_FEATURE_GERUND)) && end > first &&
                 token_at(cut, end - 1)->tag != SYN_TAG_NOUN && head == UINT32_MAX && end + 1 < cut->end &&
                 (is_noun(token_at(cut, end + 1)->tag) || token_at(cut, end + 1)->tag == SYN_TAG_ADJ);
    bool between = (word->tag == SYN_TAG_CCONJ || word->tag == SYN_TAG_ADV) && end > first && end + 1 < cut->end && head == UINT32_MAX &&
                   (token_at(cut, end + 1)->tag == SYN_TAG_ADJ || token_at(cut, end + 1)->tag == SYN_TAG_NUM);
    bool hyphen = end > first &&
                  (is_hyphen(cut, end) ? is_described(token_at(cut, end - 1)->tag) : is_hyphen(cut, end - 1) && word->tag == SYN_TAG_VERB);
    uint32_t after_bracket = end > first ? after_bracketed_quantity(cut, end) : end;
    if (after_bracket > end) {
      end = after_bracket;
      continue;
    }
    bool opens = end == first && (opens_with_adverb(cut, end) || (word->tag == SYN_TAG_ADV && is_hyphen(cut, end + 1)));
    if (!goes_on && !joins && !between && !hyphen && !opens && !is_in_quantity(cut, first, end)) break;
    if (end > first && (is_relative(cut, end) || is_class(cut, end, SYN_WORD_VERB))) break;
    if (end > first && goes_on && begins_phrase(cut, first, end)) break;
    if (is_noun(word->tag)) head = end;
    if (is_possessive_mark(cut, end)) head = UINT32_MAX;
    end++;
  }
  if (head == UINT32_MAX) {
    if (end == first || !is_noun(token_at(cut, end - 1)->tag)) {
      /* "the poor", "the latter": an adjective alone is a phrase only after a determiner */
      if (end < first + 2 || token_at(cut, first)->tag != SYN_TAG_DET) return first;
    }
    head = end - 1;
  }
  *out_head = head;
  return end;
}

/* The token after the verb group that begins at `first`, or `first` when none does. */
static uint32_t verb_group_end(const cutting *cut, uint32_t first, uint32_t *out_head) {
  uint32_t end = first, head = UINT32_MAX;
  while (end < cut->end) {
    uint8_t tag = is_class(cut, end, SYN_WORD_VERB) ? SYN_TAG_VERB : token_at(cut, end)->tag;
    if (tag == SYN_TAG_VERB) {
      if (head != UINT32_MAX && token_at(cut, head)->tag == SYN_TAG_VERB) break;
      head = end;
    } else if (tag == SYN_TAG_AUX) {
      if (head != UINT32_MAX && token_at(cut, head)->tag == SYN_TAG_VERB) break;
      head = end;
    } else if (is_infinitive_mark(cut, end)) {
      if (head != UINT32_MAX) break;
    } else if (tag == SYN_TAG_ADV || (tag == SYN_TAG_PART && is_class(cut, end, SYN_WORD_NEGATION))) {
      if (end == first && tag == SYN_TAG_ADV) return first;
      if (head != UINT32_MAX && token_at(cut, head)->tag == SYN_TAG_VERB) break;
    } else {
      break;
    }
    end++;
  }
  if (head == UINT32_MAX) return first;
  *out_head = head;
  return head + 1;
}

static syn_chunk_kind sign_kind(const cutting *cut, uint32_t token) {
  syn_text word = token_at(cut, token)->lower;
  return syn_text_equal(word, SYN_TEXT(",")) ? SYN_CHUNK_COMMA : SYN_CHUNK_STOP;
}

/* "of lying": treebanks call what stands before a gerund a conjunction. */
static bool is_before_gerund(const cutting *cut, uint32_t token) {
  return token + 1 < cut->end && (token_at(cut, token + 1)->features & SYN_FEATURE_GERUND);
}

/* "to" and the like before a noun phrase are prepositions, whatever their tag; a conjunction before a phrase of time or place too. */
static syn_chunk_kind word_kind(const cutting *cut, uint32_t token) {
  switch (token_at(cut, token)->tag) {
  case SYN_TAG_ADP:
    return SYN_CHUNK_PREPOSITION;
  case SYN_TAG_SCONJ:
    return is_before_gerund(cut, token) ? SYN_CHUNK_PREPOSITION : SYN_CHUNK_SUBORDINATOR;
  case SYN_TAG_CCONJ:
    return SYN_CHUNK_COORDINATOR;
  case SYN_TAG_PUNCT:
    return sign_kind(cut, token);
  case SYN_TAG_PART:
    return is_infinitive_mark(cut, token) ? SYN_CHUNK_PREPOSITION : SYN_CHUNK_OTHER;
  default:
    return SYN_CHUNK_OTHER;
  }
}

static syn_status cut_chunks(cutting *cut, const syn_sentence *sentence) {
  for (uint32_t token = sentence->first_token; token < cut->end;) {
    syn_chunk chunk = {.first = token, .head = token};
    uint32_t end;
    if (is_relative(cut, token)) {
      chunk.kind = SYN_CHUNK_RELATIVE;
      end = token + 1;
    } else if ((end = verb_group_end(cut, token, &chunk.head)) > token) {
      chunk.kind = SYN_CHUNK_VERB;
    } else if ((end = noun_phrase_end(cut, token, &chunk.head)) > token) {
      chunk.kind = SYN_CHUNK_NOUN;
    } else {
      chunk.kind = word_kind(cut, token);
      end = token + 1;
    }
    chunk.count = end - token;
    syn_chunk *added = SYN_ARRAY_ADD(&cut->chunks, cut->finding->arena);
    if (!added) return SYN_NO_MEMORY;
    *added = chunk;
    token = end;
  }
  return SYN_OK;
}

/* ---- clauses ---- */

static void describe_group(const cutting *cut, syn_clause *clause) {
  const syn_chunk *group = &cut->chunks.items[clause->verb];
  const syn_token *main_verb = token_at(cut, group->head);
  bool after_be = false, has_auxiliary = false;
  clause->modal = SYN_NO_CHUNK;
  for (uint32_t token = group->first; token < group->head; token++) {
    const syn_token *word = token_at(cut, token);
    if (is_class(cut, token, SYN_WORD_NEGATION)) clause->is_negated = true;
    if (is_infinitive_mark(cut, token)) clause->is_infinitive = true;
    if (word->tag != SYN_TAG_AUX) continue;
    has_auxiliary = true;
    if (clause->modal == SYN_NO_CHUNK && is_class(cut, token, SYN_WORD_FUTURE | SYN_WORD_POSSIBLE)) clause->modal = token;
    if (lemma_is_class(cut, token, SYN_WORD_BE)) after_be = true;
    if (!(word->features & (SYN_FEATURE_INFINITIVE | SYN_FEATURE_PARTICIPLE | SYN_FEATURE_GERUND))) clause->is_finite = true;
  }
  clause->has_modal = clause->modal != SYN_NO_CHUNK;
  bool is_participle = main_verb->features & SYN_FEATURE_PARTICIPLE, is_gerund = main_verb->features & SYN_FEATURE_GERUND;
  bool is_present = main_verb->features & SYN_FEATURE_PRESENT;
  bool is_past_participle = is_participle && !is_present && !is_gerund;
  clause->is_passive = (main_verb->features & SYN_FEATURE_PASSIVE) || (is_past_participle && (after_be || !has_auxiliary));
  clause->has_auxiliary = has_auxiliary;
  clause->is_progressive = after_be && (is_gerund || (is_participle && is_present));
  if ((main_verb->features & SYN_FEATURE_FINITE) || is_class(cut, group->head, SYN_WORD_VERB)) clause->is_finite = true;
  if (clause->is_infinitive) clause->is_finite = false;
}

static bool is_kind(const cutting *cut, uint32_t chunk, syn_chunk_kind kind) {
  return chunk < cut->chunks.count && cut->chunks.items[chunk].kind == kind;
}

/* Whether the phrase is governed by a preposition that stands right before it, or before a phrase joined to it. */
static bool is_governed(const cutting *cut, uint32_t chunk) {
  for (unsigned steps = 0; steps < CHAIN_LIMIT && chunk > 0; steps++) {
    if (is_kind(cut, chunk - 1, SYN_CHUNK_PREPOSITION)) return true;
    if (chunk < 2 || !is_kind(cut, chunk - 1, SYN_CHUNK_COORDINATOR) || !is_kind(cut, chunk - 2, SYN_CHUNK_NOUN)) return false;
    chunk -= 2;
  }
  return false;
}

static bool names_time(const cutting *cut, uint32_t chunk) {
  return cut->finding->marks[cut->chunks.items[chunk].head].time != 0;
}

/* A phrase between commas right after another names the same ("Ines Calleja, the mayor, said"): the phrase before it. */
static uint32_t before_apposition(const cutting *cut, uint32_t chunk, uint32_t verb, uint32_t left) {
  if (chunk < left + 2 || !is_kind(cut, chunk - 1, SYN_CHUNK_COMMA) || !is_kind(cut, verb - 1, SYN_CHUNK_COMMA)) return chunk;
  for (uint32_t place = chunk - 1; place-- > left;) {
    if (is_kind(cut, place, SYN_CHUNK_NOUN) && !is_governed(cut, place)) return place;
    if (!is_kind(cut, place, SYN_CHUNK_NOUN) && !is_kind(cut, place, SYN_CHUNK_PREPOSITION)) break;
  }
  return chunk;
}

/* The nearest phrase to the left of the verb that no preposition governs, not before chunk `left`. */
static uint32_t free_phrase_before(const cutting *cut, uint32_t verb, uint32_t left) {
  for (uint32_t chunk = verb; chunk-- > left;) {
    syn_chunk_kind kind = cut->chunks.items[chunk].kind;
    if (kind == SYN_CHUNK_RELATIVE || kind == SYN_CHUNK_SUBORDINATOR) return SYN_NO_CHUNK;
    if (kind == SYN_CHUNK_NOUN && !names_time(cut, chunk) && !is_governed(cut, chunk)) return before_apposition(cut, chunk, verb, left);
  }
  return SYN_NO_CHUNK;
}

/* The phrase that a relative pronoun at `pronoun` stands for. */
static uint32_t antecedent(const cutting *cut, uint32_t pronoun) {
  uint32_t place = pronoun;
  if (place > 0 && is_kind(cut, place - 1, SYN_CHUNK_PREPOSITION)) return SYN_NO_CHUNK; /* "of whom": no subject */
  if (place > 0 && is_kind(cut, place - 1, SYN_CHUNK_COMMA)) place--;
  return place > 0 && is_kind(cut, place - 1, SYN_CHUNK_NOUN) ? place - 1 : SYN_NO_CHUNK;
}

/* The chunk before `chunk`, adverbs left out; 0 at the beginning. */
static uint32_t skip_adverbs_left(const cutting *cut, uint32_t chunk) {
  uint32_t place = chunk > 0 ? chunk - 1 : 0;
  while (place > 0 && is_kind(cut, place, SYN_CHUNK_OTHER)) place--;
  return place;
}

static uint32_t last_of_kind(const cutting *cut, uint32_t left, uint32_t right, syn_chunk_kind kind) {
  for (uint32_t chunk = right; chunk-- > left;) {
    if (is_kind(cut, chunk, kind)) return chunk;
  }
  return SYN_NO_CHUNK;
}

/*
 * The clause that a relative or bracketed one interrupts goes on after it: "the minister, who had resigned, told": the verb after a comma
 * takes up the subject of before, or what the relative clause was about ("the mayor, whom they met, told"). Returns the phrase, or
 * SYN_NO_CHUNK.
 */
static uint32_t resumed_subject(const cutting *cut, const syn_clause *before, uint32_t verb) {
  if (!before->is_relative || !is_kind(cut, verb - 1, SYN_CHUNK_COMMA)) return SYN_NO_CHUNK;
  return before->object != SYN_NO_CHUNK && before->object < before->verb ? before->object : before->subject;
}

/* "with X raising taxes": the phrase after a preposition of company is the subject of what follows. */
static bool is_absolute(const cutting *cut, uint32_t chunk) {
  for (unsigned steps = 0; steps < CHAIN_LIMIT && chunk >= 2 && is_kind(cut, chunk - 1, SYN_CHUNK_COORDINATOR); steps++) chunk -= 2;
  return chunk > 0 && is_class(cut, cut->chunks.items[chunk - 1].first, SYN_WORD_COMPANY);
}

/* Whether a conjunction joins the subject's clause to the one before: "he stayed and Ines left". */
static bool is_joined_clause(const cutting *cut, uint32_t subject, uint32_t left) {
  uint32_t first = subject;
  while (first >= left + 2 && is_kind(cut, first - 1, SYN_CHUNK_COORDINATOR) && is_kind(cut, first - 2, SYN_CHUNK_NOUN) &&
         !is_governed(cut, first - 2) && first - 2 > left)
    first -= 2;
  return first > left && is_kind(cut, first - 1, SYN_CHUNK_COORDINATOR);
}

/* A verb right after the object of the one before and a comma goes on with its subject. */
static bool joins_by_comma(const cutting *cut, const syn_clause *before, uint32_t verb) {
  uint32_t comma = skip_adverbs_left(cut, verb);
  return before->is_finite && !before->is_relative && before->object != SYN_NO_CHUNK && before->object > before->verb &&
         before->subject != SYN_NO_CHUNK && is_kind(cut, comma, SYN_CHUNK_COMMA) && comma == before->object + 1;
}

/* The finite clause that a clause depends on: "asked X to come, and left" goes on with "asked". */
static const syn_clause *finite_before(const cutting *cut, const syn_clause *before) {
  const syn_clause *clause = before;
  for (unsigned steps = 0; steps < CHAIN_LIMIT && !clause->is_finite && clause->governor != SYN_NO_CHUNK; steps++)
    clause = &cut->clauses.items[clause->governor];
  return clause->is_finite ? clause : before;
}

/*
 * The subject of a finite verb that has no free phrase before it: behind a relative clause without commas ("the man who went to Riga
 * met"), or behind a conjunction that looks like a preposition ("after the mayor met").
 */
static uint32_t opened_subject(const cutting *cut, const syn_clause *before, uint32_t verb, uint32_t left) {
  uint32_t place = skip_adverbs_left(cut, verb);
  if (place > left && is_kind(cut, place, SYN_CHUNK_NOUN) && is_kind(cut, place - 1, SYN_CHUNK_PREPOSITION) &&
      is_class(cut, cut->chunks.items[place - 1].first, SYN_WORD_CLAUSAL))
    return place;
  return before && before->is_relative ? before->subject : SYN_NO_CHUNK;
}

static void find_finite_subject(const cutting *cut, syn_clause *clause, const syn_clause *before, bool reaches_back) {
  uint32_t verb = clause->verb, left = before ? before->verb + 1 : 0;
  if (before && verb > left && is_kind(cut, skip_adverbs_left(cut, verb), SYN_CHUNK_COORDINATOR)) {
    before = finite_before(cut, before);
    clause->subject = before->subject; /* "met X and signed Y" */
    if (before->governor != SYN_NO_CHUNK && !before->is_infinitive) clause->governor = before->governor;
    return;
  }
  if (before && joins_by_comma(cut, before, verb)) {
    clause->subject = before->subject; /* "met X, visited Y and thanked Z" */
    return;
  }
  uint32_t resumed = before ? resumed_subject(cut, before, verb) : SYN_NO_CHUNK;
  clause->subject = resumed != SYN_NO_CHUNK ? resumed : free_phrase_before(cut, verb, left);
  if (clause->subject == SYN_NO_CHUNK) clause->subject = opened_subject(cut, before, verb, left);
  if (clause->subject == SYN_NO_CHUNK && before && last_of_kind(cut, left, verb, SYN_CHUNK_COORDINATOR) != SYN_NO_CHUNK)
    clause->subject = before->subject;
  bool joined = clause->subject != SYN_NO_CHUNK && clause->subject >= left && is_joined_clause(cut, clause->subject, left);
  if (reaches_back && !joined) clause->governor = (uint32_t)cut->clauses.count - 2;
}

static bool names_party(const cutting *cut, uint32_t chunk) {
  uint32_t head = cut->chunks.items[chunk].head;
  return cut->finding->marks[head].entity != 0 || (token_at(cut, head)->features & SYN_FEATURE_PERSONAL) ||
         (token_at(cut, head)->tag == SYN_TAG_NOUN && (token_at(cut, head)->features & SYN_FEATURE_PLURAL));
}

/*
 * Who does what an infinitive or gerund tells, where the verb before moves someone to it: "asked X to leave", "called on X to leave",
 * "accused X of leaving". `place` is the chunk before the verb. SYN_NO_CHUNK where it is the subject of that verb.
 */
static uint32_t moved_party(const cutting *cut, const syn_clause *clause, const syn_clause *before, uint32_t place) {
  bool is_phrase = place > before->verb && is_kind(cut, place, SYN_CHUNK_NOUN) && names_party(cut, place);
  if (clause->is_infinitive && is_phrase && before->object == place) return place;
  if (clause->is_infinitive && is_phrase && before->object == SYN_NO_CHUNK && place == before->verb + 2 &&
      is_class(cut, cut->chunks.items[place - 1].first, SYN_WORD_ADDRESSEE))
    return place;
  bool is_charge = !clause->is_infinitive && is_kind(cut, place, SYN_CHUNK_PREPOSITION) &&
                   is_class(cut, cut->chunks.items[place].first, SYN_WORD_CHARGE) && place <= before->verb + 2;
  uint32_t charged = before->is_passive ? before->subject : before->object;
  return is_charge && charged != SYN_NO_CHUNK && names_party(cut, charged) ? charged : SYN_NO_CHUNK;
}

static void find_subject(const cutting *cut, syn_clause *clause) {
  uint32_t verb = clause->verb, index = (uint32_t)(cut->clauses.count - 1);
  const syn_clause *before = index > 0 ? &cut->clauses.items[index - 1] : NULL;
  uint32_t left = before ? before->verb + 1 : 0;
  uint32_t pronoun = last_of_kind(cut, left, verb, SYN_CHUNK_RELATIVE);
  uint32_t opener = last_of_kind(cut, left, verb, SYN_CHUNK_SUBORDINATOR);
  clause->governor = SYN_NO_CHUNK;
  clause->opener = opener == SYN_NO_CHUNK ? SYN_NO_CHUNK : cut->chunks.items[opener].first;
  clause->is_subordinate = opener != SYN_NO_CHUNK || pronoun != SYN_NO_CHUNK;
  bool reaches_back = before && last_of_kind(cut, left, verb, SYN_CHUNK_STOP) == SYN_NO_CHUNK;
  if (pronoun != SYN_NO_CHUNK) {
    clause->is_relative = true;
    clause->subject = free_phrase_before(cut, verb, pronoun + 1);
    if (clause->subject == SYN_NO_CHUNK)
      clause->subject = antecedent(cut, pronoun);
    else if (clause->object == SYN_NO_CHUNK && !clause->is_passive)
      clause->object = antecedent(cut, pronoun); /* "the man whom they arrested" */
    return;
  }
  if (clause->is_finite) {
    find_finite_subject(cut, clause, before, reaches_back);
    return;
  }
  if (before) clause->governor = index - 1;
  uint32_t place = skip_adverbs_left(cut, verb);
  uint32_t adjacent =
      place >= left && is_kind(cut, place, SYN_CHUNK_NOUN) && (!is_governed(cut, place) || is_absolute(cut, place)) ? place : SYN_NO_CHUNK;
  uint32_t mover = before ? moved_party(cut, clause, before, place) : SYN_NO_CHUNK;
  if (mover != SYN_NO_CHUNK)
    clause->subject = mover;
  else if (adjacent != SYN_NO_CHUNK && !clause->is_infinitive)
    clause->subject = adjacent; /* "with X raising taxes", "people living there" */
  else
    clause->subject = before ? before->subject : free_phrase_before(cut, verb, left);
}

/* Objects and prepositional phrases to the right of the verb, up to the next verb group. */
static void find_complements(const cutting *cut, syn_clause *clause) {
  uint32_t limit = (uint32_t)cut->chunks.count;
  bool joined = true; /* nothing but phrases since the verb */
  clause->object = clause->second_object = SYN_NO_CHUNK;
  for (uint32_t chunk = clause->verb + 1; chunk < limit; chunk++) {
    const syn_chunk *here = &cut->chunks.items[chunk];
    if (here->kind == SYN_CHUNK_VERB || here->kind == SYN_CHUNK_SUBORDINATOR || here->kind == SYN_CHUNK_RELATIVE) break;
    clause->end_token = here->first + here->count;
    if (chunk == clause->verb + 1 && is_class(cut, here->first, SYN_WORD_PARTICLE)) continue; /* "stepped up sanctions" */
    if (here->kind == SYN_CHUNK_PREPOSITION && is_kind(cut, chunk + 1, SYN_CHUNK_NOUN)) {
      if (clause->prepositional_count < SYN_CLAUSE_PREPOSITION_LIMIT)
        clause->prepositionals[clause->prepositional_count++] = (syn_prepositional){here->first, chunk + 1};
      chunk++;
      clause->end_token = cut->chunks.items[chunk].first + cut->chunks.items[chunk].count;
      joined = false;
    } else if (here->kind == SYN_CHUNK_NOUN && names_time(cut, chunk)) {
      continue;
    } else if (here->kind == SYN_CHUNK_NOUN && joined && clause->object == SYN_NO_CHUNK) {
      clause->object = chunk;
    } else if (here->kind == SYN_CHUNK_NOUN && joined && clause->second_object == SYN_NO_CHUNK && chunk == clause->object + 1) {
      clause->second_object = chunk;
    } else if (here->kind == SYN_CHUNK_STOP || here->kind == SYN_CHUNK_COMMA) {
      joined = false;
    }
  }
}

/*
 * A past form that the tags call a participle is finite after a relative pronoun, or with a bare object behind it ("the mayor thanked
 * them"): participles without an auxiliary have none.
 */
static void mend_voice(const cutting *cut, syn_clause *clause) {
  if (!clause->is_passive || clause->has_auxiliary) return;
  bool after_relative = clause->verb > 0 && is_kind(cut, skip_adverbs_left(cut, clause->verb), SYN_CHUNK_RELATIVE);
  if (clause->object == SYN_NO_CHUNK && !after_relative) return;
  clause->is_passive = false;
  clause->is_finite = true;
}

/* The clause begins after the verb before it, or with the sentence: phrases of time and place may come first. */
static uint32_t clause_start(const cutting *cut, const syn_clause *clause) {
  uint32_t chunk = clause->verb;
  while (chunk > 0) {
    syn_chunk_kind kind = cut->chunks.items[chunk - 1].kind;
    if (kind == SYN_CHUNK_VERB || kind == SYN_CHUNK_SUBORDINATOR || kind == SYN_CHUNK_RELATIVE) break;
    chunk--;
  }
  return cut->chunks.items[chunk].first;
}

/* The first phrase of the clause: its subject, with what stands before it up to a conjunction ("and on Monday Novak left"). */
static uint32_t opening_chunk(const cutting *cut, const syn_clause *clause, uint32_t left) {
  uint32_t first = clause->subject;
  while (first >= left + 2 && is_kind(cut, first - 1, SYN_CHUNK_COORDINATOR) && is_kind(cut, first - 2, SYN_CHUNK_NOUN)) first -= 2;
  for (uint32_t chunk = first; chunk > left; chunk--) {
    syn_chunk_kind before = cut->chunks.items[chunk - 1].kind;
    if (before == SYN_CHUNK_COORDINATOR || before == SYN_CHUNK_SUBORDINATOR || before == SYN_CHUNK_STOP || before == SYN_CHUNK_RELATIVE)
      return chunk;
  }
  return left == 0 ? 0 : first;
}

/* Each clause gets the stretch of the sentence that is its own, now that all subjects are known. */
static void part_stretches(cutting *cut) {
  for (size_t i = 0; i < cut->clauses.count; i++) {
    syn_clause *clause = &cut->clauses.items[i], *before = i > 0 ? &cut->clauses.items[i - 1] : NULL;
    uint32_t left = before ? before->verb + 1 : 0;
    bool has_own = clause->subject != SYN_NO_CHUNK && clause->subject >= left && clause->subject < clause->verb;
    uint32_t opening = has_own ? opening_chunk(cut, clause, left) : before ? clause->verb : 0;
    clause->first_token = cut->chunks.items[opening].first;
    bool opens = before && has_own && clause->is_finite && !clause->is_relative;
    if (opens && before->end_token > clause->first_token) before->end_token = clause->first_token; /* "said 30 people were hurt" */
  }
}

/* How each clause hangs on its governor, for those who walk outward. */
static void name_links(cutting *cut) {
  for (size_t i = 0; i < cut->clauses.count; i++) {
    syn_clause *clause = &cut->clauses.items[i];
    clause->main_verb = clause->predicate = cut->chunks.items[clause->verb].head;
    clause->governor_noun = clause->aside = clause->joined = SYN_NO_CHUNK;
    bool is_content = clause->opener == SYN_NO_CHUNK || is_class(cut, clause->opener, SYN_WORD_COMPLEMENT);
    if (clause->is_relative)
      clause->link = SYN_CLAUSE_RELATIVE;
    else if (clause->governor == SYN_NO_CHUNK)
      clause->link = SYN_CLAUSE_NONE;
    else if (clause->is_infinitive)
      clause->link = SYN_CLAUSE_OPEN;
    else
      clause->link = clause->is_finite && is_content ? SYN_CLAUSE_CONTENT : SYN_CLAUSE_ADVERBIAL;
  }
}

syn_status syn_clauses_find(const syn_finding *finding, const syn_word_classes *words, const syn_sentence *sentence,
                            syn_clause_list *out_list) {
  syn_status read = syn_clause_tree_read(finding, words, sentence, out_list);
  if (read != SYN_NOT_FOUND) return read;
  cutting cut = {.finding = finding, .document = finding->document, .words = words, .end = sentence->first_token + sentence->token_count};
  syn_status status = cut_chunks(&cut, sentence);
  if (status != SYN_OK) return status;
  for (uint32_t chunk = 0; chunk < cut.chunks.count; chunk++) {
    if (cut.chunks.items[chunk].kind != SYN_CHUNK_VERB) continue;
    syn_clause *clause = SYN_ARRAY_ADD(&cut.clauses, finding->arena);
    if (!clause) return SYN_NO_MEMORY;
    *clause = (syn_clause){.verb = chunk, .subject = SYN_NO_CHUNK, .governor = SYN_NO_CHUNK};
    clause->first_token = clause_start(&cut, clause);
    clause->end_token = cut.chunks.items[chunk].first + cut.chunks.items[chunk].count;
    describe_group(&cut, clause);
    find_complements(&cut, clause);
    mend_voice(&cut, clause);
    find_subject(&cut, clause);
  }
  part_stretches(&cut);
  name_links(&cut);
  *out_list = (syn_clause_list){
      .chunks = cut.chunks.items,
      .clauses = cut.clauses.items,
      .chunk_count = (uint32_t)cut.chunks.count,
      .clause_count = (uint32_t)cut.clauses.count,
  };
  return SYN_OK;
}
