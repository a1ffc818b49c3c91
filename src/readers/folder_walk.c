#include "readers/folder_walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"

/* A folder on the way down, or the list of paths that the walk began with. */
typedef struct level {
  struct level *parent;
  char *path; /* NULL for the list */
  char **names;
  size_t name_count, name_capacity, next;
  size_t found_count; /* files given out from here or below */
  uint32_t depth;
  dev_t device;
  ino_t inode;
} level;

struct syn_folder_walk {
  level *top;
  char *path; /* given out last */
  uint32_t depth_limit;
  bool takes_all;
};

/* Names that are no page's, as browsers save them beside one. */
static const char *const furniture[] = {
    ".css",  ".js",    ".mjs", ".json", ".map", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".ico",      ".bmp",
    ".woff", ".woff2", ".ttf", ".otf",  ".eot", ".mp3", ".mp4", ".webm", ".ogg", ".wav", ".m4a",  ".mov",  ".download",
};

static char *copy_string(const char *string) {
  size_t size = strlen(string) + 1;
  char *copy = syn_memory_allocate(size);
  if (copy != NULL) memcpy(copy, string, size);
  return copy;
}

static char *join(const char *folder, const char *name) {
  size_t folder_size = strlen(folder), name_size = strlen(name);
  while (folder_size > 1 && folder[folder_size - 1] == '/') folder_size--;
  bool has_slash = folder_size > 0 && folder[folder_size - 1] == '/';
  char *path = syn_memory_allocate(folder_size + name_size + 2);
  if (path == NULL) return NULL;
  memcpy(path, folder, folder_size);
  if (!has_slash) path[folder_size++] = '/';
  memcpy(path + folder_size, name, name_size + 1);
  return path;
}

static void destroy_level(level *at) {
  if (at == NULL) return;
  for (size_t i = 0; i < at->name_count; i++) syn_memory_free(at->names[i]);
  syn_memory_free(at->names);
  syn_memory_free(at->path);
  syn_memory_free(at);
}

static level *create_level(level *parent, const char *path) {
  level *made = syn_memory_allocate(sizeof(*made));
  if (made == NULL) return NULL;
  *made = (level){.parent = parent, .depth = parent != NULL ? parent->depth + 1 : 0};
  if (path == NULL) return made;
  made->path = copy_string(path);
  if (made->path != NULL) return made;
  syn_memory_free(made);
  return NULL;
}

static syn_status add_name(level *at, const char *name) {
  if (at->name_count == at->name_capacity) {
    size_t capacity = at->name_capacity == 0 ? 16 : at->name_capacity * 2;
    if (capacity > SIZE_MAX / sizeof(char *)) return SYN_NO_MEMORY;
    char **names = syn_memory_reallocate(at->names, capacity * sizeof(*names));
    if (names == NULL) return SYN_NO_MEMORY;
    at->names = names;
    at->name_capacity = capacity;
  }
  at->names[at->name_count] = copy_string(name);
  if (at->names[at->name_count] == NULL) return SYN_NO_MEMORY;
  at->name_count++;
  return SYN_OK;
}

