"""Pages of a partner, good and bad, and the article that they show."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from flask.testing import FlaskClient

from content.article import Article, Level
from service.wiring import Services
from tests.fakes.articles import sample_article

HERE = "https://health.example"
PARTNER = "https://partner.example/health"
#: The text of the section `introduction` at two levels, and of `treatment`.
PLAIN = (
    "High blood pressure is when your blood pushes too hard for a long time. "
    "Do not stop your tablets at once. Take 5 mg of the tablet each morning with a glass of water. "
    "Your doctor will look at your heart twice a year."
)
EASY = "Your blood can push too hard. Do not stop your pills. Take one pill each day."
CARE = (
    "A nurse can show you how to measure your own blood pressure at home. "
    "Write down what you find, and bring the list along when you come. "
    "Some people feel dizzy in the first week, which mostly goes away by itself."
)
FULL = "Hypertension denotes persistently elevated arterial pressure, measured repeatedly at rest."


def article(
    slug: str = "blood-pressure", plain: str = PLAIN, *, care: str = CARE, easy: str = EASY
) -> Article:
    first = sample_article(
        slug, sections=("introduction",), words={Level.FULL: FULL, Level.PLAIN: plain, Level.EASY: easy}
    )
    other = {
        Level.FULL: care.upper(),
        Level.PLAIN: care,
        Level.EASY: "Ask a nurse to help you at home with it.",
    }
    return replace(
        first,
        sections=(*first.sections, *sample_article(slug, sections=("treatment",), words=other).sections),
    )


def sound(services: Services, level: str = "plain", section: str = "introduction") -> str:
    """The current address of a section's sound."""
    published = services.reader.article("blood-pressure")
    hearing = services.listener.section(services.reader.section(published, section, level))
    return f"{HERE}/audio/blood-pressure/{level}/{section}.mp3?v={services.listener.sound(hearing, 'mp3').key[:16]}"


def own_layout(services: Services, **other: str) -> str:
    """A partner's own page of the introduction at level plain; by `other`, with some part another one."""
    paragraphs = "</p><p>".join(escape(each) for each in other.get("text", PLAIN).split("  "))
    parts = {
        "text": f"<p>{paragraphs}</p>",
        "disclaimer": "<p class=note>This is not medical\n  advice (plain).</p>",
        "attribution": "<p>Retold from &ldquo;On arterial pressure&rdquo; by A. Doctor, Example Health, 3 January 2022.</p>",
        "link": f"<a href='{HERE}/articles/blood-pressure/plain/introduction/'>Plainspoken</a>",
        "audio": f"<audio controls src='{sound(services)}'></audio>",
    } | {name: html for name, html in other.items() if name != "text"}
    body = "\n".join(parts.values())
    return f"<!doctype html><title>Health</title><nav><a href=/>Home</a></nav><main><h1>Pressure</h1>{body}</main>"


def fragment(client: FlaskClient, path: str = "/sections/introduction?level=plain") -> str:
    """The API's HTML of the article, or of a part of it."""
    return client.get(
        f"/api/v1/articles/blood-pressure{path}", headers={"Accept": "text/html"}, base_url=HERE
    ).text
