/*
 * How it works: each predicate of the tree (clause_phrases.h) makes a clause, and its children fill the places: nsubj, obj, iobj, obl with
 * its preposition. What the tree leaves open is filled from above, in an order in which every head comes before its dependents: a relative
 * pronoun stands for the noun that its clause describes; an infinitive, gerund or participle takes the subject of its governor, or, after
 * verbs that move someone ("asked X to"), their object; a verb joined to another shares its subject, its auxiliaries and an object behind
 * both. Prepositional phrases that hang on the object are taken as the clause's too, behind its own, since parsers confuse the two
 * ("imposed sanctions on X"). Each token belongs to the clause of the nearest predicate above it. Linear in the length of the sentence:
 * every list of children is walked once, those of an object a bounded way.
 */
#include "facts/clause_tree.h"

#include "facts/clause_mending.h"

enum {
  CHILD_LIMIT = 64,    /* children of a noun that are looked at, since clauses may share it */
  STEP_LIMIT = 8,      /* heads that are looked up for an antecedent */
  STRETCH_LIMIT = 200, /* tokens to either side that a clause reaches */
  PASS_SUBTYPE = 1
};

/* The clause that a token belongs to, or NULL. */
static syn_clause *clause_at(const syn_clause_reading *job, uint32_t token) {
  uint32_t mark = job->list->clause_of[token - job->tree->first];
  return mark ? &job->list->clauses[mark - 1] : NULL;
}

/* The clause that a predicate makes, or NULL. */
static syn_clause *clause_made_by(const syn_clause_reading *job, uint32_t token) {
  return token != SYN_TREE_NONE && syn_reading_is_predicate(job, token) ? clause_at(job, token) : NULL;
}

static uint32_t index_of(const syn_clause_reading *job, const syn_clause *clause) {
  return (uint32_t)(clause - job->list->clauses);
}

static bool is_relative(const syn_clause_reading *job, uint32_t token) {
  return syn_reading_token_at(job, token)->features & SYN_FEATURE_RELATIVE;
}

/* ---- the clause's own children ---- */

/* The noun that a relative clause describes: the chunk, or SYN_NO_CHUNK. */
static uint32_t antecedent(const syn_clause_reading *job, uint32_t predicate) {
  uint32_t token = predicate;
  for (int step = 0; step < STEP_LIMIT; step++) {
    uint32_t head = syn_tree_head(job->tree, token);
    if (head == SYN_TREE_NONE) return SYN_NO_CHUNK;
    if (syn_reading_token_at(job, token)->relation == SYN_RELATION_ACL)
      return syn_reading_heads_phrase(job, head) ? syn_reading_chunk_of(job, head) : SYN_NO_CHUNK;
    token = head;
  }
  return SYN_NO_CHUNK;
}

/* The phrase that fills a place: of a relative pronoun what it stands for. */
static uint32_t filler(const syn_clause_reading *job, const syn_clause *clause, uint32_t token) {
  if (is_relative(job, token)) return antecedent(job, clause->predicate);
  return syn_reading_heads_phrase(job, token) ? syn_reading_chunk_of(job, token) : SYN_NO_CHUNK;
}

static void add_prepositional(syn_clause *clause, uint32_t preposition, uint32_t phrase) {
  if (phrase == SYN_NO_CHUNK || clause->prepositional_count == SYN_CLAUSE_PREPOSITION_LIMIT) return;
  clause->prepositionals[clause->prepositional_count++] = (syn_prepositional){preposition, phrase};
}

/* A phrase with its prepositions: of "out of" both. */
static void add_oblique(const syn_clause_reading *job, syn_clause *clause, uint32_t token) {
  uint32_t preposition = syn_clause_preposition(job->list, token), phrase = filler(job, clause, token);
  if (preposition == SYN_TREE_NONE) return;
  add_prepositional(clause, preposition, phrase);
  const syn_token *next = syn_reading_token_at(job, preposition + 1);
  if (next->relation == SYN_RELATION_CASE && next->head == syn_reading_token_at(job, preposition)->head)
    add_prepositional(clause, preposition + 1, phrase);
}

static void read_auxiliary(const syn_clause_reading *job, syn_clause *clause, uint32_t token) {
  const syn_token *word = syn_reading_token_at(job, token);
  clause->has_auxiliary = true;
  if (clause->modal == SYN_NO_CHUNK && syn_reading_is_class(job, token, SYN_WORD_FUTURE | SYN_WORD_POSSIBLE)) clause->modal = token;
  if (word->subtype == PASS_SUBTYPE) clause->is_passive = true;
  if (syn_reading_lemma_is_class(job, token, SYN_WORD_BE)) clause->is_progressive = true; /* as far as the verb agrees */
  if (!(word->features & (SYN_FEATURE_INFINITIVE | SYN_FEATURE_PARTICIPLE | SYN_FEATURE_GERUND))) clause->is_finite = true;
}

