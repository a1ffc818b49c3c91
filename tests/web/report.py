#!/usr/bin/env python3
"""Opens reports in a headless Chromium and looks at them as a reader would.

usage: report.py PROGRAM

Reports of one, three, eleven and twenty accounts and of hostile pages: markup, colours, no complaint of the browser, nothing wider than the window,
every link leads to something that is seen and lit, the keyboard reaches all of it, paper is black on white. Where there is no Chromium, markup
and colours alone are looked at, and the exit code is 77 when they are good.
"""
import pathlib
import subprocess
import sys
import tempfile

import browser as browsers
import html_check
import pages

WIDTHS = [375, 768, 1024, 1600, 2560]
SKIPPED = 77

# Text and the colours that it is seen in: the nearest opaque ground, with what is transparent laid over it.
CONTRASTS = """
(() => {
  const parse = text => { const n = text.match(/[\\d.]+/g).map(Number); return text.startsWith('color(srgb') ?
    [n[0] * 255, n[1] * 255, n[2] * 255, n[3] ?? 1] : [n[0], n[1], n[2], n[3] ?? 1]; };
  const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
  const ground = element => { const layers = []; for (; element; element = element.parentElement) {
    const color = parse(getComputedStyle(element).backgroundColor); if (color[3] > 0) layers.push(color); if (color[3] === 1) break; }
    return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]); };
  const light = c => { const p = c.slice(0, 3).map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * p[0] + 0.7152 * p[1] + 0.0722 * p[2]; };
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let count = 0;
  while (walker.nextNode()) { const node = walker.currentNode, element = node.parentElement;
    if (!node.data.trim() || !element.getClientRects().length) continue;
    const style = getComputedStyle(element), under = ground(element);
    const ink = over(parse(element.closest('svg') ? style.fill : style.color), under), value = ratio(ink, under);
    count++;
    if (value < 4.5) found.push(`${value.toFixed(2)} ${element.tagName}.${element.className.baseVal ?? element.className}: ${node.data.trim().slice(0, 40)}`);
  }
  return {count, found: found.slice(0, 10)};
})()
"""

# Follows every value and way back: its target must be there, in the window and, in the articles, lit.
FOLLOW = """
(async () => {
  const wrong = [], links = [...document.querySelectorAll('%s')];
  for (const link of links) {
    location.hash = link.getAttribute('href');
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    const target = document.querySelector(':target');
    if (!target) { wrong.push(`${link.hash}: no target`); continue; }
    const words = target.tagName === 'I' ? target.parentElement : target, box = words.getBoundingClientRect();
    if (box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth || box.height === 0) wrong.push(`${link.hash}: not in the window`);
    if (target.tagName === 'I' && !words.matches('mark, .when')) wrong.push(`${link.hash}: not marked`);
    if (target.tagName === 'I' && getComputedStyle(words).boxShadow === 'none') wrong.push(`${link.hash}: not lit`);
  }
  return {count: links.length, wrong: wrong.slice(0, 5)};
})()
"""


