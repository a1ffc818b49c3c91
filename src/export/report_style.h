/*
 * The style sheet of a report (report.css, embedded): light, dark and print; labels are told by word and shape, colour only helps.
 */
#ifndef SYN_EXPORT_REPORT_STYLE_H
#define SYN_EXPORT_REPORT_STYLE_H

#include "base/buffer.h"

/* Adds the CSS, without the style element and without comments. */
void syn_report_add_style(syn_buffer *html);

#endif
