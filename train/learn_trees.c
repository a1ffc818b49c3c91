/*
 * Learns boosted regression trees that tell rows of whole numbers of two kinds apart, for train/train-block-model.
 *
 * usage: learn_trees TREES < ROWS
 *
 * TREES is how many. The first line of ROWS has the names of the features, parted by blanks; each further line a label (1, 0, or ? for a
 * row that is only to be judged), a weight, and the features, all parted by blanks. With a line that is judged only, the scores of all such
 * lines are printed, one a line; else the trees, as data/world/block_trees.tsv has them.
 *
 * How it works: gradient boosting with the second derivative (Friedman 2001; Chen and Guestrin 2016) of the logistic loss. Each tree is
 * grown level by level to DEPTH; a split is the best of all features and of at most BINS thresholds each. Nothing is drawn by chance: the
 * same rows give the same trees. Costs rows times features for each level of each tree.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FEATURES = 128, BINS = 48, DEPTH = 4, NODES = 1 << (DEPTH + 1), LINE_BYTES = 1 << 14, NAME_BYTES = 40 };

static const double learning_rate = 0.1, shrinkage = 3.0, least_weight = 20.0, least_gain = 0.5;

typedef struct row {
  int values[FEATURES];
  unsigned char bins[FEATURES];
  double weight, label, score;
  unsigned node;
  int is_judged_only;
} row;

typedef struct table {
  char names[FEATURES][NAME_BYTES];
  unsigned feature_count, row_count, capacity;
  row *rows;
  int thresholds[FEATURES][BINS]; /* a value belongs to the first bin whose threshold it does not exceed */
  unsigned bin_counts[FEATURES];
} table;

typedef struct node {
  int is_split, threshold;
  unsigned feature, bin;
  double value;
} node;

/* ---- rows ---- */

static int read_rows(table *t) {
  static char line[LINE_BYTES];
  if (!fgets(line, sizeof(line), stdin)) return 0;
  for (char *name = strtok(line, " \n"); name && t->feature_count < FEATURES; name = strtok(NULL, " \n"))
    snprintf(t->names[t->feature_count++], NAME_BYTES, "%s", name);
  while (fgets(line, sizeof(line), stdin)) {
    if (t->row_count == t->capacity) {
      t->capacity = t->capacity ? 2 * t->capacity : 4096;
      row *rows = realloc(t->rows, t->capacity * sizeof(row));
      if (!rows) return 0;
      t->rows = rows;
    }
    row *next = &t->rows[t->row_count++];
    memset(next, 0, sizeof(*next));
    next->is_judged_only = line[0] == '?';
    next->label = line[0] == '1';
    char *at = line + 1;
    next->weight = strtod(at, &at);
    for (unsigned f = 0; f < t->feature_count; f++) next->values[f] = (int)strtol(at, &at, 10);
  }
  return t->feature_count > 0 && t->row_count > 0;
}

static int compare(const void *a, const void *b) {
  int x = *(const int *)a, y = *(const int *)b;
  return (x > y) - (x < y);
}

/* Thresholds that part the rows into bins of about one size; each distinct value has its own where there are few. */
static int make_bins(table *t) {
  int *values = malloc(t->row_count * sizeof(int));
  if (!values) return 0;
  for (unsigned f = 0; f < t->feature_count; f++) {
    unsigned count = 0;
    for (unsigned i = 0; i < t->row_count; i++)
      if (!t->rows[i].is_judged_only) values[count++] = t->rows[i].values[f];
    qsort(values, count, sizeof(int), compare);
    unsigned bins = 0, since = 0, size = count / BINS + 1;
    for (unsigned i = 0; i + 1 < count && bins + 1 < BINS; i++) {
      since++;
      if (values[i] == values[i + 1] || (since < size && i + 1 < count && count > BINS * 4 && values[i + 1] - values[i] <= 1)) continue;
      t->thresholds[f][bins++] = values[i];
      since = 0;
    }
    t->thresholds[f][bins++] = 0x7fffffff;
    t->bin_counts[f] = bins;
    for (unsigned i = 0; i < t->row_count; i++) {
      unsigned bin = 0;
      while (t->rows[i].values[f] > t->thresholds[f][bin]) bin++;
      t->rows[i].bins[f] = (unsigned char)bin;
    }
  }
  free(values);
  return 1;
}

/* ---- one tree ---- */

typedef struct sums {
  double slope, curve, weight;
} sums;

static double gain_of(sums s) {
  return s.slope * s.slope / (s.curve + shrinkage);
}

static void add_row(sums *s, const row *r) {
  double p = 1 / (1 + exp(-r->score));
  s->slope += r->weight * (r->label - p);
  s->curve += r->weight * p * (1 - p);
  s->weight += r->weight;
}

