"""The change feed, as a partner reads it."""

from __future__ import annotations

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from content.article import Article, Level
from content.errors import ArticleNotFound
from content.store import migrations
from content.store.protocol import ArticleStore, Correction, Reason
from content.store.sql_store import SqlArticleStore
from service.feed import START, CursorNotKnown, changes_since
from service.wiring import Services
from tests.fakes.article_store import FakeArticleStore
from tests.fakes.articles import WORDS, sample_article
from tests.service.problem_shape import assert_problem

FEED = "/api/v1/changes"
SLUGS = ("a", "b", "c")


def reworded(slug: str, text: int) -> Article:
    return sample_article(slug, words={**WORDS, Level.EASY: f"Blood can push. This is text {text}."})


class Partner:
    """Keeps what is published, by article and level: the text, and its revision."""

    def __init__(self, store: ArticleStore) -> None:
        self.store = store
        self.cursor = START
        self.kept: dict[tuple[str, Level], tuple[int, str]] = {}

    def sync(self, limit: int, dies: bool = False) -> bool:
        """Take one page in, or die before it is kept together with its cursor. Tells whether there is more."""
        page = changes_since(self.store, self.cursor, limit)
        if dies:
            return True
        for change in page.changes:
            for level, reason in change.reasons.items():
                if reason is Reason.REMOVED:
                    self.kept.pop((change.slug, level), None)
                else:
                    self.fetch(change.slug, level)
        self.cursor = page.cursor
        return page.more

    def fetch(self, slug: str, level: Level) -> None:
        try:
            now = self.store.get(slug)
        except ArticleNotFound:  # withdrawn meanwhile: the feed says so further on
            self.kept.pop((slug, level), None)
            return
        if level in now.article.levels:
            self.kept[slug, level] = (now.revision, now.article.sections[0].renditions[level].text)


def published(store: ArticleStore) -> dict[tuple[str, Level], tuple[int, str]]:
    return {
        (each.slug, level): (each.revision, store.get(each.slug).article.sections[0].renditions[level].text)
        for each in store.list()
        for level in each.levels
    }


def test_each_level_of_each_change_is_told_with_its_reason(client: FlaskClient, services: Services) -> None:
    begin = client.get(FEED).get_json()
    assert {each["reason"] for each in begin["changes"]} == {"level"}
    assert begin["disclaimer"]["text"]
    note = Correction(clinical=True, refresh_by=date(2026, 12, 1), note="A dose was wrong.")
    services.store.publish(reworded("blood-pressure", 1), note)
    services.store.unpublish("blood-pressure", "Out of date.")
    body = client.get(f"{FEED}?since={begin['cursor']}").get_json()
    assert [(each["level"], each["kind"], each["reason"]) for each in body["changes"]] == [
        ("full", "changed", "revision"), ("standard", "changed", "revision"),
        ("plain", "changed", "revision"), ("easy", "changed", "clinical"),
        *((level, "removed", "removed") for level in ("full", "standard", "plain", "easy")),
    ]  # fmt: skip
    easy, gone = body["changes"][3], body["changes"][-1]
    assert (easy["article"], easy["revision"], easy["note"], easy["refresh_by"]) == (
        "blood-pressure", 2, "A dose was wrong.", "2026-12-01",
    )  # fmt: skip
    assert easy["links"]["sections"].endswith("/api/v1/articles/blood-pressure/sections?level=easy")
    assert (gone["links"], gone["note"]) == (None, "Out of date.")
    assert "refresh_by" not in gone
    assert body["more"] is False


def with_disclaimer(article: Article) -> Article:
    texts = {**article.disclaimer.texts, Level.EASY: "Ask a nurse."}
    return replace(article, disclaimer=replace(article.disclaimer, texts=texts))


def said_otherwise(article: Article) -> Article:
    return replace(article, glossary=tuple(replace(term, say="PRESH-ur") for term in article.glossary))


#: An editor's work on the article, and what the feed tells of it to those who read the level `easy`.
EDITS: dict[str, tuple[Callable[[Article], Article], Correction]] = {
    "wording": (lambda old: reworded(old.slug, 1), Correction()),
    "clinical": (lambda old: reworded(old.slug, 1), Correction(clinical=True)),
    "disclaimer": (with_disclaimer, Correction()),
    "audio": (said_otherwise, Correction()),
    "removed": (lambda _old: sample_article(words={Level.FULL: WORDS[Level.FULL]}), Correction()),
    "revision": (
        lambda _old: sample_article(words={**WORDS, Level.FULL: "Hypertension persists."}),
        Correction(),
    ),
}


@pytest.mark.parametrize("reason", EDITS)
def test_each_kind_of_edit_comes_up_with_its_reason(
    client: FlaskClient, services: Services, reason: str
) -> None:
    since = client.get(FEED).get_json()["cursor"]
    edit, told = EDITS[reason]
    services.store.publish(edit(services.store.get("blood-pressure").article), told)
    (entry,) = [
        each for each in client.get(f"{FEED}?since={since}").get_json()["changes"] if each["level"] == "easy"
    ]
    assert (entry["reason"], entry["kind"], entry["revision"]) == (reason, "changed", 2)
    assert (entry["links"] is None) == (reason == "removed")


def test_a_level_that_is_offered_again_comes_up_as_a_level(client: FlaskClient, services: Services) -> None:
    services.store.publish(sample_article(words={Level.FULL: WORDS[Level.FULL]}))
    since = client.get(FEED).get_json()["cursor"]
    services.store.publish(sample_article())
    told = client.get(f"{FEED}?since={since}").get_json()["changes"]
    assert {each["level"]: each["reason"] for each in told} == {
        "full": "revision", "standard": "level", "plain": "level", "easy": "level",
    }  # fmt: skip


