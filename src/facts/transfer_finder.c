/*
 * How it works: an amount of money is followed up its tree. The noun that it measures ("tranche", "loan") tells the instrument, the verb
 * that governs that noun tells who stands where and how far the matter has come; a verb or noun that governs a verb which moves money
 * tells the stage ("offered to lend", "negotiations on borrowing"). Sides come from the places that the lexicon names, in this clause or,
 * for a subject that the grammar leaves out, in the clause that controls it. What is negated, conditional or only possible is no
 * transfer; neither is one of which no side is stated. Documents without trees have none.
 */
#include "facts/finders.h"
#include "facts/transfer_checks.h"
#include "facts/transfer_sides.h"

enum { NEAR = 4, SCRATCH_BYTES = 1 << 22 };

typedef struct transfer_state {
  syn_transfer_lexicon lexicon;
  syn_word_classes words;
} transfer_state;

static syn_status create(const syn_world *world, syn_text language, syn_arena *arena, void **out_state, syn_error *error) {
  transfer_state *state = SYN_ARENA_NEW(arena, transfer_state);
  if (!state) return SYN_NO_MEMORY;
  syn_status status = syn_transfer_lexicon_read(world, language, arena, &state->lexicon, error);
  if (status == SYN_OK) status = syn_word_classes_read(world, language, arena, &state->words, error);
  *out_state = status == SYN_OK ? state : NULL;
  return status == SYN_NOT_FOUND ? SYN_OK : status;
}

/* ---- the words around the amount ---- */

/* The word of the amount that the others depend on. */
static uint32_t head_of_amount(const syn_transfer_search *job) {
  for (uint32_t at = job->tree.sentence.first; at < syn_transfer_sentence_end(job); at++) {
    if (job->finding->marks[at].quantity != job->quantity + 1) continue;
    uint32_t parent = syn_tree_head(&job->tree.sentence, at);
    if (parent == SYN_TREE_NONE || job->finding->marks[parent].quantity != job->quantity + 1) return at;
  }
  return SYN_TREE_NONE;
}

static bool is_inside_phrase(uint8_t relation) {
  return relation == SYN_RELATION_COMPOUND || relation == SYN_RELATION_NUMMOD || relation == SYN_RELATION_NMOD ||
         relation == SYN_RELATION_AMOD || relation == SYN_RELATION_APPOS || relation == SYN_RELATION_FLAT;
}

/* "$5 million in aid": the noun right behind the amount, which hangs on it or on its verb. */
static uint32_t noun_behind(const syn_transfer_search *job) {
  uint32_t last = job->amount, parent = syn_tree_head(&job->tree.sentence, job->amount);
  while (last + 1 < syn_transfer_sentence_end(job) && job->finding->marks[last + 1].quantity == job->quantity + 1) last++;
  for (uint32_t at = last + 1; at < syn_transfer_sentence_end(job) && at <= last + NEAR; at++) {
    const syn_transfer_word *word = syn_transfer_noun_at(job, at);
    uint32_t head = syn_tree_head(&job->tree.sentence, at);
    if (word && word->has_instrument && head != SYN_TREE_NONE && (head == job->amount || head == parent) &&
        syn_transfer_case(&job->tree, at).size > 0)
      return at;
  }
  return SYN_TREE_NONE;
}

/* The noun that the amount measures, if the lexicon knows it. */
static void find_noun(syn_transfer_search *job) {
  uint32_t at = job->amount;
  for (unsigned step = 0; step < NEAR && is_inside_phrase(syn_transfer_token(job, at)->relation); step++) {
    uint32_t parent = syn_tree_head(&job->tree.sentence, at);
    if (parent == SYN_TREE_NONE) break;
    job->noun_word = syn_transfer_noun_at(job, parent);
    if (job->noun_word) job->noun = parent;
    if (job->noun_word || syn_transfer_token(job, at)->relation == SYN_RELATION_NMOD) break;
    at = parent;
  }
  if (job->noun != SYN_TREE_NONE) return;
  job->noun = noun_behind(job);
  if (job->noun != SYN_TREE_NONE) job->noun_word = syn_transfer_noun_at(job, job->noun);
}