static void read_mark(const syn_clause_reading *job, syn_clause *clause, uint32_t token) {
  if (syn_reading_token_at(job, token)->tag == SYN_TAG_PART && syn_reading_is_class(job, token, SYN_WORD_INFINITIVE))
    clause->is_infinitive = true;
  else if (clause->opener == SYN_NO_CHUNK)
    clause->opener = token;
}

/* Whoever gets the money, where the tree hangs them on the amount; SYN_NO_CHUNK: nobody. */
static uint32_t receiver_of(const syn_clause_reading *job, uint32_t money) {
  int seen = 0;
  for (uint32_t child = syn_tree_first(job->tree, money); child != SYN_TREE_NONE && child < money && seen < CHILD_LIMIT;
       child = syn_tree_next(job->tree, child), seen++) {
    if (syn_phrases_is_receiver(&job->cut, child, money) && syn_reading_heads_phrase(job, child)) return syn_reading_chunk_of(job, child);
  }
  return SYN_NO_CHUNK;
}

/* What an amount is the amount of, where the tree sets it beside: "a €5 million ($6 million) loan". */
static uint32_t noun_of_amount(const syn_clause_reading *job, uint32_t amount) {
  int seen = 0;
  if (!job->finding->marks[amount].quantity) return amount;
  for (uint32_t child = syn_tree_first(job->tree, amount); child != SYN_TREE_NONE && seen < CHILD_LIMIT;
       child = syn_tree_next(job->tree, child), seen++) {
    const syn_token *word = syn_reading_token_at(job, child);
    bool is_noun =
        word->relation == SYN_RELATION_APPOS && word->tag == SYN_TAG_NOUN && child > amount && syn_reading_heads_phrase(job, child);
    if (is_noun && !syn_text_equal(syn_reading_token_at(job, child - 1)->lower, SYN_TEXT(","))) return child;
  }
  return amount;
}

static void read_object(const syn_clause_reading *job, syn_clause *clause, uint32_t token, uint32_t phrase) {
  uint32_t receiver = receiver_of(job, token), noun = noun_of_amount(job, token);
  if (noun != token) phrase = syn_reading_chunk_of(job, noun);
  if (is_relative(job, token)) clause->is_relative = true;
  if (receiver != SYN_NO_CHUNK && clause->object == SYN_NO_CHUNK) clause->object = receiver;
  if (clause->object == SYN_NO_CHUNK)
    clause->object = phrase;
  else
    clause->second_object = phrase;
}

static void read_core(const syn_clause_reading *job, syn_clause *clause, uint32_t token) {
  const syn_token *word = syn_reading_token_at(job, token);
  uint32_t phrase = filler(job, clause, token);
  uint32_t preposition = word->relation == SYN_RELATION_NSUBJ ? SYN_TREE_NONE : syn_tree_find(job->tree, token, SYN_RELATION_CASE);
  if (preposition != SYN_TREE_NONE && preposition < token && syn_reading_token_at(job, preposition)->tag == SYN_TAG_ADP) {
    add_prepositional(clause, preposition, phrase); /* no object, whatever the tree says */
    return;
  }
  if (word->relation == SYN_RELATION_NSUBJ) {
    if (word->subtype == PASS_SUBTYPE) clause->is_passive = clause->has_patient = true;
    if (is_relative(job, token)) clause->is_relative = true;
    /* "Riga – Petrova said", "the leader Petrova said", but "Petrova, the mayor, said" */
    bool is_nearer = token < clause->main_verb && phrase != SYN_NO_CHUNK && !syn_clause_follows_comma(job, phrase);
    if (clause->subject == SYN_NO_CHUNK || is_nearer) clause->subject = phrase;
    clause->has_subject = true;
  } else if (word->relation == SYN_RELATION_IOBJ) {
    clause->second_object = clause->object;
    clause->object = phrase;
  } else {
    read_object(job, clause, token, phrase);
  }
}

/* "not only ignored the request but …": it did. */
static bool goes_on_merely(const syn_clause_reading *job, uint32_t token) {
  return token + 1 < job->tree->first + job->tree->count && syn_reading_is_class(job, token + 1, SYN_WORD_MERELY);
}

