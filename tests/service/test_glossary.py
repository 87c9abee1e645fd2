from __future__ import annotations

import dataclasses
import re

import pytest

from content.article import Article, Term
from service.glossary import WordNotFound, for_readers, word_of, words_in, words_of
from tests.fakes.articles import sample_article


def article_of(*terms: str) -> Article:
    glossary = tuple(Term(term, f"what {term} means") for term in terms)
    return dataclasses.replace(sample_article(), glossary=glossary)


def test_every_word_has_an_id_of_its_own_that_an_address_can_hold() -> None:
    article = article_of("WHO", "who", "Who", "Crohn's disease", "Sjögren", "β-blocker", "β", "δ", "FDA/EMA")
    ids = [word.id for word in words_of(article)]
    assert ids == [
        "who",
        "who-2",
        "who-3",
        "crohn-s-disease",
        "sjogren",
        "blocker",
        "word",
        "word-2",
        "fda-ema",
    ]
    assert all(re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", each) for each in ids)


def test_a_word_is_found_by_its_id_and_an_unknown_one_tells_what_there_is() -> None:
    article = article_of("pain killer", "WHO")
    assert word_of(article, "who").term.term == "WHO"
    with pytest.raises(WordNotFound) as told:
        word_of(article, "what")
    assert told.value.known == ("pain-killer", "who")


def test_a_text_is_given_the_words_that_stand_in_it_those_in_longer_ones_too() -> None:
    article = article_of("gene", "target dose", "dose", "vein")
    words = words_in(article, "In general, the target dose goes into veins.")
    assert [word.id for word in words] == ["target-dose", "dose", "vein"]


def test_readers_find_words_as_in_a_dictionary() -> None:
    words = for_readers(words_of(article_of("vein", "Éclair", "WHO", "eczema", "anxiety", "edema")))
    assert [word.term.term for word in words] == ["anxiety", "Éclair", "eczema", "edema", "vein", "WHO"]
