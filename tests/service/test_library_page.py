from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from content.article import Level
from content.readability.grade import measure_text
from service.library import policy
from service.wiring import Services
from tests.fakes.articles import sample_article
from tests.service.outline import Outline, main_outline


@pytest.fixture(autouse=True)
def _three_articles(services: Services) -> None:
    words = {Level.FULL: "Sleep is a state of rest."}
    services.store.publish(sample_article("sleep", title="Why we sleep", topics=("sleep",), words=words))
    services.store.publish(sample_article("salt", title="Le sel", topics=("food", "blood"), language="fr"))


def page(client: FlaskClient, path: str) -> Outline:
    return main_outline(client.get(path).text)


def titles(seen: Outline) -> list[str]:
    return [words for level, words in seen.headings() if level == 3]


def status(seen: Outline) -> str:
    (told,) = [e for e in seen.elements if e.attributes.get("class") == "count"]
    return told.text


def links(seen: Outline, words: str) -> list[str]:
    return [a.attributes["href"] for a in seen.all("a") if words in " ".join(a.text.split())]


def selected(seen: Outline) -> list[str]:
    return [o.attributes["value"] for o in seen.all("option") if "selected" in o.attributes]


def test_the_search_is_a_plain_form_with_a_name_for_each_of_its_fields(client: FlaskClient) -> None:
    seen = page(client, "/")
    (form,) = seen.all("form")
    assert (form.attributes["role"], form.attributes["method"], form.attributes["action"]) == (
        "search",
        "get",
        "/",
    )
    fields = seen.all("input") + seen.all("select")
    assert [each.attributes["name"] for each in fields] == ["q", "topic", "level", "length", "language"]
    assert {label.attributes["for"] for label in seen.all("label")} == {
        each.attributes["id"] for each in fields
    }
    assert fields[0].attributes["maxlength"] == str(policy().longest_query)


def test_each_choice_says_how_many_articles_it_has(client: FlaskClient) -> None:
    options = [option.text for option in page(client, "/").all("option")]
    for each in (
        "blood (2)",
        "sleep (1)",
        "Easy: one idea at a time (2)",
        "Up to 5 minutes (3)",
        "English (2)",
        "Français (1)",
    ):
        assert each in options


def test_what_was_found_is_counted_in_the_title_and_in_words(client: FlaskClient) -> None:
    seen = page(client, "/?q=sleep")
    assert titles(seen) == ["Why we sleep"]
    assert "<title>“sleep”: 1 article \u2013 Plainspoken</title>" in client.get("/?q=sleep").text
    assert status(seen) == "We found 1 that fits, out of 3."
    assert status(page(client, "/?topic=blood")) == "We found 2 that fit, out of 3."
    assert status(page(client, "/")) == "There are 3 articles."


def test_what_is_in_force_stands_in_words_with_a_way_to_take_each_back(client: FlaskClient) -> None:
    seen = page(client, "/?q=pressure&topic=blood&level=easy&length=short&language=en")
    for words in (
        "Words: “pressure”",
        "Topic: blood",
        "Level: Easy",
        "Time to read: Up to 5 minutes",
        "Language: English",
    ):
        assert words in seen.words
    assert selected(seen) == ["blood", "easy", "short", "en"]
    assert seen.all("input")[0].attributes["value"] == "pressure"
    assert "open" in seen.all("details")[0].attributes
    (href,) = links(seen, "Take away Topic: blood")
    left = parse_qs(urlsplit(href).query)
    assert left == {"q": ["pressure"], "level": ["easy"], "length": ["short"], "language": ["en"]}
    assert links(seen, "Take all away") == ["/"]
    assert "Take away" not in page(client, "/").words


def test_a_chosen_level_is_where_a_title_leads(client: FlaskClient) -> None:
    assert links(page(client, "/"), "About blood pressure")[0] == "/articles/blood-pressure/"
    assert links(page(client, "/?level=easy"), "About blood pressure")[0] == "/articles/blood-pressure/easy/"


def test_each_article_shows_topics_levels_and_times(client: FlaskClient) -> None:
    seen = page(client, "/?q=why")
    assert links(seen, "sleep")[1] == "/?topic=sleep"
    assert links(seen, "Full – Why we sleep, half a minute") == ["/articles/sleep/full/"]  # noqa: RUF001 - as shown
    assert "Read it or listen to it." in seen.words


def test_a_result_leads_to_the_part_that_has_the_words(client: FlaskClient) -> None:
    assert links(page(client, "/?q=repeatedly"), "Introduction") == [
        "/articles/blood-pressure/standard/introduction/", "/articles/salt/standard/introduction/",
    ]  # fmt: skip