static void read_child(const syn_clause_reading *job, syn_clause *clause, uint32_t token) {
  const syn_token *word = syn_reading_token_at(job, token);
  switch (word->relation) {
  case SYN_RELATION_NSUBJ:
  case SYN_RELATION_OBJ:
  case SYN_RELATION_IOBJ:
    read_core(job, clause, token);
    break;
  case SYN_RELATION_XCOMP: /* a name is no predicate: "criticised Marine Le Pen" */
    if (word->tag == SYN_TAG_PROPN && job->finding->marks[token].entity && clause->object == SYN_NO_CHUNK &&
        syn_reading_token_at(job, clause->predicate)->tag == SYN_TAG_VERB)
      clause->object = filler(job, clause, token);
    break;
  case SYN_RELATION_OBL:
  case SYN_RELATION_NMOD:
    add_oblique(job, clause, token);
    break;
  case SYN_RELATION_COP:
    if (syn_reading_token_at(job, clause->predicate)->tag != SYN_TAG_VERB) break; /* of a verb: an auxiliary, whatever the tree says */
    read_auxiliary(job, clause, token);
    break;
  case SYN_RELATION_AUX:
    read_auxiliary(job, clause, token);
    break;
  case SYN_RELATION_MARK:
    read_mark(job, clause, token);
    break;
  case SYN_RELATION_CASE:
    if (syn_reading_heads_phrase(job, clause->predicate))
      add_prepositional(clause, token, syn_reading_chunk_of(job, clause->predicate)); /* "is on alert" */
    else if (clause->opener == SYN_NO_CHUNK)
      clause->opener = token;
    break;
  case SYN_RELATION_ADVMOD:
    if (syn_reading_is_class(job, token, SYN_WORD_NEGATION) && !goes_on_merely(job, token)) clause->is_negated = true;
    if (syn_reading_is_class(job, token, SYN_WORD_WITHIN) && is_relative(job, token)) /* "the town where they met" */
      add_prepositional(clause, token, antecedent(job, clause->predicate));
    break;
  case SYN_RELATION_PARATAXIS:
    if (clause->object != SYN_NO_CHUNK && clause->second_object == SYN_NO_CHUNK && job->finding->marks[token].quantity &&
        syn_reading_heads_phrase(job, token))
      clause->second_object = syn_reading_chunk_of(job, token); /* an amount that the tree hangs loosely: "promised Malta €5 million" */
    break;
  default:
    break;
  }
}

/* Whether it is passive, progressive, finite, now that all auxiliaries are known. */
static void settle_voice(const syn_clause_reading *job, syn_clause *clause) {
  const syn_token *verb = syn_reading_token_at(job, clause->main_verb);
  bool is_participle = verb->features & SYN_FEATURE_PARTICIPLE, is_gerund = verb->features & SYN_FEATURE_GERUND;
  bool is_present = verb->features & SYN_FEATURE_PRESENT, is_past_participle = is_participle && !is_present && !is_gerund;
  bool after_be = clause->is_progressive;
  clause->is_progressive = after_be && (is_gerund || (is_participle && is_present));
  if (is_past_participle && (after_be || !clause->has_auxiliary)) clause->is_passive = true;
  if (verb->features & SYN_FEATURE_FINITE) clause->is_finite = true;
  if (syn_reading_is_class(job, clause->main_verb, SYN_WORD_VERB)) clause->is_finite = true;
  bool is_bare = clause->is_passive && !clause->has_auxiliary && !clause->has_patient;
  /* a past form that the tags call a participle: participles without an auxiliary have no bare object, and none has a subject */
  if (is_bare && (clause->is_finite || clause->has_subject || (clause->object != SYN_NO_CHUNK && clause->second_object == SYN_NO_CHUNK))) {
    clause->is_passive = false;
    clause->is_finite = true;
  }
  clause->is_due = clause->is_infinitive && clause->is_finite && after_be && !is_past_participle && !is_gerund;
  if (clause->is_infinitive) clause->is_finite = false;
  clause->has_modal = clause->modal != SYN_NO_CHUNK;
}

