#include "facts/quantity_counted.h"

#include "base/utf8.h"
#include "facts/quantity_trees.h"

enum { PHRASE_TOKENS = 8, REACH_TOKENS = 9 };

typedef struct phrase_context {
  const syn_quantity_tables *tables;
  const syn_finding *finding;
  const syn_document *document;
  uint32_t begin, end; /* tokens of the sentence */
} phrase_context;

static phrase_context make_context(const syn_quantity_tables *tables, const syn_finding *finding, uint32_t sentence) {
  const syn_sentence *record = &finding->document->sentences[sentence];
  return (phrase_context){tables, finding, finding->document, record->first_token, record->first_token + record->token_count};
}

static const syn_token *token_at(const phrase_context *in, uint32_t at) {
  return at >= in->begin && at < in->end ? &in->document->tokens[at] : NULL;
}

static bool has_tag(const phrase_context *in, uint32_t at, syn_tag tag) {
  const syn_token *token = token_at(in, at);
  return token && token->tag == tag;
}

static unsigned bits_at(const phrase_context *in, uint32_t at) {
  const syn_token *token = token_at(in, at);
  return token ? syn_quantity_counted_bits(in->tables, token->lemma) | syn_quantity_counted_bits(in->tables, token->lower) : 0;
}

static bool is_time(const phrase_context *in, uint32_t at) {
  return in->finding->marks[at].time != 0;
}

static bool is_hyphen(const phrase_context *in, uint32_t at) {
  const syn_token *token = token_at(in, at);
  if (!token || token->space_before || !token_at(in, at + 1) || in->document->tokens[at + 1].space_before) return false;
  return token->lower.size == 1 && token->lower.data[0] == '-';
}

/* ---- persons ---- */

static bool has_form(const phrase_context *in, uint32_t at, syn_form kind) {
  syn_text word = syn_document_word(in->document, at);
  syn_text folded;
  if (!in->finding->world || syn_utf8_fold(word, in->finding->arena, &folded) != SYN_OK) return false;
  const syn_known_form *forms;
  size_t count = syn_world_find_in(in->finding->world, in->document->language, folded, word, &forms);
  for (size_t i = 0; i < count; i++) {
    if (forms[i].form == kind) return true;
  }
  return false;
}

static bool is_demonym(const phrase_context *in, uint32_t at) {
  return has_form(in, at, SYN_FORM_DEMONYM);
}

/* "Somali" or "Somalis". */
static bool is_of_a_people(const phrase_context *in, uint32_t at) {
  return is_demonym(in, at) || has_form(in, at, SYN_FORM_ADJECTIVE);
}

static bool is_person(const phrase_context *in, uint32_t at) {
  if (bits_at(in, at) & SYN_COUNTED_PERSON) return true;
  uint32_t entity = in->finding->marks[at].entity;
  if (entity && in->finding->entities.items[entity - 1].type == SYN_ENTITY_PERSON) return true;
  /* "asylum-seekers": the last part of a compound */
  syn_text lemma = in->document->tokens[at].lemma;
  for (size_t i = lemma.size; i > 1; i--) {
    if (lemma.data[i - 1] == '-')
      return (syn_quantity_counted_bits(in->tables, syn_text_slice(lemma, i, lemma.size)) & SYN_COUNTED_PERSON) != 0;
  }
  return false;
}

/* ---- the noun phrase ---- */

static bool is_plural(const phrase_context *in, uint32_t at) {
  const syn_token *token = token_at(in, at);
  if (token->features & SYN_FEATURE_PLURAL || bits_at(in, at) & SYN_COUNTED_INVARIANT) return true;
  return !(token->features & SYN_FEATURE_SINGULAR) && !syn_text_equal(token->lemma, token->lower);
}

/* What "and" joins before a noun: adjectives, "Somali and Yemeni". */
static bool is_joined(const phrase_context *in, uint32_t at) {
  return has_tag(in, at, SYN_TAG_ADJ) || (has_tag(in, at, SYN_TAG_PROPN) && is_of_a_people(in, at));
}

