#include "cli/suggestion.h"

#include <limits.h>

enum { WORD_LIMIT = 40, LETTERS_PER_MISTAKE = 3 };

static unsigned least(unsigned a, unsigned b) {
  return a < b ? a : b;
}

unsigned syn_word_distance(syn_text a, syn_text b) {
  unsigned rows[3][WORD_LIMIT + 1]; /* of the table: two before the present one are needed for swaps */
  if (a.size > WORD_LIMIT || b.size > WORD_LIMIT) return UINT_MAX;
  for (unsigned k = 0; k <= b.size; k++) rows[0][k] = k;
  for (unsigned i = 1; i <= a.size; i++) {
    unsigned *row = rows[i % 3];
    const unsigned *above = rows[(i + 2) % 3], *above_that = rows[(i + 1) % 3];
    row[0] = i;
    for (unsigned k = 1; k <= b.size; k++) {
      bool is_same = a.data[i - 1] == b.data[k - 1];
      row[k] = least(least(above[k], row[k - 1]) + 1, above[k - 1] + !is_same);
      bool is_swapped = i > 1 && k > 1 && a.data[i - 1] == b.data[k - 2] && a.data[i - 2] == b.data[k - 1];
      if (is_swapped) row[k] = least(row[k], above_that[k - 2] + 1);
    }
  }
  return rows[a.size % 3][b.size];
}

syn_suggestion syn_suggestion_begin(syn_text word) {
  return (syn_suggestion){.word = word, .distance = UINT_MAX};
}

/* Near is a mistake for every three letters, or a beginning of three letters at least. */
void syn_suggestion_consider(syn_suggestion *suggestion, syn_text candidate) {
  syn_text word = suggestion->word;
  unsigned distance = syn_word_distance(word, candidate);
  bool is_beginning = word.size >= LETTERS_PER_MISTAKE && syn_text_starts_with(candidate, word);
  bool is_near = distance <= (word.size + LETTERS_PER_MISTAKE - 1) / LETTERS_PER_MISTAKE && distance < candidate.size;
  if (is_beginning) distance = least(distance, 1);
  if (!(is_near || is_beginning) || distance >= suggestion->distance) return;
  suggestion->best = candidate;
  suggestion->distance = distance;
}