static void read_own(const syn_clause_reading *job, syn_clause *clause, uint32_t token) {
  uint32_t anchor = syn_phrases_anchor(&job->cut, token);
  *clause = (syn_clause){.main_verb = anchor,
                         .predicate = token,
                         .verb = syn_reading_chunk_of(job, anchor),
                         .subject = SYN_NO_CHUNK,
                         .object = SYN_NO_CHUNK,
                         .second_object = SYN_NO_CHUNK,
                         .governor = SYN_NO_CHUNK,
                         .governor_noun = SYN_NO_CHUNK,
                         .aside = SYN_NO_CHUNK,
                         .joined = SYN_NO_CHUNK,
                         .modal = SYN_NO_CHUNK,
                         .opener = SYN_NO_CHUNK,
                         .first_token = token,
                         .end_token = token + 1};
  for (uint32_t child = syn_tree_first(job->tree, token); child != SYN_TREE_NONE; child = syn_tree_next(job->tree, child))
    read_child(job, clause, child);
  if (anchor != token && clause->object == SYN_NO_CHUNK && syn_reading_heads_phrase(job, token))
    clause->object = syn_reading_chunk_of(job, token);
  clause->is_subordinate = clause->opener != SYN_NO_CHUNK || clause->is_relative;
  settle_voice(job, clause);
  syn_clause_mend(job, clause);
}

/* ---- what comes from above ---- */

/* Whom a preposition behind the governing verb names: "called on X to leave". SYN_NO_CHUNK: nobody. */
static uint32_t addressee(const syn_clause_reading *job, const syn_clause *clause, const syn_clause *governor) {
  for (uint32_t i = 0; clause->is_infinitive && i < governor->prepositional_count; i++) {
    const syn_prepositional *item = &governor->prepositionals[i];
    uint32_t last = syn_reading_head_of_chunk(job, item->phrase);
    bool adjoins = last + 2 == clause->predicate && syn_reading_token_at(job, last)->tag == SYN_TAG_NOUN; /* "for the army to leave" */
    if (syn_reading_is_class(job, item->preposition, SYN_WORD_ADDRESSEE) && (adjoins || syn_clause_names_party(job, item->phrase)) &&
        item->preposition > governor->predicate && syn_reading_head_of_chunk(job, item->phrase) < clause->predicate)
      return item->phrase;
  }
  return SYN_NO_CHUNK;
}

/* "visited Riga to meet X": a place is moved to do nothing. */
static bool names_place(const syn_clause_reading *job, uint32_t chunk) {
  uint32_t mark = job->finding->marks[syn_reading_head_of_chunk(job, chunk)].entity;
  return mark && job->finding->entities.items[mark - 1].type == SYN_ENTITY_PLACE;
}

/* Whom the governing verb moves to do it: "asked X to leave", "called on X to leave", "accused X of leaving". SYN_NO_CHUNK: nobody. */
static uint32_t moved_party(const syn_clause_reading *job, const syn_clause *clause, const syn_clause *governor) {
  bool is_charge = clause->opener != SYN_NO_CHUNK && syn_reading_is_class(job, clause->opener, SYN_WORD_CHARGE);
  if (!clause->is_infinitive && !is_charge) return SYN_NO_CHUNK;
  if (governor->is_passive) return governor->subject;
  if (governor->object != SYN_NO_CHUNK && governor->object != governor->verb && syn_clause_names_party(job, governor->object) &&
      !names_place(job, governor->object))
    return governor->object;
  bool completes = syn_reading_token_at(job, clause->predicate)->relation == SYN_RELATION_XCOMP && clause->is_infinitive;
  if (completes && governor->object != SYN_NO_CHUNK && governor->object != governor->verb &&
      !syn_reading_lemma_is_class(job, governor->main_verb, SYN_WORD_LIGHT | SYN_WORD_HAVE) &&
      syn_reading_token_at(job, syn_reading_head_of_chunk(job, governor->object))->tag == SYN_TAG_NOUN)
    return governor->object; /* "encouraged a mob to storm": whoever that is, the subject does not do it */
  return addressee(job, clause, governor);
}

static void take_subject_of(const syn_clause_reading *job, syn_clause *clause, const syn_clause *governor) {
  if (clause->subject != SYN_NO_CHUNK || clause->has_subject) return;
  uint32_t moved = clause->link == SYN_CLAUSE_OPEN ? moved_party(job, clause, governor) : SYN_NO_CHUNK;
  clause->subject = moved != SYN_NO_CHUNK ? moved : governor->subject;
  clause->owned_subject = moved == SYN_NO_CHUNK && governor->owned_subject;
}

/* "the creation of a panel to investigate", "an attempt by the senate to impeach": who is to do it stands between. SYN_TREE_NONE: nobody.
 */