/* "the second tranche of a loan": which loan. */
static void find_whole(syn_transfer_search *job) {
  if (!job->noun_word || !job->noun_word->has_instrument || job->noun_word->instrument != SYN_INSTRUMENT_TRANCHE) return;
  for (uint32_t at = syn_tree_first(&job->tree.sentence, job->noun); at != SYN_TREE_NONE; at = syn_tree_next(&job->tree.sentence, at)) {
    if (at > job->noun && syn_transfer_token(job, at)->relation == SYN_RELATION_NMOD && syn_transfer_noun_at(job, at)) job->whole = at;
  }
}

/* "the loan that Norway granted": the verb of the clause that tells of the noun. */
static uint32_t verb_of_clause(const syn_transfer_search *job, uint32_t noun) {
  for (uint32_t at = syn_tree_first(&job->tree.sentence, noun); at != SYN_TREE_NONE; at = syn_tree_next(&job->tree.sentence, at)) {
    if (at > noun && syn_transfer_token(job, at)->relation == SYN_RELATION_ACL && syn_transfer_verb_at(job, at)) return at;
  }
  return SYN_TREE_NONE;
}

/*
 * The verb that governs the amount or its noun; through nouns of the lexicon ("negotiations on a loan", "a tranche of a loan"). A noun that
 * tells a stage on the way is noted.
 */
static void find_verb(syn_transfer_search *job) {
  uint32_t at = job->noun != SYN_TREE_NONE ? job->noun : job->amount;
  for (unsigned step = 0; step < SYN_TRANSFER_CLIMB; step++) {
    uint32_t parent = syn_tree_head(&job->tree.sentence, at);
    if (parent == SYN_TREE_NONE) break;
    if (syn_transfer_token(job, parent)->tag == SYN_TAG_VERB) {
      job->verb = parent;
      job->verb_word = syn_transfer_verb_at(job, parent);
      break;
    }
    const syn_transfer_word *word = syn_transfer_noun_at(job, parent);
    if (!word) break;
    bool is_tranche = word->has_instrument && word->instrument == SYN_INSTRUMENT_TRANCHE;
    if (is_tranche && job->noun != SYN_TREE_NONE && syn_transfer_token(job, at)->relation == SYN_RELATION_NMOD) job->is_whole = true;
    if (word->has_stage && job->cue == SYN_TREE_NONE) {
      job->cue = parent;
      job->stage = word->stage;
    }
    at = parent;
  }
  uint32_t inside = job->noun != SYN_TREE_NONE ? verb_of_clause(job, job->noun) : SYN_TREE_NONE;
  if (inside == SYN_TREE_NONE || (job->verb_word && job->verb_word->moves)) return;
  job->verb = inside;
  job->verb_word = syn_transfer_verb_at(job, inside);
}

/* ---- the stage ---- */

/* "if …, X would lend": a condition hangs on the verb. */
static bool has_condition(const syn_transfer_search *job, uint32_t verb) {
  for (uint32_t at = syn_tree_first(&job->tree.sentence, verb); at != SYN_TREE_NONE; at = syn_tree_next(&job->tree.sentence, at)) {
    if (syn_transfer_token(job, at)->relation == SYN_RELATION_ADVCL &&
        syn_transfer_has(&job->tree, at, SYN_RELATION_MARK, SYN_WORD_CONDITION))
      return true;
  }
  return false;
}

