from __future__ import annotations

import html
import json
import re
from dataclasses import replace

from flask.testing import FlaskClient

from service.api.docs import explained_problems
from service.app import create_app
from service.partners.limits import Limits
from service.problem_words import problem_words
from service.problems import KINDS
from service.settings import Settings
from service.wiring import Services
from tests.contract.answers import application, problems
from tests.fakes.partners import Desk
from tests.service.bones import page
from tests.service.outline import outline


def test_every_problem_has_its_page(client: FlaskClient) -> None:
    assert set(problem_words()) == {kind.slug for kind in KINDS} | {
        slug for slug, told in problem_words().items() if told.status
    }
    for slug, told in explained_problems().items():
        words = page(client, f"/api/problems/{slug}/").words
        for each in (told.title, told.words.means, told.words.todo, f"{told.status} {slug}"):
            assert " ".join(each.replace("`", "").split()) in words, slug


def test_a_problems_type_leads_to_its_page(client: FlaskClient) -> None:
    for path in ("/api/v1/articles/nothing", "/api/nothing", "/audio/blood-pressure/easy/nothing.mp3"):
        told = client.get(path).get_json(force=True)
        assert told["title"] in client.get(told["type"]).text


def test_a_problem_that_has_no_page_is_of_no_type_of_ours(client: FlaskClient) -> None:
    @client.application.before_request
    def teapot() -> None:
        from werkzeug.exceptions import ImATeapot

        raise ImATeapot

    assert client.get("/api/v1/articles").get_json(force=True)["type"] == "about:blank"


def test_the_example_of_a_problem_is_what_is_answered() -> None:
    with application() as app:
        client = app.test_client()
        for slug, asked in problems(app).items():
            assert asked["answer"]["type"] == f"/api/problems/{slug}/"
            text = html.unescape(client.get(asked["answer"]["type"]).text)
            shown = json.loads(text.split("<pre><code>")[1].split("</code></pre>")[0])
            assert asked["request"] in text
            # The disclaimer's address is that of wherever the page stands.
            assert shown | {"disclaimer": ""} == asked["answer"] | {"disclaimer": ""}, slug


def test_there_is_no_page_for_what_is_no_problem(client: FlaskClient) -> None:
    response = client.get("/api/problems/nothing/")
    assert (response.status_code, response.mimetype) == (404, "application/problem+json")


def test_the_documentation_leads_to_every_problem_and_keeps_its_old_places(client: FlaskClient) -> None:
    found = page(client, "/api/docs")
    links = {a.attributes["href"] for a in found.all("a")}
    text = client.get("/api/docs").text
    for slug in explained_problems():
        assert f"/api/problems/{slug}/" in links
        assert f'id="problem-{slug}"' in text


def test_the_documentation_begins_with_a_list_of_its_parts_in_their_order(client: FlaskClient) -> None:
    text = client.get("/api/docs").text
    contents = re.search(r'<nav class="contents".*?</nav>', text, flags=re.DOTALL)
    assert contents is not None
    listed = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', contents[0])
    after = text[contents.end() :].split("<footer")[0]
    assert listed == re.findall(r'<h2 id="([^"]+)">([^<]+)</h2>', after)


def test_the_documentation_tells_how_often_one_may_ask(settings: Settings, services: Services) -> None:
    desk = Desk(anonymous=Limits(7), keyed=Limits(7000)).desk
    for parts, told in (
        (services, "You need no key, and there is no limit."),
        (replace(services, partners=desk), "you can ask 7 times a minute, and with one 7,000 times."),
    ):
        seen = outline(create_app(settings, parts).test_client().get("/api/docs").text)
        assert told in seen.words
