/*
 * How it works: most often the best head of each word makes a tree already, which is seen in linear time. Otherwise Chu-Liu and Edmonds in
 * the form for dense graphs (Tarjan 1977): a path grows from head to head; where it comes back to itself, the circle becomes one node,
 * whose arcs cost what the circle loses by them; at last circles are opened from the outside in. Where several words are below the root,
 * the one for which most speaks stays and the others must look for another head.
 */
#include "language/decode_tree.h"

#include <string.h>

enum { ROOT_STATE = 2, ON_PATH = 1, LIST_COUNT = 7 };

static const int64_t forbidden = -((int64_t)1 << 50);

syn_status syn_tree_decoder_make(uint32_t limit, syn_arena *arena, syn_tree_decoder *out_decoder) {
  size_t cells = (size_t)limit * ((size_t)limit + 1), list = 2 * (size_t)limit + 2;
  syn_tree_decoder made = {.scores = SYN_ARENA_ARRAY(arena, int64_t, cells),
                           .targets = SYN_ARENA_ARRAY(arena, uint32_t, cells),
                           .nodes = SYN_ARENA_ARRAY(arena, uint32_t, list * LIST_COUNT),
                           .limit = limit};
  if (!made.scores || !made.targets || !made.nodes) return SYN_NO_MEMORY;
  *out_decoder = made;
  return SYN_OK;
}

/* The lists of a search. Nodes 1 to count are words, those above are circles; 0 is the root. */
typedef struct search {
  syn_tree_decoder *decoder;
  uint32_t count, node_count;
  uint32_t *parent;      /* the circle that a node became part of; 0: none */
  uint32_t *row;         /* of the node in scores and targets */
  uint32_t *state;       /* 0, ON_PATH, ROOT_STATE: leads to the root */
  uint32_t *head, *word; /* the chosen arc into the node: from word `head` to word `word` */
  uint32_t *path;
  uint32_t *outer; /* of each word: the outermost node that it is part of */
} search;

static search begin_search(syn_tree_decoder *decoder, uint32_t count) {
  size_t list = 2 * (size_t)decoder->limit + 2;
  uint32_t *nodes = decoder->nodes;
  memset(nodes, 0, list * LIST_COUNT * sizeof *nodes);
  search job = {decoder,          count,           count, nodes, nodes + list, nodes + 2 * list, nodes + 3 * list, nodes + 4 * list,
                nodes + 5 * list, nodes + 6 * list};
  for (uint32_t i = 1; i <= count; i++) {
    job.row[i] = i - 1;
    job.outer[i] = i;
    for (uint32_t j = 0; j <= count; j++) decoder->targets[(size_t)(i - 1) * (count + 1) + j] = i;
  }
  job.state[0] = ROOT_STATE;
  return job;
}

static int64_t *row_of(const search *job, uint32_t node) {
  return job->decoder->scores + (size_t)job->row[node] * (job->count + 1);
}

static uint32_t *targets_of(const search *job, uint32_t node) {
  return job->decoder->targets + (size_t)job->row[node] * (job->count + 1);
}

/* Arcs from within a node have been forbidden in its row. */
static uint32_t choose_head(const search *job, uint32_t node) {
  const int64_t *scores = row_of(job, node);
  uint32_t best = 0;
  for (uint32_t i = 1; i <= job->count; i++) {
    if (scores[i] > scores[best]) best = i;
  }
  job->head[node] = best;
  job->word[node] = targets_of(job, node)[best];
  return best;
}

/* The nodes path[from, end) become one, in the row of the first. */
static uint32_t contract(search *job, uint32_t from, uint32_t end) {
  uint32_t made = ++job->node_count, first = job->path[from];
  int64_t *scores = row_of(job, first);
  uint32_t *targets = targets_of(job, first);
  int64_t lost = scores[job->head[first]];
  for (uint32_t i = 0; i <= job->count; i++) scores[i] = scores[i] <= forbidden ? forbidden : scores[i] - lost;
  for (uint32_t n = from + 1; n < end; n++) {
    uint32_t node = job->path[n];
    const int64_t *others = row_of(job, node);
    const uint32_t *other_targets = targets_of(job, node);
    lost = others[job->head[node]];
    for (uint32_t i = 0; i <= job->count; i++) {
      if (others[i] <= forbidden || others[i] - lost <= scores[i]) continue;
      scores[i] = others[i] - lost;
      targets[i] = other_targets[i];
    }
  }
  for (uint32_t n = from; n < end; n++) job->parent[job->path[n]] = made;
  for (uint32_t i = 1; i <= job->count; i++) {
    if (job->parent[job->outer[i]] != made) continue;
    job->outer[i] = made;
    scores[i] = forbidden;
  }
  job->row[made] = job->row[first];
  job->state[made] = ON_PATH;
  return made;
}

