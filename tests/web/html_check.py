"""What is wrong with the markup and the colours of a report, found without a browser."""
import html.parser
import re

VOID = {"meta", "br", "link", "img", "input", "hr"}
INLINE = {"a", "b", "bdi", "cite", "i", "mark", "span", "sup", "time"}
BLOCK = {"article", "aside", "div", "dl", "figure", "footer", "h1", "h2", "h3", "header", "li", "main", "nav", "ol", "p", "section", "table", "ul"}
PARENTS = {"li": {"ul", "ol"}, "tr": {"tbody", "thead"}, "td": {"tr"}, "th": {"tr"}, "tbody": {"table"}, "thead": {"table"}, "dt": {"dl", "div"},
           "dd": {"dl", "div"}, "summary": {"details"}, "figcaption": {"figure"}}
LEGIBLE = 4.5


class Checker(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.wrong, self.ids, self.links, self.labels, self.levels = [], [], [], [], [], []

    def complain(self, text):
        self.wrong.append(f"line {self.getpos()[0]}: {text}")

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        parent = self.open[-1] if self.open else None
        if tag in PARENTS and parent not in PARENTS[tag]:
            self.complain(f"<{tag}> in <{parent}>")
        if tag in BLOCK and ("p" in self.open or any(name in INLINE for name in self.open)):
            self.complain(f"<{tag}> inside {self.open}")
        if tag == "a" and "a" in self.open:
            self.complain("a link in a link")
        if tag in ("script", "img", "iframe", "form", "link", "base", "object", "embed"):
            self.complain(f"<{tag}> has no place in a report")
        if any(name.startswith("on") for name in attributes):
            self.complain(f"<{tag}> has a handler")
        if tag == "th" and "scope" not in attributes:
            self.complain("<th> without a scope")
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if "href" in attributes:
            self.links.append(attributes["href"])
        if "aria-labelledby" in attributes:
            self.labels.append(attributes["aria-labelledby"])
        if tag in ("h1", "h2", "h3"):
            self.levels.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.complain(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()


def markup_faults(text):
    checker = Checker()
    checker.feed(text)
    checker.close()
    wrong = checker.wrong
    if checker.open:
        wrong.append(f"left open: {checker.open}")
    if len(set(checker.ids)) != len(checker.ids):
        wrong.append(f"ids that stand twice: {sorted({i for i in checker.ids if checker.ids.count(i) > 1})[:5]}")
    for link in checker.links:
        if not link.startswith("#"):
            wrong.append(f"a link that leads out: {link}")
        elif link[1:] not in checker.ids:
            wrong.append(f"a link that leads nowhere: {link}")
    wrong += [f"labelled by nothing: {label}" for label in checker.labels if label not in checker.ids]
    if checker.levels.count(1) != 1:
        wrong.append("there is not one <h1>")
    if any(after - before > 1 for before, after in zip(checker.levels, checker.levels[1:])):
        wrong.append("a level of headings is skipped")
    return wrong


def luminance(color):
    parts = [int(color[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(first, second):
    """The contrast ratio of two colours, as WCAG 2 defines it."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def dresses(style):
    """The colours of each dress: light, dark, print; shorthand hex digits doubled."""
    found = []
    for block in re.findall(r":root\s*{([^}]*)}", style):
        colors = {name: value if len(value) == 7 else "#" + "".join(2 * digit for digit in value[1:])
                  for name, value in re.findall(r"--([a-z]+):\s*(#[0-9a-f]{6}|#[0-9a-f]{3})\b", block)}
        found.append(colors)
    return dict(zip(("light", "dark", "print"), found))


def color_faults(style):
    """Pairs of text and ground that cannot be read well enough."""
    labels = ["agree", "compatible", "differ", "variant", "single"]
    grounds = {"ink": ["paper", "wash", "mark", "target", "row"], "soft": ["paper", "wash", "row"], "link": ["paper", "wash", "row", "mark"],
               **{label: ["paper", "wash", "row"] for label in labels}}
    wrong = []
    found = dresses(style)
    if set(found) != {"light", "dark", "print"}:
        return [f"dresses found: {sorted(found)}"]
    for dress, colors in found.items():
        for ink, papers in grounds.items():
            for paper in papers:
                ratio = contrast(colors[ink], colors[paper])
                if ratio < LEGIBLE:
                    wrong.append(f"{dress}: {ink} on {paper} has a contrast of {ratio:.2f}")
    return wrong
