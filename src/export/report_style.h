/*
 * The style sheet of a report: light, dark and print; labels are told by word and shape, colour only helps.
 */
#ifndef SYN_EXPORT_REPORT_STYLE_H
#define SYN_EXPORT_REPORT_STYLE_H

#include "synoptic/text.h"

/* CSS, without the style element. */
syn_text syn_report_style(void);

#endif
