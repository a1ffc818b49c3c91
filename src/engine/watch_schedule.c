#include "engine/watch_schedule.h"

#include "base/digest.h"

enum { HOUR_S = 60 * 60, SPREAD_PARTS = 10, RETRY_SPREAD_PARTS = 4, DOUBLINGS_MOST = 16 };

/* A number below `bound`, from the address and a count: what a random number would be, but the same each time. */
static int64_t jitter(syn_text address, uint32_t count, int64_t bound) {
  if (bound <= 0) return 0;
  const char bytes[] = {(char)count, (char)(count >> 8), (char)(count >> 16), (char)(count >> 24)};
  const syn_text parts[] = {address, {bytes, sizeof bytes}};
  syn_id id = syn_digest_id("jitter", parts, 2);
  uint32_t number = (uint32_t)id.bytes[0] << 24 | (uint32_t)id.bytes[1] << 16 | (uint32_t)id.bytes[2] << 8 | id.bytes[3];
  return (int64_t)(number % (uint64_t)bound);
}

uint32_t syn_watch_interval(uint32_t before_s, uint32_t wish_s, bool has_brought) {
  uint32_t interval = before_s == 0 ? SYN_WATCH_FIRST_S : has_brought ? before_s / 4 * 3 : before_s / 4 * 5;
  if (wish_s > SYN_WATCH_TTL_MOST_S) wish_s = SYN_WATCH_TTL_MOST_S;
  if (interval > SYN_WATCH_MOST_S) interval = SYN_WATCH_MOST_S;
  if (interval < SYN_WATCH_LEAST_S) interval = SYN_WATCH_LEAST_S;
  return interval < wish_s ? wish_s : interval;
}

int64_t syn_watch_next(int64_t now, syn_text address, uint32_t interval_s, uint32_t every_s) {
  if (every_s > 0) return now + every_s;
  return now + interval_s + jitter(address, 0, interval_s / SPREAD_PARTS);
}

/* The day 1970-01-01 was a Thursday. */
static bool is_skipped(int64_t hour, uint32_t skip_hours, uint32_t skip_days) {
  return (skip_hours >> (hour % 24) & 1) || (skip_days >> ((hour / 24 + 3) % 7) & 1);
}

int64_t syn_watch_spared(int64_t time, syn_text address, uint32_t skip_hours, uint32_t skip_days) {
  enum { WEEK_HOURS = 7 * 24, SPREAD_S = 10 * 60 };
  const int64_t first = time / HOUR_S;
  if (time < 0 || !is_skipped(first, skip_hours, skip_days)) return time;
  for (int64_t hour = first + 1; hour <= first + WEEK_HOURS; hour++)
    if (!is_skipped(hour, skip_hours, skip_days)) return hour * HOUR_S + jitter(address, 0, SPREAD_S);
  return time;
}

int64_t syn_watch_retry(int64_t now, syn_text address, uint32_t failure_count, uint32_t retry_after_s) {
  uint32_t doublings = failure_count > 0 ? failure_count - 1 : 0;
  int64_t wait = SYN_WATCH_RETRY_MOST_S;
  if (doublings < DOUBLINGS_MOST && (int64_t)SYN_WATCH_RETRY_FIRST_S << doublings < wait)
    wait = (int64_t)SYN_WATCH_RETRY_FIRST_S << doublings;
  wait += jitter(address, failure_count, wait / RETRY_SPREAD_PARTS);
  if (retry_after_s > SYN_WATCH_RETRY_AFTER_MOST_S) retry_after_s = SYN_WATCH_RETRY_AFTER_MOST_S;
  return now + (wait > (int64_t)retry_after_s ? wait : (int64_t)retry_after_s);
}

int64_t syn_watch_recheck(int64_t now, int64_t published) {
  static const int HOURS[] = {1, 6, 24};
  for (size_t i = 0; i < sizeof HOURS / sizeof HOURS[0]; i++)
    if (published + HOURS[i] * HOUR_S > now) return published + HOURS[i] * HOUR_S;
  return 0;
}
