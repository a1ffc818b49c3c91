/*
 * One actor: how it is written, which offices are stated when, what it did and said, newest first. With --why, each mention with the rule
 * that made it one of this actor.
 */
#include <string.h>

#include "base/buffer.h"
#include "cli/event_line.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "synoptic/actor.h"
#include "synoptic/calendar.h"
#include "synoptic/names.h"

enum {
  LABEL_WIDTH = 10,
  DAY_WIDTH = 12, /* "2024-03-13 –", with the last day below */
  INDENT = 2,
  GAP = 2,
  ID_DIGITS = 8,
  NAMES_SHOWN = 12,
  ROLES_SHOWN = 12,
  JOINS_SHOWN = 12,
  NAME_LIMIT = 4096,   /* bytes of a name on the command line */
  TEXT_LIMIT = 1 << 20 /* bytes of a cell */
};

/* What --why says of each link. */
static const char *const LINKS[SYN_LINK_COUNT] = {
    [SYN_LINK_NONE] = "the name itself",
    [SYN_LINK_KNOWN] = "known to be another name of the same",
    [SYN_LINK_SPELLING] = "the same full name in another spelling",
    [SYN_LINK_SHORT_NAME] = "part of the only name that it fits",
    [SYN_LINK_ACRONYM] = "the acronym: in brackets behind the name, or its initials",
    [SYN_LINK_BRIEF] = "the name without its legal form, or its first word alone",
    [SYN_LINK_SEAT] = "the place stands for those who govern there",
    [SYN_LINK_ROLE] = "the only one who is said to hold the office or trade",
    [SYN_LINK_GOVERNMENT] = "the government of the country",
    [SYN_LINK_NAME_WORD] = "the noun is a word of this name alone",
    [SYN_LINK_APPOSITION] = "stands beside it, between commas",
    [SYN_LINK_IDENTITY] = "the text says that the one is the other",
    [SYN_LINK_TOLD] = "the noun was said of it before",
    [SYN_LINK_KIND] = "the only one of this kind that was mentioned nearby",
    [SYN_LINK_SAME_NOUN] = "the same noun, and nothing that sets the two apart",
    [SYN_LINK_ONLY_PERSON] = "the only one whom the pronoun fits",
    [SYN_LINK_SUBJECT] = "the subject, of several whom the pronoun fits",
};

typedef struct actor_view {
  const syn_actor *actor;
  syn_terminal terminal;
} actor_view;

static void add_day(syn_buffer *text, syn_moment moment) {
  char day[SYN_MOMENT_TEXT_SIZE];
  moment.second = SYN_SECOND_NONE;
  syn_moment_format(moment, day);
  syn_buffer_add(text, syn_text_from(day));
}

/* "2024-03-12", "2024-03-12 – 2024-05-20", "not stated" */
static void add_days(syn_buffer *text, const syn_interval *interval) {
  if (interval->basis == SYN_BASIS_NONE || interval->from.day == SYN_DAY_MINIMUM) {
    syn_buffer_add(text, SYN_TEXT("not stated"));
    return;
  }
  add_day(text, interval->from);
  if (interval->to.day == interval->from.day || interval->to.day == SYN_DAY_MAXIMUM) return;
  syn_buffer_add(text, SYN_TEXT(" – "));
  add_day(text, interval->to);
}

static void add_id(syn_buffer *text, syn_id id) {
  char digits[SYN_ID_TEXT_SIZE];
  syn_id_format(id, digits);
  syn_buffer_format(text, "%.*s", ID_DIGITS, digits);
}

static const char *plural(uint32_t count) {
  return count == 1 ? "" : "s";
}

/* A line "Label  text", wrapped under the text. */
static void print_labelled(const actor_view *view, const char *label, const syn_buffer *text) {
  unsigned width = view->terminal.width, used = LABEL_WIDTH + GAP;
  const syn_cell cells[] = {{.text = syn_text_from(label), .style = SYN_STYLE_HEADING}, {.text = syn_buffer_text(text)}};
  const unsigned widths[] = {LABEL_WIDTH, width > used + LABEL_WIDTH ? width - used : LABEL_WIDTH};
  syn_terminal_print_row(&view->terminal, cells, widths, 2);
}

