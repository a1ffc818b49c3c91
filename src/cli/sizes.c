#include "cli/sizes.h"

#include <stdio.h>

void syn_size_format(uint64_t bytes, char out_text[SIZE_TEXT_SIZE]) {
  static const char *const UNITS[] = {"kB", "MB", "GB", "TB", "PB"};
  double value = (double)bytes / 1000;
  size_t unit = 0;
  if (bytes < 1000) {
    snprintf(out_text, SIZE_TEXT_SIZE, "%u bytes", (unsigned)bytes);
    return;
  }
  for (; value >= 999.95 && unit + 1 < sizeof UNITS / sizeof UNITS[0]; unit++) value /= 1000;
  snprintf(out_text, SIZE_TEXT_SIZE, "%.1f %s", value, UNITS[unit]);
}