/* Whether the word can stand between a number and its noun. */
static bool is_modifier(const phrase_context *in, uint32_t at, uint32_t first) {
  const syn_token *token = token_at(in, at);
  switch (token->tag) {
  case SYN_TAG_ADJ:
  case SYN_TAG_NOUN:
    return true;
  case SYN_TAG_PROPN:
    return true;
  case SYN_TAG_VERB:
    return token->features & (SYN_FEATURE_PARTICIPLE | SYN_FEATURE_GERUND) &&
           (has_tag(in, at + 1, SYN_TAG_NOUN) || has_tag(in, at + 1, SYN_TAG_ADJ) || is_hyphen(in, at + 1));
  case SYN_TAG_ADV:
    return has_tag(in, at + 1, SYN_TAG_ADJ) || has_tag(in, at + 1, SYN_TAG_VERB) || is_hyphen(in, at + 1);
  case SYN_TAG_CCONJ:
    return at > first && is_joined(in, at - 1) && is_joined(in, at + 1);
  default:
    break;
  }
  if (is_hyphen(in, at) || (at > first && is_hyphen(in, at - 1))) return true;
  bool is_comma = token->lower.size == 1 && token->lower.data[0] == ',';
  return is_comma && at > first && has_tag(in, at - 1, SYN_TAG_ADJ) && has_tag(in, at + 1, SYN_TAG_ADJ);
}

/* The end of the noun phrase that begins at `first`. */
static uint32_t phrase_end(const phrase_context *in, uint32_t first) {
  uint32_t at = first;
  bool has_plural = false;
  while (at < in->end && at < first + PHRASE_TOKENS && !is_time(in, at) && is_modifier(in, at, first)) {
    /* After a noun in the plural only nouns go on: "84 civilians including children". */
    if (has_plural && !has_tag(in, at, SYN_TAG_NOUN) && !is_hyphen(in, at) && !is_hyphen(in, at - 1)) break;
    has_plural = has_plural || (has_tag(in, at, SYN_TAG_NOUN) && token_at(in, at)->features & SYN_FEATURE_PLURAL);
    at++;
  }
  return at;
}

/* The noun that is counted in [first, end): the last one in the plural; SYN_NO_INDEX when there is none. */
static uint32_t plural_head(const phrase_context *in, uint32_t first, uint32_t end) {
  for (uint32_t at = end; at > first; at--) {
    uint32_t word = at - 1;
    if (has_tag(in, word, SYN_TAG_NOUN) && is_plural(in, word)) return word;
    if (has_tag(in, word, SYN_TAG_PROPN) || has_tag(in, word, SYN_TAG_ADJ)) {
      if (is_plural(in, word) && (is_demonym(in, word) || (has_tag(in, word, SYN_TAG_PROPN) && bits_at(in, word) & SYN_COUNTED_PERSON)))
        return word;
    }
  }
  return SYN_NO_INDEX;
}

/*
 * "caught 12 Somalis and 11 Yemenis", "12 Somali and 11 Yemeni nationals": the name of a people right behind the number, with nothing
 * behind it that the number could count instead; what is counted is then the name itself, or the noun of the number that follows.
 * SYN_NO_INDEX when it is none.
 */
static uint32_t people_head(const phrase_context *in, uint32_t first) {
  bool is_name = has_tag(in, first, SYN_TAG_PROPN) || has_tag(in, first, SYN_TAG_ADJ);
  if (!is_name || !is_of_a_people(in, first)) return SYN_NO_INDEX;
  const syn_token *next = token_at(in, first + 1);
  bool ends = !next || next->tag == SYN_TAG_PUNCT || next->tag == SYN_TAG_ADP || next->tag == SYN_TAG_VERB || next->tag == SYN_TAG_AUX;
  bool is_list = next && next->tag == SYN_TAG_CCONJ && has_tag(in, first + 2, SYN_TAG_NUM);
  if ((ends || is_list) && is_demonym(in, first)) return first;
  return is_list ? plural_head(in, first + 3, phrase_end(in, first + 3)) : SYN_NO_INDEX;
}

