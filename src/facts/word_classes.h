/*
 * Word classes: the few grammatical words that a stage must know by name, from data/<language>/word_classes.tsv.
 */
#ifndef SYN_FACTS_WORD_CLASSES_H
#define SYN_FACTS_WORD_CLASSES_H

#include "base/map.h"
#include "world/world.h"

/* Bits: a word may belong to several classes. */
enum {
  SYN_WORD_BE = 1u << 0,   /* auxiliary of the passive and the progressive */
  SYN_WORD_HAVE = 1u << 1, /* auxiliary of the perfect */
  SYN_WORD_NEGATION = 1u << 2,
  SYN_WORD_INFINITIVE = 1u << 3,  /* mark of the infinitive */
  SYN_WORD_AGENT = 1u << 4,       /* preposition of the agent of a passive */
  SYN_WORD_WITHIN = 1u << 5,      /* preposition that tells a place */
  SYN_WORD_PARTITIVE = 1u << 6,   /* preposition that binds two nouns: "of" */
  SYN_WORD_POSSESSIVE = 1u << 7,  /* mark of the possessor */
  SYN_WORD_FUTURE = 1u << 8,      /* auxiliary that plans: "will" */
  SYN_WORD_POSSIBLE = 1u << 9,    /* auxiliary that allows: "may" */
  SYN_WORD_BETWEEN = 1u << 10,    /* preposition whose phrase names both sides */
  SYN_WORD_COMPLEMENT = 1u << 11, /* opens the content of saying: "that" */
  SYN_WORD_CONDITION = 1u << 12,  /* opens what is not said to happen: "if" */
  SYN_WORD_SOURCE = 1u << 13,     /* names whose word it is: "according to" */
  SYN_WORD_PARTICLE = 1u << 14,   /* belongs to the verb before it: "step up" */
  SYN_WORD_COMPANY = 1u << 15,    /* preposition that may open a clause of its own: "with prices rising" */
  SYN_WORD_ADDRESSEE = 1u << 16,  /* preposition of who should do what follows: "called on X to leave" */
  SYN_WORD_CHARGE = 1u << 17,     /* preposition before what the object of the verb did: "accused X of lying" */
  SYN_WORD_VERB = 1u << 18,       /* finite forms that can be nothing else, whatever their tag: "met" */
  SYN_WORD_LIGHT = 1u << 20,      /* verbs whose object tells what their subject does: "made a visit" */
  SYN_WORD_LACKING = 1u << 21,    /* preposition that denies the clause behind it: "left without signing" */
  SYN_WORD_TOPIC = 1u << 22,      /* preposition of what is thought and argued about: "thinking about lifting" */
  SYN_WORD_MEANS = 1u << 23,      /* opens what brought something about: "in", "when" */
  SYN_WORD_FORMER = 1u << 24,     /* takes an office away: "former" */
  SYN_WORD_WHEN = 1u << 25,       /* preposition of what something happens at: "during a visit" */
  SYN_WORD_LASTING = 1u << 26,    /* preposition of a time from or up to which something lasts: "until May" */
  SYN_WORD_APART = 1u << 27,      /* preposition whose noun has a time and place of its own: "resigned after riots in Riga" */
  SYN_WORD_MERELY = 1u << 29,     /* behind a negation: it is so, and more: "not only" */
  SYN_WORD_REGARD = 1u << 28,     /* preposition of what an act of words is about: "regret for remarks last week" */
  SYN_WORD_OCCASION = 1u << 30,   /* opens a clause at whose time and place something happened: "when" */
  SYN_WORD_CLAUSAL = 1u << 19     /* may be tagged a preposition where it opens a clause: "after they met" */
};

typedef struct syn_word_classes {
  syn_map classes; /* word or lemma in lower case -> bits */
} syn_word_classes;

/* Returns SYN_OK, SYN_NOT_FOUND when the language has no such table, SYN_BAD_INPUT for an unknown class, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_word_classes_read(const syn_world *world, syn_text language, syn_arena *arena, syn_word_classes *out_classes,
                                                syn_error *error);

/* Whether the word belongs to one of the classes. */
bool syn_word_is(const syn_word_classes *words, syn_text word, uint32_t classes);

#endif
