from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from content.article import Article, Block, Level, Section, Term
from content.errors import StoreUnavailable
from service.library import Library, Wanted, policy
from tests.fakes.article_store import FakeArticleStore
from tests.fakes.articles import measurement, sample_article

WORDS = {Level.STANDARD: "Rest well.", Level.EASY: "Sleep a lot."}


def article(slug: str, title: str, text: str = "", **other: object) -> Article:
    """At two levels; `text` stands in its first part at the easy level alone."""
    made = sample_article(slug, title=title, words=WORDS, topics=("sleep",))
    first, *rest = made.sections
    easy = first.renditions[Level.EASY]
    said = dataclasses.replace(easy, blocks=(*easy.blocks, Block("paragraph", text)))
    sections = (Section(first.id, {**first.renditions, Level.EASY: said}), *rest)
    made = dataclasses.replace(made, sections=sections, glossary=())
    return dataclasses.replace(made, **other)  # type: ignore[arg-type]


def lasting(slug: str, minutes: dict[Level, float], title: str = "Sleep") -> Article:
    """An article in one part that takes so long to read at each level."""
    made = sample_article(slug, title=title, words=dict.fromkeys(minutes, "Rest."), sections=("one",))
    (section,) = made.sections
    renditions = {
        level: dataclasses.replace(each, measurement=measurement(level, words=round(180 * minutes[level])))
        for level, each in section.renditions.items()
    }
    return dataclasses.replace(made, sections=(Section("one", renditions),))


@pytest.fixture
def store() -> Iterator[FakeArticleStore]:
    kept = FakeArticleStore(
        article("nap", "A short nap", "Coffee can keep you awake."),
        article("coffee", "Coffee and tea"),
        article("tired", "Tired all day", topics=("coffee", "Sleep")),
        article("creme", "Crème and tablets", "Don\u2019t use it twice.", language="fr"),
    )
    yield kept
    kept.close()


def slugs(library: Library, **wanted: object) -> list[str]:
    return [card.entry.slug for card in library.find(Wanted(**wanted)).cards]  # type: ignore[arg-type]


def test_without_a_wish_all_articles_stand_there_by_title(store: FakeArticleStore) -> None:
    found = Library(store).find(Wanted())
    assert [card.entry.title for card in found.cards] == [
        "A short nap", "Coffee and tea", "Crème and tablets", "Tired all day",
    ]  # fmt: skip
    assert (found.total, found.of, found.page, found.pages) == (4, 4, 1, 1)


def test_a_word_counts_most_in_the_title_then_as_a_topic_then_in_the_text(store: FakeArticleStore) -> None:
    assert slugs(Library(store), query="coffee") == ["coffee", "tired", "nap"]


def test_every_word_must_be_there_and_its_start_will_do(store: FakeArticleStore) -> None:
    library = Library(store)
    assert slugs(library, query="cof tea") == ["coffee"]
    assert slugs(library, query="coffee awa") == ["nap"]
    assert slugs(library, query="ffee") == []


def test_the_whole_word_goes_before_the_start_of_one() -> None:
    store = FakeArticleStore(article("a", "Painting"), article("b", "The pain in the night"))
    assert slugs(Library(store), query="pain") == ["b", "a"]


@pytest.mark.parametrize(
    "query", ["CRÈME", "creme", "cre\u0300me", "don't", "dont", "don\u2019t", "  creme  ?!"]
)
def test_case_accents_and_signs_make_no_difference(store: FakeArticleStore, query: str) -> None:
    assert slugs(Library(store), query=query) == ["creme"]


def test_a_question_is_answered_by_its_words_that_matter(store: FakeArticleStore) -> None:
    assert slugs(Library(store), query="How does a nap work with coffee?") == []
    assert slugs(Library(store), query="What is a nap?") == ["nap"]
    assert slugs(Library(store), query="and") == ["coffee", "creme"]  # nothing else was asked for


@pytest.mark.parametrize("query", ["Doctor", "Example Health", "arterial", "hypertonia", "introduction"])
def test_source_glossary_and_titles_of_parts_are_searched_too(query: str) -> None:
    term = Term(term="BP", means="blood pressure", expands="hypertonia")
    library = Library(
        FakeArticleStore(
            article("x", "Heart", glossary=(term,)),
        )
    )
    assert slugs(library, query=query) == ["x"]


def test_a_result_leads_to_the_parts_that_have_all_the_words(store: FakeArticleStore) -> None:
    (card,) = Library(store).find(Wanted(query="keep awake")).cards
    assert [part.id for part in card.parts] == ["introduction"]
    assert Library(store).find(Wanted()).cards[0].parts == ()


def test_a_part_with_the_words_in_its_title_goes_first() -> None:
    store = FakeArticleStore(article("x", "Heart", "On treatment and rest."))
    (card,) = Library(store).find(Wanted(query="treatment")).cards
    assert [part.id for part in card.parts] == ["treatment", "introduction"]


@pytest.mark.parametrize("slip", ["cofee", "coffeee", "coffwe", "cofefe", "COFEE"])
def test_a_slip_of_the_hand_is_mended_where_nothing_has_the_word(store: FakeArticleStore, slip: str) -> None:
    found = Library(store).find(Wanted(query=slip))
    assert found.instead == "coffee"
    assert [card.entry.slug for card in found.cards] == ["coffee", "tired", "nap"]


def test_only_the_word_that_stands_nowhere_is_mended(store: FakeArticleStore) -> None:
    found = Library(store).find(Wanted(query="tea cofee"))
    assert (found.instead, [card.entry.slug for card in found.cards]) == ("tea coffee", ["coffee"])