static uint32_t last_noun(const phrase_context *in, uint32_t first, uint32_t end) {
  for (uint32_t at = end; at > first; at--) {
    if (has_tag(in, at - 1, SYN_TAG_NOUN)) return at - 1;
  }
  return SYN_NO_INDEX;
}

/* The last noun, but not beyond one in the plural: "votes cast". */
static uint32_t head_noun(const phrase_context *in, uint32_t first, uint32_t end) {
  for (uint32_t at = first; at < end; at++) {
    if (has_tag(in, at, SYN_TAG_NOUN) && token_at(in, at)->features & SYN_FEATURE_PLURAL && !is_hyphen(in, at + 1)) return at;
  }
  return last_noun(in, first, end);
}

/* ---- subjects ---- */

/* The verb that the measure follows, over prepositions and adverbs. */
static uint32_t verb_before(const phrase_context *in, uint32_t first) {
  for (uint32_t steps = 0, at = first; at > in->begin && steps < REACH_TOKENS; steps++) {
    at--;
    unsigned tag = in->document->tokens[at].tag;
    if (tag == SYN_TAG_VERB || tag == SYN_TAG_AUX) return at;
    if (tag == SYN_TAG_PUNCT || tag == SYN_TAG_SCONJ || tag == SYN_TAG_CCONJ) return SYN_NO_INDEX;
  }
  return SYN_NO_INDEX;
}

static bool ends_clause(const phrase_context *in, uint32_t at) {
  const syn_token *token = token_at(in, at);
  if (token->tag == SYN_TAG_SCONJ || token->tag == SYN_TAG_VERB || token->tag == SYN_TAG_AUX) return true;
  if (token->tag == SYN_TAG_PUNCT) return !is_hyphen(in, at) && !(at > in->begin && in->finding->marks[at].entity);
  return token->tag == SYN_TAG_PRON && token->features & SYN_FEATURE_RELATIVE;
}

/* The head of the first noun phrase of the clause whose verb stands at `verb`. */
static uint32_t subject_of(const phrase_context *in, uint32_t verb) {
  uint32_t group = verb;
  while (group > in->begin &&
         (has_tag(in, group - 1, SYN_TAG_AUX) || has_tag(in, group - 1, SYN_TAG_ADV) || has_tag(in, group - 1, SYN_TAG_PART))) {
    group--;
  }
  uint32_t start = group;
  while (start > in->begin && group - start < 25 && !ends_clause(in, start - 1)) start--;
  uint32_t at = start;
  while (at < group && (has_tag(in, at, SYN_TAG_DET) || has_tag(in, at, SYN_TAG_PRON) || has_tag(in, at, SYN_TAG_CCONJ))) at++;
  uint32_t end = at;
  while (end < group && (is_modifier(in, end, at) || has_tag(in, end, SYN_TAG_PART))) end++;
  return last_noun(in, at, end);
}

/* ---- counts without a noun ---- */

/* "left their homes": a verb whose object only persons have. */
static bool has_person_object(const phrase_context *in, uint32_t verb) {
  return has_tag(in, verb + 1, SYN_TAG_PRON) && has_tag(in, verb + 2, SYN_TAG_NOUN) && bits_at(in, verb + 2) & SYN_COUNTED_PERSON_OBJECT;
}

