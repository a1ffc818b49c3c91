#include "export/report_style.h"

static const char WIDE[] =
    ":root{--ink:#1b1f24;--paper:#fff;--soft:#5b6470;--line:#d9dee4;--wash:#f5f7f9;--mark:#fff2b3;--target:#ffd24d;--link:#0b57a4;"
    "--agree:#1a6b3c;--compatible:#0b5f7a;--differ:#a61b1b;--variant:#5b3b9e;--single:#5b6470}\n"
    "@media(prefers-color-scheme:dark){:root{--ink:#e6e9ed;--paper:#14171b;--soft:#9aa4b0;--line:#333a43;--wash:#1c2127;--mark:#4a4216;"
    "--target:#8a7414;--link:#7db7f0;--agree:#6fd196;--compatible:#6cc6e0;--differ:#ff8f85;--variant:#c3a6ff;--single:#9aa4b0}}\n"
    "*{box-sizing:border-box}html{scroll-padding-top:4rem}\n"
    "body{margin:0;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto "
    "Sans',sans-serif;color:var(--ink);background:var(--paper)}\n"
    "main,header,footer{max-width:100rem;margin:0 auto;padding:.5rem 1.25rem}\n"
    "h1{font-size:1.7rem;line-height:1.25;margin:.5rem 0}h2{font-size:1.2rem;margin:2.2rem 0 .6rem}h3{font-size:1.05rem;margin:0 0 .2rem}\n"
    "a{color:var(--link);text-underline-offset:.15em}.soft{color:var(--soft)}.small{font-size:.875rem}\n"
    ".kicker{letter-spacing:.08em;text-transform:uppercase;font-size:.75rem;color:var(--soft)}\n"
    ".scroll{overflow-x:auto;border:1px solid var(--line);border-radius:.5rem}\n"
    "table{border-collapse:collapse;width:100%;table-layout:fixed}thead "
    "th:first-child{width:17rem}th,td{text-align:left;vertical-align:top;padding:.6rem .75rem;"
    "border-bottom:1px solid var(--line)}thead th{background:var(--wash);font-weight:600}tbody tr:last-child>*{border-bottom:0}\n"
    "tbody th{font-weight:400;width:17rem}tbody th,thead th:first-child{position:sticky;left:0;background:var(--paper);"
    "border-right:1px solid var(--line);z-index:1}thead th:first-child,.divider th{background:var(--wash)}"
    ".divider th{font-size:.875rem;font-weight:600;color:var(--soft)}td{min-width:9rem}.about{display:block;font-weight:600}\n"
    ".value{font-variant-numeric:tabular-nums;text-decoration-thickness:1px;text-decoration-color:var(--soft)}td "
    "div+div{margin-top:.3rem}td{overflow-wrap:anywhere}\n"
    ".silent{color:var(--soft);font-style:italic;background:repeating-linear-gradient(135deg,transparent 0 8px,var(--wash) 8px 16px)}\n"
    ".label{display:inline-block;padding:.05rem .5rem;border:1.5px solid currentColor;border-radius:1rem;font-size:.8rem;font-weight:600}\n"
    ".label.agree{color:var(--agree)}.label.compatible{color:var(--compatible);border-style:dashed}"
    ".label.differ{color:var(--differ);border-radius:.15rem;border-width:2.5px}.label.variant{color:var(--variant);border-style:double;"
    "border-width:3px}"
    ".label.single{color:var(--single);border-style:dotted}\n"
    "details{margin-top:.35rem}summary{cursor:pointer;color:var(--soft);font-size:.85rem}details ul{margin:.3rem 0 "
    "0;padding-left:1.1rem;font-size:.875rem}\n"
    "article{border:1px solid var(--line);border-radius:.5rem;padding:1rem 1.25rem;margin:0 0 1.25rem;max-width:52rem}\n"
    "article p{margin:.7rem 0}mark{background:var(--mark);color:inherit;padding:0 .1em;border-radius:.15em}\n"
    "mark:has(i:target){background:var(--target);outline:2px solid var(--ink)}i:target::before{content:\"\\25B8\\A0\"}mark "
    "i{scroll-margin-top:6rem}\n"
    "dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:.4rem "
    "0}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}\n"
    ".digest{font-family:ui-monospace,monospace;font-size:.8rem;overflow-wrap:anywhere}\n"
    ":focus-visible{outline:3px solid var(--link);outline-offset:2px}\n";

/* The table `of` as cards, one a point; each cell names its account, since there is no head. */
#define CARDS(of) \
  of "," of " tbody," of " tr," of " th," of " td{display:block;width:auto}" of "{min-width:0!important}" of " thead{display:none}" of \
     " tbody tr{border:1px solid var(--line);border-radius:.5rem;margin:0 0 .75rem}" of " tbody tr>*{border-bottom:1px solid " \
     "var(--line)}" of " tbody tr>:last-child{border-bottom:0}" of " tbody th{width:auto;position:static;border-right:0;" \
     "border-radius:.5rem .5rem 0 0}" of " td{padding:.35rem .75rem;min-width:0}" of " td::before{content:attr(data-account);" \
     "display:block;font-size:.8rem;font-style:normal;font-weight:600}" of " .silent::before," of " td.soft::before{display:inline;" \
     "margin-right:.6rem}" of " .divider{border:0!important}"

static const char MANY_ACCOUNTS[] = CARDS(".cards") "\n";

/* Phones: each point is a card. Paper: nothing is scrolled. */
static const char NARROW_AND_PRINT[] =
    "@media(max-width:40rem){body{font-size:15px}main,header,footer{padding:.4rem .75rem}h1{font-size:1.35rem}article{padding:.75rem}"
    "dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}.scroll{border:0;overflow:visible}" CARDS(
        "table") "}\n"
                 "@media print{.scroll{overflow:visible;border:0}table{min-width:0!important;font-size:10pt}"
                 "article{break-inside:avoid;border:0;padding:0}a{color:inherit}details{display:none}}\n";

void syn_report_style(syn_buffer *html) {
  syn_buffer_add(html, (syn_text){WIDE, sizeof WIDE - 1});
  syn_buffer_add(html, (syn_text){MANY_ACCOUNTS, sizeof MANY_ACCOUNTS - 1});
  syn_buffer_add(html, (syn_text){NARROW_AND_PRINT, sizeof NARROW_AND_PRINT - 1});
}