static void print_head(const actor_view *view) {
  const syn_identity *identity = view->actor->identity;
  syn_buffer text;
  syn_buffer_init(&text, TEXT_LIMIT);
  syn_terminal_print_wrapped(&view->terminal, identity->name, 0, INDENT, SYN_STYLE_HEADING);
  syn_buffer_add(&text, syn_text_from(syn_entity_type_name(identity->type)));
  if (identity->country.size > 0) syn_buffer_format(&text, " %.*s", SYN_TEXT_ARGUMENTS(identity->country));
  print_labelled(view, "Type", &text);
  syn_buffer_reset(&text);
  char digits[SYN_ID_TEXT_SIZE];
  syn_id_format(identity->id, digits);
  syn_buffer_add(&text, syn_text_from(digits));
  for (uint32_t i = 0; i < identity->identifier_count; i++)
    syn_buffer_format(&text, ", %.*s %.*s", SYN_TEXT_ARGUMENTS(identity->identifiers[i].scheme),
                      SYN_TEXT_ARGUMENTS(identity->identifiers[i].value));
  print_labelled(view, "Ids", &text);
  syn_buffer_clear(&text);
}

static void print_names(const actor_view *view) {
  const syn_actor *actor = view->actor;
  syn_buffer text;
  syn_buffer_init(&text, TEXT_LIMIT);
  for (uint32_t i = 0; i < actor->name_count && i < NAMES_SHOWN; i++)
    syn_buffer_format(&text, "%s%.*s (%u)", i > 0 ? ", " : "", SYN_TEXT_ARGUMENTS(actor->names[i].text), actor->names[i].count);
  if (actor->name_count > NAMES_SHOWN) syn_buffer_format(&text, " and %u more", actor->name_count - NAMES_SHOWN);
  if (text.size > 0) print_labelled(view, "Names", &text);
  syn_buffer_clear(&text);
}

static void print_roles(const actor_view *view) {
  const syn_actor *actor = view->actor;
  syn_buffer text;
  syn_buffer_init(&text, TEXT_LIMIT);
  for (uint32_t i = 0; i < actor->role_count && i < ROLES_SHOWN; i++) {
    const syn_actor_role *role = &actor->roles[i];
    syn_buffer_reset(&text);
    syn_buffer_format(&text, "%.*s: stated ", SYN_TEXT_ARGUMENTS(role->text));
    if (role->stated.basis != SYN_BASIS_NONE) add_days(&text, &role->stated);
    syn_buffer_format(&text, "%sin %u article%s", role->stated.basis != SYN_BASIS_NONE ? ", " : "", role->article_count,
                      plural(role->article_count));
    print_labelled(view, i == 0 ? "Roles" : "", &text);
  }
  syn_buffer_clear(&text);
}

/* ---- other names that are taken for this one ---- */

static bool is_same_join(const syn_actor_join *a, const syn_actor_join *b, bool by_reason) {
  if (!syn_text_equal(a->name, b->name) || !syn_text_equal(a->kind, b->kind)) return false;
  return !by_reason || syn_text_equal(a->why, b->why);
}