static uint32_t doer_between(const syn_clause_reading *job, uint32_t noun, uint32_t verb) {
  uint32_t found = SYN_TREE_NONE;
  for (uint32_t at = syn_tree_first(job->tree, noun); at != SYN_TREE_NONE; at = syn_tree_next(job->tree, at)) {
    if (at < noun || at > verb || syn_reading_token_at(job, at)->relation != SYN_RELATION_NMOD || !syn_reading_heads_phrase(job, at))
      continue;
    uint32_t preposition = syn_tree_find(job->tree, at, SYN_RELATION_CASE);
    if (preposition != SYN_TREE_NONE && syn_reading_is_class(job, preposition, SYN_WORD_PARTITIVE | SYN_WORD_AGENT)) found = at;
  }
  return found;
}

/* A noun of whose clause this one tells more. */
static void hang_on_noun(const syn_clause_reading *job, syn_clause *clause, uint32_t noun) {
  const syn_clause *outer = clause_at(job, noun);
  uint32_t chunk = syn_reading_chunk_of(job, noun);
  bool is_open = !clause->is_finite && !clause->is_relative;
  if (clause->is_infinitive && !clause->has_subject && syn_reading_token_at(job, noun)->tag == SYN_TAG_PROPN) {
    clause->subject = chunk; /* a headline: "Malta to lend Cyprus $5 million" */
    clause->has_subject = clause->is_due = true;
    clause->link = outer ? SYN_CLAUSE_CONTENT : SYN_CLAUSE_NONE;
    clause->governor = outer ? index_of(job, outer) : SYN_NO_CHUNK;
    return;
  }
  if (!outer && clause->is_finite && !clause->is_relative && !clause->has_subject && clause->predicate > noun) {
    for (int step = 0; step < STEP_LIMIT && syn_reading_token_at(job, noun)->relation == SYN_RELATION_CONJ; step++) {
      uint32_t head = syn_tree_head(job->tree, noun);
      if (head == SYN_TREE_NONE) break; /* a tree that was given may join its root to nothing */
      noun = head;
    }
    if (syn_reading_heads_phrase(job, noun))
      clause->subject = syn_reading_chunk_of(job, noun); /* the main verb, though the tree makes the noun the root */
    return;
  }
  clause->link = is_open ? SYN_CLAUSE_NOUN : SYN_CLAUSE_RELATIVE;
  clause->is_relative = !is_open;
  clause->governor = outer ? index_of(job, outer) : SYN_NO_CHUNK;
  clause->governor_noun = chunk;
  if (!is_open) {
    bool has_gap = clause->subject != chunk && clause->object == SYN_NO_CHUNK && !clause->is_passive && clause->opener == SYN_NO_CHUNK;
    for (uint32_t i = 0; i < clause->prepositional_count; i++) has_gap = has_gap && clause->prepositionals[i].phrase != chunk;
    if (!clause->has_subject && clause->subject == SYN_NO_CHUNK)
      clause->subject = chunk;
    else if (has_gap && !job->finding->marks[noun].time)
      clause->object = chunk; /* "the man they arrested" */
    return;
  }
  if (clause->has_subject) return;
  uint32_t doer = clause->is_infinitive ? doer_between(job, noun, clause->predicate) : SYN_TREE_NONE;
  if (doer != SYN_TREE_NONE) {
    clause->subject = syn_reading_chunk_of(job, doer);
  } else if (!clause->is_infinitive) {
    clause->subject = chunk; /* "troops attacking", "a man arrested" */
  } else if (outer && outer->subject != chunk && outer->object == chunk && !outer->is_passive &&
             syn_reading_lemma_is_class(job, outer->main_verb, SYN_WORD_LIGHT | SYN_WORD_HAVE)) {
    clause->subject = outer->subject; /* "made a promise to lend" */
  } else {
    clause->subject = chunk;
    clause->owned_subject = true;
  }
}

/* "X said Y, in a move that surprised Z, sold W": a second subject behind the verb of saying is that of the verb behind it. */
static bool takes_loose_subject(const syn_clause_reading *job, syn_clause *clause, const syn_clause *first) {
  if (clause->subject != SYN_NO_CHUNK || clause->has_subject || first->predicate > clause->main_verb) return false;
  if (syn_tree_find(job->tree, clause->predicate, SYN_RELATION_CC) != SYN_TREE_NONE) return false;
  for (uint32_t at = syn_tree_first(job->tree, first->predicate); at != SYN_TREE_NONE; at = syn_tree_next(job->tree, at)) {
    if (at < first->predicate || at > clause->main_verb || syn_reading_token_at(job, at)->relation != SYN_RELATION_NSUBJ) continue;
    if (!syn_reading_heads_phrase(job, at)) continue;
    clause->subject = syn_reading_chunk_of(job, at);
    clause->has_subject = true;
    clause->link = SYN_CLAUSE_CONTENT;
    clause->governor = index_of(job, first);
    return true;
  }
  return false;
}