static void grow_from(search *job, uint32_t word) {
  uint32_t size = 0, node = job->outer[word];
  while (job->state[node] != ROOT_STATE) {
    if (job->state[node] != ON_PATH) {
      job->state[node] = ON_PATH;
      job->path[size++] = node;
    } else {
      uint32_t from = size;
      do from--;
      while (job->path[from] != node);
      uint32_t made = contract(job, from, size);
      size = from;
      job->path[size++] = made;
    }
    node = job->outer[choose_head(job, job->path[size - 1])];
  }
  while (size > 0) job->state[job->path[--size]] = ROOT_STATE;
}

/* The best tree, with any number of words below the root. Uses the scores up. */
static void find_tree(syn_tree_decoder *decoder, uint32_t count, uint32_t *heads) {
  search job = begin_search(decoder, count);
  for (uint32_t i = 1; i <= count; i++) grow_from(&job, i);
  for (uint32_t circle = job.node_count; circle > count; circle--) {
    uint32_t node = job.word[circle];
    while (job.parent[node] != circle) node = job.parent[node];
    job.head[node] = job.head[circle];
    job.word[node] = job.word[circle];
  }
  for (uint32_t i = 1; i <= count; i++) heads[i - 1] = job.head[i];
}

static void load(syn_tree_decoder *decoder, const int32_t *scores, uint32_t count, uint32_t only_root) {
  for (uint32_t i = 0; i < count; i++) {
    int64_t *row = decoder->scores + (size_t)i * (count + 1);
    for (uint32_t j = 0; j <= count; j++) row[j] = scores[(size_t)i * (count + 1) + j];
    row[i + 1] = forbidden;
    if (only_root != 0 && only_root != i + 1) row[0] = forbidden / 2; /* still a way out */
  }
}

/* Whether each word leads to the root; marks are left in the decoder's lists. */
static bool is_tree(const syn_tree_decoder *decoder, const uint32_t *heads, uint32_t count) {
  uint32_t *mark = decoder->nodes;
  memset(mark, 0, ((size_t)count + 1) * sizeof *mark);
  for (uint32_t i = 1; i <= count; i++) {
    uint32_t at = i;
    while (at != 0 && mark[at] == 0) {
      mark[at] = i;
      at = heads[at - 1];
    }
    if (at != 0 && mark[at] == i) return false;
  }
  return true;
}

/* The word below the root for which most speaks; how many there are. */
static uint32_t choose_root(const int32_t *scores, const uint32_t *heads, uint32_t count, uint32_t *out_count) {
  uint32_t best = 0;
  int64_t best_gain = 0;
  *out_count = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (heads[i] != 0) continue;
    const int32_t *row = scores + (size_t)i * (count + 1);
    int64_t other = forbidden;
    for (uint32_t j = 1; j <= count; j++) other = j != i + 1 && row[j] > other ? row[j] : other;
    if (*out_count == 0 || row[0] - other > best_gain) {
      best = i + 1;
      best_gain = row[0] - other;
    }
    (*out_count)++;
  }
  return best;
}

void syn_tree_decode(syn_tree_decoder *decoder, const int32_t *scores, uint32_t count, uint32_t *heads) {
  for (uint32_t i = 0; i < count; i++) {
    const int32_t *row = scores + (size_t)i * (count + 1);
    heads[i] = 0;
    for (uint32_t j = 1; j <= count; j++) {
      if (j != i + 1 && row[j] > row[heads[i]]) heads[i] = j;
    }
  }
  if (!is_tree(decoder, heads, count)) {
    load(decoder, scores, count, 0);
    find_tree(decoder, count, heads);
  }
  uint32_t root_count = 0, root = choose_root(scores, heads, count, &root_count);
  if (root_count <= 1) return;
  load(decoder, scores, count, root);
  find_tree(decoder, count, heads);
}
