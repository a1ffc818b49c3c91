/*
 * Gumbo backend: google's gumbo as the parser behind the DOM interface.
 */
#ifndef SYN_DOM_GUMBO_BACKEND_H
#define SYN_DOM_GUMBO_BACKEND_H

#include "dom/dom.h"

extern const syn_dom_backend syn_dom_backend_gumbo;

#endif