/* A verb or adjective that speaks of persons, right after the number: "412 were arrested", "30 injured". */
static bool persons_after(const phrase_context *in, uint32_t token) {
  for (uint32_t at = token; at < in->end && at < token + 5; at++) {
    unsigned tag = in->document->tokens[at].tag;
    unsigned bits = bits_at(in, at);
    if (tag == SYN_TAG_VERB || tag == SYN_TAG_ADJ) {
      return (bits & SYN_COUNTED_PERSON_VERB && tag == SYN_TAG_VERB) || bits & SYN_COUNTED_PERSON_ADJECTIVE || has_person_object(in, at);
    }
    if (tag != SYN_TAG_AUX && tag != SYN_TAG_ADV && tag != SYN_TAG_PART) return false;
  }
  return false;
}

static bool persons_before(const phrase_context *in, uint32_t before) {
  return before != SYN_NO_INDEX && has_tag(in, before, SYN_TAG_VERB) && bits_at(in, before) & SYN_COUNTED_PERSON_VERB;
}

/* Whether nothing that could be counted follows: the end, a comma, "and", a preposition. */
static bool stands_alone(const phrase_context *in, uint32_t token) {
  const syn_token *next = token_at(in, token);
  return !next || next->tag == SYN_TAG_PUNCT || next->tag == SYN_TAG_CCONJ || next->tag == SYN_TAG_ADP || is_time(in, token);
}

/* "The death toll rose to 45", "the number of cases stood at 300": the subject tells what is counted. */
static bool count_of_subject(const phrase_context *in, uint32_t token, uint32_t before, syn_counted *out) {
  if (before == SYN_NO_INDEX || !stands_alone(in, token)) return false;
  uint32_t verb = verb_before(in, before + 1);
  if (verb == SYN_NO_INDEX || (!has_tag(in, verb, SYN_TAG_AUX) && !(bits_at(in, verb) & SYN_COUNTED_CHANGE))) return false;
  uint32_t head = subject_of(in, verb);
  if (head == SYN_NO_INDEX) return false;
  unsigned bits = bits_at(in, head);
  out->head = head;
  if (bits & SYN_COUNTED_TOLL) return true;
  if (!(bits & SYN_COUNTED_NUMBER_OF) || !(bits_at(in, head + 1) & SYN_COUNTED_PART)) return false;
  uint32_t end = phrase_end(in, head + 2);
  out->head = plural_head(in, head + 2, end);
  if (out->head == SYN_NO_INDEX) return false;
  out->is_person = is_person(in, out->head);
  return true;
}

/* "put the death toll at 16 earlier", "a population of 165,000": a noun of sums before the number, with a preposition. */
static bool count_of_sum(const phrase_context *in, uint32_t token, uint32_t before, syn_counted *out) {
  if (before == SYN_NO_INDEX || before == in->begin || !has_tag(in, before, SYN_TAG_ADP)) return false;
  if (!(bits_at(in, before - 1) & SYN_COUNTED_TOLL) || !(stands_alone(in, token) || has_tag(in, token, SYN_TAG_ADV))) return false;
  out->head = before - 1;
  return true;
}

static bool count_without_noun(const phrase_context *in, uint32_t token, uint32_t before, bool is_one, syn_counted *out) {
  *out = (syn_counted){.head = SYN_NO_INDEX, .is_person = true};
  if (is_one) return false;
  if (persons_after(in, token)) return true;
  if (persons_before(in, before) && stands_alone(in, token)) return true;
  return count_of_sum(in, token, before, out) || count_of_subject(in, token, before, out);
}

