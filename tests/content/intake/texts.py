"""Health texts in parts, and every way in which somebody may send the same text."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterator
from typing import Literal

Part = tuple[Literal["heading", "paragraph", "item"], str]

ASTHMA: tuple[Part, ...] = (
    ("heading", "How an inhaler works"),
    ("paragraph", "An inhaler brings medicine straight to your lungs, e.g. salbutamol. It doesn't cure asthma; it opens the airways, usually within 5 to 10 minutes."),
    ("paragraph", "Dr. Okafor's team in the U.S. found that 3 of 10 people hold it the wrong way. \"Most of them never knew,\" she said - and that's easy to mend."),
    ("heading", "What you need"),
    ("item", "your inhaler"),
    ("item", "a spacer, if you have been given one"),
    ("item", "a clock with a second hand"),
    ("heading", "When should you call for help?"),
    ("paragraph", "Call an ambulance if you can't speak a whole sentence. Don't wait to see whether it gets better on its own. Sit up straight and try to stay calm while you wait."),
)  # fmt: skip
DOSES: tuple[Part, ...] = (
    ("paragraph", "Adults usually start with 2.5 mg once a day, taken in the morning with or without food, and a physician may increase it to 5 mg after 2 weeks."),
    ("paragraph", "Before you start, tell your doctor about these:"),
    ("item", "any allergy, incl. to peanuts or soya."),
    ("item", "kidney disease (eGFR under 30 mL/min)."),
    ("item", "medicines for your heart, such as digoxin 0.125 mg."),
    ("paragraph", "In clinical trials, i.e. in 1,204 volunteers, 4.8 % had dizziness vs. 1.3 % on placebo. See https://example.org/leaflet?x=1 for the whole list."),
    ("paragraph", "Store it below 25 °C. Keep it out of the sight and reach of children."),
)  # fmt: skip
STEPS: tuple[Part, ...] = (
    ("heading", "Getting ready for your scan"),
    ("item", "Drink nothing from 6 a.m. on the day."),
    ("item", "Take off rings, watches and anything else made of metal."),
    ("item", "Tell the radiographer if you're pregnant or think that you might be, because radiation can harm an unborn baby."),
    ("item", "Lie still"),
    ("heading", "Afterwards"),
    ("paragraph", "You may go home at once. The pictures are examined by a specialist, and a report is sent to your surgery within 7-10 working days. Nobody can tell you the result on the spot."),
)  # fmt: skip
SLEEP: tuple[Part, ...] = (
    ("paragraph", "Insomnia is difficulty in falling asleep, staying asleep, or both, in spite of adequate opportunity. Approximately one in three adults experiences it at some time."),
    ("paragraph", "Cognitive behavioural therapy is recommended as the first treatment. It's been shown to be at least as effective as medication, and its benefits last."),
    ("heading", "Habits that help"),
    ("item", "Get up at the same time every day"),
    ("item", "Keep the bedroom dark, quiet and cool"),
    ("item", "Avoid caffeine after 2 p.m"),
    ("item", "Get out of bed if you're still awake after 20 minutes, and go back when you're sleepy"),
    ("paragraph", "If nothing helps after 4 weeks, see your G.P. Sleeping pills may be offered, but only for a short time, since the body gets used to them."),
)  # fmt: skip

TEXTS: dict[str, tuple[Part, ...]] = {"asthma": ASTHMA, "doses": DOSES, "steps": STEPS, "sleep": SLEEP}
BULLETS = ("-", "*", "+", "\u2022", "\u25e6", "\u2013", "\u00b7", "\u25aa", "1.", "1)", "(1)", "a)", "(a)")


def _bullet(sign: str, number: int) -> str:
    return sign.replace("1", str(number)).replace("a", chr(96 + number))


def plain(parts: tuple[Part, ...], bullet: str = "-", width: int = 0) -> str:
    """The text as plain text; wrapped hard at `width` signs, if one is given."""
    written: list[str] = []
    items = 0
    for index, (kind, text) in enumerate(parts):
        items = items + 1 if kind == "item" else 0
        line = f"{_bullet(bullet, items)} {text}" if items else text
        if width:
            line = textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)
        after_item = kind == "item" and index + 1 < len(parts) and parts[index + 1][0] == "item"
        written.append(line + ("\n" if after_item else "\n\n"))
    return "".join(written)


def markdown(parts: tuple[Part, ...], bullet: str = "-") -> str:
    """The text as Markdown, some of its words in bold."""
    bold = [(kind, text.replace(" you ", " **you** ").replace(" sleep", " *sleep*")) for kind, text in parts]
    return "".join(
        each + "\n" if each.startswith("## ") else each
        for each in plain(tuple((k, f"## {t}" if k == "heading" else t) for k, t in bold), bullet).splitlines(
            True
        )
    )


def page(parts: tuple[Part, ...]) -> str:
    """The text as a page of HTML, with what such pages have around it."""
    tags = {"heading": "h2", "paragraph": "p", "item": "li"}
    body = ""
    for index, (kind, text) in enumerate(parts):
        before, after = (parts[at][0] if 0 <= at < len(parts) else "" for at in (index - 1, index + 1))
        shown = html.escape(text).replace(" you ", " <b>you</b> ").replace(" in ", " in&nbsp;")
        body += "<ul>" if kind == "item" != before else ""
        body += f"<{tags[kind]}>{shown}</{tags[kind]}>\n"
        body += "</ul>" if kind == "item" != after else ""
    return (
        "<!doctype html><html><head><title>A title that is not text</title><style>p { color: red }</style></head>"
        f"<body><!-- not this. --><script>if (a < b) document.write('No.')</script>{body}<p hidden>Nor this.</body>"
    )


def broken(parts: tuple[Part, ...]) -> str:
    """The text as HTML of one paragraph for each run, lines parted by `<br>`."""
    return "<br>\n<br>\n".join(
        run.replace("\n", "<br>") for run in html.escape(plain(parts, "\u2022")).strip().split("\n\n")
    )


def ways(parts: tuple[Part, ...]) -> Iterator[tuple[str, str, str]]:
    """A name, the text, and its format, for every way to send it."""
    text = plain(parts)
    for bullet in BULLETS:
        yield f"plain {bullet}", plain(parts, bullet), "plain"
        yield f"markdown {bullet}", markdown(parts, bullet), "markdown"
        yield f"wrapped {bullet}", plain(parts, bullet, 60), "plain"
    for width in (40, 72, 80):
        yield f"wrapped at {width}", plain(parts, width=width), "plain"
        yield f"markdown wrapped at {width}", plain(parts, width=width), "markdown"
    yield "crlf", text.replace("\n", "\r\n"), "plain"
    yield "cr", text.replace("\n", "\r"), "plain"
    yield "markdown crlf", markdown(parts).replace("\n", "\r\n"), "markdown"
    curly = (
        text.replace(' "', " \u201c").replace('"', "\u201d").replace("'", "\u2019").replace(" - ", " \u2014 ")
    )
    yield "curly", curly, "plain"
    yield "curly markdown", curly, "markdown"
    yield "no-break", text.replace(" a ", "\u00a0a\u00a0").replace("tion", "ti\u00adon"), "plain"
    yield "bom", "\ufeff" + text, "plain"
    yield "bom markdown", "\ufeff" + markdown(parts), "markdown"
    yield "html", page(parts), "html"
    yield "html crlf", page(parts).replace("\n", "\r\n"), "html"
    yield "html of breaks", broken(parts), "html"
    yield "html curly", page(parts).replace("&#x27;", "&rsquo;").replace(" - ", " &mdash; "), "html"
    yield "html in markdown", page(parts), "markdown"