/* A verb joined to another goes on with its subject, and with auxiliaries that are not said again. */
static void join(const syn_clause_reading *job, syn_clause *clause, syn_clause *first) {
  const syn_token *verb = syn_reading_token_at(job, clause->main_verb);
  if (takes_loose_subject(job, clause, first)) return;
  clause->joined = index_of(job, first);
  if (first->subject == SYN_NO_CHUNK && clause->subject != SYN_NO_CHUNK &&
      syn_reading_head_of_chunk(job, clause->subject) < first->main_verb) {
    first->subject = clause->subject; /* the tree hangs it on the wrong one */
    first->owned_subject = clause->owned_subject;
  }
  bool shares = clause->subject == SYN_NO_CHUNK && !clause->has_subject;
  clause->link = first->link;
  clause->governor = first->governor;
  clause->governor_noun = first->governor_noun;
  clause->is_relative = clause->is_relative || (shares && first->is_relative);
  if (clause->aside == SYN_NO_CHUNK) clause->aside = first->aside;
  if (!shares) return;
  clause->subject = first->subject;
  clause->owned_subject = first->owned_subject;
  if (clause->opener == SYN_NO_CHUNK) clause->opener = first->opener;
  if (clause->has_auxiliary) return;
  bool is_past_participle = clause->is_passive;
  if (is_past_participle && first->has_auxiliary && !first->is_passive) clause->is_passive = false; /* "has met X and thanked Y" */
  bool is_base = (verb->features & SYN_FEATURE_INFINITIVE) != 0;
  if (first->has_modal && !is_base && !first->is_passive && !first->is_progressive && !clause->is_passive)
    return; /* "would not comment and promised": a past form stands by itself */
  if (is_base || clause->is_passive || (verb->features & (SYN_FEATURE_PARTICIPLE | SYN_FEATURE_GERUND))) {
    clause->modal = first->modal;
    clause->has_modal = first->has_modal;
    clause->is_progressive = first->is_progressive;
    clause->is_finite = first->is_finite;
    clause->is_infinitive = first->is_infinitive;
    clause->is_negated = clause->is_negated || first->is_negated;
  }
}

/* "arrested and charged X": an object behind both is that of both. */
static void share_object(const syn_clause_reading *job, syn_clause *clause, syn_clause *first) {
  bool right = first->object != SYN_NO_CHUNK && syn_reading_head_of_chunk(job, first->object) > clause->predicate;
  if (clause->object == SYN_NO_CHUNK && right && !clause->is_passive) clause->object = first->object;
  bool adjoins = clause->main_verb == first->main_verb + 2 && syn_reading_token_at(job, first->main_verb + 1)->tag == SYN_TAG_CCONJ;
  if (first->object != SYN_NO_CHUNK || first->prepositional_count > 0 || !adjoins || first->is_passive) return;
  if (clause->object != SYN_NO_CHUNK && syn_reading_head_of_chunk(job, clause->object) > clause->predicate) first->object = clause->object;
}

/* "insisted that X would stay, and praised Y": a past form does not go on with what was said, but with the verb of saying. */
static syn_clause *teller_of(const syn_clause_reading *job, const syn_clause *clause, syn_clause *first) {
  bool is_past = syn_reading_token_at(job, clause->main_verb)->features & SYN_FEATURE_PAST;
  bool is_said = first->link == SYN_CLAUSE_CONTENT && first->has_modal && first->governor != SYN_NO_CHUNK;
  if (!is_past || !is_said || clause->has_auxiliary || clause->is_passive) return first;
  syn_clause *teller = &job->list->clauses[first->governor];
  bool told = syn_reading_token_at(job, teller->main_verb)->features & SYN_FEATURE_PAST;
  return told && teller->is_finite && teller->subject != SYN_NO_CHUNK ? teller : first;
}

/* A finite verb without a subject goes on with a finite one: "asked X to stay and thanked Y". */
static syn_clause *finite_before(const syn_clause_reading *job, const syn_clause *clause, syn_clause *first) {
  syn_clause *found = first;
  if (!clause->is_finite || clause->has_subject) return first;
  for (int step = 0; step < STEP_LIMIT && !found->is_finite && found->link == SYN_CLAUSE_OPEN && found->governor != SYN_NO_CHUNK; step++)
    found = &job->list->clauses[found->governor];
  return teller_of(job, clause, found->is_finite ? found : first);
}

