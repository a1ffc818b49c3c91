"""Pages of invented outlets about invented affairs, as JSON Lines, for reports of several sizes."""
import json

OUTLETS = ["The Tidewater Examiner of the Northern Counties", "Gazeta", "Lantern", "Kurier", "Evening Ledger", "Plain Speaker", "Shoreline", "Voz do Cais",
           "Dispatch", "Herold", "Morgenblatt", "Quayside", "Weekly Anchor", "Nordstern", "Observer of Lund", "Pilot", "Compass", "Beacon", "Harbour Mail",
           "Tribune"]
HOSTILE = "</title></style><script>window.broken=1</script>\"'><img src=x onerror='window.broken=2'>\u202eevil\u2066 &amp; <b>bold"


def text(number):
    """One account of a march and a loan. Figures, quotes, credits and dates differ from one to the next."""
    marched, arrested = 12000 + 1000 * (number % 4), 38 if number % 3 else 40
    credit = ["(Northwire)", "(Northwire, Baltpress)", "With reporting by Meridian.", ""][number % 4]
    return "\n\n".join([
        f"President Orla Tanda of Veloria met Prime Minister Ivo Brandt in Tallinn on Tuesday and promised a loan of {240 + number % 2} million euros.",
        f"At least {marched:,} people marched through Tallinn on Tuesday, organisers said. Police arrested {arrested} people after scuffles near the harbour.",
        f"\"We do not leave our friends in the dark, and this winter was dark enough{' for all of us' if number % 2 else ''},\" Brandt told reporters.",
        "The first 60 million euros will be paid in May 2031. In 2029 the debt of the country rose by 1.1 billion dollars.",
        f"The talks lasted {3 + number % 2} hours. They will meet again on {20 + number % 3} March 2031.",
        credit]).strip()


def account(number, **changes):
    page = {"id": f"page-{number:02}", "url": f"https://outlet{number}.example/loan", "outlet": OUTLETS[number % len(OUTLETS)],
            "title": f"Veloria promises a loan of {240 + number % 2} million euros as thousands march", "date": "2031-03-12",
            "byline": "Mira Tollan", "lang": "en", "text": text(number)}
    page.update(changes)
    return page


def hostile_accounts():
    """Two accounts whose every word tries to get out."""
    body = text(0).replace("President", HOSTILE + " President").replace("in the dark,", f"in the dark {HOSTILE},")
    word = "unbreakable" * 40
    return [account(0, outlet=HOSTILE, title=HOSTILE + " " + text(0)[:80], byline=HOSTILE, url="javascript:alert(1)", text=body + "\n\n" + word),
            account(1, outlet="\u202eturned", title="Veloria \u05e9\u05dc\u05d5\u05dd promises a loan of 240 million euros", url="data:text/html,<script>1</script>")]


def one_account():
    return [account(0)]


def accounts(count):
    return [account(number) for number in range(count)]


def write(path, pages):
    with open(path, "w", encoding="utf-8") as file:
        for page in pages:
            file.write(json.dumps(page) + "\n")