/* Negated, conditional, or only possible. */
static bool is_unreal(const syn_transfer_search *job, uint32_t word) {
  if (has_condition(job, word)) return true;
  return syn_transfer_has(&job->tree, word, SYN_RELATION_ADVMOD, SYN_WORD_NEGATION) ||
         syn_transfer_has(&job->tree, word, SYN_RELATION_DET, SYN_WORD_NEGATION) ||
         syn_transfer_has(&job->tree, word, SYN_RELATION_MARK, SYN_WORD_CONDITION) ||
         syn_transfer_has(&job->tree, word, SYN_RELATION_AUX, SYN_WORD_POSSIBLE);
}

/* The stage that a noun beside a verb tells: "reached an agreement", "complete negotiations". */
static const syn_transfer_word *stage_noun_of(const syn_transfer_search *job, uint32_t verb, uint32_t *out_noun) {
  for (uint32_t at = syn_tree_first(&job->tree.sentence, verb); at != SYN_TREE_NONE; at = syn_tree_next(&job->tree.sentence, at)) {
    uint8_t relation = syn_transfer_token(job, at)->relation;
    const syn_transfer_word *word = relation == SYN_RELATION_OBJ || relation == SYN_RELATION_NSUBJ ? syn_transfer_noun_at(job, at) : NULL;
    if (word && word->has_stage && !word->has_instrument) {
      *out_noun = at;
      return word;
    }
  }
  return NULL;
}

typedef enum governing { GOVERNED_BY_NOTHING, GOVERNED_BY_STAGE, GOVERNED_WRONGLY } governing;

static bool is_infinitive(const syn_transfer_search *job, uint32_t verb) {
  return syn_transfer_has(&job->tree, verb, SYN_RELATION_MARK, SYN_WORD_INFINITIVE);
}

/* "accused X of paying": no more than a charge. */
static bool is_charge(const syn_transfer_search *job, uint32_t verb) {
  return syn_transfer_token(job, verb)->relation == SYN_RELATION_ADVCL &&
         syn_transfer_has(&job->tree, verb, SYN_RELATION_MARK, SYN_WORD_CHARGE) && !is_infinitive(job, verb);
}

/* "seeks to buy" asks nobody for money. */
static bool asks_for_nothing(const syn_transfer_search *job, const syn_transfer_word *governor) {
  const syn_transfer_places *providers = &job->verb_word->providers;
  return governor->stage == SYN_STAGE_REQUESTED && !governor->moved && providers->count > 0 &&
         providers->items[0].kind == SYN_TRANSFER_SUBJECT;
}

/* What governs the verb: "offered to lend", "an agreement was reached for X to receive". */
static governing read_governors(syn_transfer_search *job, uint32_t verb) {
  uint32_t at = verb;
  for (unsigned step = 0; step < SYN_TRANSFER_CLIMB; step++) {
    uint32_t parent = syn_tree_head(&job->tree.sentence, at), noun = SYN_TREE_NONE;
    uint8_t relation = syn_transfer_token(job, at)->relation;
    if (parent == SYN_TREE_NONE || relation == SYN_RELATION_PARATAXIS) return GOVERNED_BY_NOTHING;
    if (is_unreal(job, parent) || is_charge(job, at)) return GOVERNED_WRONGLY;
    if (relation != SYN_RELATION_CONJ) {
      const syn_transfer_word *word =
          syn_transfer_is_noun(job, parent) ? syn_transfer_noun_at(job, parent) : syn_transfer_verb_at(job, parent);
      bool is_own = relation != SYN_RELATION_ADVCL && word && word->has_stage && !word->moves;
      if (!is_own) word = syn_transfer_is_noun(job, parent) ? NULL : stage_noun_of(job, parent, &noun);
      if (word && word->has_stage) {
        bool is_content = relation == SYN_RELATION_CCOMP; /* "denied that it paid" */
        if (is_content && word->stage >= SYN_STAGE_REFUSED) return GOVERNED_WRONGLY;
        if (asks_for_nothing(job, word)) return GOVERNED_WRONGLY;
        job->stage = word->stage;
        job->cue = noun != SYN_TREE_NONE ? noun : parent;
        return GOVERNED_BY_STAGE;
      }
      if (relation == SYN_RELATION_CCOMP) return GOVERNED_BY_NOTHING;
    }
    at = parent;
  }
  return GOVERNED_BY_NOTHING;
}

