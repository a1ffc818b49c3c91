#include <string.h>
#include <xxhash.h>

#include "base/memory.h"
#include "fetch/fetcher_internal.h"

enum { HOSTS_KEPT = 1024 };

/* An object with its name behind it. */
static void *create_named(size_t size, syn_text name, syn_text *out_name) {
  char *memory = syn_memory_allocate(size + name.size + 1);
  if (!memory) return NULL;
  memset(memory, 0, size);
  memcpy(memory + size, name.data, name.size);
  memory[size + name.size] = 0;
  *out_name = (syn_text){memory + size, name.size};
  return memory;
}

void syn_fetch_forget_rules(syn_fetcher *fetcher, syn_fetch_origin *origin) {
  fetcher->robots_bytes -= origin->robots.rules.capacity + origin->robots.sitemaps.capacity;
  syn_robots_clear(&origin->robots);
}

static void destroy_origin(syn_fetcher *fetcher, syn_fetch_origin *origin) {
  syn_fetch_forget_rules(fetcher, origin);
  syn_memory_free(origin);
}

static void destroy_host(syn_fetcher *fetcher, syn_fetch_host *host) {
  for (syn_fetch_origin *origin = host->origins, *next; origin; origin = next) {
    next = origin->next;
    destroy_origin(fetcher, origin);
  }
  for (syn_fetch_job *job = host->first, *next; job; job = next) {
    next = job->next;
    syn_fetch_job_destroy(job);
  }
  syn_memory_free(host);
}

static bool is_asking_robots(const syn_fetch_host *host) {
  for (const syn_fetch_origin *origin = host->origins; origin; origin = origin->next)
    if (origin->state == ROBOTS_ASKED) return true;
  return false;
}

void syn_fetch_forget_idle(syn_fetcher *fetcher) {
  const uint64_t now_ms = syn_fetch_now_ms();
  for (syn_fetch_host **at = &fetcher->hosts; *at;) {
    syn_fetch_host *host = *at;
    const bool is_idle = !host->first && host->active_count == 0 && host->next_ms <= now_ms && host->retry_until_ms <= now_ms;
    if (!is_idle || is_asking_robots(host)) {
      at = &host->next;
      continue;
    }
    *at = host->next;
    fetcher->host_count--;
    destroy_host(fetcher, host);
  }
}

syn_status syn_fetch_find_host(syn_fetcher *fetcher, const syn_fetch_url *url, syn_fetch_host **out_host) {
  const uint64_t hash = XXH3_64bits(url->host.data, url->host.size);
  for (syn_fetch_host *host = fetcher->hosts; host; host = host->next) {
    if (host->hash != hash || !syn_text_equal(host->name, url->host)) continue;
    *out_host = host;
    return SYN_OK;
  }
  if (fetcher->host_count >= HOSTS_KEPT && fetcher->host_count % HOSTS_KEPT == 0) syn_fetch_forget_idle(fetcher);
  syn_text name;
  syn_fetch_host *host = create_named(sizeof *host, url->host, &name);
  if (!host) return SYN_NO_MEMORY;
  host->name = name;
  host->hash = hash;
  host->next = fetcher->hosts;
  fetcher->hosts = host;
  fetcher->host_count++;
  *out_host = host;
  return SYN_OK;
}

/* What is not being asked can be asked again. */
static void forget_origins(syn_fetcher *fetcher, syn_fetch_host *host) {
  for (syn_fetch_origin **at = &host->origins; *at;) {
    syn_fetch_origin *origin = *at;
    if (origin->state == ROBOTS_ASKED) {
      at = &origin->next;
      continue;
    }
    *at = origin->next;
    destroy_origin(fetcher, origin);
  }
}

syn_status syn_fetch_find_origin(syn_fetcher *fetcher, syn_fetch_host *host, const syn_fetch_url *url, syn_fetch_origin **out_origin) {
  uint32_t count = 0;
  for (syn_fetch_origin *origin = host->origins; origin; origin = origin->next, count++) {
    if (!syn_text_equal(origin->name, url->origin)) continue;
    *out_origin = origin;
    return SYN_OK;
  }
  if (count >= FETCH_ORIGINS_MOST) forget_origins(fetcher, host);
  syn_text name;
  syn_fetch_origin *origin = create_named(sizeof *origin, url->origin, &name);
  if (!origin) return SYN_NO_MEMORY;
  origin->name = name;
  origin->next = host->origins;
  host->origins = origin;
  *out_origin = origin;
  return SYN_OK;
}

void syn_fetch_queue(syn_fetch_host *host, syn_fetch_job *job, bool is_first) {
  job->host = host;
  job->next = is_first ? host->first : NULL;
  if (!host->first)
    host->first = host->last = job;
  else if (is_first)
    host->first = job;
  else
    host->last = host->last->next = job;
}

syn_fetch_job *syn_fetch_unqueue(syn_fetch_host *host) {
  syn_fetch_job *job = host->first;
  if (!job) return NULL;
  host->first = job->next;
  if (!host->first) host->last = NULL;
  job->next = NULL;
  return job;
}

void syn_fetch_hosts_destroy(syn_fetcher *fetcher) {
  for (syn_fetch_host *host = fetcher->hosts, *next; host; host = next) {
    next = host->next;
    destroy_host(fetcher, host);
  }
  fetcher->hosts = NULL;
}