bool syn_counted_find(const syn_quantity_tables *tables, const syn_finding *finding, uint32_t sentence, uint32_t token, uint32_t before,
                      bool is_one, syn_counted *out_counted) {
  phrase_context in = make_context(tables, finding, sentence);
  uint32_t first = token;
  /* "two of the men" */
  bool is_part = has_tag(&in, token, SYN_TAG_ADP) && bits_at(&in, token) & SYN_COUNTED_PART &&
                 (has_tag(&in, token + 1, SYN_TAG_DET) || has_tag(&in, token + 1, SYN_TAG_PRON));
  if (is_part && is_one) return false;
  if (is_part) first = token + 2;
  uint32_t end = phrase_end(&in, first);
  uint32_t head = is_one ? last_noun(&in, first, end) : plural_head(&in, first, end);
  bool is_people = head == SYN_NO_INDEX && !is_one;
  if (is_people) head = people_head(&in, first);
  if (head == SYN_NO_INDEX) return !is_part && count_without_noun(&in, token, before, is_one, out_counted);
  unsigned bits = bits_at(&in, head);
  /* "kills five injures seven": the next verb of a headline, not what is counted */
  if (head == first && (bits & (SYN_COUNTED_PERSON_VERB | SYN_COUNTED_PERSON)) == SYN_COUNTED_PERSON_VERB && persons_before(&in, before)) {
    *out_counted = (syn_counted){.head = SYN_NO_INDEX, .is_person = true};
    return !is_one;
  }
  bool person = is_person(&in, head) || (!has_tag(&in, head, SYN_TAG_NOUN) && is_demonym(&in, head));
  if (bits & SYN_COUNTED_IDLE) {
    if (!(bits & SYN_COUNTED_VAGUE)) return false; /* "shot two times" */
    if (!persons_before(&in, before) && !persons_after(&in, head + 1)) return false;
    person = true;
  }
  if (is_one && (!person || is_plural(&in, head))) return false;
  *out_counted = (syn_counted){.head = head, .last = is_people ? first : head, .has_words = true, .is_person = person};
  return true;
}

/* ---- what is measured ---- */

static syn_text lemma_of(const phrase_context *in, uint32_t at) {
  return at == SYN_NO_INDEX ? (syn_text){NULL, 0} : in->document->tokens[at].lemma;
}

/* The noun of the phrase that begins at `first`, past determiners and possessives. */
static uint32_t noun_from(const phrase_context *in, uint32_t first) {
  uint32_t at = first;
  while (at < in->end && at < first + 2) {
    unsigned tag = in->document->tokens[at].tag;
    if (tag != SYN_TAG_DET && tag != SYN_TAG_PRON && tag != SYN_TAG_NUM) break;
    at++;
  }
  return head_noun(in, at, phrase_end(in, at));
}

/* After a bracket with a conversion: "a $5 million (€4.5 million) loan". */
static uint32_t skip_bracket(const phrase_context *in, uint32_t end) {
  const syn_token *open = token_at(in, end);
  if (!open || open->lower.data[0] != '(') return end;
  for (uint32_t at = end + 1; at < in->end && at < end + 10; at++) {
    if (in->document->tokens[at].lower.data[0] == ')') return at + 1;
  }
  return end;
}

static uint32_t noun_after(const phrase_context *in, uint32_t end, syn_quantity_kind kind) {
  end = skip_bracket(in, end);
  bool is_linked = (has_tag(in, end, SYN_TAG_ADP) || has_tag(in, end, SYN_TAG_ADJ)) && bits_at(in, end) & SYN_COUNTED_OF_AFTER;
  /* "-12°C in the hills": such measures take no preposition but the one of parts. */
  bool is_local = kind == SYN_QUANTITY_TEMPERATURE || kind == SYN_QUANTITY_DISTANCE || kind == SYN_QUANTITY_SPEED ||
                  kind == SYN_QUANTITY_AREA || kind == SYN_QUANTITY_AGE || kind == SYN_QUANTITY_POINTS;
  if (is_linked && is_local && !(bits_at(in, end) & SYN_COUNTED_PART)) return SYN_NO_INDEX;
  if (is_linked) {
    uint32_t next = end + 1;
    /* "worth of" */
    if (has_tag(in, next, SYN_TAG_ADP) && bits_at(in, next) & SYN_COUNTED_OF_AFTER) next++;
    if (next < in->end && is_time(in, next)) return SYN_NO_INDEX;
    return noun_from(in, next);
  }
  if (kind == SYN_QUANTITY_AGE && !token_at(in, end)) return SYN_NO_INDEX;
  return head_noun(in, end, phrase_end(in, end));
}

