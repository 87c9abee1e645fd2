from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from content.article import Level
from content.levels import policy
from content.readability.grade import CAVEAT
from service.general import general_disclaimer
from service.pages.structured_data.sounds import duration
from service.wiring import Services
from tests.fakes.articles import sample_article
from tests.service.head import head_of

SITE = "http://localhost"
WHOLE = "/articles/blood-pressure/plain/"
SECTION = f"{WHOLE}treatment/"

#: What the W3C's vocabulary knows (Schema.org Accessibility Properties for Discoverability, 2024-07-18),
#: as far as a page of text and sound can claim it.
KNOWN = {
    "accessMode": {"textual", "auditory", "visual", "tactile"},
    "accessibilityFeature": {
        "alternativeText", "annotations", "closedCaptions", "displayTransformability", "highContrastDisplay",
        "highContrastAudio/noBackground", "largePrint", "longDescription", "readingOrder", "rubyAnnotations",
        "structuralNavigation", "synchronizedAudioText", "tableOfContents", "timingControl", "transcript",
        "ttsMarkup", "unlocked",
    },
    "accessibilityHazard": {"noFlashingHazard", "noMotionSimulationHazard", "noSoundHazard"},
    "accessibilityControl": {"fullKeyboardControl", "fullMouseControl", "fullTouchControl"},
}  # fmt: skip