/* "Kask, in 12 articles: the surname with an office (sure)": joins of one name and kind together. */
static void print_joins(const actor_view *view, const char *label, const syn_actor_join *joins, uint32_t count, bool by_reason) {
  uint32_t shown = 0, hidden = 0;
  syn_buffer text;
  syn_buffer_init(&text, TEXT_LIMIT);
  for (uint32_t i = 0; i < count; i++) {
    const syn_actor_join *join = &joins[i];
    uint32_t articles = 0;
    bool is_told = false;
    for (uint32_t k = 0; k < i && !is_told; k++) is_told = is_same_join(&joins[k], join, by_reason);
    if (is_told) continue;
    if (shown == JOINS_SHOWN) hidden++;
    if (shown == JOINS_SHOWN) continue;
    for (uint32_t k = i; k < count; k++) articles += is_same_join(&joins[k], join, by_reason) ? joins[k].article_count : 0;
    syn_buffer_reset(&text);
    syn_buffer_format(&text, "%.*s, in %u article%s: %.*s", SYN_TEXT_ARGUMENTS(join->name), articles, plural(articles),
                      SYN_TEXT_ARGUMENTS(by_reason ? join->why : join->words));
    if (join->kind.size > 0) syn_buffer_add(&text, join->is_sure ? SYN_TEXT(" (sure)") : SYN_TEXT(" (likely)"));
    print_labelled(view, shown++ == 0 ? label : "", &text);
  }
  syn_buffer_reset(&text);
  syn_buffer_format(&text, "and %u more", hidden);
  if (hidden > 0) print_labelled(view, "", &text);
  syn_buffer_clear(&text);
}

static void print_article_count(const actor_view *view) {
  const syn_actor *actor = view->actor;
  syn_buffer text;
  syn_buffer_init(&text, TEXT_LIMIT);
  syn_buffer_format(&text, "%u article%s, %u mention%s", actor->article_count, plural(actor->article_count), actor->mention_count,
                    plural(actor->mention_count));
  syn_interval all = {0};
  for (uint32_t i = 0; i < actor->article_count; i++) {
    const syn_interval *published = &actor->articles[i].published;
    if (published->basis == SYN_BASIS_NONE || published->from.day == SYN_DAY_MINIMUM) continue;
    if (all.basis == SYN_BASIS_NONE) all = *published; /* the newest comes first */
    all.from = published->from;
  }
  if (all.basis != SYN_BASIS_NONE) {
    syn_buffer_add(&text, SYN_TEXT(", "));
    add_days(&text, &all);
  }
  print_labelled(view, "Found in", &text);
  syn_buffer_clear(&text);
}

/* ---- what it did and said ---- */

static syn_span deed_span(const syn_facts *facts, const syn_deed *deed) {
  return deed->is_quote ? facts->quotes[deed->index].span : facts->events[deed->index].sentence;
}

static void print_deed(const actor_view *view, const syn_deed *deed) {
  const syn_actor *actor = view->actor;
  const syn_facts *facts = &actor->facts[deed->article];
  const syn_article *article = &actor->articles[deed->article];
  syn_buffer day, text;
  syn_buffer_init(&day, TEXT_LIMIT);
  syn_buffer_init(&text, TEXT_LIMIT);
  add_days(&day, &deed->date);
  if (deed->is_quote)
    syn_event_line_add_saying(&text, article, &facts->quotes[deed->index]);
  else
    syn_event_line_add(&text, facts, &facts->events[deed->index], false);
  unsigned width = view->terminal.width, used = DAY_WIDTH + GAP;
  const syn_cell head[] = {{.text = syn_buffer_text(&day), .style = SYN_STYLE_FAINT},
                           {.text = syn_buffer_text(&text), .style = SYN_STYLE_HEADING}};
  const unsigned widths[] = {DAY_WIDTH, width > used + DAY_WIDTH ? width - used : DAY_WIDTH};
  syn_terminal_print_row(&view->terminal, head, widths, 2);
  syn_buffer_reset(&text);
  bool is_verbatim = deed->is_quote && facts->quotes[deed->index].kind != SYN_QUOTE_INDIRECT;
  syn_buffer_format(&text, is_verbatim ? "“%.*s”" : "%.*s", SYN_TEXT_ARGUMENTS(syn_article_words(article, deed_span(facts, deed))));
  syn_terminal_print_wrapped(&view->terminal, syn_buffer_text(&text), used, used, SYN_STYLE_PLAIN);
  syn_buffer_reset(&text);
  syn_buffer_format(&text, "%.*s, ", SYN_TEXT_ARGUMENTS(syn_actor_outlet(actor, deed->article)));
  add_id(&text, article->id);
  syn_terminal_print_wrapped(&view->terminal, syn_buffer_text(&text), used, used, SYN_STYLE_FAINT);
  syn_buffer_clear(&day);
  syn_buffer_clear(&text);
}