/* "a loan of $5", "talks lasting two hours" */
static uint32_t noun_before(const phrase_context *in, uint32_t first) {
  uint32_t at = first;
  if (at == in->begin) return SYN_NO_INDEX;
  at--;
  unsigned steps = 0;
  while (at > in->begin && steps < 3 && !has_tag(in, at, SYN_TAG_NOUN)) {
    unsigned tag = in->document->tokens[at].tag;
    if (!(bits_at(in, at) & SYN_COUNTED_OF_BEFORE) && tag != SYN_TAG_DET && tag != SYN_TAG_ADP) return SYN_NO_INDEX;
    at--;
    steps++;
  }
  if (steps == 0 || !(bits_at(in, at + 1) & SYN_COUNTED_OF_BEFORE)) return SYN_NO_INDEX;
  return has_tag(in, at, SYN_TAG_NOUN) && !is_time(in, at) ? at : SYN_NO_INDEX;
}

/* What tags and lemmas tell. */
static syn_text measured_by_tags(const syn_quantity_tables *tables, const syn_finding *finding, uint32_t sentence, uint32_t first,
                                 uint32_t end, syn_quantity_kind kind) {
  phrase_context in = make_context(tables, finding, sentence);
  /* "nine hours late" */
  if (kind == SYN_QUANTITY_DURATION && (has_tag(&in, end, SYN_TAG_ADJ) || has_tag(&in, end, SYN_TAG_ADV))) {
    syn_text measured = syn_quantity_measured_noun(tables, in.document->tokens[end].lemma);
    if (measured.size) return measured;
  }
  uint32_t noun = noun_after(&in, end, kind);
  if (noun != SYN_NO_INDEX || kind == SYN_QUANTITY_AGE) return lemma_of(&in, noun);
  noun = noun_before(&in, first);
  if (noun != SYN_NO_INDEX) return lemma_of(&in, noun);
  uint32_t verb = verb_before(&in, first);
  if (verb == SYN_NO_INDEX) return (syn_text){NULL, 0};
  if (kind == SYN_QUANTITY_MONEY) {
    syn_text sum = syn_quantity_measured_noun(tables, in.document->tokens[verb].lemma);
    if (sum.size) return sum;
  }
  if (kind == SYN_QUANTITY_DURATION) return (syn_text){NULL, 0};
  bool is_change = has_tag(&in, verb, SYN_TAG_AUX) || bits_at(&in, verb) & SYN_COUNTED_CHANGE;
  if ((kind == SYN_QUANTITY_MONEY || kind == SYN_QUANTITY_PERCENT) && !is_change) return (syn_text){NULL, 0};
  /* A verb with an object in between has its own: only a measure that follows the verb tells of the subject. */
  for (uint32_t at = verb + 1; at < first; at++) {
    if (has_tag(&in, at, SYN_TAG_NOUN) || has_tag(&in, at, SYN_TAG_PROPN)) return (syn_text){NULL, 0};
  }
  uint32_t subject = subject_of(&in, verb);
  bool is_measure = subject != SYN_NO_INDEX && finding->marks[subject].quantity != 0; /* "half an hour late and went on for a mile" */
  return is_measure ? (syn_text){NULL, 0} : lemma_of(&in, subject);
}

syn_text syn_measured_find(const syn_quantity_tables *tables, const syn_finding *finding, uint32_t sentence, uint32_t first, uint32_t end,
                           syn_quantity_kind kind) {
  syn_text found = measured_by_tags(tables, finding, sentence, first, end, kind);
  if (found.size > 0 || kind == SYN_QUANTITY_AGE || kind == SYN_QUANTITY_RANK) return found;
  uint32_t noun = syn_tree_measured(tables, finding->document, sentence, first, end, kind);
  bool is_known = noun != SYN_NO_INDEX && finding->marks[noun].time == 0 && finding->marks[noun].quantity == 0;
  return is_known ? finding->document->tokens[noun].lemma : found;
}