def strings(value: Any) -> Iterator[str]:
    """Every text in it, at any depth."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from strings(each)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("path", [WHOLE, SECTION])
def test_a_page_says_what_it_is_for_whom_and_whence_it_comes(client: FlaskClient, path: str) -> None:
    node, article = head_of(client, path).node("Article"), sample_article()
    assert node["@type"] == ["Article", "LearningResource"]
    assert node["@id"] == node["url"] == SITE + path
    assert node["inLanguage"] == "en"
    assert node["isBasedOn"]["url"] == article.source.url
    assert node["isBasedOn"]["datePublished"] == "2022-01-03"
    assert node["creditText"] == article.source.attribution
    assert node["keywords"] == ["heart", "blood"]
    assert node["author"]["name"] == node["publisher"]["name"] == "Plainspoken"
    assert node["publishingPrinciples"] == f"{SITE}/articles/blood-pressure/evidence/"
    assert node["educationalLevel"]["termCode"] == "plain"
    assert node["educationalLevel"]["description"] == policy().of(Level.PLAIN).purpose


@pytest.mark.parametrize("path", [WHOLE, SECTION])
def test_the_disclaimer_goes_along_at_the_level_of_the_page(client: FlaskClient, path: str) -> None:
    article = sample_article()
    assert head_of(client, path).node("Article")["usageInfo"] == {
        "@type": "CreativeWork",
        "name": "Disclaimer",
        "text": article.disclaimer.at(Level.PLAIN),
        "url": article.disclaimer.url,
    }


@pytest.mark.parametrize("path", [WHOLE, SECTION])
def test_no_clinical_review_is_claimed(client: FlaskClient, path: str) -> None:
    said = client.get(path).text.split("application/ld+json")[1].split("</script>")[0]
    for word in ("reviewedBy", "lastReviewed", "Medical", "Physician", "B. Nurse"):
        assert word not in said


def test_a_grade_goes_with_its_caveat_and_is_left_out_where_there_is_none(
    client: FlaskClient, services: Services
) -> None:
    article = sample_article()

    def page_at(grade: float | None) -> None:
        measured = dataclasses.replace(article.pages[Level.PLAIN], grade=grade)
        services.store.publish(dataclasses.replace(article, pages={**article.pages, Level.PLAIN: measured}))

    page_at(5.04)
    for path, grade in ((WHOLE, "5.0"), (SECTION, "6.5")):
        scored = head_of(client, path).node("Article")["educationalAlignment"]
        assert (scored["alignmentType"], scored["targetName"]) == ("readingLevel", grade)
        assert scored["description"] == CAVEAT
    page_at(None)
    assert "educationalAlignment" not in head_of(client, WHOLE).node("Article")


@pytest.mark.parametrize("path", [WHOLE, SECTION])
def test_what_is_claimed_of_accessibility_is_in_the_vocabulary(client: FlaskClient, path: str) -> None:
    node = head_of(client, path).node("Article")
    for name, values in KNOWN.items():
        assert node[name], name
        assert set(node[name]) <= values, name
        assert len(set(node[name])) == len(node[name])
    assert [each["itemListElement"] for each in node["accessModeSufficient"]] == [["textual"], ["auditory"]]
    assert "captions" in node["accessibilitySummary"]


@pytest.mark.parametrize("path", [WHOLE, SECTION])
def test_each_claim_of_accessibility_is_true_of_the_page(client: FlaskClient, path: str) -> None:
    html, head = client.get(path).text, head_of(client, path)
    claimed = set(head.node("Article")["accessibilityFeature"])
    assert ("closedCaptions" in claimed) == ('kind="captions"' in html)
    assert ("tableOfContents" in claimed) == ('class="contents"' in html)
    assert ("synchronizedAudioText" in claimed) == ("data-marks=" in html)
    # No picture carries meaning: else it would need a text, and "visual" be a mode.
    assert "<img" not in html
    assert "visual" not in head.node("Article")["accessMode"]
    assert "autoplay" not in html


@pytest.mark.parametrize(("path", "name"), [(WHOLE, "plain"), (SECTION, "plain/treatment")])
def test_its_sound_is_named_with_type_captions_and_length(
    client: FlaskClient, services: Services, path: str, name: str
) -> None:
    assert all("duration" not in each for each in head_of(client, path).node("Article")["audio"])
    reader, listener = services.reader, services.listener
    readings = reader.sections(reader.article("blood-pressure"), "plain")
    for hearing in (listener.whole(readings), *map(listener.section, readings)):
        listener.hear_all(hearing)
    sounds = head_of(client, path).node("Article")["audio"]
    assert [each["encodingFormat"].split(";")[0] for each in sounds] == ["audio/mpeg", "audio/ogg"]
    for each in sounds:
        assert each["contentUrl"].startswith(f"{SITE}/audio/blood-pressure/{name}.")
        found = client.get(each["contentUrl"].removeprefix(SITE), buffered=True)
        assert (found.status_code, found.mimetype) == (200, each["encodingFormat"].split(";")[0])
        assert each["caption"]["contentUrl"] == f"{SITE}/audio/blood-pressure/{name}.vtt"
        assert each["encodesCreativeWork"] == {"@id": SITE + path}
        assert re.fullmatch(r"PT(\d+H)?(\d+M)?(\d+S)?", each["duration"])


def test_an_article_names_its_sections_and_each_names_its_article(client: FlaskClient) -> None:
    whole = head_of(client, WHOLE).node("Article")
    parts = [f"{SITE}{WHOLE}introduction/", f"{SITE}{WHOLE}treatment/"]
    assert [each["url"] for each in whole["hasPart"]] == parts
    assert [each["position"] for each in whole["hasPart"]] == [1, 2]
    assert whole["isPartOf"]["@id"] == f"{SITE}/"
    section = head_of(client, SECTION).node("Article")
    assert (section["headline"], section["isPartOf"]["url"]) == ("Treatment", f"{SITE}{WHOLE}")
    assert "hasPart" not in section


def test_the_levels_of_an_article_are_tied_together(client: FlaskClient) -> None:
    works = [head_of(client, f"/articles/blood-pressure/{each}/").node("Article") for each in Level]
    assert len({work["exampleOfWork"]["@id"] for work in works}) == 1
    assert [each["@id"] for each in works[0]["exampleOfWork"]["workExample"]] == [w["@id"] for w in works]


def test_the_way_from_the_library_is_told(client: FlaskClient) -> None:
    steps = head_of(client, SECTION).node("BreadcrumbList")["itemListElement"]
    assert [(each["position"], each["name"]) for each in steps] == [
        (1, "Plainspoken"),
        (2, "About blood pressure"),
        (3, "Treatment"),
    ]
    for each in steps:
        assert client.get(each["item"].removeprefix(SITE)).status_code == 200
    assert len(head_of(client, WHOLE).node("BreadcrumbList")["itemListElement"]) == 2


def test_first_published_and_last_changed_are_told_apart(client: FlaskClient, services: Services) -> None:
    services.store.publish(sample_article(title="Blood pressure anew"))
    node, revisions = head_of(client, WHOLE).node("Article"), services.store.revisions("blood-pressure")
    assert node["datePublished"] == revisions[0].updated.isoformat()
    assert node["dateModified"] == revisions[1].updated.isoformat()
    assert (node["version"], node["headline"]) == ("2", "Blood pressure anew")


def test_the_library_says_how_to_search_it_and_what_it_has(client: FlaskClient, services: Services) -> None:
    services.store.publish(sample_article("vaccines", title="About vaccines"))
    head = head_of(client, "/")
    site = head.node("WebSite")
    assert site["potentialAction"]["target"]["urlTemplate"] == f"{SITE}/?q={{search_term_string}}"
    assert site["potentialAction"]["query-input"] == "required name=search_term_string"
    assert site["usageInfo"]["text"] == general_disclaimer().at(Level.EASY)
    assert site["usageInfo"]["url"] == f"{SITE}/disclaimer/"
    assert [(each["position"], each["url"]) for each in head.node("ItemList")["itemListElement"]] == [
        (1, f"{SITE}/articles/blood-pressure/"),
        (2, f"{SITE}/articles/vaccines/"),
    ]


@pytest.mark.parametrize("path", ["/", WHOLE, SECTION])
def test_every_own_address_that_is_told_is_there(client: FlaskClient, path: str) -> None:
    told = {each.split("#")[0] for block in head_of(client, path).data for each in strings(block)}
    own = {each.removeprefix(SITE) for each in told if each.startswith(SITE) and "{" not in each}
    assert own
    for each in own:
        assert client.get(each, buffered=True).status_code == 200, each


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.2, "PT1S"), (59.6, "PT1M"), (200, "PT3M20S"), (3600, "PT1H"), (3661, "PT1H1M1S")]
)
def test_a_length_of_time_is_written_as_iso_8601_has_it(seconds: float, text: str) -> None:
    assert duration(seconds) == text