def test_a_slip_of_the_hand_is_told_and_what_was_looked_for_instead(client: FlaskClient) -> None:
    seen = page(client, "/?q=presure")
    assert "No article has “presure”. We looked for “pressure”." in seen.words
    assert titles(seen)[0] == "About blood pressure"


def test_an_empty_answer_says_what_can_be_tried(client: FlaskClient) -> None:
    seen = page(client, "/?q=xyzzyplugh")
    assert status(seen) == "We found none that fits."
    assert "See if each word is spelled right." in seen.words
    assert links(seen, "See all 3 articles") == ["/"]
    assert "/?topic=sleep" in links(seen, "sleep")
    seen = page(client, "/?q=introduction&topic=sleep&language=fr")
    assert links(seen, "See all 3 articles with “introduction”") == ["/?q=introduction"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("topic=moon", "We have no topic “moon”."),
        ("level=hard", "We have no level “hard”."),
        ("length=tiny", "We have no length “tiny”."),
        ("language=<b>", "We have no text in “<b>”."),
    ],
)
def test_a_wish_that_there_is_nothing_of_is_told_and_left_out(
    client: FlaskClient, asked: str, told: str
) -> None:
    seen = page(client, f"/?{asked}")
    assert f"{told} So we left that out." in seen.words
    assert len(titles(seen)) == 3
    assert not seen.all("b")


@pytest.mark.parametrize(
    "query", ["page=-1", "page=x", "page=99999999999", "page=" + "9" * 5000, "page=%C2%B2", "q=%00", "q=%ff%fe", "q=" + "a" * 9000,
              "q=a&q=b", "topic=%F0%9F%8D%8E", "language=../..", "language=en_US", "x=y"],
)  # fmt: skip
def test_no_query_breaks_the_page(client: FlaskClient, query: str) -> None:
    response = client.get(f"/?{query}")
    assert response.status_code == 200
    assert main_outline(response.text).faults == []


def test_what_is_typed_can_not_break_the_page(client: FlaskClient) -> None:
    evil = "<script>alert(1)</script>\"&'"
    seen = main_outline(client.get("/", query_string={"q": evil, "topic": evil}).text)
    assert not [script for script in seen.all("script") if "src" not in script.attributes]
    assert seen.all("input")[0].attributes["value"] == evil


def test_a_long_list_comes_in_pages_that_are_links_and_keep_what_was_asked(
    client: FlaskClient, services: Services
) -> None:
    for number in range(9 * policy().page_size):
        services.store.publish(sample_article(f"a{number}", title=f"Heart {number:03}"))
    first = page(client, "/?q=heart")
    assert len(titles(first)) == policy().page_size
    assert links(first, "Next page") == ["/?q=heart&page=2"]
    assert links(first, "Page before") == []
    fifth = page(client, "/?q=heart&page=5")
    assert links(fifth, "Page before") == ["/?q=heart&page=4"]
    assert "This is page 5 of 10." in fifth.words  # two of the articles above have the topic, too
    (current,) = [a for a in fifth.all("a") if "aria-current" in a.attributes]
    assert " ".join(current.text.split()) == "This is page 5"
    numbers = [a.text.split()[-1] for a in fifth.all("a") if a.text.strip().startswith(("Page ", "This is"))]
    assert numbers == ["before", "1", "3", "4", "5", "6", "7", "10"]
    assert links(page(client, "/?q=heart&page=2"), "Page before") == ["/?q=heart"]


def test_answers_to_searches_do_not_crowd_out_kept_pages_nor_stay_in_shared_caches(
    client: FlaskClient, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    find = services.library.find
    monkeypatch.setattr(
        type(services.library), "find", lambda _self, wanted: (asked.append(wanted.query), find(wanted))[1]
    )
    for path in ("/", "/", "/?q=salt", "/?q=salt"):
        response = client.get(path)
        assert response.headers["ETag"]
        assert response.headers["Cache-Control"] == (
            "private, no-cache" if "q=" in path else "public, no-cache"
        )
    assert asked == ["", "salt", "salt"]
    tag = client.get("/?q=salt").headers["ETag"]
    assert client.get("/?q=salt", headers={"If-None-Match": tag}).status_code == 304


def test_only_the_library_itself_is_for_search_engines(client: FlaskClient) -> None:
    assert 'name="robots"' not in client.get("/").text
    assert 'name="robots" content="noindex, follow"' in client.get("/?topic=blood").text


def test_what_the_library_says_itself_is_easy_to_read(client: FlaskClient) -> None:
    for path in ("/", "/?q=zzzz&level=x", "/?q=presure&level=easy"):
        own = [
            e.text
            for e in page(client, path).elements
            if e.tag in {"p", "summary"} and e.attributes.get("class")
        ]
        assert own
        assert (measure_text("\n\n".join(own)).grade or 0) <= 6.0, path
