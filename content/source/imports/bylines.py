"""Lines about an article: who wrote it, when, who looked it over, how to cite it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.source.imports.days import find_day, is_only_a_day
from content.source.imports.manuscript import Fact, Known
from content.source.imports.phrases import is_particle

_BY = re.compile(
    r"^(?:(?:written|posted|words|text|story|article|authored|published|medically written)\s+)?"
    r"by:?\s+(?P<name>.+)$"
    r"|^(?:author|authors|writer|written by)\s*:\s*(?P<named>.+)$",
    re.IGNORECASE,
)
_NAME_ENDS = re.compile(
    r"\s*(?:[|•·\u2014\u2013\n]|\s-\s|\bon\b|\bin\b|\d|\bpublished\b|\bupdated\b|\bposted\b).*$",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"[A-Z][\w'\u2019.-]*$")
_DATED = re.compile(
    r"^(?:(?:first |originally |last )?(?:published|posted|updated|modified|written|date|page last updated)"
    r"(?:\s+(?:on|at|date))?)\s*:?\s+",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"^(?:page )?(?:last )?(?:updated|modified)\b", re.IGNORECASE)
_REVIEWED = re.compile(
    r"\b(?:medically|clinically|scientifically|fact|expert|peer)?[ -]?(?:reviewed|checked|verified) by\b"
    r"|\b(?:last|next)\s+(?:medically\s+|clinically\s+)?review(?:ed|\s+(?:date|due))?\b"
    r"|^review(?:ed)? date\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"^(?P<label>publisher|published by|source|url|link|original)\s*:\s*(?P<value>\S.*)$", re.IGNORECASE
)
_CITED_DATE = re.compile(r"\((?P<date>[^()]{4,40})\)\s*[.,:]?\s+")
_CITED_URL = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;)]/?")
_LONGEST_LINE = 25


def line_facts(text: str) -> tuple[Known, ...]:
    """What a short line tells about the article; nothing where it is no such line."""
    if len(text) > _LONGEST_LINE * 12 or len(text.split()) > _LONGEST_LINE:
        return ()
    return tuple(_line_facts(text))


def _line_facts(text: str) -> Iterator[Known]:
    if _REVIEWED.search(text):
        yield Known("reviewed", text, "a line on its review")
        if by := re.match(r"(.{1,120}?)[|•·;]", text):
            yield from _byline(by[1].strip())
        return
    day = find_day(text)
    found = list(_byline(text))
    yield from found
    if day and found:
        yield Known("published", day.isoformat(), "the byline")
    elif day and (_DATED.match(text) or is_only_a_day(text)) and len(text.split()) <= 10:
        fact: Fact = "modified" if _UPDATED.match(text) else "published"
        yield Known(fact, day.isoformat(), "a line with its date")
    if labelled := _LABELLED.match(text):
        value = labelled["value"].strip()
        if address := _CITED_URL.search(value):
            yield Known("url", address[0], f"a line “{labelled['label']}: …”")
        elif labelled["label"].lower().startswith("publish") and not day:
            yield Known("publisher", value, f"a line “{labelled['label']}: …”")


def _byline(text: str) -> Iterator[Known]:
    by = _BY.match(text)
    if by is None:
        return
    name = _NAME_ENDS.sub("", by["name"] or by["named"]).strip(" ,.;|")
    if is_name(name):
        yield Known("author", name, "the byline")


def is_name(text: str) -> bool:
    """Whether a text looks like a person's name, or a few of them: capitals, no figures, no sentence."""
    words = text.replace(",", " ").split()
    if not 2 <= len(words) <= 12 or any(sign.isdigit() for sign in text) or text.endswith(("?", "!", ":")):
        return False
    capitals = [word for word in words if _NAME_WORD.match(word)]
    return len(capitals) >= 2 and all(word in capitals or is_particle(word) for word in words)


def citation_facts(text: str, title: str = "") -> tuple[Known, ...]:
    """What a citation in APA's manner tells: `Author, (2022, January 3). Title. Publisher. https://…`.

    Without an author, a date in brackets and an address it is none. `title`, where known, tells where
    the publisher starts.
    """
    date, url = _CITED_DATE.search(text), _CITED_URL.search(text)
    if date is None or url is None or url.start() < date.end() or len(text) > 1000:
        return ()
    author = text[: date.start()].strip(" ,.")
    day = find_day(date["date"])
    if day is None or not author or len(author.split()) > 20:
        return ()
    rest = text[date.end() : url.start()].strip(" .")
    where = "the article's citation"
    cited, publisher = _title_and_publisher(rest, title)
    found = [
        Known("author", author, where),
        Known("published", day.isoformat(), where),
        Known("url", url[0], where),
    ]
    if cited:
        found.append(Known("title", cited, where))
    if publisher:
        found.append(Known("publisher", publisher, where))
    return tuple(found)


def _title_and_publisher(rest: str, title: str) -> tuple[str, str]:
    if title and rest.lower().startswith(title.lower()):
        cited, publisher = rest[: len(title)], rest[len(title) :].strip(" .")
    else:
        cited, _, publisher = rest.rpartition(". ")
    for lead in ("Retrieved from", "Available at", "Available from", "From"):
        publisher = publisher.removesuffix(lead).strip(" .:")
    # "Psychreg on General": the house, and the shelf it put the article on.
    return cited.strip(" ."), publisher.partition(" on ")[0].strip(" .,")