/* "the bank, which X founded, sued Y": behind the comma the main clause goes on, whatever the tree joins it to. */
static bool goes_on_behind(const syn_clause_reading *job, syn_clause *clause, const syn_clause *relative) {
  bool is_free = clause->is_finite && !clause->has_subject && clause->subject == SYN_NO_CHUNK && !clause->is_infinitive;
  if (!is_free || !relative->is_relative || relative->governor_noun == SYN_NO_CHUNK) return false;
  bool is_joined = syn_tree_find(job->tree, clause->predicate, SYN_RELATION_CC) != SYN_TREE_NONE;
  if (is_joined || !syn_clause_follows_comma(job, clause->verb) || !syn_clause_follows_comma(job, relative->governor_noun + 2))
    return false;
  clause->subject = relative->governor_noun;
  clause->has_subject = true;
  return true;
}

static void hang(const syn_clause_reading *job, syn_clause *clause) {
  uint32_t head = syn_tree_head(job->tree, clause->predicate);
  if (head == SYN_TREE_NONE) return;
  uint8_t relation = syn_reading_token_at(job, clause->predicate)->relation;
  syn_clause *outer = clause_made_by(job, head);
  if (relation == SYN_RELATION_ACL && syn_reading_heads_phrase(job, head)) {
    hang_on_noun(job, clause, head);
    return;
  }
  if (!outer) outer = clause_at(job, head);
  if (!outer) return;
  switch (relation) {
  case SYN_RELATION_CONJ:
    if (goes_on_behind(job, clause, outer)) return;
    outer = finite_before(job, clause, outer);
    join(job, clause, outer);
    share_object(job, clause, outer);
    return;
  case SYN_RELATION_PARATAXIS:
    if (outer->aside == SYN_NO_CHUNK) outer->aside = index_of(job, clause);
    return;
  case SYN_RELATION_CCOMP:
    clause->link = clause->is_infinitive ? SYN_CLAUSE_OPEN : SYN_CLAUSE_CONTENT;
    break;
  case SYN_RELATION_XCOMP:
    clause->link = clause->is_finite ? SYN_CLAUSE_CONTENT : SYN_CLAUSE_OPEN;
    break;
  default:
    clause->link = SYN_CLAUSE_ADVERBIAL;
    if (clause->opener != SYN_NO_CHUNK && !clause->is_finite && syn_reading_is_class(job, clause->opener, SYN_WORD_CHARGE))
      clause->link = SYN_CLAUSE_OPEN; /* "accused of lying" */
    if (addressee(job, clause, outer) != SYN_NO_CHUNK && outer->object == SYN_NO_CHUNK)
      clause->link = SYN_CLAUSE_OPEN; /* "called on X to" */
    break;
  }
  clause->governor = index_of(job, outer);
  bool is_condition = clause->opener != SYN_NO_CHUNK && syn_reading_is_class(job, clause->opener, SYN_WORD_CONDITION);
  if (is_condition && clause->link == SYN_CLAUSE_ADVERBIAL && relation == SYN_RELATION_ADVCL) outer->has_condition = true;
  if (is_condition && relation == SYN_RELATION_CCOMP) outer->asks = true;
  clause->is_clausal_subject = relation == SYN_RELATION_CSUBJ;
  if (!clause->is_finite && !clause->is_clausal_subject) take_subject_of(job, clause, outer);
}

/* ---- what belongs to each clause ---- */

static bool has_phrase(const syn_clause *clause, uint32_t chunk) {
  for (uint32_t i = 0; i < clause->prepositional_count; i++) {
    if (clause->prepositionals[i].phrase == chunk) return true;
  }
  return false;
}

/* Phrases that hang on a noun, on one of them, or on who is named beside it: "opened talks in Riga with the mayor, X, in June". */
static void add_phrases_of(const syn_clause_reading *job, syn_clause *clause, uint32_t chunk) {
  enum { NOUN_LIMIT = 6 };
  if (chunk == SYN_NO_CHUNK || chunk == clause->verb) return;
  uint32_t nouns[NOUN_LIMIT] = {syn_reading_head_of_chunk(job, chunk)}, count = 1;
  for (uint32_t at = 0; at < count; at++) {
    uint32_t apposed = syn_clause_apposed(job->finding, job->list, syn_reading_chunk_of(job, nouns[at]));
    if (apposed != SYN_NO_CHUNK && count < NOUN_LIMIT) nouns[count++] = syn_reading_head_of_chunk(job, apposed);
    int seen = 0;
    for (uint32_t child = syn_tree_first(job->tree, nouns[at]); child != SYN_TREE_NONE && seen < CHILD_LIMIT;
         child = syn_tree_next(job->tree, child), seen++) {
      uint8_t relation = syn_reading_token_at(job, child)->relation;
      bool hangs =
          (relation == SYN_RELATION_NMOD || relation == SYN_RELATION_APPOS) && child > nouns[at] && syn_reading_heads_phrase(job, child);
      if (!hangs || has_phrase(clause, syn_reading_chunk_of(job, child))) continue;
      add_oblique(job, clause, child);
      if (count < NOUN_LIMIT) nouns[count++] = child;
    }
  }
}