def test_the_feed_comes_in_pages_that_name_the_next(client: FlaskClient, services: Services) -> None:
    for slug in SLUGS:
        services.store.publish(sample_article(slug))
    url, seen = f"{FEED}?limit=2", []
    while url:
        answer = client.get(url)
        seen += [each["article"] for each in answer.get_json()["changes"] if each["level"] == "easy"]
        link = answer.headers.get("Link", "")
        assert bool(link) == answer.get_json()["more"]
        url = link.split(">")[0].lstrip("<")
    assert seen == [each.slug for each in services.store.changes()]
    last = client.get(f"{FEED}?since={answer.get_json()['cursor']}").get_json()
    assert (last["changes"], last["more"], last["cursor"]) == ([], False, answer.get_json()["cursor"])


@pytest.mark.parametrize("cursor", ["99-00000000", "1-00000000", "999999999999999999-0123abcd"])
def test_a_place_that_the_feed_does_not_have_any_more_is_gone(client: FlaskClient, cursor: str) -> None:
    assert_problem(client.get(FEED, query_string={"since": cursor}), 410, "cursor-not-known")


@pytest.mark.parametrize(
    "cursor",
    ["1", "-1-00000000", "0-00000000", "1e309", "x" * 40, "\0", "٣-00000000", "1-0000000G", "1-00000000\n"],
)
def test_what_was_never_a_cursor_of_the_feed_is_not_there(client: FlaskClient, cursor: str) -> None:
    assert_problem(client.get(FEED, query_string={"since": cursor}), 404, "page-not-known")


@pytest.mark.parametrize("query", ["limit=0", "limit=1001", "limit=x", "since=" + "1" * 41])
def test_what_makes_no_sense_is_refused(client: FlaskClient, query: str) -> None:
    assert_problem(client.get(f"{FEED}?{query}"), 422, "unprocessable-entity")


def test_a_feed_that_told_the_same_at_another_time_knows_no_cursor_of_the_first() -> None:
    times = [datetime(2026, 3, day, tzinfo=UTC) for day in (1, 2)]
    one, other = (FakeArticleStore(reworded("a", 1), clock=lambda at=at: at) for at in times)
    cursor = changes_since(one, START, 10).cursor
    with pytest.raises(CursorNotKnown):
        changes_since(other, cursor, 10)


def test_a_feed_that_went_another_way_knows_no_cursor_of_the_first(services: Services) -> None:
    one, other = FakeArticleStore(reworded("a", 1)), FakeArticleStore(reworded("b", 1))
    cursor = changes_since(one, START, 10).cursor
    with pytest.raises(CursorNotKnown):
        changes_since(other, cursor, 10)


def test_what_was_withdrawn_is_gone_with_its_reason(client: FlaskClient, services: Services) -> None:
    services.store.unpublish("blood-pressure", "It is out of date.")
    base = "blood-pressure/sections/introduction"
    for path in (
        "/api/v1/articles/blood-pressure",
        f"/api/v1/articles/{base}",
        "/audio/blood-pressure/easy.mp3",
    ):
        body = assert_problem(client.get(path), 410, "article-withdrawn")
        assert "It is out of date." in body["detail"]
    answer = client.get("/articles/blood-pressure/easy/")
    assert answer.status_code == 410
    assert "It is out of date." in answer.text
    assert client.get("/articles/never-there/").status_code == 404


steps = st.lists(
    st.one_of(
        st.tuples(st.just("publish"), st.sampled_from(SLUGS), st.integers(0, 3)),
        st.tuples(st.just("remove"), st.sampled_from(SLUGS), st.just(0)),
        st.tuples(st.sampled_from(["sync", "die"]), st.just(""), st.integers(1, 4)),
    ),
    max_size=30,
)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(steps)
def test_who_is_interrupted_anywhere_and_goes_on_ends_with_what_is_published(steps: list[Any]) -> None:
    store = FakeArticleStore()
    partner = Partner(store)
    for action, slug, number in steps:
        if action == "publish":
            store.publish(reworded(slug, number))
        elif action == "remove" and slug in {each.slug for each in store.list()}:
            store.unpublish(slug)
        elif action in {"sync", "die"}:
            partner.sync(number, dies=action == "die")
    while partner.sync(2):
        pass
    assert partner.kept == published(store)


def test_partners_that_sync_while_others_publish_end_with_what_is_published(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/feed.db"
    migrations.upgrade(url)
    store = SqlArticleStore(url)
    partners = [Partner(store) for _ in range(3)]

    def edit(seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311 - the same each time
        for _ in range(10):
            slug = chance.choice(SLUGS)
            try:
                if chance.random() < 0.3:
                    store.unpublish(slug)
                else:
                    store.publish(reworded(slug, chance.randrange(5)))
            except ArticleNotFound:
                pass

    def follow(partner: Partner, seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311 - the same each time
        for _ in range(20):
            partner.sync(chance.randint(1, 5), dies=chance.random() < 0.3)

    with ThreadPoolExecutor(7) as threads:
        work = [threads.submit(edit, seed) for seed in range(4)]
        work += [threads.submit(follow, partner, seed) for seed, partner in enumerate(partners)]
        for each in work:
            each.result()
    for partner in partners:
        while partner.sync(3):
            pass
        assert partner.kept == published(store)
    ids = [change.id for change in store.changes(limit=1000)]
    assert ids == list(range(1, len(ids) + 1))
    store.close()
