/*
 * Story links line: what a story is to others, in one line for people: "follows up 0328045a · in a chain with b6a60f59".
 */
#ifndef SYN_CLI_STORY_LINKS_LINE_H
#define SYN_CLI_STORY_LINKS_LINE_H

#include "base/buffer.h"
#include "synoptic/synopsis.h"

/* Adds the line; nothing where the story has no links. A failure stays in the buffer's status. */
void syn_story_links_add(syn_buffer *text, const syn_story *story);

#endif
