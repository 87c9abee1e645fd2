"""One article as it may be found: a text, a saved page, a WordPress post, a Word document."""

from __future__ import annotations

import html
import io
import json
import zipfile
from collections.abc import Mapping, Sequence

TITLE = "How Do Ears Keep You Steady? \u2013 A Short Guide"
AUTHOR = "Mara Lindqvist"
URL = "https://harbour.example/how-do-ears-keep-you-steady/"
NOTE = f"{AUTHOR} studied hearing at a school by the sea. She likes boats & bells."
DISCLAIMER = (
    "The articles on Harbour Health are for educational purposes. They\u2019re not a substitute for "
    "professional advice. Don\u2019t delay a visit to your doctor because of what you read here."
)
#: Kind and words, in order: h heading, p paragraph, - item.
BODY: tuple[tuple[str, str], ...] = (
    ("p", "Deep in each ear lie three small loops. They are filled with fluid, and the fluid moves as you turn."),
    ("p", "When 1.5 mg of a drug slows the fluid, you may feel dizzy for 3\u20134 hours. That is “vertigo”."),
    ("h", "What do the loops do?"),
    ("p", "The loops tell the central nervous system (CNS) which way is up. The loops do so in the dark, too:"),
    ("-", "One loop feels nods."),
    ("-", "One loop feels turns; it is the largest."),
    ("-", "One feels tilts"),
    ("h", "When it goes wrong"),
    ("p", "About 20 % of adults have dizzy spells. See [a doctor] if p < 0.05 means nothing to you & it spins."),
    ("-", "Sit down. Hold on to something."),
    ("-", "Drink water \u2013 slowly."),
)  # fmt: skip
ITEMS = tuple(text for kind, text in BODY if kind == "-")
SECTIONS = {
    "introduction": 0,
    "what-do-the-loops-do": 3,
    "when-it-goes-wrong": 2,
}


def as_text() -> str:
    """As it is copied from a page, with what stood around it."""
    lines = [AUTHOR, "", "Balance", "5 MIN READ", "", TITLE, "", "Cite This"]
    lines += [
        f"{AUTHOR}, (2023, March 9). {TITLE}. Harbour Health on Balance. {URL}",
        "Reading Time: 5 minutes",
    ]
    lines += [
        line
        for kind, text in BODY
        for line in (*(() if kind == "-" else ("",)), f"{'  • ' * (kind == '-')}{text}")
    ]
    return "\n".join([*lines, "", "", NOTE, "", "", DISCLAIMER]) + "\n"


def as_content() -> str:
    """The article's own HTML."""
    parts, in_list = [], False
    for kind, text in BODY:
        if (kind == "-") != in_list:
            in_list = not in_list
            parts.append("<ul>" if in_list else "</ul>")
        tag = {"h": "h2", "p": "p", "-": "li"}[kind]
        parts.append(f"<{tag}>{html.escape(text)}</{tag}>")
    note = html.escape(NOTE)
    return "\n".join([*parts, "</ul>", f"<p><em>{note}</em></p>", f'<p class="small">{DISCLAIMER}</p>'])


def as_page() -> str:
    """A saved page with all that pages have."""
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "Article",
                "headline": TITLE,
                "datePublished": "2023-03-09T08:00:00+00:00",
                "author": {"@id": "#m"},
            },
            {"@type": "Person", "@id": "#m", "name": AUTHOR},
        ],
    }
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} | Harbour Health</title>
<link rel="canonical" href="{URL}"><meta property="og:site_name" content="Harbour Health">
<script type="application/ld+json">{json.dumps(data)}</script><script>if (a < b) track("words in a script")</script></head>
<body class="single has-sidebar newsletter-on"><div id="cookie-bar"><p>We like cookies. Do you?</p><button>Yes</button></div>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/all">All articles</a></li></ul></nav></header>
<main><article class="category-ads"><header><span>Balance</span><h1>{TITLE}</h1>
<p class="byline">By <a href="/m">{AUTHOR}</a> | March 9, 2023</p></header>
<div class="entry-content">{as_content()}<div class="social-share"><p>Share this:</p><ul><li>Post</li></ul></div></div></article>
<section class="related-posts"><h2>Related articles</h2><p>Ten teas for a calm night.</p></section></main>
<footer><p>© 2023 Harbour Health.</p></footer></body></html>"""


def as_post() -> str:
    """A WordPress post as its REST interface gives it."""
    return json.dumps(
        {
            "id": 7,
            "date": "2023-03-09T08:00:00",
            "link": URL,
            "title": {"rendered": TITLE.replace("\u2013", "&#8211;")},
            "content": {"rendered": as_content(), "protected": False},
            "excerpt": {"rendered": "<p>Deep in each ear lie three small loops. [&hellip;]</p>"},
            "_embedded": {"author": [{"id": 1, "name": AUTHOR}]},
        }
    )


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_STYLES = f"""<w:styles {_W}><w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style></w:styles>"""


def as_docx() -> bytes:
    """A Word document, its styles named in another language as Word does."""
    parts = [paragraph(TITLE, "Titel"), paragraph(f"By {AUTHOR}"), paragraph("9 March 2023")]
    parts += [paragraph(text, "berschrift1" if kind == "h" else "", item=kind == "-") for kind, text in BODY]
    return docx([*parts, paragraph(NOTE), paragraph(DISCLAIMER)])


def paragraph(text: str, style: str = "", *, item: bool = False) -> str:
    """A paragraph's XML, cut into runs as Word cuts them."""
    look = f'<w:pStyle w:val="{style}"/>' if style else ""
    look += '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if item else ""
    runs = [text[: len(text) // 2], text[len(text) // 2 :]]
    words = "".join(f'<w:r><w:t xml:space="preserve">{html.escape(run)}</w:t></w:r>' for run in runs)
    return f"<w:p><w:pPr>{look}</w:pPr>{words}</w:p>"


def docx(paragraphs: Sequence[str], parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A .docx file of these paragraphs, with further parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        body = "".join(paragraphs)
        archive.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/styles.xml", _STYLES)
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return made.getvalue()