/* What hangs on the objects, then what hangs on the clause's own phrases. */
static void add_nested_phrases(const syn_clause_reading *job, syn_clause *clause) {
  uint32_t direct = clause->prepositional_count;
  add_phrases_of(job, clause, clause->object);
  add_phrases_of(job, clause, clause->second_object);
  for (uint32_t k = 0; k < direct; k++) add_phrases_of(job, clause, clause->prepositionals[k].phrase);
}

static void own_tokens(const syn_clause_reading *job) {
  for (uint32_t i = 0; i < job->tree->count; i++) {
    uint32_t token = job->tree->first + i;
    syn_clause *clause = clause_at(job, token);
    if (!clause || syn_reading_token_at(job, token)->tag == SYN_TAG_PUNCT) continue;
    if (token < clause->first_token && token + STRETCH_LIMIT >= clause->predicate) clause->first_token = token;
    if (token >= clause->end_token && token <= clause->predicate + STRETCH_LIMIT) clause->end_token = token + 1;
  }
}

static bool ends_with_question(const syn_clause_reading *job) {
  enum { END_TOKENS = 3 };
  uint32_t end = job->tree->first + job->tree->count;
  for (uint32_t token = end; token-- > job->tree->first && token + END_TOKENS >= end;) {
    if (syn_text_equal(syn_reading_token_at(job, token)->lower, SYN_TEXT("?"))) return true;
    if (syn_reading_token_at(job, token)->tag != SYN_TAG_PUNCT) return false;
  }
  return false;
}

/* The clause of each token: that of the nearest predicate above it. Counts the clauses, in the order of the text. */
static syn_status number_clauses(syn_clause_reading *job) {
  const syn_sentence_tree *tree = job->tree;
  job->list->clause_of = SYN_ARENA_ARRAY(job->finding->arena, uint32_t, tree->count);
  if (!job->list->clause_of) return SYN_NO_MEMORY;
  uint32_t count = 0;
  for (uint32_t i = 0; i < tree->count; i++) {
    if (job->cut.is_predicate[i]) job->list->clause_of[i] = ++count;
  }
  for (uint32_t i = 0; i < tree->count; i++) {
    uint32_t place = tree->order[i] - tree->first, head = syn_tree_head(tree, tree->order[i]);
    if (!job->list->clause_of[place] && head != SYN_TREE_NONE) job->list->clause_of[place] = job->list->clause_of[head - tree->first];
  }
  job->list->clauses = SYN_ARENA_ARRAY(job->finding->arena, syn_clause, count);
  job->list->clause_count = count;
  return job->list->clauses || count == 0 ? SYN_OK : SYN_NO_MEMORY;
}

syn_status syn_clause_tree_read(const syn_finding *finding, const syn_word_classes *words, const syn_sentence *sentence,
                                syn_clause_list *out_list) {
  syn_clause_list list = {.has_tree = true};
  syn_status status = syn_sentence_tree_read(finding->document, sentence, finding->arena, &list.tree);
  if (status != SYN_OK) return status;
  syn_clause_reading job = {
      .cut = {.finding = finding, .words = words, .tree = &list.tree}, .finding = finding, .tree = &list.tree, .list = &list};
  status = syn_phrases_cut(&job.cut, &list);
  if (status == SYN_OK) status = number_clauses(&job);
  if (status != SYN_OK) return status;
  bool is_question = list.is_question = ends_with_question(&job);
  for (uint32_t i = 0; i < list.tree.count; i++) {
    uint32_t token = list.tree.order[i];
    if (!syn_reading_is_predicate(&job, token)) continue;
    syn_clause *clause = clause_at(&job, token);
    read_own(&job, clause, token);
    hang(&job, clause);
    clause->is_question = is_question && clause->link == SYN_CLAUSE_NONE;
  }
  for (uint32_t i = 0; i < list.clause_count; i++) add_nested_phrases(&job, &list.clauses[i]);
  own_tokens(&job);
  *out_list = list;
  return SYN_OK;
}