/* Neither finite nor with an auxiliary: "lending", but not "is lending" or "granted". */
static bool is_gerund(const syn_transfer_search *job, uint32_t verb) {
  if (!(syn_transfer_token(job, verb)->features & SYN_FEATURE_GERUND)) return false;
  return syn_transfer_dependent(&job->tree, verb, SYN_RELATION_AUX, false) == SYN_TREE_NONE;
}

/* "Norway lends Malta $5 million": a headline tells so what was no more than agreed. */
static bool is_headline_present(const syn_transfer_search *job, uint32_t verb) {
  unsigned field = syn_document_span(job->finding->document, verb, 1).field;
  return field == SYN_FIELD_TITLE && syn_transfer_token(job, verb)->features & SYN_FEATURE_PRESENT;
}

/* The stage that the verb tells. False: what it tells did not come about. */
static bool read_verb_stage(syn_transfer_search *job) {
  uint32_t verb = job->verb;
  bool is_to_come = syn_transfer_has(&job->tree, verb, SYN_RELATION_AUX, SYN_WORD_FUTURE);
  bool is_past = syn_transfer_has(&job->tree, verb, SYN_RELATION_AUX, SYN_WORD_HAVE);
  if (is_unreal(job, verb) || (is_to_come && is_past)) return false; /* "would have paid" */
  bool is_open = is_infinitive(job, verb) || is_gerund(job, verb);
  bool is_word_only = syn_transfer_is_word_only(job);
  syn_stage said = job->stage;
  uint32_t cue = job->cue;
  job->cue = verb;
  job->stage = syn_transfer_pays_debt(job) ? SYN_STAGE_REPAID : job->verb_word->stage;
  governing governed = read_governors(job, verb);
  if (governed == GOVERNED_WRONGLY) return false;
  if (governed == GOVERNED_BY_STAGE) return true;
  bool is_contract = job->noun_word && job->noun_word->has_stage && !job->noun_word->has_instrument && job->verb_word->moves;
  if (is_contract && !is_open) { /* "won a $5 million contract" */
    job->cue = job->noun;
    job->stage = job->noun_word->stage;
    return true;
  }
  if (is_word_only && !is_open) {
    job->cue = cue;
    job->stage = said;
    return true;
  }
  if (job->verb_word->moves && is_to_come) job->stage = SYN_STAGE_PROMISED;
  if (job->stage == SYN_STAGE_PAID && is_headline_present(job, verb)) job->stage = SYN_STAGE_AGREED;
  if (!job->verb_word->moves && is_to_come && job->stage == SYN_STAGE_AGREED) return false; /* "will approve" */
  if (!is_open) return job->verb_word->has_stage;
  if (is_infinitive(job, verb)) { /* "is to lend", "Malta to lend": planned by him who says it */
    if (job->verb_word->moves) job->stage = SYN_STAGE_PROMISED;
    uint8_t relation = syn_transfer_token(job, verb)->relation;
    return relation == SYN_RELATION_ROOT || relation == SYN_RELATION_CCOMP || relation == SYN_RELATION_PARATAXIS;
  }
  return !job->verb_word->moves; /* "seeking a loan" */
}

/* A noun alone: "its debt of $3 million", "a deal on a loan of $3 million was signed". */
static bool read_noun_stage(syn_transfer_search *job) {
  if (job->verb != SYN_TREE_NONE && is_unreal(job, job->verb)) return false;
  if (job->cue != SYN_TREE_NONE) return true;
  if (!job->noun_word || !job->noun_word->has_stage) return false;
  job->cue = job->noun;
  job->stage = job->noun_word->stage;
  return true;
}

