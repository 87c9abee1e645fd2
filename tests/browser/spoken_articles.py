"""Articles whose pages are hard to follow along: lists, links, emphasis, signs of all kinds."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from content.article import Article, Disclaimer, Level, Rendition, Section, Term
from content.source.markdown import parse
from tests.fakes.articles import measurement, sample_article

MANY_SIGNS = {
    "first": """# Salt & *your* “heart”

Salt can raise your **blood pressure**. It *may* harm
your heart; see [the *full* story](https://example.org/salt) for more.

## What to eat 🥗

- Beans, peas and lentils.
- Fruit: a cafe\u0301 may have it, or a naïve cook.
  - An apple 🍎 a day.
  - Pears & plums.

1. First, taste your food.
2. Then 👩‍🍳 add less than 5 g of salt.
""",
    "second": """# Walk a little

Walk for 30 minutes. Do it on most days. Rest when you are tired.

You can stop at any time. Ask your doctor first.
""",
}


def article_of(slug: str, texts: Mapping[str, str]) -> Article:
    """An article at one level, of Markdown by section."""
    sections = tuple(
        Section(section, {Level.PLAIN: _rendition(section, text)}) for section, text in texts.items()
    )
    return dataclasses.replace(
        sample_article(slug, title="Hearts & salt", words={Level.PLAIN: "Eat less salt."}),
        sections=sections,
        disclaimer=Disclaimer("https://example.org/d", {Level.PLAIN: "This is not advice. Ask a doctor."}),
        facts=(),
        omissions=(),
    )


def _rendition(section: str, text: str) -> Rendition:
    parsed = parse(text)
    assert parsed.problems == ()
    return Rendition(
        section=section,
        level=Level.PLAIN,
        title=parsed.title,
        blocks=parsed.blocks,
        html=parsed.html,
        markdown=text,
        measurement=measurement(Level.PLAIN, words=len(text.split())),
    )


EXPLAINED = {
    "treatment": """# What happens in treatment

In *ketamine* therapy, a drip puts the drug into your veins. The World Health Organization (WHO) lists
it. You get a **target dose**, which is less than the dose in surgery.

- A drip is a thin tube.
- WHO says that it is safe. It may cause a migraine.

## Who gets it

People with depression may get it. See [what depression is](https://example.org/depression) for more.
""",
}
GLOSSARY = (
    Term("ketamine", "A drug that stops pain.", say="[[k'i:t2@m,i:n]]", show="KEE-tuh-meen"),
    Term("drip", "A thin tube. It goes into a vein."),
    Term("vein", "It takes blood to your heart.", show="VAYN"),
    Term("WHO", "A group that works on health.", expands="World Health Organization"),
    Term("dose", "How much of a drug you take."),
    Term("target dose", "The full amount for you to take."),
    Term("migraine", "A very bad head pain.", show="MY-grain"),
    Term("depression", "An illness. You feel very low for a long time."),
)


def explained_article() -> Article:
    """An article with a glossary: one part, so that its page is that part's, too."""
    made = article_of("explained", EXPLAINED)
    # A title of its own: in the library two links of one name would lead to two places.
    return dataclasses.replace(made, title="Hearts in plain words", glossary=GLOSSARY)