static void print_deeds(const actor_view *view) {
  printf("\n");
  if (view->actor->deed_count == 0) printf("No event and no quote of it is in the store.\n");
  for (uint32_t i = 0; i < view->actor->deed_count; i++) print_deed(view, &view->actor->deeds[i]);
}

/* ---- why ---- */

static bool is_same_reason(const syn_actor *actor, const syn_actor_mention *a, const syn_actor_mention *b) {
  const syn_article *article = &actor->articles[a->article];
  return a->article == b->article && a->mention.kind == b->mention.kind && a->mention.link == b->mention.link &&
         syn_text_equal(syn_article_words(article, a->mention.span), syn_article_words(article, b->mention.span));
}

/* Words that are linked for one reason are told once; `mentions` are those of one article. */
static void print_reason(const actor_view *view, const syn_actor_mention *mentions, uint32_t count, uint32_t at) {
  const syn_actor *actor = view->actor;
  const syn_actor_mention *mention = &mentions[at];
  uint32_t times = 0;
  syn_buffer text;
  for (uint32_t i = 0; i < at; i++)
    if (is_same_reason(actor, &mentions[i], mention)) return;
  for (uint32_t i = at; i < count; i++) times += is_same_reason(actor, &mentions[i], mention);
  syn_buffer_init(&text, TEXT_LIMIT);
  syn_buffer_format(&text, "\"%.*s\"", SYN_TEXT_ARGUMENTS(syn_article_words(&actor->articles[mention->article], mention->mention.span)));
  if (times > 1) syn_buffer_format(&text, " (%u times)", times);
  syn_buffer_format(&text, ": %s", LINKS[(unsigned)mention->mention.link < SYN_LINK_COUNT ? mention->mention.link : SYN_LINK_NONE]);
  syn_terminal_print_wrapped(&view->terminal, syn_buffer_text(&text), 2 * INDENT, 3 * INDENT, SYN_STYLE_PLAIN);
  syn_buffer_clear(&text);
}

static void print_reasons_of_article(const actor_view *view, const syn_actor_mention *mentions, uint32_t count) {
  const syn_article *article = &view->actor->articles[mentions->article];
  syn_buffer text;
  syn_buffer_init(&text, TEXT_LIMIT);
  syn_buffer_format(&text, "%.*s, ", SYN_TEXT_ARGUMENTS(syn_actor_outlet(view->actor, mentions->article)));
  add_id(&text, article->id);
  if (article->title.size > 0) syn_buffer_format(&text, ": %.*s", SYN_TEXT_ARGUMENTS(article->title));
  syn_terminal_print_wrapped(&view->terminal, syn_buffer_text(&text), INDENT, 2 * INDENT, SYN_STYLE_FAINT);
  for (uint32_t i = 0; i < count; i++) print_reason(view, mentions, count, i);
  syn_buffer_clear(&text);
}

static void print_why(const actor_view *view) {
  const syn_actor *actor = view->actor;
  printf("\n");
  syn_terminal_print_wrapped(&view->terminal, SYN_TEXT("Why these are one"), 0, 0, SYN_STYLE_HEADING);
  if (actor->identity->why.size > 0) {
    syn_buffer text;
    syn_buffer_init(&text, TEXT_LIMIT);
    syn_buffer_format(&text, "Between articles: %.*s.", SYN_TEXT_ARGUMENTS(actor->identity->why));
    syn_terminal_print_wrapped(&view->terminal, syn_buffer_text(&text), INDENT, 2 * INDENT, SYN_STYLE_PLAIN);
    syn_buffer_clear(&text);
  }
  for (uint32_t first = 0, end; first < actor->mention_count; first = end) {
    for (end = first; end < actor->mention_count && actor->mentions[end].article == actor->mentions[first].article;) end++;
    print_reasons_of_article(view, &actor->mentions[first], end - first);
  }
}