/* "trade reached $5 million": the subject is what the amount is of. */
static void take_subject_as_noun(syn_transfer_search *job) {
  if (!job->verb_word || !job->verb_word->equals) return;
  uint32_t subject = syn_transfer_dependent(&job->tree, job->verb, SYN_RELATION_NSUBJ, false);
  job->verb_word = NULL;
  if (job->noun != SYN_TREE_NONE || subject == SYN_TREE_NONE || !syn_transfer_noun_at(job, subject)) return;
  job->noun = subject;
  job->noun_word = syn_transfer_noun_at(job, subject);
}

static bool read_stage(syn_transfer_search *job) {
  if (job->is_whole) { /* of which a part is paid: it stands */
    job->stage = SYN_STAGE_AGREED;
    job->cue = job->noun;
    return job->verb == SYN_TREE_NONE || !is_unreal(job, job->verb);
  }
  if (job->verb_word && syn_transfer_is_serviced(job)) job->verb_word = NULL;
  if (job->verb_word && !syn_transfer_is_moved(job)) return false;
  return job->verb_word ? read_verb_stage(job) : read_noun_stage(job);
}

/* ---- the transfer ---- */

static syn_status list_side(const syn_transfer_search *job, const syn_transfer_side *from, syn_index_list *out_list, syn_span_list *spans) {
  if (from->count == 0) return SYN_OK;
  out_list->items = SYN_ARENA_ARRAY(job->finding->arena, uint32_t, from->count);
  if (!out_list->items) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < from->count; i++) {
    out_list->items[out_list->count++] = from->entities[i];
    const syn_token_marks *marks = &job->finding->marks[from->tokens[i]];
    const syn_entity *entity = &job->finding->entities.items[from->entities[i]];
    bool has_mention = marks->mention > 0 && marks->mention <= entity->mention_count;
    spans->items[spans->count++] =
        has_mention ? entity->mentions[marks->mention - 1].span : syn_document_span(job->finding->document, from->tokens[i], 1);
  }
  return SYN_OK;
}

static uint32_t part_of(const syn_transfer_search *job) {
  if (job->whole == SYN_TREE_NONE) return SYN_NO_INDEX;
  for (uint32_t at = job->noun + 1; at < syn_transfer_sentence_end(job); at++) {
    uint32_t mark = job->finding->marks[at].quantity;
    if (!mark || mark == job->quantity + 1 || job->finding->quantities.items[mark - 1].kind != SYN_QUANTITY_MONEY) continue;
    uint32_t head = syn_tree_head(&job->tree.sentence, at);
    if (head == job->whole) return mark - 1;
  }
  return SYN_NO_INDEX;
}

static syn_instrument instrument_of(const syn_transfer_search *job) {
  if (job->noun_word && job->noun_word->has_instrument) return job->noun_word->instrument;
  if (job->noun != SYN_TREE_NONE) { /* "loan agreement" */
    for (uint32_t at = syn_tree_first(&job->tree.sentence, job->noun); at != SYN_TREE_NONE; at = syn_tree_next(&job->tree.sentence, at)) {
      const syn_transfer_word *word = syn_transfer_token(job, at)->relation == SYN_RELATION_COMPOUND ? syn_transfer_noun_at(job, at) : NULL;
      if (word && word->has_instrument) return word->instrument;
    }
  }
  return job->verb_word && job->verb_word->has_instrument ? job->verb_word->instrument : SYN_INSTRUMENT_OTHER;
}

static syn_status add_transfer(const syn_transfer_search *job, const syn_transfer_side *providers, const syn_transfer_side *receivers) {
  syn_arena *arena = job->finding->arena;
  syn_transfer *made = SYN_ARENA_NEW(arena, syn_transfer);
  if (!made) return SYN_NO_MEMORY;
  *made = (syn_transfer){.instrument = instrument_of(job),
                         .stage = job->stage,
                         .part_of = part_of(job),
                         .cue = syn_document_span(job->finding->document, job->cue, 1)};
  made->sides.items = SYN_ARENA_ARRAY(arena, syn_span, providers->count + receivers->count + 1);
  if (!made->sides.items) return SYN_NO_MEMORY;
  syn_status status = list_side(job, providers, &made->providers, &made->sides);
  if (status == SYN_OK) status = list_side(job, receivers, &made->receivers, &made->sides);
  if (status == SYN_OK) job->finding->quantities.items[job->quantity].transfer = made;
  return status;
}

