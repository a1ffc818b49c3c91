/*
 * Site texts as a list: what was left out of the articles of a site.
 */
#ifndef SYN_CLI_SITE_TEXTS_LIST_H
#define SYN_CLI_SITE_TEXTS_LIST_H

#include "cli/command.h"
#include "cli/session.h"

/* `synoptic sources --furniture HOST`: prints, or writes JSON. Returns the exit code. */
int syn_print_site_texts(syn_session *session, const syn_arguments *arguments);

#endif
