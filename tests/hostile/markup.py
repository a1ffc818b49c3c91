"""HTML that was made to hurt. Every page carries two plain sentences (harness.CARRIER) that must be read, and nothing else."""
from harness import CARRIER, require, test

HEAD = "<!DOCTYPE html><html><head><title>Porto talks</title></head><body><article><h1>Porto talks</h1>"
MEGABYTE = 1 << 20
PAGE_LIMIT = 8 * MEGABYTE


def page(inside, before=f"<p>{CARRIER}</p>", behind="</article></body></html>"):
    return HEAD + before + inside + behind


def read_page(place, inside, holds=CARRIER, **expected):
    place.write("page.html", page(inside))
    return place.read("page.html", holds=holds, **{"kinds": ("entity",), **expected})


@test("100,000 nested elements")
def nested_elements(place):
    read_page(place, "<div>" * 100_000 + "deep" + "</div>" * 100_000)


@test("100,000 nested elements around the text")
def nested_around(place):
    place.write("page.html", HEAD + "<div>" * 100_000 + f"<p>{CARRIER}</p>")
    place.read("page.html", holds=CARRIER, kinds=("entity",))


@test("100,000 attributes")
def many_attributes(place):
    read_page(place, "<p " + " ".join(f"a{n}=b" for n in range(100_000)) + ">A quiet day.</p>")


@test("one attribute 100,000 times")
def same_attribute(place):
    read_page(place, "<p " + "class=b " * 100_000 + ">A quiet day.</p>")


@test("NUL bytes in tags")
def nul_in_tags(place):
    broken = page(f"<p>{CARRIER}</p>" * 10 + "<p\0>Quiet\0ly.</\0p><\0b>x</b><a hr\0ef='\0'>y</a>").replace("<article", "<arti\0cle")
    place.write("page.html", broken)
    article, _, _ = place.read("page.html", holds=[CARRIER, "Quietly"], kinds=("entity",))
    require("\0" not in article["text"], "NUL in the text")


@test("a page that is NUL bytes for the most part")
def nul_for_the_most_part(place):
    place.write("page.html", page("\0\0\0" * 1000))
    place.refuse("page.html", says="page.html: binary data where a page was expected: *")


@test("a million formatting tags that are not closed")
def open_formatting(place):
    read_page(place, "<b><i><font>" * 333_334 + "x")


@test("formatting tags closed in the wrong order")
def crossed_formatting(place):
    read_page(place, "<b><p><i></b></p>" * 100_000)


@test("anchors in anchors in tables")
def anchors_in_tables(place):
    read_page(place, "<a><table><a><tr><td>" * 30_000)


@test("tables in tables, 50,000 deep")
def nested_tables(place):
    read_page(place, "<table><tr><td>" * 50_000 + "x")


@test("text between the rows of a table")
def foster_parents(place):
    read_page(place, "<table>" + "<tr>x" * 200_000)


@test("lists in lists, 100,000 deep")
def nested_lists(place):
    read_page(place, "<ul><li>" * 100_000 + "x")


@test("a comment without end")
def endless_comment(place):
    read_page(place, "<!--" + " 412 dead " * 400_000)


@test("a script without end")
def endless_script(place):
    read_page(place, "<script>" + "var dead = 412;" * 400_000)


@test("a style sheet, a title and a text field without end")
def endless_raw_text(place):
    for tag in ("style", "textarea", "title", "xmp", "noscript", "template", "svg><style", "iframe"):
        place.write("page.html", page(f"<{tag}>" + "grey " * 200_000))
        place.read("page.html", holds="The council of Porto met", kinds=("entity",))


@test("an attribute's value without end")
def endless_value(place):
    read_page(place, '<p title="' + "412 dead " * 400_000)


@test("a tag's name without end")
def endless_name(place):
    read_page(place, "<" + "p" * (4 * MEGABYTE))


@test("a document type without end")
def endless_doctype(place):
    place.write("page.html", f"<html><body><article><h1>Porto talks</h1><p>{CARRIER}</p></article><!DOCTYPE " + "x" * (4 * MEGABYTE))
    place.read("page.html", holds=CARRIER, kinds=("entity",))


@test("huge numeric character references")
def huge_references(place):
    numbers = "".join(f"&#{n};" for n in ("9" * 1000, "x" + "F" * 1000, "x110000", "xD800", "0", "x0", "x80", "4294967297", "18446744073709551617"))
    article, _, _ = read_page(place, f"<p>Quiet {numbers} night.</p>")
    require("\0" not in article["text"], "NUL in the text")


@test("a million references and ampersands")
def many_references(place):
    read_page(place, "<p>" + "&amp;&&nosuch;&lt" * 250_000 + "</p>")


@test("a million line breaks")
def many_breaks(place):
    read_page(place, "<br>" * 1_000_000)


@test("20,000 paragraphs behind 300,000 line breaks in one element")
def paragraphs_behind_breaks(place):
    place.write("page.html", HEAD + "<div>" + "<br>" * 300_000 + f"<p>{CARRIER}</p>" + "<p>The bread of the old baker was dear again.</p>" * 20_000)
    place.read("page.html", holds=CARRIER, kinds=("entity",))


@test("a million empty paragraphs")
def many_paragraphs(place):
    read_page(place, "<p>" * 1_000_000)


@test("only closing tags")
def closing_tags(place):
    read_page(place, "</div></p></b></table></nosuch>" * 200_000)


@test("CDATA, processing instructions and foreign elements")
def foreign(place):
    read_page(place, "<svg><![CDATA[" + "]]" * 100_000 + "]]></svg>" + "<?php " * 10_000 + "?>" + "<math><mi><svg><foreignObject><math>" * 10_000)


@test("10,000 data blocks, one of 4 MB, one nested 100,000 deep")
def data_blocks(place):
    open_block = '<script type="application/ld+json">'
    blocks = (open_block + '{"@type":"NewsArticle","headline":"Other"}</script>') * 10_000
    blocks += open_block + '{"a":' * 100_000 + "</script>" + open_block + '{"headline":"' + "x" * (4 * MEGABYTE) + '"}</script>'
    read_page(place, blocks)


@test("a page of exactly the limit, and one byte more")
def at_the_limit(place):
    text = page("")
    place.write("page.html", text + " " * (PAGE_LIMIT - len(text)))
    place.read("page.html", holds=CARRIER, kinds=("entity",))
    place.write("page.html", text + " " * (PAGE_LIMIT - len(text) + 1))
    place.refuse("page.html", says="page.html: larger than the limit of a page (8388608 bytes)*--max-page-size*")


@test("script, style and menu words are no facts")
def hidden_words(place):
    read_page(place, "<script>412 people died</script><style>/* 412 people died */</style><p hidden></p><!-- 412 people died -->")


@test("markup in the title and the author's name")
def markup_in_title(place):
    place.write("page.html", "<html><head><title>&lt;script&gt;alert(1)&lt;/script&gt; \x1b[31mred\x07</title><meta name=author content='\x1b]0;x\x07'>"
                f"</head><body><article><p>{CARRIER}</p></article></body></html>")
    place.read("page.html", holds=CARRIER, kinds=("entity",))
    place.run("add", "--db", "s.db", "page.html")
    for command in (["stories"], ["compare"]):
        shown = place.run(*command, "--db", "s.db")
        require(b"\x1b[31m" not in shown.out and b"\x07" not in shown.out, "escape sequences of a page reach the terminal")
    place.run("report", "--db", "s.db", "--output", "r.html")
    require(b"<script>alert" not in place.path("r.html").read_bytes(), "markup of the page in the report")
