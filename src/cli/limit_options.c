#include "cli/limit_options.h"

#include <stdio.h>
#include <string.h>

/* What may follow a number. */
typedef struct unit {
  const char *name;
  uint64_t factor;
} unit;

static const unit SIZES[] = {
    {"", 1}, {"K", 1024}, {"M", 1024 * 1024}, {"G", 1024 * 1024 * 1024}, {"T", (uint64_t)1024 * 1024 * 1024 * 1024}, {NULL, 0},
};
static const unit TIMES[] = {{"ms", 1}, {"s", 1000}, {"m", 60 * 1000}, {"h", 60 * 60 * 1000}, {NULL, 0}};
static const unit COUNTS[] = {{"", 1}, {NULL, 0}};

typedef struct limit_option {
  syn_option_key key;
  const unit *units;
  const char *takes; /* for messages */
  uint64_t highest;
} limit_option;

static const char SIZE_WORDS[] = "a size above zero in bytes, or with K, M, G or T: 32M";
static const char TIME_WORDS[] = "a time above zero with ms, s or m, up to 60m: 10s";
enum { HOUR_MS = 60 * 60 * 1000 };
static const limit_option OPTIONS[] = {
    {OPTION_MAX_PAGE_SIZE, SIZES, SIZE_WORDS, UINT64_MAX},
    {OPTION_MAX_LINE_SIZE, SIZES, SIZE_WORDS, UINT64_MAX},
    {OPTION_MAX_PAGE_MEMORY, SIZES, SIZE_WORDS, UINT64_MAX},
    {OPTION_MAX_MEMORY, SIZES, SIZE_WORDS, UINT64_MAX},
    {OPTION_MAX_PAGE_TIME, TIMES, "a time above zero with ms, s or m: 10s", UINT32_MAX},
    {OPTION_TIMEOUT, TIMES, TIME_WORDS, HOUR_MS},
    {OPTION_PAUSE, TIMES, TIME_WORDS, HOUR_MS},
    {OPTION_MAX_FOLDER_DEPTH, COUNTS, "a whole number above zero", UINT32_MAX},
};
enum { LIMIT_OPTION_COUNT = sizeof OPTIONS / sizeof OPTIONS[0] };

/* A whole number above zero, at once followed by a unit. */
static bool read_value(const char *text, const limit_option *option, uint64_t *out_value) {
  uint64_t number = 0;
  const char *at = text;
  for (; *at >= '0' && *at <= '9'; at++) {
    uint64_t digit = (uint64_t)(*at - '0');
    if (number > (UINT64_MAX - digit) / 10) return false;
    number = number * 10 + digit;
  }
  const unit *named = option->units;
  while (named->name && strcmp(named->name, at) != 0) named++;
  if (at == text || number == 0 || !named->name || number > option->highest / named->factor) return false;
  *out_value = number * named->factor;
  return true;
}

/* The values of all options of the table; zero where they are not given. */
static bool read_values(const syn_arguments *arguments, uint64_t values[OPTION_COUNT]) {
  for (size_t i = 0; i < LIMIT_OPTION_COUNT; i++) {
    const limit_option *option = &OPTIONS[i];
    const char *text = arguments->values[option->key];
    if (!text || read_value(text, option, &values[option->key])) continue;
    fprintf(stderr, "synoptic: --%s takes %s.\n", syn_option_describe(option->key)->name, option->takes);
    return false;
  }
  return true;
}

bool syn_limits_read(const syn_arguments *arguments, syn_limits *out_limits, syn_network *out_network) {
  uint64_t values[OPTION_COUNT] = {0};
  if (!read_values(arguments, values)) return false;
  *out_limits = (syn_limits){
      .page_bytes = values[OPTION_MAX_PAGE_SIZE],
      .line_bytes = values[OPTION_MAX_LINE_SIZE],
      .page_memory_bytes = values[OPTION_MAX_PAGE_MEMORY],
      .job_memory_bytes = values[OPTION_MAX_MEMORY],
      .page_time_ms = (uint32_t)values[OPTION_MAX_PAGE_TIME],
      .folder_depth = (uint32_t)values[OPTION_MAX_FOLDER_DEPTH],
  };
  *out_network = (syn_network){
      .allows_private = arguments->values[OPTION_ALLOW_PRIVATE] != NULL,
      .ignores_robots = arguments->values[OPTION_IGNORE_ROBOTS] != NULL,
      .timeout_ms = (uint32_t)values[OPTION_TIMEOUT],
      .pause_ms = (uint32_t)values[OPTION_PAUSE],
      .contact = arguments->values[OPTION_CONTACT],
      .ca_file = arguments->values[OPTION_CA_FILE],
  };
  return true;
}

bool syn_time_option_read(const syn_arguments *arguments, syn_option_key key, uint32_t *out_ms) {
  const limit_option option = {key, TIMES, NULL, UINT32_MAX};
  const char *text = arguments->values[key];
  uint64_t value = 0;
  if (!text) return true;
  if (!read_value(text, &option, &value)) {
    fprintf(stderr, "synoptic: --%s takes a time with ms, s, m or h: 10m.\n", syn_option_describe(key)->name);
    return false;
  }
  *out_ms = (uint32_t)value;
  return true;
}

bool syn_count_option_read(const syn_arguments *arguments, syn_option_key key, uint32_t most, uint32_t *out_count) {
  const limit_option option = {key, COUNTS, NULL, most};
  const char *text = arguments->values[key];
  uint64_t value = 0;
  if (!text) return true;
  if (!read_value(text, &option, &value)) {
    fprintf(stderr, "synoptic: --%s takes a whole number from 1 to %u.\n", syn_option_describe(key)->name, most);
    return false;
  }
  *out_count = (uint32_t)value;
  return true;
}
