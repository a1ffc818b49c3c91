/*
 * Folder walk: the files below paths, one after the other, in alphabetical order of bytes.
 *
 * Hidden files are left out, and in folders also what cannot be a page by its name (pictures, style sheets,
 * scripts: what browsers save beside a page) and what is no file (sockets, devices). Links are followed; a folder that
 * contains itself through a link is an error.
 */
#ifndef SYN_READERS_FOLDER_WALK_H
#define SYN_READERS_FOLDER_WALK_H

#include <stdbool.h>

#include "synoptic/text.h"

typedef struct syn_folder_walk syn_folder_walk;

/*
 * Begins at `paths`, whose strings are copied; "-" is given out as it is. `takes_all`: also files whose names speak against a page.
 * Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_folder_walk_create(const char *const *paths, size_t path_count, uint32_t depth_limit, bool takes_all,
                                                 syn_folder_walk **out_walk);
void syn_folder_walk_destroy(syn_folder_walk **walk);

/*
 * The next file, valid until the next call. Returns SYN_OK; SYN_NOT_FOUND at the end; SYN_IO, SYN_LIMIT, SYN_BAD_INPUT for a path that
 * cannot be used (go on with the next call; SYN_BAD_INPUT also after a folder in which nothing was found); SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_folder_walk_next(syn_folder_walk *walk, const char **out_path, syn_error *error);

/* Which of the paths that were named, from 0, the last call was about. */
size_t syn_folder_walk_number(const syn_folder_walk *walk);

#endif