static int compare_names(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static syn_status read_names(level *at) {
  DIR *folder = opendir(at->path);
  if (folder == NULL) return SYN_IO;
  syn_status status = SYN_OK;
  for (errno = 0; status == SYN_OK; errno = 0) {
    const struct dirent *entry = readdir(folder);
    if (entry == NULL) {
      if (errno != 0) status = SYN_IO;
      break;
    }
    if (entry->d_name[0] != '.') status = add_name(at, entry->d_name);
  }
  int reason = errno;
  closedir(folder);
  errno = reason;
  if (status == SYN_OK && at->name_count > 1) qsort(at->names, at->name_count, sizeof(*at->names), compare_names);
  return status;
}

static bool is_furniture(const char *name) {
  syn_text text = syn_text_from(name);
  for (size_t i = 0; i < sizeof(furniture) / sizeof(furniture[0]); i++) {
    syn_text ending = syn_text_from(furniture[i]);
    if (text.size > ending.size && syn_text_equal_ascii_case(syn_text_slice(text, text.size - ending.size, text.size), ending)) return true;
  }
  return false;
}

/* Goes down into the folder at walk->path. */
static syn_status enter(syn_folder_walk *walk, const struct stat *what, syn_error *error) {
  const char *path = walk->path;
  for (const level *at = walk->top; at != NULL; at = at->parent) {
    if (at->path == NULL || at->device != what->st_dev || at->inode != what->st_ino) continue;
    return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: a link to %s, which it is in: remove the link", path, at->path);
  }
  if (walk->top->depth >= walk->depth_limit) {
    return syn_error_set(error, SYN_LIMIT, 0,
                         "%s: deeper than the limit of %u folders: name the folder itself, or raise the limit with --max-folder-depth",
                         path, walk->depth_limit);
  }
  level *made = create_level(walk->top, path);
  if (made == NULL) return syn_error_set(error, SYN_NO_MEMORY, 0, "%s: no memory to read the folder", path);
  made->device = what->st_dev;
  made->inode = what->st_ino;
  syn_status status = read_names(made);
  if (status == SYN_OK) {
    walk->top = made;
    return SYN_OK;
  }
  int reason = errno;
  destroy_level(made);
  if (status == SYN_NO_MEMORY) return syn_error_set(error, status, 0, "%s: no memory to read the folder", path);
  return syn_error_set(error, status, 0, "%s: the folder cannot be read: %s", path, strerror(reason));
}

/* Leaves the folder at the top. SYN_BAD_INPUT when the user named it and nothing was in it. */
static syn_status leave(syn_folder_walk *walk, syn_error *error) {
  level *left = walk->top;
  walk->top = left->parent;
  walk->top->found_count += left->found_count;
  syn_status status = SYN_OK;
  if (left->found_count == 0 && walk->top->path == NULL) {
    status =
        syn_error_set(error, SYN_BAD_INPUT, 0, "%s: a folder without pages: name a folder with .html, .txt or .jsonl files", left->path);
  }
  destroy_level(left);
  return status;
}

/* Looks at the next name of the top level. SYN_OK with `*out_path` NULL when there is nothing to give out (a folder, or left out). */
static syn_status look(syn_folder_walk *walk, const char **out_path, syn_error *error) {
  *out_path = NULL;
  level *at = walk->top;
  const char *name = at->names[at->next++];
  bool is_named = at->path == NULL;
  syn_memory_free(walk->path);
  walk->path = is_named ? copy_string(name) : join(at->path, name);
  if (walk->path == NULL) return syn_error_set(error, SYN_NO_MEMORY, 0, "%s: no memory to read it", name);
  struct stat what;
  bool is_standard_input = is_named && strcmp(name, "-") == 0;
  if (!is_standard_input && stat(walk->path, &what) != 0) {
    at->found_count++;
    return syn_error_set(error, SYN_IO, 0, "%s: cannot be read: %s", walk->path, strerror(errno));
  }
  if (!is_standard_input && S_ISDIR(what.st_mode)) {
    syn_status status = enter(walk, &what, error);
    if (status != SYN_OK) at->found_count++;
    return status;
  }
  if (!is_named && (!S_ISREG(what.st_mode) || (!walk->takes_all && is_furniture(name)))) return SYN_OK;
  at->found_count++;
  *out_path = walk->path;
  return SYN_OK;
}

syn_status syn_folder_walk_create(const char *const *paths, size_t path_count, uint32_t depth_limit, bool takes_all,
                                  syn_folder_walk **out_walk) {
  syn_folder_walk *walk = syn_memory_allocate(sizeof(*walk));
  if (walk == NULL) return SYN_NO_MEMORY;
  *walk = (syn_folder_walk){.top = create_level(NULL, NULL), .depth_limit = depth_limit, .takes_all = takes_all};
  syn_status status = walk->top != NULL ? SYN_OK : SYN_NO_MEMORY;
  for (size_t i = 0; i < path_count && status == SYN_OK; i++) status = add_name(walk->top, paths[i]);
  if (status != SYN_OK) {
    syn_folder_walk_destroy(&walk);
    return status;
  }
  *out_walk = walk;
  return SYN_OK;
}

void syn_folder_walk_destroy(syn_folder_walk **walk) {
  if (*walk == NULL) return;
  while ((*walk)->top != NULL) {
    level *parent = (*walk)->top->parent;
    destroy_level((*walk)->top);
    (*walk)->top = parent;
  }
  syn_memory_free((*walk)->path);
  syn_memory_free(*walk);
  *walk = NULL;
}

syn_status syn_folder_walk_next(syn_folder_walk *walk, const char **out_path, syn_error *error) {
  for (;;) {
    syn_status status;
    const char *path = NULL;
    if (walk->top->next < walk->top->name_count) {
      status = look(walk, &path, error);
    } else if (walk->top->path == NULL) {
      return SYN_NOT_FOUND;
    } else {
      status = leave(walk, error);
    }
    if (status != SYN_OK) return status;
    if (path != NULL) {
      *out_path = path;
      return SYN_OK;
    }
  }
}

size_t syn_folder_walk_number(const syn_folder_walk *walk) {
  const level *named = walk->top;
  while (named->parent != NULL) named = named->parent;
  return named->next > 0 ? named->next - 1 : 0;
}
