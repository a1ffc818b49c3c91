/*
 * Worlds for tests: the embedded tables with invented people and their offices instead of the known ones.
 */
#ifndef SYN_TEST_MAKE_WORLD_H
#define SYN_TEST_MAKE_WORLD_H

#include "world/world.h"

/*
 * Opens a world whose world/people and world/holders are these texts; the caller closes it. For a cmocka group setup: returns 0, fails
 * the program when something goes wrong.
 */
int make_world(const char *people, const char *holders, syn_world **out_world);

#endif