static void print_actor(const syn_actor *actor, const syn_arguments *arguments) {
  const actor_view view = {.actor = actor, .terminal = syn_terminal_output(arguments->values[OPTION_COLOR])};
  print_head(&view);
  print_names(&view);
  print_joins(&view, "Joined", actor->joined, actor->joined_count, arguments->values[OPTION_WHY] != NULL);
  print_joins(&view, "Apart", actor->apart, actor->apart_count, true);
  print_roles(&view);
  print_article_count(&view);
  if (arguments->values[OPTION_WHY]) print_why(&view);
  print_deeds(&view);
}

/* ---- the command ---- */

/* The words of the command line with blanks between; false where they are too long for any name. */
static bool join_words(const syn_arguments *arguments, char out_name[NAME_LIMIT]) {
  size_t size = 0;
  out_name[0] = '\0';
  for (size_t i = 0; i < arguments->word_count; i++) {
    int written = snprintf(out_name + size, NAME_LIMIT - size, "%s%s", i > 0 ? " " : "", arguments->words[i]);
    if (written < 0 || (size_t)written >= NAME_LIMIT - size) return false;
    size += (size_t)written;
  }
  return true;
}

static int show(syn_session *session, const syn_arguments *arguments, const char *name) {
  syn_error error = {0};
  syn_actor *actor = NULL;
  const syn_sink sink = syn_session_sink(stdout);
  syn_status status = syn_collection_who(session->collection, name, &actor, &error);
  if (status == SYN_OK && arguments->values[OPTION_JSON])
    status = syn_actor_write_records(actor, &sink, &error);
  else if (status == SYN_OK)
    print_actor(actor, arguments);
  syn_actor_destroy(&actor);
  return status == SYN_OK ? EXIT_DONE : syn_session_fail(&error);
}

static int run(const syn_arguments *arguments) {
  syn_session session;
  char name[NAME_LIMIT];
  if (arguments->word_count == 0 || !join_words(arguments, name)) {
    fprintf(stderr, "synoptic who: name one person, organisation, country or place.\n");
    return EXIT_USAGE;
  }
  int code = syn_session_open(&session, arguments);
  if (code == EXIT_DONE) code = syn_session_open_store(&session, arguments, false, false);
  if (code == EXIT_DONE) code = show(&session, arguments, name);
  syn_session_close(&session);
  return code;
}

static const syn_option_key OPTIONS[] = {OPTION_DB,    OPTION_WHY,     OPTION_JSON,       OPTION_COLOR, OPTION_MODEL,
                                         OPTION_WORLD, OPTION_THREADS, OPTION_MAX_MEMORY, OPTION_COUNT};

const syn_command syn_command_who = {
    .name = "who",
    .words = "NAME",
    .summary = "One actor: names, roles, what it did and said.",
    .details =
        "NAME is a name as it is used over all articles, words of it, a spelling in an article, an identifier (\"EE\", \"Q191\") or "
        "the beginning "
        "of an id. Case, accents and hyphens do not count.\n\n"
        "Joined are other names of the store that are held to be this one: with a title, a middle name, a short form, an acronym, or "
        "the surname alone, each with how sure it is; Apart are surnames that may mean it and are not joined, with the reason. "
        "timeline, ledger and find take a name for the same. --why tells what speaks for each.\n\n"
        "With --json: its entity record, the articles, and its events and quotes.",
    .examples = "  synoptic who Elena Borg-Tanti\n  synoptic who malta --why\n  synoptic who \"European Union\" --json\n",
    .options = OPTIONS,
    .run = run,
};
