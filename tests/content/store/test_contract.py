"""What every `ArticleStore` does: the real one, on each database, and the fake."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import count

import pytest

from content.article import Level
from content.document import digest, to_document
from content.errors import ArticleNotFound, ArticleWithdrawn, RevisionNotFound
from content.store import migrations
from content.store.protocol import ArticleStore, ChangeKind, Correction, Publication, Reason
from content.store.sql_store import SqlArticleStore
from tests.content.store.conftest import KINDS
from tests.fakes.article_store import FakeArticleStore
from tests.fakes.articles import WORDS, sample_article

START = datetime(2025, 3, 1, 12, 30, 0, 250_000, tzinfo=UTC)
REWORDED = sample_article(words={**WORDS, Level.EASY: "Blood can push too hard. That is not good for you."})


def ticking() -> Callable[[], datetime]:
    """A clock that goes a minute further each time, told in another zone than UTC."""
    minutes = count(0)
    zone = timezone(timedelta(hours=5, minutes=30))
    return lambda: (START + timedelta(minutes=next(minutes))).astimezone(zone)


@pytest.fixture(params=["fake", *KINDS])
def store(request: pytest.FixtureRequest, new_database: Callable[[str], str]) -> Iterator[ArticleStore]:
    if request.param == "fake":
        yield FakeArticleStore(clock=ticking())
        return
    url = new_database(request.param)
    migrations.upgrade(url)
    store = SqlArticleStore(url, clock=ticking())
    yield store
    store.close()


def test_a_published_article_comes_back_equal_with_its_revision_time_and_digest(store: ArticleStore) -> None:
    article = sample_article()
    assert store.publish(article) == Publication("blood-pressure", revision=1, created=True)
    found = store.get("blood-pressure")
    assert found.article == article
    assert (found.revision, found.updated) == (1, START)
    assert found.updated.utcoffset() == timedelta(0)
    assert found.digest == digest(to_document(article))


def test_an_unknown_article_is_not_found_and_the_error_lists_those_that_are_published(
    store: ArticleStore,
) -> None:
    for slug in ("withdrawn", "sleep", "asthma"):
        store.publish(sample_article(slug))
    store.unpublish("withdrawn")
    for ask in (store.get, store.unpublish):
        with pytest.raises(ArticleNotFound) as error:
            ask("nothing")
        assert (error.value.slug, error.value.known) == ("nothing", ("asthma", "sleep"))
    with pytest.raises(ArticleNotFound) as error:
        store.revisions("nothing")
    assert error.value.known == ("asthma", "sleep")
    with pytest.raises(ArticleNotFound) as error:
        store.revision("nothing", 1)
    assert not isinstance(error.value, RevisionNotFound)


def test_publishing_the_same_text_again_changes_nothing(store: ArticleStore) -> None:
    store.publish(sample_article())
    before = (store.get("blood-pressure"), store.changes(), store.state())
    assert store.publish(sample_article()) == Publication("blood-pressure", revision=1, created=False)
    assert (store.get("blood-pressure"), store.changes(), store.state()) == before
    assert len(store.revisions("blood-pressure")) == 1


def test_a_new_text_is_a_new_revision_and_the_old_one_is_kept(store: ArticleStore) -> None:
    store.publish(sample_article())
    assert store.publish(REWORDED) == Publication("blood-pressure", revision=2, created=True)
    assert store.get("blood-pressure").article == REWORDED
    assert store.revision("blood-pressure", 1).article == sample_article()
    assert store.revision("blood-pressure", 2) == store.get("blood-pressure")
    kept = store.revisions("blood-pressure")
    assert [(it.slug, it.revision, it.updated) for it in kept] == [
        ("blood-pressure", 1, START),
        ("blood-pressure", 2, START + timedelta(minutes=1)),
    ]
    assert [it.digest for it in kept] == [digest(to_document(it)) for it in (sample_article(), REWORDED)]


def test_going_back_to_an_earlier_text_is_a_new_revision_too(store: ArticleStore) -> None:
    for article in (sample_article(), REWORDED, sample_article()):
        assert store.publish(article).created
    assert store.get("blood-pressure").revision == 3


def test_a_revision_that_does_not_exist_is_not_found_and_the_error_lists_those_that_do(
    store: ArticleStore,
) -> None:
    store.publish(sample_article())
    store.publish(REWORDED)
    for number in (0, 3, -1):
        with pytest.raises(RevisionNotFound, match=f"no revision {number}") as error:
            store.revision("blood-pressure", number)
        assert (error.value.revision, error.value.revisions) == (number, (1, 2))
        assert error.value.known == ("blood-pressure",)


def test_a_withdrawn_article_is_gone_for_readers_but_its_revisions_are_kept(store: ArticleStore) -> None:
    store.publish(sample_article())
    store.unpublish("blood-pressure", reason="out of date")
    assert store.list() == ()
    for ask in (store.get, store.unpublish):
        with pytest.raises(ArticleNotFound):
            ask("blood-pressure")
    assert store.revision("blood-pressure", 1).article == sample_article()
    assert [it.revision for it in store.revisions("blood-pressure")] == [1]


def test_publishing_a_withdrawn_article_again_is_a_new_revision_even_with_the_same_text(
    store: ArticleStore,
) -> None:
    store.publish(sample_article())
    store.unpublish("blood-pressure")
    assert store.publish(sample_article()) == Publication("blood-pressure", revision=2, created=True)
    assert store.get("blood-pressure").updated == START + timedelta(minutes=2)
    assert [change.kind for change in store.changes()] == ["published", "removed", "published"]


def test_the_list_is_by_title_whatever_its_case_and_tells_what_there_is_to_read(store: ArticleStore) -> None:
    some = {level: WORDS[level] for level in (Level.FULL, Level.PLAIN)}
    store.publish(sample_article("z", title="apples", words=some, topics=("food",), language="en-GB"))
    store.publish(sample_article("b", title="Zebras"))
    store.publish(sample_article("a", title="Zebras"))
    store.publish(sample_article("m", title="Bones"))
    assert [(it.title, it.slug) for it in store.list()] == [
        ("apples", "z"), ("Bones", "m"), ("Zebras", "a"), ("Zebras", "b"),
    ]  # fmt: skip
    first = store.list()[0]
    assert (first.levels, first.topics, first.language) == ((Level.FULL, Level.PLAIN), ("food",), "en-GB")
    assert (first.revision, first.updated) == (1, START)
    assert store.list()[1].levels == tuple(Level)


def test_the_list_follows_a_new_revision(store: ArticleStore) -> None:
    store.publish(sample_article())
    store.publish(sample_article(title="Blood pressure, explained"))
    (only,) = store.list()
    assert (only.title, only.revision, only.updated) == (
        "Blood pressure, explained", 2, START + timedelta(minutes=1),
    )  # fmt: skip


def test_the_change_feed_tells_what_happened_in_order_and_to_which_levels(store: ArticleStore) -> None:
    fewer = {level: words for level, words in WORDS.items() if level is not Level.STANDARD}
    store.publish(sample_article())
    store.publish(REWORDED)
    store.publish(sample_article("sleep"))
    store.publish(sample_article(words=fewer))
    store.publish(sample_article(words=fewer, topics=("heart",)))
    store.unpublish("blood-pressure", reason="out of date")
    rest = tuple(fewer)
    assert [(it.id, it.slug, it.revision, it.kind, it.levels, it.reason) for it in store.changes()] == [
        (1, "blood-pressure", 1, ChangeKind.PUBLISHED, tuple(Level), ""),
        (2, "blood-pressure", 2, ChangeKind.CHANGED, (Level.EASY,), ""),
        (3, "sleep", 1, ChangeKind.PUBLISHED, tuple(Level), ""),
        (4, "blood-pressure", 3, ChangeKind.CHANGED, (Level.STANDARD, Level.EASY), ""),
        (5, "blood-pressure", 4, ChangeKind.CHANGED, (), ""),
        (6, "blood-pressure", 4, ChangeKind.REMOVED, rest, "out of date"),
    ]
    assert [it.at for it in store.changes()] == [START + timedelta(minutes=n) for n in range(6)]


def test_the_change_feed_says_of_each_level_why_it_changed(store: ArticleStore) -> None:
    fewer = {level: words for level, words in WORDS.items() if level is not Level.STANDARD}
    first = sample_article()
    disclaimer = replace(
        first.disclaimer, texts={**first.disclaimer.texts, Level.PLAIN: "Ask a nurse. This is not advice."}
    )
    spoken = tuple(replace(term, say="otherwise") for term in first.glossary)
    for article in (
        first,
        REWORDED,
        replace(REWORDED, disclaimer=disclaimer),
        replace(REWORDED, disclaimer=disclaimer, glossary=spoken),
        replace(REWORDED, disclaimer=disclaimer, glossary=spoken, topics=("heart",)),
        sample_article(words=fewer),
        first,
    ):
        store.publish(article)
    store.unpublish(first.slug)
    same = dict.fromkeys(Level, Reason.REVISION)
    assert [it.reasons for it in store.changes()] == [
        dict.fromkeys(Level, Reason.LEVEL),
        same | {Level.EASY: Reason.WORDING},
        same | {Level.PLAIN: Reason.DISCLAIMER},
        dict.fromkeys(Level, Reason.AUDIO),
        same,
        {
            Level.FULL: Reason.AUDIO,
            Level.STANDARD: Reason.REMOVED,
            Level.PLAIN: Reason.DISCLAIMER,
            Level.EASY: Reason.WORDING,
        },
        same | {Level.STANDARD: Reason.LEVEL},
        dict.fromkeys(Level, Reason.REMOVED),
    ]
    assert [list(it.reasons) for it in store.changes()] == [list(Level)] * 8  # hardest first


def test_a_clinical_correction_is_told_of_the_levels_whose_words_it_changes_with_its_day(
    store: ArticleStore,
) -> None:
    store.publish(sample_article(), Correction(clinical=True))
    store.publish(
        REWORDED, Correction(clinical=True, refresh_by=date(2025, 3, 9), note="The dose was wrong.")
    )
    first, second = store.changes()
    assert set(first.reasons.values()) == {Reason.LEVEL}  # nobody can have the earlier text
    assert second.reasons == dict.fromkeys(Level, Reason.REVISION) | {Level.EASY: Reason.CLINICAL}
    assert (first.refresh_by, second.refresh_by, second.reason) == (
        None,
        date(2025, 3, 9),
        "The dose was wrong.",
    )


@pytest.mark.parametrize(
    ("why", "told"), [("", "2025."), (" ", "2025."), ("Old", "2025. Old."), ("Old!", "2025. Old!")]
)
def test_a_reason_is_told_as_a_sentence(why: str, told: str) -> None:
    error = ArticleWithdrawn("a", datetime(2025, 3, 1, tzinfo=UTC), why, ())
    assert str(error) == f"'a' was withdrawn on 1 March {told}"


def test_a_withdrawn_article_says_when_and_why_and_an_unknown_one_does_not(store: ArticleStore) -> None:
    store.publish(sample_article())
    store.unpublish("blood-pressure", reason="It is out of date.")
    with pytest.raises(ArticleWithdrawn, match=r"withdrawn on 1 March 2025\. It is out of date\.") as error:
        store.get("blood-pressure")
    assert (error.value.at, error.value.reason) == (START + timedelta(minutes=1), "It is out of date.")
    with pytest.raises(ArticleNotFound) as other:
        store.get("nothing")
    assert not isinstance(other.value, ArticleWithdrawn)
    store.publish(sample_article())
    assert store.get("blood-pressure").revision == 2


def test_a_change_of_what_all_levels_show_is_told_for_all_levels(store: ArticleStore) -> None:
    turned = sample_article(sections=("treatment", "introduction"))
    titled = replace(turned, title="Blood pressure, explained")
    unexplained = replace(titled, glossary=())
    retold = replace(unexplained, source=replace(titled.source, author="C. Doctor"))
    for article in (sample_article(), turned, titled, unexplained, retold):
        store.publish(article)
    assert [it.levels for it in store.changes(since=1)] == [tuple(Level)] * 4


def test_the_change_feed_can_be_read_in_pages(store: ArticleStore) -> None:
    for slug in "abcde":
        store.publish(sample_article(slug))
    assert [it.slug for it in store.changes(since=0, limit=2)] == ["a", "b"]
    assert [it.slug for it in store.changes(since=2, limit=2)] == ["c", "d"]
    assert [it.slug for it in store.changes(since=4, limit=2)] == ["e"]
    assert store.changes(since=5) == ()
    for limit in (0, -1):
        with pytest.raises(ValueError, match="limit"):
            store.changes(limit=limit)


def test_the_last_change_is_the_newest_one(store: ArticleStore) -> None:
    assert store.last_change() is None
    store.publish(sample_article())
    store.publish(sample_article("sleep"))
    store.unpublish("blood-pressure")
    assert store.last_change() == store.changes(2)[0]


def test_the_state_differs_after_each_change_and_only_then(store: ArticleStore) -> None:
    seen = [store.state()]
    assert store.state() == seen[0]
    store.publish(sample_article())
    seen.append(store.state())
    store.publish(REWORDED)
    seen.append(store.state())
    store.unpublish("blood-pressure")
    seen.append(store.state())
    assert len(set(seen)) == 4
    assert store.list() == ()
    assert store.state() == seen[-1]


def test_a_store_that_works_passes_its_check_and_may_be_closed_twice(store: ArticleStore) -> None:
    store.check()
    store.close()
    store.close()
