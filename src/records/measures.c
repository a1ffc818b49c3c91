#include "synoptic/measures.h"

static const char *const names[] = {
    [SYN_MEASURE_TOKENS] = "Tokens",
    [SYN_MEASURE_SENTENCES] = "Sentences",
    [SYN_MEASURE_WORDS] = "Words",
    [SYN_MEASURE_UPOS] = "UPOS",
    [SYN_MEASURE_UFEATS] = "UFeats",
    [SYN_MEASURE_LEMMAS] = "Lemmas",
    [SYN_MEASURE_UAS] = "UAS",
    [SYN_MEASURE_LAS] = "LAS",
    [SYN_MEASURE_CLAS] = "CLAS",
    [SYN_MEASURE_MLAS] = "MLAS",
    [SYN_MEASURE_BLEX] = "BLEX",
    [SYN_MEASURE_LAS_NSUBJ] = "LAS nsubj",
    [SYN_MEASURE_LAS_OBJ] = "LAS obj",
    [SYN_MEASURE_LAS_OBL] = "LAS obl",
    [SYN_MEASURE_LAS_ADVCL] = "LAS advcl",
    [SYN_MEASURE_LAS_CCOMP] = "LAS ccomp",
    [SYN_MEASURE_LAS_ACL] = "LAS acl",
    [SYN_MEASURE_LAS_CONJ] = "LAS conj",
    [SYN_MEASURE_PERSON] = "PERSON",
    [SYN_MEASURE_ORGANIZATION] = "ORGANIZATION",
    [SYN_MEASURE_PLACE] = "PLACE",
    [SYN_MEASURE_NORP] = "NORP",
    [SYN_MEASURE_WORK] = "WORK",
    [SYN_MEASURE_OTHER] = "OTHER",
    [SYN_MEASURE_NAMES] = "names",
};

const char *syn_measure_name(syn_measure_key key) {
  return (unsigned)key < SYN_MEASURE_COUNT ? names[key] : "?";
}

double syn_measure_precision(syn_measure measure) {
  return measure.found ? (double)measure.right / (double)measure.found : 0;
}

double syn_measure_recall(syn_measure measure) {
  return measure.gold ? (double)measure.right / (double)measure.gold : 0;
}

double syn_measure_f1(syn_measure measure) {
  uint64_t both = measure.found + measure.gold;
  return both ? 2 * (double)measure.right / (double)both : 0;
}