@pytest.mark.parametrize("query", ["xyzzyplugh", "te nap", "nep", "tea tired", "cofee tired nap"])
def test_nothing_is_guessed_where_that_would_not_help(store: FakeArticleStore, query: str) -> None:
    found = Library(store).find(Wanted(query=query))
    assert (found.instead, found.cards) == ("", ())


def test_each_filter_keeps_what_fits_and_they_work_together(store: FakeArticleStore) -> None:
    library = Library(store)
    assert slugs(library, topic="SLEEP") == ["nap", "coffee", "creme", "tired"]
    assert slugs(library, topic="coffee") == ["tired"]
    assert slugs(library, language="fr") == ["creme"]
    assert slugs(library, language="fr", topic="coffee") == []
    assert slugs(library, level="plain") == []
    assert slugs(library, level="easy", query="nap") == ["nap"]


def test_length_is_that_of_the_chosen_level_or_of_who_has_not_chosen() -> None:
    library = Library(FakeArticleStore(lasting("x", {Level.FULL: 20, Level.STANDARD: 8, Level.EASY: 4})))
    assert slugs(library, length="medium") == ["x"]
    assert slugs(library, length="short") == []
    assert slugs(library, length="short", level="easy") == ["x"]
    assert slugs(library, length="long", level="full") == ["x"]


@pytest.mark.parametrize(
    ("minutes", "length"),
    [
        (0.01, "short"),
        (5, "short"),
        (5.2, "short"),
        (5.3, "medium"),
        (10, "medium"),
        (10.5, "long"),
        (300, "long"),
    ],
)
def test_lengths_are_grouped_by_the_half_minutes_that_are_told(minutes: float, length: str) -> None:
    store = FakeArticleStore(lasting("x", {Level.FULL: minutes}))
    (offer,) = Library(store).find(Wanted()).offers.lengths
    assert offer[0].id == length


def test_what_there_is_nothing_of_is_left_out_and_named(store: FakeArticleStore) -> None:
    found = Library(store).find(Wanted(topic="moon", level="hard", length="tiny", language="xx"))
    assert found.unknown == ("topic", "level", "length", "language")
    assert found.total == 4


def test_offers_count_the_articles_and_join_topics_that_differ_in_case(store: FakeArticleStore) -> None:
    offers = Library(store).find(Wanted(query="nap")).offers
    assert [(name.lower(), count) for name, count in offers.topics] == [("coffee", 1), ("sleep", 4)]
    assert offers.levels == ((Level.STANDARD, 4), (Level.EASY, 4))
    assert offers.languages == (("en", 3), ("fr", 1))


def test_an_empty_answer_knows_how_many_have_the_words(store: FakeArticleStore) -> None:
    found = Library(store).find(Wanted(query="coffee", language="fr"))
    assert (found.total, found.without_choices) == (0, 3)


def test_long_lists_come_in_pages_and_no_page_is_out_of_reach() -> None:
    size = policy().page_size
    many = [article(f"a{n:02}", f"Sleep {n:02}") for n in range(size + 1)]
    library = Library(FakeArticleStore(*many))
    assert len(library.find(Wanted()).cards) == size
    assert slugs(library, page=2) == [f"a{size:02}"]
    for page, shown in ((0, 1), (-5, 1), (99, 2)):
        assert library.find(Wanted(page=page)).page == shown


def test_a_query_is_cut_at_its_longest_and_at_its_most_words(store: FakeArticleStore) -> None:
    assert slugs(Library(store), query="nap" + " " * policy().longest_query + "tea") == ["nap"]
    assert slugs(
        Library(store), query=" ".join(["coffee", "tea", *("co", "cof", "coff", "te", "c", "t"), "zzz"])
    ) == ["coffee"]


class CountingStore(FakeArticleStore):
    def __init__(self, *articles: Article) -> None:
        super().__init__(*articles)
        self.asked: list[str] = []
        self.damaged: set[str] = set()

    def get(self, slug: str):  # type: ignore[no-untyped-def]
        self.asked.append(slug)
        if slug in self.damaged:
            raise StoreUnavailable("damaged")
        return super().get(slug)


def test_a_publication_costs_the_reading_of_one_article() -> None:
    store = CountingStore(article("a", "Sleep"), article("b", "Rest"))
    library = Library(store)
    library.find(Wanted())
    library.find(Wanted(query="rest"))
    assert store.asked == ["b", "a"]
    store.publish(article("a", "Sleep tight"))
    assert slugs(library, query="tight") == ["a"]
    store.unpublish("b")
    assert slugs(library) == ["a"]
    assert store.asked == ["b", "a", "a"]


def test_an_article_that_can_not_be_read_is_listed_all_the_same_and_tried_again() -> None:
    store = CountingStore(article("a", "Sleep", "Night."), article("b", "Rest"))
    store.damaged = {"a"}
    library = Library(store)
    assert slugs(library, query="sleep") == ["a", "b"]  # by its title and, as the other, by a topic
    assert slugs(library, query="night") == []
    assert slugs(library, length="short") == ["b"]
    store.damaged = set()
    assert slugs(library, query="night") == ["a"]


def test_a_name_that_no_article_has_leads_to_those_like_it(store: FakeArticleStore) -> None:
    library = Library(store)
    assert next(entry.slug for entry in library.near("cofee")) == "coffee"
    assert [entry.slug for entry in library.near("all-about-tea")] == []
    assert [entry.slug for entry in library.near("a-short-nap")] == ["nap"]
    assert library.near("") == ()
    assert library.near("\x00" * 5000) == ()