class Check:
    def __init__(self, program, folder):
        self.program, self.folder, self.browser, self.failed, self.done = program, folder, None, [], 0

    def expect(self, good, text):
        self.done += 1
        if not good:
            self.failed.append(text)

    def make(self, name, accounts):
        """A report of these pages; its path."""
        source, store, report = (self.folder / f"{name}{end}" for end in (".jsonl", ".db", ".html"))
        pages.write(source, accounts)
        for arguments in (["add", "--db", store, "--from", "jsonl", source], ["report", "--db", store, "--output", report]):
            subprocess.run([self.program, *arguments], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return report

    def read(self, name, path):
        """What can be seen in the file itself."""
        text = path.read_text(encoding="utf-8")
        faults = html_check.markup_faults(text) + html_check.color_faults(text)
        self.expect(not faults, f"{name}: {faults[:5]}")
        self.expect("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">" in text,
                    f"{name}: no security policy")

    def look(self, name, path):
        """What every report must be in every dress and width."""
        page = self.browser
        for dark in (False, True):
            page.emulate(1280, dark=dark)
            page.open(path)
            self.expect(not page.problems(), f"{name}: the browser complains: {page.problems()[:3]}")
            page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
            answer = page.evaluate(CONTRASTS)
            self.expect(answer["count"] > 50, f"{name}: hardly any text")
            self.expect(not answer["found"], f"{name}, {'dark' if dark else 'light'}: contrast {answer['found']}")
        for width in WIDTHS:
            page.emulate(width)
            wide = page.evaluate("document.documentElement.scrollWidth")
            self.expect(wide <= width, f"{name}: {wide} pixels wide in a window of {width}")
            out = page.evaluate("[...document.querySelectorAll('body *')].filter(e => !e.closest('.frame, .skip, svg, .lanes li, .sides li') && "
                                "e.getBoundingClientRect().right > innerWidth + 1).map(e => e.tagName + '.' + e.className).slice(0, 3)")
            self.expect(not out, f"{name}: reaches out of a window of {width}: {out}")
            hidden = page.evaluate("[...document.querySelectorAll('.cards')].some(e => e.parentElement.scrollHeight > e.parentElement.clientHeight + 1)")
            self.expect(not hidden, f"{name}: cards are hidden in a box of their own that scrolls, in a window of {width}")
            cut = page.evaluate("[...document.querySelectorAll('td.none')].filter(e => getComputedStyle(e, '::before').display === 'inline').length")
            self.expect(cut == 0, f"{name}: who speaks without a value stands in one line with that, in a window of {width}")

    def follow(self, name, path, width):
        page = self.browser
        page.emulate(width)
        page.open(path)
        for links, least in (("a.value, a.again", 1), ("article sup a", 1), (".dates a, #timeline .lead a", 0), ("nav a, .skip", 5)):
            answer = page.evaluate(FOLLOW % links)
            self.expect(answer["count"] >= least, f"{name}: {answer['count']} links of {links}")
            self.expect(not answer["wrong"], f"{name}, {width} pixels: {answer['wrong']}")

    def all_pieces_are_lit(self, path):
        """A mark that others divide is lit as a whole."""
        page = self.browser
        page.emulate(1280)
        page.open(path)
        divided = page.evaluate("document.querySelector('article i.s3')?.id")
        self.expect(divided, "no mark is divided by others in the sample")
        page.evaluate(f"location.hash = '{divided}'")
        shadows = page.evaluate("(() => { let e = document.querySelector(':target').parentElement, lit = []; for (let i = 0; i < 4 && e; i++, "
                                "e = e.nextElementSibling) lit.push(getComputedStyle(e).boxShadow !== 'none'); return lit })()")
        self.expect(shadows[:3] == [True, True, True] and shadows[3:] != [True], f"lit pieces of a divided mark: {shadows}")

    def keyboard(self, path):
        """Tab reaches the way over the head first, then the contents, and every value; Enter leads to the words, Tab and Enter back."""
        page = self.browser
        page.emulate(1280)
        page.open(path)
        page.press("Tab")
        self.expect(page.evaluate("document.activeElement.className") == "skip", "the first stop is not the way over the head")
        self.expect(page.evaluate("document.activeElement.getBoundingClientRect().left >= 0"), "the way over the head is not seen when reached")
        stops, outlines = [], set()
        for _ in range(60):
            page.press("Tab")
            stops.append(page.evaluate("document.activeElement.getAttribute('href') || document.activeElement.tagName + '.' + document.activeElement.className"))
            outlines.add(page.evaluate("(() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle + ' ' + s.outlineWidth })()"))
            if stops[-1].startswith("#r"):
                break
        self.expect("#points" in stops and "#making" in stops, f"the contents are not reached: {stops}")
        self.expect(stops[-1].startswith("#r"), f"no value is reached: {stops[-5:]}")
        self.expect(outlines == {"solid 3px"}, f"a stop is not seen: {outlines}")
        page.press("Enter")
        self.expect(page.evaluate("location.hash") == stops[-1], "Enter does not follow a value")
        page.press("Tab")
        back = page.evaluate("document.activeElement.getAttribute('href')")
        self.expect(back and back.startswith("#p"), f"the next stop after the words is no way back: {back}")
        page.press("Enter")
        self.expect(page.evaluate("location.hash") == back, "the way back is not followed")

    def paper(self, path):
        """Black on white, nothing stuck or scrolled, addresses legible."""
        page = self.browser
        for dark in (False, True):
            page.emulate(1000, dark=dark, media="print")
            page.open(path)
            colors = page.evaluate("[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]")
            self.expect(colors == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"], f"paper is {colors}")
            stuck = page.evaluate("[...document.querySelectorAll('body *')].filter(e => getComputedStyle(e).position === 'sticky').length")
            self.expect(stuck == 0, f"{stuck} elements are stuck on paper")
            self.expect(page.evaluate("getComputedStyle(document.querySelector('.points, .cards').parentElement).overflow") == "visible", "paper is scrolled")
            self.expect(page.evaluate("document.querySelector('.inputs dd').getClientRects().length > 0"), "the inputs are not on paper")
            page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)") # as paper does
            self.expect(page.evaluate("[...document.querySelectorAll('tbody')].every(body => body.rows[0].getBoundingClientRect().bottom <= "
                                      "body.rows[1].getBoundingClientRect().top + 1)"), "rows lie over each other on paper")
        printed = self.folder / "report.pdf"
        page.print_to(printed)
        self.expect(printed.stat().st_size > 10000, "the printed report is empty")

    def hostile(self, path):
        page = self.browser
        page.open(path)
        self.expect(page.evaluate("window.broken === undefined"), "a script of a page ran")
        self.expect(page.evaluate("document.scripts.length + document.images.length + document.querySelectorAll('iframe,object,embed,form').length") == 0,
                    "markup of a page became markup of the report")
        self.expect(page.evaluate("document.querySelectorAll('style').length") == 1, "a style of a page is there")
        self.expect(not page.evaluate("/[\\u202a-\\u202e\\u2066-\\u2069]/.test(document.documentElement.outerHTML)"), "marks turn the direction of the text")
        self.expect(page.evaluate("document.body.innerText.includes('<script>')"), "the words of the page are not shown")

    def dress(self, path):
        page = self.browser
        page.open(path)
        grounds = []
        for dark in (False, True):
            page.emulate(1280, dark=dark)
            grounds.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        self.expect(grounds[0] != grounds[1], "there is no dark dress")


SAMPLES = {"one account": pages.one_account(), "three accounts": pages.accounts(3), "eleven accounts": pages.accounts(11),
           "twenty accounts": pages.accounts(20), "hostile pages": pages.hostile_accounts()}


def look_at_all(check, paths):
    for name, path in paths.items():
        check.look(name, path)
    for name in ("one account", "three accounts", "hostile pages"):
        for width in (375, 1280):
            check.follow(name, paths[name], width)
    check.follow("eleven accounts", paths["eleven accounts"], 1024)
    check.all_pieces_are_lit(paths["three accounts"])
    check.keyboard(paths["three accounts"])
    for name in ("three accounts", "eleven accounts", "twenty accounts"):
        check.paper(paths[name])
    check.dress(paths["three accounts"])
    check.hostile(paths["hostile pages"])


def main():
    has_browser = browsers.find() is not None
    with tempfile.TemporaryDirectory() as folder:
        check = Check(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(folder))
        paths = {name: check.make(name.replace(" ", "-"), accounts) for name, accounts in SAMPLES.items()}
        for name, path in paths.items():
            check.read(name, path)
        if has_browser:
            with browsers.Browser() as check.browser:
                look_at_all(check, paths)
    print("".join(f"FAILED: {text}\n" for text in check.failed) + f"{check.done - len(check.failed)} of {check.done} checks passed")
    if not has_browser:
        print("There is no Chromium (package chromium): what needs one was skipped.")
    sys.exit(1 if check.failed else 0 if has_browser else SKIPPED)


main()