/* The sums of each bin of a feature, for the nodes from `first` to before `end`. */
static void fill(const table *t, unsigned feature, unsigned first, unsigned end, sums (*bins)[BINS]) {
  memset(bins, 0, (size_t)(end - first) * sizeof(*bins));
  for (unsigned i = 0; i < t->row_count; i++) {
    const row *r = &t->rows[i];
    if (!r->is_judged_only && r->node >= first && r->node < end) add_row(&bins[r->node - first][r->bins[feature]], r);
  }
}

static void keep_best(const table *t, unsigned feature, const sums *bins, node *best, double *best_gain) {
  sums all = {0}, left = {0};
  for (unsigned b = 0; b < t->bin_counts[feature]; b++)
    all.slope += bins[b].slope, all.curve += bins[b].curve, all.weight += bins[b].weight;
  for (unsigned b = 0; b + 1 < t->bin_counts[feature]; b++) {
    left.slope += bins[b].slope, left.curve += bins[b].curve, left.weight += bins[b].weight;
    sums right = {all.slope - left.slope, all.curve - left.curve, all.weight - left.weight};
    if (left.weight < least_weight || right.weight < least_weight) continue;
    double gain = gain_of(left) + gain_of(right) - gain_of(all);
    if (gain <= *best_gain) continue;
    *best_gain = gain;
    best->is_split = 1;
    best->feature = feature;
    best->bin = b;
    best->threshold = t->thresholds[feature][b];
  }
}

static void grow_level(table *t, node *nodes, unsigned first, unsigned end) {
  static sums bins[NODES][BINS];
  double gains[NODES];
  for (unsigned n = first; n < end; n++) gains[n] = least_gain;
  for (unsigned f = 0; f < t->feature_count; f++) {
    fill(t, f, first, end, bins);
    for (unsigned n = first; n < end; n++) keep_best(t, f, bins[n - first], &nodes[n], &gains[n]);
  }
  for (unsigned i = 0; i < t->row_count; i++) {
    row *r = &t->rows[i];
    if (r->node < first || r->node >= end || !nodes[r->node].is_split) continue;
    const node *n = &nodes[r->node];
    r->node = 2 * r->node + (r->values[n->feature] <= n->threshold ? 0 : 1);
  }
}

static void grow(table *t, node *nodes) {
  memset(nodes, 0, NODES * sizeof(node));
  for (unsigned i = 0; i < t->row_count; i++) t->rows[i].node = 1;
  for (unsigned level = 0; level < DEPTH; level++) grow_level(t, nodes, 1u << level, 2u << level);
  sums leaves[NODES] = {{0}};
  for (unsigned i = 0; i < t->row_count; i++)
    if (!t->rows[i].is_judged_only) add_row(&leaves[t->rows[i].node], &t->rows[i]);
  for (unsigned n = 1; n < NODES; n++) nodes[n].value = learning_rate * leaves[n].slope / (leaves[n].curve + shrinkage);
  for (unsigned i = 0; i < t->row_count; i++) t->rows[i].score += nodes[t->rows[i].node].value;
}

/* A split names its second child; the first follows it. A leaf has no feature. */
static unsigned print_node(const table *t, const node *nodes, unsigned n, unsigned number) {
  if (!nodes[n].is_split) {
    printf("\t\t\t%ld\n", lround(1000 * nodes[n].value));
    return number + 1;
  }
  /* how many lines the first child takes is known once it is printed: count first */
  unsigned stack[NODES], size = 0, lines = 0;
  for (stack[size++] = 2 * n; size > 0;) {
    unsigned at = stack[--size];
    lines++;
    if (nodes[at].is_split) stack[size++] = 2 * at, stack[size++] = 2 * at + 1;
  }
  printf("%s\t%d\t%u\t\n", t->names[nodes[n].feature], nodes[n].threshold, number + 1 + lines);
  return print_node(t, nodes, 2 * n + 1, print_node(t, nodes, 2 * n, number + 1));
}

int main(int argument_count, char **arguments) {
  static table t;
  unsigned trees = argument_count > 1 ? (unsigned)strtoul(arguments[1], NULL, 10) : 0, number = 0;
  if (trees == 0 || !read_rows(&t) || !make_bins(&t)) {
    fprintf(stderr, "learn_trees: give the count of trees, and rows with a line of names above them on standard input\n");
    return 2;
  }
  int judges = 0;
  for (unsigned i = 0; i < t.row_count; i++) judges |= t.rows[i].is_judged_only;
  if (!judges) printf("feature\tmost\telse\tvalue\n");
  for (unsigned k = 0; k < trees; k++) {
    node nodes[NODES];
    grow(&t, nodes);
    if (!judges) number = print_node(&t, nodes, 1, number);
  }
  for (unsigned i = 0; judges && i < t.row_count; i++)
    if (t.rows[i].is_judged_only) printf("%ld\n", lround(1000 * t.rows[i].score));
  free(t.rows);
  return 0;
}