/* "bought $5 million": money is what was bought, not its price. */
static bool is_ware(const syn_transfer_search *job) {
  return instrument_of(job) == SYN_INSTRUMENT_PRICE && job->noun == SYN_TREE_NONE &&
         syn_transfer_token(job, job->amount)->relation == SYN_RELATION_OBJ;
}

static syn_status read_amount(syn_transfer_search *job) {
  syn_transfer_side providers = {.count = 0}, receivers = {.count = 0};
  job->amount = head_of_amount(job);
  if (job->amount == SYN_TREE_NONE || syn_transfer_is_aside(job)) return SYN_OK;
  find_noun(job);
  find_whole(job);
  find_verb(job);
  take_subject_as_noun(job);
  if ((!job->noun_word && !job->verb_word) || is_ware(job) || !read_stage(job)) return SYN_OK;
  if (!syn_transfer_sides_read(job, &providers, &receivers)) return SYN_OK;
  /* "won $5 million in damages": what the money is must be said, or both who gives and who gets it */
  bool is_told =
      instrument_of(job) != SYN_INSTRUMENT_OTHER ? providers.count + receivers.count > 0 : providers.count > 0 && receivers.count > 0;
  return is_told ? add_transfer(job, &providers, &receivers) : SYN_OK;
}

/* The amounts of one sentence. */
static syn_status read_sentence(const transfer_state *state, syn_finding *finding, const syn_sentence *sentence, syn_arena *scratch) {
  syn_transfer_search blank = {.lexicon = &state->lexicon,
                               .finding = finding,
                               .noun = SYN_TREE_NONE,
                               .verb = SYN_TREE_NONE,
                               .whole = SYN_TREE_NONE,
                               .cue = SYN_TREE_NONE,
                               .tree = {.finding = finding, .words = &state->words}};
  uint32_t last = 0, end = sentence->first_token + sentence->token_count;
  for (uint32_t at = sentence->first_token; at < end; at++) {
    uint32_t mark = finding->marks[at].quantity;
    if (!mark || mark == last) continue;
    last = mark;
    const syn_quantity *quantity = &finding->quantities.items[mark - 1];
    if (quantity->kind != SYN_QUANTITY_MONEY || quantity->converts != SYN_NO_INDEX) continue;
    syn_status status = SYN_OK;
    if (!blank.tree.sentence.tokens) status = syn_sentence_tree_read(finding->document, sentence, scratch, &blank.tree.sentence);
    if (status == SYN_NOT_FOUND) return SYN_OK;
    syn_transfer_search job = blank;
    job.quantity = mark - 1;
    if (status == SYN_OK) status = read_amount(&job);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

static syn_status find(const void *state, syn_finding *finding, syn_error *error) {
  const syn_document *document = finding->document;
  syn_arena *scratch = NULL; /* of one sentence: trees of a page of money would take the memory of its facts */
  syn_status status = syn_arena_create(SCRATCH_BYTES, &scratch);
  for (uint32_t s = 0; status == SYN_OK && s < document->sentence_count && document->has_trees; s++) {
    status = read_sentence(state, finding, &document->sentences[s], scratch);
    syn_arena_reset(scratch);
  }
  syn_arena_destroy(&scratch);
  if (status != SYN_OK) return syn_error_set(error, status, 0, "no memory for the transfers of an article");
  return SYN_OK;
}

const syn_finder syn_transfer_finder = {"transfers", create, find};
